"""A stream of pieces cut into clauses."""

from __future__ import annotations

import pytest

from server.assist.engines.clauses import Clauses, is_refusal


def clauses_of(text: str, size: int) -> list[str]:
    clauses = Clauses()
    found = [clause for place in range(0, len(text), size) for clause in clauses.push(text[place:place + size])]
    return [*found, *([rest] if (rest := clauses.rest()) else [])]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("您好，利率是3.65%，共86,400元。可以吗？", ["您好，", "利率是3.65%，", "共86,400元。", "可以吗？"]),
        (
            "Mr. Grant, the rate is 3.65%. Is it $1,200.50? Yes",
            ["Mr. Grant,", " the rate is 3.65%.", " Is it $1,200.50?", " Yes"],
        ),
        ("<think>他要8%，我该拒绝。</think>\n回复：“您好，请稍等。”", ["您好，", "请稍等。"]),
        ("**Reply:** Hello there.", ["Hello there."]),
        ("- Hello there.", ["Hello there."]),
        ("", []),
        ("。。。", []),
        ("<think>never ends, 8%.", []),
    ],
)
def test_clauses_are_the_same_however_the_pieces_fall(text: str, expected: list[str], size: int) -> None:
    assert clauses_of(text, size) == expected


@pytest.mark.parametrize(
    "text",
    ["作为一个AI语言模型，我不能", "As an AI language model, I", "I cannot assist with that", "我无法提供这类内容"],
)
def test_a_refusal_is_known(text: str) -> None:
    assert is_refusal(text)


@pytest.mark.parametrize("text", ["我不能保证审批结果。", "I cannot guarantee approval.", "我马上帮您看。"])
def test_an_honest_no_is_none(text: str) -> None:
    assert not is_refusal(text)
