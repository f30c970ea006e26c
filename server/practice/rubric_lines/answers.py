"""Knowledge and objection: what the customer wanted, and what the trainee's words did to it.

Knowledge: an ask answered rightly counts 1, rightly after a wrong answer 0.7, evaded 0.3, wrong or ignored 0,
and 0 what he never came to because he hung up or gave up.  Objection: resolved 1,
dropped by the customer 0.3, still open 0.
"""

from __future__ import annotations

import re

from server.practice.engine import Note
from server.practice.finished import FinishedCall
from server.practice.scenario import PracticeScenario

from .judged import Judged, Part, of_parts, word

_ASK_WORTH = {"answered": 1.0, "evaded": 0.3, "wrong": 0.0, "ignored": 0.0, "raised": 0.0}
_PUT_RIGHT = 0.7
_LOST = ("hung_up", "failure")
"""Ends after which the customer never came to what else he wanted, because of the trainee."""
_OBJECTION_WORTH = {"resolved": 1.0, "dropped": 0.3, "raised": 0.0}
_SENTENCES = re.compile(r"[^。！？!?.]*\w[^。！？!?.]*[。！？!?.]*")
_JUST_RAISED_MS = 3_000
"""What the customer raised so shortly before the end could not be answered any more."""


def asked(call: FinishedCall, line: str = "knowledge") -> list[Part]:
    """The asks that count in a line."""
    lines = {ask.id: ask.line for ask in call.scenario.ask} if call.scenario is not None else {}
    found = []
    for name, notes in _by_id(call, "ask").items():
        if lines.get(name, "knowledge") != line or _too_late(call, notes):
            continue
        states = [note.state for note in notes]
        worth = _ASK_WORTH.get(states[-1], 0.0)
        if states[-1] == "answered" and "wrong" in states:
            worth = _PUT_RIGHT
        found.append(Part(title_of(call, name), worth, quote=notes[-1].quote, at_ms=notes[-1].at_ms))
    if call.scenario is not None and call.left[0] in _LOST:
        known = {note.id for note in call.notes if note.kind == "ask"}
        found += [Part(_words_of(call.scenario, ask.say) or ask.id, 0.0, at_ms=call.duration_ms)
                  for ask in call.scenario.ask if ask.line == line and ask.id not in known]
    return found


def knowledge(call: FinishedCall) -> Judged:
    """Answers that were right."""
    return of_parts(asked(call), call.lang, word(call.lang, "客户没有提出业务问题。", "The customer asked nothing."))


def objection(call: FinishedCall) -> Judged:
    """Objections that were resolved."""
    found = [Part(title_of(call, name), _OBJECTION_WORTH.get(notes[-1].state, 0.0), quote=notes[-1].quote,
                  at_ms=notes[-1].at_ms)
             for name, notes in _by_id(call, "objection").items() if not _too_late(call, notes)]
    return of_parts([*found, *asked(call, "objection")], call.lang,
                    word(call.lang, "客户没有提出异议。", "The customer raised no objection."))


def title_of(call: FinishedCall, name: str) -> str:
    """What the customer said when he raised it, else its id."""
    for point in call.path:
        if point.said and any(note.id == name and note.state in ("raised", "laid") for note in point.notes):
            # before it he may have taken up what was said last
            said = _SENTENCES.findall(point.said)[-1].strip() if _SENTENCES.search(point.said) else point.said
            return said if len(said) <= 60 else said[:59] + "…"
    return name


def _words_of(scenario: PracticeScenario, key: str) -> str:
    """How he would have asked."""
    words = scenario.say[key].words[0] if key in scenario.say and scenario.say[key].words else ""
    for name, value in scenario.facts.items():
        words = words.replace("{fact." + name + "}", value)
    return words


def _by_id(call: FinishedCall, kind: str) -> dict[str, list[Note]]:
    found: dict[str, list[Note]] = {}
    for note in call.notes:
        if note.kind == kind:
            found.setdefault(note.id, []).append(note)
    return found


def _too_late(call: FinishedCall, notes: list[Note]) -> bool:
    return notes[-1].state == "raised" and notes[-1].at_ms > call.duration_ms - _JUST_RAISED_MS and call.duration_ms > 0
