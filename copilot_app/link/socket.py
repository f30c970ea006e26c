"""One connection to the server: a DEALER socket with CURVE, its monitor, and why it ended.

Every connection gets a socket of its own, so nothing that an old one still holds can arrive behind a new hello.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import zmq
import zmq.asyncio
from zmq.utils.monitor import recv_monitor_message

from protocol.wire import MAX_FRAME_BYTES

HEARTBEAT_MS = 2_000
HEARTBEAT_TIMEOUT_MS = 6_000
HANDSHAKE_TIMEOUT_MS = 5_000
SEND_QUEUE_MESSAGES = 128
"""Messages inside the socket at most; the link's own window is smaller."""


@dataclass(frozen=True)
class Target:
    """Where to connect, and with which keys."""

    endpoint: str
    """`tcp://host:port`."""
    server_public_key: str
    """Z85, 40 characters."""
    secret_key: str
    """This workstation's secret CURVE key, Z85, 40 characters."""

    def __repr__(self) -> str:
        return f"Target({self.endpoint!r})"


class ConnectionEnded(Exception):
    """Why a connection ended; `refused` if trying again at once is pointless."""

    def __init__(self, code: str, text: str = "", *, refused: bool = False) -> None:
        super().__init__(text or code)
        self.code = code
        self.text = text
        self.refused = refused


def open_socket(context: zmq.asyncio.Context, target: Target) -> zmq.asyncio.Socket:
    """A DEALER socket set up for this target, not yet connected.

    Raises:
        ConnectionEnded: `server.keys`: a key is not a CURVE key.
    """
    socket = context.socket(zmq.DEALER)
    try:
        secret = target.secret_key.encode()
        socket.curve_secretkey = secret
        socket.curve_publickey = zmq.curve_public(secret)
        socket.curve_serverkey = target.server_public_key.encode()
    except (zmq.ZMQError, ValueError, UnicodeEncodeError):
        socket.close(linger=0)
        raise ConnectionEnded("server.keys", "A key in the settings is damaged; enrol this workstation again.",
                              refused=True) from None
    socket.maxmsgsize = MAX_FRAME_BYTES
    socket.heartbeat_ivl = HEARTBEAT_MS
    socket.heartbeat_timeout = HEARTBEAT_TIMEOUT_MS
    socket.heartbeat_ttl = HEARTBEAT_TIMEOUT_MS
    socket.handshake_ivl = HANDSHAKE_TIMEOUT_MS
    socket.connect_timeout = HANDSHAKE_TIMEOUT_MS
    socket.reconnect_ivl = -1
    socket.sndhwm = SEND_QUEUE_MESSAGES
    socket.linger = 0
    socket.ipv6 = True
    return socket


def connect(socket: zmq.asyncio.Socket, target: Target) -> None:
    """Begin to connect.

    Raises:
        ConnectionEnded: `server.address`: the endpoint is no address.
    """
    try:
        socket.connect(target.endpoint)
    except zmq.ZMQError:
        raise ConnectionEnded("server.address", f"{target.endpoint!r} is no server address; it must read "
                              "tcp://host:port.", refused=True) from None


async def watch(monitor: zmq.asyncio.Socket, shaken: asyncio.Event) -> None:
    """Follow the socket's monitor: sets `shaken` when the encrypted connection stands.

    Raises:
        ConnectionEnded: always, in the end, with the reason.
    """
    while True:
        event = (await recv_monitor_message(monitor))["event"]
        if event == zmq.EVENT_HANDSHAKE_SUCCEEDED:
            shaken.set()
        elif event == zmq.EVENT_HANDSHAKE_FAILED_AUTH:
            raise ConnectionEnded("auth.key", "The server does not know this workstation; enrol it, or ask the "
                                  "administrator whether its key was revoked.", refused=True)
        elif event in (zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL, zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL):
            raise ConnectionEnded("auth.server", "What answers there is not this server, or its key has changed; "
                                  "ask the administrator for a new enrolment code.", refused=True)
        elif event in (zmq.EVENT_DISCONNECTED, zmq.EVENT_CLOSED):
            if shaken.is_set():
                raise ConnectionEnded("server.lost", "The server is gone; sound is kept and sent when it is back.")
            raise ConnectionEnded("server.unreachable", "The server does not answer at this address.")
