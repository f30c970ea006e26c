"""Checks an evidence pack with nothing but the pack and a public key: a directory in, problems out.

Whoever checks compares the key with the one that the institution has published; a pack that brings its own key proves only
that it was not damaged.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .chain import broken
from .errors import PackUnreadable
from .pack import FORMAT
from .pack_names import HEAD, PUBLIC_KEY, ROWS, SIGNATURE, TRANSCRIPT
from .signing import signed_by

_FILES = {HEAD, ROWS, TRANSCRIPT, SIGNATURE, PUBLIC_KEY}
MAX_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True)
class PackReport:
    """What a check found."""

    call: str
    rows: int
    public_key: str
    """The key that the signature was checked with."""
    problems: tuple[str, ...]
    """One sentence each; empty if the pack is whole."""


def verify_pack(directory: Path, public_key: str = "") -> PackReport:
    """Check a pack; `public_key` (64 hexadecimal digits) takes the place of the one in the pack.

    Raises:
        PackUnreadable: no evidence pack, or it can not be read at all.
    """
    head_text = _read(directory / HEAD)
    head = _json(head_text, directory / HEAD)
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise PackUnreadable(f"{directory / HEAD} is no evidence pack that this program knows; use the program of its time")
    problems: list[str] = []
    enclosed = _read(directory / PUBLIC_KEY).decode("ascii", "replace").strip()
    key = public_key or enclosed
    if enclosed != key:
        problems.append("the pack encloses another public key than the one given")
    if not signed_by(key, head_text, _read(directory / SIGNATURE).decode("ascii", "replace").strip()):
        problems.append("the signature does not fit: the head was changed, or another key signed it")
    digests = head.get("files", {})
    for name in (ROWS, TRANSCRIPT):
        if hashlib.sha256(_read(directory / name)).hexdigest() != digests.get(name):
            problems.append(f"{name} was changed after it was signed")
    problems += [f"{path.name} does not belong to the pack" for path in sorted(directory.iterdir()) if path.name not in _FILES]
    rows = [_json(line, directory / ROWS) for line in _read(directory / ROWS).splitlines()]
    if not all(isinstance(row, dict) for row in rows):
        raise PackUnreadable(f"{directory / ROWS} holds lines that are no rows; ask for the pack again")
    problems += broken(rows, int(head.get("rows", -1)), str(head.get("head", "")))
    return PackReport(str(head.get("call", {}).get("id", "")), len(rows), key, tuple(problems))


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise PackUnreadable(f"{file} is larger than any evidence; ask for the pack again")
        return file.read_bytes()
    except OSError as error:
        raise PackUnreadable(f"{file} can not be read ({error.strerror}); name the directory of an evidence pack") from error


def _json(text: bytes, file: Path) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise PackUnreadable(f"{file} is damaged ({error}); ask for the pack again") from error
