"""A person's right to a copy: everything that is kept of the person, as JSON and sound files in a directory.

In: what `persons` found.  Out: `subject.json`, `calls/ID.json`, `sound/`; readable by their owner only, and on the
list of exports, so that a later erasure deletes them too.  Next: `server.commands.subject`.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec

from server.storage import audit
from server.storage.calls import CallRecords
from server.storage.coaching import CoachingRecords
from server.storage.customers import CustomerRecords, customer_mark
from server.storage.errors import from_sqlite
from server.storage.privacy import Person, PrivacyRecords
from server.storage.sound import SUFFIX, SoundFile
from server.storage.state import StateDirectory
from server.storage.step_rows import event_type

from .call_files import files_of
from .errors import PlaceUnusable
from .persons import Found

_INTERNAL = ("suggestion_blocked",)


def owner_of(records: CallRecords, person: Person) -> str:
    """What stands for a person on the list of exports."""
    return f"subject:{customer_mark(records.database, '|'.join((*person.customer_ids, *person.phones)))}"


def write_copy(state: StateDirectory, records: CallRecords, found: Found, out: Path, actor: str) -> int:
    """Write the copy; the number of files.

    Raises:
        PlaceUnusable: the directory is not empty, or can not be made.
        StorageError: the disk takes no more.
    """
    _make(out)
    database, privacy = records.database, PrivacyRecords(records.database)
    customers = [msgspec.to_builtins(record) for name in found.person.customer_ids
                 if (record := CustomerRecords(database).get(name)) is not None]
    consents = [msgspec.to_builtins(consent) for consent in privacy.consents(privacy.marks(found.person))]
    files = 0
    try:
        for call in found.calls:
            file = out / "calls" / f"{call}.json"
            _write(file, _call(records, call))
            privacy.note_export(call, str(file.resolve()))
            files += 1
            for sound in files_of(state, call):
                if sound.is_file():
                    target = out / "sound" / sound.name
                    target.parent.mkdir(mode=0o700, exist_ok=True)
                    if sound.suffix == SUFFIX:
                        target = target.with_suffix(".wav")
                        SoundFile(state, call, records.cipher(call)).write_wav(target)
                    else:
                        shutil.copyfile(sound, target)
                    target.chmod(0o600)
                    privacy.note_export(call, str(target.resolve()))
                    files += 1
        whole = out / "subject.json"
        _write(whole, {"made_at": audit.now_text(), "phones": found.person.phones, "records": customers, "consents": consents,
                       "calls": list(found.calls)})
        privacy.note_export(owner_of(records, found.person), str(whole.resolve()))
    except OSError as error:
        raise from_sqlite(error) from error
    database.work(lambda db: audit.append(db, database.master, actor, "subject.export", {
        "subject": owner_of(records, found.person), "calls": str(len(found.calls)), "files": str(files + 1)}))
    return files + 1


def _call(records: CallRecords, call: str) -> dict[str, Any]:
    stored = records.load(call)
    assert stored is not None
    row = msgspec.to_builtins(stored.row)
    # what the person said and was told, what was noted about the person; not the house's inner workings
    events = [{"event": event_type(event), **msgspec.to_builtins(event)} for event in records.events_after(call, 0)
              if event_type(event) not in _INTERNAL]
    # moments that were marked, with the person's words; advice to the agent and who gave it is about employees
    marked = [{"kind": one.kind, "at_ms": one.at_ms, "made_at": one.made_at, "quote": one.quote,
               **({"label": one.text} if one.kind == "bookmark" else {})}
              for one in CoachingRecords(records).of_call(call, whole=True)]
    return {"call": {name: row.get(name) for name in ("id", "opened_at", "closed_at", "lang", "direction", "customer_id")},
            "transcript": [msgspec.to_builtins(said.utterance) for said in records.utterances(call)], "events": events,
            "marked": marked}


def _make(out: Path) -> None:
    try:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(out.iterdir()):
            raise PlaceUnusable(f"{out} is not empty; name a new directory")
        (out / "calls").mkdir(mode=0o700)
    except OSError as error:
        raise PlaceUnusable(f"{out} can not be used: {error.strerror}; name a directory that can be made") from error


def _write(file: Path, content: Any) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    file.chmod(0o600)
