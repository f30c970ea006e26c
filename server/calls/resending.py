"""A call's past, for a client that was away: stored events after the last one it has applied, in order.

In: a client, a call, an event number.  Out: events in the client's outbox, never more than it has room for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from protocol.message import CallEvent
from server.clients import Client
from server.storage.calls import CallRecords

_PAGE = 200


async def send_past(client: Client, records: CallRecords, call: str, seen_seq: int, last_seq: Callable[[], int],
                    wanted: Callable[[], bool], send: Callable[[CallEvent], None] | None = None) -> bool:
    """Send events after `seen_seq` until the client has all up to `last_seq()`; True then, with no await after the check.

    False if the client left or `wanted()` became false.  `send` is given the events instead of the client.

    Raises:
        StorageError: the past can not be read.
    """
    seen = seen_seq
    while not client.gone and wanted():
        if seen >= last_seq():
            return True
        await client.outbox.room()
        stored = await records.database.offload(partial(records.events_after, call, seen, _PAGE))
        # what is in the file before its writer has learned of it is sent by the writer, as to a client that was never away
        page = [event for event in stored if event.seq <= last_seq()]
        if not page:
            return False
        for event in page:
            (send or client.send)(event)
            seen = event.seq
    return False
