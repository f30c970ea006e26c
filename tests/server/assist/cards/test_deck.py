"""Cards on the screen of a call: in place, raised, dismissed, pinned; entries and their figures in the fact book."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from protocol.assist import MAX_UNPINNED_CARDS, Card
from server.assist.cards.deck import CARD_REST_MS, Deck
from server.assist.cards.sheet import Drawn, Sheet
from server.assist.figures import figures
from server.assist.skills import Skill
from server.calls.utterance import Utterance
from tests.server.assist.cards.conftest import BOOKS, Desk, problems, values

PLAN = "instalment.star_loan"


def deck_of(desk: Desk, *skills: Skill) -> Deck:
    """A deck with these skills alone, over the desk's call."""
    return Deck(desk.assistant._view, skills)


def turn(desk: Desk, text: str, at_ms: int = 0) -> Any:
    return desk.assistant._turn(Utterance("customer-1", "customer", 0, at_ms, text, desk.assistant._lang), [])


def named(name: str) -> Callable[[Any, Any], Card]:
    return lambda turn, call: Card(call="", kind="knowledge", id=turn.utterance.text + name, title="t")


def test_an_entry_changes_the_card_where_it_stands(zh: Desk) -> None:
    (card,) = [one for one in zh.say("我想办星享贷，贷20万分两年") if one.id == PLAN]
    assert not card.in_place and values(card)["每月还款"] == "8,653.86元"
    changed = zh.enter(PLAN, "term", "12")
    assert values(changed)["每月还款"] == "16,998.02元"
    assert zh.assistant.enter_card(PLAN, "term", "12") == [], "nothing has changed"


@pytest.mark.parametrize(("field", "value"), [
    ("amount", "0"), ("amount", "-5"), ("amount", "1000000000000"), ("amount", "1e12"), ("amount", "二十"), ("amount", ""),
    ("rate", "101"), ("rate", "-1"), ("rate", "x"), ("term", "37"), ("term", "0"), ("term", "12.5"), ("method", "none"),
    ("fee", "-1"), ("amount", "9" * 4000)])
def test_a_wrong_entry_is_said_beside_the_field_and_gives_no_figure(zh: Desk, field: str, value: str) -> None:
    zh.say("我想办星享贷，贷20万分两年")
    assert zh.book.calculated["instalment.monthly"] == "8,653.86元"
    card = zh.enter(PLAN, field, value)
    assert values(card) == {} and card.body == "" and (problems(card) or value == "")
    assert not [name for name in zh.book.calculated if name.startswith(("instalment.",))], "the number lock knows none either"
    assert values(zh.enter(PLAN, field, {"amount": "200000", "rate": "3.65", "term": "24", "method": "equal", "fee": ""}[field]))


def test_what_is_no_field_of_the_card_is_ignored(zh: Desk) -> None:
    zh.say("我想办星享贷，贷20万分两年")
    for card, field in ((PLAN, "colour"), ("nobody", "amount"), ("star_loan", "amount"), (PLAN, "page:3"), ("", "")):
        assert zh.assistant.enter_card(card, field, "1") == []


def test_every_figure_of_a_result_is_a_fact_of_the_calculator(zh: Desk) -> None:
    zh.say("我想办星享贷，贷20万分两年")
    card = zh.enter(PLAN, "fee", "1500")
    for row in card.rows:
        if row.input is None:
            for figure in figures(row.value, "zh"):
                assert zh.book.support(figure, frozenset()).startswith("calculator."), row.value
    (guess,) = figures("3.99%", "zh")
    zh.enter(PLAN, "rate", "3.99")
    zh.enter(PLAN, "fee", "2000")
    assert not zh.book.support(guess, frozenset()), "a rate that the agent tries out is no fact"


