"""Finals decoded at the pause before their end: used when it was the end, and no harm when it was not."""

from __future__ import annotations

import asyncio

import pytest

from models.errors import EngineOutOfMemory, ModelUnsupported
from server.speech.ahead import Endings
from server.speech.errors import SchedulerClosed
from server.speech.scheduler import Scheduler, SchedulerSettings, Transcript
from tests.server.speech.held_engine import Echo, audio, final, handed_in, hold, partial


def ending(scheduler: Scheduler, utterance: str, text: str, lang: str = "zh", **more: object) -> asyncio.Task[Transcript | None]:
    return asyncio.ensure_future(
        scheduler.submit_ending("c", "customer", utterance, audio(text), lang, **more)  # type: ignore[arg-type]
    )


async def in_the_engine(echo: Echo, task: asyncio.Task[Transcript | None]) -> None:
    """Wait until the engine, which is held, has begun."""
    assert await asyncio.to_thread(echo.entered.wait, 30)
    assert not task.done()


def held(echo: Echo) -> None:
    echo.gate.clear()
    echo.entered.clear()


async def test_what_was_heard_at_the_pause_is_the_final(scheduler: Scheduler, echo: Echo) -> None:
    await partial(scheduler, "u", "利率是百分之三")
    shown = await ending(scheduler, "u", "利率是百分之三", prompt="前文", hot_words=("星辰",), speech_probability=0.8)
    assert shown is not None and shown.stable_chars == len("利率是"), "it is the partial of that moment as well"
    settled = await final(scheduler, "u", "利率是百分之三", prompt="前文", hot_words=("星辰",), speech_probability=0.8)
    assert settled is not None and settled.text == "利率是3%" and settled.stable_chars == len(settled.text)
    assert echo.settings[1:] == [(5, True, "前文", ("星辰",))], "decoded once, as a final is"
    assert (scheduler.counters.endings, scheduler.counters.endings_used) == (1, 1)
    again = await final(scheduler, "v", "利率是百分之三", prompt="前文", hot_words=("星辰",), speech_probability=0.8)
    assert again is not None and again.text == settled.text, "and the same as without it"


async def test_a_final_takes_over_the_decode_that_is_under_way(scheduler: Scheduler, echo: Echo) -> None:
    held(echo)
    first = ending(scheduler, "u", "好的")
    await in_the_engine(echo, first)
    last = final(scheduler, "u", "好的")
    assert await first is None
    echo.gate.set()
    transcript = await last
    assert transcript is not None and transcript.text == "好的" and transcript.stable_chars == 2
    assert echo.batches == [["好的"]] and scheduler.counters.endings_used == 1
    assert await final(scheduler, "u", "好的"), "nothing holds the utterance back afterwards"


async def test_a_final_replaces_an_ending_that_waits(scheduler: Scheduler, echo: Echo) -> None:
    blocker = await hold(scheduler, echo)
    first = ending(scheduler, "u", "好的")
    await handed_in(scheduler, 1)
    last = final(scheduler, "u", "好的")
    assert await first is None
    echo.gate.set()
    assert await last and await blocker
    assert echo.batches[1:] == [["好的"]] and (scheduler.counters.endings, scheduler.counters.endings_used) == (0, 0)


@pytest.mark.parametrize("other", [{"text": "好的呢"}, {"lang": "en"}, {"prompt": "别的"}, {"hot_words": ("星辰",)},
                                   {"speech_probability": 0.5}])
@pytest.mark.parametrize("under_way", [True, False])
async def test_what_was_asked_otherwise_is_decoded_by_itself(scheduler: Scheduler, echo: Echo, other: dict[str, object],
                                                             under_way: bool) -> None:
    if under_way:
        held(echo)
    first = ending(scheduler, "u", "好的")
    if under_way:
        await in_the_engine(echo, first)
    else:
        await first
    asked = {"text": "好的", **other}
    last = final(scheduler, "u", **asked)  # type: ignore[arg-type]
    await asyncio.sleep(0)
    echo.gate.set()
    transcript = await last
    assert transcript is not None and transcript.text == asked["text"]
    assert echo.batches == [["好的"], [asked["text"]]] and scheduler.counters.endings_used == 0
    assert not under_way or await first is None


