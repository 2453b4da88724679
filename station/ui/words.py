"""Marks words in tables for Qt Linguist, which looks for this very name."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """The text itself; `QCoreApplication.translate(context, text)` says it in the language of the window.

    Qt's own of this name does the same but is typed as giving an object.
    """
    del context
    return text
