"""The cards of a report: rubric with quotes, time line, better words, comparison."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from protocol.training import RubricLine, TrainingReport

from ...i18n.training_table import LINES, MOMENT_ICONS, MOMENTS, words_for
from ...theme import Theme
from ..pane import clock, set_tone
from ..parts import KeyedButton, Picture, Words
from ..parts.clearing import clear
from .curves import ScoreBar
from .page import score_words

_QUOTES = 4
"""Quotes shown under one line of the rubric."""


class _Part(QWidget):
    """A heading and a column that is filled anew."""

    time_pressed = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        self.title = Words(theme, "strong", "ink")
        outer.addWidget(self.title)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        outer.addLayout(self.rows)

    def say(self, text: str, role: str = "body", colour: str = "ink_soft") -> Words:
        """A block of text, not yet placed."""
        words = Words(self.theme, role, colour)  # type: ignore[arg-type]
        words.set_words(text)
        return words

    def time_button(self, at_ms: int) -> KeyedButton:
        """A time that shows its place of the time line when it is pressed."""
        button = KeyedButton(self.theme, "quiet")
        button.show_words(clock(at_ms), self.tr("Show %1 on the time line").replace("%1", clock(at_ms)))
        button.clicked.connect(lambda: self.time_pressed.emit(at_ms))
        return button

    def rule(self) -> QFrame:
        """A hairline."""
        line = QFrame()
        line.setProperty("rule", "true")
        return line


class RubricPart(_Part):
    """Each line with bar, weight, one sentence and what it rests on."""

    def show_report(self, report: TrainingReport) -> None:
        """Fill it."""
        clear(self.rows)
        self.title.set_words(self.tr("Line by line"))
        for place, line in enumerate(report.lines):
            if place:
                self.rows.addWidget(self.rule())
            self.rows.addWidget(self._line(line, report.pass_mark))

    def _line(self, line: RubricLine, pass_mark: float) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        name = words_for(LINES, line.line)
        score = score_words(line.score) if line.score >= 0 else self.tr("not in this call")
        head = QHBoxLayout()
        head.setSpacing(8)
        title = self.say(name, colour="ink")
        title.setFixedWidth(self.theme.px(112))
        bar = ScoreBar(self.theme)
        bar.show_score(line.score, pass_mark, self.tr("%1: %2 of 100").replace("%1", name).replace("%2", score_words(line.score)))
        number = self.say(score, "strong" if line.score >= 0 else "caption", "ink" if line.score >= 0 else "ink_faint")
        weight = self.say(self.tr("weight %1").replace("%1", f"{line.weight:g}"), "caption", "ink_faint")
        bar.setVisible(line.score >= 0)
        head.addWidget(title)
        head.addWidget(bar, 1)
        head.addWidget(number)
        if line.score < 0:
            head.addStretch(1)
        head.addWidget(weight)
        column.addLayout(head)
        if line.why:
            column.addWidget(self.say(line.why))
        for quote, at_ms in list(zip(line.quotes, (*line.at_ms, *(-1 for _ in line.quotes)), strict=False))[:_QUOTES]:
            row = QHBoxLayout()
            row.setSpacing(4)
            if at_ms >= 0:
                row.addWidget(self.time_button(at_ms), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(self.say(self.tr("“%1”").replace("%1", quote), colour="ink_faint"), 1)
            column.addLayout(row)
        return box


class TimelinePart(_Part):
    """The moments in order of time; the missed ones stand out by icon, word and ground."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._frames: list[tuple[int, QFrame, str]] = []

    def show_report(self, report: TrainingReport) -> None:
        """Fill it."""
        clear(self.rows)
        self._frames = []
        missed = sum(moment.kind == "missed" for moment in report.moments)
        self.title.set_words(self.tr("Time line, %n moment(s) missed", "", missed))
        self.rows.setSpacing(2)
        for moment in sorted(report.moments, key=lambda one: one.at_ms):
            frame = QFrame()
            frame.setProperty("moment", "true")
            row = QHBoxLayout(frame)
            row.setContentsMargins(8, 4, 8, 4)
            row.setSpacing(8)
            icon, token = MOMENT_ICONS.get(moment.kind, ("inform", "ink_faint"))
            time = self.say(clock(moment.at_ms), "caption", "ink_faint")
            time.setFixedWidth(self.theme.px(44))
            row.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Picture(self.theme, icon, token, 16, "body"), 0, Qt.AlignmentFlag.AlignTop)
            kind = words_for(MOMENTS, moment.kind)
            words = self.tr("%1: %2").replace("%1", kind).replace("%2", moment.text) if moment.text else kind
            row.addWidget(self.say(words, colour="stop" if moment.kind == "missed" else "ink"), 1)
            if moment.line:
                row.addWidget(self.say(words_for(LINES, moment.line), "caption", "ink_faint"), 0, Qt.AlignmentFlag.AlignTop)
            frame.setAccessibleName(f"{clock(moment.at_ms)} {words}")
            self._frames.append((moment.at_ms, frame, "stop_quiet" if moment.kind == "missed" else ""))
            set_tone(frame, self._frames[-1][2])
            self.rows.addWidget(frame)

    def mark(self, at_ms: int) -> QFrame | None:
        """Mark the moment nearest to this time; returns it."""
        nearest = min(self._frames, key=lambda one: abs(one[0] - at_ms), default=None)
        for place in self._frames:
            set_tone(place[1], "marked" if place is nearest else place[2])
        return nearest[1] if nearest is not None else None


