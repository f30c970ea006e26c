"""The details a customer names: amount, term, rate, date, card tail, product, reason.

In comes a masked line with the details named before it; out come slots.  A slot's value is what the customer said,
short enough to be put into a reply; its figure, where it has one, is exact.  Next: `dialogue`, which keeps them over
the call.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from protocol.message import Language
from server.assist.figures import Figure, figures
from server.assist.phrases import fold
from server.assist.state.corrections import corrects, denied, meant

NAMES = ("amount", "term", "rate", "date", "card_tail", "product", "reason")
"""Every slot there is."""

_TAIL = {
    "zh": re.compile(r"(?:尾号|[后末]四位)(?:数?字?是|为|数)?\s*([\d零〇一二两三四五六七八九幺]{4})"
                     r"(?![\d零〇一二三四五六七八九])"),
    "en": re.compile(r"(?:ending(?: in| with)?|ends (?:in|with)|last four(?: digits)?(?: are| is)?)\s*(\d{4})\b", re.I),
}
_REASON = {
    "zh": re.compile(r"(?:因为|由于|原因是|主要是)([^，。！？；,.!?;]{2,20})"),
    "en": re.compile(r"\b(?:because(?: of)?|due to)\s+([^,.!?;]{3,60})", re.I),
}
_MONEY_BEFORE = {
    "zh": re.compile(r"(?:贷|借|还|转|扣|取|存|刷|买|花|付|提|额度|消费|金额|收入|工资|欠)"
                     r"(?:款|入|出|走|了|个|到|掉|成|我)*(?:大概|大约|差不多|是)?$"),
    "en": re.compile(r"(?:borrow|pay|paid|charged?|transfer(?:red)?|deposit|withdr[ae]w|loan of|spent|of|for|to|owe|about)"
                     r"\s+$", re.I),
}
_SPOKEN_DIGIT = str.maketrans("零〇一二两三四五六七八九幺", "0012234567891")


@dataclass(frozen=True, slots=True)
class Slot:
    """One detail as the customer named it."""

    value: str
    utterance: str = ""
    """Id of the utterance it was said in."""
    figure: Figure | None = None
    span: tuple[int, int] = (0, 0)
    """[from, to) characters of that utterance's masked text."""
    instead_of: str = ""
    """The value before, if the customer corrected it."""


def find_slots(text: str, lang: Language, utterance: str = "", known: Mapping[str, Slot] | None = None) -> dict[str, Slot]:
    """The slots named in a line, the last one of a name winning; `product` is added by the caller, who knows them.

    Args:
        known: what was named before, the last named standing last; a correction (`no, 36`) refers to it.
    """
    found: dict[str, Slot] = {}
    tail = _TAIL[lang].search(text)
    if tail:
        found["card_tail"] = Slot(tail[1].translate(_SPOKEN_DIGIT), utterance, span=tail.span(1))
    free = [figure for figure in figures(text, lang)
            if not (tail and figure.start < tail.end() and figure.end > tail.start())]
    correction = bool(free) and corrects(text, lang)
    against = [figure for figure in free if denied(figure, text, lang)] if correction else []
    earlier = {name: slot.figure for name, slot in (known or {}).items() if slot.figure is not None}
    for figure in free:
        if figure in against:
            continue
        name, whole = _name(figure, text, lang), figure
        if not name and correction and (made := meant(figure, against, earlier, lang)) is not None:
            name, whole = made
        if name:
            found[name] = Slot(whole.text, utterance, whole, (figure.start, figure.end))
    reason = _REASON[lang].search(text)
    if reason:
        found["reason"] = Slot(reason[1].strip(), utterance, span=reason.span(1))
    return _with_old_values(found, known or {}) if correction else found


def span_of(names: Iterable[str], text: str) -> tuple[int, int]:
    """Where the longest of these names stands last in a text; (0, 0) if none does word for word."""
    folded = fold(text)
    places = [(folded.rfind(fold(name)), name) for name in sorted(names, key=len, reverse=True)]
    return next(((place, place + len(name)) for place, name in places if place >= 0), (0, 0))


def _with_old_values(found: dict[str, Slot], known: Mapping[str, Slot]) -> dict[str, Slot]:
    """What a correcting line named, each with the value that it takes the place of."""
    return {name: replace(slot, instead_of=known[name].value) if name in known and known[name].value != slot.value else slot
            for name, slot in found.items()}


def _name(figure: Figure, text: str, lang: Language) -> str:
    if figure.kind == "percent":
        return "rate"
    if figure.kind == "date":
        return "date"
    if figure.kind == "money":
        return "amount"
    if figure.kind == "months":
        return "term"
    if figure.kind == "days" and figure.number >= 7:
        return "term"
    if figure.kind == "number" and figure.number >= 100:
        large = any(mark in figure.text.lower() for mark in ("万", "千", "亿", "thousand", "million", "k", ","))
        if large or _MONEY_BEFORE[lang].search(text[max(0, figure.start - 16):figure.start]):
            return "amount"
    return ""
