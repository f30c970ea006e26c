"""The author's window served: its messages in, answers out; every right is checked here, every act is in the audit trail.

The work runs on a thread of its own, one piece after the other, so that no call waits for it.  Next: `server.app` connects
it beside the calls.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import msgspec

from protocol.authoring import (
    AuthorMessage,
    Entries,
    EntriesQuery,
    EntryChecked,
    EntryOpened,
    EntryQuery,
    EntryWrite,
    NearMisses,
    NearMissesQuery,
    PlaybookAct,
    Playbooks,
    PlaybooksQuery,
    PreviewLine,
    PreviewQuery,
    PreviewResult,
    SimilarEntry,
)
from protocol.message import Message
from server.clients import Client
from server.content.errors import PlaybookError
from server.content.playbook import Article, Playbook, Reply
from server.errors import wire_error
from server.logs import trace
from server.storage.database import Database
from server.storage.state import StateDirectory

from . import forms
from .asked_in_vain import asked_in_vain
from .draft import Draft, changed_entries
from .duplicates import near
from .entry_text import entry_of
from .errors import AuthoringError, NothingThere
from .in_force import before_draft
from .overview import overview
from .past_calls import stored_calls
from .places import Places
from .preview import Preview, Shown, preview
from .publishing import Publishing
from .rights import PUBLISHERS, WRITERS, Author, require_publisher, require_writer

log = logging.getLogger(__name__)

AUTHOR_MESSAGES = (PlaybooksQuery, EntriesQuery, EntryQuery, EntryWrite, PreviewQuery, PlaybookAct, NearMissesQuery)
MOST_ENTRIES = 200
MOST_EXAMPLES = 60
MOST_WAITING = 20
"""Questions of one client under way; the window asks again as the author types."""


class AuthoringDesk:
    """Everything that authors ask of one server."""

    def __init__(self, state: StateDirectory, database: Database, names: Sequence[str],
                 published: Callable[[], object] = lambda: None) -> None:
        """`names`: the playbooks of the settings; `published` is called after another version was put in force."""
        self._state = state
        self._database = database
        self._names = tuple(names)
        self._published = published
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="authoring")
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting: dict[str, int] = {}

    def takes(self, message: Message) -> bool:
        """True if this desk answers a message."""
        return isinstance(message, AUTHOR_MESSAGES)

    def receive(self, client: Client, message: Message) -> None:
        """Answer a message; returns at once."""
        if self._waiting.get(client.session, 0) >= MOST_WAITING:
            return
        self._waiting[client.session] = self._waiting.get(client.session, 0) + 1
        task = asyncio.create_task(self._serve(client, message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Finish what is under way."""
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._worker.shutdown(wait=True)

    async def _serve(self, client: Client, message: Any) -> None:
        try:
            answer = await asyncio.get_running_loop().run_in_executor(self._worker, self.answer, client, message)
            client.send(answer)
        except Exception as error:  # noqa: BLE001 - whatever fails, the author is told
            if not isinstance(getattr(error, "code", None), str):
                log.error("a %s could not be answered: %s", type(message).__name__, trace(error))
            client.send(wire_error(error))
        finally:
            self._waiting[client.session] -= 1
            if not self._waiting[client.session]:
                del self._waiting[client.session]

    def answer(self, client: Client, message: AuthorMessage) -> Message:
        """The answer to a message.

        Raises:
            NotAllowed: the person's role does not write or publish.
            AuthoringError, PlaybookError, StorageError: what is wrong, and what to do next.
        """
        author = Author(client.user, client.role)
        require_writer(author)
        if isinstance(message, PlaybooksQuery):
            return self._overview(author)
        if isinstance(message, EntriesQuery):
            return self._entries(message)
        if isinstance(message, EntryQuery):
            return self._entry(message)
        if isinstance(message, EntryWrite):
            return self._write(message)
        if isinstance(message, PreviewQuery):
            return self._preview(author, message)
        if isinstance(message, NearMissesQuery):
            return self._near_misses(author, message)
        return self._act(author, message)

    def _overview(self, author: Author, done: str = "") -> Playbooks:
        return Playbooks(playbooks=overview(self._state, self._names, self._database), person=author.name,
                         may_write=author.role in WRITERS, may_publish=author.role in PUBLISHERS, done=done)

    def _book(self, playbook: str) -> tuple[Playbook, Playbook]:
        """(in force, as it is being written) of a playbook."""
        draft = Draft(Places(self._state, playbook))
        written = draft.read() if draft.exists else None
        in_force = before_draft(playbook, self._state, written)
        return in_force, in_force if written is None else written

    def _entries(self, query: EntriesQuery) -> Entries:
        before, book = self._book(query.playbook)
        changes = {name: how for how, names in changed_entries(before, book).items() for name in names}
        found = forms.summaries(book, query.table, query.search, changes)
        return Entries(playbook=query.playbook, table=query.table, search=query.search, entries=tuple(found[:MOST_ENTRIES]),
                       total=len(found))

    def _entry(self, query: EntryQuery) -> EntryOpened:
        _, book = self._book(query.playbook)
        entry = (book.articles if query.table == "article" else book.replies).get(query.id)
        if entry is None:
            raise NothingThere(f"there is no {query.table} `{query.id}` any more; look at the list again")
        return EntryOpened(playbook=query.playbook, table=query.table, form=forms.form_of(entry))

    def _write(self, write: EntryWrite) -> EntryChecked:
        draft = Draft(Places(self._state, write.playbook))
        checked = EntryChecked(playbook=write.playbook, table=write.table, id=write.form.id, number=write.number)
        try:
            if write.remove:
                draft.remove(write.table, write.form.id)
                return msgspec.structs.replace(checked, removed=True)
            book = draft.read()
            entry = forms.entry_from(write.form, book, write.table)
            similar = _similar(book, write.table, entry)
            draft.put([entry_of(write.table, entry)], keep=write.save)
        except PlaybookError as error:
            return msgspec.structs.replace(checked, problem=error.message)
        return msgspec.structs.replace(checked, saved=write.save, similar=similar)

    def _preview(self, author: Author, query: PreviewQuery) -> PreviewResult:
        before, after = self._book(query.playbook)
        found: Preview = preview(before, after, stored_calls(self._database, _actor(author), query.calls))
        lines = tuple(PreviewLine(call=one.call, text=one.text[:200], before=_ids(one.before), after=_ids(one.after))
                      for one in found.changed[:MOST_EXAMPLES])
        return PreviewResult(playbook=query.playbook, calls=found.calls, lines=found.lines, changed=len(found.changed),
                             answered_before=found.answered_before, answered_after=found.answered_after, examples=lines)

    def _near_misses(self, author: Author, query: NearMissesQuery) -> NearMisses:
        Places(self._state, query.playbook)  # refuses what can not be a playbook's id
        return asked_in_vain(self._database, _actor(author), query.playbook, query.days, datetime.now(UTC))

    def _act(self, author: Author, act: PlaybookAct) -> Playbooks:
        places = Places(self._state, act.playbook)
        publishing = Publishing(places, self._database)
        if act.action == "begin":
            Draft(places).begin()
        elif act.action == "drop":
            Draft(places).drop()
        elif act.action == "propose":
            publishing.propose(author, act.note, act.version)
        elif act.action == "publish":
            publishing.publish(author, act.proposal)
            self._published()
        elif act.action == "reject":
            publishing.reject(author, act.proposal, act.note)
        else:
            require_publisher(author)
            publishing.rollback(author, act.version)
            self._published()
        return self._overview(author, act.action)


def _actor(author: Author) -> str:
    return f"{author.name} ({author.role})"


def _similar(book: Playbook, table: str, entry: Article | Reply) -> tuple[SimilarEntry, ...]:
    titles = {one.id: one.title for one in book.articles.values()} if table == "article" else {
        one.id: one.text for one in book.replies.values()}
    return tuple(SimilarEntry(id=one.second, title=titles[one.second], share=one.share) for one in near(book, table, entry)[:5])


def _ids(shown: Shown) -> tuple[str, ...]:
    return (*shown.cards, *((shown.reply,) if shown.reply else ()))


__all__ = ["AUTHOR_MESSAGES", "AuthoringDesk", "AuthoringError"]
