"""Names of persons in sentences, and sentences that only look so: both in, what the masker made of each out.

All persons, products and places are made up.  A sentence's half is drawn from a hash of it, so that the masker is measured
on sentences that it was not tuned on.  Next: `__main__` prints the shares.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from protocol.message import Language
from server.compliance.redaction import Redactor

Half = Literal["tuning", "held"]

_NAMES: dict[Language, tuple[str, ...]] = {
    "zh": ("王晓梅", "李强", "欧阳振华", "陈思远", "周敏", "赵国栋", "上官云", "徐静蕾", "马超", "高志远", "时光明", "方圆", "郭小帆", "于洋", "白雪", "安宁"),
    "en": ("Margaret Oduya", "Tom Whitfield", "Priya Raman", "Sean O'Connell", "Luis de la Cruz", "Hannah Brook", "Wei Zhang", "Grace Park"),
}
_SAID: dict[Language, tuple[str, ...]] = {
    "zh": ("我叫{}。", "我叫{},想查一下余额。", "我的名字是{}。", "姓名{},手机号待会儿给您。", "请问是{}先生吗?", "您好,{}女士。", "我是{}。",
           "收款人是{}。", "户名叫{},没错。", "我老婆叫{},卡是她的。", "请问您是{}本人吗?", "持卡人:{}。", "是的,我就是{},您说。", "开户人是{}吧。",
           "联系人叫{},是我儿子。", "嗯,我叫{},之前打过电话的。", "{}小姐,您这张卡已经激活了。", "好的,{}老师。"),
    "en": ("My name is {}.", "This is {} calling about my loan.", "Am I speaking with {}?", "Hi, I'm {}, I lost my card.", "Is this {}?",
           "Thank you, Ms {}.", "The name on the account is {}.", "My husband, {}, has the other card.", "Her name is {}.",
           "You are speaking with {} today.", "The beneficiary is {}.", "Yes, I am {} and I live here.", "Mr. {}, your card is active."),
}
_CLEAN: dict[Language, tuple[str, ...]] = {
    "zh": ("我是来咨询房贷的。", "这里是江城银行客户服务中心。", "安心宝是一款理财产品。", "我在温州市办的卡。", "您的金卡已经寄出。", "我是想提前还款。", "总共多少钱?",
           "请问是张家港支行吗?", "高级经理会联系您。", "这位先生请稍等。", "我叫你们经理来。", "姓名和地址都要填。", "我是于上个月办的。", "您是否需要短信提醒?", "方便的话请说一下。",
           "我是石家庄的。", "黄金积存怎么开?", "康宁保险是什么?", "我是全额还款的。", "时间太长了。", "江小姐卡这款产品下线了吗?", "白金卡有年费吗?", "我是单身。", "我是常州人。",
           "这里是南京路网点。", "我是会员。", "您是新客户还是老客户?", "余额宝和零钱通哪个高?", "我是农行的老客户。", "成都那边的分行。"),
    "en": ("I'm calling about a Gold Saver account.", "This is Riverside Bank.", "I am in Springfield this week.", "My name is on the card.", "This is about my loan.",
           "Is this Monday or Tuesday?", "I'm sorry about that.", "The Platinum Card has no fee.", "I am American.", "This is the Harbour Home Loan.", "I'm not sure.",
           "Visa and Mastercard both work.", "I am still waiting.", "My name is spelled wrong.", "I live in San Marino.", "This is Customer Service.", "I'm on Park Street.",
           "Is this Premier Checking?", "The name is missing.", "I am Portuguese."),
}


@dataclass(frozen=True, slots=True)
class NameOutcome:
    """What came of a sentence."""

    lang: Language
    private: bool
    """True if a name is said in it."""
    text: str
    shown: str
    masked: bool
    """The whole name is masked; of a sentence without one, anything is."""
    half: Half


def measure_names() -> list[NameOutcome]:
    """Every sentence with every name, and those without."""
    return [*_named(), *_clean()]


def _named() -> Iterator[NameOutcome]:
    for lang, sentences in _SAID.items():
        for sentence in sentences:
            for name in _NAMES[lang]:
                text, at = sentence.format(name), sentence.index("{}")
                shown = Redactor(lang, names=True).mask(text).text
                yield NameOutcome(lang, True, text, shown, set(shown[at:at + len(name)]) == {"×"}, _half(sentence))


def _clean() -> Iterator[NameOutcome]:
    for lang, sentences in _CLEAN.items():
        for sentence in sentences:
            shown = Redactor(lang, names=True).mask(sentence).text
            yield NameOutcome(lang, False, sentence, shown, shown != sentence, _half(sentence))


def _half(sentence: str) -> Half:
    return "held" if blake2b(sentence.encode(), digest_size=2).digest()[0] % 2 else "tuning"
