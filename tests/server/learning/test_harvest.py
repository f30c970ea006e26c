"""Ended calls become rows without words: once, whole, and never from practice."""

from __future__ import annotations

from server.learning.harvest import harvest, harvest_waiting
from server.storage.outcomes import OutcomeRecords
from tests.server.learning.calls import StoredCalls, blocked, did, gone, intent, line, offered, warned

EVER = ("1970", "2100")


def test_a_call_becomes_rows(stored: StoredCalls) -> None:
    stored.add(line(1, "利率是多少"), intent(1), offered(1), blocked(), line(2, "嗯嗯"), intent(2, "other"),
               line(3, "你们那个积木怎么拼"), intent(3, "other"), gone(3, "topic"), warned(),
               feedback=[did("painted", lag_ms=90.0), did("accepted", note="0")])
    assert harvest_waiting(stored.records) == 1 and harvest_waiting(stored.records) == 0
    records = OutcomeRecords(stored.records.database)
    (call,) = records.calls(*EVER)
    assert (call.lines, call.unknown, call.misses, call.blocked, call.playbook_version) == (2, 1, 1, 1, "1")
    assert [(item.kind, item.outcome, item.lag_ms) for item in records.items(*EVER)] == [
        ("alert", "unseen", None), ("suggestion", "used", 90.0)]


def test_again_gives_the_same_rows(stored: StoredCalls) -> None:
    name = stored.add(line(1, "利率是多少"), intent(1), offered(1), feedback=[did("painted")])
    records = OutcomeRecords(stored.records.database)
    assert harvest(stored.records, name)
    first = records.items(*EVER)
    assert harvest(stored.records, name) and records.items(*EVER) == first != []


def test_live_calls_practice_and_unknown_ones_are_left_alone(stored: StoredCalls) -> None:
    live = stored.add(line(1, "利率是多少"), intent(1), offered(1), ended=False)
    stored.add(line(1, "利率是多少"), intent(1), offered(1), training=True)
    assert harvest_waiting(stored.records) == 0
    assert not harvest(stored.records, live) and not harvest(stored.records, "nobody")


def test_a_call_without_anything_counts_as_a_call(stored: StoredCalls) -> None:
    stored.add()
    assert harvest_waiting(stored.records) == 1
    records = OutcomeRecords(stored.records.database)
    assert [call.lines for call in records.calls(*EVER)] == [0] and records.items(*EVER) == []


def test_a_damaged_call_is_passed_over(stored: StoredCalls) -> None:
    broken = stored.add(line(1, "利率是多少"), intent(1))
    stored.add(line(1, "利率是多少"), intent(1))
    stored.records.database.work(lambda db: db.execute("UPDATE inputs SET body = x'00' WHERE call = ?", [broken]))
    stored.records.forget_key(broken)
    assert harvest_waiting(stored.records) == 1


def test_rows_go_with_their_call(stored: StoredCalls) -> None:
    name = stored.add(offered(1), feedback=[did("painted")])
    harvest_waiting(stored.records)

    def erase(db: object) -> None:
        for table in ("utterances", "inputs", "events", "feedback", "channels"):
            db.execute(f"DELETE FROM {table} WHERE call = ?", [name])  # type: ignore[attr-defined]
        db.execute("DELETE FROM calls WHERE id = ?", [name])  # type: ignore[attr-defined]
    stored.records.database.work(erase)
    assert OutcomeRecords(stored.records.database).items(*EVER) == []
