"""Handing a call over to an expert: asked, answered, taken back, done or expired.

In: `Transfer` of the agent's or a supervisor's client.  Out: `TransferState`, committed, with the call so far for the expert.
The telephone system moves the line; this moves the knowledge, and says how long the queue aims to take.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from protocol.supervision import Transfer, TransferState
from server.calls.feed import LiveCall
from server.clients import Client
from server.storage.audit import now_text

from .asked import AnyCall
from .board import Board
from .board_row import CallPicture
from .catch_up import Digest
from .errors import CALL_OVER, SupervisionRefused
from .grants import Rights, Wish
from .house import Queue
from .past_call import AwaitedCall
from .refusals import QUEUE, TRANSFER_NONE, TRANSFER_OPEN, WishRefused

_LONGEST_NOTE = 200
_UNDER_WAY = ("asked", "accepted")


class Transfers:
    """The transfers of all calls.  Used on the loop's thread."""

    def __init__(self, board: Board, rights: Rights, call_of: Callable[[str], LiveCall | None],
                 digest_of: Callable[[AnyCall], Awaitable[Digest]], queues: Sequence[Queue], wait_s: float,
                 now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """`wait_s`: a request that nobody answers has expired after so long."""
        self._board = board
        self._rights = rights
        self._call_of = call_of
        self._digest_of = digest_of
        self._queues = {queue.id: queue for queue in queues}
        self._wait_s = wait_s
        self._now = now

    async def act(self, client: Client, message: Transfer) -> None:
        """Ask, answer, take back.

        Raises:
            SupervisionRefused, WishRefused, StorageError: nothing has changed.
        """
        call = self._call_of(message.call)
        agent = call is not None and client.owns(call.row.workstation, call.row.user)
        if not agent:
            decision = await self._rights.ask(Wish(client.user, "transfer", message.call, mode=message.act))
            if not decision.allowed:
                raise SupervisionRefused(decision.code)
        picture = await self._board.known(message.call)
        if call is None or picture is None:
            raise SupervisionRefused(CALL_OVER)
        if message.act == "ask":
            await self._ask(client, message, call, picture)
        else:
            self._answer(client, message, call, picture, agent=agent)
        if agent:
            await self._rights.note(client.user, "supervise.transfer", {"call": call.call, "mode": message.act,
                                                                       "outcome": "allowed"})

    def beat(self) -> None:
        """What nobody answered in time has expired."""
        for entry in self._board.entries.values():
            waiting = entry.picture.transfer
            if isinstance(entry.live, AwaitedCall):
                continue
            if waiting is not None and waiting.state == "asked" and entry.ready.is_set() and self._over(waiting):
                self._announce(entry.live, entry.picture, replace(waiting, state="expired", by=""))

    async def _ask(self, client: Client, message: Transfer, call: LiveCall, picture: CallPicture) -> None:
        queue = self._queues.get(message.queue)
        if queue is None:
            raise WishRefused(QUEUE)
        digest = await self._digest_of(call)
        # looked at behind the last wait: two may ask at once
        if picture.transfer is not None and picture.transfer.state in _UNDER_WAY:
            raise WishRefused(TRANSFER_OPEN)
        lang = call.client.lang if call.client is not None else call.row.lang
        self._announce(call, picture, TransferState(
            call=call.call, state="asked", queue=queue.id, queue_title=queue.title(lang), asked_by=client.display_name,
            target_s=queue.target_s, asked_at=now_text(), summary=tuple(digest.lines(private=False)),
            note=call.mask_typed(message.note[:_LONGEST_NOTE])))

    def _answer(self, client: Client, message: Transfer, call: LiveCall, picture: CallPicture, *, agent: bool) -> None:
        waiting = picture.transfer
        own = waiting is not None and (agent or waiting.asked_by == client.display_name)
        allowed = {"accept": ("asked", not agent), "decline": ("asked", not agent), "withdraw": ("asked", own),
                   "done": ("accepted", True)}
        state, may = allowed[message.act]
        if waiting is None or waiting.state != state or not may:
            raise WishRefused(TRANSFER_NONE)
        note = call.mask_typed(message.note[:_LONGEST_NOTE]) if message.note else waiting.note
        self._announce(call, picture, replace(
            waiting, state=_STATES[message.act], note=note,
            by=waiting.by if message.act == "done" else "" if message.act == "withdraw" else client.display_name))

    def _announce(self, call: LiveCall, picture: CallPicture, state: TransferState) -> None:
        # noted now: the next wish must not be judged by what was before
        picture.transfer = replace(state, seq=0, at_ms=call.heard_ms)
        call.announce(picture.transfer)

    def _over(self, waiting: TransferState) -> bool:
        try:
            asked = datetime.fromisoformat(waiting.asked_at)
        except ValueError:
            return True
        return (self._now() - asked).total_seconds() >= self._wait_s


_STATES = {"accept": "accepted", "decline": "declined", "withdraw": "withdrawn", "done": "done"}
