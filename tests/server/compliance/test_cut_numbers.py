"""A number in whose middle a monologue was cut: masked on both sides, whatever is said around it."""

from __future__ import annotations

import re

import pytest

from protocol.message import Language
from server.compliance.redaction import Redactor

LINES: tuple[tuple[Language, str, str], ...] = (
    ("zh", "我想查一下我的卡号是", "6222020012345678"),
    ("zh", "昨天我在网上买东西用了", "6222020012345678"),
    ("zh", "你们给我发的验证码是", "493817"),
    ("en", "so yesterday I went to the shop and used ", "4288013579246802"),
    ("en", "my phone number is ", "6175550142"),
)


def digits(text: str) -> str:
    return "".join(re.findall(r"\d", text))


@pytest.mark.parametrize(("lang", "before", "number"), LINES)
@pytest.mark.parametrize("mark", ["", "。"])
def test_wherever_the_cut_lies_the_number_stays_masked(lang: Language, before: str, number: str, mark: str) -> None:
    after = "然后我就回家了" if lang == "zh" else " and then I went home"
    for at in range(1, len(number)):
        redactor = Redactor(lang)
        growing = redactor.mask_partial(before + number + after, 1000)
        assert len(digits(growing)) <= 3
        first = redactor.mask(before + number[:at] + mark, 2000, number[at:] + after)
        # As of a number in one piece, the last three may be read.
        assert digits(first.text) == (number[-3:at] if len(number) > 6 and at > len(number) - 3 else "") and first.redactions
        assert len(first.text) == len(before + number[:at] + mark)
        assert digits(redactor.mask_partial(number[at:] + after, 2100)) == "", at
        assert digits(redactor.mask(number[at:] + after, 3000).text) == "", at


@pytest.mark.parametrize(("text", "behind"), [
    ("我要还20", "万元然后再贷十万"), ("我住在3", "号楼"), ("一共3500", "块钱"), ("I paid 1500", "dollars in 36 months"),
    ("卡号是", "多少我忘了"), ("我姓周", "然后我想问一下"),
])
def test_what_goes_on_and_is_no_number_stays(text: str, behind: str) -> None:
    lang: Language = "en" if text.isascii() else "zh"
    assert Redactor(lang).mask(text, 0, behind) == Redactor(lang).mask(text, 0)
    assert Redactor(lang).mask(text, 0, behind).text == text


def test_after_the_number_is_over_small_numbers_are_read_again() -> None:
    redactor = Redactor("zh")
    redactor.mask("用的是622202", 1000, "00123456谢谢")
    assert digits(redactor.mask("00123456谢谢你我再说一下别的事情", 2000).text) == ""
    assert redactor.mask("3天以后到", 3000).text == "3天以后到"


@pytest.mark.parametrize(("lang", "text", "decided"), [
    ("zh", "再贷20", "再贷"), ("zh", "再贷20万利率是多少呢", "再贷20万利率是多少呢"), ("zh", "我姓周", "我姓周"),
    ("zh", "卡号是6222020012345678", "卡号是6222020012345678"), ("en", "the last four", "the last "),
])
def test_a_number_that_may_go_on_is_undecided(lang: Language, text: str, decided: str) -> None:
    assert text[:Redactor(lang).undecided_from(text)] == decided
