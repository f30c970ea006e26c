"""Real calls that a trainer may have drafted as scenarios: listed without anything personal, drafted without being shown.

In: a trainer's question or choice.  Out: date, topic, minutes and mood of calls of the own team, and the draft of the
chosen one.  Which calls, the house decides (`privacy.trainers_draft_from`): those that a supervisor has marked with a
bookmark or a note, or every one.  Whoever refused the recording is in no list.  Both are in the audit trail.  Next:
`training_desk`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from protocol.assist import Intent
from protocol.message import Language
from protocol.real_calls import DraftCall, RealCall, RealCalls
from protocol.supervision import ScenarioMade
from server.content.playbook import Playbook
from server.storage.calls import CallRecords
from server.storage.coaching import CoachingRecords
from server.storage.database import Database
from server.storage.draftable import DraftableCall, draftable_calls
from server.storage.people import People, User
from server.storage.practice import PracticeRecords

from .class_rights import class_of, require_trainer
from .drafting import draft_of_call
from .drafts import Drafts
from .refusals import NotAllowed, NothingThere

MOST = 100
DAYS = 90
"""The list goes back so far."""
NOTHING, EVERY = "nothing", "calls"
_SURE = 0.4
_NO_TOPIC = frozenset({"other", "agree", "not_interested", "callback_later", "identity_question"})


class RealCallsDesk:
    """Lists and drafts.  One thread at a time."""

    def __init__(self, database: Database, drafts: Drafts, source: str = "released") -> None:
        """`source`: `released` (marked by a supervisor), `calls` (every one) or `nothing`."""
        self._database = database
        self._records = CallRecords(database)
        self._drafts = drafts
        self._source = source

    def listed(self, person: User, lang: Language) -> RealCalls:
        """What may be drafted, newest first.

        Raises:
            NotAllowed: not a trainer.
        """
        require_trainer(person)
        found = self._found(person, lang)
        PracticeRecords(self._records).audit(_actor(person), "training.real_calls", {"lang": lang, "calls": str(len(found))})
        book = self._drafts.book(lang) if found else None
        return RealCalls(lang=lang, source=self._source, calls=tuple(  # type: ignore[arg-type]
            RealCall(call=one.call, coaching=one.coaching, kind=one.kind, at=one.at[:10],  # type: ignore[arg-type]
                     topic=_topic(one, book), minutes=max(1, round(one.length_ms / 60_000)),
                     mood=one.moods[-1].mood if one.moods else "", scenario=one.scenario) for one in found))

    def draft(self, person: User, message: DraftCall) -> ScenarioMade:
        """Draft one of those that are listed.

        Raises:
            NotAllowed: not a trainer, or not one of the listed calls.
            NothingThere: it has been erased meanwhile, or the customer said nothing in it.
        """
        require_trainer(person)
        chosen = next((one for one in self._found(person, message.lang)
                       if (one.call, one.coaching) == (message.call, message.coaching)), None)
        if chosen is None:
            if self._records.row(message.call) is None:
                raise NothingThere("there is no such call any more; look at the list again")
            raise NotAllowed("this call is not among those that may become a scenario; ask a supervisor to mark it")
        made = draft_of_call(self._database, self._drafts, person, chosen.call, chosen.at_ms)
        if chosen.coaching:
            CoachingRecords(self._records).made_scenario(chosen.coaching, made.scenario)
        return made

    def _found(self, person: User, lang: Language) -> list[DraftableCall]:
        agents = [one.name for one in class_of(person, People(self._database).users())]
        if self._source == NOTHING or not agents:
            return []
        since = (datetime.now(UTC) - timedelta(days=DAYS)).isoformat(timespec="milliseconds")
        marked = draftable_calls(self._records, lang, agents, since, most=MOST)
        every = draftable_calls(self._records, lang, agents, since, every=True, most=MOST) if self._source == EVERY else []
        return [one for one in (*marked, *every) if not one.declined]


def _topic(one: DraftableCall, book: Playbook | None) -> str:
    """What the customer wanted most often, in the playbook's words; empty if nobody knows."""
    titles = [title for intent in _telling(one.intents) if book is not None
              and (known := book.intents.get(intent.intent)) is not None and (title := known.title)]
    return max(dict.fromkeys(titles), key=titles.count, default="")


def _telling(intents: Iterable[Intent]) -> Iterable[Intent]:
    return (one for one in intents if one.confidence >= _SURE and one.intent not in _NO_TOPIC)


def _actor(person: User) -> str:
    return f"{person.name} ({person.role})"
