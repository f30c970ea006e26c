"""Before a number is dialled: may it be called now?  Client asks, server answers; next: `wire`."""

from __future__ import annotations

from .message import Language, Message


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
    """A sentence of the playbook each; empty: no rule speaks against it."""
    refused_since: str = ""
    """ISO day on which the customer asked not to be called; empty if nothing like that is known."""


__all__ = ["DialAnswer", "DialCheck"]
