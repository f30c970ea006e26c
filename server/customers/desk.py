"""Who is calling?  Asks the CRM, then the built-in table, and adds the time line.

In: a number or an id.  Out: an `Answer`, whatever fails.  Blocking work runs on threads of its own, so that a slow
CRM delays no call's words.  Next: `server.calls.customer`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Literal

import msgspec

from server.storage.call_people import CallPeople
from server.storage.calls import CallRecords
from server.storage.customers import CustomerRecords
from server.storage.errors import StorageError

from .crm import Crm, Found
from .errors import CustomerError
from .fields import FieldTable
from .history import time_line
from .phones import normalised, shown
from .record import Contact, Record
from .views import MOST_SHOWN

log = logging.getLogger(__name__)

Status = Literal["known", "choose", "none", "unavailable"]
_THREADS = 4


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What was found."""

    status: Status
    record: Record | None = None
    matches: tuple[Record, ...] = ()
    contacts: tuple[Contact, ...] = ()
    problem: str = ""
    """Code of what failed."""
    faulty: tuple[str, ...] = ()
    """Keys of fields that were left out."""
    phone: str = ""
    """The number that was asked for, masked."""


class CustomerDesk:
    """One for the server."""

    def __init__(self, records: CallRecords, crm: Crm | None, table: FieldTable, country: str) -> None:
        self.fields = table
        self._crm = crm
        self._country = country
        self._customers = CustomerRecords(records.database)
        self._people = CallPeople(records)
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="customer")

    async def find(self, call: str, *, phone: str = "", customer_id: str = "", actor: str = "") -> Answer:
        """The customer of this id, else of this number; never raises.  That `actor` sees a record goes into the audit trail."""
        work = partial(self._find, call, phone, customer_id, actor)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        except RuntimeError:
            # the threads are gone: the server stops
            return Answer(status="unavailable", problem="customer.failed")

    def close(self) -> None:
        """Let questions under way end by themselves."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _find(self, call: str, phone: str, customer_id: str, actor: str) -> Answer:
        number = normalised(phone, self._country) if phone else ""
        masked = shown(number) if number else ""
        try:
            if number:
                self._people.link(call, phone=number)
            if not number and not customer_id:
                return Answer(status="none")
            found, problem = self._ask(number, customer_id)
            return self._answer(call, found, problem, masked, actor)
        except StorageError as error:
            log.error("call %s: the customer could not be looked up: %s", call, error.code)
            return Answer(status="unavailable", problem=error.code, phone=masked)
        except Exception as error:  # noqa: BLE001 - a bug here must not cost the call
            log.error("call %s: looking up the customer failed: %s", call, type(error).__name__)
            return Answer(status="unavailable", problem="customer.failed", phone=masked)

    def _ask(self, number: str, customer_id: str) -> tuple[Found, str]:
        problem = ""
        if self._crm is not None:
            try:
                found = self._crm.by_id(customer_id) if customer_id else self._crm.by_phone(number)
                if found.records:
                    return found, ""
            except CustomerError as error:
                # the sentence names no value of the answer
                log.warning("the CRM gave no answer: %s [%s]", error, error.code)
                problem = error.code
        own = self._own(number, customer_id)
        return Found(tuple(own)), problem

    def _own(self, number: str, customer_id: str) -> Sequence[Record]:
        if not customer_id:
            return self._customers.by_phone(number)
        record = self._customers.get(customer_id)
        return [] if record is None else [record]

    def _answer(self, call: str, found: Found, problem: str, phone: str, actor: str) -> Answer:
        faulty = tuple(dict.fromkeys(fault.where for fault in found.faults))
        if not found.records:
            return Answer(status="unavailable" if problem else "none", problem=problem, phone=phone)
        if len(found.records) > 1:
            return Answer(status="choose", matches=found.records, problem=problem, phone=phone)
        record = found.records[0]
        self._people.link(call, customer_id=record.customer_id, actor=actor)
        past = self._people.past_calls(record.customer_id, but=call)
        return Answer(status="known", record=record, contacts=time_line(past, record.contacts, MOST_SHOWN), problem=problem,
                      faulty=faulty, phone=phone)
