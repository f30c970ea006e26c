"""Which language a channel is decoded in, and how a batch of two languages is."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import pytest

from models.asr import TellsLanguages, Window
from server.speech.scheduler import Scheduler, SchedulerSettings
from server.speech.spoken_language import LEAST_SAMPLES, SpokenLanguage, likelier
from tests.server.speech.held_engine import Echo, final, handed_in, hold, said
from tests.server.speech.test_scheduler_endings import ending

LONG, SHORT = 3 * LEAST_SAMPLES, LEAST_SAMPLES


class Polyglot(Echo):
    """Knows the language of a text by its letters."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def language_shares(self, windows: Sequence[Window]) -> list[Mapping[str, float]]:
        texts = [said(window) for window in windows]
        self.asked += texts
        return [{"en": 0.97, "zh": 0.02} if text.isascii() else {"en": 0.02, "zh": 0.97} for text in texts]


@pytest.mark.parametrize(("shares", "lang"), [
    ({"zh": 0.97, "en": 0.02}, "zh"), ({"en": 0.97, "zh": 0.02}, "en"), ({"en": 0.6, "zh": 0.3}, "zh"),
    ({"en": 0.3, "zh": 0.001, "de": 0.6}, "zh"), ({}, "zh"), ({"yue": 0.9, "zh": 0.1}, "zh"),
])
def test_only_a_language_that_is_sure_and_may_be_spoken_replaces_the_expected_one(shares: dict[str, float], lang: str) -> None:
    assert likelier("zh", ("en",), shares) == lang


def test_one_language_is_never_asked() -> None:
    spoken = SpokenLanguage("zh", ())
    assert spoken.to_ask(LONG) == () and not spoken.heard("zh", 2.0, 0.9)
    spoken.unclear()
    assert spoken.to_ask(LONG) == ()


def test_short_sound_is_not_asked() -> None:
    spoken = SpokenLanguage("zh", ("zh", "en"))
    assert spoken.to_ask(LEAST_SAMPLES - 1) == () and spoken.to_ask(LEAST_SAMPLES) == ("en",)


def test_two_in_a_row_settle_it_and_one_that_differs_does_not() -> None:
    spoken = SpokenLanguage("zh", ("zh", "en"))
    assert not spoken.heard("en", 2.0, 0.9) and spoken.lang == "zh"
    assert not spoken.heard("zh", 2.0, 0.9) and not spoken.heard("en", 2.0, 0.9)
    assert spoken.heard("en", 2.0, 0.9) and spoken.lang == "en" and spoken.to_ask(LONG) == ()
    assert not spoken.heard("en", 2.0, 0.9), "told once"


def test_a_long_one_settles_it_alone() -> None:
    spoken = SpokenLanguage("zh", ("en",))
    assert spoken.heard("en", 4.5, 0.9) and spoken.lang == "en"


@pytest.mark.parametrize("poor", [True, False])
def test_what_comes_out_badly_or_not_at_all_is_asked_again(poor: bool) -> None:
    spoken = SpokenLanguage("zh", ("en",))
    spoken.heard("zh", 5.0, 0.9)
    assert spoken.to_ask(LONG) == ()
    if poor:
        assert not spoken.heard("zh", 5.0, 0.2)
    else:
        spoken.unclear()
    assert spoken.to_ask(LONG) == ("en",)
    assert not spoken.heard("en", 2.0, 0.9) and spoken.heard("en", 2.0, 0.9)


async def test_finals_of_two_languages_that_were_one_batch_are_each_decoded_in_their_own() -> None:
    echo = Polyglot()
    assert isinstance(echo, TellsLanguages)
    scheduler = Scheduler(echo, SchedulerSettings(languages=("zh", "en", "de")), clock=lambda: 100.0)
    assert scheduler.languages == ("zh", "en")
    blocker = await hold(scheduler, echo)
    tasks = [final(scheduler, text, text, languages=("en",)) for text in ("您好", "good morning", "再见")]
    await handed_in(scheduler, 3)
    echo.gate.set()
    results = await asyncio.gather(*tasks)
    assert [result and (result.text, result.lang) for result in results] == [
        ("您好", "zh"), ("Good morning", "en"), ("再见", "zh")]
    assert echo.batches[1:] == [["您好", "再见"], ["good morning"]] and echo.asked == ["您好", "good morning", "再见"]
    assert await blocker and scheduler.queue_depth == 0
    scheduler.close()


@pytest.mark.parametrize("under_way", [True, False])
async def test_an_ending_in_another_language_is_its_final(under_way: bool) -> None:
    echo = Polyglot()
    scheduler = Scheduler(echo, SchedulerSettings(languages=("zh", "en")), clock=lambda: 100.0)
    if under_way:
        echo.gate.clear()
    first = ending(scheduler, "u", "twenty dollars", languages=("en",))
    if under_way:
        assert await asyncio.to_thread(echo.entered.wait, 30)
    else:
        assert await first
    last = final(scheduler, "u", "twenty dollars", languages=("en",))
    await asyncio.sleep(0)
    echo.gate.set()
    transcript = await last
    assert transcript is not None and (transcript.text, transcript.lang) == ("$20", "en")
    assert echo.batches == [["twenty dollars"]] and echo.asked == ["twenty dollars"]
    scheduler.close()


async def test_a_recogniser_that_tells_no_languages_is_never_asked(scheduler: Scheduler, echo: Echo) -> None:
    scheduler.settings = SchedulerSettings(languages=("zh", "en"))
    assert scheduler.languages == ()
    transcript = await final(scheduler, "u", "hello", languages=("en",))
    assert transcript is not None and transcript.lang == "zh"
