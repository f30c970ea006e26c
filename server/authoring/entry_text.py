"""Articles and replies as TOML text, and TOML text as single entries: what an author's form and a file have in common.

In come fields, or a file; out come `Entry` texts that `draft` puts into the files of a playbook.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from server.content.errors import PlaybookError
from server.content.files import TomlFile, read_file

PARTS = {"article": "knowledge", "reply": "replies", "product": "products", "rule": "rules", "intent": "intents",
         "item": "checklist", "word": "mood", "coaching": "mood"}
"""Table -> part of a playbook that it belongs to."""
NAMED = ("article", "reply", "product", "rule", "intent", "item")
"""Tables whose entries have an id, and so can be replaced and taken out."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as text."""

    table: str
    id: str
    text: str
    """From its `[[table]]` line on; ends with a line break."""


def entries_in(path: Path) -> list[Entry]:
    """The entries of an author's file, in order.

    Raises:
        PlaybookError: not TOML, an unknown table, an entry without an id; names file and line.
    """
    file = read_file(path)
    found: list[tuple[int, Entry]] = []
    for table, entries in file.data.items():
        line = max(file.lines.entry(table, 0)[0], file.lines.key((1, file.lines.count), table))
        if table not in NAMED or not isinstance(entries, list):
            raise PlaybookError(path, line, f"`{table}` can not be added; expected tables such as "
                                + ", ".join(f"[[{name}]]" for name in NAMED))
        found += [_entry(file, table, index, given) for index, given in enumerate(entries)]
    if not found:
        raise PlaybookError(path, 1, "holds no entry; write one under [[article]], [[reply]] or [[product]]")
    return [entry for _, entry in sorted(found, key=lambda one: one[0])]


def _entry(file: TomlFile, table: str, index: int, given: object) -> tuple[int, Entry]:
    first, last = file.lines.entry(table, index)
    if not isinstance(given, dict) or not isinstance(given.get("id"), str):
        raise PlaybookError(file.path, first, f"this [[{table}]] needs an `id`")
    return first, Entry(table, given["id"], file.lines.between(first, last).rstrip() + "\n")


def entry_of(table: str, fields: msgspec.Struct) -> Entry:
    """An entry with its fields written out; those that hold their default are left out."""
    values = {name: value for name, value in msgspec.structs.asdict(fields).items()
              if value != _default(type(fields), name)}
    lines = [f"[[{table}]]", *(f"{name} = {_value(value)}" for name, value in values.items())]
    return Entry(table, str(values.get("id", "")), "\n".join(lines) + "\n")


def _default(kind: type[msgspec.Struct], name: str) -> object:
    field = next(one for one in msgspec.structs.fields(kind) if one.name == name)
    return field.default if field.default is not msgspec.NODEFAULT else (
        field.default_factory() if field.default_factory is not msgspec.NODEFAULT else None)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_text(str(name))} = {_value(one)}" for name, one in value.items()) + "}"
    return _text(str(value))


def _text(value: str) -> str:
    """A basic string: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
