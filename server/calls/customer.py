"""Finding out who is calling: a number or an id in, the record on the agent's screen and in the pipeline out.

The answer comes late or never; until then the call goes on without it.  It enters as a stored input
(`known_customer`), in its turn between the utterances.  Next: `session` commits it.

A training call asks nobody: its customer is the scenario's, and a real record has no place in it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from protocol.call import CallStart, CustomerRecord, FindCustomer
from protocol.message import Role
from server.customers.desk import Answer, CustomerDesk
from server.customers.fields import FieldTable
from server.customers.views import contact_line, facts_of_record, match_of, view_of
from server.customers.whereabouts import whereabouts
from server.privacy.consent import ConsentLedger
from server.storage.calls import CallRow

from .known_customer import KnownCustomer

_LONGEST_NUMBER = 64


@dataclass(frozen=True)
class _Question:
    phone: str
    customer_id: str
    quiet: bool = False
    """True if only a record is worth telling."""


class CallCustomer:
    """The customer of one call."""

    def __init__(self, row: CallRow, desk: CustomerDesk | None, ledger: ConsentLedger | None, role: Callable[[], Role],
                 give: Callable[[str], None]) -> None:
        """`give` takes the text of an input of kind `customer`; without a desk nobody is ever asked."""
        self._row, self._desk, self._ledger, self._role, self._give = row, desk, ledger, role, give
        self._task: asyncio.Task[None] | None = None
        self._next: _Question | None = None
        self._met = False
        self._answers: dict[_Question, Answer] = {}

    def meet(self, start: CallStart, has: str) -> None:
        """The call begins or goes on: ask once, and not at all if a record was found before or nothing is given.

        Args:
            has: `record`, `playbook` (a fictional customer, who gives way to a record only), or empty.
        """
        if self._met or has == "record" or self._row.training:
            return
        self._met = True
        if start.phone or start.customer_id:
            self._ask_for(_Question(start.phone[:_LONGEST_NUMBER], start.customer_id[:_LONGEST_NUMBER],
                                    quiet=has == "playbook"))

    def find(self, message: FindCustomer) -> None:
        """The agent asks; while an answer is awaited, only the newest question waits.  In training nobody is found."""
        if self._row.training:
            nobody = KnownCustomer(seen=CustomerRecord(call="", customer_id="", status="none"))
            self._give(msgspec.json.encode(nobody).decode())
            return
        self._ask_for(_Question(message.phone[:_LONGEST_NUMBER], message.customer_id[:_LONGEST_NUMBER]))

    async def stop(self) -> None:
        """Nobody waits for an answer any more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def _ask_for(self, question: _Question) -> None:
        if self._desk is None:
            return
        self._next = question
        if self._task is None:
            self._task = asyncio.create_task(self._ask(self._desk), name=f"customer-{self._row.id}")

    async def _ask(self, desk: CustomerDesk) -> None:
        try:
            while (question := self._next) is not None:
                self._next = None
                answer = self._answers.get(question)
                if answer is None:
                    answer = await desk.find(self._row.id, phone=question.phone, customer_id=question.customer_id,
                                             actor=self._row.user)
                    if not answer.problem:
                        self._answers[question] = answer
                if self._next is None and (answer.record is not None or not question.quiet):
                    known = told(answer, desk.fields, self._role(), self._row)
                    if self._ledger is not None:
                        known = msgspec.structs.replace(known, consents=await self._ledger.of_call(self._row.id))
                    self._give(msgspec.json.encode(known).decode())
        finally:
            self._task = None


def told(answer: Answer, table: FieldTable, role: Role, row: CallRow) -> KnownCustomer:
    """What the pipeline and the agent get of an answer."""
    faulty = tuple(_label(key, table, row) for key in answer.faulty)
    if answer.record is None:
        return KnownCustomer(seen=CustomerRecord(
            call="", customer_id="", status=answer.status, problem=answer.problem, phone=answer.phone,
            matches=tuple(match_of(record, table, role, row.lang) for record in answer.matches), faulty=faulty))
    seen = msgspec.structs.replace(
        view_of(answer.record, table, role, row.lang), problem=answer.problem, phone=answer.phone, faulty=faulty,
        contacts=tuple(contact_line(contact) for contact in answer.contacts))
    where = whereabouts({field.key: field.value for field in answer.record.fields}, "")
    return KnownCustomer(seen=seen, facts=facts_of_record(answer.record, table, role, row.lang),
                         where=where if where.zones else None)


def _label(key: str, table: FieldTable, row: CallRow) -> str:
    kind = table.get(key)
    return key if kind is None else kind.zh if row.lang == "zh" else kind.en
