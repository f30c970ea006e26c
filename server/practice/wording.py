"""The words for what a customer says: a key in, a text out, varied and never the same twice in a row.

The scenario's own words go before the house's (`house_words`).  The order in which the ways of saying one thing come
is worked out from the seed alone, so a customer who is made again says the same.  Next: `mind` puts a turn together
from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from hashlib import sha256

from protocol.message import Language

from .house_words import HOUSE
from .scenario import PracticeScenario, Words

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
UPSET = -0.35
"""Mood below which he uses the words that he has for it."""


class Wording:
    """The words of one customer in one call."""

    def __init__(self, scenario: PracticeScenario, seed: int) -> None:
        self._scenario = scenario
        self._lang: Language = scenario.lang
        self._seed = seed
        self._rounds: dict[str, list[str]] = {}
        """Which ways are left of a round."""
        self._counts: dict[str, int] = {}
        self._last: dict[str, str] = {}
        self._values = {f"fact.{name}": value for name, value in scenario.facts.items()} | {
            "persona.name": scenario.persona.name,
            "identify": ("，" if self._lang == "zh" else ", ").join(scenario.facts[name] for name in scenario.identify)}
        self._dialect = dialect_of(scenario.persona.dialect, self._lang)

    def say(self, key: str, mood: float = 0.0, *, again: bool = False) -> str:
        """His words for a key of the scenario or of `HOUSE`, filled and in his dialect."""
        words = self._scenario.say.get(key) or HOUSE[self._lang][key]
        if again and words.again:
            text = self._next(f"{key}.again", words.again)
        elif again:
            text = self.say("again", mood) + self._next(*_chosen(key, words, mood))
        else:
            text = self._next(*_chosen(key, words, mood))
        filled = PLACEHOLDER.sub(lambda match: self._values.get(match[1], ""), text)
        said = self._dialect(filled)
        return said[:1].upper() + said[1:] if self._lang == "en" else said

    def _next(self, place: str, ways: tuple[str, ...]) -> str:
        left = self._rounds.get(place)
        if not left:
            count = self._counts[place] = self._counts.get(place, 0) + 1
            left = sorted(ways, key=lambda way: sha256(f"{self._seed}|{place}|{count}|{way}".encode()).digest())
            if len(left) > 1 and left[0] == self._last.get(place):
                left.append(left.pop(0))
            self._rounds[place] = left
        chosen = left.pop(0)
        self._last[place] = chosen
        return chosen


def dialect_of(words: Mapping[str, str], lang: Language) -> Callable[[str], str]:
    """What puts standard words into those of a dialect, longer ones first."""
    if not words:
        return lambda text: text
    edge = r"\b" if lang == "en" else ""
    parts = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    pattern = re.compile(f"{edge}(?:{parts}){edge}", re.IGNORECASE)
    own = {word.lower(): said for word, said in words.items()}
    return lambda text: pattern.sub(lambda match: own[match[0].lower()], text)


def _chosen(key: str, words: Words, mood: float) -> tuple[str, tuple[str, ...]]:
    return (f"{key}.upset", words.upset) if words.upset and mood < UPSET else (key, words.words)
