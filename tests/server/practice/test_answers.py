"""An answer is judged by what it says: figures by value, words, checklist items, approved replies."""

from __future__ import annotations

import pytest

from server.content.playbook import Playbook
from server.practice.answers import Facts, Item, Said, Verdict
from server.practice.scenario import Answer


def item(book: Playbook, answer: Answer, **changes: object) -> Item:
    return Item(Facts(book, book.practice["early_repayment"]), answer, good="违约金是剩余本金的1%。", **changes)  # type: ignore[arg-type]


def said(text: str, *ticks: str, before: str = "") -> Said:
    return Said(f"{before} {text}", text, frozenset(ticks))


@pytest.mark.parametrize(("text", "verdict"), [
    ("违约金是剩余本金的百分之一。", "answered"),
    ("收一个点。", "answered"),
    ("违约金是1%，满12个月就不收了。", "answered"),
    ("违约金是百分之五。", "wrong"),
    ("违约金是1%或者5%。", "wrong"),
    ("这个不收任何费用。", "wrong"),
    ("不是不收任何费用，是1%。", "answered"),
    ("这个我不清楚，您看一下官网。", "evaded"),
    ("违约金是按剩余本金算的。", "told"),
    ("今天天气不错。", "ignored"),
])
def test_a_figure_is_compared_by_value(text: str, verdict: Verdict, zh_book: Playbook) -> None:
    judged = item(zh_book, Answer(figures=("{product.star_loan.early_repayment_fee}",)), wrong=("不收任何费用",)).judge(said(text))
    assert judged == verdict


def test_an_answer_may_come_in_two_breaths(zh_book: Playbook) -> None:
    one = item(zh_book, Answer(figures=("1%",), words=(("合同", "约定"),)))
    assert one.judge(said("违约金是1%。")) == "told"
    assert one.judge(said("合同里写明的。", before="违约金是1%。")) == "answered"


def test_of_every_group_one_word(zh_book: Playbook) -> None:
    one = item(zh_book, Answer(words=(("(不能|无法)保证",), ("审批", "审核"))))
    assert one.judge(said("我无法保证。")) != "answered"
    assert one.judge(said("我无法保证，要看审批。")) == "answered"


def test_a_checklist_item_or_an_approved_reply_is_an_answer_by_itself(zh_book: Playbook) -> None:
    reply = next(reply for reply in zh_book.replies.values() if "{" not in reply.text and len(reply.text) > 15)
    one = item(zh_book, Answer(words=(("从不会说的话",),), items=("complaint_registered",), replies=(reply.id,)))
    assert one.judge(said("好的。")) != "answered"
    assert one.judge(said("好的。", "complaint_registered")) == "answered"
    assert one.judge(said(f"嗯，{reply.text}")) == "answered"


def test_figures_of_the_record_are_right(zh_book: Playbook) -> None:
    assert item(zh_book, Answer(figures=("864元",))).judge(said("现在结清的违约金是八百六十四块，余额86,400元。")) == "answered"
