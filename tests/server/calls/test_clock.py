"""One timer for all calls: it wakes as often for a hundred as for one, and not at all for none."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from server.calls.clock import SLOTS, CallClock
from tests.server.fakes import eventually


async def test_every_call_beats_once_a_turn_of_the_wheel_and_the_wheel_turns_alike_for_all() -> None:
    clock, beats = CallClock(0.04), Counter[str]()
    for number in range(100):
        clock.add(f"c{number}", lambda name=f"c{number}": beats.update([name]))
    await eventually(lambda: clock.turns >= 3 * SLOTS)
    rounds = clock.turns / SLOTS
    clock.stop()
    assert len(beats) == 100 and all(int(rounds) <= count <= rounds + 1 for count in beats.values())
    turns = clock.turns
    await asyncio.sleep(0.02)
    assert clock.turns == turns


async def test_a_call_that_is_over_beats_no_more_and_the_wheel_rests_without_calls() -> None:
    clock, beats = CallClock(0.02), Counter[str]()
    clock.add("c", lambda: beats.update("c"))
    await eventually(lambda: beats["c"] > 0)
    clock.remove("c")
    clock.remove("unknown")
    counted = beats["c"]
    await asyncio.sleep(0.05)
    turns = clock.turns
    await asyncio.sleep(0.05)
    assert beats["c"] == counted and clock.turns == turns


async def test_a_broken_beat_stops_nobody_elses_time(caplog: pytest.LogCaptureFixture) -> None:
    clock, beats = CallClock(0.02), Counter[str]()

    def broken() -> None:
        raise ValueError("".join(("sec", "ret words")))
    clock.add("bad", broken)
    clock.add("good", lambda: beats.update("g"))
    await eventually(lambda: beats["g"] >= 2)
    clock.stop()
    assert "call bad" in caplog.text and "secret" not in caplog.text
