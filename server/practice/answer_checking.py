"""Would the house's best answers count, and would the bad ones be noticed?

In: the page of a scenario that is sound otherwise.  Out: problems: a trainee who says exactly what the report calls
best must not fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from .acts import ActReader, Acts
from .agenda import Agenda, Matter
from .answers import Said
from .engine import TraineeTurn
from .page import Page, Problem
from .scenario import DIFFICULTIES, Ask, Objection, Trap


def answer_problems(page: Page) -> Iterator[Problem]:
    """`good` that does not count, `bad` that is not noticed."""
    agendas = [Agenda.of(page.facts, page.scenario, difficulty) for difficulty in DIFFICULTIES]
    known = {id(matter.entry): matter for agenda in agendas for matter in (*agenda.asks, *agenda.objections, *agenda.traps)}
    reader = ActReader(page.playbook, page.scenario)
    for table, entries in page.tables:
        for place, entry in enumerate(entries):
            matter = known.get(id(entry))
            if matter is None or not isinstance(entry, Ask | Objection | Trap):
                continue
            good = _read(page, reader, entry.good)
            if not _counts(matter, good):
                yield page.entry(table, place, "good", f"`good` of `{entry.id}` does not count as an answer, or states a "
                                 "figure that no fact supports", "good")
            if isinstance(entry, Trap) and matter.judge is not None:
                bad = _read(page, reader, entry.bad)
                if matter.judge.judge(bad, bad.text) != "taken":
                    yield page.entry(table, place, "bad", f"`bad` of `{entry.id}` would not be noticed; add its words to "
                                     "`wrong`", "bad")


def _read(page: Page, reader: ActReader, text: str) -> Acts:
    return reader.read(TraineeTurn(text=page.facts.fill(text), start_ms=0, end_ms=0))


def _counts(matter: Matter, good: Acts) -> bool:
    if matter.judge is not None:
        return matter.judge.judge(good, good.text) == "handled"
    assert matter.item is not None
    return matter.item.judge(Said(good.text, good.text, good.ticks, good.names)) == "answered" and "wrong_figure" not in good
