"""What holds for every page of training mode: names for assistive technology, nothing cut, one language, painted in both themes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from copilot_app.call_state import CallState
from copilot_app.class_state import ClassState
from copilot_app.gallery_training import fill_practice, fill_window
from copilot_app.i18n import Translator
from copilot_app.panes.parts import Chip, Words
from copilot_app.panes.training.curves import AttemptsCurve, MoodCurve, ScoreBar
from copilot_app.panes.training.heat import HeatLine
from copilot_app.panes.training.scenario_card import ScenarioCard
from copilot_app.theme import DARK, LIGHT, Theme
from copilot_app.training_state import TrainingState
from copilot_app.training_window import PageName, TrainingWindow
from copilot_app.window import CompanionWindow
from protocol.message import Language

CHINESE = re.compile("[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{3,}")
ANY_LANGUAGE = re.compile(r"Ctrl|Shift|Return|Enter|TOML|PDF|JSON|helped|new|seatmate-mini|CPU|USB|cpu|faster-whisper|int8")
SPEAKING = (Words, Chip, QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, ScoreBar, MoodCurve, AttemptsCurve,
            HeatLine, ScenarioCard)
INSIDE = (QComboBox, QAbstractSpinBox, QPlainTextEdit)
PAGES: tuple[PageName, ...] = ("choice", "report", "class", "editor")


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def seen(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not isinstance(widget.parentWidget(), INSIDE):
            yield widget


def cut(window: QWidget) -> list[str]:
    """Words that are not whole and not in a tool tip; widgets that stand over their parent's edge."""
    found = []
    for widget in seen(window):
        parent = widget.parentWidget()
        if isinstance(widget, Words) and widget.text() and not widget.toolTip() and widget.height() < widget.heightForWidth(widget.width()) - 1:
            found.append(widget.text())
        if isinstance(widget, QAbstractButton) and widget.text() and widget.width() < widget.minimumSizeHint().width():
            found.append(widget.text())
        if isinstance(widget, (Words, Chip, QAbstractButton)) and parent is not None and widget.x() + widget.width() > parent.width() + 1:
            found.append(f"sticks out: {widget.accessibleName()}")
    return found


@pytest.fixture
def school(state: CallState, theme: Theme, translator: Translator) -> Iterator[Any]:
    """Makes a trainer's window that is full."""
    made: list[TrainingWindow] = []

    def make(lang: Language) -> TrainingWindow:
        translator.use(lang)
        window = TrainingWindow(TrainingState(state), ClassState(), theme)
        made.append(window)
        fill_window(window, state, lang)
        window.show()
        return window

    yield make
    for window in made:
        shiboken6.delete(window)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_in_every_width_and_size_are_named_whole_and_of_one_language(school: Any, theme: Theme, lang: Language) -> None:
    # before the window is there: dressing one that is full anew takes half a second
    theme.use("light", 1.3)
    window = school(lang)
    for page in PAGES:
        window.show_page(page)
        for width in (400, 1180):
            window.resize(QSize(width, 1000))
            settle()
            assert cut(window) == [], (page, width)
        nameless = [widget for widget in seen(window) if isinstance(widget, SPEAKING) and not widget.accessibleName()
                    and not (isinstance(widget, Words) and not widget.text())]
        assert nameless == [], page
        for widget in seen(window):
            words = " ".join((widget.accessibleName(), widget.toolTip(), widget.text() if isinstance(widget, QAbstractButton) else "",
                              widget.placeholderText() if isinstance(widget, QLineEdit) else ""))
            assert not (CHINESE.search(words) if lang == "en" else LATIN.search(ANY_LANGUAGE.sub("", words))), words


def test_the_language_switches_while_the_window_is_open(school: Any, translator: Translator) -> None:
    window = school("en")
    translator.use("zh")
    settle()
    assert window.windowTitle() == "练习" and window.choice.start.text() == "开始练习"
    for page in window.pages.values():
        assert CHINESE.search(page.accessibleName())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_practice_panes_are_whole(window: CompanionWindow, state: CallState, theme: Theme, translator: Translator, lang: Language) -> None:
    translator.use(lang)
    theme.use("light", 1.3)
    window.resize(QSize(380, 1040))
    for exam, typing in ((False, True), (True, True), (False, False)):
        fill_practice(state, lang, exam=exam, typing=typing)
        settle()
        assert cut(window) == []
        for name in ("practice", "typed"):
            for widget in (window.panes[name], *seen(window.panes[name])):
                words = widget.accessibleName()
                assert not (CHINESE.search(words) if lang == "en" else LATIN.search(ANY_LANGUAGE.sub("", words))), words


def test_both_themes_paint_every_page(school: Any, theme: Theme) -> None:
    window = school("en")
    window.resize(QSize(640, 560))
    pictures = set()
    for choice, tokens in (("light", LIGHT), ("dark", DARK)):
        if choice != theme.choice:
            theme.use(choice)  # type: ignore[arg-type]
        for page in PAGES:
            window.show_page(page)
            settle()
            image = window.grab().toImage()
            assert image.pixelColor(2, image.height() - 2).name().upper() == tokens.canvas
            pictures.add(bytes(image.constBits()))
    assert len(pictures) == 2 * len(PAGES)
