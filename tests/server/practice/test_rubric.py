"""The lines of the rubric: what they count, where they do not apply, and that none looks at the trainee's feelings."""

from __future__ import annotations

import dataclasses

import msgspec
import pytest

from protocol.assist import Alert
from protocol.training import NOT_BEGUN, RUBRIC, RubricLine, TrainingReport
from server.content.playbook import Playbook
from server.practice.finished import FinishedCall
from server.practice.rubric import JUDGES, lines_of, total_of, weakest
from server.practice.rubric_lines.empathy import acknowledges
from server.practice.rubric_lines.interruptions import interruptions_of
from server.practice.rubric_lines.pace import units
from tests.server.practice.training_calls import GOOD, GOOD_PATH, Spoken, finished, point, talk


def score(call: FinishedCall, line: str) -> float:
    return JUDGES[line](call).score


def test_every_line_is_judged_in_the_order_of_the_report(zh_book: Playbook) -> None:
    lines = lines_of(finished(zh_book, talk(*GOOD), path=GOOD_PATH))
    assert [line.line for line in lines] == list(RUBRIC)
    assert all(line.why and len(line.quotes) == len(line.at_ms) for line in lines)


def test_a_good_call_scores_high_and_quotes_the_trainees_words(zh_book: Playbook) -> None:
    lines = {line.line: line for line in lines_of(finished(zh_book, talk(*GOOD), path=GOOD_PATH))}
    for name in ("greeting", "identification", "knowledge", "compliance", "closing", "silence", "interruptions"):
        assert lines[name].score == 100, (name, lines[name])
    assert lines["knowledge"].quotes[0].startswith("提前还款违约金") and lines["knowledge"].at_ms[0] == 23_000
    assert lines["objection"].score == -1 and lines["empathy"].score == -1


def test_a_line_that_does_not_apply_leaves_its_weight_to_the_others() -> None:
    lines = [RubricLine(line="greeting", weight=1, score=100), RubricLine(line="need", weight=3, score=50),
             RubricLine(line="objection", weight=10, score=-1)]
    assert total_of(lines) == 62.5
    assert total_of([RubricLine(line="pace", weight=1, score=-1)]) == 0.0
    assert total_of([RubricLine(line="pace", weight=0, score=10), RubricLine(line="need", weight=1, score=90)]) == 90.0


def test_weights_of_the_scenario_count(zh_book: Playbook) -> None:
    lines = {line.line: line.weight for line in lines_of(finished(zh_book, talk(*GOOD)))}
    assert lines["knowledge"] == zh_book.practice["early_repayment"].weights["knowledge"]
    assert lines["greeting"] == 1.0


@pytest.mark.parametrize(("states", "expected"), [
    (("raised", "answered"), 100.0), (("raised", "wrong", "answered"), 70.0), (("raised", "evaded"), 30.0),
    (("raised", "wrong"), 0.0), (("raised", "ignored"), 0.0)])
def test_knowledge_is_what_became_of_each_ask(zh_book: Playbook, states: tuple[str, ...], expected: float) -> None:
    path = [point(5_000 + number, 0.0, "要收违约金吗？", ("ask", "fee", state, "…")) for number, state in enumerate(states)]
    assert score(finished(zh_book, talk(*GOOD), path=path), "knowledge") == expected


def test_what_was_raised_in_the_last_seconds_is_not_held_against_the_trainee(zh_book: Playbook) -> None:
    lines = talk(*GOOD)
    late = point(lines[-1].end_ms - 500, 0.0, "还有，利率多少？", ("ask", "how", "raised", ""))
    assert score(finished(zh_book, lines, path=[late]), "knowledge") == -1


def test_an_objection_is_resolved_dropped_or_open(zh_book: Playbook) -> None:
    def of(state: str) -> float:
        return score(finished(zh_book, talk(*GOOD), path=[point(5_000, 0.0, "凭什么？", ("objection", "why_fee", state, ""))]), "objection")
    assert (of("resolved"), of("dropped"), of("raised")) == (100.0, 30.0, 0.0)


