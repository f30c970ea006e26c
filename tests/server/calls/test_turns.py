"""Jobs of one call: in their order, one at a time, and a task only while there are any."""

from __future__ import annotations

import asyncio

import pytest

from server.calls.turns import JOBS_WAITING, Turns
from server.errors import CallRefused


async def test_jobs_follow_each_other_and_leave_no_task_behind() -> None:
    turns, told = Turns("c"), []

    async def job(number: int) -> None:
        told.append(("begin", number))
        await asyncio.sleep(0)
        told.append(("end", number))

    async def last() -> None:
        await job(3)
    for number in (1, 2):
        turns.add(lambda number=number: job(number))
    assert not turns.idle
    await turns.do(last, last)
    assert told == [(word, number) for number in (1, 2, 3) for word in ("begin", "end")]
    await asyncio.sleep(0)
    assert turns.idle


async def test_a_job_that_fails_is_followed_by_what_stands_for_it(caplog: pytest.LogCaptureFixture) -> None:
    turns, told = Turns("c"), []

    async def broken() -> None:
        raise ValueError("".join(("sec", "ret words")))

    async def instead() -> None:
        told.append("instead")

    async def good() -> None:
        told.append("good")
    await turns.do(broken, instead)
    await turns.do(good, instead)
    assert told == ["instead", "good"] and "a job failed" in caplog.text and "secret" not in caplog.text


async def test_a_client_that_asks_for_too_much_is_refused() -> None:
    turns, gate = Turns("c"), asyncio.Event()

    async def wait() -> None:
        await gate.wait()
    for _ in range(JOBS_WAITING + 1):
        turns.require_room()
        turns.add(wait)
        await asyncio.sleep(0)
    with pytest.raises(CallRefused) as refused:
        turns.require_room()
    assert refused.value.code == "call.busy"
    await turns.stop()
    assert turns.idle
    turns.add(wait)
    assert turns.idle


async def test_behind_the_last_job_nothing_is_done() -> None:
    turns, told = Turns("c"), []

    async def job(name: str) -> None:
        told.append(name)

    async def late() -> None:
        told.append("late")
    turns.add(lambda: job("first"))
    turns.last(lambda: job("last"))
    turns.add(late)
    await asyncio.wait_for(turns.do(late, late), 30.0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert told == ["first", "last"] and turns.idle
