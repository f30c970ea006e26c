"""The shipped playbooks as something to work with: enough of everything, speakable, never the same twice, figures that agree."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from protocol.assist import Alert
from server.assist.figures import Figure, figures, same
from server.calls.utterance import CallFacts, Utterance
from server.compliance.evaluator import Compliance
from server.content.filling import PLACEHOLDER, Filling
from server.content.loading import find_playbook, list_playbooks, load_playbook
from server.content.names import INTENTS
from server.content.playbook import Article, Playbook, Reply

NAMES = list_playbooks()
GENERAL_RULES = Path(__file__).with_name("general_rules")
ALIKE = 0.8
"""Share of the longer text's words that two replies to one intent may have in common at most."""
PROCEDURES = {
    "zh_finance": ("card_loss", "identity_verification", "complaint_two_levels", "fraud_safe_account", "early_procedure",
                   "address_change", "change_phone"),
    "en_finance": ("card_loss", "identity_verification", "complaint_two_levels", "fraud_safe_account", "early_procedure",
                   "address_change", "change_phone"),
}
OBJECTIONS = ("too_expensive", "other_bank_cheaper", "need_to_think", "ask_family", "no_time", "distrust_hang_up", "privacy_use",
              "privacy_source", "recording_why", "wait_sorry", "complaint_supervisor", "early_why_fee", "rejected_understand",
              "declined_understand", "compensation_asked", "hidden_fee_upset", "call_too_often", "robot_question")
LENT = {"zh": "200,000元", "en": "$20,000"}
"""An amount that every consumer loan of a playbook lends."""
_NO_COUNT = {"zh": re.compile(r"一[年期天笔周]"), "en": re.compile(r"(?!)")}
"""Words that look like a figure and count nothing: 一笔, 最后一期."""


@cache
def book(name: str) -> Playbook:
    """A playbook that ships."""
    return load_playbook(find_playbook(name))


def named_products(entry: Article | Reply) -> dict[str, None]:
    """Ids of the products that an entry is about, in order."""
    texts = [entry.text] if isinstance(entry, Reply) else [entry.title, entry.body, *entry.rows.values()]
    placed = [name.split(".")[1] for text in texts for name in PLACEHOLDER.findall(text) if name.startswith("product.")]
    return dict.fromkeys((*entry.products, *placed))


def written_figures(texts: list[str], playbook: Playbook) -> Iterator[Figure]:
    """The figures that a text states itself, beside its placeholders."""
    for text in texts:
        for figure in figures(PLACEHOLDER.sub("~", text), playbook.lang):
            if not _NO_COUNT[playbook.lang].fullmatch(figure.text):
                yield figure


def stated(texts: list[str], playbook: Playbook) -> list[Figure]:
    """Every figure of some texts."""
    return [figure for text in texts for figure in figures(text, playbook.lang)]


@pytest.mark.parametrize("name", NAMES)
def test_enough_to_work_with(name: str) -> None:
    playbook = book(name)
    assert len(playbook.products) >= 20 and len(playbook.articles) >= 150 and len(playbook.replies) >= 150
    kinds = [product.kind for product in playbook.products.values()]
    assert all(kinds.count(kind) >= 2 for kind in ("loan", "card", "deposit", "wealth", "insurance", "account", "remittance"))
    for intent in INTENTS:
        assert sum(intent in reply.intents for reply in playbook.replies.values()) >= 4, intent
    for article in PROCEDURES[name]:
        assert playbook.articles[article].kind == "procedure" and len(playbook.articles[article].rows) >= 3, article
    assert sum(objection in playbook.replies for objection in OBJECTIONS) >= 15


@pytest.mark.parametrize("name", NAMES)
def test_risk_levels_are_five_and_every_insurance_can_be_given_back(name: str) -> None:
    playbook = book(name)
    levels = {found[0] for product in playbook.products.values() if product.kind == "wealth" and "risk_level" in product.terms
              for found in re.findall(r"R([1-5])", product.terms["risk_level"].value)}
    assert levels >= {"1", "2", "4", "5"}
    for product in playbook.products.values():
        if product.kind == "insurance":
            assert {"insurer", "cooling_off"} <= set(product.terms), product.id
            assert (product.terms["cooling_off"].number or 0) >= 15, product.id


@pytest.mark.parametrize("name", NAMES)
def test_a_number_beside_a_value_is_a_figure_of_it(name: str) -> None:
    playbook = book(name)
    for product in playbook.products.values():
        for key, term in product.terms.items():
            found = {figure.value for figure in figures(term.value, playbook.lang)}
            if term.number and found:
                assert format(term.number, "g") in {format(float(value), "g") for value in found if "*" not in value} \
                    or term.unit == "months" and f"{term.number:g}" in found, (product.id, key, found)


