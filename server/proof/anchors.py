"""Ends of the audit trail that are kept elsewhere: what makes a trail that was put back or rewritten come to light.

In: the trail, the signer; a file of `audit head` or an evidence pack.  Out: a signed head, or what a file says of the
trail's end.  Next: `server.commands.audit` compares, `pack` takes one into every pack.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.storage import ledgers
from server.storage.audit import head_of, now_text
from server.storage.database import Database

from .chain import canonical
from .errors import PackUnreadable
from .pack_names import HEAD, SIGNATURE
from .signing import Signer, signed_by

_LARGEST = 16 * 1024 * 1024


@dataclass(frozen=True)
class Anchor:
    """One end of the trail."""

    n: int
    """Number of the row."""
    link: str
    at: str
    """When it was the last row, ISO 8601."""
    ledgers: dict[str, int]
    """Ledger -> its lines then."""
    source: str = ""
    """File or pack that says so."""
    problem: str = ""
    """Why it proves nothing; empty if it does."""


def anchor_now(database: Database) -> Anchor:
    """The trail's end at this moment."""
    number, link = head_of(database)
    return Anchor(number, link, now_text(), database.read(ledgers.lines))


def as_json(anchor: Anchor) -> dict[str, Any]:
    """What is kept of it."""
    return {"n": anchor.n, "link": anchor.link, "at": anchor.at, "ledgers": anchor.ledgers}


def as_signed(anchor: Anchor, signer: Signer) -> dict[str, Any]:
    """The content of a file of `audit head`."""
    head = as_json(anchor)
    return {**head, "public_key": signer.public, "signature": signer.sign(canonical(head))}


def read_anchor(path: Path, public_key: str) -> Anchor:
    """What a file of `audit head` or the directory of an evidence pack says.

    Raises:
        PackUnreadable: it is neither, or can not be read.
    """
    try:
        text = (path / HEAD if path.is_dir() else path).read_bytes()[:_LARGEST]
        said = json.loads(text)
        kept = said["trail"] if path.is_dir() else said
        anchor = Anchor(int(kept["n"]), str(kept["link"]), str(kept["at"]), dict(kept.get("ledgers", {})), str(path))
        if path.is_dir():
            signed, signature = text, (path / SIGNATURE).read_text(encoding="ascii", errors="replace").strip()
        else:
            # a head of an earlier version names no ledgers
            signed = canonical({name: said[name] for name in ("n", "link", "at", "ledgers") if name in said})
            signature = str(said["signature"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PackUnreadable(f"{path} is no head of an audit trail ({error}); name a file that `audit head` wrote, or the "
                             "directory of an evidence pack") from error
    if not signed_by(public_key, signed, signature):
        return Anchor(anchor.n, anchor.link, anchor.at, anchor.ledgers, anchor.source, f"the kept head {path} was not signed by "
                      "this server (or by --key)")
    return anchor
