"""What waits to be sent to one client: bounded; newer partials replace older ones, events are never dropped.

In: messages from `calls` and `reception`, on the loop.  Out: messages one by one to `sending`, which is told when there are any.
If events overflow, the outbox closes and the client is cut: it resumes by event number, so nothing is lost.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable

from protocol.assist import SuggestionPart
from protocol.audio import Acknowledged, Missing
from protocol.call import Pong
from protocol.message import Message
from protocol.relay import LiveSound, SupervisorVoice
from protocol.training import ClassOverview, TrainingCatalogue
from protocol.transcript import Final, Partial, UtteranceDropped
from protocol.wallboard import BoardRow, CatchUp, ScreenState, TeamFigures

_PRESSING = 0.5
"""A stored event is sent again only while the outbox is filled to less than this share."""
_SOUND = (LiveSound, SupervisorVoice)
_SOUND_PIECES = 20
"""Of each channel of a call: two seconds; of a supervisor's voice, less than half of one."""


class Outbox:
    """The queue of one client.  Used on the loop's thread only."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._waiting: OrderedDict[tuple[object, ...], Message] = OrderedDict()
        self._count = 0
        self._lasting = 0
        self._room = asyncio.Event()
        self._room.set()
        self.filled: Callable[[], None] | None = None
        """Called when something was put in or the outbox has closed."""
        self.overflowed = False
        """True once an event did not fit, or it was closed; nothing more is taken."""
        self.replaced = 0
        """Messages that a newer one made useless."""

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, message: Message) -> bool:
        """Queue a message; False if the outbox has overflowed, now or before."""
        if self.overflowed:
            return False
        key = _newest_wins(message)
        if key is not None:
            if key in self._waiting:
                self.replaced += 1
                if isinstance(message, _SOUND):
                    # the oldest piece makes room; what is left stays in its order
                    del self._waiting[key]
            self._waiting[key] = message
        else:
            if self._lasting >= self._capacity:
                self.close()
                return False
            self._drop_partial_of(message)
            self._count += 1
            self._waiting[("lasting", self._count)] = message
            self._lasting += 1
            if self._lasting >= self._capacity * _PRESSING:
                self._room.clear()
        self._tell()
        return True

    def take(self) -> Message | None:
        """The oldest message, None if there is none."""
        if not self._waiting:
            return None
        key, message = self._waiting.popitem(last=False)
        if key[0] == "lasting":
            self._lasting -= 1
            if self._lasting < self._capacity * _PRESSING:
                self._room.set()
        return message

    def give_back(self, message: Message) -> None:
        """The socket did not take it: it is the first again, unless a newer one has come or the outbox overflowed."""
        if self.overflowed:
            return
        key = _newest_wins(message)
        if key is None:
            # its old number may be in use again by none: numbers only grow
            self._count += 1
            key = ("lasting", self._count)
            self._lasting += 1
        elif key in self._waiting:
            self.replaced += 1
            return
        self._waiting[key] = message
        self._waiting.move_to_end(key, last=False)

    def close(self) -> None:
        """Nobody will read it: forget everything and let go who waits."""
        self.overflowed = True
        self._waiting.clear()
        self._lasting = 0
        self._room.set()
        self._tell()

    @property
    def roomy(self) -> bool:
        """False while it is half full or more: who can read it from the database later should do so."""
        return self._room.is_set()

    async def room(self) -> None:
        """Wait until the queue is half empty, so that sending a call's past again can not overflow it."""
        await self._room.wait()

    def _tell(self) -> None:
        if self.filled is not None:
            self.filled()

    def _drop_partial_of(self, message: Message) -> None:
        if isinstance(message, (Final, UtteranceDropped)):
            if self._waiting.pop(("partial", message.call, message.utterance), None) is not None:
                self.replaced += 1


def _newest_wins(message: Message) -> tuple[object, ...] | None:
    """What a message is about, if only the newest of its kind counts; None if every one counts."""
    if isinstance(message, Partial):
        return ("partial", message.call, message.utterance)
    if isinstance(message, SuggestionPart):
        return ("suggestion_part", message.call)
    if isinstance(message, Pong):
        return ("pong",)
    if isinstance(message, (Acknowledged, Missing)):
        return (type(message).__name__, message.call, message.channel)
    if isinstance(message, (BoardRow, CatchUp, ScreenState)):
        return (type(message).__name__, message.call)
    if isinstance(message, TeamFigures):
        return ("team_figures", message.team)
    if isinstance(message, (ClassOverview, TrainingCatalogue)):
        return (type(message).__name__, getattr(message, "lang", ""))
    if isinstance(message, LiveSound):
        return ("live_sound", message.call, message.channel, message.number % _SOUND_PIECES)
    if isinstance(message, SupervisorVoice):
        return ("supervisor_voice", message.call, message.number % _SOUND_PIECES)
    return None
