"""The rules that span the tables of `skills.toml`: ranges, order, names of the product table, attributes no rule may use.

In comes the `Playbook` with the origin of every entry; out comes nothing, or a `PlaybookError` with file and line.
Called by `server.content.loading`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from .checking import Origins
from .playbook import Playbook
from .skill_tables import SKILL_TABLES, AssessmentCheck, CoolingOffRule, SkillTables

PROTECTED = frozenset((
    "age birth birthday birthdate born gender sex race racial ethnic ethnicity nationality origin religion faith "
    "marital married marriage divorced spouse pregnant pregnancy maternity children disability disabled handicap health "
    "medical genetic orientation sexual political party union zodiac hometown hukou").split())
"""Words of a field's name that show an attribute on which no credit may depend."""
_PROTECTED_LABELS = re.compile("年龄|出生|生日|性别|民族|种族|国籍|籍贯|户籍|宗教|信仰|婚姻|婚否|已婚|怀孕|生育|子女|残疾|健康|病史|政治面貌|属相")
MOST_LEVEL = 5
_WORDS = re.compile(r"[a-z]+")


def check_skills(playbook: Playbook, origins: Origins) -> None:
    """Refuses tables that a skill could not count with.

    Raises:
        PlaybookError: the first error found.
    """
    tables = playbook.skills
    for name in SKILL_TABLES:
        _ids(name, tables, origins)
    for setting in tables.skill:
        _texts("skill", setting.id, "phrases", setting.phrases, origins)
        _dates("skill", setting.id, "date", (setting.date,) if setting.date else (), origins)
    _remittance(tables, origins)
    _steps(playbook, origins)
    for rule in tables.cooling_off_rule:
        _cooling_off(rule, origins)
    _risk(tables, origins)
    for fee in tables.loan_fee:
        _range("loan_fee", fee.id, "percent", fee.percent, Decimal(100), origins)
        _range("loan_fee", fee.id, "fixed", fee.fixed, None, origins)
    for reason in tables.complaint_reason:
        _range("complaint_reason", reason.id, "up_to", reason.up_to, None, origins)
        _texts("complaint_reason", reason.id, "expert", (reason.label, reason.expert, reason.answer_within), origins)
        _texts("complaint_reason", reason.id, "phrases", reason.phrases, origins)
        if reason.up_to and not reason.remedy:
            raise origins.error("complaint_reason", reason.id, "has an amount but no `remedy`; say what the agent may grant",
                                "up_to")
    for check in tables.assessment_check:
        _assessment(check, origins)


def _ids(name: str, tables: SkillTables, origins: Origins) -> None:
    """Gives every entry its id in `origins`; an id stands once in its table."""
    seen: set[str] = set()
    for index, entry in enumerate(getattr(tables, name)):
        if entry.id in seen:
            raise origins.error(name, str(index), f"the id `{entry.id}` is used twice; every [[{name}]] needs its own", "id")
        if not entry.id.strip():
            raise origins.error(name, str(index), "`id` must not be empty", "id")
        seen.add(entry.id)
        origins.name(name, str(index), entry.id)


def _remittance(tables: SkillTables, origins: Origins) -> None:
    currencies = {fee.id for fee in tables.remittance_fee}
    for fee in tables.remittance_fee:
        _range("remittance_fee", fee.id, "percent", fee.percent, Decimal(100), origins)
        _range("remittance_fee", fee.id, "minimum", fee.minimum, fee.maximum, origins)
        _range("remittance_fee", fee.id, "cable_fee", fee.cable_fee, None, origins)
        if fee.rate <= 0:
            raise origins.error("remittance_fee", fee.id, "`rate` must be more than 0", "rate")
    for limit in tables.remittance_limit:
        if limit.currency not in currencies:
            raise origins.error("remittance_limit", limit.id, f"`{limit.currency}` has no [[remittance_fee]]; known: "
                                + ", ".join(sorted(currencies)), "currency")
        if limit.amount <= 0:
            raise origins.error("remittance_limit", limit.id, "`amount` must be more than 0", "amount")


