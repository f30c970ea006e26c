"""A call's talk survives: stopped after any step and rebuilt from its stored inputs, it stands exactly where it stood."""

from __future__ import annotations

import pytest

from protocol.message import Language
from server.assist.state.view import DialogueView
from server.calls.opening import repeat_input
from server.calls.pipeline import Pipeline
from server.calls.utterance import CallFacts, Utterance
from server.content.loading import find_playbook, load_playbook
from server.content.playbook import Playbook
from server.storage.calls import Input

ZH = ("您好，这里是星辰银行，请问有什么可以帮您？", "我想贷二十万，分24期", "好的，请问怎么称呼您？", "我姓王，年化利率是多少啊", "我明天下午给您回电，您稍等",
      "不对，我说的是三十万", "好的，我查一下", "还有提前还款要不要违约金", "请您稍等", "卡丢了怎么挂失", "我马上帮您把卡片冻结挂失", "嗯嗯")
EN = ("Good morning, this is Northgate Bank, how can I help?", "i want to borrow 20,000 dollars over 24 months",
      "May I have your name?", "what's the interest rate on that", "One moment please", "no, I meant 30,000",
      "is there a penalty if i pay it off early", "I will call you back tomorrow", "i lost my card", "okay", "this is ridiculous",
      "so what is the interest rate")


def inputs(lang: Language) -> list[Input]:
    """Lines in turn, with time passing, questions typed and suggestions dismissed in between; more than a window of them."""
    found: list[Input] = []
    lines = (ZH if lang == "zh" else EN) * 2
    for place, text in enumerate(lines):
        channel = "agent" if place % len(lines[:len(lines) // 2]) % 2 == 0 else "customer"
        at_ms = (place + 1) * 5000
        found.append(Input(kind="utterance", at_ms=at_ms, utterance=Utterance(
            f"{channel}-{place * 16_000}", channel, at_ms - 2000, at_ms, text, lang)))  # type: ignore[arg-type]
        if place % 4 == 3:
            found += [Input(kind="tick", at_ms=at_ms + 1000), Input(kind="dismiss", at_ms=at_ms + 1100, text=f"s{place // 8 + 1}"),
                      Input(kind="ask", at_ms=at_ms + 1200, text=lines[1])]
    return found


def started(playbook: Playbook) -> Pipeline:
    return Pipeline(playbook, CallFacts("c", lang=playbook.lang, started_at="2026-11-20T10:00:00+08:00"))


def view_of(pipeline: Pipeline) -> DialogueView:
    return pipeline.talk


@pytest.mark.parametrize(("lang", "name"), [("zh", "zh_finance"), ("en", "en_finance")])
def test_killed_and_rebuilt_after_every_step(lang: Language, name: str) -> None:
    playbook, given = load_playbook(find_playbook(name)), inputs(lang)
    live = started(playbook)
    views: list[DialogueView] = []
    for one in given:
        repeat_input(live, one)
        views.append(view_of(live))
    for step in range(1, len(given) + 1):
        rebuilt = started(playbook)
        for one in given[:step]:
            repeat_input(rebuilt, one)
        assert view_of(rebuilt) == views[step - 1], f"after step {step}"
        assert rebuilt.state() == (live.state() if step == len(given) else rebuilt.state())
    assert len(views[-1].turns) == 20 and views[-1].older.lines > 0 and len(set(views)) > len(given) // 2


def test_a_view_tells_the_talk() -> None:
    playbook = load_playbook(find_playbook("zh_finance"))
    live = started(playbook)
    for one in inputs("zh")[:9]:
        repeat_input(live, one)
    talk = view_of(live)
    amount = talk.slot("amount")
    assert amount is not None and (amount.value, amount.instead_of) == ("三十万", "二十万")
    assert [line.intent for line in talk.turns if line.channel == "customer"][0] == "loan_inquiry"
    assert talk.topic and talk.topics[0].intent == talk.topic and talk.promises
    assert [question.intent for question in talk.open_questions] == ["loan_inquiry", "rate_fee"]
    assert live.state().open_questions == tuple(question.text for question in talk.open_questions)
