"""Does a supervisor who stops reading slow anybody else?  `python -m benchmarks.stuck_watcher --calls 20 --pairs 8 --seconds 20`

One server with models that answer at once (`instant_server`), real sockets and keys.  One supervisor, a process of
its own, has the board, eight opened calls and their sound, which is more than a person does, and in turn reads
everything and nothing: reads, stuck, stuck, reads, and so on, so that whatever else the machine does falls on both
alike.  Meanwhile the others are timed: `pong`, an agent's ping there and back; `final`, from the last packet of an
utterance to its final; `heard`, from an agent's packet to the ear of another supervisor.  Printed of each: p50, p90
and p99 of both, how p90 and p99 change, and between which values the change lies in 95 of 100 draws of whole
stretches; the same of the server's processor time (`share` of a core, p50 of the stretches), which other work of the
machine leaves alone; the server's memory; and how many pieces of sound the stuck one missed: so it was stuck.
The goal, no more than 10 % higher, is `met` if the upper of the two values is below, `missed` if the lower is above,
and otherwise nothing is shown either way: then more pairs are needed, or a quieter machine.
"""

from __future__ import annotations

import argparse
import json
import queue
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from benchmarks.everything_else import END_PACKETS, PACKETS_OF_A_LINE, SPOKEN_PACKETS
from benchmarks.instant_house import instant_house, processor_s, until
from benchmarks.instant_server import BASE_LEVEL, LEVEL_STEP, script
from protocol.audio import Packet
from protocol.call import CallReady, CallStart, Hello, Ping, Pong, Welcome
from protocol.message import CHANNELS, PACKET_MS, PACKET_SAMPLES
from protocol.relay import LiveSound
from protocol.supervision import Observe, Observing
from protocol.transcript import Final
from protocol.wallboard import BoardQuery, WatchCall
from server.auth import KeyPair
from server.benchmarking.wire import Wire

GOAL = 1.10
_OPENED = 8
_PING_S = 0.1
_FEWEST = 4
"""Stretches of each kind, without which nothing is said."""
_SETTLE_S = 8.0
"""Of a stretch, left out: four megabytes between two sockets fill up, or what lay there is read."""
_SILENCE = bytes(2 * PACKET_SAMPLES)
Stretches = Sequence[tuple[bool, Sequence[float]]]
"""Whether the supervisor was stuck, and the delays (ms) of a stretch, in their order."""


def change(stretches: Stretches, percent: float = 99.0, seed: int = 1, draws: int = 2_000) -> tuple[float, float, float]:
    """p99 of the stuck stretches by p99 of the others: as measured, and the bounds of 95 of 100 draws of whole stretches."""
    both = [[np.asarray(delays) for was, delays in stretches if was == stuck and len(delays)] for stuck in (False, True)]
    if any(len(those) < _FEWEST for those in both):
        return float("nan"), float("nan"), float("nan")
    chance = Random(seed)

    def ratio(reading: Sequence[np.ndarray], stuck: Sequence[np.ndarray]) -> float:  # type: ignore[type-arg]
        return float(np.percentile(np.concatenate(stuck), percent) / np.percentile(np.concatenate(reading), percent))
    drawn = sorted(ratio(*(chance.choices(those, k=len(those)) for those in both)) for _ in range(draws))
    return ratio(*both), drawn[int(0.025 * draws)], drawn[int(0.975 * draws)]


def verdict(low: float, high: float) -> str:
    """What the bounds say of the goal."""
    return "met" if high <= GOAL else "missed" if low > GOAL else "not shown either way"


