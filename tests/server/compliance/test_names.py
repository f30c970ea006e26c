"""Names of persons are masked after cues and before titles, and wherever the recorded name is said; nothing else is."""

from __future__ import annotations

import pytest

from protocol.message import Language
from server.calls.pipeline import Pipeline
from server.calls.utterance import CallFacts, Utterance
from server.compliance.names import find_names, name_parts
from server.compliance.redaction import Redactor
from server.content.playbook import Playbook

SAID: list[tuple[Language, str, str]] = [
    ("zh", "我叫王小明,想问一下", "王小明"), ("zh", "免贵姓郭", "郭"), ("zh", "欧阳女士您好", "欧阳"), ("zh", "周先生您好", "周"),
    ("zh", "请问是张伟先生吗?", "张伟"), ("zh", "收款人是孙大海", "孙大海"), ("zh", "我叫于洋。", "于洋"), ("zh", "请问您是高志远本人吗?", "高志远"),
    ("en", "My name is Sean O'Connell.", "Sean O'Connell"), ("en", "this is Luis de la Cruz calling", "Luis de la Cruz"),
    ("en", "my name is anna lee and i lost my card", "anna lee"), ("en", "Mrs Walker, thank you", "Walker"),
    ("en", "name on the card is J. Smith", "J. Smith"),
]
KEPT: list[tuple[Language, str]] = [
    ("zh", "我是来问房贷的"), ("zh", "这里是江城银行客服"), ("zh", "安心宝是理财产品,我在温州市"), ("zh", "一共多少总额"), ("zh", "我是全款买的房"),
    ("zh", "江小姐卡下线了吗"), ("zh", "姓名和地址"), ("zh", "这位先生请稍等"), ("zh", "我叫你们经理来"),
    ("en", "This is Riverside Bank"), ("en", "I am in Springdale"), ("en", "I'm Sorry"), ("en", "My name is on the card"),
    ("en", "This is Customer Service"), ("en", "This is Monday"),
]


@pytest.mark.parametrize(("lang", "text", "name"), SAID)
def test_a_name_is_found(lang: Language, text: str, name: str) -> None:
    assert [text[start:end] for start, end in find_names(text, lang)] == [name]


@pytest.mark.parametrize(("lang", "text"), KEPT)
def test_products_places_and_plain_words_are_left(lang: Language, text: str) -> None:
    assert find_names(text, lang) == []


def test_what_of_a_recorded_name_may_be_said_alone() -> None:
    assert list(name_parts("王晓梅")) == ["王晓梅", "晓梅"] and list(name_parts("欧阳娜")) == ["欧阳娜"]
    assert list(name_parts("Grace Park")) == ["Grace Park", "Grace", "Park"] and list(name_parts(" ")) == []


def test_names_stay_unless_the_installation_masks_them() -> None:
    assert Redactor("zh").mask("我叫王小明").text == "我叫王小明"
    masked = Redactor("zh", names=True).mask("我叫王小明,卡号6222021234567890123")
    assert masked.text == "我叫×××,卡号****************123"
    assert [one.entity for one in masked.redactions] == ["name", "card"]


def test_a_masked_name_read_again_leads_to_the_same_state() -> None:
    live, again = Redactor("zh", names=True), Redactor("zh", names=True)
    stored = live.mask("我叫王小明", 1_000).text
    again.mask(stored, 1_000)
    assert live.mask("三五零二", 3_000) == again.mask("三五零二", 3_000)


def test_the_pipeline_masks_the_name_of_the_record(playbook: Playbook) -> None:
    def said(pipeline: Pipeline, text: str) -> str:
        return pipeline.hear(Utterance("customer-0", "customer", 0, 2_000, text)).utterance.text
    facts = CallFacts(call="c", customer={"name": "晓月明"})
    pipeline = Pipeline(playbook, facts, mask_names=True)
    assert said(pipeline, "对,晓月明,没错") == "对,×××,没错"
    assert pipeline.mask_partial("agent", "那晓月明在吗") == "那×××在吗" and pipeline.mask_typed("问晓月明") == "问×××"
    pipeline.know("k2", {"name": "白子画"})
    assert said(pipeline, "晓月明和白子画") == "晓月明和×××"
    assert said(Pipeline(playbook, facts), "对,白子画") == "对,白子画"
