"""The link against a real ROUTER over CURVE: resume, missing ranges, refusals, nothing lost and nothing twice."""

from __future__ import annotations

from typing import Any

import pytest
import zmq

from copilot_app.capture.ring import PacketRing
from copilot_app.link import network
from copilot_app.link.outgoing import WINDOW_PACKETS
from protocol.assist import Alert, Feedback
from protocol.audio import Acknowledged, Missing, Packet, PacketsGone
from protocol.call import CallEnd, CallEnded, CallReady, CallStart, Goodbye, Hello, Ping, Pong, Welcome, WireError
from protocol.message import Message
from protocol.transcript import Final, Partial


def _final(seq: int, utterance: str = "customer-0") -> Final:
    return Final(call="c1", seq=seq, utterance=utterance, channel="customer", start_ms=0, end_ms=900, text=f"words {seq}")


def test_hello_comes_first_and_welcome_makes_it_online(heard: Any, server: Any) -> None:
    heard.start(server, Hello(user="lin", lang="en"))
    state = heard.until_phase("online")
    assert state.welcome is not None and state.welcome.display_name == "Lin"
    assert heard.states[0].phase == "connecting"
    assert server.received[0] == Hello(user="lin", lang="en")
    heard.until(lambda: heard.states[-1].lag_ms >= 0)
    assert heard.states[-1].queue_depth == 2


def test_an_unlisted_key_is_shown_as_not_authorised(heard: Any, make_server: Any) -> None:
    other = zmq.curve_keypair()[0].decode()
    with make_server(other) as server:
        heard.start(server)
        assert heard.until_phase("refused").code == "auth.key"
        assert server.received == []


def test_a_server_with_another_key_gets_no_word(heard: Any, server: Any) -> None:
    wrong = zmq.curve_keypair()[0].decode()
    heard.link.start(server.endpoint, wrong, heard.secret_key, Hello())
    heard.until(lambda: bool(heard.states) and heard.states[-1].code != "")
    assert heard.states[-1].phase in ("refused", "offline")
    assert server.received == []


def test_a_wrong_version_is_refused_with_the_servers_code(heard: Any, server: Any) -> None:
    server.answer = lambda message: [WireError(code="protocol.version", text="Update this program.")]
    heard.start(server)
    state = heard.until_phase("refused")
    assert (state.code, state.text) == ("protocol.version", "Update this program.")


def test_no_server_there_is_offline_and_it_connects_once_there_is_one(heard: Any, make_server: Any) -> None:
    with make_server(heard.public_key) as first:
        port, secret = first.port, first.server_secret
    heard.start(first)
    assert heard.until_phase("offline").code == "server.unreachable"
    with make_server(heard.public_key, port=port, server_secret=secret):
        heard.until_phase("online")


def test_a_damaged_key_or_address_is_said_and_not_tried_forever(heard: Any) -> None:
    heard.link.start("tcp://127.0.0.1:1", "short", heard.secret_key, Hello())
    assert heard.until_phase("refused").code == "server.keys"
    heard.link.start("nonsense", zmq.curve_keypair()[0].decode(), heard.secret_key, Hello())
    heard.until(lambda: heard.states[-1].code == "server.address")


def test_sound_waits_for_call_ready_and_starts_where_the_server_says(heard: Any, server: Any, make_packet: Any,
                                                                     call_start: CallStart) -> None:
    server.next_number = {"customer": 3, "agent": 0}
    ring = PacketRing()
    heard.link.start_call(call_start, ring)
    for number in range(6):
        heard.link.offer_packet(make_packet(number))
        heard.link.offer_packet(make_packet(number, "agent"))
    heard.start(server)
    heard.until(lambda: server.numbers("agent") == [0, 1, 2, 3, 4, 5])
    assert server.numbers("customer") == [3, 4, 5]
    kinds = [type(message) for message in server.received]
    assert kinds.index(CallStart) < kinds.index(Packet)
    heard.until(lambda: heard.of(CallReady) != [])


