"""Training from end to end: a real server plays a customer; a trainee and a trainer use their own windows.

The trainer assigns a scenario and sees the class; the trainee speaks and types, and hears a customer whose voice goes the
whole way: made by the speech program, sent, played by the client's clock, sent back as the customer's channel, transcribed.
Then the report is read, kept as files, and signed.  The call runs four times as fast as people speak.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from benchmarks.scripted_trainee import NOWHERE, ScriptedSound
from copilot_app import companion as companion_module
from copilot_app import supervising as supervising_module
from copilot_app import training_room
from copilot_app.companion import Companion
from copilot_app.panes.typed import TypedPane
from copilot_app.settings import Settings
from copilot_app.training_window import TrainingWindow
from models.tts import Voice
from models.tts.resident import ResidentSynthesiser
from models.tts.serving import Request
from protocol.assist import Alert, Checklist, Suggestion
from protocol.message import Message
from protocol.training import CustomerLeft, CustomerVoice
from protocol.transcript import Final, Gap
from server.commands.init import set_up
from server.storage.database import open_database
from server.storage.people import People, User
from server.storage.state import StateDirectory
from tests.copilot_app.companions import discard
from tests.server.fakes import list_workstation

ROOT = Path(__file__).resolve().parents[2]
WAIT_MS = 90_000
GREETING = "您好，这里是星辰银行，请问有什么可以帮您？"
TYPED = ("请问您贵姓，手机后四位是多少？我核对一下身份。", "提前还款违约金是剩余本金的1%，还款满12个月免收。",
         "您可以在手机银行申请提前还款，也可以到网点办理。", "请问还有其他可以帮您的吗？", "感谢您的来电，祝您生活愉快，再见。")


class FastSound(ScriptedSound):
    """Four seconds of the call in one."""

    speed = 4.0


@dataclass
class House:
    """One server, and the windows of its people."""

    open: Callable[[str], Companion]
    """Sign-in name -> this person's companion, connected."""


async def _spoken(text: str) -> Any:
    speaker = ResidentSynthesiser()
    try:
        return (await speaker.speak(Request(0, text, Voice("zh", "f2")))).astype(np.float32) / 32768.0
    finally:
        await speaker.close()


