"""The order of the stages: masking first, stamps, isolation of a failing stage, determinism."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from protocol.assist import Alert, Answer, Card, Checklist, Intent, Mood, Redaction, Suggestion, SuggestionWithdrawn
from protocol.message import Channel
from server.calls.pipeline import Heard, Pipeline
from server.calls.utterance import CallFacts, Utterance
from server.content.playbook import (
    Article,
    ChecklistItem,
    IntentWords,
    MoodWord,
    Playbook,
    Product,
    Reply,
    Rule,
    Term,
)

LOAN = Product(id="loan", name="星享贷", kind="loan", terms={
    "annual_rate": Term(label="年化利率", value="3.65%", number=3.65, unit="percent_per_year")})
PLAYBOOK = Playbook(
    id="small", title="小", lang="zh", version="1", products={"loan": LOAN},
    replies={one.id: one for one in (
        Reply(id="rate", text="年化利率{product.loan.annual_rate}。", intents=("rate_fee",), keywords=("利率",)),
        Reply(id="balance", text="您的余额是{customer.loan_balance}。", intents=("account_inquiry",), keywords=("余额",)),
        Reply(id="boast", text="您放心，保证能批。", intents=("application_status",), keywords=("批下来",)))},
    intents={one.id: one for one in (
        IntentWords(id="rate_fee", title="利率", phrases=("利率",)), IntentWords(id="complaint", title="投诉", phrases=("投诉",)),
        IntentWords(id="account_inquiry", title="余额", phrases=("余额",)),
        IntentWords(id="application_status", title="审批", phrases=("批下来",)))},
    articles={"guide": Article(id="guide", title="保本说明", keywords=("保本",), body="理财非存款。")},
    checklist=(ChecklistItem(id="identity_check", title="核对身份", phrases=("核对无误",), due_ms=20_000),),
    rules={"guarantee": Rule(id="guarantee", version="1", kind="forbidden", category="guaranteed_approval", severity="stop",
                             phrases=("保证能批",), text="以审批结果为准。")},
    mood_words=(MoodWord(phrase="骗人", mood="angry"),))
RECORD = {"title": "周先生", "loan_balance": "86,400元"}
LINES: tuple[tuple[Channel, str], ...] = (
    ("agent", "您好,请核对身份。"), ("customer", "利率是多少?"), ("agent", "核对无误,您放心,保证能批。"), ("customer", "我的余额是多少?"),
    ("customer", "你们骗人,我要投诉!"), ("customer", "卡号是6228801357924680135"), ("customer", "好的"))


def utterance(text: str, at_s: int, channel: Channel = "customer") -> Utterance:
    """One of two seconds that ends at `at_s`."""
    return Utterance(f"{channel}-{at_s}", channel, at_s * 1000 - 2000, at_s * 1000, text)


def new() -> Pipeline:
    """A pipeline of a known customer."""
    return Pipeline(PLAYBOOK, CallFacts("c1", customer=RECORD, started_at="2026-11-20T10:00:00+08:00"))


def run(pipeline: Pipeline) -> list[Heard]:
    """Hears the lines, with time passing between."""
    heard = []
    for number, (channel, text) in enumerate(LINES, 1):
        heard.append(pipeline.hear(utterance(text, 4 * number, channel)))
        pipeline.tick(4000 * number + 1000)
    return heard


def test_every_stage_speaks_and_every_event_is_stamped() -> None:
    heard = run(new())
    events = [event for one in heard for event in one.events]
    assert {Intent, Mood, Alert, Redaction, Suggestion, Checklist} <= {type(event) for event in events}
    for one in heard:
        for event in one.events:
            assert (event.call, event.utterance, event.at_ms, event.speech_end_ms, event.seq) \
                == ("c1", one.utterance.id, one.utterance.end_ms, one.utterance.end_ms, 0)


def test_hearing_twice_gives_equal_events() -> None:
    assert run(new()) == run(new())


def test_private_numbers_are_masked_before_any_stage() -> None:
    pipeline = new()
    heard = pipeline.hear(utterance("卡号是6228801357924680135", 4))
    assert "62288013579" not in repr(heard) and len(heard.utterance.text) == len("卡号是6228801357924680135")
    (redaction,) = [event for event in heard.events if isinstance(event, Redaction)]
    assert redaction.entity == "card" and redaction.masked == heard.utterance.text
    assert [(mark.start, mark.end, mark.kind) for mark in heard.marks] == [(*redaction.span, "redacted")]


def test_a_question_for_a_code_masks_the_short_answer_of_the_other_channel() -> None:
    pipeline = new()
    pipeline.hear(utterance("请说一下验证码", 4, "agent"))
    assert pipeline.mask_partial("customer", "4471", 5000) == "****"
    assert pipeline.hear(utterance("4471", 6)).utterance.text == "****"


def test_a_partial_changes_nothing() -> None:
    told, silent = new(), new()
    for text in ("卡号", "卡号是6228", "卡号是6228801357924680135"):
        assert "801357" not in told.mask_partial("customer", text, 3000)
    assert run(told) == run(silent)


def test_the_record_opens_with_the_identity_check() -> None:
    pipeline = new()
    assert not [e for e in pipeline.hear(utterance("我的余额是多少?", 2)).events if isinstance(e, Suggestion)]
    pipeline.hear(utterance("核对无误。", 5, "agent"))
    (one,) = [e for e in pipeline.hear(utterance("我的余额是多少?", 8)).events if isinstance(e, Suggestion)]
    assert one.text == "您的余额是86,400元。"


def test_nobody_is_offered_forbidden_words() -> None:
    events = new().hear(utterance("能批下来吗?", 4)).events
    assert [(event.text, event.why) for event in events if event.__struct_config__.tag == "suggestion_blocked"] \
        == [("您放心，保证能批。", "rule:guarantee")]  # type: ignore[union-attr]
    assert not [event for event in events if isinstance(event, Suggestion)]


def test_time_takes_a_suggestion_back_and_stamps_it() -> None:
    pipeline = new()
    pipeline.hear(utterance("利率是多少?", 4))
    gone = [event for event in pipeline.tick(34_000) if isinstance(event, SuggestionWithdrawn)]
    assert [(event.why, event.call, event.at_ms, event.speech_end_ms) for event in gone] == [("expired", "c1", 34_000, -1)]


def test_acknowledging_settles_an_alert_once() -> None:
    pipeline = new()
    (alert,) = [e for e in pipeline.hear(utterance("保证能批。", 4, "agent")).events
                if isinstance(e, Alert) and e.rule == "guarantee"]
    (cleared,) = pipeline.acknowledge(alert.id, 6000)
    assert (cleared.why, cleared.call, cleared.at_ms) == ("acknowledged", "c1", 6000)  # type: ignore[union-attr]
    assert pipeline.acknowledge(alert.id) == ()
    assert pipeline.acknowledge("none") == ()


def test_asking_answers_with_cards_and_masks_the_question() -> None:
    pipeline = new()
    answer, card = pipeline.ask("保本", 5000)
    assert isinstance(answer, Answer) and answer.source == ("guide",) and answer.text
    assert isinstance(card, Card) and (card.id, card.call, card.at_ms) == ("guide", "c1", 5000)
    assert pipeline.ask("xyz") == ()


def test_state_and_dismissing() -> None:
    pipeline = new()
    pipeline.hear(utterance("星享贷利率是多少?", 4))
    state = pipeline.state()
    assert (state.utterances, state.topic, state.products, state.suggestion) == (1, "rate_fee", ("loan",), "s1")
    pipeline.dismiss("s1")
    assert pipeline.state().suggestion == ""


@pytest.mark.parametrize(("stage", "attribute", "method"), [
    ("compliance", "_compliance", "hear"), ("emotion", "_emotion", "hear"), ("assist", "_assist", "hear_after")])
def test_a_stage_with_a_bug_does_not_end_the_call(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, stage: str,
                                                  attribute: str, method: str) -> None:
    def broken(*args: Any, **_more: Any) -> None:
        raise RuntimeError(f"about {args[0].text}")

    pipeline, whole = new(), new()
    monkeypatch.setattr(getattr(pipeline, attribute), method, broken)
    line = utterance("你们骗人,利率是多少,我要投诉!", 4)
    with caplog.at_level(logging.ERROR, "server.calls.pipeline"):
        heard = pipeline.hear(line)
    assert pipeline.state().failures == {stage: 1}
    assert stage in caplog.text and "RuntimeError" in caplog.text and "骗人" not in caplog.text
    kinds = {"compliance": (Alert, Checklist), "emotion": (Mood,), "assist": (Intent, Suggestion, Card)}[stage]
    others = [event for event in whole.hear(line).events if not isinstance(event, kinds)]
    assert others and [event for event in heard.events if not isinstance(event, (*kinds, SuggestionWithdrawn))] == others
    assert pipeline.hear(utterance("好的", 8)).utterance.text == "好的"


def test_a_redactor_with_a_bug_lets_no_number_through(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = new()

    def broken(text: str, at_ms: int = 0) -> None:
        raise ValueError(text)

    monkeypatch.setattr(pipeline._masking._redactors["customer"]["zh"], "mask", broken)
    heard = pipeline.hear(utterance("卡号6228801357924680135,利率呢", 4))
    assert heard.utterance.text == "卡号*******************,利率呢"
    assert pipeline.state().failures == {"redaction": 1}
    assert any(isinstance(event, Intent) for event in heard.events)


@pytest.mark.parametrize("act", [
    lambda pipeline: pipeline.tick(5000), lambda pipeline: pipeline.finish(5000), lambda pipeline: pipeline.dismiss("s1"),
    lambda pipeline: pipeline.ask(""), lambda pipeline: pipeline.decide("none", approved=True)])
def test_acts_on_an_empty_call_fail_nowhere(act: Callable[[Pipeline], Any]) -> None:
    pipeline = new()
    act(pipeline)
    assert pipeline.state().failures == {}


def test_alternatives_give_way_and_nothing_else_changes() -> None:
    book = msgspec.structs.replace(PLAYBOOK, replies=PLAYBOOK.replies | {"rate2": Reply(
        id="rate2", text="星享贷年化是{product.loan.annual_rate}。", intents=("rate_fee",), keywords=("利率",))})
    full, spared = (Pipeline(book, CallFacts("c1", customer=RECORD)) for _ in range(2))
    spared.spares_assistance = True
    said = [[event for event in pipeline.hear(utterance("利率是多少?", 3)).events if isinstance(event, Suggestion)][0]
            for pipeline in (full, spared)]
    assert said[0].alternatives and said[1] == msgspec.structs.replace(said[0], alternatives=())
    assert full.state() == spared.state()
