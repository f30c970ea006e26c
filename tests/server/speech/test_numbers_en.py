"""English numbers as they are said and as an agent wants to read them; small words stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.speech.normalising import normalise

TABLE = """
three point six five percent|3.65%
the rate is three point six five percent per year|The rate is 3.65% per year
two hundred thousand dollars|$200,000
I need two hundred and fifty thousand dollars|I need $250,000
account ending eight eight two one|Account ending 8821
card ending in eight eight twenty one|Card ending in 8821
eight, eight, two, one|8821
eight double two one|8221
employee number oh eight two one|Employee number 0821
six one seven five five five zero one four two|6175550142
pin is one two|Pin is 12
one two three|123
nine one one|911
one moment|One moment
One moment, please.|One moment, please.
oh one moment|Oh one moment
the two of us|The two of us
no one told me|No one told me
i have two questions|I have two questions
three or four days|Three or four days
five|Five
a million thanks|A million thanks
thousands of people|Thousands of people
the point one makes|The point one makes
twenty four seven|Twenty four seven
twenty-first century|Twenty-first century
two-factor authentication|Two-factor authentication
credit score of seven fifty|Credit score of seven fifty
twenty five|25
twenty-five years|25 years
twelve months|12 months
ten minutes|10 minutes
a hundred dollars|$100
five dollars|$5
two thousand dollars|$2,000
fifty cents|50 cents
two hundred dollars and fifty cents|$200.50
You owe one thousand four hundred eighty two dollars and nine cents.|You owe $1,482.09.
one point five million dollars|$1.5 million
one percent|1%
one hundred percent|100%
point five percent|0.5%
zero point five|0.5
three percent to five percent|3% to 5%
thirty six months at four percent|36 months at 4%
twenty nine point nine nine percent|29.99%
march fifth twenty twenty six|March 5 2026
March fifth twenty twenty six|March 5 2026
in nineteen ninety nine|In 1999
in two thousand twenty six|In 2026
one thousand two hundred|1200
one hundred and one|101
seven hundred and fifty|750
fifteen thousand|15,000
thirty, forty or fifty|30, 40 or 50
three pm|3 pm
and then five hundred|And then 500
"""


@pytest.mark.parametrize(("spoken", "written"), [line.split("|") for line in TABLE.strip().split("\n")])
def test_numbers(spoken: str, written: str) -> None:
    assert normalise(spoken, "en") == written


@pytest.mark.parametrize("written", [line.split("|")[1] for line in TABLE.strip().split("\n")])
def test_written_text_is_not_changed_again(written: str) -> None:
    assert normalise(written, "en") == written


SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def say(value: int) -> str:
    """How a number below a billion is said."""
    for unit, word in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= unit:
            head, rest = divmod(value, unit)
            return f"{say(head)} {word}" + (f" {say(rest)}" if rest else "")
    if value < 20:
        return SMALL[value]
    return TENS[value // 10] + (f" {SMALL[value % 10]}" if value % 10 else "")


@given(st.integers(min_value=1, max_value=10**9 - 1))
def test_every_amount_is_understood_as_it_is_said(value: int) -> None:
    assert normalise(f"that is {say(value)} dollars", "en") == f"That is ${value:,}"


WORDS = st.sampled_from(
    [
        *SMALL,
        *TENS[2:],
        "hundred",
        "thousand",
        "million",
        "point",
        "and",
        "oh",
        "double",
        "percent",
        "dollars",
        "a",
        "x,",
        "-",
    ]
)


@given(st.lists(WORDS, max_size=12))
def test_any_run_of_words_is_survived(words: list[str]) -> None:
    assert isinstance(normalise(" ".join(words), "en"), str)
