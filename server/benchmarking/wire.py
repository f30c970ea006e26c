"""The sockets of all synthetic clients: frames in and out, enrolment, CURVE.  The one owner of zmq in this package.

One thread polls them all: that costs less than a task a client, and what arrives is stamped at once.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator

import zmq

from protocol.call import Enrol, Enrolled, WireError
from protocol.enrolment import EnrolmentCode
from protocol.message import Message
from protocol.wire import MAX_FRAME_BYTES, UnknownMessage, decode, encode
from server.auth import KeyPair, new_key_pair

from .errors import ServerUnusable

ENROL_S = 20.0
_SEND_HWM = 256
_NARROW_HWM, _NARROW_BYTES = 4, 8_192
_AT_ONCE = 64
"""Messages read from one socket before the next one has its turn."""


class Wire:
    """A DEALER socket a client, each with a workstation's own key."""

    def __init__(self) -> None:
        self._context = zmq.Context()
        self._context.set(zmq.MAX_SOCKETS, 16_384)
        self._poller = zmq.Poller()
        self._sockets: list[zmq.Socket[bytes]] = []
        self._numbers: dict[zmq.Socket[bytes], int] = {}

    def enrol(self, code: EnrolmentCode, workstation: str) -> KeyPair:
        """A fresh key, listed by the server over the code's one-time key.

        Raises:
            ServerUnusable: no answer, or the server refuses.
        """
        keys = new_key_pair()
        one_time = KeyPair(zmq.curve_public(code.one_time_secret.encode()).decode(), code.one_time_secret)
        socket = self._open(code.endpoint, code.server_key, one_time)
        try:
            socket.send(encode(Enrol(public_key=keys.public, workstation=workstation)))
            if not socket.poll(int(ENROL_S * 1000)):
                raise ServerUnusable(f"No answer from {code.endpoint} to an enrolment; look into the server's log.")
            answer = decode(socket.recv_multipart())
        finally:
            socket.close(linger=0)
        if isinstance(answer, Enrolled):
            return keys
        reason = answer.text if isinstance(answer, WireError) else type(answer).__name__
        raise ServerUnusable(f"The server refused to enrol a workstation: {reason}")

    def connect(self, endpoint: str, server_key: str, keys: KeyPair, *, narrow: bool = False) -> int:
        """One more client; its number is returned.  A `narrow` one holds little on its way while nobody reads it."""
        socket = self._open(endpoint, server_key, keys, narrow=narrow)
        number = len(self._sockets)
        self._sockets.append(socket)
        self._numbers[socket] = number
        self._poller.register(socket, zmq.POLLIN)
        return number

    def read(self, number: int, *, on: bool) -> None:
        """Read what this client receives, or leave it lying."""
        if on:
            self._poller.register(self._sockets[number], zmq.POLLIN)
        else:
            self._poller.unregister(self._sockets[number])

    def send(self, number: int, message: Message) -> bool:
        """False if the socket takes no more at the moment."""
        try:
            self._sockets[number].send(encode(message), zmq.NOBLOCK)
        except zmq.Again:
            return False
        return True

    def receive(self, wait_s: float) -> Iterator[tuple[int, Message, float]]:
        """(number, message, monotonic seconds) of what has arrived; waits for the first one so long."""
        for socket, _ in self._poller.poll(math.ceil(max(0.0, wait_s) * 1000)):
            number = self._numbers[socket]
            for _ in range(_AT_ONCE):
                try:
                    frames = socket.recv_multipart(zmq.NOBLOCK)
                except zmq.Again:
                    break
                at_s = time.monotonic()
                try:
                    yield number, decode(frames), at_s
                except UnknownMessage:
                    # a newer server may say more than this program knows
                    continue

    def close(self) -> None:
        """Close all, at once."""
        self._context.destroy(linger=0)

    def _open(self, endpoint: str, server_key: str, keys: KeyPair, *, narrow: bool = False) -> zmq.Socket[bytes]:
        socket: zmq.Socket[bytes] = self._context.socket(zmq.DEALER)
        socket.curve_secretkey = keys.secret.encode()
        socket.curve_publickey = keys.public.encode()
        socket.curve_serverkey = server_key.encode()
        socket.maxmsgsize = MAX_FRAME_BYTES
        socket.sndhwm = _SEND_HWM
        socket.rcvhwm = _NARROW_HWM if narrow else 0
        if narrow:
            socket.rcvbuf = _NARROW_BYTES
        socket.reconnect_ivl = -1
        socket.linger = 0
        socket.ipv6 = True
        socket.connect(endpoint)
        return socket
