"""A call's consents on their way into storage and back: entries as inputs, changes as lines of the ledger and the audit trail.

In: what the agent entered, what stood on the ledger, the events of `consent`.  Out: inputs of the pipeline, `Consent` lines.
Pure.  Next: `session` writes them with the step that caused them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from protocol.consent import DECIDING, ConsentChoice, ConsentState
from protocol.message import CallEvent
from server.privacy.consent import Standing
from server.storage.calls import Input
from server.storage.consents import Consent

from .utterance import Utterance


def of_choice(message: ConsentChoice, at_ms: int) -> Input:
    """The agent's entry as an input of the pipeline."""
    return Input(kind="consent", at_ms=at_ms, text=message.purpose, approved=message.agrees)


def of_ledger(ledger: Sequence[Standing]) -> list[Input]:
    """What was decided before, as an input: a rebuilt call must not read a ledger that has gone on since."""
    return [Input(kind="ledger", text=msgspec.json.encode(ledger).decode())] if ledger else []


def ledger_lines(call: str, events: Iterable[CallEvent], said: Utterance | None, at: str) -> list[Consent]:
    """What goes into the ledger of these events; `said` is the line that caused them, masked."""
    lines = []
    for event in events:
        if not isinstance(event, ConsentState) or event.how == "ledger" or event.state == "waiting":
            continue
        quoted = said is not None and event.how == "said" and event.utterance == said.id
        lines.append(Consent(purpose=event.purpose, state=event.state, at=at, how=event.how, call=call,
                             utterance=said.id if said is not None and quoted else "",
                             quote=said.text if said is not None and quoted else ""))
    return lines


def consent_audit(call: str, agent: str, lines: Iterable[Consent]) -> list[tuple[str, str, dict[str, str]]]:
    """What the audit trail holds of decisions: (actor, action, detail)."""
    return [(agent, f"consent.{line.state}", {"call": call, "purpose": line.purpose, "how": line.how})
            for line in lines if line.state in DECIDING]
