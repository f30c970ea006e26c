"""Pieces of a supervisor's voice: in order, of this epoch, of the right size, no faster than they are spoken."""

from __future__ import annotations

import pytest

from protocol.relay import SupervisorVoice, TalkSound
from server.supervision.errors import TALK
from server.supervision.relaying import PIECE_BYTES, VoiceRelay

PCM = bytes(PIECE_BYTES)


def piece(number: int, pcm: bytes = PCM, epoch: int = 0) -> TalkSound:
    return TalkSound(call="c1", number=number, pcm=pcm, epoch=epoch)


def test_a_piece_goes_on_under_the_servers_mode_and_epoch() -> None:
    relay = VoiceRelay("c1", "whisper", 7, 0.0)
    assert relay.take(piece(0, b"\1" * PIECE_BYTES, epoch=7), 0.0) == SupervisorVoice(
        call="c1", number=0, mode="whisper", epoch=7, pcm=b"\1" * PIECE_BYTES)


def test_old_and_repeated_pieces_are_dropped_and_a_hole_is_no_hindrance() -> None:
    relay = VoiceRelay("c1", "barge", 2, 0.0)
    taken = [relay.take(piece(number), 0.1 * at) for at, number in enumerate((0, 2, 1, 2, 0, 5, 4, 6))]
    assert [one.number if isinstance(one, SupervisorVoice) else one for one in taken] == [0, 2, None, None, None, 5, None, 6]


def test_what_was_said_in_the_mode_before_is_not_heard_in_this_one() -> None:
    relay = VoiceRelay("c1", "barge", 8, 0.0)
    assert relay.take(piece(0, epoch=7), 0.0) is None
    # a client that does not say its epoch: its numbers go on from the whisper
    assert relay.take(piece(900), 0.0) == TALK
    assert isinstance(relay.take(piece(0, epoch=8), 0.0), SupervisorVoice)


@pytest.mark.parametrize("wrong", [piece(0, b""), piece(0, PCM + b"\0\0"), piece(0, PCM[:-1]), piece(0, bytes(60_000)),
                                   piece(-1), piece(1 << 60)])
def test_a_piece_that_can_not_be_right_is_refused_and_hinders_none_behind_it(wrong: TalkSound) -> None:
    relay = VoiceRelay("c1", "takeover", 1, 0.0)
    assert relay.take(wrong, 0.0) == TALK
    assert isinstance(relay.take(piece(0), 0.1), SupervisorVoice)


def test_ten_times_the_rate_is_cut_to_what_is_spoken() -> None:
    relay = VoiceRelay("c1", "takeover", 1, 0.0)
    passed = sum(isinstance(relay.take(piece(number // 10), number * 0.002), SupervisorVoice) for number in range(5_000))
    assert passed <= 500, "ten seconds of voice in ten seconds"
    fast = VoiceRelay("c1", "takeover", 1, 0.0)
    passed = sum(isinstance(fast.take(piece(number), number * 0.002), SupervisorVoice) for number in range(5_000))
    assert 0 < passed <= 625, "its numbers run ahead of the time as well"


def test_a_steady_speaker_loses_nothing_over_an_hour() -> None:
    relay = VoiceRelay("c1", "whisper", 1, 0.0)
    # a clock that runs 200 ppm fast
    assert all(isinstance(relay.take(piece(number), number * 0.019_996), SupervisorVoice) for number in range(180_000))
