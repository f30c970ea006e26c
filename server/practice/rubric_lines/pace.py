"""Pace: what the trainee spoke a minute, against a band per language.

Chinese in characters, English in words, over the lines of 1 s and more that were spoken, not typed; less than 5 s of
speech is not judged.  Within the band 100; outside it falls in a straight line to 0 at the limits.

========  ===========  =================  ===========
language  0 at         100 from .. to     0 at
========  ===========  =================  ===========
zh        90           170 .. 290         430
en        60           110 .. 180         270
========  ===========  =================  ===========
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from protocol.message import Language
from server.practice.finished import FinishedCall

from .judged import Judged, does_not_apply, falling, judged, word

_UNITS = re.compile(r"[\u3400-\u9fff]|[0-9]|[A-Za-z][A-Za-z'’-]*")
_UNITS_EN = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’.,-]*")
_SHORTEST_MS = 1_000
_LEAST_MS = 5_000


@dataclass(frozen=True, slots=True)
class Band:
    """Units a minute."""

    lowest: float
    low: float
    high: float
    highest: float


BANDS: dict[Language, Band] = {"zh": Band(90, 170, 290, 430), "en": Band(60, 110, 180, 270)}


def units(text: str, lang: Language) -> int:
    """Chinese characters and figures, or English words."""
    return len((_UNITS if lang == "zh" else _UNITS_EN).findall(text))


def pace(call: FinishedCall) -> Judged:
    """Characters or words a minute."""
    lines = [line for line in call.spoken if line.end_ms - line.start_ms >= _SHORTEST_MS]
    spoken_ms = sum(line.end_ms - line.start_ms for line in lines)
    if call.agent and not call.spoken:
        return does_not_apply(word(call.lang, "打字练习，不评语速。", "The trainee typed: there is no pace."))
    if spoken_ms < _LEAST_MS:
        return does_not_apply(word(call.lang, "说话时间太短，不评语速。", "Too little was spoken to judge the pace."))
    rate = sum(units(line.text, call.lang) for line in lines) * 60_000 / spoken_ms
    band = BANDS[call.lang]
    score = falling(rate, band.low, band.lowest) if rate < band.low else falling(rate, band.high, band.highest)
    why = word(call.lang, f"每分钟 {rate:.0f} 字，合适的是 {band.low:.0f} 到 {band.high:.0f}。",
               f"{rate:.0f} words a minute; {band.low:.0f} to {band.high:.0f} are easy to follow.")
    fastest = max(lines, key=lambda line: units(line.text, call.lang) / (line.end_ms - line.start_ms))
    return judged(score, why, [(fastest.start_ms, fastest.text)] if score < 100 else [])