class BetterPart(_Part):
    """The trainee's own words on the left, better ones on the right."""

    def show_report(self, report: TrainingReport) -> None:
        """Fill it."""
        clear(self.rows)
        self.title.set_words(self.tr("Better next time"))
        if not report.better:
            self.rows.addWidget(self.say(self.tr("Nothing was found that should have been said otherwise.")))
        for line in report.better:
            box = QWidget()
            grid = QGridLayout(box)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(16)
            grid.setVerticalSpacing(2)
            grid.setColumnStretch(0, 1)
            grid.setColumnStretch(1, 1)
            said = QHBoxLayout()
            said.addWidget(self.say(self.tr("Said"), "caption", "ink_faint"), 1)
            said.addWidget(self.time_button(line.at_ms))
            grid.addLayout(said, 0, 0)
            source = self.tr("Better, from “%1”").replace("%1", line.source) if line.source else self.tr("Better")
            grid.addWidget(self.say(source, "caption", "accent"), 0, 1)
            grid.addWidget(self.say(line.said or self.tr("(nothing)"), colour="ink_soft"), 1, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.say(line.better, colour="ink"), 1, 1, Qt.AlignmentFlag.AlignTop)
            if line.why:
                grid.addWidget(self.say(line.why, "caption", "ink_faint"), 2, 0, 1, 2)
            if self.rows.count():
                self.rows.addWidget(self.rule())
            self.rows.addWidget(box)


class ComparisonPart(_Part):
    """This call beside the best recorded handling, line by line, and what was said there."""

    def show_report(self, report: TrainingReport) -> None:
        """Fill it; empty if nothing was recorded."""
        clear(self.rows)
        self.title.set_words(self.tr("Beside the best recorded handling"))
        if report.best_total < 0:
            self.rows.addWidget(self.say(self.tr("Nobody has handled this scenario better yet.")))
            return
        who = self.tr("the built-in good agent") if report.best_by == "expert" else self.tr("a colleague")
        self.rows.addWidget(self.say(self.tr("%1 reached %2, this call %3.").replace("%1", who)
                                     .replace("%2", score_words(report.best_total)).replace("%3", score_words(report.total))))
        own = {line.line: line.score for line in report.lines}
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for column, head in enumerate((self.tr("Line"), self.tr("This call"), self.tr("Best"), self.tr("Difference"))):
            grid.addWidget(self.say(head, "caption", "ink_faint"), 0, column)
        for row, (name, best) in enumerate(report.best_lines, 1):
            mine = own.get(name, -1.0)
            both = mine >= 0 and best >= 0
            gap = f"{round(mine) - round(best):+d}" if both else "–"
            colour = "stop" if both and mine < best - 10 else "accent" if both and mine > best else "ink_soft"
            grid.addWidget(self.say(words_for(LINES, name), colour="ink"), row, 0)
            for column, (words, token) in enumerate(((score_words(mine), "ink"), (score_words(best), "ink"), (gap, colour)), 1):
                grid.addWidget(self.say(words, colour=token), row, column)
        self.rows.addWidget(box)
        if report.best_words:
            self.rows.addWidget(self.say(self.tr("What was said there"), "caption", "ink_faint"))
            for words in report.best_words:
                self.rows.addWidget(self.say(words))
