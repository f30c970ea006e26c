"""The day of a team in five small charts: `TeamFigures` in, calm pictures with their numbers out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from protocol.wallboard import TeamFigures

from ...board_state import BoardState
from ...theme import Theme
from ..pane import clock
from ..parts import Words

_FIRST_HOUR, _LAST_HOUR = 7, 21
"""Hours that are drawn also if nothing happened in them; calls outside widen the range."""
_BARS_FROM = 900
"""Width at font scale 1 from which shares are drawn beside their numbers."""


class HourBars(QWidget):
    """Calls begun in each hour; the present hour in the accent colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._hours: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_hours(self, hours: tuple[int, ...]) -> None:
        """From midnight on."""
        self._hours = hours
        self.update()

    def sizeHint(self) -> QSize:
        """As high as three lines."""
        return QSize(self._theme.px(150), self._theme.px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars on a hairline, first and last hour beneath."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        busy = [hour for hour, calls in enumerate(self._hours) if calls]
        first = min([_FIRST_HOUR, *busy])
        last = max([_LAST_HOUR, *busy, len(self._hours) - 1])
        font = self._theme.font("caption")
        font.setPixelSize(self._theme.px(10))
        caption = QFontMetricsF(font).height()
        base = self.height() - caption
        step = self.width() / (last - first + 1)
        most = max([1, *self._hours])
        painter.setPen(Qt.PenStyle.NoPen)
        for hour in range(first, last + 1):
            calls = self._hours[hour] if hour < len(self._hours) else 0
            high = max(1.0, calls / most * (base - 2))
            painter.setBrush(self._theme.colour(
                "accent" if hour == len(self._hours) - 1 else "ink_faint" if calls else "line"))
            painter.drawRoundedRect(QRectF((hour - first) * step + 1, base - high, max(1.0, step - 2), high), 1, 1)
        painter.setFont(font)
        painter.setPen(self._theme.colour("ink_faint"))
        for hour in range(first, last + 1):
            if hour % 4 == 0:
                painter.drawText(QRectF((hour - first) * step - step, base, 3 * step, caption),
                                 Qt.AlignmentFlag.AlignCenter, str(hour))


class ShareBar(QWidget):
    """One share from 0 to 1."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share, self._token = -1.0, "accent"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, token: str = "accent") -> None:
        """Below 0: nothing to share yet."""
        self._share, self._token = share, token
        self.update()

    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(self._theme.px(90), self._theme.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The whole, then the share."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, self.height() / 2 - 3, self.width(), 6)
        painter.setBrush(self._theme.colour("line"))
        painter.drawRoundedRect(whole, 3, 3)
        if self._share > 0:
            painter.setBrush(self._theme.colour(self._token))
            painter.drawRoundedRect(QRectF(0, whole.y(), whole.width() * min(1.0, self._share), 6), 3, 3)


class _Tile(QFrame):
    """Title, number, and a chart or a line of words."""

    def __init__(self, theme: Theme, chart: QWidget | None) -> None:
        super().__init__()
        self.title = Words(theme, "caption", "ink_faint", max_lines=1)
        self.value = Words(theme, "title", "ink", max_lines=1)
        self.detail = Words(theme, "caption", "ink_soft", max_lines=1)
        self.chart = chart
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 8, 16, 8)
        outer.setSpacing(2)
        outer.addWidget(self.title)
        row = QHBoxLayout()
        row.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.value)
        left.addWidget(self.detail)
        row.addLayout(left, 2 if isinstance(chart, HourBars) else 1)
        if chart is not None:
            row.addWidget(chart, 3 if isinstance(chart, HourBars) else 1, Qt.AlignmentFlag.AlignVCenter)
        outer.addLayout(row)

    def show_figure(self, title: str, value: str, detail: str) -> None:
        """What stands on it, and its name for assistive technology."""
        self.title.set_words(title)
        self.value.set_words(value)
        self.detail.set_words(detail)
        self.setAccessibleName(f"{title}: {value}. {detail}")


class BoardFigures(QFrame):
    """Calls, alerts, disclosures, replies, handling time: of the chosen team, or of all."""

    def __init__(self, board: BoardState, theme: Theme) -> None:
        super().__init__()
        self._board, self._theme = board, theme
        self.team = ""
        self.setProperty("pane", "card")
        self._hours = HourBars(theme)
        self._said, self._used = ShareBar(theme), ShareBar(theme)
        charts = (self._hours, None, self._said, self._used, None)
        self._tiles = [_Tile(theme, chart) for chart in charts]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, tile in enumerate(self._tiles):
            row.addWidget(tile, 9 if number == 0 else 4 if tile.chart is None else 6)
        board.figures_changed.connect(self.refresh)
        self.retranslate()

    def show_team(self, team: str) -> None:
        """Another team's day; empty: all."""
        self.team = team
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where numbers and bars do not both fit, the numbers stay."""
        super().resizeEvent(event)
        for bar in (self._said, self._used):
            bar.setVisible(self.width() >= self._theme.px(_BARS_FROM))

    def changeEvent(self, event: QEvent) -> None:
        """The words follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """All words are made in `refresh`."""
        self.setAccessibleName(self.tr("Figures of the day"))
        self.refresh()

    def refresh(self) -> None:
        """Show the day so far."""
        day = self._board.day(self.team)
        self._calls(day)
        alerts = day.alerts / day.calls if day.calls else -1.0
        self._tiles[1].show_figure(self.tr("Alerts a call"), f"{alerts:.1f}" if alerts >= 0 else "–",
                                   self.tr("%n today", "", day.alerts))
        self._share(2, self._said, self.tr("Disclosures said"), day.said, day.required)
        self._share(3, self._used, self.tr("Replies used"), day.accepted, day.suggestions)
        finished = max(0, day.calls - day.live)
        self._tiles[4].show_figure(self.tr("Handling time"), clock(int(day.handling_s * 1000)) if finished else "–",
                                   self.tr("%n finished", "", finished))

    def _calls(self, day: TeamFigures) -> None:
        self._tiles[0].show_figure(self.tr("Calls today"), str(day.calls), self.tr("%n live", "", day.live))
        self._hours.show_hours(day.hours)
        told = ", ".join(f"{hour}:00 {calls}" for hour, calls in enumerate(day.hours) if calls)
        self._hours.setAccessibleName(self.tr("Calls begun in each hour: %1").replace("%1", told or "0"))
        self._hours.setToolTip(self._hours.accessibleName())

    def _share(self, tile: int, bar: ShareBar, title: str, part: int, whole: int) -> None:
        share = part / whole if whole else -1.0
        self._tiles[tile].show_figure(title, f"{100 * share:.0f} %" if whole else "–",
                                      self.tr("%1 of %2").replace("%1", str(part)).replace("%2", str(whole)))
        bar.show_share(share)
        bar.setAccessibleName(self._tiles[tile].accessibleName())
