"""Training calls get their customers: who plays whom, from beginning to end, over restarts of the server.

In: `CallStart`s of training calls (`calls.registry`), what happens in them (`calls.feed`), `CustomerHeard` of their
clients. Out: a `talk.Talk` for each call with a scenario.  A call without one is practice with nobody on the line.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import cast

from msgspec.structs import replace

from protocol.call import CallStart
from protocol.message import CallEvent, Language, Message
from protocol.training import Assistance, CustomerHeard
from server.assist.engines.engine import Engine
from server.calls.feed import CallListener, LiveCall
from server.calls.practising import PracticeCall
from server.clients import Client
from server.content.playbook import Playbook
from server.errors import CallRefused, wire_error
from server.logs import trace
from server.storage.calls import CallRow
from server.storage.practice import PathPoint, PracticeRecords, PracticeStart

from .casting import open_customer, resume_customer, seed_of
from .engine import CustomerEngine
from .errors import PracticeError, ScenarioUnknown
from .kept import Standing, standing
from .scenario import PracticeScenario
from .talk import Talk
from .voicing import Line, Voicing

log = logging.getLogger(__name__)

DRAFT_ROLES = ("trainer", "supervisor", "administrator")
"""Who may practise a scenario that is a draft."""
MOST_EARLY = 200
"""Steps of a call that wait for its customer to be made."""


@dataclass(frozen=True)
class Cast:
    """Where scenarios come from and who plays them; may read files, so it is asked in worker threads."""

    playbook_of: Callable[[Language], Playbook]
    """Language -> the playbook in force."""
    playbook_version: Callable[[str, str], Playbook | None] = lambda playbook, version: None
    """Id and version -> the playbook that a call began with."""
    draft: Callable[[str, Language], PracticeScenario | None] = lambda scenario, lang: None
    """Id and language -> a trainer's draft."""
    model: Engine | None = None
    """The language model that words what customers say; None: the script's words."""

    def scenario(self, playbook: Playbook, name: str) -> PracticeScenario | None:
        """A scenario of the playbook, or a draft of that name."""
        return playbook.practice.get(name) or self.draft(name, playbook.lang)


@dataclass
class _Begun:
    """A training call that was opened."""

    start: PracticeStart
    playbook: Playbook
    scenario: PracticeScenario | None
    voiced: bool
    line: Line
    early: list[Sequence[CallEvent]] = field(default_factory=list)
    """Committed before the customer was there."""


