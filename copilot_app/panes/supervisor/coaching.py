"""The bookmarks and coaching notes of an opened call, newest first, each of which can become a training scenario."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from protocol.supervision import Coaching

from ...theme import Theme
from ...watch_state import WatchState
from ..pane import clock
from ..parts import IconButton, Picture, Words
from ..parts.clearing import clear

_SHOWN = 6


class BoardCoaching(QFrame):
    """Of no height while there is nothing."""

    def __init__(self, watch: WatchState, theme: Theme) -> None:
        super().__init__()
        self._watch, self._theme = watch, theme
        self.setProperty("pane", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        self._title = Words(theme, "strong", "ink", max_lines=1)
        column.addWidget(self._title)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column.addLayout(self._rows)
        watch.coaching_changed.connect(self.refresh)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """The words follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Title and rows."""
        self._title.set_words(self.tr("Bookmarks and coaching notes"))
        self.setAccessibleName(self._title.text())
        self.refresh()

    def refresh(self) -> None:
        """Fill the list anew."""
        clear(self._rows)
        entries = self._watch.coaching[:_SHOWN]
        self.setVisible(bool(entries))
        for entry in entries:
            self._rows.addWidget(self._row(entry))

    def _row(self, entry: Coaching) -> QFrame:
        frame = QFrame()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture(self._theme, "bookmark" if entry.kind == "bookmark" else "book", "ink_soft", 16))
        quote = self.tr("“%1”").replace("%1", entry.quote.replace("\n", " ")) if entry.quote else ""
        # a label says why, the words say what; a note stands for itself
        said = " ".join(part for part in (entry.text, "" if entry.text and entry.kind == "note" else quote) if part)
        said = said or self.tr("Bookmark")
        when = f"{clock(entry.at_ms)}  " if entry.at_ms >= 0 else ""
        read = "" if entry.kind == "bookmark" else self.tr(" · read") if entry.read_at else self.tr(" · not read yet")
        words = Words(self._theme, "body", "ink_soft", max_lines=2)
        words.set_words(f"{when}{said}{read}")
        row.addWidget(words, 1)
        make = IconButton(self._theme, "check" if entry.scenario else "procedure", "accent" if entry.scenario else "ink_soft")
        make.show_words(self.tr("A training scenario was made of it") if entry.scenario else
                        self.tr("Make a training scenario of this"))
        make.setEnabled(not entry.scenario)
        make.clicked.connect(lambda _=False, key=entry.id: self._watch.make_scenario(key))
        row.addWidget(make)
        return frame
