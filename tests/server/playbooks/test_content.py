"""The playbooks that come with the server: their own examples, the fixed names, sizes, and what may be said to a customer."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from protocol.assist import Alert, Checklist
from server.assist.figures import figures
from server.assist.rule_check import RuleCheck
from server.calls.utterance import CallFacts, Utterance
from server.compliance.evaluator import MISSTATEMENT, Compliance
from server.compliance.redaction import Redactor
from server.content.filling import PLACEHOLDER, Filling, words_of
from server.content.loading import find_playbook, list_playbooks, load_playbook
from server.content.names import AGENT_CATEGORIES, CATEGORIES, CHECKLIST_ITEMS, INTENTS
from server.content.playbook import Playbook, Rule
from server.speech.normalising import normalise

NAMES = list_playbooks()


@lru_cache
def book(name: str) -> Playbook:
    return load_playbook(find_playbook(name))


EXAMPLES = [(name, rule, example.channel, example.text, fires)
            for name in NAMES for rule in book(name).rules.values()
            for fires, examples in ((True, rule.positive), (False, rule.negative)) for example in examples]


@pytest.mark.parametrize(("name", "rule", "channel", "text", "fires"), EXAMPLES,
                         ids=[f"{name}-{rule.id}-{fires}-{index}" for index, (name, rule, _, _, fires) in enumerate(EXAMPLES)])
def test_the_rules_own_examples(name: str, rule: Rule, channel: str, text: str, fires: bool) -> None:
    playbook = book(name)
    compliance = Compliance(playbook, CallFacts(call="c", lang=playbook.lang))
    events = compliance.hear(Utterance("x", channel, 0, 1_000, text, playbook.lang))  # type: ignore[arg-type]
    alerts = [event for event in events if isinstance(event, Alert) and event.rule == rule.id]
    assert bool(alerts) is fires
    for alert in alerts:
        assert text[alert.span[0]:alert.span[1]] == alert.quote != ""


@pytest.mark.parametrize("name", NAMES)
def test_every_category_has_a_rule_with_examples_of_both_kinds(name: str) -> None:
    playbook = book(name)
    assert {rule.category for rule in playbook.rules.values()} == set(CATEGORIES)
    for category in CATEGORIES:
        rules = [rule for rule in playbook.rules.values() if rule.category == category]
        if category != "calling_hours":
            assert any(rule.positive and rule.negative for rule in rules), category
    assert MISSTATEMENT not in playbook.rules


@pytest.mark.parametrize("name", NAMES)
def test_names_are_those_of_the_event_files(name: str) -> None:
    playbook = book(name)
    assert {item.id for item in playbook.checklist} <= set(CHECKLIST_ITEMS)
    assert {item.category for item in playbook.checklist} <= set(AGENT_CATEGORIES)
    assert set(playbook.intents) == set(INTENTS)


@pytest.mark.parametrize("name", NAMES)
def test_small_but_real(name: str) -> None:
    playbook = book(name)
    assert len(playbook.products) >= 8 and len(playbook.articles) >= 25 and len(playbook.replies) >= 40
    assert len(playbook.customers) == 3 and len(playbook.phantoms) >= 20
    assert {product.kind for product in playbook.products.values()} >= {"loan", "card", "deposit", "wealth", "insurance",
                                                                      "remittance"}
    for intent in INTENTS:
        assert any(intent in reply.intents for reply in playbook.replies.values()), intent
        assert playbook.intents[intent].phrases, intent
    assert {word.mood for word in playbook.mood_words} == set(playbook.coaching) == {"calm", "unhappy", "angry", "anxious",
                                                                                    "pleased"}


@pytest.mark.parametrize("name", NAMES)
def test_everything_has_a_source_and_the_date_of_what_it_states(name: str) -> None:
    playbook = book(name)
    assert playbook.fictional
    for entry in (*playbook.products.values(), *playbook.articles.values()):
        assert entry.source and re.fullmatch(r"20\d\d-\d\d-\d\d", entry.date), entry.id
    for rule in playbook.rules.values():
        assert rule.source and rule.jurisdiction and rule.version, rule.id


@pytest.mark.parametrize("name", NAMES)
def test_no_reply_breaks_a_rule_or_is_too_long(name: str) -> None:
    playbook = book(name)
    forbidden = RuleCheck(playbook).forbidden
    filling = Filling(playbook)
    for reply in playbook.replies.values():
        text = filling.longest(reply.text)
        assert forbidden(text) == "", (reply.id, text)
        count, limit, _ = words_of(text, playbook.lang)
        assert count <= limit, (reply.id, text)


@pytest.mark.parametrize("name", NAMES)
def test_figures_of_replies_are_placeholders_or_named_house_figures(name: str) -> None:
    playbook = book(name)
    for reply in playbook.replies.values():
        stated = {figure.text for text in reply.house_figures for figure in figures(text, playbook.lang)}
        said = {figure.text for figure in figures(PLACEHOLDER.sub("~", reply.text), playbook.lang)}
        assert said <= stated, reply.id


@pytest.mark.parametrize("name", NAMES)
def test_the_words_offered_for_an_item_tick_it_and_break_nothing(name: str) -> None:
    playbook = book(name)
    forbidden = RuleCheck(playbook).forbidden
    for item in playbook.checklist:
        assert item.say and forbidden(item.say) == "", item.id
        events = Compliance(playbook, CallFacts(call="c", lang=playbook.lang)).hear(
            Utterance("x", "agent", 0, 1_000, item.say, playbook.lang))
        assert (item.id, "done") in [(event.item, event.state) for event in events if isinstance(event, Checklist)], item.id


def bare(text: str, lang: str) -> str:
    """A line as a recogniser without punctuation would give it."""
    return re.sub(r"[^\w\s']", "" if lang == "zh" else " ", text).lower()


@pytest.mark.parametrize("form", ["as written", "normalised", "bare"])
@pytest.mark.parametrize("name", NAMES)
def test_the_loan_complaint_tells_its_story(name: str, form: str) -> None:
    playbook = book(name)
    scenario = playbook.scenarios["loan_complaint"]
    customer = playbook.customers[scenario.customer_id]
    facts = CallFacts(call="c", lang=playbook.lang, customer=dict(customer.fields), started_at="2026-11-20T10:00:00+08:00")
    compliance, redactors = Compliance(playbook, facts), {side: Redactor(playbook.lang) for side in ("agent", "customer")}
    seen: list[tuple[str, str]] = []
    at_ms = 0
    for line in scenario.line:
        text = {"as written": line.text, "normalised": normalise(line.text, playbook.lang),
                "bare": bare(line.text, playbook.lang)}[form]
        masked = redactors[line.channel].mask(text, at_ms + 4_000)
        seen += [("redaction", one.entity) for one in masked.redactions]
        for event in compliance.hear(Utterance("x", line.channel, at_ms, at_ms + 4_000, masked.text, playbook.lang)):
            kind = str(type(event).__struct_config__.tag)
            name_of = getattr(event, "category", "") or getattr(event, "why", "") or getattr(event, "item", "") \
                or getattr(event, "due", "")
            state = getattr(event, "state", "")
            if state not in ("open", "due"):
                seen.append((kind, f"{name_of} {state}".strip()))
        at_ms += 4_500
    order = [("checklist", "recording_notice done"), ("checklist", "identity_check done"),
             ("checklist", "early_repayment_fee done"), ("checklist", "annualised_cost done"),
             ("alert", "guaranteed_approval"), ("alert_cleared", "corrected"), ("alert", "complaint"),
             ("promise", "2026-11-23"), ("redaction", "card"), ("alert", "card_data"),
             ("checklist", "complaint_reference done"), ("checklist", "polite_close done")]
    places = [seen.index(entry) for entry in order]
    assert places == sorted(places)
    assert [entry for entry in seen if entry[0] == "alert"] == [("alert", "guaranteed_approval"), ("alert", "complaint"),
                                                               ("alert", "card_data")]


@pytest.mark.parametrize("name", NAMES)
def test_scenarios_are_spoken_form_and_short(name: str) -> None:
    playbook = book(name)
    for scenario in playbook.scenarios.values():
        assert set(scenario.voices) == {"agent", "customer"}
        for line in scenario.line:
            assert not re.search(r"\d", line.text), line.text
            assert len(line.text) <= 30 if playbook.lang == "zh" else len(line.text.split()) <= 24, line.text
