"""The calls of this session, newest first."""

from __future__ import annotations

from .keyed import KeyedList
from .rows import CallRow


class CallList(KeyedList[CallRow]):
    """Rows keyed by call id; the newest stands first because each is inserted above the others."""

    def __init__(self) -> None:
        super().__init__()
        self._order: dict[str, int] = {}

    def sort_key(self, row: CallRow) -> tuple[int, ...]:
        """Later calls first."""
        return (-self._order.setdefault(row.id, len(self._order)),)

    def words(self, row: CallRow) -> str:
        """The customer's name, or the id."""
        return row.customer or row.id
