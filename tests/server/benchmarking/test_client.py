"""One synthetic client, message by message, with a clock of our own."""

from __future__ import annotations

import pytest

from protocol.audio import Acknowledged, Missing, Packet
from protocol.call import CallEnded, CallReady, CallStart, Goodbye, Hello, Ping, Welcome, WireError
from protocol.message import Message
from server.benchmarking.client import CallClient
from server.benchmarking.conversation import Conversation
from tests.server.benchmarking.calls import lines


@pytest.fixture
def client() -> CallClient:
    return CallClient(Conversation(lines(), 10, 1), 0.5)


def speaking(client: CallClient) -> CallClient:
    assert isinstance(client.hello(), Hello)
    client.take(Welcome(), 9.0)
    start = client.start()
    assert isinstance(start, CallStart) and start.training
    client.take(CallReady(call=client.call, next_number={}), 10.0)
    return client


def packets(sent: list[Message]) -> list[tuple[str, int]]:
    return [(one.channel, one.number) for one in sent if isinstance(one, Packet)]


def test_packets_leave_when_they_have_been_said(client: CallClient) -> None:
    speaking(client)
    assert packets(list(client.take_due(10.05))) == []
    assert client.due_s() == pytest.approx(10.1)
    assert packets(list(client.take_due(10.21))) == [("customer", 0), ("agent", 0), ("customer", 1), ("agent", 1)]
    assert client.sent_late_s == pytest.approx([0.11, 0.11, 0.01, 0.01])
    assert client.said_samples == 3200 and client.said_at_s(16_000) == 11.0


def test_it_pings_every_two_seconds(client: CallClient) -> None:
    speaking(client)
    pings = [one for moment in range(50) for one in client.take_due(10 + moment / 10) if isinstance(one, Ping)]
    assert [one.sent_ms for one in pings] == pytest.approx([10_000, 12_000, 14_000])


def test_what_is_missing_is_sent_again_but_not_what_was_not_said(client: CallClient) -> None:
    speaking(client)
    list(client.take_due(10.35))
    client.take(Missing(call=client.call, channel="agent", first=1, last=9), 10.4)
    assert client.due_s() == 0.0
    assert packets(list(client.take_due(10.36))) == [("agent", 1), ("agent", 2)]
    assert client.received.missing == 9


def test_what_the_socket_does_not_take_is_sent_later(client: CallClient) -> None:
    speaking(client)
    sent = [one for one in client.take_due(10.1) if isinstance(one, Packet)]
    for one in sent:
        client.not_sent(one)
    assert packets(list(client.take_due(10.11))) == [("customer", 0), ("agent", 0)]


def test_the_end_names_the_last_packets_and_the_call_is_over_when_the_server_says_so(client: CallClient) -> None:
    speaking(client)
    list(client.take_due(10.52))
    end = client.end()
    assert end.last_number == {"customer": 4, "agent": 4} and client.phase == "ending" and not client.carried
    assert packets(list(client.take_due(11.0))) == []
    client.take(CallEnded(call=client.call), 11.2)
    client.take(Acknowledged(call=client.call, channel="agent", next_number=5), 11.2)
    assert client.carried and client.due_s() == float("inf")


def test_a_call_that_is_refused_says_why(client: CallClient) -> None:
    client.take(Welcome(), 9.0)
    client.start()
    client.take(WireError(code="calls.refused"), 9.1)
    assert client.phase == "refused" and client.received.errors[0].code == "calls.refused"


def test_an_error_during_the_call_does_not_end_it(client: CallClient) -> None:
    speaking(client).take(WireError(code="audio.rate"), 12.0)
    assert client.phase == "speaking"


def test_a_server_that_says_goodbye_has_cut_the_call(client: CallClient) -> None:
    speaking(client).take(Goodbye(reason="outbox.full"), 12.0)
    assert client.phase == "cut" and list(client.take_due(13.0)) == []
