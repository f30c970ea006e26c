"""The supervisor's window in both languages, after a switch while running: nothing cut, nameless or mixed."""

from __future__ import annotations

import re

import pytest
import shiboken6
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from copilot_app.board_window import BoardWindow
from copilot_app.gallery_board import board_window
from copilot_app.i18n import Translator
from copilot_app.panes.parts import Chip, Words
from copilot_app.theme import Theme
from protocol.message import Language
from protocol.supervision import Coaching, CoachingList

CHINESE = re.compile("[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{3,}")
KEYS_AND_NAMES = re.compile(r"Ctrl|Shift|Return|Enter|Esc|Space")


@pytest.mark.parametrize("opened", [False, True], ids=["board", "call"])
@pytest.mark.parametrize(("lang", "width", "scale"), [("en", 1480, 1.3), ("zh", 800, 1.0)])
def test_nothing_is_cut_nameless_or_in_the_other_language(translator: Translator, theme: Theme, opened: bool,
                                                      lang: Language, width: int, scale: float) -> None:
    translator.use("zh" if lang == "en" else "en")
    theme.use("light", scale)
    window = board_window(theme, lang, 12, opened=opened)
    window.show()
    translator.use(lang)
    window.resize(width, 1000)
    window.call.steps.press("listen")
    wrong = wrong_in(window, lang)
    if not opened:
        window.show_marks()
        sample = "保证能批" if lang == "zh" else "guaranteed"
        window.marks.apply(CoachingList(entries=tuple(
            Coaching(id=kind, call="c9", kind=kind, agent_name="陈雨欣" if lang == "zh" else "Nora Chen", at_ms=61_000, quote=sample,
                     text=sample * 20, made_at="2026-11-20T09:31:00+00:00") for kind in ("bookmark", "note"))))
        wrong += wrong_in(window, lang)
    shiboken6.delete(window)
    assert wrong == []


def wrong_in(window: BoardWindow, lang: Language) -> list[tuple[str, str]]:
    """What is cut, nameless or in the other language."""
    for _ in range(3):
        QApplication.processEvents()
    wrong: list[tuple[str, str]] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        words = [widget.accessibleName(), widget.toolTip()]
        if isinstance(widget, QLineEdit):
            words.append(widget.placeholderText())
        if isinstance(widget, QAbstractButton):
            words.append(widget.text())
            if widget.text() and widget.width() < widget.minimumSizeHint().width():
                wrong.append(("cut", widget.text()))
        if isinstance(widget, Words) and widget.text() and widget.height() < widget.heightForWidth(widget.width()) - 1:
            wrong.append(("cut", widget.text()))
        if isinstance(widget, (Words, Chip, QAbstractButton, QLineEdit)) and not widget.accessibleName() \
                and not (isinstance(widget, Words) and not widget.text()):
            wrong.append(("nameless", repr(widget)))
        for said in words:
            if (CHINESE.search(said) if lang == "en" else LATIN.search(KEYS_AND_NAMES.sub("", said))):
                wrong.append(("language", said))
    return wrong
