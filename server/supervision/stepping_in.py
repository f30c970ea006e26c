"""Listen, whisper, barge in, take over: supervisors' wishes in, events of the calls and sound out.

In: `Observe` and `TalkSound` of supervisors' clients, `LineBridge` and `SpeakerTaken` of agents' clients, what the
calls' feed tells, a look at the rights several times a second.  Out: `Observers` and `SpeakerOwner` as events of the
call, `LiveSound` and `Observing` to supervisors, `SupervisorVoice` to the agent's client.  Next: `room` is one call,
`grants` says who may.

Voices, and what ends a mode, wait for nothing; a wish to enter waits for its audit row (`entering`).
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import partial
from typing import Any

from protocol.audio import Packet
from protocol.message import CallEvent, Message
from protocol.relay import TalkSound
from protocol.supervision import LineBridge, Observe, Observers, SpeakerOwner, SpeakerTaken
from protocol.transcript import Partial, UtteranceDropped
from server.calls.feed import CallListener, LiveCall
from server.clients import Client
from server.errors import wire_error
from server.storage.calls import CallRecords
from server.storage.errors import StorageError
from server.storage.newest import newest_events

from .entering import Entering
from .errors import AGENT_GONE, CALL_OVER, CLIENT_GONE, RIGHT_ENDED, TALK, SupervisionRefused
from .grants import Rights
from .room import Presence, Room
from .speaker import STRENGTH

log = logging.getLogger(__name__)

_LOOK_S = 0.25
_EARLY_LINES = 4
"""Of one client: so many calls it may have."""
_STRAY = 100
"""Pieces of voice (2 s) that are still on their way when a mode ends, at most."""
_READ_AGAIN_S = 0.5
_WRITING_S = 2.0
_TOLD_AGAIN_S = 5.0
_TYPES = tuple(str(kind.__struct_config__.tag) for kind in (SpeakerOwner, Observers))


class SteppingIn(CallListener):
    """Everybody who is in somebody else's call.  Used on the loop's thread."""

    def __init__(self, rights: Rights, records: CallRecords, hears: Callable[[], bool] = lambda: True,
                 clock: Callable[[], float] = time.monotonic, *, delay_s: float = 0.0) -> None:
        """`hears`: whether words are recognised; if not, nobody knows when to be silent, and all sound is.

        `delay_s`: how late a call is heard by who does not speak to its customer.
        """
        self._rights = rights
        self._records = records
        self._hears = hears
        self._clock = clock
        self._delay_s = delay_s
        self._rooms: dict[str, Room] = {}
        self._told_s: dict[Client, float] = {}
        self._stray: Counter[Client] = Counter()
        self._early: dict[tuple[Client, str], LineBridge] = {}
        self._entering = Entering(rights, self._rooms, self._left, self._tell, self._run, clock)
        self._tasks: set[asyncio.Task[None]] = set()
        self._looking: asyncio.Task[None] | None = None
        self.changed: list[Callable[[str], None]] = []
        """Called with a call's id when somebody enters or leaves, or the agent's line changes."""
        rights.refreshed.append(self._look_at_rights)

    # -- for the wall-board ---------------------------------------------------------------------------------------

    def present(self, call: str) -> tuple[Presence, ...]:
        """Who is in this call beside the agent."""
        room = self._rooms.get(call)
        return tuple(room.presences.values()) if room is not None else ()

    def bridge(self, call: str) -> bool:
        """True if the customer can be reached through the agent's workstation."""
        room = self._rooms.get(call)
        return room is not None and room.line.bridge

    def refusals(self, user: str, call: LiveCall) -> Mapping[str, str]:
        """Mode -> code why this person can not take it now although the right may be there."""
        room = self._rooms.get(call.call)
        if room is None:
            return dict.fromkeys(STRENGTH, CALL_OVER)
        own = next((client for client in room.presences if client.user == user), None)
        found = {mode: room.refusal(own, mode)[0] for mode in STRENGTH}
        return {mode: code for mode, code in found.items() if code}

    # -- in -------------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to look after those who do not follow."""
        self._looking = asyncio.create_task(self._look_after())

    async def stop(self) -> None:
        """The server stops; whoever speaks is gone with it, and the next one starts with the agents."""
        if self._looking is not None:
            self._looking.cancel()
        if self._tasks:
            # who left is still written down
            await asyncio.wait(list(self._tasks), timeout=_WRITING_S)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def takes(self, message: Message) -> bool:
        """Whether this is a message for here."""
        return isinstance(message, (TalkSound, Observe, LineBridge, SpeakerTaken))

    def receive(self, client: Client, message: Message) -> None:
        """Handle a message; what is refused is answered, never raised."""
        if isinstance(message, TalkSound):
            self._talk(client, message)
        elif isinstance(message, Observe):
            self._entering.wish(client, message)
        elif isinstance(message, LineBridge):
            self._line(client, message)
        elif isinstance(message, SpeakerTaken):
            room = self._rooms.get(message.call)
            if room is not None and room.call.client is client:
                room.followed(message.epoch)

    def welcome(self, client: Client) -> None:
        """Nobody is anywhere after signing in."""

    def client_gone(self, client: Client) -> None:
        """A supervisor's client has left all its calls."""
        self._entering.forget(client)
        self._told_s.pop(client, None)
        self._stray.pop(client, None)
        self._early = {key: line for key, line in self._early.items() if key[0] is not client}
        for room in self._rooms.values():
            presence = room.presences.get(client)
            if presence is not None:
                self._left(room, presence, CLIENT_GONE)

    # -- the calls' feed ------------------------------------------------------------------------------------------

    def opened(self, call: LiveCall) -> None:
        """A call can be stepped into as soon as it is known who spoke in it before."""
        room = self._rooms[call.call] = Room(call, self._delay_s)
        self._run(self._restore(room))

    def attached(self, call: LiveCall, client: Client) -> None:
        """The agent's client is here, perhaps a new one in place of another; what it said of its line before counts."""
        self.detached(call)
        line = self._early.pop((client, call.call), None)
        if line is not None:
            self._take_line(self._rooms[call.call], line)

    def detached(self, call: LiveCall) -> None:
        """Nobody can speak through a client that is away; who listens waits."""
        room = self._rooms.get(call.call)
        if room is not None:
            self._take_line(room, LineBridge(call=call.call, bridge=False, headset=False), gone=True)

    def packets(self, call: LiveCall, packets: Sequence[Packet]) -> None:
        """Sound for those who listen."""
        room = self._rooms.get(call.call)
        # most calls have nobody in them
        if room is not None and room.presences:
            now_s, blind = self._clock(), not self._hears()
            for packet in packets:
                room.take(packet, now_s, blind=blind)

    def passing(self, call: LiveCall, message: Message) -> None:
        """What was taken for speech is none."""
        room = self._rooms.get(call.call)
        if room is not None and isinstance(message, UtteranceDropped):
            room.silencer.dropped(message)

    def guessed(self, call: LiveCall, partial: Partial) -> None:
        """A text that grows may begin a private number."""
        room = self._rooms.get(call.call)
        if room is not None:
            room.silencer.growing(partial)

    def committed(self, call: LiveCall, events: Sequence[CallEvent]) -> None:
        """Owners and badges hold once they are stored."""
        room = self._rooms.get(call.call)
        if room is not None:
            room.committed(events, self._clock())

    def closed(self, call: LiveCall) -> None:
        """Everybody is out."""
        room = self._rooms.pop(call.call, None)
        if room is not None:
            for presence in list(room.presences.values()):
                room.tell(presence.client, "", CALL_OVER)
                self._note_end(room, presence, CALL_OVER)
            self._tell(call.call)

    # -- voices and lines -----------------------------------------------------------------------------------------

    def _talk(self, client: Client, piece: TalkSound) -> None:
        room = self._rooms.get(piece.call)
        presence = room.presences.get(client) if room is not None else None
        if room is None or presence is None or not presence.speaks:
            self._stray[client] += 1
            if self._stray[client] > _STRAY:
                self._stray[client] = 0
                self._complain(client, piece.call, TALK)
            return
        if presence.relay is None or not room.speaker.settled or room.call.client is None:
            return
        voice = presence.relay.take(piece, self._clock())
        if isinstance(voice, str):
            self._complain(client, piece.call, voice)
        elif voice is not None:
            room.call.client.send(voice)

    def _line(self, client: Client, line: LineBridge) -> None:
        room = self._rooms.get(line.call)
        if room is not None and room.call.client is client:
            self._take_line(room, line)
        elif sum(sender is client for sender, _ in self._early) < _EARLY_LINES:
            # said right behind the start of the call, which takes a moment
            self._early[client, line.call] = line

    def _take_line(self, room: Room, line: LineBridge, *, gone: bool = False) -> None:
        changes = line != room.line
        ended = room.line_says(line, gone=gone)
        if ended is not None:
            self._note_end(room, *ended)
        if changes or ended is not None:
            self._tell(room.call.call)

    def _complain(self, client: Client, call: str, code: str) -> None:
        """Say it once in a while: a wrong piece is followed by fifty more every second."""
        now_s = self._clock()
        if now_s - self._told_s.get(client, -_TOLD_AGAIN_S) >= _TOLD_AGAIN_S:
            self._told_s[client] = now_s
            client.send(wire_error(SupervisionRefused(code), call))

    # -- ends -----------------------------------------------------------------------------------------------------

    def _look_at_rights(self) -> None:
        for room in list(self._rooms.values()):
            for presence in list(room.presences.values()):
                if not self._rights.decide(presence.client.user, presence.mode, room.call).allowed:
                    self._left(room, presence, RIGHT_ENDED)

    async def _look_after(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_S)
            now_s = self._clock()
            for room in [room for room in self._rooms.values() if not room.empty]:
                room.let_go(now_s)
                late = room.unfollowed(now_s)
                if late is not None:
                    self._left(room, late, AGENT_GONE)

    def _left(self, room: Room, presence: Presence, code: str) -> None:
        """Out of the call; `code` is empty if the supervisor asked for it."""
        room.leave(presence, code)
        self._note_end(room, presence, code)
        self._tell(room.call.call)

    def _note_end(self, room: Room, presence: Presence, why: str) -> None:
        self._run(self._rights.note(presence.client.user, "supervise.left",
                                    {"call": room.call.call, "mode": presence.mode, "why": why or "asked"}))

    async def _restore(self, room: Room) -> None:
        while self._rooms.get(room.call.call) is room:
            try:
                newest = await self._records.database.offload(
                    partial(newest_events, self._records, room.call.call, _TYPES))
            except StorageError as error:
                log.error("call %s: who spoke in it can not be read: %s", room.call.call, error)
                await asyncio.sleep(_READ_AGAIN_S)
                continue
            room.restore(newest)
            return

    def _tell(self, call: str) -> None:
        for tell in self.changed:
            tell(call)

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
