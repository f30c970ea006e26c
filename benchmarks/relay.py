"""How long a supervisor's voice, and a call's sound, take through the server.

    python -m benchmarks.relay --calls 1 50 --seconds 20

A server with models that answer at once (`instant_server`) is started for each number of calls; this process plays an
agent and a supervisor who whispers for each call, over real sockets and CURVE keys: twenty packets a second one way,
fifty pieces of voice the other.  Printed: `voice`, from the handing over of a `TalkSound` to the arrival of its
`SupervisorVoice`, and `listen`, from the handing over of a `Packet` to the arrival of its `LiveSound`; p50, p95 and
the longest in milliseconds, what was lost, and the server's processor time.  This process shares the machine, so its
own work is in the figures."""

from __future__ import annotations

import argparse
import statistics
import time
from dataclasses import dataclass, field
from typing import TypeVar

from benchmarks.instant_house import instant_house, processor_s, until
from protocol.audio import Packet
from protocol.call import CallReady, CallStart, Hello, Welcome
from protocol.message import CHANNELS, PACKET_MS, Message
from protocol.relay import TALK_MS, LiveSound, SupervisorVoice, TalkSound
from protocol.supervision import LineBridge, Observe, Observing
from server.auth import KeyPair
from server.benchmarking.wire import Wire

PIECE = bytes(640)
PACKET = bytes(3200)
_WARM_UP_S = 1.0

M = TypeVar("M", bound=Message)


@dataclass
class Times:
    """Milliseconds of everything that arrived, and how much was sent."""

    voice_ms: list[float] = field(default_factory=list)
    listen_ms: list[float] = field(default_factory=list)
    voices: int = 0
    packets: int = 0


def talk(wire: Wire, ready: dict[str, str], keys: list[tuple[KeyPair, KeyPair]], seconds: float) -> Times:
    """Connect, step in, send for a while."""
    times, calls = Times(), [f"{index:032x}" for index in range(len(keys))]
    agents = [wire.connect(ready["endpoint"], ready["public_key"], agent) for agent, _ in keys]
    supervisors = [wire.connect(ready["endpoint"], ready["public_key"], supervisor) for _, supervisor in keys]
    for number in (*agents, *supervisors):
        wire.send(number, Hello())
    until(wire, Welcome, 2 * len(keys))
    for number, call in zip(agents, calls, strict=True):
        wire.send(number, CallStart(call=call))
    until(wire, CallReady, len(keys))
    for number, call in zip(agents, calls, strict=True):
        wire.send(number, LineBridge(call=call, bridge=True))
    time.sleep(0.5)
    for number, call in zip(supervisors, calls, strict=True):
        wire.send(number, Observe(call=call, mode="whisper", reason="benchmark"))
    epochs = {number: message.epoch for number, message in until(wire, Observing, len(keys)) if message.mode}
    sent_s: dict[tuple[str, str, int], float] = {}
    begun_s, pieces, packets = time.monotonic(), [0] * len(keys), [0] * len(keys)
    while (now_s := time.monotonic()) < begun_s + seconds:
        for index, call in enumerate(calls):
            # each call a little later than the one before
            since_ms = (now_s - begun_s) * 1000 - index * PACKET_MS / len(keys)
            while pieces[index] * TALK_MS < since_ms:
                sent_s[call, "voice", pieces[index]] = time.monotonic()
                wire.send(supervisors[index], TalkSound(call=call, number=pieces[index], pcm=PIECE,
                                                        epoch=epochs[supervisors[index]]))
                pieces[index] += 1
            while packets[index] * PACKET_MS < since_ms:
                for channel in CHANNELS:
                    sent_s[call, channel, packets[index]] = time.monotonic()
                    wire.send(agents[index], Packet(call=call, channel=channel, number=packets[index], pcm=PACKET))
                packets[index] += 1
        take(wire, times, sent_s, begun_s)
    last_s = time.monotonic() + 1.0
    while time.monotonic() < last_s:
        take(wire, times, sent_s, begun_s)
    times.voices = sum(one == "voice" and at >= begun_s + _WARM_UP_S for (_, one, _), at in sent_s.items())
    times.packets = sum(one != "voice" and at >= begun_s + _WARM_UP_S for (_, one, _), at in sent_s.items())
    return times


def take(wire: Wire, times: Times, sent_s: dict[tuple[str, str, int], float], begun_s: float) -> None:
    """Time what has arrived, the first second left out."""
    for _, message, at_s in wire.receive(0.002):
        if isinstance(message, SupervisorVoice):
            from_s, into = sent_s[message.call, "voice", message.number], times.voice_ms
        elif isinstance(message, LiveSound):
            from_s, into = sent_s[message.call, message.channel, message.number], times.listen_ms
        else:
            continue
        if from_s >= begun_s + _WARM_UP_S:
            into.append((at_s - from_s) * 1000)


def measure(calls: int, seconds: float) -> str:
    """One server, so many calls; a line of the table."""
    with instant_house(calls) as house:
        before_s = processor_s(house.pid)
        times = talk(house.wire, house.ready, house.keys, seconds)
        load = (processor_s(house.pid) - before_s) / (seconds + 1)
    lost = {"voice": times.voices - len(times.voice_ms), "listen": times.packets - len(times.listen_ms)}
    return (f"{calls:5} {quantiles(times.voice_ms)} {lost['voice']:5}   {quantiles(times.listen_ms)} {lost['listen']:5}   "
            f"{load:5.2f}")


def quantiles(found: list[float]) -> str:
    """p50, p95 and the longest."""
    if len(found) < 20:
        return f"{'-':>6} {'-':>6} {'-':>6}"
    return f"{statistics.median(found):6.1f} {statistics.quantiles(found, n=20)[18]:6.1f} {max(found):6.1f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, nargs="+", default=[1, 50])
    parser.add_argument("--seconds", type=float, default=20.0)
    args = parser.parse_args()
    print("calls  voice: p50    p95    max  lost   listen: p50   p95    max  lost   cores")
    for calls in args.calls:
        print(measure(calls, args.seconds), flush=True)


if __name__ == "__main__":
    main()
