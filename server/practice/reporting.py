"""Reports made once: a call's rows in, its report stored, the stored one out from then on.

In: ids of training calls that are over.  Out: `TrainingReport`s.  A call is judged with the playbook that it ran with;
where that or the scenario is gone since, the report does without what only they know.  Runs on a worker thread.  Next:
`training_desk`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

import msgspec

from protocol.message import Language
from protocol.training import NOT_BEGUN, Difficulty, TrainingReport
from server.content.playbook import Playbook
from server.storage.calls import CallRecords, StoredCall
from server.storage.errors import UnknownRecord
from server.storage.people import People
from server.storage.practice import PracticeRecords, PracticeStart
from server.storage.training import TrainingRecords

from .best_handling import best_attempt, experts, handling_of
from .curriculum import Choice, next_scenario
from .finished import FinishedCall, in_order
from .refusals import NoReport, NothingThere, StillRunning
from .report import Handling, make_report
from .scenario import PracticeScenario

log = logging.getLogger(__name__)

ExpertRun = Callable[[Playbook, PracticeScenario, Difficulty], FinishedCall | None]
"""Plays a scenario with the built-in good agent; None if it can not be played."""


class Reporting:
    """Makes and keeps reports.  One thread at a time."""

    def __init__(self, records: CallRecords, playbook_of: Callable[[Language], Playbook],
                 playbook_version: Callable[[str, str], Playbook | None], expert: ExpertRun,
                 draft: Callable[[Language, str], PracticeScenario | None] = lambda lang, scenario: None) -> None:
        """`draft`: language and id -> a trainer's draft."""
        self._records = records
        self._practice = PracticeRecords(records)
        self._training = TrainingRecords(records.database)
        self._people = People(records.database)
        self._playbook_of = playbook_of
        self._playbook_version = playbook_version
        self._expert = expert
        self._draft = draft
        self._experts: dict[tuple[str, str, str, str], Handling] = {}

    def report(self, call: str) -> TrainingReport:
        """The report of a call; made now if there is none yet.

        Raises:
            NothingThere: there is no such training call.
            StillRunning: it has not ended.
            NoReport: it had no simulated customer.
            StorageError: it can not be read.
        """
        known = self._practice.report(call)
        if known is not None:
            return known
        start, stored = self._practice.start_of(call), self._records.load(call)
        if start is None or stored is None:
            raise NothingThere("there is no training call of this name; it may have been erased")
        if stored.row.state == "live":
            raise StillRunning("this call has not ended; its report comes when it has")
        if not start.scenario:
            raise NoReport("this was practice without a simulated customer; it has no report")
        made = self._made(self.finished(start, stored))
        self._practice.write_report(made)
        # as it is stored: another process may have been first
        return self._practice.report(call) or made

    def make_waiting(self) -> list[TrainingReport]:
        """Those of calls that ended without one, because the server was stopped or nobody came back."""
        made = []
        for call in self._practice.waiting():
            try:
                made.append(self.report(call))
            except (NothingThere, StillRunning, NoReport, UnknownRecord):
                continue
            finally:
                self._records.forget_key(call)
        return made

    def finished(self, start: PracticeStart, stored: StoredCall) -> FinishedCall:
        """A call that is over, as its report reads it."""
        call, row = start.call, stored.row
        playbook = self._playbook_version(row.playbook, row.playbook_version) or self._playbook_of(start.lang)
        scenario = playbook.practice.get(start.scenario) or self._draft(start.lang, start.scenario)
        return FinishedCall(start=start, playbook=playbook, scenario=scenario,
                            lines=in_order([said.utterance for said in self._records.utterances(call)]),
                            events=tuple(self._records.events_after(call, 0)), path=self._practice.path(call),
                            interrupted=row.state == "interrupted")

    def _made(self, call: FinishedCall) -> TrainingReport:
        start = call.start
        own = []
        for score in self._practice.scores(user=start.user, lang=start.lang):
            if score.call == start.call:
                break
            own.append(score)
        earlier = [(score.at, score.total) for score in own if score.scenario == start.scenario]
        mark = self._training.pass_marks().get(start.scenario)
        made = make_report(call, earlier, self._best(call), Choice(""), "", mark)
        # what is next depends on how this one went, if it was one
        scores = [*own, self._practice.score_of(made)] if made.outcome != NOT_BEGUN else own
        in_force = playable(self._playbook_of(start.lang).practice)
        chosen = next_scenario(in_force, scores, self._training.assignments(start.user))
        title = in_force[chosen.scenario].title if chosen.scenario in in_force else ""
        return msgspec.structs.replace(made, next_scenario=chosen.scenario, next_title=title, next_why=chosen.line)

    def _best(self, call: FinishedCall) -> Handling:
        start = call.start
        score = best_attempt(self._practice.scores(scenario=start.scenario, lang=start.lang), start.call, start.difficulty)
        if score is not None:
            person = self._people.user(score.user)
            names = (score.user, *((person.display_name,) if person is not None else ()))
            lines = in_order([said.utterance for said in self._records.utterances(score.call)])
            return handling_of(score, lines, names, start.lang)
        if call.scenario is None:
            return Handling()
        return self._good_agent(call.playbook, call.scenario, start.difficulty)

    def _good_agent(self, playbook: Playbook, scenario: PracticeScenario, difficulty: Difficulty) -> Handling:
        key = (playbook.id, playbook.version, scenario.id, difficulty)
        if key not in self._experts:
            self._experts[key] = experts(lambda: self._expert(playbook, scenario, difficulty))
        return self._experts[key]


def playable(scenarios: Mapping[str, PracticeScenario]) -> dict[str, PracticeScenario]:
    """Those that everybody may practise."""
    return {name: one for name, one in scenarios.items() if not one.draft}
