"""The scheduler around a recogniser that waits, fails, runs out of memory or dies on command."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from benchmarks.scripted_model import DEFAULT_SCRIPT, build_scripted_model
from benchmarks.scripted_voice import voice_like
from models.asr import Recogniser, load_recogniser
from models.errors import EngineFailed, ModelUnsupported
from server.speech.errors import NoRecogniser, RecognitionFailed, SchedulerClosed
from server.speech.scheduler import Scheduler, Transcript
from tests.server.speech.held_engine import Echo, audio, final, handed_in, hold, partial


async def test_a_final_comes_back_normalised(scheduler: Scheduler, echo: Echo) -> None:
    transcript = await scheduler.submit_final(
        "c", "customer", "u", audio("利率是百分之三點六五嗎?"), "zh", "前文", ["星辰"]
    )
    assert transcript is not None
    assert transcript.text == "利率是3.65%吗\uff1f" and transcript.stable_chars == len(transcript.text)
    assert transcript.confidence == pytest.approx(0.905, abs=0.001)
    assert transcript.decode_ms >= 0 and transcript.wait_ms >= 0 and transcript.no_speech == 0.02
    assert echo.settings == [(5, True, "前文", ("星辰",))]
    assert scheduler.recognition_lag_ms >= 0 and scheduler.queue_depth == 0


async def test_partials_use_one_hypothesis_and_settle(scheduler: Scheduler, echo: Echo) -> None:
    shown = [await partial(scheduler, "u", text) for text in ("您好这", "您好这里是", "您号这里是星辰")]
    assert [transcript and (transcript.text, transcript.stable_chars) for transcript in shown] == [
        ("您好这", 0),
        ("您好这里是", 3),
        ("您好这里是星辰", 5),
    ]
    assert {beam for beam, *_ in echo.settings} == {1}


async def test_finals_go_first_and_windows_of_one_kind_together(scheduler: Scheduler, echo: Echo) -> None:
    blocker = await hold(scheduler, echo)
    tasks = [partial(scheduler, f"p{index}", f"部分{index}") for index in range(3)]
    tasks += [final(scheduler, f"f{index}", f"全部{index}") for index in range(3)]
    tasks += [final(scheduler, "e", "hello", "en")]
    await handed_in(scheduler, 7)
    echo.gate.set()
    results = await asyncio.gather(blocker, *tasks)
    assert all(results)
    assert echo.batches[1:] == [["全部0", "全部1", "全部2"], ["hello"], ["部分0", "部分1", "部分2"]]
    assert (scheduler.counters.batches, scheduler.counters.windows, scheduler.counters.largest_batch) == (4, 8, 3)


async def test_partials_of_calls_with_different_prompts_share_a_batch(scheduler: Scheduler, echo: Echo) -> None:
    blocker = await hold(scheduler, echo)
    tasks = [
        asyncio.ensure_future(scheduler.submit_partial(call, "customer", "u", audio(call), "zh", prompt=f"前文{call}"))
        for call in ("甲", "乙", "丙")
    ]
    await handed_in(scheduler, 3)
    echo.gate.set()
    assert all(await asyncio.gather(blocker, *tasks))
    assert echo.batches[1:] == [["甲", "乙", "丙"]]


async def test_a_superseded_partial_costs_nothing(scheduler: Scheduler, echo: Echo) -> None:
    blocker = await hold(scheduler, echo)
    old = partial(scheduler, "u", "旧的")
    await handed_in(scheduler, 1)
    new = partial(scheduler, "u", "新的")
    assert await old is None
    echo.gate.set()
    transcript = await new
    assert transcript is not None and transcript.text == "新的"
    assert await blocker and ["旧的"] not in echo.batches
    assert scheduler.counters.superseded_partials == 1


async def test_a_final_supersedes_the_partial_that_waits_and_the_one_in_the_engine(
    scheduler: Scheduler, echo: Echo
) -> None:
    echo.gate.clear()
    in_engine = partial(scheduler, "u", "正在")
    assert await asyncio.to_thread(echo.entered.wait, 30)
    waiting = partial(scheduler, "u", "等着")
    await handed_in(scheduler, 1)
    last = final(scheduler, "u", "全部")
    assert await waiting is None
    echo.gate.set()
    assert await in_engine is None
    transcript = await last
    assert transcript is not None and transcript.text == "全部"


async def test_a_final_may_differ_from_what_was_settled(scheduler: Scheduler) -> None:
    for text in ("您好这里", "您好这里"):
        await partial(scheduler, "u", text)
    transcript = await final(scheduler, "u", "你好那里")
    assert transcript is not None and transcript.text == "你好那里"


async def test_noise_gives_none(scheduler: Scheduler, echo: Echo) -> None:
    assert await final(scheduler, "u", "谢谢观看", speech_probability=0.3) is None
    assert await final(scheduler, "v", "") is None
    assert scheduler.counters.rejected == 2


async def test_without_a_recogniser_every_submit_says_so() -> None:
    scheduler = Scheduler(None)
    assert not scheduler.available and scheduler.degraded == ("asr.none",)
    with pytest.raises(NoRecogniser, match="models pull"):
        await scheduler.submit_final("c", "customer", "u", audio("x"), "zh")
    with pytest.raises(NoRecogniser):
        await scheduler.submit_partial("c", "customer", "u", audio("x"), "zh")
    scheduler.close()


async def test_out_of_memory_halves_the_batch_and_loses_nothing(scheduler: Scheduler, echo: Echo) -> None:
    blocker = await hold(scheduler, echo)
    echo.most_at_once = 1
    tasks = [final(scheduler, f"f{index}", f"第{index}句") for index in range(4)]
    await handed_in(scheduler, 4)
    echo.gate.set()
    texts = [result.text for result in await asyncio.gather(*tasks) if result]
    assert texts == ["第0句", "第1句", "第2句", "第3句"]
    assert [len(batch) for batch in echo.batches[1:]] == [4, 2, 1, 1, 1, 1]
    assert await blocker


async def test_memory_that_never_suffices_ends_in_an_error(scheduler: Scheduler, echo: Echo) -> None:
    echo.most_at_once = 0
    with pytest.raises(RecognitionFailed):
        await final(scheduler, "u", "话")


async def test_one_bad_window_fails_alone(scheduler: Scheduler, echo: Echo) -> None:
    blocker = await hold(scheduler, echo)
    echo.fails_on["坏的"] = EngineFailed("bad")
    tasks = [final(scheduler, text, text) for text in ("好的", "坏的", "也好")]
    await handed_in(scheduler, 3)
    echo.gate.set()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(result) for result in results] == [Transcript, RecognitionFailed, Transcript]
    assert await blocker


async def test_a_language_the_model_lacks_is_not_tried_again(scheduler: Scheduler, echo: Echo) -> None:
    echo.failures = [ModelUnsupported("no such language")]
    with pytest.raises(ModelUnsupported):
        await final(scheduler, "u", "x", "de")
    assert len(echo.batches) == 1


async def test_a_dead_thread_is_replaced_and_its_jobs_are_repeated(scheduler: Scheduler, echo: Echo) -> None:
    echo.failures = [SystemExit("the thread ends")]
    transcript = await final(scheduler, "u", "还在")
    assert transcript is not None and transcript.text == "还在"
    assert scheduler.counters.restarts == 1
    assert echo.batches == [["还在"], ["还在"]]


async def test_a_job_that_kills_every_thread_is_given_up(scheduler: Scheduler, echo: Echo) -> None:
    echo.failures = [SystemExit() for _ in range(3)]
    with pytest.raises(RecognitionFailed):
        await final(scheduler, "u", "毒")
    transcript = await final(scheduler, "v", "好")
    assert transcript is not None and transcript.text == "好"


async def test_a_cancelled_call_is_not_decoded(scheduler: Scheduler, echo: Echo) -> None:
    blocker = await hold(scheduler, echo)
    gone = final(scheduler, "gone", "走了")
    await handed_in(scheduler, 1)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    echo.gate.set()
    assert await blocker
    assert await final(scheduler, "next", "下一个")
    assert ["走了"] not in echo.batches


async def test_closing_lets_nobody_wait_for_ever(scheduler: Scheduler, echo: Echo) -> None:
    blocker = await hold(scheduler, echo)
    waiting = final(scheduler, "u", "等着")
    await handed_in(scheduler, 1)
    echo.gate.set()
    await asyncio.to_thread(scheduler.close)
    results = await asyncio.gather(blocker, waiting, return_exceptions=True)
    assert isinstance(results[0], Transcript)
    assert isinstance(results[1], Transcript | SchedulerClosed)
    with pytest.raises(SchedulerClosed):
        await final(scheduler, "v", "晚了")


async def test_prompts_go_with_their_own_windows(scheduler: Scheduler, echo: Echo) -> None:
    blocker = await hold(scheduler, echo)
    tasks = [final(scheduler, text, text, prompt=f"{text}之前", hot_words=[text]) for text in ("甲", "乙")]
    await handed_in(scheduler, 2)
    echo.gate.set()
    assert all(await asyncio.gather(blocker, *tasks))
    assert echo.batches[1:] == [["甲", "乙"]]
    assert echo.settings[1:] == [(5, True, "甲之前", ("甲",)), (5, True, "乙之前", ("乙",))]


async def test_a_gpu_takes_larger_batches() -> None:
    echo = Echo("cuda")
    scheduler = Scheduler(echo, clock=lambda: 100.0)
    blocker = await hold(scheduler, echo)
    tasks = [final(scheduler, f"f{index}", "话") for index in range(20)]
    await handed_in(scheduler, 20)
    echo.gate.set()
    assert all(await asyncio.gather(blocker, *tasks))
    assert [len(batch) for batch in echo.batches] == [1, 20]
    scheduler.close()


async def test_many_calls_at_once_each_get_their_own_text(scheduler: Scheduler) -> None:
    texts = [f"第{index}通电话" for index in range(60)]
    results = await asyncio.gather(
        *(
            scheduler.submit_final(f"call{index}", "customer", "u", audio(text), "zh")
            for index, text in enumerate(texts)
        )
    )
    assert [result.text for result in results if result] == texts


def test_echo_is_a_recogniser(echo: Echo) -> None:
    assert isinstance(echo, Recogniser)


async def test_the_real_engine_behind_the_scheduler(tmp_path: Path) -> None:
    scheduler = Scheduler(load_recogniser(build_scripted_model(tmp_path / "model"), "cpu"))
    sound = voice_like(3.0)
    first, last = await asyncio.gather(
        scheduler.submit_partial("c", "agent", "a", sound, "zh"),
        scheduler.submit_final("c", "customer", "b", sound, "zh", speech_probability=0.9),
    )
    assert first is not None and last is not None
    assert last.text == "".join(DEFAULT_SCRIPT).replace(",", "\uff0c")
    assert first.text == last.text and first.stable_chars == 0 and last.confidence > 0.9
    scheduler.close()
