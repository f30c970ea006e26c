"""One section of the settings page: a card with a title over two columns, names left and values right."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout

from .panes.parts.words import Words


def settings_card(title: Words) -> tuple[QFrame, QGridLayout]:
    """The card, and its grid, whose first row is the title's."""
    frame = QFrame()
    frame.setProperty("pane", "card")
    grid = QGridLayout(frame)
    grid.setContentsMargins(16, 12, 16, 12)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    grid.addWidget(title, 0, 0, 1, 2)
    return frame, grid
