"""The fields of the scenario form: which value of the TOML each one is, and how it is written in a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from protocol.training import RUBRIC

from ...scenario_toml import Path, ScenarioToml

How = Literal["line", "text", "list", "lines", "groups", "pairs", "whole", "number", "yes", "choice"]
"""`list`: separated by commas; `lines`: one in each line; `groups`: one in each line, alternatives separated by commas."""
SECTIONS: dict[str, str] = {
    "basics": QT_TRANSLATE_NOOP("ScenarioFields", "Title and goal"),
    "persona": QT_TRANSLATE_NOOP("ScenarioFields", "The customer"),
    "facts": QT_TRANSLATE_NOOP("ScenarioFields", "Facts"),
    "ask": QT_TRANSLATE_NOOP("ScenarioFields", "Questions"),
    "objection": QT_TRANSLATE_NOOP("ScenarioFields", "Objections"),
    "trap": QT_TRANSLATE_NOOP("ScenarioFields", "Traps"),
    "end": QT_TRANSLATE_NOOP("ScenarioFields", "Ends"),
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


_ENTRY_SAY: Path = ("say", "words")
FIELDS: dict[str, tuple[Field, ...]] = {
    "basics": (Field("title", ("title",)), Field("kind", ("kind",), "choice", (
        "sale", "service", "complaint", "collection", "fraud", "vulnerable", "advice")),
        Field("goal", ("goal",), "text"), Field("minutes", ("minutes",), "whole"), Field("mood", ("mood",), "number"),
        Field("pass_mark", ("pass_mark",), "whole")),
    "persona": (Field("name", ("persona", "name")), Field("age", ("persona", "age"), "whole"),
                Field("manner", ("persona", "manner"), "text"),
                Field("knowledge", ("persona", "knowledge"), "choice", ("none", "some", "expert")),
                Field("patience", ("persona", "patience"), "number")),
    "facts": (Field("facts", ("facts",), "pairs"), Field("identify", ("identify",), "list")),
    "ask": (Field("id", ("id",)), Field("words", _ENTRY_SAY, "lines"), Field("upset", ("say", "upset"), "lines"),
            Field("figures", ("answer", "figures"), "list"), Field("answer", ("answer", "words"), "groups"),
            Field("good", ("good",), "text")),
    "objection": (Field("id", ("id",)), Field("words", _ENTRY_SAY, "lines"), Field("upset", ("say", "upset"), "lines"),
                  Field("after", ("after",)), Field("difficulty", ("difficulty",), "choice", ("easy", "normal", "hard")),
                  Field("answer", ("answer", "words"), "groups"), Field("good", ("good",), "text")),
    "trap": (Field("id", ("id",)), Field("trap_kind", ("kind",), "choice", (
        "guarantee", "card_number", "safe_account", "secret", "other")), Field("words", _ENTRY_SAY, "lines"),
        Field("after", ("after",)), Field("difficulty", ("difficulty",), "choice", ("easy", "normal", "hard")),
        Field("right", ("right", "words"), "groups"), Field("wrong", ("wrong",), "list"), Field("good", ("good",), "text"),
        Field("bad", ("bad",), "text")),
    "end": (Field("id", ("id",)), Field("outcome", ("outcome",), "choice", ("success", "failure")),
            Field("asks", ("asks",), "list"), Field("objections", ("objections",), "list"), Field("traps", ("traps",), "list"),
            Field("failed_traps", ("failed_traps",), "list"), Field("identified", ("identified",), "yes"),
            Field("closed", ("closed",), "yes"), Field("words", _ENTRY_SAY, "lines")),
    "weights": tuple(Field(line, ("weights", line), "number") for line in RUBRIC),
}
_COMMAS = str.maketrans("，、；;", ",,,,")


def field_words(table: dict[str, str], code: str) -> str:
    """A section, label or choice in the language of the screen."""
    words = table.get(code)
    return QCoreApplication.translate("ScenarioFields", words) if words else code


def place_of(scenario: ScenarioToml, section: str, entry: int, field: Field) -> Path:
    """The place of a field's value in the whole scenario."""
    path: Path = field.path if section in ("basics", "persona", "facts", "weights") else (section, entry, *field.path)
    if len(field.path) == 2 and field.path[0] == "say":
        said = scenario.get((section, entry, "say")) or scenario.get((section, entry, "id")) or f"{section}_{entry + 1}"
        path = ("say", said, field.path[1])
    return path


def as_written(field: Field, value: Any) -> str:
    """A value as the text of its field."""
    if value is None:
        return ""
    if field.how == "list":
        return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)
    if field.how == "lines":
        return "\n".join(str(one) for one in value) if isinstance(value, list) else str(value)
    if field.how == "groups":
        groups = value if isinstance(value, list) else [value]
        return "\n".join(", ".join(str(one) for one in group) if isinstance(group, list) else str(group) for group in groups)
    if field.how == "pairs":
        return "\n".join(f"{name} = {words}" for name, words in value.items()) if isinstance(value, dict) else str(value)
    return str(value)


def as_value(field: Field, written: str) -> Any:
    """The text of a field as a value; None if it is empty."""
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    if field.how == "list":
        return _parts(written) or None
    if field.how == "lines":
        return lines or None
    if field.how == "groups":
        return [parts for line in lines if (parts := _parts(line))] or None
    if field.how == "pairs":
        pairs = (line.partition("=") for line in lines)
        return {name.strip(): words.strip() for name, sign, words in pairs if sign and name.strip()} or None
    return " ".join(written.split()) or None


def _parts(line: str) -> list[str]:
    return [part for one in line.translate(_COMMAS).split(",") if (part := one.strip())]
