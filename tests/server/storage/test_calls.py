"""Stored calls: whole steps only, each final once, words unreadable in the file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from protocol.assist import Feedback
from protocol.transcript import Final, Gap
from server.calls.utterance import Utterance, VoiceMeasures
from server.storage.calls import CallRecords, CallRow, Input, Said, Step, StoredTwice
from server.storage.database import open_database
from server.storage.errors import StorageDamaged, UnknownRecord
from server.storage.state import StateDirectory

SECRET = "利息太高了"


@pytest.fixture
def records(state: StateDirectory) -> Iterator[CallRecords]:
    database = open_database(state)
    records = CallRecords(database)
    records.open(CallRow(id="c1", workstation="ws", user="anna", lang="zh", customer_id="T1"))
    yield records
    database.close()


def said(start: int, text: str = SECRET) -> Said:
    return Said(Utterance(f"customer-{start}", "customer", start // 16, start // 16 + 500, text, "zh", 0.5,
                          VoiceMeasures(-20.0, 180.0, 4.0, 5.0)), start, start + 8000)


def final(seq: int, start: int, text: str = SECRET) -> Final:
    return Final(call="c1", seq=seq, utterance=f"customer-{start}", channel="customer", start_ms=0, end_ms=1, text=text)


def step(seq: int, start: int) -> Step:
    one = said(start)
    return Step(said=one, inputs=[Input(kind="utterance", utterance=one.utterance)], events=[final(seq, start)],
                positions={"customer": start + 8000})


def test_what_was_committed_comes_back(records: CallRecords) -> None:
    records.commit("c1", step(1, 0))
    records.commit("c1", Step(inputs=[Input(kind="ask", at_ms=7, text="fee")],
                              events=[Gap(call="c1", seq=2, channel="agent", start_ms=1, end_ms=2)],
                              positions={"agent": 1600}))
    stored = records.load("c1")
    assert stored is not None and stored.row.user == "anna" and stored.row.state == "live"
    assert stored.positions == {"customer": 8000, "agent": 1600} and (stored.last_seq, stored.finals) == (2, 1)
    assert [given.kind for given in stored.inputs] == ["utterance", "ask"]
    assert stored.inputs[0].utterance == said(0).utterance
    assert records.events_after("c1", 0) == [final(1, 0), Gap(call="c1", seq=2, channel="agent", start_ms=1, end_ms=2)]
    assert records.events_after("c1", 1)[0].seq == 2 and records.events_after("c1", 0, limit=1)[0].seq == 1
    assert records.utterances("c1") == [said(0)]


def test_a_final_is_stored_once_and_the_second_step_leaves_no_trace(records: CallRecords) -> None:
    records.commit("c1", step(1, 0))
    with pytest.raises(StoredTwice):
        records.commit("c1", Step(said=said(0, "anders"), events=[final(2, 0)], positions={"customer": 99_999}))
    with pytest.raises(StoredTwice):
        records.commit("c1", Step(events=[final(1, 8000)]))
    stored = records.load("c1")
    assert stored is not None and stored.positions == {"customer": 8000} and stored.last_seq == 1


def test_positions_never_go_back(records: CallRecords) -> None:
    records.commit("c1", Step(positions={"customer": 5000}))
    records.commit("c1", Step(positions={"customer": 3000}))
    stored = records.load("c1")
    assert stored is not None and stored.positions == {"customer": 5000}


def test_words_are_not_readable_in_the_files(records: CallRecords, state: StateDirectory) -> None:
    records.commit("c1", step(1, 0))
    records.commit("c1", Step(feedback=[Feedback(call="c1", item="x", kind="alert", action="disputed", note=SECRET)],
                              inputs=[Input(kind="ask", text=SECRET)]))
    assert records.feedback("c1")[0]["note"] == SECRET
    for file in state.path.iterdir():
        assert SECRET.encode() not in file.read_bytes()


def test_a_row_moved_to_another_call_is_refused(records: CallRecords) -> None:
    records.open(CallRow(id="c2", workstation="ws", user="anna", lang="zh"))
    records.commit("c1", step(1, 0))
    records.database.work(lambda db: db.execute("UPDATE events SET call = 'c2'"))
    with pytest.raises(StorageDamaged):
        records.events_after("c2", 0)


def test_unknown_calls(records: CallRecords) -> None:
    assert records.load("nope") is None
    with pytest.raises(UnknownRecord):
        records.events_after("nope", 0)
    with pytest.raises(UnknownRecord):
        records.commit("nope", Step(positions={"agent": 1}))


def test_a_restart_reads_what_the_last_run_wrote(records: CallRecords, state: StateDirectory) -> None:
    records.commit("c1", step(1, 0))
    again = open_database(state)
    assert CallRecords(again).events_after("c1", 0) == [final(1, 0)]
    again.close()


def test_calls_left_behind_are_closed(records: CallRecords) -> None:
    records.open(CallRow(id="c2", workstation="ws", user="anna", lang="zh"))
    assert records.interrupt_all_but(["c2"]) == 1
    assert {row["id"]: row["state"] for row in records.list()} == {"c1": "interrupted", "c2": "live"}
    records.commit("c2", Step(state="ended"))
    assert records.interrupt_all_but([]) == 0
