"""`seatmate-server eval asr --data DIR --model NAME|DIR [--json FILE] [--live]`: how well a recogniser hears.

The other actions of `eval` report what the calls teach; `learning_reports` has them.

Exit codes of `asr`: 0 all sounds were heard, 1 some could not be used (each is named), 2 nothing could be measured.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from tqdm import tqdm  # type: ignore[import-untyped,unused-ignore]

from models.asr import load_recogniser
from models.vad import SileroVad
from server.evaluation import report, running, table
from server.evaluation.errors import ResultNotWritten
from server.evaluation.index import read_index

from . import learning_reports
from .result_file import check_place, write_result


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    asr = actions.add_parser("asr", help="error rates of a recogniser on a folder of sound and text")
    asr.add_argument("--data", required=True, type=Path, metavar="DIR",
                     help='folder with index.jsonl: {"audio", "text", "lang", "condition"} a line')
    asr.add_argument("--model", metavar="NAME|DIR", help="recogniser (default: the one that the server would take)")
    asr.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda"), help="where it runs (default: auto)")
    asr.add_argument("--json", type=Path, metavar="FILE", help="write the result here as JSON")
    asr.add_argument("--live", action="store_true",
                     help="hear it as in a call, at the pace of speech, and measure the lags; takes as long as the sound")
    asr.add_argument("--show", type=_count, default=0, metavar="N",
                     help="print what was said and heard in the worst N; without it no text is printed")
    learning_reports.add_actions(actions)


def run(args: argparse.Namespace) -> int:
    """Measure or report, print, write.

    Raises:
        EvaluationError, ModelError, LearningError, StorageError: each says what to do.
    """
    if args.action != "asr":
        return learning_reports.run(args)
    items = read_index(args.data)
    if args.json is not None:
        check_place(args.json, ResultNotWritten)
    recogniser = load_recogniser(args.model, args.device)
    listening = running.Listening(SileroVad().stream, live=args.live)
    with tqdm(total=len(items), unit="sound", disable=None) as bar:
        found = asyncio.run(running.run(items, recogniser, listening, bar.update))
    scored = report.score(found.heard)
    result = report.result(found, recogniser.info, scored)
    if args.json is not None:
        write_result(args.json, result, ResultNotWritten)
    print("\n".join([*table.lines(result), *table.worst_lines(report.worst(scored, args.show))]))
    for failure in found.failures:
        print(f"seatmate-server eval: {failure.audio}: {failure.reason}", file=sys.stderr)
    if found.failures:
        print(f"seatmate-server eval: {len(found.failures)} of {len(items)} sounds do not count; correct them or leave "
              "them out of the index", file=sys.stderr)
    return 1 if found.failures else 0


def _count(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError("a number of sounds, 0 or more")
    return value
