"""A stored call with alerts, a decision and what the agent did, and the playbook it was heard with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from protocol.assist import Alert, Feedback, Gate
from protocol.transcript import Final
from server.calls.utterance import Utterance
from server.storage.calls import CallRecords, CallRow, Input, Said, Step
from server.storage.database import Database, open_database
from server.storage.state import StateDirectory

CALL = "c1"


@pytest.fixture
def database(state: StateDirectory) -> Iterator[Database]:
    database = open_database(state)
    yield database
    database.close()


@pytest.fixture
def records(database: Database) -> CallRecords:
    """One closed call of three utterances."""
    records = CallRecords(database)
    store_call(records, CALL, ("agent", "hello"), ("agent", "there is no risk at all"), ("customer", "card ****"))
    return records


def store_call(records: CallRecords, call: str, *lines: tuple[str, str], lang: str = "en", alert_on: str = "no risk",
               opened_at: str = "") -> None:
    """Store a call as a session would: every line a final, an alert for the words `alert_on`, its end."""
    records.open(CallRow(id=call, workstation="w", user="anna", lang=lang, playbook="test_book",  # type: ignore[arg-type]
                         playbook_version="1", customer_id="T1", opened_at=opened_at))
    seq = 0
    for place, (channel, text) in enumerate(lines):
        end_ms = 2_000 * (place + 1)
        said = Utterance(f"{channel}-{place * 32_000}", channel, end_ms - 1_000, end_ms, text, lang)  # type: ignore[arg-type]
        seq += 1
        events: list[Final | Alert | Gate] = [Final(
            call=call, seq=seq, at_ms=end_ms, utterance=said.id, channel=said.channel, start_ms=said.start_ms,
            end_ms=end_ms, text=text)]
        if alert_on in text:
            seq += 1
            events.append(Alert(call=call, seq=seq, at_ms=end_ms, id=f"no_risk:{place}", category="no_risk", severity="stop",
                                rule="no_risk", rule_version="1", utterance=said.id, quote=alert_on))
        records.commit(call, Step(said=Said(said, place * 32_000, place * 32_000 + 16_000), events=list(events),
                                  inputs=[Input(kind="utterance", at_ms=end_ms, utterance=said)]))
    records.commit(call, Step(state="ended", feedback=[
        Feedback(call=call, item="no_risk:1", kind="alert", action="painted", at_ms=4_120, lag_ms=120.0),
        Feedback(call=call, item="no_risk:1", kind="alert", action="disputed", at_ms=6_000, note="it was a quotation")]))
