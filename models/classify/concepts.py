"""Words that mean nearly the same, under one name, as further features of a text.

In come the tokens of `features` and a table {name: words} that travels with a model; out come the names found, in their order,
and pairs of neighbours among them: "the loss is ours" and "亏了算我的" share features with sentences of other words.
`features.units` is next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

MOST_CONCEPTS = 24
"""Of one text."""
_REACH = 3
"""A name makes a pair with so many that follow it."""
_LATIN = "\0"
"""Stands for a word among Chinese characters, so that places agree."""
_LEAST_STEM = 3
_WORDS_KEPT = 50_000

Words = tuple[str, ...]


class Concepts:
    """A table, ready to be looked up; safe to use from several threads."""

    def __init__(self, table: Mapping[str, Iterable[str]]) -> None:
        """Raises `ValueError` for a word that no token can be: empty, or of both scripts."""
        self._han: dict[str, Words] = {}
        self._han_sizes: dict[str, tuple[int, ...]] = {}
        """Character -> lengths of the words that begin with it, the longest first."""
        self._phrases: dict[str, list[tuple[Words, str, Words]]] = {}
        self._exact: dict[str, Words] = {}
        self._stems: dict[str, Words] = {}
        self._seen: dict[str, Words] = {}
        names: dict[str, list[str]] = {}
        for name, words in table.items():
            for word in words:
                names.setdefault(word, []).append(name)
        for word in sorted(names, key=lambda word: (-len(word), word)):
            self._add(word, tuple(names[word]))

    def _add(self, word: str, names: Words) -> None:
        parts = word.removesuffix("*").split()
        if parts and all("\u4e00" <= character <= "\u9fff" for character in word):
            self._han[word] = names
            sizes = self._han_sizes.get(word[0], ())
            self._han_sizes[word[0]] = sizes if len(word) in sizes else (*sizes, len(word))
        elif not parts or not all(part.replace("'", "").isascii() and part.replace("'", "").isalpha() for part in parts):
            raise ValueError(f"{word!r} is no word that a concept could have")
        elif len(parts) > 1:
            stem = parts.pop() if word.endswith("*") else ""
            self._phrases.setdefault(parts[0], []).append((tuple(parts), stem, names))
        elif word.endswith("*"):
            self._stems[parts[0]] = names
        else:
            self._exact[parts[0]] = names

    def found(self, tokens: list[str]) -> list[Words]:
        """The names of each word found, longest words first where several begin; each token counts once."""
        line = "".join([token if len(token) == 1 else _LATIN for token in tokens])
        found: list[Words] = []
        place, size, nothing = 0, len(tokens), ()
        while place < size and len(found) < MOST_CONCEPTS:
            token = tokens[place]
            if "\u4e00" <= token[0] <= "\u9fff":
                length = 1
                for long in self._han_sizes.get(token, nothing):
                    names = self._han.get(line[place:place + long])
                    # At the end of the line a shorter piece than asked for is no word of this length.
                    if names and place + long <= size:
                        found.append(names)
                        length = long
                        break
            else:
                names, length = self._latin(tokens, place)
                if names:
                    found.append(names)
            place += length
        return found

    def units(self, tokens: list[str]) -> list[str]:
        """Features: `@name`, and `@name @name` for two that stand near each other."""
        found = self.found(tokens)
        units = [f"@{name}" for names in found for name in names]
        for place, names in enumerate(found):
            for others in islice(found, place + 1, place + 1 + _REACH):
                units += [f"@{name} @{other}" for name in names for other in others]
        return units

    def _latin(self, tokens: list[str], place: int) -> tuple[Words, int]:
        token = tokens[place]
        for parts, stem, names in self._phrases.get(token, ()):
            end = place + len(parts)
            if tuple(tokens[place:end]) == parts and (not stem or (end < len(tokens) and tokens[end].startswith(stem))):
                return names, len(parts) + bool(stem)
        names = self._seen.get(token)  # type: ignore[assignment]
        if names is None:
            if len(self._seen) >= _WORDS_KEPT:
                self._seen.clear()
            names = self._seen[token] = self._exact.get(token) or next(
                (self._stems[token[:size]] for size in range(len(token), _LEAST_STEM - 2, -1) if token[:size] in self._stems), ())
        return names, 1
