"""What is settled stays, grows only where two decodes agree, and never ends inside a number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from server.speech.agreement import Agreement, ends_in_number


def stable(agreement: Agreement, text: str) -> str:
    shown, length = agreement.hear(text)
    return shown[:length]


def test_the_first_decode_settles_nothing() -> None:
    assert Agreement("zh").hear("您好这里是") == ("您好这里是", 0)


def test_two_decodes_settle_their_common_beginning() -> None:
    agreement = Agreement("zh")
    agreement.hear("您好这里是新")
    assert stable(agreement, "您好这里是星辰银行") == "您好这里是"
    assert stable(agreement, "您好这里是星辰银行吗") == "您好这里是星辰银行"


def test_what_is_settled_is_shown_whatever_comes() -> None:
    agreement = Agreement("zh")
    agreement.hear("我想问一下利率")
    agreement.hear("我想问一下利率是多少")
    shown, length = agreement.hear("我先问一下利率是几")
    assert shown == "我想问一下利率是几" and shown[:length] == "我想问一下利率是"
    shown, length = agreement.hear("")
    assert shown == "我想问一下利率是" == shown[:length]


def test_a_number_at_the_end_waits() -> None:
    agreement = Agreement("zh")
    agreement.hear("我想贷20")
    assert stable(agreement, "我想贷20") == "我想贷"
    agreement.hear("我想贷20万")
    assert stable(agreement, "我想贷20万") == "我想贷"
    agreement.hear("我想贷20万元可以吗")
    assert stable(agreement, "我想贷20万元可以吗") == "我想贷20万元可以吗"


def test_a_percentage_can_still_be_put_together() -> None:
    agreement = Agreement("zh")
    agreement.hear("利率是百分之")
    assert stable(agreement, "利率是百分之") == "利率是"
    assert agreement.hear("利率是3.65%左右")[0] == "利率是3.65%左右"


def test_english_settles_whole_words() -> None:
    agreement = Agreement("en")
    agreement.hear("I would like to che")
    assert stable(agreement, "I would like to check my") == "I would like to"
    agreement.hear("I would like to check my two hundred")
    assert stable(agreement, "I would like to check my $200 balance") == "I would like to check my"


def test_english_words_are_not_cut_by_what_is_settled() -> None:
    agreement = Agreement("en")
    agreement.hear("please hold the line now")
    agreement.hear("please hold the line now")
    shown, length = agreement.hear("pleased to hold the liner now okay")
    assert shown.startswith("please hold the line") and length >= len("please hold the line")


def test_long_digits_before_a_letter_take_no_time() -> None:
    for lang in ("zh", "en"):
        agreement = Agreement(lang)
        for text in ("1" * 300 + "a b", "1.1," * 100 + "a b", "十" * 300 + "a b"):
            assert agreement.hear(text)[0]


@given(st.sampled_from(["zh", "en"]), st.lists(st.text(alphabet="ab 我你2十万.,%", max_size=14), max_size=8))
def test_the_settled_text_only_grows(lang: str, texts: list[str]) -> None:
    agreement = Agreement(lang)
    before = ""
    for text in texts:
        shown, length = agreement.hear(text)
        assert shown[:length].startswith(before) and length <= len(shown)
        before = shown[:length]


def test_an_english_word_that_ends_in_both_decodes_is_settled() -> None:
    agreement = Agreement("en")
    agreement.hear("I lost my card")
    assert stable(agreement, "I lost my card, what") == "I lost my card"
    agreement.hear("I lost my card, what shoul")
    assert stable(agreement, "I lost my card, what should I") == "I lost my card, what"


def test_whether_a_text_ends_in_a_number() -> None:
    assert ends_in_number("我想贷二十", "zh") and ends_in_number("卡号是62。", "zh") and ends_in_number("two hundred", "en")
    assert not ends_in_number("我想贷20万元。", "zh") and not ends_in_number("$200 please.", "en")
    assert not ends_in_number("", "zh") and not ends_in_number("", "en")


@given(st.sampled_from(["zh", "en"]), st.text(alphabet="ab 我你，。", min_size=1, max_size=20), st.integers(1, 4))
def test_decodes_that_only_go_on_change_nothing_painted(lang: str, final: str, step: int) -> None:
    agreement = Agreement(lang)
    for length in range(1, len(final) + 1, step):
        shown, settled = agreement.hear(final[:length])
        assert final.startswith(shown[:settled]), "the final holds every word that was painted"


def test_a_number_behind_what_is_settled_keeps_its_first_digit() -> None:
    agreement = Agreement("zh")
    agreement.hear("我还想再贷款")
    agreement.hear("我还想再贷款")
    shown, _ = agreement.hear("我还想再贷20万")
    assert shown == "我还想再贷款20万"
