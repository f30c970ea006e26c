"""Before a number is dialled: may it be called now, and who lets it through?  Client asks, server answers; next: `wire`."""

from __future__ import annotations

from typing import Literal

from .message import Language, Message

ZoneFrom = Literal["record", "state", "number", "house"]
"""How the customer's clock is known: the record's time zone or state, the number (both estimates), or not at all."""


class DialCheck(Message, frozen=True, kw_only=True, tag="dial_check"):
    """Client to server: somebody is about to be called."""

    phone: str
    """As the telephone system dials it.  Not stored."""
    matter: str = ""
    """What about, as the dialler names it (the reference of a debt): calls are counted by number and matter."""
    lang: Language = "zh"
    """Of the call, which decides the playbook."""


class DialAnswer(Message, frozen=True, kw_only=True, tag="dial_answer"):
    """Server to client: what speaks against the call."""

    phone: str
    """That was asked for."""
    warnings: tuple[str, ...] = ()
    """A sentence of the playbook each, those that block first; empty: no rule speaks against it."""
    refused_since: str = ""
    """ISO day on which the customer asked not to be called; empty if nothing like that is known."""
    blocked: bool = False
    """True: the call must not be started until a supervisor has let it through."""
    released_by: str = ""
    """Who let a blocked call through; empty if nobody did."""
    released_until: str = ""
    """ISO 8601, until when that holds."""
    clock: str = ""
    """What the clock says where the customer is, `HH:MM`, or `HH:MM–HH:MM` between which it may be; empty: no hours count."""
    clock_from: ZoneFrom = "house"
    """How that is known."""


class DialRelease(Message, frozen=True, kw_only=True, tag="dial_release"):
    """Client to server: a supervisor at the agent's desk lets a blocked call through."""

    phone: str
    matter: str = ""
    lang: Language = "zh"
    supervisor: str
    """Sign-in name of a supervisor of the agent's team, who is not the agent."""
    password: str
    """Checked and forgotten."""
    reason: str
    """Stored, encrypted."""


__all__ = ["DialAnswer", "DialCheck", "DialRelease", "ZoneFrom"]
