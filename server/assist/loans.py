"""Loan arithmetic in exact decimals: equal instalments and the cost of repaying early.

In come principal, yearly rate in percent and months; out come amounts rounded to a hundredth.  Used by the
calculator skill, whose results count as facts for the number lock.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")
MAX_MONTHS = 480


@dataclass(frozen=True, slots=True)
class Instalments:
    """A loan repaid in equal monthly instalments."""

    monthly: Decimal
    """Every month's payment."""
    total: Decimal
    """All payments."""
    interest: Decimal
    """What the loan costs beside its principal."""


def equal_instalments(principal: Decimal, yearly_percent: Decimal, months: int) -> Instalments:
    """Equal monthly instalments (等额本息), the rate compounding monthly at a twelfth.

    Raises:
        ValueError: principal not positive, rate negative, or months not within 1..480.
    """
    if principal <= 0 or yearly_percent < 0 or not 1 <= months <= MAX_MONTHS:
        raise ValueError("a loan needs a positive principal, a rate of 0 or more and 1 to 480 months")
    rate = yearly_percent / 1200
    if rate == 0:
        monthly = principal / months
    else:
        growth = (1 + rate) ** months
        monthly = principal * rate * growth / (growth - 1)
    exact = monthly.quantize(_CENT, ROUND_HALF_UP)
    total = exact * months
    return Instalments(exact, total, total - principal)


def early_repayment_fee(amount: Decimal, fee_percent: Decimal) -> Decimal:
    """The fee for repaying an amount before its time.

    Raises:
        ValueError: amount or rate negative.
    """
    if amount < 0 or fee_percent < 0:
        raise ValueError("amount and fee are 0 or more")
    return (amount * fee_percent / 100).quantize(_CENT, ROUND_HALF_UP)


def money(value: Decimal, lang: str) -> str:
    """An amount as it is shown: `6,018.02元` or `$6,018.02`; whole amounts without cents."""
    text = f"{value:,.2f}".removesuffix(".00")
    return f"{text}元" if lang == "zh" else f"${text}"
