"""Card replacement, cooling-off period, complaints, pre-assessment."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.assist.skills.cooling_off import first_and_last
from server.content.skill_tables import AssessmentCheck, CoolingOffRule, SkillTables
from tests.server.assist.cards.conftest import BOOKS, Desk, problems, values, without_term

ZH, EN = BOOKS["zh_finance"], BOOKS["en_finance"]


def test_steps_tick_themselves_or_are_ticked() -> None:
    desk = Desk(EN)
    (card,) = [one for one in desk.say("How much is a new card?") if one.id.startswith("card_replacement")]
    assert card.blocks is not None and values(card)["Replacement arrives"] == "7 business days"
    assert {step.name: (step.done, step.tick) for step in card.blocks.steps} == {
        "identify": (True, False), "block": (False, False), "last_use": (False, True), "address": (False, True),
        "fee": (False, True), "autopay": (False, True)}
    ticked = desk.enter(card.id, "address", "1")
    assert ticked.blocks is not None and {step.name for step in ticked.blocks.steps if step.done} == {"identify", "address"}
    assert desk.assistant.enter_card(card.id, "block", "1") == [], "only the checklist ticks it"
    desk.tick("card_blocked")
    (later,) = desk.say("Your card is blocked.", "agent")
    assert later.in_place and later.blocks is not None
    assert {step.name for step in later.blocks.steps if step.done} == {"identify", "block", "address"}


def test_the_last_day_is_named_and_a_period_that_is_over_is_said() -> None:
    desk = Desk(ZH)
    (card,) = [one for one in desk.say("我想退保，医疗险的犹豫期多久") if one.id.startswith("cooling_off")]
    assert "最后一天" not in values(card)
    shown = values(desk.enter(card.id, "received", "2026-11-10"))
    assert (shown["第一天"], shown["最后一天"], shown["还剩"]) == ("2026年11月11日（周三）", "2026年11月25日（周三）", "6天（含今天）")
    over = desk.enter(card.id, "received", "2026-11-04")
    assert over.blocks is not None and "犹豫期已过（2026-11-19止）" in over.blocks.warning and over.body == ""
    assert "还剩" not in values(over)


@pytest.mark.parametrize(("entered", "said"), [("2026-11-21", "不能晚于 2026-11-20"), ("1999-01-01", "不能早于"),
                                               ("2026-02-30", "没有这一天"), ("上周", "请写成")])
def test_a_day_that_can_not_be(entered: str, said: str) -> None:
    desk = Desk(ZH)
    (card,) = [one for one in desk.say("我想退保，犹豫期多久") if one.id.startswith("cooling_off")]
    card = desk.enter(card.id, "received", entered)
    assert said in problems(card)["received"] and "最后一天" not in values(card)


def test_without_the_number_of_days_no_day_is_named() -> None:
    desk = Desk(without_term(EN, "care_insurance", "cooling_off"))
    (card,) = [one for one in desk.say("I want to cancel my policy, the health insurance") if one.id.startswith("cooling_off")]
    card = desk.enter(card.id, "received", "2026-11-10")
    assert card.blocks is not None and "lacks the free-look period" in card.blocks.warning and values(card) == {}


CALENDAR = CoolingOffRule(id="*", working_days=True, moves_to_workday=True, holidays=("2026-10-01", "2026-10-02"),
                          workdays=("2026-10-10",), known_until="2026-12-31")


@pytest.mark.parametrize(("rule", "received", "days", "last"), [
    (CoolingOffRule(id="*", counted_from="receipt"), "2026-02-20", 10, "2026-03-01"),
    (CoolingOffRule(id="*"), "2028-02-20", 10, "2028-03-01"), (CoolingOffRule(id="*"), "2026-12-31", 1, "2027-01-01"),
    (CALENDAR, "2026-09-30", 3, "2026-10-07"), (CALENDAR, "2026-10-08", 2, "2026-10-10"), (CALENDAR, "2026-12-30", 5, ""),
    (CoolingOffRule(id="*", moves_to_workday=True, known_until="2026-12-31"), "2026-11-13", 1, "2026-11-16")])
def test_counting_rules(rule: CoolingOffRule, received: str, days: int, last: str) -> None:
    period = first_and_last(date.fromisoformat(received), days, rule)
    assert ("" if period is None else period[1].isoformat()) == last


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(1, 60), st.sampled_from(["receipt", "day_after"]))
def test_a_period_has_its_number_of_days(received: date, days: int, counted_from: str) -> None:
    rule = CoolingOffRule(id="*", counted_from=counted_from)  # type: ignore[arg-type]
    period = first_and_last(received, days, rule)
    assert period is not None and period[1] - period[0] == timedelta(days=days - 1)
    assert period[0] - received == timedelta(days=counted_from == "day_after")


def test_a_complaint_is_settled_within_the_agents_authority_or_goes_to_an_expert() -> None:
    desk = Desk(ZH)
    (card,) = [one for one in desk.say("你们多收手续费，我要投诉") if one.id == "complaint_handling"]
    assert values(card) == {"处理级别": "第一级：现在解决", "可以提供": "退还争议费用", "权限上限": "200元"}
    card = desk.enter("complaint_handling", "claimed", "200.01")
    assert values(card) == {"处理级别": "第二级：转专家", "转给": "费用争议岗", "答复时限": "2个工作日"}
    assert card.blocks is not None and "超过权限" in card.blocks.warning and not card.blocks.actions
    card = desk.enter("complaint_handling", "claimed", "200")
    assert card.blocks is not None and [action.name for action in card.blocks.actions] == ["answer:yes", "answer:no"]
    card = desk.enter("complaint_handling", "answer:no")
    assert values(card)["处理级别"] == "第二级：转专家"
    card = desk.enter("complaint_handling", "answer:")
    card = desk.enter("complaint_handling", "answer:yes")
    assert card.blocks is not None and not card.blocks.actions and card.blocks.steps[1].done


def test_what_no_agent_may_settle_goes_to_an_expert_at_once() -> None:
    desk = Desk(EN)
    (card,) = [one for one in desk.say("You lied to me, I want to file a complaint") if one.id == "complaint_handling"]
    assert values(card)["Goes to"] == "Sales compliance" and card.blocks is not None
    assert "promise no outcome" in card.blocks.warning
    card = desk.enter("complaint_handling", "reason", "")
    assert values(card) == {}, "no reason, no answer"


def assess(record: dict[str, str], *, identified: bool = True) -> tuple[Desk, dict[str, str]]:
    desk = Desk(ZH, record, identified=identified)
    (card,) = [one for one in desk.say("星享贷我能批下来吗") if one.id == "pre_assessment.star_loan"]
    assert card.blocks is not None and "不是审批决定" in card.blocks.warning
    return desk, values(card)


def test_a_pre_assessment_names_what_decided_and_what_is_missing() -> None:
    record = {"income": "10,000元", "monthly_payment": "5,000元", "overdue_count": "2"}
    assert assess(record)[1] == {"预评估结果": "初步符合"}
    assert assess({**record, "monthly_payment": "5,001元"})[1] == {"预评估结果": "初步不符合", "决定项": "月供占收入"}
    assert assess({"income": "3,999元", "overdue_count": "3"})[1] == {
        "预评估结果": "初步不符合", "决定项": "登记月收入、近24个月逾期次数", "缺少": "月供占收入"}
    assert assess({"income": "一万到两万元"})[1]["缺少"] == "登记月收入、月供占收入、近24个月逾期次数", "not one number: not assumed"
    assert assess({**record, "income": "0元"})[1] == {"预评估结果": "初步不符合", "决定项": "登记月收入", "缺少": "月供占收入"}


def test_no_value_of_the_record_stands_on_the_card_and_nothing_before_identification() -> None:
    desk, shown = assess({"income": "18,765元", "overdue_count": "0"}, identified=False)
    assert shown == {}
    desk.tick("identity_check")
    (card,) = desk.say("核对无误", "agent")
    assert values(card)["缺少"] == "月供占收入" and "18,765" not in str(card) and card.in_place


def test_a_choice_of_values_decides_too() -> None:
    tables = SkillTables(skill=ZH.skills.skill, assessment_check=(
        AssessmentCheck(id="job", label="工作状态", field="employment", one_of=("在职", "退休"), failed="需要在职证明。"),))
    desk = Desk(msgspec.structs.replace(ZH, skills=tables), {"employment": "待业"})
    (card,) = [one for one in desk.say("星享贷我能批下来吗") if one.id.startswith("pre_assessment")]
    assert values(card)["决定项"] == "工作状态" and card.body == "需要在职证明。"
