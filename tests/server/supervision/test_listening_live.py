"""Who listens hears live sound: after the agent knows, without private numbers, and without a cost to others."""

from __future__ import annotations

import asyncio
import tracemalloc

import numpy as np
import pytest
from numpy.typing import NDArray

from models.asr import Recognition
from protocol.audio import Packet
from protocol.call import RecordingPause, RecordingState
from protocol.message import CHANNELS, PACKET_SAMPLES
from protocol.relay import LiveSound
from protocol.supervision import Observers
from protocol.transcript import Final
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.conftest import StartServer
from tests.server.fakes import eventually
from tests.server.supervision.joined import LOUD, Join, audited, enter, live, server_of


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
