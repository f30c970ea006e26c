"""Who may do what with which call: a table written by hand against the decision, each attempt in the audit trail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from server.calls.feed import LiveCall
from server.storage.audit import verify
from server.storage.database import Database, open_database
from server.storage.errors import StorageBusy
from server.storage.grants import GrantRecords
from server.storage.people import People, User
from server.storage.state import StateDirectory
from server.supervision import grants
from server.supervision.grants import Rights, Wish
from server.supervision.rights import Action
from tests.server.supervision.conftest import StandInCall

LETTERS: dict[str, Action] = {"w": "watch", "l": "listen", "h": "whisper", "b": "barge", "t": "takeover", "n": "note",
                              "m": "bookmark", "c": "coach", "x": "transfer"}
PEOPLE = """
    anna    agent         north
    bob     agent         south
    granted agent         north
    sun     supervisor    north
    ray     supervisor    south
    none    supervisor    -
    strong  supervisor    north
    lent    supervisor    south
    past    supervisor    north
    tina    trainer       north
    tgrant  trainer       north
    quinn   quality       south
    qgrant  quality       south
    cora    compliance    south
    adam    administrator north
"""
GRANTS = """
    granted north wlhbtnmcx  1
    strong  north btx        1
    lent    north wl         1
    past    north btx       -1
    tgrant  north wlhbtnmcx  1
    qgrant  south lh         1
"""
CALLS = {"north": StandInCall("north", "anna"), "south": StandInCall("south", "bob"),
         "drill": StandInCall("drill", "anna", training=True), "own": StandInCall("own", "sun"),
         "strongs": StandInCall("strongs", "strong")}
"""Agents: anna and sun and strong of the north, bob of the south."""
MAY = """
    who       north      south   drill      own
    anna      -          -       -          -
    bob       -          -       -          -
    granted   -          -       -          -
    sun       wlhnmc     -       wlhnmc     -
    ray       -          wlhnmc  -          -
    none      -          -       -          -
    strong    wlhnmcbtx  -       wlhnmcbtx  wlhnmcbtx
    lent      wl         wlhnmc  wl         wl
    past      wlhnmc     -       wlhnmc     wlhnmc
    tina      -          -       wlhnmc     -
    tgrant    -          -       wlhnmcbtx  -
    quinn     w          w       w          w
    qgrant    w          wlh     w          w
    cora      w          w       w          w
    adam      -          -       -          -
    removed   -          -       -          -
