"""Which job comes next, and which go with it."""

from __future__ import annotations

import asyncio
from typing import Any

import numpy as np
import pytest

from server.speech.jobs import Job, JobQueue


@pytest.fixture
def loop() -> Any:
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


def job(
    loop: asyncio.AbstractEventLoop, utterance: str, *, final: bool = False, seconds: float = 1.0, **other: Any
) -> Job[str]:
    facts: dict[str, Any] = {
        "call": "c",
        "channel": "customer",
        "lang": "zh",
        "prompt": "",
        "hot_words": (),
        "submitted_s": 0.0,
    }
    facts |= other
    return Job(
        utterance_id=utterance,
        audio=np.zeros(int(seconds * 16_000), np.float32),
        final=final,
        future=loop.create_future(),
        loop=loop,
        **facts,
    )


def names(jobs: list[Job[str]]) -> list[str]:
    return [job.utterance_id for job in jobs]


def test_finals_then_first_partials_then_what_was_unheard_longest(loop: asyncio.AbstractEventLoop) -> None:
    queue: JobQueue[str] = JobQueue()
    queue.add(job(loop, "recent", heard_s=9.0))
    queue.add(job(loop, "old", heard_s=5.0))
    queue.add(job(loop, "second-first", submitted_s=2.0))
    queue.add(job(loop, "first-first", submitted_s=1.0))
    queue.add(job(loop, "final-1", final=True))
    queue.add(job(loop, "final-2", final=True))
    order = [queue.take(1)[0].utterance_id for _ in range(6)]
    assert order == ["final-1", "final-2", "first-first", "second-first", "old", "recent"]
    assert queue.take(1) == [] and len(queue) == 0


def test_a_newer_partial_and_the_final_replace_a_waiting_partial(loop: asyncio.AbstractEventLoop) -> None:
    queue: JobQueue[str] = JobQueue()
    first, second, final = job(loop, "u"), job(loop, "u"), job(loop, "u", final=True)
    assert queue.add(first) is None
    assert queue.add(second) is first
    assert queue.add(job(loop, "u", call="other")) is None
    assert queue.add(final) is second
    assert queue.take(1) == [final] and len(queue) == 1


@pytest.mark.parametrize(
    "other",
    [{"lang": "en"}, {"prompt": "x"}, {"hot_words": ("x",)}, {"seconds": 3.0}, {"final": False}, {"alone": True}],
)
def test_a_batch_shares_language_prompt_length_and_kind(loop: asyncio.AbstractEventLoop, other: dict[str, Any]) -> None:
    queue: JobQueue[str] = JobQueue()
    queue.add(job(loop, "a", final=True))
    queue.add(job(loop, "b", **({"final": True} | other)))
    queue.add(job(loop, "c", final=True, seconds=1.9))
    assert names(queue.take(8)) == ["a", "c"]
    assert names(queue.take(8)) == ["b"]


def test_a_batch_has_a_limit(loop: asyncio.AbstractEventLoop) -> None:
    queue: JobQueue[str] = JobQueue()
    for index in range(10):
        queue.add(job(loop, f"u{index}"))
    assert len(queue.take(4)) == 4 and len(queue) == 6
    assert len(queue.drain()) == 6 and len(queue) == 0


def test_repeated_jobs_come_first_unless_something_newer_waits(loop: asyncio.AbstractEventLoop) -> None:
    queue: JobQueue[str] = JobQueue()
    partial, other, final = job(loop, "u"), job(loop, "v"), job(loop, "f", final=True)
    queue.add(job(loop, "u"))
    queue.add(job(loop, "v", final=True))
    assert queue.put_back([partial, other, final]) == [other, partial]
    assert names(queue.take(1)) == ["f"]
