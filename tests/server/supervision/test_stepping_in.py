"""Listening and speaking over real sockets: an agent, supervisors, and everything that can go wrong between them."""

from __future__ import annotations

import asyncio
import json
import tracemalloc
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from models.asr import Recognition
from protocol.audio import Packet
from protocol.call import CallEnd, Goodbye, RecordingPause, RecordingState, WireError
from protocol.message import CHANNELS, PACKET_SAMPLES
from protocol.relay import LiveSound, SupervisorVoice, TalkSound
from protocol.supervision import CoachingList, LineBridge, Observe, Observers, Observing, SpeakerOwner, SpeakerTaken
from protocol.transcript import Final
from server.app import Server
from server.auth import KeyPair, new_key_pair
from server.settings import Settings, SupervisionSettings
from server.storage.audit import verify
from server.storage.calls import CallRecords
from server.storage.database import open_database
from server.storage.grants import GrantRecords
from server.storage.people import People, User
from server.storage.state import StateDirectory
from server.supervision import room
from server.supervision.relaying import PIECE_BYTES
from tests.server import fakes
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, eventually

LOUD = fakes.pcm(10, 1)[0]
VOICE = b"\1\2" * (PIECE_BYTES // 2)
Join = Callable[..., Awaitable[WireClient]]


def person(state: StateDirectory, name: str, role: str = "supervisor", grants: tuple[str, ...] = (), team: str = "") -> KeyPair:
    """A listed person at a workstation of their own, with grants for an hour."""
    keys, database = new_key_pair(), open_database(state)
    People(database).add_user(User(name, name.title(), role, "", team), "test")  # type: ignore[arg-type]
    People(database).add_workstation(f"W-{name}", keys.public, name, "test")
    if grants:
        until = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="milliseconds")
        GrantRecords(database).give(name, "", grants, reason="shift", until=until, actor="test")
    database.close()
    return keys


def live(state: StateDirectory, delay_s: float = 0.0) -> Settings:
    """Listeners hear so late."""
    return replace(fakes.settings(state), supervision=SupervisionSettings(listen_delay_s=delay_s))


@pytest.fixture
async def join(state: StateDirectory, start_server: StartServer) -> AsyncIterator[Join]:
    """Signs people in at one server; `anna` has call `c1` with a bridge.  The others come with their grants."""
    servers: list[Server] = []
    clients: list[WireClient] = []

    async def joined(name: str = "anna", *grants: str, role: str = "supervisor", team: str = "", narrow: bool = False
                     ) -> WireClient:
        keys = fakes.list_workstation(state) if name == "anna" else person(state, name, role, grants, team)
        if not servers:
            servers.append(await start_server(live(state)))
        client = WireClient(servers[0].endpoint, servers[0].public_key, keys)
        clients.append(client)
        if narrow:
            # a connection that holds little on its way
            client.socket.disconnect(servers[0].endpoint)
            client.socket.rcvbuf, client.socket.rcvhwm = 8_192, 2
            client.socket.connect(servers[0].endpoint)
        await client.hello()
        if name == "anna":
            await client.start("c1")
            await client.send(LineBridge(call="c1", bridge=True))
            await eventually(lambda: servers[0].stepping_in.bridge("c1"))
        return client
    joined.servers = servers  # type: ignore[attr-defined]
    yield joined
    for client in clients:
        client.close()


def server_of(join: Join) -> Server:
    return join.servers[0]  # type: ignore[attr-defined,no-any-return]


async def enter(client: WireClient, mode: str, reason: str = "complaint", call: str = "c1") -> Observing:
    await client.send(Observe(call=call, mode=mode, reason=reason))  # type: ignore[arg-type]
    return await client.until(Observing)


def audited(server: Server) -> list[tuple[str, str, str]]:
    """(actor, action, outcome or why) of everything about stepping in."""
    rows = server.database.read(lambda db: list(db.query(
        "SELECT actor, action, detail FROM audit WHERE action LIKE 'supervise.%' ORDER BY n")))
    details = [json.loads(row["detail"]) for row in rows]
    return [(row["actor"], row["action"], one.get("outcome", one.get("why"))) for row, one in zip(rows, details, strict=True)]


