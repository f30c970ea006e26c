"""Small work goes to the threads together and comes back together; what fails fails alone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from server.calls.workbench import Workbench
from tests.server.fakes import eventually


@pytest.fixture
def workers() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as workers:
        yield workers


async def test_what_is_put_together_is_fetched_with_few_trips(workers: ThreadPoolExecutor) -> None:
    bench = Workbench(workers, 2)
    assert await asyncio.gather(*(bench.run(lambda number=number: number * 2) for number in range(400))) == [
        number * 2 for number in range(400)]
    assert bench.trips <= 40


async def test_work_begins_in_its_order_and_an_error_reaches_its_owner_only(workers: ThreadPoolExecutor) -> None:
    bench, begun = Workbench(workers, 1), []

    def work(number: int) -> int:
        begun.append(number)
        return 1 // number
    results = await asyncio.gather(*(bench.run(lambda number=number: work(number)) for number in (2, 1, 0, 1)),
                                   return_exceptions=True)
    assert begun == [2, 1, 0, 1] and results[:2] == [0, 1] and results[3] == 1
    assert isinstance(results[2], ZeroDivisionError)


async def test_a_result_that_nobody_can_take_keeps_none_from_the_others(workers: ThreadPoolExecutor,
                                                                        caplog: pytest.LogCaptureFixture) -> None:
    bench = Workbench(workers, 1)

    def refuse(_result: object, _error: Exception | None) -> None:
        raise ValueError("".join(("sec", "ret words")))
    bench.put(lambda: 1, refuse)
    assert await bench.run(lambda: 2) == 2
    assert "could not be taken" in caplog.text and "secret" not in caplog.text


async def test_slow_work_takes_no_more_threads_than_it_may(workers: ThreadPoolExecutor) -> None:
    bench, gate, inside = Workbench(workers, 1), threading.Event(), []

    def wait() -> None:
        inside.append(threading.get_ident())
        gate.wait(60)
    waiting = [asyncio.create_task(bench.run(wait)) for _ in range(3)]
    await eventually(lambda: len(inside) > 0)
    assert len(inside) == 1
    gate.set()
    await asyncio.gather(*waiting)
    assert len(inside) == 3


async def test_whoever_stops_waiting_harms_nobody(workers: ThreadPoolExecutor) -> None:
    bench, gate = Workbench(workers, 1), threading.Event()
    given_up = asyncio.create_task(bench.run(lambda: gate.wait(60)))
    other = asyncio.create_task(bench.run(lambda: "done"))
    await asyncio.sleep(0.01)
    given_up.cancel()
    gate.set()
    assert await other == "done"
    with pytest.raises(asyncio.CancelledError):
        await given_up


async def test_work_left_when_the_threads_are_gone_is_dropped() -> None:
    workers = ThreadPoolExecutor(1)
    workers.shutdown()
    bench, told = Workbench(workers, 1), []
    bench.put(lambda: told.append("worked"), lambda result, error: told.append(result))
    await asyncio.sleep(0.01)
    assert told == [] and bench.trips == 0


async def test_what_somebody_waits_for_goes_before_what_only_lies_there(workers: ThreadPoolExecutor) -> None:
    bench, gate, begun = Workbench(workers, 1), threading.Event(), []
    first = asyncio.create_task(bench.run(lambda: gate.wait(60)))
    await eventually(lambda: bench.trips == 1)
    for number in range(3):
        bench.put(lambda number=number: begun.append(number), lambda _result, _error: None)
    awaited = asyncio.create_task(bench.run(lambda: begun.append("awaited")))
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(first, awaited)
    await eventually(lambda: len(begun) == 4)
    assert begun == ["awaited", 0, 1, 2]
