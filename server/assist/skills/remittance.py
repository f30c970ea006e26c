"""Remittance abroad: the fee of the fee table with its least and most, the cable fee, and what the limits still allow."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from server.assist.cards.calling import called, setting_of, slot_number
from server.assist.cards.form import Form
from server.assist.cards.sheet import Drawn, Sheet
from server.assist.figures import canonical
from server.assist.loans import cents, money, percent
from server.assist.turns import CallView, Turn
from server.content.skill_tables import RemittanceFee

RANK = 13
_CARD = "remittance"
_ID = "remittance_fees"
"""Articles and products may be called by the shorter name."""
_LABELS = {
    "zh": {"title": "跨境汇款费用", "currency": "币种", "amount": "汇款金额", "used": "今年已用（{}）", "worth": "折合人民币",
           "worths": "{}（参考汇率{}）", "fee": "手续费", "fees": "{}（{}，最低{}{}）", "most": "，最高{}", "cable": "电报费", "total": "费用合计",
           "left": "{}剩余", "over": "超过{}（{}）。", "source": "收费表", "free": "免收"},
    "en": {"title": "International transfer", "currency": "Currency", "amount": "Amount", "used": "Used this year ({})",
           "worth": "In dollars", "worths": "{} (reference rate {})", "fee": "Fee", "fees": "{} ({}, at least {}{})",
           "most": ", at most {}", "cable": "Cable fee", "total": "All fees", "left": "{} left", "over": "Above the {} ({}). ",
           "source": "Fee table", "free": "none"},
}


def offer(turn: Turn, call: CallView) -> Sheet | None:
    """The card if the line asks what sending money abroad costs or names the amount, else None."""
    table = call.playbook.skills.remittance_fee
    topic = turn.intent if turn.intent != "other" else call.dialogue.topic
    if not table or setting_of(call, _CARD).off:
        return None
    currency = _currency(turn.utterance.text, table)
    if not called(turn, call, _CARD) and not (topic == "remittance" and "amount" in turn.slots and currency is not None):
        return None
    given = {"currency": (currency or table[0]).id}
    amount = slot_number(call, "amount") if topic == "remittance" else None
    # Without a currency's name the amount is the house's own money.
    if amount is not None and amount > 0 and (currency is not None or table[0].rate == 1):
        given["amount"] = canonical(amount)
    said = {"amount"} & set(turn.slots) | ({"currency"} if currency is not None else set())
    return Sheet(_ID, given, frozenset(said & set(given)))


def draw(card_id: str, given: Mapping[str, str], call: CallView) -> Drawn:
    """Fees and limits of what was entered."""
    tables, label, lang = call.playbook.skills, _LABELS[call.book.lang], call.book.lang
    form = Form(given, lang)
    chosen = form.choice("currency", label["currency"], [(fee.id, fee.label) for fee in tables.remittance_fee])
    entry = next((fee for fee in tables.remittance_fee if fee.id == chosen), None)
    amount = form.amount("amount", label["amount"], highest=Decimal(10) ** 9, unit=entry.id if entry else "")
    year = next((limit for limit in tables.remittance_limit if limit.id == "year"), None)
    used = form.amount("used", label["used"].format(year.currency), needed=False, zero=True, unit=year.currency) \
        if year is not None else None
    if form.good and entry is not None and amount is not None:
        _count(form, call, entry, amount, used or Decimal(0))
    setting = setting_of(call, _CARD)
    product = next((one for one in call.playbook.products.values() if one.kind == "remittance"), None)
    source, dated = setting.source or (product.source if product else ""), setting.date or (product.date if product else "")
    return form.drawn("calculator", card_id, label["title"], source=source or label["source"], dated=dated)


def _count(form: Form, call: CallView, entry: RemittanceFee, amount: Decimal, used: Decimal) -> None:
    label, lang, limits = _LABELS[call.book.lang], call.book.lang, call.playbook.skills.remittance_limit
    worth = amount * entry.rate
    fee = max(cents(worth * entry.percent / 100), entry.minimum)
    fee = fee if entry.maximum is None else min(fee, entry.maximum)
    if entry.rate != 1:
        form.result(label["worth"], label["worths"].format(money(cents(worth), lang), canonical(entry.rate)),
                    f"{_CARD}.worth")
    most = "" if entry.maximum is None else label["most"].format(money(entry.maximum, lang))
    words = label["fees"].format(money(fee, lang), percent(entry.percent), money(entry.minimum, lang), most)
    form.result(label["fee"], words if entry.percent else money(fee, lang), f"{_CARD}.fee")
    form.result(label["cable"], money(entry.cable_fee, lang) if entry.cable_fee else label["free"], f"{_CARD}.cable_fee")
    form.result(label["total"], fee + entry.cable_fee, f"{_CARD}.total", strong=True)
    rates = {one.id: one.rate for one in call.playbook.skills.remittance_fee}
    warnings: list[str] = []
    for limit in limits:
        sent = worth / rates[limit.currency] + (used if limit.id == "year" else 0)
        bound = f"{limit.amount:,f} {limit.currency}"
        if sent > limit.amount:
            warnings.append(label["over"].format(limit.label, bound) + limit.beyond)
        elif limit.id == "year":
            left = f"{cents(limit.amount - sent):,f}".removesuffix(".00")
            form.result(label["left"].format(limit.label), f"{left} {limit.currency}", f"{_CARD}.left")
    form.warning = " ".join(warnings)


def _currency(text: str, table: tuple[RemittanceFee, ...]) -> RemittanceFee | None:
    """The currency that a text names; the longer name wins (港元 holds 元)."""
    low = text.lower()
    named = [fee for fee in table if fee.label.lower() in low or fee.id.lower() in low.split()]
    return max(named, key=lambda fee: len(fee.label), default=None)
