"""May this number be called now?  Asked before an outgoing call, answered by the rules of the playbook.

In: `DialCheck` of a signed-in client.  Out: `DialAnswer`: a wish not to be called, too many calls to the number, the hour.  What
the ledger and the counts can not say because the disk refuses is left out; the call's own alerts ask again when it begins.
Next: the client shows it beside the number.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor

from protocol.consent import FORBIDDING, ConsentPurpose
from protocol.dialling import DialAnswer, DialCheck
from protocol.message import Language, Message
from server.clients import Client
from server.compliance.evaluator import Compliance
from server.content.playbook import Playbook
from server.privacy.consent import ConsentLedger
from server.storage import contacts
from server.storage.audit import now_text
from server.storage.database import Database
from server.storage.errors import StorageError

from .utterance import CallFacts

log = logging.getLogger(__name__)

LONGEST = 64
"""Characters of a number or a matter."""
_MOST_WAITING = 20
"""Questions in work at once; more are not answered, and the client asks again with the next number."""


class DialDesk:
    """Answers one kind of message."""

    def __init__(self, checker: NumberCheck, workers: Executor) -> None:
        self._checker = checker
        self._workers = workers
        self._tasks: set[asyncio.Task[None]] = set()

    def takes(self, message: Message) -> bool:
        """True for a number to be checked."""
        return isinstance(message, DialCheck)

    def receive(self, client: Client, message: Message) -> None:
        """Answer it, soon."""
        if isinstance(message, DialCheck) and len(self._tasks) < _MOST_WAITING:
            task = asyncio.create_task(self._answer(client, message), name="dial-check")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _answer(self, client: Client, message: DialCheck) -> None:
        try:
            answer = await asyncio.get_running_loop().run_in_executor(
                self._workers, self._checker.check, message, now_text())
        except StorageError as error:
            log.error("a number could not be checked before it is dialled: %s", error.code)
            return
        client.send(answer)


class NumberCheck:
    """What the ledger, the counts and the rules of one server say of a number."""

    def __init__(self, database: Database, ledger: ConsentLedger, playbook_of: Callable[[Language], Playbook]) -> None:
        self._database = database
        self._ledger = ledger
        self._playbook_of = playbook_of

    def check(self, message: DialCheck, now: str) -> DialAnswer:
        """What speaks against calling a number at this time (ISO 8601 with offset).

        Raises:
            StorageError: the counts could not be read.
        """
        phone, matter = message.phone[:LONGEST], message.matter[:LONGEST]
        refused = next((one for one in self._ledger.of_person(phone, "")
                        if one.purpose == "calls" and one.state in FORBIDDING), None)
        playbook = self._playbook_of(message.lang)
        compliance = Compliance(playbook, CallFacts(call="", lang=message.lang, direction="outbound", started_at=now))
        periods_h = {rule.id: rule.period_hours for rule in playbook.rules.values() if rule.period_hours is not None}
        mark = contacts.number_mark(self._database, phone, "", matter)
        compliance.history(contacts.earlier(self._database, mark, periods_h, now))
        purposes: list[ConsentPurpose] = ["calls"] if refused else []
        return DialAnswer(phone=message.phone, warnings=tuple(compliance.before_dialling(purposes)),
                          refused_since=refused.at[:10] if refused else "")
