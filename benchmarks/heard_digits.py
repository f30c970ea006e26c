"""How many digits of a private number a supervisor who listens still hears: `python -m benchmarks.heard_digits`.

A number is known only after it has been spoken.  Here the calls of `benchmarks.masking` (an agent's question if there
is one, then the number, all fictional) are spoken by a synthetic voice into a real server with the bundled
recogniser, in real time, while a supervisor listens.  A digit counts as heard if half of its sound or more reached
the supervisor.  Printed per language, with and without a question before: numbers, digits, digits heard in all, per
number p50 and the most, numbers with more than three heard; and how much of the rest of the calls was silent though
nobody said a private number.  `--delay` sets `[supervision] listen_delay_s`; without it the shipped default holds."""

from __future__ import annotations

import argparse
import json
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from benchmarks.instant_house import list_people, until
from benchmarks.masking.cases import Case, Turn, all_cases
from models.tts import SpeechEngine, Voice, engine
from protocol.audio import Packet
from protocol.call import CallEnd, CallReady, CallStart, Hello, Welcome
from protocol.message import CHANNELS, PACKET_MS, PACKET_SAMPLES, SAMPLE_RATE_HZ, Channel
from protocol.relay import LiveSound
from protocol.supervision import Observe, Observing
from protocol.transcript import Final, Partial
from server.auth import KeyPair
from server.benchmarking.wire import Wire
from server.commands.init import set_up
from server.settings import SupervisionSettings
from server.storage.state import StateDirectory

STYLES = ("plain", "fillers", "turns", "correction")
"""Spoken digit by digit; what is written as figures a voice would read as amounts."""
_GAP_S, _TAIL_S = 0.9, 4.0
_START_S = 60.0


@dataclass
class Digit:
    """One private digit in the sound of a call."""

    channel: Channel
    start_s: float
    end_s: float


