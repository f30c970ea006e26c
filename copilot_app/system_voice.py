"""The operating system's own voice, for a customer who only writes because nothing on the server can speak.

Off until it is switched on, and off where Qt comes without its speech module or the system without a voice.  It is
heard by the trainee only: what the customer wrote is in the call already.
"""

from __future__ import annotations

import importlib
from typing import Any

from PySide6.QtCore import QLocale, QObject

from protocol.message import Language

_SPEAKING = ("mock",)
"""Engines of Qt that are no voices."""


class SystemVoice(QObject):
    """One voice; loads Qt's speech module when it is switched on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice: Any = None

    @staticmethod
    def available() -> bool:
        """Whether this computer has a voice."""
        try:
            module = importlib.import_module("PySide6.QtTextToSpeech")
        except ImportError:
            return False
        return any(name not in _SPEAKING for name in module.QTextToSpeech.availableEngines())

    def switch(self, on: bool) -> bool:
        """Use it from now on, or no more; False if there is none."""
        self.stop()
        self._voice = None
        if on and self.available():
            self._voice = importlib.import_module("PySide6.QtTextToSpeech").QTextToSpeech(self)
        return self._voice is not None

    def say(self, text: str, lang: Language) -> None:
        """Speak, if it is switched on and has a voice of this language; another one would read signs it does not know."""
        if self._voice is None:
            return
        wanted = QLocale.Language.Chinese if lang == "zh" else QLocale.Language.English
        locale = next((one for one in self._voice.availableLocales() if one.language() == wanted), None)
        if locale is not None:
            # a locale that it does not have is passed over, and the last one goes on
            self._voice.setLocale(locale)
            self._voice.say(text)

    def stop(self) -> None:
        """Be silent."""
        if self._voice is not None:
            self._voice.stop()
