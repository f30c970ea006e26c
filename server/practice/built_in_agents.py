"""Agents that play against a customer: a good one, a bad one and a silent one.

In: the scenario, and what the customer said with its notes.  Out: what the agent says next.  The good one says the
scenario's own best answers and the playbook's lines; the bad one states wrong figures, presses, ignores and falls for
traps, the gullible one only that.  Used by `self_test` and by the report's comparison with the best handling.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from protocol.message import Language
from server.assist.figures import figures
from server.content.playbook import Playbook

from .answers import Facts
from .engine import CustomerTurn
from .scenario import Ask, Objection, PracticeScenario, Trap

_LINES: dict[Language, dict[str, str]] = {
    "zh": {"greeting": "您好，很高兴为您服务，请问有什么可以帮您？", "outbound": "您好，请问是{name}吗？", "identity": "好的，请先核对身份，请说一下预留手机的后四位。",
           "verified": "核对无误，感谢您的配合。", "need": "您方便说说具体是什么情况，为什么着急吗？", "calm": "非常理解您的心情。", "closing": "感谢您的来电，祝您生活愉快，再见。",
           "anything": "请问还有其他可以帮您的吗？"},
    "en": {"greeting": "Good morning, thank you for calling, how may I help you?",
           "outbound": "Good morning, am I speaking with {name}?",
           "identity": "Certainly, let me verify your identity first: what are the last four digits of your phone number?",
           "verified": "Thank you, that matches.", "need": "Could you tell me a little more about what is behind this?",
           "calm": "I understand how you feel.", "closing": "Thank you for calling, have a nice day, goodbye.",
           "anything": "Is there anything else I can help you with?"},
}
_BAD: dict[Language, tuple[str, ...]] = {
    "zh": ("这个我不清楚，您自己看一下官网吧。", "您今天必须办，再不办就没机会了。", "我们最近有个新活动，送米送油。", "您到底办不办？赶紧决定。", "天气不错，您吃饭了吗？"),
    "en": ("I don't know, look it up on our website.", "You have to decide right now, it's your last chance.",
           "We have a lovely new credit card this month.",
           "So what are you waiting for? Make up your mind.", "Nice weather today, isn't it?"),
}
_UPSET = -0.15
_SETTLED = ("resolved", "answered", "handled", "taken")


class Agent(Protocol):
    """Who plays the agent."""

    name: str

    def answer(self, turn: CustomerTurn) -> str:
        """What he says next; empty: nothing."""
        ...


class GoodAgent:
    """Says what the house holds to be best."""

    name = "good"

    def __init__(self, playbook: Playbook, scenario: PracticeScenario) -> None:
        self._scenario = scenario
        self._facts = Facts(playbook, scenario)
        self._lines = _lines(playbook, scenario)
        self._greeted = self._asked_who = self._verified = self._asked_need = self._asked_more = False
        self._open: Ask | Objection | Trap | None = None

    def answer(self, turn: CustomerTurn) -> str:
        """His next words."""
        if not self._greeted:
            self._greeted = True
            return self._lines["greeting"] if self._scenario.direction == "inbound" else self._lines["outbound"]
        for note in turn.notes:
            if note.state in ("raised", "laid"):
                self._open = _entry(self._scenario, note.kind, note.id)
            elif note.state in _SETTLED and self._open is not None and note.id == self._open.id:
                self._open = None
        if self._scenario.identify and not self._asked_who and self._scenario.direction == "inbound":
            self._asked_who = True
            return self._lines["identity"]
        return " ".join(part for part in (self._courtesy(turn), self._words(turn)) if part)

    def _best(self, entry: Ask | Objection | Trap) -> str:
        return entry.good

    def _courtesy(self, turn: CustomerTurn) -> str:
        parts = []
        if self._asked_who and not self._verified:
            self._verified = True
            parts.append(self._lines["verified"])
        if turn.mood < _UPSET:
            parts.append(self._lines["calm"])
        return " ".join(parts)

    def _words(self, turn: CustomerTurn) -> str:
        if self._open is not None:
            return self._facts.fill(self._best(self._open))
        if self._scenario.need is not None and not self._asked_need:
            self._asked_need = True
            return self._lines["need"]
        if not self._asked_more:
            self._asked_more = True
            return self._lines["anything"]
        return self._lines["closing"]


class BadAgent:
    """States wrong figures, presses, ignores, falls for traps; polite only at both ends, so that a goodbye alone wins nothing."""

    name = "bad"

    def __init__(self, playbook: Playbook, scenario: PracticeScenario) -> None:
        self._scenario = scenario
        self._facts = Facts(playbook, scenario)
        self._lines = _lines(playbook, scenario)
        self._open: Ask | Objection | Trap | None = None
        self._turns = 0

    def answer(self, turn: CustomerTurn) -> str:
        """His next words."""
        self._turns += 1
        for note in turn.notes:
            if note.state in ("raised", "laid"):
                self._open = _entry(self._scenario, note.kind, note.id)
        if self._turns == 1:
            return self._lines["greeting"] if self._scenario.direction == "inbound" else self._lines["outbound"]
        if isinstance(self._open, Trap):
            words, self._open = self._facts.fill(self._open.bad), None
            return words
        if isinstance(self._open, Ask) and self._turns % 2 == 0:
            return wrong_figures(self._facts.fill(self._open.good), self._scenario.lang)
        bad = _BAD[self._scenario.lang]
        return self._lines["closing"] if self._turns % 9 == 0 else bad[self._turns % len(bad)]


class GullibleAgent(GoodAgent):
    """Right in everything but the traps, for each of which he falls."""

    name = "gullible"

    def _best(self, entry: Ask | Objection | Trap) -> str:
        return entry.bad if isinstance(entry, Trap) else entry.good


class SilentAgent:
    """Says nothing."""

    name = "silent"

    def answer(self, turn: CustomerTurn) -> str:
        """Nothing."""
        return ""


def wrong_figures(text: str, lang: Language) -> str:
    """The text with every figure another one; of a text without figures only talk that says nothing."""
    found = figures(text, lang)
    if not found:
        return _BAD[lang][2]
    for figure in reversed(found):
        number = _other(figure.value)
        shown = {"percent": f"{number}%", "money": f"{number}元" if lang == "zh" else f"${number}"}.get(figure.kind)
        if shown is None:
            digits = "".join(char for char in figure.text if not char.isdigit() and char not in "零一二三四五六七八九十百千万两.,")
            shown = f"{number}{digits}" if lang == "zh" else f"{number} {digits.strip()}"
        text = f"{text[:figure.start]}{shown}{text[figure.end:]}"
    return text


def _other(value: str) -> str:
    """A number that depends on a figure alone, and is hardly ever right."""
    return str(31 + sum(ord(char) for char in value) % 60)


def _entry(scenario: PracticeScenario, kind: str, name: str) -> Ask | Objection | Trap | None:
    entries: dict[str, Sequence[Ask | Objection | Trap]] = {
        "ask": scenario.ask, "objection": scenario.objection, "trap": scenario.trap}
    return next((entry for entry in entries.get(kind, ()) if entry.id == name), None)


def _lines(playbook: Playbook, scenario: PracticeScenario) -> dict[str, str]:
    """The house's lines, the playbook's own where its checklist has them."""
    lines = {key: text.format(name=scenario.persona.name) for key, text in _LINES[scenario.lang].items()}
    said = {item.id: item.say for item in playbook.checklist if item.say and "…" not in item.say and "..." not in item.say}
    begun = {item.id: item.begin for item in playbook.checklist if item.begin}
    opening = [said[item] for item in ("institution_and_agent", "recording_notice", "recording_purpose") if item in said]
    lines["greeting"] = " ".join((lines["greeting"], *opening))
    lines["outbound"] = " ".join((lines["outbound"], *opening))
    lines["identity"] = begun.get("identity_check", lines["identity"])
    lines["verified"] = said.get("identity_check", lines["verified"])
    return lines
