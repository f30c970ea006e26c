"""A playbook as a small network: products, their fees, conditions, documents and channels, and the articles about them.

In comes a playbook; nothing is added by hand: the product table names the terms, articles join them by their placeholders
(`{product.star_loan.late_fee}`) and by their keys `about`, `products` and `follows`.  Next: `rules`, and authors who ask
what hangs on an entry.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from server.content.filling import PLACEHOLDER
from server.content.playbook import Article, Playbook

NodeKind = Literal["product", "fee", "rate", "condition", "document", "channel", "term", "article"]
Relation = Literal["has", "waived_by", "needs", "by", "explains", "about", "follows"]

_KINDS: tuple[tuple[NodeKind, re.Pattern[str]], ...] = (
    ("document", re.compile(r"document|paper|proof")),
    ("channel", re.compile(r"channel|where|(^|_)how(_|$)")),
    ("condition", re.compile(r"after|notice|free|waive|until|lock|condition|required|eligib|limit|min|max|suitab|cool")),
    ("fee", re.compile(r"fee|penalt|charge|surcharge|premium|cost|loss")),
    ("rate", re.compile(r"rate|apr|yield|return|interest|benchmark")),
)
"""What a term is by its name in the product table; the first that fits."""
_CHANNEL_ROW = re.compile(r"渠道|在哪|去哪|channel|where", re.I)
_PARTS = re.compile(r"[、，,;；]|\bor\b|\band\b|或|和")


@dataclass(frozen=True, slots=True)
class Node:
    """One thing of the network."""

    kind: NodeKind
    id: str
    """`star_loan`, `star_loan.late_fee`, the words of a document or channel, an article's id."""
    label: str
    """As it is shown."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One thing said of another."""

    start: Node
    relation: Relation
    end: Node


class KnowledgeGraph:
    """The network of one playbook; never changes once it is built."""

    def __init__(self, playbook: Playbook) -> None:
        self._nodes: dict[tuple[NodeKind, str], Node] = {}
        self._from: dict[Node, list[Edge]] = defaultdict(list)
        self._to: dict[Node, list[Edge]] = defaultdict(list)
        self._terms: dict[tuple[str, str], Node] = {}
        for product in playbook.products.values():
            node = self._node("product", product.id, product.name)
            for name, term in product.terms.items():
                self._terms[product.id, name] = self._node(term_kind(name), f"{product.id}.{name}", term.label)
                self._join(node, "has", self._terms[product.id, name])
                if term_kind(name) == "document":
                    for part in _split(term.value):
                        self._join(node, "needs", self._node("document", part, part))
            self._join_conditions(product.id, product.terms)
        for article in playbook.articles.values():
            self._add(article, playbook)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Everything, in the order of the playbook."""
        return tuple(self._nodes.values())

    def node(self, kind: NodeKind, node_id: str) -> Node | None:
        """One thing, None if it is not there."""
        return self._nodes.get((kind, node_id))

    def term(self, product: str, name: str) -> Node | None:
        """A term of a product."""
        return self._terms.get((product, name))

    def from_(self, node: Node, relation: Relation | None = None) -> list[Node]:
        """What a thing leads to."""
        return [edge.end for edge in self._from.get(node, ()) if relation in (None, edge.relation)]

    def to(self, node: Node, relation: Relation | None = None) -> list[Node]:
        """What leads to a thing."""
        return [edge.start for edge in self._to.get(node, ()) if relation in (None, edge.relation)]

    def conditions(self, product: str, name: str) -> list[str]:
        """Names of the terms of a product on which one of its terms hangs (`early_repayment_free_after` of the fee)."""
        node = self.term(product, name)
        return [] if node is None else [one.id.partition(".")[2] for one in self.from_(node, "waived_by")]

    def _add(self, article: Article, playbook: Playbook) -> None:
        node = self._node("article", article.id, article.title)
        named = [name.split(".") for text in (article.body, *article.rows.values()) for name in PLACEHOLDER.findall(text)]
        told = [(parts[1], parts[2]) for parts in named if parts[0] == "product" and len(parts) == 3]
        products = article.products or tuple(playbook.products)
        told += [(product, name) for name in article.about for product in products]
        for product, name in dict.fromkeys(told):
            term = self.term(product, name)
            if term is not None:
                self._join(node, "explains", term)
        for product in dict.fromkeys((*article.products, *(product for product, _ in told))):
            known = self.node("product", product)
            if known is not None:
                self._join(node, "about", known)
        for label, value in article.rows.items():
            if _CHANNEL_ROW.search(label):
                for part in _split(PLACEHOLDER.sub("", value)):
                    self._join(node, "by", self._node("channel", part, part))
        for before in article.follows:
            earlier = playbook.articles.get(before)
            if earlier is not None:
                self._join(node, "follows", self._node("article", before, earlier.title))

    def _join_conditions(self, product: str, names: Iterable[str]) -> None:
        """A fee hangs on the conditions that share its subject: `early_repayment_fee`, `early_repayment_free_after`."""
        known = list(names)
        for name in known:
            if term_kind(name) not in ("fee", "rate"):
                continue
            subject = re.sub(r"_?(fee|rate|penalty|charge|cost)$", "", name)
            for other in known:
                if subject and other != name and other.startswith(f"{subject}_") and term_kind(other) == "condition":
                    self._join(self._terms[product, name], "waived_by", self._terms[product, other])

    def _node(self, kind: NodeKind, node_id: str, label: str) -> Node:
        return self._nodes.setdefault((kind, node_id), Node(kind, node_id, label))

    def _join(self, start: Node, relation: Relation, end: Node) -> None:
        edge = Edge(start, relation, end)
        if edge not in self._from[start]:
            self._from[start].append(edge)
            self._to[end].append(edge)


def term_kind(name: str) -> NodeKind:
    """What a term of the product table is: `fee`, `rate`, `condition`, `document`, `channel`, else `term`."""
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), "term")


def _split(value: str) -> list[str]:
    return [part for one in _PARTS.split(value) if (part := one.strip(" 。."))]
