"""`seatmate-server bench streams --calls N --seconds S --model NAME|DIR --json FILE`: how many calls one server carries.

Exit codes: 0 every call was carried and nothing was lost, 1 something was lost, refused or cut, 2 nothing was measured.
`bench serve` is the server under test, started by `bench streams`.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

from tqdm import tqdm  # type: ignore[import-untyped,unused-ignore]

from protocol.message import Language
from server.benchmarking import table
from server.benchmarking.driving import WARM_UP_S, Plan
from server.benchmarking.errors import ResultNotWritten
from server.benchmarking.report import good
from server.benchmarking.serving import serve_watched
from server.benchmarking.streams import Request, all_lines, measure
from server.logs import start_logging
from server.settings import load_settings
from server.storage.state import StateDirectory

from .result_file import check_place, write_result

LANGS: dict[str, tuple[Language, ...]] = {"zh": ("zh",), "en": ("en",), "both": ("zh", "en")}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    streams = actions.add_parser("streams", help="real clients with synthetic calls against a server, in real time")
    streams.add_argument("--calls", required=True, type=_count, metavar="N", help="calls at once, two channels each")
    streams.add_argument("--seconds", type=_seconds, default=30.0, metavar="S",
                         help=f"measured time, after {WARM_UP_S:g} s of warm-up (default: 30)")
    streams.add_argument("--model", default="", metavar="NAME|DIR", help="recogniser (default: the server's choice)")
    streams.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda"), help="where it runs (default: auto)")
    streams.add_argument("--json", type=Path, metavar="FILE", help="write the result here as JSON")
    streams.add_argument("--lang", default="zh", choices=tuple(LANGS), help="of the calls (default: zh)")
    streams.add_argument("--voices", default="auto", choices=("auto", "espeak", "vowels"),
                         help="synthetic voices that say sentences, or vowels without words (default: voices, if installed)")
    streams.add_argument("--ramp", type=_seconds, default=2.0, metavar="S", help="the calls begin within so long (default: 2)")
    streams.add_argument("--seed", type=int, default=1, help="of who says what and when (default: 1)")
    streams.add_argument("--state", type=Path, metavar="DIR",
                         help="measure the server that runs with this state directory instead of starting one; "
                              "workstations are listed for the run and revoked after it")
    streams.add_argument("--keep-log", type=Path, metavar="FILE", help="keep the started server's log here")
    serving = actions.add_parser("serve")
    for name in ("--state", "--ready-file", "--figures"):
        serving.add_argument(name, type=Path, required=True)
    serving.add_argument("--calls", type=_count, required=True)
    serving.add_argument("--model", default="")
    serving.add_argument("--device", default="auto")


def run(args: argparse.Namespace) -> int:
    """Measure, print, write; or be the server that is measured.

    Raises:
        BenchmarkError, ModelError: each says what to do.
    """
    if args.action == "serve":
        return _serve(args)
    for file in (args.json, args.keep_log):
        if file is not None:
            check_place(file, ResultNotWritten)
    plan = Plan(args.seconds, args.ramp, args.seed)
    langs = LANGS[args.lang]
    request = Request(args.calls, plan, args.model, args.device, langs,
                      StateDirectory(args.state) if args.state is not None else None, args.keep_log)
    with _ending_orderly(), tqdm(total=math.ceil(plan.sound_s), unit="s", disable=None) as bar:
        found = measure(request, all_lines(langs, args.voices), lambda second: _show(bar, second))
    if args.json is not None:
        write_result(args.json, found, ResultNotWritten)
    print("\n".join(table.lines(found)))
    return 0 if good(found) else 1


def _serve(args: argparse.Namespace) -> int:
    state = StateDirectory(args.state)
    settings = load_settings(state.settings)
    settings = replace(settings, gateway=replace(settings.gateway, bind="tcp://127.0.0.1:0"),
                       calls=replace(settings.calls, max_calls=max(settings.calls.max_calls, args.calls)),
                       speech=replace(settings.speech, model=args.model, device=args.device),
                       # A pause for card data would take lines, and load, out of the measurement.
                       privacy=replace(settings.privacy, pause_for_cards=False))
    start_logging("INFO")
    # ZeroMQ's sockets need a loop that watches file descriptors, which the standard one of Windows does not
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(_served(settings, state, args))
    return 0


async def _served(settings: Any, state: StateDirectory, args: argparse.Namespace) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    signal.signal(signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(stop.set))
    await serve_watched(settings, state, args.ready_file, args.figures, stop)


@contextmanager
def _ending_orderly() -> Iterator[None]:
    """A request to end is taken like an interrupt, so that the server is ended too."""
    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt
    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _show(bar: Any, second: float) -> None:
    bar.update(max(0, round(second) - bar.n))


def _count(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 5000:
        raise argparse.ArgumentTypeError("a number of calls, 1 to 5000")
    return value


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value <= 86_400:
        raise argparse.ArgumentTypeError("seconds, above 0 and at most a day")
    return value
