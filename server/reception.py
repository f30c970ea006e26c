"""The front desk: enrolment over a one-time key, and signing in.

In: `Enrol` and `Hello` with the identity that the key proved.  Out: `Enrolled`, or a `Client` and its `Welcome`.
Next: `gateway` sends the answers; `calls.registry` takes over signed-in clients.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Sequence

from protocol.call import (
    PROTOCOL_MAJOR,
    PROTOCOL_MINOR,
    EngineInfo,
    Enrol,
    Enrolled,
    Hello,
    Welcome,
)
from protocol.enrolment import fingerprint
from protocol.message import Language, Message

from .auth import KeyDirectory, is_public_key
from .clients import Client
from .content.playbook import Playbook
from .errors import EnrolmentRefused, KeyRevoked, SignInFailed, TooManyAttempts, VersionMismatch
from .outbox import Outbox
from .passwords import fits
from .settings import GatewaySettings
from .storage.errors import StorageError
from .storage.people import Invitation, People, User, Workstation
from .version import server_version

log = logging.getLogger(__name__)

_ATTEMPT_WINDOW_S = 60.0


class Reception:
    """Signs workstations and persons in."""

    def __init__(self, people: People, directory: KeyDirectory, settings: GatewaySettings,
                 playbook_of: Callable[[Language], Playbook], engine: Callable[[], EngineInfo],
                 copies: Callable[[], Sequence[Message]] = tuple) -> None:
        self._people = people
        self._directory = directory
        self._settings = settings
        self._playbook_of = playbook_of
        self._engine = engine
        self._copies = copies
        self._failed: dict[str, deque[float]] = {}

    async def enrol(self, invitation: Invitation, message: Enrol) -> Enrolled:
        """List a workstation's own key; the one-time key is gone afterwards.

        Raises:
            EnrolmentRefused: not a key, or the invitation is used up.
        """
        if not is_public_key(message.public_key):
            raise EnrolmentRefused("the workstation's public key is damaged; make a new one and enrol again")
        try:
            station = await asyncio.to_thread(self._people.enrol, invitation.public_key, message.public_key, time.time())
        except StorageError as error:
            raise EnrolmentRefused(str(error)) from error
        await self._directory.refresh()
        mark = fingerprint(message.public_key)
        log.info("enrolled workstation %s, fingerprint %s", station.name, mark)
        return Enrolled(workstation=station.name, fingerprint=mark)

    async def hello(self, user_id: str, message: Hello) -> Client:
        """Sign in the person at the workstation of this connection.

        Raises:
            VersionMismatch, KeyRevoked, SignInFailed, TooManyAttempts: see `server.errors`.
        """
        if message.major != PROTOCOL_MAJOR:
            ours, theirs = f"{PROTOCOL_MAJOR}.{PROTOCOL_MINOR}", f"{message.major}.{message.minor}"
            older = "program on this workstation" if message.major < PROTOCOL_MAJOR else "server"
            raise VersionMismatch(f"this server speaks version {ours}, this workstation {theirs}; update the {older}",
                                  params={"server": ours, "client": theirs})
        station = self._directory.workstation(user_id)
        if station is None:
            raise KeyRevoked("this workstation's key is not listed any more; ask the administrator for a new code")
        user = await self._sign_in(station, message)
        return Client(workstation=station.id, workstation_name=station.name, user=user.name,
                      display_name=user.display_name or user.name, role=user.role, lang=message.lang,
                      outbox=Outbox(self._settings.outbox_messages))

    def welcome(self, client: Client) -> Welcome:
        """What the server says of itself to this client."""
        playbook = self._playbook_of(client.lang)
        return Welcome(server_version=server_version(), session=client.session, user=client.user,
                       display_name=client.display_name, role=client.role, workstation=client.workstation_name,
                       recogniser=self._engine(), playbook=playbook.id, playbook_version=playbook.version,
                       playbook_title=playbook.title, lease_s=self._settings.lease_s)

    async def local_copies(self) -> Sequence[Message]:
        """What every client holds to go on by itself."""
        return await asyncio.to_thread(self._copies)

    async def _sign_in(self, station: Workstation, message: Hello) -> User:
        if station.user and message.user in ("", station.user) and not message.password:
            user = await asyncio.to_thread(self._people.user, station.user)
            if user is not None:
                return user
        self._check_attempts(station.id)
        user = await asyncio.to_thread(self._people.user, message.user)
        # the hash is computed for an unknown name too, so that time does not tell names apart
        if not await asyncio.to_thread(fits, message.password, user.password if user else "") or user is None:
            self._failed.setdefault(station.id, deque()).append(time.monotonic())
            log.warning("a sign-in at workstation %s was refused", station.name)
            raise SignInFailed("the user name or the password is wrong; try again or ask the administrator")
        self._failed.pop(station.id, None)
        return user

    def _check_attempts(self, station: str) -> None:
        failed = self._failed.get(station)
        if failed is None:
            return
        while failed and time.monotonic() - failed[0] > _ATTEMPT_WINDOW_S:
            failed.popleft()
        if len(failed) >= self._settings.sign_in_attempts:
            raise TooManyAttempts("the password was wrong too often at this workstation; wait a minute")
