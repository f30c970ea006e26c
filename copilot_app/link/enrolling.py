"""Keys of this workstation, and the one question that is asked outside a session: please list my key.

Blocking, for the command line; a socket of its own that is closed before it returns.
"""

from __future__ import annotations

from dataclasses import dataclass

import zmq
from zmq.utils.monitor import parse_monitor_message

from protocol.call import Enrol, Enrolled, WireError
from protocol.enrolment import EnrolmentCode
from protocol.wire import MAX_FRAME_BYTES, WireFormatError, decode, encode

from ..errors import EnrolmentFailed

TIMEOUT_MS = 10_000


@dataclass(frozen=True)
class KeyPair:
    """A CURVE key pair, Z85, 40 characters each."""

    public: str
    secret: str

    def __repr__(self) -> str:
        return f"KeyPair({self.public!r})"


def new_key_pair() -> KeyPair:
    """A fresh pair; the secret half never leaves this computer."""
    public, secret = zmq.curve_keypair()
    return KeyPair(public.decode(), secret.decode())


def list_key(code: EnrolmentCode, public_key: str, workstation: str, timeout_ms: int = TIMEOUT_MS) -> Enrolled:
    """Ask the server to list this key, over the code's one-time key.

    Raises:
        EnrolmentFailed: `enrol.unreachable`: no answer; `enrol.refused`: the code was used, is too old or not known.
    """
    context = zmq.Context()
    socket = context.socket(zmq.DEALER)
    monitor = socket.get_monitor_socket(zmq.EVENT_HANDSHAKE_FAILED_AUTH)
    try:
        secret = code.one_time_secret.encode()
        socket.curve_secretkey = secret
        socket.curve_publickey = zmq.curve_public(secret)
        socket.curve_serverkey = code.server_key.encode()
        socket.maxmsgsize = MAX_FRAME_BYTES
        socket.linger = 0
        socket.ipv6 = True
        socket.connect(code.endpoint)
        socket.send(encode(Enrol(public_key=public_key, workstation=workstation)))
        return _answer(socket, monitor, code.endpoint, timeout_ms)
    except (zmq.ZMQError, WireFormatError) as error:
        raise _unreachable(code.endpoint) from error
    finally:
        socket.disable_monitor()
        monitor.close(linger=0)
        context.destroy(linger=0)


def _answer(socket: zmq.Socket[bytes], monitor: zmq.Socket[bytes], endpoint: str, timeout_ms: int) -> Enrolled:
    poller = zmq.Poller()
    poller.register(socket, zmq.POLLIN)
    poller.register(monitor, zmq.POLLIN)
    ready = dict(poller.poll(timeout_ms))
    if monitor in ready:
        parse_monitor_message(monitor.recv_multipart())
        raise EnrolmentFailed("The server does not accept this code: it was used already or is older than ten minutes. "
                              "Ask the administrator for a new one.", code="enrol.refused")
    if socket not in ready:
        raise _unreachable(endpoint)
    message = decode(socket.recv_multipart())
    if isinstance(message, Enrolled):
        return message
    reason = message.text if isinstance(message, WireError) else "it answered something else"
    raise EnrolmentFailed(f"The server refused the enrolment: {reason}", code="enrol.refused")


def _unreachable(endpoint: str) -> EnrolmentFailed:
    return EnrolmentFailed(f"No answer from {endpoint}: check the network and whether the server runs, then enter the same code "
                           "again.", code="enrol.unreachable", retryable=True)
