"""Wealth matching in four steps: risk questionnaire, holdings, products that suit, when to look again.

The questionnaire gives points and they a class (C1..C5); a product suits if its risk level (R1..R5) is not above what the
class bears.  Questions, classes and triggers are data; the card recommends nothing, it says what may not be sold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from server.assist.cards.calling import called, setting_of
from server.assist.cards.form import Form
from server.assist.cards.sheet import Drawn, Sheet
from server.assist.loans import percent
from server.assist.turns import CallView, Turn
from server.content.playbook import Product
from server.content.skill_tables import RiskClass

RANK = 35
_CARD = "wealth_match"
_TOPIC = "investment_inquiry"
_AT_ONCE = 5
"""Questions on the screen at a time."""
_HOLDINGS = ("deposit", "wealth", "fund", "other")
_MOST_PRODUCTS = 6
_LABELS = {
    "zh": {"title": "财富匹配", "steps": ("风险测评", "现有持仓", "产品匹配", "回访条件"), "next": "下一步", "back": "上一步",
           "deposit": "存款", "wealth": "理财", "fund": "基金股票", "other": "其他", "class": "测评结果", "points": "得分", "total": "持仓合计",
           "record": "档案评级", "largest": "最大占比", "heads": ("产品", "风险", "起购", "是否匹配"), "fits": "匹配", "above": "超出",
           "unknown": "等级未知", "answer": "先答完测评，再看匹配。", "none": "没有匹配的产品，不要推荐。",
           "differs": "与档案评级不同，请按制度重新确认。", "now": "需要现在处理", "later": "留意", "source": "适当性办法",
           "rule": "产品风险等级不得高于客户等级。过往业绩不代表未来。"},
    "en": {"title": "Matching investments", "steps": ("Risk questions", "Holdings", "Products", "Review"), "next": "Next",
           "back": "Back", "deposit": "Deposits", "wealth": "Managed products", "fund": "Funds and shares", "other": "Other",
           "class": "Result", "points": "Points", "total": "Holdings in all", "record": "On record", "largest": "Largest share",
           "heads": ("Product", "Risk", "Minimum", "Suits"), "fits": "suits", "above": "too risky", "unknown": "level unknown",
           "answer": "Answer all questions before you look at products.",
           "none": "Nothing suits; recommend nothing.", "differs": "Differs from the record; confirm it by the procedure.",
           "now": "act now", "later": "watch", "source": "Suitability rules",
           "rule": "A product's risk may not be above the customer's class. Past results do not predict future ones."},
}


def offer(turn: Turn, call: CallView) -> Sheet | None:
    """The card if the customer asks what to invest in, else None."""
    tables = call.playbook.skills
    if not tables.risk_question or not tables.risk_class or setting_of(call, _CARD).off or not called(turn, call, _CARD):
        return None
    return Sheet(_CARD, {"page": "0"}) if turn.asked or _TOPIC in (turn.intent, call.dialogue.topic) else None


def draw(card_id: str, given: Mapping[str, str], call: CallView) -> Drawn:
    """The page that is open; steps that are done carry a mark."""
    label, questions = _LABELS[call.book.lang], call.playbook.skills.risk_question
    asked_on = -(-len(questions) // _AT_ONCE)
    pages = asked_on + 3
    page = min(int(given["page"]) if given.get("page", "").isdecimal() else 0, pages - 1)
    points = _points(given, call)
    form = Form(given, call.book.lang)
    step = max(0, page - asked_on + 1)
    for number, text in enumerate(label["steps"]):
        form.step(f"step{number}", f"{number + 1}. {text}", done=number < step)
    if page < asked_on:
        _ask(form, call, page)
    elif page == asked_on:
        _hold(form, given)
    else:
        _outcome(form, given, call, points, last=page == pages - 1)
    if page:
        form.action("page", str(page - 1), str(label["back"]))
    if page < pages - 1 and form.good and (page < asked_on or points is not None):
        form.action("page", str(page + 1), str(label["next"]), primary=True)
    setting = setting_of(call, _CARD)
    return form.drawn("procedure", card_id, f"{label['title']} · {label['steps'][step]}",
                      source=setting.source or str(label["source"]), dated=setting.date)


def class_of(points: int, classes: tuple[RiskClass, ...]) -> RiskClass:
    """The highest class whose points are reached."""
    return [one for one in classes if points >= one.points][-1]


def level_of(product: Product, call: CallView) -> int | None:
    """A product's risk level 1..5 by its table; None if the table does not say it plainly."""
    known = call.book.term(product.id, "risk_level")
    if known is None:
        return None
    text, levels = known.value.lower(), {risk.id.lower(): risk.level for risk in call.playbook.skills.product_risk}
    found = {name for name in levels if re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text)}
    # `medium-high` holds `medium` and `high` and is neither.
    plain = {levels[name] for name in found if not any(name != other and name in other for other in found)}
    return plain.pop() if len(plain) == 1 else None


