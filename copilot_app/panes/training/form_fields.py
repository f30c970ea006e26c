"""The fields of the scenario form: which value of the TOML each one is, and how it is written in a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from protocol.training import RUBRIC

from ...scenario_toml import LISTS, Path, ScenarioToml

How = Literal["line", "text", "list", "only", "lines", "groups", "pairs", "counts", "whole", "number", "perhaps", "yes", "choice"]
"""`list`: separated by commas; `only`: the same, and empty is not left out; `lines`: one in each line; `groups`: one in each
line, alternatives separated by commas; `counts`: pairs with a number; `perhaps`: a number that may be left out."""
SECTIONS: dict[str, str] = {
    "basics": QT_TRANSLATE_NOOP("ScenarioFields", "Title and goal"),
    "persona": QT_TRANSLATE_NOOP("ScenarioFields", "The customer"),
    "facts": QT_TRANSLATE_NOOP("ScenarioFields", "Facts"),
    "need": QT_TRANSLATE_NOOP("ScenarioFields", "Hidden need"),
    "ask": QT_TRANSLATE_NOOP("ScenarioFields", "Questions"),
    "objection": QT_TRANSLATE_NOOP("ScenarioFields", "Objections"),
    "trap": QT_TRANSLATE_NOOP("ScenarioFields", "Traps"),
    "tell": QT_TRANSLATE_NOOP("ScenarioFields", "Told when asked"),
    "end": QT_TRANSLATE_NOOP("ScenarioFields", "Ends"),
    "say": QT_TRANSLATE_NOOP("ScenarioFields", "Wordings"),
    "difficulty": QT_TRANSLATE_NOOP("ScenarioFields", "Difficulties"),
    "weights": QT_TRANSLATE_NOOP("ScenarioFields", "Weights"),
}
LABELS: dict[str, str] = {
    "title": QT_TRANSLATE_NOOP("ScenarioFields", "Title"),
    "kind": QT_TRANSLATE_NOOP("ScenarioFields", "Kind"),
    "goal": QT_TRANSLATE_NOOP("ScenarioFields", "Goal of the trainee"),
    "minutes": QT_TRANSLATE_NOOP("ScenarioFields", "Minutes"),
    "mood": QT_TRANSLATE_NOOP("ScenarioFields", "Mood at first, -1 to 1"),
    "pass_mark": QT_TRANSLATE_NOOP("ScenarioFields", "Pass mark"),
    "name": QT_TRANSLATE_NOOP("ScenarioFields", "Name"),
    "age": QT_TRANSLATE_NOOP("ScenarioFields", "Age"),
    "manner": QT_TRANSLATE_NOOP("ScenarioFields", "Manner"),
    "knowledge": QT_TRANSLATE_NOOP("ScenarioFields", "Knows of the trade"),
    "patience": QT_TRANSLATE_NOOP("ScenarioFields", "Patience, 0 to 1"),
    "facts": QT_TRANSLATE_NOOP("ScenarioFields", "Facts, one in each line: name = how it is said"),
    "identify": QT_TRANSLATE_NOOP("ScenarioFields", "Names of the facts given when asked who it is"),
    "id": QT_TRANSLATE_NOOP("ScenarioFields", "Id"),
    "words": QT_TRANSLATE_NOOP("ScenarioFields", "What the customer says, at least three wordings, one in each line"),
    "upset": QT_TRANSLATE_NOOP("ScenarioFields", "In a bad mood, at least two wordings"),
    "figures": QT_TRANSLATE_NOOP("ScenarioFields", "Figures of the right answer, separated by commas"),
    "answer": QT_TRANSLATE_NOOP("ScenarioFields", "Words of the right answer: one of each line must be said"),
    "good": QT_TRANSLATE_NOOP("ScenarioFields", "The best answer"),
    "after": QT_TRANSLATE_NOOP("ScenarioFields", "Comes after question"),
    "difficulty": QT_TRANSLATE_NOOP("ScenarioFields", "From difficulty"),
    "trap_kind": QT_TRANSLATE_NOOP("ScenarioFields", "Kind of trap"),
    "right": QT_TRANSLATE_NOOP("ScenarioFields", "Right handling: one of each line must be said"),
    "wrong": QT_TRANSLATE_NOOP("ScenarioFields", "Words of falling for it, separated by commas"),
    "bad": QT_TRANSLATE_NOOP("ScenarioFields", "What falling for it sounds like"),
    "outcome": QT_TRANSLATE_NOOP("ScenarioFields", "Outcome"),
    "asks": QT_TRANSLATE_NOOP("ScenarioFields", "Questions answered (* for all)"),
    "objections": QT_TRANSLATE_NOOP("ScenarioFields", "Objections resolved (* for all)"),
    "traps": QT_TRANSLATE_NOOP("ScenarioFields", "Traps handled (* for all)"),
    "failed_traps": QT_TRANSLATE_NOOP("ScenarioFields", "Any of these traps fallen for"),
    "identified": QT_TRANSLATE_NOOP("ScenarioFields", "The customer was identified"),
    "closed": QT_TRANSLATE_NOOP("ScenarioFields", "Goodbye was said"),
    "customer_id": QT_TRANSLATE_NOOP("ScenarioFields", "Customer's record (id); empty: none"),
    "direction": QT_TRANSLATE_NOOP("ScenarioFields", "Who calls"),
    "draft": QT_TRANSLATE_NOOP("ScenarioFields", "Draft: only trainers see it"),
    "left_out": QT_TRANSLATE_NOOP("ScenarioFields", "Left out: checklist items that do not count here, separated by commas"),
    "opening": QT_TRANSLATE_NOOP("ScenarioFields", "Key of the first words"),
    "dialect": QT_TRANSLATE_NOOP("ScenarioFields", "Dialect, one in each line: standard word = own word"),
    "voice_name": QT_TRANSLATE_NOOP("ScenarioFields", "Installed voice (name); empty: the engine's own"),
    "variant": QT_TRANSLATE_NOOP("ScenarioFields", "Variant of the built-in voice: m3, f2 …"),
    "pitch": QT_TRANSLATE_NOOP("ScenarioFields", "Pitch, 0 to 99"),
    "rate": QT_TRANSLATE_NOOP("ScenarioFields", "Words a minute"),
    "volume": QT_TRANSLATE_NOOP("ScenarioFields", "Loudness, per cent"),
    "need_text": QT_TRANSLATE_NOOP("ScenarioFields", "What is not told unasked (for the report)"),
    "need_words": QT_TRANSLATE_NOOP("ScenarioFields", "Words of the agent that bring it out, separated by commas"),
    "need_acts": QT_TRANSLATE_NOOP("ScenarioFields", "Acts that bring it out, separated by commas"),
    "again": QT_TRANSLATE_NOOP("ScenarioFields", "Said again, at least two wordings, one in each line"),
    "items": QT_TRANSLATE_NOOP("ScenarioFields", "Checklist items that answer it, separated by commas"),
    "replies": QT_TRANSLATE_NOOP("ScenarioFields", "Approved replies that answer it, separated by commas"),
    "acts": QT_TRANSLATE_NOOP("ScenarioFields", "Acts that must be there, separated by commas"),
    "known": QT_TRANSLATE_NOOP("ScenarioFields", "Further figures that are right, separated by commas"),
    "ask_wrong": QT_TRANSLATE_NOOP("ScenarioFields", "Words that make an answer wrong, separated by commas"),
    "reply": QT_TRANSLATE_NOOP("ScenarioFields", "Key of what is said when it is settled"),
    "taken": QT_TRANSLATE_NOOP("ScenarioFields", "Key of what is said when it is fallen for"),
    "line": QT_TRANSLATE_NOOP("ScenarioFields", "Counts in the rubric line"),
    "mood_below": QT_TRANSLATE_NOOP("ScenarioFields", "Only while the mood is below"),
    "mood_above": QT_TRANSLATE_NOOP("ScenarioFields", "Only while the mood is above"),
    "alerts": QT_TRANSLATE_NOOP("ScenarioFields", "Alert categories of falling for it, separated by commas"),
    "right_figures": QT_TRANSLATE_NOOP("ScenarioFields", "Right handling: figures, separated by commas"),
    "right_items": QT_TRANSLATE_NOOP("ScenarioFields", "Right handling: checklist items, separated by commas"),
    "right_replies": QT_TRANSLATE_NOOP("ScenarioFields", "Right handling: approved replies, separated by commas"),
    "right_acts": QT_TRANSLATE_NOOP("ScenarioFields", "Right handling: acts, separated by commas"),
    "tell_words": QT_TRANSLATE_NOOP("ScenarioFields", "Words of the agent's question, separated by commas"),
    "end_need": QT_TRANSLATE_NOOP("ScenarioFields", "The hidden need came out"),
    "end_items": QT_TRANSLATE_NOOP("ScenarioFields", "Checklist items done, separated by commas"),
    "end_acts": QT_TRANSLATE_NOOP("ScenarioFields", "Acts, one in each line: act = how often at least"),
    "wrong_answers": QT_TRANSLATE_NOOP("ScenarioFields", "At least so many wrong answers"),
    "key": QT_TRANSLATE_NOOP("ScenarioFields", "Key"),
    "easy_patience": QT_TRANSLATE_NOOP("ScenarioFields", "Easy: patience"),
    "easy_mood": QT_TRANSLATE_NOOP("ScenarioFields", "Easy: mood at first"),
    "easy_speed": QT_TRANSLATE_NOOP("ScenarioFields", "Easy: how fast the mood moves (1 as written)"),
    "easy_objections": QT_TRANSLATE_NOOP("ScenarioFields", "Easy: only these objections (- for none)"),
    "easy_traps": QT_TRANSLATE_NOOP("ScenarioFields", "Easy: only these traps (- for none)"),
    "normal_patience": QT_TRANSLATE_NOOP("ScenarioFields", "Normal: patience"),
    "normal_mood": QT_TRANSLATE_NOOP("ScenarioFields", "Normal: mood at first"),
    "normal_speed": QT_TRANSLATE_NOOP("ScenarioFields", "Normal: how fast the mood moves (1 as written)"),
    "normal_objections": QT_TRANSLATE_NOOP("ScenarioFields", "Normal: only these objections (- for none)"),
    "normal_traps": QT_TRANSLATE_NOOP("ScenarioFields", "Normal: only these traps (- for none)"),
    "hard_patience": QT_TRANSLATE_NOOP("ScenarioFields", "Hard: patience"),
    "hard_mood": QT_TRANSLATE_NOOP("ScenarioFields", "Hard: mood at first"),
    "hard_speed": QT_TRANSLATE_NOOP("ScenarioFields", "Hard: how fast the mood moves (1 as written)"),
    "hard_objections": QT_TRANSLATE_NOOP("ScenarioFields", "Hard: only these objections (- for none)"),
    "hard_traps": QT_TRANSLATE_NOOP("ScenarioFields", "Hard: only these traps (- for none)"),
}
CHOICES: dict[str, str] = {
    "none": QT_TRANSLATE_NOOP("ScenarioFields", "nothing"), "some": QT_TRANSLATE_NOOP("ScenarioFields", "something"),
    "expert": QT_TRANSLATE_NOOP("ScenarioFields", "a lot"),
    "guarantee": QT_TRANSLATE_NOOP("ScenarioFields", "wants a guarantee"),
    "card_number": QT_TRANSLATE_NOOP("ScenarioFields", "reads a card number aloud"),
    "safe_account": QT_TRANSLATE_NOOP("ScenarioFields", "speaks of a “safe account”"),
    "secret": QT_TRANSLATE_NOOP("ScenarioFields", "wants a secret kept"),
    "other": QT_TRANSLATE_NOOP("ScenarioFields", "something else"),
    "success": QT_TRANSLATE_NOOP("ScenarioFields", "success"), "failure": QT_TRANSLATE_NOOP("ScenarioFields", "failure"),
    "inbound": QT_TRANSLATE_NOOP("ScenarioFields", "the customer calls"),
    "outbound": QT_TRANSLATE_NOOP("ScenarioFields", "the house calls"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form."""

    label: str
    """Key of `LABELS`; a line of the rubric in the section `weights`."""
    path: Path
    """From the top, or from the entry in a section with entries.  `say` at the end stands for its wordings."""
    how: How = "line"
    choices: tuple[str, ...] = ()
    default: str = ""
    """The choice that holds while nothing is written."""


