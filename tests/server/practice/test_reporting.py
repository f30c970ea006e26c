"""Reports: made once from the stored call, equal when made again, compared with the best handling; what is stored and what goes."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from protocol.training import NOT_BEGUN, TrainingReport
from server.compliance.names import find_names
from server.content.playbook import Playbook
from server.learning.harvest import harvest_waiting
from server.practice.best_handling import unnamed
from server.practice.finished import FinishedCall
from server.practice.refusals import NoReport, NothingThere, StillRunning
from server.practice.rehearsal import expert_call
from server.practice.report import MOST_MOODS
from server.practice.reporting import Reporting
from server.privacy.retention import Retention
from server.settings import RetentionSettings
from server.storage.audit import verify
from server.storage.calls import CallRecords
from server.storage.erasing import erase_call
from server.storage.outcomes import OutcomeRecords
from server.storage.people import People, User
from server.storage.practice import PracticeRecords, PracticeStart, Signature
from server.storage.state import StateDirectory
from server.storage.training import Assignment, TrainingRecords
from tests.server.practice.training_calls import GOOD, GOOD_PATH, SCENARIO, point, store, talk


def nobody(playbook: Playbook, scenario: object, difficulty: object) -> FinishedCall | None:
    return None


@pytest.fixture
def reporting(records: CallRecords, zh_book: Playbook) -> Iterator[Reporting]:
    yield Reporting(records, lambda lang: zh_book, lambda name, version: zh_book, nobody)


def test_a_report_is_made_once_and_two_of_one_call_are_equal(records: CallRecords, zh_book: Playbook, reporting: Reporting) -> None:
    store(records, zh_book, "c1", talk(*GOOD), path=GOOD_PATH)
    first = reporting.report("c1")
    again = Reporting(CallRecords(records.database), lambda lang: zh_book, lambda name, version: zh_book, nobody)
    start, stored = PracticeRecords(records).start_of("c1"), records.load("c1")
    assert start is not None and stored is not None
    assert again._made(again.finished(start, stored)) == first, "made anew"
    # what is decided later does not change what was made
    TrainingRecords(records.database).set_pass_mark(SCENARIO, 99.5, "t")
    assert reporting.report("c1") == again.report("c1") == first
    assert first.passed and first.total > 85 and first.outcome == "success" and first.pass_mark == 60
    assert first.title == zh_book.practice[SCENARIO].title and first.goal
    assert first.attempts == ((first.at, first.total),)
    assert [moment.at_ms for moment in first.moments] == sorted(moment.at_ms for moment in first.moments)
    assert first.moments[-1].kind == "end" and first.mood == ((4600, 0.1), (23000, 0.2), (32200, 0.3))


def test_missed_moments_and_better_words_with_their_source(records: CallRecords, zh_book: Playbook, reporting: Reporting) -> None:
    lines = talk(("agent", "喂。"), ("customer", "我的贷款想提前还清，要收违约金吗？"), ("agent", "这个我不清楚，您自己看官网吧。"),
                 ("customer", "你们太过分了！"), ("agent", "理财没有任何风险，您买点吧。"))
    path = [point(4_600, 0.0, "我的贷款想提前还清，要收违约金吗？", ("ask", "fee", "raised", "")),
            point(13_800, -0.6, "你们太过分了！", ("ask", "fee", "evaded", "这个我不清楚"))]
    store(records, zh_book, "c1", lines, path=path, outcome="hung_up")
    report = reporting.report("c1")
    assert not report.passed and report.total < 50
    kinds = {moment.kind for moment in report.moments}
    assert {"missed", "alert", "mood", "end"} <= kinds
    assert any(moment.kind == "missed" and moment.line == "knowledge" and "要收违约金" in moment.text for moment in report.moments)
    better = {line.said: line for line in report.better}
    assert "1%" in better["这个我不清楚"].better and zh_book.practice[SCENARIO].title in better["这个我不清楚"].source
    warned = next(line for line in report.better if line.said.startswith("理财没有任何风险"))
    assert warned.better and warned.source
    assert any(line.why.startswith("客户说") for line in report.better), "the bad moment that was passed over"
    assert {line.source for line in report.better}.isdisjoint(zh_book.replies)


def test_the_best_handling_is_unnamed_and_masked(records: CallRecords, zh_book: Playbook, reporting: Reporting) -> None:
    People(records.database).add_user(User("lilei", "李雷", "agent", "", "north"), "test")
    named = [*talk(("agent", "您好，我叫李雷，工号0821。"), gap_ms=300, ms=3_000), *_later(talk(*GOOD), 4_000)]
    store(records, zh_book, "best", named, user="lilei", path=[_moved(one, 4_000) for one in GOOD_PATH], difficulty="easy")
    assert reporting.report("best").passed
    store(records, zh_book, "c1", talk(*GOOD[:3]), outcome="failure")
    report = reporting.report("c1")
    assert report.best_total > report.total and report.best_by == "" and len(report.best_words) <= 12
    words = "".join(report.best_words)
    assert "李雷" not in words and "lilei" not in words and "0821" not in words and "手机银行" in words
    assert dict(report.best_lines)["knowledge"] == 100
    store(records, zh_book, "c2", talk(*GOOD), user="bo", path=GOOD_PATH)
    assert reporting.report("best").best_total == -1, "nothing later counts"


def _later(lines: list[object], ms: int) -> list[object]:
    return [type(line)(line.channel, line.start_ms + ms, line.end_ms + ms, line.text) for line in lines]  # type: ignore[attr-defined]


def _moved(one: object, ms: int) -> object:
    return msgspec.structs.replace(one, at_ms=one.at_ms + ms)  # type: ignore[attr-defined, type-var]


@pytest.mark.parametrize(("text", "gone"), [("您好，我叫张伟，很高兴为您服务。", "张伟"), ("我是客服，工号12345。", "12345")])
def test_whoever_said_it_is_not_named(text: str, gone: str) -> None:
    assert gone not in unnamed(text, (), "zh")
    assert find_names("nothing", "en") == []


def test_the_good_agent_stands_in_where_nobody_has_passed(records: CallRecords, zh_book: Playbook) -> None:
    store(records, zh_book, "c1", talk(*GOOD[:3]), outcome="failure")
    report = Reporting(records, lambda lang: zh_book, lambda name, version: zh_book, expert_call).report("c1")
    assert report.best_by == "expert" and report.best_total > 80 and report.best_words and dict(report.best_lines)["knowledge"] == 100


def test_attempts_pass_marks_and_what_is_next(records: CallRecords, zh_book: Playbook, reporting: Reporting) -> None:
    TrainingRecords(records.database).set_pass_mark(SCENARIO, 99.9, "t")
    store(records, zh_book, "c1", talk(*GOOD), path=GOOD_PATH, begun_at="2026-03-02T09:00:00.000+00:00")
    # the clock was set back meanwhile: the order is that of the calls
    store(records, zh_book, "c2", talk(*GOOD[:3]), outcome="failure", begun_at="2026-03-01T09:00:00.000+00:00")
    first, second = reporting.report("c1"), reporting.report("c2")
    assert not first.passed and first.pass_mark == 99.9
    assert [at for at, _ in second.attempts] == ["2026-03-02T09:00:00.000+00:00", "2026-03-01T09:00:00.000+00:00"]
    assert second.next_scenario in zh_book.practice and second.next_title and second.next_why


def test_a_scenario_of_the_same_name_in_another_language_is_another_one(records: CallRecords, zh_book: Playbook, en_book: Playbook,
                                                                        reporting: Reporting) -> None:
    store(records, en_book, "e1", talk(("agent", "Good morning."), ("customer", "Hello."), ("agent", "Goodbye.")))
    Reporting(records, lambda lang: en_book, lambda name, version: en_book, nobody).report("e1")
    TrainingRecords(records.database).set_pass_mark(SCENARIO, 1, "t")
    store(records, zh_book, "c1", talk(*GOOD[:5]), path=GOOD_PATH)
    report = reporting.report("c1")
    assert len(report.attempts) == 1 and report.best_total == -1


def test_what_has_no_report_says_why(records: CallRecords, zh_book: Playbook, reporting: Reporting) -> None:
    store(records, zh_book, "live", talk(*GOOD), state=None)
    store(records, zh_book, "alone", talk(*GOOD), scenario="")
    store(records, zh_book, "real", talk(*GOOD), training=False)
    for call, error in (("live", StillRunning), ("alone", NoReport), ("real", NothingThere), ("none", NothingThere)):
        with pytest.raises(error):
            reporting.report(call)


@pytest.mark.parametrize("how", ["ended", "interrupted"])
def test_a_call_without_a_word_and_one_that_broke_off(records: CallRecords, zh_book: Playbook, reporting: Reporting, how: str) -> None:
    store(records, zh_book, "c1", [], state=how, outcome="")  # type: ignore[arg-type]
    report = reporting.report("c1")
    assert report.total == 0 and not report.passed and report.outcome == NOT_BEGUN
    store(records, zh_book, "c2", talk(*GOOD[:5]), state=how, outcome="", path=GOOD_PATH[:1])  # type: ignore[arg-type]
    assert 0 < reporting.report("c2").total < 100


def test_a_scenario_that_is_gone_since(records: CallRecords, zh_book: Playbook, reporting: Reporting) -> None:
    store(records, zh_book, "c1", talk(*GOOD), path=GOOD_PATH, scenario="was_here")
    report = reporting.report("c1")
    assert report.title == "was_here" and report.best_total == -1 and report.total > 50


def test_calls_that_nobody_closed_are_reported_when_somebody_looks(records: CallRecords, zh_book: Playbook, reporting: Reporting) -> None:
    store(records, zh_book, "c1", talk(*GOOD), path=GOOD_PATH)
    store(records, zh_book, "c2", talk(*GOOD), state=None)
    store(records, zh_book, "c3", talk(*GOOD), scenario="")
    assert [report.call for report in reporting.make_waiting()] == ["c1"]
    assert reporting.make_waiting() == []


def test_words_are_sealed_and_everything_goes_with_the_call(state: StateDirectory, records: CallRecords, zh_book: Playbook,
                                                            reporting: Reporting) -> None:
    database, practice = records.database, PracticeRecords(records)
    store(records, zh_book, "c1", talk(*GOOD), path=GOOD_PATH)
    reporting.report("c1")
    practice.sign("c1", Signature("说明得很清楚", "Trainer", "2026-03-01"), "trainer")
    raw = b"".join(file.read_bytes() for file in state.path.glob(f"{state.database.name}*"))
    for words in ("手机银行申请", "说明得很清楚", "要收违约金吗"):
        assert words.encode() not in raw
    signed = practice.report("c1")
    assert signed is not None and (signed.comment, signed.signed_by) == ("说明得很清楚", "Trainer")
    assert not verify(database).problems
    erase_call(database, "c1", "erasure", "r1", "test")
    records.forget_key("c1")
    assert practice.report("c1") is None and practice.scores() == [] and practice.start_of("c1") is None
    assert not verify(database).problems


def test_nothing_of_training_enters_the_figures_of_real_calls(records: CallRecords, zh_book: Playbook, reporting: Reporting) -> None:
    store(records, zh_book, "c1", talk(*GOOD), path=GOOD_PATH)
    store(records, zh_book, "r1", talk(*GOOD), training=False)
    reporting.report("c1")
    assert harvest_waiting(records) == 1
    found = OutcomeRecords(records.database)
    assert [call.id for call in found.calls("2000", "2100")] == ["r1"]
    assert {item.call for item in found.items("2000", "2100")} <= {"r1"}


def test_assignments_go_when_training_calls_go(state: StateDirectory, records: CallRecords) -> None:
    training = TrainingRecords(records.database)
    training.assign([Assignment(trainee="anna", scenario=name, due=due, difficulty="easy", assistance="hint", by="t", at=due)
                     for name, due in ((SCENARIO, "2020-01-01"), ("other", "2999-01-01"))], "t")
    Retention(state, records, RetentionSettings(), "test").run(dry=True)
    assert len(training.assignments()) == 2
    Retention(state, records, RetentionSettings(), "test").run(dry=False)
    assert [one.scenario for one in training.assignments()] == ["other"]


def test_a_long_mood_curve_is_thinned_and_keeps_its_end(records: CallRecords, zh_book: Playbook, reporting: Reporting) -> None:
    path = [point(number * 100, 0.5 if number % 2 else -0.5, "嗯嗯") for number in range(1_000)]
    store(records, zh_book, "c1", talk(*GOOD), path=path)
    mood = reporting.report("c1").mood
    assert len(mood) == MOST_MOODS and mood[0][0] == 0 and mood[-1][0] == 99_900
    assert len(reporting.report("c1").moments) <= 60


def test_a_call_that_resumes_keeps_how_it_began(records: CallRecords, zh_book: Playbook) -> None:
    store(records, zh_book, "c1", [], state=None, difficulty="hard")
    practice = PracticeRecords(records)
    practice.begin(PracticeStart(call="c1", user="anna", scenario="other", lang="zh"))
    start = practice.start_of("c1")
    assert start is not None and (start.scenario, start.difficulty) == (SCENARIO, "hard")


def test_a_report_travels(records: CallRecords, zh_book: Playbook, reporting: Reporting) -> None:
    store(records, zh_book, "c1", talk(*GOOD), path=GOOD_PATH)
    report = reporting.report("c1")
    assert msgspec.json.decode(msgspec.json.encode(report), type=TrainingReport) == report
