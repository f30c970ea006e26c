"""A server's end of the wire for tests: a ROUTER with CURVE and a real ZAP handler, scripted message by message."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType

import zmq
import zmq.asyncio
from zmq.auth.asyncio import AsyncioAuthenticator

from protocol.audio import Packet
from protocol.call import CallReady, CallStart, Hello, Ping, Pong, Welcome
from protocol.message import Message
from protocol.wire import decode, encode


class _Listed:
    def __init__(self, key: str) -> None:
        self.key = key

    def callback(self, domain: str, key: bytes) -> bool:
        return key.decode() == self.key


@dataclass
class FakeServer:
    """Answers hello, ping and call start; notes everything it receives.  `answer` may replace any answer."""

    client_public_key: str
    port: int = 0
    server_secret: bytes = field(default_factory=lambda: zmq.curve_keypair()[1])
    next_number: dict[str, int] = field(default_factory=lambda: {"agent": 0, "customer": 0})
    answer: Callable[[Message], list[Message] | None] = lambda message: None
    """What to answer instead; None means as usual."""
    received: list[Message] = field(default_factory=list)

    @property
    def public_key(self) -> str:
        return zmq.curve_public(self.server_secret).decode()

    @property
    def endpoint(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def of(self, kind: type[Message]) -> list[Message]:
        return [message for message in list(self.received) if isinstance(message, kind)]

    def numbers(self, channel: str) -> list[int]:
        return [message.number for message in list(self.received)
                if isinstance(message, Packet) and message.channel == channel]

    def __enter__(self) -> FakeServer:
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        assert ready.wait(60)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.kill()

    def kill(self) -> None:
        """Gone at once, like a killed process: no goodbye."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(60)

    def say(self, *messages: Message) -> None:
        """Send to the client that spoke last."""
        for message in messages:
            self._loop.call_soon_threadsafe(self._say_raw, encode(message))

    def say_raw(self, *frames: bytes) -> None:
        self._loop.call_soon_threadsafe(self._say_raw, *frames)

    def _say_raw(self, *frames: bytes) -> None:
        self._sending.append(asyncio.ensure_future(self._socket.send_multipart([self._peer, *frames])))

    def _run(self, ready: threading.Event) -> None:
        self._loop = asyncio.SelectorEventLoop()
        self._loop.run_until_complete(self._serve(ready))
        self._loop.close()

    async def _serve(self, ready: threading.Event) -> None:
        context = zmq.asyncio.Context()
        zap = AsyncioAuthenticator(context)
        zap.start()
        zap.configure_curve_callback("seatmate", _Listed(self.client_public_key))
        self._stop = asyncio.Event()
        self._sending: list[asyncio.Future[object]] = []
        self._peer = b""
        self._socket = context.socket(zmq.ROUTER)
        self._socket.curve_server = True
        self._socket.curve_secretkey = self.server_secret
        self._socket.zap_domain = b"seatmate"
        self._socket.bind(f"tcp://127.0.0.1:{self.port or '*'}")
        self.port = int(self._socket.last_endpoint.decode().rsplit(":", 1)[1])
        ready.set()
        reading = asyncio.ensure_future(self._read())
        await self._stop.wait()
        reading.cancel()
        await asyncio.gather(reading, *self._sending, return_exceptions=True)
        zap.stop()
        self._socket.close(linger=0)
        context.destroy(linger=0)

    async def _read(self) -> None:
        while True:
            self._peer, *frames = await self._socket.recv_multipart()
            message = decode(frames)
            self.received.append(message)
            answers = self.answer(message)
            for answer in self._usual(message) if answers is None else answers:
                await self._socket.send_multipart([self._peer, encode(answer)])

    def _usual(self, message: Message) -> list[Message]:
        if isinstance(message, Hello):
            return [Welcome(session="s", user="lin", display_name="Lin")]
        if isinstance(message, Ping):
            return [Pong(sent_ms=message.sent_ms, queue_depth=2)]
        if isinstance(message, CallStart):
            return [CallReady(call=message.call, next_number=dict(self.next_number))]
        return []
