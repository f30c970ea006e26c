"""Which engine speaks, what happens when one fails, and what clauses become."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from models.tts import EngineFailed, EngineMissing, SpeechSynthesisError, VoiceUnknown
from models.tts.serving import Request
from server.practice.barge_in import PIECE_BYTES, SpokenTurn, speaks_up
from server.practice.scenario import Voice
from server.practice.voicing import Line, SpokenClause, Voicing


class Program:
    """Speaks 10 samples for each character; fails as it is told."""

    def __init__(self, error: SpeechSynthesisError | None = None, refuses: str = "") -> None:
        self.error, self.refuses = error, refuses
        self.asked: list[Request] = []
        self.closed = False

    async def warm_up(self) -> None:
        if isinstance(self.error, EngineMissing):
            raise self.error

    async def speak(self, request: Request) -> np.ndarray:
        self.asked.append(request)
        if self.refuses and request.voice.variant == self.refuses:
            raise VoiceUnknown("refused")
        if self.error is not None:
            raise self.error
        return np.ones(10 * len(request.text), np.int16)

    async def close(self) -> None:
        self.closed = True


def _voicing(programs: dict[str, Any], **options: Any) -> Voicing:
    return Voicing(engines=lambda lang: tuple(programs), open_engine=lambda name: programs[name], **options)


async def _spoken(voicing: Voicing, text: str = "你好，我想问一下。再见", voice: Voice | None = None, mood: float = 0.0,
                  line: Line | None = None) -> list[SpokenClause]:
    return [one async for one in voicing.speak(text, "zh", voice or Voice(variant="m3"), mood, line or Line())]


async def test_clauses_come_one_by_one_in_the_mood_and_over_the_line() -> None:
    program = Program()
    voicing = _voicing({"espeak": program})
    found = await _spoken(voicing, mood=-0.9, line=Line(telephone=True, background="office"))
    assert [(one.first, one.characters, one.last) for one in found] == [(0, 9, False), (9, 2, True)]
    first, _ = program.asked
    assert first.telephone
    assert first.voice.variant == "m3" and first.voice.rate_wpm > 175 and first.voice.volume > 100
    await voicing.close()
    assert program.closed


async def test_what_is_behind_him_comes_in_pieces_of_the_wires_size() -> None:
    pieces = await Voicing.noise("c1", Line(telephone=True, background="street"))
    assert [piece.number for piece in pieces] == list(range(len(pieces))) and all(piece.call == "c1" for piece in pieces)
    assert [piece.last for piece in pieces] == [False] * (len(pieces) - 1) + [True]
    assert all(0 < len(piece.pcm) <= 20_000 for piece in pieces)
    assert await Voicing.noise("c1", Line(telephone=True)) == []


async def test_a_recogniser_of_synthetic_voices_hears_those_first() -> None:
    both: dict[str, Any] = {"piper": Program(), "espeak": Program()}
    assert _voicing(both).engines("zh") == ("piper", "espeak")
    assert _voicing(both, synthetic_ears=True).engines("zh") == ("espeak", "piper")


async def test_a_voice_that_is_refused_is_replaced_by_the_engines_own() -> None:
    program = Program(refuses="klatt")
    await _spoken(_voicing({"espeak": program}), "你好", Voice(variant="klatt"))
    assert [one.voice.variant for one in program.asked] == ["klatt", ""]


async def test_another_engine_takes_over_and_a_missing_one_is_not_asked_again() -> None:
    missing, other = Program(EngineMissing("gone")), Program()
    voicing = _voicing({"piper": missing, "espeak": other})
    await _spoken(voicing, voice=Voice(name="zh_CN-anna", variant="m3"))
    assert [one.voice.variant for one in missing.asked] == ["zh_CN-anna"] and len(other.asked) == 2
    assert voicing.engines("zh") == ("espeak",) and voicing.problem("zh") == ""


async def test_nobody_who_can_speak_is_a_problem_with_a_name() -> None:
    assert _voicing({}).problem("zh") == "tts.engine_missing" and not await _voicing({}).warm_up("zh")
    failing = _voicing({"espeak": Program(EngineFailed("broken"))})
    with pytest.raises(EngineFailed):
        await _spoken(failing)
    assert failing.engines("zh") == ("espeak",), "it may succeed the next time"
    gone = _voicing({"espeak": Program(EngineMissing("not installed"))})
    assert not await gone.warm_up("zh") and gone.engines("zh") == () and gone.problem("zh") == "tts.engine_missing"


def test_a_turn_knows_how_far_it_was_heard() -> None:
    turn = SpokenTurn(1, "abcdefghij, klmno")
    first = turn.add("c", SpokenClause(bytes(32 * 1_000), 0, 10, False))
    second = turn.add("c", SpokenClause(bytes(32 * 500), 10, 7, True))
    assert [len(piece.pcm) for piece in first] == [PIECE_BYTES, 32_000 - PIECE_BYTES]
    assert [piece.number for piece in (*first, *second)] == [0, 1, 2] and second[-1].last and not first[-1].last
    assert turn.length_ms == 1_500
    assert [turn.characters_at(at) for at in (-5, 0, 500, 1_000, 1_250, 9_999)] == [0, 0, 5, 10, 14, 17]
    assert turn.cut_short(1_250) and not turn.cut_short(1_490)
    assert turn.played_ms(50.0) == 0
    turn.began_s = 49.0
    assert turn.played_ms(50.0) == 880 and turn.played_ms(99.0) == 1_500 and turn.left_ms(50.0) == 620


@pytest.mark.parametrize(("text", "lang", "yes"), [
    ("嗯", "zh", False), ("好的好的", "zh", False), ("等一下我说", "zh", True),
    ("mhm", "en", False), ("I see, yes", "en", False), ("let me stop you", "en", True)])
def test_showing_that_one_listens_is_no_interruption(text: str, lang: str, yes: bool) -> None:
    assert speaks_up(text, lang) is yes
