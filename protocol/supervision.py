"""Between agent and supervisor: raised hand, stepping in, notes, transfer, coaching, and second persons' answers.

The sound of stepping in is in `relay`, the wall-board in `wallboard`.
"""

from __future__ import annotations

from typing import Literal

from .message import CallEvent, Message
from .relay import Mode


class RaiseHand(Message, frozen=True, kw_only=True, tag="raise_hand"):
    """Client to server: the agent asks for help, or takes the hand down."""

    call: str
    raised: bool = True
    reason: str = ""
    queue: str = ""
    """Whom to ask: the id of a queue of the house (`supervisor`, `expert`, `compliance`, …); empty: the own supervisor."""


class HandState(CallEvent, frozen=True, kw_only=True, tag="hand"):
    """Server to client: the hand is up or down."""

    raised: bool
    reason: str = ""
    queue: str = ""
    taken_by: str = ""
    """Display name of the supervisor who answered it; empty while nobody did."""


class Observers(CallEvent, frozen=True, kw_only=True, tag="observers"):
    """Server to client: who listens to this call now; the badge can not be hidden."""

    names: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    """`listen`, `whisper`, `barge`, `takeover`, one per name."""
    reasons: tuple[str, ...] = ()
    """What each of them gave as reason."""


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


class Observe(Message, frozen=True, kw_only=True, tag="observe"):
    """Supervisor's client to server: enter this mode of the call, or leave it (`mode` empty)."""

    call: str
    mode: Literal["", "listen", "whisper", "barge", "takeover"]
    reason: str = ""
    """Needed for every mode; stored in the audit trail and shown to the agent."""


class Observing(Message, frozen=True, kw_only=True, tag="observing"):
    """Server to a supervisor's client: the mode it has in this call from now on, and why if it did not ask for it."""

    call: str
    mode: Literal["", "listen", "whisper", "barge", "takeover"]
    epoch: int = 0
    code: str = ""
    """Why a mode ended: `supervision.right_ended`, `supervision.call_over`, `supervision.taken`, `supervision.agent_gone`,
    `supervision.no_bridge`; empty if the supervisor asked."""
    until: str = ""
    """ISO 8601, when the right expires; empty: it does not."""
    delay_ms: int = 0
    """How much later than it arrives the call is heard, so that private numbers are known first; 0: live."""


class SpeakerOwner(CallEvent, frozen=True, kw_only=True, tag="speaker"):
    """Server to client: who speaks to the customer.  Exactly one at any time; a higher epoch replaces a lower one."""

    owner: Literal["agent", "both", "supervisor"]
    """`both`: barge-in, the agent and the supervisor are heard; `supervisor`: take-over, the agent is muted."""
    epoch: int
    mode: Literal["", "listen", "whisper", "barge", "takeover"] = ""
    """The strongest mode that anybody has."""
    by: str = ""
    """Display name of the supervisor; empty if the agent speaks alone."""


class SpeakerTaken(Message, frozen=True, kw_only=True, tag="speaker_taken"):
    """Agent's client to server: the sound follows this epoch now."""

    call: str
    epoch: int


class LineBridge(Message, frozen=True, kw_only=True, tag="line_bridge"):
    """Agent's client to server: can a supervisor be heard by the customer, and in the headset?"""

    call: str
    bridge: bool
    headset: bool = True
    problem: str = ""
    """Code why there is no bridge: `bridge.none`, `bridge.lost`, `bridge.unchecked`; worded by the client."""


class TextNote(Message, frozen=True, kw_only=True, tag="text_note"):
    """Supervisor's client to server: a line for the agent's screen."""

    call: str
    note: str
    """Chosen by the client: a UUID in hexadecimal, so that a repeat is one note."""
    text: str
    """At most 200 characters."""
    answers: tuple[str, ...] = ()
    """At most three, answered with one key each; empty: the house's own."""


class NoteShown(CallEvent, frozen=True, kw_only=True, tag="note"):
    """Server to client: a supervisor's note to the agent."""

    id: str
    text: str
    by: str
    answers: tuple[str, ...] = ()


class NoteAnswer(Message, frozen=True, kw_only=True, tag="note_answer"):
    """Agent's client to server: the answer by one key; empty: read and put away."""

    call: str
    note: str
    answer: str = ""


class NoteAnswered(CallEvent, frozen=True, kw_only=True, tag="note_answered"):
    """Server to client: what the agent answered."""

    id: str
    answer: str = ""


