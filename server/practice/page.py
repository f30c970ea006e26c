"""A scenario with its lines: what is wrong is told with the line at which its author finds it.

In: a typed scenario, its playbook, its lines.  Out: `Problem`s, made by the checks (`checking`, `end_checking`,
`answer_checking`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from server.content.lines import TomlLines
from server.content.playbook import Playbook

from .answers import Facts
from .scenario import Ask, End, Objection, PracticeScenario, Tell, Trap


class Problem(NamedTuple):
    """One thing that is wrong."""

    line: int
    """1-based; 0: the whole."""
    code: str
    """`scenario.…`."""
    text: str
    """A sentence that says what is expected."""
    field: str = ""


class Page:
    """A scenario with its lines: makes problems with the right line."""

    def __init__(self, scenario: PracticeScenario, playbook: Playbook, lines: TomlLines) -> None:
        self.scenario, self.playbook = scenario, playbook
        self.facts = Facts(playbook, scenario)
        self._lines = lines
        self._all = (1, lines.count)

    @property
    def tables(self) -> tuple[tuple[str, Sequence[Ask | Objection | Trap | Tell | End]], ...]:
        """The lists of tables with an id each, by name."""
        one = self.scenario
        return ("ask", one.ask), ("objection", one.objection), ("trap", one.trap), ("tell", one.tell), ("end", one.end)

    def problem(self, code: str, text: str, field: str, *path: str) -> Problem:
        """About a key of the top, or (path) a key below it."""
        return Problem(self._lines.key(self._all, field, *path), f"scenario.{code}", text, ".".join((field, *path)))

    def entry(self, table: str, place: int, code: str, text: str, field: str = "") -> Problem:
        """About an entry of a list of tables."""
        span = self._lines.entry(table, place)
        line = self._lines.key(span, field) if field else span[0]
        return Problem(line, f"scenario.{code}", f"[[{table}]] {text}", f"{table}[{place}].{field}".rstrip("."))

    def words(self, key: str, code: str, text: str, needle: str = "") -> Problem:
        """About the words under a key of `say`."""
        line = self._lines.key(self._all, f"say.{key}")
        if line == 1:
            line = self._lines.key(self._all, "say", key)
        if needle:
            line = self._lines.text((line, self._lines.count), needle)
        return Problem(line, f"scenario.{code}", f"[say.{key}] {text}", f"say.{key}")
