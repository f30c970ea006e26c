"""Handing a call over to an expert: whom to ask, and for both sides where it stands, with its target time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from protocol.supervision import TransferState

from ..call_state import CallState
from ..supervised import RUNNING, queue_title
from ..theme import Theme
from ..watch_state import WatchState
from .pane import Pane, clock, set_tone
from .parts import FlowLayout, IconButton, KeyedButton, Picture, Words

_LOOKS = {"asked": ("inform", "transfer"), "accepted": ("inform", "check"), "done": ("inform", "done"),
          "declined": ("remind", "missed"), "expired": ("remind", "clock"), "withdrawn": ("remind", "close")}
"""State -> tone and icon."""


class TransferLine(QFrame):
    """Where a transfer stands.

    Args:
        supervisor: on a supervisor's screen, who may accept or decline; None on the agent's, who may take it back or end it.
    """

    def __init__(self, state: CallState, theme: Theme, supervisor: WatchState | None = None) -> None:
        super().__init__()
        self._state, self._watch = state, supervisor
        self.setProperty("pane", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(8)
        self._picture = Picture(theme, "transfer", "inform", 16, "body")
        self._words = Words(theme, "body", "ink", max_lines=3)
        self._time = Words(theme, "strong", "ink", max_lines=1)
        self.first = KeyedButton(theme, "plain")
        self.second = KeyedButton(theme, "plain")
        self.close_button = IconButton(theme, "close")
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        for part in (self._time, self.first, self.second, self.close_button):
            row.addWidget(part)
        self.first.clicked.connect(lambda: self._press(0))
        self.second.clicked.connect(lambda: self._press(1))
        self.close_button.clicked.connect(state.supervised.close_transfer)
        self._acts: list[str] = []
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show_time)
        state.supervised.transfer_changed.connect(self.refresh)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """The words follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    def _press(self, at: int) -> None:
        act = self._acts[at]
        if self._watch is not None:
            self._watch.transfer(act)  # type: ignore[arg-type]
        else:
            self._state.supervised.act_transfer(act)  # type: ignore[arg-type]

    def _sentence(self, transfer: TransferState) -> str:
        queue = transfer.queue_title or queue_title(self._state.supervised.queues, transfer.queue)
        words = {
            "asked": self.tr("Transfer to %1 asked"),
            "accepted": self.tr("%2 takes the call for %1: put it through now"),
            "declined": self.tr("%1 declines. Keep the call, or ask another queue."),
            "withdrawn": self.tr("The transfer to %1 was taken back."),
            "done": self.tr("Handed over to %1."),
            "expired": self.tr("Nobody at %1 answered in time. Keep the call, or ask another queue."),
        }[transfer.state]
        sentence = words.replace("%1", queue).replace("%2", transfer.by or queue)
        return f"{sentence} · {transfer.note}" if transfer.note and transfer.state in RUNNING else sentence

    def refresh(self) -> None:
        """Show where it stands."""
        transfer = self._state.supervised.transfer
        self.setVisible(transfer is not None)
        running = transfer is not None and transfer.state == "asked"
        if running != self._tick.isActive():
            self._tick.start() if running else self._tick.stop()
        if transfer is None:
            return
        tone, icon = _LOOKS[transfer.state]
        set_tone(self, tone)
        self._picture.show_icon(icon, tone)
        self._words.set_words(self._sentence(transfer))
        self._words.set_tip("\n".join(transfer.summary))
        self._time.setVisible(running)
        choices: list[tuple[str, str]] = []
        if transfer.state == "asked":
            choices = [("accept", self.tr("Accept")), ("decline", self.tr("Decline"))] if self._watch is not None else [
                ("withdraw", self.tr("Take back"))]
        elif transfer.state == "accepted":
            choices = [("done", self.tr("Handed over"))]
        self._acts = [act for act, _ in choices]
        for at, button in enumerate((self.first, self.second)):
            button.setVisible(at < len(choices))
            if at < len(choices):
                button.show_words(choices[at][1])
        self.close_button.setVisible(transfer.state not in RUNNING and self._watch is None)
        self.close_button.show_words(self.tr("Close"))
        self._show_time()
        self.setAccessibleName(f"{self._words.text()} {self._time.text() if running else ''}".strip())

    def _show_time(self) -> None:
        transfer = self._state.supervised.transfer
        if transfer is None or transfer.state != "asked":
            return
        waited_s = max(0, self._state.time_ms - self._state.supervised.transfer_since_ms) // 1000
        late = bool(transfer.target_s) and waited_s > transfer.target_s
        self._time.set_colour("stop" if late else "ink")
        target = f" / {clock(transfer.target_s * 1000)}" if transfer.target_s else ""
        self._time.set_words(f"{clock(waited_s * 1000)}{target}")
        self._time.set_tip(self.tr("Waiting longer than the house's target") if late else
                           self.tr("Waiting, and the house's target"))


class TransferPane(Pane):
    """The agent's: a question in one line of buttons, then its state."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme, "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._ask = QFrame()
        self._ask.setProperty("pane", "card")
        inner = QVBoxLayout(self._ask)
        inner.setContentsMargins(12, 6, 6, 8)
        inner.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._question = Words(theme, "strong", "ink", max_lines=1)
        self._close = IconButton(theme, "close")
        head.addWidget(Picture(theme, "transfer", "ink_soft", 16))
        head.addWidget(self._question, 1)
        head.addWidget(self._close)
        inner.addLayout(head)
        self._choices = QWidget()
        self._flow = FlowLayout(self._choices, gap=8, row_gap=6)
        inner.addWidget(self._choices)
        self._hint = Words(theme, "caption", "ink_faint")
        inner.addWidget(self._hint)
        self.buttons: dict[str, KeyedButton] = {}
        self.line = TransferLine(state, theme)
        column.addWidget(self._ask)
        column.addWidget(self.line)
        self._close.clicked.connect(state.supervised.toggle_transfer)
        state.supervised.transfer_changed.connect(self.refresh)
        state.supervised.queues_changed.connect(self._list)
        self.retranslate()

    def retranslate(self) -> None:
        """Title and buttons."""
        self.setAccessibleName(self.tr("Transfer to an expert"))
        self._question.set_words(self.tr("Ask whom to take the call?"))
        self._close.show_words(self.tr("Close"))
        self._list()

    def _list(self) -> None:
        """One button for each queue of the house."""
        queues = self.state.supervised.queues.queues
        for gone in set(self.buttons) - {entry.id for entry in queues}:
            button = self.buttons.pop(gone)
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        for entry in queues:
            if entry.id not in self.buttons:
                button = self.buttons[entry.id] = KeyedButton(self.theme, "plain")
                button.clicked.connect(lambda _=False, queue=entry.id: self.state.supervised.act_transfer("ask", queue))
                self._flow.addWidget(button)
            self.buttons[entry.id].show_words(entry.title, self.tr("%1: answers within %2 s").replace(
                "%1", entry.title).replace("%2", str(entry.target_s)))
        self._hint.set_words(self.tr("The expert receives the call so far. Stay on the line until the call is put through.")
                             if queues else self.tr("The house has no expert queues yet; raise the hand instead."))
        self.refresh()

    def refresh(self) -> None:
        """The question while it is asked, the state while there is one."""
        asking = self.state.supervised.asking_transfer
        self._ask.setVisible(asking)
        self.setVisible(asking or self.state.supervised.transfer is not None)