def test_the_hidden_need_counts_twice(zh_book: Playbook) -> None:
    without = score(finished(zh_book, talk(*GOOD), path=GOOD_PATH), "need")
    told = [*GOOD_PATH, point(20_000, 0.1, "我要卖房", ("need", "need", "revealed", "您为什么着急"))]
    assert score(finished(zh_book, talk(*GOOD), path=told), "need") > without + 40


def test_a_warning_costs_more_left_than_corrected(zh_book: Playbook) -> None:
    bad = talk(("agent", "您好，这个理财保证收益，没有任何风险。"), ("customer", "真的吗？"), ("agent", "是的，绝对保本。"))
    worse = finished(zh_book, bad)
    assert any(alert.severity == "stop" for alert, _ in worse.alerts)
    left = score(worse, "compliance")
    assert left <= 60
    assert JUDGES["compliance"](worse).evidence
    righted = talk(("agent", "您好，这个理财保证收益，没有任何风险。"), ("customer", "真的吗？"),
                   ("agent", "更正一下，理财不保证收益，有风险，可能亏损本金。"))
    assert score(finished(zh_book, righted), "compliance") > left


def test_a_guess_at_what_words_meant_costs_nothing_and_is_quoted_for_the_trainer(zh_book: Playbook) -> None:
    warned = finished(zh_book, talk(("agent", "您好，这个理财保证收益，没有任何风险。")))
    guessed = dataclasses.replace(warned, events=tuple(
        msgspec.structs.replace(event, guessed=True) if isinstance(event, Alert) else event for event in warned.events))
    found = JUDGES["compliance"](guessed)
    assert found.score == 100 > score(warned, "compliance")
    assert found.evidence and "培训师" in found.why


def test_a_trap_counts_once_where_a_warning_says_the_same(zh_book: Playbook) -> None:
    lines = talk(*GOOD)
    fallen = [point(5_000, 0.0, "帮我免了吧", ("trap", "waive", "laid", "")), point(9_000, 0.0, "好", ("trap", "waive", "taken", "免了"))]
    assert score(finished(zh_book, lines, path=fallen), "compliance") == 60
    over = [fallen[0], point(9_000, 0.0, "", ("trap", "waive", "missed", ""))]
    assert score(finished(zh_book, lines, path=over), "compliance") == 85
    alerted = talk(("agent", "这个理财没有风险。"), ms=4_000)
    same = [point(4_000, 0.0, "", ("trap", "waive", "taken", "没有风险"))]
    assert score(finished(zh_book, alerted, path=same), "compliance") == score(finished(zh_book, alerted), "compliance")


def test_words_of_acknowledgement_after_a_bad_moment(zh_book: Playbook) -> None:
    path = [point(4_600, -0.5, "你们太过分了！"), point(13_800, -0.5, "然后呢？")]
    taken = talk(("agent", "您好"), ("customer", "你们太过分了！"), ("agent", "非常抱歉，给您添麻烦了。"), ("customer", "然后呢？"))
    passed = talk(("agent", "您好"), ("customer", "你们太过分了！"), ("agent", "违约金是1%。"), ("customer", "然后呢？"))
    assert score(finished(zh_book, taken, path=path), "empathy") == 100
    missed = JUDGES["empathy"](finished(zh_book, passed, path=path))
    assert missed.score == 0 and missed.evidence == ((4_600, "你们太过分了！"),)


@pytest.mark.parametrize(("text", "expected"), [
    ("I'm so sorry to hear that.", True), ("I understand how frustrating this is.", True), ("The fee is one percent.", False),
    ("Don't worry, we'll sort it.", True), ("Your balance is $300.", False)])
def test_acknowledging_sentences_in_english(en_book: Playbook, text: str, expected: bool) -> None:
    assert acknowledges(text, en_book, "en") is expected


def test_an_approved_reply_for_a_bad_mood_acknowledges(zh_book: Playbook) -> None:
    reply = next(one for one in zh_book.replies.values() if "unhappy" in one.moods and "{" not in one.text)
    assert acknowledges(reply.text, zh_book, "zh")


