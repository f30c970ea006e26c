"""The answer to a question that the agent typed, in a few words, with the articles it stands in.

In come the question and the cards that were found for it; out comes an `Answer`, whose words are those of the
knowledge, or nothing.  Next: the session sends it before the cards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from protocol.assist import Answer, Card
from protocol.message import Language
from server.assist.library import compared_terms

MOST_SOURCES = 2
_MOST = {"zh": 90, "en": 260}
"""Characters."""
_SENTENCE = re.compile(r"[^。！？!?;；\n]+[。！？!?;；]?|[^\n]+")
_EN_SENTENCE = re.compile(r".+?(?:[.!?;](?=\s|$)|$)", re.DOTALL)
_BESIDE = 0.5
"""A second card is quoted if it shares this much of what the first shares with the question."""


def answer_of(question: str, cards: Iterable[Card], lang: Language) -> Answer | None:
    """What the best cards say to a question; None without a card."""
    asked = set(compared_terms(question, lang))
    ranked: list[tuple[int, Card, list[str]]] = []
    for card in cards:
        passages = _passages(card, lang)
        if passages:
            # The title says what a card is about, so it counts for each of its passages.
            titled = len(asked & set(compared_terms(card.title, lang)))
            passages.sort(key=lambda passage: -len(asked & set(compared_terms(passage, lang))))
            shared = titled + len(asked & set(compared_terms(passages[0], lang)))
            ranked.append((shared, card, passages))
    if not ranked:
        return None
    ranked.sort(key=lambda one: -one[0])
    best = ranked[0]
    used = [one for one in ranked[:MOST_SOURCES] if one is best or (one[0] and one[0] >= _BESIDE * best[0])]
    text = _joined(
        [passage for place in range(3) for _, _, passages in used for passage in passages[place : place + 1]], lang
    )
    if not text:
        return None
    return Answer(call="", question=question, text=text, source=tuple(card.id for _, card, _ in used),
                  source_titles=tuple(_title(card) for _, card, _ in used))


def _passages(card: Card, lang: Language) -> list[str]:
    colon = "：" if lang == "zh" else ": "
    pattern = _SENTENCE if lang == "zh" else _EN_SENTENCE
    rows = [f"{row.label}{colon}{row.value}" for row in card.rows if row.value]
    return rows + [sentence.strip() for sentence in pattern.findall(card.body) if sentence.strip()]


def _joined(passages: Sequence[str], lang: Language) -> str:
    """As many whole passages as an agent reads at a glance; a single long one is cut at its end."""
    most, gap = _MOST[lang], "；" if lang == "zh" else "; "
    text = ""
    for passage in dict.fromkeys(passages):
        longer = f"{text.rstrip('。；;.')}{gap}{passage}" if text else passage
        if len(longer) > most and text:
            break
        text = longer
    return text if len(text) <= 2 * most else text[:2 * most - 1].rstrip() + "…"


def _title(card: Card) -> str:
    return " · ".join(part for part in (card.title, card.source, card.date) if part)
