"""A customer's words without anything of the real person: names, numbers, dates and addresses give way to fictional
ones.

In: masked lines of a call.  Out: the lines with `{fact.…}` where a figure stood, and the fictional facts.  The same
figure is the same fact throughout; a clause in which something masked is left is dropped.  Next: `from_call`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from protocol.message import Language
from server.assist.figures import Figure, figures
from server.compliance.addresses import find_addresses, find_mails
from server.compliance.names import find_names

_LONG_NUMBER = re.compile(r"[0-9*×][0-9*×\s-]{2,}[0-9*×]|[*×]+")
_CLAUSE = re.compile(r"(?:[^，。！？；,.!?;]|(?<=\d)[.,](?=\d))+[，。！？；,.!?;]*")
NARROW = str.maketrans("，。！？；：", ",.!?;:")
"""One for one, because the finders of names look for these."""
_DAY: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(r"[下上这本]个?(?:周|星期|礼拜)[一二三四五六日天末]?|(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}月\d{0,2}[日号]?|\d{1,2}号"),
    "en": re.compile(r"\b(?:next|last|this)\s+(?:week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|"
                     r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
                     r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)"
                     r"\s+\d{1,2}(?:st|nd|rd|th)?\b", re.IGNORECASE)}
_FICTIONAL: dict[Language, dict[str, tuple[str, ...]]] = {
    "zh": {"money": ("30,000元", "52,000元", "8,400元", "1,260元"), "percent": ("4%", "5%", "6%"), "months": ("24个月", "18个月"),
           "days": ("10天", "20天"), "date": ("下周三", "月底"), "number": ("30", "12", "50"), "digits": ("七三一五",),
           "other": ("10", "20")},
    "en": {"money": ("$3,000", "$5,200", "$840", "$1,260"), "percent": ("4%", "5%", "6%"), "months": ("24 months", "18 months"),
           "days": ("10 days", "20 days"), "date": ("next Wednesday", "the end of the month"), "number": ("30", "12", "50"),
           "digits": ("7 3 1 5",), "other": ("10", "20")},
}
_KINDS = {"workdays": "days", "hours": "other", "minutes": "other"}


class MadeUp:
    """The fictional facts of one scenario."""

    def __init__(self, lang: Language, names: Iterable[str] = ()) -> None:
        """`names`: of persons known from the call's record."""
        self.facts: dict[str, str] = {}
        """Name -> fictional value."""
        self._lang: Language = lang
        self._names = [name for name in names if len(name) > 1]
        self._known: dict[str, str] = {}

    def line(self, text: str) -> str:
        """A line with its figures as facts; empty if nothing of it can be told."""
        clauses = [self._clause(clause) for clause in _CLAUSE.findall(text)]
        kept = "".join(clause for clause in clauses if clause).strip()
        return kept if re.search(r"\w{2,}", re.sub(r"\{[^}]*\}", "", kept)) else ""

    def _clause(self, clause: str) -> str:
        narrow = clause.translate(NARROW)
        if find_names(narrow, self._lang, self._names) or find_addresses(narrow, self._lang) or find_mails(narrow):
            return ""
        if _LONG_NUMBER.search(clause):
            return ""
        parts, at = [], 0
        for start, end, kind in self._places(clause):
            if start >= at:
                parts += [clause[at:start], "{fact." + self._fact(kind, clause[start:end]) + "}"]
                at = end
        made = "".join((*parts, clause[at:]))
        # a brace of the speaker's own, or a digit that no figure explains
        return "" if re.search(r"[0-9]", re.sub(r"\{fact\.\w+\}", "", made)) or made.count("{") != made.count("{fact.") else made

    def _places(self, clause: str) -> list[tuple[int, int, str]]:
        days = [(match.start(), match.end(), "date") for match in _DAY[self._lang].finditer(clause)]
        found = [(one.start, one.end, _KINDS.get(one.kind, one.kind)) for one in figures(clause, self._lang) if _tells(one)]
        return sorted((*days, *found), key=lambda place: (place[0], -place[1]))

    def _fact(self, kind: str, said: str) -> str:
        if (key := f"{kind}|{said}") not in self._known:
            values = _FICTIONAL[self._lang].get(kind) or _FICTIONAL[self._lang]["other"]
            number = sum(name.startswith(f"{kind}_") for name in self.facts)
            value = values[(number + _number_of(kind)) % len(values)]
            if value == said:
                value = values[(number + 1 + _number_of(kind)) % len(values)]
            self._known[key] = f"{kind}_{number + 1}"
            self.facts[self._known[key]] = value
        return self._known[key]


def _tells(figure: Figure) -> bool:
    """Whether a figure may say something of a person: not the one of 一下, 一个."""
    return figure.kind not in ("number", "digits") or len(figure.text) > 1 or figure.text.isdigit()


def _number_of(text: str) -> int:
    return sha256(text.encode()).digest()[0]