def _ask(form: Form, call: CallView, page: int) -> None:
    questions = call.playbook.skills.risk_question[page * _AT_ONCE:(page + 1) * _AT_ONCE]
    for question in questions:
        form.choice(question.id, question.text, [(str(place), one.text) for place, one in enumerate(question.answers)])


def _hold(form: Form, given: Mapping[str, str]) -> None:
    label = _LABELS[form.lang]
    amounts = [form.amount(name, str(label[name]), needed=False, zero=True) for name in _HOLDINGS]
    total = sum((one for one in amounts if one is not None), Decimal(0))
    form.result(str(label["total"]), total, f"{_CARD}.holdings")
    largest = max((one for one in amounts if one is not None), default=Decimal(0))
    if total:
        form.result(str(label["largest"]), percent(round(largest / total * 100, 2)))


def _outcome(form: Form, given: Mapping[str, str], call: CallView, points: int | None, *, last: bool) -> None:
    label, lang = _LABELS[form.lang], call.book.lang
    if points is None:
        form.good, form.warning = False, str(label["answer"])
        return
    result = class_of(points, call.playbook.skills.risk_class)
    form.result(str(label["class"]), f"{result.id} {result.label}", f"{_CARD}.class", strong=True)
    recorded = call.facts.customer.get("risk_level", "") if call.book.speakable("risk_level") else ""
    differs = bool(recorded) and (found := re.search(r"[CR](\d)", recorded)) is not None and int(found[1]) != result.level
    if last:
        _triggers(form, given, call)
    else:
        form.result(str(label["points"]), str(points), f"{_CARD}.points")
        rows, fitting = _matches(call, result, lang)
        form.table(label["heads"], rows)
        form.body = str(label["rule"])
        form.warning = "" if fitting else str(label["none"])
    if recorded:
        form.note(str(label["record"]), recorded)
    if differs:
        form.warning = " ".join(filter(None, (str(label["differs"]), form.warning)))


def _matches(call: CallView, result: RiskClass, lang: str) -> tuple[list[tuple[str, ...]], bool]:
    """Rows of the product table, what suits first; a product without a plain level suits nobody."""
    label = _LABELS[lang]
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for product in call.playbook.products.values():
        if product.kind == "wealth":
            level = level_of(product, call)
            fits = level is not None and level <= result.level
            known = call.book.term(product.id, "risk_level")
            least = call.book.term(product.id, "min_amount")
            found.append((not fits, level or 9, (
                product.name, known.value if known else "-", least.value if least else "-",
                str(label["fits" if fits else "unknown" if level is None else "above"]))))
    found.sort(key=lambda one: one[:2])
    return [row for _, _, row in found[:_MOST_PRODUCTS]], any(not unfit for unfit, _, _ in found)


def _triggers(form: Form, given: Mapping[str, str], call: CallView) -> None:
    label = _LABELS[form.lang]
    silent = Form(given, call.book.lang)
    amounts = [silent.amount(name, name, needed=False, zero=True) or Decimal(0) for name in _HOLDINGS]
    total = sum(amounts, Decimal(0))
    for trigger in call.playbook.skills.review_trigger:
        now = trigger.most_share is not None and total > 0 and max(amounts[1:]) / total * 100 > trigger.most_share
        form.note(trigger.text, str(label["now" if now else "later"]))


def _points(given: Mapping[str, str], call: CallView) -> int | None:
    """Points of the answers; None while one is open."""
    total = 0
    for question in call.playbook.skills.risk_question:
        text = given.get(question.id, "")
        if not text.isdecimal() or int(text) >= len(question.answers):
            return None
        total += question.answers[int(text)].points
    return total
