"""The wall-board: the calls' feed in, a row to every reader whenever one has changed.

In: what the calls do (`CallListener`), readers who open and close the board.  Out: `BoardRow`s to the readers' outboxes, where a
newer one replaces an unsent one.  Next: `figures` counts the day, `desk` brings the readers.

A row is worked out once for all readers, and only while somebody reads.  A call that began before, or before a restart, is
rebuilt from its stored events in a worker thread; what happens meanwhile waits and is taken in by its number.  After a restart
a call stands there as `away` until its agent is back or it is given up.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from protocol.assist import Feedback
from protocol.audio import Packet
from protocol.message import CallEvent, Language
from protocol.wallboard import BoardRow, LineQuality, QualityReport
from server.calls.feed import CallListener, LiveCall
from server.clients import Client
from server.content.playbook import Playbook
from server.storage.calls import CallRecords, CallRow
from server.storage.errors import StorageError
from server.storage.supervision_figures import TallyRecords

from .asked import Lines, Placed
from .board_row import CallPicture, picture_of
from .grants import Rights
from .past_call import AwaitedCall
from .views import sees_private

log = logging.getLogger(__name__)

_RETRY_S = 2.0
_MOVES_S = 5.0
"""How often a row is worked out anew that changes by the passing of time alone."""
RequiredOf = Callable[[CallRow], Callable[[str], bool]]
"""A call -> which items of its checklist are wanted in every call that opens them."""


def required_items(playbook_of: Callable[[Language], Playbook]) -> RequiredOf:
    """By the playbook in force of the call's language, if it is still the one of the call; else every item counts."""
    def of_call(row: CallRow) -> Callable[[str], bool]:
        playbook = playbook_of(row.lang)
        if playbook.id != row.playbook:
            return lambda item: True
        optional = {item.id for item in playbook.checklist if not item.required}
        return lambda item: item not in optional
    return of_call


@dataclass
class Entry:
    """One live call."""

    live: LiveCall | AwaitedCall
    picture: CallPicture
    """Not whole before `ready`."""
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    late: list[CallEvent] = field(default_factory=list)
    """Committed while it was rebuilt."""
    late_signs: list[tuple[str, str]] = field(default_factory=list)
    dirty: bool = True
    quality: LineQuality = "good"
    rows: dict[bool, BoardRow] = field(default_factory=dict)
    """Told of private alerts or not -> the newest row."""
    built_s: float = float("-inf")

    @property
    def awaited(self) -> bool:
        """True for a call of an earlier run of the server: nothing can be done to it yet."""
        return isinstance(self.live, AwaitedCall)