@pytest.mark.parametrize(("count", "expected"), [(16, 100.0), (60, 0.0), (4, 0.0)])
def test_pace_against_the_band(zh_book: Playbook, count: int, expected: float) -> None:
    lines = [Spoken("agent", number * 5_000, number * 5_000 + 4_000, "我" * count) for number in range(3)]
    assert score(finished(zh_book, lines), "pace") == expected


def test_pace_counts_words_in_english_and_leaves_typed_lines_out(en_book: Playbook, zh_book: Playbook) -> None:
    assert units("The fee is 1.5 percent, I'm afraid.", "en") == 7
    assert units("违约金是1%，OK吗", "zh") == 7
    typed = [Spoken("agent", number * 5_000, number * 5_000, "我想说很多很多的话", typed=True) for number in range(5)]
    assert score(finished(zh_book, typed), "pace") == -1
    assert score(finished(zh_book, typed), "interruptions") == -1


def test_silence_after_the_customers_words_is_the_trainees(zh_book: Playbook) -> None:
    quick = [Spoken("agent", 0, 2_000, "您好"), Spoken("customer", 2_500, 5_000, "我想问问"), Spoken("agent", 6_000, 9_000, "请说")]
    slow = [*quick[:2], Spoken("agent", 25_500, 28_000, "请说")]
    own = [Spoken("agent", 0, 2_000, "您好"), Spoken("customer", 20_000, 22_000, "喂？"), Spoken("agent", 22_500, 26_000, "请说")]
    assert score(finished(zh_book, quick), "silence") == 100
    assert score(finished(zh_book, slow), "silence") == 0
    assert score(finished(zh_book, own), "silence") == 100


def test_who_types_is_not_judged_by_the_clock(zh_book: Playbook) -> None:
    asked = [Spoken("agent", 0, 0, "您好", typed=True), Spoken("customer", 500, 3_000, "我想问问")]
    answered = [*asked, Spoken("agent", 33_000, 33_000, "请说", typed=True)]
    prompted = [*asked, Spoken("customer", 30_000, 31_000, "还在吗？"), Spoken("agent", 33_000, 33_000, "请说", typed=True)]
    assert score(finished(zh_book, answered), "silence") == -1 and score(finished(zh_book, answered), "pace") == -1
    assert score(finished(zh_book, prompted), "silence") == 0, "the customer had to ask whether anybody is there"


def test_an_interruption_needs_more_than_300_ms_and_more_than_a_yes(zh_book: Playbook) -> None:
    def found(agent: Spoken) -> int:
        return len(interruptions_of(finished(zh_book, [Spoken("customer", 1_000, 6_000, "我想问一下我的贷款的事情"), agent])))
    assert found(Spoken("agent", 4_000, 8_000, "您先听我说")) == 1
    assert found(Spoken("agent", 5_750, 8_000, "您先听我说")) == 0
    assert found(Spoken("agent", 4_000, 4_600, "好的")) == 0
    assert found(Spoken("agent", 500, 3_000, "您先听我说")) == 0, "the customer began over him"
    assert score(finished(zh_book, [Spoken("customer", 1_000, 6_000, "我想问一下"), Spoken("agent", 4_000, 8_000, "您先听我说")]),
                 "interruptions") == 80


def test_length_against_the_scenarios_minutes(zh_book: Playbook) -> None:
    def of(minutes: float, outcome: str = "failure") -> float:
        end = round(minutes * 60_000)
        return score(finished(zh_book, [Spoken("agent", 0, 2_000, "您好"), Spoken("customer", end - 1_000, end, "再见")],
                              outcome=outcome), "length")
    assert of(5) == 100 and of(12.5) == 0 and 0 < of(8) < 100
    assert of(0.5) == 30 and of(0.5, "success") == 100


