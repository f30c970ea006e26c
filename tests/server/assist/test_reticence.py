"""When nothing is suggested: thanks, declines, a yes to nothing, single loose words; and what a reply may ask for."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from protocol.assist import Checklist, Event, Mood, Suggestion, SuggestionWithdrawn
from protocol.message import Channel
from server.assist.assistant import Assistant
from server.assist.reticence import evidence
from server.calls.utterance import CallFacts, Utterance
from server.content.errors import PlaybookError
from server.content.loading import find_playbook, load_playbook
from server.content.playbook import Playbook, Reply


class Talk:
    """A call in which both sides speak in turn."""

    def __init__(self, playbook: Playbook, direction: str = "inbound") -> None:
        self.assistant = Assistant(playbook, CallFacts("c", lang=playbook.lang, direction=direction))
        self.lang = playbook.lang
        self.at_ms = 0

    def _hear(self, channel: Channel, text: str, events: list[Event]) -> list[Event]:
        self.at_ms += 4_000
        return self.assistant.hear_after(
            Utterance(f"{channel}-{self.at_ms}", channel, self.at_ms - 2_000, self.at_ms, text, self.lang), events)

    def customer(self, text: str, *before: Event) -> list[Event]:
        """What follows from a line of the customer's."""
        return self._hear("customer", text, list(before))

    def agent(self, text: str) -> list[Event]:
        """What follows from a line of the agent's."""
        return self._hear("agent", text, [])


def sources(events: list[Event]) -> list[str]:
    """The best reply of each suggestion."""
    return [event.source[0] for event in events if isinstance(event, Suggestion)]


def gone(events: list[Event]) -> list[str]:
    """Why suggestions went."""
    return [event.why for event in events if isinstance(event, SuggestionWithdrawn)]


@pytest.fixture(scope="module")
def shipped() -> dict[str, Playbook]:
    """The playbooks that ship, by language."""
    return {lang: load_playbook(find_playbook(f"{lang}_finance")) for lang in ("zh", "en")}


@pytest.mark.parametrize(("lang", "offer", "decline"), [
    ("zh", "我们还有一款理财，您有兴趣了解一下吗？", "不用了，谢谢。"), ("zh", "请问还有其他可以帮您的吗？", "没有了。"),
    ("en", "May I tell you about our new card?", "No thanks."),
    ("en", "Would you like an instalment plan?", "Not right now, thank you."),
])
def test_a_bare_decline_gets_no_words_at_all(shipped: dict[str, Playbook], lang: str, offer: str, decline: str) -> None:
    talk = Talk(shipped[lang], "outbound")
    talk.agent(offer)
    assert [one for one in sources(talk.customer(decline)) if one not in ("close_pleased", "no_need_now")] == []


@pytest.mark.parametrize(("lang", "lines"), [
    ("zh", ("不需要，谢谢，我不办。", "我不感兴趣。")), ("en", ("I'm not interested, thanks.", "No, I don't need a loan.")),
])
def test_who_declines_is_not_put_on_a_list_that_nobody_asked_for(shipped: dict[str, Playbook], lang: str,
                                                                 lines: tuple[str, ...]) -> None:
    for line in lines:
        talk = Talk(shipped[lang], "outbound")
        talk.agent("我们有新的贷款产品，您需要吗？" if lang == "zh" else "We have a new loan. Would you like to hear about it?")
        assert "no_interest" not in sources(talk.customer(line))
    refused = Talk(shipped[lang], "outbound").customer("以后别再打电话给我了。" if lang == "zh" else "Please stop calling me.")
    assert sources(refused) == ["no_interest"]


@pytest.mark.parametrize(("lang", "line"), [
    ("zh", "我的小饭馆就等这笔生意。"), ("zh", "刚才好像来了条短信。"), ("zh", "收入证明在哪里传？"),
    ("en", "Since my husband fell ill I do it alone."),
    ("en", "Forget it. Just find my money."), ("en", "It is in the other room."),
])
def test_a_loose_word_alone_brings_no_reply(shipped: dict[str, Playbook], lang: str, line: str) -> None:
    assert sources(Talk(shipped[lang]).customer(line)) == []


