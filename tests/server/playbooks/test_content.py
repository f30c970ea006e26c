"""The playbooks that come with the server: their own examples, the fixed names, sizes, and what may be said to a customer."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from protocol.assist import Alert, Checklist
from server.assist.figures import figures
from server.assist.rule_check import RuleCheck
from server.calls.utterance import CallFacts, Utterance
from server.compliance.digits import find_runs
from server.compliance.evaluator import MISSTATEMENT, Compliance
from server.compliance.examples import heard
from server.compliance.lexicon import fold
from server.compliance.redaction import Redactor
from server.content.filling import PLACEHOLDER, Filling, words_of
from server.content.loading import find_playbook, list_playbooks, load_playbook
from server.content.names import AGENT_CATEGORIES, CATEGORIES, CHECKLIST_ITEMS, INTENTS
from server.content.patterns import compile_pattern, needed
from server.content.playbook import Article, ChecklistItem, Playbook, Product, Rule, RuleExample
from server.speech.normalising import normalise

NAMES = list_playbooks()


@lru_cache
def book(name: str) -> Playbook:
    return load_playbook(find_playbook(name))


EXAMPLES = [(name, rule, example, fires)
            for name in NAMES for rule in book(name).rules.values()
            for fires, examples in ((True, rule.positive), (False, rule.negative)) for example in examples]


@pytest.mark.parametrize(("name", "rule", "example", "fires"), EXAMPLES,
                         ids=[f"{name}-{rule.id}-{fires}-{index}" for index, (name, rule, _, fires) in enumerate(EXAMPLES)])
def test_the_rules_own_examples(name: str, rule: Rule, example: RuleExample, fires: bool) -> None:
    events = heard(book(name), rule, example)
    assert bool(events) is fires
    for event in events:
        if isinstance(event, Alert):
            assert example.text[event.span[0]:event.span[1]] == event.quote != ""


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
    entries: list[Product | Article] = [*playbook.products.values(), *playbook.articles.values()]
    for entry in entries:
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
        compliance = Compliance(playbook, CallFacts(call="c", lang=playbook.lang, direction=item.direction or "inbound"))
        if item.intents:
            asked = playbook.intents[item.intents[0]].phrases[0]
            compliance.hear(Utterance("w", "customer", 0, 500, asked, playbook.lang))
        events = compliance.hear(Utterance("x", "agent", 600, 1_000, item.say, playbook.lang))
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


def shown(playbook: Playbook) -> list[tuple[str, str]]:
    """(where, text) of everything that an agent may read."""
    texts: list[tuple[str, str]] = [("title", playbook.title)]
    for product in playbook.products.values():
        texts += [(product.id, text) for text in (product.name, product.summary, product.source)]
        texts += [(product.id, text) for term in product.terms.values() for text in (term.label, term.value)]
    for article in playbook.articles.values():
        texts += [(article.id, text) for text in (article.title, article.body, article.source, *article.rows, *article.rows.values())]
    texts += [(reply.id, text) for reply in playbook.replies.values() for text in (reply.text, reply.source)]
    texts += [(item.id, text) for item in playbook.checklist for text in (item.title, item.say, item.begin, item.source)]
    texts += [(rule.id, text) for rule in playbook.rules.values() for text in (rule.text, rule.source)]
    texts += [("coaching", text) for sentences in playbook.coaching.values() for text in sentences]
    texts += [(one.id, text) for one in playbook.customers.values() for text in (*one.fields.values(), *one.labels.values())]
    return texts


@pytest.mark.parametrize("name", NAMES)
def test_marks_of_the_compliance_officer_stay_off_the_screen(name: str) -> None:
    playbook = book(name)
    assert not [(where, text) for where, text in shown(playbook) if re.search(r"\[[RKD]\]|to be confirmed|须核实", text)]
    entries: list[Rule | ChecklistItem] = [*playbook.rules.values(), *(item for item in playbook.checklist if item.source)]
    for entry in entries:
        assert not entry.evidence or re.search("read|to be confirmed|house choice", entry.evidence), entry.id
    assert len([entry for entry in entries if entry.evidence]) > len(entries) / 2


def test_chinese_texts_have_chinese_punctuation() -> None:
    for where, text in shown(book("zh_finance")):
        bare = PLACEHOLDER.sub("字", text)
        assert not re.search(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]|\.\.\.", bare), (where, text)


def test_figures_are_written_as_the_transcript_writes_them() -> None:
    for where, text in shown(book("zh_finance")):
        bare = re.sub(r"\s|[一三]年", "", text)
        assert re.sub(r"\s", "", normalise(bare, "zh")) == bare, (where, text)


@pytest.mark.parametrize("name", NAMES)
def test_words_to_say_hold_no_figure_of_one_product_and_no_number_of_one_call(name: str) -> None:
    playbook = book(name)
    for item in playbook.checklist:
        assert not [one for one in figures(item.say + item.begin, playbook.lang) if one.kind in ("percent", "money")], item.id
        assert not [run for run in find_runs(item.say, playbook.lang) if len(run.digits) >= 3], item.id


@pytest.mark.parametrize("name", NAMES)
def test_a_pattern_that_matches_holds_the_text_it_is_looked_up_by(name: str) -> None:
    playbook = book(name)
    lines = [example.text for rule in playbook.rules.values() for example in (*rule.positive, *rule.negative)]
    lines += [item.say for item in playbook.checklist] + [item.begin for item in playbook.checklist]
    lines += [line.text for scenario in playbook.scenarios.values() for line in scenario.line]
    lines = [fold(form, playbook.lang).text for line in lines for form in (line, normalise(line, playbook.lang), line.upper())]
    patterns = [pattern for rule in playbook.rules.values() for pattern in rule.patterns]
    patterns += [pattern for item in playbook.checklist for pattern in (*item.patterns, *item.asks, *item.answers)]
    matched = 0
    for pattern in patterns:
        texts, compiled = needed(pattern), compile_pattern(pattern)
        assert texts, pattern
        for line in lines:
            if compiled.search(line):
                matched += 1
                assert any(text in line for text in texts), (pattern, line)
    assert matched > len(patterns)
