"""Training mode: real calls of which a trainer may have a practice scenario drafted.

Rows go to the trainer's client, never words: trainers are not let near customers.
"""

from __future__ import annotations

from typing import Literal

from .message import Language, Message


class RealCallsQuery(Message, frozen=True, kw_only=True, tag="real_calls_query"):
    """Trainer's client to server: of which real calls may a scenario be drafted?"""

    lang: Language = "zh"


class RealCall(Message, frozen=True, kw_only=True, tag="real_call"):
    """One of them, with nothing of a person in it."""

    call: str
    coaching: str = ""
    """Id of the bookmark or note that marks it; empty: none."""
    kind: Literal["bookmark", "note", "call"] = "call"
    """Who says that it is worth it: a supervisor's bookmark or note; `call`: nobody."""
    at: str = ""
    """ISO date."""
    topic: str = ""
    """What the customer wanted, in the playbook's words; empty: not known."""
    minutes: int = 0
    mood: str = ""
    """The customer's at the end; empty: not known."""
    scenario: str = ""
    """Id of the scenario that was drafted of it; empty: none."""


class RealCalls(Message, frozen=True, kw_only=True, tag="real_calls"):
    """Server to client: the answer, newest first, those that a supervisor has marked before others."""

    lang: Language
    calls: tuple[RealCall, ...] = ()
    source: Literal["released", "calls", "nothing"] = "released"
    """What the house lets trainers draft from: what a supervisor has marked, every call of the team, nothing."""


class DraftCall(Message, frozen=True, kw_only=True, tag="draft_call"):
    """Trainer's client to server: draft a scenario of this call or moment; the answer is a `ScenarioMade`."""

    call: str
    coaching: str = ""
    lang: Language = "zh"


__all__ = ["DraftCall", "RealCall", "RealCalls", "RealCallsQuery"]
