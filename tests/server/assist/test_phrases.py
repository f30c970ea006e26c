"""Fixed phrases in a text, and what is built once per playbook."""

from __future__ import annotations

from server.assist.indexes import PerPlaybook
from server.assist.phrases import PhraseFinder, fold
from server.content.playbook import Playbook


def test_chinese_phrases_overlap_and_single_characters_count() -> None:
    finder = PhraseFinder([("还款", 1), ("提前还款", 2), ("款", 3)], "zh")
    assert finder.find("我要提前还款") == [(2, 6, 2), (4, 6, 1), (5, 6, 3)]
    assert finder.find("款") == [(0, 1, 3)]


def test_english_phrases_are_whole_words_or_their_plural() -> None:
    finder = PhraseFinder([("loan", 1), ("I don't", 2)], "en")
    assert finder.find(fold("Loans, a loan. Loaner, subloan")) == [(0, 4, 1), (9, 13, 1)]
    assert finder.find(fold("I don’t")) == [(0, 7, 2)]


def test_folding_keeps_the_places() -> None:
    for text in ("İstanbul ŞÖ", "“A’b”\u3000C", "ẞtraße"):
        assert len(fold(text)) == len(text)


def test_a_thing_is_built_once_per_playbook_object() -> None:
    built: list[str] = []
    things = PerPlaybook(lambda playbook: built.append(playbook.id) or len(built))
    books = [Playbook(id=str(number), title="t", lang="zh", version="1") for number in range(10)]
    assert things.of(books[0]) == things.of(books[0]) == 1
    assert things.of(Playbook(id="0", title="t", lang="zh", version="1")) == 2
    for book in books:
        things.of(book)
    assert things.of(books[9]) == len(built) == 11
