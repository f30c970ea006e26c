"""All calls of the server: who owns which, which is live, which waits for its client.

In: messages about calls from signed-in clients (`gateway`).  Out: the session that handles them, or a refusal.
Next: `session`.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import msgspec

from protocol.assist import Feedback
from protocol.audio import Packet, PacketsGone
from protocol.call import CallEnd, CallPlaced, CallReady, CallStart, FindCustomer
from protocol.message import CHANNELS, PACKET_SAMPLES, Message
from protocol.supervision import GateAnswer, GateQuery, RaiseHand
from protocol.training import TypedLine
from server.clients import Client, TokenBucket
from server.errors import CallRefused, ServerFull, wire_error
from server.logs import trace
from server.settings import GatewaySettings
from server.storage.calls import StoredCall
from server.storage.contacts import number_mark
from server.storage.errors import StorageError
from server.storage.gates import GateRecords

from .arms import choose
from .clock import CallClock
from .gate_desk import GateDesk
from .opening import OpenedCall, new_row, open_new, reopen
from .parts import CallParts
from .resending import send_past
from .session import CallSession
from .wishes import HANDLERS

log = logging.getLogger(__name__)

_PACKETS_PER_S = 20
"""Of one call in real time: ten a second and channel."""
_EARLY = (Feedback, RaiseHand, TypedLine)
_EARLY_LIMIT = 1_000
_SWEEP_S = 1.0
_TELL_AGAIN_S = 60.0
_RETRY_S = 60


class CallRegistry:
    """The calls of one server."""

    def __init__(self, parts: CallParts, gateway: GatewaySettings) -> None:
        self._parts = parts
        self._gateway = gateway
        self._sessions: dict[str, CallSession] = {}
        self._away_since_s: dict[str, float] = {}
        self._budgets: dict[str, TokenBucket] = {}
        self._told_s: dict[str, dict[str, float]] = {}
        self._opening: dict[str, asyncio.Lock] = {}
        self._starting: Counter[str] = Counter()
        self._starters: Counter[tuple[str, Client]] = Counter()
        self._early: dict[str, list[tuple[Client, Message]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._clock = CallClock(parts.settings.ask_again_s)
        self._gates = GateDesk(GateRecords(parts.records.database), self._sessions.get, self._run)
        self._started_s = time.monotonic()
        self._swept_stored = False
        self.refused_packets = 0
        """Packets over the rate of their call; they are asked for again later."""
        self._handlers: dict[type[Message], Callable[[CallSession, Any], None]] = {
            PacketsGone: CallSession.gone, CallEnd: CallSession.end,
            FindCustomer: lambda session, message: session.customer.find(message),
            TypedLine: lambda session, message: session.practice.typed(message)}

    def __len__(self) -> int:
        return len(self._sessions)

    @property
    def live(self) -> tuple[CallSession, ...]:
        """Calls that run or wait for their client."""
        return tuple(self._sessions.values())

    def session(self, call: str) -> CallSession | None:
        """A live call; None if there is none of this id."""
        return self._sessions.get(call)

    def start(self) -> None:
        """Begin to look after calls whose client is away."""
        self._run(self._tell_awaited())
        self._run(self._look_after())

    def receive_sound(self, client: Client, packets: Sequence[Packet]) -> None:
        """Handle packets that came together, of whichever calls, in their order; what is refused is answered, never raised."""
        call = packets[0].call
        for packet in packets:
            if packet.call != call:
                for one in dict.fromkeys(each.call for each in packets):
                    self.receive_sound(client, [each for each in packets if each.call == one])
                return
        session = self._sessions.get(call)
        # sound sent before the answer to CallStart is asked for again
        if session is None or session.client is not client:
            return
        allowed = self._budgets[call].take_up_to(len(packets), time.monotonic())
        if allowed < len(packets):
            self._refuse_packets(client, call, len(packets) - allowed)
            packets = packets[:allowed]
        if packets:
            try:
                session.packets(packets)
            except CallRefused as error:
                self._refuse_sound(client, call, error)

    def receive(self, client: Client, message: Message) -> None:
        """Handle a message about a call; what is refused is answered, never raised."""
        if isinstance(message, Packet):
            self.receive_sound(client, [message])
            return
        call = getattr(message, "call", "")
        try:
            session = self._sessions.get(call)
            if isinstance(message, CallStart):
                self._starting[message.call] += 1
                self._starters[message.call, client] += 1
                self._run(self._start(client, message))
                return
            if isinstance(message, (GateAnswer, GateQuery)):
                self._gates.receive(client, message)
                return
            if ((session is None or session.client is not client) and (call, client) in self._starters
                    and isinstance(message, _EARLY)):
                # said while the server was away, and sent right behind the start of the call
                waiting = self._early.setdefault(call, [])
                if len(waiting) < _EARLY_LIMIT:
                    waiting.append((client, message))
                return
            if session is None or session.client is not client:
                if not isinstance(message, (PacketsGone, Feedback)):
                    raise CallRefused("this call is not open here; start it first", code="call.not_open")
                return
            if (wish := HANDLERS.get(type(message))) is not None:
                wish(session.wishes, message)
                return
            handler = self._handlers.get(type(message))
            if handler is None:
                raise CallRefused(f"a client does not send {type(message).__name__}", code="protocol.direction")
            handler(session, message)
        except CallRefused as error:
            if isinstance(message, PacketsGone):
                self._refuse_sound(client, call, error)
            else:
                client.send(wire_error(error, call))

    def _refuse_packets(self, client: Client, call: str, number: int) -> None:
        self.refused_packets += number
        self._refuse_sound(client, call, CallRefused("sound comes faster than it is spoken; the rest is taken more "
                                                     "slowly", code="audio.rate"))

    def _refuse_sound(self, client: Client, call: str, error: CallRefused) -> None:
        """Say what is wrong with a call's sound once in a while: a wrong packet is followed by ten more every second."""
        now_s, told_s = time.monotonic(), self._told_s.setdefault(call, {})
        if now_s - told_s.get(error.code, -_TELL_AGAIN_S) >= _TELL_AGAIN_S:
            told_s[error.code] = now_s
            client.send(wire_error(error, call))

    def client_gone(self, client: Client) -> None:
        """The client was cut or left: its calls wait for it."""
        for call in list(self._sessions):
            self._leave(client, call)

    def _leave(self, client: Client, call: str) -> None:
        session = self._sessions.get(call)
        if session is not None and session.client is client:
            session.detach(client)
            self._away_since_s[call] = time.monotonic()

    async def close(self) -> None:
        """The server stops: all calls stay as they are committed and resume after the restart."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._clock.stop()
        await asyncio.gather(*(session.stop() for session in self._sessions.values()))
        self._sessions.clear()

    async def _start(self, client: Client, start: CallStart) -> None:
        lock, starter = self._opening.setdefault(start.call, asyncio.Lock()), (start.call, client)
        try:
            try:
                async with lock:
                    await self._open(client, start)
            finally:
                # what this client says from now on is for the session, or refused; it waits for nobody else's start
                self._starters[starter] -= 1
                if not self._starters[starter]:
                    del self._starters[starter]
            for sender, message in self._early.pop(start.call, ()):
                self.receive(sender, message)
        except Exception as error:  # noqa: BLE001 - whatever fails, the client is told
            if not isinstance(error, (CallRefused, StorageError)):
                log.error("call %s could not be opened: %s", start.call, trace(error))
            client.send(wire_error(error, start.call))
            self._leave(client, start.call)
        finally:
            self._starting[start.call] -= 1
            if not self._starting[start.call]:
                # a lock that others still wait for must stay the only one of its call
                del self._starting[start.call], self._opening[start.call]
                self._early.pop(start.call, None)

    async def _open(self, client: Client, start: CallStart) -> None:
        session, resumed = self._sessions.get(start.call), True
        if session is None:
            offload = self._parts.records.database.offload
            stored = await offload(partial(self._parts.records.load, start.call))
            if stored is not None:
                self._require_owner(client, stored.row.workstation, stored.row.user)
                if stored.row.state != "live":
                    await self._send_past(client, stored, start.seen_seq)
                    return
            self._require_room(client, new=stored is None)
            # The version that a stored call began with may have to be read from its files.
            choice = choose(self._parts, start) if stored is None else await asyncio.get_running_loop().run_in_executor(
                self._parts.workers, choose, self._parts, start, stored.row)
            opened: OpenedCall
            practice = self._parts.practice if (start.training if stored is None else stored.row.training) else None
            if practice is not None and stored is None:
                start = await asyncio.get_running_loop().run_in_executor(
                    self._parts.workers, practice.admit, client, start)
            if stored is None:
                mark = "" if start.training else number_mark(
                    self._parts.records.database, self._parts.number(start.phone), start.customer_id,
                    start.matter if isinstance(start, CallPlaced) else "")
                row = msgspec.structs.replace(
                    new_row(start, client, choice.playbook, choice.experiment, choice.arm), number_mark=mark)
                opened = await self._in_worker(partial(open_new, row, choice.playbook, choice.parts, start.phone))
                resumed = False
            else:
                opened = await self._in_worker(partial(reopen, stored, choice.playbook, choice.parts))
            if practice is not None:
                opened = replace(opened, assistance=await asyncio.get_running_loop().run_in_executor(
                    self._parts.workers, practice.begin, start, opened.row))
            session = CallSession(opened, choice.parts, self._gates.changed)
            self._sessions[start.call] = session
            self._budgets[start.call] = TokenBucket(_PACKETS_PER_S * self._gateway.audio_rate,
                                                    _PACKETS_PER_S * self._gateway.audio_burst_s, time.monotonic())
            session.start()
            self._parts.feed.opened(session)
            if opened.gates:
                self._gates.changed()
            self._clock.add(start.call, session.beat)
            self._run(self._forget_when_closed(session))
            log.info("call %s %s, workstation %s", start.call, "resumed" if resumed else "opened",
                     client.workstation_name)
        self._require_owner(client, session.row.workstation, session.row.user)
        self._away_since_s.pop(start.call, None)
        if client.gone:
            self._away_since_s[start.call] = time.monotonic()
            return
        await session.attach(client, start.seen_seq, resumed)
        session.meet_customer(start)

    async def _send_past(self, client: Client, stored: StoredCall, seen_seq: int) -> None:
        """A call that is over: nothing more is needed of it, but its last events may not have arrived."""
        call = stored.row.id
        client.send(CallReady(call=call, resumed=True, next_number={
            channel: -(-stored.positions.get(channel, 0) // PACKET_SAMPLES) for channel in CHANNELS}))
        await send_past(client, self._parts.records, call, seen_seq, lambda: stored.last_seq, lambda: True)

    async def _in_worker(self, work: Callable[[], OpenedCall]) -> OpenedCall:
        return await asyncio.get_running_loop().run_in_executor(self._parts.workers, work)

    def _require_owner(self, client: Client, workstation: str, user: str) -> None:
        if not client.owns(workstation, user):
            raise CallRefused("this call belongs to another workstation or person; start a new one", code="call.not_yours")

    def _require_room(self, client: Client, *, new: bool) -> None:
        settings = self._parts.settings
        own = sum(session.client is client for session in self._sessions.values())
        if own >= settings.max_calls_per_client or len(self._sessions) >= settings.max_calls:
            raise CallRefused("there are too many calls at once; end one, then try again", code="call.too_many")
        # A call that comes back goes on: its words would be lost, a new one has none yet.
        if new and self._parts.recognition.refuses_call(len(self._sessions)):
            fits = self._parts.recognition.call_capacity
            raise ServerFull(f"the server is full{f': {fits} calls fit' if fits else ''}; this call has no assistance, try "
                             f"again in {_RETRY_S} s", params={"calls": str(fits or ""), "retry_s": str(_RETRY_S)})

    async def _forget_when_closed(self, session: CallSession) -> None:
        await session.closed.wait()
        self._sessions.pop(session.call, None)
        self._parts.feed.closed(session)
        self._clock.remove(session.call)
        self._budgets.pop(session.call, None)
        self._told_s.pop(session.call, None)
        self._away_since_s.pop(session.call, None)
        if self._parts.learning is not None:
            await self._parts.learning.call_over(session.call)
        self._parts.records.forget_key(session.call)
        log.info("call %s is over", session.call)

    async def _look_after(self) -> None:
        resume_s = self._parts.settings.resume_s
        while True:
            await asyncio.sleep(min(_SWEEP_S, resume_s))
            await self._gates.poll()
            now_s = time.monotonic()
            for call, since_s in list(self._away_since_s.items()):
                session = self._sessions.get(call)
                if session is not None and session.client is None and now_s - since_s >= resume_s:
                    del self._away_since_s[call]
                    log.info("nobody came back to call %s; it is closed as interrupted", call)
                    self._run(session.interrupt())
            if not self._swept_stored and now_s - self._started_s >= resume_s:
                self._swept_stored = True
                await self._close_stored()

    async def _tell_awaited(self) -> None:
        """Who looks on shall not think that the calls of an earlier run have gone."""
        try:
            stored = await self._parts.records.database.offload(self._parts.records.live)
        except StorageError as error:
            log.error("calls of an earlier run can not be read: %s", error)
            return
        # at the start, so that a call that goes on by now is not told after its session
        self._parts.feed.awaited([row for row in stored if row.id not in self._sessions])

    async def _close_stored(self) -> None:
        """Calls of an earlier run of the server that nobody resumed."""
        try:
            closed = await self._parts.records.database.offload(
                partial(self._parts.records.interrupt_all_but, list(self._sessions)))
        except StorageError as error:
            self._swept_stored = False
            log.error("calls of an earlier run could not be closed: %s", error)
            return
        if closed:
            log.info("%d calls of an earlier run are closed as interrupted", closed)
        self._parts.feed.awaited([])

    def _run(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
