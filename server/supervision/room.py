"""One live call and the supervisors in it: who listens, who speaks, what the agent's client can do.

In: who enters and leaves, what is committed, what the agent's client says.  Out: events to commit, `Observing` to the
supervisors, and who hears.  Nobody hears anything before the agent's badge is committed.  Used on the loop's thread.
Next: `stepping_in`, which checks rights before it lets anybody in.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from protocol.audio import Packet
from protocol.message import CallEvent
from protocol.relay import Mode
from protocol.supervision import LineBridge, Observers, Observing, SpeakerOwner
from server.calls.feed import LiveCall
from server.clients import Client

from .errors import AGENT_GONE, NO_BRIDGE, NO_HEADSET, TAKEN
from .listening import CallSound
from .relaying import VoiceRelay
from .silencing import Silencer
from .speaker import BRIDGED, SPEAKING, Speaker, strongest

TAKEN_S = 3.0
"""A client of the agent that does not follow a new owner within this time gets the call back."""


@dataclass(eq=False)
class Presence:
    """One supervisor in one call."""

    client: Client
    mode: Mode
    reason: str = ""
    until: str = ""
    """ISO 8601, when the right ends; empty: it does not."""
    hears: bool = False
    """True once the agent's badge is committed; no sound before."""
    told: bool = False
    """True once the supervisor's client knows that the mode holds."""
    relay: VoiceRelay | None = None
    """Of who speaks, once that is committed."""
    deadline_s: float = 0.0
    """Monotonic time by which the agent's client has to follow; 0: it has, or need not."""

    @property
    def name(self) -> str:
        """As the agent sees it."""
        return self.client.display_name or self.client.user

    @property
    def speaks(self) -> bool:
        """True in a mode in which somebody hears the supervisor."""
        return self.mode in SPEAKING


