"""The resident speech program, played by small programs that behave or do not."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from models.tts import EngineFailed, EngineMissing, Voice, VoiceUnknown
from models.tts.resident import ResidentSynthesiser
from models.tts.serving import Request
from tests.server.fakes import eventually

_PROGRAM = '''
import json, os, struct, sys
def answer(body, sound=b""):
    head = json.dumps(body).encode()
    sys.stdout.buffer.write(struct.pack(">I", len(head)) + head + sound); sys.stdout.buffer.flush()
answer({"number": -1})
while head := sys.stdin.buffer.read(4):
    asked = json.loads(sys.stdin.buffer.read(struct.unpack(">I", head)[0]))
    if asked["text"] == "die" or (asked["text"] == "die once" and not os.path.exists(sys.argv[1])):
        open(sys.argv[1], "w").close()
        # in the middle of a sentence
        answer({"number": asked["number"], "samples": 1000}, b"12")
        os._exit(3)
    if asked["text"] == "unknown":
        answer({"number": asked["number"], "code": "tts.voice_unknown", "text": "no such voice"})
    elif asked["text"] == "other":
        answer({"number": 99, "samples": 0})
    else:
        answer({"number": asked["number"], "samples": 3}, b"\\1\\0\\2\\0\\3\\0")
'''


@pytest.fixture
def speaker(tmp_path: Path) -> ResidentSynthesiser:
    return ResidentSynthesiser(command=(sys.executable, "-S", "-c", _PROGRAM, str(tmp_path / "died")))


def _say(text: str) -> Request:
    return Request(0, text, Voice("zh"))


async def test_one_program_speaks_sentence_after_sentence(speaker: ResidentSynthesiser) -> None:
    spoken = await asyncio.gather(*(speaker.speak(_say("hello")) for _ in range(3)))
    assert [list(samples) for samples in spoken] == [[1, 2, 3]] * 3 and speaker.starts == 1
    pid = speaker.pid
    await speaker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_a_program_that_dies_in_mid_sentence_is_replaced_and_the_sentence_is_spoken(speaker: ResidentSynthesiser) -> None:
    assert list(await speaker.speak(_say("die once"))) == [1, 2, 3]
    assert speaker.starts == 2
    os.kill(speaker.pid, signal.SIGKILL)
    assert list(await speaker.speak(_say("hello"))) == [1, 2, 3]
    assert speaker.starts == 3
    await speaker.close()


async def test_a_sentence_that_kills_every_program_is_given_up(speaker: ResidentSynthesiser) -> None:
    with pytest.raises(EngineFailed, match="twice"):
        await speaker.speak(_say("die"))
    assert list(await speaker.speak(_say("hello"))) == [1, 2, 3]
    await speaker.close()


async def test_a_refused_voice_costs_no_program(speaker: ResidentSynthesiser) -> None:
    with pytest.raises(VoiceUnknown, match="no such voice"):
        await speaker.speak(_say("unknown"))
    assert list(await speaker.speak(_say("hello"))) == [1, 2, 3] and speaker.starts == 1
    await speaker.close()


async def test_an_answer_to_something_else_is_not_taken(speaker: ResidentSynthesiser) -> None:
    with pytest.raises(EngineFailed):
        await speaker.speak(_say("other"))
    assert list(await speaker.speak(_say("hello"))) == [1, 2, 3]
    await speaker.close()


async def test_who_stops_waiting_does_not_get_the_next_one_the_wrong_words(speaker: ResidentSynthesiser) -> None:
    await speaker.warm_up()
    waiting = asyncio.create_task(speaker.speak(_say("hello")))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert list(await speaker.speak(_say("hello"))) == [1, 2, 3]
    await speaker.close()


async def test_a_program_that_is_missing_or_ends_at_once_is_said(tmp_path: Path) -> None:
    for command in ((str(tmp_path / "none"),), (sys.executable, "-S", "-c", "pass")):
        with pytest.raises(EngineMissing):
            await ResidentSynthesiser(command=command).warm_up()


async def test_the_program_of_this_product_speaks_and_refuses_what_crashes() -> None:
    speaker = ResidentSynthesiser()
    samples = await speaker.speak(Request(0, "你好，我想问一下。", Voice("zh", "m3"), 100))
    assert 12_000 < len(samples) < 60_000 and abs(samples).max() > 3_000
    with pytest.raises(VoiceUnknown, match="crash"):
        await speaker.speak(Request(0, "你好", Voice("zh", "klatt2")))
    assert speaker.starts == 1
    pid = speaker.pid
    await speaker.close()
    await eventually(lambda: not Path(f"/proc/{pid}").exists())