def test_a_killed_server_loses_and_doubles_nothing(heard: Any, make_server: Any, make_packet: Any,
                                                   call_start: CallStart) -> None:
    ring = PacketRing()
    with make_server(heard.public_key) as server:
        heard.start(server)
        heard.until_phase("online")
        heard.link.start_call(call_start, ring)
        for number in range(20):
            heard.link.offer_packet(make_packet(number))
        heard.until(lambda: server.numbers("customer") == list(range(20)))
        server.say(_final(1), _final(2), Acknowledged(call="c1", channel="customer", next_number=12))
        heard.until(lambda: len(heard.of(Final)) == 2 and ring.first("customer") == 12)
        server.kill()
    heard.until_phase("offline")
    for number in range(20, 40):
        heard.link.offer_packet(make_packet(number))
    with make_server(heard.public_key, port=server.port, server_secret=server.server_secret) as again:
        again.next_number = {"customer": 12, "agent": 0}
        heard.until(lambda: again.numbers("customer") == list(range(12, 40)))
        assert [start.seen_seq for start in again.of(CallStart)] == [2]
        again.say(_final(1), _final(2), _final(3))
        heard.until(lambda: len(heard.of(Final)) == 3)
    assert [final.seq for final in heard.of(Final)] == [1, 2, 3]


def test_a_missing_range_is_sent_again_and_what_left_the_ring_is_named(heard: Any, server: Any, make_packet: Any,
                                                                       call_start: CallStart) -> None:
    heard.start(server)
    heard.until_phase("online")
    heard.link.start_call(call_start, PacketRing(span_ms=1_000))
    for number in range(30):
        heard.link.offer_packet(make_packet(number))
        heard.until(lambda number=number: number in server.numbers("customer"))
    server.received.clear()
    server.say(Missing(call="c1", channel="customer", first=15, last=22))
    heard.until(lambda: server.numbers("customer") == [20, 21, 22])
    assert server.of(PacketsGone) == [PacketsGone(call="c1", channel="customer", first=15, last=19)]


def test_longer_away_than_the_ring_leaves_a_named_gap(heard: Any, server: Any, make_packet: Any,
                                                      call_start: CallStart) -> None:
    heard.link.start_call(call_start, PacketRing(span_ms=1_000))
    for number in range(25):
        heard.link.offer_packet(make_packet(number))
    heard.start(server)
    heard.until(lambda: server.numbers("customer") == list(range(15, 25)))
    assert server.of(PacketsGone) == [PacketsGone(call="c1", channel="customer", first=0, last=14)]


def test_what_the_agent_did_offline_is_said_after_the_reconnect(heard: Any, make_server: Any) -> None:
    feedback = [Feedback(call="c1", item=f"s{at}", kind="suggestion", action="accepted") for at in range(3)]
    for one in feedback:
        heard.link.send(one)
    with make_server(heard.public_key) as server:
        heard.start(server)
        heard.until(lambda: server.of(Feedback) == feedback)
        server.kill()
        heard.until_phase("offline")
        late = Feedback(call="c1", item="s9", kind="suggestion", action="dismissed")
        heard.link.send(late)
        with make_server(heard.public_key, port=server.port, server_secret=server.server_secret) as again:
            heard.until(lambda: late in again.of(Feedback))
            assert again.of(Feedback).count(late) == 1


def test_feedback_that_a_dying_server_may_not_have_read_is_said_again(heard: Any, make_server: Any) -> None:
    with make_server(heard.public_key) as server:
        server.answer = lambda message: [] if isinstance(message, Ping) else None
        heard.start(server)
        heard.until_phase("online")
        heard.link.send(Feedback(call="c1", item="a1", kind="alert", action="acknowledged"))
        heard.until(lambda: len(server.of(Feedback)) == 1)
        server.kill()
        with make_server(heard.public_key, port=server.port, server_secret=server.server_secret) as again:
            heard.until(lambda: len(again.of(Feedback)) == 1)
            assert again.of(Feedback) == server.of(Feedback)


def test_the_end_of_a_call_survives_a_reconnect(heard: Any, make_server: Any, make_packet: Any,
                                                call_start: CallStart) -> None:
    with make_server(heard.public_key) as server:
        heard.start(server)
        heard.until_phase("online")
        heard.link.start_call(call_start, PacketRing())
        for number in range(5):
            heard.link.offer_packet(make_packet(number))
        heard.until(lambda: server.numbers("customer") == [0, 1, 2, 3, 4])
        server.kill()
    heard.until_phase("offline")
    heard.link.end_call()
    with make_server(heard.public_key, port=server.port, server_secret=server.server_secret) as again:
        heard.until(lambda: again.of(CallEnd) != [])
        assert again.of(CallEnd) == [CallEnd(call="c1", last_number={"customer": 4, "agent": -1})]
        again.say(CallEnded(call="c1", seq=9, utterances=1, duration_ms=500))
        heard.until(lambda: heard.of(CallEnded) != [])
        heard.link.offer_packet(make_packet(5))
        assert again.numbers("customer") == [0, 1, 2, 3, 4]


