"""What looks like a private number and is none: amounts, rates, dates, terms, references, years, times, floors, tails."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from protocol.message import Channel, Language

_VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    "zh": {
        "amount": ("二十万", "3500元", "三千五百块", "1,500,000元", "一万二", "86400块", "12345678.90元", "五十万八千", "1500000元", "两百三十六块五",
                   "1234567元", "八万六千四百元", "人民币350000元"),
        "bare": ("3500", "12000", "86400", "150000", "2888"),
        "rate": ("百分之三点六五", "3.65%", "百分之十五", "四点二", "18.25%", "百分之零点零五", "万分之五", "0.05%"),
        "date": ("二零二六年十一月二十日", "11月20号", "2026-11-20", "2026年3月5日", "二零二五年三月", "2026.11.20", "20261120", "三月十五号"),
        "term": ("三十六个月", "36期", "十五天", "20年", "三年", "一百二十期", "7个工作日", "90天"),
        "reference": ("2026112000341", "8803127", "八八零三一二七", "20261120 0341 22", "五五零二一三六七", "770123456"),
        "year": ("二零二五", "2025", "二零二六", "1998", "2026"),
        "time": ("下午三点五十五分", "15:30", "九点半", "上午10点15", "二十点三十分"),
        "floor": ("十二楼一二零三室", "1203房间", "三楼302室", "B座8层"),
        "tail": ("七三一五", "0042", "3366", "八八一二"),
        "public": ("95588", "400-820-8820", "4008208820", "九六一一零", "12378", "110"),
        "staff": ("零八二一三", "10234", "8102"),
    },
    "en": {
        "amount": ("twenty thousand dollars", "$3,500", "3500 dollars", "$1,500,000", "one hundred and twenty three dollars", "$86,400.50",
                   "1500000 dollars", "two million", "forty five hundred dollars", "USD 350000", "three hundred fifty bucks"),
        "bare": ("3500", "12000", "86400", "forty five hundred", "150000", "2888"),
        "rate": ("six point five percent", "6.5%", "fifteen percent", "18.25%", "zero point zero five percent", "three and a half percent"),
        "date": ("11/20/2026", "2026-11-20", "November 20, 2026", "March fifteenth", "the 5th of May 2025", "November twentieth twenty twenty six",
                 "20 November 2026"),
        "term": ("sixty months", "36 months", "fifteen days", "30 years", "10 business days", "ninety days"),
        "reference": ("2026112000341", "8803127", "eight eight oh three one two seven", "770123456", "55 021 367"),
        "year": ("2025", "twenty twenty five", "two thousand twenty six", "1998"),
        "time": ("3:55 pm", "ten fifteen am", "nine thirty", "15:30", "8 o'clock"),
        "floor": ("room 1203", "suite 302", "the 12th floor", "room four oh two"),
        "tail": ("4821", "seven three one five", "0042", "four four one two"),
        "public": ("1-800-555-0199", "911", "1 888 555 0100", "988"),
        "staff": ("40213", "four oh two one", "8102"),
    },
}

_FRAMES: dict[str, dict[str, tuple[tuple[str, str, str], ...]]] = {
    "zh": {
        "amount": (("", "我想贷", "。"), ("", "余额还有", "。"), ("您想贷多少钱?", "", "。"), ("", "每月还", ",一共还"), ("这笔金额是多少?", "大概", "吧。"),
                   ("", "卡里转出去", "不是我做的。")),
        "bare": (("您想贷多少钱?", "", "。"), ("这笔金额是多少?", "", "。"), ("您的年收入大概多少钱?", "嗯,", "吧。")),
        "rate": (("", "年利率是", "。"), ("利率是多少?", "", "。"), ("", "年化", ",单利。")),
        "date": (("", "", "到期。"), ("哪一天还款?", "", "。"), ("", "合同是", "签的。")),
        "term": (("", "可以分", "还。"), ("您要分几期?", "", "。"), ("", "最长", ",犹豫期另算。")),
        "reference": (("", "订单号", "。"), ("", "工单号是", ",请记一下。"), ("参考编号是多少?", "", "。"), ("", "您的投诉受理编号为", "。"), ("", "合同编号", "。")),
        "year": (("", "", "年的产品。"), ("", "这是", "年版的条款。"), ("哪一年开的户?", "", "年。")),
        "time": (("", "", "给您回电。"), ("几点方便?", "", "。"), ("", "昨天", "收到的短信。")),
        "floor": (("", "我们网点在", "。"), ("", "请到", "办理。")),
        "tail": (("", "卡号尾号", "的那张。"), ("请核对后四位。", "后四位是", "。"), ("您卡的后四位是多少?", "", "。")),
        "public": (("", "请拨打", "。"), ("", "客服电话是", "。"), ("", "举报电话", "。")),
        "staff": (("", "我的工号是", "。"), ("请问您工号?", "", "。")),
    },
    "en": {
        "amount": (("", "I want to borrow ", "."), ("", "The balance is ", "."), ("How much do you need?", "", "."), ("What was the amount?", "About ", "."),
                   ("", "Somebody charged ", " to my card.")),
        "bare": (("How much do you need?", "", "."), ("What was the amount?", "It was ", "."), ("How much did they charge you?", "", ".")),
        "rate": (("", "The rate is ", "."), ("What is the APR?", "", "."), ("", "That is ", " a year.")),
        "date": (("", "It is due on ", "."), ("When was the charge?", "", "."), ("", "We signed on ", ", I believe.")),
        "term": (("", "You can pay over ", "."), ("How long is the term?", "", "."), ("", "It takes ", ".")),
        "reference": (("", "Your reference number is ", "."), ("What is the case number?", "", "."), ("", "The order number is ", "."),
                      ("", "Confirmation number ", ", please note it.")),
        "year": (("", "It is the ", " edition."), ("What year did you open it?", "", "."), ("", "since ", ", I think.")),
        "time": (("", "I will call at ", "."), ("What time works?", "", ".")),
        "floor": (("", "Our branch is in ", "."), ("", "Please come to ", " on Monday.")),
        "tail": (("", "the card ending in ", "."), ("What are the last four digits of your card?", "", "."), ("", "the last four digits are ", ".")),
        "public": (("", "Please call ", "."), ("", "Our hotline is ", " if you need it.")),
        "staff": (("", "I am agent ", "."), ("", "My employee number is ", ".")),
    },
}


def quantity_cases(rng: Random, per_frame: int) -> Iterator[tuple[Language, str, int, list[tuple[Channel, str, int, int]]]]:
    """(language, kind, number of the frame, turns); a turn is channel, text and the place of the value (0, 0 for none)."""
    languages: tuple[Language, ...] = ("zh", "en")
    for lang in languages:
        for kind, frames in _FRAMES[lang].items():
            values = _VALUES[lang][kind]
            for index, (asked, before, after) in enumerate(frames):
                for _ in range(per_frame):
                    value = rng.choice(values)
                    turns: list[tuple[Channel, str, int, int]] = []
                    if asked:
                        turns.append(("agent", asked, 0, 0))
                    tail = after + rng.choice(values) + "。" if after.endswith("一共还") else after
                    turns.append(("customer" if asked else rng.choice(("customer", "agent")), before + value + tail, len(before),
                                  len(before) + len(value)))
                    yield lang, kind, index, turns
