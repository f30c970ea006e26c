"""Everyday words of customers: the tables of `everyday.toml`, typed and checked.

In come the tables that `server.content.loading` reads; out comes `Playbook.everyday`, or a `PlaybookError` with file and
line.  Next: `server.knowledge.rules` reads `same`, `server.knowledge.everyday` finds articles by `alike`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec

from .errors import PlaybookError


class Same(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that stand for words of the product table: `要罚` for `违约金`."""

    words: tuple[str, ...]
    means: str
    """Words that labels of the product table hold."""


class Alike(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that customers use for one another: what is filed under one is found by the others."""

    words: tuple[str, ...]


class Everyday(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of them."""

    same: tuple[Same, ...] = ()
    alike: tuple[Alike, ...] = ()


EVERYDAY_TABLES: dict[str, type[msgspec.Struct]] = {"same": Same, "alike": Alike}


class _Places(Protocol):
    """Where entries stand; `checking.Origins`."""

    def error(self, table: str, key: str, message: str, field: str = "", needle: str = "") -> PlaybookError:
        """The error to raise about an entry."""
        ...


def everyday_of(parts: Mapping[str, Sequence[msgspec.Struct]]) -> Everyday:
    """The tables that were read."""
    return Everyday(same=tuple(one for one in parts.get("same", ()) if isinstance(one, Same)),
                    alike=tuple(one for one in parts.get("alike", ()) if isinstance(one, Alike)))


def check_everyday(everyday: Everyday, labels: Sequence[str], origins: _Places) -> None:
    """Refuse what could not be found by, or would mean two things.

    Args:
        labels: every label of the product table.

    Raises:
        PlaybookError: the first error found.
    """
    meant: dict[str, str] = {}
    for index, one in enumerate(everyday.same):
        _words("same", index, one.words, 1, origins)
        parts = one.means.lower().split()
        if not parts or not any(all(part in label.lower() for part in parts) for label in labels):
            raise origins.error("same", str(index), f"`means`: no label of the product table holds `{one.means}`; write words of "
                                "a label, such as those on the product's card", "means")
        for word in one.words:
            if meant.setdefault(word, one.means) != one.means:
                raise origins.error("same", str(index), f"`{word}` stands for `{meant[word]}` already; a word stands for one "
                                    "thing", "words", word)
    for index, group in enumerate(everyday.alike):
        _words("alike", index, group.words, 2, origins)


def _words(table: str, index: int, words: Sequence[str], least: int, origins: _Places) -> None:
    for word in words:
        if not word.strip():
            raise origins.error(table, str(index), "`words` holds an empty word; take it out", "words")
        if words.count(word) > 1:
            raise origins.error(table, str(index), f"`{word}` stands twice in `words`; once is enough", "words", word)
    if len(words) < least:
        raise origins.error(table, str(index), f"`words` needs {least} or more", "words")
