"""The trainer's side: the class at a glance, assignments, pass marks, signatures.

In: questions and decisions of a person whose rights are checked here.  Out: messages, rows, lines of the audit
trail.  Scores are read without their words, so a class with hundreds of attempts is as quick as a small one.  Next:
`training_desk`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from protocol.training import Assign, Attempts, ClassOverview, SetPassMark, SignReport, Trainee, TrainingReport
from server.storage.audit import now_text
from server.storage.people import User
from server.storage.practice import PracticeRecords, Score, Signature
from server.storage.training import Assignment, TrainingRecords

from .class_rights import class_of, require_reader, require_seen, require_trainer
from .curriculum import RECENT, line_means, met
from .refusals import NotAllowed, NothingThere, ValueRefused
from .rubric import weakest

LONGEST_COMMENT = 2_000
MOST_ATTEMPTS = 500
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class TrainerSide:
    """What trainers ask and decide."""

    def __init__(self, practice: PracticeRecords, training: TrainingRecords, people: Callable[[], Sequence[User]],
                 scenarios: Callable[[], Collection[str]]) -> None:
        """`scenarios`: ids of all that can be assigned now."""
        self._practice = practice
        self._training = training
        self._people = people
        self._scenarios = scenarios

    def overview(self, person: User, live: Mapping[str, str], today: date) -> ClassOverview:
        """The class of a person.

        Args:
            live: sign-in name -> training call that runs now.

        Raises:
            NotAllowed: not the class of anybody.
        """
        require_reader(person)
        scores: dict[str, list[Score]] = {}
        for score in self._practice.scores():
            scores.setdefault(score.user, []).append(score)
        assigned: dict[str, list[Assignment]] = {}
        for one in self._training.assignments():
            assigned.setdefault(one.trainee, []).append(one)
        return ClassOverview(trainees=tuple(
            _trainee(one, scores.get(one.name, []), assigned.get(one.name, []), live.get(one.name, ""), today)
            for one in class_of(person, self._people())))

    def attempts(self, person: User, trainee: str) -> Attempts:
        """Somebody's attempts, newest first.

        Raises:
            NotAllowed: another person's, without the right.
        """
        name = trainee or person.name
        require_seen(person, name, self._people())
        if name != person.name:
            self._note(person, "training.attempts", {"trainee": name})
        scores = self._practice.scores(user=name)
        return Attempts(trainee=trainee, attempts=tuple(score.attempt() for score in reversed(scores[-MOST_ATTEMPTS:])))

    def assign(self, person: User, message: Assign) -> None:
        """Assign a scenario, or take it back.

        Raises:
            NotAllowed: not a trainer, or somebody of another team; then nobody is assigned anything.
            NothingThere: there is no such scenario.
            ValueRefused: the date is none.
        """
        require_trainer(person)
        people = self._people()
        for name in message.trainees:
            require_seen(person, name, people)
            if not any(one.name == name for one in people):
                raise NothingThere(f"there is no trainee {name!r} any more; look at the class again")
        if not message.due:
            self._training.take_back(message.trainees, message.scenario, _actor(person))
            return
        if message.scenario not in self._scenarios():
            raise NothingThere(f"there is no scenario {message.scenario!r} to assign; look at the list again")
        if not _ISO_DATE.fullmatch(message.due) or not _is_date(message.due):
            raise ValueRefused(f"{message.due!r} is no date; write it as 2026-03-15")
        at = now_text()
        self._training.assign([Assignment(trainee=name, scenario=message.scenario, due=message.due, difficulty=message.difficulty,
                                          assistance=message.assistance, by=person.name, at=at)
                               for name in dict.fromkeys(message.trainees)], _actor(person))

    def set_pass_mark(self, person: User, message: SetPassMark) -> None:
        """Set the total from which a scenario counts as passed, for calls to come.

        Raises:
            NotAllowed, NothingThere, ValueRefused: see `assign`.
        """
        require_trainer(person)
        if message.scenario not in self._scenarios():
            raise NothingThere(f"there is no scenario {message.scenario!r}; look at the list again")
        if not 0 <= message.pass_mark <= 100:
            raise ValueRefused("a pass mark lies between 0 and 100")
        self._training.set_pass_mark(message.scenario, float(message.pass_mark), _actor(person))

    def sign(self, person: User, message: SignReport, report: TrainingReport) -> TrainingReport:
        """Put a comment and a name under a report; the report as it reads then.

        Raises:
            NotAllowed: not a trainer of the team, or the own report.
            ValueRefused: the comment is too long.
        """
        require_trainer(person)
        require_seen(person, report.trainee, self._people())
        if report.trainee == person.name:
            raise NotAllowed("nobody signs a report of their own; ask another trainer")
        if len(message.comment) > LONGEST_COMMENT:
            raise ValueRefused(f"the comment is longer than {LONGEST_COMMENT} characters; shorten it")
        self._practice.sign(message.call, Signature(message.comment.strip(), person.display_name or person.name, now_text()),
                            _actor(person))
        signed = self._practice.report(message.call)
        if signed is None:
            raise NothingThere("this report was erased meanwhile; nothing was signed")
        return signed

    def require_seen(self, person: User, other: str) -> None:
        """Raises `NotAllowed` unless this person may see what another did."""
        require_seen(person, other, self._people())

    def read(self, person: User, report: TrainingReport) -> TrainingReport:
        """Somebody's report; whoever reads another's stands in the audit trail.

        Raises:
            NotAllowed: another person's, without the right.
        """
        require_seen(person, report.trainee, self._people())
        if report.trainee != person.name:
            self._note(person, "training.report", {"call": report.call, "trainee": report.trainee})
        return report

    def _note(self, person: User, action: str, detail: dict[str, str]) -> None:
        self._practice.audit(_actor(person), action, detail)


def _trainee(person: User, scores: Sequence[Score], assigned: Sequence[Assignment], live: str, today: date) -> Trainee:
    recent = scores[-RECENT:]
    lines = line_means(scores)
    due = [one for one in assigned if not met(one, scores)]
    return Trainee(user=person.name, name=person.display_name or person.name, attempts=len(scores),
                   last_at=scores[-1].at if scores else "",
                   mean=round(sum(score.total for score in recent) / len(recent), 1) if recent else -1.0,
                   weakest=weakest(lines), lines=lines,
                   passed=tuple(sorted({score.scenario for score in scores if score.passed})),
                   due=tuple(f"{one.scenario}@{one.due}" for one in due),
                   overdue=sum(one.due < today.isoformat() for one in due), live=live)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _actor(person: User) -> str:
    return f"{person.name} ({person.role})"
