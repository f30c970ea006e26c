"""Every scenario of every playbook can be won and lost, and ends; a scenario that can not is found out."""

from __future__ import annotations

import pytest

from protocol.training import Difficulty
from server.content.playbook import Playbook
from server.practice.built_in_agents import BadAgent, GoodAgent, GullibleAgent, SilentAgent, wrong_figures
from server.practice.engine import CustomerTurn
from server.practice.rehearsal import expert_call
from server.practice.rubric import lines_of, total_of
from server.practice.self_test import MOST_STEPS, play, play_all, through_the_pipeline
from tests.server.practice.scenario_texts import SMALL, changed, scenario


def test_every_scenario_of_every_playbook(zh_book: Playbook, en_book: Playbook) -> None:
    played = [one for book in (zh_book, en_book) for one in play_all(book, tuple(book.practice.values()))]
    assert [f"{one.scenario} {one.difficulty}: {one.fault}" for one in played if one.fault] == []
    assert len(played) >= (len(zh_book.practice) + len(en_book.practice)) * 9


def test_there_are_enough_scenarios(zh_book: Playbook, en_book: Playbook) -> None:
    assert len(zh_book.practice) >= 12 and len(en_book.practice) >= 6
    assert not zh_book.practice.keys() & en_book.practice.keys(), "an assignment names a scenario by its id alone"
    kinds = {one.kind for one in (*zh_book.practice.values(), *en_book.practice.values())}
    assert kinds == {"sale", "service", "complaint", "collection", "fraud", "vulnerable", "advice"}


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_other_seeds_change_the_words_and_not_the_outcome(seed: int, zh_book: Playbook) -> None:
    for one in zh_book.practice.values():
        assert not play(zh_book, one, "hard", GoodAgent(zh_book, one), seed).fault
        assert not play(zh_book, one, "easy", BadAgent(zh_book, one), seed).fault


def test_a_scenario_that_nobody_can_win(en_book: Playbook) -> None:
    one = scenario(en_book, changed("closed = true", "closed = true\nitems = [\"complaint_registered\"]"))
    played = play(en_book, one, "easy", GoodAgent(en_book, one))
    assert played.fault.startswith("the good agent can not succeed: failure, unresolved")


def test_a_scenario_that_a_bad_agent_wins(en_book: Playbook) -> None:
    text = changed('asks = ["*"]\nobjections = ["*"]\ntraps = ["*"]\nclosed = true', "closed = true\nacts = {greeted = 1}")
    one = scenario(en_book, changed("wrong_answers = 2", "wrong_answers = 9", changed("patience = 0.7", "patience = 1.0", text)))

    class Short(BadAgent):
        """Says goodbye whenever nothing is open."""

        def answer(self, turn: CustomerTurn) -> str:
            return {1: "Good morning.", 2: "It costs 5%, in the app.", 3: "It costs 5%, in the app."}.get(self._next(), "Goodbye.")

        def _next(self) -> int:
            self._turns += 1
            return self._turns

    played = play(en_book, one, "easy", Short(en_book, one))
    assert played.outcome == "success" and played.fault == "the bad agent succeeds: helped"


def test_a_call_that_never_ends_is_cut(en_book: Playbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.practice.self_test.MOST_STEPS", 2)
    one = scenario(en_book)
    assert play(en_book, one, "easy", GoodAgent(en_book, one)).fault == "the call never ends with the good agent"
    assert MOST_STEPS > 50


def test_falling_for_a_trap_does_not_win(en_book: Playbook) -> None:
    one = scenario(en_book)
    assert play(en_book, one, "hard", GullibleAgent(en_book, one)).why == "waived"
    without: list[Difficulty] = ["easy", "normal"]
    assert {played.agent for played in play_all(en_book, (one,)) if played.difficulty in without} == {"good", "bad", "silent"}


def test_the_silent_agent_is_left(en_book: Playbook) -> None:
    one = scenario(en_book, SMALL)
    played = play(en_book, one, "normal", SilentAgent())
    assert (played.outcome, played.why) == ("hung_up", "silence") and all(line.channel == "customer" for line in played.lines)


@pytest.mark.parametrize(("text", "lang"), [("违约金是1%，3天内到账864元。", "zh"), ("The fee is 1%, within 3 days, $142.", "en"), ("好的。", "zh")])
def test_wrong_figures_are_all_wrong(text: str, lang: str) -> None:
    wrong = wrong_figures(text, lang)  # type: ignore[arg-type]
    assert wrong != text and not any(figure in wrong for figure in ("1%", "3天", "864元", "3 days", "$142"))


def test_the_good_agents_call_runs_through_the_whole_assistance(zh_book: Playbook) -> None:
    one = zh_book.practice["early_repayment"]
    played = play(zh_book, one, "normal", GoodAgent(zh_book, one))
    heard = list(through_the_pipeline(zh_book, one, played))
    kinds = {type(event).__name__ for line in heard for event in line.events}
    assert len(heard) == len(played.lines) and {"Intent", "Checklist", "Suggestion", "Card"} <= kinds
    assert not any(type(event).__name__ == "Alert" and event.severity == "stop"  # type: ignore[union-attr]
                   for line in heard for event in line.events)


def test_the_good_agent_is_a_model_by_the_rubric_of_trainees(zh_book: Playbook, en_book: Playbook) -> None:
    weak = []
    for book in (zh_book, en_book):
        for one in book.practice.values():
            call = expert_call(book, one, "hard")
            assert call is not None
            lines = lines_of(call)
            scores = {line.line: line.score for line in lines}
            known = ("greeting", "identification", "empathy", "closing", "compliance", "knowledge", "objection")
            weak += [f"{one.id}: {line} {scores[line]}" for line in known if 0 <= scores[line] < 100]
            weak += [f"{one.id}: {total_of(lines)}"] if total_of(lines) < 95 or 0 <= scores["need"] < 75 else []
    assert weak == []


def test_the_good_agent_understands_first_and_names_no_debt_before_he_knows_who_it_is(zh_book: Playbook) -> None:
    said = [line.text for line in play(zh_book, zh_book.practice["card_lost"], "hard", GoodAgent(zh_book, zh_book.practice["card_lost"])).lines
            if line.channel == "agent"]
    assert "星辰银行" in said[0] and "工号8612" in said[0]
    assert said[1].startswith("非常理解您的心情") and "核对身份" in said[1], "feelings before the identity check"
    assert said[-2].startswith("我总结一下：") and "15元" in said[-2] and "再见" in said[-1]
    owed = zh_book.practice["collection_hardship"]
    lines = [line.text for line in play(zh_book, owed, "hard", GoodAgent(zh_book, owed)).lines]
    assert next(at for at, line in enumerate(lines) if "后四位" in line) < next(at for at, line in enumerate(lines) if "2,680元" in line)
