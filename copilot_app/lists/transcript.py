"""The transcript: one row an utterance, sorted by start time; a partial's row becomes its final's row."""

from __future__ import annotations

from dataclasses import replace

from .keyed import KeyedList
from .rows import Mark, TranscriptRow


class TranscriptList(KeyedList[TranscriptRow]):
    """Rows keyed by utterance id."""

    def sort_key(self, row: TranscriptRow) -> tuple[int, ...]:
        """By start; of two that start together the customer's stands first."""
        return (row.start_ms, 0 if row.channel == "customer" else 1)

    def words(self, row: TranscriptRow) -> str:
        """The text of the utterance."""
        return row.text

    def mark(self, key: str, mark: Mark) -> None:
        """Mark a stretch of an utterance's text; ignored if the utterance is not (or no longer) on the list."""
        row = self.get(key)
        if row is None or mark in row.marks or mark.end <= mark.start or mark.end > len(row.text):
            return
        self.put(replace(row, marks=tuple(sorted((*row.marks, mark), key=lambda m: (m.start, m.end)))))
