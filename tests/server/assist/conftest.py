"""Small playbooks of the tests: a Chinese and an English one with every kind of entry."""

from __future__ import annotations

import pytest

from server.content.playbook import (
    Article,
    ChecklistItem,
    CustomerData,
    IntentWords,
    MoodWord,
    Playbook,
    Product,
    Reply,
    Term,
)


def _products_zh() -> dict[str, Product]:
    loan = Product(id="xingxiang", name="星享贷", aliases=("消费贷",), kind="loan", summary="个人信用消费贷款", terms={
        "annual_rate": Term(label="年化利率", value="3.65%", number=3.65, unit="percent_per_year"),
        "max_amount": Term(label="最高额度", value="300,000元", number=300000, unit="yuan"),
        "max_term": Term(label="最长期限", value="36个月", number=36, unit="months"),
        "early_repayment_fee": Term(label="提前还款违约金", value="1%", number=1, unit="percent"),
    }, source="产品表2026-11", date="2026-11-01")
    fund = Product(id="wenjian", name="稳健一号", aliases=("理财一号",), kind="wealth", terms={
        "benchmark": Term(label="业绩比较基准", value="2.80%", number=2.8, unit="percent_per_year"),
        "minimum": Term(label="起购金额", value="10,000元", number=10000, unit="yuan"),
    }, source="产品表2026-11", date="2026-11-01")
    return {loan.id: loan, fund.id: fund}


@pytest.fixture
def zh() -> Playbook:
    """The Chinese playbook."""
    replies = [
        Reply(id="rate", text="{customer.title}，{product.xingxiang.name}年化利率{product.xingxiang.annual_rate}。",
              intents=("rate_fee",), products=("xingxiang",), keywords=("利率", "利息"), source="产品表"),
        Reply(id="rate_term", text="最长可以分{product.xingxiang.max_term}。", intents=("rate_fee",), products=("xingxiang",)),
        Reply(id="early", text="您的贷款余额是{customer.loan_balance}，提前还款违约金为{product.xingxiang.early_repayment_fee}。",
              intents=("early_repayment",), keywords=("提前还款",), after=("identity_check",)),
        Reply(id="early_open", text="可以提前还款，请先核对一下您的身份。", intents=("early_repayment",)),
        Reply(id="loss", text="您别着急，我马上为您冻结卡片。", intents=("card_loss",), keywords=("丢",)),
        Reply(id="loss_days", text="新卡7个工作日寄到。", intents=("card_loss",), house_figures=("7个工作日",)),
        Reply(id="wild", text="这款产品年化收益5.20%。", intents=("investment_inquiry",)),
        Reply(id="sorry", text="非常抱歉给您带来不便，我马上登记处理。", intents=("complaint",), moods=("angry", "unhappy")),
        Reply(id="loan_amount", text="您想借{slot.amount}，我为您看一下。", intents=("loan_inquiry",)),
    ]
    intents = [
        IntentWords(id="loan_inquiry", title="贷款咨询", phrases=("想贷", "贷款", "借钱"), patterns=("贷.{0,6}万",)),
        IntentWords(id="rate_fee", title="利率费用", phrases=("利率", "利息", "手续费")),
        IntentWords(id="early_repayment", title="提前还款", phrases=("提前还款", "提前结清", "提前还")),
        IntentWords(id="repayment", title="还款", phrases=("还款",)),
        IntentWords(id="card_loss", title="挂失", phrases=("卡丢了", "挂失", "信用卡丢")),
        IntentWords(id="investment_inquiry", title="理财", phrases=("理财", "保本", "收益")),
        IntentWords(id="complaint", title="投诉", phrases=("投诉", "骗人")),
        IntentWords(id="not_interested", title="没兴趣", phrases=("不需要", "没兴趣", "别再打")),
    ]
    articles = [
        Article(id="baoben", title="理财产品是否保本", intents=("investment_inquiry",), keywords=("保本",),
                body="理财非存款，不保证本金。", source="销售手册", date="2026-10-01"),
        Article(id="loss_steps", title="信用卡挂失", kind="procedure", intents=("card_loss",), keywords=("挂失", "丢"),
                rows={"1": "核对身份", "2": "冻结卡片"}),
        Article(id="early_rule", title="提前还款规则", intents=("early_repayment",), keywords=("提前还款",),
                rows={"违约金": "{product.xingxiang.early_repayment_fee}"}),
    ]
    return Playbook(
        id="zh_small", title="小", lang="zh", version="1", products=_products_zh(), replies={one.id: one for one in replies},
        intents={one.id: one for one in intents}, articles={one.id: one for one in articles},
        checklist=(ChecklistItem(id="identity_check", title="核对身份", phrases=("核对无误",)),),
        mood_words=(MoodWord(phrase="投诉", mood="angry", weight=1.0), MoodWord(phrase="骗人", mood="angry", weight=1.0),
                    MoodWord(phrase="太过分", mood="angry", weight=1.0), MoodWord(phrase="担心", mood="anxious", weight=0.8),
                    MoodWord(phrase="谢谢", mood="pleased", weight=0.4)),
        coaching={"angry": ("先道歉,再说怎么办。",)},
        customers={"C1": CustomerData(id="C1", name="周远", title="周先生", fields={"loan_balance": "86,400元"})})


@pytest.fixture
def en() -> Playbook:
    """The English playbook."""
    card = Product(id="aurora", name="Aurora Card", aliases=("credit card",), kind="card", terms={
        "apr": Term(label="APR", value="18.99%", number=18.99, unit="percent_per_year"),
        "late_fee": Term(label="Late fee", value="$25", number=25, unit="usd")}, source="Product table", date="2026-11-01")
    loan = Product(id="harbor", name="Harbor Loan", aliases=("personal loan",), kind="loan", terms={
        "rate": Term(label="Rate", value="7.5%", number=7.5, unit="percent_per_year"),
        "max_term": Term(label="Longest term", value="60 months", number=60, unit="months")})
    return Playbook(
        id="en_small", title="Small", lang="en", version="1", products={card.id: card, loan.id: loan},
        replies={one.id: one for one in (
            Reply(id="late", text="The late fee is {product.aurora.late_fee}.", intents=("rate_fee",), keywords=("late fee",)),
            Reply(id="rate", text="The rate is {product.harbor.rate}.", intents=("rate_fee",), products=("harbor",)),
            Reply(id="block", text="I am blocking your card right now.", intents=("card_loss",), keywords=("lost",)))},
        intents={one.id: one for one in (
            IntentWords(id="rate_fee", title="Rates and fees", phrases=("late fee", "interest rate", "rate")),
            IntentWords(id="card_loss", title="Lost card", phrases=("lost my card", "card was stolen")),
            IntentWords(id="loan_inquiry", title="Loans", phrases=("borrow", "a loan")))},
        articles={"disputes": Article(id="disputes", title="Disputed charges", intents=("transaction_dispute",),
                                      keywords=("charge", "dispute"), body="Open a case during the call.")},
        mood_words=(MoodWord(phrase="ridiculous", mood="angry", weight=1.0), MoodWord(phrase="angry", mood="angry", weight=1.0),
                    MoodWord(phrase="worried", mood="anxious", weight=0.8)))
