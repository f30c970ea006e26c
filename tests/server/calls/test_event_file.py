"""Event rows: every kind of event, the fixed field names, plain JSON."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from protocol.assist import (
    Alert,
    AlertCleared,
    Answer,
    Card,
    CardRow,
    Checklist,
    Event,
    Fact,
    Gate,
    Intent,
    Mood,
    Promise,
    Redaction,
    Suggestion,
    SuggestionBlocked,
    SuggestionWithdrawn,
    Translation,
)
from protocol.consent import ConsentState
from server.calls.event_file import ALWAYS, event_row

EXAMPLES: tuple[Event, ...] = (
    Intent(call="c", intent="rate_fee", confidence=0.8),
    Mood(call="c", mood="calm", score=0.0),
    Alert(call="c", id="a:1", category="no_risk", severity="stop", rule="r"),
    AlertCleared(call="c", id="a:1", rule="r", why="said"),
    Redaction(call="c", entity="card", span=(3, 19), masked="***"),
    Suggestion(call="c", id="s1", text="t", facts=(Fact(value="3.65%", origin="product.loan.rate"),)),
    SuggestionWithdrawn(call="c", id="s1", why="topic"),
    SuggestionBlocked(call="c", text="t", why="length"),
    Card(call="c", kind="product", id="loan", title="T", rows=(CardRow(label="a", value="b"),)),
    Checklist(call="c", item="greeting", state="done"),
    Gate(call="c", id="g:1", operation="transfer", state="waiting"),
    Promise(call="c", text="t", by="agent"),
    ConsentState(call="c", purpose="recording", state="refused", on=False),
    Answer(call="c", question="q", text="t", source=("guide",)),
    Translation(call="c", text="t", lang="en"),
)


def test_there_is_an_example_of_every_event() -> None:
    assert {type(event) for event in EXAMPLES} == set(get_args(Event))
    assert ALWAYS.keys() == {event.__struct_config__.tag for event in EXAMPLES}


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: type(event).__name__)
def test_the_fixed_fields_stand_even_at_their_default(event: Event) -> None:
    row = event_row(event, 7)
    assert list(row)[:4] == ["call", "line", "at_ms", "type"]
    assert (row["call"], row["line"], row["type"]) == ("c", 7, event.__struct_config__.tag)
    assert set(ALWAYS[row["type"]]) <= row.keys()
    assert not {"seq", "speech_end_ms"} & row.keys()
    assert json.loads(json.dumps(row)) == row


def test_a_fact_says_where_it_is_from() -> None:
    assert event_row(EXAMPLES[5], 0)["facts"] == [{"value": "3.65%", "from": "product.loan.rate"}]


def test_rows_and_spans_are_plain_lists() -> None:
    assert event_row(EXAMPLES[8], 0)["rows"] == [{"label": "a", "value": "b"}]
    assert event_row(EXAMPLES[4], 0)["span"] == [3, 19]
    assert event_row(EXAMPLES[11], 0)["due"] is None
