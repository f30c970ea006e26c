"""Writing playbooks: what an author's window asks the server, and what it is answered.  Rights are the server's to check."""

from __future__ import annotations

from typing import Literal

from .message import Language, Message

EntryTable = Literal["article", "reply"]
PlaybookAction = Literal["begin", "drop", "propose", "publish", "reject", "rollback"]


class PlaybooksQuery(Message, frozen=True, kw_only=True, tag="playbooks_query"):
    """Client to server: which playbooks are there, and how they stand."""


class VersionState(Message, frozen=True, kw_only=True, tag="playbook_version"):
    """A published version, or a proposal that waits for the second person."""

    version: str
    at: str = ""
    """ISO 8601, by the server's clock."""
    proposed_by: str = ""
    """Sign-in name."""
    approved_by: str = ""
    """Sign-in name of the second person; empty while it waits."""
    note: str = ""
    in_force: bool = False
    proposal: str = ""
    """Number of the proposal; empty for a published version."""


class PlaybookState(Message, frozen=True, kw_only=True, tag="playbook_state"):
    """How one playbook stands."""

    id: str
    title: str = ""
    lang: Language = "zh"
    version: str = ""
    """In force."""
    source: str = "sample"
    """`published`, `sample` (ships with the product, signed by nobody) or `draft`."""
    draft: str = ""
    """Version that the draft names; empty if none has been begun."""
    changed: tuple[str, ...] = ()
    """What the draft adds, changes and removes: `added article x`; at most 60."""
    versions: tuple[VersionState, ...] = ()
    """Newest first; at most 20."""
    proposals: tuple[VersionState, ...] = ()
    problem: str = ""
    """Why a part of it can not be shown: a version that is not what was signed, a mistake written by hand."""


class Playbooks(Message, frozen=True, kw_only=True, tag="playbooks"):
    """Server to client: the answer to `PlaybooksQuery`, and after every action."""

    playbooks: tuple[PlaybookState, ...] = ()
    person: str = ""
    """Sign-in name of who asked: a person's own proposal waits for somebody else."""
    may_write: bool = False
    may_publish: bool = False
    done: str = ""
    """The action that led to this; empty if none did."""


class EntriesQuery(Message, frozen=True, kw_only=True, tag="entries_query"):
    """Client to server: the articles or replies of a playbook (its draft, if there is one)."""

    playbook: str
    table: EntryTable = "article"
    search: str = ""
    """Words to look for; empty: all, by id."""


class EntrySummary(Message, frozen=True, kw_only=True, tag="entry_summary"):
    """One line of the author's list."""

    id: str
    title: str
    """Of a reply: its text; at most 60 characters."""
    change: str = ""
    """`added` or `changed` in the draft, or empty."""


class Entries(Message, frozen=True, kw_only=True, tag="entries"):
    """Server to client: the answer to `EntriesQuery`."""

    playbook: str
    table: EntryTable = "article"
    search: str = ""
    entries: tuple[EntrySummary, ...] = ()
    total: int = 0
    """How many there are; the list holds 200 at most."""


class EntryForm(Message, frozen=True, kw_only=True, tag="entry_form"):
    """An article or a reply as an author fills it in; other keys of the entry stay as they are."""

    id: str = ""
    title: str = ""
    kind: str = "knowledge"
    """Of an article: `knowledge`, `procedure` or `calculator`."""
    text: str = ""
    """Body of an article, words of a reply."""
    rows: tuple[tuple[str, str], ...] = ()
    """Of an article: label and value."""
    intents: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    source: str = ""
    date: str = ""
    """Of an article: ISO date."""
    expires: str = ""
    asked: tuple[str, ...] | None = None
    """Of an article: how customers ask for it, each in other words; None (of an older client): as it is."""


class EntryQuery(Message, frozen=True, kw_only=True, tag="entry_query"):
    """Client to server: one entry."""

    playbook: str
    table: EntryTable = "article"
    id: str