def test_the_newest_word_counts_in_each_field(zh: Desk) -> None:
    zh.say("我想办星享贷，贷20万分两年")
    zh.enter(PLAN, "amount", "150000")
    zh.enter(PLAN, "method", "falling")
    (card,) = [one for one in zh.say("星享贷分12个月呢？") if one.id == PLAN]
    given = {row.input.name: row.input.value for row in card.rows if row.input is not None}
    assert (given["amount"], given["term"], given["method"]) == ("150000", "12", "falling") and card.in_place
    (card,) = [one for one in zh.say("星享贷贷10万呢，每月还多少") if one.id == PLAN]
    assert next(row.value for row in card.rows) == "100,000元"


def test_a_card_on_the_screen_is_not_sent_again_until_others_cover_it_for_two_minutes(zh: Desk) -> None:
    skill = Skill("k", 1, named(""))
    deck = deck_of(zh, skill)
    assert [card.id for card in deck.offer(turn(zh, "a"))] == ["a"]
    assert deck.offer(turn(zh, "a", CARD_REST_MS)) == [], "it stands on top"
    for text in ("b", "c"):
        deck.offer(turn(zh, text, 10))
    assert deck.offer(turn(zh, "a", CARD_REST_MS - 1)) == []
    (again,) = deck.offer(turn(zh, "a", CARD_REST_MS))
    assert again.id == "a" and not again.in_place


def test_a_dismissed_card_stays_away_for_the_topic_only(zh: Desk) -> None:
    zh.say("我想办星享贷，贷20万分两年")
    zh.assistant.dismiss_card(PLAN)
    assert "instalment.monthly" not in zh.book.calculated
    assert PLAN not in [card.id for card in zh.say("星享贷25万分两年呢")]
    zh.say("我的信用卡丢了，要挂失")
    assert PLAN in [card.id for card in zh.say("星享贷利率是多少？贷20万，分两年")]


def test_asking_brings_a_dismissed_card_back(zh: Desk) -> None:
    zh.say("我想办星享贷，贷20万分两年")
    zh.assistant.dismiss_card(PLAN)
    assert PLAN in [event.id for event in zh.assistant.ask("还款试算") if isinstance(event, Card)]


def test_only_what_the_screen_keeps_is_on_it(zh: Desk) -> None:
    deck = deck_of(zh, Skill("k", 1, named("")))
    for at in range(MAX_UNPINNED_CARDS + 3):
        deck.offer(turn(zh, f"card{at}"))
        deck.pin("card0", pinned=True)
    assert deck.offer(turn(zh, "card0")) == [], "pinned: still there"
    assert deck.offer(turn(zh, "card1")) != [], "it had left the screen"
    deck.pin("nobody", pinned=True)
    deck.dismiss("nobody")


def test_cards_of_two_skills_never_replace_each_other(zh: Desk) -> None:
    deck = deck_of(zh, Skill("one", 1, named("")), Skill("two", 2, named("")))
    assert [card.id for card in deck.offer(turn(zh, "same"))] == ["same", "same.knowledge"]
    assert deck.offer(turn(zh, "same")) == []


def test_a_skill_with_a_bug_is_counted_and_the_others_go_on(zh: Desk, caplog: pytest.LogCaptureFixture) -> None:
    def fails(turn: object, call: object) -> Card:
        raise RuntimeError("客户的话")

    def draws(card: str, given: object, call: object) -> Drawn:
        raise ZeroDivisionError

    deck = deck_of(zh, Skill("bad", 0, fails), Skill("worse", 0, lambda turn, call: Sheet("x", {}), draws),
                   Skill("good", 1, named("")))
    assert [card.id for card in deck.offer(turn(zh, "a"))] == ["a"]
    assert deck.failures == {"bad": 1, "worse": 1}
    assert "bad" in caplog.text and "客户的话" not in caplog.text


def test_the_same_call_heard_again_gives_the_same_cards() -> None:
    def play() -> list[Card]:
        desk = Desk(BOOKS["zh_finance"])
        cards = desk.say("我想办星享贷，贷20万分两年")
        cards.append(desk.enter(PLAN, "method", "falling"))
        cards += desk.say("补一张新卡要多少钱")
        desk.tick("card_blocked")
        return cards + desk.say("好的，我帮您办", "agent")

    assert play() == play()
