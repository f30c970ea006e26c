"""Which job comes next, and which go with it."""

from __future__ import annotations

import asyncio
from typing import Any

import numpy as np
import pytest

from models.asr import Recognition
from server.speech.jobs import Job, JobQueue

DOUBTFUL = Recognition("嗯", -3.0, 0.1, 1.0, "zh")


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
        "padded_samples": int(-(-seconds // 0.5) * 8000),
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
    [{"lang": "en"}, {"seconds": 3.0}, {"final": False}, {"alone": True}],
)
def test_a_batch_shares_language_length_and_kind(loop: asyncio.AbstractEventLoop, other: dict[str, Any]) -> None:
    queue: JobQueue[str] = JobQueue()
    queue.add(job(loop, "a", final=True))
    queue.add(job(loop, "b", **({"final": True} | other)))
    queue.add(job(loop, "c", final=True, seconds=0.8, prompt="x", hot_words=("y",)))
    assert names(queue.take(8)) == ["a", "c"]
    assert names(queue.take(8)) == ["b"]


def test_attempts_at_doubtful_finals_differ_and_are_not_mixed(loop: asyncio.AbstractEventLoop) -> None:
    queue: JobQueue[str] = JobQueue()
    for utterance, tried in (("a", 1), ("b", 2), ("c", 1)):
        queue.look_again(job(loop, utterance, final=True, tried=[DOUBTFUL] * tried))
    assert [names(queue.take(8)) for _ in range(2)] == [["a", "c"], ["b"]]


def test_the_size_of_a_batch_may_depend_on_its_first_job(loop: asyncio.AbstractEventLoop) -> None:
    queue: JobQueue[str] = JobQueue()
    for index in range(6):
        queue.add(job(loop, f"u{index}"))
    assert len(queue.take(lambda first: 2 if first.final else 3)) == 3


def test_a_job_that_may_not_be_taken_is_passed_over(loop: asyncio.AbstractEventLoop) -> None:
    queue: JobQueue[str] = JobQueue()
    queue.add(job(loop, "a", final=True, failed_on=1))
    queue.add(job(loop, "b", final=True))
    assert names(queue.take(8, lambda waiting: waiting.failed_on != 1)) == ["b"]
    assert queue.take(8, lambda waiting: waiting.failed_on != 1) == [] and names(queue.take(8)) == ["a"]


def test_the_partials_of_an_utterance_are_decoded_one_after_the_other(loop: asyncio.AbstractEventLoop) -> None:
    queue: JobQueue[str] = JobQueue()
    queue.add(job(loop, "u"))
    first = queue.take(8)
    queue.add(job(loop, "u"))
    assert queue.take(8) == [] and len(queue) == 1
    queue.add(job(loop, "v", final=True))
    assert names(queue.take(8)) == ["v"]
    queue.done(first)
    assert names(queue.take(8)) == ["u"]


def test_a_doubtful_final_waits_behind_the_others_and_before_the_partials(loop: asyncio.AbstractEventLoop) -> None:
    queue: JobQueue[str] = JobQueue()
    queue.add(job(loop, "partial"))
    queue.look_again(job(loop, "doubtful", final=True, tried=[DOUBTFUL]))
    queue.add(job(loop, "fresh", final=True))
    assert queue.final_waits(("c", "doubtful"))
    assert [names(queue.take(8)) for _ in range(3)] == [["fresh"], ["doubtful"], ["partial"]]


def test_what_waited_too_long_is_taken_out(loop: asyncio.AbstractEventLoop) -> None:
    queue: JobQueue[str] = JobQueue()
    for at_s in (1.0, 2.0, 3.0):
        queue.add(job(loop, f"p{at_s}", submitted_s=at_s))
        queue.add(job(loop, f"f{at_s}", submitted_s=at_s, final=True))
        queue.look_again(job(loop, f"d{at_s}", submitted_s=at_s, final=True, tried=[DOUBTFUL]))
    assert names(queue.overdue_partials(2.5)) == ["p1.0", "p2.0"]
    assert names(queue.overdue_doubtful(1.5)) == ["d1.0"]
    assert names(queue.drain()) == ["f1.0", "f2.0", "f3.0", "d2.0", "d3.0", "p3.0"]


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
