"""The summary: every line stands in the call, has its time, and is in the call's language."""

from __future__ import annotations

import re
import tomllib

import pytest
from msgspec.structs import replace

from protocol.assist import Alert, AlertCleared, Checklist, Gate, Intent, Mood, Promise
from protocol.message import CallEvent, Language
from server.content.loading import BUILT_IN
from server.supervision.catch_up import MOST_EACH, MOST_TOPICS, Digest
from tests.server.supervision.scene import line

STAMP = re.compile(r" \[\d\d:\d\d\]$")


def digest(lang: Language, *events: CallEvent) -> Digest:
    one = Digest("c1", lang)
    one.hear(events)
    return one


def wished(text: str, name: str, at_ms: int) -> tuple[CallEvent, ...]:
    said = line(text, at_ms)
    return said, Intent(call="", intent=name, confidence=0.9, utterance=said.utterance, at_ms=at_ms)


def test_a_chinese_call_is_told_in_chinese() -> None:
    one = digest("zh", *wished("我想提前还款,违约金多少?", "early_repayment", 8_000),
                 Mood(call="", mood="angry", score=-0.8, at_ms=9_000),
                 Alert(call="", id="a1", category="no_risk", severity="stop", rule="r", quote="保本", text="收益不能保证", at_ms=10_000),
                 Alert(call="", id="a2", category="no_risk", severity="remind", rule="r", text="先说费用", at_ms=11_000),
                 AlertCleared(call="", id="a2", rule="r", why="said", at_ms=12_000),
                 Gate(call="", id="g1", operation="remittance", state="waiting", at_ms=13_000),
                 Promise(call="", text="三天内给您回电", by="agent", due="2026-01-08", at_ms=14_000),
                 Checklist(call="", item="fees", state="done", title="费用", at_ms=15_000),
                 Checklist(call="", item="principal", state="missed", title="本金", at_ms=16_000))
    assert list(one.lines(private=True)) == [
        "客户来意：“我想提前还款,违约金多少?” [00:08]", "客户情绪：愤怒 [00:09]", "待处理提醒：收益不能保证 “保本” [00:10]",
        "已处理提醒：先说费用 [00:11]", "风险操作：remittance 等待第二人 [00:13]", "坐席承诺：“三天内给您回电” (2026-01-08) [00:14]",
        "已说明：费用 [00:15]", "未说明：本金 [00:16]", "客户未得到答复：“我想提前还款,违约金多少?” [00:08]"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_long_call_stays_short_and_every_line_has_its_time(lang: Language) -> None:
    names = ("rate_fee", "repayment", "card_loss", "bill_inquiry", "investment_inquiry", "insurance_inquiry", "remittance")
    events: list[CallEvent] = []
    for number, name in enumerate(names):
        events += wished(f"question {number} " + "word " * 40, name, number * 60_000)
        events += [Alert(call="", id=f"a{number}", category="x", severity="stop", rule="r", text="Stop.", at_ms=number * 60_000),
                   Promise(call="", text="a reply", by="customer", at_ms=number * 60_000)]
    lines = list(digest(lang, *events).lines(private=True))
    assert all(STAMP.search(text) and len(text) < 120 for text in lines)
    assert len(lines) <= 1 + MOST_TOPICS + 3 * MOST_EACH


def test_nothing_is_told_of_a_call_in_which_nothing_was_said() -> None:
    assert not list(digest("en").lines(private=True)) and digest("en").message(private=True).topics == ()


def test_an_answered_question_and_a_private_alert_are_left_out() -> None:
    question = wished("What is the rate of my loan?", "rate_fee", 1_000)
    answer = line("The rate of your loan is four percent a year", 5_000, "agent")
    alert = Alert(call="", id="a1", category="aml_cue", severity="stop", rule="r", text="Report.", private=True)
    one = digest("en", *question, answer, alert)
    assert one.message(private=False).open_questions == ()
    assert [text[:10] for text in one.lines(private=False)] == ["Why the cu"] and len(list(one.lines(private=True))) == 2


@pytest.mark.parametrize(("lang", "small", "asked"), [
    ("zh", "喂,你还在吗?", "网点周六开门吗?"), ("en", "Hello? Are you still there?", "Is your branch open on Saturday?")])
def test_who_only_asks_whether_anybody_is_there_has_no_open_question(lang: Language, small: str, asked: str) -> None:
    one = digest(lang, *wished(small, "other", 1_000), *wished(asked, "other", 9_000))
    assert [text[:8] for text in one.message(private=False).open_questions] == [asked[:8]]


def test_an_intent_without_its_line_changes_nothing() -> None:
    one = digest("en", Intent(call="", intent="rate_fee", confidence=0.9, utterance="customer-77"))
    assert not list(one.lines(private=True)) and one.topic == ""
    one.hear([replace(line("Hello", 2_000), text="x" * 300)])
    assert one.upto_ms == 2_000


@pytest.mark.parametrize(("lang", "pack"), [("zh", "cn_finance"), ("en", "us_finance")])
def test_every_operation_of_the_shipped_rules_has_words(lang: Language, pack: str) -> None:
    names = {rule["operation"] for file in (BUILT_IN / "packs" / pack).glob("*.toml")
             for rule in tomllib.loads(file.read_text(encoding="utf-8")).get("rule", ()) if "operation" in rule}
    told = {name: next(iter(digest(lang, Gate(call="", id="g", operation=name, state="denied")).lines(private=True))) for name in names}
    assert len(names) > 5 and [name for name, text in told.items() if name in text] == []
