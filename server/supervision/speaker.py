"""Who speaks to the customer of one call: exactly one owner at every time, each under a higher epoch than the one
before.

In: modes taken and left, owners as they are committed, the newest one that a restarted server finds.  Out: the
`SpeakerOwner` events to commit.  An owner counts from its commit on; while another one is on its way nobody's voice is
passed on.  Pure.  Next: `stepping_in`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from protocol.relay import Mode
from protocol.supervision import SpeakerOwner

Owner = Literal["agent", "both", "supervisor"]
STRENGTH: tuple[Mode, ...] = ("listen", "whisper", "barge", "takeover")
SPEAKING: frozenset[str] = frozenset({"whisper", "barge", "takeover"})
BRIDGED: frozenset[str] = frozenset({"barge", "takeover"})
"""The customer hears the supervisor."""
_OWNERS: dict[str, Owner] = {"barge": "both", "takeover": "supervisor"}


class Speaker:
    """The owner of one call's voice."""

    def __init__(self, call: str) -> None:
        self._call = call
        self.epoch = 0
        """Of the newest owner, committed or on its way; 0: the agent, as every call begins."""
        self.committed_epoch = 0
        """Of the owner that holds."""
        self.taken_epoch = 0
        """The newest that the agent's client has said it follows."""

    @property
    def settled(self) -> bool:
        """False while an owner is on its way."""
        return self.epoch == self.committed_epoch

    def restore(self, last: SpeakerOwner | None) -> bool:
        """Take up what is stored; True if somebody else than the agent alone spoke, who is gone with the old server."""
        if last is None:
            return False
        self.epoch = self.committed_epoch = last.epoch
        return last.owner != "agent" or last.mode in SPEAKING

    def give(self, mode: str, by: str, strongest: Mode | Literal[""], at_ms: int) -> SpeakerOwner:
        """The next owner: who speaks in this mode; `mode` empty: the agent alone.

        Args:
            by: display name of who speaks beside or instead of the agent.
            strongest: the strongest mode that anybody has then.
        """
        self.epoch += 1
        return SpeakerOwner(call=self._call, at_ms=at_ms, owner=_OWNERS.get(mode, "agent"), epoch=self.epoch,
                            mode=strongest, by=by)

    def committed(self, event: SpeakerOwner) -> None:
        """It holds now."""
        self.committed_epoch = max(self.committed_epoch, event.epoch)

    def taken(self, epoch: int) -> None:
        """The agent's client follows it; one that was never given says nothing."""
        if epoch <= self.committed_epoch:
            self.taken_epoch = max(self.taken_epoch, epoch)


def strongest(modes: Iterable[Mode]) -> Mode | Literal[""]:
    """The strongest of these modes; empty if there is none."""
    return max(modes, key=lambda mode: STRENGTH.index(mode), default="")
