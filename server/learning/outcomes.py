"""What became of every suggestion and alert of one call.  Pure: events, feedback and words in, rows out.

=============  ====================================================================================
`used`         the agent took it over by key, or said it as it stood
`edited`       the agent said it in other words; `Became.said` has them
`heeded`       of an alert: what was missing was said, what was wrong corrected
`acknowledged` of an alert: seen, and left as it was
`disputed`     the agent says that it is wrong
`dismissed`    the agent put it away
`ignored`      it was painted and nothing came of it
`unseen`       it was never painted: it is in no share
=============  ====================================================================================

Next: `harvest` stores the rows, `acceptance` counts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from protocol.assist import Alert, AlertCleared, Suggestion, SuggestionWithdrawn
from protocol.message import CallEvent
from protocol.transcript import Final
from server.assist.phrases import fold
from server.storage.outcomes import ItemRow

USED = ("used", "edited")
"""Outcomes of a suggestion that count as taken."""
HEEDED = ("heeded",)
"""Outcomes of an alert that count as taken."""
UNSEEN = "unseen"
AS_IT_STOOD = 0.85
"""From this likeness on the agent changed nothing that matters: a recogniser hears no word for word."""
_NEAR = 0.4
"""Below it, what the agent said next is something else."""
_SPOKEN_WITHIN_MS = 20_000
"""An answer that was taken over by key is spoken within this time."""
_TOOK = {"accepted", "copied"}
_MARKS = " ，。！？；：、,.!?;:'\"“”…-~"


@dataclass(frozen=True, slots=True)
class Became:
    """One item with what became of it."""

    row: ItemRow
    offered: str = ""
    """Of a suggestion: the text, or the alternative that was taken."""
    said: str = ""
    """Of one that was edited: the agent's own words, masked."""


@dataclass(slots=True)
class _Signs:
    """What the agent did with one item."""

    actions: set[str] = field(default_factory=set)
    chosen: int = 0
    lag_ms: float | None = None
    taken_ms: int | None = None


def outcomes(events: Sequence[CallEvent], feedback: Iterable[Mapping[str, Any]]) -> list[Became]:
    """The suggestions and alerts of a call in the order in which they were made.

    Args:
        events: of the call, by number.
        feedback: rows of `CallRecords.feedback`.
    """
    signs = _signs(feedback)
    withdrawn = {event.id: event for event in events if isinstance(event, SuggestionWithdrawn)}
    cleared = {event.id: event for event in events if isinstance(event, AlertCleared)}
    spoken = [event for event in events if isinstance(event, Final) and event.channel == "agent"]
    latest = {(type(event), event.id): event for event in events if isinstance(event, (Suggestion, Alert))}
    found: list[Became] = []
    for event in latest.values():
        sign = signs.get(("alert" if isinstance(event, Alert) else "suggestion", event.id), _Signs())
        if isinstance(event, Suggestion):
            found.append(_suggestion(event, sign, withdrawn.get(event.id), spoken))
        elif isinstance(event, Alert):
            found.append(_alert(event, sign, cleared.get(event.id)))
    return found


def likeness(offered: str, said: str) -> float:
    """How much of the wording two texts share, 0..1; marks and case do not count."""
    one, other = _bare(offered), _bare(said)
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0


def _suggestion(event: Suggestion, sign: _Signs, gone: SuggestionWithdrawn | None, spoken: Sequence[Final]) -> Became:
    texts = (event.text, *event.alternatives)
    chosen = sign.chosen if 0 <= sign.chosen < len(texts) else 0
    taken = bool(sign.actions & _TOOK)
    said, near = "", None
    if taken or (gone is not None and gone.why == "said"):
        until = gone.at_ms if gone is not None and gone.why == "said" else (
            (event.at_ms if sign.taken_ms is None else max(sign.taken_ms, event.at_ms)) + _SPOKEN_WITHIN_MS)
        words = [final.text for final in spoken if event.at_ms < final.at_ms <= until]
        choice, said, near = _closest([texts[chosen]] if taken else texts, words)
        chosen = chosen if taken else choice
    if "disputed" in sign.actions:
        outcome = "disputed"
    elif near is not None and near >= AS_IT_STOOD:
        outcome = "used"
    elif near is not None and (near >= _NEAR or not taken):
        outcome = "edited"
    elif taken:
        outcome = "used"
    else:
        outcome = _left(sign)
    edited = outcome == "edited"
    source = event.source[chosen] if chosen < len(event.source) else (event.source[0] if event.source else "")
    return Became(ItemRow(item=event.id, kind="suggestion", source=source, engine=event.engine, outcome=outcome,
                          likeness=None if near is None else round(near, 3), lag_ms=sign.lag_ms, at_ms=event.at_ms),
                  texts[chosen], said if edited else "")


def _alert(event: Alert, sign: _Signs, cleared: AlertCleared | None) -> Became:
    if "disputed" in sign.actions:
        outcome = "disputed"
    elif cleared is not None and cleared.why in ("said", "corrected"):
        outcome = "heeded"
    elif "acknowledged" in sign.actions or (cleared is not None and cleared.why == "acknowledged"):
        outcome = "acknowledged"
    else:
        outcome = _left(sign)
    return Became(ItemRow(item=event.id, kind="alert", source=event.rule, version=event.rule_version, outcome=outcome,
                          lag_ms=sign.lag_ms, at_ms=event.at_ms))


def _left(sign: _Signs) -> str:
    if "dismissed" in sign.actions:
        return "dismissed"
    return "ignored" if sign.actions else UNSEEN


def _closest(texts: Sequence[str], words: Sequence[str]) -> tuple[int, str, float | None]:
    """(which text, what was said of it, likeness): a line of the agent's, or two in a row, that come closest."""
    spoken = [*words, *(f"{one} {other}" for one, other in zip(words, words[1:], strict=False))]
    best: tuple[int, str, float | None] = (0, "", None)
    for place, text in enumerate(texts):
        for line in spoken:
            near = likeness(text, line)
            if best[2] is None or near > best[2]:
                best = place, line, near
    return best


def _signs(feedback: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], _Signs]:
    found: dict[tuple[str, str], _Signs] = {}
    for row in feedback:
        sign = found.setdefault((str(row["kind"]), str(row["item"])), _Signs())
        action = str(row["action"])
        sign.actions.add(action)
        if action == "painted" and sign.lag_ms is None and float(row["lag_ms"]) >= 0:
            sign.lag_ms = float(row["lag_ms"])
        if action in _TOOK:
            note = str(row["note"])
            sign.chosen = int(note) if note.isdecimal() and len(note) < 3 else 0
            sign.taken_ms = int(row["at_ms"])
    return found


def _bare(text: str) -> str:
    return "".join(char for char in fold(text) if char not in _MARKS)
