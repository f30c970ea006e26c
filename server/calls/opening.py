"""How a call comes to stand on the server: newly opened, or rebuilt from what is stored.

In: `CallStart` and the client it came from.  Out: an `OpenedCall`.  Next: `session`.

A rebuilt pipeline is given again, in order, everything it was given before; the events that follow are thrown away,
because they are stored already under their old numbers.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from protocol.call import CallStart, CustomerField, CustomerRecord
from protocol.dialling import DialCheck
from protocol.message import CHANNELS, SAMPLES_PER_MS, CallEvent, Channel
from protocol.training import Assistance
from server.clients import Client
from server.content.playbook import CustomerData, Playbook
from server.customers.fields import FIELDS
from server.customers.views import MASK
from server.customers.whereabouts import Whereabouts
from server.errors import CallRefused
from server.privacy.consent import Standing
from server.storage import contacts
from server.storage.audit import now_text
from server.storage.calls import CallRow, Input, Step, StoredCall
from server.storage.gates import GateRecords, OpenGate

from .consent_lines import of_ledger
from .known_customer import KnownCustomer
from .number_check import local
from .parts import CallParts
from .pipeline import Pipeline
from .recording import Recording
from .said_before import expected_names
from .utterance import CallFacts

log = logging.getLogger(__name__)

PLAYBOOK_SOURCE = "playbook"
"""Source of the fictional customers that come with a playbook."""
CALL_ID_LENGTH = 64


@dataclass(frozen=True)
class OpenedCall:
    """A call ready to be worked on."""

    row: CallRow
    pipeline: Pipeline
    recording: Recording
    positions: dict[Channel, int]
    """Channel -> first sample (16 kHz) that is not committed."""
    last_seq: int
    """Number of its last event."""
    utterances: set[str]
    """Ids of its finals."""
    heard_ms: int
    """Call time up to which it was committed."""
    names: tuple[str, ...] = ()
    """What will probably be said: products, the customer's name, the house's own."""
    gates: tuple[OpenGate, ...] = ()
    """Risky operations that waited for a second person when it was rebuilt."""
    owed: Step | None = None
    """What fell due between its last commit and now."""
    practice: tuple[Input, ...] = ()
    """Of a training call: what its simulated customer was given so far, and everything that was said."""
    assistance: Assistance = "shown"
    """How much help is on the agent's screen; less than all of it only in a training call."""


def new_row(start: CallStart, client: Client, playbook: Playbook, experiment: str = "", arm: str = "") -> CallRow:
    """The row of a call that begins now; `arm` of an experiment that it was drawn for.

    Raises:
        CallRefused: the id is no id.
    """
    if not start.call or len(start.call) > CALL_ID_LENGTH or not start.call.replace("-", "").isalnum():
        raise CallRefused("the id of a call is a UUID in hexadecimal; update the workstation's program",
                          code="call.malformed")
    return CallRow(id=start.call, workstation=client.workstation, user=client.user, lang=start.lang,
                   customer_id=start.customer_id, direction=start.direction, started_at=start.started_at,
                   opened_at=now_text(), training=start.training, playbook=playbook.id,
                   playbook_version=playbook.version, experiment=experiment, arm=arm)


