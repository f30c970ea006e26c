"""Calls that last a working day: what a call holds stays bounded, and its times stay right to the end."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, ModuleType

from protocol.audio import PacketsGone
from protocol.call import CallEnd, CallEnded, CallReady, CallStart
from protocol.message import CHANNELS, Channel, utterance_id
from protocol.transcript import Final, Gap
from server.calls.known import KEPT_SAMPLES, KnownUtterances
from server.calls.pipeline import Pipeline
from server.calls.recording import Recording
from server.calls.utterance import CallFacts, Utterance
from server.content.loading import load_playbook
from server.storage.state import StateDirectory
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, list_workstation, sentence, spoken, write_playbook

HOUR_MS = 3_600_000
HOUR_PACKETS = 36_000
SAID = ("What is the balance of my mortgage?", "The rate is 4.35% and the fee is $120.", "there is no risk", "mm-hmm",
        "My card number is 4111 1111 1111 1111.", "Good morning.", "I will call you back by Friday.", "That is far too slow!")


def held_bytes(root: object) -> int:
    """Memory of everything that can be reached from here, classes and modules left out."""
    seen: set[int] = set()
    waiting, total = [root], 0
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, (type, ModuleType, FunctionType, BuiltinFunctionType)):
            continue
        seen.add(id(one))
        total += sys.getsizeof(one)
        waiting.extend(gc.get_referents(one))
    return total


def test_an_eight_hour_pipeline_holds_hardly_more_than_an_hour_old_one(tmp_path: Path) -> None:
    """Only what the customer said of money is kept for the whole call; another hour of talk costs less than 100 kB."""
    pipeline = Pipeline(load_playbook(write_playbook(tmp_path)), CallFacts(call="c1", lang="en", customer_id="T1"))
    sizes: list[int] = []
    at_ms = 0
    for hour in range(1, 9):
        while at_ms < hour * HOUR_MS:
            turn = at_ms // 8_000
            channel: Channel = CHANNELS[turn % 2]
            pipeline.hear(Utterance(utterance_id(channel, at_ms * 16), channel, at_ms, at_ms + 3_000,
                                    SAID[turn * 5 % len(SAID)], "en"))
            pipeline.tick(at_ms + 3_000)
            at_ms += 8_000
        sizes.append(held_bytes(pipeline))
    assert pipeline.state().utterances == 3_600
    assert sizes[-1] - sizes[0] < 7 * 100_000, sizes
    assert max(after - before for before, after in zip(sizes[1:], sizes[2:], strict=False)) < 100_000, sizes


def test_only_utterances_near_the_end_are_remembered() -> None:
    known = KnownUtterances()
    most = 0
    for second in range(0, 8 * 3_600, 3):
        for channel in CHANNELS:
            known.add(utterance_id(channel, second * 16_000))
        # the agent's side is committed a minute later than the customer's
        known.forget_before({"customer": second * 16_000, "agent": max(0, second - 60) * 16_000})
        most = max(most, len(known))
    last = 8 * 3_600 - 3
    recent = range(last - KEPT_SAMPLES // 16_000, last + 1, 3)
    assert most <= 2 * (2 * len(recent) + 20 + 2)
    assert all(utterance_id(channel, second * 16_000) in known for second in recent for channel in CHANNELS)
    assert utterance_id("agent", 3_000 * 16_000) not in known


def test_ids_of_another_form_are_never_forgotten() -> None:
    known = KnownUtterances(f"other-{number}" for number in range(200))
    known.forget_before({"customer": 10**12, "agent": 10**12})
    assert len(known) == 200


def test_pauses_all_day_long_are_each_in_their_place() -> None:
    recording = Recording(120_000)
    for minute in range(0, 8 * 60, 2):
        assert recording.pause(minute * 60_000, "card") is not None
        span = recording.resume(minute * 60_000 + 20_000)
        assert span is not None and span.end_ms - span.start_ms == 20_000
    assert recording.paused_at((478 * 60_000 + 19_999) * 16) and not recording.paused_at((478 * 60_000 + 20_000) * 16)
    assert recording.cut(477 * 60_000 * 16, 479 * 60_000 * 16) == 478 * 60_000 * 16


async def test_a_working_day_of_a_call_keeps_its_time_and_its_order(state: StateDirectory,
                                                                    start_server: StartServer) -> None:
    """Most of the day is named as lost, so that eight hours pass in seconds; then all of it is told once more."""
    keys = list_workstation(state)
    server = await start_server()
    sound = spoken(11)
    starts = [hour * HOUR_PACKETS + part * HOUR_PACKETS // 4 for hour in range(8) for part in range(4)]
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        for at, first in enumerate(starts):
            for channel in CHANNELS:
                await client.speak("c1", channel, spoken(at + 1), first=first)
                end = (starts[at + 1] if at + 1 < len(starts) else 8 * HOUR_PACKETS) - 1
                await client.send(PacketsGone(call="c1", channel=channel, first=first + len(sound), last=end))
            await client.until(Final, lambda final: final.channel == "agent")
        last = 8 * HOUR_PACKETS - 1
        await client.send(CallEnd(call="c1", last_number={"customer": last, "agent": last}))
        end_of_call = await client.until(CallEnded)
        assert end_of_call.duration_ms == 8 * HOUR_MS and end_of_call.utterances == 2 * len(starts)
        for channel in CHANNELS:
            finals = [final for final in client.all(Final) if final.channel == channel]
            assert [final.text.lower() for final in finals] == [sentence(at + 1) for at in range(len(starts))]
            assert all(0 <= final.start_ms - first * 100 < 100 for final, first in zip(finals, starts, strict=True))
            gaps = [gap for gap in client.all(Gap) if gap.channel == channel]
            assert [(gap.start_ms, gap.end_ms) for gap in gaps] == [
                ((first + len(sound)) * 100, end * 100) for first, end in zip(starts, [*starts[1:], last + 1], strict=True)]
        heard = client.events()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.send(CallStart(call="c1", lang="en"))
        assert (await client.until(CallReady)).next_number == {"customer": last + 1, "agent": last + 1}
        await client.until(CallEnded)
        assert client.events() == heard
