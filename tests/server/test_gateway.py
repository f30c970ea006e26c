"""The socket's edge: who gets in, what is refused, and that one client's trouble stays its own."""

from __future__ import annotations

import asyncio
import contextlib
import time

import pytest
import zmq
from zmq.utils.monitor import recv_monitor_message

from protocol.call import CallReady, CallStart, Enrol, Goodbye, Hello, Ping, Pong, Welcome, WireError
from protocol.message import Message
from protocol.supervision import Queues, RaiseHand
from protocol.transcript import Final
from protocol.wire import MAX_FRAME_BYTES, encode
from server.app import Server
from server.auth import KeyPair, new_key_pair
from server.clients import Client
from server.errors import NotReady
from server.storage.database import open_database
from server.storage.people import People
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, eventually, list_workstation


async def refused_by_handshake(endpoint: str, server_key: str, keys: KeyPair) -> bool:
    """True if the monitor reports that the handshake failed and nothing sent gets through."""
    async with WireClient(endpoint, server_key, keys, monitored=True) as client:
        assert client.monitor is not None
        failures = {zmq.EVENT_HANDSHAKE_FAILED_AUTH, zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL,
                    zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL, zmq.EVENT_DISCONNECTED}
        async with asyncio.timeout(60):
            while True:
                event = (await recv_monitor_message(client.monitor))["event"]
                if event == zmq.EVENT_HANDSHAKE_SUCCEEDED:
                    return False
                if event in failures:
                    return True


async def test_an_unlisted_key_is_refused(state: StateDirectory, start_server: StartServer) -> None:
    server = await start_server()
    assert await refused_by_handshake(server.endpoint, server.public_key, new_key_pair())
    assert server.gateway.zap.refused == 1 and server.gateway.clients == 0


async def test_a_client_that_expects_another_server_is_not_let_in(state: StateDirectory,
                                                                  start_server: StartServer) -> None:
    server = await start_server()
    keys = list_workstation(state)
    assert await refused_by_handshake(server.endpoint, new_key_pair().public, keys)


async def test_without_its_handler_the_server_lets_nobody_in(state: StateDirectory, start_server: StartServer) -> None:
    server = await start_server()
    keys = list_workstation(state)
    await server.gateway.zap.stop()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.send(Hello())
        assert await client.silent()
    assert server.gateway.clients == 0


async def test_a_plain_connection_gets_nothing(start_server: StartServer) -> None:
    server = await start_server()
    context = zmq.asyncio.Context()
    socket = context.socket(zmq.DEALER)
    socket.linger = 0
    socket.connect(server.endpoint)
    # A refused peer's queue may be gone at once: an awaited send would wait for ever.
    with contextlib.suppress(zmq.Again):
        await socket.send(encode(Hello()), zmq.NOBLOCK)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(socket.recv(), 0.3)
    context.destroy(linger=0)


