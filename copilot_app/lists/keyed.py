"""A list model whose rows are found by id: inserted once, changed in place, kept in the order of `sort_key`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Role under which a model hands out the row object itself."""


class Keyed(Protocol):
    """A row with an id."""

    @property
    def id(self) -> str:
        """Unique within its list."""
        ...


R = TypeVar("R", bound=Keyed)
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class KeyedList(QAbstractListModel, Generic[R]):
    """Rows keyed by id.  A subclass gives the order (`sort_key`) and the words of a row (`words`)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[R] = []

    def sort_key(self, row: R) -> tuple[int, ...]:
        """Smaller keys stand higher; equal keys keep the order of arrival."""
        return ()

    def words(self, row: R) -> str:
        """The row as one line of text, for assistive technology."""
        return row.id

    def put(self, row: R) -> None:
        """Insert the row, or change the row of the same id; it moves only if its order changes."""
        at = self.position(row.id)
        if at is not None:
            if self.sort_key(self._rows[at]) == self.sort_key(row):
                self._rows[at] = row
                index = self.index(at)
                self.dataChanged.emit(index, index)
                return
            self.take(row.id)
        at = bisect_right(self._rows, self.sort_key(row), key=self.sort_key)
        self.beginInsertRows(QModelIndex(), at, at)
        self._rows.insert(at, row)
        self.endInsertRows()

    def take(self, key: str) -> R | None:
        """Remove and return the row of this id; None if there is none."""
        at = self.position(key)
        if at is None:
            return None
        self.beginRemoveRows(QModelIndex(), at, at)
        row = self._rows.pop(at)
        self.endRemoveRows()
        return row

    def clear(self) -> None:
        """Remove all rows."""
        self.beginResetModel()
        self._rows.clear()
        self.endResetModel()

    def get(self, key: str) -> R | None:
        """The row of this id, or None."""
        at = self.position(key)
        return None if at is None else self._rows[at]

    def position(self, key: str) -> int | None:
        """Row number of this id, or None.  Searched from the end, where a live call changes."""
        for at in range(len(self._rows) - 1, -1, -1):
            if self._rows[at].id == key:
                return at
        return None

    def first(self) -> R | None:
        """The top row, or None if the list is empty."""
        return self._rows[0] if self._rows else None

    def row_at(self, at: int) -> R:
        """The row with this number."""
        return self._rows[at]

    def __iter__(self) -> Iterator[R]:
        return iter(tuple(self._rows))

    def __len__(self) -> int:
        return len(self._rows)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Number of rows; a row has no children."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """`ROW_ROLE`: the row object; display and accessible text: its words."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(row)
        return None
