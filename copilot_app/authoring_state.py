"""What an author's window knows: playbooks, the list, the open entry, checks; messages in, questions out.

`companion` connects it to the link.  The panes read the values below, call the methods, and never see the link.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from protocol.authoring import (
    Entries,
    EntriesQuery,
    EntryChecked,
    EntryForm,
    EntryOpened,
    EntryQuery,
    EntryTable,
    EntryWrite,
    NearMisses,
    NearMissesQuery,
    NearMissGroup,
    PlaybookAct,
    PlaybookAction,
    Playbooks,
    PlaybooksQuery,
    PlaybookState,
    PreviewQuery,
    PreviewResult,
)
from protocol.call import WireError
from protocol.message import Message, Role

WRITERS: tuple[Role, ...] = ("trainer", "quality", "compliance", "administrator")
"""Roles that are offered the window; what each may do, the server decides."""
_FAMILIES = ("authoring", "playbook", "storage")
"""Families of error codes that answer what was asked here."""


class AuthoringState(QObject):
    """Playbooks as the server last told them."""

    ask = Signal(object)
    """A `protocol` message for the server."""
    playbooks_changed = Signal()
    entries_changed = Signal()
    opened = Signal()
    """Another entry is open: `form`."""
    checked = Signal()
    """`check` answers the newest text."""
    previewed = Signal()
    near_misses_changed = Signal()
    """`near_misses` was asked for, or is answered."""
    failed = Signal()
    """`error` says why the last question was refused."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.playbooks: tuple[PlaybookState, ...] = ()
        self.person = ""
        """Sign-in name of the author."""
        self.may_write = False
        self.may_publish = False
        self.chosen = ""
        """Id of the playbook that is shown."""
        self.table: EntryTable = "article"
        self.search = ""
        self.entries = Entries(playbook="")
        self.form = EntryForm()
        self.is_new = False
        """True while an entry is written that is not there yet."""
        self.check: EntryChecked | None = None
        self.preview: PreviewResult | None = None
        self.near_misses: NearMisses | None = None
        """Questions that found nothing; None until they are answered."""
        self.error: WireError | None = None
        self.done = ""
        """The action that was done last."""
        self._number = 0

    @property
    def playbook(self) -> PlaybookState | None:
        """The playbook that is shown."""
        return next((one for one in self.playbooks if one.id == self.chosen), None)

    @property
    def can_edit(self) -> bool:
        """True if there is a draft to write into."""
        return self.may_write and self.playbook is not None and bool(self.playbook.draft)

    # --- what the author does ---

    def refresh(self) -> None:
        """Ask how everything stands."""
        self._send(PlaybooksQuery())

    def choose(self, playbook: str) -> None:
        """Show another playbook."""
        if playbook != self.chosen:
            self.chosen = playbook
            self.preview = self.near_misses = None
            self.form, self.is_new, self.check = EntryForm(), False, None
            self.playbooks_changed.emit()
            self.opened.emit()
            self.previewed.emit()
            self.look()

    def look(self, table: EntryTable | None = None, search: str | None = None) -> None:
        """List the entries, of another table or by other words."""
        self.table = self.table if table is None else table
        self.search = self.search if search is None else search
        if self.chosen:
            self._send(EntriesQuery(playbook=self.chosen, table=self.table, search=self.search))

    def open_entry(self, entry: str) -> None:
        """Read one entry."""
        self._send(EntryQuery(playbook=self.chosen, table=self.table, id=entry))

    def begin_entry(self, form: EntryForm | None = None) -> None:
        """A new entry: an empty form, or one that is begun."""
        self.form, self.is_new, self.check = form or EntryForm(), True, None
        self.opened.emit()

    def begin_article_about(self, group: NearMissGroup) -> None:
        """A new article that questions in vain are to find."""
        if self.table != "article":
            self.look(table="article")
        self.begin_entry(EntryForm(asked=(group.question, *group.examples), intents=(group.intent,) if group.intent else ()))

    def write(self, form: EntryForm, *, save: bool = False, remove: bool = False) -> None:
        """Check a form, put it into the draft, or take the entry out."""
        self._number += 1
        self._send(EntryWrite(playbook=self.chosen, table=self.table, form=form, number=self._number, save=save, remove=remove))

    def ask_preview(self) -> None:
        """What would the draft change in the latest calls?"""
        self._send(PreviewQuery(playbook=self.chosen))

    def ask_near_misses(self) -> None:
        """What did customers ask in vain?"""
        self.near_misses = None
        self._send(NearMissesQuery(playbook=self.chosen))
        self.near_misses_changed.emit()

    def act(self, action: PlaybookAction, *, version: str = "", proposal: str = "", note: str = "") -> None:
        """Begin or drop the draft, propose, publish, reject, roll back."""
        self._send(PlaybookAct(playbook=self.chosen, action=action, version=version, proposal=proposal, note=note))

    def _send(self, message: Message) -> None:
        self.error = None
        self.failed.emit()
        self.ask.emit(message)

    # --- what the server says ---

    @Slot(object)
    def apply(self, message: Message) -> None:
        """Take in an answer; other messages are not for this window."""
        if isinstance(message, Playbooks):
            self._take_playbooks(message)
        elif isinstance(message, Entries):
            if (message.playbook, message.table, message.search) == (self.chosen, self.table, self.search):
                self.entries = message
                self.entries_changed.emit()
        elif isinstance(message, EntryOpened):
            if (message.playbook, message.table) == (self.chosen, self.table):
                self.form, self.is_new, self.check = message.form, False, None
                self.opened.emit()
        elif isinstance(message, EntryChecked):
            self._take_check(message)
        elif isinstance(message, PreviewResult):
            self.preview = message if message.playbook == self.chosen else self.preview
            self.previewed.emit()
        elif isinstance(message, NearMisses):
            if message.playbook == self.chosen:
                self.near_misses = message
                self.near_misses_changed.emit()
        elif isinstance(message, WireError) and message.code.partition(".")[0] in _FAMILIES and not message.call:
            self.error = message
            self.failed.emit()

    def _take_playbooks(self, message: Playbooks) -> None:
        self.playbooks, self.may_write, self.may_publish = message.playbooks, message.may_write, message.may_publish
        self.person, self.done = message.person, message.done
        if self.playbook is None and self.playbooks:
            self.choose(self.playbooks[0].id)
            return
        self.playbooks_changed.emit()
        if message.done:
            self.look()

    def _take_check(self, message: EntryChecked) -> None:
        if message.number != self._number or message.playbook != self.chosen:
            return
        self.check = message
        if message.saved or message.removed:
            self.is_new = False
            self.refresh()
            self.look()
        if message.removed:
            self.form = EntryForm()
            self.opened.emit()
        self.checked.emit()
