"""`seatmate-server playbook test --against SPAN --draft DIR`, `playbook rules NAME`: rules before and after publication.

`test` replays stored redacted calls through the playbook in force and through a draft, and prints the alerts gained and lost.
Exit status: 0 within the thresholds, 1 over one of them, 2 an error.  `rules` lists a playbook's rules with their measured
precision.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from server.authoring.in_force import load_in_force, with_chosen_packs
from server.calls.utterance import CallFacts, Utterance
from server.content.loading import find_playbook
from server.content.playbook import Playbook
from server.proof.disputes import Precision, precisions
from server.proof.errors import NothingToCompare, ProofError
from server.proof.regression import PastCall, compare, past_call, table
from server.settings import load_settings
from server.storage import audit
from server.storage.calls import CallRecords, Input
from server.storage.database import Database, open_database
from server.storage.disputes import DisputeRecords
from server.storage.past_calls import closed_between
from server.storage.state import StateDirectory

from .result_file import check_place, write_result
from .state_option import add_state_option, administrator, ready_state, state_of

_SPANS = {"YESTERDAY": 1, "LAST_WEEK": 7, "LAST_MONTH": 30, "LAST_QUARTER": 91}
"""Name -> days up to now."""
_DATES = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


def add_actions(actions: Any) -> None:
    """Add both to the actions of `playbook`."""
    testing = actions.add_parser("test", help="what a draft would have done to stored calls: alerts gained and lost")
    testing.add_argument("--against", required=True, metavar="SPAN",
                         help=f"{', '.join(_SPANS)}, 2026-11-01..2026-11-07 (both included), or a file of dialogues")
    testing.add_argument("--draft", required=True, metavar="DIR", help="the playbook that is to be published")
    testing.add_argument("--base", default="", metavar="NAME|DIR",
                         help="compare with this one (default: the one in force of the draft's id, else of its language)")
    testing.add_argument("--json", type=Path, metavar="FILE", help="write the result here too")
    testing.add_argument("--most-gained", type=int, metavar="N", help="more gained alerts than this: exit status 1")
    testing.add_argument("--most-lost", type=int, metavar="N", help="more lost alerts than this: exit status 1; "
                         "those the quality officer rejected do not count")
    listing = actions.add_parser("rules", help="a playbook's rules: version, severity, measured precision")
    listing.add_argument("name", metavar="NAME|DIR")
    for action in (testing, listing):
        add_state_option(action)


def run_test(args: argparse.Namespace) -> int:
    """Compare, print, and say by the exit status whether the thresholds hold."""
    if args.json is not None:
        check_place(args.json, ProofError)
    state = ready_state(args)
    draft = with_chosen_packs(find_playbook(args.draft), state)
    base = (load_in_force(args.base, state, drafts=True) if args.base
            else _in_force(load_settings(state.settings).playbooks, draft, state))
    database = open_database(state)
    try:
        calls = list(_calls(args.against, database, base))
        if not calls:
            raise NothingToCompare(f"no stored call in {draft.lang!r} falls into {args.against}; name another span")
        result = compare(calls, base, draft, DisputeRecords(database).found(decided=True))
        database.work(lambda db: audit.append(db, database.master, administrator(), "playbook.test", {
            "draft": f"{draft.id} {draft.version}", "base": f"{base.id} {base.version}", "calls": str(result.calls)}))
    finally:
        database.close()
    print(f"{base.id} {base.version} -> {draft.id} {draft.version}")
    print("\n".join(table(result)))
    lost = result.lost - sum(rule.lost_rejected for rule in result.rules)
    over = [text for limit, found, text in (
        (args.most_gained, result.gained, "gained"), (args.most_lost, lost, "lost")) if limit is not None and found > limit]
    if args.json is not None:
        write_result(args.json, {"base": [base.id, base.version], "draft": [draft.id, draft.version], "against": args.against,
                                 **result.as_json(), "over": over}, ProofError)
    for text in over:
        print(f"more alerts {text} than allowed; do not publish this draft before somebody has looked at them")
    return 1 if over else 0


def run_rules(args: argparse.Namespace) -> int:
    """Print every rule; without a set-up state directory nothing was measured."""
    playbook = load_in_force(args.name, state_of(args), drafts=True)
    found: dict[tuple[str, str], Precision] = {}
    state = state_of(args)
    if state.initialised:
        database = open_database(state)
        try:
            found = precisions(DisputeRecords(database).counts(playbook.id))
        finally:
            database.close()
    for rule in playbook.rules.values():
        measured = found.get((rule.id, rule.version))
        print("\t".join((rule.id, rule.version, rule.kind, rule.severity, rule.category, rule.source,
                         measured.words() if measured else "no alert yet")))
    return 0


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {"test": run_test, "rules": run_rules}
"""Action -> what does it."""


def _in_force(names: tuple[str, ...], draft: Playbook, state: StateDirectory) -> Playbook:
    books = [load_in_force(name, state, drafts=True) for name in names]
    found = next((book for book in books if book.id == draft.id), None) or next(
        (book for book in books if book.lang == draft.lang), None)
    if found is None:
        raise NothingToCompare(f"no playbook in {draft.lang!r} is in force; name one with --base")
    return found


def _calls(against: str, database: Database, base: Playbook) -> Iterator[PastCall]:
    if Path(against).is_file():
        yield from _dialogues(Path(against), base)
        return
    records = CallRecords(database)
    since, until = _span(against)
    for call in closed_between(database, since, until, base.lang):
        found = past_call(records, call, base)
        records.forget_key(call)
        if found is not None:
            yield found


def _dialogues(file: Path, base: Playbook) -> Iterator[PastCall]:
    """The calls of a file of dialogues, as `replay` reads it."""
    calls: dict[str, tuple[CallFacts, list[Input]]] = {}
    for number, text in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), 1):
        try:
            line = json.loads(text)
            facts, inputs = calls.setdefault(line["call"], (CallFacts(
                call=line["call"], lang=base.lang, started_at=line.get("at", ""),
                direction=line.get("direction", "inbound")), []))
            inputs.append(Input(kind="utterance", at_ms=int(line["end_ms"]), utterance=Utterance(
                f"{line['channel']}-{line['start_ms']}", line["channel"], int(line["start_ms"]), int(line["end_ms"]),
                str(line["text"]), base.lang)))
        except (ValueError, KeyError, TypeError) as error:
            raise ProofError(f"{file}:{number}: is no line of a dialogue ({error}); see `replay --help`") from error
    yield from (PastCall(call, facts, inputs) for call, (facts, inputs) in calls.items())


def _span(against: str) -> tuple[str, str]:
    """First and one-past-last moment, ISO 8601 in UTC."""
    now = datetime.now(UTC)
    if against in _SPANS:
        return (now - timedelta(days=_SPANS[against])).isoformat(), now.isoformat()
    match = _DATES.fullmatch(against)
    try:
        if match is not None:
            return date.fromisoformat(match[1]).isoformat(), (date.fromisoformat(match[2]) + timedelta(days=1)).isoformat()
    except ValueError:
        pass
    raise NothingToCompare(f"{against!r} is no span; write one of {', '.join(_SPANS)}, or 2026-11-01..2026-11-07, "
                           "or name a file of dialogues")
