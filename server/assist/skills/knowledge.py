"""Knowledge card: the small article that answers a line, ranked in the light of the whole talk.

The library ranks; here the talk becomes its `Situation`, and an article a card.  `procedure` does the same for procedures.
"""

from __future__ import annotations

from protocol.assist import Card, CardKind, CardRow
from server.assist.filling import fill
from server.assist.library import Ranked, Situation
from server.assist.skills.product import KINDS, held
from server.assist.turns import CallView, Turn
from server.content.playbook import Article

RANK = 40
MOST_ROWS = 6
ANSWERS = 1.5
"""Score from which an article answers the line, and comes before a product's terms."""
_RIVAL = 0.9
"""Share of the best score that an article of the other kind must have to be shown as well."""


def offer(turn: Turn, call: CallView) -> Card | None:
    """The best fitting knowledge article, else None."""
    return article_card(turn, call, "knowledge")


def answers(turn: Turn, call: CallView) -> bool:
    """True if the article answers this very line."""
    return article_answers(turn, call, "knowledge")


def article_card(turn: Turn, call: CallView, kind: CardKind) -> Card | None:
    """The best fitting article of a kind whose figures can all be filled, else None."""
    found = _best(turn, call, kind)
    return None if found is None else found[1]


def article_answers(turn: Turn, call: CallView, kind: CardKind) -> bool:
    """True if the best fitting article of a kind answers this very line."""
    found = _best(turn, call, kind)
    return found is not None and found[0].score >= ANSWERS


def situation(turn: Turn, call: CallView) -> Situation:
    """What the talk says beside the line: intent, topic, products, the day."""
    talk = call.dialogue
    kinds = KINDS.get(turn.intent, frozenset())
    before = [name for name in talk.products if not kinds or call.playbook.products[name].kind in kinds]
    known = before[-1:] or (held(call, kinds)[:1] if kinds else [])
    return Situation(turn.intent, turn.confidence, topic=talk.topic, products=turn.products or tuple(known),
                     named=bool(turn.products), date=call.facts.started_at[:10], asked=turn.asked)


def _best(turn: Turn, call: CallView, kind: CardKind) -> tuple[Ranked, Card] | None:
    order = call.library.articles(turn.utterance.text, situation(turn, call))
    for place in order:
        article = call.playbook.articles[place.id]
        if place.score < _RIVAL * order[0].score:
            return None
        # A figure that an author wrote is no calculation: such an article is knowledge.
        if (article.kind == "procedure") == (kind == "procedure"):
            card = _card(article, call)
            if card is not None:
                return place, card
    return None


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
