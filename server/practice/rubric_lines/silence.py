"""Silence: how long the customer was left waiting for a word.

A wait is the time between the end of a customer's line, or the beginning of the call, and the next word of anybody, if
it is more than 1.5 s; the pauses before the customer's own answers are not the trainee's.  Two scores, of which the
line is the mean: the longest wait (100 up to 4 s, 0 from 20 s on) and the share of all waits in the call (100 up to 20
%, 0 from 60 % on).  Typing takes its time, so a wait that a typed line ends is none.  A call in which the customer said
nothing, or in which the trainee only typed and was never asked whether he is there, is not judged.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.practice.finished import FinishedCall, typed

from .judged import Judged, does_not_apply, falling, judged, seconds, word

_SHORTEST_MS = 1_500
LONG_MS = 8_000
"""From so much on a wait is a moment of the time line."""


@dataclass(frozen=True, slots=True)
class Wait:
    """One silence after the customer's words."""

    start_ms: int
    end_ms: int
    after: str
    """What the customer had said."""

    @property
    def length_ms(self) -> int:
        """How long."""
        return self.end_ms - self.start_ms


def waits(call: FinishedCall) -> list[Wait]:
    """The silences that were the trainee's to end, in order."""
    found, heard_ms, last = [], 0, ("customer", "")
    for line in call.lines:
        if line.start_ms - heard_ms > _SHORTEST_MS and last[0] == "customer" and not (line.channel == "agent" and typed(line)):
            found.append(Wait(heard_ms, line.start_ms, last[1]))
        if line.end_ms >= heard_ms:
            heard_ms, last = line.end_ms, (line.channel, line.text)
    if last[0] == "customer" and call.duration_ms - heard_ms > _SHORTEST_MS and call.left[0] in ("ended", "interrupted"):
        found.append(Wait(heard_ms, call.duration_ms, last[1]))
    return found


def silence(call: FinishedCall) -> Judged:
    """The longest wait and the share of all."""
    if not call.customer or not call.duration_ms:
        return does_not_apply(word(call.lang, "客户没有说话。", "The customer said nothing."))
    found = waits(call)
    if not found and call.agent and not call.spoken:
        return does_not_apply(word(call.lang, "打字练习，不评等待。", "The trainee typed: waits are not judged."))
    longest = max((wait.length_ms for wait in found), default=0)
    share = 100 * sum(wait.length_ms for wait in found) / call.duration_ms
    score = (falling(longest, 4_000, 20_000) + falling(share, 20, 60)) / 2
    why = word(call.lang, f"客户最长等了 {seconds(longest)} 秒，等待占通话的 {share:.0f}%。",
               f"The customer waited {seconds(longest)} s at the longest, {share:.0f}% of the call in all.")
    return judged(score, why, [(wait.start_ms, wait.after) for wait in sorted(found, key=lambda one: -one.length_ms)[:3]
                               if score < 100])
