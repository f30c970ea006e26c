"""Opening, keeping and closing: hello, welcome, the life of a call, heartbeat, errors, enrolment."""

from __future__ import annotations

from typing import Literal

from .message import CallEvent, Channel, Language, Message, Role

PROTOCOL_MAJOR = 1
PROTOCOL_MINOR = 0


class Hello(Message, frozen=True, kw_only=True, tag="hello"):
    """Client to server, first on every connection.  The workstation is known by its CURVE key, not by a field."""

    major: int = PROTOCOL_MAJOR
    minor: int = PROTOCOL_MINOR
    client_version: str = ""
    user: str = ""
    """Sign-in name of the person; empty if the workstation's key is bound to one person."""
    password: str = ""
    """The person's password (the connection is encrypted); empty if the key is bound to a person."""
    lang: Language = "zh"
    """Language of the screen, for sentences that the server words."""


class EngineInfo(Message, frozen=True, kw_only=True, tag="engine"):
    """What transcribes, and on what: shown on the strip, never hidden."""

    engine: str = ""
    """For example `faster-whisper`; empty if there is no recogniser."""
    model: str = ""
    device: str = ""
    """`cuda:0 H200` or `cpu`."""
    compute_type: str = ""
    synthetic_only: bool = False
    """True for the bundled model, which understands synthetic voices only."""
    languages: tuple[str, ...] = ("zh", "en")
    problem: str = ""
    """Why there is no recogniser, and what to do; empty if all is well."""


class Welcome(Message, frozen=True, kw_only=True, tag="welcome"):
    """Server to client: the answer to `Hello`."""

    major: int = PROTOCOL_MAJOR
    minor: int = PROTOCOL_MINOR
    server_version: str = ""
    session: str = ""
    """Issued by the server; never trusted from a client."""
    user: str = ""
    display_name: str = ""
    role: Role = "agent"
    workstation: str = ""
    recogniser: EngineInfo = EngineInfo()
    playbook: str = ""
    playbook_version: str = ""
    playbook_title: str = ""
    lease_s: float = 60.0


class WireError(Message, frozen=True, kw_only=True, tag="error"):
    """Server to client: something was refused or failed.  The client words it from `code` in the user's language."""

    code: str
    """Stable name such as `protocol.version`, `auth.user`, `audio.rate`, `storage.full`."""
    text: str = ""
    """One English sentence that says what is wrong and what to do next; shown if `code` is unknown to the client."""
    params: dict[str, str] = {}
    retryable: bool = False
    call: str = ""


class CallStart(Message, frozen=True, kw_only=True, tag="call_start"):
    """Client to server: a call begins, or goes on after a reconnect (same id)."""

    call: str
    """Chosen by the client: a UUID in hexadecimal."""
    lang: Language = "zh"
    customer_id: str = ""
    direction: str = "inbound"
    """`inbound` or `outbound`."""
    started_at: str = ""
    """ISO 8601 with offset, by the client's clock; the server stamps its own too."""
    seen_seq: int = 0
    """Highest event sequence number that the client has applied; later ones are sent again."""
    training: bool = False
    phone: str = ""
    """The other side's number as the telephone system gives it; empty if it is withheld.  Never stored in the clear."""
    scenario: str = ""
    """Of a training call: the scenario's id; empty: practice without a simulated customer."""
    difficulty: Literal["easy", "normal", "hard"] = "normal"
    assistance: Literal["shown", "hint", "exam"] = "shown"
    """Of a training call: how much help is on the screen."""
    voice: bool = True
    """Of a training call: False if the client can not play sound; the customer then writes."""
    line: Literal["plain", "telephone"] = "plain"
    """Of a training call: `telephone` gives the customer's voice the band of a telephone line."""
    background: Literal["", "office", "street"] = ""
    """Of a training call: what is heard behind the customer; empty: nothing."""


class CallPlaced(CallStart, frozen=True, kw_only=True, tag="call_placed"):
    """Client to server: as `CallStart`, of an outgoing call that the dialler has told more of."""

    matter: str = ""
    """What it is about, as the dialler names it (the reference of a debt): calls are counted by number and matter.  Never
    stored in the clear."""


class CallReady(Message, frozen=True, kw_only=True, tag="call_ready"):
    """Server to client: send packets from these numbers on; everything before is committed."""

    call: str
    next_number: dict[str, int]
    """Channel -> number of the first packet still needed."""
    resumed: bool = False


class CallEnd(Message, frozen=True, kw_only=True, tag="call_end"):
    """Client to server: the call is over; the last packet numbers say when all sound has arrived."""

    call: str
    last_number: dict[str, int]
    """Channel -> number of its last packet; -1 if it had none."""


class CallEnded(CallEvent, frozen=True, kw_only=True, tag="call_ended"):
    """Server to client: all sound is transcribed and committed."""

    utterances: int = 0
    duration_ms: int = 0


