"""Several engines share one queue; one that dies or fails again and again is opened anew, and nothing is lost."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from models.asr import Context, Recogniser, RecogniserInfo, Recognition, Window
from models.errors import EngineFailed, EngineOutOfMemory, ModelDamaged
from server.speech import worker
from server.speech.errors import RecognitionFailed
from server.speech.scheduler import Scheduler, SchedulerSettings, Transcript
from tests.server.fakes import eventually


class Engine:
    """Writes its name; may be held back, and does what it is told before it answers."""

    def __init__(self, name: str, device: str = "cpu") -> None:
        self.info = RecogniserInfo("named", name, device, "int8", False, ("zh", "en"), "exact")
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()
        self.batches: list[int] = []
        self.before: Callable[[int], None] = lambda windows: None

    def recognise(
        self, windows: Sequence[Window], lang: str, *, prompt: str = "", hot_words: Sequence[str] = (),
        contexts: Sequence[Context] = (), beam: int = 1, final: bool = False, attempt: int | None = None,
    ) -> list[Recognition]:
        self.batches.append(len(windows))
        self.entered.set()
        assert self.gate.wait(30)
        self.before(len(windows))
        return [Recognition(self.info.model, -0.1, 0.02, 1.0, lang)] * len(windows)


def raises(error: BaseException) -> Callable[[int], None]:
    def before(windows: int) -> None:
        raise error
    return before


async def said(scheduler: Scheduler, utterance: str, seconds: float = 1.0) -> str:
    transcript: Transcript | None = await scheduler.submit_final(
        "c", "customer", utterance, np.ones(int(seconds * 16_000), np.float32), "en")
    return transcript.text if transcript else ""


async def entered(engine: Engine) -> None:
    assert await asyncio.to_thread(engine.entered.wait, 30)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_FIRST_PAUSE_S", 0.01)


async def test_two_engines_work_at_the_same_time() -> None:
    first, second = Engine("First"), Engine("Second")
    first.gate.clear()
    second.gate.clear()
    scheduler = Scheduler(first, SchedulerSettings(max_batch_cpu=1), others=[second])
    tasks = [asyncio.create_task(said(scheduler, f"u{index}")) for index in range(2)]
    await entered(first)
    await entered(second)
    first.gate.set()
    second.gate.set()
    assert sorted(await asyncio.gather(*tasks)) == ["First", "Second"]
    await asyncio.to_thread(scheduler.close)


async def test_what_one_engine_fails_on_another_decodes() -> None:
    first, second = Engine("First"), Engine("Second")
    first.before = raises(EngineFailed("broken"))
    scheduler = Scheduler(first, others=[second])
    assert await asyncio.gather(*(said(scheduler, f"u{index}") for index in range(5))) == ["Second"] * 5
    await asyncio.to_thread(scheduler.close)


async def test_a_dead_engine_is_opened_anew_and_its_jobs_go_on() -> None:
    dead, fresh = Engine("Dead"), Engine("Fresh")
    dead.before = raises(SystemExit("the thread ends"))
    opened: list[int] = []

    def reopen(number: int) -> Recogniser:
        opened.append(number)
        return fresh

    scheduler = Scheduler(dead, reopen=reopen)
    assert await said(scheduler, "u") == "Fresh" and await said(scheduler, "v") == "Fresh"
    assert opened == [0] and scheduler.counters.restarts == 1
    await asyncio.to_thread(scheduler.close)


async def test_an_engine_that_fails_again_and_again_is_opened_anew() -> None:
    tired, fresh = Engine("Tired"), Engine("Fresh")
    tired.before = raises(EngineFailed("CUDA error"))
    scheduler = Scheduler(tired, reopen=lambda number: fresh)
    with pytest.raises(RecognitionFailed):
        await said(scheduler, "u")
    assert await said(scheduler, "v") == "Fresh" and len(tired.batches) == 3
    await asyncio.to_thread(scheduler.close)


async def test_while_no_engine_can_be_opened_nobody_waits_and_it_is_said() -> None:
    dead, fresh = Engine("Dead"), Engine("Fresh")
    dead.before = raises(SystemExit())
    mended = threading.Event()

    def reopen(number: int) -> Recogniser:
        if not mended.is_set():
            raise ModelDamaged("the driver is gone")
        return fresh

    scheduler = Scheduler(dead, reopen=reopen)
    with pytest.raises(RecognitionFailed):
        await said(scheduler, "u")
    assert scheduler.degraded == ("asr.failed",)
    with pytest.raises(RecognitionFailed):
        await said(scheduler, "v")
    mended.set()
    await eventually(lambda: not scheduler.degraded)
    assert await said(scheduler, "w") == "Fresh"
    await asyncio.to_thread(scheduler.close)


async def test_an_engine_that_can_not_be_opened_leaves_the_work_to_the_other() -> None:
    dead, second = Engine("Dead"), Engine("Second")
    dead.before = raises(SystemExit())
    scheduler = Scheduler(dead, others=[second], reopen=lambda number: raises(ModelDamaged("gone"))(number))  # type: ignore[func-returns-value,arg-type,return-value]
    assert set(await asyncio.gather(*(said(scheduler, f"u{index}", 1 + index) for index in range(6)))) == {"Second"}
    assert scheduler.degraded == ()
    await asyncio.to_thread(scheduler.close)


async def test_closing_ends_an_engine_that_waits_to_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_FIRST_PAUSE_S", 600.0)
    before = set(threading.enumerate())
    dead = Engine("Dead")
    dead.before = raises(SystemExit())
    scheduler = Scheduler(dead, reopen=lambda number: raises(ModelDamaged("gone"))(number))  # type: ignore[func-returns-value,arg-type,return-value]
    with pytest.raises(RecognitionFailed):
        await said(scheduler, "u")
    await asyncio.to_thread(scheduler.close)
    started = set(threading.enumerate()) - before
    assert not [thread for thread in started if thread.name.startswith("recogniser-")]


async def test_memory_is_short_on_one_engine_only() -> None:
    def small(windows: int) -> None:
        if windows > 2:
            raise EngineOutOfMemory("too many")

    first, second = Engine("First", "cuda"), Engine("Second", "cuda")
    first.before = small
    first.gate.clear()
    second.gate.clear()
    scheduler = Scheduler(first, others=[second])
    tasks = [asyncio.create_task(said(scheduler, f"u{index}")) for index in range(2)]
    tasks += [asyncio.create_task(said(scheduler, f"u{index}")) for index in range(2, 12)]
    await asyncio.sleep(0)
    first.gate.set()
    second.gate.set()
    assert len([text for text in await asyncio.gather(*tasks) if text]) == 12
    assert scheduler.counters.windows == 12
    await asyncio.to_thread(scheduler.close)


async def test_two_partials_of_an_utterance_are_never_in_two_engines() -> None:
    first, second = Engine("First"), Engine("Second")
    first.gate.clear()
    second.gate.clear()
    scheduler = Scheduler(first, clock=lambda: 100.0, others=[second])

    def partial(seconds: float) -> asyncio.Task[Transcript | None]:
        return asyncio.create_task(scheduler.submit_partial(
            "c", "customer", "u", np.ones(int(seconds * 16_000), np.float32), "en"))

    one = partial(1.0)
    await eventually(lambda: first.entered.is_set() or second.entered.is_set())
    two = partial(1.5)
    await eventually(lambda: scheduler.queue_depth > 0)
    await asyncio.sleep(0.05)
    assert scheduler.queue_depth == 1 and len(first.batches) + len(second.batches) == 1
    first.gate.set()
    second.gate.set()
    assert all(await asyncio.gather(one, two))
    await asyncio.to_thread(scheduler.close)
