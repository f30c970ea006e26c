"""What stays of a call for its agent to learn from: bookmarks, notes with the words of the moment, scenarios made of them.

In: `Bookmark`, `CoachingNote`, `CoachingQuery`, `CoachingRead`, `MakeScenario`.  Out: rows in the database, `CoachingList`,
`ScenarioMade`.  An agent reads a note when no call of the agent runs, and at every sign-in until it was read.  Bookmarks are
the supervisor's.  Next: `server.storage.coaching`; a `ScenarioMaker` drafts the scenario.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Coroutine, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import accumulate
from typing import Any, Protocol

from msgspec.structs import replace

from protocol.supervision import (
    Bookmark,
    Coaching,
    CoachingList,
    CoachingNote,
    CoachingQuery,
    CoachingRead,
    MakeScenario,
    ScenarioMade,
)
from protocol.transcript import Final
from protocol.wire import MAX_FRAME_BYTES, encode
from server.calls.feed import CallListener, LiveCall
from server.clients import Client
from server.storage.calls import CallRecords
from server.storage.coaching import CoachingRecords
from server.storage.errors import StorageError

from .asked import AnyCall
from .errors import SupervisionRefused
from .grants import Rights, Wish
from .past_call import past_call
from .refusals import COACHING, COACHING_LENGTH, SCENARIO, WishRefused
from .rights import Action

log = logging.getLogger(__name__)

LIST_DAYS = 30
"""A supervisor's list without a call goes back so far."""
LONGEST_TEXT = 1_000
LONGEST_LABEL = 120
_BEFORE_MS = 12_000
_AFTER_MS = 4_000
"""A quote is what was said from so long before the moment to so long after it."""
_QUOTE_LINES = 4
_LATEST_MS = 7 * 86_400_000
"""No call lasts longer."""
_ID = re.compile(r"[0-9a-f]{32}")
_MOST_READ = 200
_PAGE = 200
_LIST_BYTES = MAX_FRAME_BYTES * 3 // 4


class ScenarioMaker(Protocol):
    """Drafts a training scenario from a stored call (`server.practice`)."""

    async def make(self, client: Client, call: str, at_ms: int, coaching: str) -> ScenarioMade:
        """A draft that waits for a trainer.

        Args:
            at_ms: moment of the call it is about; -1: the whole call.
            coaching: id of the bookmark or note it comes from, or empty.

        Raises:
            an error with `code`: nothing was made.
        """
        ...


