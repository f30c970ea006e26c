"""Rows of many steps go into the tables in few statements, and are read as if each step had been written alone."""

from __future__ import annotations

import pytest

from protocol.call import RecordingState
from server.calls.utterance import Utterance
from server.storage.calls import CallRecords, Input, Said, Step
from server.storage.errors import UnknownRecord
from tests.server.storage.conftest import CALLS


def step(call: str, first_seq: int, events: int, inputs: int) -> Step:
    """Words, so many events and inputs, and a position; all of them say whose they are."""
    start = first_seq + 10 * events
    said = Said(Utterance(f"agent-{start}", "agent", 0, 100, f"words of {call}", "en"), start, start + 1600)
    return Step(said=said, inputs=[Input(kind="ask", at_ms=at, text=call) for at in range(inputs)],
                events=[RecordingState(call=call, paused=True, reason=call, seq=first_seq + more) for more in range(events)],
                positions={"agent": first_seq * 1600, "customer": 0})


def test_what_is_written_together_is_read_call_by_call_in_its_order(records: CallRecords) -> None:
    assert records.commit_all([(call, step(call, 1, index % 4, index % 3)) for index, call in enumerate(CALLS)]) == [None] * 45
    assert records.commit_all([(call, step(call, index % 4 + 1, 2, 1)) for index, call in enumerate(CALLS)]) == [None] * 45
    for index, call in enumerate(CALLS):
        stored = records.load(call)
        assert stored is not None and stored.last_seq == index % 4 + 2
        assert stored.positions == {"agent": max(1, index % 4 + 1) * 1600, "customer": 0}
        assert [given.at_ms for given in stored.inputs] == [*range(index % 3), 0]
        assert {given.text for given in stored.inputs} == {call}
        assert [event.seq for event in records.events_after(call, 0)] == list(range(1, index % 4 + 3))
        assert all(isinstance(event, RecordingState) and event.reason == call for event in records.events_after(call, 0))
        assert {said.utterance.text for said in records.utterances(call)} == {f"words of {call}"}


def test_many_steps_take_few_statements(records: CallRecords) -> None:
    seen: list[str] = []
    records.database.work(lambda db: db.conn.set_trace_callback(seen.append))
    records.commit_all([(call, step(call, 1, 3, 1)) for call in CALLS])
    records.database.work(lambda db: db.conn.set_trace_callback(None))
    assert 0 < sum("INTO events" in one for one in seen) <= 10
    assert 0 < len([one for one in seen if one.startswith("INSERT")]) <= 30


def test_a_call_that_is_not_there_is_refused_with_the_others_unwritten(records: CallRecords) -> None:
    with pytest.raises(UnknownRecord):
        records.commit_all([(CALLS[0], step(CALLS[0], 1, 1, 1)), ("nobody", step("nobody", 1, 1, 1))])
    assert records.events_after(CALLS[0], 0) == [] and records.utterances(CALLS[0]) == []


def test_a_step_that_is_stored_already_is_refused_alone(records: CallRecords) -> None:
    records.commit(CALLS[7], step(CALLS[7], 1, 1, 1))
    outcomes = records.commit_all([(call, step(call, 1, 1, 1)) for call in CALLS])
    assert [call for call, outcome in zip(CALLS, outcomes, strict=True) if outcome is not None] == [CALLS[7]]
    assert all(records.load(call) is not None and len(records.utterances(call)) == 1 for call in CALLS)
