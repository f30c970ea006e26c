"""The cards of the settings and the command: what is chosen goes out, what the check found is said in words, both languages."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from copilot_app import bridge_command, line_settings
from copilot_app.bridge_command import bridge
from copilot_app.bridge_state import AgentBridge, BridgeState
from copilot_app.capture.outputs import SoundOutput
from copilot_app.i18n import Translator
from copilot_app.line_settings import LineSettings, line_section
from copilot_app.settings import Settings, load_settings, save_settings
from copilot_app.settings_dialog import SettingsDialog
from copilot_app.theme import Theme
from copilot_app.voice.bridge_check import CheckResult

CABLE = ("cable", "CABLE Input")
OUTPUT = SoundOutput(id="cable", name="CABLE Input", backend="portaudio", rate_hz=48_000, channels=2, index=1, is_cable=True)


@pytest.fixture
def cards(qtbot: Any, theme: Theme) -> LineSettings:
    cards = LineSettings(theme, Settings(), can_set_up=True)
    qtbot.addWidget(cards)
    cards.set_devices([CABLE, ("phones", "Headphones")], [("mic", "USB microphone")])
    cards.show()
    return cards


@pytest.mark.parametrize(("name", "value"), [
    ("headset_output", "phones"), ("bridge_output", "cable"), ("duck_db", -18.0), ("supervisor_output", "phones"),
    ("supervisor_microphone", "mic")])
def test_a_choice_goes_out(cards: LineSettings, qtbot: Any, name: str, value: object) -> None:
    box = cards._boxes[name]
    at = box.findData(value)
    assert at >= 0
    box.setCurrentIndex(at)
    with qtbot.waitSignal(cards.chosen) as told:
        box.activated.emit(at)
    assert told.args == [name, value]


def test_the_check_is_offered_for_a_bridge_and_not_in_a_call(cards: LineSettings, qtbot: Any) -> None:
    assert not cards._check.isEnabled() and cards._set_up.isVisible()
    cards.set_settings(Settings(bridge_output="cable"))
    assert cards._check.isEnabled() and not cards._set_up.isVisible()
    cards.show_use(supervises=False, in_call=True)
    assert not cards._check.isEnabled() and not cards._boxes["supervisor_output"].isVisible()
    cards.show_use(supervises=True, in_call=False)
    assert cards._boxes["supervisor_output"].isVisible()
    with qtbot.waitSignal(cards.check_pressed) as told:
        QTest.mouseClick(cards._check, Qt.MouseButton.LeftButton)
    assert told.args == ["cable"] and "test tone" in cards._verdict.text() and not cards._check.isEnabled()
    cards.show_result(CheckResult("", "cable", "CABLE Output", -12, 80))
    assert "80 ms" in cards._verdict.text() and "CABLE Output" in cards._verdict.text() and cards._check.isEnabled()


@pytest.mark.parametrize("code", ["bridge.none", "bridge.silent", "bridge.wrong_device", "bridge.lost"])
def test_what_is_wrong_is_said_with_what_to_do(cards: LineSettings, translator: Translator, code: str) -> None:
    cards.show_result(CheckResult(code, "cable"))
    english = cards._verdict.text()
    assert english.endswith(".")
    translator.use("zh")
    QApplication.processEvents()
    assert cards._verdict.text().endswith("。") and cards._verdict.text() != english


def test_what_can_not_be_done_here_is_said(cards: LineSettings) -> None:
    cards.show_state(BridgeState(headset=True))
    assert "only added" in cards._notes[1].text()
    cards.show_state(BridgeState(headset=True, captured=True))
    assert "customer's line" in cards._notes[1].text()
    cards.show_state(BridgeState(headset=True, ducking=True))
    assert cards._notes[1].text() == ""


@pytest.mark.parametrize(("code", "kept"), [("", "cable"), ("bridge.silent", "")])
def test_a_result_is_remembered_with_its_device(qtbot: Any, theme: Theme, code: str, kept: str) -> None:
    dialog = SettingsDialog(Settings(bridge_output="cable", bridge_checked="cable" if code else ""), theme)
    qtbot.addWidget(dialog)
    made = AgentBridge(lambda message: None)
    section = line_section(dialog, made)
    with qtbot.waitSignal(dialog.changed) as told:
        made.checked.emit(CheckResult(code, "cable"))
    assert told.args[0].bridge_checked == kept
    made.changed.emit(BridgeState(bridge=True, problem=""))
    assert section._state.bridge
    made.close()


def test_setting_up_chooses_and_checks(qtbot: Any, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_settings, "can_set_up", lambda: True)
    dialog = SettingsDialog(Settings(), theme)
    qtbot.addWidget(dialog)
    made = AgentBridge(lambda message: None)
    checked: list[str] = []
    monkeypatch.setattr(made, "check", checked.append)
    monkeypatch.setattr(made, "set_up", lambda: "pulse:seatmate_bridge")
    section = line_section(dialog, made)
    section.set_up_pressed.emit()
    assert dialog.settings.bridge_output == "pulse:seatmate_bridge" and checked == ["pulse:seatmate_bridge"]
    made.close()


def _run(action: str, path: Path) -> tuple[int, str]:
    out = io.StringIO()
    return bridge(action, path=path, out=out), out.getvalue()


def test_the_command_says_how_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    monkeypatch.setattr(bridge_command, "list_outputs", lambda: [OUTPUT])
    monkeypatch.setattr(bridge_command, "list_devices", list)
    code, said = _run("status", path)
    assert code == 1 and "No line bridge" in said and "Headset: none" not in said.replace("none (There", "")
    save_settings(Settings(bridge_output="cable"), path)
    code, said = _run("status", path)
    assert code == 1 and "never checked" in said and "none found" in said
    save_settings(Settings(bridge_output="gone"), path)
    assert _run("status", path)[0] == 1


@pytest.mark.parametrize(("result", "code", "kept"), [
    (CheckResult("", "cable", "CABLE Output", -12, 80), 0, "cable"), (CheckResult("bridge.silent", "cable"), 1, "")])
def test_the_command_checks_and_remembers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, result: CheckResult, code: int,
                                          kept: str) -> None:
    path = tmp_path / "settings.json"
    save_settings(Settings(bridge_output="cable", bridge_checked="cable"), path)
    monkeypatch.setattr(bridge_command, "check_bridge", lambda output: result)
    found, said = _run("check", path)
    assert found == code and load_settings(path).bridge_checked == kept
    assert ("80 ms" in said) is (code == 0)


def test_the_command_sets_up_where_it_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    monkeypatch.setattr(bridge_command, "can_set_up", lambda: False)
    code, said = _run("setup", path)
    assert code == 1 and "VB-CABLE" in said and load_settings(path).bridge_output == ""
    monkeypatch.setattr(bridge_command, "can_set_up", lambda: True)
    monkeypatch.setattr(bridge_command, "set_up", lambda: "pulse:made")
    monkeypatch.setattr(bridge_command, "check_bridge", lambda output: CheckResult("", output, "Microphone", -12, 90))
    code, said = _run("setup", path)
    kept = load_settings(path)
    assert code == 0 and (kept.bridge_output, kept.bridge_checked) == ("pulse:made", "pulse:made") and "Microphone" in said