class Transfer(Message, frozen=True, kw_only=True, tag="transfer"):
    """Either client to server: hand the call over to an expert queue, answer such a request, or take it back."""

    call: str
    act: Literal["ask", "accept", "decline", "withdraw", "done"]
    queue: str = ""
    """Of `ask`."""
    note: str = ""


class TransferState(CallEvent, frozen=True, kw_only=True, tag="transfer_state"):
    """Server to client: where a transfer stands.  The telephone system moves the line; this moves the knowledge."""

    state: Literal["asked", "accepted", "declined", "withdrawn", "done", "expired"]
    queue: str
    queue_title: str = ""
    asked_by: str = ""
    by: str = ""
    """Who accepted or declined."""
    target_s: int = 0
    """The house's target time for an answer of this queue."""
    asked_at: str = ""
    """ISO 8601, the server's clock."""
    summary: tuple[str, ...] = ()
    """The call so far for the expert."""
    note: str = ""


class QueueEntry(Message, frozen=True, kw_only=True, tag="queue_entry"):
    """One queue of the house."""

    id: str
    title: str
    target_s: int


class Queues(Message, frozen=True, kw_only=True, tag="queues"):
    """Server to client, behind the welcome: whom an agent may call for help, and the reasons and answers of the house."""

    queues: tuple[QueueEntry, ...] = ()
    reasons: tuple[str, ...] = ()
    """Ready reasons for raising a hand, in the screen's language."""
    answers: tuple[str, ...] = ()
    """Ready answers to a supervisor's note."""


class Bookmark(Message, frozen=True, kw_only=True, tag="bookmark"):
    """Supervisor's client to server: remember this moment of the call."""

    call: str
    at_ms: int
    label: str = ""
    """What the moment shows; at most 120 characters."""
    id: str = ""
    """Chosen by the client: a UUID in hexadecimal.  Sent again it is the same bookmark under its new label.  Empty: a new one."""


class CoachingNote(Message, frozen=True, kw_only=True, tag="coaching_note"):
    """Supervisor's client to server: a note that the agent sees after the call."""

    call: str
    text: str
    at_ms: int = -1
    """Moment of the call it is about; -1: the whole call."""


class Coaching(Message, frozen=True, kw_only=True, tag="coaching"):
    """One coaching note or bookmark as it is kept."""

    id: str
    call: str
    kind: Literal["note", "bookmark"]
    text: str = ""
    at_ms: int = -1
    quote: str = ""
    """What was said there, masked."""
    by: str = ""
    agent: str = ""
    """Sign-in name of who was in the call."""
    agent_name: str = ""
    """As others see it, if that person is still known."""
    made_at: str = ""
    read_at: str = ""
    """When the agent read a note; empty: not yet."""
    scenario: str = ""
    """Id of the training scenario that was made of it; empty: none."""


class CoachingQuery(Message, frozen=True, kw_only=True, tag="coaching_query"):
    """Client to server: an agent's own notes, or a supervisor's notes and bookmarks (of `call`, or of the last days)."""

    call: str = ""


class CoachingList(Message, frozen=True, kw_only=True, tag="coaching_list"):
    """Server to client: the answer, newest first; an agent receives it unasked after a call that has a note."""

    entries: tuple[Coaching, ...] = ()
    call: str = ""


class CoachingRead(Message, frozen=True, kw_only=True, tag="coaching_read"):
    """Agent's client to server: these notes were read."""

    ids: tuple[str, ...]


class MakeScenario(Message, frozen=True, kw_only=True, tag="make_scenario"):
    """Supervisor's or trainer's client to server: draft a training scenario from this (redacted) call or moment of it."""

    call: str
    coaching: str = ""
    """Id of the bookmark or note it comes from; empty: the whole call."""


class ScenarioMade(Message, frozen=True, kw_only=True, tag="scenario_made"):
    """Server to client: a draft of a scenario waits for a trainer to finish it."""

    call: str
    scenario: str
    """Its id."""
    title: str = ""


__all__ = ["Bookmark", "Coaching", "CoachingList", "CoachingNote", "CoachingQuery", "CoachingRead", "GateAnswer",
           "GateQuery", "HandState", "LineBridge", "MakeScenario", "Mode", "NoteAnswer", "NoteAnswered", "NoteShown",
           "Observe", "Observers", "Observing", "QueueEntry", "Queues", "RaiseHand", "ScenarioMade", "SpeakerOwner",
           "SpeakerTaken", "TextNote", "Transfer", "TransferState", "WaitingGate", "WaitingGates"]
