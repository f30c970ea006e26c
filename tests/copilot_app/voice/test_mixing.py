"""Who is heard where, to the sample: modes, epochs, a voice that stays away, a whisper that can not reach the line."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from copilot_app.capture.packets import to_pcm
from copilot_app.voice.mixing import LIMIT_FROM, SILENT_S, LineMixer, limited
from copilot_app.voice.pieces import PIECE_SAMPLES
from protocol.relay import SupervisorVoice
from protocol.supervision import SpeakerOwner

AGENT = np.full(PIECE_SAMPLES, 0.25, dtype=np.float32)
VOICE = np.full(PIECE_SAMPLES, 0.5, dtype=np.float32)
PCM = to_pcm(VOICE)
OWNERS = {"": "agent", "listen": "agent", "whisper": "agent", "barge": "both", "takeover": "supervisor"}


def owner(mode: str, epoch: int = 1, call: str = "c1") -> SpeakerOwner:
    return SpeakerOwner(call=call, owner=OWNERS[mode], epoch=epoch, mode=mode, by="Chen")  # type: ignore[arg-type]


def voice(number: int, mode: str, epoch: int = 1, call: str = "c1") -> SupervisorVoice:
    return SupervisorVoice(call=call, number=number, mode=mode, epoch=epoch, pcm=PCM)  # type: ignore[arg-type]


def mixer() -> LineMixer:
    made = LineMixer()
    made.begin("c1")
    return made


def spoken(made: LineMixer, mode: str, epoch: int = 1, now_s: float = 0.0,
           pieces: int = 6) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The last block of headset and line after some pieces of a voice."""
    headset = line = AGENT
    for number in range(pieces):
        made.hear(voice(number, mode, epoch), now_s)
        headset, line = made.headset_block(), made.line_block(AGENT, now_s)
    return headset, line


@pytest.mark.parametrize(("mode", "headset", "line"), [
    ("listen", 0.0, 0.25), ("whisper", 0.5, 0.25), ("barge", 0.5, 0.75), ("takeover", 0.5, 0.5)])
def test_each_mode_has_exact_gains(mode: str, headset: float, line: float) -> None:
    made = mixer()
    assert made.own(owner(mode), 0.0)
    heard, out = spoken(made, mode)
    assert np.allclose(heard, headset, atol=1e-6) and np.allclose(out, line, atol=1e-6)


def test_without_anybody_the_agent_passes_unchanged() -> None:
    made = mixer()
    assert np.array_equal(made.line_block(AGENT, 0.0), AGENT)
    assert not made.headset_block().any()


def test_a_change_is_a_ramp_of_five_milliseconds() -> None:
    made = mixer()
    made.own(owner("takeover"), 0.0)
    block = made.line_block(AGENT, 0.0)
    assert 0.24 < block[0] < 0.25 and not block[80:].any()
    assert np.abs(np.diff(block)).max() < 0.01


def test_a_takeover_holds_before_its_first_piece_and_ends_without_one() -> None:
    made = mixer()
    made.own(owner("takeover"), 10.0)
    made.line_block(AGENT, 10.0)
    assert not made.line_block(AGENT, 10.0 + SILENT_S).any() and made.owner_at(10.0 + SILENT_S) == "supervisor"
    late_s = 10.0 + SILENT_S + 0.02
    assert made.owner_at(late_s) == "agent"
    made.line_block(AGENT, late_s)
    assert np.array_equal(made.line_block(AGENT, late_s), AGENT), "one block later the agent is back whole"
    spoken(made, "takeover", now_s=late_s + 1)
    assert made.owner_at(late_s + 1) == "supervisor", "the same right, the voice is back"


def test_without_a_server_the_agent_is_back_at_once() -> None:
    for mode in ("barge", "takeover"):
        made = mixer()
        made.own(owner(mode), 0.0)
        spoken(made, mode)
        made.server_lost()
        assert made.owner_at(0.0) == "agent"
        made.line_block(AGENT, 0.0)
        assert np.array_equal(made.line_block(AGENT, 0.0), AGENT)


