"""Finals whose first result is doubtful are looked at again when there is time, and hold nobody up."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import numpy as np
import pytest

from models.asr import Context, RecogniserInfo, Recognition, Window
from models.errors import EngineFailed
from server.speech.scheduler import Scheduler, SchedulerSettings, Transcript
from tests.server.fakes import eventually


class Unsure:
    """Hears window number n of an utterance with the n-th of its log-probabilities; its text is the attempt's number."""

    def __init__(self, log_probs: Sequence[float]) -> None:
        self.info = RecogniserInfo("unsure", "unsure", "cpu", "int8", False, ("en", "zh"), "exact")
        self.log_probs = log_probs
        self.asked: list[tuple[int | None, int, int]] = []
        """(attempt, beam, windows)"""
        self.takes_s = 0.1
        self.now_s = 0.0
        self.gate = threading.Event()
        self.gate.set()
        self.fails_from = 100

    def recognise(
        self, windows: Sequence[Window], lang: str, *, prompt: str = "", hot_words: Sequence[str] = (),
        contexts: Sequence[Context] = (), beam: int = 1, final: bool = False, attempt: int | None = None,
    ) -> list[Recognition]:
        self.asked.append((attempt, beam, len(windows)))
        assert self.gate.wait(30)
        self.now_s += self.takes_s
        number = attempt or 0
        if number >= self.fails_from:
            raise EngineFailed("no second look")
        return [Recognition(f"Text {number}", self.log_probs[number], 0.02, 1.0, lang)] * len(windows)


async def heard(engine: Unsure, settings: SchedulerSettings | None = None, before: int = 0) -> tuple[str, Scheduler]:
    """The text of one final, after so many that are sure."""
    scheduler = Scheduler(engine, settings, lambda: engine.now_s)
    log_probs, engine.log_probs = engine.log_probs, [-0.1]
    for index in range(before):
        assert await one(scheduler, f"b{index}")
    engine.log_probs = log_probs
    engine.asked.clear()
    transcript = await one(scheduler, "u")
    assert transcript is not None
    await asyncio.to_thread(scheduler.close)
    return transcript.text, scheduler


async def one(scheduler: Scheduler, utterance: str) -> Transcript | None:
    return await scheduler.submit_final("c", "customer", utterance, np.ones(32_000, np.float32), "en")


async def test_what_is_sure_is_decoded_once() -> None:
    engine = Unsure([-0.1])
    assert (await heard(engine))[0] == "Text 0"
    assert engine.asked == [(0, 5, 1)]


async def test_what_is_doubtful_is_decoded_again_until_it_is_sure() -> None:
    engine = Unsure([-2.0, -0.2])
    text, scheduler = await heard(engine)
    assert text == "Text 1" and [attempt for attempt, *_ in engine.asked] == [0, 1]
    assert scheduler.counters.second_looks == 1


async def test_of_doubtful_results_the_likeliest_stays() -> None:
    engine = Unsure([-2.0, -1.5, -3.0])
    assert (await heard(engine))[0] == "Text 1"
    assert [attempt for attempt, *_ in engine.asked] == [0, 1, 2]


@pytest.mark.parametrize(("load", "attempts"), [(0.3, [0, 1, 2]), (0.7, [0, 1]), (0.9, [0])])
async def test_the_busier_the_fewer_attempts(load: float, attempts: list[int]) -> None:
    engine = Unsure([-2.0, -1.5, -3.0])
    engine.takes_s = 4.0 * load / 10
    settings = SchedulerSettings(second_look_ms=60_000)
    scheduler = Scheduler(engine, settings, lambda: engine.now_s)
    engine.log_probs = [-0.1]
    for index in range(9):
        assert await one(scheduler, f"b{index}")
    engine.takes_s, engine.log_probs, idle_s = engine.takes_s, [-2.0, -1.5, -3.0], 4.0 * (1 - load)
    engine.now_s += idle_s
    engine.asked.clear()
    assert await one(scheduler, "u")
    assert [attempt for attempt, *_ in engine.asked] == attempts
    await asyncio.to_thread(scheduler.close)


async def test_a_final_that_is_late_already_is_not_made_later() -> None:
    engine = Unsure([-2.0, -0.2])
    engine.takes_s = 0.9
    assert (await heard(engine, SchedulerSettings(second_look_load=1.0, second_look_full=1.0)))[0] == "Text 0"


async def test_others_do_not_wait_for_a_second_look() -> None:
    engine = Unsure([-2.0, -0.2])
    scheduler = Scheduler(engine, clock=lambda: engine.now_s)
    order: list[str] = []

    async def follow(utterance: str) -> None:
        await one(scheduler, utterance)
        order.append(utterance)

    engine.gate.clear()
    first = asyncio.create_task(follow("doubtful"))
    await eventually(lambda: bool(engine.asked))
    engine.log_probs = [-0.1, -0.2]
    second = asyncio.create_task(scheduler.submit_final("d", "agent", "v", np.ones(32_000, np.float32), "en"))
    await eventually(lambda: scheduler.queue_depth > 0)
    engine.log_probs = [-2.0, -0.2]
    engine.gate.set()
    await asyncio.gather(first, second)
    assert [attempt for attempt, *_ in engine.asked] == [0, 0, 1], "the second look at both, in one batch, comes last"
    assert engine.asked[-1][2] == 2
    await asyncio.to_thread(scheduler.close)


async def test_a_second_look_that_fails_leaves_the_first_result() -> None:
    engine = Unsure([-2.0, -0.2])
    engine.fails_from = 1
    assert (await heard(engine))[0] == "Text 0"
    assert [attempt for attempt, *_ in engine.asked] == [0, 1]
