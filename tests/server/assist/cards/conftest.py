"""Calls of the shipped playbooks, in which the customer speaks and the agent fills in cards."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import pytest

from protocol.assist import Card, Checklist
from server.assist.assistant import Assistant
from server.calls.utterance import CallFacts, Utterance
from server.content.loading import find_playbook, load_playbook
from server.content.playbook import Playbook

BOOKS = {name: msgspec.structs.replace(load_playbook(find_playbook(name)), articles={}, replies={}, rules={}, scenarios={})
         for name in ("zh_finance", "en_finance")}
"""The shipped playbooks with all that a card may need."""


class Desk:
    """One call and what is on its screen."""

    def __init__(self, playbook: Playbook, record: Mapping[str, str] = {}, *, identified: bool = True,
                 started_at: str = "2026-11-20T10:00:00+08:00") -> None:
        self.assistant = Assistant(playbook, CallFacts("c", lang=playbook.lang, customer=dict(record), started_at=started_at))
        self.book = self.assistant._view.book
        self._at_ms = 0
        if identified:
            self.tick("identity_check")

    def tick(self, item: str) -> None:
        """The checklist item is done."""
        self.assistant.note([Checklist(call="c", item=item, state="done")])

    def say(self, text: str, channel: str = "customer", after_s: float = 5.0) -> list[Card]:
        """Cards that a line brings."""
        self._at_ms += int(after_s * 1000)
        line = Utterance(f"{channel}-{self._at_ms}", channel, self._at_ms, self._at_ms + 2_000, text,  # type: ignore[arg-type]
                         self.assistant._lang, 0.9)
        return [event for event in self.assistant.hear_after(line, []) if isinstance(event, Card)]

    def enter(self, card: str, field: str, value: str = "") -> Card:
        """The card after an entry."""
        (event,) = self.assistant.enter_card(card, field, value)
        assert isinstance(event, Card) and event.in_place
        return event


def values(card: Card) -> dict[str, str]:
    """Label -> value of the lines without an input."""
    return {row.label: row.value for row in card.rows if row.input is None}


def problems(card: Card) -> dict[str, str]:
    """Field -> what is wrong with it."""
    return {row.input.name: row.input.problem for row in card.rows if row.input is not None and row.input.problem}


def without_term(playbook: Playbook, product: str, *terms: str) -> Playbook:
    """The playbook with terms struck from its product table."""
    entry = playbook.products[product]
    kept = {name: term for name, term in entry.terms.items() if name not in terms}
    rows = tuple(name for name in entry.rows if name in kept)
    return msgspec.structs.replace(playbook, products={
        **playbook.products, product: msgspec.structs.replace(entry, terms=kept, rows=rows)})


@pytest.fixture
def zh() -> Desk:
    """A Chinese call of an identified customer."""
    return Desk(BOOKS["zh_finance"])


@pytest.fixture
def en() -> Desk:
    """An English call of an identified customer."""
    return Desk(BOOKS["en_finance"])
