"""Intents and slots of a customer's line."""

from __future__ import annotations

import pytest

from protocol.message import Language
from server.assist.intents import IntentIndex, Recognised, is_backchannel
from server.assist.library import Hit
from server.assist.slots import find_slots
from server.content.playbook import Playbook


@pytest.mark.parametrize(("text", "intent"), [
    ("我想贷二十万", "loan_inquiry"), ("利率是多少", "rate_fee"), ("能不能提前还款", "early_repayment"), ("我要还款", "repayment"),
    ("我的信用卡丢了", "card_loss"), ("这个保本吗", "investment_inquiry"), ("我要投诉你们", "complaint"), ("不需要,别再打了", "not_interested"),
    ("今天天气不错", "other"), ("嗯嗯", "other"),
])
def test_chinese(zh: Playbook, text: str, intent: str) -> None:
    found = IntentIndex(zh).recognise(text)
    assert found.intent == intent and 0 <= found.confidence <= 1


@pytest.mark.parametrize(("text", "intent"), [
    ("I lost my card yesterday", "card_loss"), ("What's the late fee?", "rate_fee"), ("I'd like to borrow some money", "loan_inquiry"),
    ("The weather is corporate today", "other"),
])
def test_english_matches_whole_words(en: Playbook, text: str, intent: str) -> None:
    assert IntentIndex(en).recognise(text).intent == intent


def test_a_negated_phrase_is_no_sure_sign(zh: Playbook) -> None:
    index = IntentIndex(zh)
    assert index.recognise("我不想投诉").intent == "other"
    assert index.recognise("不需要贷款").intent == "not_interested"


def test_a_bare_yes_agrees_only_to_a_question(zh: Playbook) -> None:
    index = IntentIndex(zh)
    assert index.recognise("好的,可以", asked=True).intent == "agree"
    assert index.recognise("好的,可以").intent == "other"
    assert index.recognise("嗯,好的", asked=True).backchannel


@pytest.mark.parametrize(("text", "lang", "expected"), [
    ("嗯", "zh", True), ("好的,谢谢", "zh", True), ("哦,知道了。", "zh", True), ("好的,那利率呢", "zh", False), ("okay, thanks", "en", True),
    ("mm-hmm", "en", True), ("okay but what is the rate", "en", False), ("", "zh", True),
])
def test_backchannels(text: str, lang: Language, expected: bool) -> None:
    assert is_backchannel(text, lang) is expected


@pytest.mark.timeout(60)
def test_a_long_backchannel_is_read_one_way_only() -> None:
    # A pattern that tries every split would not end within the age of the universe.
    assert not is_backchannel("是啊对对嗯" * 400 + "x", "zh")
    assert not is_backchannel("okay yes that's fine " * 400 + "xylophone", "en")


@pytest.mark.parametrize(("text", "lang", "slots"), [
    ("我想贷20万,分两年还", "zh", {"amount": "20万", "term": "两年"}),
    ("利率能不能3.5%", "zh", {"rate": "3.5%"}),
    ("卡号后四位是4802", "zh", {"card_tail": "4802"}),
    ("尾号零八二一", "zh", {"card_tail": "0821"}),
    ("因为资金周转不开,想延期到15号", "zh", {"reason": "资金周转不开", "date": "15号"}),
    ("扣了3000", "zh", {"amount": "3000"}),
    ("工号3000", "zh", {}),
    ("I want to borrow $20,000 over three years", "en", {"amount": "$20,000", "term": "three years"}),
    ("the card ending in 4412 because it was stolen", "en", {"card_tail": "4412", "reason": "it was stolen"}),
])
def test_slots(text: str, lang: Language, slots: dict[str, str]) -> None:
    assert {name: slot.value for name, slot in find_slots(text, lang).items()} == slots


def test_shared_words_show_an_intent_where_no_phrase_does(zh: Playbook) -> None:
    index = IntentIndex(zh)
    found = index.nearest("想问提前结清这件事", (
        Hit("article", "x", 0.9), Hit("intent", "early_repayment", 0.6), Hit("intent", "repayment", 0.3)))
    assert found.intent == "early_repayment" and 0.4 <= found.confidence <= 0.55
    assert index.nearest("什么", (Hit("intent", "repayment", 0.2),)).intent == "other"
    assert index.nearest("什么", (Hit("intent", "a", 0.4), Hit("intent", "b", 0.4))).intent == "other"
    assert index.nearest("我的卡号是4802", (Hit("intent", "card_loss", 0.9),)).intent == "other"
    assert index.nearest("什么", ()).intent == "other"


def test_a_product_alone_shows_what_it_is_asked_for(zh: Playbook, en: Playbook) -> None:
    assert IntentIndex(zh).of_product("wealth").intent == "investment_inquiry"
    assert IntentIndex(zh).of_product("card").intent == "other"
    assert IntentIndex(en).of_product("wealth").intent == "other"


def test_an_unsure_intent_yields_to_a_far_better_one(zh: Playbook) -> None:
    index = IntentIndex(zh)
    unsure, sure = Recognised("repayment", 0.6), Recognised("repayment", 0.75)
    hits = (Hit("intent", "early_repayment", 0.65), Hit("intent", "repayment", 0.4))
    assert index.settle(unsure, hits).intent == "early_repayment"
    assert index.settle(sure, hits) == sure
    assert index.settle(unsure, (Hit("intent", "early_repayment", 0.65), Hit("intent", "repayment", 0.5))) == unsure
    assert index.settle(unsure, ()) == unsure
