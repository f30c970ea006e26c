"""One connected client as the rest of the server sees it: who it is, and a way to send it messages.

In: messages for it.  Out: its outbox, emptied by the gateway.  No socket is known here.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from protocol.message import Language, Message, Role

from .outbox import Outbox


@dataclass(eq=False)
class Client:
    """A signed-in client, from its hello to its goodbye."""

    workstation: str
    """Id of the enrolled machine, from its key."""
    workstation_name: str
    user: str
    """Sign-in name of the person."""
    display_name: str
    role: Role
    outbox: Outbox
    lang: Language = "zh"
    """Language of its screen."""
    session: str = field(default_factory=lambda: secrets.token_hex(8))
    """Made by the server."""
    gone: bool = False
    """True once it was cut or said goodbye; messages for it are discarded."""

    def send(self, message: Message) -> None:
        """Queue a message; never waits."""
        if not self.gone:
            self.outbox.put(message)

    def owns(self, workstation: str, user: str) -> bool:
        """True if a call of this workstation and person is this client's own."""
        return self.workstation == workstation and self.user == user


class TokenBucket:
    """Allows `rate` things a second in the long run and `burst` at once."""

    def __init__(self, rate: float, burst: float, now_s: float) -> None:
        self._rate = rate
        self._burst = burst
        self._tokens = burst
        self._at_s = now_s

    def take(self, now_s: float) -> bool:
        """True if one more is allowed at this (monotonic) time."""
        self._tokens = min(self._burst, self._tokens + (now_s - self._at_s) * self._rate)
        self._at_s = now_s
        if self._tokens < 1.0:
            return False
        self._tokens -= 1.0
        return True

    def take_up_to(self, wanted: int, now_s: float) -> int:
        """How many of so many are allowed at this (monotonic) time."""
        self._tokens = min(self._burst, self._tokens + (now_s - self._at_s) * self._rate)
        self._at_s = now_s
        allowed = min(wanted, int(self._tokens))
        self._tokens -= allowed
        return allowed
