from __future__ import annotations

import numpy as np
import pytest

from copilot_app.capture.barge_in import LEARN_MS, BargeInGate
from copilot_app.capture.customer_speech import HELD_SAMPLES, PREFILL_SAMPLES, START_SAMPLES, CustomerSpeech

MS = 16


class Told:
    def __init__(self) -> None:
        self.began: list[int] = []
        self.over: list[tuple[int, int, bool]] = []
        self.speech = CustomerSpeech(self.began.append, lambda *what: self.over.append(what))


def _sound(ms: int, value: float = 0.5) -> np.ndarray:
    return np.full(ms * MS, value, dtype=np.float32)


def test_pieces_become_a_steady_channel_and_the_turn_is_said_to_be_over() -> None:
    told = Told()
    assert told.speech.add(1, 0, _sound(100, 0.1), last=False) and told.speech.add(1, 1, _sound(50, 0.2), last=True)
    out = told.speech.take(200 * MS)
    assert np.allclose(out[:1_600], 0.1) and np.allclose(out[1_600:2_400], 0.2) and not out[2_400:].any()
    assert told.began == [1] and told.over == [(1, 150, False)]
    assert told.speech.idle and told.speech.speaking == 0


def test_a_turn_that_is_not_complete_waits_for_its_next_piece() -> None:
    told = Told()
    told.speech.add(1, 0, _sound(20), last=False)
    assert told.speech.take(60 * MS)[20 * MS:].max() == 0 and told.over == [] and told.speech.speaking == 1
    told.speech.add(1, 1, _sound(20), last=True)
    assert told.speech.take(20 * MS).min() == 0.5
    assert told.over == [(1, 40, False)] and told.began == [1]


def test_pieces_that_come_twice_are_played_once() -> None:
    told = Told()
    for _ in range(2):
        told.speech.add(1, 0, _sound(100), last=False)
    told.speech.take(50 * MS)
    for number, last in ((0, False), (1, True)):
        told.speech.add(1, number, _sound(100), last=last)
    told.speech.take(1_000 * MS)
    assert told.over == [(1, 200, False)]
    assert not told.speech.add(1, 0, _sound(100), last=False) and told.speech.played_of(1) == (200, False)
    assert told.speech.idle


def test_a_stopped_turn_is_thrown_away_and_the_next_one_is_played() -> None:
    told = Told()
    told.speech.add(1, 0, _sound(500), last=True)
    told.speech.add(2, 0, _sound(100, 0.2), last=True)
    told.speech.take(120 * MS)
    told.speech.stop(7)
    assert told.over == []
    told.speech.stop(1)
    told.speech.stop(1)
    assert told.over == [(1, 120, True)] and told.speech.played_of(1) == (120, True)
    assert np.allclose(told.speech.take(100 * MS), 0.2) and told.over[-1] == (2, 100, False)
    told.speech.stop()
    assert len(told.over) == 2


def test_words_without_sound_are_over_at_once() -> None:
    told = Told()
    told.speech.add(1, 0, _sound(0), last=True)
    told.speech.take(MS)
    assert told.over == [(1, 0, False)] and told.began == []


def test_an_output_plays_what_the_channel_has_without_a_stutter_at_its_beginning() -> None:
    told = Told()
    told.speech.add(1, 0, _sound(300), last=True)
    told.speech.take(40 * MS)
    assert not told.speech.sound(320).any(), "too little yet"
    told.speech.take(40 * MS)
    assert told.speech.sound(320).all()
    told.speech.stop()
    assert not told.speech.sound(320).any(), "silence at once"


def test_the_end_of_a_short_turn_is_played_and_a_dead_output_holds_nothing_up() -> None:
    told = Told()
    told.speech.add(1, 0, _sound(20), last=True)
    told.speech.take(20 * MS)
    assert 20 * MS < PREFILL_SAMPLES and told.speech.sound(320).all()
    for turn in range(2, 8):
        told.speech.add(turn, 0, _sound(1_000), last=True)
        told.speech.take(1_000 * MS)
    assert told.speech._heard_samples <= HELD_SAMPLES


def test_the_first_words_wait_for_an_output_that_starts_slowly_but_not_for_ever() -> None:
    told = Told()
    told.speech.expect_output()
    told.speech.sound(320)
    told.speech.take(250 * MS)
    told.speech.add(1, 0, _sound(200), last=True)
    assert not told.speech.take(300 * MS).any(), "it has stopped asking"
    told.speech.sound(320)
    assert told.speech.take(100 * MS).all()
    told.speech.take(5_000 * MS)
    told.speech.add(2, 0, _sound(100), last=True)
    assert told.speech.take(100 * MS).all(), "once in a call"
    dead = Told()
    dead.speech.expect_output()
    dead.speech.add(1, 0, _sound(100), last=True)
    assert not any(dead.speech.take(100 * MS).any() for _ in range(START_SAMPLES // (100 * MS)))
    assert dead.speech.take(100 * MS).all()
    given_up = Told()
    given_up.speech.expect_output()
    given_up.speech.give_up_output()
    given_up.speech.add(1, 0, _sound(100), last=True)
    assert given_up.speech.take(100 * MS).all()


def _noise(ms: int, amplitude: float, seed: int = 1) -> np.ndarray:
    return (np.random.default_rng(seed).standard_normal(ms * MS) * amplitude).astype(np.float32)


def _gate(echo: float = 0.0) -> BargeInGate:
    """A gate that knows the room and has heard the customer for a while."""
    gate = BargeInGate()
    gate.played(_noise(1_000, 0.0))
    gate.heard(_noise(1_000, 0.0005))
    _talk(gate, LEARN_MS + 200, 0.0005, echo)
    return gate


def _talk(gate: BargeInGate, ms: int, microphone: float, echo: float = 0.0, customer: float = 0.1) -> bool:
    found = False
    for at in range(0, ms, 20):
        said = _noise(20, customer, at)
        gate.played(said)
        found = gate.heard(_noise(20, microphone, at + 1) + echo * said) or found
    return found


def test_a_voice_of_a_fifth_of_a_second_interrupts_and_a_cough_does_not() -> None:
    assert not _talk(_gate(), 3_000, 0.0005)
    assert not _talk(_gate(), 120, 0.05)
    assert _talk(_gate(), 260, 0.05)


def test_nobody_interrupts_a_silent_customer() -> None:
    gate = _gate()
    gate.played(_noise(1_000, 0.0))
    assert not _talk(gate, 1_000, 0.05, customer=0.0)


@pytest.mark.parametrize("echo", [0.05, 0.3])
def test_a_customer_out_of_a_loudspeaker_does_not_interrupt_himself(echo: float) -> None:
    gate = _gate(echo)
    assert not _talk(gate, 4_000, 0.0005, echo)
    assert _talk(gate, 400, 0.3, echo), "a person who speaks up is louder than the echo"
