"""`seatmate-server replay DIALOGUES.jsonl --playbook NAME --out EVENTS.jsonl [--facts FACTS.json]`

In come transcribed dialogues, one line an utterance; out come the events that a live call would have given, in the
order of the calls' first lines.  Everything that comes after transcription runs, through the very `Pipeline` of a
live call; no model server and no GPU.

Errors::

    DialogueError    code `replay.dialogue`: a line or file that can not be used: file, line, what is expected; exit 2
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from protocol.message import SAMPLES_PER_MS, Channel, Language, utterance_id
from server.calls.event_file import event_row
from server.calls.pipeline import Pipeline
from server.calls.utterance import CallFacts, Utterance
from server.collection import rare_collection
from server.content.errors import PlaybookError
from server.content.loading import find_playbook, load_playbook
from server.content.playbook import Playbook

TICK_MS = 1000
"""Time passes in such steps between lines, as it does in a live call."""
_CUSTOMER = "customer"
"""Subject of `--facts` that speaks of the customer's record."""


class DialogueError(Exception):
    """Input that can not be replayed."""

    code = "replay.dialogue"
    retryable = False


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a dialogue file; unknown fields are skipped."""

    call: str
    channel: Channel
    start_ms: int
    end_ms: int
    text: str
    customer_id: str = ""
    at: str = ""
    lang: Language | None = None
    direction: str = "inbound"


@dataclass(slots=True)
class Dialogue:
    """The lines of one call."""

    call: str
    lines: list[tuple[int, Spoken]] = field(default_factory=list)
    """(0-based index in the file, line)."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.description = "Run transcribed dialogues through everything that comes after transcription."
    parser.add_argument("dialogues", type=Path, metavar="DIALOGUES.jsonl", help="one utterance a line")
    parser.add_argument("--playbook", required=True, metavar="NAME|DIR", help="a playbook's name, or its directory")
    parser.add_argument("--out", required=True, type=Path, metavar="EVENTS.jsonl", help="the events, one a line")
    parser.add_argument("--facts", type=Path, metavar="FACTS.json",
                        help="{call: {product or subject: {term: value}}}, what holds beside the product table")


def run(args: argparse.Namespace) -> int:
    """Replays the dialogues.  Returns 0, or 2 with a sentence on standard error if an input can not be used."""
    try:
        playbook = load_playbook(find_playbook(args.playbook))
        dialogues = read_dialogues(args.dialogues)
        facts = read_facts(args.facts) if args.facts else {}
        with rare_collection():
            events, failures = _write(args.out, playbook, dialogues, facts)
    except (DialogueError, PlaybookError) as error:
        print(f"seatmate-server replay: {error}", file=sys.stderr)
        return 2
    lines = sum(len(dialogue.lines) for dialogue in dialogues)
    print(f"{len(dialogues)} calls, {lines} lines, {events} events -> {args.out}")
    if failures:
        print(f"seatmate-server replay: stages failed {failures} times; see the log, the events are incomplete",
              file=sys.stderr)
    return 1 if failures else 0


def read_dialogues(path: Path) -> list[Dialogue]:
    """The calls of a dialogue file, in the order of their first lines.

    Raises:
        DialogueError: the file can not be read, or a line of it is malformed; names file and line.
    """
    calls: dict[str, Dialogue] = {}
    decoder = msgspec.json.Decoder(Spoken)
    for index, text in enumerate(_lines_of(path)):
        if not text.strip():
            continue
        try:
            line = decoder.decode(text)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise DialogueError(
                f'{path}:{index + 1}: {error}; expected {{"call": "c1", "channel": "agent" or "customer", "start_ms": 0, '
                f'"end_ms": 1800, "text": "…"}} as one line of UTF-8 JSON') from None
        if not line.call or line.start_ms < 0 or line.end_ms < line.start_ms:
            raise DialogueError(f"{path}:{index + 1}: `call` must not be empty, and 0 <= start_ms <= end_ms")
        calls.setdefault(line.call, Dialogue(line.call)).lines.append((index, line))
    return list(calls.values())


