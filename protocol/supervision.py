"""Between agent and supervisor: raised hand, second persons' answers, and the badge that says who is listening."""

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


class GateAnswer(Message, frozen=True, kw_only=True, tag="gate_answer"):
    """Client of a supervisor to server: the second person's answer to a risky operation of somebody else's call."""

    call: str
    gate: str
    """Id of the `Gate` that waits."""
    approved: bool


class GateQuery(Message, frozen=True, kw_only=True, tag="gate_query"):
    """Client of a supervisor to server: which operations of my team wait?  Told now and whenever it changes."""


class WaitingGate(Message, frozen=True, kw_only=True, tag="waiting_gate"):
    """One operation that waits for a second person."""

    call: str
    gate: str
    operation: str
    agent: str
    """Sign-in name of the person in the call."""
    asked_at: str
    """ISO 8601, the server's clock."""
    left_s: float
    """Seconds until no answer counts as a denial."""


class WaitingGates(Message, frozen=True, kw_only=True, tag="waiting_gates"):
    """Server to a supervisor's client: every operation of the team that waits now, the oldest first."""

    gates: tuple[WaitingGate, ...] = ()
