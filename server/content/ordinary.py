"""Does a rule's phrase or pattern stand in ordinary speech?  Words in, the share of service lines they match out.

Next: `server.content.checking` refuses a rule that would warn of almost everything.
"""

from __future__ import annotations

import re

from protocol.message import Language

from .patterns import compile_pattern

_LINES: dict[Language, tuple[str, ...]] = {
    "zh": (
        "您好,请问有什么可以帮您?", "我想查一下我的账单。", "好的,请您稍等一下。", "这个月要还多少钱?", "我帮您看一下,请不要挂机。",
        "您的还款日是每月二十号。", "我的卡找不到了。", "已经为您办理挂失了。", "新卡大概五个工作日寄到。", "那费用是多少呢?",
        "工本费是十元,从您的账户里扣。", "可以,谢谢你。", "您还有别的问题吗?", "没有了,再见。", "我昨天转的钱还没到。",
        "这边显示是跨行转账,一般两小时内到账。", "那我再等等看。", "请您核对一下手机尾号。", "对的,就是这个号码。", "感谢您的来电,祝您生活愉快。",
    ),
    "en": (
        "good morning, how may i help you?", "i would like to check my statement.", "certainly, one moment please.",
        "how much do i have to pay this month?", "let me have a look, please stay on the line.",
        "your payment is due on the twentieth.", "i can't find my card.", "i have blocked the card for you.",
        "the new one arrives in about five days.",
        "and what does it cost?", "the fee is ten dollars, taken from your account.",
        "that's fine, thank you.", "is there anything else?",
        "no, that was all, goodbye.", "the transfer from yesterday is missing.",
        "it was sent to another bank, it usually takes two hours.", "then i will wait a little.",
        "could you check the last four digits?",
        "yes, that's the right number.", "thank you for calling and have a nice day.",
    ),
}


def share_of_ordinary(words: str, pattern: bool, lang: Language) -> float:
    """Share (0 to 1) of ordinary lines that hold the words, or that the pattern matches."""
    text = words if pattern else re.escape(words.casefold())
    if not pattern and lang == "en":
        text = rf"\b{text}\b"
    compiled = compile_pattern(text)
    lines = _LINES[lang]
    return sum(compiled.search(line) is not None for line in lines) / len(lines)
