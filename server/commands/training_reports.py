"""`seatmate-server training report CALL`, `training class`, `training draft CALL`: reports, the class, and scenarios drafted from
calls, for the console.

In: the database of the state directory; a call that is over and has no report yet gets it now.  Out: the report as text
and as JSON; reading one is written to the audit trail.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import msgspec

from protocol.training import TrainingReport
from server.authoring.in_force import Playbooks
from server.practice.class_rights import TRAINERS
from server.practice.curriculum import line_means
from server.practice.drafting import draft_of_call
from server.practice.drafts import Drafts
from server.practice.refusals import NotAllowed, TrainingError
from server.practice.rehearsal import expert_call
from server.practice.reporting import Reporting
from server.practice.rubric import weakest
from server.settings import load_settings
from server.storage.calls import CallRecords
from server.storage.database import Database
from server.storage.people import People
from server.storage.practice import PracticeRecords
from server.storage.privacy import PrivacyRecords
from server.storage.state import StateDirectory

from .result_file import check_place, write_result
from .state_option import add_state_option, administrator, opened, ready_state

ACTIONS = ("report", "class", "draft")
_RECENT = 5


class ReportNotWritten(TrainingError):
    """The JSON file can not be written."""

    code = "training.file"


def add_actions(actions: Any) -> None:
    """Add `report` and `class` to the actions of `training`."""
    report = actions.add_parser("report", help="the report of a training call")
    report.add_argument("call", help="id of the call")
    report.add_argument("--json", type=Path, metavar="FILE", help="write it here as JSON")
    group = actions.add_parser("class", help="who practised what, and how it went")
    group.add_argument("--team", help="of this team only")
    drafting = actions.add_parser("draft", help="draft a scenario from a stored call, redacted, for a trainer to finish")
    drafting.add_argument("call", help="id of the call")
    drafting.add_argument("--user", required=True, metavar="NAME", help="the trainer whose draft it is")
    drafting.add_argument("--at-ms", type=int, default=-1, metavar="N",
                          help="moment of the call it is about (default: all of it)")
    for action in (report, group, drafting):
        add_state_option(action)


def run(args: argparse.Namespace) -> int:
    """Do it.

    Raises:
        TrainingError, StorageError, PlaybookError, NotReady: each says what to do.
    """
    if args.action == "report" and args.json is not None:
        check_place(args.json, ReportNotWritten)
    state = ready_state(args)
    database = opened(args)
    try:
        if args.action == "draft":
            return _draft(args, state, database)
        return _report(args, state, database) if args.action == "report" else _class(args, database)
    finally:
        database.close()


def lines_of(report: TrainingReport) -> list[str]:
    """A report as text."""
    verdict = "passed" if report.passed else "not passed"
    lines = [f"{report.title}  {report.trainee}  {report.at[:16]}  {report.difficulty}, {report.assistance}",
             f"{report.total:.1f} of 100 ({verdict}, mark {report.pass_mark:g}); {report.outcome} {report.why}".rstrip()]
    for line in report.lines:
        shown = "   –" if line.score < 0 else f"{line.score:4.0f}"
        lines.append(f"  {shown}  {line.line:15} {line.why}")
    if report.best_total >= 0:
        lines.append(f"best handling: {report.best_total:.1f}{' (built-in good agent)' if report.best_by else ''}")
    lines += [f"{moment.at_ms / 1000:8.1f}  {moment.kind:12} {moment.text}" for moment in report.moments]
    for better in report.better:
        lines += [f"{better.at_ms / 1000:8.1f}  said:   {better.said}", f"{'':10}better: {better.better}  [{better.source}]"]
    if report.next_scenario:
        lines.append(f"next: {report.next_title} ({report.next_scenario}) {report.next_why}".rstrip())
    if report.signed_by:
        lines.append(f"signed by {report.signed_by}, {report.signed_at[:16]}: {report.comment}")
    return lines


def _report(args: argparse.Namespace, state: StateDirectory, database: Database) -> int:
    settings = load_settings(state.settings)
    books = Playbooks(settings.playbooks, state, drafts=settings.drafts)
    drafts = Drafts(state, database, settings.playbooks)
    reporting = Reporting(CallRecords(database), books.of, books.version, expert_call, drafts.playable)
    report = reporting.report(args.call)
    PracticeRecords(CallRecords(database)).audit(administrator(), "training.report",
                                                 {"call": args.call, "trainee": report.trainee})
    if args.json is not None:
        write_result(args.json, msgspec.to_builtins(report), ReportNotWritten)
        PrivacyRecords(database).note_export(args.call, str(args.json.resolve()))
    print("\n".join(lines_of(report)))
    return 0


def _draft(args: argparse.Namespace, state: StateDirectory, database: Database) -> int:
    person = People(database).user(args.user)
    if person is None or person.role not in TRAINERS:
        raise NotAllowed("a draft belongs to a trainer or an administrator; name one with --user (`users list` shows them)")
    drafts = Drafts(state, database, load_settings(state.settings).playbooks)
    made = draft_of_call(database, drafts, person, args.call, args.at_ms)
    PracticeRecords(CallRecords(database)).audit(administrator(), "training.draft",
                                                 {"call": args.call, "scenario": made.scenario, "trainer": person.name})
    print(f"{made.scenario}\t{made.title}\t(draft of {person.name}; finish it in the training window)")
    return 0


def _class(args: argparse.Namespace, database: Database) -> int:
    scores = PracticeRecords(CallRecords(database)).scores()
    for person in People(database).users():
        own = [score for score in scores if score.user == person.name]
        if (args.team is not None and person.team != args.team) or (not own and person.role != "agent"):
            continue
        recent = own[-_RECENT:]
        mean = f"{sum(score.total for score in recent) / len(recent):.1f}" if recent else "-"
        print("\t".join((person.name, person.team, str(len(own)), mean, weakest(line_means(own)) or "-",
                         own[-1].at[:16] if own else "-")))
    return 0


__all__ = ["ACTIONS", "add_actions", "lines_of", "run"]