class Room:
    """The supervisors of one call."""

    def __init__(self, call: LiveCall, delay_s: float = 0.0) -> None:
        """`delay_s`: how late the call is heard by who does not speak to the customer; 0: live."""
        self.call = call
        self._delay_s = delay_s
        self.presences: dict[Client, Presence] = {}
        """In the order in which they came."""
        self.speaker = Speaker(call.call)
        self.silencer = Silencer(call)
        self.sound = CallSound(call.call, self.silencer, delay_s)
        self.line = LineBridge(call=call.call, bridge=False, headset=False)
        """What the agent's client has said of itself; nothing yet."""
        self.ready = asyncio.Event()
        """Set once it is known who spoke before a restart of the server."""
        self._announced: deque[tuple[Observers, tuple[Presence, ...]]] = deque()

    @property
    def empty(self) -> bool:
        """True if nobody is here and nothing is held for anybody."""
        return not (self.presences or self.sound.holds)

    @property
    def speaking(self) -> Presence | None:
        """The one who speaks."""
        return next((one for one in self.presences.values() if one.speaks), None)

    def take(self, packet: Packet, now_s: float, *, blind: bool) -> None:
        """Let everybody hear a packet that has arrived who may; `blind`: nobody knows what is said."""
        hearing = [one for one in self.presences.values() if one.hears]
        if not self.sound.arrived(packet, now_s) or not hearing:
            return
        live = [one for one in hearing if not self._delay_ms(one.mode)]
        if live:
            sound = self.sound.heard(packet, blind=blind)
            for one in live:
                one.client.send(sound)
        if len(live) < len(hearing):
            self.sound.hold(packet, now_s, blind=blind)
        self.let_go(now_s)

    def let_go(self, now_s: float) -> None:
        """Hand out what was held long enough."""
        late = [one for one in self.presences.values() if one.hears and self._delay_ms(one.mode)]
        if not late:
            self.sound.forget()
            return
        for sound in self.sound.due(now_s):
            for one in late:
                one.client.send(sound)

    def _delay_ms(self, mode: str) -> int:
        """How late the call is heard in this mode: nobody can talk with a customer who is heard late."""
        return 0 if not mode or mode in BRIDGED else round(1000 * self._delay_s)

    def refusal(self, client: Client | None, mode: str) -> tuple[str, dict[str, str]]:
        """Code and parameters of why nobody, or not this client, can take a mode now; empty if it can."""
        if mode not in SPEAKING:
            return "", {}
        if self.call.client is None:
            return AGENT_GONE, {}
        if mode in BRIDGED and not self.line.bridge:
            return NO_BRIDGE, {}
        if mode == "whisper" and not self.line.headset:
            return NO_HEADSET, {}
        other = self.speaking
        if other is not None and other.client is not client:
            return TAKEN, {"name": other.name}
        return "", {}

    def enter(self, client: Client, mode: Mode, reason: str, until: str) -> None:
        """Let this client in, or from one mode into another."""
        before = self.presences.pop(client, None)
        presence = Presence(client, mode, reason, until, hears=before is not None and before.hears)
        self.presences[client] = presence
        self._announce(speaker_changes=presence.speaks or before is not None and before.speaks)

    def leave(self, presence: Presence, code: str = "") -> None:
        """Out at once; `code` says why if nobody asked for it."""
        if self.presences.get(presence.client) is not presence:
            return
        del self.presences[presence.client]
        self._announce(speaker_changes=presence.speaks)
        self.tell(presence.client, "", code)

    def tell(self, client: Client, mode: Mode | Literal[""], code: str = "", until: str = "") -> None:
        """Say to a supervisor what holds."""
        client.send(Observing(call=self.call.call, mode=mode, epoch=self.speaker.epoch, code=code, until=until,
                              delay_ms=self._delay_ms(mode)))

    def restore(self, newest: Iterable[CallEvent]) -> None:
        """After a restart nobody is here any more: the agent has the call back."""
        self.ready.set()
        owner = next((one for one in newest if isinstance(one, SpeakerOwner)), None)
        badge = next((one for one in newest if isinstance(one, Observers)), None)
        if self.speaker.restore(owner):
            self._announce(speaker_changes=True)
        elif badge is not None and badge.names:
            self._announce(speaker_changes=False)

    def committed(self, events: Sequence[CallEvent], now_s: float) -> None:
        """Owners and badges hold from here on."""
        for event in events:
            self.silencer.committed(event)
            if isinstance(event, SpeakerOwner):
                self.speaker.committed(event)
            elif isinstance(event, Observers):
                self._badge_shown(event, now_s)

    def line_says(self, line: LineBridge, *, gone: bool = False) -> tuple[Presence, str] | None:
        """What the agent's client can do now (`gone`: it is away).

        Returns:
            Who had to stop speaking for that and the code why; None: nobody.
        """
        self.line = line
        speaking = self.speaking
        code = "" if speaking is None else AGENT_GONE if gone else self.refusal(speaking.client, speaking.mode)[0]
        if speaking is None or not code:
            return None
        self.leave(speaking, code)
        return speaking, code

    def followed(self, epoch: int) -> None:
        """The agent's client follows this owner."""
        self.speaker.taken(epoch)
        speaking = self.speaking
        if speaking is not None and self.speaker.taken_epoch == self.speaker.epoch:
            speaking.deadline_s = 0.0

    def unfollowed(self, now_s: float) -> Presence | None:
        """Who speaks to a customer for too long already without the agent's client having followed."""
        speaking = self.speaking
        return speaking if speaking is not None and 0 < speaking.deadline_s <= now_s else None

    def _badge_shown(self, event: Observers, now_s: float) -> None:
        said = (event.names, event.modes, event.reasons)
        while self._announced:
            announced, those = self._announced.popleft()
            if (announced.names, announced.modes, announced.reasons) == said:
                break
        else:
            return
        for one in those:
            if self.presences.get(one.client) is not one:
                continue
            one.hears = True
            if one.told or one.speaks and not self.speaker.settled:
                continue
            if one.speaks:
                one.relay = VoiceRelay(self.call.call, one.mode, self.speaker.epoch, now_s)
                one.deadline_s = now_s + TAKEN_S if one.mode in BRIDGED else 0.0
            one.told = True
            self.tell(one.client, one.mode, until=one.until)

    def _announce(self, *, speaker_changes: bool) -> None:
        """Commit who is here, and who speaks if that has changed; the owner first."""
        those = tuple(self.presences.values())
        at_ms = self.call.heard_ms
        badge = Observers(call=self.call.call, at_ms=at_ms, names=tuple(one.name for one in those),
                          modes=tuple(one.mode for one in those), reasons=tuple(one.reason for one in those))
        self._announced.append((badge, those))
        if speaker_changes:
            speaking = self.speaking
            owner = self.speaker.give(speaking.mode if speaking else "", speaking.name if speaking else "",
                                      strongest(one.mode for one in those), at_ms)
            self.call.announce(owner, badge)
        else:
            self.call.announce(badge)
