"""After a refusal the strip and the mood pane say so, and the agent can enter and take back one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from copilot_app.call_state import CallState
from copilot_app.i18n import Translator
from copilot_app.panes.consent_chip import ConsentChip
from copilot_app.panes.mood import MoodPane
from copilot_app.panes.parts import Chip, Words
from copilot_app.panes.strip import StripPane
from copilot_app.theme import Theme
from protocol.assist import Checklist, Mood
from protocol.call import CallReady
from protocol.consent import ConsentChoice, ConsentState
from protocol.message import Message


@pytest.fixture
def state(qapp: QApplication, translator: Translator) -> CallState:
    translator.use("en")
    made = CallState(lambda: 0)
    made.begin("c1", "en")
    made.apply(CallReady(call="c1", next_number={}))
    return made


def refusal(purpose: str, **changes: object) -> ConsentState:
    return ConsentState(**{"call": "c1", "purpose": purpose, "state": "refused", "on": False, "how": "said",  # type: ignore[arg-type]
                           **changes})


def chips(pane: StripPane) -> list[str]:
    return [chip.text() for chip in pane.findChildren(Chip) if not chip.isHidden()]


def test_the_strip_says_that_no_sound_is_kept(qtbot: QtBot, qapp: QApplication, state: CallState) -> None:
    pane = StripPane(state, Theme(qapp))
    qtbot.addWidget(pane)
    state.apply(Checklist(call="c1", item="recording_notice", state="done", title="Notice"))
    assert {"Recording", "Announced"} <= set(chips(pane))
    state.apply(refusal("recording"))
    assert {"No sound kept", "Recording refused"} <= set(chips(pane)) and "Recording" not in chips(pane)
    state.apply(refusal("recording", state="told"))
    assert "Recording refused" in chips(pane), "a notice takes no refusal back"
    state.apply(refusal("recording", state="given", on=True, how="agent"))
    assert {"Recording", "Announced"} <= set(chips(pane))


def test_the_mood_pane_says_why_it_is_off(qtbot: QtBot, qapp: QApplication, state: CallState) -> None:
    pane = MoodPane(state, Theme(qapp))
    qtbot.addWidget(pane)
    state.apply(Mood(call="c1", mood="angry", score=-1.0, utterance="c-1"))
    state.apply(refusal("emotion", how="ledger", since="2026-05-04"))
    words = [one.text() for one in pane.findChildren(Words)]
    assert "Mood analysis is off" in words and "Off: the customer declined on 2026-05-04" in words
    assert state.mood is None and not state.mood_trend
    state.apply(Mood(call="c1", mood="calm", score=0.0, utterance="c-2"))
    assert state.mood is None, "nothing late is shown"
    state.apply(refusal("emotion", state="waiting", how=""))
    assert "Off until the customer has been told of it" in [one.text() for one in pane.findChildren(Words)]


def test_the_menu_enters_a_refusal_and_takes_it_back(qtbot: QtBot, qapp: QApplication, state: CallState) -> None:
    sent: list[Message] = []
    state.intent.connect(sent.append)
    chip = ConsentChip(state, Theme(qapp))
    qtbot.addWidget(chip)
    recording, mood, calls = chip.menu().actions()
    assert not recording.isChecked() and "Ctrl+Shift+R" in recording.text() and "Ctrl+Shift+E" in mood.text()
    assert "Ctrl+Shift+W" in calls.text()
    recording.trigger()
    state.apply(refusal("recording"))
    recording, mood, calls = chip.menu().actions()
    assert recording.isChecked() and not mood.isChecked() and not calls.isChecked()
    recording.trigger()
    assert sent == [ConsentChoice(call="c1", purpose="recording", agrees=False),
                    ConsentChoice(call="c1", purpose="recording", agrees=True)]


def test_a_wish_not_to_be_called_stands_on_the_strip_until_it_is_taken_back(
        qtbot: QtBot, qapp: QApplication, state: CallState) -> None:
    pane = StripPane(state, Theme(qapp))
    qtbot.addWidget(pane)
    state.apply(Checklist(call="c1", item="recording_notice", state="done", title="Notice"))
    state.apply(refusal("calls", how="ledger", since="2026-05-04"))
    (chip,) = [one for one in pane.findChildren(Chip) if one.text() == "Do not call"]
    assert not chip.isHidden() and "Since 2026-05-04" in chip.toolTip()
    sent: list[Message] = []
    state.intent.connect(sent.append)
    state.agent.toggle_consent("calls")
    assert sent == [ConsentChoice(call="c1", purpose="calls", agrees=True)]
    state.apply(refusal("calls", state="given", on=True, how="agent"))
    assert "Do not call" not in chips(pane) and "Announced" in chips(pane)
