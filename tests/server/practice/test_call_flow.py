"""Training calls through a server: the customer of the shipped playbook who writes, and a trainee who types."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from protocol.assist import Alert, Card, Checklist, Feedback, Intent, Mood, Suggestion
from protocol.audio import Packet
from protocol.call import CallEnd, CallEnded, CallReady, CallStart, CustomerRecord, FindCustomer, WireError
from protocol.message import CHANNELS, CallEvent, Message
from protocol.training import CustomerHeard, CustomerLeft, CustomerVoice, TrainingCatalogue, TrainingQuery, TypedLine
from protocol.transcript import Final
from server.app import Server
from server.calls import withheld
from server.settings import Settings
from server.storage.call_people import CallPeople
from server.storage.calls import CallRecords
from server.storage.disputes import DisputeRecords
from server.storage.practice import PracticeRecords
from server.storage.state import StateDirectory
from tests.server.calls.test_customer import record, store
from tests.server.conftest import StartServer
from tests.server.customers.records import PHONE
from tests.server.fakes import WireClient, eventually, list_workstation, pcm, settings

GOOD = ("您好，这里是星辰银行，请问有什么可以帮您？", "请问您贵姓，手机后四位是多少？我核对一下身份。",
        "提前还款违约金是剩余本金的1%，还款满12个月免收。", "您可以在手机银行申请提前还款，也可以到网点办理。",
        "请问还有其他可以帮您的吗？", "感谢您的来电，祝您生活愉快，再见。")
_HELP = (Alert, Card, Checklist, Intent, Mood, Suggestion)

Open = Callable[..., Awaitable[tuple[Server, WireClient]]]


@pytest.fixture
async def practise(state: StateDirectory, start_server: StartServer) -> AsyncIterator[Open]:
    """Starts a server with the shipped playbooks and a client that has begun a training call."""
    clients: list[WireClient] = []
    keys: list[Any] = []

    async def opened(call: str = "c1", seen_seq: int = 0, **fields: Any) -> tuple[Server, WireClient]:
        keys[:] = keys or [list_workstation(state)]
        chosen: Settings = replace(settings(state), playbooks=("zh_finance", "en_finance"))
        server = await start_server(chosen)
        client = WireClient(server.endpoint, server.public_key, keys[0])
        clients.append(client)
        await client.hello()
        await client.send(CallStart(call=call, seen_seq=seen_seq, **{
            "lang": "zh", "training": True, "scenario": "early_repayment", "difficulty": "easy", "voice": False, **fields}))
        return server, client
    yield opened
    for client in clients:
        client.close()


async def _say(client: WireClient, *lines: str) -> None:
    """Type lines, each after the answer to the one before."""
    for line in lines:
        await client.send(TypedLine(call="c1", text=line))
        await client.until(Final, lambda final, line=line: final.channel == "agent" and final.text == line)
        await client.until(Final, lambda final: final.channel == "customer")


def _said(client: WireClient, channel: str) -> list[str]:
    return [final.text for final in client.all(Final) if final.channel == channel]


async def test_a_typed_call_comes_to_its_good_end_and_is_stored_like_a_spoken_one(practise: Open) -> None:
    server, client = await practise()
    await client.until(CallReady)
    await _say(client, *GOOD)
    left = await client.until(CustomerLeft)
    assert (left.outcome, left.why) == ("success", "helped")
    assert _said(client, "agent") == list(GOOD)
    written = [piece.text for piece in client.all(CustomerVoice)]
    assert _said(client, "customer") == written and all(not piece.pcm for piece in client.all(CustomerVoice))
    assert client.all(Suggestion) and client.all(Checklist), "the product helps as in a real call"
    names = [final.utterance for final in client.all(Final)]
    assert names == [f"typed-{number}" for number in range(1, len(names) + 1)]
    await client.send(CallEnd(call="c1", last_number=dict.fromkeys(CHANNELS, -1)))
    ended = await client.until(CallEnded)
    assert ended.utterances == len(names)
    records = CallRecords(server.database)
    assert [said.utterance.text for said in records.utterances("c1")] == [final.text for final in client.all(Final)]
    path = PracticeRecords(records).path("c1")
    assert path[-1].outcome == "success" and [point.said for point in path if point.said] == written


async def test_nothing_of_a_training_call_counts_as_real(practise: Open) -> None:
    server, client = await practise()
    await client.until(CallReady)
    await _say(client, GOOD[0], "我保证这个产品没有任何风险，绝对保本。")
    alert = client.all(Alert)[0]
    await client.send(Feedback(call="c1", item=alert.id, kind="alert", action="disputed"))
    await _say(client, "请问还有其他可以帮您的吗？")
    await client.send(CallEnd(call="c1", last_number=dict.fromkeys(CHANNELS, -1)))
    await client.until(CallEnded)
    disputes = DisputeRecords(server.database)
    assert disputes.counts() == [] and disputes.found() == []
    for table in ("call_figures", "outcomes", "contacts"):
        found = server.database.read(lambda db, table=table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        assert found == 0, table
    people = CallPeople(CallRecords(server.database))
    people.link("c1", customer_id="C1001")
    assert people.calls_of((), ("C1001",)) == [] and people.past_calls("C1001", but="") == []


async def test_a_server_that_is_restarted_goes_on_with_the_same_customer(practise: Open, start_server: StartServer) -> None:
    server, client = await practise()
    await client.until(CallReady)
    await _say(client, *GOOD[:3])
    before = {event.seq: event for event in client.events()}
    await server.stop()
    client.close()
    again, client = await practise(seen_seq=max(before), assistance="exam", scenario="another")
    ready = await client.until(CallReady)
    assert ready.resumed
    await _say(client, *GOOD[3:])
    left = await client.until(CustomerLeft)
    assert left.outcome == "success"
    after = {event.seq: event for event in client.events()}
    assert not set(before) & set(after) and client.all(Checklist), "what the call began with holds, not what its client says"
    turns = [piece.turn for piece in client.all(CustomerVoice)]
    assert len(turns) == len(set(turns))


@pytest.mark.parametrize(("fields", "code"), [
    ({"scenario": "nobody"}, "scenario.unknown"), ({"lang": "en"}, "scenario.unknown")])
async def test_a_customer_that_does_not_exist_is_refused(practise: Open, fields: dict[str, str], code: str) -> None:
    server, client = await practise(**fields)
    error = await client.until(WireError)
    assert (error.code, error.call) == (code, "c1") and "choose another" in error.text
    assert CallRecords(server.database).load("c1") is None
    await client.send(CallStart(call="c2", lang="zh", training=True))
    assert (await client.until(CallReady)).call == "c2", "practice with nobody on the line"


async def test_who_looks_at_the_scenarios_finds_a_voice_ready(practise: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    server, client = await practise(scenario="")
    await client.until(CallReady)
    warmed: list[str] = []

    async def warm_up(lang: str) -> bool:
        warmed.append(lang)
        return True
    monkeypatch.setattr(server.voicing, "warm_up", warm_up)
    await client.send(TrainingQuery(lang="zh"))
    catalogue = await client.until(TrainingCatalogue)
    assert "espeak" in catalogue.voices and not catalogue.problem
    await eventually(lambda: warmed == ["zh"])


async def test_lines_are_typed_in_training_calls_only(practise: Open) -> None:
    _, client = await practise(training=False, scenario="")
    await client.until(CallReady)
    await client.send(TypedLine(call="c1", text="您好"))
    error = await client.until(WireError)
    assert error.code == "training.only" and not client.all(Final)


async def test_what_is_typed_is_masked_and_nothing_comes_of_nothing(practise: Open) -> None:
    _, client = await practise()
    await client.until(CallReady)
    for text in ("", "   \n ", "好" * 5_000):
        await client.send(TypedLine(call="c1", text=text))
    await client.send(TypedLine(call="c1", text="您的卡号是6222020200112233445吗"))
    finals = [await client.until(Final, lambda final: final.channel == "agent") for _ in range(2)]
    assert len(finals[0].text) == 500 and "6222020200112233445" not in finals[1].text
    await client.send(CustomerHeard(call="c1", turn=99, played_ms=-5))
    await client.send(CustomerHeard(call="unknown", turn=1, played_ms=5))
    await client.send(TypedLine(call="c1", text="还在"))
    await client.until(Final, lambda final: final.text == "还在")


async def test_typed_and_spoken_lines_do_not_collide(practise: Open) -> None:
    _, client = await practise(scenario="")
    await client.until(CallReady)
    sound = [*pcm(51, 6), *pcm(0, 8)]
    for number, packet in enumerate(sound):
        for channel in CHANNELS:
            await client.send(Packet(call="c1", channel=channel, number=number,
                                     pcm=packet if channel == "agent" else bytes(len(packet))))
    spoken = await client.until(Final)
    await client.send(TypedLine(call="c1", text="您好"))
    typed = await client.until(Final)
    assert spoken.utterance.startswith("agent-") and typed.utterance == "typed-1"
    assert typed.start_ms == typed.end_ms >= spoken.end_ms


async def test_an_exam_shows_no_help_and_records_it(practise: Open) -> None:
    server, client = await practise(assistance="exam")
    await client.until(CallReady)
    await _say(client, *GOOD[:3])
    assert not [message for kind in _HELP for message in client.all(kind)]
    stored = CallRecords(server.database).events_after("c1", 0)
    assert {type(event) for event in stored} >= {Checklist, Suggestion, Final}


async def test_hints_come_after_a_while_and_nothing_else_waits(practise: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(withheld, "HINT_MS", 600)
    due: list[tuple[withheld.Withheld, CallEvent]] = []
    release = withheld.Withheld._release
    monkeypatch.setattr(withheld.Withheld, "_release", lambda screen, event: due.append((screen, event)))
    _, client = await practise(assistance="hint")
    order: list[Message] = []
    await client.until(CallReady)
    begun_s = time.monotonic()
    await _say(client, *GOOD[:2])
    assert not client.all(Suggestion) and client.all(Checklist)
    await eventually(lambda: any(isinstance(event, Suggestion) for _, event in due))
    assert time.monotonic() - begun_s >= 0.5
    for screen, event in due:
        release(screen, event)
    hint = await client.until(Suggestion)
    assert hint.seq == 0, "later events were applied before it"
    order += client.events()
    assert [event.seq for event in order if isinstance(event, CallEvent) and event.seq] == sorted(
        event.seq for event in order if isinstance(event, CallEvent) and event.seq)


async def test_calls_without_training_wait_for_nothing(practise: Open) -> None:
    _, client = await practise(training=False, scenario="early_repayment", assistance="exam")
    await client.until(CallReady)
    assert await client.until(Checklist)
    assert not client.all(CustomerVoice)


async def test_the_customer_is_the_scenarios_and_nobody_real_is_looked_up(practise: Open, state: StateDirectory) -> None:
    store(state, record("C1001"))
    server, client = await practise(phone=PHONE, customer_id="C1001")
    seen = await client.until(CustomerRecord)
    assert (seen.customer_id, seen.name) == ("C1001", "周明远") and seen.fields[0].source == "playbook"
    await client.send(FindCustomer(call="c1", phone=PHONE))
    found = await client.until(CustomerRecord)
    assert (found.status, found.name) == ("none", "")
    row = CallRecords(server.database).row("c1")
    assert row is not None and row.number_mark == "" and CallPeople(CallRecords(server.database)).people("c1") == []
