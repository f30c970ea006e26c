"""What is refused of a note, a raised hand, a transfer or coaching beside the right to it: one code each, worded by the client.

    WishRefused               see `_TEXTS` for the codes and what to do next

Next: `server.errors.wire_error`.
"""

from __future__ import annotations

from server.errors import ServerError

NOTE_LENGTH = "supervision.note_length"
NOTE_RATE = "supervision.note_rate"
QUEUE = "supervision.queue"
TRANSFER_OPEN = "supervision.transfer_open"
TRANSFER_NONE = "supervision.transfer_none"
COACHING = "supervision.coaching"
COACHING_LENGTH = "supervision.coaching_length"
SCENARIO = "supervision.scenario"
WATCHES = "supervision.watches"

_TEXTS = {
    NOTE_LENGTH: "a note has 1 to 200 characters; write it shorter",
    NOTE_RATE: "too many notes in a short time; wait a few seconds and send it again",
    QUEUE: "there is no queue of this name any more; choose another one",
    TRANSFER_OPEN: "a transfer of this call is under way already; withdraw it first",
    TRANSFER_NONE: "this transfer is over or was answered already",
    COACHING: "this bookmark or note is gone; open the list again",
    COACHING_LENGTH: "a coaching note has 1 to 1000 characters; write it shorter",
    SCENARIO: "this server makes no training scenarios; ask the administrator",
    WATCHES: "too many calls are open; close one first",
}


class WishRefused(ServerError):
    """A wish that can not be fulfilled as it is."""

    code = TRANSFER_NONE

    def __init__(self, code: str) -> None:
        super().__init__(_TEXTS[code], code=code)
        self.retryable = code == NOTE_RATE