async def test_who_listens_hears_live_sound_after_the_agent_knows(join: Join) -> None:
    anna, sun = await join(), await join("sun")
    await anna.speak("c1", "customer", [LOUD] * 3)
    assert (await enter(sun, "listen")).mode == "listen"
    badge = await anna.until(Observers)
    assert (badge.names, badge.modes, badge.reasons) == (("Sun",), ("listen",), ("complaint",))
    await anna.speak("c1", "customer", [LOUD] * 5, first=3)
    await anna.speak("c1", "agent", [LOUD] * 8)
    await anna.speak("c1", "customer", [LOUD] * 2, first=6)
    await sun.until(LiveSound, lambda one: one.channel == "agent" and one.number == 7)
    heard = [one.number for one in sun.all(LiveSound) if one.channel == "customer"]
    assert heard == list(range(3, 8)), "each once, in order, nothing from before the badge"
    assert all(one.pcm == LOUD and not one.silenced for one in sun.all(LiveSound))
    await anna.send(RecordingPause(call="c1", paused=True, at_ms=800))
    await anna.until(RecordingState)
    await anna.speak("c1", "customer", [LOUD], first=8)
    hidden = await sun.until(LiveSound)
    assert hidden.silenced and hidden.pcm == bytes(2 * PACKET_SAMPLES)
    assert (await enter(sun, "")).mode == ""
    assert (await anna.until(Observers)).names == ()
    await anna.speak("c1", "customer", [LOUD], first=9)
    assert await sun.silent()
    assert audited(server_of(join)) == [("sun", "supervise.listen", "allowed"), ("sun", "supervise.left", "asked")]


class NumberRecogniser(fakes.LevelRecogniser):
    """Hears a private number at level 20."""

    @staticmethod
    def _recognition(window: NDArray[np.float32]) -> Recognition:
        level = round(float(np.max(window, initial=0.0)) * 32768)
        text = "well it is 4111 2222 3333 4444" if level == 20 else fakes.sentence(level) if level else ""
        return Recognition(text, -0.1, 0.0, 1.0, "en")


async def test_a_number_that_has_begun_is_silent_for_who_listens_on_both_channels(
        state: StateDirectory, start_server: StartServer, join: Join) -> None:
    join.servers.append(await start_server(live(state), fakes.speech(NumberRecogniser())))  # type: ignore[attr-defined]
    anna, sun = await join(), await join("sun")
    await enter(sun, "listen")
    await anna.speak("c1", "customer", fakes.pcm(20, 10))
    quiet = server_of(join).stepping_in._rooms["c1"].silencer
    await eventually(lambda: quiet.silent(11))
    for channel in CHANNELS:
        await anna.send(Packet(call="c1", channel=channel, number=11, pcm=fakes.pcm(20, 1)[0]))
        late = await sun.until(LiveSound, lambda one: one.number == 11)
        assert late.silenced and late.pcm == bytes(2 * PACKET_SAMPLES)
    assert not sun.all(LiveSound)[0].silenced, "what nobody could know yet"


async def test_a_house_may_let_its_listeners_hear_so_late_that_no_digit_is_heard(
        state: StateDirectory, start_server: StartServer, join: Join, monkeypatch: pytest.MonkeyPatch) -> None:
    server = await start_server(live(state, 2.5), fakes.speech(NumberRecogniser()))
    join.servers.append(server)  # type: ignore[attr-defined]
    anna, sun, ray = await join(), await join("sun"), await join("ray", "barge")
    now = [0.0]
    monkeypatch.setattr(server.stepping_in, "_clock", lambda: now[0])
    assert (await enter(sun, "listen")).delay_ms == 2_500
    assert (await enter(ray, "barge")).delay_ms == 0, "nobody talks with somebody who is heard late"
    sounds = [*fakes.pcm(0, 10), *fakes.pcm(20, 10), *fakes.pcm(0, 12)]
    for number, sound in enumerate(sounds):
        now[0] = number * 0.1
        await anna.speak("c1", "customer", [sound], first=number)
        await anna.speak("c1", "agent", fakes.pcm(0, 1), first=number)
        await ray.until(LiveSound, lambda one, number=number: (one.channel, one.number) == ("agent", number))  # type: ignore[misc]
        if number == 24:
            assert sun.all(LiveSound) == []
    assert [one.number for one in ray.all(LiveSound) if not one.silenced][:22:2] == list(range(11)), "what nobody could know yet"
    await anna.until(Final)
    await eventually(lambda: server.calls.live[0].settled_ms("customer") >= 2_500)
    for last in (9, 19, 29, 31):
        # an outbox keeps two seconds
        now[0] = last * 0.1 + 2.5
        await sun.until(LiveSound, lambda one, last=last: (one.channel, one.number) == ("agent", last))  # type: ignore[misc]
    heard = [one.number for one in sun.all(LiveSound) if not one.silenced]
    assert 0 in heard and not [number for number in heard if 10 <= number < 20], "not one digit, on neither channel"
    assert [one.number for one in sun.all(LiveSound)[::2]] == list(range(32))