class RecordingPause(Message, frozen=True, kw_only=True, tag="recording_pause"):
    """Client to server: pause or resume recording and transcription (card data, privacy)."""

    call: str
    paused: bool
    at_ms: int = 0
    reason: str = "key"


class RecordingState(CallEvent, frozen=True, kw_only=True, tag="recording"):
    """Server to client: recording is on or paused, and until when at the latest."""

    paused: bool
    reason: str = ""
    until_ms: int = -1
    """Call time at which it resumes by itself; -1 if it runs."""


class CustomerField(Message, frozen=True, kw_only=True, tag="field"):
    """One line of the fact pane."""

    key: str
    label: str
    value: str
    """Already masked for the reader's role."""
    verified: str = ""
    """`just now`-style source: ISO date of the record, or empty."""
    source: str = ""
    """The system that says so."""
    group: str = ""
    """`identity`, `holdings`, `payments`, `offers`, `service`; empty: not grouped."""


class CustomerMatch(Message, frozen=True, kw_only=True, tag="customer_match"):
    """One of several customers who share a number; the agent asks and chooses."""

    customer_id: str
    name: str
    hint: str = ""
    """What tells them apart, masked."""


class EarlierContact(Message, frozen=True, kw_only=True, tag="earlier_contact"):
    """One line of the time line: an earlier contact over any channel."""

    at: str
    """ISO 8601, a date or a date and time."""
    channel: str
    """`phone`, `branch`, `app`, `mail`, `chat` or a name of the house's own."""
    summary: str = ""
    outcome: str = ""
    source: str = ""
    topics: tuple[str, ...] = ()
    """Intents of an earlier call of this product."""


class CustomerRecord(CallEvent, frozen=True, kw_only=True, tag="customer"):
    """Server to client: what the record says of this customer, masked by the reader's role.  Replaces the one before."""

    customer_id: str
    name: str = ""
    fields: tuple[CustomerField, ...] = ()
    status: Literal["known", "choose", "none", "unavailable"] = "known"
    """`choose`: several match; `none`: nobody does; `unavailable`: nobody could be asked, `problem` says why."""
    matches: tuple[CustomerMatch, ...] = ()
    contacts: tuple[EarlierContact, ...] = ()
    """The newest first."""
    problem: str = ""
    """Code of what failed (`customer.crm.timeout`); may stand beside a record that another system gave."""
    faulty: tuple[str, ...] = ()
    """Labels of fields that were left out because the system's answer for them can not be right."""
    phone: str = ""
    """The caller's number, all but its end masked; empty if it is not known."""


class FindCustomer(Message, frozen=True, kw_only=True, tag="find_customer"):
    """Client to server: look for the customer of this call by number, or take this one of several."""

    call: str
    phone: str = ""
    customer_id: str = ""


class Ping(Message, frozen=True, kw_only=True, tag="ping"):
    """Client to server, every two seconds: is the server alive, not only its socket?"""

    sent_ms: float
    """The client's monotonic clock; returned as it came."""


class Pong(Message, frozen=True, kw_only=True, tag="pong"):
    """Server to client: alive, and how busy."""

    sent_ms: float
    queue_depth: int = 0
    """Recognition jobs that wait."""
    load: float = 0.0
    """Share of the recogniser's time in use over the last seconds, 0..1."""
    recognition_lag_ms: float = 0.0
    """Mean wait + decode of recent finals."""
    degraded: tuple[str, ...] = ()
    """What gives way or fails now: codes such as `partials.slow`, `storage.full`, `asr.none`."""
    at: str = ""
    """The server's clock, ISO 8601 in UTC; empty: an older server."""


class Enrol(Message, frozen=True, kw_only=True, tag="enrol"):
    """Client to server, over a one-time key from the enrolment code: please list this workstation's own key."""

    public_key: str
    """Z85, 40 characters."""
    workstation: str


class Enrolled(Message, frozen=True, kw_only=True, tag="enrolled"):
    """Server to client: the key is listed; compare the fingerprint with the administrator's screen."""

    workstation: str
    fingerprint: str


class Goodbye(Message, frozen=True, kw_only=True, tag="goodbye"):
    """Either side: closing on purpose, so that nobody waits for a time-out."""

    reason: str = ""


__all__ = ["CallEnd", "CallEnded", "CallPlaced", "CallReady", "CallStart", "Channel", "CustomerField", "CustomerMatch",
           "CustomerRecord", "EarlierContact", "EngineInfo", "Enrol", "Enrolled", "FindCustomer", "Goodbye", "Hello",
           "PROTOCOL_MAJOR", "PROTOCOL_MINOR", "Ping", "Pong", "RecordingPause", "RecordingState", "Welcome",
           "WireError"]
