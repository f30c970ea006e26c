"""A stored call becomes a draft of a scenario: read, redacted and made up anew, kept for a trainer to finish.

In: a call's id, for a supervisor over the wire (`training_desk`) or at the console (`commands.training_reports`); who may is
decided there.  Out: the draft's id.  Nobody is shown the call itself.
"""

from __future__ import annotations

from protocol.call import CustomerRecord
from protocol.consent import ConsentState
from protocol.supervision import ScenarioMade
from server.storage.calls import CallRecords
from server.storage.database import Database
from server.storage.draftable import declined
from server.storage.people import People, User

from .drafts import Drafts
from .finished import in_order
from .from_call import draft_from_call
from .refusals import NothingThere, RecordingDeclined


def draft_of_call(database: Database, drafts: Drafts, person: User, call: str, at_ms: int = -1) -> ScenarioMade:
    """Draft it and keep the draft.

    Args:
        person: whose draft it is.
        at_ms: moment of the call it is about; -1: the whole call.

    Raises:
        NothingThere: there is no such call, or the customer said nothing in it.
        RecordingDeclined: the customer refused the recording of it.
    """
    records = CallRecords(database)
    stored = records.load(call)
    if stored is None:
        raise NothingThere("there is no such call any more; it may have been erased")
    lang = stored.row.lang
    events = records.events_after(call, 0)
    if declined(event for event in events if isinstance(event, ConsentState)):
        raise RecordingDeclined("the customer refused the recording of this call; no scenario is made of it, choose another one")
    lines = in_order([said.utterance for said in records.utterances(call)])
    if not any(line.channel == "customer" for line in lines):
        raise NothingThere("the customer says nothing in this call; choose another one")
    book = drafts.book(lang)
    agent = People(database).user(stored.row.user)
    customer = book.customers.get(stored.row.customer_id)
    names = {stored.row.user, agent.display_name if agent is not None else "", customer.name if customer is not None else "",
             *(event.name for event in events if isinstance(event, CustomerRecord))}
    made = draft_from_call(call, lang, lines, events, book, drafts.taken(lang), sorted(names - {""}), at_ms)
    drafts.keep_made(person, made.id, lang, made.text, call)
    return ScenarioMade(call=call, scenario=made.id, title=made.title)
