"""Questions that found nothing, of customers and of agents who typed them, grouped by likeness: work for the authors.

In: one call's events, its inputs and its masked words.  Out: `Miss`es, and `Group`s of them over many calls, redacted once
more: no figure, no name of the record, no line that gives data.  Pure.  Next: `harvest` counts them, the command
`seatmate-server eval near-misses` writes them, `server.authoring.asked_in_vain` shows them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from protocol.assist import Answer, Card, Intent, Suggestion, SuggestionWithdrawn
from protocol.call import CustomerRecord
from protocol.message import CallEvent, Language
from server.assist.figures import figures
from server.assist.intents import OTHER, gives_data, is_backchannel
from server.assist.library import compared_terms
from server.assist.phrases import fold
from server.assist.state.asking import asks
from server.assist.state.topics import NOT_A_TOPIC
from server.calls.utterance import Utterance
from server.storage.calls import Input

LIKE = 0.34
"""Cosine of two questions' words from which they stand in one group."""
EXAMPLES = 6
_LEAST_TERMS = 2
_TERMS = 6
_REPEATED_MS = 30_000
"""The same suggestion that is still on the screen answers a second question about it."""
_NAMES = re.compile(r"(?:我叫|我姓|我是|名字叫)[\u4e00-\u9fff]{2,4}|\bmy name(?: is|'s) [a-z]+(?: [a-z]+)?", re.I)
_MASKED = "***"
_FIGURE = "#"


@dataclass(frozen=True, slots=True)
class Miss:
    """One question that found nothing."""

    call: str
    lang: Language
    text: str
    """Redacted."""
    intent: str
    """As it was recognised; `other` if nothing was."""
    asked_by: str = "customer"
    """`customer`, or `agent` if it was typed."""


@dataclass(slots=True)
class Group:
    """Questions that are alike."""

    misses: list[Miss] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)
    size: float = 0.0
    """Length of `words` as a vector."""

    @property
    def calls(self) -> int:
        """How many calls they come from."""
        return len({miss.call for miss in self.misses})

    def facts(self) -> dict[str, Any]:
        """As authors take it: the most typical question first."""
        intents = Counter(miss.intent for miss in self.misses)
        lang = self.misses[0].lang
        typical = sorted({miss.text for miss in self.misses}, key=lambda text: (-self._typical(text, lang), text))
        return {"question": typical[0], "examples": typical[1:EXAMPLES], "questions": len(self.misses),
                "calls": self.calls,
                "intent": min(intents, key=lambda name: (-intents[name], name)),
                "asked_by": dict(sorted(Counter(miss.asked_by for miss in self.misses).items())),
                "words": [word for word, _ in sorted(self.words.items(), key=lambda item: (-item[1], item[0]))[:_TERMS]]}

    def _typical(self, text: str, lang: Language) -> float:
        terms = set(compared_terms(text, lang))
        return sum(self.words[term] for term in terms) / sqrt(len(terms) or 1)


def misses_of(call: str, lang: Language, events: Sequence[CallEvent], inputs: Iterable[Input]) -> list[Miss]:
    """What was asked in one call and found nothing."""
    helped = {event.utterance for event in events if isinstance(event, (Suggestion, Card)) and event.utterance}
    intents = {event.utterance: event for event in events if isinstance(event, Intent)}
    names = [event.name for event in events if isinstance(event, CustomerRecord) and event.name]
    shown = _shown(events)
    found: list[Miss] = []
    for given in inputs:
        line = given.utterance
        if given.kind == "utterance" and line is not None and line.channel == "customer":
            intent = intents.get(line.id)
            name = intent.intent if intent is not None else OTHER
            if line.id in helped or not is_question(line, name, lang) or any(
                    intent_shown == name and since <= line.end_ms <= until for intent_shown, since, until in shown):
                continue
        elif given.kind == "ask" and not _answered(events, given):
            line, name = Utterance("", "agent", given.at_ms, given.at_ms, given.text, lang), OTHER
        else:
            continue
        text = redact(line.text, lang, names)
        if len(set(compared_terms(text, lang))) >= _LEAST_TERMS:
            found.append(Miss(call, lang, text, name, line.channel))
    return found


def is_question(line: Utterance, intent: str, lang: Language) -> bool:
    """True if a customer's line asks for something that the knowledge should answer."""
    folded = fold(line.text)
    if is_backchannel(folded, lang) or gives_data(line.text, lang):
        return False
    if intent != OTHER:
        return intent not in NOT_A_TOPIC
    return asks(line.text, lang)


def redact(text: str, lang: Language, names: Iterable[str] = ()) -> str:
    """A masked text without figures and names."""
    for name in names:
        text = text.replace(name, _MASKED)
    for figure in reversed(figures(text, lang)):
        text = text[:figure.start] + _FIGURE + text[figure.end:]
    return " ".join(re.sub(r"\d+", _FIGURE, _NAMES.sub(_MASKED, text)).split())


def grouped(misses: Iterable[Miss]) -> list[Group]:
    """Groups, those of most calls first; each question in the first group that it is like."""
    groups: list[Group] = []
    by_word: dict[tuple[Language, str], list[int]] = {}
    for miss in misses:
        terms = set(compared_terms(miss.text, miss.lang))
        near = Counter(place for term in terms for place in by_word.get((miss.lang, term), ()))
        best, place = 0.0, -1
        for one in sorted(near):
            group = groups[one]
            cosine = sum(group.words[term] for term in terms) / (group.size * sqrt(len(terms)))
            if cosine > best:
                best, place = cosine, one
        if best < LIKE:
            place = len(groups)
            groups.append(Group())
        group = groups[place]
        group.misses.append(miss)
        for term in terms:
            if not group.words[term]:
                by_word.setdefault((miss.lang, term), []).append(place)
            group.words[term] += 1
        group.size = sqrt(sum(count * count for count in group.words.values()))
    return sorted(groups, key=lambda group: (-group.calls, -len(group.misses), group.misses[0].text))


def _shown(events: Sequence[CallEvent]) -> list[tuple[str, int, int]]:
    """(intent it answered, from, to) of every suggestion, in call time."""
    intents = {event.utterance: event.intent for event in events if isinstance(event, Intent)}
    gone = {event.id: event.at_ms for event in events if isinstance(event, SuggestionWithdrawn)}
    return [(intents.get(event.utterance, OTHER), event.at_ms, gone.get(event.id, event.at_ms + _REPEATED_MS))
            for event in events if isinstance(event, Suggestion)]


def _answered(events: Sequence[CallEvent], asked: Input) -> bool:
    return any(isinstance(event, (Answer, Card)) and not event.utterance and event.at_ms == asked.at_ms for event in events)
