"""What waits to be sent and how much may be under way: control messages first, sound within a window of credit.

Pure.  One socket keeps the order, so a `Pong` proves that the server has read everything before its `Ping`: that frees
the window, and tells which control messages need not be repeated on the next connection.
"""

from __future__ import annotations

from collections import deque

from protocol.assist import Ask, Feedback
from protocol.call import CallEnd, CallStart, Hello, Ping, Pong, RecordingPause
from protocol.message import Message
from protocol.relay import TalkSound
from protocol.supervision import CoachingRead, NoteAnswer, RaiseHand

WINDOW_PACKETS = 96
"""Packets under way at most: about 310 kB, so a control message never waits behind more."""
PING_EVERY_PACKETS = 32
"""Sound also asks for a pong this often, so the window frees itself long before it is full."""
OFFLINE_LIMIT = 1_000
"""Control messages kept while there is no server; the oldest `painted` feedback leaves first."""

REPEATABLE: tuple[type[Message], ...] = (Feedback, RecordingPause, RaiseHand, NoteAnswer, CoachingRead)
"""Said again on the next connection if the server may not have read it: saying it twice changes nothing."""
_OF_A_CONNECTION: tuple[type[Message], ...] = (Hello, CallStart, CallEnd, Ping, TalkSound)
"""Made anew for every connection, or a voice that would come too late: never kept for the next."""


class Outgoing:
    """Queues of one link, over all its connections."""

    def __init__(self) -> None:
        self._control: deque[Message] = deque()
        self._unconfirmed: deque[tuple[int, Message]] = deque()
        self._pings: deque[tuple[float, int, int]] = deque()
        self._under_way = 0
        self._since_ping = 0
        self._sent_controls = 0
        self.dropped = 0
        """Control messages that had to be given up while offline."""

    def queue(self, message: Message, *, connected: bool) -> None:
        """Put a control message at the end; only without a connection is the queue bounded."""
        self._control.append(message)
        if not connected and len(self._control) > OFFLINE_LIMIT:
            self._make_room()

    def next_control(self) -> Message | None:
        """Take the next control message; the caller sends it or gives it back with `put_back`."""
        return self._control.popleft() if self._control else None

    def put_back(self, message: Message) -> None:
        """The socket did not take it."""
        self._control.appendleft(message)

    def control_sent(self, message: Message) -> None:
        """The socket took it; remember it until a pong proves that the server read it."""
        self._sent_controls += 1
        if isinstance(message, REPEATABLE):
            self._unconfirmed.append((self._sent_controls, message))

    def audio_sent(self) -> None:
        """One more packet is under way."""
        self._under_way += 1
        self._since_ping += 1

    @property
    def has_credit(self) -> bool:
        """True if another packet may be sent now."""
        return self._under_way < WINDOW_PACKETS

    @property
    def wants_ping(self) -> bool:
        """True if so much was sent since the last ping that a new one should follow."""
        return self._since_ping >= PING_EVERY_PACKETS

    def ping_sent(self, ping: Ping) -> None:
        """Everything sent so far stands before this ping."""
        self._pings.append((ping.sent_ms, self._under_way, self._sent_controls))
        self._since_ping = 0

    def ponged(self, pong: Pong) -> bool:
        """The server has read everything before this ping.  False if the ping is not one of this connection."""
        if not any(sent_ms == pong.sent_ms for sent_ms, _, _ in self._pings):
            return False
        confirmed_packets = confirmed_controls = 0
        while self._pings:
            sent_ms, confirmed_packets, confirmed_controls = self._pings.popleft()
            if sent_ms == pong.sent_ms:
                break
        self._under_way -= confirmed_packets
        self._pings = deque((sent_ms, packets - confirmed_packets, controls)
                            for sent_ms, packets, controls in self._pings)
        while self._unconfirmed and self._unconfirmed[0][0] <= confirmed_controls:
            self._unconfirmed.popleft()
        return True

    @property
    def oldest_ping_ms(self) -> float | None:
        """When the oldest unanswered ping was sent (monotonic ms); None if all are answered."""
        return self._pings[0][0] if self._pings else None

    def disconnected(self) -> None:
        """Start afresh: what the server may not have read is queued again, in its old order and before the rest."""
        for _, message in reversed(self._unconfirmed):
            self._control.appendleft(message)
        self._unconfirmed.clear()
        self._control = deque(message for message in self._control if not isinstance(message, _OF_A_CONNECTION))
        self._pings.clear()
        self._under_way = self._since_ping = 0

    def __len__(self) -> int:
        return len(self._control)

    def _make_room(self) -> None:
        for at, message in enumerate(self._control):
            if isinstance(message, Ask) or (isinstance(message, Feedback) and message.action == "painted"):
                del self._control[at]
                break
        else:
            self._control.popleft()
        self.dropped += 1
