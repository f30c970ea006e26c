"""Real calls for trainers: which are listed, that nothing of a person is in the list, what is drafted, who may."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from protocol.consent import ConsentState
from protocol.real_calls import DraftCall, RealCall, RealCalls
from protocol.supervision import ScenarioMade
from protocol.training import ScenarioText
from server.content.loading import BUILT_IN
from server.content.playbook import Playbook
from server.practice.drafting import draft_of_call
from server.practice.drafts import Drafts
from server.practice.real_calls import RealCallsDesk
from server.practice.refusals import NotAllowed, NothingThere, RecordingDeclined
from server.storage.audit import verify
from server.storage.calls import CallRecords, Step
from server.storage.coaching import CoachingRecords
from server.storage.database import Database, rows
from server.storage.erasing import erase_call
from server.storage.people import People, User
from server.storage.state import StateDirectory
from tests.server.practice.training_calls import store, talk, write_small_book

TESS, SUE, ADA = User("tess", "Tess", "trainer", "", "north"), User("sue", "Sue", "supervisor", "", "north"), User(
    "ada", "Ada", "administrator", "", "")
ANNA, CY = User("anna", "Anna Bell", "agent", "", "north"), User("cy", "Cy", "agent", "", "south")
LINES = talk(("agent", "您好，这里是星辰银行。"), ("customer", "我叫王大海，我的贷款想提前还清，要收违约金吗？"),
             ("agent", "违约金是剩余本金的1%。"), ("customer", "太过分了，我要投诉你们！"), gap_ms=20_000)


@pytest.fixture
def open_desk(state: StateDirectory, database: Database, tmp_path: Path) -> Callable[..., RealCallsDesk]:
    small_book = write_small_book(tmp_path / "zh_small")
    shutil.copy(BUILT_IN / "zh_finance" / "intents.toml", small_book)
    for person in (TESS, SUE, ADA, ANNA, CY):
        People(database).add_user(person, "test")
    drafts = Drafts(state, database, (str(small_book), "en_finance"))
    return lambda source="released": RealCallsDesk(database, drafts, source)


@pytest.fixture
def calls(records: CallRecords, zh_book: Playbook) -> CoachingRecords:
    """r1 is marked by a supervisor, r2 by nobody, r3 of another team, r4 refused the recording; t1 is practice."""
    for call, agent, training in (("r1", ANNA, False), ("r2", ANNA, False), ("r3", CY, False), ("r4", ANNA, False), ("t1", ANNA, True)):
        store(records, zh_book, call, LINES, user=agent.name, training=training, outcome="", state=None if call == "r4" else "ended")
    records.commit("r4", Step(state="ended", events=[ConsentState(call="r4", seq=9_000, purpose="recording", state="refused", on=False)]))
    coaching = CoachingRecords(records)
    for call in ("r1", "r4"):
        coaching.add(call, "bookmark", by="sue", by_name="Sue", agent="anna", at_ms=30_000, text="王大海发火了", quote="我叫王大海")
    coaching.add("r3", "note", by="sue", by_name="Sue", agent="cy", at_ms=-1, text="看看", quote="")
    return coaching


def test_only_what_a_supervisor_of_the_team_has_marked_is_listed(open_desk: Callable[..., RealCallsDesk], calls: CoachingRecords,
                                                                 database: Database) -> None:
    listed = open_desk().listed(TESS, "zh")
    assert [(one.call, one.kind) for one in listed.calls] == [("r1", "bookmark")] and listed.source == "released"
    assert {one.call for one in open_desk().listed(ADA, "zh").calls} == {"r1", "r3"}, "an administrator, of every team"
    assert open_desk().listed(TESS, "en").calls == () == open_desk("nothing").listed(TESS, "zh").calls
    entries = database.read(lambda db: [row["action"] for row in rows(db, "SELECT action FROM audit ORDER BY n")])
    assert entries.count("training.real_calls") == 4 and not verify(database).problems


def test_the_house_may_open_every_call_of_the_team_but_none_that_the_customer_declined(
        open_desk: Callable[..., RealCallsDesk], calls: CoachingRecords) -> None:
    assert [(one.call, one.kind) for one in open_desk("calls").listed(TESS, "zh").calls] == [
        ("r1", "bookmark"), ("r2", "call"), ("r1", "call")]


def test_nothing_of_a_person_is_in_the_list(open_desk: Callable[..., RealCallsDesk], calls: CoachingRecords) -> None:
    listed = open_desk().listed(TESS, "zh")
    written = msgspec.json.encode(listed).decode()
    for personal in ("王大海", "anna", "Anna", "sue", "Sue", "发火", "投诉你们"):
        assert personal not in written
    [one] = listed.calls
    assert (one.topic, one.minutes, one.mood) == ("提前还款", 1, "angry") and len(one.at) == len("2026-03-01")
    assert set(RealCall.__struct_fields__) == {"call", "coaching", "kind", "at", "topic", "minutes", "mood", "scenario"}


def test_a_chosen_moment_becomes_a_draft_that_the_list_then_names(open_desk: Callable[..., RealCallsDesk], calls: CoachingRecords,
                                                                  database: Database) -> None:
    desk = open_desk()
    [marked] = desk.listed(TESS, "zh").calls
    made = desk.draft(TESS, DraftCall(call=marked.call, coaching=marked.coaching))
    assert isinstance(made, ScenarioMade) and made.call == "r1"
    assert [one.scenario for one in desk.listed(TESS, "zh").calls] == [made.scenario]
    text: ScenarioText = desk._drafts.open(TESS, "zh", made.scenario)
    assert text.draft and "王大海" not in text.text and "还清" in text.text
    entries = database.read(lambda db: [row["action"] for row in rows(db, "SELECT action FROM audit")])
    assert "training.draft_from_call" in entries


@pytest.mark.parametrize(("call", "coaching", "error"), [
    ("r2", "", NotAllowed), ("r3", "", NotAllowed), ("r4", "", NotAllowed), ("t1", "", NotAllowed), ("r1", "", NotAllowed),
    ("r1", "another", NotAllowed), ("r9", "", NothingThere)])
def test_what_is_not_in_the_list_is_not_drafted(open_desk: Callable[..., RealCallsDesk], calls: CoachingRecords, call: str,
                                               coaching: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        open_desk().draft(TESS, DraftCall(call=call, coaching=coaching))


def test_only_trainers_ask(open_desk: Callable[..., RealCallsDesk], calls: CoachingRecords) -> None:
    desk = open_desk("calls")
    for person in (ANNA, SUE):
        with pytest.raises(NotAllowed):
            desk.listed(person, "zh")
        with pytest.raises(NotAllowed):
            desk.draft(person, DraftCall(call="r2"))


def test_a_call_that_is_erased_while_the_list_is_open(open_desk: Callable[..., RealCallsDesk], calls: CoachingRecords,
                                                      database: Database) -> None:
    desk = open_desk()
    [marked] = desk.listed(TESS, "zh").calls
    erase_call(database, "r1", "erasure", "q", "test")
    assert desk.listed(TESS, "zh") == RealCalls(lang="zh")
    with pytest.raises(NothingThere):
        desk.draft(TESS, DraftCall(call=marked.call, coaching=marked.coaching))


def test_a_supervisor_has_no_scenario_of_a_call_that_the_customer_declined(open_desk: Callable[..., RealCallsDesk], calls: CoachingRecords,
                                                                           database: Database) -> None:
    with pytest.raises(RecordingDeclined):
        draft_of_call(database, open_desk()._drafts, SUE, "r4", 30_000)
