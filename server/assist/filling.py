"""Placeholders of an approved text filled from the facts, exactly; a text with one that is not known stays unused.

In come a text and the call's facts; out comes the filled text with the facts it stands on.
Next: `fact_check`, which reads the filled text again and trusts nothing of this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from protocol.message import Language
from server.assist.facts import FactBook, Known

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
MOST_CHARACTERS_ZH = 50
MOST_WORDS_EN = 25


@dataclass(frozen=True, slots=True)
class Filled:
    """A text that can be spoken."""

    text: str
    facts: tuple[Known, ...]


def placeholders(text: str) -> list[str]:
    """The names in a text's placeholders."""
    return _PLACEHOLDER.findall(text)


def fill(text: str, book: FactBook) -> Filled | None:
    """The text with every placeholder filled, or None if one is not known in this call."""
    used: list[Known] = []

    def value(match: re.Match[str]) -> str:
        known = book.placeholder(match[1])
        if known is None:
            raise LookupError
        used.append(known)
        return known.value

    try:
        filled = _PLACEHOLDER.sub(value, text)
    except LookupError:
        return None
    return Filled(filled, tuple(dict.fromkeys(used)))


def too_long(text: str, lang: Language) -> bool:
    """True if a reply is more than an agent can take in: 50 Chinese characters or 25 English words."""
    if lang == "zh":
        return len(re.sub(r"\s", "", text)) > MOST_CHARACTERS_ZH
    return len(text.split()) > MOST_WORDS_EN
