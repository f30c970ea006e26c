"""Drawing by call, and the report: a real difference, chance, too few, one arm missing."""

from __future__ import annotations

from typing import Any

import pytest

from server.content.playbook import Playbook
from server.learning.experiments import Experiment, lines, report
from server.storage.outcomes import CallFacts, ItemOfCall

TRIED = Playbook(id="zh", title="t", lang="zh", version="2")


def calls(arm: str, painted: int, taken: int, *, silent: int = 0) -> tuple[list[CallFacts], list[ItemOfCall]]:
    names = [f"{arm}{place}" for place in range(painted + silent)]
    facts = [CallFacts(id=name, opened_at="2026", lang="zh", state="ended", playbook="zh", playbook_version="2" if arm == "b" else "1",
                       experiment="x", arm=arm, lines=1, unknown=0, misses=0, blocked=0) for name in names]
    items = [ItemOfCall(call=name, item="s1", kind="suggestion", source="rate", version="", engine="playbook",
                        outcome="used" if place < taken else "ignored", likeness=None, lag_ms=1.0)
             for place, name in enumerate(names[:painted])]
    return facts, items


def judged(a: tuple[int, int], b: tuple[int, int]) -> dict[str, Any]:
    (one, first), (other, second) = calls("a", *a), calls("b", *b)
    return report("x", one + other, first + second)


def test_a_call_is_always_drawn_alike_and_arms_share_as_asked() -> None:
    trial = Experiment("x", 0.3)
    names = [f"call-{place}" for place in range(4000)]
    drawn = [trial.arm_of(name) for name in names]
    assert drawn == [trial.arm_of(name) for name in names] and 0.27 < drawn.count("b") / 4000 < 0.33
    again = [Experiment("x", 0.3, salt="other").arm_of(name) for name in names]
    assert 0.05 < sum(one == other == "b" for one, other in zip(drawn, again, strict=True)) / 4000 < 0.13, "drawn anew"
    assert {Experiment("x", 1.0).arm_of(name) for name in names} == {"b"}
    assert {Experiment("x", 0.0).arm_of(name) for name in names} == {"a"}


def test_more_calls_in_an_arm_only_add_to_it() -> None:
    few, more = Experiment("x", 0.2), Experiment("x", 0.6)
    assert all(more.arm_of(name) == "b" for name in map(str, range(500)) if few.arm_of(name) == "b")


def test_what_is_drawn() -> None:
    trial = Experiment("x", 0.5, playbook=TRIED)
    assert trial.tries("zh", training=False) and not trial.tries("en", training=False)
    assert not trial.tries("zh", training=True) and Experiment("x", 0.5, engine="openai").tries("en", training=False)
    assert [Experiment("x", 0.5, engine="openai").writes(arm) for arm in ("a", "b")] == [False, True]
    assert [Experiment("x", 0.5, engine="playbook").writes(arm) for arm in ("a", "b")] == [True, False]
    assert trial.writes("b") is None


def test_a_difference_that_chance_does_not_explain() -> None:
    found = judged((500, 200), (500, 290))
    assert found["comparison"]["p"] < 0.001 and found["verdict"] == "arm b above arm a by 18.0 points: more than chance explains"
    assert found["arms"]["b"]["playbooks"] == ["zh 2"]
    small = judged((20, 2), (20, 14))["verdict"]
    assert "more than chance explains, but from few calls" in small


def test_too_few_calls_are_said_to_be_too_few() -> None:
    found = judged((12, 5), (9, 6))
    assert found["verdict"].startswith("not enough calls") and "12 and 9" in found["verdict"]
    assert found["comparison"]["test"] == "exact" and found["calls_needed"] > 300


def test_enough_calls_and_no_difference() -> None:
    assert judged((900, 450), (900, 441))["verdict"].startswith("no difference that matters")


@pytest.mark.parametrize(("a", "b", "said"), [((40, 9), (0, 0), "arm b has no call"), ((0, 0), (0, 0), "arm a and arm b have no call")])
def test_an_arm_is_missing(a: tuple[int, int], b: tuple[int, int], said: str) -> None:
    found = judged(a, b)
    assert said in found["verdict"] and found["comparison"]["p"] is None and "-" in "\n".join(lines(found))


def test_calls_in_which_nothing_was_shown_are_counted_apart() -> None:
    facts, items = calls("a", 4, 2, silent=6)
    arm = report("x", facts, items)["arms"]["a"]
    assert arm["calls"] == 10 and arm["calls_with_taken"]["of"] == 4
