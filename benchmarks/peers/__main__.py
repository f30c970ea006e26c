"""`python -m benchmarks.peers --cache DIR --streams 1,2,4 --json FILE`: Seatmate beside other live transcription servers.

Exit codes: 0 all was measured, 1 some server could not be (each is named), 2 nothing was, 130 it was interrupted; what was
measured until then is in the files.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from benchmarks.scripted_model import SHAPES, build_scripted_model
from models import store
from models.asr import WindowPolicy
from models.errors import ModelError
from server.benchmarking.errors import BenchmarkError

from . import report, running, seatmate
from .environments import python_of, versions
from .errors import ComparisonError
from .known import PEERS, SEATMATE
from .runs import Run, result
from .schedule import Schedule, calls_of
from .sound import SoundSet, written

SCRIPTED = "scripted-"
_DISTRIBUTIONS = ("faster-whisper", "ctranslate2", "torch", "onnxruntime")


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__.splitlines()[0],
                                  formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    top.add_argument("--cache", required=True, type=Path, metavar="DIR",
                     help="folder for the peers' environments (about 2 GB each), the sound and scripted models; kept")
    top.add_argument("--peers", type=_names, default="whisper_live,whisper_live_batch,whisper_live_kit,seatmate",
                     help=f"what to measure, of {', '.join([*PEERS, SEATMATE])}")
    top.add_argument("--streams", type=_counts, default="1,2,4", help="streams (channels) at once, one run each")
    top.add_argument("--seatmate-streams", type=_counts, metavar="COUNTS", help="other counts for Seatmate, which carries more")
    top.add_argument("--model", default=SCRIPTED + "tiny",
                     help=f"recogniser: name, directory, or {SCRIPTED}SHAPE ({', '.join(SHAPES)}), which writes a fixed text")
    top.add_argument("--window", choices=("full", "padded", "exact"), default="exact",
                     help="of a scripted model: how much sound Seatmate gives it; the peers always give it 30 s")
    top.add_argument("--seconds", type=float, default=45.0, help="measured in each run, after 7 s of warm-up")
    top.add_argument("--drain", type=float, default=15.0, metavar="S", help="texts that come so long after the sound still count")
    top.add_argument("--lang", choices=("zh", "en"), default="zh", help="of the calls")
    top.add_argument("--voices", choices=("auto", "espeak", "vowels"), default="auto", help="synthetic voices, or vowels")
    top.add_argument("--seed", type=int, default=1, help="of who says what and when")
    top.add_argument("--pip", action="append", default=[], metavar="OPTION",
                     help="passed to pip when an environment is made, such as --pip=--find-links=DIR for wheels without CUDA")
    top.add_argument("--json", type=Path, metavar="FILE", help="write the result here as JSON; an existing one is extended")
    top.add_argument("--markdown", type=Path, metavar="FILE", help="write the result here as Markdown")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write."""
    options = parser().parse_args(arguments)
    # a request to end is taken like an interrupt, so that the servers are ended too
    signal.signal(signal.SIGTERM, _interrupt)
    options.cache.mkdir(parents=True, exist_ok=True)
    options.cache = options.cache.resolve()
    try:
        schedule = Schedule(options.seconds, drain_s=options.drain)
        model = _model(options.model, options.window, options.cache)
        most = max([*options.streams, *(options.seatmate_streams or ())])
        folder = options.cache / f"sound-{options.lang}-{options.voices}-{options.seconds:g}-{options.seed}"
        sound = written(folder, calls_of(most), schedule.sound_s, options.lang, options.voices, options.seed)
    except (ComparisonError, BenchmarkError, ModelError, ValueError) as error:
        _say(str(error))
        return 2
    measuring = Measuring(options, model, sound, schedule)
    try:
        for name in options.peers:
            measuring.server(name)
    except KeyboardInterrupt:
        _say("interrupted")
        return 130
    print("\n".join(report.table(measuring.found())))
    return 0 if not measuring.failed else 1 if measuring.fresh else 2


