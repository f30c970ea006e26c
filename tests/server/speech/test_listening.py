"""The ear of a channel, on a made-up voice activity and on the real one."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.scripted_voice import voice_like
from models.vad import SileroVad
from server.speech.endpointing import FRAME_SAMPLES, SpeechStarted
from server.speech.listening import (
    ChannelListener,
    Listened,
    ListeningSettings,
    PartialDue,
    UtteranceEnded,
    VoiceReturned,
)

MS = 16


class LoudIsSpeech:
    """Voice activity that takes loud samples for speech."""

    def __init__(self) -> None:
        self.rest = np.zeros(0, np.int16)

    def push(self, pcm: np.ndarray) -> np.ndarray:
        sound = np.concatenate([self.rest, pcm])
        count = len(sound) // FRAME_SAMPLES
        self.rest = sound[count * FRAME_SAMPLES :]
        blocks = sound[: count * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
        return (np.abs(blocks.astype(np.int32)).max(axis=1) > 1000).astype(np.float32)

    def reset(self) -> None:
        self.rest = np.zeros(0, np.int16)


def sound(*parts: tuple[int, bool]) -> np.ndarray:
    """(ms, whether somebody speaks) -> int16; each sample differs from its neighbours."""
    pieces = []
    for ms, speaks in parts:
        count = np.arange(ms * MS)
        pieces.append((5000 + count % 997 if speaks else count % 7).astype(np.int16))
    return np.concatenate(pieces)


def listen(listener: ChannelListener, pcm: np.ndarray, first: int = 0, packet: int = 1600) -> list[Listened]:
    heard: list[Listened] = []
    for start in range(0, len(pcm), packet):
        heard += listener.push(first + start, pcm[start : start + packet])
    return heard


def ended(listened: list[Listened]) -> list[UtteranceEnded]:
    return [event for event in listened if isinstance(event, UtteranceEnded)]


def partials(listened: list[Listened]) -> list[PartialDue]:
    return [event for event in listened if isinstance(event, PartialDue)]


def test_an_utterance_has_exactly_its_sound() -> None:
    pcm = sound((1000, False), (2000, True), (1000, False))
    listened = listen(ChannelListener("customer", LoudIsSpeech()), pcm)
    (utterance,) = ended(listened)
    expected = pcm[utterance.start_sample : utterance.end_sample].astype(np.float32) / 32768
    np.testing.assert_array_equal(utterance.audio, expected)
    assert utterance.start_sample <= 1000 * MS < 3000 * MS <= utterance.end_sample
    assert utterance.mean_speech_probability > 0.95
    assert isinstance(listened[0], SpeechStarted) and listened[0].start_sample == utterance.start_sample


def test_partials_come_at_their_cadence_and_grow() -> None:
    listener = ChannelListener("customer", LoudIsSpeech())
    due = partials(listen(listener, sound((1000, False), (3000, True), (1000, False))))
    assert 5 <= len(due) <= 7
    assert len({event.start_sample for event in due}) == 1
    lengths = [len(event.audio) for event in due]
    assert lengths == sorted(lengths) and lengths[0] >= 600 * MS
    assert all(len(event.audio) == event.end_sample - event.start_sample for event in due)


def test_the_cadence_can_be_stretched_while_somebody_speaks() -> None:
    listener = ChannelListener("customer", LoudIsSpeech(), settings=ListeningSettings(partial_interval_ms=400))
    quick = partials(listen(listener, sound((4000, True))))
    listener.partial_interval_ms = 2000
    slow = partials(listen(listener, sound((4000, True)), first=4000 * MS))
    assert len(quick) >= 8 and len(slow) <= 3


def test_silence_makes_no_partials_and_a_short_word_only_its_end() -> None:
    listener = ChannelListener("agent", LoudIsSpeech())
    (end,) = partials(listen(listener, sound((500, True), (5000, False))))
    assert end.ending and not end.words_due
    assert partials(listen(listener, sound((5000, False)), first=5500 * MS)) == []


@pytest.mark.parametrize("packet", [31, 160, 511, 512, 1599, 4999])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_size_of_packets_changes_no_utterance(packet: int, seed: int) -> None:
    spans = np.random.default_rng(seed).integers(200, 1500, 6)
    pcm = sound(*((int(ms), index % 2 == 1) for index, ms in enumerate(spans)), (800, False))
    whole = ended(listen(ChannelListener("customer", LoudIsSpeech()), pcm))
    pieces = ended(listen(ChannelListener("customer", LoudIsSpeech()), pcm, packet=packet))
    assert [(u.start_sample, u.end_sample) for u in whole] == [(u.start_sample, u.end_sample) for u in pieces]
    assert all(np.array_equal(one.audio, other.audio) for one, other in zip(whole, pieces, strict=True))


def test_packets_sent_twice_are_heard_once() -> None:
    pcm = sound((1000, False), (2000, True), (1000, False))
    listener = ChannelListener("customer", LoudIsSpeech())
    heard: list[Listened] = []
    for start in range(0, len(pcm), 1600):
        for _ in range(2):
            heard += listener.push(start, pcm[start : start + 1600])
        heard += listener.push(max(0, start - 800), pcm[max(0, start - 800) : start + 1600])
    (utterance,) = ended(heard)
    np.testing.assert_array_equal(
        utterance.audio, pcm[utterance.start_sample : utterance.end_sample] / np.float32(32768)
    )


@pytest.mark.parametrize("named", [True, False])
def test_a_hole_ends_the_utterance_and_positions_stay_true(named: bool) -> None:
    listener = ChannelListener("customer", LoudIsSpeech())
    before, after = sound((1000, True)), sound((1000, True), (1000, False))
    heard = listen(listener, before)
    if named:
        heard += listener.skip_to(160_000)
    heard += listen(listener, after, first=160_000)
    first, second = ended(heard)
    assert first.end_sample <= 16_000 and second.start_sample == 160_000
    np.testing.assert_array_equal(second.audio, after[: len(second.audio)] / np.float32(32768))


def test_skipping_back_changes_nothing() -> None:
    listener = ChannelListener("customer", LoudIsSpeech(), start_sample=32_000)
    assert listener.skip_to(16_000) == [] and listener.next_sample == 32_000


def test_finish_hands_out_what_is_open() -> None:
    listener = ChannelListener("customer", LoudIsSpeech())
    listen(listener, sound((500, False), (1010, True)))
    assert listener.open_start_sample is not None
    (utterance,) = ended(listener.finish())
    assert utterance.end_sample >= 1500 * MS and listener.open_start_sample is None
    assert listener.finish() == []


def test_a_replay_from_the_committable_point_gives_the_same_utterance() -> None:
    pcm = sound((1000, False), (1500, True), (1000, False), (1500, True), (1000, False))
    listener = ChannelListener("customer", LoudIsSpeech())
    first, second = ended(listen(listener, pcm))
    resumed = ChannelListener("customer", LoudIsSpeech(), start_sample=first.end_sample)
    (again,) = ended(listen(resumed, pcm[first.end_sample :], first=first.end_sample))
    assert abs(again.start_sample - second.start_sample) < FRAME_SAMPLES


def test_memory_stays_bounded() -> None:
    listener = ChannelListener("customer", LoudIsSpeech())
    hour = 0
    for _ in range(30):
        listen(listener, sound((2000, False)), first=hour)
        hour += 2000 * MS
    assert listener.buffered_samples <= 2 * 16_000
    most = 0
    for _ in range(30):
        listener.push(hour, sound((2000, True)))
        hour += 2000 * MS
        most = max(most, listener.buffered_samples)
    assert most <= 14 * 16_000


def test_the_committable_point_follows_what_was_heard() -> None:
    listener = ChannelListener("customer", LoudIsSpeech())
    listen(listener, sound((3000, False)))
    assert 2700 * MS <= listener.committable_sample <= 3000 * MS
    listen(listener, sound((1000, True)), first=3000 * MS)
    assert listener.committable_sample == listener.open_start_sample


def test_holding_reaches_the_end_pointer() -> None:
    listener = ChannelListener("customer", LoudIsSpeech())
    listen(listener, sound((1000, True)))
    listener.hold(listener.open_start_sample or 0, 1000)
    assert ended(listen(listener, sound((1200, False)), first=1000 * MS)) == []
    assert listener.hold_ms == 1000
    assert len(ended(listen(listener, sound((500, False)), first=2200 * MS))) == 1


def test_real_voice_activity_finds_the_voices() -> None:
    silence = np.zeros(16_000, np.float32)
    audio = np.concatenate([silence, voice_like(2.0), silence, voice_like(1.0, 200), silence])
    pcm = (audio * 32767).astype(np.int16)
    listener = ChannelListener("customer", SileroVad().stream())
    utterances = ended(listen(listener, pcm))
    spans = [(u.start_sample / 16_000, u.end_sample / 16_000) for u in utterances]
    assert len(spans) == 2
    for (start, end), (voice_start, voice_end) in zip(spans, [(1.0, 3.0), (4.0, 5.0)], strict=True):
        assert voice_start - 0.3 <= start <= voice_start + 0.1
        assert voice_end - 0.1 <= end <= voice_end + 0.5


@pytest.mark.parametrize("packet", [160, 512, 1600])
@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_what_is_looked_at_before_the_end_is_the_utterance_itself(packet: int, seed: int) -> None:
    """Each utterance that ends by its silence: the same sound and the same certainty, to the last sample."""
    spans = np.random.default_rng(seed).integers(100, 1500, 12)
    pcm = sound(*((int(ms), index % 2 == 1) for index, ms in enumerate(spans)), (800, False))
    listened = listen(ChannelListener("customer", LoudIsSpeech()), pcm, packet=packet)
    for utterance in ended(listened):
        end = [one for one in partials(listened) if one.start_sample == utterance.start_sample][-1]
        assert end.ending and (end.start_sample, end.end_sample) == (utterance.start_sample, utterance.end_sample)
        assert end.mean_speech_probability == utterance.mean_speech_probability
        np.testing.assert_array_equal(end.audio, utterance.audio)


def test_a_voice_that_goes_on_is_told_once_and_each_pause_is_looked_at_once() -> None:
    pcm = sound((1000, True), (260, False), (500, True), (260, False), (500, True), (1000, False))
    listened = listen(ChannelListener("customer", LoudIsSpeech()), pcm)
    assert [one.ending for one in partials(listened)].count(True) == 3
    order = ["back" if isinstance(one, VoiceReturned) else "end" for one in listened
             if isinstance(one, VoiceReturned) or isinstance(one, PartialDue) and one.ending]
    assert order == ["end", "back", "end", "back", "end"]
    assert all(one.start_sample == 0 for one in listened if isinstance(one, VoiceReturned))
    assert len(ended(listened)) == 1


def test_a_hold_that_comes_too_late_does_not_reach_the_next_utterance() -> None:
    """The session answers from another thread: the utterance it speaks of may have ended, and the next one begun."""
    listener = ChannelListener("customer", LoudIsSpeech())
    first = listen(listener, sound((1000, True), (600, False), (600, True)))
    assert len(ended(first)) == 1
    second = listener.open_start_sample
    assert second is not None
    listener.hold(ended(first)[0].start_sample, 1000)
    assert listener.hold_ms == 0 and len(ended(listen(listener, sound((500, False)), first=2200 * MS))) == 1
    listener.hold(second, 1000)
    third = listen(listener, sound((1000, True), (500, False)), first=2700 * MS)
    assert len(ended(third)) == 1, "what was said of the second does not hold the third"


def test_a_speaker_who_stops_is_looked_at_before_the_utterance_ends() -> None:
    pcm = sound((1000, False), (1250, True), (1000, False))
    listener = ChannelListener("customer", LoudIsSpeech(), settings=ListeningSettings(partial_interval_ms=800))
    listened = listen(listener, pcm)
    last = partials(listened)[-1]
    assert last.end_sample >= 2250 * MS, "all that was said is in it"
    assert listened.index(last) < listened.index(ended(listened)[0])
    busy = ChannelListener("customer", LoudIsSpeech(), settings=ListeningSettings(partial_interval_ms=2000))
    assert sum(one.words_due for one in partials(listen(busy, pcm))) == 1, "no time for it as a partial under load"


def test_a_cut_says_that_the_speaker_goes_on_and_partials_say_behind_what() -> None:
    listened = listen(ChannelListener("customer", LoudIsSpeech()), sound((1000, False), (15_000, True), (1000, False)))
    first, second = ended(listened)
    assert first.goes_on and not second.goes_on
    assert second.start_sample == first.end_sample
    due = partials(listened)
    assert {one.follows_sample for one in due if one.start_sample == first.start_sample} == {None}
    assert {one.follows_sample for one in due if one.start_sample == second.start_sample} == {first.start_sample}


def test_nobody_goes_on_behind_a_pause() -> None:
    listened = listen(ChannelListener("customer", LoudIsSpeech()), sound((500, False), (2000, True), (1500, False)))
    listened += listen(ChannelListener("customer", LoudIsSpeech()), sound((500, False), (11_700, True), (900, False), (900, True)))
    assert ended(listened) and not any(one.goes_on for one in ended(listened))
    assert {one.follows_sample for one in partials(listened)} == {None}
