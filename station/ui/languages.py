"""The languages of the window: English in the code, German from Qt Linguist's files, switched while it runs."""

from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from station.core.folders import resource

Language = Literal["system", "en", "de"]

_installed: list[QTranslator] = []


def apply_language(application: QCoreApplication, wish: Language) -> str:
    """Speak this language from now on, and return which it is; every widget is told by LanguageChange."""
    language = wish if wish != "system" else ("de" if QLocale.system().language() is QLocale.Language.German else "en")
    for translator in _installed:
        application.removeTranslator(translator)
    _installed.clear()
    QLocale.setDefault(QLocale(QLocale.Language.German if language == "de" else QLocale.Language.English))
    if language != "en":
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in (("qtbase_de", qt), ("station_de", resource("i18n").as_posix())):
            translator = QTranslator(application)
            if translator.load(name, folder):
                application.installTranslator(translator)
                _installed.append(translator)
    return language
