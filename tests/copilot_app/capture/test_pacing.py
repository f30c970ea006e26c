"""Blocks onto the call's clock: holes, drift, lateness, and two channels that stay aligned."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_app.capture.pacing import EXCESS_SAMPLES, GAP_SAMPLES, HOLD_SAMPLES, CallClock, ChannelPacing, Stretch
from copilot_app.capture.packets import Packetiser, to_pcm

BLOCK = 320


def _block(value: float = 0.25, count: int = BLOCK) -> Any:
    return np.full(count, value, dtype=np.float32)


def _joined(stretches: list[Stretch]) -> Any:
    return np.concatenate([stretch.samples for stretch in stretches]) if stretches else np.zeros(0)


def test_regular_blocks_pass_unchanged() -> None:
    pacing = ChannelPacing()
    found: list[Stretch] = []
    for at in range(1, 101):
        found += pacing.place(_block(), at * BLOCK)
    assert pacing.written == 100 * BLOCK
    assert not any(stretch.filled for stretch in found)
    assert np.all(_joined(found) == np.float32(0.25))


def test_a_loopback_that_delivers_nothing_is_filled_with_silence_in_place() -> None:
    pacing = ChannelPacing()
    pacing.place(_block(), BLOCK)
    assert pacing.fill(BLOCK + HOLD_SAMPLES - 1) == []
    silence = pacing.fill(BLOCK + 16_000)
    assert [stretch.filled for stretch in silence] == [True]
    after = pacing.place(_block(0.5), 40_000)
    assert pacing.written == 40_000
    assert after[0].filled and not after[-1].filled


def test_a_block_that_was_only_late_is_kept_whole() -> None:
    pacing = ChannelPacing()
    pacing.place(_block(), BLOCK)
    pacing.fill(BLOCK + HOLD_SAMPLES + 800)
    late = pacing.place(_block(0.5, 6400), BLOCK + 6400)
    assert not any(stretch.filled for stretch in late)
    assert abs(sum(len(stretch.samples) for stretch in late) - 6400) <= 64


def test_far_too_late_sound_is_cut_at_its_beginning() -> None:
    pacing = ChannelPacing()
    pacing.place(_block(), BLOCK)
    pacing.fill_to(48_000)
    found = pacing.place(_block(0.5, 20_000), 56_000)
    assert 48_000 - (56_000 - 20_000) > EXCESS_SAMPLES
    assert pacing.written == 56_000 and len(_joined(found)) == 8_000
    assert pacing.place(_block(count=2_000), 40_000) == []


def test_what_a_device_held_from_before_the_call_is_left_out() -> None:
    pacing = ChannelPacing()
    assert pacing.place(_block(count=1000), -200) == []
    assert pacing.place(_block(count=1000), 0) == []
    found = pacing.place(_block(count=1000), 400)
    assert pacing.written == 400 and len(_joined(found)) == 400


def test_a_monitor_that_starts_two_seconds_late_loses_nothing() -> None:
    """Everything since the start comes at once."""
    pacing = ChannelPacing()
    for now in range(0, 32_000, 320):
        assert pacing.fill(now) == []
    found = pacing.place(_block(count=31_000), 31_500, 32_000)
    assert [(stretch.filled, len(stretch.samples)) for stretch in found] == [(True, 500), (False, 31_000)]
    assert pacing.fill(32_000) == []


def test_a_device_that_never_delivers_is_silence_from_the_start() -> None:
    pacing = ChannelPacing()
    filled = [stretch for now in range(0, 160_000, 320) for stretch in pacing.fill(now)]
    assert all(stretch.filled for stretch in filled)
    assert pacing.written > 160_000 - HOLD_SAMPLES - 320


def test_a_device_with_a_long_delay_is_waited_for() -> None:
    """600 ms inside the driver, every time: no silence in between, nothing cut."""
    pacing = ChannelPacing()
    found: list[Stretch] = []
    for end in range(BLOCK, 200 * BLOCK, BLOCK):
        found += pacing.place(_block(), end, end + 9_600)
        found += pacing.fill(end + 9_600 + BLOCK)
    assert not any(stretch.filled for stretch in found)
    assert pacing.written == 199 * BLOCK


@pytest.mark.parametrize("ppm", [200, -200, 50])
def test_a_drifting_clock_is_followed(ppm: int) -> None:
    """Ten minutes: uncorrected, 200 ppm would be 120 ms apart."""
    pacing = ChannelPacing()
    worst = 0
    for at in range(1, 30_001):
        end = round(at * BLOCK * (1 + ppm / 1e6))
        pacing.place(_block(), end)
        if at > 3_000:
            worst = max(worst, abs(end - pacing.written))
    assert worst < 16 * 12


@given(st.lists(st.integers(0, 1600), min_size=40, max_size=200))
def test_jitter_neither_makes_holes_nor_loses_sound(delays: list[int]) -> None:
    pacing = ChannelPacing()
    found: list[Stretch] = []
    for at, delay in enumerate(delays, 1):
        found += pacing.place(_block(), at * BLOCK + delay)
    heard = sum(len(stretch.samples) for stretch in found[1 if found[0].filled else 0:] if not stretch.filled)
    assert abs(heard - len(delays) * BLOCK) <= 0.011 * len(delays) * BLOCK + 1
    assert not any(stretch.filled for stretch in found[1:])
    assert max(delays) < GAP_SAMPLES


def test_the_clock_maps_both_ways_and_runs_faster_for_recordings() -> None:
    now = [100.0]
    clock = CallClock(2.0, lambda: now[0])
    clock.start()
    now[0] = 103.0
    assert clock.now_sample() == 96_000
    assert clock.monotonic_s(6_000) == 103.0


def test_packets_are_numbered_cut_and_marked() -> None:
    packetiser = Packetiser("c1", "agent")
    packets = packetiser.add(Stretch(_block(0.5, 2000), False))
    packets += packetiser.add(Stretch(np.zeros(3000, dtype=np.float32), True))
    packets += packetiser.finish()
    assert [packet.number for packet in packets] == [0, 1, 2, 3]
    assert [len(packet.pcm) for packet in packets] == [3200, 3200, 3200, 400]
    assert [packet.filled for packet in packets] == [False, False, True, True]
    assert [packet.first_sample for packet in packets] == [0, 1600, 3200, 4800]
    assert packetiser.finish() == [] and packetiser.next_number == 4


@given(st.lists(st.integers(1, 5000), max_size=20))
def test_no_sample_is_lost_or_moved_by_cutting(sizes: list[int]) -> None:
    packetiser = Packetiser("c1", "customer")
    whole = np.arange(sum(sizes), dtype=np.float32) / 131_072
    pcm, at = b"", 0
    for size in sizes:
        pcm += b"".join(packet.pcm for packet in packetiser.add(Stretch(whole[at:at + size], False)))
        at += size
    pcm += b"".join(packet.pcm for packet in packetiser.finish())
    assert pcm == to_pcm(whole)


def test_too_loud_is_clipped_not_wrapped() -> None:
    assert np.frombuffer(to_pcm(np.array([2.0, -2.0, 0.0], dtype=np.float32)), dtype="<i2").tolist() == [32767, -32768, 0]
