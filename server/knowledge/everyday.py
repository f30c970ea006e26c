"""Customers' words for one thing, brought together: "柜员机", "取款机" and "ATM" are found under one another.

In come the groups of a playbook's `everyday.toml`; a text goes in, the groups that it names come out as index terms of
their own (`~7`), beside its words.  Next: the library files articles under them and looks for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from protocol.message import Language
from server.assist.phrases import PhraseFinder, fold

from .stemming import stem

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_MARK = "~"
"""No word begins so, so a group is never taken for one."""


class EverydayWords:
    """The groups of one playbook.  Never changes once it is built."""

    def __init__(self, groups: Iterable[Sequence[str]], lang: Language) -> None:
        """`groups`: words of which each is used for the others."""
        self._lang = lang
        self._finder: PhraseFinder[str] = PhraseFinder(
            ((self._form(word), f"{_MARK}{place}") for place, words in enumerate(groups) for word in words), lang)

    def terms(self, text: str) -> tuple[str, ...]:
        """The groups of which a text holds a word, each once, in the order of the text."""
        return tuple(dict.fromkeys(group for _, _, group in self._finder.find(self._form(text))))

    def _form(self, text: str) -> str:
        """Chinese as it is written; English as its stems, so that the forms of a word are one."""
        folded = fold(text)
        return folded if self._lang == "zh" else " ".join(map(stem, _WORD.findall(folded)))
