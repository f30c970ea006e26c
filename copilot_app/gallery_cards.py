"""Fictional cards with every kind of block, as a server sends them: for pictures, and for tests of the cards' pane."""

from __future__ import annotations

from protocol.assist import (
    Card,
    CardAction,
    CardBlocks,
    CardChoice,
    CardField,
    CardRow,
    CardStep,
    CardTable,
)
from protocol.message import Language

CALL = "gallery"


def form_cards(lang: Language, first_seq: int = 1) -> list[Card]:
    """A loan plan, one with a wrong entry, a procedure, a complaint, a pre-assessment and a page of questions."""
    make = _zh if lang == "zh" else _en
    return [Card(**{**{name: getattr(card, name) for name in card.__struct_fields__}, "seq": first_seq + place})
            for place, card in enumerate(make())]


def _row(label: str, value: str, *, strong: bool = False) -> CardRow:
    return CardRow(label=label, value=value, strong=strong)


def _choice(name: str, label: str, choices: tuple[str, ...], chosen: int | None = None) -> CardRow:
    options = tuple(CardChoice(value=str(at), label=words) for at, words in enumerate(choices))
    return CardRow(label=label, value="" if chosen is None else choices[chosen], input=CardField(
        name=name, kind="choice", value="" if chosen is None else str(chosen), choices=options))


def _number(name: str, label: str, kind: str, value: str, unit: str, problem: str = "") -> CardRow:
    return CardRow(label=label, value=value, input=CardField(
        name=name, kind=kind, value=value, unit=unit, problem=problem))  # type: ignore[arg-type]


def _zh() -> list[Card]:
    plan = (_number("amount", "贷款金额", "amount", "200000", "元"), _number("rate", "年化利率", "percent", "3.65", "%"),
            _number("term", "期限", "whole", "24", "个月"), _choice("method", "还款方式", ("等额本息", "等额本金"), 0),
            _number("fee", "一次性费用", "amount", "", "元"))
    return [
        Card(call=CALL, kind="procedure", id="wealth_match", title="财富匹配 · 风险测评", rows=(
            _choice("q1", "投资经验", ("没有", "不到2年", "2年到5年", "超过5年"), 2),
            _choice("q2", "能承受的亏损", ("不能亏", "5%以内", "5%到20%", "20%以上")),
            _choice("q3", "资金用多久", ("随时要用", "1年以内", "1年到3年", "3年以上"))),
            source="理财适当性办法", date="2026-06-01", blocks=CardBlocks(
                steps=tuple(CardStep(name=f"s{at}", text=f"{at + 1}. {text}", done=at < 0) for at, text in enumerate(
                    ("风险测评", "现有持仓", "产品匹配", "回访条件"))),
                actions=(CardAction(name="page:1", label="下一步", primary=True),))),
        Card(call=CALL, kind="procedure", id="pre_assessment.star", title="预评估 · 星享贷", rows=(
            _row("预评估结果", "资料不全", strong=True), _row("缺少", "近24个月逾期次数")),
            source="授信预评估标准", date="2026-10-01", blocks=CardBlocks(
                table=CardTable(heads=("项目", "门槛", "结果"), rows=(("登记月收入", "不低于4,000元", "符合"),
                                                                  ("月供占收入", "不高于50%", "符合"),
                                                                  ("近24个月逾期次数", "不高于2", "档案没有"))),
                warning="这是预评估，不是审批决定，不要向客户承诺结果。")),
        Card(call=CALL, kind="procedure", id="complaint_handling", title="投诉处理", rows=(
            _choice("reason", "投诉原因", ("费用争议", "服务态度", "其他"), 0),
            _number("claimed", "客户要求金额", "amount", "", "元"), _row("处理级别", "第一级：现在解决", strong=True),
            _row("可以提供", "退还争议费用"), _row("权限上限", "200元")), source="投诉处理办法", date="2026-09-15",
            blocks=CardBlocks(
                steps=(CardStep(name="registered", text="登记投诉，告知编号", done=True),
                       CardStep(name="settled", text="提出补救，客户答复", tick=True)),
                actions=(CardAction(name="answer:yes", label="客户接受", primary=True),
                         CardAction(name="answer:no", label="客户不接受")))),
        Card(call=CALL, kind="calculator", id="instalment.home", title="还款试算 · 星居贷", rows=(
            _number("amount", "贷款金额", "amount", "90万元整", "元", "请填数字，例如 50000"), *plan[1:4]),
            source="产品表", date="2026-11-01"),
        Card(call=CALL, kind="calculator", id="instalment.star", title="还款试算 · 星享贷", rows=(
            *plan, _row("每月还款", "8,653.86元", strong=True), _row("总利息", "7,692.64元"), _row("还款总额", "207,692.64元"),
            _row("年化综合成本", "3.65%（单利），3.71%（复利）")), body="贷20万元分24个月，每月还8,653.86元，年化综合成本3.65%。",
            source="产品表", date="2026-11-01"),
    ]


