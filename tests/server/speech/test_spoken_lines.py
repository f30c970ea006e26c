"""Synthesised speech through voice activity, end-pointing, the scheduler and the bundled recogniser, as in a call."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import numpy as np
import pytest

from benchmarks.partials import Spoken, Tally, listen
from models.asr import load_recogniser
from models.tts import Voice, engine
from models.tts.dialogue import trimmed
from models.vad import SileroVad
from protocol.message import Language
from server.speech.scheduler import Scheduler

MS = 16
VOICES = {"zh": Voice("zh", "f2", rate_wpm=165), "en": Voice("en", "f2", rate_wpm=165)}


@pytest.fixture(scope="module")
def scheduler() -> Iterator[Scheduler]:
    scheduler = Scheduler(load_recogniser("whisper-seatmate-synthetic", device="cpu"))
    yield scheduler
    scheduler.close()


def heard(scheduler: Scheduler, lang: Language, pause_ms: int, *parts: str) -> tuple[list[str], Tally]:
    """The finals of these words, said with pauses between the parts."""
    pieces = []
    for part in parts:
        pieces += [trimmed(engine().synthesise(part, VOICES[lang]).samples), np.zeros(pause_ms * MS, np.int16)]
    tally = Tally()
    spoken = Spoken(np.concatenate(pieces), [], lang, "customer")
    return asyncio.run(listen(spoken, id(tally), scheduler, SileroVad(), 400, tally)), tally


def test_a_number_said_in_groups_is_one_utterance(scheduler: Scheduler) -> None:
    texts, _ = heard(scheduler, "zh", 800, "我的卡号是六二二二", "零二一零零三四五", "六七八九零一二三")
    assert len(texts) == 1 and sum(character in "*0123456789" for character in texts[0]) >= 16


def test_a_speaker_who_hesitates_is_waited_for(scheduler: Scheduler) -> None:
    assert len(heard(scheduler, "zh", 700, "你好，我想", "提前还款")[0]) == 1


def test_whoever_has_finished_is_not(scheduler: Scheduler) -> None:
    assert len(heard(scheduler, "zh", 800, "你好，我的信用卡丢了。", "好的，谢谢。")[0]) == 2


def test_painted_words_stay(scheduler: Scheduler) -> None:
    _, tally = heard(scheduler, "zh", 200, "感谢您的来电，祝您生活愉快，再见。")
    assert tally.painted >= 5 and tally.partials >= 3
    assert tally.changed == 0


def test_a_monologue_falls_apart_at_its_pauses_and_loses_nothing(scheduler: Scheduler) -> None:
    lines = ("您别着急，请告诉我证件号码的后四位。", "好的，请先核对身份。", "感谢您的来电，祝您生活愉快，再见。")
    texts, _ = heard(scheduler, "zh", 250, *lines, *lines)
    said = "".join(character for character in "".join(lines) * 2 if character.isalnum())
    written = "".join(character for character in "".join(texts) if character.isalnum())
    assert len(texts) > 1 and abs(len(written) - len(said)) <= 3
    assert written.count("再见") == written.count("证件号码") == 2
