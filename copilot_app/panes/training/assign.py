"""`AssignCard`: what the marked persons are to practise and by when; the pass mark of the scenario."""

from __future__ import annotations

from PySide6.QtCore import QDate, QEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QFrame, QSpinBox, QVBoxLayout, QWidget

from ...class_state import ClassState
from ...i18n.training_table import ASSISTANCE, DIFFICULTIES, words_for
from ...theme import Theme
from ...training_state import TrainingState
from ..parts import ChoiceBox, FlowLayout, KeyedButton, Words

_DAYS = 7
"""Proposed time until it is due."""


class DateBox(QDateEdit):
    """A day, with a calendar behind the same arrow as that of a `ChoiceBox`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, then the arrow."""
        super().paintEvent(event)
        side = self._theme.px(14)
        arrow = self._theme.pixmap("unfold", "ink_soft", side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(self.width() - side - 8, (self.height() - side) // 2, arrow)


class AssignCard(QFrame):
    """Beside the class."""

    def __init__(self, state: ClassState, training: TrainingState, theme: Theme) -> None:
        super().__init__()
        self.state, self.training, self.theme = state, training, theme
        self.setProperty("pane", "card")
        self._title, self._who = Words(theme, "strong"), Words(theme, "body", "ink_soft")
        self._mark_title, self._done = Words(theme, "strong"), Words(theme, "body", "accent")
        self.scenario, self.difficulty, self.assistance = (ChoiceBox(theme) for _ in range(3))
        self.due, self.pass_mark = DateBox(theme), QSpinBox()
        self.pass_mark.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.due.setCalendarPopup(True)
        self.due.setMinimumDate(QDate.currentDate())
        self.due.setDate(QDate.currentDate().addDays(_DAYS))
        self.pass_mark.setRange(0, 100)
        self.assign, self.take_back = KeyedButton(theme, "primary"), KeyedButton(theme, "plain")
        self.set_mark = KeyedButton(theme, "plain")
        self._labels: dict[str, Words] = {}
        self._build()
        self.assign.clicked.connect(lambda: self._assign(self.due.date().toString("yyyy-MM-dd")))
        self.take_back.clicked.connect(lambda: self._assign(""))
        self.set_mark.clicked.connect(self._set_mark)
        self.scenario.currentIndexChanged.connect(self._show_mark)
        state.class_changed.connect(self.refresh)
        training.changed.connect(self._show_scenarios)
        self.retranslate()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._who)
        fields: tuple[tuple[str, QWidget], ...] = (
            ("scenario", self.scenario), ("due", self.due), ("difficulty", self.difficulty), ("assistance", self.assistance))
        for name, widget in fields:
            self._labels[name] = Words(self.theme, "caption", "ink_faint")
            column.addWidget(self._labels[name])
            column.addWidget(widget)
        buttons = FlowLayout(gap=8, row_gap=8)
        for button in (self.assign, self.take_back):
            buttons.addWidget(button)
        column.addSpacing(4)
        column.addLayout(buttons)
        column.addWidget(self._done)
        column.addSpacing(8)
        column.addWidget(self._mark_title)
        mark = FlowLayout(gap=8, row_gap=8)
        mark.addWidget(self.pass_mark)
        mark.addWidget(self.set_mark)
        column.addLayout(mark)
        column.addStretch(1)

    def changeEvent(self, event: QEvent) -> None:
        """Every word again in another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Labels, boxes, buttons."""
        self._title.set_words(self.tr("Assign"))
        self.setAccessibleName(self._title.text())
        widgets = {"scenario": self.scenario, "due": self.due, "difficulty": self.difficulty, "assistance": self.assistance}
        labels = {"scenario": self.tr("Scenario"), "due": self.tr("To be passed by"), "difficulty": self.tr("Difficulty"),
                  "assistance": self.tr("Help on the screen")}
        for name, words in labels.items():
            self._labels[name].set_words(words)
            widgets[name].setAccessibleName(words)
        for box, table, codes in ((self.difficulty, DIFFICULTIES, ("easy", "normal", "hard")),
                                  (self.assistance, ASSISTANCE, ("shown", "hint", "exam"))):
            for place, code in enumerate(codes):
                if box.count() <= place:
                    box.addItem("", code)
                box.setItemText(place, words_for(table, code))
        if self.difficulty.currentIndex() < 0 or not self.difficulty.property("set"):
            self.difficulty.setCurrentIndex(1)
            self.difficulty.setProperty("set", True)
        self.take_back.show_words(self.tr("Take back"), self.tr("Take the assignment back from the marked persons"))
        self._mark_title.set_words(self.tr("Pass mark of this scenario"))
        self.pass_mark.setAccessibleName(self._mark_title.text())
        self.set_mark.show_words(self.tr("Set the pass mark"))
        self._done.hide()
        self._show_scenarios()

    def _show_scenarios(self) -> None:
        entries = self.training.catalogue.scenarios if self.training.catalogue is not None else ()
        wanted = [(entry.id, entry.title or entry.id) for entry in entries if not entry.draft]
        if wanted != [(self.scenario.itemData(at), self.scenario.itemText(at)) for at in range(self.scenario.count())]:
            chosen = self.scenario.currentData()
            self.scenario.clear()
            for name, title in wanted:
                self.scenario.addItem(title, name)
            self.scenario.setCurrentIndex(max(0, self.scenario.findData(chosen)))
        self._show_mark()
        self.refresh()

    def _show_mark(self) -> None:
        entries = self.training.catalogue.scenarios if self.training.catalogue is not None else ()
        entry = next((one for one in entries if one.id == self.scenario.currentData()), None)
        if entry is not None and not self.pass_mark.hasFocus():
            self.pass_mark.setValue(round(entry.pass_mark))

    def refresh(self) -> None:
        """Who is marked, and what can be done."""
        names = [one.name or one.user for one in self.state.trainees if one.user in self.state.marked]
        self._who.set_words(self.tr("To: %1").replace("%1", self.tr(", ").join(names)) if names else
                            self.tr("Mark one or several persons on the left."))
        can = self.training.online and self.scenario.count() > 0
        self.assign.show_words(self.tr("Assign to %n person(s)", "", len(names)) if names else self.tr("Assign"))
        for button in (self.assign, self.take_back):
            button.setEnabled(can and bool(names))
        self.set_mark.setEnabled(can)

    def _assign(self, due: str) -> None:
        self.state.assign(self.scenario.currentData() or "", due, self.difficulty.currentData(), self.assistance.currentData())
        self._done.set_words(self.tr("Assigned.") if due else self.tr("Taken back."))
        self._done.setVisible(self.state.error is None)

    def _set_mark(self) -> None:
        if self.scenario.currentData():
            self.state.set_pass_mark(self.scenario.currentData(), float(self.pass_mark.value()))
