"""Amounts that can not be meant are not counted with: what a recogniser garbles never becomes a wrong figure."""

from __future__ import annotations

import pytest

from protocol.assist import Card, Checklist, Intent, Suggestion
from server.assist.assistant import Assistant
from server.assist.dialogue import SAID_FIGURES, Dialogue
from server.assist.figures import figures
from server.assist.numerals import chinese
from server.calls.utterance import CallFacts, Utterance
from server.content.loading import find_playbook, load_playbook
from server.content.playbook import Playbook

ZH, EN = load_playbook(find_playbook("zh_finance")), load_playbook(find_playbook("en_finance"))


def call(playbook: Playbook, *, identified: bool = True) -> Assistant:
    """A call of the first customer."""
    record = next(iter(playbook.customers.values()))
    assistant = Assistant(playbook, CallFacts("c", lang=playbook.lang, customer_id=record.id,
                                              customer={"title": record.title, **record.fields}))
    if identified:
        assistant.note([Checklist(call="c", item="identity_check", state="done")])
    return assistant


def calculated(assistant: Assistant, *texts: str, confidence: float = 0.9) -> list[list[str]]:
    """The values on the calculator cards that these lines of the customer bring, in order."""
    cards: list[list[str]] = []
    for number, text in enumerate(texts, 1):
        said = Utterance(f"customer-{number}", "customer", number * 5000, number * 5000 + 3000, text, assistant._lang, confidence)
        cards += [[row.value for row in event.rows if row.value and (row.input is None or row.input.kind != "choice")][:6]
                  for event in assistant.hear(said)
                  if isinstance(event, Card) and event.kind == "calculator" and event.rows and "." in event.id]
    return cards


@pytest.mark.parametrize("garbled", [
    "我还想在贷款在二十十万，利率十八十万", "我还想再贷20十万，利率多少", "我还想在贷款在二十十万利率十八十万提前还款", "再贷十八十万"])
def test_stuttered_numbers_are_no_amount(garbled: str) -> None:
    assistant = call(ZH)
    assert not [one for one in calculated(assistant, "我的贷款想提前还款，要收违约金吗？", garbled) if one[0] != "86,400元"]
    assert "amount" not in assistant.dialogue.slots


@pytest.mark.parametrize("text", ["二十十万", "十八十万", "三五万", "一百百", "万万", "20十万", "十百"])
def test_units_that_do_not_fall_make_no_number(text: str) -> None:
    assert chinese(text) is None
    assert not [figure for figure in figures(f"贷{text}元", "zh") if figure.kind == "money"]


@pytest.mark.parametrize(("text", "value"), [
    ("一千零五十", 1050), ("二十万五", 205000), ("一百二十万", 1_200_000), ("三万五", 35000), ("一亿二千万", 120_000_000), ("3万", 30000),
    ("一百五", 150), ("五百万", 5_000_000), ("一万零三百", 10300), ("一千二百三十四万五千六百", 12_345_600)])
def test_proper_numbers_stay(text: str, value: int) -> None:
    assert chinese(text) == value


def test_no_more_is_repaid_than_is_owed() -> None:
    assert calculated(call(ZH), "我想提前还款90万") == [["86,400元", "1%", "864元", "87,264元", "5,590.06元"]]
    assert calculated(call(ZH), "我想提前还款三万元") == [["30,000元", "1%", "300元", "30,300元", "1,940.96元"]]
    assert calculated(call(EN), "I want to pay off my loan early, 900 thousand dollars") \
        == [["$14,200", "1%", "$142", "$14,342", "$1,833.87"]]


def test_the_balance_is_not_told_before_identification() -> None:
    assert calculated(call(ZH, identified=False), "我想提前还款90万") == []
    assert calculated(call(ZH, identified=False), "我想提前还款三万元") == [["30,000元", "1%", "300元", "30,300元"]]


@pytest.mark.parametrize("text", ["我想贷500万", "我想贷20万，分72个月", "我想贷20万，分三十年还", "我想贷款0元"])
def test_a_loan_beyond_the_product_is_not_worked_out(text: str) -> None:
    assert calculated(call(ZH), text) == []


def test_a_loan_within_the_product_shows_its_inputs() -> None:
    assert calculated(call(ZH), "我想贷二十万，分24个月") == [
        ["200,000元", "3.65%", "24个月", "8,653.86元", "7,692.64元", "207,692.64元"]]


def test_words_hardly_understood_name_no_details() -> None:
    assistant = call(ZH)
    assert calculated(assistant, "我想贷二十万，利率是多少？", confidence=0.45) == []
    assert assistant.dialogue.slots == {} and not assistant.dialogue.said_figures
    assert assistant.dialogue.topic == "loan_inquiry"
    assert calculated(assistant, "我想贷二十万，利率是多少？", confidence=0.55)


def test_figures_of_a_long_talk_are_bounded_and_the_latest_count() -> None:
    dialogue = Dialogue("en")
    for number in range(1000, 1000 + 2 * SAID_FIGURES):
        dialogue.hear_customer(Utterance(f"customer-{number}", "customer", 0, 900, f"I need {number} dollars", "en"),
                               "loan_inquiry", {}, [])
    assert len(dialogue.said_figures) == SAID_FIGURES
    assert dialogue.said_figures[-1][0] == f"customer-{999 + 2 * SAID_FIGURES}"


def test_an_amount_that_nobody_lends_is_not_put_into_a_reply() -> None:
    said = Utterance("customer-1", "customer", 0, 3000, "我想贷500万", "zh")
    events = call(ZH).hear(said)
    assert [event.intent for event in events if isinstance(event, Intent)] == ["loan_inquiry"]
    assert not [text for event in events if isinstance(event, Suggestion) for text in (event.text, *event.alternatives)
                if "500" in text]


def test_an_amount_in_a_reply_is_written_as_in_the_transcript() -> None:
    events = call(ZH).hear(Utterance("customer-1", "customer", 0, 3000, "我想贷二十万", "zh"))
    (shown,) = [event for event in events if isinstance(event, Suggestion)]
    assert any("您想贷20万，" in text for text in (shown.text, *shown.alternatives))
