"""Stems, BM25, ranking in the call's state, the graph and a product's rule."""

from __future__ import annotations

import pytest

from server.assist.library import Library, Situation
from server.content.everyday import Everyday, Same
from server.content.loading import find_playbook, load_playbook
from server.content.playbook import Article, Playbook, Product, Term
from server.knowledge.graph import KnowledgeGraph, term_kind
from server.knowledge.ranking import rank
from server.knowledge.rules import ProductRule, RuleBook, WhichProduct
from server.knowledge.stemming import stem
from server.knowledge.terms import query_terms
from server.knowledge.words import WordIndex


@pytest.mark.parametrize(("word", "root"), [
    ("disputing", "disput"), ("disputes", "disput"), ("repayments", "repay"), ("repay", "repay"), ("fees", "fee"), ("hopping", "hop"),
    ("filing", "file"), ("relational", "relat"), ("adjustment", "adjust"), ("adoption", "adopt"), ("happy", "happi"), ("is", "is"),
    ("bank's", "bank"), ("2026", "2026"), ("years", "year"), ("agreed", "agre"), ("rolled", "roll"), ("yes", "ye")])
def test_stems(word: str, root: str) -> None:
    assert stem(word) == root


def test_rare_words_and_titles_count_most() -> None:
    index = WordIndex([(["card"], ["fee", "late"]), (["fee"], ["card", "card"]), (["loan"], ["late", "late"]), (["rate"], ["fee"])])
    assert [place for place, _ in index.best(["late"], 5)] == [2, 0]
    assert index.best(["fee"], 5)[0][0] in (1, 3) and index.best(["nothing"], 5) == []
    assert len(index.best(["fee", "card", "late"], 2)) == 2


def test_an_index_of_nothing() -> None:
    assert WordIndex([]).best(["fee"], 5) == []
    library = Library(Playbook(id="p", title="p", lang="zh", version="1"))
    assert library.search("利率") == () and library.articles("利率", Situation("rate_fee")) == []
    assert library.rules.answer("利率", ()) is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_query_of_ten_thousand_characters(lang: str) -> None:
    text = ("提前还款违约金" if lang == "zh" else "early repayment fee ") * 1500
    assert len(query_terms(text[:10_000], lang)) <= 40  # type: ignore[arg-type]
    article = Article(id="a", title="提前还款的违约金" if lang == "zh" else "Early repayment fees")
    library = Library(Playbook(id="p", title="p", lang=lang, version="1",  # type: ignore[arg-type]
                               articles={"a": article, **{str(number): Article(id=str(number), title="0") for number in range(5)}}))
    assert library.rules.asked(text[:10_000]) == ()
    assert [one.id for one in library.articles(text[:10_000], Situation(asked=True), least=0.01)] == ["a"]


ARTICLES = {one.id: one for one in (
    Article(id="gold_fee", title="年费", intents=("rate_fee",), products=("gold",), keywords=("年费",), body="年费说明"),
    Article(id="loan_fee", title="手续费", intents=("rate_fee",), products=("loan",), keywords=("手续费",), body="说明"),
    Article(id="old", title="年费旧规", intents=("rate_fee",), keywords=("年费",), body="年费说明", expires="2026-01-31"),
    Article(id="loss", title="挂失", intents=("card_loss",), keywords=("丢",), body="先冻结"))}


def test_the_situation_decides_between_articles() -> None:
    library = Library(Playbook(id="p", title="p", lang="zh", version="1", articles=ARTICLES))

    def first(text: str, **known: object) -> str:
        return library.articles(text, Situation("rate_fee", **known))[0].id  # type: ignore[arg-type]

    assert first("年费怎么收", products=("gold",)) == "gold_fee"
    assert first("年费怎么收", date="2026-11-20") == "gold_fee"
    assert first("手续费怎么收", products=("loan",)) == "loan_fee"
    assert library.articles("年费怎么收", Situation("rate_fee"), frozenset({"procedure"})) == []
    assert library.articles("今天天气不错", Situation("other")) == []
    named, before = (rank([ARTICLES["gold_fee"]], {}, {"gold_fee": 3}, Situation(products=("loan",), named=now)) for now in (True, False))
    assert named == [] and before[0].why == ("words", "other product")
    assert [one.id for one in library.articles("丢", Situation(asked=True))] == ["loss"]


def product(name: str, kind: str, **terms: tuple[str, str]) -> Product:
    return Product(id=name, name=name.title(), kind=kind, terms={
        key: Term(label=label, value=value) for key, (label, value) in terms.items()})


