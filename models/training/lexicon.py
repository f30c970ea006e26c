"""Word lists by frequency (wordfreq) and Chinese words by part of speech (jieba's dictionary): words only, no text."""

from __future__ import annotations

import bisect
import importlib.resources
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

_HAN = re.compile(r"^[\u4e00-\u9fff]{1,4}$")
_LATIN = re.compile(r"^[a-z]+(?:'[a-z]+)?$")
_COARSE = re.compile(
    r"fuck|shit|bitch|porn|nigg|slut|whore|\bdick|cock\b|pussy|\bass\b|asshole|cunt|rape|\bsex|nude|horny"
    r"|操|屄|肏|屌|妓|婊|淫|奸|强暴|色情|裸|做爱|性交|妈的|他妈|傻逼|卖淫"
)
_FLATTENING = 0.5
"""Words are drawn with probability ~ frequency ** 0.5: common words stay common, rare ones are still heard."""


@dataclass(slots=True)
class WeightedWords:
    """Words with cumulative weights."""

    words: list[str] = field(default_factory=list)
    cumulative: list[float] = field(default_factory=list)

    @classmethod
    def of(cls, weighted: Iterable[tuple[str, float]]) -> WeightedWords:
        """Build from (word, frequency) pairs."""
        pairs = list(weighted)
        return cls(
            [word for word, _ in pairs], list(itertools.accumulate(frequency**_FLATTENING for _, frequency in pairs))
        )

    def draw(self, rng: Random) -> str:
        """One word."""
        return self.words[bisect.bisect(self.cumulative, rng.random() * self.cumulative[-1])]


@dataclass(slots=True)
class Lexicon:
    """Weighted words per language, and Chinese ones per part of speech."""

    by_language: dict[str, WeightedWords]
    by_tag: dict[str, WeightedWords]

    def sample(self, language: str, count: int, rng: Random) -> list[str]:
        """Draw `count` words of `zh` or `en`."""
        return [self.by_language[language].draw(rng) for _ in range(count)]

    def sample_tagged(self, tag: str, rng: Random) -> str:
        """Draw one Chinese word of a part of speech (jieba's letters: n, v, a, r, d, m, q, t, p, c)."""
        return self.by_tag[tag].draw(rng)

    def characters(self, count: int) -> list[str]:
        """The `count` Chinese characters that occur most."""
        weights: dict[str, float] = {}
        source = self.by_language["zh"]
        for index, word in enumerate(source.words):
            weight = source.cumulative[index] - (source.cumulative[index - 1] if index else 0.0)
            for character in word:
                weights[character] = weights.get(character, 0.0) + weight
        return sorted(weights, key=lambda character: (-weights[character], character))[:count]


def load_lexicon(zh_count: int = 16_000, en_count: int = 7_000) -> Lexicon:
    """Read both lists, without coarse words: a recogniser that mishears must not put those on an agent's screen."""
    import wordfreq

    zh_words = [word for word in wordfreq.top_n_list("zh", zh_count) if _HAN.match(word) and not _COARSE.search(word)]
    en_words = [word for word in wordfreq.top_n_list("en", en_count) if _LATIN.match(word) and not _COARSE.search(word)]
    known = set(zh_words)
    tagged: dict[str, list[tuple[str, float]]] = {}
    dictionary = importlib.resources.files("jieba").joinpath("dict.txt").read_text(encoding="utf-8")
    for line in dictionary.splitlines():
        word, frequency, tag = line.split(" ")
        if word in known and _HAN.match(word):
            tagged.setdefault(tag[:1], []).append((word, float(frequency) + 1.0))
    return Lexicon(
        {
            "zh": WeightedWords.of((word, wordfreq.word_frequency(word, "zh")) for word in zh_words),
            "en": WeightedWords.of((_cased(word), wordfreq.word_frequency(word, "en")) for word in en_words),
        },
        {tag: WeightedWords.of(words) for tag, words in tagged.items()},
    )


def _cased(word: str) -> str:
    return "I" + word[1:] if word in {"i", "i'm", "i'll", "i've", "i'd"} else word
