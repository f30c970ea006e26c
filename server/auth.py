"""Who may connect: CURVE keys, the ZAP handler that decides on each connection, and the live key table.

In: public keys of connecting clients, the tables of `storage.people`.  Out: a user id on every frame, and the answer
to "may this user id still speak?".  Next: `gateway`.

libzmq accepts any CURVE key when no ZAP handler answers, so the handler is bound before the socket, the socket demands
it (`ZAP_ENFORCE_DOMAIN`), and a handler that fails refuses.  A connection outlives the revocation of its key, so the
gateway asks `KeyDirectory` again for every message.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

import zmq
import zmq.asyncio
from zmq.utils import z85

from protocol.enrolment import fingerprint

from .storage.errors import KeyMissing, StorageError
from .storage.people import Invitation, KeyTable, People, Workstation
from .storage.state import StateDirectory

log = logging.getLogger(__name__)

ZAP_ENDPOINT = "inproc://zeromq.zap.01"
DOMAIN = b"seatmate"
_VERSION = b"1.0"
_ONE_TIME = "once-"


@dataclass(frozen=True)
class KeyPair:
    """A CURVE key pair in Z85, 40 characters each."""

    public: str
    secret: str

    def __repr__(self) -> str:
        return f"KeyPair(public={self.public!r})"


def new_key_pair() -> KeyPair:
    """A fresh pair."""
    public, secret = zmq.curve_keypair()
    return KeyPair(public.decode(), secret.decode())


def server_keys(state: StateDirectory) -> KeyPair:
    """The server's pair from its state directory.

    Raises:
        KeyMissing: no key file, others may read it, or it is damaged.
    """
    secret = state.read_key(state.server_key)
    try:
        return KeyPair(zmq.curve_public(secret.encode()).decode(), secret)
    except (zmq.ZMQError, ValueError):
        raise KeyMissing(f"{state.server_key} does not hold a key; restore it from its safe copy") from None


def is_public_key(text: str) -> bool:
    """True if this is 40 characters of Z85 that stand for 32 bytes."""
    try:
        fingerprint(text)
    except ValueError:
        return False
    return True


class KeyDirectory:
    """The keys that may connect, held in memory and read again often, so another process may invite and revoke."""

    def __init__(self, people: People, clock: Callable[[], float] = time.time) -> None:
        self._people = people
        self._clock = clock
        self._table = KeyTable({}, {})
        self._by_id: dict[str, Workstation] = {}

    async def refresh(self) -> None:
        """Read the table again.

        Raises:
            StorageError: the database can not be read; the table in memory stays as it was.
        """
        table = await asyncio.to_thread(self._people.key_table)
        self._table = table
        self._by_id = {station.id: station for station in table.workstations.values()}

    async def user_id(self, public_key: str) -> str | None:
        """The user id of connections with this key, None if it may not connect."""
        known = self._known(public_key)
        if known is None:
            # it may have been listed since the last reading; an unlisted key costs its sender a handshake each time
            await self.refresh()
            known = self._known(public_key)
        return known

    def workstation(self, user_id: str) -> Workstation | None:
        """The workstation of a connection, None once it is revoked."""
        return self._by_id.get(user_id)

    def has_user(self, name: str) -> bool:
        """True while this person is known."""
        return name in self._table.users

    def invitation(self, user_id: str) -> Invitation | None:
        """The one-time invitation of a connection, None if used or expired."""
        if not user_id.startswith(_ONE_TIME):
            return None
        invitation = self._table.invitations.get(user_id[len(_ONE_TIME):])
        return invitation if invitation is not None and invitation.expires_s > self._clock() else None

    def _known(self, public_key: str) -> str | None:
        station = self._table.workstations.get(public_key)
        if station is not None:
            return station.id
        return _ONE_TIME + public_key if self.invitation(_ONE_TIME + public_key) is not None else None


class ZapHandler:
    """Answers libzmq's question for every new connection (RFC 27), in the loop that owns the sockets."""

    def __init__(self, context: zmq.asyncio.Context, directory: KeyDirectory) -> None:
        self._context = context
        self._directory = directory
        self._task: asyncio.Task[None] | None = None
        self._socket: zmq.asyncio.Socket | None = None
        self.refused = 0
        """Connections refused since the start."""

    def start(self) -> None:
        """Bind the handler; to be called before any server socket is bound."""
        self._socket = self._context.socket(zmq.REP)
        self._socket.linger = 0
        self._socket.bind(ZAP_ENDPOINT)
        self._task = asyncio.create_task(self._serve(self._socket), name="zap")

    async def stop(self) -> None:
        """Answer no more; from now on every connection is refused."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._socket is not None:
            self._socket.close()

    async def _serve(self, socket: zmq.asyncio.Socket) -> None:
        while True:
            request: list[bytes] = await socket.recv_multipart()
            request_id = request[1] if len(request) > 1 else b""
            try:
                user_id, reason = await self._decide(request)
            except Exception as error:  # noqa: BLE001 - whatever fails here must refuse, not end the handler
                log.error("a connection could not be judged and is refused: %s", type(error).__name__)
                user_id, reason = None, b"temporary failure"
            if user_id is None:
                self.refused += 1
                await socket.send_multipart([_VERSION, request_id, b"400", reason, b"", b""])
            else:
                await socket.send_multipart([_VERSION, request_id, b"200", b"OK", user_id.encode(), b""])

    async def _decide(self, request: list[bytes]) -> tuple[str | None, bytes]:
        if len(request) < 7 or request[0] != _VERSION:
            return None, b"not understood"
        _, _, domain, address, _, mechanism, key = request[:7]
        if mechanism != b"CURVE" or domain != DOMAIN or len(key) != 32:
            return None, b"CURVE is required"
        public_key = z85.encode(key).decode("ascii")
        user_id = await self._directory.user_id(public_key)
        if user_id is None:
            log.warning("refused an unlisted key from %s, fingerprint %s", address.decode("ascii", "replace"),
                        fingerprint(public_key))
        return user_id, b"unknown key"


def protect(socket: zmq.Socket[bytes], keys: KeyPair) -> None:
    """Make a server socket accept CURVE only, and only what the ZAP handler lets in."""
    socket.curve_server = True
    socket.curve_secretkey = keys.secret.encode()
    socket.zap_domain = DOMAIN
    socket.setsockopt(zmq.ZAP_ENFORCE_DOMAIN, 1)


async def keep_fresh(directory: KeyDirectory, interval_s: float, changed: Callable[[], None]) -> None:
    """Read the key table for ever; `changed` is called after each reading, to cut clients whose key is gone."""
    failing = False
    while True:
        await asyncio.sleep(interval_s)
        try:
            await directory.refresh()
            failing = False
        except StorageError as error:
            if not failing:
                log.error("the key table can not be read again: %s", error)
            failing = True
            continue
        changed()
