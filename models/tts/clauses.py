"""A text cut into clauses, so that the first can be heard while the next is being spoken.

In: what is to be said.  Out: its clauses, which together are the text, each with its place in it.  Pure.
Next: `resident` has them spoken one by one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_END = "。！？!?；;…\n"
_PAUSE = "，、：,:—"
_CLOSING = "”’」』）)\"'"
_SHORTEST = {"zh": 4, "en": 12}
"""Characters of a clause at least: a shorter one sounds torn off."""
_LONGEST = {"zh": 36, "en": 110}
"""A clause without any mark is cut at the next space, or here."""


@dataclass(frozen=True, slots=True)
class Clause:
    """`text[first:first + len(words)]` of what is said."""

    words: str
    first: int
    """Characters before it."""
    pause_ms: int
    """Silence behind it."""


def clauses_of(text: str, language: str) -> list[Clause]:
    """The clauses of a text; none if nothing in it can be said."""
    lang = "zh" if language == "zh" else "en"
    found: list[Clause] = []
    begin = at = 0
    while at < len(text):
        mark = _mark(text, at)
        at += 1
        while mark and at < len(text) and (text[at] in _CLOSING or _mark(text, at)):
            at += 1
        length = at - begin
        if (mark == "end" and length > 1) or (mark == "pause" and length >= _SHORTEST[lang]) or (
                length >= _LONGEST[lang] and (lang == "zh" or text[at - 1] == " ")):
            found.append(Clause(text[begin:at], begin, 280 if mark == "end" else 110 if mark else 0))
            begin = at
    if begin < len(text):
        found.append(Clause(text[begin:], begin, 280))
    return [clause for clause in found if re.search(r"\w", clause.words)]


def _mark(text: str, at: int) -> str:
    """`end`, `pause` or nothing: a point or comma within a number is neither."""
    sign = text[at]
    following = text[at + 1] if at + 1 < len(text) else " "
    if sign in _END or (sign == "." and following.isspace()):
        return "end"
    if sign in _PAUSE and not (sign in ",:" and following.isdigit()):
        return "pause"
    return ""
