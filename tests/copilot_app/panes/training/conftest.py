"""A training window with a server that is played by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QPushButton

from copilot_app.call_state import CallState
from copilot_app.class_state import ClassState
from copilot_app.gallery import fill_at_rest
from copilot_app.theme import Theme
from copilot_app.training_state import TrainingState
from copilot_app.training_window import TrainingWindow
from protocol.call import Welcome


class Room:
    """Window, states, and what they send."""

    def __init__(self, call: CallState, theme: Theme) -> None:
        self.call = call
        fill_at_rest(call, "en")
        self.state, self.trainer = TrainingState(call), ClassState()
        self.state.lang = self.trainer.lang = "en"
        self.sent: list[Any] = []
        self.state.ask.connect(self.sent.append)
        self.trainer.ask.connect(self.sent.append)
        self.window = TrainingWindow(self.state, self.trainer, theme)
        self.window.show()

    def become(self, role: str) -> None:
        self.call.apply(Welcome(display_name="Wood", role=role))  # type: ignore[arg-type]

    def of(self, kind: type) -> list[Any]:
        return [message for message in self.sent if isinstance(message, kind)]

    def press(self, words: str) -> None:
        QApplication.processEvents()
        next(one for one in self.window.findChildren(QPushButton)
             if words in (one.text(), one.accessibleName()) and one.isVisibleTo(self.window)).click()


@pytest.fixture
def room(state: CallState, theme: Theme) -> Iterator[Room]:
    """Online, nothing told yet, an agent."""
    room = Room(state, theme)
    yield room
    shiboken6.delete(room.window)
