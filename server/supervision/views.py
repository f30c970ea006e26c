"""What somebody who looks on may see of a call's events: never more than its agent, and less where the role has fewer rights.

In: an event and the watcher's role.  Out: the event as that role sees it, or None.  Pure.  Next: `watching`.

Words are masked before they are stored, so the masking of numbers is the agent's own.  Left to do here are alerts that the
customer must not learn of (fewer people should know of them) and fields of the customer's record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec.structs import replace

from protocol.assist import Alert, AlertCleared
from protocol.call import CustomerRecord
from protocol.message import CallEvent, Role
from server.customers.fields import FieldTable
from server.customers.views import MASK

PRIVATE_ROLES: frozenset[Role] = frozenset({"supervisor", "compliance"})
"""Roles that see alerts marked `private`."""


def sees_private(role: Role) -> bool:
    """Whether a role sees alerts that the customer must not learn of."""
    return role in PRIVATE_ROLES


def seen_as(event: CallEvent, role: Role, table: FieldTable, private_alerts: Collection[str]) -> CallEvent | None:
    """The event as this role sees it; None if it sees nothing of it.

    Args:
        private_alerts: ids of the call's private alerts so far, whose settling would tell of them.
    """
    if isinstance(event, Alert) and event.private and not sees_private(role):
        return None
    if isinstance(event, AlertCleared) and event.id in private_alerts and not sees_private(role):
        return None
    if isinstance(event, CustomerRecord):
        return _record(event, role, table)
    return event


def seen_events(events: Iterable[CallEvent], role: Role, table: FieldTable) -> list[CallEvent]:
    """A whole call as this role sees it, in order."""
    private: set[str] = set()
    found: list[CallEvent] = []
    for event in events:
        if isinstance(event, Alert) and event.private:
            private.add(event.id)
        seen = seen_as(event, role, table, private)
        if seen is not None:
            found.append(seen)
    return found


def _record(event: CustomerRecord, role: Role, table: FieldTable) -> CustomerRecord:
    # of a field that is in no table nobody has said who may see it beside the agent
    fields = tuple(one if table.sees(role, one.key) or (table.get(one.key) is None and role == "supervisor")
                   else replace(one, value=MASK) for one in event.fields)
    matches = event.matches if table.sees(role, "card_tail") else tuple(replace(one, hint="") for one in event.matches)
    return replace(event, fields=fields, matches=matches)
