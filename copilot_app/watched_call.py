"""A call read from outside: the same messages and state as the agent's own, but nothing done here leaves or changes it.

`watch_state` gives it the events.  `WatchedCall` is the call, `AgentScreen` what stands on the agent's screen of it now.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from protocol.message import CallEvent, Message
from protocol.wallboard import ScreenState

from .agent_actions import AgentActions
from .call_state import CallState
from .lists import AlertRow, CardRow, SuggestionRow
from .lists.keyed import KeyedList, R


class NoActions(QObject):
    """Whoever reads along presses nothing on the agent's behalf: every action of `AgentActions` is there and does nothing."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name not in vars(AgentActions):
            raise AttributeError(name)
        return lambda *_: None


class _Read(CallState):
    """A call state whose panes can not act."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(self._now_ms, parent)
        self._began_s = 0.0
        self._replayed_ms: int | None = None
        self.agent = NoActions(self)  # type: ignore[assignment]

    def _now_ms(self) -> int:
        if self._replayed_ms is not None:
            return self._replayed_ms
        return max(0, int((time.monotonic() - self._began_s) * 1000)) if self._began_s else 0

    def set_age(self, age_s: float) -> None:
        """The call began so long ago."""
        self._began_s = time.monotonic() - max(0.0, age_s)

    def toggle_assist(self) -> None:
        """Only the agent mutes their prompts."""


class WatchedCall(_Read):
    """The whole call, from its first event on, with what the agent has put away as well."""

    screen_rows_changed = Signal()
    """A suggestion, a card or an alert came or went: what is on the agent's screen may now be known."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._suggestions: dict[str, SuggestionRow] = {}
        self._cards: dict[str, CardRow] = {}
        for rows in (self.alerts, self.suggestions, self.cards):
            for changed in (rows.rowsInserted, rows.rowsRemoved, rows.dataChanged):
                changed.connect(self.screen_rows_changed)

    def begin(self, call: str, lang: str, started_at: str = "") -> None:
        """Another call."""
        self._suggestions, self._cards = {}, {}
        super().begin(call, lang, started_at)

    @Slot(object)
    def apply(self, message: Message) -> None:
        """As in every call state; an event of the past is applied at the time of its own."""
        if isinstance(message, CallEvent):
            self._replayed_ms = message.speech_end_ms if message.speech_end_ms >= 0 else message.at_ms
        try:
            super().apply(message)
        finally:
            self._replayed_ms = None
        for suggestion in self.suggestions:
            self._suggestions[suggestion.id] = suggestion
        for card in self.cards:
            self._cards[card.id] = card

    def suggestion(self, key: str) -> SuggestionRow | None:
        """A suggestion of this call, also one that was withdrawn."""
        return self._suggestions.get(key)

    def shown_cards(self, screen: ScreenState) -> Iterator[CardRow]:
        """The cards on the agent's screen, as they stand now."""
        for key in screen.cards:
            row = self._cards.get(key)
            if row is not None:
                yield replace(row, pinned=key in screen.pinned)


class AgentScreen(_Read):
    """Exactly what stands on the agent's screen: fed by `show`, never by messages."""

    def show(self, call: WatchedCall, screen: ScreenState) -> None:
        """Take over what the agent's client has told, as far as this client knows the things by their ids."""
        self.phase = "live"
        self.call = call.call
        if self.assist_muted != screen.assist_muted:
            self.assist_muted = screen.assist_muted
            self.assist_muted_changed.emit(self.assist_muted)
        self._match(self.alerts, self._banner(call, screen.banner))
        row = call.suggestion(screen.suggestion)
        chosen = screen.chosen if row is not None and screen.chosen < len(row.texts) else 0
        self._match(self.suggestions, [replace(row, chosen=chosen)] if row is not None else [])
        self._match(self.cards, list(call.shown_cards(screen)))

    def clear(self) -> None:
        """Nothing is known."""
        for rows in (self.alerts, self.suggestions, self.cards):
            rows.clear()

    @staticmethod
    def _banner(call: WatchedCall, banner: str) -> list[AlertRow]:
        """The alert in the banner first, the open ones behind it."""
        first = call.alerts.get(banner)
        if first is None:
            return []
        gravity = call.alerts.sort_key(first)[0]
        others = [row for row in call.alerts if row.id != banner and call.alerts.sort_key(row)[0] >= gravity]
        # an alert that stands above it here is one that the agent disputes
        return [first, *(replace(row, disputed=row.disputed or call.alerts.sort_key(row) < call.alerts.sort_key(first))
                         for row in others)]

    @staticmethod
    def _match(rows: KeyedList[R], wanted: list[R]) -> None:
        """Make a list hold exactly these rows; what is the same is left alone."""
        ids = {row.id for row in wanted}
        for row in rows:
            if row.id not in ids:
                rows.take(row.id)
        for row in wanted:
            if rows.get(row.id) != row:
                rows.put(row)
