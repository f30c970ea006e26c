"""The classifier beside the playbook's phrases."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from models.classify import INTENT_MODEL
from server.assist.intents import IntentIndex
from server.assist.library import Hit
from server.assist.second_opinion import Opinion, SecondOpinion
from server.content.playbook import Playbook


class Scripted:
    """Says what it is told to, and remembers what it was asked."""

    def __init__(self, intent: str = "card_loss", confidence: float = 0.9, sure: bool = True) -> None:
        self.opinion = Opinion(intent, confidence, sure)
        self.asked: list[str] = []

    def __call__(self, text: str) -> Opinion:
        self.asked.append(text)
        return self.opinion


SILENT = "公交上让人摸走了那个小本本"
"""A line in which no phrase of the playbook occurs."""


def test_it_is_asked_only_where_phrases_are_silent(zh: Playbook) -> None:
    opinion = Scripted()
    index = IntentIndex(zh, opinion)
    assert index.recognise("利率是多少").intent == "rate_fee"
    assert index.recognise("嗯嗯").backchannel and not opinion.asked
    found = index.recognise(SILENT)
    assert (found.intent, found.confidence) == ("card_loss", 0.9) and opinion.asked == [SILENT]


@pytest.mark.parametrize("opinion", [Scripted(sure=False), Scripted("other"), Scripted("unheard_of")])
def test_an_unsure_or_unknown_answer_is_none(zh: Playbook, opinion: Scripted) -> None:
    assert IntentIndex(zh, opinion).recognise(SILENT).intent == "other"


def test_answers_to_the_agent_ask_for_nothing(zh: Playbook) -> None:
    opinion = Scripted()
    assert IntentIndex(zh, opinion).recognise("我姓周，后四位是七三一五").intent == "other"
    assert not opinion.asked


def test_it_settles_between_phrases_that_disagree(zh: Playbook) -> None:
    text = "理财和利率"
    phrases = IntentIndex(zh, lambda text: None).recognise(text)
    other = {"investment_inquiry": "rate_fee", "rate_fee": "investment_inquiry"}[phrases.intent]
    assert IntentIndex(zh, Scripted(other)).recognise(text).intent == other
    assert IntentIndex(zh, Scripted("remittance")).recognise(text) == phrases


def test_shared_words_need_its_agreement(zh: Playbook) -> None:
    hits = (Hit("intent", "early_repayment", 0.6), Hit("intent", "repayment", 0.3))
    assert IntentIndex(zh, Scripted("early_repayment", 0.5, sure=False)).nearest(SILENT, hits).intent == "early_repayment"
    assert IntentIndex(zh, Scripted("early_repayment", 0.3, sure=False)).nearest(SILENT, hits).intent == "other"
    assert IntentIndex(zh, Scripted("card_loss", 0.5, sure=False)).nearest(SILENT, hits).intent == "other"
    assert IntentIndex(zh, lambda text: None).nearest(SILENT, hits).intent == "early_repayment"


def test_the_bundled_model_finds_what_no_phrase_says(zh: Playbook, en: Playbook) -> None:
    bundled = SecondOpinion()
    for playbook, text in ((zh, "取款机把我的卡吞进去不吐出来"), (en, "please shut off my debit card right away")):
        assert IntentIndex(playbook, bundled).recognise(text).intent == "card_loss"


def test_the_same_line_is_worked_out_once() -> None:
    bundled = SecondOpinion()
    assert bundled(SILENT) is bundled(SILENT)


def test_a_damaged_model_leaves_the_phrases_and_says_so_once(
        zh: Playbook, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    damaged = Path(shutil.copytree(INTENT_MODEL, tmp_path / "model"))
    (damaged / "model.onnx").write_bytes(b"")
    for directory, code in ((damaged, "model.damaged"), (tmp_path / "none", "model.missing")):
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            index = IntentIndex(zh, SecondOpinion(directory))
            assert index.recognise(SILENT).intent == "other"
            assert index.recognise("今天有点特别").intent == "other"
            assert index.recognise("利率是多少").intent == "rate_fee"
        assert [code in record.getMessage() for record in caplog.records] == [True]
