"""Packets in any order, twice, or never."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from server.calls.packets import ASKED_PACKETS, HELD_PACKETS, Lost, PacketOrder, Sound


def numbers(parts: list[Sound | Lost]) -> list[int]:
    found: list[int] = []
    for part in parts:
        found.extend([part.number] if isinstance(part, Sound) else [-number for number in range(part.first, part.last + 1)])
    return found


def test_in_order_passes_through() -> None:
    order = PacketOrder(3)
    assert numbers([part for number in (3, 4, 5) for part in order.arrived(number, b"x")]) == [3, 4, 5]
    assert order.missing() is None


def test_a_hole_is_asked_for_and_filled() -> None:
    order = PacketOrder()
    assert order.arrived(2, b"c") == []
    assert order.missing() == (0, 1)
    assert numbers(order.arrived(0, b"a")) == [0]
    assert order.missing() == (1, 1)
    assert order.arrived(1, b"b") == [Sound(1, b"b"), Sound(2, b"c")]


def test_duplicates_are_dropped_even_with_other_sound() -> None:
    order = PacketOrder()
    order.arrived(0, b"a")
    order.arrived(2, b"c")
    assert order.arrived(0, b"z") == [] and order.arrived(2, b"z") == []
    assert order.arrived(1, b"b")[-1] == Sound(2, b"c") and order.duplicates == 2


def test_gone_packets_become_a_loss_but_what_came_is_kept() -> None:
    order = PacketOrder()
    order.arrived(3, b"d")
    assert order.gone(0, 5) == [Lost(0, 2), Sound(3, b"d"), Lost(4, 5)]
    assert order.next_number == 6


def test_gone_ahead_of_time_waits_for_its_place() -> None:
    order = PacketOrder()
    assert order.gone(2, 3) == []
    assert numbers(order.arrived(0, b"a")) == [0]
    assert order.arrived(1, b"b") == [Sound(1, b"b"), Lost(2, 3)]


def test_what_the_client_can_no_longer_hold_is_lost() -> None:
    order = PacketOrder()
    order.arrived(HELD_PACKETS - 1, b"x")
    assert order.missing() == (0, ASKED_PACKETS - 1)
    assert numbers(order.arrived(HELD_PACKETS, b"y"))[-1] == HELD_PACKETS
    assert order.next_number == HELD_PACKETS + 1


def test_the_end_asks_for_a_missing_tail() -> None:
    order = PacketOrder()
    order.arrived(0, b"a")
    assert order.missing_before_end(0) is None
    assert order.missing_before_end(4) == (1, 4)
    assert order.give_up(4) == [Lost(1, 4)]
    assert PacketOrder().give_up() == []


@given(st.permutations(range(12)), st.sets(st.integers(0, 11)), st.lists(st.integers(0, 11), max_size=8))
def test_everything_comes_out_once_and_in_order(arrival: list[int], lost: set[int], again: list[int]) -> None:
    order = PacketOrder()
    out: list[Sound | Lost] = []
    for number in [*arrival, *again]:
        out += order.gone(number, number) if number in lost else order.arrived(number, bytes([number]))
    assert [abs(number) for number in numbers(out)] == list(range(12))
    assert {part.number for part in out if isinstance(part, Sound)} == set(range(12)) - lost
