"""The third layer: what an agent means, in words of no rule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from models.classify import LazyClassifier, Scored
from models.classify.classifier import OTHER
from protocol.assist import Alert, AlertCleared, Event
from server.calls.utterance import CallFacts, Utterance
from server.compliance import paraphrases
from server.compliance.evaluator import Compliance
from server.compliance.lexicon import fold
from server.compliance.paraphrases import MEANINGS, Paraphrases, problem
from server.content.loading import find_playbook, load_playbook
from server.content.playbook import Playbook, Rule

PLAYBOOKS = {"zh": "zh_finance", "en": "en_finance"}


class Scripted(LazyClassifier):
    """Takes a sentence that holds a key for its rule, and remembers what it was asked."""

    def __init__(self, rules: dict[str, str], confidence: float = 0.9) -> None:
        super().__init__(Path("none"), "nothing")
        self.asked: list[str] = []

        def found(text: str) -> Scored | None:
            self.asked.append(text)
            rule = next((rule for key, rule in rules.items() if key in text), None)
            return Scored(rule, confidence) if rule is not None and confidence >= 0.8 else None

        self.found = found  # type: ignore[assignment]

    def load(self) -> Any:
        return self


@pytest.fixture(scope="module")
def zh() -> Playbook:
    return load_playbook(find_playbook("zh_finance"))


@pytest.fixture
def hear(zh: Playbook, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """A call whose model takes 稳当 for `no_risk` and 念 for `credential_request`; hears (text, channel, at) -> alerts."""
    def make(playbook: Playbook = zh, model: LazyClassifier | None = None) -> Callable[..., list[Event]]:
        model = model or Scripted({"稳当": "no_risk", "念": "credential_request"})
        monkeypatch.setattr(Paraphrases.__init__, "__defaults__", (model,))
        compliance = Compliance(playbook, CallFacts(call="a", lang="zh", started_at="2026-11-20T10:00:00+08:00"))
        return lambda text, channel="agent", at=0: [
            event for event in compliance.hear(Utterance(f"u{at}", channel, at, at + 1_000, text, "zh"))
            if isinstance(event, (Alert, AlertCleared)) and not event.rule.startswith("checklist.")]

    return make


def test_a_meaning_is_a_reminder_with_the_whole_utterance_as_evidence(hear: Callable[..., Any]) -> None:
    text = "您好。这个特别稳当,您看看。"
    (alert,) = hear()(text)
    assert (alert.rule, alert.category, alert.severity) == ("no_risk", "no_risk", "remind")
    assert alert.span == (0, len(text)) and alert.quote == text
    assert alert.text.startswith("这句话可能被理解为“没有风险”。") and "请说明风险等级" in alert.text


@pytest.mark.parametrize("text", ["这个稳当吗?", "您说的是稳当,对方说很稳当。", "他说“稳当”。", "我们不能承诺它很稳当。", "稳当"])
def test_questions_reports_quotations_and_refusals_count_for_nothing(hear: Callable[..., Any], text: str) -> None:
    assert hear()(text) == []


@pytest.mark.parametrize(("text", "told"), [
    ("这个特别稳当,您怕什么呢?", True), ("这个稳当,是吗?", False), ("如果稳当一些的话,您要什么?", False), ("稳当,怕什么?", False),
])
def test_a_question_that_only_underlines_does_not_excuse(hear: Callable[..., Any], text: str, told: bool) -> None:
    assert bool(hear()(text)) is told


@pytest.mark.parametrize(("text", "told"), [
    ("The treasury pays it all, so what's there to be afraid of?", True), ("Is it the treasury that pays, or what do you mean?", False),
    ("The treasury pays for that, doesn't it?", False),
])
def test_so_in_english(hear: Callable[..., Any], text: str, told: bool) -> None:
    english = load_playbook(find_playbook("en_finance"))
    assert bool(hear(english, Scripted({"treasury": "no_risk"}))(text)) is told


def test_asking_is_the_breach_where_the_rule_says_so(hear: Callable[..., Any]) -> None:
    (alert,) = hear()("您把那几位念给我好吗?")
    assert alert.rule == "credential_request" and alert.severity == "remind"


def test_customers_are_not_asked_about_and_one_category_is_told_once(hear: Callable[..., Any]) -> None:
    model = Scripted({"稳当": "no_risk"})
    say = hear(model=model)
    assert say("这个特别稳当啊", "customer") == [] and not model.asked
    assert [alert.severity for alert in say("这个零风险,特别稳当。", at=2_000)] == ["stop"]


def test_denied_words_of_a_rule_leave_the_meaning_unasked(hear: Callable[..., Any]) -> None:
    model = Scripted({"稳当": "no_risk"})
    assert hear(model=model)("这个不是零风险,不过挺稳当。") == [] and not model.asked


def test_an_utterance_that_breaks_two_rules_tells_both(hear: Callable[..., Any]) -> None:
    found = hear()("您是废物吗,这个特别稳当,您看呢")
    assert [(alert.rule, alert.severity) for alert in found] == [("insult", "stop"), ("no_risk", "remind")]


def test_a_customers_cue_in_the_agents_mouth_hides_nothing(hear: Callable[..., Any]) -> None:
    assert [alert.rule for alert in hear()("您投诉也好,这个就是特别稳当。")] == ["no_risk"]


def test_a_phrase_after_the_reminder_is_a_stop_at_once(hear: Callable[..., Any]) -> None:
    say = hear()
    assert [event.severity for event in say("这个特别稳当,您看呢")] == ["remind"]
    assert say("真的特别稳当,您看呢", at=5_000) == []
    later = say("这个产品零风险。", at=8_000)
    assert [type(event) for event in later] == [AlertCleared, Alert] and later[1].severity == "stop"


def test_below_its_threshold_nothing_is_said(hear: Callable[..., Any]) -> None:
    assert hear(model=Scripted({"稳当": "no_risk"}, confidence=0.79))("这个特别稳当,您看呢") == []


def test_a_playbook_and_a_rule_can_switch_it_off(zh: Playbook, hear: Callable[..., Any]) -> None:
    assert hear(replace(zh, paraphrases=False))("这个特别稳当,您看呢") == []
    quiet = {**zh.rules, "no_risk": replace(zh.rules["no_risk"], paraphrases=False)}
    assert hear(replace(zh, rules=quiet))("这个特别稳当,您看呢") == []


def test_without_a_model_the_phrases_go_on_and_the_health_line_says_so(hear: Callable[..., Any], tmp_path: Path) -> None:
    missing = LazyClassifier(tmp_path, "phrases alone")
    say = hear(model=missing)
    assert say("您的本金在里头躺着,谁也动不了") == []
    assert [alert.rule for alert in say("这个产品零风险。", at=2_000)] == ["no_risk"]
    assert problem(missing) == "compliance.no_paraphrases" and problem() == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_meaning_has_words_and_a_rule(lang: str) -> None:
    rules: dict[str, Rule] = load_playbook(find_playbook(PLAYBOOKS[lang])).rules
    classifier = paraphrases.bundled.load()
    assert classifier is not None
    assert {*MEANINGS[lang], OTHER} == set(classifier.labels)  # type: ignore[index]
    assert all(rules[name].kind == "forbidden" and rules[name].channel == "agent" for name in MEANINGS[lang])  # type: ignore[index]


@pytest.mark.parametrize(("lang", "text"), [
    ("zh", "您稍等,我给您查一下。"), ("zh", "请问您方便核对一下姓名和证件后四位吗?"), ("zh", "这款产品不保本,您要考虑清楚。"),
    ("en", "Let me pull up the transactions for you."), ("en", "Please never share the code with anyone."),
])
def test_ordinary_service_talk_means_nothing(lang: str, text: str) -> None:
    playbook = load_playbook(find_playbook(PLAYBOOKS[lang]))
    assert Paraphrases(playbook, playbook.rules).meant(fold(text, playbook.lang)) is None


def test_unapproved_words_are_feared_below_the_threshold_and_clause_by_clause(zh: Playbook) -> None:
    class Unsure(LazyClassifier):
        def __init__(self) -> None:
            super().__init__(Path(), "nothing")

        def load(self) -> Any:
            return self

        def _against_other(self, text: str) -> Scored:
            return Scored("no_risk", 0.92 if text == "您拿着绝对亏不了" else 0.5)

        def _found(self, text: str) -> None:
            return None

    layer = Paraphrases(zh, zh.rules, Unsure())
    wrapped = fold("感谢您的来电，您拿着绝对亏不了，您看可以吗？", "zh")
    assert layer.meant(wrapped) is None
    feared = layer.feared(wrapped)
    assert feared is not None and feared.id == "no_risk"
    assert layer.feared(fold("感谢您的来电，您看可以吗？", "zh")) is None
