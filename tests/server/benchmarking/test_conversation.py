"""A synthetic call: how much each side says, that packets are its sound, and where the voice ends."""

from __future__ import annotations

import numpy as np
import pytest

from protocol.message import CHANNELS, PACKET_SAMPLES, SAMPLE_RATE_HZ
from server.benchmarking.conversation import SPEECH_SHARE, TURN_SILENCE_S, Conversation
from tests.server.benchmarking.calls import lines

SECONDS = 300


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_side_speaks_for_its_share_and_sometimes_over_the_other(seed: int) -> None:
    conversation = Conversation(lines(), SECONDS, seed)
    for channel in CHANNELS:
        spoken = sum(one.end_sample - one.start_sample for one in conversation.said[channel])
        assert spoken / SAMPLE_RATE_HZ / SECONDS == pytest.approx(SPEECH_SHARE, abs=0.04)
    spans = [[(one.start_sample, one.end_sample) for one in conversation.said[channel]] for channel in CHANNELS]
    overlaps = sum(start < other_end and other_start < end for start, end in spans[0] for other_start, other_end in spans[1])
    assert 1 <= overlaps < len(spans[0])


def test_two_lines_of_one_side_are_two_utterances() -> None:
    conversation = Conversation(lines(), SECONDS, 4)
    for said in conversation.said.values():
        pauses = [later.start_sample - one.end_sample for one, later in zip(said, said[1:], strict=False)]
        assert min(pauses) >= TURN_SILENCE_S * SAMPLE_RATE_HZ - 1


def test_packets_are_the_lines_in_their_places_and_noise_between() -> None:
    conversation = Conversation(lines(), 30, 5)
    for channel in CHANNELS:
        sound = np.frombuffer(b"".join(conversation.packet(channel, number) for number in range(300)), "<i2").astype(int)
        assert len(sound) == 300 * PACKET_SAMPLES
        silent = np.ones(len(sound), bool)
        for one in conversation.said[channel]:
            silent[one.start_sample:one.end_sample] = False
            heard = sound[one.start_sample:one.end_sample]
            assert np.abs(heard - one.line.pcm.astype(int) // 8 * 7).max() < 40
        assert 0 < np.abs(sound[silent]).max() < 40


def test_the_same_seed_is_the_same_call_and_another_is_another() -> None:
    one, same, other = (Conversation(lines(), 20, seed) for seed in (7, 7, 8))
    assert [said.start_sample for said in one.said["agent"]] == [said.start_sample for said in same.said["agent"]]
    assert one.packet("agent", 55) == same.packet("agent", 55)
    assert [said.start_sample for said in one.said["agent"]] != [said.start_sample for said in other.said["agent"]]


def test_the_voice_ends_where_the_line_does_wherever_the_server_puts_it() -> None:
    conversation = Conversation(lines(), 30, 5)
    one = conversation.said["agent"][1]
    for off in (-4000, -100, 0, 3000):
        assert conversation.voice_end_sample("agent", one.end_sample + off) == one.end_sample
    assert conversation.voice_end_sample("agent", 1) == 1
