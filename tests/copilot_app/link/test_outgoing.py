"""Credit and queues of one link, without sockets."""

from __future__ import annotations

from copilot_app.link.outgoing import OFFLINE_LIMIT, PING_EVERY_PACKETS, WINDOW_PACKETS, Outgoing
from protocol.assist import Ask, Feedback
from protocol.call import Hello, Ping, Pong
from protocol.message import Message


def _feedback(item: str, action: str = "accepted") -> Feedback:
    return Feedback(call="c1", item=item, kind="suggestion", action=action)  # type: ignore[arg-type]


def _sent(outgoing: Outgoing) -> list[Message]:
    found = []
    while (message := outgoing.next_control()) is not None:
        outgoing.control_sent(message)
        found.append(message)
    return found


def test_sound_stops_at_the_window_and_goes_on_with_the_pong() -> None:
    outgoing = Outgoing()
    for _ in range(10):
        outgoing.audio_sent()
    outgoing.ping_sent(Ping(sent_ms=1.0))
    while outgoing.has_credit:
        outgoing.audio_sent()
    assert outgoing.ponged(Pong(sent_ms=1.0))
    more = 0
    while outgoing.has_credit:
        outgoing.audio_sent()
        more += 1
    assert more == 10
    assert WINDOW_PACKETS > PING_EVERY_PACKETS


def test_a_ping_is_wanted_after_a_share_of_the_window() -> None:
    outgoing = Outgoing()
    for _ in range(PING_EVERY_PACKETS - 1):
        outgoing.audio_sent()
    assert not outgoing.wants_ping
    outgoing.audio_sent()
    assert outgoing.wants_ping
    outgoing.ping_sent(Ping(sent_ms=5.0))
    assert not outgoing.wants_ping and outgoing.oldest_ping_ms == 5.0


def test_a_pong_of_another_connection_proves_nothing() -> None:
    outgoing = Outgoing()
    outgoing.ping_sent(Ping(sent_ms=2.0))
    assert not outgoing.ponged(Pong(sent_ms=1.0))
    assert outgoing.oldest_ping_ms == 2.0
    outgoing.disconnected()
    assert not outgoing.ponged(Pong(sent_ms=2.0))


def test_what_the_server_may_not_have_read_is_said_again_in_order() -> None:
    outgoing = Outgoing()
    for item in ("a", "b"):
        outgoing.queue(_feedback(item), connected=True)
    _sent(outgoing)
    outgoing.ping_sent(Ping(sent_ms=1.0))
    outgoing.queue(_feedback("c"), connected=True)
    outgoing.queue(Ask(call="c1", text="limits?"), connected=True)
    _sent(outgoing)
    outgoing.ponged(Pong(sent_ms=1.0))
    outgoing.queue(_feedback("d"), connected=True)
    outgoing.queue(Hello(), connected=True)
    outgoing.disconnected()
    assert _sent(outgoing) == [_feedback("c"), _feedback("d")]


def test_offline_the_queue_is_bounded_and_painted_leaves_first() -> None:
    outgoing = Outgoing()
    outgoing.queue(_feedback("keep"), connected=False)
    outgoing.queue(_feedback("p", "painted"), connected=False)
    for at in range(OFFLINE_LIMIT):
        outgoing.queue(_feedback(f"x{at}"), connected=False)
    assert len(outgoing) == OFFLINE_LIMIT and outgoing.dropped == 2
    kept = _sent(outgoing)
    assert _feedback("p", "painted") not in kept and kept[-1] == _feedback(f"x{OFFLINE_LIMIT - 1}")


def test_connected_nothing_is_dropped() -> None:
    outgoing = Outgoing()
    for at in range(OFFLINE_LIMIT + 50):
        outgoing.queue(_feedback(f"x{at}"), connected=True)
    assert len(outgoing) == OFFLINE_LIMIT + 50 and outgoing.dropped == 0
