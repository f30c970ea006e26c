"""A run as a result: lags of what counts, speech, cost."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.heard import Heard
from benchmarks.peers.runs import Run, Spoken, result, speech_in
from benchmarks.peers.schedule import Schedule
from benchmarks.peers.sound import Call, SoundSet

SCHEDULE = Schedule(20.0, warm_up_s=5.0, ramp_s=2.0)
SOUND = SoundSet("zh", "vowels", 27.0, (Call(Path("call.wav"), (((1000.0, 3000.0), (8000.0, 10_000.0)), ())),))


def test_a_run_becomes_a_result() -> None:
    run = Run([Spoken(0, 0, 0.0, [Heard(3500, 3000, 3000), Heard(10_400, 10_000, 0), Heard(10_600, 10_000, 10_000)])], [], 3.0,
              200.0, [1.0, 2.0])
    found = result("seatmate", 1, run, SOUND, SCHEDULE)
    # the first utterance belongs to the warm-up
    assert (found["utterances"], found["speech_s"], found["cpu_per_speech_s"]) == (1, 2.0, 1.5)
    assert (found["covering_lag_ms"]["p95"], found["final_lag_ms"]["p95"]) == (400, 600)
    assert not found["client_late"]


def test_a_run_that_was_refused_has_no_lags() -> None:
    found = result("whisper_live", 1, Run([], ["refused: WAIT 3"], None, 0.0, []), SOUND, SCHEDULE)
    assert (found["covering_lag_ms"], found["cpu_s"], found["cpu_per_speech_s"]) == (None, None, None)
    assert found["refused"] == ["refused: WAIT 3"]


def test_late_clients_are_told() -> None:
    assert result("seatmate", 1, Run([], [], 1.0, 1.0, [60.0] * 10), SOUND, SCHEDULE)["client_late"]


def test_only_speech_within_the_measured_time_counts() -> None:
    # measured from 7 s to 27 s of the run; the stream began a second late
    assert speech_in([(5000, 7000), (25_000, 28_000)], 1.0, SCHEDULE) == 1000 + 1000
