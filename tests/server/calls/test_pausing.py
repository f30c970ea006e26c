"""Recording that is paused: acknowledged, never transcribed, and over by itself."""

from __future__ import annotations

from protocol.call import (
    RecordingPause,
    RecordingState,
)
from protocol.transcript import Gap, Partial
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.calls.conftest import OpenCall, ended, texts
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, list_workstation, pcm, sentence, spoken


async def test_paused_sound_is_acknowledged_and_never_transcribed(open_call: OpenCall) -> None:
    _, client = await open_call()
    sound = spoken(11, 77, 22)
    await client.send(RecordingPause(call="c1", paused=True, at_ms=1300, reason="card"))
    paused = await client.until(RecordingState)
    assert paused.paused and paused.at_ms == 1300 and paused.until_ms > 1300 and paused.reason == "card"
    await client.speak("c1", "customer", sound[:26])
    await client.acknowledged("customer", 20)
    await client.send(RecordingPause(call="c1", paused=False, at_ms=2600))
    assert not (await client.until(RecordingState)).paused
    gaps = [await client.until(Gap), await client.until(Gap)]
    assert {(gap.channel, gap.start_ms, gap.end_ms, gap.why) for gap in gaps} == {
        ("customer", 1300, 2600, "card"), ("agent", 1300, 2600, "card")}
    await client.speak("c1", "customer", sound[26:], first=26)
    await ended(client, "c1", len(sound) - 1)
    assert texts(client) == [sentence(11), sentence(22)]
    assert not [partial for partial in client.all(Partial) if sentence(77) in partial.text.lower()]


async def test_a_pause_ends_by_itself_and_outlives_a_restart(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    settings = fakes.settings(state, pause_limit_ms=3000)
    first_server = await start_server(settings)
    async with WireClient(first_server.endpoint, first_server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.send(RecordingPause(call="c1", paused=True, at_ms=100))
        await client.until(RecordingState)
    await first_server.calls.close()
    await first_server.gateway.stop()
    server = await start_server(settings)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1", seen_seq=10_000)
        await client.speak("c1", "customer", [*spoken(44), *pcm(0, 20), *spoken(11)])
        state_now = await client.until(RecordingState)
        assert not state_now.paused and state_now.reason == "limit" and state_now.at_ms == 3100
        await ended(client, "c1", 45)
        assert texts(client) == [sentence(11)]