async def test_a_voice_goes_where_the_mode_says_and_follows_each_change(join: Join) -> None:
    anna, sun = await join(), await join("sun", "barge", "takeover")
    for epoch, (mode, owner) in enumerate((("whisper", "agent"), ("barge", "both"), ("takeover", "supervisor")), 1):
        told = await enter(sun, mode)
        assert (told.mode, told.epoch) == (mode, epoch)
        assert (await anna.until(SpeakerOwner)).owner == owner
        await anna.send(SpeakerTaken(call="c1", epoch=epoch))
        await sun.send(TalkSound(call="c1", number=7, pcm=VOICE, epoch=epoch + 9))
        await sun.send(TalkSound(call="c1", number=0, pcm=VOICE, epoch=epoch))
        voice = await anna.until(SupervisorVoice)
        assert voice == SupervisorVoice(call="c1", number=0, mode=mode, epoch=epoch, pcm=VOICE)  # type: ignore[arg-type]
    await enter(sun, "listen")
    back = await anna.until(SpeakerOwner)
    assert (back.owner, back.epoch, back.mode) == ("agent", 4, "listen")
    await sun.send(TalkSound(call="c1", number=1, pcm=VOICE))
    assert await anna.silent() or anna.received[-1] == anna.all(Observers)[-1]
    assert len(anna.all(SupervisorVoice)) == 3


async def test_the_second_supervisor_learns_who_speaks_and_may_listen(join: Join) -> None:
    anna, sun, ray = await join(), await join("sun"), await join("ray", "barge")
    await enter(sun, "whisper")
    refused = await enter(ray, "barge")
    assert (refused.mode, refused.code) == ("", "supervision.taken")
    error = await ray.until(WireError)
    assert error.params == {"name": "Sun"} and "Sun" in error.text and error.retryable
    assert (await enter(ray, "listen")).mode == "listen"
    await anna.until(Observers, lambda one: one.names == ("Sun", "Ray"))
    # the one who speaks is cut off: the agent speaks alone at once, the listener stays
    await sun.send(Goodbye())
    assert (await anna.until(SpeakerOwner, lambda one: one.epoch == 2)).owner == "agent"
    assert (await anna.until(Observers)).names == ("Ray",)
    assert (await enter(ray, "barge")).mode == "barge"
    assert ("sun", "supervise.left", "client.gone") in audited(server_of(join))
    assert verify(server_of(join).database).problems == ()


@pytest.mark.parametrize("how", ["revoked", "expired", "removed"])
async def test_a_right_that_ends_in_mid_listen_ends_the_listening(state: StateDirectory, join: Join, how: str) -> None:
    anna, lent = await join(), await join("lent", "listen", team="south")
    assert (await enter(lent, "listen")).until != ""
    await anna.until(Observers)
    begun = asyncio.get_running_loop().time()
    other = open_database(state)
    if how == "revoked":
        GrantRecords(other).take_back("lent", "", ["listen"], reason="over", actor="console")
    elif how == "expired":
        other.work(lambda db: db.execute("UPDATE grants SET until = '2020-01-01T00:00:00.000+00:00'"))
    else:
        People(other).remove_user("lent", "console")
    other.close()
    assert (await anna.until(Observers)).names == ()
    print(f"{how}: the badge was gone after {asyncio.get_running_loop().time() - begun:.2f} s")
    await anna.speak("c1", "customer", [LOUD] * 2)
    if how != "removed":
        ended = await lent.until(Observing)
        assert (ended.mode, ended.code) == ("", "supervision.right_ended")
    assert lent.all(LiveSound) == []
    await eventually(lambda: audited(server_of(join))[-1][1] == "supervise.left")


