"""Made-up lines, calls and drives for the tests of the load test."""

from __future__ import annotations

import numpy as np

from protocol.call import CallReady, Welcome
from protocol.message import SAMPLE_RATE_HZ, Channel
from protocol.transcript import Final
from server.benchmarking.client import CallClient
from server.benchmarking.conversation import Conversation
from server.benchmarking.driving import Drive, Plan
from server.benchmarking.voices import Line, Lines, stretches


def line(text: str, seconds: float, level: int = 4000) -> Line:
    """A tone that begins and ends with its sound."""
    samples = int(seconds * SAMPLE_RATE_HZ) // 160 * 160
    pcm = (level * np.sin(np.arange(samples) * 0.3)).astype(np.int16)
    return Line(text, pcm, stretches(pcm))


def lines() -> Lines:
    """Seven lines a side, 1.0 to 2.8 s."""
    return Lines("zh", "espeak", {channel: tuple(line(f"第{index}句话", 1.0 + 0.3 * index) for index in range(7))
                                  for channel in ("customer", "agent")})


PLAN = Plan(seconds=20.0, ramp_s=0.0, seed=1, warm_up_s=2.0)
BEGAN_S = 1000.0


def spoken_call(seed: int = 3) -> CallClient:
    """A call that has said everything, and heard nothing yet."""
    client = CallClient(Conversation(lines(), PLAN.sound_s, seed), 0.0)
    client.take(Welcome(), BEGAN_S)
    client.start()
    client.take(CallReady(call=client.call, next_number={}), BEGAN_S)
    list(client.take_due(BEGAN_S + PLAN.sound_s))
    return client


def drive(*clients: CallClient) -> Drive:
    """A run that is over."""
    return Drive(list(clients), PLAN, began_s=BEGAN_S)


def final(client: CallClient, channel: Channel, start_ms: int, end_ms: int, text: str) -> Final:
    return Final(call=client.call, channel=channel, start_ms=start_ms, end_ms=end_ms, text=text)
