"""The raised hand: up at once by one key; then, in place, why and whom, who answers it, and how long it waits."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..call_state import CallState
from ..shortcuts import KEYS, title
from ..supervised import queue_title
from ..theme import Theme
from .pane import Pane, clock, set_tone
from .parts import ChoiceBox, FlowLayout, IconButton, KeyedButton, Picture, Words


class HandPane(Pane):
    """Empty, and of no height, while the hand is down or the agent has put this away."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme)
        set_tone(self, "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 6, 8)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._stand = Words(theme, "strong", "ink", max_lines=2)
        self._time = Words(theme, "body", "ink_soft", max_lines=1)
        self._lower = KeyedButton(theme, "quiet")
        self._close = IconButton(theme, "close")
        head.addWidget(Picture(theme, "hand", "remind", 16))
        for part in (self._stand, self._time, self._lower, self._close):
            head.addWidget(part, 1 if part is self._stand else 0)
        column.addLayout(head)
        self._choices = QWidget()
        self._flow = FlowLayout(self._choices, gap=8, row_gap=6)
        self.queue = ChoiceBox(theme)
        self._flow.addWidget(self.queue)
        self.reasons: list[KeyedButton] = []
        column.addWidget(self._choices)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show_time)
        self._lower.clicked.connect(state.supervised.lower_hand)
        self._close.clicked.connect(state.supervised.put_hand_away)
        self.queue.activated.connect(self._other_queue)
        state.supervised.hand_changed.connect(self.refresh)
        state.supervised.queues_changed.connect(self._list)
        self.retranslate()

    def retranslate(self) -> None:
        """Buttons and choices."""
        self._lower.show_words(self.tr("Lower"), self.tr("Lower the hand"), KEYS["hand"])
        self._close.show_words(self.tr("Put away; the hand stays up"))
        self.queue.setAccessibleName(self.tr("Whom to ask"))
        self.queue.setPlaceholderText(self.tr("Whom to ask"))
        self._list()

    def _list(self) -> None:
        """The reasons and queues of the house."""
        queues = self.state.supervised.queues
        while len(self.reasons) < len(queues.reasons):
            button = KeyedButton(self.theme, "plain")
            button.setCheckable(True)
            self.reasons.append(button)
            button.clicked.connect(lambda _=False, button=button: self._because(self.reasons.index(button)))
            self._flow.addWidget(button)
        for at, button in enumerate(self.reasons):
            button.setVisible(at < len(queues.reasons))
            if at < len(queues.reasons):
                button.show_words(queues.reasons[at], self.tr("Reason: %1").replace("%1", queues.reasons[at]))
        with QSignalBlocker(self.queue):
            self.queue.clear()
            for entry in queues.queues:
                self.queue.addItem(entry.title, entry.id)
        self.refresh()

    def _because(self, at: int) -> None:
        self.state.supervised.raise_hand(self.state.supervised.queues.reasons[at], self._queue())

    def _other_queue(self) -> None:
        self.state.supervised.raise_hand(self.state.supervised.hand.reason, self._queue())

    def _queue(self) -> str:
        return self.queue.currentData() or ""

    def refresh(self) -> None:
        """Why, whom, and who answers."""
        supervised = self.state.supervised
        hand = supervised.hand
        shown = hand.raised and not supervised.hand_put_away
        self.setVisible(shown)
        ticking = shown and not hand.taken_by
        if ticking != self._tick.isActive():
            self._tick.start() if ticking else self._tick.stop()
        queue = queue_title(supervised.queues, hand.queue) or self.tr("your supervisor")
        if hand.taken_by:
            self._stand.set_words(self.tr("%1 answers you").replace("%1", hand.taken_by))
        else:
            stand = self.tr("Hand raised to %1").replace("%1", queue)
            self._stand.set_words(" · ".join(part for part in (stand, hand.reason) if part))
        some = bool(supervised.queues.reasons or supervised.queues.queues)
        self._choices.setVisible(some and not hand.taken_by and not hand.reason)
        self.queue.setVisible(len(supervised.queues.queues) > 1)
        with QSignalBlocker(self.queue):
            self.queue.setCurrentIndex(self.queue.findData(hand.queue) if hand.queue else -1)
        for at, button in enumerate(self.reasons):
            button.setChecked(at < len(supervised.queues.reasons) and supervised.queues.reasons[at] == hand.reason)
        self._time.setVisible(not hand.taken_by)
        self._show_time()
        self.setAccessibleName(self._stand.text() if shown else title("hand"))

    def _show_time(self) -> None:
        supervised = self.state.supervised
        waited_ms = max(0, self.state.time_ms - supervised.hand_since_ms)
        target_s = next((entry.target_s for entry in supervised.queues.queues if entry.id == supervised.hand.queue), 0)
        target = f" / {clock(target_s * 1000)}" if target_s else ""
        self._time.set_words(f"{clock(waited_ms)}{target}")
        self._time.set_tip(self.tr("Waiting, and the house's target"))
