"""The network thread's program: connects, says hello, sends control before sound, hands on what arrives.

In: messages and packets, posted by `link.Link` onto this loop.  Out: `LinkState`s and server messages, through the two
callables it was given.  Runs in one asyncio loop and owns every socket; `resend` and `outgoing` do the bookkeeping.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable
from dataclasses import replace

import zmq
import zmq.asyncio

from protocol.audio import Acknowledged, Missing
from protocol.call import CallEnded, CallReady, Goodbye, Hello, Ping, Pong, Welcome, WireError
from protocol.message import CallEvent, Message
from protocol.transcript import Final, Partial, UtteranceDropped
from protocol.wire import UnknownMessage, WireFormatError, decode, encode

from ..link_state import LinkState
from .outgoing import Outgoing
from .resend import CallUpload
from .socket import ConnectionEnded, Target, connect, open_socket, watch

log = logging.getLogger(__name__)

PING_INTERVAL_S = 2.0
PONG_TIMEOUT_S = 3.0
"""Without a pong for so long the screen says offline."""
GIVE_UP_S = 8.0
"""Without a pong for so long the connection is made anew."""
WELCOME_TIMEOUT_S = 8.0
BACK_OFF_FIRST_S = 0.3
BACK_OFF_LAST_S = 7.0
PARTIAL_INTERVAL_S = 1 / 30
RESEND_PACKETS_PER_S = 160.0
"""Eight times real time for two channels."""
RESEND_BURST = 24.0
_ASKS_A_PERSON = "auth.user"
"""Saying the same name and password again would only use up the attempts that the server allows."""


class Network:
    """Everything that happens on the network thread."""

    def __init__(self, target: Target, hello: Hello, outgoing: Outgoing, *, on_state: Callable[[LinkState], None],
                 on_message: Callable[[Message], None]) -> None:
        self._target = target
        self._hello = hello
        self._on_state = on_state
        self._on_message = on_message
        self._outgoing = outgoing
        self._upload: CallUpload | None = None
        self._state = LinkState(since_s=time.monotonic())
        self._online = False
        self._stopping = asyncio.Event()
        self._wake = asyncio.Event()
        self._partials: dict[str, Partial] = {}
        self._partials_flush: asyncio.TimerHandle | None = None
        self._tokens = RESEND_BURST
        self._tokens_at_s = time.monotonic()
        self._back_off_s = BACK_OFF_FIRST_S

    # -- posted from other threads, run on the loop -------------------------------------------------------------

    def queue(self, message: Message) -> None:
        """Send a control message as soon as there is a connection."""
        self._outgoing.queue(message, connected=self._online)
        self._wake.set()

    def start_call(self, upload: CallUpload) -> None:
        """A call begins; a call before it that was not ended is forgotten."""
        self._upload = upload
        if self._online:
            self.queue(upload.opening())

    def end_call(self) -> None:
        """All sound is in the ring; say which packet was the last."""
        if self._upload is not None:
            end = self._upload.end()
            if self._online and self._upload.is_ready:
                self.queue(end)

    def drop_call(self) -> None:
        """The server does not take the call: nothing more of it is sent."""
        self._upload = None

    def wake(self) -> None:
        """There is a new packet in the ring."""
        self._wake.set()

    def stop(self) -> None:
        """Say goodbye and end `run`."""
        self._stopping.set()
        self._wake.set()

    # -- connections, one after the other -----------------------------------------------------------------------

    async def run(self) -> None:
        """Connect again and again until `stop`."""
        context = zmq.asyncio.Context()
        self._change(phase="connecting", code="", text="")
        try:
            while not self._stopping.is_set():
                try:
                    await self._connection(context)
                except ConnectionEnded as ended:
                    self._ended(ended)
                    if ended.code == _ASKS_A_PERSON:
                        await self._stopping.wait()
                    wait_s = BACK_OFF_LAST_S if ended.refused else self._back_off_s * random.uniform(0.8, 1.2)
                    self._back_off_s = min(BACK_OFF_LAST_S, self._back_off_s * 2)
                    await self._pause(wait_s)
        finally:
            self._flush_partials()
            context.destroy(linger=300)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            pass

    async def _connection(self, context: zmq.asyncio.Context) -> None:
        """One connection from connect to its end; returns only after `stop`."""
        socket = open_socket(context, self._target)
        monitor: zmq.asyncio.Socket = socket.get_monitor_socket()
        shaken = asyncio.Event()
        tasks: list[asyncio.Task[None]] = []
        try:
            connect(socket, self._target)
            for work in (watch(monitor, shaken), self._receive(socket), self._send(socket, shaken),
                         self._keep_alive(shaken), self._until_stopped(shaken)):
                tasks.append(asyncio.ensure_future(work))
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            # the monitor knows best: a send that failed because the peer went is only the consequence
            for task in (task for task in tasks if task in done):
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._online = False
            self._outgoing.disconnected()
            self._partials.clear()
            if self._upload is not None:
                self._upload.disconnected()
            socket.disable_monitor()
            monitor.close(linger=0)
            socket.close(linger=300 if self._stopping.is_set() else 0)

    async def _until_stopped(self, shaken: asyncio.Event) -> None:
        """Ends the connection after `stop`, leaving a moment for the goodbye."""
        await self._stopping.wait()
        if shaken.is_set():
            await asyncio.sleep(0.5)

    def _ended(self, ended: ConnectionEnded) -> None:
        log.info("connection ended: %s", ended.code)
        if ended.refused:
            self._change(phase="refused", code=ended.code, text=ended.text)
        else:
            self._change(phase="offline", code=ended.code, text=ended.text)

    # -- sending ------------------------------------------------------------------------------------------------

    async def _send(self, socket: zmq.asyncio.Socket, shaken: asyncio.Event) -> None:
        await shaken.wait()
        await socket.send(encode(self._hello))
        while True:
            if self._stopping.is_set():
                await socket.send(encode(Goodbye(reason="closed")))
                return
            self._wake.clear()
            if self._online:
                await self._send_control(socket)
                wait_s = await self._send_sound(socket)
            else:
                wait_s = None
            try:
                await asyncio.wait_for(self._wake.wait(), wait_s)
            except TimeoutError:
                pass

    async def _send_control(self, socket: zmq.asyncio.Socket) -> None:
        while (message := self._outgoing.next_control()) is not None:
            try:
                frame = encode(message)
            except WireFormatError as error:
                log.error("not sent: %s", error)
                continue
            try:
                await socket.send(frame)
            except asyncio.CancelledError:
                self._outgoing.put_back(message)
                raise
            self._outgoing.control_sent(message)
            if isinstance(message, Ping):
                self._outgoing.ping_sent(message)

    async def _send_sound(self, socket: zmq.asyncio.Socket) -> float | None:
        """Send what credit and pace allow; returns after how many seconds to look again (None: when woken)."""
        upload = self._upload
        while upload is not None and not len(self._outgoing):
            if not self._outgoing.has_credit:
                return None
            if not self._take_token():
                return 1.0 / RESEND_PACKETS_PER_S * 4
            packet, said = upload.next_packet()
            for message in said:
                self._outgoing.queue(message, connected=True)
            if packet is None:
                self._tokens += 1.0
                if not said:
                    return None
                break
            try:
                await socket.send(encode(packet), zmq.NOBLOCK)
            except zmq.Again:
                upload.put_back(packet)
                return 0.02
            self._outgoing.audio_sent()
            if self._outgoing.wants_ping:
                self._outgoing.queue(Ping(sent_ms=time.monotonic() * 1000), connected=True)
        return 0.0 if len(self._outgoing) else None

    def _take_token(self) -> bool:
        now_s = time.monotonic()
        self._tokens = min(RESEND_BURST, self._tokens + (now_s - self._tokens_at_s) * RESEND_PACKETS_PER_S)
        self._tokens_at_s = now_s
        if self._tokens < 1.0:
            return False
        self._tokens -= 1.0
        return True

    async def _keep_alive(self, shaken: asyncio.Event) -> None:
        """Ping every two seconds; a missing pong shows first as offline, then ends the connection."""
        await shaken.wait()
        welcome_by_s = time.monotonic() + WELCOME_TIMEOUT_S
        pinged_s = 0.0
        while True:
            await asyncio.sleep(0.25)
            now_s = time.monotonic()
            if not self._online:
                if now_s > welcome_by_s:
                    raise ConnectionEnded("server.silent", "The server is reachable but does not answer.")
                continue
            if now_s - pinged_s >= PING_INTERVAL_S:
                pinged_s = now_s
                self.queue(Ping(sent_ms=now_s * 1000))
            oldest_ms = self._outgoing.oldest_ping_ms
            waited_s = now_s - oldest_ms / 1000 if oldest_ms is not None else 0.0
            if waited_s > GIVE_UP_S:
                raise ConnectionEnded("server.silent", "The server is reachable but does not answer.")
            if waited_s > PONG_TIMEOUT_S and self._state.phase == "online":
                self._change(phase="offline", code="server.silent", text="The server does not answer.")

    # -- receiving ----------------------------------------------------------------------------------------------

    async def _receive(self, socket: zmq.asyncio.Socket) -> None:
        while True:
            frames: list[bytes] = await socket.recv_multipart()
            try:
                message = decode(frames)
            except UnknownMessage as error:
                log.info("ignored a newer message: %s", error)
                continue
            except WireFormatError as error:
                log.warning("ignored a malformed message: %s", error)
                continue
            self._take(message)

    def _take(self, message: Message) -> None:
        upload = self._upload
        if isinstance(message, Welcome):
            self._welcome(message)
        elif isinstance(message, Pong):
            self._pong(message)
        elif isinstance(message, Goodbye):
            raise ConnectionEnded("server.closing", "The server is shutting down or restarting.")
        elif isinstance(message, WireError) and not self._online:
            raise ConnectionEnded(message.code, message.text, refused=not message.retryable)
        elif isinstance(message, Partial):
            self._partial(message)
            return
        elif upload is not None and isinstance(message, (CallReady, Missing)) and message.call == upload.call:
            log.debug("%s", message)
            answers = upload.ready(message) if isinstance(message, CallReady) else upload.missing(message)
            for answer in answers:
                self.queue(answer)
            self._wake.set()
        elif upload is not None and isinstance(message, Acknowledged) and message.call == upload.call:
            upload.acknowledged(message)
        elif isinstance(message, (Final, UtteranceDropped)):
            self._partials.pop(message.utterance, None)
            if any(one.follows == message.utterance for one in self._partials.values()):
                # What is shown with it has to be there before it.
                self._flush_partials()
        if isinstance(message, CallEvent) and upload is not None and not upload.apply(message):
            return
        if isinstance(message, CallEnded) and upload is not None and message.call == upload.call:
            self._upload = None
        self._on_message(message)

    def _welcome(self, message: Welcome) -> None:
        self._online = True
        self._back_off_s = BACK_OFF_FIRST_S
        if self._upload is not None:
            self._outgoing.put_back(self._upload.opening())
        self._wake.set()
        self._change(phase="online", code="", text="", welcome=message)

    def _pong(self, message: Pong) -> None:
        if not self._outgoing.ponged(message):
            return
        self._wake.set()
        waiting = self._upload.waiting() if self._upload is not None else 0
        self._change(phase="online", code="", text="", lag_ms=time.monotonic() * 1000 - message.sent_ms,
                     queue_depth=message.queue_depth, recognition_lag_ms=message.recognition_lag_ms,
                     load=message.load, degraded=message.degraded, waiting_packets=waiting if waiting > 10 else 0)

    def _partial(self, message: Partial) -> None:
        """Newest wins; at most thirty hand-overs a second."""
        self._partials.pop(message.utterance, None)
        self._partials[message.utterance] = message
        if self._partials_flush is None:
            self._partials_flush = asyncio.get_running_loop().call_later(PARTIAL_INTERVAL_S, self._flush_partials)

    def _flush_partials(self) -> None:
        if self._partials_flush is not None:
            self._partials_flush.cancel()
            self._partials_flush = None
        waiting, self._partials = self._partials, {}
        for partial in waiting.values():
            self._on_message(partial)

    def _change(self, **changes: object) -> None:
        state = replace(self._state, **changes)  # type: ignore[arg-type]
        if state.phase != self._state.phase:
            state = replace(state, since_s=time.monotonic())
        if state != self._state or state.phase == "connecting":
            self._state = state
            self._on_state(state)
