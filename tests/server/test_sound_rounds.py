"""Packets that came together go on together; in a full house they wait for each other, but never where somebody listens."""

from __future__ import annotations

import pytest

from protocol.audio import Packet
from protocol.message import CHANNELS
from server.sound_rounds import HELD_PACKETS, HOLDS, SoundRounds


def packet(number: int, call: str = "c1") -> Packet:
    return Packet(call=call, channel="agent", number=number, pcm=b"\0\0")


def full_house(packets_s: int, listened: frozenset[str] = frozenset()) -> SoundRounds[str]:
    """Rounds that have just seen so many packets in a second; the time is 1.0 s."""
    rounds: SoundRounds[str] = SoundRounds(listened.__contains__, 0.0)
    for number in range(packets_s):
        rounds.put(f"client-{number % 500}", packet(number), 0.5)
        if number % 100 == 99:
            rounds.due(0.5)
    rounds.due(1.0)
    return rounds


def test_in_a_quiet_house_nothing_waits() -> None:
    rounds = full_house(HOLDS[-1][0] - 1)
    for number in range(2):
        for one in CHANNELS:
            rounds.put("a", Packet(call="c1", channel=one, number=number, pcm=b"\0\0"), 1.1)
    rounds.put("b", packet(0, "c2"), 1.1)
    (first, of_a), (second, of_b) = rounds.due(1.1)
    assert (first, second) == ("a", "b") and len(of_a) == 4 and len(of_b) == 1
    assert not rounds and rounds.due(1.1) == []


@pytest.mark.parametrize(("packets_s", "hold_s"), HOLDS)
def test_in_a_busy_house_packets_wait_for_the_next_ones(packets_s: int, hold_s: float) -> None:
    rounds = full_house(packets_s)
    for number, at_s in enumerate((1.1, 1.2, 1.3, 1.4)):
        if at_s < 1.1 + hold_s:
            rounds.put("a", packet(number), at_s)
            assert rounds.due(at_s) == [] and len(rounds) == 1
    rounds.put("b", packet(0, "c2"), 1.1 + hold_s / 2)
    ((sender, packets),) = rounds.due(1.1 + hold_s)
    assert sender == "a" and [one.number for one in packets] == list(range(int(hold_s * 10) + 1))
    assert [sender for sender, _ in rounds.due(1.1 + 2 * hold_s)] == ["b"]


def test_nothing_waits_where_a_supervisor_listens() -> None:
    rounds = full_house(HOLDS[0][0], frozenset({"c2"}))
    rounds.put("a", packet(0), 1.1)
    rounds.put("b", packet(0, "c2"), 1.1)
    assert [sender for sender, _ in rounds.due(1.1)] == ["b"] and len(rounds) == 1


def test_who_sends_much_at_once_waits_for_nobody() -> None:
    rounds = full_house(HOLDS[0][0])
    for number in range(HELD_PACKETS - 1):
        rounds.put("a", packet(number), 1.1)
    assert rounds.due(1.1) == []
    rounds.put("a", packet(HELD_PACKETS - 1), 1.1)
    rounds.put("a", packet(HELD_PACKETS), 1.1)
    ((_, packets),) = rounds.due(1.1)
    assert len(packets) == HELD_PACKETS + 1 and not rounds


def test_who_leaves_takes_what_waits_along() -> None:
    rounds = full_house(HOLDS[0][0])
    rounds.put("a", packet(0), 1.1)
    assert [one.number for one in rounds.leave("a")] == [0]
    assert rounds.leave("a") == [] and rounds.due(9.0) == []


def test_a_house_that_has_become_quiet_waits_no_longer() -> None:
    rounds = full_house(HOLDS[0][0])
    rounds.put("a", packet(0), 2.0)
    assert rounds.due(2.0) == []
    assert [sender for sender, _ in rounds.due(2.4)] == ["a"]
    rounds.put("b", packet(0), 2.5)
    assert [sender for sender, _ in rounds.due(2.5)] == ["b"]
