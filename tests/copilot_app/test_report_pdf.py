"""The printed report: A4, its words in the file, no page empty, nothing painted over the edge."""

from __future__ import annotations

import re
import unicodedata
import zlib

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from copilot_app import report_html, report_pdf
from copilot_app.gallery_training import MATTER, report
from copilot_app.i18n import Translator
from copilot_app.i18n.training_table import PAPER
from copilot_app.report_pdf import HEIGHT, WIDTH, ReportPages, pdf_bytes
from protocol.message import Language
from protocol.training import ReportMoment, RubricLine, TrainingReport


def words_of_pdf(pdf: bytes) -> str:
    """The text of a PDF that Qt wrote: glyphs are turned into characters by each font's own table."""
    objects = {int(found[1]): found[2] for found in re.finditer(rb"(\d+) 0 obj\n(.*?)endobj", pdf, re.S)}
    streams = {name: zlib.decompressobj().decompress(found[1]) if b"FlateDecode" in body else found[1] for name, body in objects.items()
               if (found := re.search(rb"stream\r?\n(.*?)\r?\nendstream", body, re.S))}
    letters: dict[str, dict[int, str]] = {}
    for name, body in objects.items():
        if (table := re.search(rb"/ToUnicode (\d+) 0 R", body)) is not None:
            letters[str(name)] = _table(streams[int(table[1])].decode("latin-1"))
    fonts = {found[1].decode(): found[2].decode() for body in objects.values()
             for found in re.finditer(rb"/(F\d+) (\d+) 0 R", body)}
    text = []
    for stream in streams.values():
        content = stream.decode("latin-1")
        if " Tf" not in content:
            continue
        font: dict[int, str] = {}
        for found in re.finditer(r"/(F\d+) [\d.]+ Tf|<([0-9a-f]+)>", content, re.I):
            if found[1]:
                font = letters.get(fonts.get(found[1], ""), {})
            else:
                text += [font.get(int(found[2][at:at + 4], 16), "") for at in range(0, len(found[2]), 4)]
    # Qt's table names a glyph by its lowest character: the radical \u2f3e, whose full form is the older character.
    return unicodedata.normalize("NFKC", "".join(text)).replace("\t", "").replace("\u6236", "\u6237")


def _table(cmap: str) -> dict[int, str]:
    letters = {int(glyph, 16): bytes.fromhex(code).decode("utf-16-be") for glyph, code in
               re.findall(r"^<([0-9a-f]{4})> <([0-9a-f]{4})>$", cmap, re.M | re.I)}
    for first, last, codes in re.findall(r"<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]", cmap, re.I):
        for at, code in enumerate(re.findall(r"<([0-9a-f]+)>", codes, re.I)):
            letters[int(first, 16) + at] = bytes.fromhex(code).decode("utf-16-be")
        assert int(last, 16) >= int(first, 16)
    for first, last, code in re.findall(r"<([0-9a-f]{4})> <([0-9a-f]{4})> <([0-9a-f]{4})>", re.sub(r"\[[^\]]*\]", "", cmap), re.I):
        for at in range(int(last, 16) - int(first, 16) + 1):
            letters[int(first, 16) + at] = chr(int(code, 16) + at)
    return letters