"""


def lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().splitlines()]


@pytest.fixture
def database(state: StateDirectory) -> Iterator[Database]:
    opened = open_database(state)
    people, records = People(opened), GrantRecords(opened)
    for name, role, team in lines(PEOPLE):
        people.add_user(User(name, name.title(), role, "", team.strip("-")), "test")  # type: ignore[arg-type]
    for name, team, letters, days in lines(GRANTS):
        until = (datetime.now(UTC) + timedelta(days=int(days))).isoformat(timespec="milliseconds")
        records.give(name, team, [LETTERS[one] for one in letters], reason="test", until=until, actor="test")
    yield opened
    opened.close()


def find(call: str) -> LiveCall | None:
    return CALLS.get(call)


async def test_none_of_the_pairs_is_wrongly_allowed_and_each_is_audited(database: Database) -> None:
    (_, *calls), *rows = lines(MAY)
    rights = Rights(database, find)
    await rights.refresh()
    wrong, pairs = [], 0
    for who, *cells in rows:
        for call, cell in zip(calls, cells, strict=True):
            for letter, action in LETTERS.items():
                pairs += 1
                live = CALLS[call]
                now = await rights.ask(Wish(who, action, call, mode="x", reason=f"because {pairs}"))
                before = rights.decide(who, action, live)
                if not now.allowed == before.allowed == (letter in cell) or now.allowed == bool(now.code):
                    wrong.append((who, call, action, now))
    assert not wrong
    assert pairs >= 500
    audited = database.read(lambda db: list(db.query("SELECT actor, action, detail FROM audit WHERE action LIKE 'supervise.%'")))
    expected = [(who, f"supervise.{action}", call, letter in cell) for who, *cells in rows
                for call, cell in zip(calls, cells, strict=True) for letter, action in LETTERS.items()]
    assert [(row["actor"], row["action"], json.loads(row["detail"])["call"], json.loads(row["detail"])["outcome"] == "allowed")
            for row in audited] == expected
    assert all(json.loads(row["detail"])["mode"] == "x" and json.loads(row["detail"])["reason"] for row in audited)
    assert verify(database).problems == ()


async def test_nobody_enters_the_own_call_and_is_told_so(database: Database) -> None:
    decision = await Rights(database, find).ask(Wish("strong", "barge", "strongs"))
    assert decision.code == "supervision.own_call"


async def test_a_call_that_does_not_live_a_missing_reason_and_what_else_stands_against_it(database: Database) -> None:
    rights = Rights(database, find)
    asked = Wish("sun", "listen", "north", mode="listen", needs_reason=True)
    for wish, code in [(Wish("sun", "listen", "x" * 500, reason="card 4111"), "supervision.call_over"),
                       (asked, "supervision.reason"),
                       (Wish("sun", "listen", "north", reason="  ", needs_reason=True), "supervision.reason"),
                       (Wish("sun", "whisper", "north", reason="r", refusal="supervision.taken"), "supervision.taken"),
                       # who may not do it learns nothing about the call
                       (Wish("ray", "whisper", "north", reason="r", refusal="supervision.taken"), "supervision.right")]:
        decision = await rights.ask(wish)
        assert not decision.allowed and decision.code == code
    details = [json.loads(row["detail"]) for row in database.read(
        lambda db: list(db.query("SELECT detail FROM audit WHERE action LIKE 'supervise.%' ORDER BY n")))]
    assert [one["outcome"] for one in details] == ["supervision.call_over", "supervision.reason", "supervision.reason",
                                                   "supervision.taken", "supervision.right"]
    assert len(details[0]["call"]) == 64 and details[0]["reason"] == ""


async def test_a_reason_is_kept_short_and_without_numbers(database: Database) -> None:
    decision = await Rights(database, find).ask(Wish("sun", "listen", "north", reason="  customer 13800138000 " + "x" * 500))
    reason = decision.reason
    assert reason.startswith("customer *********** x") and len(reason) <= 200


async def test_a_grant_ends_by_time_by_the_console_and_with_its_person(database: Database) -> None:
    records, people, now = GrantRecords(database), People(database), [datetime.now(UTC)]
    rights = Rights(database, find, now=lambda: now[0])

    async def may(user: str) -> bool:
        await rights.refresh()
        live = rights.decide(user, "barge", CALLS["north"])
        assert (await rights.ask(Wish(user, "barge", "north"))).allowed == live.allowed
        return live.allowed
    assert await may("strong")
    until = rights.decide("strong", "barge", CALLS["north"]).until
    assert until is not None
    now[0] = until
    assert not await may("strong"), "the moment at which it ends is not in it"
    now[0] = until - timedelta(milliseconds=1)
    assert await may("strong")
    records.take_back("strong", "north", ["barge"], reason="r", actor="test")
    assert not await may("strong")
    records.give("strong", "north", ["barge"], reason="r", until=until.isoformat(timespec="milliseconds"), actor="test")
    assert await may("strong")
    database.work(lambda db: db.execute("UPDATE users SET team = 'south' WHERE name = 'anna'"))
    assert not await may("strong"), "the call is the south's now"
    database.work(lambda db: db.execute("UPDATE users SET team = 'north' WHERE name = 'anna'"))
    database.work(lambda db: db.execute("UPDATE users SET role = 'agent' WHERE name = 'strong'"))
    assert not await may("strong")
    people.remove_user("strong", "test")
    assert not await may("strong")
    people.add_user(User("strong", "Another", "supervisor", "", "north"), "test")
    database.work(lambda db: db.execute("UPDATE users SET created_at = '2999-01-01' WHERE name = 'strong'"))
    assert not await may("strong"), "a new person does not inherit the grants of the old one"


async def test_tables_that_can_not_be_read_allow_nobody_after_a_while(
        database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    rights, told = Rights(database, find), []
    rights.refreshed.append(lambda: told.append(rights.decide("sun", "listen", CALLS["north"]).allowed))
    await rights.refresh()

    def refuses() -> None:
        raise StorageBusy("busy")
    monkeypatch.setattr(rights._records, "tables", refuses)
    await rights.refresh()
    monkeypatch.setattr(grants, "STALE_S", 0.0)
    await rights.refresh()
    assert told == [True, True, False]


async def test_an_attempt_that_can_not_be_written_down_is_not_decided(
        database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> None:
        raise StorageBusy("busy")
    monkeypatch.setattr("server.storage.grants.audit.append", refuses)
    with pytest.raises(StorageBusy):
        await Rights(database, find).ask(Wish("sun", "listen", "north"))
