"""Everything that is kept of one person: a number or a customer id in, the person and the person's calls out.

A number may be shared by a family, so a call from it counts as this person's only if it was matched to nobody else.
Next: `copies`, `erasing`.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.customers.phones import normalised
from server.storage.call_people import CallPeople
from server.storage.calls import CallRecords
from server.storage.customers import CustomerRecords
from server.storage.privacy import Person, PrivacyRecords

from .errors import PersonAmbiguous, PersonUnknown


@dataclass(frozen=True)
class Found:
    """A person and what there is."""

    person: Person
    calls: tuple[str, ...]
    """The newest first."""
    consents: int
    """Lines of the ledger."""


def find_person(records: CallRecords, who: str, country: str) -> Found:
    """What is kept of a customer id or a phone number.

    Raises:
        PersonUnknown: nothing.
        PersonAmbiguous: several customers share the number.
    """
    customers = CustomerRecords(records.database)
    record = customers.get(who)
    people = CallPeople(records)
    if record is None and not people.calls_of((), (who,)):
        phone = normalised(who, country)
        sharing = customers.by_phone(phone) if phone else []
        if len(sharing) > 1:
            raise PersonAmbiguous("several customers share this number; name one by id: "
                                  + ", ".join(one.customer_id for one in sharing))
        record = sharing[0] if sharing else None
        person = Person(phones=(phone,) if phone else ())
    else:
        person = Person(customer_ids=(who,))
    if record is not None:
        own = tuple(phone for phone in record.phones if len(customers.by_phone(phone)) == 1)
        person = Person(customer_ids=(record.customer_id,), phones=own, names=(record.name,))
    found = Found(person, calls_of(records, person), len(PrivacyRecords(records.database).consents(
        PrivacyRecords(records.database).marks(person))))
    if record is None and not found.calls and not found.consents:
        raise PersonUnknown("nothing is kept of this number or id (a withheld number can not be found)")
    return found


def calls_of(records: CallRecords, person: Person) -> tuple[str, ...]:
    """The person's calls: matched to the person, or from the number and matched to nobody else."""
    people = CallPeople(records)
    matched = people.calls_of((), person.customer_ids)
    by_number = [call for call in people.calls_of(person.phones, ()) if call not in matched and not any(
        kind == "customer" and name not in person.customer_ids for kind, name in people.people(call))]
    return (*matched, *by_number)
