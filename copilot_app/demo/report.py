"""What happened in a demo call, with the lag of everything that was painted: messages in, the report's JSON out."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from protocol.assist import Event
from protocol.call import EngineInfo
from protocol.message import CallEvent, Channel, Language, Message
from protocol.transcript import Final, Gap, Partial

_EVENT_TYPES: tuple[type[CallEvent], ...] = Event.__args__
PAINTED_KINDS = ("alert", "suggestion", "card", "mood")


@dataclass
class PaintedUtterance:
    """One final on the screen."""

    id: str
    channel: Channel
    start_ms: int
    end_ms: int
    text: str
    final_lag_ms: float | None = None
    """Speech end -> painted; None if it was never painted."""


@dataclass
class DemoRecord:
    """Collects while the call runs; `as_report` gives the object of the report file."""

    lang: Language
    speed: float = 1.0
    engine: EngineInfo = field(default_factory=EngineInfo)
    utterances: dict[str, PaintedUtterance] = field(default_factory=dict)
    events: list[CallEvent] = field(default_factory=list)
    partials: int = 0
    partial_lags_ms: list[float] = field(default_factory=list)
    painted_lags_ms: dict[str, list[float]] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)
    screenshots: list[Path] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    duration_ms: int = 0
    server_restarts: int = 0

    def take(self, message: Message) -> None:
        """A message of this call arrived."""
        if isinstance(message, Partial):
            self.partials += 1
        elif isinstance(message, Final):
            self.utterances[message.utterance] = PaintedUtterance(
                id=message.utterance, channel=message.channel, start_ms=message.start_ms, end_ms=message.end_ms,
                text=message.text)
        elif isinstance(message, Gap):
            self.gaps.append(message)
        elif isinstance(message, _EVENT_TYPES):
            self.events.append(message)

    def painted(self, kind: str, item: str, lag_ms: float) -> float:
        """Something was painted; `lag_ms` in call time.  Returns the lag in real time."""
        real_ms = lag_ms / self.speed
        if kind == "partial":
            self.partial_lags_ms.append(real_ms)
        elif kind == "final" and item in self.utterances:
            self.utterances[item].final_lag_ms = round(real_ms, 1)
        elif kind in PAINTED_KINDS:
            self.painted_lags_ms.setdefault(kind, []).append(real_ms)
        return real_ms

    def final_lags_ms(self) -> list[float]:
        """Lags of all finals that were painted."""
        return [one.final_lag_ms for one in self.utterances.values() if one.final_lag_ms is not None]

    def as_report(self) -> dict[str, Any]:
        """The report, with the fields that evaluations rely on."""
        ordered = sorted(self.utterances.values(), key=lambda one: (one.start_ms, one.channel))
        lines = {one.id: line for line, one in enumerate(ordered)}
        return {
            "lang": self.lang, "model": self.engine.model, "device": self.engine.device,
            "duration_s": round(self.duration_ms / 1000, 3),
            "utterances": [{"channel": one.channel, "start_ms": one.start_ms, "end_ms": one.end_ms, "text": one.text,
                            "final_lag_ms": one.final_lag_ms} for one in ordered],
            "partials": self.partials,
            "partial_lag_ms": percentiles(self.partial_lags_ms),
            "final_lag_ms": percentiles(self.final_lags_ms()),
            "events": [event_fields(event, lines) for event in self.events],
            "painted_lag_ms": {kind: percentiles(self.painted_lags_ms.get(kind, [])) for kind in PAINTED_KINDS},
            "gaps": [{"channel": gap.channel, "start_ms": gap.start_ms, "end_ms": gap.end_ms, "why": gap.why}
                     for gap in self.gaps],
            "server_restarts": self.server_restarts, "speed": self.speed,
            "screenshots": [str(path) for path in self.screenshots], "errors": list(self.errors),
        }

    def write(self, path: Path) -> None:
        """Write the report.

        Raises:
            OSError: the file can not be written.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(self.as_report(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def event_fields(event: CallEvent, lines: dict[str, int]) -> dict[str, Any]:
    """An event as the event files have it: `call`, `line`, `at_ms`, `type` and its own fields."""
    values: dict[str, Any] = msgspec.to_builtins({name: getattr(event, name) for name in event.__struct_fields__})
    facts = getattr(event, "facts", None)
    if facts is not None:
        values["facts"] = [{"value": fact.value, "from": fact.origin} for fact in facts]
    rows = getattr(event, "rows", None)
    if rows is not None:
        values["rows"] = [{"label": row.label, "value": row.value} for row in rows]
    call, at_ms, utterance = values.pop("call"), values.pop("at_ms"), values.pop("utterance")
    return {"call": call, "line": lines.get(utterance, -1), "at_ms": at_ms, "type": event.__struct_config__.tag, **values}


def percentiles(values: Sequence[float]) -> dict[str, float | None]:
    """`p50` and `p95` by nearest rank; None of nothing."""
    ordered = sorted(values)
    return {name: round(ordered[max(0, math.ceil(share * len(ordered)) - 1)], 1) if ordered else None
            for name, share in (("p50", 0.5), ("p95", 0.95))}
