"""Loan arithmetic."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.assist.loans import early_repayment_fee, equal_instalments, money


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
