"""What gives way or failed, and operations that wait for a second person: one line each, never a box in the way."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from protocol.assist import Gate

from ..call_state import CallState
from ..i18n.codes import notice_words, operation_words
from ..theme import Theme
from .pane import Pane, clock, set_tone
from .parts import IconButton, Picture, Words

_SHOWN = 2
"""So many notices are shown; the rest follow when these are closed."""
_TOLD_ELSEWHERE = ("mic.none", "line.none")
"""What the start page says too gives way to what only a notice says."""
_DECIDED_MS = 30_000
"""So long a decision about a risky operation stands."""
_GATE_LOOKS = {"waiting": ("inform", "gate"), "denied": ("remind", "stop"), "approved": ("inform", "done")}
"""State -> tone and icon."""


class _Line(QFrame):
    """Icon, sentence, and a button that takes it off."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("pane", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(8)
        self.picture = Picture(theme, "remind", "remind", 16)
        self.words = Words(theme, "body", "ink")
        self.close_button = IconButton(theme, "close")
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)


class NoticePane(Pane):
    """Empty, and of no height, while all is well."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme, "plain")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._lines = [_Line(theme) for _ in range(_SHOWN)]
        self._gates = [_Line(theme) for _ in range(_SHOWN)]
        self._codes: list[str] = []
        for number, line in enumerate(self._lines):
            self._column.addWidget(line)
            line.close_button.clicked.connect(lambda _=False, at=number: self._close(at))
        for line in self._gates:
            line.close_button.hide()
            self._column.addWidget(line)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._turn)
        state.notices_changed.connect(self.refresh)
        state.gates_changed.connect(self.refresh)
        state.phase_changed.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """The sentences are looked up again."""
        self.setAccessibleName(self.tr("Notices"))
        for line in self._lines:
            line.close_button.show_words(self.tr("Close the notice"))
        self.refresh()

    def _close(self, at: int) -> None:
        self.state.settle(self._codes[at])

    def refresh(self) -> None:
        """Show the first notices and the open gates."""
        notices = sorted(self.state.notices.values(), key=lambda notice: notice.code in _TOLD_ELSEWHERE)[:_SHOWN]
        self._codes = [notice.code for notice in notices]
        for at, line in enumerate(self._lines):
            line.setVisible(at < len(notices))
            if at < len(notices):
                set_tone(line, "remind")
                line.words.set_words(notice_words(notices[at]))
                line.setAccessibleName(line.words.text())
        self._show_gates()
        self.setVisible(bool(notices or self._open_gates()))

    def _open_gates(self) -> list[Gate]:
        """What waits, then what was just decided, the newest first."""
        now_ms = self.state.time_ms
        gates = [gate for gate in self.state.gates.values() if gate.state == "waiting" or now_ms < gate.at_ms + _DECIDED_MS]
        gates.sort(key=lambda gate: (gate.state != "waiting", -gate.at_ms))
        return gates[:_SHOWN]

    def _turn(self) -> None:
        """A second more; with the last line the pane goes too."""
        self._show_gates()
        self.setVisible(bool(self.state.notices or self._open_gates()))

    def _gate_words(self, gate: Gate) -> str:
        what = operation_words(gate.operation)
        if gate.state == "approved":
            words = self.tr("Approved by %2: %1. You may go on.") if gate.by else self.tr("Approved: %1. You may go on.")
        elif gate.state == "denied" and gate.why == "timeout":
            words = self.tr("Nobody answered in time: %1. Do not go on with it.")
        elif gate.state == "denied" and gate.by:
            words = self.tr("Not approved by %2: %1. Do not go on with it.")
        elif gate.state == "denied":
            words = self.tr("Not approved: %1. Do not go on with it.")
        elif gate.until_ms >= 0:
            left = clock(gate.until_ms - self.state.time_ms)
            return self.tr("Waiting for a second person: %1 (%2 left)").replace("%1", what).replace("%2", left)
        else:
            words = self.tr("Waiting for a second person: %1")
        return words.replace("%1", what).replace("%2", gate.by)

    def _show_gates(self) -> None:
        gates = self._open_gates()
        for at, line in enumerate(self._gates):
            line.setVisible(at < len(gates))
            if at >= len(gates):
                continue
            gate = gates[at]
            tone, icon = _GATE_LOOKS[gate.state]
            set_tone(line, tone)
            line.picture.show_icon(icon, tone)
            line.words.set_words(self._gate_words(gate))
            line.setAccessibleName(line.words.text())
        ticking = bool(gates)
        if ticking != self._tick.isActive():
            self._tick.start() if ticking else self._tick.stop()