def read_facts(path: Path) -> dict[str, dict[str, dict[str, str]]]:
    """What holds for each call beside the product table; numbers become their text.

    Raises:
        DialogueError: the file can not be read or has another shape.
    """
    try:
        raw = msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, dict[str, str | int | float | bool]]])
    except OSError as error:
        raise DialogueError(f"{path}: {error.strerror}; give a file that can be read") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DialogueError(f"{path}: {error}; expected {{call: {{product or subject: {{term: value}}}}}}") from None
    return {call: {subject: {term: str(value) for term, value in terms.items()} for subject, terms in subjects.items()}
            for call, subjects in raw.items()}


def replay(dialogue: Dialogue, playbook: Playbook, offer: dict[str, dict[str, str]]) -> tuple[list[dict[str, Any]], int]:
    """The event rows of one call, and how often a stage failed."""
    pipeline = Pipeline(playbook, call_facts(dialogue, playbook, offer))
    rows: list[dict[str, Any]] = []
    ticked_ms = 0
    last = dialogue.lines[0][0]
    for index, line in dialogue.lines:
        while ticked_ms + TICK_MS <= line.end_ms:
            # The steps of which none would give anything are left out.
            idle_ms = min(pipeline.next_ms - 1, line.end_ms - TICK_MS) - ticked_ms
            ticked_ms += TICK_MS * (1 + max(0, idle_ms) // TICK_MS)
            rows += [event_row(event, last) for event in pipeline.tick(ticked_ms)]
        heard = pipeline.hear(Utterance(
            id=utterance_id(line.channel, line.start_ms * SAMPLES_PER_MS), channel=line.channel,
            start_ms=line.start_ms, end_ms=line.end_ms, text=line.text, lang=line.lang or playbook.lang))
        rows += [event_row(event, index) for event in heard.events]
        last = index
    rows += [event_row(event, last) for event in pipeline.finish(dialogue.lines[-1][1].end_ms)]
    return rows, sum(pipeline.state().failures.values())


def call_facts(dialogue: Dialogue, playbook: Playbook, offer: dict[str, dict[str, str]]) -> CallFacts:
    """What is known of a replayed call: its first line that says so, the playbook's customer, and the facts given."""
    lines = [line for _, line in dialogue.lines]
    customer_id = next((line.customer_id for line in lines if line.customer_id), "")
    record = playbook.customers.get(customer_id)
    customer = {"name": record.name, "title": record.title, **record.fields} if record is not None else {}
    customer |= offer.get(_CUSTOMER, {})
    return CallFacts(call=dialogue.call, lang=next((line.lang for line in lines if line.lang), playbook.lang),
                     customer_id=customer_id, customer=customer, direction=lines[0].direction,
                     started_at=next((line.at for line in lines if line.at), ""),
                     offer={subject: terms for subject, terms in offer.items() if subject != _CUSTOMER})


def _write(out: Path, playbook: Playbook, dialogues: Iterable[Dialogue],
           facts: dict[str, dict[str, dict[str, str]]]) -> tuple[int, int]:
    """Writes the events beside the target and renames, so that a broken run leaves no half file.  Counts, failures."""
    encoder = msgspec.json.Encoder()
    partial = out.with_name(f".{out.name}.{os.getpid()}.part")
    events = failures = 0
    try:
        with partial.open("wb") as file:
            for dialogue in dialogues:
                rows, failed = replay(dialogue, playbook, facts.get(dialogue.call, {}))
                failures += failed
                events += len(rows)
                file.writelines(encoder.encode(row) + b"\n" for row in rows)
        partial.replace(out)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise DialogueError(f"{out}: {error.strerror}; choose a place that can be written") from None
    return events, failures


def _lines_of(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            first = file.readline()
            yield first.removeprefix(b"\xef\xbb\xbf")
            yield from file
    except OSError as error:
        raise DialogueError(f"{path}: {error.strerror}; give a file that can be read") from None
