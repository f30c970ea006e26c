"""Interruptions: the trainee begins while the customer speaks, and both speak for more than 300 ms.

A mere `yes, I see` interrupts nobody.  Each interruption costs 20 points.  A customer who writes, or a trainee who
types, can not be interrupted: then the line does not apply.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.assist.intents import is_backchannel
from server.assist.phrases import fold
from server.calls.utterance import Utterance
from server.practice.finished import FinishedCall, typed

from .judged import Judged, does_not_apply, judged, word

OVERLAP_MS = 300
_COST = 20.0


@dataclass(frozen=True, slots=True)
class Interruption:
    """One of them."""

    at_ms: int
    said: Utterance
    """By the trainee."""
    over: Utterance
    """By the customer."""


def interruptions_of(call: FinishedCall) -> list[Interruption]:
    """In order; one line interrupts once."""
    found = []
    spoken = [line for line in call.customer if not typed(line)]
    for line in call.spoken:
        over = next((other for other in spoken if other.start_ms < line.start_ms
                     and min(line.end_ms, other.end_ms) - line.start_ms > OVERLAP_MS), None)
        if over is not None and not is_backchannel(fold(line.text), line.lang):
            found.append(Interruption(line.start_ms, line, over))
    return found


def interruptions(call: FinishedCall) -> Judged:
    """100 less 20 for each."""
    if not call.spoken or not any(not typed(line) for line in call.customer):
        return does_not_apply(word(call.lang, "没有语音对话。", "Nothing was spoken."))
    found = interruptions_of(call)
    why = word(call.lang, f"打断客户 {len(found)} 次。", f"The customer was interrupted {len(found)} times.")
    return judged(100 - _COST * len(found), why, [(one.at_ms, one.said.text) for one in found])