async def test_a_voice_that_returns_makes_what_waits_cost_nothing(scheduler: Scheduler, echo: Echo) -> None:
    blocker = await hold(scheduler, echo)
    first = ending(scheduler, "u", "我想")
    await handed_in(scheduler, 1)
    scheduler.voice_returned("c", "u")
    assert await first is None and scheduler.queue_depth == 0
    echo.gate.set()
    assert await blocker and await final(scheduler, "u", "我想问一下")
    assert echo.batches[1:] == [["我想问一下"]]


async def test_a_voice_that_returns_makes_what_was_heard_a_partial(scheduler: Scheduler, echo: Echo) -> None:
    held(echo)
    first = ending(scheduler, "u", "我想")
    await in_the_engine(echo, first)
    scheduler.voice_returned("c", "u")
    echo.gate.set()
    shown = await first
    assert shown is not None and shown.text == "我想"
    # even if the end should look the same after all
    assert await final(scheduler, "u", "我想")
    assert echo.batches == [["我想"], ["我想"]] and scheduler.counters.endings_used == 0


async def test_a_partial_that_waits_stays_when_the_voice_returns(scheduler: Scheduler, echo: Echo) -> None:
    blocker = await hold(scheduler, echo)
    waiting = partial(scheduler, "u", "我想")
    await handed_in(scheduler, 1)
    scheduler.voice_returned("c", "u")
    echo.gate.set()
    assert await waiting and await blocker


async def test_newer_words_replace_an_ending(scheduler: Scheduler, echo: Echo) -> None:
    assert await ending(scheduler, "u", "我想")
    blocker = await hold(scheduler, echo)
    first = ending(scheduler, "u", "我想问")
    await handed_in(scheduler, 1)
    newer = partial(scheduler, "u", "我想问一下")
    assert await first is None
    echo.gate.set()
    assert await newer and await blocker and await final(scheduler, "u", "我想")
    assert echo.batches[-1] == ["我想"] and scheduler.counters.endings_used == 0


async def test_finals_come_before_endings_and_endings_before_partials(scheduler: Scheduler, echo: Echo) -> None:
    blocker = await hold(scheduler, echo)
    tasks = [partial(scheduler, "p", "部分"), ending(scheduler, "e", "也许"), ending(scheduler, "f", "大概"),
             final(scheduler, "l", "全部")]
    await handed_in(scheduler, 4)
    echo.gate.set()
    assert all(await asyncio.gather(blocker, *tasks))
    assert echo.batches[1:] == [["全部"], ["也许", "大概"], ["部分"]], "a real final waits for no other sound of its batch"
    assert [beam for beam, *_ in echo.settings[1:]] == [5, 5, 5, 1]


async def test_under_high_load_only_what_is_certain_is_decoded(echo: Echo) -> None:
    def decoding_takes_a_second() -> None:
        nonlocal now_s
        now_s += 1.0

    now_s = 0.0
    echo.on_decode = decoding_takes_a_second
    scheduler = Scheduler(echo, SchedulerSettings(), lambda: now_s)
    for index in range(40):
        assert await final(scheduler, f"u{index}", "忙着")
        if not scheduler.hears_endings:
            break
    assert "partials.none" in scheduler.degraded
    decoded = len(echo.batches)
    assert await ending(scheduler, "a", "也许") is None and len(echo.batches) == decoded
    assert await final(scheduler, "a", "也许") and len(echo.batches) == decoded + 1
    now_s += 61.0
    assert scheduler.hears_endings and await ending(scheduler, "b", "也许")
    scheduler.close()


@pytest.mark.parametrize("error", [SystemExit(), RuntimeError("broken"), EngineOutOfMemory("too large")])
async def test_an_engine_that_fails_on_an_ending_is_not_asked_again_before_the_final(
        scheduler: Scheduler, echo: Echo, error: BaseException) -> None:
    echo.failures = [error]
    assert await ending(scheduler, "u", "好的") is None
    assert len(echo.batches) == 1
    transcript = await final(scheduler, "u", "好的")
    assert transcript is not None and transcript.text == "好的" and len(echo.batches) == 2
    assert scheduler.counters.endings_used == 0


