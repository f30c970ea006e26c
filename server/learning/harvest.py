"""Ended calls in, rows without words in the database out: what became of each suggestion and alert, and a few counts.

The running server harvests a call when it ends, and `seatmate-server eval` whatever is left; the same call gives the
same rows.  A call whose words can not be read is passed over, named in the log.  Next: `acceptance`, `experiments`,
`drift`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from protocol.assist import Intent, SuggestionBlocked
from protocol.message import CallEvent, Language
from server.assist.intents import OTHER, is_backchannel
from server.assist.phrases import fold
from server.storage.calls import CallRecords, Input, StoredCall
from server.storage.errors import StorageError
from server.storage.outcomes import FigureRow, OutcomeRecords

from .near_misses import Miss, misses_of
from .outcomes import outcomes

log = logging.getLogger(__name__)


def harvest(records: CallRecords, call: str) -> bool:
    """Store what one call came to; False if there is no such call, or it is still live or a practice call.

    Raises:
        StorageError: it could not be read or written.
    """
    stored = records.load(call)
    if stored is None or stored.row.state == "live" or stored.row.training:
        return False
    events = records.events_after(call, 0)
    items = [became.row for became in outcomes(events, records.feedback(call))]
    OutcomeRecords(records.database).write(call, _figures(stored, events), items)
    return True


def harvest_waiting(records: CallRecords) -> int:
    """All ended calls that are not harvested yet; how many were.

    Raises:
        StorageError: the database can not be used at all.
    """
    done, passed = 0, set[str]()
    outcome_records = OutcomeRecords(records.database)
    while True:
        waiting = [call for call in outcome_records.waiting(1_000 + len(passed)) if call not in passed]
        if not waiting:
            return done
        for call in waiting:
            try:
                done += harvest(records, call)
            except StorageError as error:
                log.warning("call %s is left out of what was learnt (%s): %s", call, error.code, error)
            finally:
                passed.add(call)
                records.forget_key(call)


def misses_in(records: CallRecords, calls: Iterable[str], lang: Language | None = None) -> Iterator[Miss]:
    """What was asked in vain in these calls, of one language or of all; a call that can not be read is passed over."""
    for call in calls:
        try:
            stored = records.load(call)
            if stored is not None and lang in (None, stored.row.lang):
                yield from misses_of(call, stored.row.lang, records.events_after(call, 0), stored.inputs)
        except StorageError as error:
            log.warning("call %s is left out of what was asked in vain (%s): %s", call, error.code, error)
        finally:
            records.forget_key(call)


def _figures(stored: StoredCall, events: list[CallEvent]) -> FigureRow:
    lang = stored.row.lang
    intents = {event.utterance: event.intent for event in events if isinstance(event, Intent)}
    lines = [given for given in stored.inputs if _speaks(given)]
    unknown = sum(given.utterance is not None and intents.get(given.utterance.id, OTHER) == OTHER for given in lines)
    return FigureRow(lines=len(lines), unknown=unknown, misses=len(misses_of(stored.row.id, lang, events, stored.inputs)),
                     blocked=sum(isinstance(event, SuggestionBlocked) for event in events))


def _speaks(given: Input) -> bool:
    line = given.utterance
    return given.kind == "utterance" and line is not None and line.channel == "customer" and not is_backchannel(
        fold(line.text), line.lang)
