"""The queue in front of a language model: approval clause by clause, limits, fallback, rest after failures."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import Any

import pytest

from server.assist.engines import breaker
from server.assist.engines.breaker import Breaker
from server.assist.engines.engine import Prompt
from server.assist.engines.errors import EngineDown, EngineRefused
from server.assist.engines.writer import Writer
from server.assist.engines.written import Brief, Wanted, Written
from server.settings import AssistanceSettings


class Scripted:
    """Says its pieces; an exception among them is raised, a number is a pause in seconds, an event is waited for."""

    name = "scripted:test"

    def __init__(self, *pieces: Any) -> None:
        self.pieces: Any = pieces
        self.prompts: list[Prompt] = []
        self.closed = 0

    async def stream(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        self.prompts.append(prompt)
        try:
            for piece in self.pieces:
                if isinstance(piece, Exception):
                    raise piece
                if isinstance(piece, (int, float)):
                    await asyncio.sleep(piece)
                elif isinstance(piece, asyncio.Event):
                    await piece.wait()
                else:
                    yield piece
        finally:
            self.closed += 1

    async def close(self) -> None:
        """Nothing to close."""


WANTED = Wanted("s1", "customer-0", 1000, "利率多少", Brief("zh", "星辰银行", "calm", "", "", (), (("customer", "利率多少"),)))


async def no_objection(text: str) -> str:
    return ""


async def write(
    engine: Scripted, approve: Callable[[str], Any] = no_objection, **settings: Any
) -> tuple[Written, list[str]]:
    parts: list[str] = []
    patient = {"first_clause_s": 30.0, "read_s": 30.0, "total_s": 60.0, **settings}
    written = await Writer(engine, AssistanceSettings(**patient)).write(WANTED, approve, parts.append)
    return written, parts


async def test_clauses_are_shown_as_they_are_approved() -> None:
    written, parts = await write(Scripted("您好，", "我帮", "您看一下。"))
    assert parts == ["您好，", "您好，我帮您看一下。"]
    assert written == Written(item="s1", text="您好，我帮您看一下。", engine="scripted:test")


async def test_nothing_of_a_refused_clause_is_shown_and_the_model_is_stopped() -> None:
    engine = Scripted("您好。", "利率", "8%，", "没问题。")

    async def approve(text: str) -> str:
        return "number:8%" if "8" in text else ""
    written, parts = await write(engine, approve)
    assert parts == ["您好。"] and engine.closed == 1
    assert written.text == "您好。" and written.blocked == "您好。利率8%，" and written.why == "number:8%"


async def test_half_a_sentence_before_a_refused_clause_does_not_stay() -> None:
    async def approve(text: str) -> str:
        return "rule:x" if "保证" in text else ""
    written, _ = await write(Scripted("您放心，", "保证能批。"), approve)
    assert written.text == "" and written.why == "rule:x"


async def test_it_is_cut_at_a_clause_when_it_gets_too_long() -> None:
    written, _ = await write(Scripted("我先帮您核实一下，", "这是一个非常长的句子" * 5 + "。"))
    assert written.text == "我先帮您核实一下。" and not written.why


@pytest.mark.parametrize(
    ("pieces", "why"),
    [
        (("作为AI语言模型，", "我不能。"), "refusal"),
        ((EngineDown("x"),), "llm.down"),
        ((ValueError("bug"),), "llm.failed"),
        ((), "llm.garbage"),
        (("  ",), "llm.garbage"),
        (("字" * 2_000,), "llm.garbage"),
        ((100,), "llm.slow"),
        (("长" * 80 + "。",), "length"),
    ],
)
async def test_without_words_the_reason_is_named(pieces: tuple[Any, ...], why: str) -> None:
    written, parts = await write(Scripted(*pieces), first_clause_s=0.05 if why == "llm.slow" else 30.0)
    assert written.text == "" and written.why == why and parts == []


async def test_of_a_broken_stream_whole_sentences_stay() -> None:
    written, _ = await write(Scripted("您好。", "利率是", EngineDown("cut")))
    assert written.text == "您好。" and written.why == "llm.down"


async def test_after_three_failures_it_rests_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breaker, "FIRST_REST_S", 0.0)
    engine = Scripted(EngineDown("x"))
    writer = Writer(engine, AssistanceSettings())
    monkeypatch.setattr(writer._breaker, "_rest_s", 30.0)
    for _ in range(3):
        assert writer.available and writer.degraded == ()
        await writer.write(WANTED, no_objection, lambda text: None)
    assert not writer.available and writer.degraded == ("llm.down",)
    assert (await writer.write(WANTED, no_objection, lambda text: None)).why == "llm.down"
    assert len(engine.prompts) == 3


async def test_a_model_that_refuses_us_is_not_asked_again_at_once() -> None:
    writer = Writer(Scripted(EngineRefused("x")), AssistanceSettings())
    await writer.write(WANTED, no_objection, lambda text: None)
    assert writer.degraded == ("llm.refused",)


async def test_with_too_many_waiting_the_playbook_answers_at_once() -> None:
    go_on = asyncio.Event()
    writer = Writer(Scripted(go_on, "您好。"), AssistanceSettings(parallel=1, waiting=1, first_clause_s=30.0, total_s=60.0))
    first = asyncio.create_task(writer.write(WANTED, no_objection, lambda text: None))
    second = asyncio.create_task(writer.write(WANTED, no_objection, lambda text: None))
    await asyncio.sleep(0.02)
    assert not writer.available
    assert (await writer.write(WANTED, no_objection, lambda text: None)).why == "llm.busy"
    go_on.set()
    assert [(await one).text for one in (first, second)] == ["您好。", "您好。"]


async def test_a_cancelled_answer_frees_its_place_and_counts_as_no_failure() -> None:
    engine = Scripted(5, "您好。")
    writer = Writer(engine, AssistanceSettings(parallel=1))
    for _ in range(4):
        task = asyncio.create_task(writer.write(WANTED, no_objection, lambda text: None))
        await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    engine.pieces = ("您好。",)
    assert writer.available and (await writer.write(WANTED, no_objection, lambda text: None)).text == "您好。"


async def test_translations_keep_their_figures_or_are_not_shown() -> None:
    for said, expected in (("我想借30万，分24个月。", ""), ("I want to borrow 300,000 over 24 months.", "我想借30万，分24个月。")):
        writer = Writer(Scripted("我想借30万，分24个月。"), AssistanceSettings())
        assert await writer.translate(said, "en", "zh") == expected or not expected
    writer = Writer(Scripted("我想借30万，分36个月。"), AssistanceSettings())
    assert await writer.translate("I want to borrow 300,000 over 24 months.", "en", "zh") == ""
    writer = Writer(Scripted(EngineDown("x")), AssistanceSettings())
    assert await writer.translate("Hello", "en", "zh") == ""


def test_the_rest_after_a_failed_trial_doubles() -> None:
    rests = Breaker()
    for _ in range(3):
        rests.begin()
        rests.failed(0.0)
    assert rests.open and not rests.allows(14.9) and rests.allows(15.0)
    rests.begin()
    assert not rests.allows(15.0)
    rests.failed(15.0)
    assert not rests.allows(44.9) and rests.allows(45.0)
    rests.begin()
    rests.worked()
    assert not rests.open and rests.allows(45.0)