@pytest.mark.parametrize("error", [SystemExit(), RuntimeError("broken"), EngineOutOfMemory("too large")])
async def test_an_engine_that_fails_on_what_has_become_the_final_is_asked_again(
        scheduler: Scheduler, echo: Echo, error: BaseException) -> None:
    held(echo)
    first = ending(scheduler, "u", "好的")
    await in_the_engine(echo, first)
    last = final(scheduler, "u", "好的")
    assert await first is None
    echo.failures = [error]
    echo.gate.set()
    transcript = await last
    assert transcript is not None and transcript.text == "好的" and echo.batches == [["好的"], ["好的"]]


async def test_an_ending_that_no_engine_can_decode_fails_its_final_too(scheduler: Scheduler, echo: Echo) -> None:
    held(echo)
    first = ending(scheduler, "u", "x", "de")
    await in_the_engine(echo, first)
    last = final(scheduler, "u", "x", "de")
    await asyncio.sleep(0)
    echo.failures = [ModelUnsupported("no such language")]
    echo.gate.set()
    assert await first is None
    with pytest.raises(ModelUnsupported):
        await last
    echo.failures = [ModelUnsupported("no such language")] * 2
    with pytest.raises(ModelUnsupported):
        await ending(scheduler, "v", "x", "de")
    with pytest.raises(ModelUnsupported):
        await final(scheduler, "v", "x", "de")


async def test_a_call_that_is_gone_costs_nothing_more(scheduler: Scheduler, echo: Echo) -> None:
    blocker = await hold(scheduler, echo)
    gone = ending(scheduler, "u", "走了")
    await handed_in(scheduler, 1)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    echo.gate.set()
    assert await blocker and await final(scheduler, "v", "下一个")
    assert ["走了"] not in echo.batches


async def test_nobody_need_wait_for_the_partial_for_its_final_to_have_it(scheduler: Scheduler, echo: Echo) -> None:
    """The call ends while its last words are decoded: partials are dropped, the final is not."""
    held(echo)
    first = ending(scheduler, "u", "再见")
    await in_the_engine(echo, first)
    first.cancel()
    last = final(scheduler, "u", "再见")
    await asyncio.sleep(0)
    echo.gate.set()
    assert await last and echo.batches == [["再见"]]


async def test_a_doubtful_ending_has_its_second_look_as_a_final(scheduler: Scheduler, echo: Echo) -> None:
    echo.log_probs["模糊"] = -1.5
    await ending(scheduler, "u", "模糊")
    assert echo.attempts == [0] and scheduler.counters.second_looks == 0
    transcript = await final(scheduler, "u", "模糊")
    assert transcript is not None and transcript.confidence > 0.8
    assert echo.attempts == [0, 1] and scheduler.counters.second_looks == 1


async def test_closing_leaves_neither_ending_nor_final_waiting(scheduler: Scheduler, echo: Echo) -> None:
    held(echo)
    first = ending(scheduler, "u", "好的")
    await in_the_engine(echo, first)
    last, waiting = final(scheduler, "u", "好的"), ending(scheduler, "v", "等着")
    await handed_in(scheduler, 1)
    closing = asyncio.create_task(asyncio.to_thread(scheduler.close))
    with pytest.raises(SchedulerClosed):
        await waiting
    echo.gate.set()
    await closing
    assert await first is None and await last is not None


async def test_endings_remembered_are_bounded_and_hold_no_sound(scheduler: Scheduler) -> None:
    for index in range(5):
        await ending(scheduler, f"u{index}", "好的")
    endings = scheduler._dispatch._endings
    assert len(endings) == 5
    assert all(known.job is None for known in endings._endings.values())
    few = Endings(most=2)
    jobs = [scheduler._job("c", "customer", f"u{index}", audio("好的"), "zh", "", (), 1.0, final=False) for index in range(3)]
    for job in jobs:
        few.begun(job)
    assert len(few) == 2 and few.of(jobs[0]) is None and few.of(jobs[2]) is not None and len(few) == 1
