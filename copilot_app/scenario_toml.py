"""A scenario's TOML as the editor's form changes it: text in, values by their place out; comments and order stay.

`tomllib` says what is wrong and where; `tomlkit` writes, because it leaves alone what was not touched.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.container import Container
from tomlkit.items import AoT, Table

LISTS = ("ask", "objection", "trap", "tell", "end")
"""Arrays of tables that the form shows one by one."""
Path = tuple[str | int, ...]
"""Keys and places from the top: `("ask", 0, "good")`."""
_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
_AT_LINE = re.compile(r"\(at line (\d+)")


class ScenarioUnreadable(Exception):
    """The text is no TOML now; `line` from 1, 0 if it is not known."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line


class ScenarioToml:
    """One scenario's text.

    Raises:
        ScenarioUnreadable: see there.
    """

    def __init__(self, text: str) -> None:
        try:
            self._plain: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = _AT_LINE.search(str(error))
            raise ScenarioUnreadable(int(found[1]) if found else 0, str(error)) from None
        self._document = tomlkit.parse(text)

    @property
    def text(self) -> str:
        """The text, with every change."""
        return tomlkit.dumps(self._document)

    def get(self, path: Path) -> Any:
        """The plain value at a place; None if there is none."""
        found: Any = self._plain
        for key in path:
            if isinstance(key, int):
                if not isinstance(found, Sequence) or isinstance(found, str) or key >= len(found):
                    return None
            elif not isinstance(found, Mapping) or key not in found:
                return None
            found = found[key]
        return found

    def set(self, path: Path, value: Any) -> None:
        """Put a value there; an empty one (None, "" or {}) takes the key out.  Tables on the way are made."""
        *way, last = path
        holder: Any = self._document
        for key in way:
            if isinstance(key, str) and key not in holder:
                if _is_empty(value):
                    return
                holder[key] = tomlkit.table() if isinstance(holder, (Table, Container, tomlkit.TOMLDocument)) else {}
            holder = holder[key]
        if _is_empty(value):
            holder.pop(last, None)
        else:
            holder[last] = value
        self._read_again()

    def count(self, kind: str) -> int:
        """Entries of one of `LISTS`."""
        return len(self.get((kind,)) or ())

    def keys(self, kind: str) -> list[str]:
        """What the entries of one of `LISTS` are called, or the keys of all wordings (`say`)."""
        found = self.get((kind,))
        if isinstance(found, Mapping):
            return [str(key) for key in found]
        return [str(entry.get("id", "")) if isinstance(entry, Mapping) else "" for entry in found or ()]

    def rename_words(self, key: str, wanted: str) -> bool:
        """Call wordings something else, and wherever they are named; False if that name is taken or none."""
        if not _KEY.fullmatch(wanted) or wanted in self.keys("say") or key not in self.keys("say"):
            return False
        said = self._document["say"]
        said[wanted] = said[key]  # type: ignore[index]
        del said[key]  # type: ignore[union-attr]
        holders = [entry for kind in LISTS for entry in self._document.get(kind, ())]
        for holder in (*holders, *((self._document["need"],) if "need" in self._document else ())):
            for name in ("say", "reply", "taken"):
                if holder.get(name) == key:
                    holder[name] = wanted
        if self._document.get("opening", "opening") == key:
            self._document["opening"] = wanted
        self._read_again()
        return True

    def add(self, kind: str, values: Mapping[str, Any]) -> int:
        """A new entry at the end; returns its place."""
        table = tomlkit.table()
        for key, value in values.items():
            table[key] = value
        entries = self._document.get(kind)
        if not isinstance(entries, AoT):
            entries = tomlkit.aot()
            entries.append(table)
            self._document[kind] = entries
        else:
            entries.append(table)
        self._read_again()
        return self.count(kind) - 1

    def remove(self, kind: str, place: int) -> None:
        """Take an entry out; its wordings go with it if nothing else says them.  Of `say`, the wordings themselves."""
        if kind == "say":
            self._document["say"].pop(self.keys("say")[place])  # type: ignore[union-attr]
            self._read_again()
            return
        said = self.get((kind, place, "say"))
        entries = self._document[kind]
        if len(entries) == 1:
            self._document.pop(kind)
        else:
            del entries[place]
        self._read_again()
        used = [entry.get("say") for name in LISTS for entry in self._plain.get(name, ())]
        if said and said not in used and isinstance(self.get(("say", said)), dict):
            self._document["say"].pop(said)
            self._read_again()

    def free_name(self, kind: str) -> str:
        """A name for a new entry that nothing has: `ask_3`."""
        taken = {*self.keys(kind), *self.keys("say")}
        return next(name for number in range(1, 10_000) if (name := f"{kind}_{number}") not in taken)

    def _read_again(self) -> None:
        self._plain = tomllib.loads(self.text)


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or value == {}


def new_scenario(name: str, lang: str) -> str:
    """The text that a new scenario begins with: short, and playable once its words are written."""
    words = _WORDS["zh" if lang == "zh" else "en"]
    return _NEW.format(name=name, lang="zh" if lang == "zh" else "en", **words)


_NEW = """id = "{name}"
title = "{title}"
lang = "{lang}"
kind = "service"
goal = "{goal}"
minutes = 5
mood = 0.0
pass_mark = 60
draft = true

[persona]
name = "{person}"
age = 40
manner = "{manner}"
knowledge = "some"
patience = 0.7

[[ask]]
id = "hours"
say = "opening"
good = "{good}"
[ask.answer]
words = [{answer}]

[[end]]
id = "helped"
outcome = "success"
asks = ["*"]
closed = true

[[end]]
id = "angry"
outcome = "failure"
mood_below = -0.7
say = "angry"

[say.opening]
words = [{opening}]
again = [{again}]

[say.angry]
words = [{angry}]
"""
_WORDS = {
    "zh": {
        "title": "新场景", "goal": "回答客户的问题，礼貌结束。", "person": "王先生", "manner": "说话直爽。",
        "good": "网点工作日上午九点开门。", "answer": '["上午九点", "早上九点"]',
        "opening": '"请问网点几点开门？", "你们网点早上几点开门？", "我想问一下网点的开门时间。"',
        "again": '"到底几点开门？", "我问的是几点开门。"',
        "angry": '"算了，我自己去看，再见。", "问你也白问，挂了。", "这样的服务，我不问了。"'},
    "en": {
        "title": "New scenario", "goal": "Answer the customer's question and close politely.", "person": "Mr Webb",
        "manner": "Direct, no small talk.", "good": "The branch opens at nine in the morning on working days.",
        "answer": '["nine in the morning", "nine o\'clock"]',
        "opening": '"When does the branch open?", "What time do you open in the morning?", '
                   '"I would like to know when the branch opens."',
        "again": '"So when does it open?", "I asked when the branch opens."',
        "angry": '"Forget it, I will go and look myself.", "This leads nowhere. Goodbye.", "I will not ask again. Goodbye."'},
}
