"""Stored calls of the tests: what was offered, said, taken, in a real database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from protocol.assist import Alert, AlertCleared, Feedback, Intent, Suggestion, SuggestionBlocked, SuggestionWithdrawn
from protocol.message import CallEvent, Channel
from protocol.transcript import Final
from server.calls.utterance import Utterance
from server.learning.watch import BEFORE_DAYS
from server.storage.calls import CallRecords, CallRow, Input, Said, Step

REPLY = "星享贷年化利率3.65%，没有其他费用。"
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


class StoredCalls:
    """Writes whole calls."""

    def __init__(self, records: CallRecords) -> None:
        self.records = records
        self._made = 0

    def add(self, *events: CallEvent, feedback: Sequence[Feedback] = (), days_ago: float = 1.0, ended: bool = True,
            asks: Sequence[Input] = (), training: bool = False, experiment: str = "", arm: str = "",
            playbook: str = "zh") -> str:
        """One call; the finals among the events become its utterances."""
        self._made += 1
        name = f"call{self._made}"
        self.records.open(CallRow(
            id=name, workstation="w", user="anna", lang="zh", playbook=playbook, playbook_version="2" if arm == "b" else "1",
            opened_at=(NOW - timedelta(days=days_ago)).isoformat(timespec="milliseconds"), training=training,
            experiment=experiment, arm=arm))
        for seq, event in enumerate(events, 1):
            numbered = msgspec.structs.replace(event, call=name, seq=seq)
            if isinstance(numbered, Final):
                line = Utterance(numbered.utterance, numbered.channel, numbered.start_ms, numbered.end_ms, numbered.text)
                self.records.commit(name, Step(said=Said(line, numbered.start_ms * 16, numbered.end_ms * 16), events=[numbered],
                                               inputs=[Input(kind="utterance", at_ms=numbered.at_ms, utterance=line)]))
            else:
                self.records.commit(name, Step(events=[numbered]))
        self.records.commit(name, Step(inputs=list(asks), feedback=[msgspec.structs.replace(one, call=name) for one in feedback],
                                       state="ended" if ended else None))
        return name

    def suggested(self, *, taken: bool, count: int = 1, **where: object) -> None:
        """So many calls with one painted suggestion each."""
        for _ in range(count):
            self.add(line(1, "利率是多少"), intent(1), offered(1), feedback=[
                did("painted", lag_ms=120.0), *([did("accepted", note="0")] if taken else [])], **where)  # type: ignore[arg-type]

    def earlier(self, *, taken: bool, count: int) -> None:
        """The same, in the weeks that a drift is measured against."""
        self.suggested(taken=taken, count=count, days_ago=BEFORE_DAYS / 2)


def line(place: int, text: str, channel: Channel = "customer") -> Final:
    end_ms = place * 4000
    return Final(call="", utterance=f"{channel}-{place}", at_ms=end_ms, channel=channel, start_ms=end_ms - 2000, end_ms=end_ms,
                 text=text)


def intent(place: int, name: str = "rate_fee") -> Intent:
    return Intent(call="", utterance=f"customer-{place}", at_ms=place * 4000, intent=name, confidence=0.8)


def offered(place: int, text: str = REPLY, name: str = "s1", source: tuple[str, ...] = ("rate",),
            alternatives: tuple[str, ...] = ()) -> Suggestion:
    return Suggestion(call="", utterance=f"customer-{place}", at_ms=place * 4000, id=name, text=text, source=source,
                      alternatives=alternatives)


def gone(place: int, why: str, name: str = "s1") -> SuggestionWithdrawn:
    return SuggestionWithdrawn(call="", at_ms=place * 4000, id=name, why=why)  # type: ignore[arg-type]


def blocked() -> SuggestionBlocked:
    return SuggestionBlocked(call="", text="x", why="number:5%")


def warned(name: str = "a1", rule: str = "no_guarantee") -> Alert:
    return Alert(call="", id=name, category="guaranteed_approval", severity="stop", rule=rule, rule_version="3", at_ms=5000)


def cleared(why: str, name: str = "a1") -> AlertCleared:
    return AlertCleared(call="", id=name, rule="no_guarantee", why=why, at_ms=9000)  # type: ignore[arg-type]


def did(action: str, item: str = "s1", kind: str = "suggestion", note: str = "", lag_ms: float = -1.0, at_ms: int = 4500) -> Feedback:
    return Feedback(call="", item=item, kind=kind, action=action, note=note, lag_ms=lag_ms, at_ms=at_ms)  # type: ignore[arg-type]
