"""The supervisor's wall-board: one row a live call, the figures of the day, and one call opened to read.

A board row is newest-wins: only what has changed is sent, and an unsent row is replaced by the next one of its call.
An opened call sends the same events that its agent receives, first those of the past and then as they happen, so the
same reading (`call_state`) serves both screens.
"""

from __future__ import annotations

from typing import Literal

from .message import Channel, Language, Message

LineQuality = Literal["good", "poor", "gone"]


class BoardQuery(Message, frozen=True, kw_only=True, tag="board_query"):
    """Client to server: show me the live calls of my teams, now and whenever they change; `on=False` ends it."""

    on: bool = True


class BoardRow(Message, frozen=True, kw_only=True, tag="board_row"):
    """Server to client: one live call as it stands now; replaces the row before."""

    call: str
    over: bool = False
    """True: the call has ended or is no longer this person's to see; the row leaves the board."""
    agent: str = ""
    """Sign-in name."""
    agent_name: str = ""
    team: str = ""
    lang: Language = "zh"
    training: bool = False
    started_at: str = ""
    """ISO 8601, the server's clock; the client counts the minutes itself."""
    topic: str = ""
    """Intent on top of the call's topics; worded by the client."""
    mood: str = "calm"
    """Of the customer; an employee has none."""
    mood_trend: tuple[float, ...] = ()
    """The last scores, -1..1, oldest first, at most 12."""
    alerts: dict[str, int] = {}
    """Open alerts by severity: `stop`, `remind`, `inform`."""
    alert_text: str = ""
    """The gravest open alert in one line."""
    alert_category: str = ""
    done: int = 0
    """Checklist items done."""
    required: int = 0
    """Checklist items that this call needs."""
    missed: int = 0
    hand: bool = False
    """True while a hand is up that nobody has answered."""
    hand_reason: str = ""
    hand_queue: str = ""
    hand_at: str = ""
    """ISO 8601, when it was raised."""
    gates: int = 0
    """Risky operations of this call that wait for a second person."""
    suggestions: int = 0
    """Shown so far."""
    accepted: int = 0
    """Taken over by the agent so far."""
    quality: LineQuality = "good"
    """Of the sound on its way from the workstation: gaps and repeated packets of the last half minute."""
    away: bool = False
    """True while the agent's client has lost the server."""
    paused: bool = False
    observers: tuple[str, ...] = ()
    """Display names of who is in this call beside the agent."""
    bridge: bool = False
    """True if the customer can be reached through the agent's line bridge."""
    transfer: str = ""
    """Queue that was asked to take the call; empty if none."""
    urgency: float = 0.0
    """The server's order, highest first; what it is made of stands in the documentation."""


class TeamFigures(Message, frozen=True, kw_only=True, tag="team_figures"):
    """Server to client: the day so far of one team (`team` empty: a house without teams)."""

    team: str = ""
    day: str = ""
    """ISO date, the server's."""
    calls: int = 0
    live: int = 0
    alerts: int = 0
    """Of severity `stop` and `remind`."""
    required: int = 0
    """Required disclosures of the day's calls."""
    said: int = 0
    """Those that were said."""
    suggestions: int = 0
    accepted: int = 0
    handling_s: float = 0.0
    """Mean length of the day's finished calls."""
    hours: tuple[int, ...] = ()
    """Calls begun in each hour of the day so far, from midnight on."""


class WatchCall(Message, frozen=True, kw_only=True, tag="watch_call"):
    """Client to server: open this call to read; `on=False` closes it.  Needs the right `watch`."""

    call: str
    on: bool = True
    seen_seq: int = 0
    """Highest event that was applied already, after a reconnect."""


class CallOpened(Message, frozen=True, kw_only=True, tag="call_opened"):
    """Server to client: the answer to `WatchCall`; the call's events follow, from the first after `seen_seq` on."""

    call: str
    agent: str = ""
    agent_name: str = ""
    team: str = ""
    lang: Language = "zh"
    training: bool = False
    started_at: str = ""
    modes: tuple[str, ...] = ()
    """What this person may do now: `listen`, `whisper`, `barge`, `takeover`, `note`, `bookmark`, `coach`, `transfer`.
    The answer comes again when they change."""
    refused: dict[str, str] = {}
    """Mode -> code why not: `supervision.right`, `supervision.no_bridge`, `supervision.taken`, …"""


class CatchUp(Message, frozen=True, kw_only=True, tag="catch_up"):
    """Server to client: the call so far in a few lines, made from stored events only; replaces the one before."""

    call: str
    lines: tuple[str, ...] = ()
    """In the call's language; each ends with the call time it comes from, as [mm:ss]."""
    topics: tuple[str, ...] = ()
    """Intents, newest first."""
    promises: tuple[str, ...] = ()
    open_questions: tuple[str, ...] = ()
    upto_ms: int = 0


class ScreenState(Message, frozen=True, kw_only=True, tag="screen_state"):
    """Agent's client to server, then on to who watches: what stands on the agent's screen now.  Newest wins, not stored."""

    call: str
    at_ms: int = 0
    banner: str = ""
    """Id of the alert in the banner."""
    waiting_alerts: int = 0
    suggestion: str = ""
    """Id of the suggestion."""
    chosen: int = 0
    """0: the suggestion itself; 1, 2 …: that alternative."""
    cards: tuple[str, ...] = ()
    """Ids of the cards from top to bottom."""
    pinned: tuple[str, ...] = ()
    due: str = ""
    """Checklist item that is due next."""
    assist_muted: bool = False
    minimised: bool = False
    """True if the window can not be seen."""
    note: str = ""
    """Id of the supervisor's note that is shown."""


class QualityReport(Message, frozen=True, kw_only=True, tag="line_report"):
    """Agent's client to server, every few seconds while a call runs: how the sound devices do."""

    call: str
    warnings: tuple[str, ...] = ()
    """Codes of `capture`: `mic.lost`, `line.silent`, …"""
    channel_levels: dict[Channel, float] = {}
    """Mean level since the last report in dBFS; missing if there was no sound."""


__all__ = ["BoardQuery", "BoardRow", "CallOpened", "CatchUp", "LineQuality", "QualityReport", "ScreenState",
           "TeamFigures", "WatchCall"]