def open_new(row: CallRow, playbook: Playbook, parts: CallParts, phone: str = "") -> OpenedCall:
    """Store a new call with its first events: the customer's record, earlier refusals, and what is due from the start.

    Args:
        phone: the other side's number as the telephone gives it; it is not stored.

    Raises:
        StorageError: it could not be stored, so it does not begin.
    """
    parts.records.open(row)
    pipeline = parts.make_pipeline(playbook, facts_of(row, playbook))
    history = history_of(row, playbook, parts)
    for given in history:
        repeat_input(pipeline, given)
        _count_placed(row, playbook, parts, given)
    first_tick = Input(kind="tick", at_ms=0)
    events: list[CallEvent] = []
    customer = playbook.customers.get(row.customer_id)
    if customer is not None:
        events.append(customer_record(row.id, customer))
    # a scenario's customer has decided nothing, though a real one may have the same id
    asked = parts.ledger is not None and not row.training
    ledger = of_ledger(parts.ledger.of_person(phone, row.customer_id)) if asked and parts.ledger is not None else []
    for given in ledger:
        events.extend(repeat_input(pipeline, given))
    place = _place_of(row, phone, parts)
    for given in place:
        events.extend(repeat_input(pipeline, given))
    opening = repeat_input(pipeline, first_tick)
    events.extend(opening)
    numbered = [msgspec.structs.replace(event, call=row.id, seq=seq) for seq, event in enumerate(events, 1)]
    inputs = [*history, *ledger, *place, *([first_tick] if opening else [])]
    audited = _despite_block(row, phone, parts)
    if numbered or inputs or audited:
        parts.records.commit(row.id, Step(inputs=inputs, events=numbered, audited=audited))
    return OpenedCall(row, pipeline, Recording(parts.settings.pause_limit_ms), dict.fromkeys(CHANNELS, 0),
                      len(numbered), set(), 0, expected_names(playbook, row.customer_id))


