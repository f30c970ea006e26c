"""What a person agreed to or refused before: marks of a caller in, what stands today out.

In: a number, a customer's id, or a call whose people are known.  Out: for each purpose the last decision on the ledger
(`server.storage.consents`).  Next: `server.calls.opening` and `server.calls.customer` give it to the call.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial

import msgspec

from protocol.consent import DECIDING
from server.customers.phones import normalised
from server.storage.consents import Consent, ConsentEntry, Purpose, people_of
from server.storage.database import Database
from server.storage.errors import StorageError
from server.storage.privacy import Person, PrivacyRecords

log = logging.getLogger(__name__)


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The last decision of a person about one purpose."""

    purpose: Purpose
    state: ConsentEntry
    at: str


def standing(lines: Iterable[Consent]) -> tuple[Standing, ...]:
    """What holds now, of a ledger in the order of time; notices decide nothing."""
    found = {line.purpose: Standing(purpose=line.purpose, state=line.state, at=line.at)
             for line in lines if line.state in DECIDING}
    return tuple(sorted(found.values(), key=lambda one: one.purpose))


class ConsentLedger:
    """The ledger as a call asks it; what can not be read counts as nothing known, and is logged."""

    def __init__(self, database: Database, country: str) -> None:
        self._database = database
        self._records = PrivacyRecords(database)
        self._country = country

    def of_person(self, phone: str, customer_id: str) -> tuple[Standing, ...]:
        """What holds for this number, as the telephone gives it, and this customer."""
        number = normalised(phone, self._country) if phone else ""
        person = Person(phones=(number,) if number else (), customer_ids=(customer_id,) if customer_id else ())
        return self._of([(str(kind), mark) for kind, mark in self._records.marks(person)])

    async def of_call(self, call: str) -> tuple[Standing, ...]:
        """What holds for everybody who is known to be in a call by now."""
        return await self._database.offload(partial(self._of_call, call))

    def _of_call(self, call: str) -> tuple[Standing, ...]:
        try:
            people = self._database.read(lambda db: people_of(db, call))
        except StorageError as error:
            log.error("call %s: the consent ledger could not be read: %s", call, error.code)
            return ()
        return self._of(people)

    def _of(self, marks: list[tuple[str, str]]) -> tuple[Standing, ...]:
        try:
            return standing(self._records.consents(marks))
        except StorageError as error:
            log.error("the consent ledger could not be read: %s", error.code)
            return ()