class Measuring:
    """All runs, and the file that they extend."""

    def __init__(self, options: argparse.Namespace, model: Path, sound: SoundSet, schedule: Schedule) -> None:
        self._options = options
        self._model = model
        self._sound = sound
        self._schedule = schedule
        self._conditions = _conditions(options, model, sound, schedule)
        earlier = _earlier(options.json, self._conditions)
        self._runs: list[dict[str, Any]] = earlier.get("runs", [])
        self._servers: dict[str, Any] = earlier.get("servers", {})
        self.failed: list[dict[str, Any]] = earlier.get("failed", [])
        """Servers that could not be measured, each with the reason."""
        self.fresh: list[dict[str, Any]] = []
        """Runs of this time."""

    def found(self) -> dict[str, Any]:
        """The comparison so far; a run replaces an earlier one of the same server with as many streams."""
        again = {(run["server"], run["streams"]) for run in self.fresh}
        kept = [run for run in self._runs if (run["server"], run["streams"]) not in again]
        runs = sorted([*kept, *self.fresh], key=lambda run: (run["server"] == SEATMATE, run["server"], run["streams"]))
        return report.comparison(runs, self.failed, {**self._conditions, "servers": self._servers})

    def server(self, name: str) -> None:
        """All runs of one server, written after each one, so that an interrupt loses little."""
        options = self._options
        self.failed[:] = [one for one in self.failed if one["server"] != name]
        counts = options.seatmate_streams or options.streams if name == SEATMATE else options.streams
        try:
            python = Path(sys.executable) if name == SEATMATE else python_of(PEERS[name], options.cache, options.pip, _say)
            self._servers[name] = _described(name, python)
            for streams in counts:
                _say(f"{name}: {streams} streams, {self._schedule.sound_s + self._schedule.drain_s:g} s")
                run = self._run(name, python, streams)
                self.fresh.append({**result(name, streams, run, self._sound, self._schedule), "load": _load()})
                print(report.row(self.fresh[-1]), flush=True)
                _write(options, self.found())
        except (ComparisonError, BenchmarkError) as error:
            self.failed.append({"server": name, "why": str(error)})
            _say(f"{name}: {error}")
            _write(options, self.found())

    def _run(self, name: str, python: Path, streams: int) -> Run:
        if name == SEATMATE:
            return seatmate.measure(self._model, self._sound, streams, self._schedule, self._options.cache)
        return running.measure(PEERS[name], python, self._model, self._sound, streams, self._schedule, self._options.cache)


def _described(name: str, python: Path) -> dict[str, Any]:
    if name == SEATMATE:
        return {"version": versions(python, ("seatmate",)).get("seatmate", "of this folder"), "options": {},
                "with": versions(python, _DISTRIBUTIONS)}
    peer = PEERS[name]
    return {"version": peer.title, "options": peer.options, "with": versions(python, _DISTRIBUTIONS)}


def _model(name: str, window: WindowPolicy, cache: Path) -> Path:
    """The model's directory; a scripted one is built in the cache."""
    if not name.startswith(SCRIPTED):
        return store.locate(Path(name) if os.sep in name else name).resolve()
    shape = name.removeprefix(SCRIPTED)
    if shape not in SHAPES:
        raise ValueError(f"There is no scripted shape {shape!r}; there are {', '.join(SHAPES)}.")
    directory = cache / f"{name}-{window}"
    # its last file
    if not (directory / "card.toml").exists():
        build_scripted_model(directory, shape=shape, window=window)
    return directory


def _conditions(options: argparse.Namespace, model: Path, sound: SoundSet, schedule: Schedule) -> dict[str, Any]:
    return {"machine": {"cpu": _cpu(), "cores": os.cpu_count(), "system": platform.system()},
            "model": {"name": model.name, "scripted": options.model.startswith(SCRIPTED)},
            "sound": {"lang": sound.lang, "voices": sound.voices, "seed": options.seed},
            "schedule": {"seconds": schedule.seconds, "drain_s": schedule.drain_s, "measure_from_s": schedule.measure_from_s}}


def _load() -> float | None:
    """Of the machine, over the last minute; other programs are in it."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None


def _cpu() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def _earlier(file: Path | None, conditions: dict[str, Any]) -> dict[str, Any]:
    """The result of a file that is to be extended; nothing of one from other conditions."""
    try:
        found = dict(json.loads(file.read_text(encoding="utf-8"))) if file is not None else {}
    except (OSError, ValueError, TypeError):
        return {}
    return found if all(found.get(name) == value for name, value in conditions.items()) else {}


def _write(options: argparse.Namespace, found: dict[str, Any]) -> None:
    if options.json is not None:
        options.json.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if options.markdown is not None:
        options.markdown.write_text(report.markdown(found), encoding="utf-8")


def _names(text: str) -> list[str]:
    try:
        return report.known_servers(part.strip() for part in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _counts(text: str) -> list[int]:
    counts = [int(part) for part in text.split(",")]
    if not counts or not all(1 <= count <= 2000 for count in counts):
        raise argparse.ArgumentTypeError("counts from 1 to 2000, separated by commas")
    return counts


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _say(text: str) -> None:
    print(f"benchmarks.peers: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
