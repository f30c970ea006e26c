"""What the customer agrees to in a call: notices and refusals change what runs, reach the ledger, and hold in the next call."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from protocol.assist import Event, Mood
from protocol.call import CallReady, CallStart, CustomerRecord, RecordingState
from protocol.consent import ConsentChoice, ConsentState
from protocol.message import Channel, Language
from server.calls.consent_lines import ledger_lines
from server.calls.known_customer import KnownCustomer
from server.calls.opening import repeat_input
from server.calls.pipeline import Pipeline
from server.calls.utterance import CallFacts, Utterance, VoiceMeasures
from server.content.loading import BUILT_IN, load_playbook
from server.content.playbook import Playbook
from server.privacy.consent import Standing
from server.settings import PrivacySettings
from server.storage.audit import now_text
from server.storage.calls import Input
from server.storage.consents import Consent
from server.storage.database import open_database
from server.storage.privacy import Person, PrivacyRecords
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.calls.conftest import OpenCall, ended
from tests.server.calls.test_customer import record, store
from tests.server.conftest import StartServer
from tests.server.customers.records import PHONE
from tests.server.fakes import WireClient, list_workstation

ANGRY = {"zh": "我很生气，太气人了，我要投诉你们！", "en": "I am furious, this is outrageous!"}
LOUD = VoiceMeasures(-10.0, 300.0, 6.0, 6.0)


def said(text: str, channel: Channel = "customer", at_ms: int = 1_000, lang: Language = "zh") -> Utterance:
    return Utterance(f"{channel[0]}-{at_ms}", channel, at_ms, at_ms + 500, text, lang,
                     voice=LOUD if channel == "customer" else None)


def consents(events: tuple[Event, ...] | list[Event]) -> list[tuple[str, str, bool, str]]:
    return [(event.purpose, event.state, event.on, event.how) for event in events if isinstance(event, ConsentState)]


@pytest.fixture(scope="module")
def zh() -> Playbook:
    return load_playbook(BUILT_IN / "zh_finance")


@pytest.fixture
def pipeline(zh: Playbook) -> Pipeline:
    return Pipeline(zh, CallFacts(call="c1", lang="zh"))


def test_a_refused_analysis_ends_with_that_line(pipeline: Pipeline) -> None:
    before = pipeline.hear(said(ANGRY["zh"])).events
    assert any(isinstance(event, Mood) and event.mood != "calm" for event in before)
    heard = pipeline.hear(said("别分析我的情绪。", at_ms=3_000))
    assert consents(heard.events) == [("emotion", "refused", False, "said")]
    assert [(one.mood, one.score) for one in heard.events if isinstance(one, Mood)] == [("calm", 0.0)]
    assert heard.utterance.voice is None, "nor is its voice kept"
    later = pipeline.hear(said(ANGRY["zh"], at_ms=5_000))
    assert not [event for event in later.events if isinstance(event, Mood)] and later.utterance.voice is None
    assert pipeline.consents.on("recording")


def test_a_refused_recording_says_so_and_leaves_the_words(pipeline: Pipeline) -> None:
    told = pipeline.hear(said("为保证服务质量，本次通话会录音。", "agent", 500))
    assert consents(told.events) == [("recording", "told", True, "said")] and pipeline.consents.may_keep_sound
    refused = pipeline.hear(said("我不同意录音。", at_ms=3_000))
    assert consents(refused.events) == [("recording", "refused", False, "said")]
    assert not pipeline.consents.may_keep_sound and refused.utterance.text == "我不同意录音。"
    assert not consents(pipeline.hear(said("我说了不要录音。", at_ms=5_000)).events), "told once"
    assert pipeline.consents.on("emotion")


@pytest.mark.parametrize("text", ["你们会录音吗？", "我没有说不要录音。", "我不是不同意录音。", "“不要录音”这四个字我没说。"])
def test_a_question_a_denial_and_a_quotation_refuse_nothing(pipeline: Pipeline, text: str) -> None:
    assert not consents(pipeline.hear(said(text)).events) and not pipeline.consents.declined("recording")


def test_the_agent_refuses_nothing_in_the_customers_name(pipeline: Pipeline) -> None:
    assert not consents(pipeline.hear(said("不要录音。", "agent")).events)


def test_the_agents_entry_takes_back_and_a_new_refusal_counts_again(pipeline: Pipeline) -> None:
    assert consents(list(pipeline.choose("recording", agrees=False))) == [("recording", "refused", False, "agent")]
    assert not pipeline.choose("recording", agrees=False)
    assert consents(list(pipeline.choose("recording", agrees=True))) == [("recording", "given", True, "agent")]
    assert consents(pipeline.hear(said("还是别录音了。")).events) == [("recording", "withdrawn", False, "said")]


def test_a_notice_that_was_not_said_is_noted_at_the_end(pipeline: Pipeline) -> None:
    pipeline.hear(said("您好。", "agent"))
    assert consents(list(pipeline.finish(9_000))) == [("recording", "not_told", True, "")]


def test_a_ticked_notice_is_told_by_hand(pipeline: Pipeline) -> None:
    assert consents(list(pipeline.tick_by_hand("recording_notice"))) == [("recording", "told", True, "by_hand")]
    assert not consents(list(pipeline.finish(9_000)))


def test_where_a_notice_of_emotion_is_required_the_mood_waits_for_it(tmp_path: Path) -> None:
    shutil.copytree(BUILT_IN / "en_finance", tmp_path / "en_finance")
    head = tmp_path / "en_finance" / "playbook.toml"
    head.write_text(head.read_text("utf-8").replace('packs = ["us_finance"]', 'packs = ["us_finance", "eu_finance"]'), "utf-8")
    pipeline = Pipeline(load_playbook(tmp_path / "en_finance"), CallFacts(call="c1", lang="en"))
    first = pipeline.hear(said(ANGRY["en"], lang="en"))
    assert consents(first.events) == [("emotion", "waiting", False, "")] and first.utterance.voice is None
    assert not [event for event in first.events if isinstance(event, Mood)]
    told = pipeline.hear(said("A computer estimates the mood of the caller to help us. You may object.", "agent", 3_000, "en"))
    assert consents(told.events) == [("emotion", "told", True, "said")]
    assert [event for event in pipeline.hear(said(ANGRY["en"], at_ms=5_000, lang="en")).events if isinstance(event, Mood)]


def test_a_refusal_of_an_earlier_day_holds_until_this_call_knows_better(pipeline: Pipeline) -> None:
    earlier = (Standing(purpose="emotion", state="refused", at="2026-05-04T10:00:00+00:00"),
               Standing(purpose="marketing", state="refused", at="2026-05-04T10:00:00+00:00"))
    event, = pipeline.ledger(earlier)
    assert isinstance(event, ConsentState) and (event.how, event.since, event.on) == ("ledger", "2026-05-04", False)
    assert not pipeline.ledger(earlier) and not pipeline.consents.on("emotion")
    pipeline.choose("emotion", agrees=True)
    assert not pipeline.ledger(earlier) and pipeline.consents.on("emotion")


def test_the_ledger_holds_who_said_what_and_not_what_it_knew(pipeline: Pipeline) -> None:
    spoken = said("不要录音。")
    heard = pipeline.hear(spoken)
    pipeline_events = (*heard.events, *pipeline.ledger((Standing(purpose="emotion", state="refused", at="2026-05-04"),)))
    line, = ledger_lines("c1", pipeline_events, heard.utterance, "2026-11-20T10:00:00+00:00")
    assert (line.purpose, line.state, line.how, line.utterance, line.quote) == (
        "recording", "refused", "said", spoken.id, "不要录音。")


def write(directory: StateDirectory, person: Person, **changes: str) -> None:
    database = open_database(directory)
    privacy = PrivacyRecords(database)
    privacy.note_consent(privacy.marks(person), msgspec.convert(
        {"purpose": "emotion", "state": "refused", "at": now_text(), "how": "letter", **changes}, Consent), "test")
    database.close()


def ledger(state: StateDirectory, person: Person) -> list[tuple[str, str, str]]:
    database = open_database(state)
    privacy = PrivacyRecords(database)
    lines = [(one.purpose, one.state, one.how) for one in privacy.consents(privacy.marks(person))]
    database.close()
    return lines


async def test_a_number_that_refused_is_known_from_the_first_moment(state: StateDirectory, open_call: OpenCall) -> None:
    write(state, Person(phones=(PHONE,)))
    _, client = await open_call()
    await client.send(CallStart(call="c2", lang="zh", phone="138 0000 7315"))
    event = await client.until(ConsentState)
    assert (event.call, event.purpose, event.how, event.on, event.since) == ("c2", "emotion", "ledger", False, now_text()[:10])
    assert event.seq == 1, "before anything else of the call"


async def test_a_customer_found_in_the_call_brings_their_refusal(state: StateDirectory, open_call: OpenCall) -> None:
    store(state, record())
    write(state, Person(customer_ids=("C7001",)), purpose="recording", state="withdrawn")
    server, client = await open_call()
    await client.send(CallStart(call="c2", lang="zh", phone=PHONE))
    event = await client.until(ConsentState)
    assert (event.purpose, event.state, event.how) == ("recording", "withdrawn", "ledger")
    assert server.calls._sessions["c2"]._pipeline.consents.declined("recording")


async def test_what_is_entered_in_a_call_reaches_ledger_and_next_call_and_outlives_a_restart(
        state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    first = await start_server()
    client = WireClient(first.endpoint, first.public_key, keys)
    await client.hello()
    await client.send(CallStart(call="c1", lang="zh", phone=PHONE))
    await client.until(CallReady)
    await client.send(ConsentChoice(call="c1", purpose="recording", agrees=False))
    refused = await client.until(ConsentState)
    client.close()
    await first.stop()
    second = await start_server()
    async with WireClient(second.endpoint, second.public_key, keys) as again:
        await again.hello()
        await again.send(CallStart(call="c1", lang="zh", phone=PHONE))
        assert (await again.until(ConsentState)) == refused
        assert second.calls._sessions["c1"]._pipeline.consents.declined("recording")
        await ended(again, "c1", -1)
        assert [one.state for one in again.all(ConsentState)] == ["refused"]
        await again.send(CallStart(call="c2", lang="zh", phone=PHONE))
        assert (await again.until(ConsentState, lambda event: event.call == "c2")).how == "ledger"
    await second.stop()
    assert ledger(state, Person(phones=(PHONE,))) == [("recording", "refused", "agent")]


async def test_a_house_that_hears_nothing_without_consent_pauses_for_good(state: StateDirectory, open_call: OpenCall) -> None:
    settings = replace(fakes.settings(state), privacy=PrivacySettings(transcribe_declined=False))
    _, client = await open_call(settings)
    await client.send(ConsentChoice(call="c1", purpose="recording", agrees=False))
    paused = await client.until(RecordingState)
    assert paused.paused and paused.reason == "declined" and paused.until_ms == -1
    await client.send(ConsentChoice(call="c1", purpose="recording", agrees=True))
    assert not (await client.until(RecordingState, lambda event: not event.paused)).paused


def test_a_stored_answer_from_before_the_ledger_is_read(pipeline: Pipeline) -> None:
    known = KnownCustomer(seen=CustomerRecord(call="", customer_id="C1"))
    old = msgspec.json.encode({key: value for key, value in msgspec.to_builtins(known).items() if key != "consents"}).decode()
    assert len(repeat_input(pipeline, Input(kind="customer", text=old))) == 1