async def test_who_may_not_is_refused_and_the_attempt_is_kept(join: Join) -> None:
    anna = await join()
    clients = {"anna": anna, "sun": await join("sun"), "agent": await join("agent", role="agent"),
               "south": await join("south", team="south")}
    tried = [("sun", "listen", "r", "nowhere", "supervision.call_over"), ("sun", "listen", " ", "c1", "supervision.reason"),
             ("sun", "barge", "r", "c1", "supervision.right"), ("agent", "listen", "r", "c1", "supervision.right"),
             ("south", "listen", "r", "c1", "supervision.right"), ("anna", "listen", "r", "c1", "supervision.right")]
    for who, mode, reason, call, code in tried:
        refused = await enter(clients[who], mode, reason, call)
        assert (refused.mode, refused.code) == ("", code)
        assert (await clients[who].until(WireError)).code == code
    assert audited(server_of(join)) == [(who, f"supervise.{mode}", code) for who, mode, _, _, code in tried]
    assert anna.all(Observers) == []


async def test_nobody_steps_into_the_own_call(join: Join) -> None:
    await join()
    sun = await join("sun", "barge")
    await sun.start("s1")
    assert (await enter(sun, "listen", call="s1")).code == "supervision.own_call"


async def test_a_call_that_ends_ends_every_mode_also_while_somebody_joins(join: Join) -> None:
    anna, sun, ray = await join(), await join("sun", "takeover"), await join("ray")
    await enter(sun, "takeover")
    await anna.send(CallEnd(call="c1", last_number={"customer": -1, "agent": -1}))
    await ray.send(Observe(call="c1", mode="listen", reason="r"))
    assert (await sun.until(Observing)).code == "supervision.call_over"
    assert (await ray.until(Observing, lambda one: not one.mode)).code == "supervision.call_over"
    await sun.send(TalkSound(call="c1", number=0, pcm=VOICE))
    await eventually(lambda: server_of(join).stepping_in.present("c1") == ())
    await eventually(lambda: len([one for one in audited(server_of(join)) if one[1] == "supervise.left"]) >= 1)


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


async def test_a_server_that_dies_in_a_take_over_leaves_the_call_to_the_agent(
        state: StateDirectory, start_server: StartServer) -> None:
    agent, keys = fakes.list_workstation(state), person(state, "sun", grants=("takeover",))
    first = await start_server()
    async with WireClient(first.endpoint, first.public_key, agent) as anna, \
            WireClient(first.endpoint, first.public_key, keys) as sun:
        for client in (anna, sun):
            await client.hello()
        await anna.start("c1")
        await anna.send(LineBridge(call="c1", bridge=True))
        await eventually(lambda: first.stepping_in.bridge("c1"))
        await enter(sun, "takeover")
        taken = await anna.until(SpeakerOwner)
        # as if it had died: nothing more is committed
        for session in first.calls.live:
            session.announce = lambda *_: None  # type: ignore[method-assign]
        await first.stop()
    again = await start_server()
    async with WireClient(again.endpoint, again.public_key, agent) as anna:
        await anna.hello()
        await anna.start("c1", seen_seq=taken.seq)
        back = await anna.until(SpeakerOwner)
        assert (back.owner, back.epoch) == ("agent", taken.epoch + 1)
        assert (await anna.until(Observers, lambda one: one.seq > back.seq)).names == ()
    owners = [one for one in CallRecords(again.database).events_after("c1", 0) if isinstance(one, SpeakerOwner)]
    assert [one.epoch for one in owners] == [1, 2] and owners[-1].owner == "agent"