def test_the_closing_is_lost_with_a_customer_who_hangs_up_but_not_with_the_line(zh_book: Playbook) -> None:
    assert score(finished(zh_book, talk(*GOOD[:3]), outcome="hung_up"), "closing") == 0
    assert score(finished(zh_book, talk(*GOOD[:3]), outcome="failure"), "closing") == 0
    broken = dataclasses.replace(finished(zh_book, talk(*GOOD[:3]), outcome=""), interrupted=True)
    assert score(broken, "closing") == -1


def test_what_the_customer_never_came_to_because_he_left_counts(zh_book: Playbook) -> None:
    path = [point(5_000, 0.0, "要收违约金吗？", ("ask", "fee", "answered", "1%"))]
    assert score(finished(zh_book, talk(*GOOD), path=path), "knowledge") == 100
    lost = JUDGES["knowledge"](finished(zh_book, talk(*GOOD), path=path, outcome="hung_up"))
    assert lost.score == 50 and zh_book.practice["early_repayment"].say["how"].words[0] in lost.why


def test_what_hurt_the_customer_costs_where_no_warning_says_the_same(zh_book: Playbook) -> None:
    def of(act: str, at_ms: int = 20_000) -> float:
        return score(finished(zh_book, talk(*GOOD), path=[point(at_ms, 0.0, "", ("act", act, "", "赶紧决定"))]), "compliance")
    assert (of("insulted"), of("pressured"), of("explained")) == (60.0, 85.0, 100.0)
    warned = talk(("agent", "这个理财没有任何风险。"), ms=4_000)
    assert score(finished(zh_book, warned, path=[point(4_000, 0.0, "", ("act", "pressured", "", "…"))]), "compliance") == score(
        finished(zh_book, warned), "compliance")


def test_an_acknowledgement_one_turn_later_counts_half(zh_book: Playbook) -> None:
    path = [point(4_600, -0.5, "你们太过分了！"), point(13_800, -0.5, "七三一五。"), point(23_000, -0.4, "嗯。")]
    lines = talk(("agent", "您好"), ("customer", "你们太过分了！"), ("agent", "请先核对身份。"), ("customer", "七三一五。"),
                 ("agent", "非常抱歉，给您添麻烦了。"), ("customer", "嗯。"))
    assert score(finished(zh_book, lines, path=path), "empathy") == 50


def test_a_call_without_a_word(zh_book: Playbook) -> None:
    call = finished(zh_book, [], outcome="")
    lines = lines_of(call)
    assert total_of(lines) == 0.0
    assert call.left == (NOT_BEGUN, "")
    assert {line.line for line in lines if line.score < 0} >= {"pace", "compliance", "silence", "interruptions", "objection"}


def test_a_scenario_that_is_gone(zh_book: Playbook) -> None:
    call = finished(zh_book, talk(*GOOD), path=GOOD_PATH, scenario="gone")
    lines = {line.line: line for line in lines_of(call)}
    assert lines["length"].score == -1 and lines["greeting"].score == 100
    assert all(line.weight == 1.0 for line in lines.values())


def test_the_weakest_line_is_the_first_of_equal_ones() -> None:
    assert weakest({"closing": 10, "need": 10, "pace": 50}) == "need"
    assert weakest({}) == ""


def test_nothing_is_weak_where_all_is_whole_and_a_sentence_is_quoted_once(zh_book: Playbook) -> None:
    assert weakest({"need": 100.0, "greeting": 100.0}) == "" == weakest({})
    lines = {line.line: line for line in lines_of(finished(zh_book, talk(*GOOD), path=GOOD_PATH))}
    assert all(len(set(zip(line.quotes, line.at_ms, strict=True))) == len(line.quotes) for line in lines.values())


def test_nothing_scores_an_emotion_of_the_trainee() -> None:
    fields = {field.name for kind in (TrainingReport, RubricLine) for field in msgspec.structs.fields(kind)}
    for name in (*fields, *RUBRIC, *JUDGES):
        assert not any(word in name.lower() for word in ("emotion", "feeling", "stress", "sentiment", "tone", "affect")), name
    assert "mood" in fields, "the simulated customer's own"
