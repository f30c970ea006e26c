"""Prompts and hot words: short enough, of this call, and nothing that misled."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.calls.said_before import HOT_WORD_TOKENS, PROMPT_TOKENS, SaidBefore, echoes, expected_names
from server.content.loading import load_playbook
from server.content.playbook import CustomerData, Playbook, Product
from tests.server.fakes import write_playbook


def test_the_house_the_customer_and_the_products_are_expected(tmp_path: Path) -> None:
    playbook = load_playbook(write_playbook(tmp_path / "book"))
    assert expected_names(playbook, "T1") == ("Test Person", "Ms Person")
    assert expected_names(playbook, "nobody") == ()


def test_names_fit_their_room_and_the_likeliest_come_first() -> None:
    products = {f"p{number}": Product(id=f"p{number}", name=f"星辰产品{number}号", kind="loan", terms={}) for number in range(20)}
    playbook = Playbook(id="b", title="b", lang="zh", version="1", institution="星辰银行", products=products,
                        customers={"C": CustomerData(id="C", name="周明远")})
    names = expected_names(playbook, "C")
    assert names[:3] == ("星辰银行", "周明远", "星辰产品0号")
    assert sum(len(name) for name in names) <= HOT_WORD_TOKENS < sum(len(product.name) for product in products.values())


def test_hot_words_need_a_second_of_speech() -> None:
    before = SaidBefore(["星享贷"])
    assert before.hot_words(15_999) == () and before.hot_words(16_000) == ("星享贷",)


def test_the_prompt_is_what_was_said_last_and_the_question_it_answers() -> None:
    before = SaidBefore()
    assert before.prompt("customer") == ""
    before.note("customer", 100, "我的卡丢了。")
    before.note("agent", 200, "请问您的卡号是多少？")
    assert before.prompt("customer") == "我的卡丢了。 请问您的卡号是多少？"
    assert before.prompt("agent") == "请问您的卡号是多少？"
    before.note("customer", 300, "是6222。")
    assert before.prompt("customer") == "是6222。", "the question is answered"
    before.note("agent", 400, "好的。")
    assert before.prompt("customer") == "是6222。", "no question"


@pytest.mark.parametrize("text", ["好" * 200, "please hold the line " * 40])
def test_a_long_prompt_keeps_its_end(text: str) -> None:
    before = SaidBefore()
    before.note("agent", 1, text)
    prompt = before.prompt("agent")
    assert text.endswith(prompt) and 0 < len(prompt) <= PROMPT_TOKENS * 6


def test_what_misled_is_forgotten() -> None:
    before = SaidBefore()
    before.note("agent", 1, "您好。")
    before.forget("agent")
    assert before.prompt("agent") == ""


def test_an_echo_repeats_the_prompt_and_short_answers_are_none() -> None:
    prompt = "您好，这里是星辰银行，请问有什么可以帮您？"
    assert echoes(prompt, "请问有什么，可以帮您")
    assert not echoes(prompt, "您好") and not echoes(prompt, "请问有什么可以帮您的吗") and not echoes("", "请问有什么可以")
