"""What a trainer would sign: no trainee is marked down for what the call did not need, and who only looked in has not tried."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from protocol.training import NOT_BEGUN
from server.content.playbook import Playbook
from server.practice.finished import FinishedCall
from server.practice.moments import moments_of
from server.practice.rehearsal import expert_call, missed_by_the_good
from server.practice.reporting import Reporting
from server.practice.rubric import JUDGES
from server.practice.rubric_lines.checklist import GROUPS, items
from server.storage.calls import CallRecords
from server.storage.practice import PracticeRecords
from tests.server.practice.training_calls import GOOD, GOOD_PATH, Spoken, finished, store, talk

BOOKS = Path(__file__).resolve().parents[3] / "server" / "playbooks"
SCENARIOS = sorted((path.parents[1].name[:2], path.stem) for path in BOOKS.glob("*_finance/practice/*.toml"))
DIFFICULTIES = ("easy", "normal", "hard")


@pytest.mark.parametrize(("lang", "name"), SCENARIOS)
def test_the_good_agent_leaves_nothing_unsaid_that_a_trainee_would_be_marked_down_for(
        zh_book: Playbook, en_book: Playbook, lang: str, name: str) -> None:
    book = zh_book if lang == "zh" else en_book
    # three orders of the wordings at the three difficulties
    for seed, difficulty in enumerate(DIFFICULTIES, 1):
        call = expert_call(book, book.practice[name], difficulty, seed)  # type: ignore[arg-type]
        assert call is not None
        for line in ("greeting", "identification", "need", "disclosure", "closing"):
            assert JUDGES[line](call).score in (-1, 100), (difficulty, line, JUDGES[line](call).why)


def test_the_preview_and_the_check_name_what_even_the_good_agent_does_not_say(en_book: Playbook) -> None:
    scenario = en_book.practice["safe_account_en"]
    assert not missed_by_the_good(en_book, scenario, "easy")
    unfair = en_book.practice["travel_card"]
    assert missed_by_the_good(en_book, msgspec.structs.replace(unfair, left_out=()), "normal") == ("card_blocked (Card blocked)",)


def digits_asked(*after: str) -> list[Spoken]:
    return talk(*GOOD[:4], *[("agent", text) for text in after], *GOOD[5:])


@pytest.mark.parametrize(("after", "score"), [
    (("核对无误，感谢您的配合。提前还款违约金是剩余本金的1%，还款满12个月免收。",), 100),
    (("提前还款违约金是剩余本金的1%，还款满12个月免收。",), 50),
])
def test_who_asks_for_the_digits_and_never_says_that_they_match_has_half_of_it(zh_book: Playbook, after: tuple[str, ...],
                                                                             score: float) -> None:
    call = finished(zh_book, digits_asked(*after), path=GOOD_PATH)
    judged = JUDGES["identification"](call)
    assert judged.score == score and judged.evidence
    assert ("没说结果" in judged.why) == (score == 50)


def test_who_never_asks_has_nothing_of_it(zh_book: Playbook) -> None:
    lines = [line for line in talk(*GOOD) if "后四位" not in line.text and "核对" not in line.text]
    assert JUDGES["identification"](finished(zh_book, lines, path=GOOD_PATH)).score == 0


def _titles(call: FinishedCall) -> set[str]:
    return {moment.text for moment in moments_of(call) if moment.kind == "missed"}


def test_what_the_scenario_leaves_out_is_neither_scored_nor_shown(zh_book: Playbook) -> None:
    lines = talk(*GOOD[:5], ("customer", "我要投诉你们，你给我登记投诉！"), *GOOD[6:], gap_ms=30_000)
    call = finished(zh_book, lines, path=GOOD_PATH)
    whole = msgspec.structs.replace(zh_book.practice["early_repayment"], left_out=())
    strict = FinishedCall(call.start, call.playbook, whole, call.lines, call.events, call.path)
    assert "登记投诉" in _titles(strict) and JUDGES["disclosure"](strict).score < JUDGES["disclosure"](call).score
    assert "登记投诉" not in _titles(call) and "complaint_registered" not in items(call)


def test_what_only_his_last_words_asked_for_counts_for_nobody(zh_book: Playbook) -> None:
    call = finished(zh_book, [*talk(*GOOD), Spoken("customer", 60_000, 63_000, "我的卡丢了，快帮我挂失！")], path=GOOD_PATH)
    assert "card_blocked" not in items(call) and JUDGES["disclosure"](call).score == 100


def test_a_topic_that_was_only_touched_is_no_duty(zh_book: Playbook) -> None:
    call = finished(zh_book, talk(*GOOD[:5], ("customer", "我还想再贷一笔款，利率多少？"), *GOOD[6:]), path=GOOD_PATH)
    found = items(call)
    assert found["documents_needed"].state == "open" and not found["documents_needed"].required
    assert "documents_needed" not in {name for names in GROUPS.values() for name in names}
    assert "告知所需材料" not in JUDGES["disclosure"](call).why


@pytest.fixture
def reporting(records: CallRecords, zh_book: Playbook) -> Reporting:
    return Reporting(records, lambda lang: zh_book, lambda name, version: zh_book, lambda *asked: None)


@pytest.mark.parametrize("how", ["ended", "interrupted"])
def test_who_hangs_up_at_once_has_a_report_and_no_attempt(records: CallRecords, zh_book: Playbook, reporting: Reporting,
                                                          how: str) -> None:
    store(records, zh_book, "c1", talk(*GOOD[:1]), state=how, outcome="")  # type: ignore[arg-type]
    store(records, zh_book, "c2", talk(*GOOD), path=GOOD_PATH)
    left, whole = reporting.report("c1"), reporting.report("c2")
    assert left.outcome == NOT_BEGUN and not left.attempts and not left.passed
    assert len(whole.attempts) == 1
    assert [score.call for score in PracticeRecords(records).scores()] == ["c2"]
    assert not PracticeRecords(records).waiting(), "its report is not made again and again"


@pytest.mark.parametrize(("lines", "outcome", "expected"), [
    (talk(("agent", "你有病吧，滚。")), "", "ended"),
    (talk(), "hung_up", "hung_up"),
    (talk(*GOOD[:3]), "", "ended"),
])
def test_an_insult_a_silence_and_a_second_line_are_attempts(zh_book: Playbook, lines: list[Spoken], outcome: str,
                                                            expected: str) -> None:
    assert finished(zh_book, lines, outcome=outcome).left[0] == expected
