"""A call opened to read: its past from the database, then what happens, without a hole and without a double.

In: `WatchCall`, the calls' feed, `ScreenState` of the agent's client.  Out: `CallOpened`, `CatchUp`, the call's events as the
watcher's role sees them, what is passing.  Next: `desk`.

Events go by their number, so what is read and what is told can overlap.  A watcher whose outbox is half full is told nothing
live; it is served from the database as soon as there is room, and delays nobody.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from protocol.assist import Alert
from protocol.message import CallEvent, Message
from protocol.wallboard import CallOpened, CatchUp, ScreenState, WatchCall
from server.calls.feed import CallListener, LiveCall
from server.clients import Client
from server.customers.fields import FieldTable
from server.errors import wire_error
from server.storage.calls import CallRecords, CallRow
from server.storage.errors import StorageError

from .asked import AnyCall, Lines
from .board import Board
from .catch_up import Digest
from .errors import AGENT_GONE, CALL_OVER, RIGHT_ENDED, SupervisionRefused
from .grants import Rights, Wish
from .hands import Hands
from .past_call import past_call
from .refusals import WATCHES, WishRefused
from .rights import Action
from .views import seen_as, sees_private

log = logging.getLogger(__name__)

PAGE = 200
"""Events read at once: the database is nobody else's meanwhile."""
MOST_WATCHES = 8
"""Calls that one client has open."""
MODES: tuple[Action, ...] = ("listen", "whisper", "barge", "takeover", "note", "bookmark", "coach", "transfer")
_AFTER: frozenset[Action] = frozenset({"bookmark", "coach"})
"""Possible with a call that is over."""


@dataclass(eq=False)
class Watch:
    """One call on one supervisor's screen."""

    client: Client
    call: AnyCall
    seq: int
    """Highest event that was sent."""
    known_seq: int = 0
    """Highest event that was told."""
    live: bool = False
    """True once it has everything: events are sent as they come."""
    following: bool = False
    over: bool = False
    opened: CallOpened | None = None
    """What it was told that it may do."""


@dataclass(eq=False)
class Followed:
    """What is kept of a call while somebody has it open."""

    digest: Digest
    watches: list[Watch] = field(default_factory=list)
    opening: int = 0
    """Watches that are being opened."""
    private: set[str] = field(default_factory=set)
    """Ids of its private alerts."""
    seq: int = 0
    """Highest event in the digest."""
    late: list[CallEvent] = field(default_factory=list)
    ready: bool = False
    topic: str = ""
    sent_s: float = 0.0


