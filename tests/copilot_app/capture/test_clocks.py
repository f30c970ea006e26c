"""Clocks that run apart, stop, and jump: both channels stay on the call's own clock, and a long sleep costs no memory."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from copilot_app.capture.pacing import LATE_SAMPLES, ChannelPacing
from copilot_app.capture.packets import Packetiser
from copilot_app.capture.ring import PacketRing
from copilot_app.link.resend import CallUpload
from protocol.audio import Packet, PacketsGone
from protocol.call import CallEnd, CallReady, CallStart
from protocol.message import CHANNELS, SAMPLE_RATE_HZ, SAMPLES_PER_MS, Channel, Message

HOUR_S = 3_600
BLOCK = SAMPLE_RATE_HZ // 2


def block(count: int = BLOCK) -> Any:
    return np.full(count, 0.25, dtype=np.float32)


def test_turns_stay_in_order_though_the_devices_run_apart_by_a_working_day_of_drift() -> None:
    """Two clocks 400 ppm apart are 11.5 s apart after eight hours.  Here they run apart ten times as fast for 48 minutes."""
    ppm: dict[Channel, float] = {"customer": 2_000.0, "agent": -2_000.0}
    pacing = {channel: ChannelPacing() for channel in CHANNELS}
    jitter = np.random.default_rng(11).integers(0, 640, size=2 * HOUR_S)
    worst = 0.0
    delivered = dict.fromkeys(CHANNELS, 0)
    for half_second in range(1, 48 * 60 * 2 + 1):
        now = half_second * BLOCK
        for channel in CHANNELS:
            # the device believes to have recorded more, or less, than has passed
            while (end := round((delivered[channel] + BLOCK) / (1 + ppm[channel] / 1e6))) <= now:
                delivered[channel] += BLOCK
                late = int(jitter[half_second % len(jitter)])
                found = pacing[channel].place(block(), end, end + late) + pacing[channel].fill(end + late)
                assert not any(stretch.filled for stretch in found[1:])
                worst = max(worst, abs(end - pacing[channel].written))
    apart_s = abs(delivered["customer"] - delivered["agent"]) / SAMPLE_RATE_HZ
    assert apart_s == pytest.approx(11.5, abs=1.0), "what counting samples would have come to"
    assert worst < 40 * SAMPLES_PER_MS, "two channels are never apart by more than a syllable"


def test_a_computer_that_sleeps_for_a_night_wakes_without_asking_for_gigabytes() -> None:
    pacing = ChannelPacing()
    pacing.place(block(), BLOCK)
    night = 8 * HOUR_S * SAMPLE_RATE_HZ
    silence = pacing.fill(night)
    assert sum(len(stretch.samples) for stretch in silence) == night - LATE_SAMPLES - BLOCK
    assert pacing.written == night - LATE_SAMPLES
    owners = {id(stretch.samples if stretch.samples.base is None else stretch.samples.base) for stretch in silence}
    assert len(owners) == 1 and all(stretch.filled for stretch in silence)
    assert not silence[0].samples.flags.writeable, "all pieces are the same zeros"
    after = pacing.place(block(), night + BLOCK, night + BLOCK)
    assert not after[-1].filled
    assert 0 <= night + BLOCK - pacing.written <= LATE_SAMPLES, "and what is spoken then stands where it was spoken"


def test_a_clock_that_goes_back_neither_repeats_nor_stops_the_call() -> None:
    pacing = ChannelPacing()
    for at in range(1, 11):
        pacing.place(block(), at * BLOCK)
    before = pacing.written
    # a second back, for one second of stamps
    for at in range(11, 13):
        pacing.place(block(), at * BLOCK - SAMPLE_RATE_HZ)
        assert pacing.written >= before
    for at in range(13, 40):
        pacing.place(block(), at * BLOCK)
    assert abs(pacing.written - 39 * BLOCK) <= 100 * SAMPLES_PER_MS


def test_an_hour_asleep_is_named_as_lost_but_for_the_last_two_minutes() -> None:
    pacing, packetiser, ring = ChannelPacing(), Packetiser("c1", "agent"), PacketRing()
    upload = CallUpload(CallStart(call="c1"), ring)
    upload.ready(CallReady(call="c1", next_number={"customer": 0, "agent": 0}))
    hour = HOUR_S * SAMPLE_RATE_HZ
    for stretches in (pacing.place(block(), BLOCK), pacing.fill(hour), pacing.place(block(), hour + BLOCK)):
        for stretch in stretches:
            for packet in packetiser.add(stretch):
                ring.put(packet)
    sent: list[Packet] = []
    said: list[Message] = []
    while True:
        packet, before = upload.next_packet()
        said += before
        if packet is None:
            break
        sent.append(packet)
    gone, = (one for one in said if isinstance(one, PacketsGone))
    assert (gone.channel, gone.first) == ("agent", 0) and len(sent) == 1_200
    assert [packet.number for packet in sent] == list(range(gone.last + 1, gone.last + 1_201))
    last = sent[-1].number
    assert 0 <= (hour + BLOCK) // 1_600 - 1 - last <= 2
    assert upload.end() == CallEnd(call="c1", last_number={"customer": -1, "agent": last})
    assert not sent[-1].filled and sent[0].filled
