"""Risky operations of the team that wait for a second person: one line each with the time left and two answers."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from protocol.supervision import WaitingGate

from ...board_state import BoardState
from ...i18n.codes import operation_words
from ...theme import Theme
from ..pane import clock, set_tone
from ..parts import FlowLayout, IconButton, KeyedButton, Picture, Words

_SHOWN = 3


class _Line(QFrame):
    """One operation."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("pane", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 4, 8, 4)
        # beside an opened call the answers go below the sentence
        line = QWidget()
        row = FlowLayout(line, gap=8, row_gap=4)
        outer.addWidget(line)
        self.words = Words(theme, "body", "ink", max_lines=3)
        self.left = Words(theme, "strong", "remind", max_lines=1)
        self.open = IconButton(theme, "eye")
        self.deny = KeyedButton(theme, "plain", "close")
        self.approve = KeyedButton(theme, "primary", "check")
        answers = QWidget()
        buttons = QHBoxLayout(answers)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(8)
        parts: tuple[QWidget, ...] = (self.left, self.open, self.deny, self.approve)
        for part in parts:
            buttons.addWidget(part)
        whole: tuple[QWidget, ...] = (Picture(theme, "gate", "remind", 18), self.words, answers)
        for part in whole:
            row.addWidget(part)


class BoardGates(QFrame):
    """Of no height while nothing waits; the oldest first, the others behind a count."""

    open_pressed = Signal(str)
    """The call of an operation that the supervisor wants to read first."""

    def __init__(self, board: BoardState, theme: Theme) -> None:
        super().__init__()
        self._board = board
        self._gates: list[WaitingGate] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.lines = [_Line(theme) for _ in range(_SHOWN)]
        for number, line in enumerate(self.lines):
            set_tone(line, "remind")
            column.addWidget(line)
            line.approve.clicked.connect(lambda _=False, at=number: self._answer(at, True))
            line.deny.clicked.connect(lambda _=False, at=number: self._answer(at, False))
            line.open.clicked.connect(lambda _=False, at=number: self.open_pressed.emit(self._gates[at].call))
        self._more = Words(theme, "caption", "ink_faint", max_lines=1)
        column.addWidget(self._more)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self.refresh)
        board.gates_changed.connect(self.refresh)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """The words follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Name and buttons."""
        self.setAccessibleName(self.tr("Operations that wait for a second person"))
        for line in self.lines:
            line.open.show_words(self.tr("Read the call"))
            line.deny.show_words(self.tr("Deny"), self.tr("Deny this operation"))
            line.approve.show_words(self.tr("Approve"), self.tr("Approve this operation"))
        self.refresh()

    def _answer(self, at: int, approved: bool) -> None:
        if at < len(self._gates):
            self._board.answer(self._gates[at], approved)

    def refresh(self) -> None:
        """Show what waits, and how long still."""
        now_s = time.monotonic()
        waiting = [(gate, until_s - now_s) for gate, until_s in self._board.gates if until_s > now_s]
        self._gates = [gate for gate, _ in waiting[:_SHOWN]]
        for at, line in enumerate(self.lines):
            line.setVisible(at < len(self._gates))
            if at < len(self._gates):
                gate, left_s = waiting[at]
                row = self._board.rows.get(gate.call)
                agent = row.agent_name if row is not None and row.agent_name else gate.agent
                line.words.set_words(self.tr("%1 asks for a second person: %2").replace("%1", agent).replace(
                    "%2", operation_words(gate.operation)))
                line.left.set_words(self.tr("%1 left").replace("%1", clock(int(left_s * 1000))))
                line.setAccessibleName(f"{line.words.text()}, {line.left.text()}")
                for button in (line.deny, line.approve):
                    button.setEnabled(not self._board.answered(gate))
        self._more.setVisible(len(waiting) > _SHOWN)
        self._more.set_words(self.tr("%n more wait", "", max(0, len(waiting) - _SHOWN)))
        self.setVisible(bool(waiting))
        if bool(waiting) != self._tick.isActive():
            self._tick.start() if waiting else self._tick.stop()
