"""One synthetic client and its call, as the protocol has it: messages and the time in, messages to send out.  No socket.

Signs in, starts its call, sends sound in real time, repeats what the server misses, pings, ends the call and waits for
its end.  What arrives is kept with the moment of its arrival.  `driving` moves many of them; `accounting` reads them.
"""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from protocol.audio import Missing, Packet
from protocol.call import CallEnd, CallEnded, CallReady, CallStart, Goodbye, Hello, Ping, Pong, Welcome, WireError
from protocol.message import CHANNELS, PACKET_MS, PACKET_SAMPLES, SAMPLE_RATE_HZ, CallEvent, Channel, Message
from protocol.transcript import Final, Gap, Partial, UtteranceDropped

from .conversation import Conversation

PING_S = 2.0
PACKET_S = PACKET_MS / 1000
Phase = Literal["greeting", "waiting", "starting", "speaking", "ending", "over", "refused", "cut"]
M = TypeVar("M", bound=Message)


@dataclass(frozen=True, slots=True)
class Arrived(Generic[M]):
    """A message and when it came."""

    message: M
    at_s: float
    """Monotonic clock of this machine."""


@dataclass(slots=True)
class Received:
    """All that one client was told."""

    finals: list[Arrived[Final]] = field(default_factory=list)
    partials: list[Arrived[Partial]] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    dropped: list[UtteranceDropped] = field(default_factory=list)
    pongs: list[Arrived[Pong]] = field(default_factory=list)
    errors: list[WireError] = field(default_factory=list)
    events: int = 0
    """Alerts, suggestions and whatever else helps the agent."""
    missing: int = 0
    """Packets that the server asked for again."""


class CallClient:
    """One client with one call."""

    def __init__(self, conversation: Conversation, start_after_s: float) -> None:
        self.conversation = conversation
        self.start_after_s = start_after_s
        """Moment of the run at which it starts its call."""
        self.call = uuid.uuid4().hex
        self.phase: Phase = "greeting"
        self.welcome: Welcome | None = None
        self.spoke_from_s = 0.0
        """When the first sample of the call was said; 0 before."""
        self.received = Received()
        self.sent_late_s: list[float] = []
        """How late each packet left, against the clock of the call."""
        self._next_number = 0
        self._next_ping_s = 0.0
        self._again: deque[tuple[Channel, int]] = deque()

    # -- time passes ----------------------------------------------------------------------------------------------

    def hello(self) -> Hello:
        """What it says first."""
        return Hello(client_version="bench", lang=self.conversation.lang)

    def start(self) -> CallStart:
        """Begin the call."""
        self.phase = "starting"
        return CallStart(call=self.call, lang=self.conversation.lang, training=True)

    def due_s(self) -> float:
        """When it wants to send next; infinity if it only waits."""
        if self._again and self.phase in ("speaking", "ending"):
            return 0.0
        if self.phase == "speaking":
            return min(self._packet_due_s(), self._next_ping_s)
        return self._next_ping_s if self.phase == "ending" else float("inf")

    def take_due(self, now_s: float) -> Iterator[Message]:
        """Everything that is to be sent by now."""
        if self.phase in ("speaking", "ending") and now_s >= self._next_ping_s:
            self._next_ping_s = now_s + PING_S
            yield Ping(sent_ms=now_s * 1000)
        while self._again and self.phase in ("speaking", "ending"):
            yield self._packet(*self._again.popleft())
        while self.phase == "speaking" and (due_s := self._packet_due_s()) <= now_s:
            number, self._next_number = self._next_number, self._next_number + 1
            for channel in CHANNELS:
                self.sent_late_s.append(now_s - due_s)
                yield self._packet(channel, number)

    def not_sent(self, message: Message) -> None:
        """The socket is full; sound is sent again as soon as it takes some, the rest repeats itself."""
        if isinstance(message, Packet):
            self._again.append((message.channel, message.number))

    def end(self) -> CallEnd:
        """Hang up."""
        self.phase = "ending"
        return CallEnd(call=self.call, last_number=dict.fromkeys(CHANNELS, self._next_number - 1))

    @property
    def said_samples(self) -> int:
        """Samples of each channel that were sent."""
        return self._next_number * PACKET_SAMPLES

    @property
    def carried(self) -> bool:
        """Whether the server took the call and was still there at its end."""
        return self.phase == "over"

    def said_at_s(self, sample: float) -> float:
        """When the sample at this position of the call was said."""
        return self.spoke_from_s + sample / SAMPLE_RATE_HZ

    # -- the server speaks ------------------------------------------------------------------------------------------

    def take(self, message: Message, now_s: float) -> None:
        """Note what the server says."""
        received = self.received
        if isinstance(message, Final):
            received.finals.append(Arrived(message, now_s))
        elif isinstance(message, Partial):
            received.partials.append(Arrived(message, now_s))
        elif isinstance(message, Pong):
            received.pongs.append(Arrived(message, now_s))
        elif isinstance(message, Gap):
            received.gaps.append(message)
        elif isinstance(message, UtteranceDropped):
            received.dropped.append(message)
        elif isinstance(message, Missing):
            received.missing += message.last - message.first + 1
            # what was not said yet is not missing
            self._again.extend((message.channel, number)
                               for number in range(message.first, min(message.last + 1, self._next_number)))
        elif isinstance(message, CallEnded):
            self.phase = "over"
        elif isinstance(message, CallEvent):
            received.events += 1
        else:
            self._control(message, now_s)

    def lost(self) -> None:
        """The server is gone."""
        if self.phase not in ("over", "refused"):
            self.phase = "cut"

    def _control(self, message: Message, now_s: float) -> None:
        if isinstance(message, Welcome):
            self.welcome = message
            self.phase = "waiting"
        elif isinstance(message, CallReady) and self.phase == "starting":
            self.phase = "speaking"
            self.spoke_from_s = now_s
            self._next_ping_s = now_s
        elif isinstance(message, Goodbye):
            self.lost()
        elif isinstance(message, WireError):
            self.received.errors.append(message)
            if self.phase in ("greeting", "starting"):
                self.phase = "refused"

    def _packet_due_s(self) -> float:
        return self.spoke_from_s + (self._next_number + 1) * PACKET_S

    def _packet(self, channel: Channel, number: int) -> Packet:
        return Packet(call=self.call, channel=channel, number=number, pcm=self.conversation.packet(channel, number))
