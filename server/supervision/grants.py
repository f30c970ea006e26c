"""The rights of everybody as the tables have them now, and an audit row for every attempt.

In: wishes about calls.  Out: decisions.  `ask` reads the tables and writes its audit row in one transaction; `decide`
answers at once from tables read at most `REFRESH_S` ago, for what has to end when a right ends.  Tables that can not
be read for `STALE_S` allow nobody anything.  Next: `stepping_in` and the board."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from server.calls.feed import LiveCall
from server.logs import trace
from server.storage.calls import CallRow
from server.storage.database import Database
from server.storage.errors import StorageError
from server.storage.grants import AuditRow, GrantRecords, RightsTables

from .asked import Placed
from .errors import CALL_OVER, REASON
from .rights import ACTIONS, Action, CallPlace, Decision, Grant, Person, may

log = logging.getLogger(__name__)

REFRESH_S = 0.4
"""With the time to end a mode this is within the second in which a revoked right has to end."""
STALE_S = 5.0
_CALL_LETTERS = 64
_REASON_LETTERS = 200
_NOBODY = RightsTables({}, ())


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to do with a call."""

    user: str
    """Sign-in name, from the server's session and never from a message."""
    action: Action
    call: str
    mode: str = ""
    reason: str = ""
    needs_reason: bool = False
    refusal: str = ""
    """Code of what else stands against it, counted only if the right is there."""


class Rights:
    """Who may do what.  Used on the loop's thread."""

    def __init__(self, database: Database, call_of: Callable[[str], LiveCall | None],
                 now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._records = GrantRecords(database)
        self._call_of = call_of
        self._now = now
        self._tables = _NOBODY
        self._grants: Sequence[Grant] = ()
        self._read_s = 0.0
        self._task: asyncio.Task[None] | None = None
        self.refreshed: list[Callable[[], None]] = []
        """Called after every look at the tables: what is no longer allowed has to end."""

    def start(self) -> None:
        """Begin to look at the tables."""
        self._task = asyncio.create_task(self._look())

    async def stop(self) -> None:
        """Look no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    def person(self, name: str) -> Person | None:
        """This person as the table had them a moment ago; None: there is nobody of this name."""
        return _person(self._tables, name)

    def place(self, call: Placed) -> CallPlace:
        """What counts of a call, its agent's team as it was a moment ago."""
        return _place(self._tables, call.row)

    def decide(self, user: str, action: Action, call: Placed) -> Decision:
        """Whether this person may do this now; not audited, for what goes on and for what is offered."""
        return may(self.person(user), action, self.place(call), self._grants, self._now())

    async def ask(self, wish: Wish) -> Decision:
        """Decide on the tables of this moment; the attempt is an audit row, whatever comes of it.

        Raises:
            StorageError: nothing was decided and nothing may happen.
        """
        live = self._call_of(wish.call)
        reason = live.mask_typed(wish.reason[:_REASON_LETTERS]).strip() if live is not None else ""

        def judge(tables: RightsTables) -> tuple[Decision, AuditRow]:
            decision = Decision(False, CALL_OVER)
            if live is not None:
                person, place = _person(tables, wish.user), _place(tables, live.row)
                decision = may(person, wish.action, place, _grants(tables), self._now())
                if decision.allowed and (wish.refusal or wish.needs_reason and not reason):
                    decision = Decision(False, wish.refusal or REASON)
            detail = {"call": wish.call[:_CALL_LETTERS], "mode": wish.mode, "reason": reason,
                      "outcome": decision.code or "allowed"}
            return decision, AuditRow(wish.user, f"supervise.{wish.action}", detail)
        return replace(await self._records.database.offload(partial(self._records.judged, judge)), reason=reason)

    async def note(self, actor: str, action: str, detail: dict[str, str]) -> None:
        """Write down something that has happened; a disk that refuses is logged and delays nobody."""
        try:
            await self._records.database.offload(partial(self._records.note, AuditRow(actor, action, detail)))
        except StorageError as error:
            log.error("the audit trail could not be written: %s", error)

    async def refresh(self) -> None:
        """Read the tables and tell who waits for it."""
        try:
            tables = await asyncio.to_thread(self._records.tables)
            self._tables, self._grants, self._read_s = tables, _grants(tables), time.monotonic()
        except StorageError as error:
            if time.monotonic() - self._read_s >= STALE_S:
                log.error("rights can not be read, so nobody has any: %s", error)
                self._tables, self._grants = _NOBODY, ()
        for tell in self.refreshed:
            try:
                tell()
            except Exception as error:  # noqa: BLE001 - one who fails must not keep others their right
                log.error("a right could not be looked at: %s", trace(error))

    async def _look(self) -> None:
        while True:
            await self.refresh()
            await asyncio.sleep(REFRESH_S)


def _person(tables: RightsTables, name: str) -> Person | None:
    user = tables.users.get(name)
    return None if user is None else Person(user.name, user.role, user.team, user.display_name or user.name)


def _place(tables: RightsTables, call: CallRow) -> CallPlace:
    agent = tables.users.get(call.user)
    return CallPlace(call.id, call.user, agent.team if agent is not None else "", call.training)


def _grants(tables: RightsTables) -> list[Grant]:
    return [Grant(one.user, one.team, action, datetime.fromisoformat(one.until))
            for one in tables.grants for action in ACTIONS if action == one.action]
