"""A supervisor's desk over a real database, with calls that commit at once; no sockets, no sound."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from protocol.message import CallEvent, Message, Role
from protocol.transcript import Final
from server.calls.feed import CallFeed
from server.clients import Client
from server.compliance.redaction import Redactor
from server.customers.fields import FieldTable
from server.outbox import Outbox
from server.settings import SupervisionSettings
from server.storage.audit import now_text
from server.storage.calls import CallRecords, CallRow, State, Step
from server.storage.database import Database, open_database, rows
from server.storage.people import People, User
from server.storage.state import StateDirectory
from server.supervision.desk import SupervisionDesk
from server.supervision.grants import Rights
from tests.server.supervision.conftest import StandInCall

M = TypeVar("M", bound=Message)

PEOPLE = (("anna", "agent", "north"), ("ben", "agent", "south"), ("sue", "supervisor", "north"), ("sam", "supervisor", "south"),
          ("quinn", "quality", ""), ("tess", "trainer", "north"), ("una", "supervisor", "north"))


class LivingCall(StandInCall):
    """Commits what it is told, in order, and tells the feed."""

    def __init__(self, scene: Scene, call: str, agent: str, *, training: bool = False, lang: str = "en") -> None:
        super().__init__(call, agent, training=training)
        self.row = replace(self.row, lang=lang, opened_at=now_text())
        assert self.client is not None
        self.client.lang = lang  # type: ignore[assignment]
        self._scene = scene
        self.seq = 0

    def announce(self, *events: CallEvent) -> None:
        self.say(*events)

    def say(self, *events: CallEvent, state: State | None = None, told: bool = True) -> list[CallEvent]:
        """Commit these; with `told=False` the feed does not learn of it yet."""
        numbered = [replace(event, call=self.call, seq=number) for number, event in enumerate(events, self.seq + 1)]
        self.seq += len(numbered)
        self._scene.records.commit(self.call, Step(events=numbered, state=state))
        if told:
            self._scene.feed.committed(self, numbered)
        return numbered

    def mask_typed(self, text: str) -> str:
        return Redactor(self.row.lang).mask(text).text


class Scene:
    """One server's supervision."""

    def __init__(self, state: StateDirectory, settings: SupervisionSettings | None = None) -> None:
        self.database: Database = open_database(state)
        people = People(self.database)
        for name, role, team in PEOPLE:
            if people.user(name) is None:
                people.add_user(User(name, name.title(), role, "", team), "test")  # type: ignore[arg-type]
        self.people = people
        self.records = CallRecords(self.database)
        self.calls: dict[str, LivingCall] = {}
        self.bridges: set[str] = set()
        self.feed = CallFeed()
        self.rights = Rights(self.database, lambda call: self.calls.get(call))
        self.desk = SupervisionDesk(
            self.records, self.rights, self, self.feed, settings or SupervisionSettings(), FieldTable(),
            lambda row: lambda item: item != "optional", lambda call: self.calls.get(call),
            lambda: tuple(self.calls.values()))

    def bridge(self, call: str) -> bool:
        return call in self.bridges

    def refusals(self, user: str, call: object) -> dict[str, str]:
        return {} if self.bridges else {"barge": "supervision.no_bridge"}

    async def opened(self, call: str = "c1", agent: str = "anna", *events: CallEvent, training: bool = False,
                     lang: str = "en") -> LivingCall:
        """A call begins: its first events are stored before anybody is told."""
        one = self.calls[call] = LivingCall(self, call, agent, training=training, lang=lang)
        self.records.open(one.row)
        one.say(*events, told=False)
        self.feed.opened(one)
        assert one.client is not None
        self.feed.attached(one, one.client)
        await self.settled()
        return one

    async def reopened(self, one: LivingCall) -> None:
        """The server was restarted: another desk, the same database."""
        self.feed.opened(one)
        await self.settled()

    async def ends(self, one: LivingCall, *events: CallEvent) -> None:
        """The call is over and all of it is stored."""
        one.say(*events, state="ended")
        del self.calls[one.call]
        self.feed.closed(one)
        await self.settled()

    async def asks(self, client: Client, *messages: Message) -> list[Message]:
        """Send messages one after the other; what came back."""
        for message in messages:
            self.desk.receive(client, message)
            await self.settled()
        return sent(client)

    async def settled(self) -> None:
        """Wait until the desk has nothing under way (a slow reader's past apart)."""
        for _ in range(5_000):
            if not self.desk._tasks:  # noqa: SLF001 - what is under way is nobody's business but a test's
                return
            await asyncio.wait(self.desk._tasks, timeout=0.02)  # noqa: SLF001
        raise AssertionError("the desk did not come to rest")

    def signed_in(self, user: str, role: Role = "supervisor", capacity: int = 1_000) -> Client:
        """A client of this person."""
        client = Client(f"ws-{user}", f"W-{user}", user, user.title(), role, Outbox(capacity), lang="en")
        self.desk.welcome(client)
        return client

    def audited(self, action: str) -> list[str]:
        """Details of the audit rows of an action, oldest first."""
        return [str(row["detail"]) for row in self.database.read(
            lambda db: rows(db, "SELECT detail FROM audit WHERE action = ? ORDER BY n", [action]))]

    async def close(self) -> None:
        """Stop everything."""
        await self.desk.stop()
        self.database.close()


def sent(client: Client) -> list[Message]:
    """What waits for a client; it waits no more."""
    found: list[Message] = []
    while (message := client.outbox.take()) is not None:
        found.append(message)
    return found


def of(messages: Sequence[Message], kind: type[M], condition: Callable[[M], bool] = lambda _: True) -> list[M]:
    """Those of one kind."""
    return [message for message in messages if isinstance(message, kind) and condition(message)]


def line(text: str, at_ms: int = 1_000, channel: str = "customer") -> Final:
    """Somebody said something that ended at this call time."""
    return Final(call="", channel=channel, start_ms=at_ms - 900, end_ms=at_ms, at_ms=at_ms, text=text,  # type: ignore[arg-type]
                 utterance=f"{channel}-{(at_ms - 900) * 16}", lang="en")


def row_of(call: str = "c1", **fields: object) -> CallRow:
    """A call's row."""
    return CallRow(id=call, workstation="w", user="anna", lang="en", opened_at="2026-01-05T10:00:00+00:00", **fields)  # type: ignore[arg-type]
