"""Articles and replies that say nearly the same, found by the pieces of text (shingles) that they share.

In comes a playbook, or one entry that is being written; out come pairs with the share of pieces in common.  Two articles
with the same words but other figures are no duplicates: figures and product names count as pieces of their own.
Next: `seatmate-server playbook duplicates`, the author's pane.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from protocol.message import Language
from server.assist.phrases import fold
from server.content.playbook import Article, Playbook, Reply

LEAST = 0.5
"""Share of pieces in common from which two entries are shown."""
_PIECE = {"zh": 3, "en": 2}
"""Characters, or words, of a piece."""
_TOO_MANY = 400
"""A piece that stands in more entries is a turn of phrase of the house and says nothing."""
_TOKEN = re.compile(r"[\u4e00-\u9fff]|[a-z0-9.%]+|\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two entries that say nearly the same."""

    table: str
    """`article` or `reply`."""
    first: str
    second: str
    """Ids, in order."""
    share: float
    """Pieces in common of all pieces of both, 0..1."""


def duplicates(playbook: Playbook, least: float = LEAST) -> list[Duplicate]:
    """All pairs, nearest first."""
    found: list[Duplicate] = []
    for table, texts in (("article", {one.id: text_of(one) for one in playbook.articles.values()}),
                         ("reply", {one.id: one.text for one in playbook.replies.values()})):
        pieces = {name: pieces_of(text, playbook.lang) for name, text in texts.items()}
        found += [Duplicate(table, first, second, share) for first, second, share in _pairs(pieces) if share >= least]
    return sorted(found, key=lambda one: (-one.share, one.table, one.first, one.second))


def near(playbook: Playbook, table: str, entry: Article | Reply, least: float = LEAST) -> list[Duplicate]:
    """Entries of a playbook that say nearly what one entry says, nearest first; itself left out."""
    others: Mapping[str, Article | Reply] = playbook.articles if table == "article" else playbook.replies
    own = pieces_of(text_of(entry), playbook.lang)
    found = []
    for name, other in others.items():
        if name != entry.id:
            share = _share(own, pieces_of(text_of(other), playbook.lang))
            if share >= least:
                found.append(Duplicate(table, entry.id, name, share))
    return sorted(found, key=lambda one: (-one.share, one.second))


def text_of(entry: Article | Reply) -> str:
    """What an entry says, without what it is found by."""
    if isinstance(entry, Reply):
        return entry.text
    return " ".join((entry.title, entry.body, *(f"{label} {value}" for label, value in entry.rows.items())))


def pieces_of(text: str, lang: Language) -> frozenset[tuple[str, ...]]:
    """Neighbouring characters or words of a text."""
    tokens, size = _TOKEN.findall(fold(text)), _PIECE[lang]
    return frozenset(tuple(tokens[place:place + size]) for place in range(max(1, len(tokens) - size + 1)))


def _pairs(pieces: Mapping[str, frozenset[tuple[str, ...]]]) -> Iterable[tuple[str, str, float]]:
    holders: dict[tuple[str, ...], list[str]] = {}
    for name, own in pieces.items():
        for piece in own:
            holders.setdefault(piece, []).append(name)
    for name, own in pieces.items():
        shared: Counter[str] = Counter()
        for piece in own:
            names = holders[piece]
            if len(names) <= _TOO_MANY:
                shared.update(names)
        for other, count in shared.items():
            if name < other:
                yield name, other, round(count / (len(own) + len(pieces[other]) - count), 3)


def _share(first: frozenset[tuple[str, ...]], second: frozenset[tuple[str, ...]]) -> float:
    both = len(first & second)
    return round(both / (len(first) + len(second) - both), 3) if both else 0.0
