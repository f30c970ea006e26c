"""A raised hand is answered by whoever opens the call or steps into it: `HandState` says by whom.

In: supervisors who open a call (`watching`), and names that are new among its observers.  Out: a committed event, so that the
agent sees that help comes, and others see that nobody else has to.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from protocol.message import CallEvent
from protocol.supervision import Observers
from server.calls.feed import CallListener, LiveCall

from .asked import AnyCall
from .board import Board


class Hands(CallListener):
    """The hands of all calls.  Used on the loop's thread."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._inside: dict[str, frozenset[str]] = {}

    def answer(self, call: AnyCall, by: str) -> None:
        """This person (as others see them) takes care of the call; a hand that is up is answered, once."""
        picture = self._board.picture(call.call)
        if picture is None or not picture.hand_waits or picture.hand is None:
            return
        # noted now: a second one must not answer it while the event waits for its turn
        picture.hand = replace(picture.hand, taken_by=by)
        call.announce(replace(picture.hand, seq=0, at_ms=call.heard_ms))

    def committed(self, call: LiveCall, events: Sequence[CallEvent]) -> None:
        """Somebody stepped in."""
        for event in events:
            if isinstance(event, Observers):
                new = [name for name in event.names if name not in self._inside.get(call.call, frozenset())]
                self._inside[call.call] = frozenset(event.names)
                if new:
                    self.answer(call, new[0])

    def closed(self, call: LiveCall) -> None:
        """The call is over."""
        self._inside.pop(call.call, None)