def _en() -> list[Card]:
    plan = (_number("amount", "Loan amount", "amount", "20000", "$"), _number("rate", "Yearly rate", "percent", "6.5", "%"),
            _number("term", "Term", "whole", "36", "months"),
            _choice("method", "Repayment", ("Equal instalments", "Equal principal"), 0),
            _number("fee", "Single fee", "amount", "", "$"))
    return [
        Card(call=CALL, kind="procedure", id="wealth_match", title="Matching investments · Risk questions", rows=(
            _choice("q1", "Experience", ("none", "under 2 years", "2 to 5 years", "over 5 years"), 2),
            _choice("q2", "Can bear a loss of", ("nothing", "up to 5%", "5% to 20%", "over 20%")),
            _choice("q3", "Needs the money", ("at any time", "within a year", "in 1 to 3 years", "later"))),
            source="Suitability rules", date="2026-06-01", blocks=CardBlocks(
                steps=tuple(CardStep(name=f"s{at}", text=f"{at + 1}. {text}") for at, text in enumerate(
                    ("Risk questions", "Holdings", "Products", "Review"))),
                actions=(CardAction(name="page:1", label="Next", primary=True),))),
        Card(call=CALL, kind="procedure", id="pre_assessment.harbor", title="Pre-assessment · Harbor Loan", rows=(
            _row("Pre-assessment", "Incomplete", strong=True), _row("Missing", "Late payments in 24 months")),
            source="Pre-assessment standard", date="2026-10-01", blocks=CardBlocks(
                table=CardTable(heads=("Check", "Threshold", "Result"), rows=(
                    ("Monthly income", "at least $2,000", "met"), ("Payment as share of income", "at most 40%", "met"),
                    ("Late payments in 24 months", "at most 2", "not on record"))),
                warning="A pre-assessment, not a decision. Promise no outcome.")),
        Card(call=CALL, kind="procedure", id="complaint_handling", title="Handling the complaint", rows=(
            _choice("reason", "About", ("A fee", "How I was treated", "Something else"), 0),
            _number("claimed", "Amount asked for", "amount", "", "$"), _row("Level", "1: settle it now", strong=True),
            _row("You may offer", "Refund the disputed fee"), _row("Your limit", "$40")), source="Complaints procedure",
            date="2026-09-15", blocks=CardBlocks(
                steps=(CardStep(name="registered", text="Register it and give the reference", done=True),
                       CardStep(name="settled", text="Offer the remedy, hear the answer", tick=True)),
                actions=(CardAction(name="answer:yes", label="Accepted", primary=True),
                         CardAction(name="answer:no", label="Refused")))),
        Card(call=CALL, kind="calculator", id="instalment.home", title="Loan plan · Lantern Mortgage", rows=(
            _number("amount", "Loan amount", "amount", "ninety", "$", "Enter a number, such as 50000"), *plan[1:4]),
            source="Product table", date="2026-11-01"),
        Card(call=CALL, kind="calculator", id="instalment.harbor", title="Loan plan · Harbor Loan", rows=(
            *plan, _row("Monthly payment", "$612.98", strong=True), _row("Total interest", "$2,067.28"),
            _row("Total repaid", "$22,067.28"), _row("Yearly cost with fees", "6.5% APR, 6.7% compounded")),
            body="$20,000 over 36 months is $612.98 a month; with fees it costs 6.5% APR.", source="Product table",
            date="2026-11-01"),
    ]
