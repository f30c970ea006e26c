"""Events as lines of an event file: in comes an event and the line that caused it, out comes a dictionary for JSON.

The field names are fixed, because evaluation sets and administrators' scripts are written against them: fields are
added, never renamed.  Written by `seatmate-server replay` and by `calls export --events`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from protocol.assist import Event, Suggestion

_LIVE_ONLY = frozenset({"seq", "speech_end_ms"})
"""Fields that order and time a live call only."""
ALWAYS: dict[str, tuple[str, ...]] = {
    "intent": ("intent", "confidence", "slots"),
    "mood": ("mood", "score", "cues"),
    "alert": ("category", "severity", "rule", "rule_version", "span", "text", "private"),
    "alert_cleared": ("rule", "why"),
    "redaction": ("entity", "span", "masked"),
    "suggestion": ("text", "alternatives", "source", "facts", "engine"),
    "suggestion_withdrawn": ("id", "why"),
    "suggestion_blocked": ("text", "why"),
    "answer": ("question", "text", "source"),
    "translation": ("text", "lang"),
    "card": ("kind", "id", "title"),
    "checklist": ("item", "state"),
    "gate": ("operation", "state"),
    "promise": ("text", "due", "by"),
    "consent": ("purpose", "state", "on"),
}
"""Type -> the fields that every line of this type has, default or not; others stand only where they say something."""


def event_row(event: Event, line: int) -> dict[str, Any]:
    """The dictionary of one event.

    Args:
        line: 0-based index of the input line that caused it; of an event of time, the last line before it.
    """
    cls = event.__class__
    kind, always, others = _columns(cls)
    row: dict[str, Any] = {"call": event.call, "line": line, "at_ms": event.at_ms, "type": kind}
    for name in always:
        value = getattr(event, name)
        row[name] = value if value.__class__ in _PLAIN else _plain(value)
    if isinstance(event, Suggestion):
        row["facts"] = [{"value": fact.value, "from": fact.origin} for fact in event.facts]
    for name, default in others:
        value = getattr(event, name)
        if value != default:
            row[name] = value if value.__class__ in _PLAIN else _plain(value)
    return row


@lru_cache(maxsize=64)
def _columns(cls: type[Event]) -> tuple[str, tuple[str, ...], tuple[tuple[str, Any], ...]]:
    """(type, fields that every line has, other fields with their defaults) of the events of a class."""
    kind = str(cls.__struct_config__.tag)
    written = {"call", "at_ms", "line", "type", *ALWAYS[kind]}
    return kind, ALWAYS[kind], tuple((name, default) for name, default in _fields(cls)
                                     if name not in written and name not in _LIVE_ONLY)


_PLAIN = frozenset({str, int, float, bool, type(None)})
"""Most values: they stay as they are."""


def _plain(value: Any) -> Any:
    """A value as JSON has it: lists for tuples, dictionaries without a type and without defaults for messages."""
    if value.__class__ in _PLAIN:
        return value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, msgspec.Struct):
        return {name: _plain(own) for name, default in _fields(type(value)) if (own := getattr(value, name)) != default}
    return value


@lru_cache(maxsize=64)
def _fields(kind: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    """(name, default) of a message's fields; msgspec works them out anew from the annotations at every call."""
    return tuple((field.name, field.default) for field in msgspec.structs.fields(kind))
