"""TOML files of a playbook as checked entries: a path in, typed tables out, or a `PlaybookError` with file and line.

Next: `server.content.loading` puts a playbook together, `server.content.packs` a rule pack.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

import msgspec

from .checking import Origins
from .errors import PlaybookError
from .lines import TomlLines

MAX_FILE_BYTES = 2 * 1024 * 1024
_AT = re.compile(r" - at `\$(?P<path>.*)`$")
_LINE = re.compile(r"\(at line (\d+), column \d+\)")

T = TypeVar("T", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class TomlFile:
    """One parsed file."""

    path: Path
    data: dict[str, Any]
    lines: TomlLines


def part_files(directory: Path, part: str) -> Iterator[TomlFile]:
    """The files of one part: `part.toml`, then those of the folder `part`, by name."""
    single = directory / f"{part}.toml"
    if single.is_file():
        yield read_file(single)
    for path in sorted((directory / part).glob("*.toml")):
        yield read_file(path)


def read_file(path: Path) -> TomlFile:
    """One file, parsed.

    Raises:
        PlaybookError: too large, not UTF-8 or not TOML.
    """
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
    return parse_text(path, text)


def parse_text(path: Path, text: str) -> TomlFile:
    """TOML that need not stand in a file; `path` is what messages call it.

    Raises:
        PlaybookError: it is not TOML.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _LINE.search(str(error))
        line = int(match.group(1)) if match else text.count("\n") + 1
        raise PlaybookError(path, line, f"is not TOML: {_LINE.sub('', str(error)).strip()}") from error
    except RecursionError as error:
        raise PlaybookError(path, 1, "is not TOML: nested too deeply") from error
    return TomlFile(path, data, TomlLines(text))


def entries_of(file: TomlFile, table: str, kind: type[T], offset: int, origins: Origins) -> Iterator[T]:
    """The `[[table]]` entries of a file, typed; each is remembered in `origins` from `offset` on."""
    found = file.data.get(table, [])
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise PlaybookError(file.path, file.lines.key((1, file.lines.count), table),
                            f"`{table}` must be a list of tables; write [[{table}]] with double brackets")
    for index, entry in enumerate(found):
        span = file.lines.entry(table, index)
        made = convert(file, entry, kind, span, f"[[{table}]]")
        origins.place(table, str(offset + index), file.path, file.lines, span)
        yield made


def refuse_keys(file: TomlFile, expected: tuple[str, ...]) -> None:
    """Refuses a file that holds anything but the expected keys."""
    for key in file.data:
        if key not in expected:
            line = max(file.lines.entry(key, 0)[0], file.lines.key((1, file.lines.count), key))
            raise PlaybookError(file.path, line, f"unknown key `{key}`; expected one of: {', '.join(expected)}")


def convert(file: TomlFile, data: Any, kind: type[T], span: tuple[int, int], where: str) -> T:
    """Data as a typed object; `span` is where it stands in the file, `where` what to call it."""
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
