"""The server's one socket: frames in, messages to the right place, messages of the outboxes out.

In: frames of CURVE clients, each with the user id that the ZAP handler gave its connection.  Out: signed-in clients'
messages to `calls.registry`, the answers of `reception`.  A routing id is only a return address; who speaks is decided
by the user id alone, and whether it may still speak by the key directory, message by message.

The socket is emptied in rounds: while sound comes in, it is looked at every `ROUND_S` and everything there is is taken, so
that the loop wakes up a hundred times a second and not once a packet; when nothing came, it waits for the socket's signal.
Sound goes on by way of `sound_rounds`, everything else at once.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import zmq
import zmq.asyncio
from msgspec.structs import replace

from protocol.audio import Packet
from protocol.call import Enrol, Goodbye, Hello, Ping, Pong, WireError
from protocol.message import Message
from protocol.wire import MAX_FRAME_BYTES, UnknownMessage, WireFormatError, decode

from .auth import KeyDirectory, KeyPair, ZapHandler, keep_fresh, protect
from .calls.health import seen_by
from .clients import Client, TokenBucket
from .desks import CallDesk
from .errors import KeyRevoked, NotReady, ServerError, SignInFailed, wire_error
from .logs import trace
from .reception import Reception
from .sending import Outcome, Sender
from .settings import GatewaySettings
from .sound_rounds import SoundRounds

log = logging.getLogger(__name__)

BATCH_MESSAGES = 512
"""Messages taken from the socket at once; control among them is handled before sound."""
ROUND_S = 0.01
"""Pause between two looks at the socket while messages come in."""
_NOW, _NOW_AND_MORE = int(zmq.NOBLOCK), int(zmq.NOBLOCK | zmq.SNDMORE)
_SEND_HWM = 64
"""Messages inside the socket per client; the rest waits in the outbox, where newer ones replace older ones."""
_RECEIVE_HWM = 256
_LINGER_MS = 300
_PARTING_S = 0.2
_FORGOTTEN_BUCKETS = 4_096
_NOT_LISTED = "this workstation or its user is not listed any more; ask the administrator"


@dataclass(eq=False)
class _Line:
    """One signed-in client and the way back to it."""

    client: Client
    user_id: str
    heard_s: float = field(default_factory=time.monotonic)


class _Incoming(NamedTuple):
    routing_id: bytes
    user_id: str
    message: Message


class Gateway:
    """Owns the ROUTER socket and everybody behind it."""

    def __init__(self, keys: KeyPair, directory: KeyDirectory, reception: Reception, calls: CallDesk,
                 pong: Callable[[float], Pong], settings: GatewaySettings,
                 hurried: Callable[[str], bool] = lambda call: False) -> None:
        """`hurried` says of a call's id whether its sound may not wait for more."""
        self._context = zmq.asyncio.Context()
        self._keys = keys
        self._directory = directory
        self._reception = reception
        self._calls = calls
        self._pong = pong
        self._settings = settings
        self.zap = ZapHandler(self._context, directory)
        self._lines: dict[bytes, _Line] = {}
        self._sound: SoundRounds[_Line] = SoundRounds(hurried, time.monotonic())
        self._sender = Sender(self._post, self._drop, settings.lease_s)
        self._turning = False
        self._turn_timer: asyncio.Handle | None = None
        self._greeting: set[bytes] = set()
        self._answers: dict[str, TokenBucket] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self.malformed = 0
        """Frames that were no message."""
        self.messages = 0
        """Messages taken from the socket."""
        self.rounds = 0
        """Looks at the socket that found any."""
        self.endpoint = ""
        """Address it is bound to."""

    async def start(self) -> str:
        """Bind; the address, with the port that was taken.

        Raises:
            NotReady: the address can not be used.
        """
        await self._directory.refresh()
        self.zap.start()
        settings = self._settings
        plain: zmq.Context[zmq.Socket[bytes]] = zmq.Context.shadow(self._context.underlying)
        socket = self._socket = plain.socket(zmq.ROUTER)
        protect(socket, self._keys)
        socket.router_mandatory = True
        socket.maxmsgsize = MAX_FRAME_BYTES
        socket.heartbeat_ivl = settings.heartbeat_ms
        socket.heartbeat_timeout = socket.heartbeat_ttl = settings.heartbeat_timeout_ms
        socket.sndhwm, socket.rcvhwm = _SEND_HWM, _RECEIVE_HWM
        socket.linger = _LINGER_MS
        socket.ipv6 = True
        try:
            socket.bind(settings.bind)
        except zmq.ZMQError as error:
            await self.zap.stop()
            socket.close()
            self._context.term()
            raise NotReady(f"can not listen on {settings.bind} ({error}); choose another address with --bind, or stop "
                           "the program that holds it") from None
        self.endpoint = str(socket.getsockopt_string(zmq.LAST_ENDPOINT)).rstrip("\0")
        self._loop = asyncio.get_running_loop()
        self._signal = socket.fileno()
        self._turn_soon(0.0)
        self._run(self._drop_silent())
        self._run(keep_fresh(self._directory, settings.key_check_s, self._cut_revoked))
        return self.endpoint

    async def stop(self) -> None:
        """Say goodbye to everybody and close."""
        present = list(self._lines)
        for routing_id in present:
            self._drop(routing_id)
            self._sender.answer(routing_id, Goodbye(reason="server.closing"))
        if present:
            # a peer may lose what it has not read when the connection closes
            await asyncio.sleep(_PARTING_S)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._sender.stop()
        self._turn_stop()
        self._socket.close()
        await self.zap.stop()
        self._context.term()

    @property
    def clients(self) -> int:
        """Signed-in clients."""
        return len(self._lines)

    # -- in -----------------------------------------------------------------------------------------------------

    def _turn(self) -> None:
        """Take what there is, handle it, and decide when to look again."""
        self._turning = False
        # a raised hand must not wait behind two minutes of sound
        control: list[_Incoming] = []
        now_s = time.monotonic()
        taken = self._empty(control, now_s)
        for one in control:
            try:
                self._take(one, now_s)
            except Exception as error:  # noqa: BLE001 - one client's message must not stop the others'
                log.error("a %s could not be handled: %s", type(one.message).__name__, trace(error))
        for line, packets in self._sound.due(now_s):
            self._hand_on(line, packets)
        if taken:
            self.messages += taken
            self.rounds += 1
        if taken or self._sound:
            self._turn_soon(0.0 if taken == BATCH_MESSAGES else ROUND_S)
        elif not self._turning:
            self._turn_timer = None
            self._loop.add_reader(self._signal, self._signalled)

    def _turn_soon(self, wait_s: float) -> None:
        """Look at the socket after this time, and not at its signal meanwhile."""
        self._turn_stop()
        self._turning = True
        self._turn_timer = (self._loop.call_later(wait_s, self._turn) if wait_s else self._loop.call_soon(self._turn))

    def _turn_stop(self) -> None:
        if self._turn_timer is not None:
            self._turn_timer.cancel()
        self._loop.remove_reader(self._signal)

    def _signalled(self) -> None:
        if not self._turning:
            self._turn_soon(0.0)

    def _empty(self, control: list[_Incoming], now_s: float) -> int:
        """Take what the socket has, a batch at most: how many.

        Sound of signed-in clients is put down, the rest into `control`.
        """
        receive, lines, listed, put = self._socket.recv, self._lines, self._directory.workstation, self._sound.put
        for taken in range(BATCH_MESSAGES):
            try:
                routing_id = receive(_NOW)
                frames = [receive(_NOW, copy=False)]
                while frames[-1].more:
                    frames.append(receive(_NOW, copy=False))
            except zmq.Again:
                return taken
            try:
                user_id = str(frames[-1].get("User-Id"))
            except zmq.ZMQError:
                continue
            message = self._decoded(routing_id, user_id, frames)
            if type(message) is Packet:
                line = lines.get(routing_id)
                if line is not None and line.user_id == user_id and listed(user_id) is not None:
                    line.heard_s = now_s
                    put(line, message, now_s)
                    continue
            if message is not None:
                control.append(_Incoming(routing_id, user_id, message))
        return BATCH_MESSAGES

    def _hand_on(self, line: _Line, packets: Sequence[Packet]) -> None:
        try:
            self._calls.receive_sound(line.client, packets)
        except Exception as error:  # noqa: BLE001 - one client's sound must not stop the others'
            log.error("sound could not be handled: %s", trace(error))

    def _decoded(self, routing_id: bytes, user_id: str, frames: list[zmq.Frame]) -> Message | None:
        try:
            return decode([frame.buffer for frame in frames])
        except UnknownMessage as error:
            log.info("ignored a newer message of %s: %s", user_id, error)
        except WireFormatError as error:
            self.malformed += 1
            # the reason may quote the frame, so it goes to the sender and not to the log
            log.warning("a malformed frame of %s was dropped (%d so far)", user_id, self.malformed)
            self._refuse(routing_id, user_id, wire_error(error))
        return None

    def _take(self, one: _Incoming, now_s: float) -> None:
        message, line = one.message, self._lines.get(one.routing_id)
        if self._directory.workstation(one.user_id) is None:
            self._take_unlisted(one)
        elif isinstance(message, Hello):
            self._greet(one)
        elif line is None or line.user_id != one.user_id:
            # sound on its way while a client that was cut says hello again is not worth an answer
            if one.routing_id not in self._greeting and not isinstance(message, Goodbye):
                self._refuse(one.routing_id, one.user_id, WireError(
                    code="protocol.hello", text="Say hello first; connect again.", retryable=True), goodbye=True)
        else:
            line.heard_s = now_s
            if isinstance(message, Ping):
                pong = self._pong(message.sent_ms)
                line.client.send(replace(pong, degraded=seen_by(pong.degraded, line.client.role)))
            elif isinstance(message, Goodbye):
                self._drop(one.routing_id)
            else:
                self._calls.receive(line.client, message)

    def _take_unlisted(self, one: _Incoming) -> None:
        """A one-time key may enrol and nothing else; any other key was revoked since it connected."""
        invitation = self._directory.invitation(one.user_id)
        if invitation is not None and isinstance(one.message, Enrol):
            enrol = one.message

            async def answer() -> Message:
                return await self._reception.enrol(invitation, enrol)
            self._run(self._reply(one, answer()))
            return
        error: ServerError = (KeyRevoked(_NOT_LISTED) if invitation is None else
                              SignInFailed("this key can only enrol a workstation", code="auth.enrol_only"))
        self._refuse(one.routing_id, one.user_id, wire_error(error), goodbye=invitation is None)
        self._drop(one.routing_id)

    def _greet(self, one: _Incoming) -> None:
        if one.routing_id in self._greeting:
            return
        self._greeting.add(one.routing_id)
        hello = one.message
        assert isinstance(hello, Hello)

        async def answer() -> Message:
            try:
                client = await self._reception.hello(one.user_id, hello)
                self._admit(one.routing_id, one.user_id, client)
                self._run(self._hand_over(client))
                return self._reception.welcome(client)
            finally:
                self._greeting.discard(one.routing_id)
        self._run(self._reply(one, answer()))

    async def _hand_over(self, client: Client) -> None:
        """Behind the welcome: what the client needs when this server is gone."""
        for part in await self._reception.local_copies():
            client.send(part)
        if not client.gone:
            self._calls.welcome(client)

    def _admit(self, routing_id: bytes, user_id: str, client: Client) -> None:
        self._drop(routing_id)
        self._lines[routing_id] = _Line(client, user_id)
        self._sender.open(routing_id, client)
        log.info("signed in at workstation %s as %s", client.workstation_name, client.role)

    # -- out ----------------------------------------------------------------------------------------------------

    def _post(self, routing_id: bytes, frame: bytes) -> Outcome:
        """Hand a frame to the socket, at once or not at all."""
        try:
            self._socket.send(routing_id, _NOW_AND_MORE)
            self._socket.send(frame, _NOW)
        except zmq.Again:
            return "full"
        except zmq.ZMQError as error:
            if error.errno != errno.EHOSTUNREACH:
                log.error("sending failed: %s", error)
            return "gone"
        finally:
            # libzmq may have used up, while sending, the signal that something has arrived
            self._signalled()
        return "sent"

    async def _reply(self, one: _Incoming, answer: Coroutine[Any, Any, Message]) -> None:
        """Answer somebody who may have no outbox."""
        try:
            self._answer(one.routing_id, await answer)
        except Exception as error:  # noqa: BLE001 - whatever fails, the client is told
            if not isinstance(getattr(error, "code", None), str):
                log.error("a %s could not be answered: %s", type(one.message).__name__, trace(error))
            self._answer(one.routing_id, wire_error(error))

    def _refuse(self, routing_id: bytes, user_id: str, error: WireError, goodbye: bool = False) -> None:
        """Answer what is refused, but not more often than a well-meaning peer needs."""
        now_s = time.monotonic()
        if len(self._answers) > _FORGOTTEN_BUCKETS:
            self._answers.clear()
        rate = self._settings.errors_per_s
        if self._answers.setdefault(user_id, TokenBucket(rate, rate, now_s)).take(now_s):
            self._answer(routing_id, error)
            if goodbye:
                self._answer(routing_id, Goodbye(reason=error.code))

    def _answer(self, routing_id: bytes, message: Message) -> None:
        """Through the outbox if there is one, so that the order holds; else at once or not at all."""
        line = self._lines.get(routing_id)
        if line is not None and not isinstance(message, Goodbye):
            line.client.send(message)
            return
        self._sender.answer(routing_id, message)

    # -- who is still there -------------------------------------------------------------------------------------

    def _cut_revoked(self) -> None:
        for routing_id, line in list(self._lines.items()):
            if self._directory.workstation(line.user_id) is None or not self._directory.has_user(line.client.user):
                log.warning("workstation %s or its user was removed and is cut", line.client.workstation_name)
                self._drop(routing_id)
                self._answer(routing_id, wire_error(KeyRevoked(_NOT_LISTED)))
                self._answer(routing_id, Goodbye(reason=KeyRevoked.code))

    async def _drop_silent(self) -> None:
        timeout_s = self._settings.client_timeout_s
        while True:
            await asyncio.sleep(timeout_s / 4)
            limit_s = time.monotonic() - timeout_s
            for routing_id, line in list(self._lines.items()):
                if line.heard_s < limit_s:
                    log.info("workstation %s is silent and counts as gone", line.client.workstation_name)
                    self._drop(routing_id)

    def _drop(self, routing_id: bytes) -> None:
        line = self._lines.pop(routing_id, None)
        if line is None:
            return
        if packets := self._sound.leave(line):
            self._hand_on(line, packets)
        line.client.gone = True
        self._sender.close(routing_id)
        line.client.outbox.close()
        self._calls.client_gone(line.client)

    def _run(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
