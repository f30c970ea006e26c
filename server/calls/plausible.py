"""What a client may say of numbers, times and lengths: its slips must not reach the time line or the database.

In: values of messages that are well-formed.  Out: is it plausible, or the value that is used instead.  Pure.
Next: `intake`, `session`.
"""

from __future__ import annotations

import math

from protocol.assist import Feedback

FARTHEST_PACKETS = 36_000
"""A packet number farther ahead than an hour is a mistake of the client."""
LONGEST_LOSS_PACKETS = 864_000
"""Sound that is said to be lost, or the end of a call, lies at most a day ahead."""
_DAY_MS = 86_400_000
ID_LENGTH = 64
"""Of an item that a client names."""
_NOTE_LENGTH = 2_000


def packet_number(number: int, next_number: int) -> bool:
    """True if a packet of this number may come while `next_number` is awaited."""
    return 0 <= number < next_number + FARTHEST_PACKETS


def lost_range(first: int, last: int, next_number: int) -> bool:
    """True if these packets (ends included) may be lost while `next_number` is awaited."""
    return first >= 0 and last < next_number + LONGEST_LOSS_PACKETS


def last_packet(number: int, next_number: int) -> bool:
    """True if a channel may end with this packet (-1: it had none) while `next_number` is awaited."""
    return -1 <= number < next_number + LONGEST_LOSS_PACKETS


def call_time_ms(at_ms: int, heard_ms: int) -> int:
    """The call time that a client names, or the time up to which sound was heard if it names none or an impossible one.

    A pause must begin at once rather than never, whatever the client's clock does.
    """
    return at_ms if 0 < at_ms < heard_ms + _DAY_MS else heard_ms


def storable(message: Feedback, heard_ms: int) -> bool:
    """True if this feedback can be kept beside the call's events; what can not would take them with it."""
    return (len(message.item) <= ID_LENGTH and len(message.note) <= _NOTE_LENGTH and math.isfinite(message.lag_ms)
            and abs(message.at_ms) < heard_ms + _DAY_MS)
