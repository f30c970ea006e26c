"""One speaker's voice in the other's channel is shown once, in a live call as well."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor

import numpy as np
import pytest
from numpy.typing import NDArray

from protocol.audio import Acknowledged
from protocol.call import CallEnd, CallEnded
from protocol.message import PACKET_SAMPLES
from protocol.transcript import Final, Gap
from server.calls.echoes import KEPT_SAMPLES, Echoes
from server.storage.state import StateDirectory
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, list_workstation
from tests.server.speech.echo_sounds import ANSWER, NUMBER, QUESTION, RATE_HZ, Samples, after, leaked, lines, mixed


@pytest.fixture
def workers() -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as executor:
        yield executor


async def test_an_echo_of_an_ended_utterance_is_nothing(workers: Executor) -> None:
    echoes = Echoes(workers)
    said = mixed(lines()["customer", QUESTION])
    echoes.remember("customer", 8000, said)
    assert await echoes.own_sound("agent", 8000, mixed(leaked(lines()["customer", QUESTION], "headset", 80, 12))) is None
    own = await echoes.own_sound("customer", 8000, said)
    assert own is not None and np.array_equal(own, said)


async def test_an_echo_of_what_is_still_being_said_is_nothing(workers: Executor) -> None:
    echoes = Echoes(workers)
    said = np.rint(mixed(lines()["customer", QUESTION]) * 32767).astype(np.int16)
    echoes.held = lambda channel: [(8000, said)] if channel == "customer" else []
    assert await echoes.own_sound("agent", 8000, mixed(leaked(lines()["customer", QUESTION], "line", 80, 12))) is None


async def test_an_open_utterance_is_judged_again_only_when_it_has_grown(workers: Executor, monkeypatch: pytest.MonkeyPatch) -> None:
    echoes = Echoes(workers)
    judged = []
    judge = echoes._judge
    monkeypatch.setattr(echoes, "_judge", lambda heard, *rest: (judged.append(len(heard.samples)), judge(heard, *rest))[1])
    said = mixed(lines()["customer", QUESTION])
    echoes.remember("customer", 8000, said)
    leak = mixed(leaked(lines()["customer", QUESTION], "headset", 80, 12))
    for share in range(10, 41):
        heard = leak[: len(leak) * share // 40]
        assert await echoes.own_sound("agent", 8000, heard, ended=False) is None or share < 20
    assert 1 < len(judged) < 8
    assert await echoes.own_sound("agent", 8000, leak) is None
    assert judged[-1] == len(leak)


async def test_silence_of_the_other_costs_nothing_and_changes_nothing(workers: Executor) -> None:
    echoes = Echoes(workers)
    answer = lines()["agent", ANSWER]
    assert await echoes.own_sound("agent", 0, answer) is answer
    echoes.remember("customer", 0, lines()["customer", QUESTION][:RATE_HZ])
    assert await echoes.own_sound("agent", 2 * RATE_HZ, answer) is answer


async def test_what_is_remembered_is_bounded(workers: Executor) -> None:
    echoes = Echoes(workers)
    for number in range(40):
        echoes.remember("customer", number * 3 * RATE_HZ, np.zeros(2 * RATE_HZ, np.float32))
    kept = [start for start, _ in echoes._said["customer"]]
    assert min(kept) > 39 * 3 * RATE_HZ - KEPT_SAMPLES


async def test_only_a_suspected_echo_is_judged_by_its_words(workers: Executor) -> None:
    echoes = Echoes(workers)
    assert not echoes.repeats("customer", 0, 32_000, "我的卡号是6228")
    assert not echoes.repeats("agent", 1600, 33_600, "我的卡号是6228"), "nobody suspected it"
    echoes._suspected.add(("agent", 64_000))
    assert not echoes.repeats("agent", 64_000, 96_000, "我的卡号是6228"), "the customer said it long before"
    echoes._suspected.add(("agent", 3200))
    assert echoes.repeats("agent", 3200, 34_000, "我的卡号是6228")
    assert not echoes._suspected


def packets(sound: Samples, level: int, count: int) -> list[bytes]:
    """As many packets of sound whose loudest sample is this level, silent where the scripted voice activity wants it."""
    pcm: NDArray[np.int16] = np.rint(sound * (level / np.abs(sound).max())).astype("<i2")
    pcm = np.pad(pcm, (0, max(0, count * PACKET_SAMPLES - len(pcm))))[:count * PACKET_SAMPLES]
    return [pcm[at:at + PACKET_SAMPLES].tobytes() for at in range(0, len(pcm), PACKET_SAMPLES)]


async def heard_call(state: StateDirectory, start_server: StartServer, customer: list[bytes], agent: list[bytes]
                     ) -> tuple[WireClient, int]:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        for number, (one, other) in enumerate(zip(customer, agent, strict=True)):
            await client.speak("c1", "customer", [one], first=number)
            await client.speak("c1", "agent", [other], first=number)
        await client.send(CallEnd(call="c1", last_number={"customer": len(customer) - 1, "agent": len(agent) - 1}))
        await client.until(CallEnded)
    return client, len(agent)


async def test_a_leaking_headset_shows_the_customer_once_and_everything_is_acknowledged(
        state: StateDirectory, start_server: StartServer) -> None:
    said = lines()["customer", QUESTION]
    customer = packets(said, 20_000, 45)
    agent = packets(leaked(said, "headset", 90, 12), 5_000, 45)
    client, count = await heard_call(state, start_server, customer, agent)
    assert {final.channel for final in client.all(Final)} == {"customer"}
    assert client.all(Gap) == []
    assert max(ack.next_number for ack in client.all(Acknowledged) if ack.channel == "agent") == count


async def test_both_are_shown_when_both_speak(state: StateDirectory, start_server: StartServer) -> None:
    customer = packets(lines()["customer", NUMBER], 20_000, 60)
    agent = packets(after(0.4, lines()["agent", ANSWER]), 9_000, 60)
    client, _ = await heard_call(state, start_server, customer, agent)
    assert {final.channel for final in client.all(Final)} == {"customer", "agent"}
