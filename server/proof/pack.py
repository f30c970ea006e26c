"""The evidence of one call: what was said, what was shown and when it was painted, what the agent and second persons did.

In: a stored call, the playbook it was heard with if it is still at hand, the signer.  Out: a directory::

    pack.json      the head: call, playbook, versions of its rules, counts, the digests of the other files, the last link, and
                   where the server's audit trail stood (`audit verify --against DIR`)
    rows.jsonl     every row in order of the call's time, chained (`server.proof.chain`)
    transcript.txt the same words to be read
    signature      Ed25519 over pack.json, hexadecimal
    public_key     the key it can be checked with; compare it with the one the institution has published

Words are the masked ones: nothing else is stored.  Next: `verifying` checks it, without the server and its database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from protocol.call import CustomerRecord
from protocol.message import CallEvent
from server.content.playbook import Playbook
from server.storage.audit import now_text
from server.storage.calls import CallRecords, CallRow, Said
from server.storage.errors import UnknownRecord
from server.storage.step_rows import event_type
from server.version import server_version

from .anchors import Anchor, as_json
from .chain import START, Row, canonical, chained
from .errors import ProofError
from .pack_names import HEAD, PUBLIC_KEY, ROWS, SIGNATURE, TRANSCRIPT
from .signing import Signer

FORMAT = "seatmate-evidence-1"
_OF_THE_ROW = ("id", "workstation", "user", "lang", "direction", "started_at", "opened_at", "closed_at", "state", "training",
               "playbook", "playbook_version")


def gather(records: CallRecords, call: str) -> tuple[CallRow, list[Row]]:
    """A stored call and its rows, in order of the call's time; of equal times as they were stored.

    Raises:
        UnknownRecord: there is no such call.
    """
    stored = records.load(call)
    if stored is None:
        raise UnknownRecord(f"there is no call {call!r}; see `seatmate-server calls list`")
    rows = [_utterance(said) for said in records.utterances(call)]
    rows += [_event(event) for event in records.events_after(call, 0) if event_type(event) != "final"]
    rows += [_feedback(given) for given in records.feedback(call)]
    return stored.row, sorted(rows, key=lambda row: int(row["at_ms"]))


def write_pack(target: Path, row: CallRow, rows: list[Row], playbook: Playbook | None, signer: Signer,
               trail: Anchor | None = None) -> str:
    """Write the directory; the last link of its chain.

    Args:
        target: a directory that does not exist yet or is empty.
        playbook: the one the call was heard with, None if this machine no longer has that version.
        trail: where the audit trail stands.

    Raises:
        ProofError: it can not be written there.
    """
    linked = chained(rows)
    head_link = str(linked[-1]["link"]) if linked else START
    files = {ROWS: b"".join(canonical(one) + b"\n" for one in linked), TRANSCRIPT: _transcript(row, linked).encode()}
    head = canonical({
        "format": FORMAT, "made_at": now_text(), "server_version": server_version(),
        "call": {name: getattr(row, name) for name in _OF_THE_ROW}, "rows": len(linked), "head": head_link,
        "rules": rules_of(playbook, row), "files": {name: hashlib.sha256(text).hexdigest() for name, text in files.items()},
        **({"trail": as_json(trail)} if trail is not None else {})})
    files |= {HEAD: head, SIGNATURE: signer.sign(head).encode() + b"\n", PUBLIC_KEY: signer.public.encode() + b"\n"}
    try:
        target.mkdir(parents=True, exist_ok=True)
        if any(target.iterdir()):
            raise ProofError(f"{target} is not empty; name a new directory, evidence is never written over evidence")
        for name, text in files.items():
            (target / name).write_bytes(text)
    except OSError as error:
        raise ProofError(f"{target} can not be written ({error.strerror}); name another directory") from error
    return head_link


def rules_of(playbook: Playbook | None, row: CallRow) -> dict[str, Any]:
    """Every rule that was in force with its version and the digest of its full text; or that it is not at hand."""
    if playbook is None or (playbook.id, playbook.version) != (row.playbook, row.playbook_version):
        return {"at_hand": False}
    return {"at_hand": True, "packs": {pack.id: pack.version for pack in playbook.packs.values()},
            "versions": {rule.id: [rule.version, hashlib.sha256(msgspec.json.encode(rule, order="sorted")).hexdigest()]
                         for rule in playbook.rules.values()}}


def _utterance(said: Said) -> Row:
    one = said.utterance
    return {"kind": "said", "at_ms": one.end_ms, "id": one.id, "channel": one.channel, "start_ms": one.start_ms,
            "end_ms": one.end_ms, "text": one.text, "confidence": round(one.confidence, 4)}


def _event(event: CallEvent) -> Row:
    data = msgspec.to_builtins(event)
    for name in ("call", "type", "at_ms"):
        data.pop(name, None)
    if isinstance(event, CustomerRecord):
        # which fields were shown is evidence, their values belong to the customer's file
        data = {"fields": [field.key for field in event.fields]}
    return {"kind": "event", "at_ms": event.at_ms, "type": event_type(event), "data": data}


def _feedback(given: dict[str, Any]) -> Row:
    kind = "shown" if given["action"] == "painted" else "did"
    row = {"kind": kind, "at_ms": int(given["at_ms"]), "item": given["item"], "item_kind": given["kind"],
           "received_at": given["received_at"]}
    if kind == "shown":
        return row | {"lag_ms": round(float(given["lag_ms"]), 1)}
    return row | {"action": given["action"], "note": given["note"]}


def _transcript(row: CallRow, rows: Iterable[Row]) -> str:
    lines = [f"{row.id}  {row.opened_at}  {row.user}  {row.playbook} {row.playbook_version}", ""]
    for one in rows:
        clock = f"{int(one['at_ms']) / 1000:9.1f}"
        if one["kind"] == "said":
            lines.append(f"{clock}  {one['channel']:8}  {one['text']}")
        elif one["kind"] == "shown":
            lines.append(f"{clock}  painted   {one['item_kind']} {one['item']}")
        elif one["kind"] == "did":
            lines.append(f"{clock}  agent     {one['action']} {one['item_kind']} {one['item']}")
        else:
            lines.append(f"{clock}  {one['type']:8}  {json.dumps(one['data'], ensure_ascii=False, sort_keys=True)}")
    return "\n".join(lines) + "\n"
