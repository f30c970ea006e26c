"""What a card holds beside its rows: steps with check marks, a small table, a warning, buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...theme import Theme
from .buttons import IconButton, KeyedButton
from .clearing import clear
from .flow import FlowLayout
from .words import Picture, Words


class Step(QWidget):
    """One step: a mark, or a button where the agent may tick it, and its words."""

    ticked = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._done = False
        self._mark = Picture(theme, "open", "ink_faint", 16, line="body")
        self.button = IconButton(theme, "open", "ink_faint")
        self._words = Words(theme, "body", "ink")
        # The mark stands where the button has its icon.
        self._slot = QWidget()
        slot = QHBoxLayout(self._slot)
        slot.setContentsMargins(theme.px(6), 0, theme.px(8), 0)
        slot.addWidget(self._mark)
        row.addWidget(self._slot)
        row.addWidget(self.button)
        row.addWidget(self._words, 1)
        self.button.clicked.connect(lambda: self.ticked.emit(not self._done))

    def fill(self, text: str, done: bool, tick: bool, state: str) -> None:
        """Show a step; `state` says in words whether it is done."""
        self._done = done
        icon, token = ("done", "accent") if done else ("open", "ink_faint")
        self._mark.show_icon(icon, token)
        self._slot.setVisible(not tick)
        self.button.show_icon(icon, token)
        self.button.show_words(f"{text} ({state})")
        self.button.setVisible(tick)
        self._words.set_words(text)
        self._words.set_colour("ink_faint" if done else "ink")
        self.setAccessibleName(f"{text} ({state})")


class Steps(QWidget):
    """Steps in their order, kept by name so that the keyboard stays where it is."""

    ticked = Signal(str, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._steps: dict[str, Step] = {}

    def fill(self, steps: Sequence[tuple[str, str, bool, bool]], done: str, undone: str) -> None:
        """Show (name, text, done, may be ticked); `done` and `undone` are the words for the two states."""
        for name in set(self._steps) - {step[0] for step in steps}:
            step = self._steps.pop(name)
            self._column.removeWidget(step)
            step.hide()
            step.deleteLater()
        for place, (name, text, is_done, tick) in enumerate(steps):
            known = self._steps.get(name)
            if known is None:
                known = self._steps[name] = Step(self._theme)
                known.ticked.connect(lambda on, name=name: self.ticked.emit(name, on))
            if self._column.indexOf(known) != place:
                self._column.insertWidget(place, known)
            known.fill(text, is_done, tick, done if is_done else undone)
        self.setVisible(bool(steps))


class SmallTable(QWidget):
    """A few rows and columns of words; every cell wraps."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._shown: tuple[tuple[str, ...], ...] = ()

    def fill(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show heads and rows; nothing at all if there is no head."""
        wanted = (tuple(heads), *(tuple(row) for row in rows)) if heads else ()
        if wanted != self._shown:
            self._shown = wanted
            clear(self._grid)
            for at, cells in enumerate(wanted):
                for column, text in enumerate(cells):
                    cell = Words(self._theme, "body" if at else "caption", "ink" if at else "ink_faint")
                    cell.set_words(text)
                    self._grid.addWidget(cell, at, column, Qt.AlignmentFlag.AlignTop)
            for column in range(len(heads)):
                self._grid.setColumnStretch(column, 2 if column == 0 else 1)
        self.setVisible(bool(wanted))


class Caution(QFrame):
    """What must be seen before the figures: words with a mark, on the ground of a reminder."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("tone", "remind")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(Picture(theme, "remind", "remind", 16, line="body"), 0, Qt.AlignmentFlag.AlignTop)
        self._words = Words(theme, "body", "ink")
        row.addWidget(self._words, 1)

    def fill(self, text: str) -> None:
        """Show the words; hidden if there are none."""
        self._words.set_words(text)
        self.setVisible(bool(text))


class Actions(QWidget):
    """Buttons in a row, kept by name."""

    pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._flow = FlowLayout(self)
        self._buttons: dict[str, KeyedButton] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def fill(self, actions: Sequence[tuple[str, str, bool]]) -> None:
        """Show (name, words, is it the likely one)."""
        if list(self._buttons) != [name for name, _, _ in actions]:
            while self._flow.count():
                self._flow.takeAt(0)
            for button in self._buttons.values():
                button.hide()
                button.deleteLater()
            self._buttons = {}
            for name, _, primary in actions:
                button = self._buttons[name] = KeyedButton(self._theme, "primary" if primary else "plain")
                button.clicked.connect(lambda _=False, name=name: self.pressed.emit(name))
                self._flow.addWidget(button)
        for name, words, _ in actions:
            self._buttons[name].show_words(words)
        self.setVisible(bool(actions))
