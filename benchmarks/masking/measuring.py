"""What a masker leaves of every case: cases in, counts of digits left in finals, in partials and over all frames out.

Partials are every prefix of an utterance, cut after each character in Chinese and after each word in English, as a recogniser
that grows its text would send them.  Next: `__main__` prints the shares.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from protocol.message import CHANNELS
from server.compliance.redaction import Redactor

from .cases import Case, Turn

TURN_MS = 3_000
"""From the end of one utterance to the end of the next."""
ALLOWED = 3
"""Digits of an entity that may stay readable."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case."""

    case: Case
    final: int
    """Digits left in all finals together."""
    partial: int
    """Most digits left in one partial."""
    seen: int
    """Digits left in any frame, partials and finals together: what a patient reader could put together."""
    finals: tuple[str, ...]

    @property
    def fine(self) -> bool:
        """True if no more than three digits are left in the finals and in every partial; for a quantity, if all of it is."""
        if not self.case.private:
            return all(self.finals[number][start:end] == turn.text[start:end]
                       for number, turn in enumerate(self.case.turns) for start, end, _ in turn.spans)
        return self.final <= ALLOWED and self.partial <= ALLOWED


def measure(case: Case) -> Outcome:
    """Run one case through fresh redactors."""
    addresses = case.entity == "address"
    redactors = {channel: Redactor(case.lang, addresses=addresses) for channel in CHANNELS}
    final = worst = 0
    seen = [0] * len(case.turns)
    finals = []
    for number, turn in enumerate(case.turns):
        end_ms = (number + 1) * TURN_MS
        readable: set[tuple[int, int, int]] = set()
        redactor = redactors[turn.channel]
        if case.private:
            for cut in _cuts(turn, case.lang):
                shown = redactor.mask_partial(turn.text[:cut], end_ms - TURN_MS // 2)
                left = _left(shown, [span for span in turn.spans if span[1] <= cut], turn.text)
                worst = max(worst, sum(span[2] for span in left))
                readable.update(left)
        heard = redactor.mask(turn.text, end_ms)
        masked = heard.text
        for channel in CHANNELS:
            if channel != turn.channel:
                redactors[channel].overhear(masked, end_ms, heard.redactions)
        left = _left(masked, turn.spans, turn.text)
        final += sum(span[2] for span in left)
        readable.update(left)
        seen[number] = sum(span[2] for span in readable)
        finals.append(masked)
    return Outcome(case, final, worst, sum(seen), tuple(finals))


def cost_us(cases: Sequence[Case]) -> tuple[float, float]:
    """Median and 99th percentile of masking one final utterance, in microseconds of this thread."""
    taken = []
    for case in cases:
        redactor = Redactor(case.lang)
        for turn in case.turns:
            began = time.thread_time()
            redactor.mask(turn.text, 0)
            taken.append((time.thread_time() - began) * 1e6)
    taken.sort()
    return taken[len(taken) // 2], taken[len(taken) * 99 // 100]


def _cuts(turn: Turn, lang: str) -> list[int]:
    if lang == "zh":
        return list(range(1, len(turn.text) + 1))
    return [at for at, (one, two) in enumerate(pairwise(turn.text + " "), 1) if two == " " != one or one.isdigit()]


def _left(shown: str, spans: Sequence[tuple[int, int, int]], text: str) -> list[tuple[int, int, int]]:
    """The spans that can still be read: not a star on their letters."""
    return [span for span in spans if "*" not in shown[span[0]:span[1]] and shown[span[0]:span[1]] == text[span[0]:span[1]]]
