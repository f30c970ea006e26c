"""A draft from a call: nothing of the real person or of the agent's words in it, and sound enough for the checker."""

from __future__ import annotations

import tomllib

import pytest

from protocol.message import Language
from server.content.playbook import Playbook
from server.practice.from_call import draft_from_call
from server.practice.loading import read_draft
from server.practice.made_up import MadeUp
from tests.server.practice.training_calls import run, talk

REAL = [("agent", "您好，这里是星辰银行，我是张伟，工号0821。"),
        ("customer", "你好，我叫李建国，我想问一下我那笔8.64万元的贷款能不能提前还清？违约金多少？"),
        ("agent", "我给你免掉违约金没问题。"),
        ("customer", "气死我了，你们上个月收了我350元，太过分了，我要投诉！"),
        ("customer", "有人打电话说是公安，让我把钱转到安全账户。"),
        ("customer", "我的卡号是6222021234567890123，住在北京市朝阳区建国路88号。")]


def test_nothing_of_the_real_call_is_in_it(zh_book: Playbook) -> None:
    lines, events = run(zh_book, talk(*REAL))  # type: ignore[arg-type]
    made = draft_from_call("c1", "zh", lines, events, zh_book, set(), ["李建国", "张伟"])
    for real in ("李建国", "建国", "张伟", "0821", "8.64", "350", "622202", "0123", "建国路", "给你免掉", "×"):
        assert real not in made.text, real
    data = tomllib.loads(made.text)
    assert "*" not in str(data["say"]) + str(data["facts"])
    assert data["draft"] is True and data["kind"] in ("fraud", "complaint") and data["mood"] < 0
    assert {trap["kind"] for trap in data["trap"]} == {"safe_account", "card_number"}
    assert "提前还清" in data["say"]["opening"]["words"][0] and "{fact.money_1}" in data["say"]["opening"]["words"][0]
    assert data["facts"]["money_1"] not in ("8.64万元", "350元") and "请补充" in made.text


def test_it_is_sound_or_its_problems_are_listed(zh_book: Playbook) -> None:
    lines, events = run(zh_book, talk(*REAL))  # type: ignore[arg-type]
    scenario, problems = read_draft(draft_from_call("c1", "zh", lines, events, zh_book, set()).text, zh_book)
    assert scenario is not None and problems == ()
    lines, events = run(zh_book, talk(("customer", "喂？")))
    vague, problems = read_draft(draft_from_call("c1", "zh", lines, events, zh_book, set()).text, zh_book)
    assert vague is not None and vague.draft
    assert all(problem.line > 0 and problem.text for problem in problems)


def test_english(en_book: Playbook) -> None:
    lines, events = run(en_book, talk(
        ("agent", "Good morning, this is Peter."), ("customer", "Hi, I'm John Grant, I'd like to pay off my loan of $12,500 early."),
        ("customer", "That is ridiculous, I am furious, it was March 3rd!")))
    made = draft_from_call("c1", "en", lines, events, en_book, set(), ["John Grant"])
    for real in ("John", "Grant", "Peter", "12,500", "March"):
        assert real not in made.text, real
    scenario, problems = read_draft(made.text, en_book)
    assert scenario is not None and problems == () and scenario.objection


def test_the_same_call_gives_the_same_draft_under_a_free_name(zh_book: Playbook) -> None:
    lines, events = run(zh_book, talk(*REAL))  # type: ignore[arg-type]
    first = draft_from_call("c1", "zh", lines, events, zh_book, set())
    assert draft_from_call("c1", "zh", lines, events, zh_book, set()) == first
    second = draft_from_call("c1", "zh", lines, events, zh_book, {first.id})
    assert second.id != first.id and second.text.replace(second.id, first.id) == first.text


def test_a_moment_of_the_call_only(zh_book: Playbook) -> None:
    parts = talk(("customer", "我的贷款想提前还清，要收违约金吗？"), ("customer", "有人打电话说是公安，让我把钱转到安全账户。"), gap_ms=200_000)
    lines, events = run(zh_book, parts)
    made = draft_from_call("c1", "zh", lines, events, zh_book, set(), at_ms=204_200)
    assert "安全账户" in made.text and "提前还清" not in made.text


@pytest.mark.parametrize(("lang", "said"), [
    ("zh", "我叫\"引号\"，\\ 反斜杠"), ("zh", "{product.star_loan.rate}多少"), ("en", "It's \"fine\" {x}"), ("zh", "卡号138****5678"),
    ("zh", "12345678901"), ("en", ""), ("zh", "，，，")])
def test_whatever_is_said_stays_toml(zh_book: Playbook, lang: Language, said: str) -> None:
    made = MadeUp(lang).line(said)
    assert "*" not in made and "{product" not in made and "{x" not in made
    assert not any(digit in made for digit in "123456789")


def test_the_same_figure_is_the_same_fact_and_never_the_real_one() -> None:
    made_up = MadeUp("zh")
    assert made_up.line("收了30,000元，为什么收30,000元") == "收了{fact.money_1}，为什么收{fact.money_1}"
    assert made_up.facts["money_1"] != "30,000元"
