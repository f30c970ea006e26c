"""Directory of TOML files in, one `Playbook` out, or a `PlaybookError` that names file, line and what is expected.

A playbook never half-loads: everything is read, converted and checked before the object exists.
Next: every stage of a call reads the `Playbook`; `server.content.checking` holds the rules that span files.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

import msgspec

from .checking import Origins, check
from .errors import PlaybookError, PlaybookNotFound
from .lines import TomlLines
from .playbook import (
    Article,
    ChecklistItem,
    Coaching,
    CustomerData,
    IntentWords,
    MoodWord,
    Playbook,
    Product,
    Reply,
    Rule,
    Scenario,
)

BUILT_IN = Path(__file__).resolve().parent.parent / "playbooks"
"""The playbooks that come with the server."""
MAX_FILE_BYTES = 2 * 1024 * 1024

_TABLES: dict[str, dict[str, type[msgspec.Struct]]] = {
    "products": {"product": Product},
    "knowledge": {"article": Article},
    "replies": {"reply": Reply},
    "rules": {"rule": Rule},
    "intents": {"intent": IntentWords},
    "checklist": {"item": ChecklistItem},
    "mood": {"word": MoodWord, "coaching": Coaching},
    "customers": {"customer": CustomerData},
}
"""Part of a playbook -> table names in its files."""
_HEAD_KEYS = ("id", "title", "lang", "version", "jurisdiction", "institution", "fictional")
_PARTS = (*_TABLES, "phantoms", "scenarios")
_AT = re.compile(r" - at `\$(?P<path>.*)`$")
_LINE = re.compile(r"\(at line (\d+), column \d+\)")

T = TypeVar("T", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class _File:
    """One parsed file."""

    path: Path
    data: dict[str, Any]
    lines: TomlLines


def list_playbooks() -> tuple[str, ...]:
    """Names of the playbooks that come with the server, sorted."""
    if not BUILT_IN.is_dir():
        return ()
    return tuple(sorted(path.parent.name for path in BUILT_IN.glob("*/playbook.toml")))


def find_playbook(name_or_path: str | Path) -> Path:
    """The directory of a playbook: a built-in name, or a path to a directory that holds `playbook.toml`.

    Raises:
        PlaybookNotFound: neither; the message lists the names.
    """
    given = Path(name_or_path)
    if given.name == str(name_or_path) and (BUILT_IN / given / "playbook.toml").is_file():
        return BUILT_IN / given
    if (given / "playbook.toml").is_file():
        return given
    if given.name == "playbook.toml" and given.is_file():
        return given.parent
    raise PlaybookNotFound(given, 0, "no playbook of this name; give a directory that holds playbook.toml, or one of: "
                           + ", ".join(list_playbooks()))


def load_playbook(directory: Path) -> Playbook:
    """The playbook of a directory, checked as a whole.

    Raises:
        PlaybookNotFound: the directory holds no `playbook.toml`.
        PlaybookError: any error in any file; nothing of the playbook is used then.
    """
    head_file = directory / "playbook.toml"
    if not head_file.is_file():
        raise PlaybookNotFound(directory, 0, "holds no playbook.toml; a playbook directory starts with that file")
    _refuse_strangers(directory)
    origins = Origins()
    head = _read(head_file)
    origins.place("playbook", "", head.path, head.lines, (1, head.lines.count))
    parts: dict[str, list[msgspec.Struct]] = {}
    for part, tables in _TABLES.items():
        for file in _files(directory, part):
            for table, kind in tables.items():
                entries = parts.setdefault(table, [])
                entries.extend(_entries(file, table, kind, len(entries), origins))
            _refuse_keys(file, tuple(tables))
    whole = _assemble(head, parts, _scenarios(directory, origins), _phantoms(directory, origins), origins)
    check(whole, origins)
    return whole


def _assemble(head: _File, parts: dict[str, list[msgspec.Struct]], scenarios: dict[str, Scenario],
              phantoms: tuple[str, ...], origins: Origins) -> Playbook:
    _refuse_keys(head, _HEAD_KEYS)
    coaching: dict[str, tuple[str, ...]] = {}
    for entry in parts.get("coaching", []):
        assert isinstance(entry, Coaching)
        coaching[entry.mood] = (*coaching.get(entry.mood, ()), entry.text)
    fields: dict[str, Any] = dict(head.data)
    for name, table in (("products", "product"), ("articles", "article"), ("replies", "reply"), ("intents", "intent"),
                        ("rules", "rule"), ("customers", "customer")):
        fields[name] = _by_id(table, parts.get(table, []), origins)
    items = parts.get("item", [])
    _by_id("item", items, origins)
    fields.update(checklist=tuple(items), mood_words=tuple(parts.get("word", [])), coaching=coaching,
                  scenarios=scenarios, phantoms=phantoms)
    return _convert(head, fields, Playbook, (1, head.lines.count), "playbook.toml")


def _refuse_strangers(directory: Path) -> None:
    for path in sorted(directory.iterdir()):
        known = path.name == "playbook.toml" or (path.stem if path.suffix == ".toml" else path.name) in _PARTS
        if path.suffix == ".toml" and not known:
            raise PlaybookError(path, 1, "is no file of a playbook; expected playbook.toml or one of: "
                                + ", ".join(f"{part}.toml" for part in _PARTS))
        if path.is_dir() and not known and any(path.glob("*.toml")):
            raise PlaybookError(path, 0, "is no folder of a playbook; expected one of: " + ", ".join(_PARTS))


def _files(directory: Path, part: str) -> Iterator[_File]:
    single = directory / f"{part}.toml"
    if single.is_file():
        yield _read(single)
    for path in sorted((directory / part).glob("*.toml")):
        yield _read(path)


def _read(path: Path) -> _File:
    try:
        raw = path.read_bytes()
        if len(raw) > MAX_FILE_BYTES:
            raise PlaybookError(path, 1, f"is {len(raw)} bytes; split it, a file may have {MAX_FILE_BYTES}")
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise PlaybookError(path, 0, f"can not be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        line = raw[:error.start].count(b"\n") + 1
        raise PlaybookError(path, line, "is not UTF-8 text; save the file as UTF-8") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _LINE.search(str(error))
        line = int(match.group(1)) if match else text.count("\n") + 1
        raise PlaybookError(path, line, f"is not TOML: {_LINE.sub('', str(error)).strip()}") from error
    except RecursionError as error:
        raise PlaybookError(path, 1, "is not TOML: nested too deeply") from error
    return _File(path, data, TomlLines(text))


def _entries(file: _File, table: str, kind: type[T], offset: int, origins: Origins) -> Iterator[T]:
    found = file.data.get(table, [])
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise PlaybookError(file.path, file.lines.key((1, file.lines.count), table),
                            f"`{table}` must be a list of tables; write [[{table}]] with double brackets")
    for index, entry in enumerate(found):
        span = file.lines.entry(table, index)
        made = _convert(file, entry, kind, span, f"[[{table}]]")
        origins.place(table, str(offset + index), file.path, file.lines, span)
        yield made


def _refuse_keys(file: _File, expected: tuple[str, ...]) -> None:
    for key in file.data:
        if key not in expected:
            line = max(file.lines.entry(key, 0)[0], file.lines.key((1, file.lines.count), key))
            raise PlaybookError(file.path, line, f"unknown key `{key}`; expected one of: {', '.join(expected)}")


def _convert(file: _File, data: Any, kind: type[T], span: tuple[int, int], where: str) -> T:
    try:
        return msgspec.convert(data, kind, strict=True)
    except msgspec.ValidationError as error:
        text = str(error)
        match = _AT.search(text)
        path = re.findall(r"[A-Za-z_]\w*", match.group("path")) if match else []
        text = _AT.sub("", text)
        unknown = re.search(r"unknown field `([^`]+)`", text)
        if unknown:
            path.append(unknown.group(1))
            text += "; known: " + ", ".join(kind.__struct_fields__) if len(path) == 1 else ""
        elif "Invalid enum value" in text:
            text += _choices(kind, path)
        line = file.lines.key(span, *path)
        at = f" at `{match.group('path').lstrip('.')}`" if match else ""
        raise PlaybookError(file.path, line, f"{where}: {text}{at}") from error


def _choices(kind: Any, path: Sequence[str]) -> str:
    """`; expected one of …` for the field at this path, empty if it is not found."""
    for name in path:
        field = next((one for one in msgspec.structs.fields(kind) if one.name == name), None) \
            if isinstance(kind, type) and issubclass(kind, msgspec.Struct) else None
        if field is None:
            return ""
        kind = field.type
    # a Literal, or a tuple of one
    values = [value for part in (kind, *get_args(kind)) for value in get_args(part) if isinstance(value, str)]
    return "; expected one of " + ", ".join(dict.fromkeys(values)) if values else ""


def _by_id(table: str, entries: list[Any], origins: Origins) -> dict[str, Any]:
    by_id: dict[str, Any] = {}
    for index, entry in enumerate(entries):
        if entry.id in by_id:
            raise origins.error(table, str(index), f"the id `{entry.id}` is used twice; every [[{table}]] needs its own",
                                "id")
        if not re.fullmatch(r"[A-Za-z0-9_.-]{1,64}", entry.id):
            raise origins.error(table, str(index), f"the id `{entry.id}` may only hold letters, digits, `_`, `-`, `.`",
                                "id")
        origins.name(table, str(index), entry.id)
        by_id[entry.id] = entry
    return by_id


def _scenarios(directory: Path, origins: Origins) -> dict[str, Scenario]:
    scenarios: dict[str, Scenario] = {}
    for file in _files(directory, "scenarios"):
        scenario = _convert(file, file.data, Scenario, (1, file.lines.count), "scenario")
        if scenario.id in scenarios:
            raise PlaybookError(file.path, file.lines.key((1, file.lines.count), "id"),
                                f"the id `{scenario.id}` is used twice; every scenario needs its own")
        origins.place("scenario", scenario.id, file.path, file.lines, (1, file.lines.count))
        scenarios[scenario.id] = scenario
    return scenarios


def _phantoms(directory: Path, origins: Origins) -> tuple[str, ...]:
    phrases: list[str] = []
    for file in _files(directory, "phantoms"):
        _refuse_keys(file, ("phrases",))
        found = file.data.get("phrases", [])
        if not isinstance(found, list) or not all(isinstance(phrase, str) and phrase.strip() for phrase in found):
            raise PlaybookError(file.path, file.lines.key((1, file.lines.count), "phrases"),
                                "`phrases` must be a list of texts that are not empty")
        origins.place("phantoms", "", file.path, file.lines, (1, file.lines.count))
        phrases.extend(found)
    return tuple(phrases)


__all__ = ["BUILT_IN", "PlaybookError", "PlaybookNotFound", "find_playbook", "list_playbooks", "load_playbook"]
