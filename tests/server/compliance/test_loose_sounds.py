"""Chinese phrases over hesitations."""

from __future__ import annotations

import pytest

from server.calls.utterance import CallFacts, Utterance
from server.compliance.evaluator import Compliance
from server.compliance.loose_sounds import LooseSounds
from server.content.loading import find_playbook, load_playbook

LEXICON: LooseSounds[str] = LooseSounds((one, one) for one in ("保证能批下来", "限额给您提高", "天天打给您爸妈", "稳赚"))


@pytest.mark.parametrize(("said", "phrase"), [
    ("保证那个能批下来", "保证能批下来"), ("保证,能就是说批下来", "保证能批下来"), ("保证保证能批下来", "保证能批下来"),
    ("保政能啊匹下来", "保证能批下来"), ("限额给额您提高", "限额给您提高"), ("天天打给您爸哦妈", "天天打给您爸妈"),
    ("保证能批下来", ""), ("保证。能批下来", ""), ("稳嗯赚", ""), ("", ""),
])
def test_hesitations(said: str, phrase: str) -> None:
    assert {hit.value for hit in LEXICON.find(said)} == ({phrase} if phrase else set())


def test_a_place_leads_back_to_what_was_said() -> None:
    said = "我跟您讲,保证那个能批下来,对吧"
    (hit,) = LEXICON.find(said)
    assert said[hit.start:hit.end] == "保证那个能批下来"


@pytest.mark.parametrize(("text", "breach"), [
    ("您放心,保证那个能批下来。", True), ("我不能保证那个能批下来。", False), ("保证啊能批下来吗?", False),
    ("以贷还贷只会越滚越多。", False),
])
def test_hesitations_change_nothing_about_denials(text: str, breach: bool) -> None:
    playbook = load_playbook(find_playbook("zh_finance"))
    compliance = Compliance(playbook, CallFacts(call="c", lang="zh"))
    heard = compliance.hear(Utterance("agent-0", "agent", 0, 1_000, text, "zh"))
    rules = {event.rule for event in heard if hasattr(event, "severity") and event.severity == "stop"}
    assert bool(rules) == breach


@pytest.mark.parametrize("text", ["放三年收益比银行高。", "放3年收益比银行高。"])
def test_a_number_in_a_phrase_is_found_as_words_and_as_digits(text: str) -> None:
    playbook = load_playbook(find_playbook("zh_finance"))
    compliance = Compliance(playbook, CallFacts(call="c", lang="zh"))
    heard = compliance.hear(Utterance("agent-0", "agent", 0, 1_000, text, "zh"))
    assert any(getattr(event, "rule", "") == "deposit_confusion" for event in heard)
