"""Knowledge card: the small article that answers a line, by intent, product, keywords and words."""

from __future__ import annotations

from protocol.assist import Card, CardKind, CardRow
from server.assist.filling import fill
from server.assist.turns import CallView, Turn
from server.content.playbook import Article

RANK = 40
MOST_ROWS = 6
_ENOUGH = 1.0
_SURE = 0.45
"""Retrieval score that alone answers what the agent typed."""


def offer(turn: Turn, call: CallView) -> Card | None:
    """The best fitting knowledge article, else None."""
    return article_card(turn, call, "knowledge")


def article_card(turn: Turn, call: CallView, kind: CardKind) -> Card | None:
    """The best fitting article of a kind whose figures can all be filled, else None."""
    search = {hit.id: hit.score for hit in turn.hits if hit.kind == "article"}
    words = call.library.article_words(turn.utterance.text)
    scored: list[tuple[float, str]] = []
    for name in {*search, *words, *call.library.articles_for(turn.intent)}:
        article = call.playbook.articles[name]
        if article.kind == kind:
            score = _score(article, turn, words.get(name, 0), search.get(name, 0.0))
            if score >= _ENOUGH:
                scored.append((-score, name))
    for _, name in sorted(scored):
        card = _card(call.playbook.articles[name], call)
        if card is not None:
            return card
    return None


def _score(article: Article, turn: Turn, words: int, search: float) -> float:
    by_intent = turn.intent != "other" and turn.intent in article.intents
    if turn.asked and (words or search >= _SURE):
        return _ENOUGH + search + 0.5 * words
    if not by_intent and not words:
        return 0.0
    score = (0.8 * turn.confidence if by_intent else 0.0) + 0.5 * min(words, 3) + search
    if article.products and turn.products:
        score += 0.4 if set(article.products) & set(turn.products) else -0.8
    return score


def _card(article: Article, call: CallView) -> Card | None:
    rows: list[CardRow] = []
    for label, value in list(article.rows.items())[:MOST_ROWS]:
        filled = fill(value, call.book)
        if filled is None:
            return None
        rows.append(CardRow(label=label, value=filled.text))
    body = fill(article.body, call.book)
    if body is None:
        return None
    return Card(call="", kind=article.kind, id=article.id, title=article.title, rows=tuple(rows), body=body.text,
                source=article.source, date=article.date)