HOUSE = Playbook(
    id="p", title="p", lang="zh", version="1",
    everyday=Everyday(same=(Same(words=("提前还清",), means="提前还款"), Same(words=("要罚", "罚钱"), means="违约金"),
                            Same(words=("利率",), means="年化利率"), Same(words=("带什么",), means="所需材料"))),
    products={one.id: one for one in (
        product("star", "loan", annual_rate=("年化利率（单利）", "3.65%"), early_repayment_fee=("提前还款违约金", "1%"),
                early_repayment_free_after=("免收违约金", "满12个月"), documents=("所需材料", "身份证、流水")),
        product("home", "loan", annual_rate=("年化利率", "3.15%"), early_repayment_fee=("提前还款违约金", "不收")),
        product("gold", "card", annual_fee=("年费", "300元"), late_charge=("违约金", "5%")))},
    articles={"early": Article(id="early", title="提前还款", rows={"违约金": "{product.star.early_repayment_fee}", "渠道": "手机银行或柜台"}),
              "steps": Article(id="steps", title="步骤", body="先预约", about=("early_repayment_fee",), products=("home",), follows=("early",))})


@pytest.mark.parametrize(("text", "term"), [
    ("提前还款要不要违约金", "early_repayment_fee"), ("提前还清要罚钱吗", "early_repayment_fee"), ("利率多少", "annual_rate"),
    ("要带什么", "documents"), ("年费多少钱", "annual_fee"), ("违约金多少", "late_charge")])
def test_a_known_product_answers_with_its_own_rule(text: str, term: str) -> None:
    rules = RuleBook(HOUSE, KnowledgeGraph(HOUSE))
    owner = {"documents": "star", "annual_fee": "gold", "late_charge": "gold"}.get(term, "home")
    found = rules.answer(text, (owner,))
    assert isinstance(found, ProductRule) and found.product == owner and found.lines[0].term == term


def test_a_rule_comes_with_its_condition_and_articles() -> None:
    rules = RuleBook(HOUSE, KnowledgeGraph(HOUSE))
    found = rules.answer("提前还款要不要违约金", ("star",))
    assert isinstance(found, ProductRule)
    assert [line.term for line in found.lines] == ["early_repayment_fee", "early_repayment_free_after"] and found.articles == ("early",)


def test_without_a_product_it_is_asked_for() -> None:
    rules = RuleBook(HOUSE, KnowledgeGraph(HOUSE))
    which = rules.answer("提前还款要不要违约金", ())
    assert isinstance(which, WhichProduct) and which.products == ("star", "home") and which.label == "提前还款违约金"
    # only one product has it
    assert isinstance(rules.answer("年费多少钱", ()), ProductRule)
    assert rules.answer("年费多少钱", ("star",)) is None and rules.answer("年费多少钱", (), frozenset({"loan"})) is None
    for text in ("你好", "我要投诉", "卡丢了", ""):
        assert rules.asked(text) == ()


def test_the_graph_joins_products_terms_documents_channels_and_articles() -> None:
    graph = KnowledgeGraph(HOUSE)
    star, fee = graph.node("product", "star"), graph.term("star", "early_repayment_fee")
    assert star is not None and fee is not None and fee.kind == "fee"
    assert {node.label for node in graph.from_(star, "needs")} == {"身份证", "流水"}
    assert [node.id for node in graph.to(fee, "explains")] == ["early"]
    early, steps = graph.node("article", "early"), graph.node("article", "steps")
    assert early is not None and steps is not None
    assert [node.label for node in graph.from_(early, "by")] == ["手机银行", "柜台"]
    assert graph.from_(steps, "follows") == [early] and [node.id for node in graph.from_(steps, "about")] == ["home"]
    assert graph.conditions("star", "early_repayment_fee") == ["early_repayment_free_after"]
    assert [term_kind(name) for name in ("late_fee", "annual_rate", "documents", "max_term", "channel", "repayment_method")] == [
        "fee", "rate", "document", "condition", "channel", "term"]


def test_english_rules() -> None:
    library = Library(load_playbook(find_playbook("en_finance")))
    found = library.rules.answer("is there a penalty for paying it off early", ("harbor_loan",))
    assert isinstance(found, ProductRule) and found.lines[0].term == "early_repayment_fee"
    assert isinstance(library.rules.answer("is there a penalty for paying it off early", ()), WhichProduct)


def test_the_word_index_finds_what_a_look_at_every_label_finds() -> None:
    rules = RuleBook(HOUSE, KnowledgeGraph(HOUSE))
    for label in rules._labels:
        words = {word for word, _ in label.words}
        scored = sorted((-said, one.term) for one in rules._labels if (said := one.said(words)) > 0)
        asked = rules.asked("".join(term.label for product in HOUSE.products.values()
                                    for name, term in product.terms.items() if name == label.term))
        assert scored and label.term in asked
        assert all(place in rules._holding[word] for place, one in enumerate(rules._labels) for word, _ in one.words)
    assert rules._labels[0].said(set()) == 0.0
