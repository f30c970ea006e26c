"""Articles and replies as the author's form shows them, and back: what the form does not show stays as it is.

Next: `desk`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from protocol.authoring import EntryForm, EntrySummary, EntryTable
from server.assist.phrases import fold
from server.content.errors import PlaybookError
from server.content.playbook import Article, Playbook, Reply

E = TypeVar("E", Article, Reply)
_FORM = Path("form")
"""Where a mistake stands that is in no file yet."""


def summaries(book: Playbook, table: EntryTable, search: str, changes: Mapping[str, str]) -> list[EntrySummary]:
    """The entries of a table that hold all words looked for, by id.

    Args:
        changes: `article x` -> `added` or `changed`.
    """
    wanted = fold(search).split()
    found = []
    for entry in (book.articles if table == "article" else book.replies).values():
        form = form_of(entry)
        rows = (f"{label} {value}" for label, value in form.rows)
        held = fold(" ".join((form.id, form.title, form.text, *form.keywords, *(form.asked or ()), *rows)))
        if all(word in held for word in wanted):
            found.append(EntrySummary(id=form.id, title=(form.title or form.text)[:60],
                                      change=changes.get(f"{table} {form.id}", "")))
    return sorted(found, key=lambda one: (not one.change, one.id))


def form_of(entry: Article | Reply) -> EntryForm:
    """An entry as a form."""
    if isinstance(entry, Reply):
        return EntryForm(id=entry.id, text=entry.text, intents=entry.intents, products=entry.products, keywords=entry.keywords,
                         source=entry.source)
    return EntryForm(id=entry.id, title=entry.title, kind=entry.kind, text=entry.body, rows=tuple(entry.rows.items()),
                     intents=entry.intents, products=entry.products, keywords=entry.keywords, source=entry.source,
                     date=entry.date, expires=entry.expires, asked=entry.asked)


def entry_from(form: EntryForm, book: Playbook, table: EntryTable) -> Article | Reply:
    """A form as an entry.

    Raises:
        PlaybookError: a value that the entry can not have.
    """
    shared = {"id": form.id, "intents": form.intents, "products": form.products, "keywords": form.keywords,
              "source": form.source}
    if table == "reply":
        known = book.replies.get(form.id)
        fields = {**(msgspec.structs.asdict(known) if known else {}), **shared, "text": form.text}
        return _made(fields, Reply)
    old = book.articles.get(form.id)
    fields = {**(msgspec.structs.asdict(old) if old else {}), **shared, "title": form.title, "kind": form.kind,
              "body": form.text, "rows": dict(form.rows), "date": form.date, "expires": form.expires,
              **({} if form.asked is None else {"asked": form.asked})}
    if len(fields["rows"]) != len(form.rows):
        raise PlaybookError(_FORM, 0, "two rows have the same label; each needs its own")
    return _made(fields, Article)


def _made(fields: dict[str, object], kind: type[E]) -> E:
    try:
        return msgspec.convert(fields, kind, strict=True)
    except msgspec.ValidationError as error:
        raise PlaybookError(_FORM, 0, str(error)) from None
