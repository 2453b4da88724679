"""The languages of the window: English in the code, German from Qt Linguist's files, switched while it runs."""

import logging
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from station.core.folders import resource
from station.ui import error_texts

Language = Literal["system", "en", "de"]

_installed: list[QTranslator] = []
_log = logging.getLogger("station.window")


def apply_language(application: QCoreApplication, wish: Language) -> str:
    """Speak this language from now on, and return which it is; every widget is told by LanguageChange.

    What has no translation, or whose file is missing, stays English; the log says so.
    """
    language = wish if wish != "system" else ("de" if QLocale.system().language() is QLocale.Language.German else "en")
    for translator in _installed:
        application.removeTranslator(translator)
        translator.deleteLater()
    _installed.clear()
    QLocale.setDefault(QLocale(QLocale.Language.German if language == "de" else QLocale.Language.English))
    if language != "en":
        for file in (qt_translations() / f"qtbase_{language}.qm", resource("i18n") / f"station_{language}.qm"):
            _install(application, file)
    error_texts.forget()
    return language


def qt_translations() -> Path:
    """Where Qt keeps the words of its own dialogs."""
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))


def _install(application: QCoreApplication, file: Path) -> None:
    translator = QTranslator(application)
    if translator.load(str(file)):
        application.installTranslator(translator)
        _installed.append(translator)
    else:
        _log.warning("%s could not be loaded: its texts stay English; 'uv sync' makes it anew in a checkout", file)
