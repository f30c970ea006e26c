"""How long a trainee waits for the simulated customer: from the end of his words to the first sample of the answer.

    python -m benchmarks.turn_gap --turns 20 --lang zh --json gap.json

A server process of its own with the recogniser that is installed, the client's own capture and link, espeak-ng for
both sides. Counted by the call's clock: the last loud sample that the microphone delivered, and the first sample of
the customer's channel. The output device adds what it holds (about 0.1 s), on either side of a telephone as well.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import zmq
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from benchmarks.scripted_trainee import NOWHERE, ScriptedSound
from copilot_app.client import Client
from copilot_app.demo.server import DemoServer
from models.tts import SAMPLE_RATE_HZ, Voice
from models.tts.resident import ResidentSynthesiser
from models.tts.serving import Request
from protocol.call import Hello
from protocol.training import TrainingQuery
from protocol.transcript import Final

LINES = {"zh": ("您好，请问有什么可以帮您？", "请您稍等，我帮您查一下。", "好的，我明白您的意思了。", "请问您还有别的问题吗？",
                "这个我需要再核实一下。", "请您放心，我来处理。"),
         "en": ("Hello, how can I help you today?", "One moment please, let me look that up.", "I see what you mean.",
                "Do you have any other question?", "I need to check that first.", "I will take care of it.")}
SCENARIOS = {"zh": "early_repayment", "en": "travel_card"}
ANSWER_S = 12.0


async def voices(lang: str) -> list[NDArray[np.float32]]:
    """The trainee's lines, spoken."""
    speaker = ResidentSynthesiser()
    try:
        return [(await speaker.speak(Request(0, line, Voice(lang, "f2")))).astype(np.float32) / 32768.0 for line in LINES[lang]]
    finally:
        await speaker.close()


def wait(done: Callable[[], bool], timeout_s: float) -> bool:
    """Let the client work until it is done."""
    until_s = time.monotonic() + timeout_s
    while not done() and time.monotonic() < until_s:
        QCoreApplication.processEvents()
        time.sleep(0.002)
    return done()


def measure(options: argparse.Namespace, directory: Path) -> list[dict[str, float]]:
    """One row for each turn, ms."""
    spoken = asyncio.run(voices(options.lang))
    public, secret = zmq.curve_keypair()
    server = DemoServer(directory, public.decode())
    server.start()
    address = server.wait_ready()
    client = Client()
    sound = ScriptedSound(client)
    sound.use(None, NOWHERE)
    client.link.start(address.endpoint, address.public_key, secret.decode(), Hello())
    rows: list[dict[str, float]] = []
    finals: list[float] = []
    starts: list[float] = []
    client.message.connect(lambda message: finals.append(sound.capture.position_ms)
                           if isinstance(message, Final) and message.channel == "agent" else None)
    sound.customer_speaking.connect(lambda on: starts.append(sound.capture.position_ms) if on else None)
    try:
        wait(lambda: client.state.link.phase == "online", 30)
        # as the window does before a scenario can be chosen
        client.link.send(TrainingQuery(lang=options.lang))
        wait(lambda: False, 4.0)
        while len(rows) < options.turns:
            client.start_call(sound.make_capture, options.lang, training=True, scenario=options.scenario, voice=True)
            wait(lambda: False, 2.0)
            for number in range(options.turns - len(rows)):
                wait(lambda: sound.capture.speech.idle, 20)
                wait(lambda: False, 0.6)
                if not client.in_call:
                    break
                finals.clear()
                starts.clear()
                line = spoken[number % len(spoken)]
                loud = int(np.flatnonzero(np.abs(line) > 0.003)[-1])
                sound.capture.say(line)
                end_ms = sound.capture.ended_ms - (len(line) - loud) * 1000 / SAMPLE_RATE_HZ
                # what began before is the customer's own, such as a second "hello?"
                if wait(lambda end_ms=end_ms: any(at > end_ms for at in starts), len(line) / SAMPLE_RATE_HZ + ANSWER_S):
                    answered = next(at for at in starts if at > end_ms)
                    known = next((at for at in finals if at > end_ms), answered)
                    rows.append({"gap_ms": answered - end_ms, "final_ms": known - end_ms})
                    print(f"{len(rows):3d}  {rows[-1]['gap_ms']:6.0f} ms  (words known after {rows[-1]['final_ms']:.0f} ms)")
                else:
                    print("     no answer")
            client.end_call()
            wait(lambda: client.state.phase == "ended", 20)
    finally:
        client.close()
        server.stop()
    return rows


def main() -> int:
    """Run; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=20)
    parser.add_argument("--lang", choices=sorted(LINES), default="zh")
    parser.add_argument("--scenario", default="")
    parser.add_argument("--json", type=Path, help="write the rows here")
    options = parser.parse_args()
    options.scenario = options.scenario or SCENARIOS[options.lang]
    application = QCoreApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="seatmate-turn-gap-") as directory:
        rows = measure(options, Path(directory))
    del application
    gaps = sorted(row["gap_ms"] for row in rows)
    result: dict[str, Any] = {
        "turns": len(rows), "lang": options.lang, "cores": os.cpu_count(), "load": os.getloadavg()[0],
        "gap_p50_ms": statistics.median(gaps), "gap_p95_ms": gaps[min(len(gaps) - 1, int(len(gaps) * 0.95))],
        "words_p50_ms": statistics.median(row["final_ms"] for row in rows), "rows": rows}
    print(f"{len(rows)} turns: p50 {result['gap_p50_ms']:.0f} ms, p95 {result['gap_p95_ms']:.0f} ms "
          f"(target 1200 ms; load {result['load']:.1f} on {result['cores']} cores)")
    if options.json is not None:
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
