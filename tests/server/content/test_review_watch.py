"""A running server says which rule packs are past their review or not in force yet: in the log, and to who oversees calls."""

from __future__ import annotations

import logging
from datetime import date

import pytest
from msgspec.structs import replace

from server.calls.health import seen_by
from server.content.loading import BUILT_IN, load_playbook
from server.content.validity import EXPIRED, ReviewWatch


def test_packs_are_looked_at_once_a_day_and_with_each_new_playbook(caplog: pytest.LogCaptureFixture) -> None:
    book, today = load_playbook(BUILT_IN / "zh_finance"), [date(2027, 12, 31)]
    books = [book]
    watch = ReviewWatch(lambda: books, lambda: today[0])
    assert watch.codes() == () and not caplog.records
    today[0] = date(2028, 1, 1)
    with caplog.at_level(logging.WARNING):
        assert watch.codes() == watch.codes() == (EXPIRED,)
    assert [record.getMessage() for record in caplog.records] == [
        "the rule pack cn_finance of zh_finance was reviewed up to 2027-12-31; its rules still warn, have it reviewed "
        "(seatmate-server playbook check zh_finance)"]
    books[0] = replace(book, packs={"cn_finance": replace(book.packs["cn_finance"], expires="2029-12-31")})
    assert watch.codes() == ()
    later = replace(book.packs["cn_finance"], expires="2039-12-31", effective="2030-01-01")
    books[0] = replace(book, packs={"cn_finance": later})
    assert watch.codes() == (EXPIRED,) and "none of its rules warns yet" in caplog.records[-1].getMessage()


def test_agents_are_not_bothered_with_it() -> None:
    codes = (EXPIRED, "asr.slow", "learning.drift")
    assert seen_by(codes, "agent") == ("asr.slow",)
    assert seen_by(codes, "compliance") == (EXPIRED, "asr.slow")
    assert seen_by(codes, "administrator") == codes
