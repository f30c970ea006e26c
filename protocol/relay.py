"""Sound between a call and its supervisor: listening, and speaking into it.

Unlike the call's own packets this sound is never stored, never acknowledged and never sent twice: what comes too late is
worth nothing.  A piece may be dropped anywhere on its way; receivers conceal it (jitter buffer).
"""

from __future__ import annotations

from typing import Literal

from .message import Channel, Message

TALK_MS = 20
"""Length of a piece of a supervisor's voice."""

Mode = Literal["listen", "whisper", "barge", "takeover"]


class LiveSound(Message, frozen=True, kw_only=True, tag="live_sound"):
    """Server to a supervisor's client: 100 ms of one channel of a call that is listened to."""

    call: str
    channel: Channel
    number: int
    """The packet's number in the call: both channels share one time line."""
    pcm: bytes
    """16 kHz mono signed 16-bit little-endian; zeros where a private number is spoken or recording is paused."""
    silenced: bool = False
    """True if the server took the sound away."""


class TalkSound(Message, frozen=True, kw_only=True, tag="talk"):
    """Supervisor's client to server: a piece of the supervisor's voice for the call."""

    call: str
    number: int
    """0, 1, 2 … since the mode was taken."""
    epoch: int = 0
    """Of the `Observing` that gave the mode; a piece on its way while the mode changes is thrown away.  0: not said."""
    pcm: bytes
    """`TALK_MS` of 16 kHz mono signed 16-bit little-endian."""


class SupervisorVoice(Message, frozen=True, kw_only=True, tag="supervisor_voice"):
    """Server to the agent's client: a piece of the supervisor's voice and where it may be heard.

    The mode is the server's, not the sender's: `whisper` reaches the headset only, whatever the client did before.
    """

    call: str
    number: int
    mode: Mode
    epoch: int
    """Of the `SpeakerOwner` that holds; a piece of an older epoch is thrown away."""
    pcm: bytes


__all__ = ["LiveSound", "Mode", "SupervisorVoice", "TALK_MS", "TalkSound"]