def test_what_is_shown_with_a_final_is_handed_over_before_it(heard: Any, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "PARTIAL_INTERVAL_S", 60.0)
    heard.start(server)
    heard.until_phase("online")
    server.say(Partial(call="c1", utterance="customer-9", channel="customer", start_ms=0, heard_ms=10, text="behind",
                       follows="customer-0"))
    server.say(_final(1))
    heard.until(lambda: bool(heard.of(Final)))
    assert [type(message) for message in heard.messages if isinstance(message, (Partial, Final))] == [Partial, Final]


def test_newest_partial_wins_and_none_follows_its_final(heard: Any, server: Any) -> None:
    heard.start(server)
    heard.until_phase("online")
    for at in range(200):
        server.say(Partial(call="c1", utterance="customer-0", channel="customer", start_ms=0, heard_ms=at * 10,
                           text=f"{at}"))
    server.say(_final(1), Alert(call="c1", seq=2, id="a1", category="pressure", severity="remind", rule="r"))
    heard.until(lambda: heard.of(Alert) != [])
    partials = heard.of(Partial)
    assert len(partials) < 200
    assert [partial.heard_ms for partial in partials] == sorted(partial.heard_ms for partial in partials)
    order = [type(message) for message in heard.messages if isinstance(message, (Partial, Final, Alert))]
    assert order[-2:] == [Final, Alert]


def test_malformed_and_newer_messages_are_passed_over(heard: Any, server: Any) -> None:
    heard.start(server)
    heard.until_phase("online")
    server.say_raw(b"\xc1 no message")
    server.say_raw(b"\x81\xa4type\xabfrom_future")
    server.say_raw(b"two", b"frames")
    server.say(_final(1))
    heard.until(lambda: heard.of(Final) != [])
    assert heard.states[-1].phase == "online"


def test_a_silent_server_shows_as_offline_and_comes_back_without_a_new_connection(
        heard: Any, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "PING_INTERVAL_S", 0.4)
    monkeypatch.setattr(network, "PONG_TIMEOUT_S", 0.8)
    heard.start(server)
    heard.until_phase("online")
    held: list[Message] = []
    server.answer = lambda message: held.append(message) or [] if isinstance(message, Ping) else None
    heard.until(lambda: bool(held))
    assert heard.until_phase("offline").code == "server.silent"
    server.answer = lambda message: None
    heard.until_phase("online")
    assert len(server.of(Hello)) == 1


def test_goodbye_in_both_directions(heard: Any, server: Any) -> None:
    heard.start(server)
    heard.until_phase("online")
    server.say(Goodbye(reason="restart"))
    heard.until(lambda: any(state.code == "server.closing" for state in heard.states))
    heard.until(lambda: len(heard.of(Welcome)) == 2)
    heard.link.stop()
    heard.until(lambda: server.of(Goodbye) != [])
    assert len(server.of(Hello)) == 2 and len(server.of(Goodbye)) == 1


def test_control_overtakes_waiting_sound(heard: Any, server: Any, make_packet: Any, call_start: CallStart,
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "PONG_TIMEOUT_S", 120.0)
    # without a pong no more than one window of sound is under way, however slow or quick both ends are
    server.answer = lambda message: [] if isinstance(message, Ping) else None
    heard.link.start_call(call_start, PacketRing())
    for number in range(450):
        heard.link.offer_packet(make_packet(number))
    heard.start(server)
    heard.until(lambda: len(server.numbers("customer")) > 20)
    heard.link.send(Feedback(call="c1", item="s1", kind="suggestion", action="accepted"))
    heard.until(lambda: server.of(Feedback) != [])
    assert len(server.numbers("customer")) <= WINDOW_PACKETS
    server.answer = lambda message: None
    server.say(*(Pong(sent_ms=ping.sent_ms) for ping in server.of(Ping)))
    heard.until(lambda: server.numbers("customer") == list(range(450)))
