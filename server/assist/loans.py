"""Loan arithmetic in exact decimals: repayment plans, what borrowing costs a year with its fees, repaying early.

In come principal, yearly rate in percent and months; out come amounts in whole cents.  Used by the skills, whose
results count as facts for the number lock.

Rounding: half up, to the cent, where money changes hands: the equal instalment, every month's interest, every fee.  Equal
instalments are all alike (what the cents of rounding add up to is not settled in the last one); of equal principal the
last month takes what the cents left over.  Rates are worked out to 34 digits and shown to two decimals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

_CENT = Decimal("0.01")
MAX_MONTHS = 480
MOST_PERCENT = 10_000
"""Beyond it a yearly rate says nothing: almost all of the money went into the fee."""
_DIGITS = Context(prec=34)
_STEPS = 200
_CLOSE = Decimal("1e-28")


@dataclass(frozen=True, slots=True)
class Instalments:
    """A loan repaid in equal monthly instalments."""

    monthly: Decimal
    """Every month's payment."""
    total: Decimal
    """All payments."""
    interest: Decimal
    """What the loan costs beside its principal."""


@dataclass(frozen=True, slots=True)
class FallingPayments:
    """A loan repaid with the same principal every month, so that the payments fall."""

    payments: tuple[Decimal, ...]
    """Month by month."""
    total: Decimal
    interest: Decimal


@dataclass(frozen=True, slots=True)
class YearlyCost:
    """What money costs a year, in percent."""

    nominal: Decimal
    """Twelve times the monthly rate (simple; in the United States the APR)."""
    effective: Decimal
    """With compound interest."""


def cents(value: Decimal) -> Decimal:
    """An amount rounded half up to the cent."""
    return value.quantize(_CENT, ROUND_HALF_UP)


def equal_instalments(principal: Decimal, yearly_percent: Decimal, months: int) -> Instalments:
    """Equal monthly instalments (等额本息), the rate compounding monthly at a twelfth.

    Raises:
        ValueError: principal not positive, rate negative, or months not within 1..480.
    """
    _check(principal, yearly_percent, months)
    with localcontext(_DIGITS):
        rate = yearly_percent / 1200
        if rate == 0:
            monthly = principal / months
        else:
            growth = (1 + rate) ** months
            monthly = principal * rate * growth / (growth - 1)
    exact = cents(monthly)
    total = exact * months
    return Instalments(exact, total, total - principal)


def equal_principal(principal: Decimal, yearly_percent: Decimal, months: int) -> FallingPayments:
    """Equal principal (等额本金): each month a like share of the principal, and the interest on what is still owed.

    Raises:
        ValueError: as `equal_instalments`.
    """
    _check(principal, yearly_percent, months)
    share = cents(principal / months)
    owed = principal
    payments: list[Decimal] = []
    for month in range(1, months + 1):
        # A share rounded up may be more than what is left of a very small loan.
        repaid = owed if month == months else min(share, owed)
        payments.append(repaid + cents(owed * yearly_percent / 1200))
        owed -= repaid
    total = sum(payments, Decimal(0))
    return FallingPayments(tuple(payments), total, total - principal)


def yearly_cost(received: Decimal, payments: Sequence[Decimal]) -> YearlyCost | None:
    """What a loan costs a year: the rate at which the payments, one at the end of each month, are worth what was received.

    None if nothing is left of the money received, if nothing is repaid, or if the rate is beyond `MOST_PERCENT`.
    """
    if received <= 0 or not payments or sum(payments) <= 0 or min(payments) < 0:
        return None
    with localcontext(_DIGITS):
        discount = Decimal(1)
        # The present value rises with the discount factor and bends upwards, so Newton's steps can not miss.
        for _ in range(_STEPS):
            value, slope = Decimal(0), Decimal(0)
            for payment in reversed(payments):
                slope = slope * discount + value
                value = value * discount + payment
            slope = slope * discount + value
            value *= discount
            step = (value - received) / slope
            discount -= step
            if abs(step) < _CLOSE:
                break
        monthly = 1 / discount - 1
        if monthly * 1200 > MOST_PERCENT:
            return None
        return YearlyCost(_percent(monthly * 12), _percent((1 + monthly) ** 12 - 1))


def early_repayment_fee(amount: Decimal, fee_percent: Decimal) -> Decimal:
    """The fee for repaying an amount before its time.

    Raises:
        ValueError: amount or rate negative.
    """
    if amount < 0 or fee_percent < 0:
        raise ValueError("amount and fee are 0 or more")
    return cents(amount * fee_percent / 100)


def fee_instalments(principal: Decimal, monthly_percent: Decimal, months: int) -> tuple[Decimal, ...]:
    """Instalments of a bill with a fee in percent of the first amount every month: what is paid, month by month.

    Raises:
        ValueError: as `equal_instalments`.
    """
    _check(principal, monthly_percent, months)
    share, fee = cents(principal / months), cents(principal * monthly_percent / 100)
    return (*(share + fee for _ in range(months - 1)), principal - share * (months - 1) + fee)


def money(value: Decimal, lang: str) -> str:
    """An amount as it is shown: `6,018.02元` or `$6,018.02`; whole amounts without cents."""
    text = f"{abs(value):,.2f}".removesuffix(".00")
    sign = "-" if value < 0 else ""
    return f"{sign}{text}元" if lang == "zh" else f"{sign}${text}"


def spoken_money(value: Decimal, lang: str) -> str:
    """An amount as it is said: `1.2万元`, `20万元`; with more than two decimals of 万, and in English, as it is shown."""
    ten_thousands = value / 10_000
    if lang != "zh" or abs(ten_thousands) < 1 or cents(ten_thousands) != ten_thousands:
        return money(value, lang)
    return f"{format(ten_thousands.normalize(), 'f')}万元"


def percent(value: Decimal) -> str:
    """A rate as it is shown: `3.65%`, `6.5%`."""
    return f"{format(value.normalize(), 'f')}%"


def _percent(share: Decimal) -> Decimal:
    return (share * 100).quantize(_CENT, ROUND_HALF_UP)


def _check(principal: Decimal, rate: Decimal, months: int) -> None:
    if principal <= 0 or rate < 0 or not 1 <= months <= MAX_MONTHS:
        raise ValueError("a loan needs a positive principal, a rate of 0 or more and 1 to 480 months")