@pytest.fixture
def house(qapp: QApplication, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    state = StateDirectory(tmp_path / "state")
    set_up(state)
    database = open_database(state)
    for name, role in (("lin", "agent"), ("tan", "trainer")):
        People(database).add_user(User(name, name.title(), role, "", "north"), "test")  # type: ignore[arg-type]
    database.close()
    secrets = {name: list_workstation(state, f"W-{name}", name).secret for name in ("lin", "tan")}
    ready = tmp_path / "ready.json"
    server = subprocess.Popen([sys.executable, "-m", "server", "run", "--state", str(state.path), "--bind", "tcp://127.0.0.1:0",
                               "--ready-file", str(ready)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for module in (companion_module, supervising_module):
        monkeypatch.setattr(module, "list_devices", list)
    for module in (supervising_module, training_room):
        monkeypatch.setattr(module, "list_outputs", list)
    monkeypatch.setattr(training_room, "choose_output", lambda outputs, wish: NOWHERE)
    monkeypatch.setattr(training_room, "PracticeSound", FastSound)
    companions = []

    def enter(name: str) -> Companion:
        at = json.loads(ready.read_text(encoding="utf-8"))
        monkeypatch.setattr(companion_module, "load_secret_key", lambda key: secrets[name])
        settings = replace(Settings(), lang="zh", endpoint=at["endpoint"], server_public_key=at["public_key"])
        companions.append(made := Companion(qapp, settings))
        made.open()
        qtbot.waitUntil(lambda: made.client.state.link.phase == "online", timeout=WAIT_MS)
        return made

    try:
        while not ready.exists():
            assert server.poll() is None, "the server did not start"
            time.sleep(0.02)
        yield House(enter)
    finally:
        for one in companions:
            discard(one)
        server.terminate()
        server.wait(60)


def practise(companion: Companion) -> TrainingWindow:
    companion.window.practise_pressed.emit()
    window = companion.training.window
    assert window is not None and window.isVisible()
    return window


@pytest.mark.timeout(300)
@pytest.mark.qt_log_ignore("propagateSizeHints", "raise", extend=True)
def test_an_assigned_scenario_is_practised_judged_and_signed(qtbot: Any, house: House, tmp_path: Path) -> None:
    def until(condition: Callable[[], object]) -> None:
        qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    greeting = asyncio.run(_spoken(GREETING))
    trainer = house.open("tan")
    desk, lessons = practise(trainer), trainer.training.trainer
    desk.tabs["class"].click()
    until(lambda: lessons.trainees and trainer.training.state.catalogue)
    lessons.mark("lin", True)
    card = desk.classroom.assign
    card.scenario.setCurrentIndex(card.scenario.findData("early_repayment"))
    card.difficulty.setCurrentIndex(card.difficulty.findData("easy"))
    card.assign.click()
    until(lambda: lessons.trainees[0].due)

    trainee = house.open("lin")
    came: list[Message] = []
    trainee.client.message.connect(came.append)
    window, state, call = practise(trainee), trainee.training.state, trainee.client.state
    assert not window.tabs["class"].isVisible() and not window.tabs["editor"].isVisible()
    until(lambda: state.catalogue)
    assert (state.chosen, state.difficulty) == ("early_repayment", "easy"), "what is due is proposed as it was assigned"
    window.choice.start.click()
    until(lambda: call.phase == "live" and lessons.trainees[0].live == call.call)

    def of(kind: type[Message], channel: str = "") -> list[Any]:
        return [one for one in came if isinstance(one, kind) and channel in ("", getattr(one, "channel", ""))]

    def turns() -> int:
        return len({piece.turn for piece in of(CustomerVoice)})

    sound, typed = trainee.training.sound, trainee.window.panes["typed"]
    assert isinstance(sound, FastSound) and isinstance(typed, TypedPane) and typed.isVisible()
    before = turns()
    sound.capture.say(greeting)
    until(lambda: len(of(Final, "agent")) == 1)
    for line in TYPED:
        # he answers, and is heard to his end
        until(lambda before=before: turns() > before and sound.capture.speech.idle)
        before = turns()
        typed.line.setText(line)
        typed.say.click()
    until(lambda: call.phase == "ended")

    [left] = of(CustomerLeft)
    assert (left.outcome, left.why) == ("success", "helped")
    lines = [final for final in of(Final, "agent") if final.utterance.startswith("typed-")]
    assert [final.text for final in lines] == list(TYPED)
    [greeted] = [final for final in of(Final, "agent") if final not in lines]
    assert "请问" in greeted.text and greeted.start_ms < lines[0].start_ms
    heard = "".join(final.text for final in of(Final, "customer"))
    assert not any(piece.text for piece in of(CustomerVoice)), "he speaks, he does not write"
    assert "7315" in heard and "违约金" in heard, heard  # in each wording of his question
    said = [row.channel for row in call.transcript]
    assert [channel for at, channel in enumerate(said) if not at or said[at - 1] != channel] == ["agent", "customer"] * 6, said
    assert not of(Gap)
    assert of(Suggestion) and of(Checklist), "the product helps as in any call"
    assert not [alert for alert in of(Alert) if alert.severity == "stop"]

    until(lambda: state.report)
    assert state.report is not None and window.page == "report" and window.isVisible() and state.report.passed
    for ending, button in (("pdf", window.report.pdf), ("json", window.report.json)):
        window.report._ask_path = lambda *asked, ending=ending: str(tmp_path / f"report.{ending}")
        button.click()
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["call"] == call.call

    until(lambda: lessons.trainees[0].attempts == 1 and not lessons.trainees[0].live)
    desk.classroom.reports_wanted.emit("lin")
    until(lambda: desk.report.attempts.count())
    desk.report.attempts.setCurrentIndex(0)
    until(lambda: trainer.training.state.report)
    desk.report.comment.setPlainText("下次先说工号。")
    desk.report.sign.click()
    until(lambda: state.report and state.report.signed_by)
    assert state.report.comment == "下次先说工号。"
