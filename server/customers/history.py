"""The time line of a customer: earlier calls of this product and the contacts that the record names, newest first.

In: past calls with their latest events, contacts.  Out: `Contact`s.  Pure.  Next: `desk`.
"""

from __future__ import annotations

from collections.abc import Iterable

from protocol.assist import Alert, Intent, Promise
from server.storage.call_people import PastCall

from .record import LONGEST_TEXT, Contact

OWN_SOURCE = "seatmate"
"""Source of contacts that this product recorded itself."""
_NO_TOPIC = ("other", "agree")
_MOST_TOPICS = 3


def contact_of(past: PastCall) -> Contact:
    """One line of the time line: what the call was about, what was promised, how it ended."""
    topics = dict.fromkeys(event.intent for event in reversed(past.events)
                           if isinstance(event, Intent) and event.intent not in _NO_TOPIC)
    promises = [event.text + (f" ({event.due})" if event.due else "") for event in past.events if isinstance(event, Promise)]
    complaint = any(isinstance(event, Alert) and event.category == "complaint" for event in past.events)
    return Contact(at=past.opened_at, channel="phone", source=OWN_SOURCE, summary="; ".join(promises)[:LONGEST_TEXT],
                   outcome="complaint" if complaint else past.state, topics=tuple(topics)[:_MOST_TOPICS], call=past.id)


def time_line(past: Iterable[PastCall], contacts: Iterable[Contact], limit: int) -> tuple[Contact, ...]:
    """Both together, the newest first."""
    lines = [*(contact_of(call) for call in past), *contacts]
    return tuple(sorted(lines, key=lambda contact: contact.at, reverse=True)[:limit])
