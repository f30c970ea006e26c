"""A stream of pieces cut into clauses, so that each can be checked before it is painted.

In come pieces of any length; out come whole clauses with the mark that ends them.  A full stop or comma inside a
number or after a title ends none.  What models put around an answer (their thinking, quotation marks, bullets) is
taken off on the way.
"""

from __future__ import annotations

import re

_ENDS = "。！？；，!?;,.\n…"
SENTENCE_ENDS = "。！？!?.…"
"""Marks after which nothing is left open."""
_TITLE = re.compile(r"(?:^|[\s(])(?:mr|mrs|ms|dr|no|st|vs|e\.g|i\.e|[a-z])\.$", re.IGNORECASE)
_THINKING = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_OPEN_THINKING = re.compile(r"<(?:think|thinking|reasoning)\b", re.IGNORECASE)
_AROUND = r"[\s\"'“”‘’「」『』*#>`•·-]*"
_HEAD = re.compile(
    rf"^{_AROUND}(?:(?:回复|建议|话术|建议话术|坐席|客服|答复|reply|suggestion|suggested reply|agent|answer){_AROUND}[:：]{_AROUND})?",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[*`#\"“”「」『』]|\s*\n\s*")
_REFUSAL = re.compile(
    r"作为(?:一个|一名)?(?:AI|人工智能|语言模型|大模型)|我是(?:一个)?(?:AI|人工智能)|as an? (?:ai|artificial|language model)|"
    r"i(?:'m| am) (?:just )?an ai\b|i (?:can't|cannot|can not|won't) (?:assist|help|comply|do that|provide)|"
    r"我(?:无法|不能)(?:提供|协助|满足|回答|完成)(?:这|该|此|您的)?(?:个|类|些)?(?:请求|要求|内容|问题|帮助)",
    re.IGNORECASE,
)


class Clauses:
    """The clauses of one answer."""

    def __init__(self) -> None:
        self._raw = ""
        self._thought = False
        self._headed = False

    def push(self, piece: str) -> list[str]:
        """The clauses that are whole now."""
        self._raw += piece
        if not self._thought and not self._past_thinking():
            return []
        found: list[str] = []
        while (cut := _end_of_clause(self._raw)) > 0:
            found += self._worded(self._raw[:cut])
            self._raw = self._raw[cut:]
        return found

    def rest(self) -> str:
        """What stands after the last mark; the answer is over."""
        if not self._thought and not self._past_thinking() and _OPEN_THINKING.search(self._raw):
            return ""
        found, self._raw = self._worded(self._raw), ""
        return found[0] if found else ""

    def _past_thinking(self) -> bool:
        """True once it is sure that no thinking stands at the beginning."""
        self._raw = _THINKING.sub("", self._raw)
        begun = self._raw.strip().lower()
        self._thought = bool(begun) and not _OPEN_THINKING.search(self._raw) and not "<thinking".startswith(begun)
        return self._thought

    def _worded(self, clause: str) -> list[str]:
        """The clause without what models put around their words; empty if nothing is left."""
        if not self._headed:
            clause = _HEAD.sub("", clause, count=1)
        clean = _MARKUP.sub(lambda mark: " " if "\n" in mark[0] else "", clause)
        if not clean.strip(_ENDS + " "):
            return []
        self._headed = True
        return [clean]


def joined(clauses: str, clause: str) -> str:
    """Clauses that were approved, and one more."""
    return (clauses + clause).strip()


def is_refusal(text: str) -> bool:
    """True if a model speaks of itself or declines instead of answering."""
    return _REFUSAL.search(text) is not None


def _end_of_clause(text: str) -> int:
    """Length of the first clause with its mark, 0 if it is not certain yet."""
    for place, char in enumerate(text):
        if char not in _ENDS:
            continue
        after = text[place + 1:place + 2]
        if char in ".,":
            if not after:
                return 0
            if after.isalnum() or (char == "." and _TITLE.search(text[:place + 1])):
                continue
        return place + 1
    return 0
