"""What an utterance is recognised with: names, what was said before, and nothing that misled."""

from __future__ import annotations

import asyncio
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

    hears_endings = True
    languages: tuple[str, ...] = ()

    def __init__(self, *texts: str) -> None:
        self.texts = list(texts)
        self.told: list[tuple[str, tuple[str, ...]]] = []
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.endings: list[tuple[float, tuple[str, ...]]] = []
        self.returned: list[str] = []
        self.langs: list[str] = []
        self.dropped = Dropped()

    async def submit_final(self, call: str, channel: str, utterance_id: str, audio: NDArray[np.float32], lang: str,
                           prompt: str = "", hot_words: Sequence[str] = (), speech_probability: float = 1.0,
                           languages: Sequence[str] = ()) -> Transcript | None:
        self.told.append((prompt, tuple(hot_words)))
        self.asked.append((lang, tuple(languages)))
        text = self.texts.pop(0)
        spoken = self.langs.pop(0) if self.langs else lang
        return Transcript(text, len(text), 0.9, 0.0, 1.0, 1.0, spoken) if text else None

    async def submit_ending(self, call: str, channel: str, utterance_id: str, audio: NDArray[np.float32], lang: str,
                            prompt: str = "", hot_words: Sequence[str] = (), speech_probability: float = 1.0,
                            languages: Sequence[str] = ()) -> Transcript | None:
        self.endings.append((speech_probability, tuple(hot_words)))
        return Transcript("也许", 2, 0.9, 0.0, 1.0, 1.0, lang)

    async def submit_partial(self, call: str, channel: str, utterance_id: str, audio: NDArray[np.float32], lang: str,
                             prompt: str = "", hot_words: Sequence[str] = (), speech_probability: float = 1.0
                             ) -> Transcript | None:
        return Transcript("部分", 2, 0.9, 0.0, 1.0, 1.0, lang)

    def voice_returned(self, call: str, utterance_id: str) -> None:
        self.returned.append(utterance_id)


class Shown:
    """Notes what is handed on."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.painted: list[str] = []
        self.languages: list[tuple[str, str]] = []

    def language_changed(self, channel: str, lang: str) -> None:
        self.languages.append((channel, lang))

    def partial(self, channel: str, due: PartialDue, transcript: Transcript) -> None:
        self.painted.append(transcript.text)

    async def final(self, channel: str, ended: UtteranceEnded, transcript: Transcript | None) -> None:
        self.texts.append(transcript.text if transcript else "")

    async def gap(self, channel: str, start_sample: int, end_sample: int, why: str) -> None:
        self.texts.append(why)


async def shown(answers: Answers, count: int, seconds: float = 2.0, probability: float = 0.9,
                texts: Shown | None = None) -> list[str]:
    texts = texts or Shown()
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


async def test_who_speaks_another_language_is_written_in_it_and_it_is_said_once() -> None:
    answers, texts = Answers("Hello there.", "I lost my card.", "Can you help?", "Thanks."), Shown()
    answers.languages, answers.langs = ("zh", "en"), ["en", "en", "en", "en"]
    assert await shown(answers, 4, texts=texts) == ["Hello there.", "I lost my card.", "Can you help?", "Thanks."]
    assert answers.asked == [("zh", ("en",)), ("zh", ("en",)), ("en", ()), ("en", ())]
    assert texts.languages == [("agent", "en")]


async def test_the_other_channel_keeps_its_language() -> None:
    answers = Answers()
    answers.languages = ("zh", "en")
    transcribing = partly(answers, Shown())
    assert transcribing._spoken["agent"].heard("en", 5.0, 0.9)
    assert (transcribing._spoken["agent"].lang, transcribing._spoken["customer"].lang) == ("en", "zh")


def partly(answers: Answers, texts: Shown) -> Transcribing:
    parts: Any = SimpleNamespace(recognition=answers, workers=None, health=Health())
    transcribing = Transcribing("c", "zh", parts, texts, ("星享贷",))
    transcribing.wants_partials = True
    return transcribing


@pytest.mark.parametrize(("hears_endings", "words_due", "painted"), [
    (True, True, ["也许"]), (True, False, ["也许"]), (False, True, ["部分"]), (False, False, [])])
async def test_an_ending_is_asked_as_its_final_would_be_or_gives_way(hears_endings: bool, words_due: bool,
                                                                     painted: list[str]) -> None:
    answers, texts = Answers(), Shown()
    answers.hears_endings = hears_endings
    transcribing = partly(answers, texts)
    audio = np.ones(2 * SECOND, np.float32)
    transcribing.partial_due("agent", PartialDue(0, len(audio), audio, True, 0.77, words_due))
    await asyncio.gather(*transcribing._partials)
    assert texts.painted == painted and answers.endings == ([(0.77, ("星享贷",))] if hears_endings else [])
    transcribing.voice_returned("agent", 0)
    assert answers.returned == ["agent-0"]


async def test_nobody_looks_so_nothing_is_decoded_ahead() -> None:
    answers = Answers()
    transcribing = partly(answers, Shown())
    transcribing.wants_partials = False
    transcribing.partial_due("agent", PartialDue(0, SECOND, np.ones(SECOND, np.float32), True))
    assert not transcribing._partials and not answers.endings