async def test_a_wrong_version_is_told_both_versions(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.send(Hello(major=99, minor=3))
        error = await client.until(WireError)
        assert error.code == "protocol.version" and error.params == {"server": "1.0", "client": "99.3"}
        assert "99.3" in error.text and not error.retryable
        await client.hello()


async def test_hello_comes_first(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.send(CallStart(call="c1"))
        assert (await client.until(WireError)).code == "protocol.hello"
        await client.until(Goodbye)
        assert len(server.calls) == 0


@pytest.mark.parametrize("frames", [
    [b""], [b"\xff\xfe rubbish"], [encode(Ping(sent_ms=1)), encode(Ping(sent_ms=2))], [b"\x81\xa4type\xa5hello\x00"],
    [b"\x82\xa4type\xa4ping\xa7sent_ms\xa3abc"]])
async def test_malformed_frames_are_answered_and_change_nothing(state: StateDirectory, start_server: StartServer,
                                                                frames: list[bytes]) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.socket.send_multipart(frames)
        assert (await client.until(WireError)).code == "wire.malformed"
        await client.send(Ping(sent_ms=7))
        assert (await client.until(Pong)).sent_ms == 7


async def test_answers_to_a_flood_of_malformed_frames_are_few(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    a_second = server.settings.gateway.errors_per_s
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        begun_s = time.monotonic()
        for _ in range(500):
            await client.socket.send(b"rubbish")
        await client.send(Ping(sent_ms=8))
        await client.until(Pong)
        assert server.gateway.malformed == 500
        assert 1 <= len(client.all(WireError)) <= a_second * (time.monotonic() - begun_s + 1.0) + 1


async def test_a_newer_message_is_ignored(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.socket.send(b"\x81\xa4type\xabhologram_v2")
        await client.send(Ping(sent_ms=9))
        await client.until(Pong)
        assert not client.all(WireError)


async def test_an_oversized_frame_ends_only_its_own_connection(state: StateDirectory, start_server: StartServer) -> None:
    keys, others = list_workstation(state), list_workstation(state, "W2", "ben")
    server = await start_server()
    async with (WireClient(server.endpoint, server.public_key, keys) as client,
                WireClient(server.endpoint, server.public_key, others) as other):
        await client.hello()
        await other.hello()
        await client.until(Queues)
        await client.socket.send(bytes(MAX_FRAME_BYTES + 1000))
        assert await client.silent()
        await other.send(Ping(sent_ms=2))
        assert (await other.until(Pong)).sent_ms == 2
        assert server.gateway.malformed == 0


async def test_a_revoked_key_is_cut_in_mid_session(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        database = open_database(state)
        People(database).revoke("W1", "test")
        database.close()
        assert (await client.until(WireError)).code == "auth.revoked"
        await client.until(Goodbye)
        assert server.gateway.clients == 0
        heard = len(client.received)
        await client.send(CallStart(call="c2"))
        await client.send(Hello())
        await client.until(WireError)
        assert {getattr(message, "code", "") for message in client.received[heard:]
                if isinstance(message, WireError)} == {"auth.revoked"}
        assert not client.all(Welcome)[1:] and len(server.calls) == 1


async def test_another_workstation_can_not_take_a_call(state: StateDirectory, start_server: StartServer) -> None:
    first, second = list_workstation(state), list_workstation(state, "W2", "ben")
    server = await start_server()
    async with (WireClient(server.endpoint, server.public_key, first) as client,
                WireClient(server.endpoint, server.public_key, second) as other):
        await client.hello()
        await client.start("c1")
        await other.hello()
        await other.send(CallStart(call="c1"))
        assert (await other.until(WireError)).code == "call.not_yours"
        await other.speak("c1", "customer", fakes.spoken(11))
        await other.send(Ping(sent_ms=1))
        await other.until(Pong)
        assert not [message for message in other.received if getattr(message, "call", "") == "c1"
                    and not isinstance(message, WireError)]


async def test_a_forged_routing_id_reaches_nobody_else(state: StateDirectory, start_server: StartServer) -> None:
    first, second = list_workstation(state), list_workstation(state, "W2", "ben")
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, first, routing_id=b"same") as client:
        await client.hello()
        await client.start("c1")
        async with WireClient(server.endpoint, server.public_key, second, routing_id=b"same") as forger:
            await forger.send(Hello())
            assert await forger.silent()
        await client.speak("c1", "customer", fakes.spoken(21))
        await client.until(Final)
    # when the first is gone, the id is worth nothing without its key
    async def answer() -> str:
        async with WireClient(server.endpoint, server.public_key, second, routing_id=b"same") as forger:
            await forger.send(RaiseHand(call="c1"))
            try:
                return (await forger.until(WireError, timeout_s=1.0)).code
            except TimeoutError:
                # The socket has not noticed yet that the first is gone, and refuses a second of its name.
                return ""
    for _ in range(60):
        if code := await answer():
            break
    assert code == "protocol.hello"


async def test_enrolment_with_a_one_time_key(state: StateDirectory, start_server: StartServer,
                                             capsys: pytest.CaptureFixture[str]) -> None:
    from protocol.call import Enrolled
    from protocol.enrolment import decode_code, fingerprint
    from server.__main__ import main

    server = await start_server()
    assert main(["invite", "--name", "W7", "--user", "cara", "--role", "supervisor", "--state", str(state.path),
                 "--endpoint", server.endpoint]) == 0
    text = capsys.readouterr().out
    code = decode_code(next(line for line in text.splitlines() if line.startswith("seat1-")))
    assert (code.endpoint, code.server_key) == (server.endpoint, server.public_key)
    one_time = KeyPair(zmq.curve_public(code.one_time_secret.encode()).decode(), code.one_time_secret)
    own = new_key_pair()
    async with WireClient(code.endpoint, code.server_key, one_time) as client:
        await client.send(Hello())
        assert (await client.until(WireError)).code == "auth.enrol_only"
        await client.send(Enrol(public_key="no key", workstation="W7"))
        assert (await client.until(WireError)).code == "auth.enrolment"
        await client.send(Enrol(public_key=own.public, workstation="another name"))
        enrolled = await client.until(Enrolled)
        assert (enrolled.workstation, enrolled.fingerprint) == ("W7", fingerprint(own.public))
        await client.send(Enrol(public_key=new_key_pair().public, workstation="W8"))
        assert (await client.until(WireError)).code == "auth.revoked"
    assert await refused_by_handshake(server.endpoint, server.public_key, one_time)
    async with WireClient(server.endpoint, server.public_key, own) as client:
        welcome = await client.hello()
        assert (welcome.user, welcome.role, welcome.workstation) == ("cara", "supervisor", "W7")


async def test_a_client_that_does_not_read_is_cut_and_harms_nobody(state: StateDirectory, start_server: StartServer) -> None:
    slow_keys, quick_keys = list_workstation(state), list_workstation(state, "W2", "ben")
    server = await start_server()
    async with (WireClient(server.endpoint, server.public_key, slow_keys, receive_limit=1) as slow,
                WireClient(server.endpoint, server.public_key, quick_keys) as quick):
        await slow.hello()
        await quick.hello()
        client = line_of(server, "W1")
        answers = 0
        # large answers, so that the operating system's buffers fill within the test
        while not client.gone and answers < 200_000:
            for _ in range(500):
                client.send(WireError(code="test.filler", text="x" * 20_000))
            answers += 500
            await asyncio.sleep(0.001)
        assert client.gone and client.outbox.overflowed and len(client.outbox) == 0
        await quick.send(Ping(sent_ms=4))
        assert (await quick.until(Pong)).sent_ms == 4
        assert server.gateway.clients == 1
        # once it reads again it learns that it was cut, and may come back on the same connection
        await slow.until(Goodbye)
        await slow.hello()
        await eventually(lambda: server.gateway.clients == 2)


async def test_goodbye_frees_the_client_at_once(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        assert server.gateway.clients == 1
        await client.send(Goodbye(reason="closed"))
        await eventually(lambda: server.gateway.clients == 0)


async def test_a_removed_person_is_cut(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        database = open_database(state)
        People(database).remove_user("anna", "test")
        database.close()
        assert (await client.until(WireError)).code == "auth.revoked"
        await eventually(lambda: server.gateway.clients == 0)


async def test_a_stopping_server_says_goodbye(state: StateDirectory) -> None:
    keys = list_workstation(state)
    server = Server(fakes.settings(state), state, fakes.speech(fakes.LevelRecogniser()))
    await server.start()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        stopping = asyncio.create_task(server.stop())
        assert (await client.until(Goodbye)).reason == "server.closing"
        await stopping


async def test_a_taken_port_is_said_clearly(state: StateDirectory, start_server: StartServer) -> None:
    server = await start_server()
    second = Server(fakes.settings(state, bind=server.endpoint), state, fakes.speech())
    with pytest.raises(NotReady, match="--bind"):
        await second.start()
    second.workers.shutdown()
    second.database.close()


async def test_a_wrong_direction_is_refused(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.send(CallReady(call="c1", next_number={}))
        assert (await client.until(WireError)).code == "protocol.direction"


def line_of(server: Server, workstation: str) -> Client:
    return next(line.client for line in server.gateway._lines.values() if line.client.workstation_name == workstation)


def test_every_refusal_is_a_message() -> None:
    from server.errors import CallRefused, wire_error

    error = wire_error(CallRefused("no", code="call.test", params={"a": "b"}), "c1")
    assert isinstance(error, Message) and (error.code, error.call, error.params) == ("call.test", "c1", {"a": "b"})
    assert wire_error(ValueError("secret detail")).code == "server.failed"
    assert "secret" not in wire_error(ValueError("secret detail")).text