def test_a_yes_means_something_only_to_a_question_and_about_a_sale(shipped: dict[str, Playbook]) -> None:
    talk = Talk(shipped["zh"])
    talk.customer("我想贷款二十万，利率是多少？")
    talk.agent("年化3.65%。")
    assert sources(talk.customer("行，那就办吧，没意见。")) == []
    talk.agent("那我帮您提交申请，可以吗？")
    assert sources(talk.customer("行，那就办这个吧。"))[0].startswith("agree_")
    lost = Talk(shipped["zh"])
    lost.customer("我的信用卡丢了。")
    lost.agent("我帮您挂失，可以吗？")
    assert sources(lost.customer("行，那就办吧。")) == []


def test_closing_words_come_to_a_line_that_ends_the_talk_and_not_after_the_good_bye(shipped: dict[str, Playbook]) -> None:
    for done in (False, True):
        talk = Talk(shipped["zh"])
        before = (Checklist(call="c", item="polite_close", state="done"),) if done else ()
        assert sources(talk.customer("没别的事了，谢谢。", *before)) == ([] if done else ["close_pleased"])
    assert sources(Talk(shipped["zh"]).customer("谢谢你，我还想问一下还款日是哪天。")) != ["close_pleased"]


def test_what_was_answered_goes_when_the_customer_goes_on(zh: Playbook) -> None:
    talk = Talk(zh)
    assert sources(talk.customer("我的卡丢了")) == ["loss"]
    assert gone(talk.agent("请问您卡号的后四位是多少?")) == []
    assert gone(talk.customer("嗯，我在外面呢")) == [], "a question back is no answer"
    assert gone(talk.agent("我这边已经处理完成，别人用不了。")) == []
    assert gone(talk.customer("好的")) == [], "who listens has not gone on"
    assert gone(talk.customer("我在外面走了半天了")) == ["topic"]


def test_more_of_the_same_without_a_question_brings_nothing_new(zh: Playbook) -> None:
    talk = Talk(zh)
    assert sources(talk.customer("我想提前还款")) == ["early_open"]
    talk.agent("好的，您想还多少？")
    assert sources(talk.customer("我想先提前还十万")) == []


def test_an_unhappy_question_is_answered_and_an_angry_one_soothed(zh: Playbook) -> None:
    for mood, line, wanted in (("unhappy", "这到底是怎么回事？", []), ("angry", "这到底是怎么回事？", ["sorry"]),
                               ("unhappy", "我等了一个下午，一直排队。", ["sorry"])):
        felt = Mood(call="c", mood=mood, score=-0.5, cues=("said:等了",))  # type: ignore[arg-type]
        talk = Talk(zh)
        talk.customer("你们骗人")
        talk.assistant.dismiss(talk.assistant.active_id)
        talk.at_ms += 100_000
        assert sources(talk.customer(line, felt)) == wanted, (mood, line)
    guessed = Mood(call="c", mood="unhappy", score=-0.4, cues=("worded",))
    assert sources(Talk(zh).customer("我等了一个下午，一直排队。", guessed)) == []


def test_a_reply_may_name_the_subjects_it_is_for(zh: Playbook) -> None:
    aside = Reply(id="aside", text="我帮您看一下。", intents=("rate_fee",), keywords=("利率",), topics=("card_loss",), priority=5)
    book = msgspec.structs.replace(zh, replies={**zh.replies, "aside": aside})
    assert sources(Talk(book).customer("请问利率是多少")) == ["rate_term"]


def test_an_unknown_subject_of_a_reply_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "playbook.toml").write_text('id = "x"\ntitle = "x"\nlang = "zh"\nversion = "1"\nfictional = true\n', "utf-8")
    (tmp_path / "replies.toml").write_text('[[reply]]\nid = "a"\ntext = "好的。"\ntopics = ["loans"]\n', "utf-8")
    with pytest.raises(PlaybookError, match=r"replies\.toml.*loans"):
        load_playbook(tmp_path)


def test_long_keywords_are_evidence_and_those_that_only_ask_are_not() -> None:
    assert evidence(("安全账户",), "zh") == 1.0 and evidence(("safe account",), "en") == 1.0
    assert evidence(("钱",), "zh") < evidence(("短信",), "zh") < 1.0
    assert evidence(("fee",), "en") < evidence(("saturday",), "en") < 1.0
    assert evidence(("怎么", "多少"), "zh") == evidence(("how much",), "en") == 0.0
