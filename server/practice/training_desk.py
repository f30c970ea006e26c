"""The training desk: what trainees and trainers ask is answered here, reports are made when calls end, classes are kept
up to date.

In: messages of signed-in clients (`server.app`), the beginning and end of calls (`server.calls.feed`).  Out: answers,
reports, the class whenever it changes.  The work runs on a thread of its own, one piece after the other; built-in
agents play on another. Rights are checked by `class_rights` at each question, and what is read or decided about others
stands in the audit trail.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from protocol.message import Language, Message
from protocol.real_calls import DraftCall, RealCallsQuery
from protocol.supervision import ScenarioMade
from protocol.training import (
    Assign,
    AttemptsQuery,
    ClassQuery,
    ReportQuery,
    ScenarioDelete,
    ScenarioEntry,
    ScenarioText,
    ScenarioTry,
    SetPassMark,
    SignReport,
    TrainingCatalogue,
    TrainingQuery,
    TrainingReport,
)
from server.calls.feed import CallListener, LiveCall
from server.clients import Client
from server.content.playbook import Playbook
from server.errors import wire_error
from server.logs import trace
from server.storage.calls import CallRecords
from server.storage.database import Database
from server.storage.people import People, User
from server.storage.practice import PracticeRecords
from server.storage.training import TrainingRecords

from .catalogue import Speakers, catalogue, entry_of
from .class_rights import TRAINERS, require_trainer
from .drafting import draft_of_call
from .drafts import Drafts, mark_of
from .real_calls import RealCallsDesk
from .refusals import TrainingError
from .reporting import Reporting, playable
from .trainer import TrainerSide
from .trying import try_scenario

log = logging.getLogger(__name__)

TRAINING_MESSAGES = (TrainingQuery, AttemptsQuery, ReportQuery, ClassQuery, Assign, SetPassMark, SignReport, ScenarioText,
                     ScenarioTry, ScenarioDelete, RealCallsQuery, DraftCall)
MOST_WAITING = 20
"""Questions of one client under way; the editor asks again as the trainer types."""
TELL_AFTER_S = 0.3
"""Changes of a class within this time are told at once."""


class TrainingDesk(CallListener):
    """Training for all clients of one server."""

    def __init__(self, database: Database, reporting: Reporting, drafts: Drafts, playbook_of: Callable[[Language], Playbook],
                 speakers: Speakers, today: Callable[[], date] = lambda: datetime.now(UTC).date(),
                 draft_from: str = "released") -> None:
        """`draft_from`: of which real calls trainers may have scenarios drafted (`privacy.trainers_draft_from`)."""
        self._database = database
        self._practice = PracticeRecords(CallRecords(database))
        self._training = TrainingRecords(database)
        self._people = People(database)
        self._reporting = reporting
        self._drafts = drafts
        self._real = RealCallsDesk(database, drafts, draft_from)
        self._playbook_of = playbook_of
        self._speakers = speakers
        self._today = today
        self._trainer = TrainerSide(self._practice, self._training, self._people.users, self._known)
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="training")
        self._stage = ThreadPoolExecutor(1, thread_name_prefix="training-play")
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting: dict[str, int] = {}
        self._clients: dict[str, Client] = {}
        self._readers: dict[str, Client] = {}
        self._live: dict[str, str] = {}
        """Sign-in name -> training call that runs."""
        self._shown: dict[tuple[str, Language, str], str] = {}
        """(client's session, language, scenario) -> mark of the text that it was shown last."""
        self._telling: asyncio.TimerHandle | None = None
        self._answers: dict[type[Message], Callable[[Client, User, Any], Iterable[Message]]] = {
            TrainingQuery: self._catalogue, AttemptsQuery: self._attempts, ReportQuery: self._report, ClassQuery: self._class,
            Assign: self._assign, SetPassMark: self._set_pass_mark, SignReport: self._sign, ScenarioText: self._text,
            ScenarioTry: self._try, ScenarioDelete: self._delete, RealCallsQuery: self._real_calls, DraftCall: self._draft_call}

    # -- on the loop --------------------------------------------------------------------------------------------------

    def takes(self, message: Message) -> bool:
        """True if this desk answers a message."""
        return isinstance(message, TRAINING_MESSAGES)

    def receive(self, client: Client, message: Message) -> None:
        """Answer a message; returns at once."""
        if self._waiting.get(client.session, 0) >= MOST_WAITING:
            return
        self._waiting[client.session] = self._waiting.get(client.session, 0) + 1
        self._run(self._serve(client, message))

    def welcome(self, client: Client) -> None:
        """Remember whom a report can be sent to."""
        self._clients[client.session] = client

    def client_gone(self, client: Client) -> None:
        """Forget it."""
        self._clients.pop(client.session, None)
        self._readers.pop(client.session, None)
        for key in [key for key in list(self._shown) if key[0] == client.session]:
            del self._shown[key]

    def opened(self, call: LiveCall) -> None:
        """A trainee has begun."""
        if call.row.training:
            self._live[call.row.user] = call.call
            self._class_changed()

    def closed(self, call: LiveCall) -> None:
        """A training call is over: its report is made and sent."""
        if not call.row.training:
            return
        if self._live.get(call.row.user) == call.call:
            del self._live[call.row.user]
        self._run(self._make_report(call.call, call.row.user))

    async def make(self, client: Client, call: str, at_ms: int, coaching: str) -> ScenarioMade:
        """A draft of a scenario from a stored call, for a trainer to finish; who asks was checked by whoever asks this.

        Args:
            at_ms: moment of the call it is about; -1: the whole call.
            coaching: id of the bookmark or note it comes from; what is drafted does not depend on it.

        Raises:
            NothingThere: there is no such call, or the customer said nothing in it.
        """
        made: ScenarioMade = await self._offload(partial(self._made, client, call, at_ms))
        return made

    async def close(self) -> None:
        """Finish what is under way."""
        if self._telling is not None:
            self._telling.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._worker.shutdown(wait=True)
        self._stage.shutdown(wait=True)

    async def _serve(self, client: Client, message: Any) -> None:
        plays = isinstance(message, ScenarioTry) and message.play
        try:
            for answer in await self._offload(partial(self.answer, client, message), self._stage if plays else self._worker):
                client.send(answer)
            if isinstance(message, ClassQuery):
                # only now it is known that this person may
                self._readers.pop(client.session, None)
                if message.on and not client.gone:
                    self._readers[client.session] = client
            elif isinstance(message, (Assign, SetPassMark, SignReport)):
                self._class_changed()
                await self._tell_trainees(message)
        except Exception as error:  # noqa: BLE001 - whatever fails, the person is told
            if not isinstance(getattr(error, "code", None), str):
                log.error("a %s could not be answered: %s", type(message).__name__, trace(error))
            client.send(wire_error(error, getattr(message, "call", "")))
        finally:
            self._waiting[client.session] -= 1
            if not self._waiting[client.session]:
                del self._waiting[client.session]

    async def _make_report(self, call: str, user: str) -> None:
        try:
            report = await self._offload(partial(self._reporting.report, call))
        except TrainingError:
            # practice without a simulated customer
            report = None
        except Exception as error:  # noqa: BLE001 - it is made when somebody asks for it
            log.error("the report of call %s could not be made: %s", call, trace(error))
            report = None
        if report is not None:
            self._send_to((user,), lambda client: report)
        self._class_changed()

    async def _tell_trainees(self, message: Assign | SetPassMark | SignReport) -> None:
        """Those concerned see it without asking."""
        if isinstance(message, Assign):
            for client in self._of(message.trainees):
                for answer in await self._offload(partial(self.answer, client, TrainingQuery(lang=client.lang))):
                    client.send(answer)
        elif isinstance(message, SignReport):
            report = await self._offload(partial(self._reporting.report, message.call))
            self._send_to((report.trainee,), lambda client: report)

    def _send_to(self, users: Sequence[str], message: Callable[[Client], Message]) -> None:
        for client in self._of(users):
            client.send(message(client))

    def _of(self, users: Sequence[str]) -> list[Client]:
        return [client for client in self._clients.values() if client.user in users and not client.gone]

    def _class_changed(self) -> None:
        if self._readers and self._telling is None:
            self._telling = asyncio.get_running_loop().call_later(TELL_AFTER_S, lambda: self._run(self._tell_class()))

    async def _tell_class(self) -> None:
        self._telling = None
        for client in list(self._readers.values()):
            try:
                for answer in await self._offload(partial(self.answer, client, ClassQuery())):
                    client.send(answer)
            except Exception as error:  # noqa: BLE001 - the right may have ended
                self._readers.pop(client.session, None)
                client.send(wire_error(error))

    def _run(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _offload(self, task: Callable[[], Any], executor: Executor | None = None) -> Any:
        return await asyncio.get_running_loop().run_in_executor(executor or self._worker, task)

    # -- on the worker thread -----------------------------------------------------------------------------------------

    def answer(self, client: Client, message: Message) -> list[Message]:
        """The answers to a message.

        Raises:
            TrainingError, PracticeError, PlaybookError, StorageError: what is wrong, and what to do next.
        """
        return list(self._answers[type(message)](client, self._person(client), message))

    def _person(self, client: Client) -> User:
        return self._people.user(client.user) or User(client.user, client.display_name, "agent", "")

    def _known(self) -> set[str]:
        languages: tuple[Language, ...] = ("zh", "en")
        return {name for lang in languages for name in playable(self._playbook_of(lang).practice)}

    def _catalogue(self, client: Client, person: User, message: TrainingQuery) -> list[TrainingCatalogue]:
        self._reporting.make_waiting()
        lang = message.lang
        book = self._playbook_of(lang)
        scenarios = {name: one for name, one in playable(book.practice).items() if one.lang == lang}
        drafts: list[ScenarioEntry] = []
        if person.role in TRAINERS:
            drafts = [entry_of(one, draft=True) for one in book.practice.values() if one.draft and one.lang == lang]
            for entry in self._drafts.entries(lang) if book.lang == lang else ():
                if entry.scenario is not None:
                    drafts.append(entry_of(entry.scenario, id=entry.id, draft=True))
                else:
                    drafts.append(ScenarioEntry(id=entry.id, title=entry.id, kind="service", goal="", draft=True))
        return [catalogue(lang, scenarios, drafts, self._practice.scores(user=person.name, lang=lang),
                          self._training.assignments(person.name) if person.name else (), self._training.pass_marks(),
                          self._speakers(lang))]

    def _attempts(self, client: Client, person: User, message: AttemptsQuery) -> list[Message]:
        self._reporting.make_waiting()
        return [self._trainer.attempts(person, message.trainee)]

    def _report(self, client: Client, person: User, message: ReportQuery) -> list[TrainingReport]:
        start = self._practice.start_of(message.call)
        if start is not None and start.user != person.name:
            # before anything is made or said of it
            self._trainer.require_seen(person, start.user)
        return [self._trainer.read(person, self._reporting.report(message.call))]

    def _class(self, client: Client, person: User, message: ClassQuery) -> list[Message]:
        if not message.on:
            return []
        self._reporting.make_waiting()
        return [self._trainer.overview(person, dict(self._live), self._today())]

    def _assign(self, client: Client, person: User, message: Assign) -> list[Message]:
        self._trainer.assign(person, message)
        return []

    def _set_pass_mark(self, client: Client, person: User, message: SetPassMark) -> Iterable[Message]:
        self._trainer.set_pass_mark(person, message)
        return self._catalogue(client, person, TrainingQuery(lang=client.lang))

    def _sign(self, client: Client, person: User, message: SignReport) -> list[TrainingReport]:
        require_trainer(person)
        return [self._trainer.sign(person, message, self._reporting.report(message.call))]

    def _text(self, client: Client, person: User, message: ScenarioText) -> list[Message]:
        key = (client.session, message.lang, message.scenario)
        if not message.text:
            opened = self._drafts.open(person, message.lang, message.scenario)
            self._shown[key] = mark_of(opened.text)
            return [opened]
        kept, problem = self._drafts.write(person, message, self._shown.get(key, ""))
        self._shown[key] = mark_of(kept.text)
        return [kept] if problem is None else [kept, wire_error(problem)]

    def _try(self, client: Client, person: User, message: ScenarioTry) -> list[Message]:
        require_trainer(person)
        return [try_scenario(message, self._drafts.book(message.lang))]

    def _made(self, client: Client, call: str, at_ms: int) -> ScenarioMade:
        return draft_of_call(self._database, self._drafts, self._person(client), call, at_ms)

    def _real_calls(self, client: Client, person: User, message: RealCallsQuery) -> list[Message]:
        return [self._real.listed(person, message.lang)]

    def _draft_call(self, client: Client, person: User, message: DraftCall) -> list[Message]:
        return [self._real.draft(person, message)]

    def _delete(self, client: Client, person: User, message: ScenarioDelete) -> list[Message]:
        self._drafts.delete(person, message.scenario, message.lang)
        return []
