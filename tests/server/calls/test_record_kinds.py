"""What a call is about decides how long it is kept: products, wishes and alerts tell it, each kind once."""

from __future__ import annotations

import pytest

from server.calls.pipeline import Pipeline
from server.calls.record_kinds import KINDS
from server.calls.utterance import CallFacts, Utterance
from server.content.loading import BUILT_IN, load_playbook
from server.privacy.retention import SOURCES, WITH_SOUND
from server.settings import RetentionSettings


@pytest.mark.parametrize(("line", "kinds"), [
    ("我想了解一下你们的保险产品。", ("insurance",)), ("我要投诉你们！", ("complaint",)), ("今天天气不错。", ()),
    ("我想贷款。", ("loan",)), ("这笔钱能不能分成几笔转，别让银行看出来？", ("suspicion",))])
def test_words_tell_the_kind_once(line: str, kinds: tuple[str, ...]) -> None:
    pipeline = Pipeline(load_playbook(BUILT_IN / "zh_finance"), CallFacts(call="c1"))
    assert pipeline.hear(Utterance("customer-0", "customer", 0, 900, line)).kinds == kinds
    assert pipeline.hear(Utterance("customer-1", "customer", 2_000, 2_900, line)).kinds == ()


def test_every_kind_has_a_period_and_a_source() -> None:
    for kind in (*KINDS, *WITH_SOUND):
        assert f"{kind}_days" in SOURCES and getattr(RetentionSettings(), f"{kind}_days") >= 180
