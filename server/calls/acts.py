"""What the agent does with an item of the call, as an input of the pipeline.

In: feedback of a client, already found storable, and what is entered on cards.  Out: the `Input` that changes the
call, if it does.  Pure. Next: `session`.
"""

from __future__ import annotations

from protocol.assist import CardInput, Feedback
from server.assist.cards.entering import kept
from server.storage.calls import Input

from .plausible import ID_LENGTH


def of_feedback(message: Feedback, at_ms: int) -> Input | None:
    """Acknowledging, dismissing, pinning and ticking by hand change the call; everything else is only noted."""
    if message.action == "ticked" and message.kind == "checklist":
        return Input(kind="ticked", at_ms=at_ms, text=message.item)
    if message.action == "acknowledged" and message.kind == "alert":
        return Input(kind="acknowledge", at_ms=at_ms, text=message.item)
    if message.action == "dismissed" and message.kind == "suggestion":
        return Input(kind="dismiss", at_ms=at_ms, text=message.item)
    if message.kind == "card" and message.action in ("dismissed", "pinned", "unpinned"):
        return Input(kind="card", at_ms=at_ms, text=message.item, value=message.action)
    return None


def of_card(message: CardInput, at_ms: int) -> Input:
    """A value entered on a card, without private numbers.

    An amount of four digits is no secret code here, so the call's masking, which reads talk, would be wrong.
    """
    return Input(kind="card", at_ms=at_ms, text=message.card[:ID_LENGTH], field=message.field[:ID_LENGTH],
                 value=kept(message.value))
