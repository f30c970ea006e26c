"""Clients that know less than the server does: they can listen and speak, and no call is lost to one."""

from __future__ import annotations

import msgspec
import pytest

from protocol.relay import LiveSound, SupervisorVoice
from protocol.supervision import CoachingList, LineBridge, Observers, Observing, SpeakerOwner
from server.storage.state import StateDirectory
from server.supervision import room
from tests.server import fakes
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, eventually
from tests.server.supervision.joined import LOUD, VOICE, Join, audited, enter, server_of


async def test_an_older_client_of_the_agent_that_never_follows_gets_its_call_back(
        join: Join, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "TAKEN_S", 0.2)
    anna, sun = await join(), await join("sun", "takeover")
    assert (await enter(sun, "takeover")).mode == "takeover"
    ended = await sun.until(Observing)
    assert (ended.mode, ended.code) == ("", "supervision.agent_gone")
    assert (await anna.until(SpeakerOwner, lambda one: one.epoch == 2)).owner == "agent"
    await eventually(lambda: audited(server_of(join))[-1] == ("sun", "supervise.left", "supervision.agent_gone"))


class ObservingBefore(msgspec.Struct, tag_field="type", tag="observing"):
    """As clients of the first version know it."""

    call: str
    mode: str


async def test_a_supervisors_client_of_an_older_version_listens_and_speaks(join: Join) -> None:
    anna, sun = await join(), await join("sun")
    older = msgspec.msgpack.Encoder()

    async def says(**message: object) -> None:
        await sun.socket.send(older.encode(message))

    await says(type="observe", call="c1", mode="whisper", reason="quality")
    while True:
        frame, = await sun.socket.recv_multipart()
        if msgspec.msgpack.decode(frame)["type"] == "observing":
            break
    known = msgspec.msgpack.decode(frame, type=ObservingBefore)
    assert (known.call, known.mode) == ("c1", "whisper"), "what it does not know does not confuse it"
    await says(type="talk", call="c1", number=0, pcm=VOICE)
    assert (await anna.until(SupervisorVoice)).number == 0
    await anna.speak("c1", "agent", [LOUD])
    assert (await sun.until(LiveSound)).pcm == LOUD
    await says(type="bookmark", call="c1", at_ms=50, label="here")
    assert [one.text for one in (await sun.until(CoachingList)).entries] == ["here"]
    await says(type="observe_of_next_year", call="c1")
    await says(type="observe", call="c1", mode="")
    assert (await anna.until(Observers, lambda one: not one.names)).modes == ()


async def test_a_client_that_never_speaks_of_a_line_can_be_listened_to_only(
        state: StateDirectory, start_server: StartServer, join: Join) -> None:
    sun = await join("sun", "takeover")
    server = server_of(join)
    async with WireClient(server.endpoint, server.public_key, fakes.list_workstation(state)) as anna:
        await anna.hello()
        # the line is said before the call is open, and by somebody else for this call
        await sun.send(LineBridge(call="c1", bridge=True))
        await anna.start("c1")
        assert (await enter(sun, "takeover")).code == "supervision.no_bridge"
        assert (await enter(sun, "whisper")).code == "supervision.no_headset"
        assert (await enter(sun, "listen")).mode == "listen"
        await anna.send(LineBridge(call="c1", bridge=False, problem="bridge.none"))
        await eventually(lambda: not server.stepping_in.refusals("sun", server.calls.live[0]).get("whisper"))
        assert server.stepping_in.refusals("sun", server.calls.live[0]) == {
            "barge": "supervision.no_bridge", "takeover": "supervision.no_bridge"}
