"""May this number be called now, and who lets a blocked call through?  Asked before an outgoing call.

In: `DialCheck` and `DialRelease` of a signed-in client.  Out: `DialAnswer`, or why a release does not count.  What the
ledger and the counts can not say because the disk refuses is left out; the client then asks its agent.
Next: the client shows it beside the number and does not start a blocked call.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import Executor

from protocol.dialling import DialAnswer, DialCheck, DialRelease
from protocol.message import Message
from server.clients import Client, TokenBucket
from server.errors import AuthError, CallRefused, SignInFailed, TooManyAttempts, wire_error
from server.passwords import fits
from server.storage import audit
from server.storage.audit import now_text
from server.storage.database import Database
from server.storage.errors import StorageError
from server.storage.gates import OpenGate
from server.storage.people import People, User

from .number_check import NumberCheck
from .second_person import check_second_person

log = logging.getLogger(__name__)

_MOST_WAITING = 20
"""Questions in work at once; more are not answered, and the client asks again with the next number."""
_LONGEST_REASON = 500


class DialDesk:
    """Answers two kinds of messages."""

    def __init__(self, checker: NumberCheck, database: Database, workers: Executor, attempts_per_minute: int = 5) -> None:
        self._checker = checker
        self._database = database
        self._people = People(database)
        self._workers = workers
        self._rate = attempts_per_minute
        self._attempts: dict[str, TokenBucket] = {}
        """Workstation -> releases that it may still try."""
        self._tasks: set[asyncio.Task[None]] = set()

    def takes(self, message: Message) -> bool:
        """True for a number to be checked or let through."""
        return isinstance(message, DialCheck | DialRelease)

    def receive(self, client: Client, message: Message) -> None:
        """Answer it, soon."""
        if isinstance(message, DialCheck | DialRelease) and len(self._tasks) < _MOST_WAITING:
            task = asyncio.create_task(self._answer(client, message), name="dial-check")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _answer(self, client: Client, message: DialCheck | DialRelease) -> None:
        work: Callable[[Client, DialCheck], DialAnswer]
        try:
            if isinstance(message, DialRelease):
                self._count(client)
                given = message
                work = lambda client, question: self.let_through(client, given)  # noqa: E731 - both kinds take one way
            else:
                work = self._check
            question = DialCheck(phone=message.phone, matter=message.matter, lang=message.lang)
            client.send(await asyncio.get_running_loop().run_in_executor(self._workers, work, client, question))
        except (CallRefused, AuthError) as error:
            client.send(wire_error(error))
        except StorageError as error:
            log.error("a number could not be checked before it is dialled: %s", error.code)
            if isinstance(message, DialRelease):
                client.send(wire_error(error))

    def _check(self, client: Client, question: DialCheck) -> DialAnswer:
        return self._checker.check(question, now_text(), client.user)

    def let_through(self, client: Client, message: DialRelease) -> DialAnswer:
        """A supervisor's word at the agent's desk; how the number stands then.

        Raises:
            SignInFailed: an unknown name or a wrong password.
            CallRefused: not a supervisor of the agent's team, the agent, or no reason given.
            StorageError: it was not kept.
        """
        question = DialCheck(phone=message.phone, matter=message.matter, lang=message.lang)
        person, agent = self._people.user(message.supervisor), self._people.user(client.user)
        try:
            if not fits(message.password, person.password if person is not None else "") or person is None:
                raise SignInFailed("the supervisor's name or password is wrong; try again", code="dial.password")
            check_release(person, client.user, agent, message.reason)
        except (CallRefused, AuthError) as error:
            code = error.code
            self._database.work(lambda db: audit.append(db, self._database.master, client.user, "dial.release_refused",
                                                        {"by": message.supervisor[:64], "code": code}))
            raise
        self._checker.release(question, client.user, person.name, message.reason.strip()[:_LONGEST_REASON], person.name)
        return self._checker.check(question, now_text(), client.user)

    def _count(self, client: Client) -> None:
        now_s = time.monotonic()
        bucket = self._attempts.setdefault(client.workstation, TokenBucket(self._rate / 60.0, self._rate, now_s))
        if not bucket.take(now_s):
            raise TooManyAttempts("a release was tried too often at this workstation; wait a minute")


def check_release(person: User | None, agent_name: str, agent: User | None, reason: str) -> None:
    """Whether this person may let this agent's call through.

    Raises:
        CallRefused: as for any second person, and without a reason.
    """
    check_second_person(person, OpenGate(call="", gate="dial", operation="dial", asked_at="", agent=agent_name,
                                         team=agent.team if agent is not None else ""))
    if not reason.strip():
        raise CallRefused("a release needs a reason; it is kept with the release", code="dial.reason")
