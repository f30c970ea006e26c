"""Steps of many calls in one transaction: all in the file before anybody goes on, and one that is refused is refused alone."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any

import pytest

from server.calls.utterance import Utterance
from server.storage.calls import CallRecords, Said, Step, StoredTwice
from server.storage.database import Database
from server.storage.errors import StorageFull
from server.storage.grouping import GroupedCommits
from server.storage.state import StateDirectory
from tests.server.storage.conftest import CALLS


def step(position: int) -> Step:
    return Step(said=Said(Utterance(f"agent-{position}", "agent", 0, 100, "words", "en"), position, position + 1600),
                positions={"agent": position + 1600})


async def test_steps_that_come_together_are_one_transaction(records: CallRecords) -> None:
    commits = GroupedCommits(records)
    await asyncio.gather(*(commits.commit(call, step(0)) for call in CALLS))
    assert (commits.steps, commits.transactions) == (len(CALLS), 1)
    assert all(len(records.utterances(call)) == 1 for call in CALLS)


async def test_whoever_goes_on_finds_its_step_in_the_file(records: CallRecords, state: StateDirectory) -> None:
    commits = GroupedCommits(records)
    reader = sqlite3.connect(f"file:{state.database}?mode=ro", uri=True)
    unread = []

    async def commit(call: str) -> None:
        for number in range(3):
            await commits.commit(call, step(number * 1600))
            stored = reader.execute("SELECT position FROM channels WHERE call = ?", [call]).fetchone()[0]
            if stored < (number + 1) * 1600:
                unread.append(call)
    await asyncio.gather(*(commit(call) for call in CALLS))
    reader.close()
    assert not unread and commits.steps == 3 * len(CALLS) and commits.transactions < len(CALLS)


async def test_a_step_that_is_stored_already_is_refused_alone(records: CallRecords) -> None:
    commits = GroupedCommits(records)
    await commits.commit("c3", step(0))
    outcomes = await asyncio.gather(*(commits.commit(call, step(0)) for call in CALLS), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [StoredTwice if call == "c3" else type(None) for call in CALLS]
    assert all(len(records.utterances(call)) == 1 for call in CALLS)


async def test_a_full_disk_refuses_all_and_keeps_none(records: CallRecords, monkeypatch: pytest.MonkeyPatch) -> None:
    commits, work = GroupedCommits(records), Database.work

    def full(self: Database, task: Any) -> Any:
        def fill(db: Any) -> None:
            task(db)
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        return work(self, fill)
    with monkeypatch.context() as patch:
        patch.setattr(Database, "work", full)
        outcomes = await asyncio.gather(*(commits.commit(call, step(0)) for call in CALLS), return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {StorageFull}
    assert not any(records.utterances(call) for call in CALLS)
    await asyncio.gather(*(commits.commit(call, step(0)) for call in CALLS))
    assert all(len(records.utterances(call)) == 1 for call in CALLS)


async def test_whoever_stops_waiting_harms_nobody(records: CallRecords) -> None:
    commits = GroupedCommits(records)
    given_up = asyncio.create_task(commits.commit("c0", step(0)))
    await asyncio.sleep(0)
    other = asyncio.create_task(commits.commit("c1", step(0)))
    given_up.cancel()
    await other
    assert len(records.utterances("c1")) == 1
