"""A server that is full says so to new calls, with what to do next, and keeps the calls it has."""

from __future__ import annotations

import pytest

from protocol.assist import Alert
from protocol.call import CallEnd, CallEnded, CallReady, CallStart, Ping, Pong, WireError
from protocol.transcript import Final, Partial
from server.speech.dispatch import Dispatch
from server.speech.load import Step
from server.speech.scheduler import Scheduler
from server.storage.state import StateDirectory
from tests.server.calls.test_session import list_workstation
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, sentence, spoken


async def test_a_new_call_is_refused_with_a_hint_and_a_running_one_comes_back(
    state: StateDirectory, start_server: StartServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = list_workstation(state)
    server = await start_server()
    asked: list[int] = []

    def full(scheduler: Scheduler, live_calls: int) -> bool:
        asked.append(live_calls)
        return True

    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        monkeypatch.setattr(Scheduler, "refuses_call", full)
        monkeypatch.setattr(Scheduler, "call_capacity", property(lambda scheduler: 1))
        await client.send(CallStart(call="c2"))
        error = await client.until(WireError)
        assert error.code == "calls.refused" and error.retryable and error.call == "c2"
        assert error.params == {"calls": "1", "retry_s": "60"} and "1 calls fit" in error.text and "60 s" in error.text
        assert asked == [1]
        await client.send(CallStart(call="c1"))
        assert (await client.until(CallReady, lambda ready: ready.resumed)).call == "c1"


async def test_a_call_of_an_earlier_run_is_taken_back_by_a_full_server(
    state: StateDirectory, start_server: StartServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = list_workstation(state)
    first = await start_server()
    async with WireClient(first.endpoint, first.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
    await first.calls.close()
    monkeypatch.setattr(Scheduler, "refuses_call", lambda scheduler, live_calls: True)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        assert (await client.start("c1")).resumed


async def test_what_gives_way_is_told_with_the_pong(
    state: StateDirectory, start_server: StartServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = list_workstation(state)
    server = await start_server()
    monkeypatch.setattr(Scheduler, "degraded", property(lambda scheduler: ("partials.none", "assistance.reduced")))
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.send(Ping(sent_ms=1))
        assert (await client.until(Pong)).degraded == ("assistance.reduced", "partials.none")


async def test_when_all_has_given_way_finals_and_compliance_have_not(
    state: StateDirectory, start_server: StartServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = list_workstation(state)
    server = await start_server()
    monkeypatch.setattr(Dispatch, "step", property(lambda dispatch: Step.ASSISTANCE))
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        sound = spoken(11, 999, packets=20)
        await client.speak("c1", "agent", sound)
        await client.send(CallEnd(call="c1", last_number={"customer": -1, "agent": len(sound) - 1}))
        await client.until(CallEnded)
        assert [final.text.lower() for final in client.all(Final)] == [sentence(11), sentence(999).lower()]
        assert client.all(Alert) and not client.all(Partial)
