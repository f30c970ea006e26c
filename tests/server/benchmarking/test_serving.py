"""The stopwatches in the server under test: what passes them is unchanged, and noted."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.asr import Recognition
from protocol.message import Channel
from server.benchmarking.serving import Stopwatches
from server.calls.hearing import Ear
from server.speech.listening import PartialDue, UtteranceEnded
from server.speech.transcript import Counters
from tests.server.fakes import LevelRecogniser, speech

SOUND = np.full(1600, 0.1, np.float32)


class OneUtterance:
    """An ear that hears one partial and one utterance in the first packet."""

    partial_interval_ms = 400
    held = (0, 0)
    open_start_sample: int | None = None
    committable_sample = 0

    def __init__(self) -> None:
        self.ended = UtteranceEnded(160, 1600, SOUND.copy(), 0.9, 1500)

    def push(self, first_sample: int, pcm: NDArray[np.int16]) -> Sequence[object]:
        return [PartialDue(160, 800, SOUND[:800]), self.ended] if first_sample == 0 else []

    def hold(self, start_sample: int, more_ms: int) -> None:
        self.held = (start_sample, more_ms)

    def finish(self) -> Sequence[object]:
        return ["finished"]


def watched(ear: OneUtterance) -> tuple[Stopwatches, Ear, LevelRecogniser]:
    def make_ear(_channel: Channel, _start: int) -> Ear:
        return ear
    watches = Stopwatches()
    watched_speech = watches.speech(replace(speech(LevelRecogniser()), make_ear=make_ear))
    assert isinstance(watched_speech.recogniser, object)
    return watches, watched_speech.make_ear("agent", 0), watched_speech.recogniser  # type: ignore[return-value]


def written(watches: Stopwatches, tmp_path: Path) -> dict[str, object]:
    watches.write(tmp_path / "figures.json", Counters(batches=3))
    found: dict[str, object] = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    return found


def test_an_utterance_is_followed_from_its_end_to_its_text(tmp_path: Path) -> None:
    ear = OneUtterance()
    watches, watched_ear, recogniser = watched(ear)
    before_s = time.monotonic()
    assert len(watched_ear.push(0, np.zeros(1600, np.int16))) == 2
    assert watched_ear.push(1600, np.zeros(1600, np.int16)) == []
    results = recogniser.recognise([ear.ended.audio, SOUND], "zh", final=True)
    assert len(results) == 2 and isinstance(results[0], Recognition)
    found = written(watches, tmp_path)
    (utterance,) = found["utterances"]  # type: ignore[misc]
    assert (utterance["channel"], utterance["start_sample"], utterance["speech_end_sample"]) == ("agent", 160, 1500)
    assert utterance["heard_sample"] == 1600 and utterance["text"] is True
    assert before_s <= utterance["decided_s"] <= utterance["decode_start_s"] <= utterance["decode_end_s"] <= time.monotonic()
    assert [batch[2:4] for batch in found["batches"]] == [[2, True]]  # type: ignore[attr-defined]
    assert len(found["partials_due_s"]) == 1 and found["counters"]["batches"] == 3  # type: ignore[arg-type, index]


def test_a_second_look_lengthens_the_decode_and_partials_are_not_taken_for_finals(tmp_path: Path) -> None:
    ear = OneUtterance()
    watches, watched_ear, recogniser = watched(ear)
    watched_ear.push(0, np.zeros(1600, np.int16))
    recogniser.recognise([ear.ended.audio[:800]], "zh", final=False)
    assert "decode_end_s" not in watches.figures.utterances[0]
    recogniser.recognise([ear.ended.audio[:1000]], "zh", final=True)
    first = dict(watches.figures.utterances[0])
    recogniser.recognise([ear.ended.audio], "zh", final=True)
    again = watches.figures.utterances[0]
    assert again["decode_start_s"] == first["decode_start_s"] and again["decode_end_s"] > first["decode_end_s"]


def test_sound_that_the_server_let_go_of_is_forgotten() -> None:
    ear = OneUtterance()
    watches, watched_ear, recogniser = watched(ear)
    watched_ear.push(0, np.zeros(1600, np.int16))
    del ear.ended
    recogniser.recognise([SOUND], "zh", final=True)
    assert watches._utterances == {} and "decode_end_s" not in watches.figures.utterances[0]


def test_everything_else_passes_through() -> None:
    ear = OneUtterance()
    watches, watched_ear, recogniser = watched(ear)
    watched_ear.partial_interval_ms = 900
    watched_ear.hold(160, 700)
    assert (ear.partial_interval_ms, ear.held) == (900, (160, 700)) and watched_ear.committable_sample == 0
    assert watched_ear.finish() == ["finished"]
    assert recogniser.info == LevelRecogniser().info and watches.figures.info["model"] == recogniser.info.model


def test_a_decode_at_the_pause_counts_as_the_utterance_s() -> None:
    ear = OneUtterance()
    looked_at = ear.ended.audio.copy()
    watches, watched_ear, recogniser = watched(ear)
    ear.push = lambda first, pcm: [PartialDue(160, 1600, looked_at, True, 0.9)] if first == 0 else [ear.ended]  # type: ignore[method-assign]
    watched_ear.push(0, np.zeros(1600, np.int16))
    recogniser.recognise([looked_at], "zh", final=True)
    assert watches.figures.utterances == [], "not over yet"
    watched_ear.push(1600, np.zeros(1600, np.int16))
    (record,) = watches.figures.utterances
    assert record["decode_end_s"] <= record["decided_s"] and record["heard_sample"] == 3200 and record["text"]


def test_a_decode_at_a_pause_that_was_none_does_not_count() -> None:
    ear = OneUtterance()
    looked_at = SOUND[:800].copy()
    watches, watched_ear, recogniser = watched(ear)
    ear.push = lambda first, pcm: [PartialDue(160, 960, looked_at, True, 0.9)] if first == 0 else [ear.ended]  # type: ignore[method-assign]
    watched_ear.push(0, np.zeros(1600, np.int16))
    recogniser.recognise([looked_at], "zh", final=True)
    watched_ear.push(1600, np.zeros(1600, np.int16))
    (record,) = watches.figures.utterances
    assert "decode_end_s" not in record
