"""The last rows of a long list: a list model in, a model of its end out, which grows backwards when somebody asks.

A view measures every row of its model whenever one changes; after hours of talk that would cost more than the talk.
Next: `panes`.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel

SHOWN_ROWS = 200
"""Rows shown after tidying up, and how many more each time older ones are asked for."""
SLACK_ROWS = 100
"""So many more may gather before the oldest leave together."""


class RecentRows(QSortFilterProxyModel):
    """The end of `source`, in its order."""

    def __init__(self, source: QAbstractItemModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._first = 0
        source.modelAboutToBeReset.connect(self._restart)
        self.setSourceModel(source)

    @property
    def has_older(self) -> bool:
        """True if there are rows before the first one shown."""
        return self._first > 0

    def tidy(self) -> bool:
        """Let the oldest rows go if many have gathered; True if some went."""
        if self.rowCount() <= SHOWN_ROWS + SLACK_ROWS:
            return False
        self._first = max(0, self.sourceModel().rowCount() - SHOWN_ROWS)
        self.invalidate()
        return True

    def show_older(self) -> None:
        """Show more rows at the beginning."""
        self._first = max(0, self._first - SHOWN_ROWS)
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex) -> bool:
        """True from the first row that is shown on."""
        return source_row >= self._first

    def _restart(self) -> None:
        self._first = 0
