"""Ways around work at every line give what the work itself gives: candidates, likeness, the best of many, ticks left out."""

from __future__ import annotations

from functools import partial
from math import log
from random import Random

import numpy as np
import pytest

from protocol.message import CHANNELS, Language, utterance_id
from server.assist.library import Library, Situation
from server.calls.pipeline import Pipeline
from server.calls.utterance import CallFacts, Utterance
from server.content.loading import find_playbook, load_playbook
from server.content.playbook import Playbook
from server.knowledge.ranking import FIT, LIKE_ENOUGH, rank
from server.knowledge.terms import key_of, query_keys, query_terms
from server.knowledge.words import FIELDS, WordIndex, among_top, top

LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture(scope="module", params=LANGUAGES)
def playbook(request: pytest.FixtureRequest) -> Playbook:
    return load_playbook(find_playbook(f"{request.param}_finance"))


def lines(playbook: Playbook, count: int, seed: int = 3) -> list[str]:
    """What is said about articles, whole and in pieces, and what is about nothing."""
    rng = Random(seed)
    known = [text for article in playbook.articles.values() for text in (article.title, *article.keywords, *article.asked)]
    known += [phrase for intent in playbook.intents.values() for phrase in intent.phrases]
    around = ("昨天我爱人去了趟超市，{}", "{}", "嗯，{}，谢谢") if playbook.lang == "zh" else ("yesterday my son, {}", "{}", "well, {}, thanks")
    chosen = [rng.choice(known) for _ in range(count)]
    return [rng.choice(around).format(one if rng.random() < 0.6 else one[:max(2, len(one) // 2)]) for one in chosen]


def test_the_few_articles_that_can_fit_are_ranked_as_all_of_them(playbook: Playbook) -> None:
    library, rng = Library(playbook), Random(5)
    intents, products = ["", "other", "agree", *playbook.intents], [(), *((one,) for one in playbook.products)]
    found = 0
    for text in lines(playbook, 60):
        situation = Situation(rng.choice(intents), rng.choice((0.25, 0.5, 0.9)), topic=rng.choice(intents), date="2026-05-01",
                              products=rng.choice(products), named=rng.random() < 0.5)
        scores, words, line = library._article_scores(text), library.article_words(text), library._likeness.terms(text)
        likely = 3.0 * scores
        if situation.intent in library._of_intent:
            likely[library._of_intent[situation.intent]] += 0.8 * situation.confidence
        for product in situation.products:
            if product in library._of_product:
                likely[library._of_product[product]] += 0.4
        for name, count in words.items():
            likely[library._place[name]] += 0.5 * min(count, 3)
        names = [library._entries[place][1] for place, _ in top(likely, 48)]
        whole = rank([playbook.articles[name] for name in names],
                     {name: round(float(scores[library._place[name]]), 4) for name in names}, words, situation, FIT,
                     partial(library._likeness.of, line=line))
        assert library.articles(text, situation) == whole, text
        found += bool(whole)
    assert found > 20


def test_no_article_that_is_like_enough_is_left_out(playbook: Playbook) -> None:
    library = Library(playbook)
    like = 0
    for text in lines(playbook, 25, seed=8):
        terms = library._likeness.terms(text)
        near = library._likeness.near(terms, LIKE_ENOUGH, library._place)
        alike = {name for name in playbook.articles if library._likeness.of(name, terms) >= LIKE_ENOUGH}
        assert alike <= near
        like += len(alike)
    assert like


def test_a_search_says_what_it_can_not_hold_before_it_is_put_in_order(playbook: Playbook) -> None:
    library = Library(playbook)
    for text in lines(playbook, 25, seed=9):
        hits = library.hits(text)
        for least in (0.35, 0.5):
            told = {kind for kind in ("intent", "product") if not hits.may_hold(kind, least)}
            assert not [hit for hit in hits if hit.kind in told and hit.score >= least]
        assert tuple(hits) == library.search(text) and len(hits) <= 24


def test_scores_are_the_sums_of_the_postings_in_the_order_of_the_terms() -> None:
    rng = Random(2)
    documents = [([rng.choice("abcdef")], rng.choices("abcdefghij", k=8), rng.choices("fghij", k=2)) for _ in range(70)]
    index, weights = WordIndex(documents), {"b": 0.6}
    lengths = [sum(map(len, fields)) for fields in documents]
    for query in (("a",), ("a", "b", "j", "?"), ("?",), tuple("abcdefghij")):
        expected = [0.0] * len(documents)
        for term in query:
            often = [sum(worth * fields.count(term) for worth, fields in zip(FIELDS, document, strict=True))
                     for document in documents]
            held = sum(1 for one in often if one)
            idf = max(log((len(documents) - held + 0.5) / (held + 0.5)), 1e-6)
            for place, one in enumerate(often):
                if one:
                    norm = 1.2 * (1 - 0.75 + 0.75 * lengths[place] / (sum(lengths) / len(lengths)))
                    expected[place] += weights.get(term, 1.0) * (idf * one * 2.2 / (one + norm))
        assert index.scores(query, weights).tolist() == pytest.approx(expected, rel=1e-12, abs=0)
        assert max(expected) <= index.at_most(query, weights) + 1e-9


@pytest.mark.parametrize("most", [1, 3, 6, 12, 40])
def test_some_places_among_the_best_as_the_whole_order_has_them(most: int) -> None:
    rng = np.random.default_rng(4)
    for _ in range(30):
        scores = rng.integers(0, 5, 20) / 4
        places = rng.choice(20, 7, replace=False).tolist()
        best = {place for place, _ in top(scores, most)}
        assert among_top(scores, most, places) == [place for place in places if place in best]


def test_ticks_that_are_said_to_give_nothing_give_nothing(playbook: Playbook) -> None:
    """The same call twice: in one every second is told, in the other only those before which something may happen."""
    said = lines(playbook, 16, seed=4) + [item.say for item in playbook.checklist if item.say][:4]
    patient, eager = (Pipeline(playbook, CallFacts(call="c", lang=playbook.lang)) for _ in range(2))
    at_ms, happened = 0, 0
    for place, text in enumerate(said):
        start_ms, end_ms = at_ms, at_ms + 3_000 + 7_000 * (place % 4)
        for now_ms in range(start_ms + 1_000, end_ms + 1, 1_000):
            quiet = now_ms < patient.next_ms
            # As if nobody had said so: what the stages make of the second itself.
            patient._begun = False
            events = patient.tick(now_ms)
            assert not (quiet and events)
            happened += len(events)
            assert (eager.tick(now_ms) if now_ms >= eager.next_ms else ()) == events
        channel = CHANNELS[place % 2]
        line = Utterance(id=utterance_id(channel, start_ms * 16), channel=channel, start_ms=start_ms, end_ms=end_ms, text=text,
                         lang=playbook.lang)
        assert patient.hear(line).events == eager.hear(line).events
        at_ms = end_ms + 500
    assert happened and patient.finish(at_ms) == eager.finish(at_ms)


def test_the_words_of_a_query_are_kept_in_order(playbook: Playbook) -> None:
    for text in lines(playbook, 20):
        lang = playbook.lang
        assert query_keys(text, lang) == tuple(key_of(term, lang) for term in query_terms(text, lang))
