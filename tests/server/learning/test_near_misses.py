"""Questions that found nothing: which count, how they are redacted, how they are grouped."""

from __future__ import annotations

import pytest

from protocol.assist import Answer, Card
from protocol.call import CustomerRecord
from protocol.message import CallEvent
from server.calls.utterance import Utterance
from server.learning.near_misses import Miss, grouped, misses_of, redact
from server.storage.calls import Input
from tests.server.learning.calls import gone, intent, offered


def heard(place: int, text: str) -> Input:
    return Input(kind="utterance", at_ms=place * 4000, utterance=Utterance(
        f"customer-{place}", "customer", place * 4000 - 2000, place * 4000, text))


def texts(events: list[CallEvent], *inputs: Input) -> list[str]:
    return [miss.text for miss in misses_of("c", "zh", events, inputs)]


def test_a_question_without_help_is_a_miss() -> None:
    assert texts([intent(1, "rate_fee")], heard(1, "外币账户的管理费怎么收")) == ["外币账户的管理费怎么收"]
    assert texts([intent(1, "other")], heard(1, "你们的积木能拼几层")) != []


@pytest.mark.parametrize(("name", "text"), [
    ("other", "嗯嗯好的"), ("other", "我今天在外面吃饭"), ("agree", "就这样办理吧可以吗"), ("other", "我叫王小明可以吗"),
    ("complaint", "你们怎么这样服务的"), ("rate_fee", "费")])
def test_what_asks_for_nothing_is_none(name: str, text: str) -> None:
    assert texts([intent(1, name)], heard(1, text)) == []


def test_what_was_helped_is_none() -> None:
    card = Card(call="", utterance="customer-1", kind="knowledge", id="k", title="t")
    assert texts([intent(1), offered(1)], heard(1, "利率是多少呢")) == []
    assert texts([intent(1), card], heard(1, "利率是多少呢")) == []


def test_a_second_question_about_what_stands_on_the_screen_is_none() -> None:
    first, again = heard(1, "利率是多少呢"), heard(2, "利率到底是多少")
    assert texts([intent(1), offered(1), intent(2)], first, again) == []
    assert texts([intent(1), offered(1), intent(2), gone(1, "topic")], first, again) == ["利率到底是多少"]
    assert texts([intent(1), offered(1), intent(2, "remittance")], first, heard(2, "汇款要几天到账")) == ["汇款要几天到账"]


def test_a_typed_question_that_found_nothing_is_one() -> None:
    asked = Input(kind="ask", at_ms=700, text="外币账户管理费")
    (miss,) = misses_of("c", "zh", [], [asked])
    assert (miss.asked_by, miss.intent) == ("agent", "other")
    assert misses_of("c", "zh", [Answer(call="", at_ms=700, question="外币账户管理费", text="免费")], [asked]) == []


def test_no_figure_and_no_name_is_left() -> None:
    record = CustomerRecord(call="", customer_id="T1", name="周明远")
    found = texts([record, intent(1)], heard(1, "我是王小红，替周明远问，二十万分24期利息多少"))
    assert found == ["***，替***问，#分#利息多少"]
    assert redact("my name is Ann Lee and i owe $3,500 since 2019, why", "en") == "*** and i owe # since #, why"
    assert redact("号码7788可以吗", "zh") == "号码#可以吗"


def misses(*asked: str) -> list[Miss]:
    return [Miss(f"c{place}", "zh", text, "rate_fee") for place, text in enumerate(asked)]


def test_questions_that_are_alike_stand_together() -> None:
    groups = grouped(misses("外币账户要收管理费吗", "理财夜市几点开", "外币账户管理费怎么收", "外币账户的管理费多少", "夜市理财几点开始"))
    assert [len(group.misses) for group in groups] == [3, 2]
    facts = groups[0].facts()
    assert facts["questions"] == facts["calls"] == 3 and facts["intent"] == "rate_fee" and "外币" in facts["words"]
    assert "外币账户" in facts["question"] and len(facts["examples"]) == 2 and facts["asked_by"] == {"customer": 3}


def test_the_same_call_asking_again_is_one_call() -> None:
    (group,) = grouped([Miss("c", "zh", "外币账户管理费", "other"), Miss("c", "zh", "外币账户管理费", "other")])
    assert group.facts()["calls"] == 1 and group.facts()["examples"] == []


def test_languages_never_mix_and_nothing_gives_nothing() -> None:
    assert grouped([]) == []
    assert len(grouped([Miss("a", "zh", "usd account fee", "other"), Miss("b", "en", "usd account fee", "other")])) == 2
