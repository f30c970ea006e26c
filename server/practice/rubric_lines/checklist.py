"""Greeting, identification, disclosure, closing: the checklist items of the call, done in time, late or missed.

An item done counts 1, done after it had been missed 0.6, begun but not ended 0.5, not said 0.  An item that the call
never asked for, that was no duty, or that the scenario leaves out does not count.  Asks of the scenario that name one
of these lines count with them (`answers.asked`).
"""

from __future__ import annotations

from dataclasses import dataclass

from protocol.assist import Checklist
from server.practice.finished import FinishedCall

from .answers import asked
from .judged import Judged, Part, does_not_apply, judged, of_parts, word

GROUPS: dict[str, tuple[str, ...]] = {
    "greeting": ("greeting", "institution_and_agent", "caller_and_entity", "debt_collector_mini_miranda"),
    "identification": ("identity_check", "debt_to_debtor_only", "why_id_is_needed"),
    "need": ("need_found", "summary_of_request"),
    "objection": ("objection_handled",),
    "closing": ("polite_close", "read_back"),
}
"""Line -> items; every other item is a disclosure."""
LATE = 0.6
"""What an item is worth that was said after it had been missed."""
BEGUN = 0.5
"""What one is worth that was begun and not ended: who asks for the digits and never says that they match."""


@dataclass(slots=True)
class Item:
    """What became of one checklist item."""

    id: str
    title: str
    say: str
    required: bool
    source: str = ""
    state: str = ""
    done_ms: int = -1
    missed_ms: int = -1
    utterance: str = ""
    """The one that ticked it."""
    begun: str = ""
    """The trainee's own that began it."""


def items(call: FinishedCall) -> dict[str, Item]:
    """Every item that this call opened and the scenario does not leave out, by its id."""
    written = {item.id: item for item in call.playbook.checklist}
    left_out = call.scenario.left_out if call.scenario is not None else ()
    answerable_ms = call.agent[-1].end_ms if call.agent else -1
    found: dict[str, Item] = {}
    ignored = set(left_out)
    for event in call.events:
        if not isinstance(event, Checklist) or event.item in ignored:
            continue
        line = call.line(event.utterance)
        if event.item not in found and line is not None and line.channel == "customer" and line.start_ms >= answerable_ms:
            # first asked for by his last words, after which nobody said anything
            ignored.add(event.item)
            continue
        entry = written.get(event.item)
        item = found.setdefault(event.item, Item(event.item, event.title, event.say, entry is not None and entry.required,
                                                 entry.source if entry is not None else ""))
        item.state, item.say = event.state, event.say or item.say
        if event.state == "done":
            item.done_ms, item.utterance = event.at_ms, event.utterance
        elif event.state == "missed":
            item.missed_ms = event.at_ms
        elif entry is not None and entry.asks and line is not None and line.channel == "agent":
            item.begun = event.utterance
    return found


def line_of(item: str) -> str:
    """The rubric line that an item counts in."""
    return next((line for line, names in GROUPS.items() if item in names), "disclosure")


def parts(call: FinishedCall, line: str) -> list[Part]:
    """The items of a line that count in this call."""
    found = []
    for item in items(call).values():
        always = line in ("greeting", "need") or item.required
        if line_of(item.id) != line or not (item.state in ("done", "missed") or always):
            continue
        said = call.line(item.utterance or item.begun)
        worth = BEGUN if item.begun else 0.0
        if item.state == "done":
            worth = LATE if 0 <= item.missed_ms <= item.done_ms else 1.0
        at_ms = item.done_ms if item.done_ms >= 0 else said.end_ms if said is not None else item.missed_ms
        found.append(Part(item.title or item.id, worth, quote=said.text if said is not None else "", at_ms=max(0, at_ms)))
    return found


def greeting(call: FinishedCall) -> Judged:
    """Greeting, institution and name."""
    return _line(call, "greeting")


def identification(call: FinishedCall) -> Judged:
    """Who is calling was checked."""
    return _line(call, "identification")


def disclosure(call: FinishedCall) -> Judged:
    """What the customer must be told."""
    return _line(call, "disclosure")


def closing(call: FinishedCall) -> Judged:
    """The end of the call; with a customer who hangs up it was lost, a line that breaks off is nobody's fault."""
    if call.left[0] == "interrupted":
        return does_not_apply(word(call.lang, "通话中断，没有机会收尾。", "The call broke off before it could be closed."))
    if call.left[0] == "hung_up":
        return judged(0, word(call.lang, "客户挂断，没有收尾。", "The customer hung up before the call was closed."))
    return _line(call, "closing")


def _line(call: FinishedCall, line: str) -> Judged:
    none = word(call.lang, "本次通话没有这项要求。", "This call did not ask for it.")
    return of_parts([*parts(call, line), *asked(call, line)], call.lang, none)
