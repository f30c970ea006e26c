"""Pre-assessment of a credit application from the customer's record: which thresholds are met, which field decides.

It is no decision and says so.  Thresholds are data (`[[assessment_check]]`); one on a protected attribute is refused when
the playbook is read.  A field that the record lacks is named as missing and never assumed.  No value of the
record is shown, only whether it meets its threshold, and nothing before the customer is identified.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from server.assist.cards.calling import called, setting_of
from server.assist.cards.form import Form
from server.assist.cards.sheet import Drawn, Sheet
from server.assist.figures import canonical, figures
from server.assist.loans import money, percent
from server.assist.turns import CallView, Turn
from server.content.skill_tables import AssessmentCheck

RANK = 17
_CARD = "pre_assessment"
_LOANS = frozenset({"loan"})
Verdict = Literal["met", "failed", "missing"]
_LABELS = {
    "zh": {"title": "预评估 · {}", "heads": ("项目", "门槛", "结果"), "met": "符合", "failed": "不符合", "missing": "档案没有",
           "result": "预评估结果", "passes": "初步符合", "fails": "初步不符合", "open": "资料不全", "decided": "决定项", "lacks": "缺少",
           "warning": "这是预评估，不是审批决定，不要向客户承诺结果。", "identify": "先核对客户身份，再做预评估。", "least": "不低于{}", "most": "不高于{}",
           "one_of": "{}", "share": "{}的{}", "joint": "、", "source": "授信预评估标准"},
    "en": {"title": "Pre-assessment · {}", "heads": ("Check", "Threshold", "Result"), "met": "met", "failed": "not met",
           "missing": "not on record", "result": "Pre-assessment", "passes": "Meets the thresholds",
           "fails": "Does not meet the thresholds", "open": "Incomplete", "decided": "Decided by", "lacks": "Missing",
           "warning": "A pre-assessment, not a decision. Promise no outcome.",
           "identify": "Verify the customer's identity first.", "least": "at least {}", "most": "at most {}", "one_of": "{}",
           "share": "{1} of {0}", "joint": ", ", "source": "Pre-assessment standard"},
}


def offer(turn: Turn, call: CallView) -> Sheet | None:
    """The card if the line asks whether an application would be granted, else None."""
    if setting_of(call, _CARD).off or not called(turn, call, _CARD):
        return None
    product = call.product_of(turn, _LOANS)
    return None if product is None or not _checks(call, product.id) else Sheet(f"{_CARD}.{product.id}", {})


def draw(card_id: str, given: Mapping[str, str], call: CallView) -> Drawn:
    """Every threshold and whether the record meets it."""
    product = call.playbook.products[card_id.partition(".")[2]]
    label, setting = _LABELS[call.book.lang], setting_of(call, _CARD)
    form = Form(given, call.book.lang)
    form.warning = str(label["warning"])
    if call.book.identified():
        _assess(form, call, _checks(call, product.id))
    else:
        form.warning += ("" if call.book.lang == "zh" else " ") + str(label["identify"])
    return form.drawn("procedure", card_id, str(label["title"]).format(product.name),
                      source=setting.source or str(label["source"]), dated=setting.date)


def verdict_of(check: AssessmentCheck, record: Mapping[str, str], lang: Literal["zh", "en"]) -> Verdict:
    """Whether a customer's record meets one threshold."""
    text = record.get(check.field, "").strip()
    if not text:
        return "missing"
    if check.one_of:
        return "met" if text in check.one_of else "failed"
    value = _number(text, lang)
    if check.share_of:
        whole = _number(record.get(check.share_of, ""), lang)
        value = None if value is None or not whole else value / whole * 100
    if value is None:
        return "missing"
    met = value >= check.least if check.least is not None else check.most is not None and value <= check.most
    return "met" if met else "failed"


def _assess(form: Form, call: CallView, checks: list[AssessmentCheck]) -> None:
    label, lang = _LABELS[call.book.lang], call.book.lang
    found = [(check, verdict_of(check, call.facts.customer, lang)) for check in checks]
    by_verdict = {verdict: [check.label for check, one in found if one == verdict] for verdict in ("failed", "missing")}
    outcome = "fails" if by_verdict["failed"] else "open" if by_verdict["missing"] else "passes"
    form.result(str(label["result"]), str(label[outcome]), f"{_CARD}.result", strong=True)
    if by_verdict["failed"]:
        form.result(str(label["decided"]), str(label["joint"]).join(by_verdict["failed"]), f"{_CARD}.decided")
    if by_verdict["missing"]:
        form.result(str(label["lacks"]), str(label["joint"]).join(by_verdict["missing"]), f"{_CARD}.missing")
    form.table(label["heads"], [(check.label, _threshold(check, call), str(label[verdict])) for check, verdict in found])
    form.body = " ".join(check.failed for check, verdict in found if verdict == "failed" and check.failed)


def _threshold(check: AssessmentCheck, call: CallView) -> str:
    label, lang = _LABELS[call.book.lang], call.book.lang
    if check.one_of:
        return str(label["joint"]).join(check.one_of)
    bound = check.least if check.least is not None else check.most or Decimal(0)
    if check.share_of:
        words = percent(bound)
    else:
        text = call.facts.customer.get(check.field, "")
        words = money(bound, lang) if any(sign in text for sign in "元¥$") else canonical(bound)
    return str(label["least" if check.least is not None else "most"]).format(words)


def _checks(call: CallView, product: str) -> list[AssessmentCheck]:
    return [check for check in call.playbook.skills.assessment_check if not check.products or product in check.products]


def _number(text: str, lang: Literal["zh", "en"]) -> Decimal | None:
    """The one number of a field; None if there is none, or more than one."""
    found = [one for one in figures(text, lang) if one.kind not in ("date", "digits")]
    return found[0].number if len(found) == 1 else None
