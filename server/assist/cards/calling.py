"""What `skills.toml` says of a skill: is it wanted, which words call for it, which document its tables are from;
and the details of the call that several skills fill in.

In come a turn and the name of a skill; out comes True if its card is called for by words.  Used by the skills.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from server.assist.indexes import PerPlaybook
from server.assist.phrases import PhraseFinder, fold
from server.assist.turns import CallView, Turn
from server.content.playbook import Playbook
from server.content.skill_tables import SkillSetting


class _Callers:
    """The phrases of one playbook's skills."""

    def __init__(self, playbook: Playbook) -> None:
        self.settings = {setting.id: setting for setting in playbook.skills.skill}
        self.phrases: PhraseFinder[str] = PhraseFinder(
            ((phrase, setting.id) for setting in playbook.skills.skill for phrase in setting.phrases), playbook.lang)
        self.reasons: PhraseFinder[str] = PhraseFinder(
            ((phrase, reason.id) for reason in playbook.skills.complaint_reason for phrase in reason.phrases), playbook.lang)
        self.called = lru_cache(maxsize=_KEPT)(self._called)
        """Text -> ids of the skills whose words stand in it."""

    def _called(self, text: str) -> frozenset[str]:
        return frozenset(name for _, _, name in self.phrases.find(fold(text)))


_KEPT = 256
"""Lines of which it is kept: every skill asks about the same one."""
_callers = PerPlaybook(_Callers)


def setting_of(call: CallView, skill: str) -> SkillSetting:
    """What the playbook says of a skill; the defaults if it says nothing."""
    return _callers.of(call.playbook).settings.get(skill, SkillSetting(id=skill))


def called(turn: Turn, call: CallView, skill: str) -> bool:
    """True if words of the line call for the skill's card."""
    return skill in _callers.of(call.playbook).called(turn.utterance.text)


def complaint_reasons(text: str, call: CallView) -> list[str]:
    """Ids of the reasons of complaint whose words stand in a text, the first first."""
    return list(dict.fromkeys(name for _, _, name in _callers.of(call.playbook).reasons.find(fold(text))))


def today(call: CallView) -> date | None:
    """The day on which the call began, by the server; None if it is not known."""
    try:
        return date.fromisoformat(call.facts.started_at[:10])
    except ValueError:
        return None


def slot_number(call: CallView, name: str) -> Decimal | None:
    """The number of a detail that the customer named."""
    slot = call.dialogue.slots.get(name)
    return slot.figure.number if slot is not None and slot.figure is not None else None


def slot_months(call: CallView) -> Decimal | None:
    """The term that the customer named, if it was one in months."""
    slot = call.dialogue.slots.get("term")
    return slot.figure.number if slot is not None and slot.figure is not None and slot.figure.kind == "months" else None
