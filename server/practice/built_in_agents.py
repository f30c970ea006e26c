"""Agents that play against a customer: a good one, a bad one and a silent one.

In: the scenario, and what the customer said with its notes.  Out: what the agent says next.  The good one says the
scenario's own best answers and the playbook's lines; the bad one states wrong figures, presses, ignores and falls for
traps, the gullible one only that.  Used by `self_test` and by the report's comparison with the best handling.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from protocol.message import Language
from server.assist.figures import figures
from server.content.playbook import Playbook

from .act_words import PATTERNS
from .answers import Facts
from .engine import CustomerTurn
from .scenario import Ask, Objection, PracticeScenario, Trap

_LINES: dict[Language, dict[str, str]] = {
    "zh": {"greeting": "您好，很高兴为您服务。", "help": "请问有什么可以帮您？", "hello": "您好。", "outbound": "请问是{name}吗？",
           "identity": "好的，请先核对身份，请说一下预留手机的后四位。", "verified": "核对无误，感谢您的配合。",
           "need": "您方便说说具体是什么情况吗，您主要是担心什么？", "sum": "我总结一下：", "anything": "请问还有其他可以帮您的吗？",
           "closing": "感谢您的来电，祝您生活愉快，再见。"},
    "en": {"greeting": "Good morning, thank you for calling.", "help": "How may I help you?", "hello": "Good morning.",
           "outbound": "Am I speaking with {name}?",
           "identity": "Certainly, let me verify your identity first: what are the last four digits of your phone number?",
           "verified": "Thank you, that matches.", "need": "Could you tell me more about what is behind this?",
           "sum": "Let me recap.", "anything": "Is there anything else I can help you with?",
           "closing": "Thank you for calling, have a nice day, goodbye."},
}
_CALM: dict[Language, tuple[str, ...]] = {
    "zh": ("非常理解您的心情，我马上帮您处理。", "我能理解您的着急。", "您说的我都明白，换谁都会着急。"),
    "en": ("I understand how you feel, and I will help you.", "I can hear how much this bothers you.",
           "You're right to be upset."),
}
"""Said before anything else to a customer who is upset, in turn."""
_OWN_NUMBER: dict[Language, tuple[str, str]] = {
    "zh": (r"请记一下我的工号|工号[是为]?(?:…+|\.{3})", "工号8612"),
    "en": (r"my name is (?:…+|\.{3})", "my name is Alex Reed."),
}
"""Where the playbook leaves the agent's own name or number open -> a fictional one."""
_SENTENCE: dict[Language, re.Pattern[str]] = {"zh": re.compile(r"[^。！？]+[。！？]?"),
                                              "en": re.compile(r".+?(?:[.!?](?=\s|$)|$)")}
_MOST_POINTS = 2
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
    """Says what the house holds to be best.

    Names house and himself, says that he understands before anything else to who is upset, checks who is calling
    where the scenario wants it, asks for the need, and sums up before the goodbye.
    """

    name = "good"

    def __init__(self, playbook: Playbook, scenario: PracticeScenario) -> None:
        self._scenario = scenario
        self._facts = Facts(playbook, scenario)
        self._lines = _lines(playbook, scenario)
        self._greeted = self._asked_who = self._verified = self._asked_need = self._asked_more = False
        self._calmed = 0
        self._open: Ask | Objection | Trap | None = None
        self._settled: list[Ask] = []

    def answer(self, turn: CustomerTurn) -> str:
        """His next words."""
        if not self._greeted:
            self._greeted = True
            return self._lines["greeting"] if self._scenario.direction == "inbound" else self._lines["outbound"]
        for note in turn.notes:
            if note.state in ("raised", "laid"):
                self._open = _entry(self._scenario, note.kind, note.id)
            elif note.state in _SETTLED:
                self._settle(note.kind, note.id)
        if self._scenario.identify and not self._asked_who:
            self._asked_who = True
            words = self._who()
        else:
            words = self._joined(self._thanks(turn), self._words())
        return self._joined(self._calm(turn, words), words)

    def _who(self) -> str:
        """The question who is calling or called: the best answer to what is open, if it asks that, or the house's."""
        best = self._facts.fill(self._best(self._open)) if self._open is not None else ""
        return best if PATTERNS[self._scenario.lang]["identified"].search(best.lower()) else self._lines["identity"]

    def _settle(self, kind: str, name: str) -> None:
        entry = _entry(self._scenario, kind, name)
        if isinstance(entry, Ask) and entry not in self._settled:
            self._settled.append(entry)
        if self._open is not None and name == self._open.id:
            self._open = None

    def _best(self, entry: Ask | Objection | Trap) -> str:
        return entry.good

    def _calm(self, turn: CustomerTurn, words: str) -> str:
        """That he understands, if the customer is upset and the words do not begin with it by themselves."""
        ways, patterns = _CALM[self._scenario.lang], PATTERNS[self._scenario.lang]
        first = _SENTENCE[self._scenario.lang].match(words.lower())
        begins = first is not None and any(patterns[act].search(first[0]) for act in ("acknowledged", "apologised"))
        if turn.mood >= _UPSET or begins:
            return ""
        self._calmed += 1
        return ways[(self._calmed - 1) % len(ways)]

    def _thanks(self, turn: CustomerTurn) -> str:
        """That who he is was checked, once he has said it."""
        given = any(self._scenario.facts[name] in turn.text for name in self._scenario.identify)
        if self._verified or not (self._asked_who or given):
            return ""
        self._verified = True
        return self._lines["verified"]

    def _words(self) -> str:
        if self._open is not None:
            return self._facts.fill(self._best(self._open))
        if self._scenario.need is not None and not self._asked_need:
            self._asked_need = True
            return self._lines["need"]
        if not self._asked_more:
            self._asked_more = True
            return self._joined(self._summary(), self._lines["anything"])
        return self._lines["closing"]

    def _summary(self) -> str:
        """What was answered, in the sentence of each answer that says most; those with figures before others."""
        chosen = sorted(self._settled, key=lambda ask: not ask.answer.figures)[:_MOST_POINTS]
        points = [max(_SENTENCE[self._scenario.lang].findall(self._facts.fill(ask.good)),
                      key=lambda said: (any(char.isdigit() for char in said), len(said)), default="").strip()
                  for ask in self._settled if ask in chosen]
        return self._joined(self._lines["sum"], *points) if points else ""

    def _joined(self, *parts: str) -> str:
        return ("" if self._scenario.lang == "zh" else " ").join(part for part in parts if part)


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
    lang = scenario.lang
    lines = {key: text.format(name=scenario.persona.name) for key, text in _LINES[lang].items()}
    own, instead = _OWN_NUMBER[lang]
    said = {item.id: re.sub(own, instead, item.say) for item in playbook.checklist}
    said = {item: say for item, say in said.items() if say and "…" not in say and "..." not in say}
    begun = {item.id: item.begin for item in playbook.checklist if item.begin}
    opening = [said[item] for item in ("institution_and_agent", "recording_notice", "recording_purpose") if item in said]
    between = "" if lang == "zh" else " "
    lines["greeting"] = between.join((lines["greeting"], *opening, lines["help"]))
    lines["outbound"] = between.join((lines["hello"], *opening, lines["outbound"]))
    lines["identity"] = begun.get("identity_check", lines["identity"])
    lines["verified"] = said.get("identity_check", lines["verified"])
    return lines