class Watching(CallListener):
    """All opened calls.  Used on the loop's thread."""

    def __init__(self, records: CallRecords, rights: Rights, lines: Lines, board: Board, hands: Hands,
                 call_of: Callable[[str], LiveCall | None], fields: FieldTable, renew_s: float,
                 clock: Callable[[], float] = time.monotonic) -> None:
        """`fields` says which role sees which field of a record; a summary is renewed every `renew_s`."""
        self._records = records
        self._rights = rights
        self._lines = lines
        self._board = board
        self._hands = hands
        self._call_of = call_of
        self._fields = fields
        self._renew_s = renew_s
        self._clock = clock
        self._followed: dict[str, Followed] = {}
        self._watches: dict[tuple[Client, str], Watch] = {}
        self._screens: dict[str, ScreenState] = {}
        self._awaited: set[str] = set()
        """Calls of an earlier run of the server whose agents are not back."""

    async def open(self, client: Client, message: WatchCall) -> None:
        """Open a call, live or past.

        Raises:
            SupervisionRefused, WishRefused, StorageError: it stays closed.
        """
        key = (client, message.call)
        if key not in self._watches and sum(one is client for one, _ in self._watches) >= MOST_WATCHES:
            raise WishRefused(WATCHES)
        call = await self._admitted(client, message.call)
        followed = self._followed.setdefault(call.call, Followed(Digest(call.call, call.row.lang)))
        followed.opening += 1
        try:
            await self._fill(followed, call)
            if client.gone:
                return
            self.close(client, message.call)
            watch = Watch(client, call, message.seen_seq)
            followed.watches.append(watch)
            self._watches[key] = watch
        finally:
            followed.opening -= 1
            self._forget_unwatched(call.call)
        self._tell_modes(watch)
        client.send(followed.digest.message(private=self._private(client)))
        self._hands.answer(call, client.display_name)
        if (screen := self._screens.get(call.call)) is not None:
            client.send(screen)
        await self._follow(watch)

    def close(self, client: Client, call: str) -> None:
        """This client has the call open no more."""
        watch = self._watches.pop((client, call), None)
        if watch is not None:
            watch.over, watch.live = True, False
            followed = self._followed.get(call)
            if followed is not None and watch in followed.watches:
                followed.watches.remove(watch)
            self._forget_unwatched(call)

    def client_gone(self, client: Client) -> None:
        """The client was cut or left."""
        for one, call in [key for key in self._watches if key[0] is client]:
            self.close(one, call)

    def screen(self, client: Client, message: ScreenState) -> None:
        """What the agent sees, for who watches; of anybody else's client it counts for nothing."""
        call = self._call_of(message.call)
        if call is None or call.client is not client:
            return
        self._screens[message.call] = message
        for watch in self._watching(message.call):
            watch.client.send(message)

    def rights_changed(self) -> None:
        """Who may not watch any more, watches no more; whose modes are others is told."""
        for (client, name), watch in list(self._watches.items()):
            if not self._rights.decide(client.user, "watch", watch.call).allowed:
                self.close(client, name)
                client.send(wire_error(SupervisionRefused(RIGHT_ENDED), name))
            else:
                self._tell_modes(watch)

    def beat(self) -> None:
        """Renew summaries whose time has come."""
        now_s = self._clock()
        for name, followed in self._followed.items():
            if followed.ready and now_s - followed.sent_s >= self._renew_s:
                self._renew(name, followed)

    async def digest(self, call: AnyCall) -> Digest:
        """The call so far, from its stored events."""
        followed = self._followed.get(call.call)
        return followed.digest if followed is not None and followed.ready else (await self._read(call)).digest

    # -- what the calls do (`CallListener`) ---------------------------------------------------------------------------

    def awaited(self, rows: Sequence[CallRow]) -> None:
        """Calls of an earlier run: they stay open for who reads them; those given up are over."""
        given_up, self._awaited = self._awaited - {row.id for row in rows}, {row.id for row in rows}
        for name in given_up:
            for watch in self._watching(name):
                self._tell_modes(watch)
                if watch.live and self._call_of(name) is None:
                    self.close(watch.client, name)

    def opened(self, call: LiveCall) -> None:
        """A call goes on behind what its readers have."""
        self._awaited.discard(call.call)
        for watch in self._watching(call.call):
            watch.call = call
            self._tell_modes(watch)

    def passing(self, call: LiveCall, message: Message) -> None:
        """Partials and growing suggestions, for who is up to date."""
        for watch in self._watching(call.call):
            if watch.live and watch.client.outbox.roomy:
                watch.client.send(message)

    def committed(self, call: LiveCall, events: Sequence[CallEvent]) -> None:
        """These events are stored."""
        followed = self._followed.get(call.call)
        if followed is None:
            return
        self._hear(followed, events)
        for watch in list(followed.watches):
            watch.known_seq = max(watch.known_seq, events[-1].seq)
            if watch.live and watch.client.outbox.roomy:
                self._send(watch, followed, events)
            elif not watch.following:
                watch.live = False
                self._board.run(self._follow(watch))
        if followed.ready and followed.digest.topic != followed.topic:
            self._renew(call.call, followed)

    def closed(self, call: LiveCall) -> None:
        """The call is over: who is up to date has all of it, the others still read."""
        self._screens.pop(call.call, None)
        for watch in self._watching(call.call):
            if watch.live:
                self.close(watch.client, call.call)

    # -- inside -------------------------------------------------------------------------------------------------------

    async def _admitted(self, client: Client, name: str) -> AnyCall:
        """The call, if this person may watch it; the attempt is in the audit trail either way."""
        call = self._call_of(name)
        if call is not None:
            asked = await self._rights.ask(Wish(client.user, "watch", name))
            if asked.allowed:
                return call
            raise SupervisionRefused(asked.code)
        return await past_call(self._records, self._rights, client.user, "watch", name)

    async def _fill(self, followed: Followed, call: AnyCall) -> None:
        """Read the digest; what happens meanwhile is told to it and taken in behind."""
        if followed.ready:
            return
        read = await self._read(call)
        if not followed.ready:
            followed.digest, followed.private, followed.seq = read.digest, read.private, read.seq
            followed.ready, late = True, followed.late
            followed.late = []
            self._hear(followed, late)
            followed.topic, followed.sent_s = followed.digest.topic, self._clock()

    async def _read(self, call: AnyCall) -> Followed:
        found = Followed(Digest(call.call, call.row.lang), ready=True)
        while True:
            page = await self._page(call.call, found.seq)
            self._hear(found, page)
            if len(page) < PAGE:
                return found

    @staticmethod
    def _hear(followed: Followed, events: Sequence[CallEvent]) -> None:
        if not followed.ready:
            followed.late.extend(events)
            return
        new = [event for event in events if event.seq > followed.seq]
        followed.private.update(event.id for event in new if isinstance(event, Alert) and event.private)
        followed.digest.hear(new)
        followed.seq = new[-1].seq if new else followed.seq

    async def _follow(self, watch: Watch) -> None:
        """Send what is stored until the watcher has everything."""
        watch.following = True
        try:
            while not watch.over and not watch.client.gone:
                await watch.client.outbox.room()
                page = await self._page(watch.call.call, watch.seq)
                followed = self._followed.get(watch.call.call)
                if watch.over or followed is None:
                    return
                self._send(watch, followed, page)
                if len(page) < PAGE and watch.known_seq <= watch.seq:
                    watch.live = True
                    if self._call_of(watch.call.call) is None and watch.call.call not in self._awaited:
                        self.close(watch.client, watch.call.call)
                    return
        except StorageError as error:
            log.error("call %s can not be shown to who watches: %s", watch.call.call, error)
            self.close(watch.client, watch.call.call)
            watch.client.send(wire_error(error, watch.call.call))
        finally:
            watch.following = False

    async def _page(self, call: str, seq: int) -> list[CallEvent]:
        return await self._records.database.offload(partial(self._records.events_after, call, seq, PAGE))

    def _send(self, watch: Watch, followed: Followed, events: Sequence[CallEvent]) -> None:
        person = self._rights.person(watch.client.user)
        role = person.role if person is not None else watch.client.role
        for event in events:
            if event.seq > watch.seq:
                watch.seq = event.seq
                seen = seen_as(event, role, self._fields, followed.private)
                if seen is not None:
                    watch.client.send(seen)

    def _tell_modes(self, watch: Watch) -> None:
        opened = self._opened(watch.client, watch.call)
        if opened != watch.opened:
            watch.opened = opened
            watch.client.send(opened)

    def _opened(self, client: Client, call: AnyCall) -> CallOpened:
        person = self._rights.person(call.row.user)
        live = self._call_of(call.call)
        against = self._lines.refusals(client.user, live) if live is not None else {}
        refused: dict[str, str] = {}
        for mode in MODES:
            decision = self._rights.decide(client.user, mode, call)
            missing = AGENT_GONE if call.call in self._awaited else CALL_OVER
            code = decision.code or (missing if live is None and mode not in _AFTER else against.get(mode, ""))
            if code:
                refused[mode] = code
        return CallOpened(call=call.call, agent=call.row.user, agent_name=person.display_name if person else call.row.user,
                          team=person.team if person else "", lang=call.row.lang, training=call.row.training,
                          started_at=call.row.opened_at, modes=tuple(mode for mode in MODES if mode not in refused),
                          refused=refused)

    def _renew(self, name: str, followed: Followed) -> None:
        followed.topic, followed.sent_s = followed.digest.topic, self._clock()
        summaries: dict[bool, CatchUp] = {private: followed.digest.message(private=private) for private in (False, True)}
        for watch in self._watching(name):
            watch.client.send(summaries[self._private(watch.client)])

    def _private(self, client: Client) -> bool:
        person = self._rights.person(client.user)
        return person is not None and sees_private(person.role)

    def _watching(self, call: str) -> list[Watch]:
        followed = self._followed.get(call)
        return list(followed.watches) if followed is not None else []

    def _forget_unwatched(self, call: str) -> None:
        followed = self._followed.get(call)
        if followed is not None and not followed.watches and not followed.opening:
            del self._followed[call]
