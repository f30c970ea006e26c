"""Insurance cooling-off period: its last day, from the day on which the customer received the policy.

How days are counted is data (`[[cooling_off_rule]]`); their number stands in the product table.  Beyond the calendar
that the data covers no day is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from server.assist.cards.calling import called, setting_of, today
from server.assist.cards.form import Form
from server.assist.cards.sheet import Drawn, Sheet
from server.assist.limits import number_of
from server.assist.turns import CallView, Turn
from server.content.playbook import Product
from server.content.skill_tables import CoolingOffRule

RANK = 15
_CARD = "cooling_off"
_KINDS = frozenset({"insurance"})
_DAYS = ("cooling_off", "free_look", "cooling_off_days")
_LONGEST_AGO = timedelta(days=3660)
_LABELS = {
    "zh": {"title": "犹豫期 · {}", "received": "收到保单的日期", "days": "天数", "counts": "{}天，{}", "first": "第一天", "last": "最后一天",
           "left": "还剩", "left_days": "{}天（含今天）", "over": "犹豫期已过（{}止）。", "source": "条款",
           "missing": "产品表缺少“犹豫期”天数：核对之前不要报日期。", "no_calendar": "{}以后的节假日没有数据，算不出最后一天。",
           "receipt": "签收当天算第一天", "day_after": "签收次日算第一天", "working": "只算工作日"},
    "en": {"title": "Free-look period · {}", "received": "Policy received on", "days": "Length", "counts": "{} days, {}",
           "first": "First day", "last": "Last day", "left": "Left", "left_days": "{} days, today included",
           "over": "The free-look period is over (until {}). ", "source": "Policy wording",
           "missing": "The product table lacks the free-look period: name no date before it is checked.",
           "no_calendar": "No holidays are known after {}; the last day can not be named.",
           "receipt": "counted from the day of receipt", "day_after": "counted from the day after receipt",
           "working": "working days only"},
}
_WEEKDAYS = {"zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
             "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")}


def offer(turn: Turn, call: CallView) -> Sheet | None:
    """The card if the line asks about the cooling-off period or giving the policy back, else None."""
    if setting_of(call, _CARD).off or not called(turn, call, _CARD):
        return None
    product = call.product_of(turn, _KINDS)
    return None if product is None or _rule_of(call, product) is None else Sheet(f"{_CARD}.{product.id}", {})


def draw(card_id: str, given: Mapping[str, str], call: CallView) -> Drawn:
    """First and last day for the date that was entered."""
    product = call.playbook.products[card_id.partition(".")[2]]
    rule = _rule_of(call, product) or CoolingOffRule(id="*")
    label, lang, now = _LABELS[call.book.lang], call.book.lang, today(call)
    days = number_of(call.book, product, _DAYS, ("days",))
    form = Form(given, lang)
    received = form.date("received", label["received"], None if now is None else now - _LONGEST_AGO, now)
    if days is None:
        form.warning = label["missing"]
    else:
        form.note(label["days"], _counting(label, days, rule))
    if form.good and received is not None and days is not None:
        _count(form, lang, rule, received, int(days), now)
    setting = setting_of(call, _CARD)
    return form.drawn("calculator", card_id, label["title"].format(product.name),
                      source=product.source or setting.source or label["source"], dated=product.date or setting.date)


def first_and_last(received: date, days: int, rule: CoolingOffRule) -> tuple[date, date] | None:
    """The period's first and last day, both within it; None if it ends beyond the calendar that the rule knows."""
    known_until = date.fromisoformat(rule.known_until) if rule.known_until else None
    day = received if rule.counted_from == "receipt" else received + timedelta(days=1)
    while rule.working_days and not _works(day, rule):
        day += timedelta(days=1)
    first, counted = day, 1
    while counted < days:
        day += timedelta(days=1)
        counted += not rule.working_days or _works(day, rule)
    while rule.moves_to_workday and not _works(day, rule):
        day += timedelta(days=1)
    return None if known_until is not None and day > known_until else (first, day)


def _count(form: Form, lang: str, rule: CoolingOffRule, received: date, days: int, now: date | None) -> None:
    label = _LABELS[lang]
    period = first_and_last(received, days, rule)
    if period is None:
        form.warning = label["no_calendar"].format(rule.known_until)
        return
    first, last = period
    form.result(label["first"], _named(first, lang), f"{_CARD}.first_day")
    form.result(label["last"], _named(last, lang), f"{_CARD}.last_day", strong=True)
    if now is not None and now > last:
        form.warning = label["over"].format(last.isoformat()) + rule.afterwards
    elif now is not None:
        form.result(label["left"], label["left_days"].format((last - max(now, first)).days + 1), f"{_CARD}.left")
        form.body = rule.within


def _counting(label: dict[str, str], days: Decimal, rule: CoolingOffRule) -> str:
    words = label["counts"].format(int(days), label[rule.counted_from])
    joint = "，" if label is _LABELS["zh"] else ", "
    return words + (joint + label["working"] if rule.working_days else "")


def _rule_of(call: CallView, product: Product) -> CoolingOffRule | None:
    rules = {rule.id: rule for rule in call.playbook.skills.cooling_off_rule}
    return rules.get(product.id) or rules.get("*")


def _works(day: date, rule: CoolingOffRule) -> bool:
    text = day.isoformat()
    return text in rule.workdays or (day.weekday() < 5 and text not in rule.holidays)


def _named(day: date, lang: str) -> str:
    weekday = _WEEKDAYS[lang][day.weekday()]
    return f"{day.year}年{day.month}月{day.day}日（{weekday}）" if lang == "zh" else f"{weekday}, {day.isoformat()}"