def pictures(shown: TrainingReport) -> list[QImage]:
    pages = ReportPages(shown)
    painted = []
    for page in range(pages.count):
        image = QImage(int(WIDTH), int(HEIGHT), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        pages.paint(painter, page)
        painter.end()
        painted.append(image)
    return painted


def ink_rows(image: QImage) -> list[int]:
    """Rows that are not white."""
    stride, data = image.bytesPerLine(), bytes(image.constBits())
    white = b"\xff" * (int(WIDTH) * 4)
    return [row for row in range(image.height()) if data[row * stride:row * stride + len(white)] != white]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_words_are_in_the_file(translator: Translator, lang: Language) -> None:
    translator.use(lang)
    shown = report(lang)
    pdf = pdf_bytes(shown)
    assert pdf.startswith(b"%PDF-") and b"/MediaBox [0 0 595 842]" in pdf.replace(b".000000", b"")
    text = words_of_pdf(pdf).replace(" ", "")
    matter = MATTER[lang]
    for words in (shown.title, shown.trainee, *matter.quotes, matter.comment, matter.by, matter.better[0][2], matter.best[0],
                  *(line[2] for line in matter.moments)):
        assert unicodedata.normalize("NFKC", words).replace(" ", "") in text, words
    assert re.search("第1.{2,3}共3" if lang == "zh" else "Page1of3", text)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_is_painted_inside_its_margins(translator: Translator, lang: Language) -> None:
    translator.use(lang)
    for image in pictures(report(lang)):
        rows = ink_rows(image)
        assert len(rows) > 60, "more than the foot"
        assert rows[0] >= 40 and rows[-1] <= HEIGHT - 40
        foot = [row for row in rows if row > HEIGHT - 60]
        assert foot, "the page's number"


def test_a_long_report_takes_more_pages_and_loses_nothing(translator: Translator) -> None:
    lines = tuple(RubricLine(line="knowledge", weight=1, score=50, why=f"sentence {number} " + "words " * 30, quotes=("q" * 60,),
                             at_ms=(1_000,)) for number in range(60))
    shown = report("en", lines=lines)
    assert len(pictures(shown)) > 4
    text = words_of_pdf(pdf_bytes(shown)).replace(" ", "")
    assert all(f"sentence{number}words" in text for number in range(60))


def test_an_almost_empty_report_is_printed_too(translator: Translator) -> None:
    assert ink_rows(pictures(TrainingReport(call="c", title="T"))[0])


def test_words_of_a_call_are_no_markup(translator: Translator) -> None:
    shown = report("en", comment="<h1>big</h1> & co", title="<b>")
    assert "<h1>big</h1>&co" in words_of_pdf(pdf_bytes(shown)).replace(" ", "")


def test_every_sentence_on_paper_is_in_the_table() -> None:
    from pathlib import Path

    used = set()
    for module in (report_html, report_pdf):
        used |= set(re.findall(r"paper_words\([\"']([^\"']+)[\"']\)", Path(module.__file__).read_text("utf-8")))
    assert used == set(PAPER)


def _long(lines: int, moments: int) -> TrainingReport:
    shown = report("en")
    rubric = tuple(RubricLine(line="knowledge", weight=1, score=50, why="a sentence about it", quotes=("said so",), at_ms=(1_000,))
                   for _ in range(lines))
    return msgspec.structs.replace(shown, lines=rubric, moments=tuple(
        ReportMoment(at_ms=at * 1_000, kind="done", text=f"moment {at}", line="need") for at in range(moments)))


@pytest.mark.parametrize("lines", range(10, 30, 8))
def test_only_the_last_page_may_be_nearly_empty(translator: Translator, lines: int) -> None:
    translator.use("en")
    for image in pictures(_long(lines, lines + 3))[:-1]:
        rows = [row for row in ink_rows(image) if row < HEIGHT - 66]
        # the height of a plot and its heading may be left over
        assert rows[-1] > HEIGHT - 66 - 240, rows[-1]


@pytest.mark.parametrize("moments", range(0, 40, 10))
def test_no_heading_stands_alone_at_the_foot_of_a_page(translator: Translator, moments: int) -> None:
    translator.use("en")
    pages = ReportPages(_long(13, moments))
    document = pages._document
    layout, height = document.documentLayout(), document.pageSize().height()
    block, seen = document.begin(), 0
    while block.isValid():
        assert not block.text() or block.layout().lineCount(), f"{block.text()} is not set out: it would not be painted"
        if block.blockFormat().headingLevel() in (2, 3):
            seen += 1
            follows = layout.blockBoundingRect(block.next())
            own = layout.blockBoundingRect(block)
            assert int(own.top() // height) == int(follows.top() // height), block.text()
        block = block.next()
    assert seen >= 6


@pytest.mark.parametrize("said", [13, 14, 15])
def test_the_trainer_does_not_stand_alone_on_the_last_page(said: int) -> None:
    shown = report("zh")
    pages = ReportPages(msgspec.structs.replace(shown, best_words=tuple(f"{shown.best_words[0]} {n}" for n in range(said))))
    layout, height = pages._document.documentLayout(), pages._document.pageSize().height()
    block, words = pages._document.begin(), []
    while block.isValid():
        if block.text() and layout.blockBoundingRect(block).top() >= (pages.count - 1) * height:
            words.append(block.text())
        block = block.next()
    assert words[0] == "What was said there" and "The trainer" in words
    assert pages.count == 4, "no page more for it"
