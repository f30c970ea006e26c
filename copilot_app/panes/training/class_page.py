"""The trainer's class: one row for each person, and what can be assigned to those who are marked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from protocol.training import Trainee

from ...class_state import ClassState
from ...i18n.codes import notice_words
from ...i18n.training_table import LINES, words_for
from ...notices import Notice
from ...theme import Theme
from ...training_state import TrainingState
from ..parts import Chip, FlowLayout, KeyedButton, Words
from ..parts.clearing import clear
from .assign import AssignCard
from .heat import HeatLine
from .page import Page, card, day_words, score_words, scrolling, time_words, whole_page


class ClassPage(Page):
    """Overview on the left, assigning on the right."""

    reports_wanted = Signal(str)
    """A trainee whose attempts are to be shown."""

    def __init__(self, state: ClassState, training: TrainingState, theme: Theme) -> None:
        super().__init__(theme)
        self.state, self.training = state, training
        self._title, self._empty = self.words("title"), self.words("body", "ink_soft")
        self._trouble = self.words("body", "stop")
        self._boxes: dict[str, QCheckBox] = {}
        self._shown: object = None
        self.assign = AssignCard(state, training, theme)
        self.columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        whole_page(self, self.columns)
        self.columns.setSpacing(16)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._title, self._trouble, self._empty):
            column.addWidget(part)
        scroll, self._rows = scrolling()
        scroll.setMinimumHeight(theme.px(280))
        column.addWidget(scroll, 1)
        self.columns.addWidget(left, 7)
        right = QVBoxLayout()
        right.addWidget(self.assign)
        right.addStretch(0)
        self.columns.addLayout(right, 3)
        state.class_changed.connect(self.refresh)
        state.failed.connect(self._show_trouble)
        training.changed.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Title; the rows are made anew."""
        self.setAccessibleName(self.tr("Class"))
        self._shown = None
        self.refresh()

    def _show_trouble(self) -> None:
        error = self.state.error
        self._trouble.setVisible(error is not None)
        if error is not None:
            words = notice_words(Notice(error.code, error.text))
            self._trouble.set_words(f"{words} ({error.text})" if error.text and error.text != words else words)

    def refresh(self) -> None:
        """The persons, and who is marked."""
        trainees = self.state.trainees
        live = sum(bool(one.live) for one in trainees)
        counted = self.tr("Class: %n person(s)", "", len(trainees))
        now = self.tr(", %n practising now", "", live) if live else ""
        self._title.set_words(counted + now if trainees else self.tr("Class"))
        self.assign.setVisible(bool(trainees))
        words = ""
        if not self.training.online:
            words = self.tr("There is no connection to the server. What stands here is what was known last.")
        elif self.state.overview is None:
            words = self.tr("The class is being fetched…")
        elif not trainees:
            words = self.tr("Nobody belongs to your team yet. The administrator puts people into teams.")
        self._empty.set_words(words)
        self._empty.setVisible(bool(words))
        self._show_trouble()
        key = (trainees, self.theme.font_scale)
        if key != self._shown:
            self._shown = key
            clear(self._rows)
            self._boxes = {}
            for one in trainees:
                self._rows.addWidget(self._row(one))
            self._rows.addStretch(1)
        for user, box in self._boxes.items():
            box.setChecked(user in self.state.marked)

    def _row(self, one: Trainee) -> QFrame:
        frame, column = card()
        head = QHBoxLayout()
        head.setSpacing(8)
        box = self._boxes[one.user] = QCheckBox()
        box.setAccessibleName(self.tr("Mark %1").replace("%1", one.name or one.user))
        box.clicked.connect(lambda on: self.state.mark(one.user, on))
        name = self.words("strong", max_lines=1)
        name.set_words(one.name or one.user)
        head.addWidget(box)
        head.addWidget(name, 1)
        if one.live:
            live = Chip(self.theme, "call")
            live.show_state(self.tr("Practising now"), "inform")
            head.addWidget(live)
        if one.overdue:
            overdue = Chip(self.theme, "clock")
            overdue.show_state(self.tr("%n overdue", "", one.overdue), "stop", tip=self._due(one))
            head.addWidget(overdue)
        elif one.due:
            due = Chip(self.theme, "clock")
            due.show_state(self.tr("%n assigned", "", len(one.due)), "neutral", tip=self._due(one))
            head.addWidget(due)
        reports = KeyedButton(self.theme, "plain")
        reports.show_words(self.tr("Reports"), self.tr("Reports of %1").replace("%1", one.name or one.user))
        reports.setEnabled(one.attempts > 0)
        reports.clicked.connect(lambda: self.reports_wanted.emit(one.user))
        head.addWidget(reports)
        column.addLayout(head)
        column.addLayout(self._facts(one))
        if one.lines:
            column.addWidget(HeatLine(self.theme, one.lines, one.weakest))
        return frame

    def _due(self, one: Trainee) -> str:
        titles = {entry.id: entry.title for entry in self.training.catalogue.scenarios} if self.training.catalogue else {}
        parts = (due.rpartition("@") for due in one.due)
        return self.tr("; ").join(f"{titles.get(name, name)} {day_words(day)}" for name, _, day in parts)

    def _facts(self, one: Trainee) -> FlowLayout:
        flow = FlowLayout(gap=20, row_gap=2)
        if not one.attempts:
            flow.addWidget(self._fact(self.tr("Attempts"), self.tr("none yet")))
            return flow
        flow.addWidget(self._fact(self.tr("Attempts"), str(one.attempts)))
        flow.addWidget(self._fact(self.tr("Last"), time_words(one.last_at) or day_words(one.last_at)))
        flow.addWidget(self._fact(self.tr("Mean of five"), score_words(one.mean)))
        flow.addWidget(self._fact(self.tr("Passed"), self.tr("%n scenario(s)", "", len(one.passed))))
        if one.weakest:
            flow.addWidget(self._fact(self.tr("Weakest"), words_for(LINES, one.weakest)))
        return flow

    def _fact(self, label: str, value: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for words, colour in ((label, "ink_faint"), (value, "ink")):
            part = Words(self.theme, "body", colour)
            part.set_words(words)
            row.addWidget(part)
        return box