class CallFlow(CallListener):
    """All simulated customers of one server.

    Args:
        hears: whether there is a recogniser; without one the customer writes, because his voice would not be understood.
    """

    def __init__(self, records: PracticeRecords, cast: Cast, voicing: Voicing, hears: Callable[[], bool],
                 call_of: Callable[[str], LiveCall | None]) -> None:
        self._records = records
        self._cast = cast
        self._voicing = voicing
        self._hears = hears
        self._call_of = call_of
        self._begun: dict[str, _Begun] = {}
        self._talks: dict[str, Talk] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """The server begins to serve."""
        self._loop = asyncio.get_running_loop()

    def expect(self, lang: Language) -> None:
        """Somebody looks at the scenarios and will call soon: have a voice ready.  From any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(lambda: self._run(self._voicing.warm_up(lang)))

    # -- a call begins (in worker threads) ------------------------------------------------------------------------

    def admit(self, client: Client, start: CallStart) -> CallStart:
        """The call with the scenario's customer and direction, and nobody's number; `CallRefused` if there is none."""
        if not start.scenario:
            return replace(start, phone="")
        playbook = self._cast.playbook_of(start.lang)
        scenario = self._cast.scenario(playbook, start.scenario)
        if scenario is None or (scenario.draft and client.role not in DRAFT_ROLES):
            raise CallRefused(f"there is no scenario {start.scenario!r} for calls in {start.lang!r}; choose another one",
                              code=ScenarioUnknown.code)
        if scenario.lang != start.lang:
            raise CallRefused(f"the scenario {start.scenario!r} is in {scenario.lang!r}; choose one of the call's language",
                              code="training.language")
        return replace(start, customer_id=scenario.customer_id, direction=scenario.direction, phone="")

    def begin(self, start: CallStart, row: CallRow) -> Assistance:
        """Note how the call began; one that goes on keeps what it began with, whatever its client says now."""
        self._records.begin(PracticeStart(call=row.id, user=row.user, scenario=start.scenario, lang=row.lang,
                                          difficulty=start.difficulty, assistance=start.assistance, begun_at=row.opened_at))
        began = self._records.start_of(row.id)
        if began is None:
            return start.assistance
        playbook = self._cast.playbook_version(row.playbook, row.playbook_version) or self._cast.playbook_of(row.lang)
        scenario = self._cast.scenario(playbook, began.scenario) if began.scenario else None
        self._begun[row.id] = _Begun(began, playbook, scenario, start.voice, Line(start.line == "telephone", start.background))
        return began.assistance

    # -- what happens (on the loop) -------------------------------------------------------------------------------

    def opened(self, call: LiveCall) -> None:
        """Have the customer made while the client hears that the call is open."""
        begun = self._begun.get(call.call)
        if begun is not None and begun.scenario is not None:
            self._run(self._make(cast(PracticeCall, call), begun, begun.scenario))

    def attached(self, call: LiveCall, client: Client) -> None:
        """The trainee is here."""
        if (talk := self._talks.get(call.call)) is not None:
            # behind what the client is told of the call itself
            asyncio.get_running_loop().call_soon(talk.here)

    def detached(self, call: LiveCall) -> None:
        """The trainee is away."""
        if (talk := self._talks.get(call.call)) is not None:
            talk.away()

    def passing(self, call: LiveCall, message: Message) -> None:
        """Partials tell that the trainee speaks."""
        if (talk := self._talks.get(call.call)) is not None:
            talk.passing(message)

    def committed(self, call: LiveCall, events: Sequence[CallEvent]) -> None:
        """Finals are what the customer hears."""
        if (talk := self._talks.get(call.call)) is not None:
            talk.committed(events)
        elif (begun := self._begun.get(call.call)) is not None and begun.scenario is not None and len(begun.early) < MOST_EARLY:
            begun.early.append(events)

    def closed(self, call: LiveCall) -> None:
        """The call is over."""
        self._begun.pop(call.call, None)
        if (talk := self._talks.pop(call.call, None)) is not None:
            self._run(talk.close())

    # -- the desk ---------------------------------------------------------------------------------------------------

    def takes(self, message: Message) -> bool:
        """True for what clients say of the customer's voice."""
        return isinstance(message, CustomerHeard)

    def receive(self, client: Client, message: Message) -> None:
        """A turn was played; of a call that is not this client's it means nothing."""
        if isinstance(message, CustomerHeard):
            call, talk = self._call_of(message.call), self._talks.get(message.call)
            if call is not None and talk is not None and call.client is client:
                talk.played(message)

    async def close(self) -> None:
        """The server stops: the customers wait with their calls."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, *(talk.close() for talk in self._talks.values()), return_exceptions=True)
        await self._voicing.close()

    async def _make(self, call: PracticeCall, begun: _Begun, scenario: PracticeScenario) -> None:
        loop = asyncio.get_running_loop()
        try:
            stands = standing(call.practice.kept)
            engine = await loop.run_in_executor(None, self._engine, begun, scenario, stands)
        except PracticeError as error:
            log.error("call %s: its customer can not go on: %s", call.call, error)
            self._refuse(call, error)
            return
        voiced = begun.voiced and self._hears() and bool(await asyncio.to_thread(self._voicing.engines, call.row.lang))
        if voiced:
            self._run(self._voicing.warm_up(call.row.lang))
        talk = Talk(call, engine, self._voicing, scenario.persona.voice, begun.line,
                    partial(self._note, call.call), stands, writes=not voiced)
        if self._call_of(call.call) is not call:
            await talk.close()
            return
        self._talks[call.call] = talk
        if call.client is not None:
            talk.here()
        for events in begun.early:
            talk.committed(events)
        begun.early.clear()

    def _engine(self, begun: _Begun, scenario: PracticeScenario, stands: Standing) -> CustomerEngine:
        if stands.customer is not None:
            return resume_customer(begun.playbook, scenario, stands.customer, self._cast.model)
        return open_customer(begun.playbook, scenario, begun.start.difficulty, seed_of(begun.start.call), self._cast.model)

    async def _note(self, call: str, point: PathPoint) -> None:
        try:
            await asyncio.to_thread(self._records.note, call, [point])
        except Exception as error:  # noqa: BLE001 - the report lacks a point then; the talk goes on
            log.error("call %s: a point of its path is lost: %s", call, trace(error))

    @staticmethod
    def _refuse(call: LiveCall, error: PracticeError) -> None:
        if call.client is not None:
            call.client.send(wire_error(error, call.call))

    def _run(self, work: Awaitable[object]) -> None:
        async def run() -> None:
            try:
                await work
            except Exception as error:  # noqa: BLE001 - one customer's bug must not end the others
                log.error("a simulated customer failed: %s", trace(error))
        task = asyncio.create_task(run())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