async def test_an_agent_who_comes_back_finds_the_call_their_own(join: Join) -> None:
    anna, sun, ray = await join(), await join("sun", "takeover"), await join("ray")
    await enter(sun, "takeover")
    await enter(ray, "listen")
    await anna.send(Goodbye())
    assert (await sun.until(Observing)).code == "supervision.agent_gone"
    assert (await enter(sun, "takeover")).code == "supervision.agent_gone"
    await anna.hello()
    await anna.start("c1")
    owners = [await anna.until(SpeakerOwner) for _ in range(2)]
    assert [(one.owner, one.epoch) for one in owners] == [("supervisor", 1), ("agent", 2)]
    assert (await enter(sun, "barge")).code != "", "what its client can do it has to say anew"
    await anna.speak("c1", "customer", [LOUD] * 3)
    assert (await ray.until(LiveSound)).number == 0, "who listens was waiting"


async def test_voices_of_people_who_have_no_mode_and_floods_reach_nobody(join: Join) -> None:
    anna, sun, ray = await join(), await join("sun"), await join("ray")
    await enter(sun, "whisper")
    await anna.until(Observers)
    for number in range(150):
        await ray.send(TalkSound(call="c1", number=number, pcm=VOICE))
    await ray.until(WireError, lambda one: one.code == "supervision.talk")
    for number in (0, 0, 5, 3, 10**12, -4, 6):
        await sun.send(TalkSound(call="c1", number=number, pcm=VOICE))
    await sun.send(TalkSound(call="c1", number=7, pcm=b"x" * 50_000))
    await sun.send(TalkSound(call="other", number=8, pcm=VOICE))
    await sun.send(TalkSound(call="c1", number=9, pcm=VOICE))
    await anna.until(SupervisorVoice, lambda one: one.number == 9)
    assert [one.number for one in anna.all(SupervisorVoice)] == [0, 5, 6, 9]
    for _ in range(60):
        await ray.send(Observe(call="c1", mode="listen", reason="r"))
        await ray.send(Observe(call="c1", mode=""))
    await ray.until(WireError, lambda one: one.code == "supervision.busy")
    await eventually(lambda: [one.name for one in server_of(join).stepping_in.present("c1")] == ["Sun"])


async def test_a_listener_who_stops_reading_costs_little_and_slows_nobody(
        join: Join, monkeypatch: pytest.MonkeyPatch) -> None:
    anna, sun, ray = await join(), await join("sun", narrow=True), await join("ray")
    server, sent = server_of(join), [0]
    # a minute of sound in a moment, at the times at which it would have come
    monkeypatch.setattr(server.stepping_in, "_clock", lambda: sent[0] * 0.1)
    for client in (sun, ray):
        await enter(client, "listen")
    stuck = next(one.client.outbox for one in server.stepping_in.present("c1") if one.name == "Sun")

    async def read() -> None:
        await ray.until(LiveSound, lambda one: one.channel == "agent" and one.number == 599, 30.0)
    reading, silence = asyncio.create_task(read()), fakes.pcm(0, 1)[0]
    tracemalloc.start()
    held = tracemalloc.get_traced_memory()[0]
    for number in range(600):
        sent[0] = number
        for channel in CHANNELS:
            await anna.send(Packet(call="c1", channel=channel, number=number, pcm=silence))
        if number % 10 == 9:
            await eventually(lambda last=number: any(one.number == last for one in ray.all(LiveSound)))  # type: ignore[misc]
    await reading
    grown = tracemalloc.get_traced_memory()[0] - held - 600 * 2 * 3_300
    tracemalloc.stop()
    assert [one.number for one in ray.all(LiveSound) if one.channel == "customer"] == list(range(600)), "the other misses nothing"
    assert stuck.replaced > 0 and len(stuck) <= 45 and not stuck.overflowed
    print(f"a minute of sound that nobody read: {grown / 1e6:.1f} MB more beside what the test itself keeps")
    assert grown < 20e6
    # it reads again: what is left is the newest, in order
    await sun.until(LiveSound, lambda one: one.channel == "agent" and one.number == 599)
    numbers = [one.number for one in sun.all(LiveSound) if one.channel == "agent"]
    assert numbers == sorted(set(numbers)) and set(range(580, 600)) <= set(numbers) and len(numbers) < 600
