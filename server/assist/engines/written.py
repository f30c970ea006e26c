"""What a call asks of a language model, and what came of it.

`Wanted` is made by `server.assist.suggesting` and read by `server.calls.drafting`.  `Written` is an input of the
pipeline: stored
with the call and given again after a restart, so that what a model once said never has to be asked for twice.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from protocol.assist import MoodName
from protocol.message import Channel, Language


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that goes into a prompt."""

    lang: Language
    institution: str
    mood: MoodName
    coaching: str
    """The playbook's sentence for this mood, or empty."""
    customer: str
    """How to address the customer, or empty."""
    facts: tuple[tuple[str, str], ...]
    """(what, value): of the record, the product table, a calculation."""
    turns: tuple[tuple[Channel, str], ...]
    """The last lines of both sides, masked, oldest first; the last one is to be answered."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A suggestion that waits for its text."""

    id: str
    utterance: str
    """Id of the customer's line that it answers."""
    at_ms: int
    """Call time at which that line ended."""
    answers: str
    """That line, masked."""
    brief: Brief


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a wanted suggestion."""

    item: str
    """Id of the suggestion."""
    text: str = ""
    """Approved text; empty: the playbook's reply is shown, if there is one."""
    engine: str = ""
    """`openai:qwen3-8b`."""
    blocked: str = ""
    """What was not shown, up to and with the clause that was refused."""
    why: str = ""
    """Why it was blocked, or why there is no text: `number:8%`, `rule:<id>`, `name:…`, `llm.slow` …"""
