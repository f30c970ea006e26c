"""How long a supervisor's voice is on its way into the headset and onto the line, and a call into the ear.

Everything is real but the sound cards: a server process, an agent's and a supervisor's client as processes, null
outputs of a PulseAudio of its own.  Run from the repository root: `python -m benchmarks.supervisor_sound [--times N]
[--json FILE]`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path

from tests.copilot_app.sound_server import own_sound_server
from tests.end_to_end.sound_hall import Ears, Hall, hall, sweep

VOICE, AGENT, CUSTOMER = sweep(400, 3_000), sweep(2_800, 500), sweep(1_200, 300)
SPOKEN = {"headset": VOICE, "bridge": VOICE, "own": AGENT, "ear": CUSTOMER}
GOAL_MS = 300
EAR_GOAL_MS = 500


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=40, help="phrases that are spoken (default: 40)")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, own_sound_server(Path(folder)) as sound:
        with hall(Path(folder) / "hall", sound) as place:
            found = measure(place, options.times)
    result = {name: summary(delays, options.times) for name, delays in found.items()}
    for name, one in result.items():
        goal = EAR_GOAL_MS if name == "ear" else GOAL_MS
        print(f"{name:8} p50 {one['p50_ms']:.0f} ms, p95 {one['p95_ms']:.0f} ms, longest {one['most_ms']:.0f} ms "
              f"(goal {goal}), {one['lost']} of {options.times} not found")
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


def measure(place: Hall, times: int) -> dict[str, list[float]]:
    """One-way delays.

    `headset` and `bridge`: from the supervisor's microphone; `own`: from the agent's microphone to the line; `ear`: from the
    customer's line to the supervisor's ear.
    """
    place.agent()
    supervisor = place.supervisor()
    for mode in ("listen", "barge"):
        supervisor.tell(observe=mode)
        supervisor.until(lambda said, mode=mode: said.get("observing") == mode)  # type: ignore[misc]
    place.ears |= {"own": Ears("agent", "bridge"), "ear": Ears("customer", "boss_ear")}
    time.sleep(1.0)
    found: dict[str, list[float]] = {name: [] for name in place.ears}
    for _ in range(times):
        before = place.speak(boss_mic=VOICE, agent=AGENT, customer=CUSTOMER)
        for name, ears in place.ears.items():
            delay_ms = ears.delay_ms(SPOKEN[name], before[name])
            if delay_ms is not None:
                found[name].append(delay_ms)
    return found


def summary(delays: list[float], times: int) -> dict[str, float]:
    """Half and 19 of 20 are below; `lost`: never found."""
    ordered = sorted(delays) or [float("nan")]
    return {"p50_ms": statistics.median(ordered), "p95_ms": ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))],
            "most_ms": ordered[-1], "lost": times - len(delays)}


if __name__ == "__main__":
    main()