@dataclass
class Played:
    """A case as sound, and what came of it."""

    case: Case
    sound: dict[Channel, NDArray[np.int16]]
    digits: list[Digit]
    silent: dict[Channel, dict[int, bool]] = field(default_factory=lambda: {channel: {} for channel in CHANNELS})
    """Packet -> it was silenced; what never came was not heard either."""
    texts: list[str] = field(default_factory=list)
    """What the agent saw, for a look with `--show`."""

    def heard(self, digit: Digit) -> bool:
        """True if half of the digit or more was heard."""
        audible, step = 0, 0.01
        points = np.arange(digit.start_s, digit.end_s, step)
        for at_s in points:
            audible += not self.silent[digit.channel].get(int(at_s * 1000) // PACKET_MS, True)
        return audible * 2 >= len(points)


def play(case: Case, voices: SpeechEngine, voice: Voice) -> Played:
    """Speak a case."""
    at, pieces, digits = SAMPLE_RATE_HZ, [], []
    for turn in case.turns:
        speech = voices.synthesise(turn.text, voice)
        digits += _digits(turn, speech.words, at / SAMPLE_RATE_HZ)
        pieces.append((turn.channel, at, speech.samples))
        at += len(speech.samples) + int(_GAP_S * SAMPLE_RATE_HZ)
    sound = {channel: np.zeros(at + int(_TAIL_S * SAMPLE_RATE_HZ), np.int16) for channel in CHANNELS}
    for channel, start, samples in pieces:
        sound[channel][start:start + len(samples)] = samples
    return Played(case, sound, digits)


def _digits(turn: Turn, words: Sequence[object], at_s: float) -> list[Digit]:
    found = []
    for first, last, count in turn.spans:
        inside = [one for one in words if one.first < last and one.last > first]  # type: ignore[attr-defined]
        if not inside:
            continue
        start_s, end_s = at_s + inside[0].start_s, at_s + inside[-1].end_s  # type: ignore[attr-defined]
        each = (end_s - start_s) / count
        found += [Digit(turn.channel, start_s + each * n, start_s + each * (n + 1)) for n in range(count)]
    return found


def run(played: Sequence[Played], wire: Wire, ready: dict[str, str], keys: Sequence[tuple[KeyPair, KeyPair]]) -> None:
    """Play these calls at the same time, in real time."""
    lanes = [(wire.connect(ready["endpoint"], ready["public_key"], agent),
              wire.connect(ready["endpoint"], ready["public_key"], supervisor))
             for agent, supervisor in keys[:len(played)]]
    for number in (number for lane in lanes for number in lane):
        wire.send(number, Hello())
    until(wire, Welcome, 2 * len(lanes))
    calls = [f"{time.monotonic_ns():x}{index:04x}" for index in range(len(played))]
    for (agent, _), call, one in zip(lanes, calls, played, strict=True):
        wire.send(agent, CallStart(call=call, lang=one.case.lang))
    until(wire, CallReady, len(lanes))
    for (_, supervisor), call in zip(lanes, calls, strict=True):
        wire.send(supervisor, Observe(call=call, mode="listen", reason="benchmark"))
    if any(not message.mode for _, message in until(wire, Observing, len(lanes))):
        raise SystemExit("the server refuses to be listened to")
    begun_s, sent, by_call = time.monotonic(), 0, dict(zip(calls, played, strict=True))
    last = max(len(one.sound["agent"]) for one in played) // PACKET_SAMPLES
    while sent < last or time.monotonic() < begun_s + last * PACKET_MS / 1000 + 1:
        if sent < last and time.monotonic() >= begun_s + sent * PACKET_MS / 1000:
            for (agent, _), call, one in zip(lanes, calls, played, strict=True):
                for channel in CHANNELS:
                    pcm = one.sound[channel][sent * PACKET_SAMPLES:(sent + 1) * PACKET_SAMPLES]
                    wire.send(agent, Packet(call=call, channel=channel, number=sent, pcm=pcm.tobytes() or bytes(3200)))
            sent += 1
        for _, message, _ in wire.receive(0.005):
            if isinstance(message, LiveSound):
                by_call[message.call].silent[message.channel][message.number] = message.silenced
            elif isinstance(message, (Partial, Final)):
                at_s = f"{time.monotonic() - begun_s:5.1f} s {message.channel:8} {type(message).__name__:7} "
                by_call[message.call].texts.append(at_s + message.text)
    for (agent, _), call in zip(lanes, calls, strict=True):
        wire.send(agent, CallEnd(call=call, last_number=dict.fromkeys(CHANNELS, last - 1)))


def report(played: Sequence[Played]) -> None:
    """Print the table."""
    print("lang  asked  numbers digits  heard  p50 most  over 3")
    rows: dict[tuple[str, bool], list[Played]] = defaultdict(list)
    for one in played:
        if one.case.private and one.digits:
            rows[one.case.lang, one.case.turns[0].channel == "agent"].append(one)
    for (lang, asked), those in sorted(rows.items()):
        heard = [sum(one.heard(digit) for digit in one.digits) for one in those]
        digits, over = sum(len(one.digits) for one in those), sum(one > 3 for one in heard)
        print(f"{lang:4}  {'yes' if asked else 'no':5}  {len(those):7} {digits:6} {sum(heard):6}  "
              f"{statistics.median(heard):4.0f} {max(heard):4} {over:7}")
    others = [one for one in played if not one.case.private]
    packets = [silent for one in others for silent in one.silent["customer"].values()]
    if packets:
        print(f"calls without a private number: {len(others)}; {100 * sum(packets) / len(packets):.0f} % of their sound "
              "was silent")


def main() -> None:
    """Speak, listen, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=24, help="calls of each language")
    parser.add_argument("--at-once", type=int, default=3, help="calls at the same time")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--delay", type=float, default=SupervisionSettings().listen_delay_s, help="s that listeners hear later")
    parser.add_argument("--show", action="store_true", help="print what was said, seen and heard of each call")
    args = parser.parse_args()
    rng, voices = Random(args.seed), engine()
    chosen: list[Case] = []
    for lang in ("zh", "en"):
        every = [case for case in all_cases(args.seed, 1) if case.lang == lang]
        chosen += rng.sample([case for case in every if case.private and case.style in STYLES], args.cases)
        chosen += rng.sample([case for case in every if not case.private], args.cases // 4)
    played = [play(case, voices, Voice(case.lang, rate_wpm=160)) for case in chosen]
    with tempfile.TemporaryDirectory(prefix="seatmate-digits-") as directory:
        state, ready_file = StateDirectory(Path(directory) / "state"), Path(directory) / "ready.json"
        set_up(state)
        with (state.path / "server.toml").open("a", encoding="utf-8") as file:
            file.write(f"\n[supervision]\nlisten_delay_s = {args.delay}\n")
        keys = list_people(state, len(played))
        server = subprocess.Popen([sys.executable, "-m", "server", "run", "--state", str(state.path), "--bind",
                                   "tcp://127.0.0.1:0", "--ready-file", str(ready_file), "--log-level", "ERROR"],
                                  stdout=subprocess.DEVNULL)
        wire = Wire()
        try:
            end_s = time.monotonic() + _START_S
            while not ready_file.exists():
                if server.poll() is not None or time.monotonic() > end_s:
                    raise SystemExit("the server did not start")
                time.sleep(0.1)
            ready = json.loads(ready_file.read_text())
            for first in range(0, len(played), args.at_once):
                run(played[first:first + args.at_once], wire, ready, keys[first:])
        finally:
            wire.close()
            server.send_signal(signal.SIGTERM)
            server.wait(60)
    for one in played if args.show else ():
        print(f"-- {one.case.lang} {one.case.entity} {one.case.style}")
        for turn in one.case.turns:
            print(f"   said     {turn.channel:8} {turn.text}")
        print("   " + "\n   ".join(one.texts))
        print("   digits   " + " ".join(f"{digit.start_s:.1f}{'!' if one.heard(digit) else ''}"
                                        for digit in one.digits))
    report(played)


if __name__ == "__main__":
    main()
