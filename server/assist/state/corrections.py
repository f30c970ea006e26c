"""Corrections in a line: `no, I meant 30,000`, `不是二十四期，是三十六`.  Pure.

In: a masked line, its figures, the details named so far.  Out: which figures are denied, and which detail a bare number
stands for.  Next: `server.assist.slots`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from protocol.message import Language
from server.assist.figures import Figure, figures, same
from server.assist.phrases import fold

_CORRECTS = {
    "zh": re.compile(r"不是|不对|错了|说错|口误|我(?:是说|说的是|指的是|的意思是)|应该是|改成|换成|还是(?:按|要|贷|借|分)?(?=[\d一二两三四五六七八九十])|"
                     r"更正|算了"),
    "en": re.compile(r"^(?:oh |um |uh |wait |sorry |well )*no\b|\bnot\b|\bi (?:meant|mean|said|should have said)\b|\bactually\b|"
                     r"\b(?:make|change) (?:that|it)\b|\binstead\b|\bsorry\b|\brather\b|\bcorrection\b|\bscratch that\b"),
}
_DENIES = {
    "zh": re.compile(r"(?:不是|并非|不要|不用|别按|没有|不到)(?:说|借|贷|要|分|按|还|那个|这个|什么)?$"),
    "en": re.compile(r"(?:\bnot|n't|\binstead of|\brather than)\s+(?:a |an |for |the |in |over |about |say )*\$?$"),
}
_FITS: dict[str, tuple[int, int]] = {"amount": (100, 10 ** 9), "term": (1, 480), "rate": (0, 100)}
_NUMERAL = re.compile(r"^[\s\d,.零〇一二两三四五六七八九十百千万亿点$¥￥]+")
_EN_UNIT = re.compile(r"[\s-]*(percent|per cent|%|dollars|bucks|yuan|(?:year|month|instal?lment|week|day)s?)\b.*$", re.I)


def corrects(text: str, lang: Language) -> bool:
    """True if a line takes back or changes something said before."""
    return _CORRECTS[lang].search(fold(text)) is not None


def denied(figure: Figure, text: str, lang: Language) -> bool:
    """True if a line says that it is not this figure."""
    return _DENIES[lang].search(fold(text)[max(0, figure.start - 24):figure.start]) is not None


def meant(figure: Figure, against: Sequence[Figure], known: Mapping[str, Figure], lang: Language) -> tuple[str, Figure] | None:
    """(slot, figure with its unit) that a bare number of a correction stands for; None if nothing fits.

    Args:
        against: figures that the same line denies.
        known: slot -> its figure, the one named last standing last.
    """
    if figure.kind != "number":
        return None
    denied_ones = [name for name, old in known.items() if any(same(old, other) for other in against)]
    for name in [*denied_ones, *reversed(list(known))]:
        low, high = _FITS.get(name, (1, 0))
        if not low <= _said(figure, known[name]) <= high:
            continue
        whole = _with_unit(figure, known[name], lang)
        if whole is not None:
            return name, whole
    return None


def _said(figure: Figure, old: Figure) -> Decimal:
    """The number in the unit of months where the old one was said in years."""
    return figure.number * (12 if old.kind == "months" and ("年" in old.text or "year" in old.text) else 1)


def _with_unit(figure: Figure, old: Figure, lang: Language) -> Figure | None:
    if lang == "zh":
        text = figure.text + _NUMERAL.sub("", old.text)
    else:
        unit = _EN_UNIT.search(old.text)
        text = f"{figure.text} {unit[1]}" if unit else figure.text
    found = figures(text, lang)
    if len(found) != 1 or (found[0].kind != old.kind and {found[0].kind, old.kind} != {"number", "money"}):
        return None
    return Figure(found[0].kind, found[0].value, text, figure.start, figure.end)
