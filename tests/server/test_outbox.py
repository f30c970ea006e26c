"""Newer partials replace older ones; events are never dropped, they close the outbox instead."""

from __future__ import annotations

import asyncio

from protocol.audio import Acknowledged, Missing
from protocol.call import Pong
from protocol.message import Message
from protocol.transcript import Final, Partial, UtteranceDropped
from protocol.wallboard import BoardRow, CatchUp, ScreenState, TeamFigures
from server.outbox import Outbox


def partial(utterance: str, text: str) -> Partial:
    return Partial(call="c", utterance=utterance, channel="customer", start_ms=0, heard_ms=1, text=text)


def final(seq: int, utterance: str = "") -> Final:
    return Final(call="c", seq=seq, utterance=utterance, channel="customer", start_ms=0, end_ms=1, text="x")


def drained(outbox: Outbox) -> list[Message | None]:
    return [outbox.take() for _ in range(len(outbox))]


async def test_the_newest_partial_wins_in_the_old_ones_place() -> None:
    outbox = Outbox(10)
    for message in (partial("a", "1"), final(1), partial("b", "1"), partial("a", "2")):
        outbox.put(message)
    assert drained(outbox) == [partial("a", "2"), final(1), partial("b", "1")]
    assert outbox.replaced == 1


async def test_a_final_makes_its_partial_useless() -> None:
    outbox = Outbox(10)
    for message in (partial("a", "1"), partial("b", "1"), final(1, "a"), UtteranceDropped(call="c", utterance="b")):
        outbox.put(message)
    assert drained(outbox) == [final(1, "a"), UtteranceDropped(call="c", utterance="b")]


async def test_pongs_acknowledgements_and_questions_keep_the_newest_only() -> None:
    outbox = Outbox(10)
    for number in range(3):
        outbox.put(Pong(sent_ms=number))
        outbox.put(Acknowledged(call="c", channel="agent", next_number=number))
        outbox.put(Acknowledged(call="c", channel="customer", next_number=number))
        outbox.put(Missing(call="c", channel="agent", first=number, last=9))
    assert drained(outbox) == [
        Pong(sent_ms=2), Acknowledged(call="c", channel="agent", next_number=2),
        Acknowledged(call="c", channel="customer", next_number=2), Missing(call="c", channel="agent", first=2, last=9)]


async def test_too_many_events_close_it() -> None:
    outbox = Outbox(3)
    assert all(outbox.put(final(seq)) for seq in (1, 2, 3))
    assert outbox.put(partial("a", "1")) and not outbox.overflowed
    assert not outbox.put(final(4)) and outbox.overflowed
    assert outbox.take() is None and len(outbox) == 0
    assert not outbox.put(Pong(sent_ms=1))
    await outbox.room()


async def test_what_the_socket_did_not_take_is_first_again_unless_outdated() -> None:
    outbox = Outbox(10)
    for message in (final(1), final(2)):
        outbox.put(message)
    taken = outbox.take()
    assert taken == final(1)
    outbox.give_back(final(1))
    assert drained(outbox) == [final(1), final(2)]
    outbox.put(partial("a", "2"))
    outbox.give_back(partial("a", "1"))
    assert drained(outbox) == [partial("a", "2")]


async def test_room_comes_back_when_half_is_sent() -> None:
    outbox = Outbox(4)
    for seq in (1, 2, 3):
        outbox.put(final(seq))
    waiting = asyncio.create_task(outbox.room())
    await asyncio.sleep(0)
    assert not waiting.done()
    outbox.take()
    outbox.take()
    await waiting


async def test_a_closed_outbox_lets_go_who_waits_for_room() -> None:
    outbox = Outbox(2)
    outbox.put(final(1))
    waiting = asyncio.create_task(outbox.room())
    await asyncio.sleep(0)
    outbox.close()
    await waiting
    assert outbox.take() is None


async def test_whoever_sends_is_told_that_there_is_something_to_send() -> None:
    outbox, told = Outbox(1), []
    outbox.filled = lambda: told.append(len(outbox))
    assert outbox.take() is None
    outbox.put(final(1))
    assert told == [1] and outbox.take() == final(1) and outbox.take() is None
    outbox.put(final(2))
    assert not outbox.put(final(3)) and outbox.overflowed
    assert told == [1, 1, 0]


async def test_of_what_a_supervisor_looks_at_the_newest_counts() -> None:
    outbox = Outbox(10)
    for number in range(3):
        for call in ("c1", "c2"):
            outbox.put(BoardRow(call=call, missed=number))
            outbox.put(CatchUp(call=call, upto_ms=number))
            outbox.put(ScreenState(call=call, at_ms=number))
        outbox.put(TeamFigures(team="north", calls=number))
        outbox.put(TeamFigures(team="south", calls=number))
    left = drained(outbox)
    assert len(left) == 8 and outbox.replaced == 16
    assert BoardRow(call="c2", missed=2) in left and TeamFigures(team="north", calls=2) in left


async def test_it_says_when_there_is_room() -> None:
    outbox = Outbox(4)
    assert outbox.roomy
    outbox.put(final(1))
    outbox.put(final(2))
    assert not outbox.roomy
    outbox.take()
    assert outbox.roomy
