"""Supervisors' wishes to enter and leave modes, one after the other: each is judged and on file before it counts.

In: `Observe`.  Out: a presence in a `Room`, or a refusal.  Leaving waits only for a wish of the same client that is
under way. Next: `room`."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC
from typing import Any

from protocol.relay import Mode
from protocol.supervision import Observe, Observing
from server.clients import Client, TokenBucket
from server.errors import wire_error
from server.logs import trace

from .errors import BUSY, CALL_OVER, CLIENT_GONE, SupervisionRefused
from .grants import Rights, Wish
from .room import Presence, Room

log = logging.getLogger(__name__)

_PER_S, _AT_ONCE = 4.0, 20.0
_READY_S = 2.0
"""A call that goes on after a restart is read in so long."""


class Entering:
    """The wishes of all supervisors.  Used on the loop's thread."""

    def __init__(self, rights: Rights, rooms: Mapping[str, Room], left: Callable[[Room, Presence, str], None],
                 changed: Callable[[str], None], run: Callable[[Coroutine[Any, Any, None]], None],
                 clock: Callable[[], float]) -> None:
        """`left` ends a presence; `changed` is told of a call that somebody entered; `run` keeps a task."""
        self._rights = rights
        self._rooms = rooms
        self._left = left
        self._changed = changed
        self._run = run
        self._clock = clock
        self._waiting: deque[tuple[Client, Observe]] = deque()
        self._under_way: Client | None = None
        self._working = False
        self._budgets: dict[Client, TokenBucket] = {}

    def wish(self, client: Client, message: Observe) -> None:
        """Take a wish; too many in a short time are refused without a look."""
        before = [one.mode for sender, one in self._waiting if sender is client]
        if not message.mode:
            if not before and self._under_way is not client:
                self._leave(client, message.call)
                return
            if before and not before[-1]:
                return
        else:
            now_s = self._clock()
            if not self._budgets.setdefault(client, TokenBucket(_PER_S, _AT_ONCE, now_s)).take(now_s):
                client.send(wire_error(SupervisionRefused(BUSY), message.call))
                return
        self._waiting.append((client, message))
        if not self._working:
            self._working = True
            self._run(self._work())

    def forget(self, client: Client) -> None:
        """It is gone."""
        self._budgets.pop(client, None)
        self._waiting = deque(one for one in self._waiting if one[0] is not client)

    async def _work(self) -> None:
        try:
            while self._waiting:
                client, message = self._waiting.popleft()
                self._under_way = client
                try:
                    if message.mode:
                        await self._enter(client, message.call, message.mode, message.reason)
                    else:
                        self._leave(client, message.call)
                except Exception as error:  # noqa: BLE001 - one wish that fails must not stop the others
                    if not isinstance(getattr(error, "code", None), str):
                        log.error("a wish could not be taken: %s", trace(error))
                    client.send(wire_error(error, message.call))
        finally:
            self._under_way, self._working = None, False

    def _leave(self, client: Client, call: str) -> None:
        room = self._rooms.get(call)
        presence = room.presences.get(client) if room is not None else None
        if room is not None and presence is not None:
            self._left(room, presence, "")
        elif room is not None:
            room.tell(client, "")
        else:
            client.send(Observing(call=call, mode=""))

    async def _enter(self, client: Client, call: str, mode: Mode, said: str) -> None:
        if client.gone:
            return
        room = self._rooms.get(call)
        if room is not None and not await _ready(room):
            client.send(wire_error(SupervisionRefused(BUSY), call))
            return
        refusal = room.refusal(client, mode)[0] if room is not None else ""
        decision = await self._rights.ask(
            Wish(client.user, mode, call, mode=mode, reason=said, needs_reason=True, refusal=refusal))
        # the call may have ended meanwhile, or somebody have left it
        room = room if self._rooms.get(call) is room else None
        code, params = room.refusal(client, mode) if room is not None else (CALL_OVER, {})
        if not decision.allowed:
            code = decision.code
        if code:
            self._refuse(client, call, room, code, params)
        if decision.allowed and (code or client.gone):
            detail = {"call": call, "mode": mode, "why": code or CLIENT_GONE}
            await self._rights.note(client.user, "supervise.left", detail)
        elif room is not None and not code:
            until = decision.until.astimezone(UTC).isoformat(timespec="seconds") if decision.until else ""
            room.enter(client, mode, decision.reason, until)
            self._changed(call)

    @staticmethod
    def _refuse(client: Client, call: str, room: Room | None, code: str, params: dict[str, str]) -> None:
        """What holds stays; the reason is said after it, for a client clears its notice when it learns what holds."""
        if room is None:
            client.send(Observing(call=call, mode="", code=code))
        else:
            presence = room.presences.get(client)
            room.tell(client, presence.mode if presence else "", code, presence.until if presence else "")
        client.send(wire_error(SupervisionRefused(code, params=params), call))


async def _ready(room: Room) -> bool:
    """False if it is still not known who spoke before a restart."""
    try:
        await asyncio.wait_for(room.ready.wait(), _READY_S)
    except TimeoutError:
        return False
    return True
