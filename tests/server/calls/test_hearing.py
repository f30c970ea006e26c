"""One channel's hearing: losses, a broken ear, a start within a packet."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray

from protocol.message import PACKET_SAMPLES, Channel
from server.calls.hearing import ChannelHearing, Ear
from server.calls.packets import Lost, Sound
from server.calls.recording import Recording
from server.calls.workbench import Workbench
from server.speech.listening import PartialDue, UtteranceEnded
from tests.server import fakes
from tests.server.fakes import eventually


class Told:
    """Remembers what a channel tells its call."""

    def __init__(self) -> None:
        self.ended: list[UtteranceEnded] = []
        self.lost: list[tuple[int, int]] = []
        self.due: list[PartialDue] = []
        self.returned: list[int] = []

    def partial_due(self, channel: Channel, due: PartialDue) -> None:
        self.due.append(due)

    def voice_returned(self, channel: Channel, start_sample: int) -> None:
        self.returned.append(start_sample)

    async def utterance_ended(self, channel: Channel, ended: UtteranceEnded) -> None:
        self.ended.append(ended)

    async def sound_lost(self, channel: Channel, start_sample: int, end_sample: int) -> None:
        self.lost.append((start_sample, end_sample))


class BrokenEar:
    """Fails on a certain level."""

    def __init__(self, inner: Ear) -> None:
        self._inner = inner
        self.partial_interval_ms = 0
        self.open_start_sample = None

    @property
    def committable_sample(self) -> int:
        return self._inner.committable_sample

    def push(self, first_sample: int, pcm: NDArray[np.int16]) -> Sequence[object]:
        if np.any(pcm == 666):
            raise RuntimeError("broken")
        return self._inner.push(first_sample, pcm)

    def hold(self, start_sample: int, more_ms: int) -> None:
        self._inner.hold(start_sample, more_ms)

    def finish(self) -> Sequence[object]:
        return self._inner.finish()


@pytest.fixture
async def workbench() -> AsyncIterator[Workbench]:
    with ThreadPoolExecutor(1) as workers:
        yield Workbench(workers, 1)


def sounds(packets: list[bytes], first: int = 0) -> list[Sound]:
    return [Sound(number, pcm) for number, pcm in enumerate(packets, first)]


def at_rest(hearing: ChannelHearing, part: Sequence[Sound | Lost]) -> bool:
    """This part was heard and told; what comes together may be heard together, and be lost together."""
    last = part[-1]
    end = last.end_sample if isinstance(last, Lost) else (last.number + 1) * PACKET_SAMPLES
    return hearing.heard_sample >= end and hearing._task is None


async def heard(told: Told, workbench: Workbench, *parts: Sequence[Sound | Lost], start_sample: int = 0,
                recording: Recording | None = None, broken: bool = False) -> ChannelHearing:
    def make_ear(channel: Channel, start: int) -> Ear:
        ear = fakes.make_ear(channel, start)
        return BrokenEar(ear) if broken else ear
    hearing = ChannelHearing("customer", start_sample, make_ear, recording or Recording(10_000), told, workbench)
    hearing.start()
    for part in parts:
        hearing.take(part)
        await eventually(partial(at_rest, hearing, part))
    await hearing.finish()
    return hearing


async def test_a_loss_ends_the_utterance_and_is_told(workbench: Workbench) -> None:
    told = Told()
    hearing = await heard(told, workbench, sounds(fakes.pcm(5, 8)), [Lost(8, 11)], sounds(fakes.spoken(7), 12))
    assert told.lost == [(8 * 1600, 12 * 1600)]
    assert [round(float(one.audio.max()) * 32768) for one in told.ended] == [5, 7]
    assert told.ended[0].end_sample <= 8 * 1600 and told.ended[1].start_sample >= 12 * 1600
    assert hearing.heard_sample == hearing.clear_sample == 25 * 1600


async def test_sound_that_breaks_the_ear_becomes_a_gap_and_the_call_goes_on(
        workbench: Workbench, caplog: pytest.LogCaptureFixture) -> None:
    told = Told()
    await heard(told, workbench, sounds(fakes.spoken(5)), sounds(fakes.pcm(666, 2), 13), sounds(fakes.spoken(7), 15),
                broken=True)
    assert told.lost and told.lost[0][0] <= 13 * 1600 and told.lost[-1][1] >= 15 * 1600
    assert [round(float(one.audio.max()) * 32768) for one in told.ended] == [5, 7]
    assert "hearing failed" in caplog.text


async def test_what_was_transcribed_is_not_heard_again(workbench: Workbench) -> None:
    """The committed position lies within packet 6: the speech before it must not come back."""
    told = Told()
    await heard(told, workbench, sounds([*fakes.pcm(5, 1), *fakes.pcm(0, 6), *fakes.spoken(7)], 6),
                start_sample=7 * 1600 - 40)
    assert [round(float(one.audio.max()) * 32768) for one in told.ended] == [7]


async def test_a_pause_that_was_pressed_late_still_cuts_the_speech(workbench: Workbench) -> None:
    told, recording = Told(), Recording(10_000)
    recording.pause(500, "card")
    recording.resume(900)
    await heard(told, workbench, sounds(fakes.spoken(5, packets=20)), recording=recording)
    first, second = told.ended
    assert first.end_sample == 500 * 16 and len(first.audio) == first.end_sample - first.start_sample
    assert second.start_sample >= 900 * 16


async def test_a_short_last_packet_is_filled_up(workbench: Workbench) -> None:
    told = Told()
    hearing = await heard(told, workbench, sounds([*fakes.pcm(5, 6), fakes.pcm(5, 1)[0][:100]]))
    assert hearing.heard_sample == 7 * 1600 and len(told.ended) == 1
