"""Open questions: which line asks, which line answers."""

from __future__ import annotations

import pytest

from protocol.message import Language
from server.assist.state.asking import agent_asks, answers, asks
from server.assist.state.questions import MOST, OpenQuestions

RATE, PAPERS = "贷款的利率是多少", "办理需要带什么材料"


def after(lang: Language, *lines: tuple[str, str]) -> list[str]:
    """Open questions after ("intent" or "agent", text) lines."""
    questions = OpenQuestions(lang)
    for place, (who, text) in enumerate(lines):
        if who == "agent":
            questions.hear_agent(text)
        else:
            questions.hear_customer(f"u{place}", text, who, place * 1000)
    return [one.text for one in questions.open]


def test_a_question_is_open_until_the_agent_says_something() -> None:
    asked = ("rate_fee", RATE)
    assert after("zh", asked) == [RATE]
    assert after("zh", asked, ("agent", "年化利率是3.65%，没有别的费用")) == []
    for waits in ("好的，您稍等，我帮您查一下", "请问您贵姓", "好的好的", "嗯，明白"):
        assert after("zh", asked, ("agent", waits)) == [RATE], waits


def test_an_answer_to_one_of_two_leaves_the_other() -> None:
    both = (("rate_fee", RATE), ("loan_inquiry", PAPERS))
    assert after("zh", *both, ("agent", "需要带身份证和收入材料来办理")) == [RATE]
    assert after("zh", *both, ("agent", "贷款利率是年化3.65%")) == [PAPERS]
    assert after("zh", *both, ("agent", "这个我们有专人跟您对接说明")) == [RATE], "it most likely answers the last one"


def test_asking_again_is_the_same_question() -> None:
    questions = OpenQuestions("en")
    questions.hear_customer("u1", "what is the interest rate", "rate_fee", 1000)
    questions.hear_customer("u2", "so what's the interest rate then", "rate_fee", 9000)
    (one,) = questions.open
    assert (one.times, one.at_ms, one.utterance) == (2, 1000, "u2")


@pytest.mark.parametrize(("intent", "text"), [
    ("agree", "好的可以吗"), ("not_interested", "我不需要可以吗"), ("other", "我在外面吃饭呢哈哈"), ("rate_fee", "费"), ("other", "嗯嗯")])
def test_what_asks_for_nothing_is_not_open(intent: str, text: str) -> None:
    assert after("zh", (intent, text)) == []


def test_a_farewell_closes_everything() -> None:
    assert after("en", ("rate_fee", "what is the interest rate"), ("other", "never mind, that's all, bye")) == []


def test_only_so_many_are_remembered() -> None:
    asked = [("other", f"{word}怎么办理呢") for word in ("挂失", "销户", "换汇", "开户", "改密", "理赔", "分期")]
    assert len(after("zh", *asked)) <= MOST


def test_forms() -> None:
    assert asks("什么时候能到账", "zh") and asks("how long does it take", "en") and not asks("我要投诉", "zh")
    assert agent_asks("请问您的姓名", "zh") and not agent_asks("年化利率3.65%", "zh")
    assert answers("Your rate is 3.65 percent.", "en") and not answers("Sure, one moment please.", "en")


def test_more_of_the_same_subject_is_no_new_question() -> None:
    told = ("remittance", "我上周汇了一笔学费还没有收到")
    assert after("zh", told) == [told[1]], "telling of a matter opens it"
    assert after("zh", told, ("agent", "请问是哪天汇的"), ("remittance", "上周二汇到英国五千英镑")) == [told[1]]
    assert after("zh", told, ("remittance", "上周二汇的"), ("agent", "汇款已经发出，中转行还在处理")) == []


def test_a_figure_alone_answers() -> None:
    assert after("zh", ("other", "要多长时间才能审完"), ("agent", "三天。")) == []
    assert after("en", ("other", "how long does the review take"), ("agent", "Three days.")) == []


def test_a_question_that_nobody_comes_back_to_is_let_go() -> None:
    asked = ("rate_fee", "查询报文要不要收费")
    later = [("other", f"{word}应该怎么办理呢") for word in ("挂失补卡", "网点销户", "柜台换汇", "线上开户")]
    answered = [line for one in later for line in (one, ("agent", f"{one[1][:4]}可以在手机银行里办理"))]
    assert after("zh", asked, *answered[:6]) == [asked[1]]
    assert after("zh", asked, *answered) == []


def test_words_that_only_look_like_a_question() -> None:
    assert not asks("我还以为能少一半呢", "zh") and not asks("我又没做错什么", "zh") and asks("要带什么材料", "zh")
