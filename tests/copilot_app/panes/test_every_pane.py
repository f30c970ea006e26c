"""What holds for every pane: one row, one file, names for assistive technology, both languages, nothing cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListView, QWidget

import copilot_app.panes as package
from copilot_app.call_state import CallState
from copilot_app.gallery import fill_at_rest, fill_mid_call
from copilot_app.i18n import Translator
from copilot_app.panes import PANES, Pane
from copilot_app.panes.parts import Chip, LevelMeter, Progress, Trend, Words
from copilot_app.theme import Theme
from copilot_app.window import CompanionWindow
from protocol.assist import Gate
from protocol.call import RecordingState
from protocol.message import Language
from protocol.supervision import HandState

CHINESE = re.compile("[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{3,}")
NAMES_IN_ANY_LANGUAGE = re.compile(
    r"seatmate-mini|cpu|faster-whisper|large-v3-turbo|float16|int8|cuda:0 H200|USB|CPU|GPU|PortAudio|Ctrl|Shift|Return|Enter")
SPEAKING = (Words, Chip, QAbstractButton, QLineEdit, QListView, LevelMeter, Trend, Progress, Pane)


def settle(window: CompanionWindow, width: int, height: int = 1040) -> None:
    window.resize(QSize(width, height))
    for _ in range(4):
        QApplication.processEvents()


def seen(window: CompanionWindow) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            yield widget


def everything(state: CallState, lang: Language) -> None:
    """All that can be on the screen at once."""
    fill_mid_call(state, lang)
    state.apply(HandState(call="gallery", raised=True, seq=900))
    state.apply(RecordingState(call="gallery", paused=True, until_ms=240_000, seq=901))
    state.apply(Gate(call="gallery", id="g", operation="large_transfer", state="waiting", until_ms=280_000, seq=902))
    state.notify("server.lost")


def test_one_file_and_one_row_for_each_pane() -> None:
    folder = Path(package.__file__).parent
    shared = {"__init__", "authoring", "authoring_form", "authoring_near_misses", "authoring_publish", "card_view", "consent_chip",
              "dial_block", "pane", "transcript_rows"}
    assert {entry.id for entry in PANES} == {path.stem for path in folder.glob("*.py")} - shared
    assert len({entry.make for entry in PANES}) == len(PANES)


@pytest.mark.parametrize("entry", PANES, ids=lambda entry: entry.id)
def test_a_pane_retranslates_and_has_a_name(entry: Any, state: CallState, theme: Theme, translator: Translator,
                                            qtbot: Any) -> None:
    pane = entry.make(state, theme)
    qtbot.addWidget(pane)
    assert pane.accessibleName() and not CHINESE.search(pane.accessibleName())
    translator.use("zh")
    QApplication.processEvents()
    assert CHINESE.search(pane.accessibleName())


@pytest.mark.parametrize("fill", [fill_at_rest, everything], ids=["rest", "call"])
def test_every_widget_that_says_something_has_an_accessible_name(window: CompanionWindow, state: CallState, fill: Any) -> None:
    fill(state, "en")
    for width in (420, 1400):
        settle(window, width)
        nameless = [widget for widget in seen(window) if isinstance(widget, SPEAKING) and not widget.accessibleName()
                    and not (isinstance(widget, Words) and not widget.text())]
        assert nameless == [], width


@pytest.fixture
def speaking(translator: Translator, lang: Language) -> Language:
    """The language of the test, chosen before the window is there: to dress a living one anew takes as long as to make it."""
    translator.use(lang)
    return lang


@pytest.mark.parametrize("fill", [fill_at_rest, everything], ids=["rest", "call"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_text_is_cut(speaking: Language, window: CompanionWindow, state: CallState, theme: Theme, fill: Any) -> None:
    fill(state, speaking)
    for width in (380, 420, 1400):
        settle(window, width)
        assert _cut(window) == [], width
    theme.use("light", 1.3)
    for width in (380, 960):
        settle(window, width)
        assert _cut(window) == [], f"{width} with large letters"


def _cut(window: CompanionWindow) -> list[str]:
    cut = []
    for widget in seen(window):
        if isinstance(widget, Words) and widget.text():
            whole = widget.height() >= widget.heightForWidth(widget.width()) - 1
            elided = widget.heightForWidth(widget.width()) < _full_height(widget)
            if not whole or (elided and not widget.toolTip()):
                cut.append(widget.text())
        elif isinstance(widget, QAbstractButton) and widget.text() and widget.width() < widget.minimumSizeHint().width():
            cut.append(widget.text())
        parent = widget.parentWidget()
        if isinstance(widget, (Words, Chip, QAbstractButton)) and parent is not None and widget.x() + widget.width() > parent.width() + 1:
            cut.append(f"sticks out: {widget.accessibleName()}")
    return cut


def _full_height(words: Words) -> int:
    lines = words._max_lines
    words._max_lines = 0
    try:
        return words.heightForWidth(words.width())
    finally:
        words._max_lines = lines


@pytest.mark.parametrize("fill", [fill_at_rest, everything], ids=["rest", "call"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_screen_mixes_languages(window: CompanionWindow, state: CallState, translator: Translator, fill: Any,
                                   lang: Language) -> None:
    other: Language = "en" if lang == "zh" else "zh"
    translator.use(other)
    fill(state, lang)
    translator.use(lang)
    for width in (420, 1400):
        settle(window, width)
        for widget in seen(window):
            said = [widget.accessibleName(), widget.toolTip()]
            if isinstance(widget, QLineEdit):
                said.append(widget.placeholderText())
            if isinstance(widget, QAbstractButton):
                said.append(widget.text())
            for words in said:
                if lang == "en":
                    assert not CHINESE.search(words), words
                else:
                    assert not LATIN.search(NAMES_IN_ANY_LANGUAGE.sub("", words)), words
