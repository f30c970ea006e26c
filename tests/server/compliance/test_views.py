"""What only shows without fillers, across a pause, or in another script; and what must not be joined."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from protocol.assist import Alert, Event
from server.compliance.lexicon import fold
from server.compliance.views import JOIN_MS, without_fillers

Calls = Callable[..., Any]


def rules(events: list[Event]) -> list[str]:
    return [event.rule for event in events if isinstance(event, Alert) and not event.rule.startswith("checklist.")]


@pytest.mark.parametrize(("text", "quote"), [
    ("这个零,嗯,风险的。", "零,嗯,风险"), ("这个零呃风险。", "零呃风险"), ("零,那个,风险。", "零,那个,风险"), ("這個零風險。", "零風險"),
    ("嗯,零风险。", "零风险"),
])
def test_fillers_and_script_hide_nothing(call: Calls, text: str, quote: str) -> None:
    (alert,) = [event for event in call().agent(text) if isinstance(event, Alert)]
    assert (alert.rule, alert.quote) == ("risk", quote)


@pytest.mark.parametrize("text", ["这个不是零,嗯,风险的。", "零,嗯,风险吗?", "您说的零,呃,风险是谁说的?", "那个零头的风险。"])
def test_denied_asked_and_reported_stay_so_without_fillers(call: Calls, text: str) -> None:
    assert rules(call().agent(text)) == []


def test_a_phrase_that_a_pause_split_is_found_once_and_shown_in_the_second_line(call: Calls) -> None:
    line = call()
    assert rules(line.agent("这款是零。")) == []
    (alert,) = [event for event in line.agent("风险的产品。") if isinstance(event, Alert)]
    assert (alert.rule, alert.span, alert.quote) == ("risk", (0, 2), "风险")
    assert rules(line.agent("您放心。")) == []


@pytest.mark.parametrize("first", ["这款不是零", "有人问是不是零", "是零?"])
def test_what_the_first_line_takes_back_or_asks_is_not_joined(call: Calls, first: str) -> None:
    line = call()
    line.agent(first)
    assert rules(line.agent("风险的。")) == []


def test_another_speaker_or_a_long_pause_parts_two_lines(call: Calls) -> None:
    line = call()
    line.customer("这款是零")
    assert rules(line.agent("风险的产品。")) == []
    line.agent("这款是零", 100_000)
    assert rules(line.agent("风险的产品。", 101_000 + JOIN_MS + 1)) == []


def test_english_fillers_go_with_their_commas() -> None:
    folded = without_fillers(fold("There is, um, no, like, risk", "en"), "en")
    assert folded.text == "there is no risk"
    assert folded.span(9, 16) == (14, 28)


def test_a_text_without_fillers_is_the_same_object_and_quotations_keep_their_place() -> None:
    plain = fold("零风险", "zh")
    assert without_fillers(plain, "zh") is plain
    quoted = without_fillers(fold("嗯,他说“保本”", "zh"), "zh")
    assert [quoted.text[start:end] for start, end in quoted.quoted] == ["保本"]
