"""What the house signed off is recognised whatever fills its slots, and nothing else is."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from server.calls.utterance import CallFacts, Utterance
from server.compliance.evaluator import Compliance
from server.compliance.house_wording import HouseWording, house_wording_of
from server.compliance.lexicon import fold
from server.content.loading import find_playbook, load_playbook
from server.content.playbook import Playbook


@pytest.fixture(scope="module")
def zh() -> Playbook:
    return load_playbook(find_playbook("zh_finance"))


@pytest.fixture(scope="module")
def en() -> Playbook:
    return load_playbook(find_playbook("en_finance"))


def test_a_filled_slot_does_not_hide_an_approved_sentence(zh: Playbook) -> None:
    assert "{" in zh.replies["early_fee_first_year"].text
    assert HouseWording(zh).holds(fold("星享贷提前还款的违约金是剩余本金的1%，满12个月免收。", "zh").text)


def test_an_approved_line_of_the_checklist_is_one_of_them(en: Playbook) -> None:
    line = next(item.say for item in en.checklist if item.id == "risk_level")
    assert HouseWording(en).holds(fold(line.replace("...", "R3, medium."), "en").text)


@pytest.mark.parametrize("said", ["星享贷提前还款的违约金我帮您免了。", "剩余本金的1%，满12个月免收，提前还款的违约金是星享贷",
                                  "您放心。", ""])
def test_other_words_order_or_scraps_are_not(zh: Playbook, said: str) -> None:
    assert not HouseWording(zh).holds(fold(said, "zh").text)


def test_a_phrase_of_a_rule_still_stops_inside_approved_words(zh: Playbook) -> None:
    said = "星享贷提前还款的违约金是剩余本金的1%，满12个月免收，保证能批。"
    events = Compliance(zh, CallFacts(call="c", lang="zh")).hear(
        Utterance(id="agent:0", channel="agent", start_ms=0, end_ms=4_000, text=said, lang="zh"))
    assert any(getattr(event, "rule", "") == "guaranteed_approval" for event in events)


def test_a_playbook_is_taken_apart_once(zh: Playbook) -> None:
    assert house_wording_of(zh) is house_wording_of(zh)


def test_a_short_approved_sentence_and_a_products_term_count_as_a_whole(zh: Playbook) -> None:
    term = next(term.value for product in zh.products.values() for term in product.terms.values() if len(term.value) > 8)
    wording = HouseWording(replace(zh, replies={}, articles={}, checklist=(), rules={
        "short": replace(next(iter(zh.rules.values())), text="别急。")}))
    assert wording.holds(fold("别急！", "zh").text) and wording.holds(fold(f"{term}。", "zh").text)
    assert not wording.holds(fold("您别急", "zh").text) and not wording.holds(fold(f"稳赚，{term}", "zh").text)
