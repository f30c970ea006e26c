"""What a call costs beside speech: real clients over real sockets and CURVE keys, the server's own processor time.

    python -m benchmarks.everything_else --calls 100 200 400 --seconds 20

A server with models that answer at once (`instant_server`) is started for each number of calls; this process plays the
clients: per call one connection and twenty packets a second, each side speaking 45 % of the time, a line every six
seconds.  Printed per number of calls: processor time of the server by thread, its memory, and how late answers are.
This process's own time is not counted; `--pace 0.5` sends at half speed when both do not fit on the machine.

Latencies: `pong` is a ping's way there and back; `final` counts from the handing over of the last packet of the 400 ms of
silence that end an utterance to its final; both are looked for every 5 ms, of the first 20 calls.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np
import zmq

from benchmarks.instant_server import BASE_LEVEL, LEVEL_STEP, script
from protocol.audio import Acknowledged, Missing, Packet
from protocol.call import CallReady, CallStart, Goodbye, Hello, Ping, Pong, Welcome, WireError
from protocol.message import CHANNELS, CallEvent, Channel, Message
from protocol.transcript import Final, Partial
from protocol.wire import decode
from server.auth import new_key_pair
from server.commands.init import set_up
from server.storage.database import open_database
from server.storage.people import People, User
from server.storage.state import StateDirectory

PACKETS_OF_A_LINE = 60
SPOKEN_PACKETS = 27
END_PACKETS = 4
"""Silence after which an ear takes an utterance for ended."""
WATCHED = 20
_TICK_S = 0.005
_SLOTS = 20
_PING_EVERY = 20
_SILENCE = bytes(3200)


@dataclass
class Counts:
    """What the clients saw."""

    packets: int = 0
    partials: int = 0
    finals: int = 0
    events: int = 0
    acks: int = 0
    refused: list[str] = field(default_factory=list)
    missing: int = 0
    late_ticks: int = 0
    pong_ms: list[float] = field(default_factory=list)
    final_ms: list[float] = field(default_factory=list)


class Caller:
    """One client with one call."""

    def __init__(self, context: zmq.Context[zmq.Socket[bytes]], ready: dict[str, str], keys: tuple[str, str], index: int,
                 lines: dict[Channel, list[bytes]]) -> None:
        self.call = f"{index:032x}"
        self.socket = socket = context.socket(zmq.DEALER)
        socket.linger = 0
        socket.curve_publickey, socket.curve_secretkey = keys[0].encode(), keys[1].encode()
        socket.curve_serverkey = ready["public_key"].encode()
        socket.connect(ready["endpoint"])
        self._lines = lines
        self._shift: dict[Channel, int] = {"customer": index * 7, "agent": index * 7 + PACKETS_OF_A_LINE // 2}
        self._encode = msgspec.msgpack.Encoder().encode
        self._sent_s: dict[str, float] = {}
        self._number = 0

    def step(self, counts: Counts, watched: bool) -> None:
        """Send one packet of each channel, now and then a ping, and read what has come."""
        number = self._number
        self._number += 1
        for channel in CHANNELS:
            at = number + self._shift[channel]
            line, place = divmod(at, PACKETS_OF_A_LINE)
            spoken = self._lines[channel]
            pcm = spoken[line % len(spoken)] if place < SPOKEN_PACKETS else _SILENCE
            self.send(Packet(call=self.call, channel=channel, number=number, pcm=pcm))
            if watched and place == SPOKEN_PACKETS + END_PACKETS - 1:
                self._sent_s[channel] = time.monotonic()
        counts.packets += 2
        if number % _PING_EVERY == 0:
            self.send(Ping(sent_ms=time.monotonic() * 1000))
        if not watched:
            self.read(counts, watched=False)

    def send(self, message: Message) -> None:
        """Without waiting."""
        self.socket.send(self._encode(message), zmq.NOBLOCK)

    def read(self, counts: Counts, watched: bool) -> None:
        """Everything that has come."""
        while True:
            try:
                frame = self.socket.recv(zmq.NOBLOCK)
            except zmq.Again:
                return
            self._count(decode([frame]), counts, watched)

    def _count(self, message: Message, counts: Counts, watched: bool) -> None:
        counts.events += isinstance(message, CallEvent)
        if isinstance(message, Partial):
            counts.partials += 1
        elif isinstance(message, Final):
            counts.finals += 1
            if watched and message.channel in self._sent_s:
                counts.final_ms.append((time.monotonic() - self._sent_s.pop(message.channel)) * 1000)
        elif isinstance(message, Acknowledged):
            counts.acks += 1
        elif isinstance(message, Missing):
            counts.missing += 1
        elif isinstance(message, Pong) and watched:
            counts.pong_ms.append(time.monotonic() * 1000 - message.sent_ms)
        elif isinstance(message, (WireError, Goodbye)):
            counts.refused.append(getattr(message, "code", "goodbye"))

    def until(self, kind: type[Message]) -> None:
        """Wait for an answer of this kind."""
        while True:
            if not self.socket.poll(30_000):
                raise SystemExit(f"no {kind.__name__} within 30 s")
            message = decode([self.socket.recv()])
            if isinstance(message, WireError):
                raise SystemExit(f"refused: {message.code} {message.text}")
            if isinstance(message, kind):
                return


def spoken_lines() -> dict[Channel, list[bytes]]:
    """Channel -> one packet of sound for each of its lines."""
    found: dict[Channel, list[bytes]] = {channel: [] for channel in CHANNELS}
    for number, (channel, _) in enumerate(script()):
        found[channel].append(np.full(1600, BASE_LEVEL + number * LEVEL_STEP, "<i2").tobytes())
    return found


def threads(process: int) -> dict[str, float]:
    """Thread of a process -> processor time it has used, seconds; `kernel` is the part of all that was system calls."""
    tick = os.sysconf("SC_CLK_TCK")
    used: dict[str, float] = {}
    for task in Path(f"/proc/{process}/task").iterdir():
        name, rest = (task / "stat").read_text().split("(", 1)[1].rsplit(")", 1)
        name = "main" if int(task.name) == process else "socket" if name.startswith("ZMQ") else "others"
        user, system = rest.split()[11:13]
        used[name] = used.get(name, 0.0) + (int(user) + int(system)) / tick
        used["kernel"] = used.get("kernel", 0.0) + int(system) / tick
    return used


def memory_mb(process: int) -> float:
    """Resident memory."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def list_stations(state: StateDirectory, number: int) -> list[tuple[str, str]]:
    """Key pairs (public, secret) of so many listed workstations."""
    database = open_database(state)
    people = People(database)
    people.add_user(User("bench", "bench", "agent", ""), "bench")
    pairs = [new_key_pair() for _ in range(number)]
    for index, pair in enumerate(pairs):
        people.add_workstation(f"W{index}", pair.public, "bench", "bench")
    database.close()
    return [(pair.public, pair.secret) for pair in pairs]