@pytest.mark.parametrize("name", NAMES)
def test_articles_are_short_and_can_be_spoken(name: str) -> None:
    playbook = book(name)
    filling = Filling(playbook)
    for article in playbook.articles.values():
        text = filling.longest(article.body)
        size = len(text) if playbook.lang == "zh" else len(text.split())
        assert size <= (150 if playbook.lang == "zh" else 70), (article.id, size)
        assert len(re.findall(r"[。？！?!]|\.(?=\s|$)", text)) <= 6, article.id
        assert len(article.title) <= (30 if playbook.lang == "zh" else 70), article.id


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_read_out_raises_no_alert(name: str) -> None:
    playbook = book(name)
    filling = Filling(playbook)
    raised: list[tuple[str, str, str]] = []
    for entry in (*playbook.replies.values(), *playbook.articles.values()):
        text = entry.text if isinstance(entry, Reply) else entry.body
        text = filling.longest(text.replace("{slot.amount}", LENT[playbook.lang]))
        # After the customer named a product, its terms are what the words are held against.
        for product in (None, *named_products(entry)):
            compliance = Compliance(playbook, CallFacts(call="c", lang=playbook.lang))
            if product:
                compliance.hear(Utterance("c-1", "customer", 0, 500, playbook.products[product].name, playbook.lang))
            heard = compliance.hear(Utterance("a-1", "agent", 600, 2_000, text, playbook.lang)) if text else []
            raised += [(entry.id, event.rule, text) for event in heard if isinstance(event, Alert)]
    assert not raised, raised


@pytest.mark.parametrize("name", NAMES)
def test_every_written_figure_is_the_products_or_a_general_rule(name: str) -> None:
    playbook = book(name)
    rules = tomllib.loads((GENERAL_RULES / f"{name}.toml").read_text("utf-8"))["rule"]
    allowed: dict[tuple[str, str], list[Figure]] = {}
    for rule in rules:
        for kind in ("articles", "replies"):
            for entry in rule.get(kind, ()):
                assert entry in getattr(playbook, kind), (rule["what"], entry)
                allowed.setdefault((kind, entry), []).extend(stated(rule["figures"], playbook))
    unknown: list[str] = []
    used: set[tuple[str, str, str]] = set()
    groups: list[tuple[str, dict[str, Article] | dict[str, Reply]]] = [("articles", playbook.articles), ("replies", playbook.replies)]
    for kind, entries in groups:
        for entry in entries.values():
            own = stated([text for product in named_products(entry) for term in playbook.products[product].terms.values()
                          for text in (term.value, term.label)], playbook)
            texts = [entry.text] if isinstance(entry, Reply) else [entry.title, entry.body, *entry.rows.values()]
            for figure in written_figures(texts, playbook):
                general = [one for one in allowed.get((kind, entry.id), ()) if same(one, figure)]
                used |= {(kind, entry.id, one.value) for one in general}
                if not general and not any(same(one, figure) for one in own):
                    unknown.append(f"{kind}: {entry.id}: {figure.text}")
    assert not unknown, "\n".join(unknown)
    # A rule that an entry no longer states is struck from the list.
    assert {(kind, entry) for kind, entry, _ in used} == set(allowed)


def content(text: str, playbook: Playbook) -> set[str]:
    """The words of a text without its placeholders; for Chinese pairs of characters."""
    bare = PLACEHOLDER.sub(" ", text).lower()
    if playbook.lang == "en":
        return set(re.findall(r"[a-z']+", bare))
    return {run[place:place + 2] for run in re.findall(r"[\u4e00-\u9fff]+", bare) for place in range(max(1, len(run) - 1))}


@pytest.mark.parametrize("name", NAMES)
def test_no_two_replies_to_one_intent_say_the_same(name: str) -> None:
    playbook = book(name)
    words = {reply.id: content(reply.text, playbook) for reply in playbook.replies.values()}
    same_words = [(one.id, other.id) for one, other in combinations(playbook.replies.values(), 2)
                  if set(one.intents) & set(other.intents)
                  and len(words[one.id] & words[other.id]) > ALIKE * max(len(words[one.id]), len(words[other.id]))]
    assert not same_words
    texts = [article.title for article in playbook.articles.values()]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_can_be_found_by_more_than_its_intent(name: str) -> None:
    playbook = book(name)
    for entry in (*playbook.articles.values(), *playbook.replies.values()):
        assert entry.keywords or entry.intents, entry.id
        assert not isinstance(entry, Article) or entry.keywords, entry.id
        assert len(set(entry.keywords)) == len(entry.keywords), entry.id


@pytest.mark.parametrize("name", NAMES)
def test_files_are_short_enough_to_read(name: str) -> None:
    for path in sorted(find_playbook(name).rglob("*.toml")):
        if path.parent.name in ("products", "knowledge", "replies"):
            assert len(path.read_text("utf-8").splitlines()) <= 300, path.name
