"""A real call as the draft of a scenario: what the customer wanted, in words of a fictional one.

In: a stored call (masked), its events, the playbook.  Out: TOML that names at its top what a trainer still has to fill
in.  Names, numbers, dates and addresses are replaced (`made_up`); the agent's own words are used nowhere, answers are
the playbook's approved replies; traps get the house's standard words.  Next: `drafts` keeps it, `loading.read_draft`
lists its problems.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from protocol.assist import Alert, Intent, Mood
from protocol.message import CallEvent, Language
from server.assist.intents import is_backchannel
from server.assist.phrases import fold
from server.calls.utterance import Utterance
from server.content.filling import PLACEHOLDER
from server.content.playbook import Playbook, Reply

from .draft_words import BEFORE, ENDS, GUIDE, OPEN, PERSONS, STANDARD_TRAPS, TITLE
from .made_up import MadeUp
from .rubric_lines.empathy import replies_for_bad_moods

MOST_ASKS = 4
MOST_OBJECTIONS = 2
AROUND_MS = 90_000
"""Of a moment: so much of the call on either side of it is used."""
_NO_ASK = frozenset({"other", "agree", "not_interested", "callback_later", "identity_question", "complaint"})
_BAD = frozenset({"unhappy", "angry", "anxious"})
_SURE = 0.4
_KIND_OF_ALERT = {"fraud_cue": "fraud", "vulnerable": "vulnerable", "complaint": "complaint", "regulator_mention": "complaint"}
_KIND_OF_INTENT = {"investment_inquiry": "advice", "insurance_inquiry": "sale", "loan_inquiry": "sale", "complaint": "complaint"}
_TRAP_OF_ALERT = {"fraud_cue": "safe_account", "card_data": "card_number"}
_MOOD_START = {"angry": -0.5, "unhappy": -0.3, "anxious": -0.2, "pleased": 0.3, "calm": 0.0}


@dataclass
class _Found:
    """What was found in the call."""

    asks: list[tuple[str, str]] = field(default_factory=list)
    """(intent, the customer's words made fictional)."""
    objections: list[str] = field(default_factory=list)
    traps: list[str] = field(default_factory=list)
    """Kinds."""
    kind: str = "service"
    mood: float = 0.0


@dataclass(frozen=True)
class MadeScenario:
    """A draft."""

    id: str
    title: str
    text: str
    """TOML."""


def draft_from_call(call: str, lang: Language, lines: Sequence[Utterance], events: Sequence[CallEvent], playbook: Playbook,
                    taken: Collection[str], names: Collection[str] = (), at_ms: int = -1) -> MadeScenario:
    """Draft a scenario.

    Args:
        lines, events: of the call; `at_ms`: a moment of it, -1 for the whole.
        taken: ids that other scenarios have.
        names: of the customer and the agent, from their records; never in the draft.
    """
    if at_ms >= 0:
        lines = [line for line in lines if at_ms - AROUND_MS <= line.end_ms and line.start_ms <= at_ms + AROUND_MS]
    made_up = MadeUp(lang, names)
    found = _found(lines, events, made_up)
    digest = sha256(call.encode()).hexdigest()
    name = next(name for number in range(1, 10_000) if (name := f"from_call_{digest[:6]}_{number}") not in taken)
    topic = next((playbook.intents[intent].title for intent, _ in found.asks if intent in playbook.intents), "")
    title = TITLE[lang].format(topic=topic or OPEN[lang]["topic"])
    person = PERSONS[lang][int(digest, 16) % len(PERSONS[lang])]
    parts = [*_head(name, title, lang, found, person, made_up), *_asks(found, playbook, lang),
             *_objections(found, playbook, lang), *_traps(found, lang), ENDS[lang]["failure_trap" if found.traps else "failure"],
             ENDS[lang]["success"] + ("" if not found.objections else 'objections = ["*"]\n')
             + ("" if not found.traps else 'traps = ["*"]\n'), *_words(found, lang)]
    return MadeScenario(name, title, "\n".join(part.rstrip() + "\n" for part in parts))


def _found(lines: Sequence[Utterance], events: Sequence[CallEvent], made_up: MadeUp) -> _Found:
    said = {line.id: line for line in lines if line.channel == "customer"}
    found, seen = _Found(), set[str]()
    moods = [event for event in events if isinstance(event, Mood) and event.utterance in said]
    found.mood = _MOOD_START[moods[0].mood] if moods else 0.0
    for event in events:
        line = said.get(event.utterance)
        if line is None or is_backchannel(fold(line.text), line.lang):
            continue
        if isinstance(event, Intent):
            found.kind = _KIND_OF_INTENT.get(event.intent, found.kind)
            if event.intent in _NO_ASK or event.intent in seen or event.confidence < _SURE or len(found.asks) == MOST_ASKS:
                continue
            if words := made_up.line(line.text):
                seen.add(event.intent)
                found.asks.append((event.intent, words))
        elif isinstance(event, Mood) and event.mood in _BAD and len(found.objections) < MOST_OBJECTIONS:
            words = made_up.line(line.text)
            if words and words not in found.objections and all(words != ask for _, ask in found.asks):
                found.objections.append(words)
        elif isinstance(event, Alert) and (kind := _TRAP_OF_ALERT.get(event.category)) and kind not in found.traps:
            found.traps.append(kind)
    # what weighs most decides what kind of call it was
    for event in events:
        if isinstance(event, Alert) and event.utterance in said:
            found.kind = _KIND_OF_ALERT.get(event.category, found.kind)
    return found


def _head(name: str, title: str, lang: Language, found: _Found, person: tuple[str, str], made_up: MadeUp) -> Iterator[str]:
    yield GUIDE[lang]
    surname = OPEN[lang]["surname"].format(name=person[1])
    facts = {"surname": surname, "phone_tail": OPEN[lang]["phone_tail"], **made_up.facts}
    yield (f"id = {_toml(name)}\ntitle = {_toml(title)}\nlang = {_toml(lang)}\nkind = {_toml(found.kind)}\n"
           f"goal = {_toml(OPEN[lang]['goal'])}\nminutes = 5\ndraft = true\nmood = {found.mood}\n"
           'identify = ["surname", "phone_tail"]\n')
    yield (f"[persona]\nname = {_toml(person[0])}\nage = 42\nmanner = {_toml(OPEN[lang]['manner'])}\nknowledge = \"some\"\n"
           "patience = 0.6\n")
    yield "[facts]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in facts.items())


def _asks(found: _Found, playbook: Playbook, lang: Language) -> Iterator[str]:
    for number, (intent, _) in enumerate(found.asks or [("", "")]):
        reply = _reply_for(playbook, intent)
        good, answer = (reply.text, f"{{replies = [{_toml(reply.id)}]}}") if reply is not None else (
            OPEN[lang]["good"], f"{{words = [[{_toml(OPEN[lang]['word'])}]]}}")
        yield (f"[[ask]]\nid = \"ask_{number + 1}\"\nsay = \"{'opening' if number == 0 else f'ask_{number + 1}'}\"\n"
               f"good = {_toml(good)}\nanswer = {answer}\n")


def _objections(found: _Found, playbook: Playbook, lang: Language) -> Iterator[str]:
    calming = [reply for reply in playbook.replies.values() if "complaint" in reply.intents and not reply.alerts]
    replies = [reply for reply in (*calming, *replies_for_bad_moods(playbook)) if not PLACEHOLDER.search(reply.text)]
    for number, _ in enumerate(found.objections, 1):
        good = replies[(number - 1) % len(replies)] if replies else None
        answer = f"{{replies = [{_toml(good.id)}]}}" if good is not None else '{acts = ["acknowledged"]}'
        yield (f"[[objection]]\nid = \"objection_{number}\"\nsay = \"objection_{number}\"\n"
               f"good = {_toml(good.text if good is not None else OPEN[lang]['good'])}\nanswer = {answer}\n")


def _traps(found: _Found, lang: Language) -> Iterator[str]:
    for kind in found.traps:
        standard = STANDARD_TRAPS[lang][kind]
        yield (f"[[trap]]\nid = {_toml(kind)}\nkind = {_toml(kind)}\nsay = {_toml(kind)}\n"
               f"good = {_toml(standard.good)}\nbad = {_toml(standard.bad)}\n")


def _words(found: _Found, lang: Language) -> Iterator[str]:
    asks = [words for _, words in found.asks] or [OPEN[lang]["opening"]]
    for number, words in enumerate(asks):
        yield _say("opening" if number == 0 else f"ask_{number + 1}", words, lang)
    for number, words in enumerate(found.objections, 1):
        yield _say(f"objection_{number}", words, lang)
    for kind in found.traps:
        ways = ", ".join(_toml(way) for way in STANDARD_TRAPS[lang][kind].words)
        yield f"[say.{kind}]\nwords = [{ways}]\n"


def _say(key: str, words: str, lang: Language) -> str:
    ways = ", ".join(_toml(before + words) for before in BEFORE[lang])
    return f"# {OPEN[lang]['reword']}\n[say.{key}]\nwords = [{ways}]\n"


def _reply_for(playbook: Playbook, intent: str) -> Reply | None:
    """An approved reply to an intent that needs nothing of the customer's record."""
    for reply in playbook.replies.values():
        names = PLACEHOLDER.findall(reply.text)
        if intent in reply.intents and not reply.alerts and all(name.startswith("product.") for name in names):
            return reply
    return None


def _toml(text: str) -> str:
    """A basic string of TOML: JSON's escapes are among its own."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