def play(callers: list[Caller], seconds: float, pace: float) -> Counts:
    """Send at the pace of speech; the callers' packets are spread over each 100 ms."""
    counts = Counts()
    slots = [callers[index::_SLOTS] for index in range(_SLOTS)]
    watched = callers[:WATCHED]
    tick_s = _TICK_S / pace
    due_s = time.monotonic()
    for tick in range(int(seconds / tick_s)):
        due_s += tick_s
        for caller in slots[tick % _SLOTS]:
            caller.step(counts, caller in watched)
        for caller in watched:
            caller.read(counts, watched=True)
        wait_s = due_s - time.monotonic()
        if wait_s > 0:
            time.sleep(wait_s)
        elif wait_s < -tick_s * 4:
            counts.late_ticks += 1
    return counts


def measure(calls: int, args: argparse.Namespace) -> dict[str, object]:
    """One server, so many calls."""
    with tempfile.TemporaryDirectory(prefix="seatmate-cost-", dir=args.directory) as directory:
        state = StateDirectory(Path(directory) / "state")
        set_up(state)
        keys = list_stations(state, calls)
        ready_file = Path(directory) / "ready.json"
        command = [sys.executable, "-m", "benchmarks.instant_server", str(state.path), str(ready_file), "--ears", args.ears]
        command += ["--recognition", args.recognition]
        command += ["--measure-voice"] if args.measure_voice else []
        command += ["--echo-guard"] if args.echo_guard else []
        command += ["--profile", str(args.profile)] if args.profile else []
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            while not ready_file.exists():
                if server.poll() is not None:
                    raise SystemExit("the server did not start")
                time.sleep(0.1)
            return run_calls(calls, args, server, json.loads(ready_file.read_text()), keys)
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(60)
            except subprocess.TimeoutExpired:
                server.kill()