class Board(CallListener):
    """All live calls, and who reads of them.  Used on the loop's thread."""

    def __init__(self, records: CallRecords, rights: Rights, lines: Lines, required_of: RequiredOf, *,
                 run: Callable[[Coroutine[Any, Any, None]], object], clock: Callable[[], float] = time.monotonic,
                 now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """`clock` is monotonic, `now` the server's time."""
        self.entries: dict[str, Entry] = {}
        self.closed_calls: list[Callable[[CallPicture], None]] = []
        """Called with the last picture of a call that has ended."""
        self._records = records
        self._tallies = TallyRecords(records.database)
        self._rights = rights
        self._lines = lines
        self._required_of = required_of
        self.run = run
        """Starts a task that ends with the desk."""
        self._clock = clock
        self._now = now
        self._readers: dict[Client, dict[str, BoardRow]] = {}

    @property
    def readers(self) -> tuple[Client, ...]:
        """Clients with an open board."""
        return tuple(self._readers)

    def picture(self, call: str) -> CallPicture | None:
        """A live call as far as it is known; None if it is none, is awaited, or is being rebuilt."""
        entry = self.entries.get(call)
        return entry.picture if entry is not None and entry.ready.is_set() and not entry.awaited else None

    async def known(self, call: str) -> CallPicture | None:
        """A live call as soon as it is rebuilt; None if it is none."""
        entry = self.entries.get(call)
        if entry is None:
            return None
        await entry.ready.wait()
        return entry.picture

    def read(self, client: Client, *, on: bool) -> None:
        """Open or close the board of a client; opening again sends every row again."""
        self._readers.pop(client, None)
        if on:
            self._readers[client] = {}
            self.beat()

    def beat(self) -> None:
        """Send what has changed since the last time."""
        if not self._readers:
            return
        now, now_s = self._now(), self._clock()
        changed = {call for call, entry in self.entries.items() if entry.ready.is_set() and self._renewed(entry, now, now_s)}
        for client, shown in list(self._readers.items()):
            if client.gone:
                del self._readers[client]
            else:
                self._tell(client, shown, changed)

    def rights_changed(self) -> None:
        """A name or a team may be another now; a row goes to whom it may."""
        for entry in self.entries.values():
            row = next(iter(entry.rows.values()), None)
            if row is not None and (row.agent_name, row.team) != self._names(entry):
                entry.dirty = True
        self.beat()

    def report(self, call: str, message: QualityReport) -> None:
        """How the sound devices of the agent's workstation do."""
        entry = self.entries.get(call)
        if entry is not None:
            entry.picture.line.report(message, self._clock())

    def allowed(self, user: str, calls: Sequence[Placed]) -> set[str]:
        """Which of these this person may watch; one look at the rights for each team."""
        decided: dict[tuple[str, bool, bool], bool] = {}
        found = set()
        for call in calls:
            place = self._rights.place(call)
            kind = (place.team, place.training, place.agent == user)
            if kind not in decided:
                decided[kind] = self._rights.decide(user, "watch", call).allowed
            if decided[kind]:
                found.add(call.call)
        return found

    # -- what the calls do (`CallListener`) ---------------------------------------------------------------------------

    def opened(self, call: LiveCall) -> None:
        """A call has begun, or goes on: its first events are stored already."""
        entry = Entry(call, CallPicture(call.row, self._required_of(call.row), self._clock()))
        self.entries[call.call] = entry
        self.run(self._load(entry))

    def awaited(self, rows: Sequence[CallRow]) -> None:
        """Calls of an earlier run: they are away; those given up leave."""
        for entry in [entry for entry in self.entries.values() if entry.awaited]:
            if entry.live.call not in {row.id for row in rows}:
                self._leave(entry.live.call)
        for row in rows:
            if row.id not in self.entries:
                entry = self.entries[row.id] = Entry(AwaitedCall(row),
                                                     CallPicture(row, self._required_of(row), self._clock()))
                self.run(self._load(entry))

    def attached(self, call: LiveCall, client: Client) -> None:
        """The agent's client is here."""
        entry = self.entries.get(call.call)
        if entry is not None:
            entry.picture.away, entry.dirty = False, True
            entry.picture.line.back(self._clock())

    def detached(self, call: LiveCall) -> None:
        """The agent's client has gone."""
        entry = self.entries.get(call.call)
        if entry is not None:
            entry.picture.away = entry.dirty = True

    def packets(self, call: LiveCall, packets: Sequence[Packet]) -> None:
        """Sound has arrived."""
        entry = self.entries.get(call.call)
        if entry is not None:
            entry.picture.line.packets(packets, self._clock())

    def committed(self, call: LiveCall, events: Sequence[CallEvent]) -> None:
        """These events are stored."""
        entry = self.entries.get(call.call)
        if entry is None:
            return
        if entry.ready.is_set():
            entry.picture.hear(events, self._clock())
            entry.dirty = True
        else:
            entry.late.extend(events)

    def feedback(self, call: LiveCall, message: Feedback) -> None:
        """What became of an item on the agent's screen."""
        entry = self.entries.get(call.call)
        if entry is not None and message.kind == "suggestion":
            if entry.ready.is_set():
                entry.picture.sign(message.item, message.action)
                entry.dirty = True
            else:
                entry.late_signs.append((message.item, message.action))

    def closed(self, call: LiveCall) -> None:
        """The call is over: its row leaves every board."""
        self._leave(call.call)

    # -- inside -------------------------------------------------------------------------------------------------------

    def _leave(self, call: str) -> None:
        entry = self.entries.pop(call, None)
        if entry is None:
            return
        for client, shown in self._readers.items():
            if shown.pop(call, None) is not None:
                client.send(BoardRow(call=call, over=True))
        if entry.ready.is_set():
            for tell in self.closed_calls:
                tell(entry.picture)

    async def _load(self, entry: Entry) -> None:
        call = entry.live.call
        while True:
            try:
                built = await self._records.database.offload(partial(self._rebuilt, entry))
                break
            except StorageError as error:
                log.error("the wall-board waits for call %s: %s", call, error)
                await asyncio.sleep(_RETRY_S)
        built.line, built.away = entry.picture.line, entry.live.client is None
        entry.picture = built
        for suggestion, action in entry.late_signs:
            built.sign(suggestion, action)
        built.hear(entry.late, self._clock())
        entry.late.clear()
        entry.ready.set()
        if self.entries.get(call) is not entry and not entry.awaited:
            for tell in self.closed_calls:
                tell(built)

    def _rebuilt(self, entry: Entry) -> CallPicture:
        call = entry.live
        return picture_of(call.row, self._required_of(call.row), self._records.events_after(call.call, 0),
                          self._tallies.suggestion_signs(call.call), self._clock())

    def _names(self, entry: Entry) -> tuple[str, str]:
        person = self._rights.person(entry.live.row.user)
        return (person.display_name or person.name, person.team) if person is not None else (entry.live.row.user, "")

    def _renewed(self, entry: Entry, now: datetime, now_s: float) -> bool:
        """Work a row out anew if anything may have changed; True if it did."""
        picture = entry.picture
        quality, bridge = picture.line.quality(now_s, away=picture.away), self._lines.bridge(entry.live.call)
        moved = picture.moves_by_itself and now_s - entry.built_s >= _MOVES_S
        if not (entry.dirty or moved or quality != entry.quality or bridge != picture.bridge):
            return False
        entry.dirty, entry.quality, entry.built_s, picture.bridge = False, quality, now_s, bridge
        name, team = self._names(entry)
        rows = {private: picture.board_row(now, now_s, agent_name=name, team=team, private=private)
                for private in (False, True)}
        changed = rows != entry.rows
        entry.rows = rows
        return changed

    def _tell(self, client: Client, shown: dict[str, BoardRow], changed: set[str]) -> None:
        """The rows that are new to this reader, and the end of those that are not for it any more."""
        allowed = self.allowed(client.user, [entry.live for entry in self.entries.values()])
        person = self._rights.person(client.user)
        private = person is not None and sees_private(person.role)
        for call in allowed:
            entry = self.entries[call]
            if entry.rows and (call in changed or call not in shown) and shown.get(call) != entry.rows[private]:
                shown[call] = entry.rows[private]
                client.send(entry.rows[private])
        for call in [call for call in shown if call not in allowed]:
            del shown[call]
            client.send(BoardRow(call=call, over=True))
