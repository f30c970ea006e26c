"""The cards of one call: which come, which change in place, which stay away.

In come the customer's turns and what the agent does with a card (`enter`, `dismiss`, `pin`); out come `Card`s.  A card
that is on the screen is not sent again: it changes where it stands, or comes back to the top after two minutes in which
others were laid over it.  Next: `assistant`.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from msgspec.structs import replace

from protocol.assist import MAX_UNPINNED_CARDS, Card
from server.assist.cards.entering import LONGEST
from server.assist.cards.sheet import Drawn, Sheet
from server.assist.skills import Skill
from server.assist.turns import CallView, Turn

log = logging.getLogger(__name__)

T = TypeVar("T")

CARD_REST_MS = 120_000
"""The same card does not come to the top again sooner, unless the agent asks."""
CARDS_AT_ONCE = 2
"""Attention is scarce: at most so many new cards for one line."""
ANSWERS = 3
"""Cards for a question that the agent typed."""


@dataclass(slots=True)
class _Shown:
    """One card on the screen."""

    card: Card
    skill: Skill
    at_ms: int
    given: dict[str, str] | None = None
    """Of a card with inputs: what the skill filled in."""
    entered: dict[str, str] = field(default_factory=dict)
    """What the agent entered."""
    pinned: bool = False

    def values(self) -> dict[str, str]:
        """What the card is worked out from."""
        return {**(self.given or {}), **self.entered}


class Deck:
    """The cards of one call."""

    def __init__(self, call: CallView, skills: Sequence[Skill]) -> None:
        self._call = call
        self._skills = skills
        self._shown: dict[str, _Shown] = {}
        """By id, the newest last."""
        self._dismissed: dict[str, str] = {}
        """Id -> topic in which the agent did not want it."""
        self._figures: dict[str, tuple[str, ...]] = {}
        """Id -> names of its figures in the fact book."""
        self._done: frozenset[str] = frozenset()
        self.failures: Counter[str] = Counter()
        """Skill -> how often it failed with a bug."""

    def offer(self, turn: Turn) -> list[Card]:
        """What a line of the customer brings: at most two new cards, and those that change where they stand."""
        found: list[Card] = []
        new = 0
        for skill, offered in self._chosen(turn):
            made = self._named(skill, offered)
            if self._dismissed.get(made.id) == (self._call.dialogue.topic or "-"):
                continue
            known = self._shown.get(made.id)
            if known is None and new == CARDS_AT_ONCE:
                continue
            card = self._place(skill, made, turn.utterance.end_ms, again=False)
            if card is not None:
                new += not card.in_place
                found.append(card)
        return found

    def ask(self, turn: Turn) -> list[Card]:
        """Cards that answer what the agent typed, best first, shown before or not."""
        found: list[Card] = []
        for skill in self._skills:
            made = self._offered(skill, turn)
            if made is None or len(found) == ANSWERS:
                continue
            self._dismissed.pop(made.id, None)
            card = self._place(skill, made, turn.utterance.end_ms, again=True)
            if card is not None:
                found.append(card)
        return found

    def enter(self, card_id: str, name: str, value: str) -> list[Card]:
        """The agent entered a value, ticked a step or pressed a button; an unknown card or field gives nothing."""
        known = self._shown.get(card_id)
        if known is None or known.given is None:
            return []
        if name in _actions(known.card):
            name, _, value = name.partition(":")
        elif name not in _fields(known.card):
            return []
        known.entered[name] = value[:LONGEST]
        return self._redraw(known)

    def dismiss(self, card_id: str) -> None:
        """The agent does not want this card while the call is about this topic; an unknown id is ignored."""
        if self._shown.pop(card_id, None) is not None:
            self._dismissed[card_id] = self._call.dialogue.topic or "-"
            self._forget(card_id)

    def pin(self, card_id: str, *, pinned: bool) -> None:
        """A pinned card stays on the screen; an unknown id is ignored."""
        known = self._shown.get(card_id)
        if known is not None:
            known.pinned = pinned
            self._make_room()

    def refresh(self) -> list[Card]:
        """Cards that change because a checklist item was ticked."""
        done = frozenset(self._call.dialogue.done)
        if done == self._done:
            return []
        self._done = done
        return [card for known in list(self._shown.values()) if known.given is not None for card in self._redraw(known)]

    def _chosen(self, turn: Turn) -> list[tuple[Skill, Card | Sheet]]:
        """What the skills offer: first a calculation, then what answers the line itself, then the rest in rank order."""
        offered: list[tuple[Skill, Card | Sheet]] = []
        for skill in self._skills:
            try:
                made = skill.offer(turn, self._call)
            except Exception as error:  # noqa: BLE001 - as in `_run`, without a call for each skill at every line
                self._failed(skill, error)
                continue
            if made is not None:
                offered.append((skill, made))
        if not offered:
            return []
        answering = [one for one in offered if one[0].answers is not None and self._answers(one[0], turn)]
        rest = [one for one in offered if one not in answering]
        first = rest[:1] if rest and isinstance(rest[0][1], Sheet) else []
        return [*first, *answering, *rest[len(first):]]

    def _answers(self, skill: Skill, turn: Turn) -> bool:
        answers = skill.answers
        return answers is not None and bool(self._run(skill, lambda: answers(turn, self._call)))

    def _offered(self, skill: Skill, turn: Turn) -> Card | Sheet | None:
        made = self._run(skill, partial(skill.offer, turn, self._call))
        return None if made is None else self._named(skill, made)

    def _named(self, skill: Skill, made: Card | Sheet) -> Card | Sheet:
        """What a skill offers, with an id of its own: an article and a product may be called alike."""
        known = self._shown.get(made.id)
        if not isinstance(made, Card) or known is None or known.skill is skill:
            return made
        return replace(made, id=f"{made.id}.{made.kind}")

    def _place(self, skill: Skill, made: Card | Sheet, at_ms: int, *, again: bool) -> Card | None:
        """The card to send, or None if it stands there already as it should."""
        known = self._shown.get(made.id)
        given: dict[str, str] | None = None
        if isinstance(made, Sheet):
            if known is not None:
                known.entered = {name: value for name, value in known.entered.items() if name not in made.said}
            # What was said stays until it is said anew; a default fills only what is not known yet.
            given = {**made.given, **(known.given or {} if known else {}), **{name: made.given[name] for name in made.said}}
            entered = known.entered if known is not None else {}
            card = self._draw(skill, made.id, {**given, **entered}, frozenset(entered))
            if card is None:
                return None
        else:
            card = made
        raised = again or known is None or (known.card == card and at_ms - known.at_ms >= CARD_REST_MS
                                            and made.id not in self._on_top())
        if known is None:
            known = self._shown[made.id] = _Shown(card, skill, at_ms, given)
        elif raised:
            known.at_ms = at_ms
            self._shown[made.id] = self._shown.pop(made.id)
        elif known.card == card:
            known.given = given
            return None
        known.card, known.given = card, given
        self._make_room()
        return card if raised else replace(card, in_place=True)

    def _redraw(self, known: _Shown) -> list[Card]:
        card = self._draw(known.skill, known.card.id, known.values(), frozenset(known.entered))
        if card is None or card == known.card:
            return []
        known.card = card
        return [replace(card, in_place=True)]

    def _draw(self, skill: Skill, card_id: str, given: dict[str, str], entered: frozenset[str]) -> Card | None:
        draw = skill.draw
        if draw is None:
            return None
        drawn = self._run(skill, partial(draw, card_id, given, self._call))
        self._forget(card_id)
        if drawn is None:
            return None
        self._note_figures(drawn, entered)
        return drawn.card

    def _note_figures(self, drawn: Drawn, entered: frozenset[str]) -> None:
        """What stands on the card is a fact: a result under its own name, a cell or an input of the agent's under a number.

        Inputs from the record, the product table or the customer's words are facts of those.  A rate that was entered is
        none: it may be a guess, and the product table supports the true one.
        """
        card, figures = drawn.card, dict(drawn.figures)
        if drawn.figures:
            texts = [row.value for row in card.rows if row.input is None
                     or (row.input.name in entered and row.input.kind in ("amount", "whole", "date"))]
            texts += [cell for row in (card.blocks.table.rows if card.blocks and card.blocks.table else ()) for cell in row]
            figures |= {f"{card.id}.{place}": text for place, text in enumerate(texts)
                        if text and text not in drawn.figures.values()}
        self._call.book.calculated |= figures
        self._figures[card.id] = tuple(figures)

    def _forget(self, card_id: str) -> None:
        for name in self._figures.pop(card_id, ()):
            self._call.book.calculated.pop(name, None)

    def _on_top(self) -> list[str]:
        return list(self._shown)[-CARDS_AT_ONCE:]

    def _make_room(self) -> None:
        """What the screen let go is not on it any more; its figures were told and stay true."""
        unpinned = [name for name, known in self._shown.items() if not known.pinned]
        for name in unpinned[:-MAX_UNPINNED_CARDS]:
            del self._shown[name]

    def _run(self, skill: Skill, step: Callable[[], T]) -> T | None:
        """One step of a skill.  A bug in one must not take the others' cards with it; no text of the call is logged."""
        try:
            return step()
        except Exception as error:  # noqa: BLE001 - a skill is one of many, and others' work
            self._failed(skill, error)
            return None

    def _failed(self, skill: Skill, error: Exception) -> None:
        self.failures[skill.name] += 1
        log.error("skill %s failed: %s", skill.name, type(error).__name__)


def _fields(card: Card) -> set[str]:
    steps = card.blocks.steps if card.blocks else ()
    return {row.input.name for row in card.rows if row.input is not None} | {step.name for step in steps if step.tick}


def _actions(card: Card) -> set[str]:
    return {action.name for action in card.blocks.actions} if card.blocks else set()
