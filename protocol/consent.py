"""What the customer agrees to: recording, analysis of the mood, being called.  Both directions; next: `wire`."""

from __future__ import annotations

from typing import Literal

from .message import CallEvent, Message

ConsentPurpose = Literal["recording", "emotion", "calls"]
"""`calls`: that the house may call; a wish not to be called refuses it for every later call until it is taken back."""
ConsentTurn = Literal["waiting", "told", "not_told", "given", "refused", "withdrawn"]
"""What happened.  `waiting`: it may begin only once its notice was said; `told`: the notice was said; `not_told`: it was
not by the end of the call; `withdrawn`: refused after it had been agreed to."""
DECIDING = ("given", "refused", "withdrawn")
"""Turns that decide; notices decide nothing."""
FORBIDDING = ("refused", "withdrawn")


class ConsentState(CallEvent, frozen=True, kw_only=True, tag="consent"):
    """Server to client: something changed about what the customer agrees to."""

    purpose: ConsentPurpose
    state: ConsentTurn
    on: bool
    """False: it does not run in this call from here on."""
    how: Literal["", "said", "by_hand", "agent", "ledger"] = ""
    """`said` in the call, ticked `by_hand`, entered by the `agent`, or known from an earlier day."""
    since: str = ""
    """Of the ledger: the day on which it was said or written, ISO."""


class ConsentChoice(Message, frozen=True, kw_only=True, tag="consent_choice"):
    """Client to server: the agent enters what the customer wants."""

    call: str
    purpose: ConsentPurpose
    agrees: bool


__all__ = ["DECIDING", "FORBIDDING", "ConsentChoice", "ConsentPurpose", "ConsentState", "ConsentTurn"]
