"""Sound goes through the product's scheduler, whole or live; what fails is named and the rest goes on."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from models.errors import ModelUnsupported
from protocol.message import Language
from server.evaluation.index import Item
from server.evaluation.running import Failure, Listening, Run, run, speech_probability
from server.evaluation.stopwatch import TimedRecogniser
from tests.server.evaluation.sounds import Bilingual, Instantly, Scripted, level, write_wav
from tests.server.fakes import LevelVad


def item(path: Path, text: str, lang: Language = "zh", condition: str = "clean") -> Item:
    return Item(path.name, path, text, lang, condition)


async def heard(items: Sequence[Item], recogniser: Scripted, *, live: bool = False) -> Run:
    return await run(items, recogniser, Listening(LevelVad, live, Instantly()))


def said(*parts: tuple[int, float]) -> np.ndarray:
    return np.concatenate([level(value, seconds) for value, seconds in parts])


async def test_whole_sounds_in_the_order_of_the_index(tmp_path: Path) -> None:
    items = [item(write_wav(tmp_path / f"{value}.wav", level(value, 0.5 + value % 3)), str(value))
             for value in range(10, 30)]
    found = await heard(items, Scripted({value: f"编号{value}" for value in range(10, 30)}))
    assert [one.text for one in found.heard] == [f"编号{value}" for value in range(10, 30)]
    assert [one.item for one in found.heard] == items
    assert found.heard[0].audio_s == pytest.approx(1.5) and found.lags is None and not found.failures


async def test_texts_are_normalised_and_guarded_as_in_a_call(tmp_path: Path) -> None:
    spoken = item(write_wav(tmp_path / "a.wav", level(5, 2.0)), "二十万")
    credits = item(write_wav(tmp_path / "b.wav", said((0, 0.5), (6, 0.004), (0, 2.0))), "")
    looped = item(write_wav(tmp_path / "c.wav", level(7, 2.0)), "")
    found = await heard([spoken, credits, looped], Scripted({5: "借二十萬", 6: "谢谢观看", 7: "今天天气很好" * 30}))
    assert [one.text for one in found.heard] == ["借20万", "谢谢观看", "今天天气很好"]
    quiet = Scripted({0: "谢谢观看"})
    nobody = await heard([item(write_wav(tmp_path / "d.wav", level(0, 2.0)), "")], quiet)
    assert nobody.heard[0].text == "" and quiet.windows == [(32_000, True)]
    assert nobody.not_shown == {"no_voice": 1} and found.not_shown == {}


async def test_what_fails_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = item(write_wav(tmp_path / "good.wav", level(5)), "好的")
    broken = item(write_wav(tmp_path / "broken.wav", level(6)), "好的")
    missing = item(tmp_path / "missing.wav", "好的")
    for live in (False, True):
        found = await heard([missing, broken, good], Scripted({5: "好的"}, frozenset({6})), live=live)
        assert [one.item for one in found.heard] == [good]
        assert found.failures == [Failure("missing.wav", "there is no such file"),
                                  Failure("broken.wav", "it could not be recognised (RecognitionFailed)")]


async def test_a_language_that_the_model_does_not_know(tmp_path: Path) -> None:
    recogniser = Scripted({})
    object.__setattr__(recogniser.info, "languages", ("en",))
    with pytest.raises(ModelUnsupported, match="does not know zh"):
        await heard([item(tmp_path / "a.wav", "好")], recogniser)


async def test_live_sound_comes_in_packets_with_partials_and_lags(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", said((0, 0.6), (5, 2.0), (0, 0.8), (6, 1.0)))
    recogniser = Scripted({5: "hello there", 6: "my balance please"})
    found = await heard([item(path, "hello there my balance please", "en")], recogniser, live=True)
    assert [one.text for one in found.heard] == ["Hello there My balance please"]
    assert found.heard[0].audio_s == pytest.approx(4.4)
    assert [final for _, final in recogniser.windows].count(True) == 2
    assert found.lags is not None and len(found.lags.final_ms) == 2 and found.lags.partial_ms
    # Without work to wait for, what is left of the lag is the silence that ends an utterance.
    assert min(found.lags.final_ms) >= 400
    assert all(lag >= 0 for lag in found.lags.partial_ms)


async def test_live_silence_reaches_no_recogniser(tmp_path: Path) -> None:
    recogniser = Scripted({0: "谢谢观看"})
    found = await heard([item(write_wav(tmp_path / "a.wav", level(0, 3.0)), "")], recogniser, live=True)
    assert found.heard[0].text == "" and recogniser.windows == []
    assert found.lags is not None and not found.lags.final_ms


async def test_languages_are_told_apart_where_the_recogniser_can(tmp_path: Path) -> None:
    items = [item(write_wav(tmp_path / "4.wav", level(4)), "好"), item(write_wav(tmp_path / "5.wav", level(5)), "yes", "en"),
             item(write_wav(tmp_path / "6.wav", level(6)), "no", "en"), item(write_wav(tmp_path / "0.wav", level(0)), "")]
    found = await heard(items, Bilingual({}))
    assert [one.language for one in found.heard] == ["zh", "en", "zh", None]
    assert {one.language for one in (await heard(items, Scripted({}))).heard} == {None}


async def test_progress_counts_every_sound(tmp_path: Path) -> None:
    counted: list[int] = []
    items = [item(write_wav(tmp_path / "a.wav", level(5)), "好"), item(tmp_path / "none.wav", "好")]
    await run(items, Scripted({}), Listening(LevelVad), lambda: counted.append(1))
    assert len(counted) == 2


def test_the_stopwatch_counts_the_engine_alone_also_when_it_fails() -> None:
    at_s = iter((10.0, 12.5, 20.0, 20.5))
    timed = TimedRecogniser(Bilingual({5: "好"}, frozenset({6})), clock=lambda: next(at_s))
    window = np.full(1600, 5 / 32768, np.float32)
    assert timed.recognise([window], "zh", final=True)[0].text == "好"
    with pytest.raises(ValueError, match="breaks the engine"):
        timed.recognise([window * 1.2], "zh")
    assert timed.engine_s == pytest.approx(3.0)
    assert timed.detect_language(window) == "en" and timed.engine_s == pytest.approx(3.0)


def test_the_engine_is_never_called_by_two_threads_at_once() -> None:
    inside, most, entered = 0, 0, threading.Event()

    class Counting(Bilingual):
        def detect_language(self, windows: Sequence[np.ndarray]) -> list[str]:
            nonlocal inside, most
            inside += 1
            most = max(most, inside)
            entered.wait(0.01)
            inside -= 1
            return ["zh"]

    timed = TimedRecogniser(Counting({}))
    threads = [threading.Thread(target=timed.detect_language, args=(np.zeros(1600, np.float32),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_the_voice_activity_that_guards_are_told() -> None:
    frame = 512

    def of(*levels: int) -> float:
        return speech_probability(LevelVad(), np.repeat(np.asarray(levels, np.int16), frame))
    assert of(0, 0, 5, 5, 0, 5, 0, 0, 0) == pytest.approx(0.75)
    assert of(0, 0, 0) == 0.0 and of(5, 5) == 1.0
    assert speech_probability(LevelVad(), np.full(100, 5, np.int16)) == 0.0
