"""Scenarios that trainers write: kept while they may still hold mistakes, put into the playbook's draft once they hold
none.

In: texts of trainers, drafts made from calls.  Out: texts, and the file `practice/<id>.toml` of the playbook's draft,
which two persons publish like everything else in it (`server.authoring`).  A text with a mistake stays here only; what
the playbook's draft held before stays there.  Two persons who write one draft are told of each other.  Next:
`training_desk`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec

from protocol.message import Language
from protocol.training import ScenarioText
from server.authoring.draft import Draft
from server.authoring.draft import read as read_directory
from server.authoring.in_force import published_version
from server.authoring.places import NAME, Places
from server.content.errors import PlaybookError
from server.content.loading import find_playbook
from server.content.playbook import Playbook
from server.storage.audit import now_text
from server.storage.database import Database
from server.storage.people import User
from server.storage.state import StateDirectory
from server.storage.training import StoredDraft, TrainingRecords

from .class_rights import require_trainer
from .loading import read_draft, read_practice
from .refusals import DraftChanged, NothingThere, NotPlaced, ValueRefused
from .scenario import PracticeScenario

LONGEST = 100_000
"""Characters of a scenario."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """One draft in a list."""

    id: str
    scenario: PracticeScenario | None
    """None: it can not even be read."""
    playable: bool
    """True if the checker found nothing."""


class Drafts:
    """The drafts of all languages."""

    def __init__(self, state: StateDirectory, database: Database, names: Sequence[str]) -> None:
        """`names`: the playbooks of the settings."""
        self._state = state
        self._names = tuple(names)
        self._records = TrainingRecords(database)

    def open(self, person: User, lang: Language, scenario: str) -> ScenarioText:
        """A scenario's text: the draft, else what is published.

        Raises:
            NotAllowed: not a trainer.
            NothingThere: neither.
        """
        require_trainer(person)
        published = self._published(lang, scenario)
        draft = self._records.draft(scenario, lang)
        if draft is not None and draft.text.strip() != published.strip():
            return ScenarioText(scenario=scenario, lang=lang, text=draft.text, draft=True)
        if not published:
            raise NothingThere(f"there is no scenario {scenario!r} any more; look at the list again")
        return ScenarioText(scenario=scenario, lang=lang, text=published, draft=False)

    def write(self, person: User, message: ScenarioText, read: str) -> tuple[ScenarioText, NotPlaced | None]:
        """Keep a text, and put it into the playbook's draft if it holds no mistake.

        Args:
            read: mark (`mark_of`) of the text that this person was last shown; empty: none.

        Returns:
            The text as it is kept, and why it could not go into the playbook's draft.

        Raises:
            NotAllowed: not a trainer.
            DraftChanged: somebody else has written it since.
            ValueRefused: the name or the length can not be.
        """
        require_trainer(person)
        scenario, lang = message.scenario, message.lang
        if not _ID.fullmatch(scenario):
            raise ValueRefused(f"{scenario!r} can not be a scenario's id; use letters, digits, `_`, `-` and `.`, at most 64")
        if len(message.text) > LONGEST:
            raise ValueRefused(f"the scenario is longer than {LONGEST} characters; shorten it")
        before = self._records.draft(scenario, lang)
        text = before.text if before is not None else self._published(lang, scenario)
        if text and text != message.text and mark_of(text) != read:
            who = f"{before.by} has written this scenario on {before.at[:16]}" if before is not None else "this scenario exists"
            raise DraftChanged(f"{who}; open it again, then write your changes into it")
        self._records.write_draft(StoredDraft(scenario, lang, message.text, person.name, now_text()),
                                  f"{person.name} ({person.role})")
        kept = ScenarioText(scenario=scenario, lang=lang, text=message.text, draft=True)
        try:
            self._put_into_playbook(lang, scenario, message.text)
        except PlaybookError as error:
            return kept, NotPlaced(f"the scenario is kept, but the playbook's draft has a mistake elsewhere: {error}")
        return kept, None

    def keep_made(self, person: User, scenario: str, lang: Language, text: str, call: str) -> None:
        """Keep a draft that was made from a call; it goes with the call unless a trainer writes on it."""
        self._records.write_draft(StoredDraft(scenario, lang, text, person.name, now_text()),
                                  f"{person.name} ({person.role})", call)

    def delete(self, person: User, scenario: str, lang: Language) -> None:
        """Throw a draft away; what is published stays.

        Raises:
            NotAllowed: not a trainer.
            NothingThere: there is no draft.
        """
        require_trainer(person)
        gone = self._records.drop_draft(scenario, lang, f"{person.name} ({person.role})")
        _, book = self._book(lang)
        draft = self._playbook_draft(book)
        if draft is not None and draft.exists and scenario in read_practice(draft.places.draft):
            published = self._published(lang, scenario)
            gone = gone or not published
            draft.put_practice(scenario, published)
        if not gone:
            raise NothingThere(f"there is no draft of {scenario!r}; look at the list again")

    def entries(self, lang: Language) -> list[DraftEntry]:
        """Every draft that is not published as it stands."""
        directory, book = self._book(lang)
        texts = {name: file.path.read_text(encoding="utf-8") for name, (_, file) in read_practice(directory).items()}
        found = []
        for draft in self._records.drafts(lang):
            if draft.text.strip() != texts.get(draft.scenario, "").strip():
                scenario, problems = read_draft(draft.text, book)
                found.append(DraftEntry(draft.scenario, scenario, scenario is not None and not problems))
        return found

    def playable(self, lang: Language, scenario: str) -> PracticeScenario | None:
        """A draft that can be played, by trainers; None if there is none, or it holds a mistake."""
        draft = self._records.draft(scenario, lang)
        if draft is None:
            return None
        read, problems = read_draft(draft.text, self._book(lang)[1])
        return None if problems or read is None else msgspec.structs.replace(read, draft=True)

    def book(self, lang: Language) -> Playbook:
        """The playbook that scenarios of a language belong to."""
        return self._book(lang)[1]

    def taken(self, lang: Language) -> set[str]:
        """Ids that a new scenario can not have."""
        directory, _ = self._book(lang)
        return {draft.scenario for draft in self._records.drafts(lang)} | set(read_practice(directory))

    def _put_into_playbook(self, lang: Language, scenario: str, text: str) -> None:
        directory, book = self._book(lang)
        read, problems = read_draft(text, book)
        if problems or read is None or read.id != scenario:
            return
        draft = self._playbook_draft(book)
        if draft is None:
            return
        if not draft.exists:
            draft.begin("" if draft.places.in_force() else directory)
        draft.put_practice(scenario, text)

    def _playbook_draft(self, book: Playbook) -> Draft | None:
        return Draft(Places(self._state, book.id)) if NAME.fullmatch(book.id) else None

    def _published(self, lang: Language, scenario: str) -> str:
        directory, _ = self._book(lang)
        known = read_practice(directory).get(scenario)
        return known[1].path.read_text(encoding="utf-8") if known is not None else ""

    def _book(self, lang: Language) -> tuple[Path, Playbook]:
        """Directory and playbook in force of a language."""
        for name in self._names:
            directory = published_version(name, self._state) or find_playbook(name)
            book = read_directory(directory)[0]
            if book.lang == lang:
                return directory, book
        raise NothingThere(f"this server has no playbook in the language {lang}; ask the administrator")


def mark_of(text: str) -> str:
    """What tells one text from another."""
    return sha256(text.encode()).hexdigest()
