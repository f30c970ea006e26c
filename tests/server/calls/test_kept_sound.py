"""Sound is written only when what was said in it is known, and never with a private number in it, whenever the server dies."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from models.asr import Context, Recognition
from protocol.call import CallEnd, CallEnded
from protocol.consent import ConsentState
from protocol.message import PACKET_SAMPLES
from protocol.transcript import Final
from server.calls.kept_sound import HOLD_MS
from server.calls.packets import Sound
from server.settings import PrivacySettings
from server.storage.calls import CallRecords
from server.storage.encryption import FieldCipher
from server.storage.errors import StorageFull
from server.storage.sound import SoundFile, Stretch
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.calls.conftest import OpenCall
from tests.server.calls.keeping_program import KEY, NUMBER, TALK, Kept, level_sound
from tests.server.fakes import LevelRecogniser, pcm, speech


async def test_a_number_is_silent_and_the_rest_is_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.say("good morning", kept.hear(TALK, 30))
    kept.hear(0, 10)
    kept.say("4288 0135 7924 6802", kept.hear(NUMBER, 50))
    kept.hear(0, 10)
    kept.say("thank you", kept.hear(TALK + 1, 30))
    await kept.commit()
    assert not kept.file.path.exists(), "nothing is old enough"
    await kept.commit(all_of_it=True)
    assert kept.levels() == {0, TALK, TALK + 1}
    assert sum(len(one.pcm) for one in kept.file.stretches()) == 2 * 130 * PACKET_SAMPLES


async def test_a_tone_may_stand_for_a_number(tmp_path: Path) -> None:
    kept = Kept(tmp_path, tone=True)
    kept.say("4288 0135 7924 6802", kept.hear(NUMBER, 50))
    await kept.commit(all_of_it=True)
    assert NUMBER not in kept.levels() and max(kept.levels()) > 900


async def test_the_first_part_of_a_number_is_silenced_when_the_next_one_tells_what_it_was(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    assert kept.say("Right, 756.", kept.hear(NUMBER, 20)) == "Right, 756."
    kept.hear(0, 10)
    await kept.commit()
    assert "*" in kept.say("556 000 1", kept.hear(NUMBER, 30))
    kept.hear(0, HOLD_MS // 100 + 30)
    await kept.commit()
    assert kept.levels() == {0}


async def test_the_other_sides_microphone_is_silenced_as_well(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    start, end = kept.hear(NUMBER, 50)
    for number, body in enumerate(level_sound(NUMBER, 50), 50):
        kept.sound.take("agent", [Sound(number, body)])
    kept.say("4288 0135 7924 6802", (start, end))
    await kept.commit(all_of_it=True)
    assert NUMBER not in kept.levels()


async def test_pauses_and_what_nobody_understood_are_not_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.say("hello", kept.hear(TALK, 20))
    kept.recording.pause(2_000, "card")
    kept.hear(NUMBER, 20)
    kept.recording.resume(4_000)
    kept.sound.unknown(*kept.hear(NUMBER, 20))
    kept.say("bye", kept.hear(TALK, 20))
    await kept.commit(all_of_it=True)
    assert kept.levels() == {0, TALK}
    assert sum(len(one.pcm) for one in kept.file.stretches()) == 2 * 60 * PACKET_SAMPLES


async def test_nothing_is_kept_before_the_customer_knows_and_a_refusal_deletes_it(tmp_path: Path) -> None:
    kept = Kept(tmp_path, told=False)
    kept.hear(TALK, HOLD_MS // 100 + 50)
    await kept.commit()
    assert not kept.file.path.exists()
    kept.consents.told = True
    kept.hear(TALK + 1, HOLD_MS // 100 + 50)
    await kept.commit()
    assert kept.file.path.exists()
    kept.consents.no = True
    await kept.commit()
    assert not kept.file.path.exists()


async def test_a_full_disk_ends_the_keeping_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept(tmp_path)

    def full(stretches: Sequence[Stretch]) -> None:
        raise StorageFull("the disk is full")
    monkeypatch.setattr(kept.file, "append", full)
    kept.hear(TALK, 50)
    await kept.commit(all_of_it=True)
    assert "sound.failed" in kept.health.codes
    kept.hear(TALK, 50)
    await kept.commit(all_of_it=True)


def test_whenever_the_server_dies_no_number_is_on_the_disk(tmp_path: Path) -> None:
    """Programs keep sound as fast as they can and are killed; what is on the disk is whole, and silent where it has to be."""
    subprocess.run([sys.executable, "-m", "tests.server.calls.keeping_program", str(tmp_path)], check=True, timeout=120)
    folders = sorted(tmp_path.iterdir())
    assert len(folders) == 4
    for folder in folders:
        file = SoundFile(StateDirectory(folder), "c1", FieldCipher(KEY))
        levels = {int(level) for one in file.stretches() for level in np.unique(one.pcm)}
        assert NUMBER not in levels and TALK in levels


class Card(LevelRecogniser):
    """Hears a greeting that says that the call is recorded, then a card."""

    def recognise(self, windows: Sequence[NDArray[np.float32]], lang: str, *, prompt: str = "",
                  hot_words: Sequence[str] = (), contexts: Sequence[Context] = (), beam: int = 1, final: bool = False,
                  attempt: int | None = None) -> list[Recognition]:
        lines = {TALK: "Good morning this call is recorded",
                 NUMBER: "four two double eight zero one three five seven nine two four"}
        return [Recognition(lines.get(round(float(np.max(window, initial=0.0)) * 32768), ""), -0.1, 0.0, 1.0, "en")
                for window in windows]


NOTICE = """
[[item]]
id = "recording_notice"
title = "Recording"
say = "This call is recorded."
phrases = ["call is recorded"]
due_ms = 3000
grace_ms = 2000
notice = "recording"
"""


async def test_a_call_keeps_its_sound_without_the_card(state: StateDirectory, open_call: OpenCall) -> None:
    settings = replace(fakes.settings(state), privacy=PrivacySettings(keep_sound=True, pause_for_cards=False))
    with (Path(settings.playbooks[0]) / "checklist.toml").open("a", encoding="utf-8") as checklist:
        checklist.write(NOTICE)
    server, client = await open_call(settings=settings, speech=speech(Card()))
    await client.speak("c1", "agent", [*pcm(TALK, 30), *pcm(0, 90)])
    await client.speak("c1", "customer", [*pcm(0, 40), *pcm(NUMBER, 40), *pcm(0, 40)])
    await client.until(Final, lambda one: one.channel == "customer")
    await client.send(CallEnd(call="c1", last_number={"customer": 119, "agent": 119}))
    await client.until(CallEnded)
    assert [one.state for one in client.all(ConsentState) if one.purpose == "recording"] == ["told"]
    records = CallRecords(server.database)
    file = SoundFile(state, "c1", records.cipher("c1"))
    # the end is told before the sound of the last seconds is written
    await fakes.eventually(lambda: len(server.calls) == 0)
    found = list(file.stretches())
    assert {int(level) for one in found for level in np.unique(one.pcm)} == {0, TALK}
