"""The supervisor's desk: board, opened calls, notes, transfers, coaching; one object for the server.

In: messages of supervisors' and agents' clients, two beats a second.  Out: what each part sends.  Every wish is decided by
`grants` and written down.  Next: `app` connects it beside the calls; stepping in with the voice is `stepping_in`.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from protocol.message import Language, Message
from protocol.supervision import (
    Bookmark,
    CoachingNote,
    CoachingQuery,
    CoachingRead,
    MakeScenario,
    NoteAnswer,
    TextNote,
    Transfer,
)
from protocol.wallboard import BoardQuery, QualityReport, ScreenState, WatchCall
from server.calls.feed import CallFeed, LiveCall
from server.clients import Client, TokenBucket
from server.customers.fields import FieldTable
from server.errors import ServerError, wire_error
from server.logs import trace
from server.settings import SupervisionSettings
from server.storage.calls import CallRecords
from server.storage.errors import StorageError

from .asked import Lines
from .board import Board, RequiredOf
from .coaching import CoachingDesk, ScenarioMaker
from .errors import BUSY, SupervisionRefused
from .figures import DayFigures
from .grants import Rights
from .hands import Hands
from .house import queues_of
from .notes import Notes
from .transfers import Transfers
from .watching import Watching

log = logging.getLogger(__name__)

MOST_WAITING = 50
"""Wishes of one client under way."""
WISHES_PER_S = 10.0
WISHES_BURST = 100.0
"""Of one client: each is a row of the audit trail."""


class SupervisionDesk:
    """Everything that supervisors ask of one server, sound apart."""

    def __init__(self, records: CallRecords, rights: Rights, lines: Lines, feed: CallFeed, settings: SupervisionSettings,
                 fields: FieldTable, required_of: RequiredOf, call_of: Callable[[str], LiveCall | None],
                 live: Callable[[], Iterable[LiveCall]]) -> None:
        """`call_of` and `live` are the registry's; `required_of` says what a call's checklist wants."""
        self._settings = settings
        self._call_of = call_of
        self._clients: dict[Client, int] = {}
        self._rates: dict[Client, TokenBucket] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._beats: list[asyncio.Task[None]] = []
        self.board = Board(records, rights, lines, required_of, run=self._run)
        self.figures = DayFigures(records, rights, self.board, required_of, run=self._run)
        hands = Hands(self.board)
        self.watching = Watching(records, rights, lines, self.board, hands, call_of, fields, settings.catch_up_s)
        self.notes = Notes(self.board, rights, call_of, self._answers, settings.notes_per_minute)
        self.transfers = Transfers(self.board, rights, call_of, self.watching.digest, settings.queues, settings.transfer_wait_s)
        self.coaching = CoachingDesk(records, rights, call_of, live, lambda: tuple(self._clients), self._run)
        feed.listen(self.board, hands, self.watching, self.notes, self.coaching)
        rights.refreshed += [self.board.rights_changed, self.watching.rights_changed]
        self._wishes: dict[type[Message], Callable[[Client, Any], Coroutine[Any, Any, None]]] = {
            WatchCall: self._watch, TextNote: self.notes.send, NoteAnswer: self.notes.answer, Transfer: self.transfers.act,
            Bookmark: self.coaching.bookmark, CoachingNote: self.coaching.note, CoachingQuery: self.coaching.query,
            CoachingRead: self.coaching.read, MakeScenario: self.coaching.scenario}

    def plug(self, maker: ScenarioMaker) -> None:
        """Who drafts training scenarios from calls."""
        self.coaching.scenario_maker = maker

    def start(self) -> None:
        """Begin to beat."""
        self._beats = [asyncio.create_task(self._every(self._settings.board_s, self._beat)),
                       asyncio.create_task(self._every(self._settings.figures_s, self.figures.beat))]

    async def stop(self) -> None:
        """Let nothing go on."""
        tasks = [*self._beats, *self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def takes(self, message: Message) -> bool:
        """Whether this desk answers a message."""
        return type(message) in self._wishes or isinstance(message, (BoardQuery, ScreenState, QualityReport))

    def receive(self, client: Client, message: Message) -> None:
        """Handle a message; what is refused is answered, never raised."""
        if isinstance(message, BoardQuery):
            self._read_board(client, message)
        elif isinstance(message, ScreenState):
            self.watching.screen(client, message)
        elif isinstance(message, QualityReport):
            call = self._call_of(message.call)
            if call is not None and call.client is client:
                self.board.report(message.call, message)
        else:
            now_s = time.monotonic()
            if self._rates.setdefault(client, TokenBucket(WISHES_PER_S, WISHES_BURST, now_s)).take(now_s):
                self._run(self._wish(client, message))
            else:
                client.send(wire_error(SupervisionRefused(BUSY), str(getattr(message, "call", ""))))

    def welcome(self, client: Client) -> None:
        """Behind the welcome: the house's queues, and what an agent has not read."""
        self._clients[client] = 0
        settings = self._settings
        client.send(queues_of(settings.queues, settings.reasons, settings.answers, client.lang))
        self.coaching.welcome(client)

    def client_gone(self, client: Client) -> None:
        """The client was cut or left."""
        self._clients.pop(client, None)
        self._rates.pop(client, None)
        self.board.read(client, on=False)
        self.figures.forget(client)
        self.watching.client_gone(client)

    # -- inside -------------------------------------------------------------------------------------------------------

    def _read_board(self, client: Client, message: BoardQuery) -> None:
        if message.on and client.role == "agent":
            client.send(wire_error(SupervisionRefused()))
            return
        self.figures.forget(client)
        self.board.read(client, on=message.on)
        if message.on:
            self._run(self.figures.beat())

    async def _watch(self, client: Client, message: WatchCall) -> None:
        if message.on:
            await self.watching.open(client, message)
        else:
            self.watching.close(client, message.call)

    async def _wish(self, client: Client, message: Message) -> None:
        call = str(getattr(message, "call", ""))
        if self._clients.get(client, 0) >= MOST_WAITING:
            client.send(wire_error(SupervisionRefused(BUSY), call))
            return
        self._clients[client] = self._clients.get(client, 0) + 1
        try:
            await self._wishes[type(message)](client, message)
        except (ServerError, StorageError) as error:
            client.send(wire_error(error, call))
        except Exception as error:  # noqa: BLE001 - whatever fails, the client is told
            if not isinstance(getattr(error, "code", None), str):
                log.error("a %s could not be answered: %s", type(message).__name__, trace(error))
            client.send(wire_error(error, call))
        finally:
            if client in self._clients:
                self._clients[client] -= 1
            if client.gone:
                self._clients.pop(client, None)

    async def _beat(self) -> None:
        self.board.beat()
        self.watching.beat()
        self.transfers.beat()

    async def _every(self, seconds: float, beat: Callable[[], Coroutine[Any, Any, None]]) -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await beat()
            except Exception as error:  # noqa: BLE001 - the next beat may succeed
                log.error("the wall-board missed a beat: %s", trace(error))

    def _answers(self, lang: Language) -> tuple[str, ...]:
        return tuple(one.text(lang) for one in self._settings.answers)

    def _run(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(self._held(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    @staticmethod
    async def _held(work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - a part that fails is logged and stops nothing else
            log.error("the supervisor's desk failed at something: %s", trace(error))
