"""Listening and speaking over real sockets: an agent, supervisors, and everything that can go wrong between them."""

from __future__ import annotations

import asyncio

import pytest

from protocol.call import CallEnd, Goodbye, WireError
from protocol.relay import LiveSound, SupervisorVoice, TalkSound
from protocol.supervision import LineBridge, Observe, Observers, Observing, SpeakerOwner, SpeakerTaken
from server.storage.audit import verify
from server.storage.calls import CallRecords
from server.storage.database import open_database
from server.storage.grants import GrantRecords
from server.storage.people import People
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, eventually
from tests.server.supervision.joined import LOUD, VOICE, Join, audited, enter, person, server_of


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
