"""What an error says to a person, in the language of the window.

The rooms below the window know no Qt and make English sentences. Here such a sentence is recognised by its template, the
template is translated, and the parts are put in again; a sentence that no template fits stays as it is.
"""

import re
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QLocale

DEEPEST = 3
"""A part of a sentence may be a sentence, such as the reason in its brackets; so often."""

_PART = re.compile(r"\{(\d+)\}")


def said(error: BaseException | str) -> str:
    """The sentence of an error (or one kept as text); the name of its kind where it has none."""
    text = error if isinstance(error, str) else str(error) or type(error).__name__
    return text if QLocale().language() is QLocale.Language.English else _translated(text)


def forget() -> None:
    """Another language is spoken from now on."""
    _translated.cache_clear()


@lru_cache(maxsize=1024)  # the notes of a training are said at each of its steps anew, a millisecond each
def _translated(text: str) -> str:
    return _in_words(text, DEEPEST)


def _in_words(text: str, depth: int) -> str:
    if not depth:
        return text
    for pattern, template in _patterns():
        if match := pattern.fullmatch(text):
            parts = (_in_words(part, depth - 1) for part in match.groups())
            return QCoreApplication.translate("StationError", template).format(*parts)
    return text


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """A pattern of each template, those with the most words of their own first."""
    from station.ui.error_words import ERROR_WORDS

    ordered = sorted(ERROR_WORDS, key=lambda template: -len(_PART.sub("", template)))
    return tuple((_pattern(template), template) for template in ordered)


def _pattern(template: str) -> re.Pattern[str]:
    literals = [literal.replace("{{", "{").replace("}}", "}") for literal in _PART.split(template)[::2]]
    return re.compile("(.*?)".join(re.escape(literal) for literal in literals), re.DOTALL)
