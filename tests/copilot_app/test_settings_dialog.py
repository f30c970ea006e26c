"""The settings: each choice goes out at once, the dialog never blocks, words follow the language."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from copilot_app.i18n import Translator
from copilot_app.settings import Settings
from copilot_app.settings_dialog import SettingsDialog
from copilot_app.shortcuts import ACTIONS
from copilot_app.theme import Theme


@pytest.fixture
def dialog(qtbot: Any, theme: Theme) -> SettingsDialog:
    dialog = SettingsDialog(Settings(lang="en", customer_device="gone"), theme, [("mic", "USB headset")], [])
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.mark.parametrize(("name", "value"), [
    ("lang", "zh"), ("theme", "dark"), ("font_scale", 1.3), ("agent_device", "mic"), ("call_lang", "en")])
def test_a_choice_goes_out_at_once(dialog: SettingsDialog, qtbot: Any, name: str, value: object) -> None:
    box = dialog._boxes[name]
    at = box.findData(value)
    assert at >= 0
    box.setCurrentIndex(at)
    with qtbot.waitSignal(dialog.changed) as told:
        box.activated.emit(at)
    assert getattr(told.args[0], name) == value
    with qtbot.assertNotEmitted(dialog.changed):
        box.activated.emit(at)


def test_on_top_is_a_choice(dialog: SettingsDialog, qtbot: Any) -> None:
    with qtbot.waitSignal(dialog.changed) as told:
        dialog._on_top.setChecked(False)
    assert told.args[0].always_on_top is False


def test_a_device_that_is_not_plugged_in_is_still_shown(dialog: SettingsDialog) -> None:
    assert dialog._boxes["customer_device"].currentText() == "gone (not plugged in)"
    dialog.set_devices([], [("gone", "Line 2")])
    assert dialog._boxes["customer_device"].currentText() == "Line 2"


def test_it_does_not_block_and_follows_the_language(dialog: SettingsDialog, translator: Translator) -> None:
    assert not dialog.isModal()
    translator.use("zh")
    QApplication.processEvents()
    assert dialog.windowTitle() == "设置" and dialog._boxes["theme"].accessibleName() == "主题"
    QTest.mouseClick(dialog._close, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_settings_changed_elsewhere_are_shown(dialog: SettingsDialog) -> None:
    dialog.set_settings(Settings(lang="zh", theme="dark", always_on_top=False, font_scale=1.07))
    assert dialog._boxes["theme"].currentData() == "dark" and not dialog._on_top.isChecked()
    assert dialog._boxes["font_scale"].currentText() == "107 %"


def test_every_key_of_the_window_is_listed(dialog: SettingsDialog, translator: Translator) -> None:
    translator.use("zh")
    QApplication.processEvents()
    rows = dialog._keys.rows
    assert list(rows) == [action.id for action in ACTIONS]
    assert rows["dispute"][0].text() == "对提醒提出异议" and rows["dispute"][1].text() == "Ctrl+Shift+G"
    assert all(does.text() and key.text() for does, key in rows.values())