class House:
    """Everybody on one server."""

    def __init__(self, wire: Wire, ready: Mapping[str, str], keys: Sequence[tuple[KeyPair, KeyPair]], pid: int) -> None:
        """`pid`: of the server.  The second supervisor listens; the first one is a process that waits to be told what to do (`watch`)."""
        self.wire, self._pid = wire, pid
        self.calls = [f"{index:032x}" for index in range(len(keys))]
        where = ready["endpoint"], ready["public_key"]
        self.agents = [wire.connect(*where, agent) for agent, _ in keys]
        self.other = wire.connect(*where, keys[1][1])
        everybody = (*self.agents, self.other)
        for number in everybody:
            wire.send(number, Hello())
        until(wire, Welcome, len(everybody))
        for number, call in zip(self.agents, self.calls, strict=True):
            wire.send(number, CallStart(call=call, lang="zh"))
        until(wire, CallReady, len(self.calls))
        _listen(wire, self.other, self.calls[1:2])
        place = {"endpoint": where[0], "server": where[1], "secret": keys[0][1].secret, "public": keys[0][1].public,
                 "calls": self.calls[:_OPENED]}
        self.watcher = subprocess.Popen([sys.executable, "-m", "benchmarks.stuck_watcher", "--watch", json.dumps(place)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._told("ready")
        self.begun_s = time.monotonic()
        self._sent = 0
        self._lines = len(script())
        self._pinged_s = 0.0
        self._packet_s: dict[tuple[str, str, int], float] = {}
        self._ended_s: dict[tuple[str, str], float] = {}
        self.delays: dict[str, list[float]] = defaultdict(list)

    def stretch(self, seconds: float, *, stuck: bool) -> dict[str, list[float]]:
        """Let everybody talk for a while; the delays (ms) behind its beginning."""
        self._tell("stop" if stuck else "read")
        end_s = time.monotonic() + seconds
        self.delays = defaultdict(list)
        measured_s = time.monotonic() + _SETTLE_S
        used_s = since_s = 0.0
        while (now_s := time.monotonic()) < end_s:
            if now_s < measured_s:
                self.delays.clear()
                used_s, since_s = processor_s(self._pid), now_s
            self._speak(now_s)
            self._read()
        self.delays["share"].append((processor_s(self._pid) - used_s) / (time.monotonic() - since_s))
        return self.delays

    def end(self) -> int:
        """The watcher reads what is left and goes; how many pieces of sound it has missed."""
        self._tell("end")
        missed = int(self._told())
        self.watcher.wait(30)
        return missed

    def _tell(self, word: str) -> None:
        assert self.watcher.stdin is not None
        self.watcher.stdin.write(word + "\n")
        self.watcher.stdin.flush()

    def _told(self, wanted: str = "") -> str:
        assert self.watcher.stdout is not None
        said = self.watcher.stdout.readline().strip()
        if not said or wanted and said != wanted:
            raise SystemExit("the watcher did not come")
        return said

    def _speak(self, now_s: float) -> None:
        while self._sent * PACKET_MS / 1000 <= now_s - self.begun_s:
            for index, (number, call) in enumerate(zip(self.agents, self.calls, strict=True)):
                for channel in CHANNELS:
                    # the two sides take turns, and no two calls begin a line at the same time
                    place = self._sent + index * 7 + (PACKETS_OF_A_LINE // 2 if channel == "agent" else 0)
                    line, at = divmod(place, PACKETS_OF_A_LINE)
                    speaks = at < SPOKEN_PACKETS
                    level = BASE_LEVEL + (line + index) % self._lines * LEVEL_STEP
                    pcm = np.full(PACKET_SAMPLES, level, "<i2").tobytes() if speaks else _SILENCE
                    self.wire.send(number, Packet(call=call, channel=channel, number=self._sent, pcm=pcm))
                    if index == 1:
                        self._packet_s[call, channel, self._sent] = time.monotonic()
                    if at == SPOKEN_PACKETS + END_PACKETS - 1:
                        self._ended_s[call, channel] = time.monotonic()
            self._sent += 1
        if now_s - self._pinged_s >= _PING_S:
            self._pinged_s = now_s
            for number in (*self.agents, self.other):
                self.wire.send(number, Ping(sent_ms=time.monotonic() * 1000))

    def _read(self) -> None:
        for number, message, at_s in self.wire.receive(0.002):
            if isinstance(message, Pong) and number != self.other:
                self.delays["pong"].append(at_s * 1000 - message.sent_ms)
            elif isinstance(message, LiveSound):
                since_s = self._packet_s.pop((message.call, message.channel, message.number), at_s)
                self.delays["heard"].append((at_s - since_s) * 1000)
            elif isinstance(message, Final):
                ended_s = self._ended_s.pop((message.call, message.channel), None)
                if ended_s is not None:
                    self.delays["final"].append((at_s - ended_s) * 1000)


def watch(place: Mapping[str, Any]) -> None:
    """The supervisor who reads or does not; told on stdin, its answers on stdout."""
    wire, calls = Wire(), place["calls"]
    own = wire.connect(place["endpoint"], place["server"], KeyPair(place["public"], place["secret"]), narrow=True)
    wire.send(own, Hello())
    until(wire, Welcome, 1)
    wire.send(own, BoardQuery())
    for call in calls:
        wire.send(own, WatchCall(call=call))
    _listen(wire, own, calls)
    print("ready", flush=True)
    words: queue.Queue[str] = queue.Queue()
    threading.Thread(target=lambda: [words.put(line.strip()) for line in sys.stdin], daemon=True).start()
    newest: dict[tuple[str, str], int] = {}
    missed, pinged_s, reads, ends_s = 0, 0.0, True, float("inf")
    while time.monotonic() < ends_s:
        if not words.empty():
            word = words.get()
            if (word != "stop") != reads:
                reads = not reads
                wire.read(own, on=reads)
            ends_s = time.monotonic() + _SETTLE_S if word == "end" else ends_s
        if time.monotonic() - pinged_s >= 1.0:
            pinged_s = time.monotonic()
            wire.send(own, Ping(sent_ms=pinged_s * 1000))
        for _, message, _ in wire.receive(0.05) if reads else ():
            if isinstance(message, LiveSound):
                of = message.call, message.channel
                missed += max(0, message.number - newest.get(of, message.number) - 1)
                newest[of] = message.number
        if not reads:
            time.sleep(0.05)
    print(missed, flush=True)
    wire.close()


def _listen(wire: Wire, number: int, calls: Sequence[str]) -> None:
    for call in calls:
        wire.send(number, Observe(call=call, mode="listen", reason="benchmark"))
    if any(not message.mode for _, message in until(wire, Observing, 1)):
        raise SystemExit("the server refuses to be listened to")


def memory_mb(pid: int) -> float:
    """Resident memory of a process."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 / 1e6


def measure(calls: int, pairs: int, seconds: float) -> tuple[dict[str, list[tuple[bool, list[float]]]], list[float], int]:
    """Delays by kind, the server's memory (MB) before, and after each stretch, and the pieces that the stuck one missed."""
    with instant_house(calls) as running:
        house = House(running.wire, running.ready, running.keys, running.pid)
        house.stretch(seconds, stuck=False)
        found: dict[str, list[tuple[bool, list[float]]]] = defaultdict(list)
        memory = [memory_mb(running.pid)]
        for pair in range(pairs):
            # reads, stuck, stuck, reads: a drift falls on both alike
            for stuck in (False, True) if pair % 2 == 0 else (True, False):
                for kind, delays in house.stretch(seconds, stuck=stuck).items():
                    found[kind].append((stuck, delays))
                memory.append(memory_mb(running.pid))
        return found, memory, house.end()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=20)
    parser.add_argument("--pairs", type=int, default=8, help="stretches of each kind")
    parser.add_argument("--seconds", type=float, default=20.0, help=f"of a stretch; the first {_SETTLE_S:.0f} are left out")
    parser.add_argument("--watch", metavar="JSON", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.watch:
        watch(json.loads(args.watch))
        return
    found, memory, missed = measure(args.calls, args.pairs, args.seconds)
    if not all(delays for kind in ("pong", "final", "heard") for _, delays in found[kind]) or not found["final"]:
        raise SystemExit("a stretch was too short to see anything; give more --seconds or --calls")
    for kind in ("pong", "final", "heard"):
        reads, stuck = (np.concatenate([np.asarray(delays) for was, delays in found[kind] if was == which])
                        for which in (False, True))
        print(f"{kind:5} " + "   ".join(f"{name} p50 {np.percentile(one, 50):.1f} p90 {np.percentile(one, 90):.1f} p99 "
                                        f"{np.percentile(one, 99):.1f} ms (n={len(one)})"
                                        for name, one in (("reads", reads), ("stuck", stuck))))
        for percent in (90, 99):
            as_measured, low, high = change(found[kind], percent)
            print(f"      p{percent} x {as_measured:.2f} ({low:.2f} .. {high:.2f}): goal of x {GOAL:.2f} {verdict(low, high)}")
        each = {which: " ".join(f"{np.percentile(delays, 99):.0f}" for was, delays in found[kind] if was == which and delays)
                for which in (False, True)}
        print(f"      p99 of each stretch: reads {each[False]}; stuck {each[True]}")
    as_measured, low, high = change(found["share"], 50)
    reads, stuck = (np.median([delays[0] for was, delays in found["share"] if was == which]) for which in (False, True))
    print(f"share reads {reads:.3f} stuck {stuck:.3f} of a core: x {as_measured:.2f} ({low:.2f} .. {high:.2f})")
    print(f"memory of the server: {memory[0]:.0f} MB before, {max(memory):.0f} MB at most, {memory[-1]:.0f} MB in the end; "
          f"the stuck one missed {missed} pieces of sound")


if __name__ == "__main__":
    main()
