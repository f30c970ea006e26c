"""The state machine on made-up probabilities: 32 ms a frame, positions in samples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.speech.endpointing import FRAME_MS, FRAME_SAMPLES, Boundary, Endpointer, SpeechEnded, SpeechStarted

MS = 16


def frames(*parts: tuple[int, float]) -> list[float]:
    """(ms, probability) -> frames."""
    return [probability for ms, probability in parts for _ in range(ms // FRAME_MS)]


def test_a_word_between_silences() -> None:
    endpointer = Endpointer()
    boundaries = endpointer.push(frames((960, 0.0), (1280, 0.9), (960, 0.0)))
    started, ended = boundaries
    assert started == SpeechStarted((960 - 200) * MS)
    assert isinstance(ended, SpeechEnded)
    assert (ended.start_sample, ended.end_sample) == (started.start_sample, (960 + 1280 + 160) * MS)
    assert ended.mean_speech_probability == pytest.approx(0.9) and not ended.cut
    assert endpointer.open_start_sample is None


def test_speech_is_over_after_400_ms_of_silence_and_not_before() -> None:
    endpointer = Endpointer()
    assert len(endpointer.push(frames((640, 0.9), (384, 0.0)))) == 1
    assert len(endpointer.push(frames((32, 0.0)))) == 1


def test_a_pause_inside_a_sentence_ends_nothing() -> None:
    endpointer = Endpointer()
    boundaries = endpointer.push(frames((640, 0.9), (320, 0.0), (640, 0.9), (320, 0.1), (640, 0.9), (640, 0.0)))
    assert [type(boundary) for boundary in boundaries] == [SpeechStarted, SpeechEnded]


def test_clicks_and_coughs_are_no_speech() -> None:
    endpointer = Endpointer()
    assert endpointer.push(frames((320, 0.0), (224, 0.95), (960, 0.0), (64, 1.0), (960, 0.0))) == []


def test_between_the_two_thresholds_the_state_stays() -> None:
    quiet = Endpointer()
    assert quiet.push(frames((3200, 0.45))) == []
    speaking = Endpointer()
    assert len(speaking.push(frames((640, 0.9), (3200, 0.45)))) == 1
    assert speaking.open_start_sample is not None


def test_holding_waits_longer_once() -> None:
    endpointer = Endpointer()
    endpointer.push(frames((640, 0.9)))
    endpointer.hold(endpointer.open_start_sample or 0, 600)
    assert endpointer.push(frames((960, 0.0))) == []
    assert len(endpointer.push(frames((64, 0.0)))) == 1
    assert endpointer.hold_ms == 0
    assert len(endpointer.push(frames((640, 0.9), (416, 0.0)))) == 2


def test_the_pre_roll_does_not_reach_into_the_utterance_before() -> None:
    endpointer = Endpointer()
    _, first, second = endpointer.push(frames((640, 0.9), (416, 0.0), (640, 0.9)))
    assert isinstance(first, SpeechEnded) and isinstance(second, SpeechStarted)
    assert second.start_sample >= first.end_sample


def test_a_monologue_is_cut_at_its_best_pause_and_goes_on() -> None:
    endpointer = Endpointer()
    boundaries = endpointer.push(frames((8000, 0.95), (96, 0.1), (6000, 0.95)))
    started, ended, again = boundaries
    assert isinstance(ended, SpeechEnded) and ended.cut
    assert 8000 * MS <= ended.end_sample <= 8096 * MS
    assert again == SpeechStarted(ended.end_sample) and endpointer.open_start_sample == ended.end_sample
    assert isinstance(started, SpeechStarted)


def test_without_a_pause_the_quietest_place_is_cut() -> None:
    endpointer = Endpointer()
    probabilities = frames((12_800, 0.97))
    levels = [-20.0] * len(probabilities)
    levels[300] = -45.0
    ended = endpointer.push(probabilities, levels)[1]
    assert isinstance(ended, SpeechEnded) and abs(ended.end_sample - 300 * FRAME_SAMPLES) <= FRAME_SAMPLES


def test_a_long_monologue_is_never_longer_than_the_limit() -> None:
    endpointer = Endpointer()
    ended = [b for b in endpointer.push(frames((120_000, 0.95))) if isinstance(b, SpeechEnded)]
    assert len(ended) >= 9
    assert all(6000 * MS - FRAME_SAMPLES <= b.end_sample - b.start_sample <= 12_032 * MS for b in ended)
    assert all(one.end_sample == other.start_sample for one, other in zip(ended, ended[1:], strict=False))


def test_finish_ends_what_is_open() -> None:
    endpointer = Endpointer()
    endpointer.push(frames((640, 0.9)))
    (ended,) = endpointer.finish()
    assert isinstance(ended, SpeechEnded) and ended.end_sample == 640 * MS
    assert Endpointer().finish() == []


def test_a_gap_ends_what_is_open_and_starts_anew() -> None:
    endpointer = Endpointer(start_sample=1600)
    endpointer.push(frames((640, 0.9)))
    (ended,) = endpointer.skip_to(100_000)
    assert isinstance(ended, SpeechEnded) and ended.end_sample <= 1600 + 640 * MS
    (started,) = endpointer.push(frames((640, 0.9)))
    assert started == SpeechStarted(100_000)


@given(st.lists(st.floats(0, 1), max_size=900))
def test_utterances_never_overlap_and_the_committable_point_never_goes_back(probabilities: list[float]) -> None:
    endpointer = Endpointer()
    last_end = committable = 0
    open_start: int | None = None
    for probability in probabilities:
        for boundary in endpointer.push([probability]):
            if isinstance(boundary, SpeechStarted):
                assert open_start is None and boundary.start_sample >= max(last_end, committable)
                open_start = boundary.start_sample
            else:
                assert boundary.start_sample == open_start and boundary.start_sample < boundary.end_sample
                assert boundary.end_sample <= endpointer.heard_sample
                last_end, open_start = boundary.end_sample, None
        assert endpointer.open_start_sample == open_start
        assert endpointer.committable_sample >= committable
        committable = endpointer.committable_sample


def test_the_longer_somebody_speaks_the_shorter_a_pause_ends_it() -> None:
    def ended_after(spoken_ms: int, silence_ms: int, hold_ms: int = 0) -> bool:
        endpointer = Endpointer()
        endpointer.push(frames((spoken_ms, 0.9)))
        endpointer.hold(endpointer.open_start_sample or 0, hold_ms)
        return any(isinstance(one, SpeechEnded) for one in endpointer.push(frames((silence_ms, 0.0), (320, 0.9))))

    assert not ended_after(5000, 352) and ended_after(5000, 416)
    assert not ended_after(9000, 224) and ended_after(9000, 320)
    assert not ended_after(11_000, 128) and ended_after(11_000, 224)
    assert not ended_after(11_000, 416, hold_ms=700), "not inside a number"


def whole(ends_behind: int = 0) -> tuple[Endpointer, list[Boundary]]:
    """40 frames of speech, 7 of silence, and the news that they are a sentence that ends so many samples later."""
    endpointer = Endpointer()
    heard = endpointer.push([0.9] * 40 + [0.0] * 7)
    ending = endpointer.ending
    assert ending is not None
    endpointer.finished(ending.start_sample, ending.end_sample + ends_behind)
    return endpointer, heard


def test_a_whole_sentence_is_over_sooner() -> None:
    endpointer, heard = whole()
    heard += endpointer.push([0.0])
    assert not [one for one in heard if isinstance(one, SpeechEnded)]
    ended, = [one for one in endpointer.push([0.0]) if isinstance(one, SpeechEnded)]
    assert ended.speech_end_sample == 40 * FRAME_SAMPLES


def test_a_sentence_to_which_more_is_said_waits_as_any_other() -> None:
    endpointer, _ = whole()
    endpointer.push([0.9] * 10)
    assert not endpointer.push([0.0] * 12)
    assert [one for one in endpointer.push([0.0]) if isinstance(one, SpeechEnded)]


@pytest.mark.parametrize("hold_ms", [0, 600])
def test_news_of_another_end_and_what_is_awaited_count_more(hold_ms: int) -> None:
    endpointer, _ = whole(ends_behind=FRAME_SAMPLES if not hold_ms else 0)
    endpointer.hold(0, hold_ms)
    assert not endpointer.push([0.0] * 5)
    assert endpointer.open_start_sample == 0
