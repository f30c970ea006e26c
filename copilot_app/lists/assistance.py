"""What helps the agent: open alerts, suggestions, cards and the checklist."""

from __future__ import annotations

from dataclasses import replace

from protocol.assist import MAX_UNPINNED_CARDS

from .keyed import KeyedList
from .rows import AlertRow, CardRow, ChecklistRow, SuggestionRow

_URGENCY = {"stop": 0, "remind": 1, "inform": 2}

class AlertList(KeyedList[AlertRow]):
    """Open alerts: stop before remind before inform; within one severity the newest first, because what was
    just said is what can still be corrected in the next breath."""

    def sort_key(self, row: AlertRow) -> tuple[int, ...]:
        """Disputed ones stand behind the others of their severity."""
        return (_URGENCY[row.severity], int(row.disputed), -row.seq)

    def words(self, row: AlertRow) -> str:
        """What to do instead."""
        return row.text


class SuggestionList(KeyedList[SuggestionRow]):
    """Suggestions that still hold, newest first."""

    def sort_key(self, row: SuggestionRow) -> tuple[int, ...]:
        """By the order in which the server made them."""
        return (-row.seq,)

    def words(self, row: SuggestionRow) -> str:
        """The text on the screen."""
        return row.text


class CardList(KeyedList[CardRow]):
    """Pinned cards on top, then the newest."""

    def sort_key(self, row: CardRow) -> tuple[int, ...]:
        """Pinned before unpinned, newest first."""
        return (0 if row.pinned else 1, -row.seq)

    def words(self, row: CardRow) -> str:
        """The title."""
        return row.title

    def put(self, row: CardRow) -> None:
        """Insert or refresh a card: a card that comes again stays pinned; the oldest unpinned gives way."""
        known = self.get(row.id)
        if known is not None and known.seq != row.seq and known.pinned:
            row = replace(row, pinned=True)
        super().put(row)
        unpinned = [card for card in self if not card.pinned]
        for card in unpinned[MAX_UNPINNED_CARDS:]:
            self.take(card.id)


class ChecklistList(KeyedList[ChecklistRow]):
    """Items in the order in which the server named them, so that each keeps its place on the screen."""

    def words(self, row: ChecklistRow) -> str:
        """The title."""
        return row.title

    def next_due(self) -> ChecklistRow | None:
        """The item to be said next: missed ones first, then by due time, then in order."""
        waiting = [row for row in self if row.state != "done"]
        if not waiting:
            return None
        return min(waiting, key=lambda row: (row.state != "missed", row.due_ms if row.due_ms >= 0 else 1 << 40))

    def done_count(self) -> int:
        """How many items are done."""
        return sum(row.state == "done" for row in self)
