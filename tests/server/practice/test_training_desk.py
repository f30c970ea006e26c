"""What trainees and trainers ask of the desk: rights, the class, assignments, signatures, drafts; and the reports it sends."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from protocol.call import WireError
from protocol.message import Message, Role
from protocol.supervision import ScenarioMade
from protocol.training import (
    Assign,
    Attempts,
    AttemptsQuery,
    ClassOverview,
    ClassQuery,
    ReportQuery,
    ScenarioDelete,
    ScenarioText,
    ScenarioTried,
    ScenarioTry,
    SetPassMark,
    SignReport,
    TrainingCatalogue,
    TrainingQuery,
    TrainingReport,
)
from server.authoring.draft import Draft
from server.authoring.in_force import load_in_force
from server.authoring.places import Places
from server.authoring.publishing import Publishing
from server.authoring.rights import Author
from server.clients import Client
from server.content.loading import BUILT_IN
from server.content.playbook import Playbook
from server.outbox import Outbox
from server.practice.catalogue import Speaking
from server.practice.drafts import Drafts
from server.practice.refusals import DraftChanged, NotAllowed, NothingThere, TrainingError, ValueRefused
from server.practice.rehearsal import expert_call
from server.practice.reporting import Reporting
from server.practice.training_desk import TrainingDesk
from server.storage.audit import verify
from server.storage.calls import CallRecords, Step
from server.storage.database import Database, rows
from server.storage.erasing import erase_call
from server.storage.people import People, User
from server.storage.practice import PracticeRecords
from server.storage.state import StateDirectory
from server.storage.training import TrainingRecords
from tests.server.fakes import eventually
from tests.server.practice.training_calls import GOOD, GOOD_PATH, SCENARIO, store, talk

PEOPLE = (("anna", "agent", "north"), ("bo", "agent", "north"), ("cy", "agent", "south"), ("tess", "trainer", "north"),
          ("tim", "trainer", "north"), ("sue", "supervisor", "north"), ("ada", "administrator", ""))


class Listening(Client):
    """A client that keeps what it is sent."""

    def __init__(self, name: str, role: Role) -> None:
        super().__init__("w", "W", name, name.title(), role, Outbox(100), lang="zh")
        self.got: list[Message] = []

    def send(self, message: Message) -> None:
        self.got.append(message)

    def all(self, kind: type[Any]) -> list[Any]:
        return [message for message in self.got if isinstance(message, kind)]


def client(name: str) -> Listening:
    return Listening(name, next((role for person, role, _ in PEOPLE if person == name), "agent"))  # type: ignore[arg-type]


@pytest.fixture
def desk(state: StateDirectory, database: Database, zh_book: Playbook, en_book: Playbook, small_book: Path
         ) -> Iterator[TrainingDesk]:
    for name, role, team in PEOPLE:
        People(database).add_user(User(name, name.title(), role, "", team), "test")  # type: ignore[arg-type]
    books = {"zh": zh_book, "en": en_book}
    drafts = Drafts(state, database, (str(small_book), "en_finance"))
    made = TrainingDesk(database, Reporting(CallRecords(database), lambda lang: books[lang], lambda name, version: None, expert_call),
                        drafts, lambda lang: books[lang], lambda lang: Speaking(("espeak",)), today=lambda: date(2026, 3, 10))
    yield made
    made._worker.shutdown()
    made._stage.shutdown()


def ask(desk: TrainingDesk, name: str, message: Message) -> Any:
    answers = desk.answer(client(name), message)
    return answers[0] if answers else None


def refused(desk: TrainingDesk, error: type[TrainingError], name: str, *messages: Message) -> None:
    for message in messages:
        with pytest.raises(error):
            desk.answer(client(name), message)


def scenario_text(name: str = SCENARIO) -> str:
    return (BUILT_IN / "zh_finance" / "practice" / f"{SCENARIO}.toml").read_text(encoding="utf-8").replace(
        f'id = "{SCENARIO}"', f'id = "{name}"')


def test_the_catalogue_shows_own_attempts_due_dates_and_a_recommendation(desk: TrainingDesk, records: CallRecords,
                                                                         zh_book: Playbook) -> None:
    store(records, zh_book, "c1", talk(*GOOD), path=GOOD_PATH)
    store(records, zh_book, "c2", talk(*GOOD[:3]), user="bo", outcome="failure")
    ask(desk, "tess", Assign(trainees=("anna",), scenario=SCENARIO, due="2999-01-01", difficulty="hard", assistance="exam"))
    ask(desk, "tess", SetPassMark(scenario=SCENARIO, pass_mark=75))
    shown: TrainingCatalogue = ask(desk, "anna", TrainingQuery(lang="zh"))
    entry = next(one for one in shown.scenarios if one.id == SCENARIO)
    assert (entry.attempts, entry.due, entry.assigned_difficulty, entry.assigned_assistance, entry.pass_mark) == (
        1, "2999-01-01", "hard", "exam", 75)
    assert entry.best == entry.last > 80 and entry.recommended and not entry.passed and entry.assigned_by == "tess"
    assert shown.voices == ("espeak",) and shown.engine == "script"
    assert sum(one.recommended for one in shown.scenarios) == 1
    assert not any(secret in str(shown) for secret in ("卖房过户", "waive"))
    assert all(one.lang if hasattr(one, "lang") else True for one in ask(desk, "anna", TrainingQuery(lang="en")).scenarios)


def test_everybody_sees_the_own_a_trainer_the_teams_and_nobody_anothers(desk: TrainingDesk, records: CallRecords,
                                                                        zh_book: Playbook) -> None:
    store(records, zh_book, "c1", talk(*GOOD), path=GOOD_PATH)
    store(records, zh_book, "c9", talk(*GOOD), user="cy", path=GOOD_PATH)
    for name in ("anna", "tess", "sue", "ada"):
        assert ask(desk, name, ReportQuery(call="c1")).trainee == "anna"
        listed: Attempts = ask(desk, name, AttemptsQuery(trainee="anna" if name != "anna" else ""))
        assert [one.call for one in listed.attempts] == ["c1"]
    refused(desk, NotAllowed, "bo", ReportQuery(call="c1"), AttemptsQuery(trainee="anna"), ClassQuery())
    refused(desk, NotAllowed, "tess", ReportQuery(call="c9"), AttemptsQuery(trainee="cy"), AttemptsQuery(trainee="nobody"))
    assert ask(desk, "ada", ReportQuery(call="c9")).trainee == "cy"
    refused(desk, NothingThere, "anna", ReportQuery(call="none"))
    trail = desk._database.read(lambda db: rows(db, "SELECT actor, action, detail FROM audit WHERE action LIKE 'training.%'"))
    assert ("sue (supervisor)", "training.report", {"call": "c1", "trainee": "anna"}) in [
        (row["actor"], row["action"], json.loads(row["detail"])) for row in trail]
    assert not any(row["actor"].startswith("anna") for row in trail)


def test_the_class_of_a_trainer(desk: TrainingDesk, records: CallRecords, zh_book: Playbook) -> None:
    store(records, zh_book, "c1", talk(*GOOD), path=GOOD_PATH)
    store(records, zh_book, "c2", talk(*GOOD[:3]), outcome="failure")
    desk._live["bo"] = "live-1"
    ask(desk, "tess", Assign(trainees=("anna", "bo"), scenario=SCENARIO, due="2026-03-01", difficulty="easy"))
    shown: ClassOverview = ask(desk, "sue", ClassQuery())
    assert [one.user for one in shown.trainees] == ["anna", "bo"]
    anna, bo = shown.trainees
    assert anna.attempts == 2 and anna.passed == (SCENARIO,) and anna.weakest in anna.lines and anna.mean > 0
    assert bo.live == "live-1" and bo.due == (f"{SCENARIO}@2026-03-01",) and bo.overdue == 1 and bo.mean == -1
    assert [one.user for one in ask(desk, "ada", ClassQuery()).trainees] == ["anna", "bo", "cy"]


def test_only_trainers_decide_and_only_what_can_be(desk: TrainingDesk, records: CallRecords, zh_book: Playbook) -> None:
    store(records, zh_book, "c1", talk(*GOOD), path=GOOD_PATH)
    assign = Assign(trainees=("anna",), scenario=SCENARIO, due="2026-04-01")
    for name in ("anna", "sue"):
        refused(desk, NotAllowed, name, assign, SetPassMark(scenario=SCENARIO, pass_mark=50), SignReport(call="c1"),
                ScenarioText(scenario=SCENARIO), ScenarioTry(scenario="x", lang="zh", text="x"), ScenarioDelete(scenario="x"))
    refused(desk, NotAllowed, "tess", Assign(trainees=("anna", "cy"), scenario=SCENARIO, due="2026-04-01"))
    assert TrainingRecords(desk._database).assignments() == [], "nobody was assigned anything"
    refused(desk, NothingThere, "tess", Assign(trainees=("anna",), scenario="none", due="2026-04-01"),
            SetPassMark(scenario="none", pass_mark=50))
    for due in ("soon", "2026-02-30", "2026-4-1", "2026-04-01T00:00"):
        refused(desk, ValueRefused, "tess", Assign(trainees=("anna",), scenario=SCENARIO, due=due))
    refused(desk, ValueRefused, "tess", SetPassMark(scenario=SCENARIO, pass_mark=101), SignReport(call="c1", comment="x" * 2_001))
    ask(desk, "tess", assign)
    ask(desk, "tess", Assign(trainees=("anna", "bo"), scenario=SCENARIO, due=""))
    assert TrainingRecords(desk._database).assignments() == []


def test_a_trainer_signs_but_not_the_own(desk: TrainingDesk, records: CallRecords, zh_book: Playbook) -> None:
    store(records, zh_book, "c1", talk(*GOOD), path=GOOD_PATH)
    store(records, zh_book, "c2", talk(*GOOD), user="tess", path=GOOD_PATH)
    signed: TrainingReport = ask(desk, "tess", SignReport(call="c1", comment=" 很好 "))
    assert (signed.comment, signed.signed_by) == ("很好", "Tess") and signed.signed_at
    assert ask(desk, "anna", ReportQuery(call="c1")) == signed
    assert ask(desk, "anna", AttemptsQuery()).attempts[0].signed
    refused(desk, NotAllowed, "tess", SignReport(call="c2"))
    assert not verify(desk._database).problems


def test_a_draft_is_kept_with_its_mistakes_and_goes_into_the_playbooks_draft_without(desk: TrainingDesk, state: StateDirectory,
                                                                                      database: Database) -> None:
    tess, tim = client("tess"), client("tim")
    place = Draft(Places(state, "zh_small"))
    desk.answer(tess, ScenarioText(scenario="mine", text='id = "mine"\nnonsense'))
    assert not place.exists
    assert desk.answer(tess, ScenarioText(scenario="mine"))[0].text == 'id = "mine"\nnonsense'  # type: ignore[attr-defined]
    desk.answer(tess, ScenarioText(scenario="mine", text=scenario_text("mine")))
    assert "mine" in place.read().practice and SCENARIO in place.read().practice
    listed: TrainingCatalogue = ask(desk, "tim", TrainingQuery(lang="zh"))
    assert [one.id for one in listed.scenarios if one.draft] == ["mine"]
    assert not any(one.draft for one in ask(desk, "anna", TrainingQuery(lang="zh")).scenarios)
    # two trainers: who has not seen the last text can not write over it
    with pytest.raises(DraftChanged, match="tess"):
        desk.answer(tim, ScenarioText(scenario="mine", text=scenario_text("mine") + "\n# tim"))
    desk.answer(tim, ScenarioText(scenario="mine"))
    desk.answer(tim, ScenarioText(scenario="mine", text=scenario_text("mine") + "\n# tim"))
    with pytest.raises(DraftChanged, match="tim"):
        desk.answer(tess, ScenarioText(scenario="mine", text=scenario_text("mine") + "\n# tess"))
    # published by two persons, as everything in a playbook
    publishing = Publishing(Places(state, "zh_small"), database)
    proposal = publishing.propose(Author("tess", "trainer"), "a new scenario", "2099.1")
    publishing.publish(Author("cora", "compliance"), proposal.number)
    assert "mine" in load_in_force("zh_small", state).practice
    desk._drafts._names = ("zh_small",)
    assert ask(desk, "tess", ScenarioText(scenario="mine")).draft is False
    assert desk._drafts.entries("zh") == []


def test_a_published_scenario_is_copied_when_it_is_written_and_comes_back_when_the_draft_goes(desk: TrainingDesk,
                                                                                               state: StateDirectory) -> None:
    tess = client("tess")
    with pytest.raises(DraftChanged):
        desk.answer(tess, ScenarioText(scenario=SCENARIO, text=scenario_text() + "\n# blind"))
    opened = desk.answer(tess, ScenarioText(scenario=SCENARIO))[0]
    assert isinstance(opened, ScenarioText) and not opened.draft and opened.text == scenario_text()
    changed = scenario_text().replace("想提前还清贷款", "想提前还清房贷")
    kept = desk.answer(tess, ScenarioText(scenario=SCENARIO, text=changed))[0]
    assert isinstance(kept, ScenarioText) and kept.draft and kept.text == changed
    place = Draft(Places(state, "zh_small"))
    assert place.read().practice[SCENARIO].title == "想提前还清房贷"
    desk.answer(tess, ScenarioDelete(scenario=SCENARIO))
    assert place.read().practice[SCENARIO].title == "想提前还清贷款"
    refused(desk, NothingThere, "tess", ScenarioDelete(scenario=SCENARIO), ScenarioText(scenario="nothing"))


def test_a_sound_scenario_is_kept_though_the_playbooks_draft_is_broken_elsewhere(desk: TrainingDesk, state: StateDirectory) -> None:
    tess, place = client("tess"), Draft(Places(state, "zh_small"))
    desk.answer(tess, ScenarioText(scenario="mine", text=scenario_text("mine")))
    (place.places.draft / "checklist.toml").write_text("nonsense", encoding="utf-8")
    kept, problem = desk.answer(tess, ScenarioText(scenario="mine", text=scenario_text("mine") + "# more\n"))
    assert isinstance(kept, ScenarioText) and isinstance(problem, WireError) and problem.code == "training.playbook"
    assert desk.answer(tess, ScenarioText(scenario="mine"))[0] == kept


@pytest.mark.parametrize("name", ["../../etc", ".hidden", "", "a" * 65, "a b"])
def test_a_name_that_is_a_path_is_refused(desk: TrainingDesk, name: str) -> None:
    with pytest.raises(ValueRefused) as raised:
        desk.answer(client("tess"), ScenarioText(scenario=name, text="id = 1"))
    assert raised.value.code and str(raised.value), "and told why"


def test_a_scenario_is_tried_with_lines_talk_and_agents(desk: TrainingDesk) -> None:
    broken: ScenarioTried = ask(desk, "tess", ScenarioTry(scenario="x", lang="zh", text='id = "x"\ntitle = 3', number=4))
    assert broken.number == 4 and broken.problems[0].line == 2 and broken.problems[0].text and not broken.customer
    named: ScenarioTried = ask(desk, "tess", ScenarioTry(scenario="x", lang="zh", text=scenario_text("y")))
    assert [one.code for one in named.problems] == ["scenario.id"] and named.problems[0].line == 2
    tried: ScenarioTried = ask(desk, "tess", ScenarioTry(
        scenario=SCENARIO, lang="zh", text=scenario_text(), said=("您好，请问有什么可以帮您？", "违约金是剩余本金的1%，满12个月免收。"), play=True))
    assert not tried.problems and len(tried.customer) == len(tried.moods) == 3 and any("违约金" in one for one in tried.customer)
    assert tried.good == "success" and tried.bad != "success" and tried.silent != "success" and tried.bad and tried.silent
    refused(desk, ValueRefused, "tess", ScenarioTry(scenario="x", lang="zh", text="x" * 100_001))


def test_five_hundred_attempts(desk: TrainingDesk, records: CallRecords, zh_book: Playbook) -> None:
    store(records, zh_book, "c1", talk(*GOOD), path=GOOD_PATH)
    report = ask(desk, "anna", ReportQuery(call="c1"))
    lines = json.dumps({line.line: line.score for line in report.lines if line.score >= 0})

    def copy(db: Any) -> None:
        for number in range(520):
            db.execute("INSERT INTO calls SELECT ?, workstation, user, lang, customer_id, direction, started_at, opened_at, training, "
                       "playbook, playbook_version, state, closed_at, data_key, number_mark, experiment, arm FROM calls WHERE id = 'c1'",
                       [f"n{number}"])
            db.execute("INSERT INTO practice_calls (call, user, scenario, lang, difficulty, assistance, begun_at, title, total, lines) "
                       "VALUES (?, 'anna', ?, 'zh', 'easy', 'shown', ?, 't', ?, ?)",
                       [f"n{number}", SCENARIO, f"2026-03-{1 + number % 28:02}", number % 100, lines])
    desk._database.work(copy)
    began = time.perf_counter()
    listed, shown = ask(desk, "tess", AttemptsQuery(trainee="anna")), ask(desk, "tess", ClassQuery())
    catalogue = ask(desk, "anna", TrainingQuery(lang="zh"))
    print(f"521 attempts: list, class and catalogue in {1000 * (time.perf_counter() - began):.0f} ms")
    assert len(listed.attempts) == 500 and listed.attempts[0].call == "n519"
    assert shown.trainees[0].attempts == 521
    assert next(one for one in catalogue.scenarios if one.id == SCENARIO).attempts == 521
    store(records, zh_book, "last", talk(*GOOD), path=GOOD_PATH)
    assert len(ask(desk, "anna", ReportQuery(call="last")).attempts) == 100


def test_a_draft_from_a_call_goes_with_it_until_somebody_writes_on_it(desk: TrainingDesk, records: CallRecords,
                                                                      zh_book: Playbook) -> None:
    store(records, zh_book, "r1", talk(("agent", "您好，我给您免了。"), ("customer", "我的贷款想提前还清，违约金350元太多了吧？")), training=False)
    made = desk._made(client("sue"), "r1", -1)
    again = desk._made(client("sue"), "r1", -1)
    assert isinstance(made, ScenarioMade) and made.scenario != again.scenario and made.title
    text = ask(desk, "tess", ScenarioText(scenario=made.scenario)).text
    assert "350" not in text and "给您免了" not in text
    tess = client("tess")
    desk.answer(tess, ScenarioText(scenario=again.scenario))
    desk.answer(tess, ScenarioText(scenario=again.scenario, text=text.replace(made.scenario, again.scenario) + "# mine\n"))
    erase_call(desk._database, "r1", "erasure", "q", "test")
    assert [one.scenario for one in TrainingRecords(desk._database).drafts("zh")] == [again.scenario]
    with pytest.raises(NothingThere):
        desk._made(client("sue"), "r1", -1)
    store(records, zh_book, "mute", talk(("agent", "喂？")), training=False)
    with pytest.raises(NothingThere):
        desk._made(client("sue"), "mute", -1)


async def test_reports_are_sent_and_the_class_is_live(desk: TrainingDesk, records: CallRecords, zh_book: Playbook) -> None:
    anna, tess, bo = client("anna"), client("tess"), client("bo")
    for one in (anna, tess, bo):
        desk.welcome(one)
    desk.receive(bo, ClassQuery())
    desk.receive(tess, ClassQuery())
    await eventually(lambda: tess.all(ClassOverview) and bo.all(WireError))
    assert bo.all(WireError)[0].code == "training.rights" and not bo.all(ClassOverview)
    store(records, zh_book, "c1", talk(*GOOD), path=GOOD_PATH, state=None)
    call: Any = SimpleNamespace(call="c1", row=records.load("c1").row)  # type: ignore[union-attr]
    desk.opened(call)
    await eventually(lambda: tess.all(ClassOverview)[-1].trainees[0].live == "c1")
    desk.receive(anna, ReportQuery(call="c1"))
    await eventually(lambda: anna.all(WireError))
    assert (anna.all(WireError)[0].code, anna.all(WireError)[0].retryable, anna.all(WireError)[0].call) == (
        "training.running", True, "c1")
    records.commit("c1", Step(state="ended"))
    desk.closed(call)
    await eventually(lambda: anna.all(TrainingReport) and tess.all(ClassOverview)[-1].trainees[0].attempts == 1)
    assert anna.all(TrainingReport)[0] == PracticeRecords(records).report("c1") and not tess.all(TrainingReport)
    desk.receive(tess, SignReport(call="c1", comment="好"))
    await eventually(lambda: anna.all(TrainingReport)[-1].comment == "好")
    desk.receive(tess, Assign(trainees=("anna",), scenario=SCENARIO, due="2999-01-01"))
    await eventually(lambda: anna.all(TrainingCatalogue))
    # the right ends: the class is not told any more
    People(desk._database).remove_user("tess", "test")
    told = len(tess.all(ClassOverview))
    desk._class_changed()
    await eventually(lambda: tess.all(WireError))
    desk.client_gone(anna)
    await desk.close()
    assert len(tess.all(ClassOverview)) == told and not desk._readers
