"""One section of the settings page: what every key does.  In: `shortcuts.ACTIONS`; next: `settings_dialog`."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout

from .panes.parts import Words
from .settings_card import settings_card
from .shortcuts import ACTIONS, title
from .theme import Theme


class KeyList:
    """Words left, key right, in the order of the window.

    Args:
        heading: the section's title, worded by the page.
    """

    def __init__(self, theme: Theme, heading: Words) -> None:
        self.frame: QFrame
        """The section."""
        grid: QGridLayout
        self.frame, grid = settings_card(heading)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.setVerticalSpacing(4)
        self.rows = {action.id: (Words(theme, "body", "ink_soft"), Words(theme, "body", "ink")) for action in ACTIONS}
        """Action id -> what it does, and its key."""
        for at, row in enumerate(self.rows.values(), 1):
            for column, words in enumerate(row):
                grid.addWidget(words, at, column)

    def retranslate(self) -> None:
        """Words, and keys as this operating system writes them."""
        for action in ACTIONS:
            does, key = self.rows[action.id]
            does.set_words(title(action.id))
            key.set_words(QKeySequence(action.key).toString(QKeySequence.SequenceFormat.NativeText))
