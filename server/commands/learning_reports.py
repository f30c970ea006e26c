"""`seatmate-server eval suggestions | experiment | drift | near-misses`: what the calls teach, as tables and as JSON.

In: the database of the state directory; calls that are over and not taken in yet are taken in first.  Out: a report.

Exit codes: 0 done; 1 `drift` found that something moved; 3 `drift` has too few cases to tell; 2 an error that is
explained.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from server.learning import acceptance, drift, experiments, periods
from server.learning.errors import ExperimentUnknown, ReportNotWritten
from server.learning.harvest import harvest_waiting, misses_in
from server.learning.near_misses import grouped
from server.learning.outcomes import Became, outcomes
from server.learning.watch import BEFORE_DAYS, NOW_DAYS, span
from server.storage import audit
from server.storage.calls import CallRecords
from server.storage.database import Database
from server.storage.outcomes import OutcomeRecords

from .result_file import check_place, write_result
from .state_option import add_state_option, administrator, opened

FORMAT = "seatmate.near_misses.1"
DRIFTED, TOO_FEW = 1, 3
_EDITS = 20
_GROUPS = 25

Report = Callable[[argparse.Namespace, Database], tuple[dict[str, Any], list[str], int]]


def add_actions(actions: Any) -> None:
    """Add the reports to the actions of `eval`."""
    suggestions = actions.add_parser("suggestions", help="which suggestions and warnings were taken, by reply or by rule")
    suggestions.add_argument("--by", choices=("reply", "rule"), default="reply", help="rows (default: reply)")
    suggestions.add_argument("--edits", metavar="REPLY",
                             help="also print how agents worded this reply (masked; noted in the audit trail)")
    experiment = actions.add_parser("experiment", help="what the two arms of an experiment came to")
    experiment.add_argument("--name", help="of the experiment (default: each that calls were drawn for)")
    moved = actions.add_parser("drift", help="what moved by more than five points; exit status 1 if anything did")
    moved.add_argument("--days", type=_days, default=NOW_DAYS, help=f"days that are judged (default: {NOW_DAYS})")
    moved.add_argument("--before", type=_days, default=BEFORE_DAYS,
                       help=f"days before them to compare with (default: {BEFORE_DAYS})")
    misses = actions.add_parser("near-misses", help="questions that found nothing, grouped, as work for the authors")
    misses.add_argument("--lang", choices=("zh", "en"), help="of the calls (default: both)")
    misses.add_argument("--least", type=_days, default=1, metavar="CALLS",
                        help="only groups from so many calls (default: 1)")
    for action in (suggestions, experiment, misses):
        action.add_argument("--since", metavar="DAY", help="first day, as 2026-03-15 (default: the beginning)")
        action.add_argument("--until", metavar="DAY", help="last day (default: today)")
    for action in (suggestions, experiment, moved, misses):
        action.add_argument("--json", type=Path, metavar="FILE", help="write the report here as JSON")
        add_state_option(action)


def run(args: argparse.Namespace) -> int:
    """Make the report that was asked for.

    Raises:
        LearningError, StorageError, NotReady: each says what to do.
    """
    if args.json is not None:
        check_place(args.json, ReportNotWritten)
    database = opened(args)
    try:
        harvest_waiting(CallRecords(database))
        found, lines, code = _REPORTS[args.action](args, database)
    finally:
        database.close()
    if args.json is not None:
        write_result(args.json, found, ReportNotWritten)
    print("\n".join(lines))
    return code


def _suggestions(args: argparse.Namespace, database: Database) -> tuple[dict[str, Any], list[str], int]:
    period = _period(args)
    since, until = period.texts
    records = OutcomeRecords(database)
    found = {"period": str(period), **acceptance.report(records.calls(since, until), records.items(since, until))}
    lines = acceptance.lines(found, args.by)
    if args.edits:
        _note(database, "eval.edits", {"reply": args.edits, "period": str(period)})
        lines += ["", f"how {args.edits} was worded instead:",
                  *_edits(CallRecords(database), records.ended(since, until), args.edits)]
    return found, lines, 0


def _edits(records: CallRecords, calls: list[str], reply: str) -> list[str]:
    edits: list[Became] = []
    for call in calls:
        edits += [one for one in outcomes(records.events_after(call, 0), records.feedback(call))
                  if one.row.source == reply and one.row.outcome == "edited"]
        records.forget_key(call)
        if len(edits) >= _EDITS:
            break
    return [line for one in edits[:_EDITS] for line in (f"  - {one.offered}", f"  + {one.said}")] or ["  nobody did"]


def _experiment(args: argparse.Namespace, database: Database) -> tuple[dict[str, Any], list[str], int]:
    period = _period(args)
    since, until = period.texts
    records = OutcomeRecords(database)
    calls, items = records.calls(since, until), records.items(since, until)
    names = sorted({call.experiment for call in calls if call.experiment})
    if not names or (args.name and args.name not in names):
        asked = f"for an experiment {args.name!r}" if args.name else "for an experiment"
        raise ExperimentUnknown(f"no call of {period} was drawn {asked}; known are: {', '.join(names) or 'none'}. "
                                "An experiment is set under [experiment] in server.toml")
    reports = [experiments.report(name, [call for call in calls if call.experiment == name], items)
               for name in ([args.name] if args.name else names)]
    return ({"period": str(period), "experiments": reports},
            [line for one in reports for line in (*experiments.lines(one), "")][:-1], 0)


def _drift(args: argparse.Namespace, database: Database) -> tuple[dict[str, Any], list[str], int]:
    now, records = datetime.now(UTC), OutcomeRecords(database)
    before, latest = periods.last_days(args.before, now, before_days=args.days), periods.last_days(args.days, now)
    found = {"before": str(before), "now": str(latest), **drift.report(span(records, before), span(records, latest))}
    code = DRIFTED if found["alarms"] else 0 if found["judged"] else TOO_FEW
    return found, [f"{before} against {latest}", *drift.lines(found)], code


def _near_misses(args: argparse.Namespace, database: Database) -> tuple[dict[str, Any], list[str], int]:
    period = _period(args)
    records = CallRecords(database)
    calls = OutcomeRecords(database).ended(*period.texts)
    groups = [group for group in grouped(misses_in(records, calls, args.lang)) if group.calls >= args.least]
    _note(database, "eval.near_misses", {"period": str(period), "groups": str(len(groups))})
    facts = [group.facts() | {"lang": group.misses[0].lang} for group in groups]
    lines = [f"{one['calls']:5} calls  {one['lang']}  {one['intent']:20} {one['question']}" for one in facts[:_GROUPS]]
    more = [f"… and {len(facts) - _GROUPS} more, all of them in the JSON file"] if len(facts) > _GROUPS else []
    end = f"{len(calls)} calls, {sum(one['questions'] for one in facts)} questions in {len(facts)} groups found nothing"
    return {"format": FORMAT, "period": str(period), "calls": len(calls), "groups": facts}, [*lines, *more, end], 0


def _period(args: argparse.Namespace) -> periods.Period:
    return periods.of_days(args.since, args.until, datetime.now(UTC))


def _note(database: Database, action: str, detail: dict[str, str]) -> None:
    database.work(lambda db: audit.append(db, database.master, administrator(), action, detail))


def _days(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("a whole number, 1 or more")
    return value


_REPORTS: dict[str, Report] = {"suggestions": _suggestions, "experiment": _experiment, "drift": _drift,
                               "near-misses": _near_misses}