def test_an_epoch_that_goes_back_changes_nothing() -> None:
    made = mixer()
    assert made.own(owner("", 5), 0.0)
    assert not made.own(owner("takeover", 4), 0.0)
    assert not made.own(owner("takeover", 5), 0.0), "nor the same with another owner"
    assert not made.hear(voice(0, "takeover", 4), 0.0)
    assert made.owner_at(0.0) == "agent" and np.array_equal(made.line_block(AGENT, 0.0), AGENT)
    assert made.own(owner("takeover", 6), 0.0) and made.owner_at(0.0) == "supervisor"
    assert not made.hear(voice(0, "takeover", 5), 0.0), "what is still on its way from before"
    assert not made.own(owner("barge", 7, call="c2"), 0.0) and not made.hear(voice(0, "barge", 7, call="c2"), 0.0)


def test_a_voice_ahead_of_its_owner_does_not_reach_the_line() -> None:
    made = mixer()
    made.own(owner("whisper", 1), 0.0)
    headset, line = spoken(made, "takeover", epoch=2)
    assert np.allclose(headset, 0.5, atol=1e-6) and np.array_equal(line, AGENT)


def test_from_barging_in_to_whispering_the_line_falls_silent_at_once() -> None:
    made = mixer()
    made.own(owner("barge", 1), 0.0)
    spoken(made, "barge", 1)
    made.own(owner("whisper", 2), 0.0)
    made.line_block(AGENT, 0.0)
    headset, line = spoken(made, "whisper", 2)
    assert np.allclose(headset, 0.5, atol=1e-6) and np.array_equal(line, AGENT)


def test_a_call_that_ends_in_a_takeover_gives_the_agent_back() -> None:
    made = mixer()
    made.own(owner("takeover", 3), 0.0)
    spoken(made, "takeover", 3)
    made.begin("")
    assert made.owner_at(0.0) == "agent"
    assert not made.hear(voice(9, "takeover", 3), 0.0)
    made.line_block(AGENT, 0.0)
    assert np.array_equal(made.line_block(AGENT, 0.0), AGENT)


MODES = list(OWNERS)
STEPS = st.lists(st.tuples(st.sampled_from(["own", "hear", "lost", "block", "begin"]), st.sampled_from(MODES[1:]),
                           st.integers(0, 4), st.floats(0, 3)), max_size=40)


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_no_order_of_messages_brings_a_whisper_to_the_line(steps: list[Any]) -> None:
    made = mixer()
    numbers = itertools.count()
    now_s, before = 0.0, "agent"
    for kind, mode, epoch, later_s in steps:
        if kind == "own":
            made.own(owner(mode, epoch), now_s)
        elif kind == "hear":
            # whispers carry sound, everything else silence: what comes out beyond the agent is a whisper
            piece = voice(next(numbers), mode, epoch)
            made.hear(piece if mode == "whisper" else SupervisorVoice(
                call="c1", number=piece.number, mode=piece.mode, epoch=epoch, pcm=bytes(640)), now_s)
        elif kind == "lost":
            made.server_lost()
        elif kind == "begin":
            made.begin("c1")
        now_s += later_s
        out = made.line_block(AGENT, now_s)
        assert np.isfinite(out).all() and out.max() <= AGENT[0] + 1e-6 and out.min() >= -1e-6
        owns = made.owner_at(now_s)
        assert owns in ("agent", "both", "supervisor")
        if owns == before == "agent":
            assert np.array_equal(out, AGENT)
        before = owns


def test_the_limiter_leaves_speech_alone_and_bends_the_rest() -> None:
    quiet = np.linspace(-LIMIT_FROM, LIMIT_FROM, 100, dtype=np.float32)
    assert np.array_equal(limited(quiet), quiet)
    loud = limited(np.array([0.9, 1.5, -2.0, np.nan, np.inf, -np.inf], dtype=np.float32))
    assert np.isfinite(loud).all() and np.abs(loud).max() <= 1.0
    assert LIMIT_FROM < loud[0] < 0.9 and loud[0] < loud[1] and loud[3] == 0.0
    made = mixer()
    made.own(owner("barge"), 0.0)
    made.hear(voice(0, "barge"), 0.0)
    broken = np.full(PIECE_SAMPLES, np.nan, dtype=np.float32)
    assert np.isfinite(made.line_block(broken, 0.0)).all()
