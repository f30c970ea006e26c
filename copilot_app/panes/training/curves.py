"""The plots of a report as widgets, and the bar of one score."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from protocol.training import TrainingReport

from ...i18n.training_table import MOODS, OUTCOMES, words_for
from ...theme import Theme
from ..pane import clock
from .page import day_words
from .plots import MoodWords, paint_attempts, paint_mood


class _Plot(QWidget):
    def __init__(self, theme: Theme, height: int) -> None:
        super().__init__()
        self._theme, self._height = theme, height
        self.report: TrainingReport | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(self._theme.px(280), self._theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the narrow window."""
        return QSize(self._theme.px(200), self._theme.px(self._height))

    def _painter(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter


def mood_words(report: TrainingReport) -> MoodWords:
    """The words around the mood plot: its axis, and the end of the call with its time."""
    end = words_for(OUTCOMES, report.outcome) if report.outcome else ""
    return MoodWords(words_for(MOODS, "pleased"), words_for(MOODS, "calm"), words_for(MOODS, "angry"),
                     " · ".join(part for part in (end, clock(report.duration_ms)) if part))


def missed_times(report: TrainingReport) -> list[int]:
    """Call times of what was missed."""
    return [moment.at_ms for moment in report.moments if moment.kind == "missed"]


class MoodCurve(_Plot):
    """The simulated customer's mood over the call."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 168)
        self._marked_ms = -1

    def show_report(self, report: TrainingReport) -> None:
        """Draw this report's curve."""
        self.report, self._marked_ms = report, -1
        moods = ", ".join(f"{clock(at_ms)} {score:+.1f}" for at_ms, score in report.mood)
        self.setAccessibleName(self.tr("Mood of the simulated customer, from -1 to 1: %1").replace("%1", moods or "–"))
        self.update()

    def mark(self, at_ms: int) -> None:
        """Show this place of the call."""
        self._marked_ms = at_ms
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The plot."""
        if self.report is not None:
            paint_mood(self._painter(), QRectF(self.rect()), self.report.mood, self.report.duration_ms,
                       missed_times(self.report), self._theme.colour, self._theme.font("caption"),
                       mood_words(self.report), self._marked_ms)


class AttemptsCurve(_Plot):
    """The totals of this person's attempts at the scenario."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 144)

    def show_report(self, report: TrainingReport) -> None:
        """Draw this report's attempts."""
        self.report = report
        totals = "; ".join(f"{day_words(at)}: {round(total)}" for at, total in report.attempts)
        self.setAccessibleName(self.tr("Attempts: %1").replace("%1", totals or "–"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The plot."""
        report = self.report
        if report is not None and report.attempts:
            paint_attempts(self._painter(), QRectF(self.rect()), [total for _, total in report.attempts],
                           (day_words(report.attempts[0][0]), day_words(report.attempts[-1][0])), report.pass_mark,
                           self._theme.colour, self._theme.font("caption"),
                           self.tr("pass mark %1").replace("%1", str(round(report.pass_mark))))


def score_token(score: float, pass_mark: float) -> str:
    """The colour of a score; the number always stands beside it."""
    if score < 0:
        return "line_strong"
    return "accent" if score >= pass_mark else "remind" if score >= pass_mark / 2 else "stop"


class ScoreBar(QWidget):
    """A score 0..100 as a bar."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._score, self._token = theme, -1.0, "accent"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_score(self, score: float, pass_mark: float, name: str) -> None:
        """Set the score; negative: it does not apply."""
        self._score, self._token = score, score_token(score, pass_mark)
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """One line of text high."""
        return QSize(self._theme.px(80), self._theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        high = self._theme.px(6)
        ground = QRectF(0, (self.height() - high) / 2, self.width(), high)
        painter.setBrush(self._theme.colour("line"))
        painter.drawRoundedRect(ground, high / 2, high / 2)
        if self._score >= 0:
            ground.setWidth(max(high, self.width() * min(100.0, self._score) / 100))
            painter.setBrush(self._theme.colour(self._token))
            painter.drawRoundedRect(ground, high / 2, high / 2)
