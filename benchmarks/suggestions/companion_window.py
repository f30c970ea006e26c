"""The companion's window off-screen, for measuring: messages in; `wait_for` returns when a suggestion stands in its pixels."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from copilot_app.call_state import CallState
from copilot_app.gallery import SIZES, fill_at_rest
from copilot_app.i18n import Translator
from copilot_app.theme import Theme
from copilot_app.window import CompanionWindow
from protocol.message import Language, Message


class Screen:
    """One window with its state."""

    def __init__(self, app: QApplication, lang: Language) -> None:
        self._app = app
        self._lang: Language = lang
        self._painted: set[str] = set()
        theme = Theme(app)
        Translator(app).use(lang)
        self._state = CallState(lambda: 0)
        self._window = CompanionWindow(self._state, theme)
        self._window.panes["reply"].painted.connect(self._note)
        fill_at_rest(self._state, lang, synthetic_only=False)
        self._window.resize(SIZES.get(420, QSize(420, 1040)))
        self._window.show()
        self.settle()

    def begin(self, call: str, ready: Message) -> None:
        """A new call."""
        self._state.begin(call, self._lang)
        self._state.apply(ready)
        self.settle()

    def apply(self, message: Message) -> None:
        """A message of the server."""
        self._state.apply(message)

    def wait_for(self, suggestion: str, rounds: int) -> bool:
        """Run the event loop until this suggestion is painted; False if it is not after so many rounds."""
        for _ in range(rounds):
            if suggestion in self._painted:
                break
            self._app.processEvents()
        found = suggestion in self._painted
        self._painted.discard(suggestion)
        return found

    def settle(self) -> None:
        """Whatever waits is done."""
        for _ in range(3):
            self._app.processEvents()

    def close(self) -> None:
        """The window goes."""
        self._window.close()

    def _note(self, kind: str, item: str) -> None:
        if kind == "suggestion":
            self._painted.add(item)