def _steps(playbook: Playbook, origins: Origins) -> None:
    items = {item.id for item in playbook.checklist}
    for step in playbook.skills.replacement_step:
        if step.item and step.item not in items:
            raise origins.error("replacement_step", step.id, f"`{step.item}` is no checklist item of this playbook", "item")
        _texts("replacement_step", step.id, "text", (step.text,), origins)


def _cooling_off(rule: CoolingOffRule, origins: Origins) -> None:
    for field in ("holidays", "workdays"):
        _dates("cooling_off_rule", rule.id, field, getattr(rule, field), origins)
    if rule.known_until:
        _dates("cooling_off_rule", rule.id, "known_until", (rule.known_until,), origins)
    elif rule.working_days or rule.moves_to_workday:
        raise origins.error("cooling_off_rule", rule.id, "counts working days; name the last date its `holidays` cover as "
                            "`known_until`", "working_days" if rule.working_days else "moves_to_workday")


def _risk(tables: SkillTables, origins: Origins) -> None:
    for question in tables.risk_question:
        if len(question.answers) < 2:
            raise origins.error("risk_question", question.id, "needs at least two answers", "answers")
        _texts("risk_question", question.id, "answers", (question.text, *(one.text for one in question.answers)), origins)
    least = None
    for risk_class in tables.risk_class:
        _level("risk_class", risk_class.id, risk_class.level, origins)
        if least is not None and risk_class.points <= least:
            raise origins.error("risk_class", risk_class.id, "must need more points than the class before it", "points")
        least = risk_class.points
    lowest = sum(min(one.points for one in question.answers) for question in tables.risk_question)
    if tables.risk_class and tables.risk_class[0].points > lowest:
        raise origins.error("risk_class", tables.risk_class[0].id, f"the first class begins at {lowest} points or less, the "
                            "fewest that the questions give", "points")
    for risk in tables.product_risk:
        _level("product_risk", risk.id, risk.level, origins)
    for trigger in tables.review_trigger:
        _texts("review_trigger", trigger.id, "text", (trigger.text,), origins)
        if trigger.most_share is not None:
            _range("review_trigger", trigger.id, "most_share", trigger.most_share, Decimal(100), origins)


def _assessment(check: AssessmentCheck, origins: Origins) -> None:
    for field in ("field", "share_of", "id"):
        if PROTECTED & set(_WORDS.findall(getattr(check, field).lower())):
            raise origins.error("assessment_check", check.id, f"`{getattr(check, field)}` is a protected attribute; no credit "
                                "may depend on it", field)
    if _PROTECTED_LABELS.search(check.label) or PROTECTED & set(_WORDS.findall(check.label.lower())):
        raise origins.error("assessment_check", check.id, f"`{check.label}` names a protected attribute; no credit may "
                            "depend on it", "label")
    if sum((check.least is not None, check.most is not None, bool(check.one_of))) != 1:
        raise origins.error("assessment_check", check.id, "needs exactly one of `least`, `most`, `one_of`")
    if check.share_of and check.one_of:
        raise origins.error("assessment_check", check.id, "a share is compared with `least` or `most`", "share_of")


def _level(table: str, key: str, level: int, origins: Origins) -> None:
    if not 1 <= level <= MOST_LEVEL:
        raise origins.error(table, key, f"`level` must be 1 to {MOST_LEVEL}", "level")


def _range(table: str, key: str, field: str, value: Decimal, most: Decimal | None, origins: Origins) -> None:
    if not value.is_finite() or value < 0 or (most is not None and value > most):
        raise origins.error(table, key, f"`{field}` must be 0 or more" + ("" if most is None else f" and at most {most}"),
                            field)


def _texts(table: str, key: str, field: str, texts: Iterable[str], origins: Origins) -> None:
    if any(not text.strip() for text in texts):
        raise origins.error(table, key, f"`{field}` holds an empty text", field)


def _dates(table: str, key: str, field: str, texts: Iterable[str], origins: Origins) -> None:
    for text in texts:
        try:
            date.fromisoformat(text)
        except ValueError:
            raise origins.error(table, key, f"`{text}` is no date; write it as 2026-03-15", field) from None
