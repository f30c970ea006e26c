"""Past calls through two playbooks: what a draft would change on the agent's screen, line by line.

In come calls as stored (private numbers masked) and the playbooks; out come the customers' lines that get another card or
reply.  Each call runs through the very pipeline of a live one.  Next: `seatmate-server playbook preview`, the author's pane.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from protocol.assist import Card, Suggestion
from protocol.message import Language
from server.calls.pipeline import Pipeline
from server.calls.utterance import CallFacts, Utterance
from server.content.playbook import Playbook


@dataclass(frozen=True, slots=True)
class PastCall:
    """One call that is over."""

    id: str
    lang: Language
    utterances: tuple[Utterance, ...]
    """Masked, in the order in which they were committed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a line brought to the screen."""

    cards: tuple[str, ...] = ()
    """Ids."""
    reply: str = ""
    """Id of the reply offered first."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A line that the draft answers otherwise."""

    call: str
    text: str
    """The customer's words, masked."""
    before: Shown
    after: Shown


@dataclass(slots=True)
class Preview:
    """The comparison."""

    calls: int = 0
    lines: int = 0
    """Lines of customers."""
    answered_before: int = 0
    """Lines that brought a card or a reply."""
    answered_after: int = 0
    changed: list[Changed] = field(default_factory=list)

    def finding(self, entry: str) -> list[Changed]:
        """The lines that would newly find an entry."""
        return [one for one in self.changed if entry in (*one.after.cards, one.after.reply)
                and entry not in (*one.before.cards, one.before.reply)]

    def losing(self, entry: str) -> list[Changed]:
        """The lines that would no longer find an entry."""
        return [one for one in self.changed if entry in (*one.before.cards, one.before.reply)
                and entry not in (*one.after.cards, one.after.reply)]


def preview(before: Playbook, after: Playbook, calls: Iterable[PastCall]) -> Preview:
    """Compare two playbooks on the calls of their language."""
    result = Preview()
    for call in calls:
        if call.lang != after.lang:
            continue
        result.calls += 1
        old, new = _run(before, call), _run(after, call)
        for utterance, was, is_now in zip(call.utterances, old, new, strict=True):
            if utterance.channel != "customer":
                continue
            result.lines += 1
            result.answered_before += was != Shown()
            result.answered_after += is_now != Shown()
            if was != is_now:
                result.changed.append(Changed(call.id, utterance.text, was, is_now))
    return result


def _run(playbook: Playbook, call: PastCall) -> Sequence[Shown]:
    pipeline = Pipeline(playbook, CallFacts(call=call.id, lang=playbook.lang))
    shown: list[Shown] = []
    for utterance in call.utterances:
        events = pipeline.hear(utterance).events
        shown.append(Shown(tuple(event.id for event in events if isinstance(event, Card)),
                           next((event.source[0] for event in events if isinstance(event, Suggestion) and event.source), "")))
    return shown
