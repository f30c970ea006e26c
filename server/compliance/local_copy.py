"""What every client holds to go on by itself: published rules and checklist in, messages out.

Only words are handed out, no patterns: a client needs no engine of rules for them.  With each rule goes how right it has been,
which the client shows beside an alert.  Next: `server.gateway` sends it after the welcome.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from protocol.local import LocalCopy, LocalCopyPart, LocalItem, LocalRule, parts_of
from server.assist.indexes import PerPlaybook
from server.content.playbook import Playbook
from server.proof.disputes import Precision, precisions
from server.storage.disputes import DisputeRecords
from server.storage.errors import StorageError

from .lexicon import fold
from .matching import said_phrases

KEPT_S = 60.0
"""So long a copy is handed out again before the rules' precision is looked up anew."""


def _words(playbook: Playbook) -> dict[str, tuple[str, ...]]:
    """Rule -> what the client looks for."""
    return {rule.id: tuple(dict.fromkeys(fold(phrase, playbook.lang).text for phrase in said_phrases(rule)))
            for rule in playbook.rules.values() if rule.kind == "forbidden" and rule.channel == "agent"}


_words_of: PerPlaybook[dict[str, tuple[str, ...]]] = PerPlaybook(_words)


def local_copy(playbook: Playbook, measured: dict[tuple[str, str], Precision]) -> LocalCopy:
    """The copy of one playbook."""
    rules = []
    for rule in playbook.rules.values():
        known = measured.get((rule.id, rule.version))
        words = _words_of.of(playbook).get(rule.id, ())
        if words or known is not None:
            rules.append(LocalRule(
                id=rule.id, category=rule.category, severity=rule.severity, text=rule.text, version=rule.version,
                source=rule.source, channel=rule.channel, negatable=rule.negatable, phrases=words,
                alerts=known.alerts if known else 0, rejected=known.rejected if known else 0))
    items = [LocalItem(id=item.id, title=item.title, say=item.say, required=item.required, direction=item.direction,
                       due_ms=-1 if item.due_ms is None else item.due_ms, only_if=bool(item.intents or item.on_demand))
             for item in playbook.checklist]
    of_every_call = tuple(item for item in items if not item.direction and not item.only_if)
    return LocalCopy(playbook=playbook.id, version=playbook.version, lang=playbook.lang, rules=tuple(rules), items=of_every_call,
                     further=tuple(item for item in items if item.direction or item.only_if))


class LocalCopies:
    """The messages for every client; made once a minute at most."""

    def __init__(self, playbooks: Callable[[], Sequence[Playbook]], disputes: DisputeRecords, clock: Callable[[], float]) -> None:
        self._playbooks = playbooks
        self._disputes = disputes
        self._clock = clock
        self._made: tuple[LocalCopyPart, ...] = ()
        self._of: list[Playbook] = []
        self._until_s = 0.0

    def messages(self) -> tuple[LocalCopyPart, ...]:
        """Copies of all playbooks in force; reads the database, so not on the loop."""
        books = list(self._playbooks())
        if self._clock() >= self._until_s or len(books) != len(self._of) or any(
                new is not old for new, old in zip(books, self._of, strict=True)):
            self._made = tuple(part for book in books for part in parts_of(local_copy(book, self._measured(book))))
            self._of, self._until_s = books, self._clock() + KEPT_S
        return self._made

    def _measured(self, book: Playbook) -> dict[tuple[str, str], Precision]:
        try:
            return precisions(self._disputes.counts(book.id))
        except StorageError:
            # the rules matter more than how right they have been
            return {}
