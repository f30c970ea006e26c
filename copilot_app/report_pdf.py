"""A training report on paper: the report in, an A4 PDF out, with page numbers and faces that have Chinese.

The pages are HTML that Qt sets (`report_html`), with the plots painted by `panes.training.plots`; they are drawn one by
one, so that each can carry its foot.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from protocol.training import TrainingReport

from .i18n.training_table import paper_words
from .panes.training.curves import missed_times, mood_words
from .panes.training.page import day_words
from .panes.training.plots import paint_attempts, paint_mood
from .report_file import write_whole
from .report_html import report_html
from .theme.look import FAMILIES
from .theme.tokens import LIGHT

WIDTH, HEIGHT = 595.0, 842.0
"""A4 in points, the unit of the pages here."""
_MARGIN, _FOOT = 44.0, 22.0
_HEADINGS = (2, 3)
_ROWS = 48.0
"""So much of a table stands below its heading on the same page."""
_SHARP = 4
"""Pixels of a plot for each point."""
_FONT_POINTS = 9.0


def _ink(token: str) -> QColor:
    return QColor(getattr(LIGHT, token))


def _font(points: float, lang: str) -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES["zh" if lang == "zh" else "en"]))
    # A page of this module is as many pixels as points wide.
    font.setPixelSize(round(points))
    # Local forms are glyphs of their own: their digits could be read, but neither searched for nor copied.
    font.setFeature(QFont.Tag("locl"), 0)
    return font


class ReportPages:
    """The set report, page by page.

    Args:
        report: the finished call.
    """

    def __init__(self, report: TrainingReport) -> None:
        self.report = report
        self._document = QTextDocument()
        self._document.setUndoRedoEnabled(False)
        self._document.setDefaultFont(_font(_FONT_POINTS, report.lang))
        self._document.setDocumentMargin(0)
        room = QSizeF(WIDTH - 2 * _MARGIN, HEIGHT - 2 * _MARGIN - _FOOT)
        for name, height in (("mood", 150.0), ("attempts", 110.0)):
            self._document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"plot:{name}"),
                                       self._plot(name, room.width(), height))
        self._document.setHtml(report_html(report, int(room.width())))
        self._document.setPageSize(room)
        self._keep_headings()
        self._keep_the_end()

    def _keep_headings(self) -> None:
        """A heading that would stand at the foot of a page without what it heads goes over to the next one."""
        layout, height = self._document.documentLayout(), self._document.pageSize().height()
        block = self._document.begin()
        while block.isValid():
            if block.blockFormat().headingLevel() in _HEADINGS and "\ufffc" not in block.text():
                left = height - layout.blockBoundingRect(block).top() % height
                # the plot is a letter of the next block
                below = layout.blockBoundingRect(block.next()).height() if "\ufffc" in block.next().text() else _ROWS
                if left < layout.blockBoundingRect(block).height() + below:
                    form = block.blockFormat()
                    form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                    QTextCursor(block).setBlockFormat(form)
                    # else what is far below stays as it was set out before, or not at all
                    self._document.markContentsDirty(0, self._document.characterCount())
            block = block.next()

    def _keep_the_end(self) -> None:
        """The trainer's lines do not stand alone on the last page: the part before them comes along."""
        layout, height = self._document.documentLayout(), self._document.pageSize().height()
        headings, block = [], self._document.begin()
        while block.isValid():
            if block.blockFormat().headingLevel() in _HEADINGS and "\ufffc" not in block.text():
                headings.append(block)
            block = block.next()
        if len(headings) < 2:
            return
        before, last = headings[-2:]
        page, page_before, page_between = (int(layout.blockBoundingRect(one).top() // height)
                                           for one in (last, before, last.previous()))
        if page_before != page - 1 or page_between != page - 1:
            return
        for one, policy in ((before, QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore),
                            (last, QTextFormat.PageBreakFlag.PageBreak_Auto)):
            form = one.blockFormat()
            form.setPageBreakPolicy(policy)
            QTextCursor(one).setBlockFormat(form)
        self._document.markContentsDirty(0, self._document.characterCount())

    def _plot(self, name: str, width: float, height: float) -> QImage:
        report = self.report
        image = QImage(int(width * _SHARP), int(height * _SHARP), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = _font(8 * _SHARP, report.lang)
        rect = QRectF(image.rect())
        if name == "mood":
            paint_mood(painter, rect, report.mood, report.duration_ms, missed_times(report), _ink, font, mood_words(report))
        elif report.attempts:
            paint_attempts(painter, rect, [total for _, total in report.attempts],
                           (day_words(report.attempts[0][0]), day_words(report.attempts[-1][0])), report.pass_mark, _ink,
                           font, paper_words("pass mark %1").replace("%1", str(round(report.pass_mark))))
        painter.end()
        return image

    @property
    def count(self) -> int:
        """Number of pages."""
        return self._document.pageCount()

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint one page, from 0 on, at `WIDTH` x `HEIGHT` units of the painter."""
        size = self._document.pageSize()
        painter.save()
        painter.translate(_MARGIN, _MARGIN)
        painter.setClipRect(QRectF(0, 0, size.width(), size.height()))
        painter.translate(0, -page * size.height())
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, _ink("ink"))
        context.palette = palette  # type: ignore[misc]
        context.clip = QRectF(0, page * size.height(), size.width(), size.height())  # type: ignore[misc]
        self._document.documentLayout().draw(painter, context)
        painter.restore()
        painter.save()
        painter.setFont(_font(8, self.report.lang))
        painter.setPen(_ink("ink_faint"))
        foot = QRectF(_MARGIN, HEIGHT - _MARGIN - 12, WIDTH - 2 * _MARGIN, 14)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, " · ".join(
            part for part in (self.report.title or self.report.scenario, self.report.trainee) if part))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, paper_words("Page %1 of %2").replace("%1", str(page + 1)).replace(
            "%2", str(self.count)))
        painter.restore()


def pdf_bytes(report: TrainingReport) -> bytes:
    """The report as a PDF file."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    writer.setTitle(" · ".join(part for part in (paper_words("Training report"), report.title, report.trainee) if part))
    writer.setCreator("Seatmate")
    pages = ReportPages(report)
    painter = QPainter(writer)
    painter.scale(writer.width() / WIDTH, writer.height() / HEIGHT)
    for page in range(pages.count):
        if page:
            writer.newPage()
        pages.paint(painter, page)
    painter.end()
    buffer.close()
    return bytes(content.data())


def save_pdf(report: TrainingReport, path: Path) -> None:
    """Keep the report as a PDF.

    Raises:
        OSError: the place can not be written.
    """
    write_whole(path, pdf_bytes(report))
