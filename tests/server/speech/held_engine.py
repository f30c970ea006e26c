"""A recogniser that waits, fails, runs out of memory or dies on command, and ways to hand jobs to its scheduler."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence

import numpy as np

from models.asr import Context, RecogniserInfo, Recognition, Window
from models.errors import EngineOutOfMemory
from server.speech.scheduler import Scheduler, Transcript


class Echo:
    """Answers each window with the text at its head (code points as samples), and may be held back or made to fail."""

    def __init__(self, device: str = "cpu") -> None:
        self.info = RecogniserInfo("echo", "echo", device, "int8", False, ("en", "zh"), "exact")
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()
        self.batches: list[list[str]] = []
        self.settings: list[tuple[int, bool, str, tuple[str, ...]]] = []
        self.failures: list[BaseException] = []
        self.fails_on: dict[str, BaseException] = {}
        self.most_at_once = 1000
        self.on_decode: Callable[[], None] = lambda: None
        self.attempts: list[int | None] = []
        self.log_probs: dict[str, float] = {}

    def recognise(
        self,
        windows: Sequence[Window],
        lang: str,
        *,
        prompt: str = "",
        hot_words: Sequence[str] = (),
        contexts: Sequence[Context] = (),
        beam: int = 1,
        final: bool = False,
        attempt: int | None = None,
    ) -> list[Recognition]:
        texts = [said(window) for window in windows]
        self.batches.append(texts)
        self.settings.extend((beam, final, context.prompt, context.hot_words) for context in contexts)
        self.entered.set()
        assert self.gate.wait(30)
        self.on_decode()
        if self.failures:
            raise self.failures.pop(0)
        if len(windows) > self.most_at_once:
            raise EngineOutOfMemory("too many")
        for text in texts:
            if text in self.fails_on:
                raise self.fails_on[text]
        self.attempts.append(attempt)
        return [Recognition(text, self.log_probs.pop(text, -0.1), 0.02, 1.0, lang) for text in texts]


def audio(text: str, seconds: float = 3.0) -> Window:
    window = np.zeros(int(seconds * 16_000), np.float32)
    window[0] = len(text)
    window[1 : 1 + len(text)] = [ord(character) for character in text]
    return window


def said(window: Window) -> str:
    return "".join(chr(int(code)) for code in window[1 : 1 + int(window[0])])


def final(
    scheduler: Scheduler, utterance: str, text: str, lang: str = "zh", **more: object
) -> asyncio.Task[Transcript | None]:
    return asyncio.ensure_future(
        scheduler.submit_final("c", "customer", utterance, audio(text), lang, **more)  # type: ignore[arg-type]
    )


def partial(
    scheduler: Scheduler, utterance: str, text: str, channel: str = "customer"
) -> asyncio.Task[Transcript | None]:
    return asyncio.ensure_future(scheduler.submit_partial("c", channel, utterance, audio(text), "zh"))


async def hold(scheduler: Scheduler, echo: Echo) -> asyncio.Task[Transcript | None]:
    """Keep the engine busy with one window until `echo.gate` is set."""
    echo.gate.clear()
    echo.entered.clear()
    task = final(scheduler, "blocker", "占着")
    assert await asyncio.to_thread(echo.entered.wait, 30)
    return task


async def handed_in(scheduler: Scheduler, count: int) -> None:
    """Let the tasks run until so many jobs wait."""
    for _ in range(1000):
        if scheduler.queue_depth >= count:
            return
        await asyncio.sleep(0)
    raise AssertionError(f"{scheduler.queue_depth} jobs wait, not {count}")
