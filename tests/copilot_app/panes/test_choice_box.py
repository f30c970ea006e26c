"""A drop-down list that is narrower than its words: they end in dots, and stand whole in the tool tip."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStyleOptionComboBox

from copilot_app.panes.parts import ChoiceBox
from copilot_app.theme import Theme

LONG = "20/11/2026 02:24 · 68 not passed · Paying a loan back early"


def shown(box: ChoiceBox) -> str:
    option: Any = QStyleOptionComboBox()
    box.initStyleOption(option)
    return str(option.currentText)


def test_words_that_do_not_fit_end_in_dots(theme: Theme, qtbot: Any) -> None:
    box = ChoiceBox(theme)
    qtbot.addWidget(box)
    box.addItems([LONG, "short"])
    box.resize(160, 32)
    box.show()
    box.repaint()
    assert shown(box).endswith("…") and LONG.startswith(shown(box)[:-1])
    assert box.toolTip() == LONG
    box.setCurrentIndex(1)
    box.repaint()
    assert shown(box) == "short" and box.toolTip() == ""
    box.setCurrentIndex(0)
    box.resize(600, 32)
    assert shown(box) == LONG


def test_a_tip_of_its_own_stays(theme: Theme, qtbot: Any) -> None:
    box = ChoiceBox(theme)
    qtbot.addWidget(box)
    box.setToolTip("Only these alerts")
    box.addItem(LONG)
    box.resize(160, 32)
    box.show()
    box.repaint()
    assert box.toolTip() == "Only these alerts"
