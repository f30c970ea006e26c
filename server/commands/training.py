"""`seatmate-server training check|list|report|class`: simulated customers, played by built-in agents before people do.

`check` plays each scenario at three difficulties with a good, a bad and a silent agent (and, where traps are laid,
with one who falls for them).  Exit status: 0 as it must be; 1 if the good agent can not succeed, another one does, or
a call never ends; 2 an error.  `--events` runs the good agent's calls through everything that comes after
transcription and writes the events: a regression test of the whole assistance; `--sound` does so over sound.
`report` and `class`: `training_reports`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from server.authoring.in_force import load_in_force
from server.content.playbook import Playbook
from server.practice.casting import scenario_of
from server.practice.errors import PracticeError, ScenarioUnknown
from server.practice.rehearsal import missed_by_the_good
from server.practice.scenario import PracticeScenario
from server.practice.self_test import Played, play_all
from server.settings import load_settings

from . import training_reports, training_sound
from .replay import Dialogue, Spoken, replay
from .result_file import check_place, write_result
from .state_option import add_state_option, state_of

_COLUMNS = ("scenario", "difficulty", "agent", "outcome", "why", "turns", "mood")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    checking = actions.add_parser("check", help="play the scenarios: can they be won, lost, and do they end?")
    listing = actions.add_parser("list", help="the scenarios of the playbooks in force")
    for action in (checking, listing):
        action.add_argument("--playbook", default="", metavar="NAME|DIR",
                            help="default: the playbooks that the settings name")
        add_state_option(action)
    training_reports.add_actions(actions)
    checking.add_argument("--scenario", default="", metavar="ID", help="only this one")
    checking.add_argument("--json", type=Path, metavar="FILE", help="write the result here too")
    checking.add_argument("--events", type=Path, metavar="EVENTS.jsonl",
                          help="run the good agent's calls through the assistance too and write its events, one a line")
    checking.add_argument("--sound", action="store_true",
                          help="speak the good agent's calls of normal difficulty, hear them, and compare the events with those "
                               "of the text; takes minutes")
    checking.add_argument("--model", metavar="NAME|DIR", help="recogniser for --sound (default: the server's)")
    checking.add_argument("--lines", action="store_true", help="print what was said as well")


def run(args: argparse.Namespace) -> int:
    """Check or list, or what `training_reports` does; returns the exit status."""
    if args.action in training_reports.ACTIONS:
        return training_reports.run(args)
    books = [load_in_force(name, state_of(args), drafts=True)
             for name in ((args.playbook,) if args.playbook else load_settings(state_of(args).settings).playbooks)]
    return _list(books) if args.action == "list" else _check(args, books)


def _list(books: list[Playbook]) -> int:
    for playbook in books:
        for one in playbook.practice.values():
            state = "draft" if one.draft else "published"
            print("\t".join((playbook.id, one.id, one.kind, one.lang, state, f"{one.minutes} min", one.title)))
    return 0


def _check(args: argparse.Namespace, books: list[Playbook]) -> int:
    for file in (args.json, args.events):
        if file is not None:
            check_place(file, PracticeError)
    chosen = [(playbook, _chosen(playbook, args.scenario)) for playbook in books
              if not args.scenario or args.playbook or args.scenario in playbook.practice]
    if not any(scenarios for _, scenarios in chosen):
        if args.scenario:
            # Says what there is.
            scenario_of(books[0], args.scenario)
        raise ScenarioUnknown("there is no practice scenario to check; write one into the playbook's folder practice/")
    played = [(playbook, one) for playbook, scenarios in chosen for one in play_all(playbook, scenarios)]
    _print([one for _, one in played], lines=args.lines)
    spoken = training_sound.rehear([(playbook, one) for playbook, one in played
                                    if one.agent == "good" and one.difficulty == "normal"], args.model) if args.sound else []
    if args.json is not None:
        result = {"played": [_row(playbook, one) for playbook, one in played]}
        write_result(args.json, result | ({"sound": training_sound.rows(spoken)} if spoken else {}), PracticeError)
    failures = 0
    if args.events is not None:
        failures = _events(args.events, [(playbook, one) for playbook, one in played if one.agent == "good"])
    for playbook, one in played:
        for item in missed_by_the_good(playbook, playbook.practice[one.scenario], one.difficulty) if one.agent == "good" else ():
            print(f"{one.scenario}, {one.difficulty}: even the good agent does not say {item}; put it into a `good` answer, "
                  "or into `left_out`", file=sys.stderr)
    faults = [one for _, one in played if one.fault]
    for one in faults:
        print(f"{one.scenario}, {one.difficulty}: {one.fault}", file=sys.stderr)
    return 1 if faults or failures else 0


def _chosen(playbook: Playbook, name: str) -> tuple[PracticeScenario, ...]:
    return (scenario_of(playbook, name),) if name else tuple(playbook.practice.values())


def _print(played: list[Played], *, lines: bool) -> None:
    rows = [_COLUMNS, *((one.scenario, one.difficulty, one.agent, one.outcome or "-", one.why, str(one.turns),
                         f"{one.mood:+.2f}") for one in played)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(_COLUMNS))]
    for place, row in enumerate(rows):
        mark = " !" if place and played[place - 1].fault else ""
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + mark)
        for line in played[place - 1].lines if lines and place else ():
            print(f"    {line.start_ms / 1000:6.1f} s  {line.channel:8}  {line.text}")


def _row(playbook: Playbook, one: Played) -> dict[str, Any]:
    found = (one.scenario, one.difficulty, one.agent, one.outcome, one.why, one.turns, one.mood)
    return {"playbook": playbook.id, **dict(zip(_COLUMNS, found, strict=True)), "fault": one.fault, "notes": list(one.notes)}


def _events(file: Path, played: list[tuple[Playbook, Played]]) -> int:
    """Write the events of these calls, as `replay` gives them; returns how often a stage failed."""
    rows: list[str] = []
    failures = 0
    for playbook, one in played:
        scenario = playbook.practice[one.scenario]
        call = f"{playbook.id}.{one.scenario}.{one.difficulty}"
        spoken = [(place, Spoken(call=call, channel=line.channel, start_ms=line.start_ms, end_ms=line.end_ms,
                                 text=line.text, customer_id=scenario.customer_id, direction=scenario.direction))
                  for place, line in enumerate(one.lines)]
        found, failed = replay(Dialogue(call, spoken), playbook, {})
        rows += [json.dumps(row, ensure_ascii=False) + "\n" for row in found]
        failures += failed
    try:
        file.write_text("".join(rows), encoding="utf-8")
    except OSError as error:
        raise PracticeError(f"{file} can not be written ({error.strerror}); name another place.") from error
    print(f"{len(played)} calls, {len(rows)} events -> {file}")
    if failures:
        print(f"stages failed {failures} times; see the log, the events are incomplete", file=sys.stderr)
    return failures
