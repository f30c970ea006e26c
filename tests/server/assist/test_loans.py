"""Loan arithmetic."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.assist.loans import (
    early_repayment_fee,
    equal_instalments,
    equal_principal,
    fee_instalments,
    money,
    percent,
    spoken_money,
    yearly_cost,
)

CENT = Decimal("0.01")
LOANS = [(200_000, "3.65", 24), (100_000, "0", 12), (100_000, "0", 7), (5_000, "18.25", 1), (1_000_000, "3.15", 360),
         (1_000_000, "100", 36), ("12345.67", "4.35", 59), ("0.05", "3.65", 3), ("999999999999.99", "4.9", 480)]
"""Principal, yearly rate, months: ordinary, no interest, one month, thirty years, a hundred percent, cents, a fortune."""


def to_cents(value: Fraction) -> Decimal:
    """A fraction rounded half up to the cent, without any decimal arithmetic."""
    return Decimal(int(value * 100 + Fraction(1, 2))) / 100


def reference_instalment(principal: Decimal, rate: Decimal, months: int) -> Decimal:
    """The payment whose present values add up to the principal, from the sum of the discount factors."""
    monthly = Fraction(rate) / 1200
    worth, discount = Fraction(0), Fraction(1)
    for _ in range(months):
        discount /= 1 + monthly
        # Exact fractions of 480 months grow without bound; 60 digits decide any cent.
        discount = Fraction(round(discount * 10 ** 60), 10 ** 60)
        worth += discount
    return to_cents(Fraction(principal) / worth)


def reference_falling(principal: Decimal, rate: Decimal, months: int) -> list[Decimal]:
    """Month by month from the closed form of what is still owed."""
    share = to_cents(Fraction(principal) / months)
    payments = []
    for month in range(1, months + 1):
        owed = max(Decimal(0), principal - share * (month - 1))
        repaid = owed if month == months else min(share, owed)
        payments.append(repaid + to_cents(Fraction(owed) * Fraction(rate) / 1200))
    return payments


@pytest.mark.parametrize(("principal", "rate", "months"), LOANS)
def test_plans_to_the_cent_against_a_reference_from_first_principles(principal: object, rate: str, months: int) -> None:
    amount, yearly = Decimal(str(principal)), Decimal(rate)
    plan = equal_instalments(amount, yearly, months)
    assert plan.monthly == reference_instalment(amount, yearly, months)
    assert plan.total == plan.monthly * months and plan.interest == plan.total - amount
    falling = equal_principal(amount, yearly, months)
    assert list(falling.payments) == reference_falling(amount, yearly, months)
    assert falling.total == sum(falling.payments) and falling.interest == falling.total - amount
    assert falling.total - sum(to_cents(Fraction(max(Decimal(0), amount - to_cents(Fraction(amount) / months) * k))
                                        * Fraction(yearly) / 1200) for k in range(months)) == amount, "all of it is repaid"


@pytest.mark.parametrize(("principal", "rate", "months", "nominal", "effective"), [
    (100_000, "12", 12, "12", "12.68"), (100_000, "6", 360, "6", "6.17"), (100_000, "0", 24, "0", "0"),
    (1_000, "100", 12, "100", "161.3"), (50_000, "4.8", 1, "4.8", "4.91")])
def test_without_a_fee_the_cost_is_the_rate(principal: int, rate: str, months: int, nominal: str, effective: str) -> None:
    with localcontext() as exact:
        exact.prec = 40
        monthly = Decimal(rate) / 1200
        payment = Decimal(principal) / months if not monthly else principal * monthly / (1 - (1 + monthly) ** -months)
    cost = yearly_cost(Decimal(principal), [payment] * months)
    assert cost is not None and (cost.nominal, cost.effective) == (Decimal(nominal), Decimal(effective))


@pytest.mark.parametrize(("fee", "late"), [(Decimal(0), False), (Decimal(2_000), False), (Decimal(2_000), True)])
@pytest.mark.parametrize(("rate", "months"), [("0", 1), ("3.65", 24), ("18", 360), ("100", 2)])
def test_at_the_yearly_cost_the_payments_are_worth_what_was_received(fee: Decimal, late: bool, rate: str, months: int) -> None:
    monthly = equal_instalments(Decimal(100_000), Decimal(rate), months).monthly
    payments = [monthly + (fee if late and month == 0 else 0) for month in range(months)]
    received = Decimal(100_000) - (0 if late else fee)
    cost = yearly_cost(received, payments)
    assert cost is not None
    with localcontext() as exact:
        exact.prec = 50

        def worth(nominal: Decimal) -> Decimal:
            step = 1 + nominal / 1200
            return sum((payment / step ** month for month, payment in enumerate(payments, 1)), Decimal(0))
        # The true rate lies within half of the last decimal shown: less is worth more than was received, more is less.
        assert worth(cost.nominal - Decimal("0.005")) >= received >= worth(cost.nominal + Decimal("0.005"))


def test_a_fee_in_the_first_month_costs_less_than_one_at_the_start() -> None:
    payments = [Decimal(1_000)] * 12
    at_start, at_first = yearly_cost(Decimal(11_000), payments), yearly_cost(Decimal(11_500), [Decimal(1_500), *payments[1:]])
    assert at_start is not None and at_first is not None and at_first.nominal < at_start.nominal


def test_there_is_no_rate_where_nothing_is_received_or_repaid() -> None:
    assert yearly_cost(Decimal(0), [Decimal(1)]) is None and yearly_cost(Decimal(-5), [Decimal(1)]) is None
    assert yearly_cost(Decimal(10), []) is None and yearly_cost(Decimal(10), [Decimal(0)]) is None
    assert yearly_cost(Decimal("0.01"), [Decimal(100)]) is None, "a million percent a month"
    less = yearly_cost(Decimal(100), [Decimal(50)])
    assert less is not None and less.nominal == -600, "half of it is given away within a month"


def test_the_fee_of_every_month_is_on_the_first_amount() -> None:
    payments = fee_instalments(Decimal(10_000), Decimal("0.6"), 12)
    assert payments[0] == Decimal("893.33") and sum(payments) == Decimal("10720.00")
    cost = yearly_cost(Decimal(10_000), payments)
    assert cost is not None and cost.nominal == Decimal("13.03")
    assert fee_instalments(Decimal(100), Decimal(0), 1) == (100,)


def test_amounts_and_rates_as_shown_and_said() -> None:
    assert [money(Decimal(one), "zh") for one in ("12345.67", "12345.6", "0", "-3")] == ["12,345.67元", "12,345.60元", "0元", "-3元"]
    assert [spoken_money(Decimal(one), "zh") for one in ("12000", "200000", "12345.67", "9999", "1234500")] \
        == ["1.2万元", "20万元", "12,345.67元", "9,999元", "123.45万元"]
    assert spoken_money(Decimal(12_000), "en") == "$12,000"
    assert [percent(Decimal(one)) for one in ("3.65", "6.50", "0.0", "100")] == ["3.65%", "6.5%", "0%", "100%"]
    assert (Decimal("0.005")).quantize(CENT, ROUND_HALF_UP) == to_cents(Fraction(1, 200))


def test_a_known_loan() -> None:
    loan = equal_instalments(Decimal(200_000), Decimal("3.65"), 24)
    assert (loan.monthly, loan.total, loan.interest) == (Decimal("8653.86"), Decimal("207692.64"), Decimal("7692.64"))


def test_without_interest() -> None:
    assert equal_instalments(Decimal(1200), Decimal(0), 12).monthly == 100


@given(st.integers(100, 10 ** 7), st.decimals("0.01", 36, places=2), st.integers(1, 480))
def test_the_balance_is_repaid(principal: int, rate: Decimal, months: int) -> None:
    loan = equal_instalments(Decimal(principal), rate, months)
    balance = Decimal(principal)
    for _ in range(months):
        balance = balance * (1 + rate / 1200) - loan.monthly
    growth = (1 + rate / 1200) ** months
    assert abs(balance) <= Decimal("0.01") * months * growth + 1
    assert loan.interest >= 0 or abs(loan.interest) < months


@pytest.mark.parametrize(("principal", "rate", "months"), [(0, 3, 12), (-1, 3, 12), (100, -1, 12), (100, 3, 0), (100, 3, 481)])
def test_refused(principal: int, rate: int, months: int) -> None:
    with pytest.raises(ValueError, match="positive principal"):
        equal_instalments(Decimal(principal), Decimal(rate), months)


def test_early_repayment_and_money() -> None:
    assert early_repayment_fee(Decimal(86_400), Decimal(1)) == 864
    with pytest.raises(ValueError, match="0 or more"):
        early_repayment_fee(Decimal(-1), Decimal(1))
    assert (money(Decimal("6018.02"), "zh"), money(Decimal(864), "en")) == ("6,018.02元", "$864")
