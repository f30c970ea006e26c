"""Practice scenarios read: TOML in, checked `PracticeScenario`s out, or what is wrong with file, line and reason.

`read_practice` and `check_practice` are used by `server.content.loading`, so a playbook with a faulty scenario does not load;
`read_draft` is for a trainer's draft, of which every mistake is told.  Next: `casting` plays one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from server.content.errors import PlaybookError
from server.content.files import TomlFile, convert, parse_text, part_files
from server.content.playbook import Playbook

from .checking import Problem, problems_of
from .scenario import PracticeScenario

PART = "practice"
"""Folder of a playbook."""
_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")


def read_practice(directory: Path) -> dict[str, tuple[PracticeScenario, TomlFile]]:
    """The scenarios of a playbook's directory by id, each with its file.

    Raises:
        PlaybookError: no TOML, an unknown key, a wrong type, an id used twice.
    """
    found: dict[str, tuple[PracticeScenario, TomlFile]] = {}
    for file in part_files(directory, PART):
        scenario = _typed(file)
        if scenario.id in found:
            raise PlaybookError(file.path, file.lines.key((1, file.lines.count), "id"),
                                f"the id `{scenario.id}` is used twice; every practice scenario needs its own")
        found[scenario.id] = scenario, file
    return found


def check_practice(playbook: Playbook, read: Mapping[str, tuple[PracticeScenario, TomlFile]]) -> None:
    """Refuses a playbook with a scenario that can not be played.

    Raises:
        PlaybookError: the first mistake.
    """
    for scenario, file in read.values():
        for problem in problems_of(scenario, playbook, file.lines):
            raise PlaybookError(file.path, problem.line, f"scenario {scenario.id}: {problem.text}")


def read_draft(text: str, playbook: Playbook, name: str = "draft.toml") -> tuple[PracticeScenario | None, tuple[Problem, ...]]:
    """A scenario from its TOML, and everything that is wrong with it; None if it can not even be read."""
    try:
        file = parse_text(Path(name), text)
        scenario = _typed(file)
    except PlaybookError as error:
        return None, (Problem(error.line, error.code, error.message),)
    return scenario, tuple(problems_of(scenario, playbook, file.lines))


def _typed(file: TomlFile) -> PracticeScenario:
    scenario = convert(file, file.data, PracticeScenario, (1, file.lines.count), "practice scenario")
    if not _ID.fullmatch(scenario.id):
        raise PlaybookError(file.path, file.lines.key((1, file.lines.count), "id"),
                            f"the id `{scenario.id}` may only hold letters, digits, `_`, `-`, `.`, at most 64")
    return scenario
