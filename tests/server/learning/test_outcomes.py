"""What became of suggestions and alerts, sign by sign."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from protocol.assist import Feedback
from protocol.message import CallEvent
from server.learning.outcomes import Became, likeness, outcomes
from tests.server.learning.calls import REPLY, cleared, did, gone, line, offered, warned

SEEN = did("painted", lag_ms=120.0)


def became(events: list[CallEvent], *feedback: Feedback) -> Became:
    rows: list[dict[str, Any]] = [msgspec.structs.asdict(one) for one in feedback]
    (found,) = outcomes(events, rows)
    return found


def test_taken_over_by_key() -> None:
    found = became([offered(1)], SEEN, did("accepted", note="0")).row
    assert (found.outcome, found.source, found.lag_ms, found.likeness) == ("used", "rate", 120.0, None)
    assert became([offered(1)], did("copied")).row.outcome == "used"


def test_an_alternative_that_was_taken_counts_for_its_own_reply() -> None:
    event = offered(1, source=("rate", "rate_term"), alternatives=("最长36个月。",))
    found = became([event], SEEN, did("accepted", note="1"))
    assert found.row.source == "rate_term" and found.offered == "最长36个月。"
    assert became([event], SEEN, did("accepted", note="7")).row.source == "rate", "a number that none of them has"


def test_said_as_it_stood_and_said_in_other_words() -> None:
    said = became([offered(1), line(2, "星享贷年化利率3.65%,没有其他费用", "agent"), gone(2, "said")], SEEN)
    assert said.row.outcome == "used" and said.row.likeness == 1 and said.said == ""
    words = "我们星享贷的年化利率呢是3.65%，您放心，别的费用是没有的"
    edited = became([offered(1), line(2, words, "agent"), gone(2, "said")], SEEN)
    assert edited.row.outcome == "edited" and edited.said == words and edited.offered == REPLY
    assert edited.row.likeness is not None and 0.4 < edited.row.likeness < 0.85


def test_taken_over_and_then_said_in_other_words() -> None:
    found = became([offered(1), line(3, "星享贷呢，年化利率3.65%，没别的", "agent")], SEEN, did("accepted", note="0"))
    assert found.row.outcome == "edited" and "没别的" in found.said
    other = became([offered(1), line(3, "您稍等，我看看您的资料", "agent")], SEEN, did("accepted", note="0"))
    assert other.row.outcome == "used", "what was said next was something else"


def test_an_answer_in_two_breaths_is_one() -> None:
    found = became([offered(1), line(2, "星享贷年化利率3.65%", "agent"), line(3, "没有其他费用", "agent"), gone(3, "said")], SEEN)
    assert found.row.outcome == "used"


@pytest.mark.parametrize(("feedback", "outcome"), [
    ((SEEN, did("dismissed")), "dismissed"), ((SEEN, did("disputed")), "disputed"), ((SEEN,), "ignored"), ((), "unseen"),
    ((SEEN, did("next")), "ignored"), ((SEEN, did("accepted"), did("disputed")), "disputed")])
def test_not_taken(feedback: tuple[Feedback, ...], outcome: str) -> None:
    assert became([offered(1), gone(2, "topic")], *feedback).row.outcome == outcome


def test_alerts() -> None:
    seen = did("painted", "a1", "alert", lag_ms=80.0)
    assert became([warned(), cleared("corrected")], seen).row.outcome == "heeded"
    assert became([warned(), cleared("acknowledged")], seen).row.outcome == "acknowledged"
    assert became([warned(), cleared("corrected")], seen, did("disputed", "a1", "alert")).row.outcome == "disputed"
    assert became([warned(), cleared("expired")], seen).row.outcome == "ignored"
    row = became([warned()]).row
    assert (row.outcome, row.source, row.version, row.kind) == ("unseen", "no_guarantee", "3", "alert")


def test_an_alert_and_a_suggestion_of_one_id_do_not_mix() -> None:
    rows = [msgspec.structs.asdict(one) for one in (did("accepted", "x1"), did("painted", "x1", "alert"))]
    found = outcomes([offered(1, name="x1"), warned("x1")], rows)
    assert [one.row.outcome for one in found] == ["used", "ignored"]


def test_likeness_knows_no_marks() -> None:
    assert likeness("Yes, sir!", "yes sir") == 1 and likeness("", "yes") == 0 and likeness("abc", "xyz") == 0