def run_calls(calls: int, args: argparse.Namespace, server: subprocess.Popen[bytes], ready: dict[str, str],
              keys: list[tuple[str, str]]) -> dict[str, object]:
    """Connect, warm up, measure."""
    empty_mb = memory_mb(server.pid)
    lines = spoken_lines()
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
    context.set(zmq.MAX_SOCKETS, 8_192)
    callers = []
    try:
        for index in range(calls):
            caller = Caller(context, ready, keys[index], index, lines)
            caller.send(Hello())
            callers.append(caller)
            if index % 20 == 19 or index == calls - 1:
                for one in callers[index // 20 * 20:]:
                    one.until(Welcome)
                    one.send(CallStart(call=one.call, lang="zh", customer_id="C1001"))
                for one in callers[index // 20 * 20:]:
                    one.until(CallReady)
        connected_mb = memory_mb(server.pid)
        play(callers, args.warm_up, args.pace)
        if args.profile:
            server.send_signal(signal.SIGUSR1)
        before, own_before, start_s = threads(server.pid), time.process_time(), time.monotonic()
        counts = play(callers, args.seconds, args.pace)
        after, own_after, end_s = threads(server.pid), time.process_time(), time.monotonic()
        if args.profile:
            server.send_signal(signal.SIGUSR2)
        used = {name: after[name] - before.get(name, 0.0) for name in after}
        return report(calls, counts, used, own_after - own_before, end_s - start_s,
                      (empty_mb, connected_mb, memory_mb(server.pid)), args)
    finally:
        for caller in callers:
            caller.socket.close(0)
        context.term()


def report(calls: int, counts: Counts, used: dict[str, float], own_s: float, wall_s: float,
           memory: tuple[float, float, float], args: argparse.Namespace) -> dict[str, object]:
    """The figures of one number of calls, printed and returned."""
    call_seconds = counts.packets / 20
    total = sum(value for name, value in used.items() if name != "kernel")
    row: dict[str, object] = {
        "calls": calls, "cores": round(total / wall_s, 3), "cores_per_1000": round(total / call_seconds * 1000, 3),
        **{name: round(value / call_seconds * 1000, 3) for name, value in sorted(used.items())},
        "clients_cores": round(own_s / wall_s, 3), "mb": round(memory[2], 1), "empty_mb": round(memory[0], 1),
        "mb_a_call": round((memory[2] - memory[0]) / calls, 3), "of_that_connected": round((memory[1] - memory[0]) / calls, 3),
        "packets_s": round(counts.packets / wall_s), "finals": counts.finals, "events": counts.events,
        "partials": counts.partials, "acks": counts.acks, "missing": counts.missing, "late": counts.late_ticks,
        "refused": sorted(set(counts.refused)), **_lateness("pong", counts.pong_ms), **_lateness("final", counts.final_ms),
        "ears": args.ears, "recognition": args.recognition, "pace": args.pace, "wall_s": round(wall_s, 1)}
    print(json.dumps(row), flush=True)
    return row


def _lateness(name: str, values_ms: list[float]) -> dict[str, object]:
    if len(values_ms) < 2:
        return {}
    parts = statistics.quantiles(values_ms, n=20)
    return {f"{name}_p50_ms": round(parts[9], 1), f"{name}_p95_ms": round(parts[18], 1)}


def main() -> None:
    """Measure each number of calls; the slope of memory between the first and the last."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, nargs="+", default=[100, 200, 400])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--warm-up", type=float, default=8.0)
    parser.add_argument("--pace", type=float, default=1.0)
    parser.add_argument("--ears", choices=("scripted", "listener"), default="scripted")
    parser.add_argument("--recognition", choices=("direct", "scheduler"), default="direct")
    parser.add_argument("--measure-voice", action="store_true", help="measure the customers' voices too, as the server does")
    parser.add_argument("--echo-guard", action="store_true", help="compare the channels' sound too, as the server does")
    parser.add_argument("--profile", type=Path, help="write a profile of the server's main thread here")
    parser.add_argument("--directory", type=Path, help="where the state directories are made")
    args = parser.parse_args()
    rows = [measure(calls, args) for calls in args.calls]
    if len(rows) > 1:
        first, last = rows[0], rows[-1]
        for name in ("mb", "cores"):
            rise = float(str(last[name])) - float(str(first[name]))
            print(f"slope of {name}: {rise / (int(str(last['calls'])) - int(str(first['calls']))):.5f} a call")


if __name__ == "__main__":
    main()