class CoachingDesk(CallListener):
    """Used on the loop's thread."""

    def __init__(self, records: CallRecords, rights: Rights, call_of: Callable[[str], LiveCall | None],
                 live: Callable[[], Iterable[LiveCall]], clients: Callable[[], Iterable[Client]],
                 run: Callable[[Coroutine[Any, Any, None]], object]) -> None:
        """`live` are all live calls, `clients` everybody who is signed in."""
        self.scenario_maker: ScenarioMaker | None = None
        """Who drafts scenarios; None: this server makes none."""
        self._records = records
        self._coaching = CoachingRecords(records)
        self._rights = rights
        self._call_of = call_of
        self._live = live
        self._clients = clients
        self._run = run
        self._marking = asyncio.Lock()

    async def bookmark(self, client: Client, message: Bookmark) -> None:
        """Remember a moment, or say what it shows; raises as `note`.  In their order: a label comes right behind its moment."""
        async with self._marking:
            await self._bookmark(client, message)

    async def _bookmark(self, client: Client, message: Bookmark) -> None:
        call = await self._allowed(client, "bookmark", message.call)
        text = call.mask_typed(message.label.strip()[:LONGEST_LABEL])
        name = message.id
        if name and not _ID.fullmatch(name):
            raise WishRefused(COACHING)
        if name and await self._offload(partial(self._coaching.label, name, by=client.user, call=call.call, text=text)):
            await self._tell_list(client, call.call)
        elif name and await self._offload(partial(self._coaching.one, name)) is not None:
            raise WishRefused(COACHING)
        else:
            await self._add(client, call, "bookmark", text, min(max(0, message.at_ms), _LATEST_MS), name)

    async def note(self, client: Client, message: CoachingNote) -> None:
        """Write a note for the agent.

        Raises:
            SupervisionRefused, WishRefused, StorageError: nothing was kept.
        """
        if not 0 < len(message.text.strip()) <= LONGEST_TEXT:
            raise WishRefused(COACHING_LENGTH)
        call = await self._allowed(client, "coach", message.call)
        await self._add(client, call, "note", call.mask_typed(message.text.strip()), min(max(-1, message.at_ms), _LATEST_MS))
        await self.tell(call.row.user)

    async def query(self, client: Client, message: CoachingQuery) -> None:
        """An agent's own notes, a supervisor's notes and bookmarks; raises as `note`."""
        if client.role == "agent":
            found = await self._offload(partial(self._coaching.notes_for, client.user))
            found = [one for one in found if not message.call or one.call == message.call]
        elif message.call:
            await self._allowed(client, "watch", message.call)
            found = await self._offload(partial(self._coaching.of_call, message.call))
        else:
            since = (datetime.now(UTC) - timedelta(days=LIST_DAYS)).isoformat(timespec="milliseconds")
            found = await self._offload(partial(self._coaching.by, client.user, since))
        client.send(CoachingList(entries=self._fitting(found), call=message.call))

    async def read(self, client: Client, message: CoachingRead) -> None:
        """The agent has read these."""
        if message.ids:
            await self._offload(partial(self._coaching.read, client.user, message.ids[:_MOST_READ]))

    async def scenario(self, client: Client, message: MakeScenario) -> None:
        """Draft a training scenario; raises as `note`, or what the maker raises."""
        call = await self._allowed(client, "coach", message.call)
        if self.scenario_maker is None:
            raise WishRefused(SCENARIO)
        at_ms = -1
        if message.coaching:
            entry: Coaching | None = await self._offload(partial(self._coaching.one, message.coaching))
            if entry is None or entry.call != call.call:
                raise WishRefused(COACHING)
            at_ms = entry.at_ms
        made = await self.scenario_maker.make(client, call.call, at_ms, message.coaching)
        if message.coaching:
            await self._offload(partial(self._coaching.made_scenario, message.coaching, made.scenario))
        await self._rights.note(client.user, "supervise.scenario", {"call": call.call, "scenario": made.scenario})
        client.send(made)

    async def tell(self, agent: str) -> None:
        """Send an agent the notes that wait, unless a call of the agent runs."""
        if any(call.row.user == agent for call in self._live()):
            return
        present = [client for client in self._clients() if client.user == agent and not client.gone]
        if not present:
            return
        try:
            found = await self._offload(partial(self._coaching.notes_for, agent, unread=True))
        except StorageError as error:
            log.error("coaching notes can not be read: %s", error)
            return
        calls = {one.call for one in found}
        for client in present if found else ():
            client.send(CoachingList(entries=self._fitting(found), call=calls.pop() if len(calls) == 1 else ""))

    def welcome(self, client: Client) -> None:
        """Somebody has signed in."""
        self._run(self.tell(client.user))

    def closed(self, call: LiveCall) -> None:
        """The call is over: now is the time to read what was written about it."""
        self._run(self.tell(call.row.user))

    # -- inside -------------------------------------------------------------------------------------------------------

    async def _allowed(self, client: Client, action: Action, name: str) -> AnyCall:
        """The call, live or past, if this person may; the attempt is in the audit trail either way."""
        live = self._call_of(name)
        if live is not None:
            asked = await self._rights.ask(Wish(client.user, action, name))
            if not asked.allowed:
                raise SupervisionRefused(asked.code)
            return live
        return await past_call(self._records, self._rights, client.user, action, name)

    async def _add(self, client: Client, call: AnyCall, kind: Any, text: str, at_ms: int, name: str = "") -> None:
        quote = await self._offload(partial(self._quote, call.call, at_ms)) if at_ms >= 0 else ""
        await self._offload(partial(self._coaching.add, call.call, kind, by=client.user, by_name=client.display_name,
                                    agent=call.row.user, at_ms=at_ms, text=text, quote=quote, name=name))
        await self._tell_list(client, call.call)

    async def _tell_list(self, client: Client, call: str) -> None:
        found = await self._offload(partial(self._coaching.of_call, call))
        client.send(CoachingList(entries=self._fitting(found), call=call))

    def _quote(self, call: str, at_ms: int) -> str:
        """What was said around a moment, masked as it is stored."""
        said: list[Final] = []
        seq = 0
        while page := self._records.events_after(call, seq, _PAGE):
            seq = page[-1].seq
            said += [event for event in page if isinstance(event, Final)
                     and at_ms - _BEFORE_MS <= event.end_ms and event.start_ms <= at_ms + _AFTER_MS]
            if len(page) < _PAGE:
                break
        said.sort(key=lambda event: event.start_ms)
        return "\n".join(event.text for event in said[-_QUOTE_LINES:])

    async def _offload(self, task: Callable[[], Any]) -> Any:
        return await self._records.database.offload(task)

    def _fitting(self, entries: Sequence[Coaching]) -> tuple[Coaching, ...]:
        """As many of them, from the first on, as one message holds, with the names that their agents have now."""
        people = {name: self._rights.person(name) for name in {entry.agent for entry in entries}}
        named = [replace(entry, agent_name=person.display_name) if (person := people[entry.agent]) is not None else entry
                 for entry in entries]
        sizes = accumulate(len(encode(entry)) for entry in named)
        return tuple(entry for entry, size in zip(named, sizes, strict=True) if size <= _LIST_BYTES)
