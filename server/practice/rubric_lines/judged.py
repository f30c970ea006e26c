"""What a judgement is: a score with one sentence, quoted evidence and times; and a score as parts of a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from protocol.message import Language

NOT_APPLICABLE = -1.0
MOST_QUOTES = 6
_LONGEST_QUOTE = 120


@dataclass(frozen=True, slots=True)
class Judged:
    """One line's judgement."""

    score: float
    """0..100; -1: does not apply."""
    why: str = ""
    evidence: tuple[tuple[int, str], ...] = ()
    """(call time in ms, words), masked."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a line counts."""

    name: str
    """As the report names it."""
    worth: float
    """0..1."""
    weight: float = 1.0
    quote: str = ""
    at_ms: int = 0


def judged(score: float, why: str, evidence: Iterable[tuple[int, str]] = ()) -> Judged:
    """A judgement with its score within 0..100 and no more quotes than anybody reads."""
    # one sentence may be the evidence for several parts
    kept = list(dict.fromkeys((at_ms, text[:_LONGEST_QUOTE]) for at_ms, text in evidence if text))
    return Judged(round(min(100.0, max(0.0, score)), 1), why, tuple(kept[:MOST_QUOTES]))


def does_not_apply(why: str) -> Judged:
    """The line has nothing to judge in this call."""
    return Judged(NOT_APPLICABLE, why)


def of_parts(parts: Sequence[Part], lang: Language, none: str) -> Judged:
    """The weighted mean of the parts; `none` says why there are none."""
    whole = sum(part.weight for part in parts)
    if not whole:
        return does_not_apply(none)
    missing = [part.name.rstrip("。.") for part in parts if part.worth < 0.5]
    begun = [part.name.rstrip("。.") for part in parts if part.worth == 0.5]
    good = len(parts) - len(missing) - len(begun)
    why = word(lang, f"{len(parts)} 项中做到 {good} 项", f"{good} of {len(parts)} done")
    if begun:
        why += word(lang, "，只做了一半（问了，没说结果）：" + "、".join(begun[:4]),
                    "; asked, but never said how it came out: " + ", ".join(begun[:4]))
    if missing:
        why += word(lang, "，缺：" + "、".join(missing[:4]), "; missing: " + ", ".join(missing[:4]))
    score = 100 * sum(part.weight * part.worth for part in parts) / whole
    if not why.endswith(("？", "?", "！", "!")):
        why += word(lang, "。", ".")
    return judged(score, why, [(part.at_ms, part.quote) for part in parts])


def falling(value: float, good: float, bad: float) -> float:
    """100 up to `good`, 0 from `bad` on, in a straight line between; `bad` may lie on either side."""
    share = (value - bad) / (good - bad)
    return 100 * min(1.0, max(0.0, share))


def word(lang: Language, zh: str, en: str) -> str:
    """The one of the two that the report is written in."""
    return zh if lang == "zh" else en


def seconds(ms: float) -> str:
    """`4.2`."""
    return f"{ms / 1000:.1f}"
