"""Training mode in the live companion: one key opens it, devices are looked for, the class is asked for again after a reconnect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from copilot_app import companion as companion_module
from copilot_app import training_room
from copilot_app.companion import Companion
from copilot_app.errors import NoOutput
from copilot_app.practice import Plan
from copilot_app.settings import Settings
from protocol.call import Welcome, WireError
from protocol.training import AttemptsQuery, ClassQuery, TrainingQuery
from tests.copilot_app.companions import discard
from tests.copilot_app.test_companion import LINE, MICROPHONE


@pytest.fixture
def companion(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """With a microphone, not enrolled."""
    monkeypatch.setattr(companion_module, "list_devices", lambda: [MICROPHONE, LINE])
    made = Companion(qapp, replace(Settings(), lang="en", call_lang="en"))
    made.training.asked = []  # type: ignore[attr-defined]
    for part in (made.training.state, made.training.trainer):
        part.ask.connect(made.training.asked.append)  # type: ignore[attr-defined]
    yield made
    discard(made)


def test_one_key_opens_it_in_the_language_of_the_calls(companion: Any) -> None:
    companion.window.show()
    companion.window.shortcuts["practise"].activated.emit()
    room = companion.training
    assert room.window.isVisible() and room.asked == [TrainingQuery(lang="en"), AttemptsQuery()]
    assert room.state.has_microphone
    companion.change_settings(replace(companion.settings, call_lang="zh"))
    companion.window.practise_pressed.emit()
    assert room.asked[-2:] == [TrainingQuery(lang="zh"), AttemptsQuery()]


def test_a_missing_line_is_no_fault_in_practice(companion: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(companion_module, "list_devices", list)
    companion.window.practise_pressed.emit()
    assert not {"line.none", "mic.none"} & set(companion.client.state.notices)
    assert not companion.training.state.has_microphone


def test_after_a_reconnect_what_is_seen_is_asked_for_again(companion: Any) -> None:
    room = companion.training
    companion.client.link.welcome.emit(Welcome(role="trainer"))
    assert room.asked == [], "nobody looks"
    companion.window.practise_pressed.emit()
    companion.client.state.apply(Welcome(role="trainer"))
    room.window.show_page("class")
    room.asked.clear()
    companion.client.link.welcome.emit(Welcome(role="trainer"))
    assert ClassQuery(on=True) in room.asked and TrainingQuery(lang="en") in room.asked


def test_devices_are_those_of_the_plan(companion: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    room, used = companion.training, []
    monkeypatch.setattr(room.sound, "use", lambda microphone, output: used.append((microphone, output)))
    monkeypatch.setattr(training_room, "list_outputs", lambda: ["headset"])
    monkeypatch.setattr(training_room, "choose_output", lambda outputs, wanted: outputs[0])
    room._prepare(Plan("x"))
    room._prepare(Plan("x", voice=False, typing=True))

    def none() -> Any:
        raise NoOutput("There is none.")

    monkeypatch.setattr(training_room, "list_outputs", none)
    room._prepare(Plan("x"))
    assert used == [(MICROPHONE, "headset"), (None, None), (MICROPHONE, None)]


def test_the_report_opens_the_window(companion: Any) -> None:
    companion.training.state.open_report("c")
    assert companion.training.window.isVisible() and companion.training.window.page == "report"
    assert shiboken6.isValid(companion.training.window)


def test_a_refused_call_brings_the_scenarios_back(companion: Any) -> None:
    companion.window.practise_pressed.emit()
    window = companion.training.window
    window.hide()
    companion.training.state.refuse(WireError(code="scenario.unknown", text="there is none"))
    assert window.isVisible() and window.page == "choice" and "not there any more" in window.choice._trouble.text()
