"""What is to be heard: `index.jsonl` of a folder in, its items out.  `sound` reads their files, `running` has them heard."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from protocol.message import Language

from .errors import DataUnusable
from .folding import units

INDEX_FILE = "index.jsonl"
_EXPECTED = '{"audio": "a.flac", "text": "…", "lang": "zh" or "en", "condition": "clean"} as one line of UTF-8 JSON'


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the index; unknown fields are skipped."""

    audio: str
    text: str
    lang: Language
    condition: str


@dataclass(frozen=True, slots=True)
class Item:
    """One sound and what is said in it."""

    audio: str
    """As the index names it."""
    path: Path
    text: str
    """Empty for sound without speech."""
    lang: Language
    condition: str
    """Free word by which results are grouped, such as `clean` or `telephone`."""


def read_index(directory: Path) -> list[Item]:
    """The items of a folder, in the order of its index.

    Raises:
        DataUnusable: no folder, no index, nothing in it, or a line that is malformed (names file and line).
    """
    path = directory / INDEX_FILE
    if not directory.is_dir():
        raise DataUnusable(f"There is no folder {directory}; give one that holds sound and an {INDEX_FILE}.")
    try:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except FileNotFoundError:
        raise DataUnusable(f"{directory} has no {INDEX_FILE}; write one line for each sound: {_EXPECTED}.") from None
    except OSError as error:
        raise DataUnusable(f"{path} can not be read ({error.strerror}); check its permissions.") from error
    decoder = msgspec.json.Decoder(_Line)
    items = [_item(decoder, line, directory, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not items:
        raise DataUnusable(f"{path} is empty; write one line for each sound: {_EXPECTED}.")
    return items


def _item(decoder: msgspec.json.Decoder[_Line], raw: bytes, directory: Path, where: str) -> Item:
    try:
        line = decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataUnusable(f"{where}: {error}; expected {_EXPECTED}.") from None
    if not line.audio or "\0" in line.audio or not line.condition.strip():
        raise DataUnusable(f"{where}: `audio` and `condition` must not be empty; expected {_EXPECTED}.")
    text = line.text.strip()
    if text and not units(text, line.lang):
        raise DataUnusable(f"{where}: `text` has no letter, character or number; leave it empty for sound without speech.")
    return Item(line.audio, directory / line.audio, text, line.lang, line.condition.strip())
