"""What an author sees of questions that found nothing: of two calls at least, redacted, of this playbook, and recorded."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from protocol.authoring import NearMisses, NearMissesQuery
from protocol.call import CustomerRecord
from protocol.message import CallEvent
from server.authoring import asked_in_vain as module
from server.authoring.asked_in_vain import asked_in_vain
from server.authoring.desk import AuthoringDesk
from server.authoring.errors import NothingThere
from server.learning.harvest import harvest_waiting
from server.storage.calls import CallRecords
from server.storage.database import Database, rows
from server.storage.state import StateDirectory
from tests.server.authoring.test_desk import ANNA
from tests.server.learning.calls import NOW, StoredCalls, intent, line, offered

FEE, AGAIN = "外币账户要收管理费吗", "外币账户的管理费怎么收"
WHO = "anna (trainer)"


@pytest.fixture
def stored(database: Database) -> StoredCalls:
    return StoredCalls(CallRecords(database))


def asked(text: str, name: str = "account_inquiry") -> tuple[CallEvent, ...]:
    return line(1, text), intent(1, name)


def found(database: Database, days: int = 30) -> NearMisses:
    return asked_in_vain(database, WHO, "zh", days, NOW)


def test_the_group_of_most_calls_first(stored: StoredCalls, database: Database) -> None:
    for text in (FEE, AGAIN, "外币账户管理费每年多少"):
        stored.add(*asked(text))
    for text in ("理财夜市几点开始", "夜市理财几点开"):
        stored.add(*asked(text, "other"))
    stored.add(line(1, "利率是多少"), intent(1), offered(1))
    answer = found(database)
    assert (answer.playbook, answer.days, answer.calls) == ("zh", 30, 6)
    first, second = answer.groups
    assert (first.calls, first.questions, first.intent, len(first.examples)) == (3, 3, "account_inquiry", 2) and "外币" in first.words
    assert (second.calls, second.intent) == (2, ""), "no intent is chosen where none was recognised"


def test_one_call_is_never_shown(stored: StoredCalls, database: Database) -> None:
    stored.add(line(1, FEE), intent(1, "account_inquiry"), line(9, AGAIN), intent(9, "account_inquiry"))
    assert (found(database).groups, found(database).calls) == ((), 1)
    stored.add(*asked(FEE))
    assert [group.calls for group in found(database).groups] == [2]


def test_no_figure_and_no_name(stored: StoredCalls, database: Database) -> None:
    for text in ("替周明远问外币账户3000美元管理费多少", "我是王小红，外币账户2000美元管理费多少"):
        stored.add(CustomerRecord(call="", customer_id="T1", name="周明远"), *asked(text))
    (group,) = found(database).groups
    shown = " ".join((group.question, *group.examples, *group.words))
    assert "管理费" in shown and "#" in shown and "***" in shown
    assert not any(word in shown for word in ("周明远", "王小红", "3000", "2000"))


def test_neither_another_playbook_nor_live_nor_practice_nor_old_calls(stored: StoredCalls, database: Database) -> None:
    stored.add(*asked(FEE))
    stored.add(*asked(AGAIN), playbook="house")
    stored.add(*asked(AGAIN), ended=False)
    stored.add(*asked(AGAIN), training=True)
    stored.add(*asked(AGAIN), days_ago=40)
    assert (found(database).groups, found(database).calls) == ((), 1)
    assert [group.calls for group in found(database, 50).groups] == [2]
    assert (found(database, -5).days, found(database, 10**9).days) == (1, module.MOST_DAYS)


def test_the_work_is_bounded_and_says_how_far_it_went(stored: StoredCalls, database: Database,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    for days_ago, text in ((4, "理财夜市几点开始"), (3, FEE), (1, AGAIN)):
        stored.add(*asked(text), days_ago=days_ago)
    stored.add(line(1, "利率是多少"), intent(1), offered(1), days_ago=2)
    harvest_waiting(CallRecords(database))
    monkeypatch.setattr(module, "MOST_READ", 2)
    assert found(database).calls == 3, "a call whose count says that all was answered is not read, and costs nothing"
    monkeypatch.setattr(module, "MOST_CALLS", 2)
    assert (found(database).calls, found(database).groups) == (2, ())
    monkeypatch.undo()
    monkeypatch.setattr(module, "MOST_GROUPS", 0)
    assert found(database).groups == ()


def test_a_call_that_can_not_be_read_is_passed_over(stored: StoredCalls, database: Database) -> None:
    broken, *_ = [stored.add(*asked(text)) for text in ("外币账户管理费多少呢", FEE, AGAIN)]
    database.work(lambda db: db.execute("UPDATE inputs SET body = x'00' WHERE call = ?", [broken]))
    stored.records.forget_key(broken)
    assert [group.calls for group in found(database).groups] == [2]


def test_the_desk_answers_and_the_reading_is_recorded(state: StateDirectory, stored: StoredCalls, database: Database) -> None:
    an_hour_ago = (NOW - datetime.now(UTC)).total_seconds() / 86_400 + 1 / 24
    for text in (FEE, AGAIN):
        stored.add(*asked(text), days_ago=an_hour_ago)
    desk = AuthoringDesk(state, database, ())
    try:
        answer = desk.answer(ANNA, NearMissesQuery(playbook="zh", days=7))
        with pytest.raises(NothingThere):
            desk.answer(ANNA, NearMissesQuery(playbook="../zh"))
    finally:
        desk._worker.shutdown()
    assert isinstance(answer, NearMisses) and [group.calls for group in answer.groups] == [2]
    noted = database.read(lambda db: rows(db, "SELECT actor, detail FROM audit WHERE action = 'playbook.near_misses'"))
    assert noted == [{"actor": WHO, "detail": '{"calls": "2", "days": "7", "playbook": "zh"}'}]
