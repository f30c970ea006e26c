"""Where second persons answer: supervisors over the wire, and the administrator's console.

In: `GateAnswer` and `GateQuery` of signed-in clients, answers left by `seatmate-server gate`, and word that the gates of some
call have changed.  Out: decisions to the calls' sessions, lists to the supervisors who asked.  Who may answer is decided here
from the tables of people, message by message, never from what a client says of itself.  Next: `session`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any, Protocol

from protocol.supervision import GateAnswer, GateQuery, WaitingGate, WaitingGates
from server.clients import Client
from server.errors import wire_error
from server.storage.errors import StorageError
from server.storage.gates import ConsoleAnswer, GateRecords, OpenGate
from server.storage.people import People, User

from .second_person import SecondPersonRefused, check_second_person, left_s

log = logging.getLogger(__name__)


class Deciding(Protocol):
    """What is needed of a call's session."""

    def decide(self, gate: str, *, approved: bool, by: str) -> None:
        """Take an answer that was checked."""
        ...


class GateDesk:
    """The gates of all calls of one server."""

    def __init__(self, records: GateRecords, session_of: Callable[[str], Deciding | None],
                 run: Callable[[Coroutine[Any, Any, None]], None]) -> None:
        self._records = records
        self._people = People(records.database)
        self._session_of = session_of
        self._run = run
        self._readers: list[Client] = []
        self._telling = asyncio.Lock()
        self._any = False

    def changed(self) -> None:
        """Something waits that did not, or was decided."""
        self._any = True
        self._run(self._tell())

    def receive(self, client: Client, message: GateAnswer | GateQuery) -> None:
        """A supervisor's message; the answer comes later."""
        self._run(self._answer(client, message) if isinstance(message, GateAnswer) else self._read(client))

    async def poll(self) -> None:
        """Take what was answered at the console; looks at the table only while something waits."""
        if not self._any:
            return
        try:
            answers = await self._offload(self._records.take_answers)
            self._any = bool(await self._offload(self._records.waiting))
        except StorageError as error:
            log.error("answers of second persons can not be read: %s", error)
            return
        for answer in answers:
            await self._take(answer)

    async def _take(self, answer: ConsoleAnswer) -> None:
        session = self._session_of(answer.call)
        try:
            gate, person = await self._offload(lambda: self._looked_up(answer.call, answer.gate, answer.by))
            check_second_person(person, gate)
            if session is not None and person is not None:
                session.decide(answer.gate, approved=answer.approved, by=person.display_name or person.name)
        except (SecondPersonRefused, StorageError) as error:
            log.warning("an answer left at the console does not count: %s", error)

    async def _answer(self, client: Client, message: GateAnswer) -> None:
        try:
            gate, person = await self._offload(lambda: self._looked_up(message.call, message.gate, client.user))
            session = self._session_of(message.call)
            check_second_person(person, gate if session is not None else None)
            if session is not None and person is not None:
                session.decide(message.gate, approved=message.approved, by=person.display_name or person.name)
        except (SecondPersonRefused, StorageError) as error:
            client.send(wire_error(error, message.call))

    async def _read(self, client: Client) -> None:
        try:
            person = await self._offload(lambda: self._people.user(client.user))
            if person is None or person.role != "supervisor":
                raise SecondPersonRefused("only a supervisor sees the operations that wait", code="gate.role")
        except (SecondPersonRefused, StorageError) as error:
            client.send(wire_error(error))
            return
        if client not in self._readers:
            self._readers.append(client)
        await self._tell()

    async def _tell(self) -> None:
        """The list to every supervisor who asked for it; one at a time, so that the list read last is sent last."""
        async with self._telling:
            await self._read_and_send()

    async def _read_and_send(self) -> None:
        self._readers = [client for client in self._readers if not client.gone]
        if not self._readers:
            return
        try:
            gates = await self._offload(self._records.waiting)
            people = {user.name: user for user in await self._offload(self._people.users)}
        except StorageError as error:
            log.error("the operations that wait can not be read: %s", error)
            return
        now = datetime.now(UTC)
        for client in self._readers:
            person = people.get(client.user)
            client.send(WaitingGates(gates=tuple(
                WaitingGate(call=gate.call, gate=gate.gate, operation=gate.operation, agent=gate.agent,
                            asked_at=gate.asked_at, left_s=round(left_s(gate, now), 1))
                for gate in gates if person is not None and _may_see(person, gate))))

    def _looked_up(self, call: str, gate: str, name: str) -> tuple[OpenGate | None, User | None]:
        waiting = self._records.waiting(call)
        return next((one for one in waiting if one.gate == gate), None), self._people.user(name)

    @staticmethod
    async def _offload(task: Callable[[], Any]) -> Any:
        return await asyncio.to_thread(task)


def _may_see(person: User, gate: OpenGate) -> bool:
    if gate.training:
        return False
    try:
        check_second_person(person, gate)
    except SecondPersonRefused:
        return False
    return True
