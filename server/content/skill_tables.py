"""What the calculators and forms of a playbook count with: the tables of `skills.toml`, typed.

In come the tables that `server.content.loading` reads; out comes `Playbook.skills`.  Amounts are in the playbook's
currency unless a table says otherwise.  `server.content.skill_checking` holds the rules that span tables;
the skills in `server.assist.skills` read them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

import msgspec


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of `skills.toml`."""


class SkillSetting(_Entry, frozen=True, kw_only=True):
    """`[[skill]]`: when one skill's card comes, and the document its tables are from."""

    id: str
    """Name of the skill: its file in `server/assist/skills`."""
    off: bool = False
    """True if this house does not want it."""
    phrases: tuple[str, ...] = ()
    """Words of the customer, or of the agent's typed question, that call for the card."""
    source: str = ""
    date: str = ""


class FeeStart(_Entry, frozen=True, kw_only=True):
    """`[[loan_fee]]`: a single fee of a loan, counted into its annualised cost."""

    id: str
    """The product's id."""
    percent: Decimal = Decimal(0)
    """Of the amount."""
    fixed: Decimal = Decimal(0)
    paid: Literal["start", "first_instalment"] = "start"


class RemittanceFee(_Entry, frozen=True, kw_only=True):
    """`[[remittance_fee]]`: what sending one currency abroad costs."""

    id: str
    """Currency code: `USD`."""
    label: str
    rate: Decimal = Decimal(1)
    """Reference rate: the playbook's currency for one unit."""
    percent: Decimal = Decimal(0)
    minimum: Decimal = Decimal(0)
    maximum: Decimal | None = None
    cable_fee: Decimal = Decimal(0)


class RemittanceLimit(_Entry, frozen=True, kw_only=True):
    """`[[remittance_limit]]`: how much may be sent."""

    id: Literal["year", "day", "transfer"]
    label: str
    amount: Decimal
    currency: str
    """One of the fee table's currencies."""
    beyond: str = ""
    """What to do above it, one sentence."""


class ReplacementStep(_Entry, frozen=True, kw_only=True):
    """`[[replacement_step]]`: one step of replacing a card."""

    id: str
    text: str
    item: str = ""
    """Checklist item that ticks it; empty: the agent does."""


class CoolingOffRule(_Entry, frozen=True, kw_only=True):
    """`[[cooling_off_rule]]`: how the days of an insurance's cooling-off period are counted."""

    id: str
    """The product's id, or `*` for every other one."""
    counted_from: Literal["receipt", "day_after"] = "day_after"
    """Is the day of receipt the first day, or the one after it?"""
    working_days: bool = False
    moves_to_workday: bool = False
    """True if a last day that is no working day moves to the next one."""
    holidays: tuple[str, ...] = ()
    """ISO dates that are no working days beside Saturdays and Sundays."""
    workdays: tuple[str, ...] = ()
    """ISO dates of weekends that are worked."""
    known_until: str = ""
    """Last ISO date for which the calendar above is known; empty: no calendar is needed."""
    within: str = ""
    """What the customer gets back within the period."""
    afterwards: str = ""
    """What holds after it."""


class RiskAnswer(_Entry, frozen=True, kw_only=True):
    """One answer of a risk question."""

    text: str
    points: int


class RiskQuestion(_Entry, frozen=True, kw_only=True):
    """`[[risk_question]]`."""

    id: str
    text: str
    answers: tuple[RiskAnswer, ...]


class RiskClass(_Entry, frozen=True, kw_only=True):
    """`[[risk_class]]`: what the customer can bear, from C1 on."""

    id: str
    label: str
    points: int
    """Least points."""
    level: int
    """Highest risk level of a product that suits, 1..5."""


class ProductRisk(_Entry, frozen=True, kw_only=True):
    """`[[product_risk]]`: a word that the product table uses for a risk level, and its number."""

    id: str
    level: int


class ReviewTrigger(_Entry, frozen=True, kw_only=True):
    """`[[review_trigger]]`: when the match has to be looked at again."""

    id: str
    text: str
    most_share: Decimal | None = None
    """In force by itself if one kind of holding is more than this share in percent."""


class ComplaintReason(_Entry, frozen=True, kw_only=True):
    """`[[complaint_reason]]`: what may be done about one kind of complaint."""

    id: str
    label: str
    phrases: tuple[str, ...] = ()
    remedy: str = ""
    """What an agent may offer at once; empty: nothing, an expert takes it."""
    up_to: Decimal = Decimal(0)
    """Most that the agent may grant; 0: the remedy costs nothing."""
    expert: str
    """Who takes what goes beyond it."""
    answer_within: str
    """Target time of the expert: `2个工作日`."""


class AssessmentCheck(_Entry, frozen=True, kw_only=True):
    """`[[assessment_check]]`: one threshold of a credit pre-assessment; exactly one of the three comparisons."""

    id: str
    label: str
    products: tuple[str, ...] = ()
    """Ids; empty: every loan."""
    field: str
    """Field of the customer's record."""
    least: Decimal | None = None
    most: Decimal | None = None
    one_of: tuple[str, ...] = ()
    share_of: str = ""
    """Field that it is compared with: `least` and `most` are then percent of that."""
    failed: str = ""
    """What the agent may say if it is not met."""


class SkillTables(msgspec.Struct, frozen=True, kw_only=True):
    """All of them, in the order of the file."""

    skill: tuple[SkillSetting, ...] = ()
    loan_fee: tuple[FeeStart, ...] = ()
    remittance_fee: tuple[RemittanceFee, ...] = ()
    remittance_limit: tuple[RemittanceLimit, ...] = ()
    replacement_step: tuple[ReplacementStep, ...] = ()
    cooling_off_rule: tuple[CoolingOffRule, ...] = ()
    risk_question: tuple[RiskQuestion, ...] = ()
    risk_class: tuple[RiskClass, ...] = ()
    product_risk: tuple[ProductRisk, ...] = ()
    review_trigger: tuple[ReviewTrigger, ...] = ()
    complaint_reason: tuple[ComplaintReason, ...] = ()
    assessment_check: tuple[AssessmentCheck, ...] = ()


SKILL_TABLES: dict[str, type[msgspec.Struct]] = {
    "skill": SkillSetting, "loan_fee": FeeStart, "remittance_fee": RemittanceFee, "remittance_limit": RemittanceLimit,
    "replacement_step": ReplacementStep, "cooling_off_rule": CoolingOffRule, "risk_question": RiskQuestion,
    "risk_class": RiskClass, "product_risk": ProductRisk, "review_trigger": ReviewTrigger,
    "complaint_reason": ComplaintReason, "assessment_check": AssessmentCheck}
"""Name of a table -> its type."""


def skill_tables(parts: Mapping[str, Sequence[msgspec.Struct]]) -> SkillTables:
    """The tables put together, from entries of their types by the name of the table."""
    return msgspec.convert({name: parts.get(name, ()) for name in SKILL_TABLES}, SkillTables)
