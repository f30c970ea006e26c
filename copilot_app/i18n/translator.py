"""`Translator`: one language at a time; a change reaches every widget as `LanguageChange`."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from protocol.message import Language

LANGUAGES: dict[Language, str] = {"zh": "zh_CN", "en": "en"}
"""Language of the wire -> name of the sentences' file."""

_FOLDER = Path(__file__).parent


class Translator(QObject):
    """Installs the sentences of one language, Qt's own included."""

    changed = Signal(str)
    """The language in use."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._app = app
        self._installed: list[QTranslator] = []
        self.language: Language = "en"

    def use(self, language: Language) -> None:
        """Switch to a language.

        Raises:
            FileNotFoundError: its compiled sentences are missing from the installation.
        """
        name = LANGUAGES[language]
        ours = QTranslator(self)
        if not ours.load(f"seatmate_{name}", str(_FOLDER)):
            raise FileNotFoundError(f"seatmate_{name}.qm is missing from {_FOLDER}; install Seatmate again")
        qt = QTranslator(self)
        found = qt.load(f"qtbase_{name}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for old in self._installed:
            self._app.removeTranslator(old)
        self._installed = [qt, ours] if found else [ours]
        self.language = language
        QLocale.setDefault(QLocale("zh_CN" if language == "zh" else "en_GB"))
        for new in self._installed:
            self._app.installTranslator(new)
        self.changed.emit(language)