class EntryOpened(Message, frozen=True, kw_only=True, tag="entry_opened"):
    """Server to client: the answer to `EntryQuery`, with what the form may choose from."""

    playbook: str
    table: EntryTable = "article"
    form: EntryForm = EntryForm()


class EntryWrite(Message, frozen=True, kw_only=True, tag="entry_write"):
    """Client to server: check a form, or put it into the draft."""

    playbook: str
    table: EntryTable = "article"
    form: EntryForm
    number: int = 0
    """Chosen by the client; comes back with the answer, so that an old one is not shown for a newer text."""
    save: bool = False
    remove: bool = False
    """Take the entry out of the draft."""


class SimilarEntry(Message, frozen=True, kw_only=True, tag="similar_entry"):
    """An entry that says nearly the same."""

    id: str
    title: str
    share: float = 0.0
    """Text in common, 0..1."""


class EntryChecked(Message, frozen=True, kw_only=True, tag="entry_checked"):
    """Server to client: the answer to `EntryWrite`."""

    playbook: str
    table: EntryTable = "article"
    id: str
    number: int = 0
    problem: str = ""
    """What is wrong, and what is expected; empty if nothing is."""
    similar: tuple[SimilarEntry, ...] = ()
    saved: bool = False
    removed: bool = False


class PreviewQuery(Message, frozen=True, kw_only=True, tag="preview_query"):
    """Client to server: what would the draft change in the latest calls?"""

    playbook: str
    calls: int = 50


class PreviewLine(Message, frozen=True, kw_only=True, tag="preview_line"):
    """A customer's line that the draft answers otherwise."""

    call: str
    text: str
    """Private numbers masked."""
    before: tuple[str, ...] = ()
    """Ids of cards and reply."""
    after: tuple[str, ...] = ()


class PreviewResult(Message, frozen=True, kw_only=True, tag="preview_result"):
    """Server to client: the answer to `PreviewQuery`."""

    playbook: str
    calls: int = 0
    lines: int = 0
    answered_before: int = 0
    """Lines that brought a card or a reply."""
    answered_after: int = 0
    changed: int = 0
    examples: tuple[PreviewLine, ...] = ()
    """At most 60."""


class PlaybookAct(Message, frozen=True, kw_only=True, tag="playbook_act"):
    """Client to server: begin or drop a draft, propose it, publish or reject somebody's proposal, roll back."""

    playbook: str
    action: PlaybookAction
    version: str = ""
    """Name of the version, for `propose` and `rollback`."""
    proposal: str = ""
    """For `publish` and `reject`."""
    note: str = ""
    """What a proposal changes, or why it is rejected."""


class NearMissesQuery(Message, frozen=True, kw_only=True, tag="near_misses_query"):
    """Client to server: what did customers ask in vain?"""

    playbook: str
    days: int = 30
    """How far back, at most 365."""


class NearMissGroup(Message, frozen=True, kw_only=True, tag="near_miss_group"):
    """Questions that are alike and found nothing, of two calls at least; no figures, no names."""

    question: str
    """The most typical one."""
    examples: tuple[str, ...] = ()
    """The next most typical, in other words; at most five."""
    questions: int = 0
    calls: int = 0
    """How many calls they come from."""
    intent: str = ""
    """As recognised most often; empty if none was."""
    words: tuple[str, ...] = ()
    """What most of them hold; at most six."""


class NearMisses(Message, frozen=True, kw_only=True, tag="near_misses"):
    """Server to client: the answer to `NearMissesQuery`."""

    playbook: str
    days: int = 30
    groups: tuple[NearMissGroup, ...] = ()
    """Those of most calls first; at most 40."""
    calls: int = 0
    """How many calls were looked through, the newest first."""


AuthorMessage = PlaybooksQuery | EntriesQuery | EntryQuery | EntryWrite | PreviewQuery | PlaybookAct | NearMissesQuery
"""What an author's window sends."""