ENTRIES = (*LISTS, "say")
"""Sections whose entries are shown one by one."""
_LEVELS = ("easy", "normal", "hard")
_UPSET, _AGAIN = Field("upset", ("say", "upset"), "lines"), Field("again", ("say", "again"), "lines")
_FROM = Field("difficulty", ("difficulty",), "choice", _LEVELS, "easy")
_AFTER = Field("after", ("after",))
_ANSWER = (Field("figures", ("answer", "figures"), "list"), Field("answer", ("answer", "words"), "groups"),
           Field("items", ("answer", "items"), "list"), Field("replies", ("answer", "replies"), "list"),
           Field("acts", ("answer", "acts"), "list"))
_REPLY = Field("reply", ("reply",))
_ENTRY_SAY: Path = ("say", "words")
FIELDS: dict[str, tuple[Field, ...]] = {
    "basics": (
        Field("title", ("title",)), Field("kind", ("kind",), "choice", (
            "sale", "service", "complaint", "collection", "fraud", "vulnerable", "advice")),
        Field("goal", ("goal",), "text"), Field("minutes", ("minutes",), "whole"), Field("mood", ("mood",), "number"),
        Field("pass_mark", ("pass_mark",), "whole"),
        Field("direction", ("direction",), "choice", ("inbound", "outbound"), "inbound"),
        Field("customer_id", ("customer_id",)), Field("left_out", ("left_out",), "list"), Field("opening", ("opening",)),
        Field("draft", ("draft",), "yes")),
    "persona": (
        Field("name", ("persona", "name")), Field("age", ("persona", "age"), "whole"),
        Field("manner", ("persona", "manner"), "text"),
        Field("knowledge", ("persona", "knowledge"), "choice", ("none", "some", "expert"), "some"),
        Field("patience", ("persona", "patience"), "number"), Field("dialect", ("persona", "dialect"), "pairs"),
        Field("voice_name", ("persona", "voice", "name")), Field("variant", ("persona", "voice", "variant")),
        Field("pitch", ("persona", "voice", "pitch"), "whole"), Field("rate", ("persona", "voice", "rate"), "whole"),
        Field("volume", ("persona", "voice", "volume"), "whole")),
    "facts": (Field("facts", ("facts",), "pairs"), Field("identify", ("identify",), "list")),
    "need": (Field("need_text", ("need", "text"), "text"), Field("words", _ENTRY_SAY, "lines"), _UPSET,
             Field("need_acts", ("need", "acts"), "only"), Field("need_words", ("need", "words"), "list"),
             Field("after", ("need", "after"))),
    "ask": (Field("id", ("id",)), Field("words", _ENTRY_SAY, "lines"), _UPSET, _AGAIN, *_ANSWER, Field("good", ("good",), "text"),
            Field("known", ("known",), "list"), Field("ask_wrong", ("wrong",), "list"), _REPLY,
            Field("line", ("line",), "choice", RUBRIC, "knowledge")),
    "objection": (Field("id", ("id",)), Field("words", _ENTRY_SAY, "lines"), _UPSET, _AGAIN, _AFTER, _FROM,
                  Field("mood_below", ("mood_below",), "perhaps"), *_ANSWER, Field("good", ("good",), "text"), _REPLY),
    "trap": (Field("id", ("id",)), Field("trap_kind", ("kind",), "choice", (
        "guarantee", "card_number", "safe_account", "secret", "other")), Field("words", _ENTRY_SAY, "lines"), _UPSET, _AGAIN,
        _AFTER, _FROM, Field("right", ("right", "words"), "groups"), Field("right_figures", ("right", "figures"), "list"),
        Field("right_items", ("right", "items"), "list"), Field("right_replies", ("right", "replies"), "list"),
        Field("right_acts", ("right", "acts"), "list"), Field("wrong", ("wrong",), "list"), Field("alerts", ("alerts",), "list"),
        Field("good", ("good",), "text"), Field("bad", ("bad",), "text"), _REPLY, Field("taken", ("taken",))),
    "tell": (Field("id", ("id",)), Field("tell_words", ("words",), "list"), Field("words", _ENTRY_SAY, "lines"), _UPSET),
    "end": (Field("id", ("id",)), Field("outcome", ("outcome",), "choice", ("success", "failure")),
            Field("asks", ("asks",), "list"), Field("objections", ("objections",), "list"), Field("traps", ("traps",), "list"),
            Field("failed_traps", ("failed_traps",), "list"), Field("end_need", ("need",), "yes"),
            Field("identified", ("identified",), "yes"), Field("closed", ("closed",), "yes"),
            Field("end_items", ("items",), "list"), Field("end_acts", ("acts",), "counts"),
            Field("mood_below", ("mood_below",), "perhaps"), Field("mood_above", ("mood_above",), "perhaps"),
            Field("wrong_answers", ("wrong_answers",), "perhaps"), Field("words", _ENTRY_SAY, "lines")),
    "say": (Field("key", ("key",)), Field("words", ("words",), "lines"), Field("upset", ("upset",), "lines"),
            Field("again", ("again",), "lines")),
    "difficulty": tuple(field for level in _LEVELS for field in (
        Field(f"{level}_patience", ("difficulty", level, "patience"), "perhaps"),
        Field(f"{level}_mood", ("difficulty", level, "mood"), "perhaps"),
        Field(f"{level}_speed", ("difficulty", level, "mood_speed"), "perhaps"),
        Field(f"{level}_objections", ("difficulty", level, "objections"), "only"),
        Field(f"{level}_traps", ("difficulty", level, "traps"), "only"))),
    "weights": tuple(Field(line, ("weights", line), "number") for line in RUBRIC),
}


def field_words(table: dict[str, str], code: str) -> str:
    """A section, label or choice in the language of the screen."""
    words = table.get(code)
    return QCoreApplication.translate("ScenarioFields", words) if words else code


def place_of(scenario: ScenarioToml, section: str, entry: int, field: Field) -> Path:
    """The place of a field's value in the whole scenario."""
    if section == "say":
        return ("say", scenario.keys("say")[entry], *field.path)
    if len(field.path) == 2 and field.path[0] == "say":
        return ("say", words_key(scenario, section, entry), field.path[1])
    return (section, entry, *field.path) if section in ENTRIES else field.path


def words_key(scenario: ScenarioToml, section: str, entry: int) -> str:
    """Key of the wordings of an entry, or of the need; the one it gets if it has none yet."""
    if section == "need":
        return str(scenario.get(("need", "say")) or "need")
    return str(scenario.get((section, entry, "say")) or scenario.get((section, entry, "id")) or f"{section}_{entry + 1}")
