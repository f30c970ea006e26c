"""The real engine, on a model with scripted weights: batches, prompts, policies, bad sound, and second attempts."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.scripted_model import DEFAULT_SCRIPT, build_scripted_model
from benchmarks.scripted_voice import voice_like
from models.asr import Context, Recogniser, WindowPolicy, load_recogniser
from models.asr.faster_whisper import FasterWhisper
from models.errors import AudioTooLong, EngineFailed, EngineOutOfMemory, ModelUnsupported

TEXT = "".join(DEFAULT_SCRIPT)


@pytest.fixture(scope="module")
def recogniser(scripted_model: Path) -> FasterWhisper:
    opened = load_recogniser(scripted_model, "cpu")
    assert isinstance(opened, FasterWhisper)
    return opened


def with_policy(recogniser: FasterWhisper, window: WindowPolicy) -> FasterWhisper:
    changed = object.__new__(FasterWhisper)
    changed.__dict__.update(recogniser.__dict__)
    changed._info = dataclasses.replace(recogniser.info, window=window)
    return changed


class Spy:
    """Stands before the real model and notes what it is asked."""

    def __init__(self, model: Any, failures: list[Exception] | None = None) -> None:
        self._model = model
        self.frames: list[tuple[int, ...]] = []
        self.calls: list[dict[str, Any]] = []
        self.prompts: list[list[list[int]]] = []
        self.failures = failures or []
        self.scores: list[float] = []

    def encode(self, features: Any) -> Any:
        self.frames.append(tuple(features.shape))
        return self._model.encode(features)

    def generate(self, encoded: Any, prompts: list[list[int]], **settings: Any) -> Any:
        if self.failures:
            raise self.failures.pop(0)
        self.prompts.append(prompts)
        self.calls.append(settings)
        results = self._model.generate(encoded, prompts, **settings)
        if not self.scores:
            return results
        score = self.scores.pop(0)
        return [_Scored(result, score) for result in results]


class _Scored:
    def __init__(self, result: Any, score: float) -> None:
        self.sequences_ids, self.no_speech_prob, self.scores = result.sequences_ids, result.no_speech_prob, [score]


def spied(
    recogniser: FasterWhisper, window: WindowPolicy, failures: list[Exception] | None = None
) -> tuple[FasterWhisper, Spy]:
    changed = with_policy(recogniser, window)
    spy = Spy(recogniser._model, failures)
    changed._model = spy
    return changed, spy


def words(text: str) -> str:
    return text.replace("\u200b", "")


def test_a_batch_of_different_lengths_keeps_its_order(recogniser: FasterWhisper) -> None:
    windows = [voice_like(seconds) for seconds in (0.5, 7.0, 2.0, 0.05, 12.0)]
    results = with_policy(recogniser, "exact").recognise(windows, "zh")
    assert [words(result.text) for result in results] == [TEXT, TEXT, TEXT, "", TEXT]
    assert results[0].lang == "zh" and results[0].avg_log_prob > -0.1 and results[0].no_speech_prob < 0.1
    assert words("".join(results[0].tokens_words)) == TEXT
    assert results[3].no_speech_prob == 1.0


@pytest.mark.parametrize(("policy", "frames"), [("full", 3000), ("padded", 600), ("exact", 200)])
def test_the_window_policy_decides_what_is_encoded(
    recogniser: FasterWhisper, policy: WindowPolicy, frames: int
) -> None:
    changed, spy = spied(recogniser, policy)
    changed.recognise([voice_like(1.8), voice_like(1.9)], "en")
    assert spy.frames == [(2, 80, frames)]


def test_speech_that_is_over_is_heard_with_silence_behind_it_and_speech_that_goes_on_is_not(recogniser: FasterWhisper) -> None:
    changed, spy = spied(recogniser, "exact")
    for final in (False, True):
        changed.recognise([voice_like(1.9)], "en", beam=5, final=final, attempt=0)
    assert spy.frames == [(1, 80, 200), (1, 80, 250)]


def test_windows_of_different_length_are_not_padded_to_each_other(recogniser: FasterWhisper) -> None:
    changed, spy = spied(recogniser, "exact")
    changed.recognise([voice_like(1.0), voice_like(4.0), voice_like(0.8)], "en")
    assert sorted(spy.frames) == [(1, 80, 400), (2, 80, 100)]


def test_a_prompt_and_hot_words_do_not_change_the_shape_of_the_answer(recogniser: FasterWhisper) -> None:
    changed, spy = spied(recogniser, "exact")
    results = changed.recognise([voice_like(1.5)] * 2, "zh", prompt="请问您的" * 60, hot_words=["星辰"])
    assert [words(result.text) for result in results] == [TEXT, TEXT]
    lengths = {len(prompt) for prompt in spy.prompts[0]}
    assert lengths == {1 + 96 + 4}


def test_hot_words_wait_for_a_second_of_sound(recogniser: FasterWhisper) -> None:
    changed, spy = spied(recogniser, "exact")
    changed.recognise([voice_like(0.6)], "en", hot_words=["Star Bank"])
    changed.recognise([voice_like(1.2)], "en", hot_words=["Star Bank"])
    assert len(spy.prompts[0][0]) == 4 and len(spy.prompts[1][0]) > 4


def test_tokens_are_capped_by_the_length_of_the_sound(tmp_path: Path) -> None:
    script = [f"w{index} " for index in range(55)]
    long_winded = load_recogniser(build_scripted_model(tmp_path / "long", script), "cpu")
    short, long = (long_winded.recognise([voice_like(seconds)], "en")[0] for seconds in (0.5, 4.0))
    assert len(short.tokens_words) <= 0.5 * 16 + 12
    assert len(long.tokens_words) == len(script)


def test_partials_are_decoded_once_and_finals_with_a_beam(recogniser: FasterWhisper) -> None:
    changed, spy = spied(recogniser, "exact")
    changed.recognise([voice_like(1)], "en")
    changed.recognise([voice_like(1)], "en", beam=5, final=True)
    assert [call["beam_size"] for call in spy.calls] == [1, 5]


def test_a_doubtful_final_is_decoded_at_full_length_and_then_warmer(recogniser: FasterWhisper) -> None:
    changed, spy = spied(recogniser, "padded")
    spy.scores = [-3.0, -3.0, -2.0, -0.5]
    (result,) = changed.recognise([voice_like(2)], "en", beam=5, final=True)
    assert [shape[2] for shape in spy.frames] == [600, 3000, 600, 600]
    assert [call.get("sampling_temperature") for call in spy.calls] == [None, None, 0.2, 0.5]
    assert result.avg_log_prob > -0.6


def test_a_doubtful_partial_is_left_alone(recogniser: FasterWhisper) -> None:
    changed, spy = spied(recogniser, "padded")
    spy.scores = [-3.0]
    changed.recognise([voice_like(2)], "en")
    assert len(spy.calls) == 1


def test_of_only_doubtful_results_the_least_doubtful_stays(recogniser: FasterWhisper) -> None:
    changed, spy = spied(recogniser, "full")
    spy.scores = [-3.0, -2.0, -4.0, -5.0]
    (result,) = changed.recognise([voice_like(2)], "en", final=True)
    assert -2.1 < result.avg_log_prob < -1.7


def test_sound_without_content_gives_nothing(recogniser: FasterWhisper) -> None:
    bad = [
        np.zeros(0, np.float32),
        np.zeros(16_000, np.float32),
        np.full(16_000, np.nan, np.float32),
        np.full(16_000, np.inf, np.float32),
        voice_like(0.09),
    ]
    assert [result.text for result in recogniser.recognise(bad, "zh")] == [""] * 5
    assert recogniser.recognise([], "zh") == []


def test_single_bad_samples_are_heard_over(recogniser: FasterWhisper) -> None:
    sound = voice_like(1)
    sound[100] = np.nan
    (result,) = with_policy(recogniser, "exact").recognise([sound], "zh")
    assert words(result.text) == TEXT and np.isfinite(result.avg_log_prob)


def test_sound_longer_than_the_window_is_recognised_in_pieces(recogniser: FasterWhisper) -> None:
    (result,) = recogniser.recognise([voice_like(65)], "zh")
    assert words(result.text) == TEXT * 3


def test_more_than_an_hour_is_refused(recogniser: FasterWhisper) -> None:
    with pytest.raises(AudioTooLong, match="hour"):
        recogniser.recognise([np.broadcast_to(np.float32(0.1), (3601 * 16_000,))], "zh")


def test_an_unknown_language_is_refused(recogniser: Recogniser) -> None:
    with pytest.raises(ModelUnsupported, match="'de'"):
        recogniser.recognise([voice_like(1)], "de")


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (RuntimeError("CUDA failed with error out of memory"), EngineOutOfMemory),
        (RuntimeError("CUDA driver error"), EngineFailed),
        (ValueError("bad shape"), EngineFailed),
    ],
)
def test_failures_of_the_engine_are_named(
    recogniser: FasterWhisper, raised: Exception, expected: type[Exception]
) -> None:
    changed, _ = spied(recogniser, "exact", [raised])
    with pytest.raises(expected) as failure:
        changed.recognise([voice_like(1)], "zh")
    assert type(failure.value) is expected


def test_the_seed_of_the_prompt_is_not_taken_for_speech(tmp_path: Path) -> None:
    echo = load_recogniser(
        build_scripted_model(tmp_path / "echo", ["以下是", "普通话", "通话", "，", "简体中文", "。"]), "cpu"
    )
    assert echo.recognise([voice_like(1)], "zh")[0].text == ""
    assert echo.recognise([voice_like(1)], "en")[0].text != ""


def test_windows_of_one_batch_may_have_prompts_of_their_own(recogniser: FasterWhisper) -> None:
    changed, spy = spied(recogniser, "exact")
    contexts = [Context(prompt) for prompt in ("", "您好", "请问您的" * 4, "利率是多少" * 60)]
    results = changed.recognise([voice_like(1.5)] * 4, "zh", contexts=contexts, beam=5)
    assert [words(result.text) for result in results] == [TEXT] * 4
    assert sum(len(prompts) for prompts in spy.prompts) == 4
    assert all(len({len(prompt) for prompt in prompts}) == 1 for prompts in spy.prompts)
    assert len(spy.prompts) < 4 and {len(prompts[0]) - 5 for prompts in spy.prompts} == {32, 96}


def test_a_context_too_few_is_a_mistake_of_the_caller(recogniser: FasterWhisper) -> None:
    with pytest.raises(ValueError, match="shorter"):
        recogniser.recognise([voice_like(1)] * 2, "zh", contexts=[Context()])


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("padded", [(600, None), (3000, None), (600, 0.2), (600, 0.5), (600, 0.8), (600, 0.8)]),
     ("exact", [(250, None), (250, 0.2), (250, 0.5), (250, 0.8), (250, 0.8)])],
)  # fmt: skip
def test_each_attempt_can_be_asked_for_alone(
    recogniser: FasterWhisper, policy: WindowPolicy, expected: list[tuple[int, float | None]]
) -> None:
    changed, spy = spied(recogniser, policy)
    spy.scores = [-3.0] * 6
    for attempt in range(len(expected)):
        changed.recognise([voice_like(2)], "en", beam=5, final=True, attempt=attempt)
    found = [(shape[2], call.get("sampling_temperature")) for shape, call in zip(spy.frames, spy.calls, strict=True)]
    assert found == expected
    assert [call["beam_size"] for call in spy.calls[:2]] == [5, 5 if policy == "padded" else 1]
