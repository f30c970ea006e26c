"""Near-duplicates: the same said twice, in both languages; different figures are different things."""

from __future__ import annotations

from server.authoring.duplicates import duplicates, near
from server.content.playbook import Article, Playbook, Reply


def book(lang: str, *articles: Article, replies: tuple[Reply, ...] = ()) -> Playbook:
    return Playbook(id="p", title="p", lang=lang, version="1",  # type: ignore[arg-type]
                    articles={one.id: one for one in articles}, replies={one.id: one for one in replies})


def test_the_same_said_nearly_alike_is_found() -> None:
    zh = book("zh", Article(id="a", title="提前还款的违约金", body="提前还款满十二个月免收违约金，未满收剩余本金的百分之一。"),
              Article(id="b", title="提前还款违约金", body="提前还款满十二个月免收违约金，不满的收剩余本金的百分之一。"),
              Article(id="c", title="信用卡挂失", body="先冻结卡片，再补办新卡。"))
    assert [(one.first, one.second) for one in duplicates(zh)] == [("a", "b")]
    en = book("en", replies=(Reply(id="r", text="I will block the card right away and order a new one."),
                             Reply(id="s", text="I will block the card right away, and order a new one for you."),
                             Reply(id="t", text="Which card did you lose?")))
    assert [(one.table, one.first, one.second) for one in duplicates(en)] == [("reply", "r", "s")]


def test_an_entry_being_written_is_compared() -> None:
    en = book("en", Article(id="a", title="Wire cut-off", body="Wires sent before 3 p.m. leave the same business day."))
    new = Article(id="b", title="Wire cut-off", body="Wires sent before 3 p.m. leave the same business day.")
    assert [(one.second, one.share) for one in near(en, "article", new)] == [("a", 1.0)]
    assert near(en, "article", en.articles["a"]) == []


def test_nothing_is_a_duplicate_of_nothing() -> None:
    assert duplicates(book("zh")) == []
    assert duplicates(book("en", Article(id="a", title="."), Article(id="b", title="Lost card")), 0.01) == []
