"""A wish not to be called: said once, it warns at every later call and before the number is dialled, until it is taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from protocol.assist import Alert, AlertCleared
from protocol.call import CallPlaced, CallReady, CallStart
from protocol.consent import ConsentChoice, ConsentState
from protocol.dialling import DialAnswer, DialCheck
from protocol.message import Language
from server.__main__ import main
from server.calls.number_check import NumberCheck
from server.calls.pipeline import Pipeline
from server.calls.utterance import CallFacts, Utterance
from server.content.loading import BUILT_IN, load_playbook
from server.content.playbook import Playbook
from server.privacy.consent import ConsentLedger, Standing
from server.storage import contacts
from server.storage.calls import CallRecords, CallRow
from server.storage.database import open_database
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.calls.conftest import ended
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, list_workstation, write_playbook

PHONE = "+86 138 0000 7315"
EARLIER = (Standing(purpose="calls", state="refused", at="2026-05-04T10:00:00+00:00"),)
WORDS: dict[str, tuple[str, str, str, str]] = {
    "zh": ("不要再给我打电话了！", "以后可以再给我打电话。", "别录音。", "那好，我同意录音。"),
    "en": ("Please stop calling me.", "You may call me again.", "Please don't record this call.", "All right, you can record this."),
}
RULES = """
[[rule]]
id = "known"
version = "1"
kind = "consent"
known = "calls"
channel = "customer"
category = "do_not_call"
severity = "stop"
text = "This customer asked not to be called."
[[rule]]
id = "a_week"
version = "1"
kind = "count"
category = "calling_hours"
severity = "stop"
limit = 1
period_hours = 168
phrases = ["balance payment"]
text = "Enough calls this week."
"""


@pytest.fixture(scope="module", params=["zh", "en"])
def book(request: pytest.FixtureRequest) -> Playbook:
    return load_playbook(BUILT_IN / f"{request.param}_finance")


def call(book: Playbook, direction: str = "inbound") -> Pipeline:
    return Pipeline(book, CallFacts(call="c1", lang=book.lang, direction=direction))


def said(text: str, at_ms: int, lang: Language) -> Utterance:
    return Utterance(f"customer-{at_ms}", "customer", at_ms, at_ms + 500, text, lang)


def turns(events: object) -> list[tuple[str, str]]:
    return [(one.purpose, one.state) for one in events if isinstance(one, ConsentState)]  # type: ignore[attr-defined]


def test_the_wish_is_an_entry_of_the_ledger_and_is_taken_back_by_words_and_by_the_agent(book: Playbook) -> None:
    refuses, agrees, _, _ = WORDS[book.lang]
    pipeline = call(book)
    assert not turns(pipeline.hear(said(agrees, 0, book.lang)).events), "an agreement without a refusal is none"
    assert ("calls", "refused") in turns(pipeline.hear(said(refuses, 1_000, book.lang)).events)
    again = pipeline.hear(said(agrees, 5_000, book.lang)).events
    assert turns(again) == [("calls", "given")]
    assert [(one.rule, one.why) for one in again if isinstance(one, AlertCleared)] == [("do_not_call", "corrected")]
    assert turns(pipeline.hear(said(refuses, 60_000, book.lang)).events) == [("calls", "withdrawn")]
    assert turns(pipeline.choose("calls", agrees=True)) == [("calls", "given")]


@pytest.mark.parametrize(("direction", "severity"), [("outbound", "stop"), ("inbound", "inform")])
def test_an_earlier_wish_warns_before_a_word_is_said(book: Playbook, direction: str, severity: str) -> None:
    pipeline = call(book, direction)
    events = pipeline.ledger(EARLIER)
    (alert,) = [one for one in events if isinstance(one, Alert)]
    assert (alert.rule, alert.severity, alert.at_ms) == ("do_not_call_known", severity, 0)
    assert turns(events) == [("calls", "refused")]
    settled = pipeline.choose("calls", agrees=True)
    assert [one.why for one in settled if isinstance(one, AlertCleared)] == ["corrected"]
    assert not [one for one in call(book, direction).ledger((replace_state(EARLIER[0]),)) if isinstance(one, Alert)]


def replace_state(standing: Standing) -> Standing:
    return Standing(purpose=standing.purpose, state="given", at=standing.at)


def test_a_refusal_of_the_recording_is_taken_back_by_words(book: Playbook) -> None:
    _, _, refuses, agrees = WORDS[book.lang]
    pipeline = call(book)
    assert not turns(pipeline.hear(said(agrees, 0, book.lang)).events)
    assert turns(pipeline.hear(said(refuses, 2_000, book.lang)).events) == [("recording", "refused")]
    assert not pipeline.consents.may_keep_sound
    again = pipeline.hear(said(agrees, 9_000, book.lang)).events
    assert turns(again) == [("recording", "given")] and pipeline.consents.may_keep_sound
    assert any(isinstance(one, AlertCleared) and one.why == "corrected" for one in again)


async def test_a_wish_of_one_call_stops_the_next_and_is_told_before_dialling(
        state: StateDirectory, start_server: StartServer) -> None:
    settings = fakes.settings(state)
    book = Path(settings.playbooks[0])
    write_playbook(book)
    (book / "rules.toml").write_text(fakes.RULES + RULES, encoding="utf-8")
    keys = list_workstation(state)
    server = await start_server(settings)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.send(DialCheck(phone=PHONE, lang="en"))
        assert await client.until(DialAnswer) == DialAnswer(phone=PHONE)
        await client.send(CallStart(call="c1", lang="en", phone=PHONE))
        await client.until(CallReady)
        await client.send(ConsentChoice(call="c1", purpose="calls", agrees=False))
        refused = await client.until(ConsentState)
        assert (refused.purpose, refused.on) == ("calls", False)
        await ended(client, "c1", -1)
        await client.send(DialCheck(phone="13800007315", lang="en"))
        answer = await client.until(DialAnswer, lambda one: one.phone == "13800007315")
        assert answer.warnings == ("This customer asked not to be called.",) and len(answer.refused_since) == 10
        await client.send(CallPlaced(call="c2", lang="en", phone=PHONE, direction="outbound", matter="debt 7"))
        alert = await client.until(Alert, lambda one: one.call == "c2")
        assert (alert.rule, alert.severity) == ("known", "stop") and not alert.utterance
        await ended(client, "c2", -1)
    assert main(["consent", "record", "--purpose", "calls", "--state-of-consent", "given", "--how", "letter", PHONE,
                 "--state", str(state.path)]) == 0
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.send(DialCheck(phone=PHONE, lang="en"))
        assert (await client.until(DialAnswer)).warnings == ()
        await client.send(CallStart(call="c3", lang="en", phone=PHONE, direction="outbound"))
        await client.until(CallReady)
        await ended(client, "c3", -1)
        assert not [one for one in client.all(Alert) if one.call == "c3" and one.rule == "known"]


def test_numbers_are_counted_by_matter_and_the_hour_is_looked_at(state: StateDirectory, tmp_path: Path) -> None:
    write_playbook(tmp_path / "book")
    window = RULES[RULES.index('[[rule]]\nid = "a_week"'):].replace('"a_week"', '"hours"').replace('kind = "count"', 'kind = "window"')
    window = window.replace("limit = 1\nperiod_hours = 168\nphrases = [\"balance payment\"]\n", 'window = ["08:00", "21:00"]\n')
    (tmp_path / "book" / "rules.toml").write_text(fakes.RULES + RULES + window.replace("Enough calls this week.", "Too late."),
                                                  encoding="utf-8")
    book = load_playbook(tmp_path / "book")
    database = open_database(state)
    records = CallRecords(database)
    mark = contacts.number_mark(database, "+8613800007315", "", "debt 7")
    records.open(CallRow(id="c1", workstation="w", user="anna", lang="en", direction="outbound", number_mark=mark,
                         opened_at=datetime.now(UTC).isoformat()))
    database.work(lambda db: contacts.note(db, database.master, "c1", ("a_week",)))
    check = NumberCheck(database, ConsentLedger(database, "86"), lambda lang: book)
    noon = datetime.now(UTC).replace(hour=12).isoformat()

    def told(matter: str, now: str) -> tuple[str, ...]:
        return check.check(DialCheck(phone=PHONE, matter=matter, lang="en"), now).warnings
    assert (told("debt 7", noon), told("debt 8", noon), told("", noon)) == (("Enough calls this week.",), (), ())
    assert told("debt 8", noon[:11] + "23:30:00+00:00") == ("Too late.",)
    database.close()
