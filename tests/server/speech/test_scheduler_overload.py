"""What gives way when there is more sound than time: a clock that only decoding moves."""

from __future__ import annotations

import asyncio

from server.speech.scheduler import Scheduler, SchedulerSettings
from tests.server.speech.held_engine import Echo, final, handed_in, hold, partial


async def test_under_full_load_the_agents_partials_give_way(echo: Echo) -> None:
    def decoding_takes_a_second() -> None:
        nonlocal now_s
        now_s += 1.0

    now_s = 0.0
    echo.on_decode = decoding_takes_a_second
    scheduler = Scheduler(echo, SchedulerSettings(), lambda: now_s)
    for index in range(40):
        assert await final(scheduler, f"u{index}", "忙着")
        if "partials.customer_only" in scheduler.degraded:
            break
    assert scheduler.load > 0.95 and scheduler.partial_interval_ms == 2000
    assert scheduler.recognition_lag_ms == 1000 and not scheduler.spares_assistance
    decoded = len(echo.batches)
    assert await partial(scheduler, "a", "坐席", "agent") is None
    assert len(echo.batches) == decoded
    assert await partial(scheduler, "b", "客户", "customer")
    scheduler.close()


async def test_then_all_partials_then_assistance_then_new_calls_and_never_finals(echo: Echo) -> None:
    def decoding_takes_a_second() -> None:
        nonlocal now_s
        now_s += 1.0

    now_s = 0.0
    echo.on_decode = decoding_takes_a_second
    scheduler = Scheduler(echo, SchedulerSettings(), lambda: now_s)
    seen: list[tuple[str, ...]] = []
    for index in range(30):
        assert await final(scheduler, f"u{index}", "忙着")
        seen += [scheduler.degraded] if scheduler.degraded not in seen else []
    assert seen[-1] == ("partials.none", "finals.greedy", "assistance.reduced", "calls.refused")
    order = [code for codes in seen for code in codes]
    assert (order.index("partials.slow") < order.index("partials.customer_only") < order.index("partials.none")
            < order.index("finals.greedy") < order.index("assistance.reduced"))
    assert scheduler.counters.greedy_finals == sum(beam == 1 for beam, *_ in echo.settings) > 0
    assert echo.settings[0][0] == 5 and echo.settings[-1][0] == 1
    assert await partial(scheduler, "b", "客户", "customer") is None
    assert scheduler.spares_assistance and scheduler.refuses_call(1) and scheduler.call_capacity == 1
    now_s += 61.0
    assert scheduler.load == 0.0 and scheduler.degraded == () and not scheduler.refuses_call(1)
    assert await partial(scheduler, "a", "坐席", "agent")
    scheduler.close()


async def test_a_partial_that_waited_too_long_is_dropped_and_a_final_is_not(echo: Echo) -> None:
    now_s = 0.0
    scheduler = Scheduler(echo, SchedulerSettings(), lambda: now_s)
    blocker = await hold(scheduler, echo)
    late, last = partial(scheduler, "u", "晚了"), final(scheduler, "v", "不晚")
    await handed_in(scheduler, 2)
    now_s = 2.0
    echo.gate.set()
    assert await late is None and (await last) is not None and await blocker
    assert scheduler.counters.dropped_partials == 1 and ["晚了"] not in echo.batches
    scheduler.close()


async def test_a_batch_of_partials_is_no_larger_than_a_final_can_wait_for(echo: Echo) -> None:
    def each_window_takes_its_time() -> None:
        nonlocal now_s
        now_s += 0.09 * len(echo.batches[-1])

    now_s = 0.0
    echo.on_decode = each_window_takes_its_time
    scheduler = Scheduler(echo, SchedulerSettings(partial_wait_ms=60_000), lambda: now_s)
    assert await partial(scheduler, "u", "学")
    blocker = await hold(scheduler, echo)
    tasks = [partial(scheduler, f"p{index}", "话") for index in range(5)]
    await handed_in(scheduler, 5)
    echo.gate.set()
    assert await blocker and all(await asyncio.gather(*tasks))
    assert [len(batch) for batch in echo.batches[2:]] == [2, 2, 1]
    scheduler.close()
