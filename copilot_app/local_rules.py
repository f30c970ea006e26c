"""What this client does by itself when the server is gone in a call: warns from the words it still has, and says what it can not.

In: the server's local copies (after the welcome), how the link stands, the rows on the screen.  Out: alerts of its own beside the
server's, the checklist to be ticked by hand, and `active`, which banner and checklist show.  This client has no recogniser:
without the server nothing that is said is heard, so it says so at once and never looks as if it listened.  What was ticked is
sent when the server is back; what it warned of by itself leaves then, because the server hears the kept sound itself.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from protocol.assist import Feedback
from protocol.local import MAX_PARTS, LocalCopy, LocalCopyPart, LocalItem, LocalRule, joined

from .lists import AlertRow, ChecklistRow
from .sources import shown_source

if TYPE_CHECKING:
    from .call_state import CallState

OWN = "local:"
"""Ids of this client's own alerts begin so."""
_DROPPED = re.compile(r"[\s\u200b·•—_~`^\"'“”‘’「」『』《》-]+")
_DENIED = {"zh": re.compile(r"(?:不|没|别|非|未|勿|无|莫)[^,，。!！?？;；]{0,3}$"),
           "en": re.compile(r"(?:\b(?:not|no|never|cannot|without)|n't)(?:\s+\w+){0,2}\s*$")}
_SEVERITIES = {"stop": "stop", "remind": "remind", "inform": "inform"}
_LAST = 1 << 40
"""Sequence number of this client's own alerts: newer than all of the server's."""


@dataclass(frozen=True, slots=True)
class Found:
    """Forbidden words in a text."""

    rule: LocalRule
    words: str
    """As they stand in the compared text."""


def folded(text: str, lang: str) -> str:
    """A text as phrases are compared with it: half width, lower case; Chinese without spaces and quotation marks."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return _DROPPED.sub("", plain) if lang == "zh" else " ".join(plain.replace("-", " ").split())


def find(copy: LocalCopy, text: str) -> list[Found]:
    """The rules that the agent's words break, each once; denied words break none."""
    said = folded(text, copy.lang)
    found: list[Found] = []
    for rule in copy.rules:
        for phrase in rule.phrases:
            at = said.find(phrase)
            if at >= 0 and not (rule.negatable and _DENIED[copy.lang].search(said[:at])) and _whole(said, at, len(phrase)):
                found.append(Found(rule, phrase))
                break
    return found


def _whole(text: str, at: int, length: int) -> bool:
    """False if a Latin word is cut in two."""
    end = at + length
    return not (_latin(text[at - 1:at]) and _latin(text[at:at + 1]) or _latin(text[end - 1:end]) and _latin(text[end:end + 1]))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


class LocalGuard(QObject):
    """The part of a `CallState`, its parent, that goes on alone."""

    changed = Signal()
    """The server is gone in a call, or back."""

    def __init__(self, state: CallState) -> None:
        super().__init__(state)
        self._state = state
        self._parts: dict[str, dict[int, LocalCopyPart]] = {}
        self.copies: dict[str, LocalCopy] = {}
        """Language -> copy of the playbook in force; kept for the session."""
        self.active = False
        """True while a call runs and nobody hears it."""
        self.lang = "zh"
        """Of the call."""
        self.outbound = False
        """True if the call is one that the agent makes."""
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._due)

    def take(self, part: LocalCopyPart) -> None:
        """One part of a copy; a whole that its digest does not fit is thrown away, the copy before it stays."""
        if not 0 <= part.part < part.parts <= MAX_PARTS:
            return
        known = self._parts.get(part.playbook, {})
        if any(other.digest != part.digest for other in known.values()):
            known = {}
        known[part.part] = part
        self._parts[part.playbook] = known
        if len(known) == part.parts:
            del self._parts[part.playbook]
            copy = joined([known[number] for number in range(part.parts)])
            if copy is not None and (copy.playbook, copy.lang) == (part.playbook, part.lang):
                self.copies[copy.lang] = copy

    @property
    def copy(self) -> LocalCopy | None:
        """The copy for this call, None if the server never sent one."""
        return self.copies.get(self.lang)

    def measured(self, rule: str) -> tuple[int, int]:
        """How many alerts a rule has raised, and how many of them were found wrong; zeros if nobody knows."""
        for copy in (self.copies.get(self.lang), *self.copies.values()):
            for one in copy.rules if copy is not None else ():
                if one.id == rule:
                    return one.alerts, one.rejected
        return 0, 0

    @Slot()
    def look(self) -> None:
        """The link or the call has changed."""
        state = self._state
        active = state.phase in ("starting", "live") and state.link.phase in ("offline", "refused")
        if active == self.active:
            return
        self.active = active
        if active:
            self._clock.start()
            self._list_items()
            self._warn()
        else:
            self._clock.stop()
            for row in [row for row in state.alerts if row.id.startswith(OWN)]:
                state.alerts.take(row.id)
        self.changed.emit()

    def settle(self, alert: str) -> bool:
        """Take one of this client's own alerts off the screen; False if it is the server's."""
        if not alert.startswith(OWN):
            return False
        self._state.alerts.take(alert)
        return True

    def tick(self, item: str) -> None:
        """The agent has said this by their own word; the server learns of it when it is back."""
        state = self._state
        row = state.checklist.get(item)
        if not self.active or row is None or row.state == "done":
            return
        state.checklist.put(replace(row, state="done"))
        state.intent.emit(Feedback(call=state.call, item=item, kind="checklist", action="ticked", at_ms=state.call_clock()))

    def _list_items(self) -> None:
        """What must be said stays on the screen also if the server had no time to list it."""
        copy = self.copy
        known = () if copy is None else (*copy.items, *(
            one for one in copy.further if not one.only_if and self._applies(one)))
        for item in known:
            if self._state.checklist.get(item.id) is None:
                self._state.checklist.put(ChecklistRow(item.id, item.title, item.say, "open", item.due_ms))
        self._due()

    @property
    def unnoticed(self) -> tuple[str, ...]:
        """Titles of what would become a duty by what is said, and is not on the screen yet: nobody notices it now."""
        copy = self.copy
        return tuple(item.title for item in copy.further if item.only_if and self._applies(item)
                     and self._state.checklist.get(item.id) is None) if self.active and copy is not None else ()

    def _applies(self, item: LocalItem) -> bool:
        return item.direction in ("", "outbound" if self.outbound else "inbound")

    def _warn(self) -> None:
        """Words that the server had sent and had not judged yet are judged here."""
        copy = self.copy
        if copy is None:
            return
        for row in [row for row in self._state.transcript if not row.final and row.channel == "agent"]:
            for found in find(copy, row.text):
                rule = found.rule
                self._state.alerts.put(AlertRow(
                    f"{OWN}{rule.id}", rule.category, _SEVERITIES.get(rule.severity, "remind"),  # type: ignore[arg-type]
                    rule.text, found.words, shown_source(rule.source), rule.id, "agent", False, row.end_ms, _LAST))

    @Slot()
    def _due(self) -> None:
        """Time goes on without the server too."""
        now_ms = self._state.call_clock()
        for row in [row for row in self._state.checklist if row.state == "open" and 0 <= row.due_ms <= now_ms]:
            self._state.checklist.put(replace(row, state="due"))
