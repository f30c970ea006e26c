"""The report of one practice call, chosen from the attempts; PDF and JSON; a trainer's signature."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from protocol.training import NOT_BEGUN, Attempt, TrainingReport

from ...i18n.codes import notice_words
from ...i18n.training_table import ASSISTANCE, DIFFICULTIES, LINES, OUTCOMES, end_words, words_for
from ...notices import Notice
from ...report_file import file_name, save_json
from ...report_pdf import save_pdf
from ...theme import Theme
from ...training_state import TrainingState
from ..pane import settle_layouts
from ..parts import ChoiceBox, FlowLayout, KeyedButton
from .curves import AttemptsCurve, MoodCurve
from .page import Page, card, score_words, scrolling, time_words
from .report_parts import BetterPart, ComparisonPart, RubricPart, TimelinePart

COMMENT_CHARACTERS = 2_000
AskPath = Callable[[QWidget, str, str, str], str]
"""Parent, title, proposed name, filter -> the chosen path; empty if the person thought better of it."""


def _ask_path(parent: QWidget, title: str, proposed: str, kinds: str) -> str:
    return QFileDialog.getSaveFileName(parent, title, proposed, kinds)[0]


class ReportPage(Page):
    """What a trainer would sign."""

    columns_from_px = 900
    scenario_wanted = Signal(str)
    """The trainee wants to practise this next."""

    def __init__(self, state: TrainingState, theme: Theme, ask_path: AskPath = _ask_path) -> None:
        super().__init__(theme)
        self.state = state
        self._ask_path = ask_path
        self.may_sign = False
        self._showing = False
        self.attempts = ChoiceBox(theme)
        self._whose, self._empty, self._done = (self.words("title"), self.words("body", "ink_soft"),
                                                self.words("body", "accent"))
        self._read = ""
        """Call whose report is on the page."""
        self._total, self._verdict = self.words("title"), self.words("strong")
        self._facts, self._goal = self.words("caption", "ink_faint"), self.words("body", "ink_soft")
        self.rubric, self.timeline = RubricPart(theme), TimelinePart(theme)
        self.better, self.comparison = BetterPart(theme), ComparisonPart(theme)
        self.mood, self.trend = MoodCurve(theme), AttemptsCurve(theme)
        self._mood_title, self._trend_title = self.words("strong"), self.words("strong")
        self._next, self._next_words = KeyedButton(theme, "primary", "call"), self.words("body")
        self.pdf, self.json = KeyedButton(theme, "plain"), KeyedButton(theme, "plain")
        self._comment_title, self._comment_words = self.words("strong"), self.words("body")
        self._signature = self.words("caption", "ink_faint")
        self.comment, self.sign = QPlainTextEdit(), KeyedButton(theme, "primary")
        self.comment.setTabChangesFocus(True)
        self.comment.setFixedHeight(theme.px(72))
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        head = FlowLayout(gap=8, row_gap=8)
        for widget in (self._whose, self.attempts, self.pdf, self.json):
            head.addWidget(widget)
        self.attempts.setFixedWidth(self.theme.px(340))
        outer.addLayout(head)
        for words in (self._done, self._empty):
            outer.addWidget(words)
        self._scroll, column = scrolling()
        outer.addWidget(self._scroll, 1)
        outer.addStretch(0)
        self._head, top = card()
        for words in (self._total, self._verdict, self._goal, self._facts):
            top.addWidget(words)
        column.addWidget(self._head)
        column.addWidget(self._build_next())
        self.columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.columns.setSpacing(8)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(8)
        for part in (self.rubric, self.better):
            left.addWidget(self._card(part))
        right.addWidget(self._card(self._mood_title, self.mood, self.timeline))
        self._trend_card = self._card(self._trend_title, self.trend)
        right.addWidget(self._trend_card)
        right.addWidget(self._card(self.comparison))
        for side in (left, right):
            side.addStretch(1)
        self.columns.addLayout(left, 1)
        self.columns.addLayout(right, 1)
        column.addLayout(self.columns)
        column.addWidget(self._build_signing())
        column.addStretch(1)

    def _card(self, *parts: QWidget) -> QFrame:
        frame, column = card()
        for part in parts:
            column.addWidget(part)
        return frame

    def _build_next(self) -> QFrame:
        self._next_card, column = card("inform")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._next_words, 1)
        row.addWidget(self._next)
        column.addLayout(row)
        return self._next_card

    def _build_signing(self) -> QFrame:
        self._signing, column = card()
        for part in (self._comment_title, self._comment_words, self._signature, self.comment):
            column.addWidget(part)
        column.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignLeft)
        return self._signing

    def _connect(self) -> None:
        state = self.state
        self.attempts.currentIndexChanged.connect(self._choose)
        for part in (self.rubric, self.better):
            part.time_pressed.connect(self.show_time)
        self._next.clicked.connect(self._go_on)
        self.pdf.clicked.connect(lambda: self._save(self.tr("Keep the report as PDF"), "pdf", save_pdf))
        self.json.clicked.connect(lambda: self._save(self.tr("Keep the report as JSON"), "json", save_json))
        self.sign.clicked.connect(lambda: state.sign(self.comment.toPlainText().strip()[:COMMENT_CHARACTERS]))
        state.attempts_changed.connect(self.refresh)
        state.report_changed.connect(self._new_report)
        state.failed.connect(self.refresh)

    def retranslate(self) -> None:
        """Headings and buttons; the report's own words stay in its language."""
        self.setAccessibleName(self.tr("Report"))
        self.attempts.setAccessibleName(self.tr("Attempt"))
        self.pdf.show_words(self.tr("Keep as PDF"))
        self.json.show_words(self.tr("Keep as JSON"))
        self._mood_title.set_words(self.tr("The simulated customer's mood"))
        self._trend_title.set_words(self.tr("Attempts at this scenario"))
        self._next.show_words(self.tr("Practise this next"))
        self.comment.setAccessibleName(self.tr("Comment"))
        self.comment.setPlaceholderText(self.tr("What went well, what to practise; the trainee reads it"))
        self.sign.show_words(self.tr("Sign the report"))
        self._new_report()

    def _go_on(self) -> None:
        if self.state.report is not None:
            self.scenario_wanted.emit(self.state.report.next_scenario)

    def _choose(self) -> None:
        call = self.attempts.currentData()
        if not self._showing and call:
            self.state.open_report(call)

    def _save(self, title: str, ending: str, save: Callable[[TrainingReport, Path], None]) -> None:
        report = self.state.report
        if report is None:
            return
        path = self._ask_path(self, title, file_name(report, ending), f"*.{ending}")
        if not path:
            return
        try:
            # on paper a person is called by the name
            named = msgspec.structs.replace(report, trainee=self.state.name_of(report)) if ending == "pdf" else report
            save(named, Path(path))
        except OSError as error:
            self._done.set_colour("stop")
            self._done.set_words(self.tr("The report could not be kept: %1. Choose another place.").replace(
                "%1", error.strerror or str(error)))
        else:
            self._done.set_colour("accent")
            self._done.set_words(self.tr("Kept: %1").replace("%1", path))
        self._done.show()

    def show_time(self, at_ms: int) -> None:
        """Show this place of the time line and of the plot."""
        self.mood.mark(at_ms)
        frame = self.timeline.mark(at_ms)
        if frame is not None:
            self._scroll.ensureWidgetVisible(frame, 0, self.theme.px(96))

    def refresh(self) -> None:
        """Attempts, and what stands in place of a report while there is none."""
        state = self.state
        self._showing = True
        listed = state.attempts.attempts if state.attempts is not None else ()
        self.attempts.clear()
        for attempt in listed:
            self.attempts.addItem(self._attempt_words(attempt), attempt.call)
        shown = state.report.call if state.report is not None else state.waiting_for
        self.attempts.setCurrentIndex(self.attempts.findData(shown))
        self.attempts.setPlaceholderText(self.tr("Choose an attempt"))
        self.attempts.setVisible(bool(listed))
        self._showing = False
        whose = self.tr("Attempts of %1").replace("%1", state.trainee_name)
        self._whose.set_words(whose if state.trainee else self.tr("My attempts"))
        report = state.report
        self._scroll.setVisible(report is not None)
        for part in (self.pdf, self.json):
            part.setVisible(report is not None)
        words = ""
        if state.error is not None:
            words = notice_words(Notice(state.error.code, state.error.text))
        elif report is None and state.waiting_for:
            words = self.tr("The report is being written…")
        elif report is None and not state.online:
            words = self.tr("There is no connection to the server. Reports can be read when it is back.")
        elif report is None and state.attempts is not None and not listed:
            words = self.tr("No finished practice call yet. Choose a scenario and begin.")
        elif report is None:
            words = self.tr("Choose an attempt to read its report.")
        self._empty.set_words(words)
        self._empty.set_colour("stop" if state.error is not None else "ink_soft")
        self._empty.setVisible(bool(words))

    def _attempt_words(self, attempt: Attempt) -> str:
        passed = self.tr("passed") if attempt.passed else self.tr("not passed")
        signed = self.tr("signed") if attempt.signed else ""
        return " · ".join(part for part in (time_words(attempt.at), f"{score_words(attempt.total)} {passed}", signed,
                                            attempt.title or attempt.scenario) if part)

    def _new_report(self) -> None:
        self.refresh()
        self._done.hide()
        report = self.state.report
        if report is None:
            self._read = ""
            return
        if report.call != self._read:
            # another one is read from its beginning
            self._read = report.call
            self._scroll.verticalScrollBar().setValue(0)
        self._show_head(report)
        for part in (self.rubric, self.timeline, self.better, self.comparison, self.mood, self.trend):
            part.show_report(report)
        self._trend_card.setVisible(bool(report.attempts))
        self._next_card.setVisible(bool(report.next_scenario) and not self.state.trainee)
        why = words_for(LINES, report.next_why) if report.next_why else ""
        title = report.next_title or report.next_scenario
        self._next_words.set_words(
            (self.tr("Next: %1. It practises “%2”, the weakest line.") if why else self.tr("Next: %1.")).replace(
                "%1", title).replace("%2", why))
        self._show_signing(report)
        settle_layouts()

    def _show_head(self, report: TrainingReport) -> None:
        counted = report.outcome != NOT_BEGUN
        self._total.set_words(self.tr("%1 of 100").replace("%1", score_words(report.total)) + " · " + (
            self.tr("passed") if report.passed else self.tr("not passed")) if counted else self.tr("Not counted"))
        self._total.set_colour("accent" if report.passed else "stop" if counted else "ink_soft")
        end = words_for(OUTCOMES, report.outcome) if report.outcome else ""
        why = end_words(report.why)
        self._verdict.set_words(self.tr("%1: %2").replace("%1", end).replace("%2", why) if end and why else end or why)
        self._goal.set_words(self.tr("Goal: %1").replace("%1", report.goal) if report.goal else "")
        for words in (self._verdict, self._goal):
            words.setVisible(bool(words.text()))
        self._facts.set_words(" · ".join(part for part in (
            report.title or report.scenario, self.state.name_of(report), time_words(report.at),
            self.tr("%n min", "", max(1, round(report.duration_ms / 60_000))), words_for(DIFFICULTIES, report.difficulty),
            words_for(ASSISTANCE, report.assistance),
            self.tr("pass mark %1").replace("%1", str(round(report.pass_mark)))) if part))

    def _show_signing(self, report: TrainingReport) -> None:
        signed = bool(report.signed_by)
        own = self.may_sign and bool(self.state.trainee)
        self._signing.setVisible(signed or own or bool(report.comment))
        self._comment_title.set_words(self.tr("The trainer's comment"))
        self._comment_words.set_words(report.comment)
        self._comment_words.setVisible(bool(report.comment) and not own)
        self._signature.set_words(self.tr("Signed by %1, %2").replace("%1", report.signed_by).replace(
            "%2", time_words(report.signed_at)) if signed else self.tr("Not signed yet"))
        for part in (self.comment, self.sign):
            part.setVisible(own)
        if own and not self.comment.toPlainText():
            self.comment.setPlainText(report.comment)
        elif not own:
            self.comment.clear()
