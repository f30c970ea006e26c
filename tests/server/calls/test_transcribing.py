"""What an utterance is recognised with: names, what was said before, and nothing that misled."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from server.calls.health import Health
from server.calls.transcribing import Transcribing
from server.speech.dropped import Dropped
from server.speech.listening import PartialDue, UtteranceEnded
from server.speech.scheduler import Transcript
from tests.server.fakes import eventually

SECOND = 16_000


class Answers:
    """A recogniser that gives these texts, one a final, and notes what it was told."""

    def __init__(self, *texts: str) -> None:
        self.texts = list(texts)
        self.told: list[tuple[str, tuple[str, ...]]] = []
        self.dropped = Dropped()

    async def submit_final(self, call: str, channel: str, utterance_id: str, audio: NDArray[np.float32], lang: str,
                           prompt: str = "", hot_words: Sequence[str] = (), speech_probability: float = 1.0
                           ) -> Transcript | None:
        self.told.append((prompt, tuple(hot_words)))
        text = self.texts.pop(0)
        return Transcript(text, len(text), 0.9, 0.0, 1.0, 1.0) if text else None


class Shown:
    """Notes what is handed on."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def partial(self, channel: str, due: PartialDue, transcript: Transcript) -> None:
        """None are asked for here."""

    async def final(self, channel: str, ended: UtteranceEnded, transcript: Transcript | None) -> None:
        self.texts.append(transcript.text if transcript else "")

    async def gap(self, channel: str, start_sample: int, end_sample: int, why: str) -> None:
        self.texts.append(why)


async def shown(answers: Answers, count: int, seconds: float = 2.0, probability: float = 0.9) -> list[str]:
    texts = Shown()
    with ThreadPoolExecutor(1) as workers:
        parts: Any = SimpleNamespace(recognition=answers, workers=workers, health=Health())
        transcribing = Transcribing("c", "zh", parts, texts, ("星享贷",))
        transcribing.start()
        for number in range(count):
            start, length = number * 10 * SECOND, int(seconds * SECOND)
            audio = np.random.default_rng(number).normal(0, 0.1, length).astype(np.float32)
            await transcribing.utterance_ended("agent", UtteranceEnded(start, start + length, audio, probability))
            await eventually(partial(lambda least: len(texts.texts) > least, number))
        await transcribing.finish()
    return texts.texts


async def test_each_utterance_is_told_the_one_before_and_the_names() -> None:
    answers = Answers("您好，这里是星辰银行。", "请问有什么可以帮您？")
    assert await shown(answers, 2) == ["您好，这里是星辰银行。", "请问有什么可以帮您？"]
    assert answers.told == [("", ("星享贷",)), ("您好，这里是星辰银行。", ("星享贷",))]


async def test_a_short_word_is_told_no_names() -> None:
    answers = Answers("好的。")
    await shown(answers, 1, seconds=0.6)
    assert answers.told == [("", ())]


@pytest.mark.parametrize("misled", ["您好，这里是星辰银行。", ""])
async def test_a_prompt_that_misled_is_dropped_and_the_utterance_heard_again(misled: str) -> None:
    answers = Answers("您好，这里是星辰银行。", misled, "今天天气不错。", "好的。")
    assert await shown(answers, 3) == ["您好，这里是星辰银行。", "今天天气不错。", "好的。"]
    assert [prompt for prompt, _ in answers.told] == ["", "您好，这里是星辰银行。", "", "今天天气不错。"]


async def test_noise_is_not_heard_twice_and_what_was_rejected_prompts_nothing() -> None:
    answers = Answers("您好，这里是星辰银行。", "", "")
    assert await shown(answers, 3, probability=0.3) == ["您好，这里是星辰银行。", "", ""]
    assert [prompt for prompt, _ in answers.told] == ["", "您好，这里是星辰银行。", "您好，这里是星辰银行。"]
