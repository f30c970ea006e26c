"""Between agent and supervisor: raised hand, notes, and the badge that says who is listening."""

from __future__ import annotations

from .message import CallEvent, Message


class RaiseHand(Message, frozen=True, kw_only=True, tag="raise_hand"):
    """Client to server: the agent asks for help, or takes the hand down."""

    call: str
    raised: bool = True
    reason: str = ""


class HandState(CallEvent, frozen=True, kw_only=True, tag="hand"):
    """Server to client: the hand is up or down."""

    raised: bool
    reason: str = ""


class Observers(CallEvent, frozen=True, kw_only=True, tag="observers"):
    """Server to client: who listens to this call now; the badge can not be hidden."""

    names: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    """`listen`, `whisper`, `barge`, `takeover`, one per name."""
