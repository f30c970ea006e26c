"""What moved: more than five points, more than chance, or too few to tell; and the running server's own look at it."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from server.calls.health import Health, seen_by
from server.learning import drift, periods
from server.learning.errors import PeriodInvalid
from server.learning.harvest import harvest_waiting
from server.learning.watch import BEFORE_DAYS, DRIFT, NOW_DAYS, LearningWatch, span
from server.storage.outcomes import OutcomeRecords
from tests.server.learning.calls import NOW, StoredCalls, intent, line


def judged(stored: StoredCalls) -> dict[str, str]:
    harvest_waiting(stored.records)
    records = OutcomeRecords(stored.records.database)
    found = drift.report(span(records, periods.last_days(BEFORE_DAYS, NOW, before_days=NOW_DAYS)),
                         span(records, periods.last_days(NOW_DAYS, NOW)))
    return {row["measure"]: row["state"] for row in found["measures"]}


def test_an_empty_database_tells_nothing(stored: StoredCalls) -> None:
    assert set(judged(stored).values()) == {"too_few"}
    assert "too few cases to tell" in drift.lines(drift.report(drift.Span([], []), drift.Span([], [])))[-1]


async def test_a_fall_is_seen_by_the_server_and_ends_with_it(stored: StoredCalls, caplog: pytest.LogCaptureFixture) -> None:
    stored.earlier(taken=True, count=45)
    stored.earlier(taken=False, count=15)
    stored.suggested(taken=True, count=15)
    stored.suggested(taken=False, count=45)
    assert judged(stored)["suggestions taken"] == "drift"
    health = Health()
    clock = [NOW]
    watch = LearningWatch(stored.records, health, lambda: clock[0])
    with caplog.at_level(logging.WARNING):
        await watch.look()
    assert health.codes == (DRIFT,) and "suggestions taken" in caplog.text
    assert seen_by(health.codes, "administrator") == (DRIFT,) and seen_by(health.codes, "agent") == ()
    clock[0] = NOW + timedelta(days=90)
    await watch.look()
    assert health.codes == ()


def test_within_five_points_is_steady(stored: StoredCalls) -> None:
    stored.earlier(taken=True, count=30)
    stored.earlier(taken=False, count=30)
    stored.suggested(taken=True, count=31)
    stored.suggested(taken=False, count=29)
    assert judged(stored)["suggestions taken"] == "steady"


def test_lines_without_an_intent_drift_too(stored: StoredCalls) -> None:
    for place in range(60):
        stored.add(line(1, "我想问贷款利率"), intent(1), days_ago=20)
        stored.add(line(1, "我想问一个东西"), intent(1, "other" if place % 2 else "rate_fee"))
    found = judged(stored)
    assert found["lines without an intent"] == "drift" and found["alerts heeded"] == "too_few"


async def test_a_call_that_ends_is_taken_in(stored: StoredCalls) -> None:
    name = stored.add(line(1, "利率是多少"), intent(1))
    await LearningWatch(stored.records, Health(), lambda: NOW).call_over(name)
    assert OutcomeRecords(stored.records.database).waiting() == []


async def test_a_database_that_fails_stops_nothing(stored: StoredCalls, caplog: pytest.LogCaptureFixture) -> None:
    stored.records.database.work(lambda db: db.execute("DROP TABLE outcomes"))
    health = Health()
    with caplog.at_level(logging.WARNING):
        await LearningWatch(stored.records, health, lambda: NOW).look()
    assert health.codes == () and "is behind" in caplog.text


def test_a_clock_that_was_set_back_hides_calls_of_the_future(stored: StoredCalls) -> None:
    stored.suggested(taken=True, count=2, days_ago=-3)
    stored.suggested(taken=True, count=1)
    harvest_waiting(stored.records)
    records = OutcomeRecords(stored.records.database)
    assert len(records.calls(*periods.of_days(None, None, NOW).texts)) == 1
    assert len(records.calls(*periods.of_days(None, None, NOW + timedelta(days=4)).texts)) == 3


def test_periods() -> None:
    found = periods.of_days("2026-11-01", "2026-11-02", NOW)
    assert (found.until - found.since).days == 2 and str(found) == "2026-11-01 to 2026-11-02"
    assert str(periods.of_days(None, None, NOW)) == "the beginning to 2026-11-20"
    for since, until in (("2026-11-05", "2026-11-01"), ("2027-01-01", None), ("yesterday", None)):
        with pytest.raises(PeriodInvalid):
            periods.of_days(since, until, NOW)
