from __future__ import annotations

import pytest

from models.tts.clauses import clauses_of


@pytest.mark.parametrize(("lang", "text", "expected"), [
    ("zh", "你好，我想问一下。还款要收违约金吗？", ["你好，我想问一下。", "还款要收违约金吗？"]),
    ("zh", "利率是3.85%，对不对", ["利率是3.85%，", "对不对"]),
    ("en", "Hello, I called twice. It costs 3.5 percent, at 10:30.", ["Hello, I called twice.", " It costs 3.5 percent,",
                                                                       " at 10:30."]),
    ("zh", "他说：“不行！”然后挂了。", ["他说：“不行！”", "然后挂了。"]),
    ("zh", "……", []), ("zh", "", []), ("en", "  ", []),
])
def test_a_text_is_cut_where_a_speaker_pauses(lang: str, text: str, expected: list[str]) -> None:
    assert [clause.words for clause in clauses_of(text, lang)] == expected


def test_the_clauses_are_the_text_in_its_places() -> None:
    text = "我等了三天了，没有人回电话！你们到底管不管？" * 3
    clauses = clauses_of(text, "zh")
    assert "".join(clause.words for clause in clauses) == text
    assert all(text[clause.first:clause.first + len(clause.words)] == clause.words for clause in clauses)


def test_words_without_marks_are_cut_before_they_become_long() -> None:
    assert max(len(clause.words) for clause in clauses_of("我" * 200, "zh")) <= 36
    english = clauses_of("really " * 60, "en")
    assert len(english) > 2 and all(clause.words.endswith(" ") for clause in english[:-1])