def reopen(stored: StoredCall, playbook: Playbook, parts: CallParts) -> OpenedCall:
    """Rebuild a stored call's state."""
    row = stored.row
    if (row.playbook, row.playbook_version) != (playbook.id, playbook.version):
        log.warning("call %s goes on with playbook %s %s instead of %s %s", row.id, playbook.id, playbook.version,
                    row.playbook, row.playbook_version)
    pipeline = parts.make_pipeline(playbook, facts_of(row, playbook))
    heard: set[str] = set()
    for given in stored.inputs:
        repeat_input(pipeline, given)
        if given.utterance is not None:
            heard.add(given.utterance.id)
    recording = Recording(parts.settings.pause_limit_ms)
    recording.restore(parts.records.events_after(row.id, 0))
    positions: dict[Channel, int] = {channel: stored.positions.get(channel, 0) for channel in CHANNELS}
    heard_ms = max([max(positions.values()) // SAMPLES_PER_MS, *(given.at_ms for given in stored.inputs)])
    tick = Input(kind="tick", at_ms=heard_ms)
    due = repeat_input(pipeline, tick)
    return OpenedCall(row, pipeline, recording, positions, stored.last_seq, heard, heard_ms,
                      expected_names(playbook, row.customer_id), tuple(GateRecords(parts.records.database).waiting(row.id)),
                      Step(inputs=[tick], events=list(due)) if due else None,
                      practice=tuple(given for given in stored.inputs if row.training
                                     and given.kind in ("practice", "utterance")))


def _place_of(row: CallRow, phone: str, parts: CallParts) -> list[Input]:
    """Where the customer of a call that the house makes may be: an input, because tables change."""
    if parts.numbers is None or row.direction != "outbound" or row.training:
        return []
    where = parts.numbers.where(phone, row.customer_id)
    return [Input(kind="place", text=msgspec.json.encode(where).decode())] if where.zones else []


def _despite_block(row: CallRow, phone: str, parts: CallParts) -> list[tuple[str, str, dict[str, str]]]:
    """For the audit trail: a call that was blocked and is there all the same, from a dialler or an older client."""
    if parts.numbers is None or row.direction != "outbound" or row.training or not phone:
        return []
    answer = parts.numbers.check(DialCheck(phone=phone, lang=row.lang), row.opened_at, row.user)
    if answer.released_by:
        return [(row.user, "dial.released", {"call": row.id, "by": answer.released_by})]
    return [(row.user, "dial.despite_block", {"call": row.id})] if answer.blocked else []


def history_of(row: CallRow, playbook: Playbook, parts: CallParts) -> list[Input]:
    """What rules that count calls to one number have counted before: an input, because a rebuilt call must not count anew."""
    periods_h = {rule.id: rule.period_hours for rule in playbook.rules.values() if rule.period_hours is not None}
    counted = contacts.earlier(parts.records.database, row.number_mark, periods_h, row.opened_at or now_text())
    return [Input(kind="history", text=msgspec.json.encode(counted).decode())] if counted else []


def _count_placed(row: CallRow, playbook: Playbook, parts: CallParts, history: Input) -> None:
    """A call that is placed to somebody who was called about the same before counts, whether or not anybody answers."""
    counted = msgspec.json.decode(history.text, type=dict[str, int])
    placed = [rule for rule in counted if playbook.rules[rule].counts == "calls"] if row.direction == "outbound" else []
    if placed:
        parts.records.database.work(lambda db: contacts.note(db, parts.records.database.master, row.id, placed))


def repeat_input(pipeline: Pipeline, given: Input) -> Sequence[CallEvent]:
    """Give the pipeline one input, live or again; the events that follow."""
    if given.kind == "utterance" and given.utterance is not None:
        return pipeline.hear(given.utterance, drafting=given.drafting).events
    if given.kind == "written" and given.written is not None:
        return pipeline.written(given.written, given.at_ms)
    if given.kind == "practice":
        # the simulated customer's; no stage of the pipeline knows of it
        return ()
    if given.kind == "acknowledge":
        return pipeline.acknowledge(given.text, given.at_ms)
    if given.kind == "ask":
        return pipeline.ask(given.text, given.at_ms)
    if given.kind == "card":
        return pipeline.card(given.text, given.field, given.value, given.at_ms)
    if given.kind == "dismiss":
        pipeline.dismiss(given.text)
        return ()
    if given.kind == "history":
        pipeline.history(msgspec.json.decode(given.text, type=dict[str, int]))
        return ()
    if given.kind == "ticked":
        return pipeline.tick_by_hand(given.text, given.at_ms)
    if given.kind == "gate":
        return pipeline.decide(given.text, approved=given.approved, at_ms=given.at_ms, by=given.by,
                               why="answered" if given.by else "timeout")
    if given.kind == "customer":
        known = msgspec.json.decode(given.text, type=KnownCustomer)
        if known.facts is not None:
            pipeline.know(known.seen.customer_id, known.facts, {
                one.key: " ".join(part for part in (one.source, one.verified) if part) for one in known.seen.fields})
        placed = pipeline.place(known.where, given.at_ms) if known.where is not None else ()
        return [msgspec.structs.replace(known.seen, at_ms=given.at_ms), *pipeline.ledger(known.consents, given.at_ms), *placed]
    if given.kind == "consent":
        return pipeline.choose(given.text, agrees=given.approved, at_ms=given.at_ms)  # type: ignore[arg-type]
    if given.kind == "place":
        return pipeline.place(msgspec.json.decode(given.text, type=Whereabouts), given.at_ms)
    if given.kind == "ledger":
        return pipeline.ledger(msgspec.json.decode(given.text, type=tuple[Standing, ...]), given.at_ms)
    if given.kind == "finish":
        return pipeline.finish(given.at_ms)
    return pipeline.tick(given.at_ms)


def facts_of(row: CallRow, playbook: Playbook) -> CallFacts:
    """What is known of a call beside its words."""
    customer = playbook.customers.get(row.customer_id)
    record = {} if customer is None else {"name": customer.name, "title": customer.title, **customer.fields}
    return CallFacts(call=row.id, lang=row.lang, customer_id=row.customer_id, customer=record,
                     direction=row.direction, started_at=local(row.opened_at), training=row.training)


def customer_record(call: str, customer: CustomerData) -> CustomerRecord:
    """What the agent sees of the customer: private fields masked."""
    kinds = {kind.key: kind.group for kind in FIELDS}
    fields = tuple(
        CustomerField(key=key, label=customer.labels.get(key, key), value=MASK if key in customer.private else value,
                      verified=customer.verified, source=PLAYBOOK_SOURCE, group=kinds.get(key, ""))
        for key, value in customer.fields.items())
    return CustomerRecord(call=call, customer_id=customer.id, name=customer.name, fields=fields)
