"""What to practise next: assignments, what failed, the weakest line; no clock and no chance."""

from __future__ import annotations

from msgspec.structs import replace

from server.content.playbook import Playbook
from server.practice.curriculum import line_means, met, next_scenario, share
from server.practice.scenario import PracticeScenario
from server.storage.practice import Score
from server.storage.training import Assignment


def scenarios(book: Playbook) -> dict[str, PracticeScenario]:
    one = book.practice["early_repayment"]
    return {"a": replace(one, id="a", weights={"closing": 3.0}), "b": replace(one, id="b", weights={"objection": 5.0}),
            "c": replace(one, id="c", weights={})}


def score(scenario: str, total: float, *, passed: bool | None = None, **lines: float) -> Score:
    return Score(call=f"{scenario}{total}", user="anna", scenario=scenario, lang="zh", title=scenario, difficulty="normal",
                 assistance="shown", at="2026-03-01T09:00:00", total=total, passed=total >= 60 if passed is None else passed,
                 outcome="success", signed_by="", lines=lines)


def assignment(scenario: str, due: str, at: str = "2026-03-01T08:00:00") -> Assignment:
    return Assignment(trainee="anna", scenario=scenario, due=due, difficulty="normal", assistance="shown", by="tom", at=at)


def test_assignments_come_first_the_earliest_due_one(zh_book: Playbook) -> None:
    known = scenarios(zh_book)
    scores = [score("a", 20, objection=10.0, closing=90.0)]
    assert next_scenario(known, scores, [assignment("c", "2026-05-01"), assignment("b", "2026-04-01")]).scenario == "b"
    done = [*scores, score("b", 80)]
    assert next_scenario(known, done, [assignment("b", "2026-04-01")]).scenario != "b"
    assert next_scenario(known, scores, [assignment("gone", "2026-04-01")]).scenario != "gone"


def test_what_was_failed_comes_back_after_one_other_attempt(zh_book: Playbook) -> None:
    known = scenarios(zh_book)
    assert next_scenario(known, [score("a", 20)]).scenario != "a"
    assert next_scenario(known, [score("a", 20, closing=5.0), score("c", 90)]).scenario == "a"
    assert next_scenario(known, [score("a", 20), score("b", 10), score("c", 90)]).scenario == "b", "the worse one"


def test_the_weakest_line_chooses_among_what_is_not_passed(zh_book: Playbook) -> None:
    known = scenarios(zh_book)
    chosen = next_scenario(known, [score("c", 70, objection=10.0, closing=90.0)])
    assert (chosen.scenario, chosen.line) == ("b", "objection")
    assert next_scenario(known, [score("c", 70, objection=90.0, closing=10.0)]).scenario == "a"
    assert share(known["b"], "objection") > share(known["c"], "objection")


def test_what_was_passed_rests_and_comes_back_later(zh_book: Playbook) -> None:
    known = scenarios(zh_book)
    passed = [score("a", 70), score("b", 70), score("c", 70)]
    assert next_scenario(known, passed).scenario == "a", "practised longest ago"
    many = [score("a", 70), score("b", 70), *[score("c", 70)] * 6]
    assert next_scenario(known, many).scenario == "a"


def test_the_same_record_gives_the_same_answer_and_an_empty_one_an_answer(zh_book: Playbook) -> None:
    known = scenarios(zh_book)
    assert next_scenario(known, []) == next_scenario(dict(reversed(known.items())), [])
    assert next_scenario({}, []).scenario == ""
    assert line_means([]) == {}


def test_an_assignment_is_met_at_its_difficulty_or_above() -> None:
    hard = replace(assignment("a", "2026-04-01"), difficulty="hard")
    assert not met(hard, [score("a", 90)])
    assert met(hard, [replace(score("a", 90), difficulty="hard")])
    assert not met(assignment("a", "2026-04-01", at="2026-03-05T08:00:00"), [score("a", 90)]), "passed before it was assigned"
