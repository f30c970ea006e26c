"""The consent ledger: what is said in a call waits for who it was, holds, and outlives the call where it forbids."""

from __future__ import annotations

import pytest

from server.calls.utterance import Utterance
from server.privacy.consent import ConsentLedger, Standing, standing
from server.storage.call_people import CallPeople
from server.storage.calls import CallRecords, CallRow, Step
from server.storage.consents import Consent
from server.storage.database import Database, open_database
from server.storage.erasing import erase_call
from server.storage.privacy import Person, PrivacyRecords
from server.storage.state import StateDirectory

PHONE = "+8613800007315"


def line(state: str, at: str = "2026-11-01T10:00:00+00:00", **changes: str) -> Consent:
    return Consent(**{"purpose": "recording", "state": state, "at": at, "how": "said", **changes})  # type: ignore[arg-type]


@pytest.fixture
def records(state: StateDirectory) -> CallRecords:
    made = CallRecords(open_database(state))
    made.open(CallRow(id="c1", workstation="w", user="anna", lang="zh"))
    return made


@pytest.fixture
def database(records: CallRecords) -> Database:
    return records.database


def of(database: Database, **person: tuple[str, ...]) -> list[tuple[str, str]]:
    privacy = PrivacyRecords(database)
    return [(one.state, one.quote) for one in privacy.consents(privacy.marks(Person(**person)))]


def test_what_was_said_before_the_caller_was_known_becomes_theirs(records: CallRecords, database: Database) -> None:
    said = Utterance("c-1", "customer", 0, 900, "不要录音。")
    records.commit("c1", Step(consents=[line("refused", call="c1", utterance="c-1", quote=said.text)]))
    assert not of(database, phones=(PHONE,))
    people = CallPeople(records)
    people.link("c1", phone=PHONE)
    people.link("c1", phone=PHONE)
    assert of(database, phones=(PHONE,)) == [("refused", "不要录音。")]
    records.commit("c1", Step(consents=[line("given", "2026-11-01T10:05:00+00:00", call="c1")]))
    people.link("c1", customer_id="C1")
    assert [one for one, _ in of(database, customer_ids=("C1",))] == ["refused", "given"]
    assert [one for one, _ in of(database, phones=(PHONE,), customer_ids=("C1",))] == ["refused", "given"], "each once"


def test_a_call_that_goes_in_time_leaves_the_refusal_without_the_words(records: CallRecords, database: Database) -> None:
    CallPeople(records).link("c1", phone=PHONE)
    records.commit("c1", Step(consents=[line("told", call="c1"), line("refused", call="c1", quote="不要录音。")], state="ended"))
    erase_call(database, "c1", "retention", "", "server")
    assert of(database, phones=(PHONE,)) == [("refused", "")]
    assert not database.read(lambda db: list(db.query("SELECT n FROM consents WHERE kind = 'call'")))


def test_a_call_that_is_erased_for_its_person_leaves_nothing(records: CallRecords, database: Database) -> None:
    CallPeople(records).link("c1", phone=PHONE)
    records.commit("c1", Step(consents=[line("refused", call="c1")], state="ended"))
    erase_call(database, "c1", "erasure", "r1", "anna")
    assert not of(database, phones=(PHONE,))


def test_notices_decide_nothing() -> None:
    lines = [line("refused", "2026-01-01"), line("told", "2026-02-01"), line("not_told", "2026-03-01")]
    assert standing(lines) == (Standing(purpose="recording", state="refused", at="2026-01-01"),)
    assert standing([*lines, line("given", "2026-04-01")])[0].state == "given"


async def test_a_ledger_that_can_not_be_read_stops_no_call(database: Database) -> None:
    ledger = ConsentLedger(database, "86")
    assert ledger.of_person("138 0000 7315", "") == () and await ledger.of_call("c1") == ()
    database.close()
    assert ledger.of_person(PHONE, "") == ()
