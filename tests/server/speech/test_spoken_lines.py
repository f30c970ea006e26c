"""Synthesised speech through voice activity, end-pointing, the scheduler and the bundled recogniser, as in a call."""

from __future__ import annotations

import asyncio
import functools
import itertools
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.partials import Spoken, Tally, listen
from models.asr import load_recogniser
from models.tts.dialogue import trimmed
from models.vad import SileroVad
from protocol.message import Language
from server.speech.load import LoadSettings
from server.speech.scheduler import Scheduler, SchedulerSettings

MS = 16
_calls = itertools.count(1)
"""A call of its own for each: what was said in an ended one is closed."""


@pytest.fixture(scope="module")
def scheduler() -> Iterator[Scheduler]:
    # The lines come faster than anybody speaks, which looks like a full server: nothing gives way here.
    calm = SchedulerSettings(load=LoadSettings(target=2.0, full=2.0), partial_wait_ms=60_000.0)
    scheduler = Scheduler(load_recogniser("whisper-seatmate-synthetic", device="cpu"), calm)
    yield scheduler
    scheduler.close()


@functools.cache
def said(text: str, lang: Language) -> NDArray[np.int16]:
    """16 kHz mono; by the synthesiser's own program, since the library may crash the process that uses it."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "said.wav")
        subprocess.run([sys.executable, "-m", "models.tts", "say", text, "--lang", lang, "--variant", "f2", "--rate", "165",
                        "--out", str(made)], check=True, capture_output=True, cwd=Path(__file__).resolve().parents[3])
        with wave.open(str(made)) as file:
            return np.frombuffer(file.readframes(file.getnframes()), np.int16)


def heard(scheduler: Scheduler, lang: Language, pause_ms: int, *parts: str) -> tuple[list[str], Tally]:
    """The finals of these words, said with pauses between the parts."""
    texts = list(dict.fromkeys(parts))
    with ThreadPoolExecutor(2) as pool:
        sounds = dict(zip(texts, pool.map(lambda text: trimmed(said(text, lang)), texts), strict=True))
    pieces = []
    for part in parts:
        pieces += [sounds[part], np.zeros(pause_ms * MS, np.int16)]
    tally = Tally()
    spoken = Spoken(np.concatenate(pieces), [], lang, "customer")
    return asyncio.run(listen(spoken, next(_calls), scheduler, SileroVad(), 400, tally)), tally


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
