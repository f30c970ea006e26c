"""Where in the sound of an utterance a stretch of its text is said: places in the text in, samples out.

No recogniser here tells when each word was said, so a stretch is laid into the utterance in proportion to how long its
characters take to say, with a margin that rather takes too much.  Pure.  Next: `server.calls.kept_sound`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from protocol.message import SAMPLES_PER_MS, Language
from server.compliance.digits import find_runs
from server.compliance.redaction import Found

MARGIN_MS = 600
"""Before and after every stretch,"""
MARGIN_SHARE = 0.15
"""and so much of the utterance: pauses within it shift its words."""
LEAD_MS = 300
"""A voice begins before it is noticed."""
TRAIL_MS = 400
MIN_DIGITS = 2
"""A run of so many digits may turn out to be a part of a number."""


def hidden_places(text: str, masked: str, redactions: Iterable[Found]) -> list[tuple[int, int]]:
    """[from, to) of the text that may not be heard: what was found, and every character that was masked."""
    places = [one.span for one in redactions]
    places += [(at, at + 1) for at, (one, two) in enumerate(zip(text, masked, strict=False)) if one != two]
    return places


def digit_places(text: str, lang: Language) -> list[tuple[int, int]]:
    """[from, to) of the runs of digits, private or not."""
    return [(run.start, run.end) for run in find_runs(text, lang) if len(run.digits) >= MIN_DIGITS]


def spans_of(text: str, places: Sequence[tuple[int, int]], start_sample: int, end_sample: int, lang: Language
             ) -> list[tuple[int, int]]:
    """[from, to) in samples of what is said at these places of an utterance that lies at [start, end)."""
    if not places:
        return []
    until = [0.0, *accumulate(_weight(one, lang) for one in text)]
    length = end_sample - start_sample
    margin = MARGIN_MS * SAMPLES_PER_MS + int(MARGIN_SHARE * length)
    first, last = max(0, start_sample - LEAD_MS * SAMPLES_PER_MS), end_sample + TRAIL_MS * SAMPLES_PER_MS
    total = until[-1] or 1.0
    return [(max(first, start_sample + int(until[start] / total * length) - margin),
             min(last, start_sample + int(until[min(end, len(text))] / total * length) + margin)) for start, end in places]


def _weight(character: str, lang: Language) -> float:
    """How long a character takes to say, in letters or syllables."""
    if character.isspace():
        return 0.0
    if character.isdigit():
        return 4.0 if lang == "en" else 1.0
    if character.isalpha():
        return 0.3 if lang == "zh" and character.isascii() else 1.0
    return 0.5
