"""Outboxes emptied in rounds: who does not read waits alone, who overflows is cut and told."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from protocol.call import Goodbye, Ping, Pong, WireError
from protocol.message import Message
from protocol.transcript import Final
from protocol.wire import MAX_FRAME_BYTES, decode
from server import sending
from server.clients import Client
from server.outbox import Outbox
from server.sending import Outcome, Sender
from tests.server.fakes import eventually


class Socket:
    """Takes frames, except for those who are full or gone."""

    def __init__(self) -> None:
        self.sent: list[tuple[bytes, Message]] = []
        self.outcomes: dict[bytes, Outcome] = {}
        self.tries: Counter[bytes] = Counter()
        self.lost: list[bytes] = []

    def post(self, routing_id: bytes, frame: bytes) -> Outcome:
        self.tries[routing_id] += 1
        outcome = self.outcomes.get(routing_id, "sent")
        if outcome == "sent":
            self.sent.append((routing_id, decode([frame])))
        return outcome


def client(capacity: int = 10) -> Client:
    return Client("w", "w", "u", "u", "agent", Outbox(capacity))


def final(seq: int, text: str = "x") -> Final:
    return Final(call="c", seq=seq, channel="agent", start_ms=0, end_ms=1, text=text)


async def test_what_many_clients_get_in_one_turn_is_one_round() -> None:
    socket = Socket()
    sender, clients = Sender(socket.post, socket.lost.append, 1.0), [client() for _ in range(50)]
    for number, one in enumerate(clients):
        sender.open(bytes([number]), one)
        one.send(final(1))
        one.send(final(2))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert sender.rounds == 1 and len(socket.sent) == 100
    assert [message.seq for routing_id, message in socket.sent if routing_id == b"\x07" and isinstance(message, Final)] == [1, 2]


async def test_one_that_does_not_read_keeps_its_order_and_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "RETRY_S", 0.5)
    socket = Socket()
    sender, slow, quick = Sender(socket.post, socket.lost.append, 1.0), client(), client()
    sender.open(b"s", slow)
    sender.open(b"q", quick)
    socket.outcomes[b"s"] = "full"
    for seq in (1, 2, 3):
        slow.send(final(seq))
        quick.send(final(seq))
        await asyncio.sleep(0)
    await eventually(lambda: len(socket.sent) == 3)
    tries = socket.tries[b"s"]
    for seq in (4, 5):
        quick.send(final(seq))
        slow.send(Pong(sent_ms=seq))
        await asyncio.sleep(0)
    assert socket.tries[b"s"] <= tries + 1, "a client that is stuck is tried again after a while, not with each message"
    socket.outcomes.clear()
    await eventually(lambda: len(socket.sent) == 9)
    assert [message for routing_id, message in socket.sent if routing_id == b"s"] == [
        final(1), final(2), final(3), Pong(sent_ms=5)]
    await sender.stop()


async def test_one_that_is_gone_is_reported_and_forgotten() -> None:
    socket = Socket()
    sender, one = Sender(socket.post, socket.lost.append, 1.0), client()
    sender.open(b"g", one)
    socket.outcomes[b"g"] = "gone"
    one.send(final(1))
    await eventually(lambda: socket.lost == [b"g"])
    sender.close(b"g")
    one.send(final(2))
    await asyncio.sleep(0.05)
    assert socket.tries[b"g"] == 1


async def test_one_that_overflows_is_cut_and_told_when_it_reads_again() -> None:
    socket = Socket()
    sender, one = Sender(socket.post, socket.lost.append, 120.0), client(capacity=2)
    sender.open(b"o", one)
    socket.outcomes[b"o"] = "full"
    for seq in range(1, 5):
        one.send(final(seq))
        await asyncio.sleep(0.03)
    await eventually(lambda: socket.lost == [b"o"])
    sender.close(b"o")
    assert not socket.sent
    socket.outcomes.clear()
    await eventually(lambda: socket.sent == [(b"o", Goodbye(reason="outbox.full"))])
    await sender.stop()


async def test_a_message_that_fits_no_frame_is_left_out() -> None:
    socket = Socket()
    sender, one = Sender(socket.post, socket.lost.append, 1.0), client()
    sender.open(b"a", one)
    one.send(final(1, "x" * MAX_FRAME_BYTES))
    one.send(final(2))
    await eventually(lambda: socket.sent == [(b"a", final(2))])
    assert not socket.lost
    await sender.stop()


async def test_an_answer_without_an_outbox_goes_at_once_or_not_at_all() -> None:
    socket = Socket()
    sender = Sender(socket.post, socket.lost.append, 1.0)
    sender.answer(b"a", WireError(code="protocol.hello"))
    socket.outcomes[b"a"] = "full"
    sender.answer(b"a", Ping(sent_ms=1))
    assert socket.sent == [(b"a", WireError(code="protocol.hello"))] and not socket.lost
