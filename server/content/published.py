"""A published version of a playbook: a directory, and in it the signed list of what it holds.

    VERSION/published.json   {"playbook", "version", "proposed_by", "approved_by", "at", "note", "files": {path: sha256},
                              "signature"}

In come a directory and the server's Ed25519 key; out comes the record, or a `PlaybookTampered` that names the file.  A
version never changes: one byte more, less or other in any file and it is not loaded.  Next: `server.authoring`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .errors import PlaybookTampered

RECORD = "published.json"
_PURPOSE = b"seatmate playbook record 1\n"
"""Stands before what is signed, so that no other signature of the key can be passed off as one of these."""


class Published(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who published what, and when."""

    playbook: str
    version: str
    proposed_by: str
    """Sign-in name."""
    approved_by: str = ""
    """Sign-in name of the second person; empty while it is only proposed."""
    at: str
    """ISO 8601, by the server's clock."""
    note: str = ""
    """What the version changes, in the proposer's words."""
    files: dict[str, str]
    """Path below the directory -> SHA-256, hexadecimal."""
    signature: str = ""
    """Ed25519 over everything else, hexadecimal."""


def hashes_of(directory: Path) -> dict[str, str]:
    """SHA-256 of every file below a directory but the record itself, by path, sorted."""
    return {path.relative_to(directory).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(directory.rglob("*")) if path.is_file() and path.relative_to(directory).as_posix() != RECORD}


def signed(record: Published, key: Ed25519PrivateKey) -> Published:
    """The record with its signature."""
    return msgspec.structs.replace(record, signature=key.sign(_signed_bytes(record)).hex())


def write_record(directory: Path, record: Published) -> None:
    """Put a signed record into its directory, whole or not at all."""
    partial = directory / f".{RECORD}.new"
    partial.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")
    partial.replace(directory / RECORD)


def read_record(directory: Path, public_key: Ed25519PublicKey) -> Published:
    """The record of a directory whose signature and files are right.

    Raises:
        PlaybookTampered: names the file that is missing, changed or too many, or the record itself.
    """
    path = directory / RECORD
    try:
        record = msgspec.json.decode(path.read_bytes(), type=Published)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PlaybookTampered(path, 0, f"is no record of a published version ({error}); roll back to another version, "
                               "or restore the directory from a backup") from None
    try:
        public_key.verify(bytes.fromhex(record.signature), _signed_bytes(record))
    except (InvalidSignature, ValueError):
        raise PlaybookTampered(path, 0, "was not signed by this server's key: the record was changed, or comes from another "
                               "server; roll back to another version, or restore it from a backup") from None
    found = hashes_of(directory)
    for name in sorted(record.files.keys() | found.keys()):
        if found.get(name) != record.files.get(name):
            what = ("is missing from" if name not in found else "was added to" if name not in record.files
                    else "was changed after the signing of")
            raise PlaybookTampered(directory / name, 0, f"{what} version {record.version}; nothing of it is loaded; roll back "
                                   "to another version, or restore it from a backup")
    return record


def _signed_bytes(record: Published) -> bytes:
    return _PURPOSE + msgspec.json.encode(msgspec.structs.replace(record, signature=""), order="deterministic")
