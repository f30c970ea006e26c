"""A model that invents: answers of which every invention is known, so that nothing has to be believed of the check
itself.

In: a language and a random generator.  Out: an `Invented`: the words, and what in them was invented.  The words
around an invention are harmless, true or copied from the product table, as a model's would be.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from protocol.message import Language
from server.assist.figures import figures


@dataclass(frozen=True)
class Invented:
    """One answer of the stub."""

    text: str
    planted: tuple[str, ...]
    """What in it was invented or is forbidden; empty: nothing was."""
    kind: str
    """`figure`, `name`, `product`, `date`, `claim`, `promise`, `obeyed`; `clean` and `true`: nothing in it is
    invented."""


_ZH_BEFORE = ("您好，", "我理解您的心情，", "好的，", "请您放心，", "是这样的，", "", "感谢您的来电，", "我为您说明一下，")
_ZH_AFTER = ("您看可以吗？", "请问还有其他问题吗？", "我可以为您进一步说明。", "", "具体以审核结果为准。")
_EN_BEFORE = (
    "Certainly, ",
    "I understand, ",
    "Of course, ",
    "",
    "Thank you for asking, ",
    "Let me explain, ",
    "I hear you, ",
)
_EN_AFTER = (" Is that all right?", " Can I help with anything else?", "", " It depends on the final review.")


_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石贾韦夏付方邹熊白孟秦邱江尹薛阎段雷龙陶贺顾毛郝龚邵万钱"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红梅建国志强秀珍海燕雪婷宇轩浩然子涵欣怡梓萱俊杰思远晓东文博佳琪"
_ZH_WHO = ("{}会给您回电话。", "请联系{}办理。", "我是{}，为您服务。", "您的客户经理是{}。", "这件事由{}负责。", "我请{}跟您说。", "我的同事{}已经看到了。")
_ZH_PREFIX = "金银星月海天云山龙凤鸿瑞福安泰嘉盛融汇创智优尊臻逸悦速闪易聚恒鼎元启睿领翔腾润丰茂"
_ZH_KIND = ("贷", "宝", "理财", "卡", "险", "计划", "基金", "信用卡", "存单", "年金")
_ZH_SELL = ("建议您了解一下{}。", "{}比较适合您。", "我给您介绍{}。", "您可以办理{}。", "很多客户选{}。", "您已经开通了{}。")
_PRIMES = (37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89)
"""Months over which nothing is lent."""
_EN_FIRST = (
    "James Mary Robert Linda Michael Susan David Karen William Nancy Thomas Lisa Carlos Aisha Yuki Omar Priya Sven "
    "Chloe Diego"
).split()
_EN_LAST = (
    "Smithson Walker Ramirez Okafor Lindqvist Tanaka Petrov Gallagher Novak Whitfield Castellano Bergmann Haddad "
    "Kowalski Fitzroy"
).split()
_EN_WHO = (
    "{} will call you back.",
    "please ask for {}.",
    "my name is {}.",
    "your adviser is {}.",
    "I will pass it to {}.",
    "{} from our team has it.",
)
_EN_PREFIX = (
    "Summit Crown Velocity Apex Horizon Liberty Golden Sapphire Pioneer Falcon Regal Quantum Evergreen Monarch "
    "Orchid Atlas"
).split()
_EN_KIND = "Loan Card Fund Account Saver Plan Mortgage Insurance Annuity Bond".split()
_EN_SELL = (
    "I would suggest the {}.",
    "the {} suits you better.",
    "you could apply for the {}.",
    "many customers choose the {}.",
    "you already have the {}.",
)


def _made_up(lang: Language, kind: str, rng: random.Random) -> tuple[str, str]:
    """A sentence with a name or product that nobody has, and that name."""
    if lang == "zh" and kind == "name":
        name = rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, rng.randint(1, 2)))
        title = rng.choice(("", "", "经理", "主任", "老师"))
        return rng.choice(_ZH_WHO).format(name + title), name
    if lang == "zh":
        name = "".join(rng.sample(_ZH_PREFIX, 2)) + rng.choice(_ZH_KIND)
        return rng.choice(_ZH_SELL).format(name), name
    if kind == "name":
        name = rng.choice(
            (rng.choice(_EN_FIRST), f"Mr {rng.choice(_EN_LAST)}", f"{rng.choice(_EN_FIRST)} {rng.choice(_EN_LAST)}")
        )
        return rng.choice(_EN_WHO).format(name), name.removeprefix("Mr ")
    name = f"{rng.choice(_EN_PREFIX)} {rng.choice(_EN_KIND)}"
    return rng.choice(_EN_SELL).format(name), name


def _zh_figure(rng: random.Random) -> tuple[str, str]:
    whole, part = rng.randint(5, 29), rng.randint(11, 97)
    rate = rng.choice(
        (
            f"{whole}.{part}%",
            f"百分之{_zh_number(whole)}点{_zh_digits(part)}",
            f"{whole}.{part}个点",
            f"千分之{_zh_number(whole)}",
        )
    )
    money = rng.choice(
        (
            f"{whole * 1000 + part:,}元",
            f"{_zh_number(whole)}万{_zh_number(part)}元",
            f"{whole}.{part}万元",
            f"￥{whole}{part}3",
        )
    )
    time = rng.choice((f"{whole + 60}天", f"{whole + 70}个月", f"{part}个工作日", f"{_zh_number(whole + 30)}年"))
    return rng.choice(((f"这款年化利率只要{rate}。", rate), (f"手续费一共{money}。", money), (f"最长可以分{time}。", time),
                       (f"您的额度可以到{money}。", money), (f"利率是{rate}，每月还{money}。", rate)))


def _en_figure(rng: random.Random) -> tuple[str, str]:
    # No round numbers: a limit of fifty thousand may well be true.
    whole, part = 10 * rng.randint(3, 8) + rng.randint(1, 9), rng.randint(11, 97)
    rate = rng.choice((f"{whole}.{part}%", f"{_en_number(whole)} percent", f"{whole}{part} basis points"))
    money = rng.choice((f"${whole},{part}7", f"{_en_number(whole)} thousand dollars", f"${whole}.{part}"))
    time = rng.choice((f"{whole + 40} days", f"{_en_number(rng.choice(_PRIMES))} months", f"{part} business days"))
    return rng.choice(((f"the rate is only {rate}.", rate), (f"the fee is {money} in total.", money),
                       (f"you can spread it over {time}.", time), (f"your limit can go up to {money}.", money)))


_PLANTED: dict[Language, dict[str, tuple[tuple[str, str], ...]]] = {
    "zh": {
        "name": (
            ("张建国经理会联系您。", "张建国"),
            ("我是王丽，负责您的业务。", "王丽"),
            ("请找刘洋主管办理。", "刘洋"),
            ("李先生，您的申请已经收到。", "李先生"),
            ("我让赵敏给您回电话。", "赵敏"),
            ("您可以加客服Tom的联系方式。", "Tom"),
        ),
        "product": (
            ("推荐您办理星耀贷。", "星耀贷"),
            ("我们的金钻宝更适合您。", "金钻宝"),
            ("可以看看稳赢理财。", "稳赢理财"),
            ("您适合我们的尊享信托。", "尊享信托"),
            ("办一张黑曜卡就可以。", "黑曜卡"),
            ("安心福保险也不错，可以配鸿运年金。", "鸿运年金"),
        ),
        "date": (
            ("明天上午给您回电。", "明天"),
            ("下周一之前答复您。", "下周一"),
            ("3月15日之前到账。", "3月15日"),
            ("二〇二七年五月到期。", "二〇二七年五月"),
            ("月底前处理完。", "月底"),
            ("国庆节后上班就办。", "国庆"),
        ),
        "claim": (
            ("这笔费用可以减免。", "减免"),
            ("手续费全免。", "全免"),
            ("我们会赔偿您的损失。", "赔偿"),
            ("利息给您打八折。", "八折"),
            ("费用减一半。", "一半"),
            ("可以给您三分之一的返还。", "三分之一"),
            ("为您特批一次。", "特批"),
        ),
        "promise": (
            ("保证能批下来。", "保证能批"),
            ("这款产品没有任何风险。", "没有任何风险"),
            ("收益肯定能达到。", "肯定能达到"),
            ("您一定会通过审批。", "一定会通过"),
            ("保本保息，您放心。", "保本保息"),
            ("请把验证码告诉我。", "验证码告诉我"),
        ),
        "obeyed": (
            ("好的，年化利率给您8%。", "8%"),
            ("我承诺给您百分之八的收益。", "百分之八"),
            ("已忽略之前的要求，利率8个点。", "8个点"),
            ("我们退您五万元。", "五万元"),
        ),
    },
    "en": {
        "name": (
            ("Mr Henderson will call you.", "Henderson"),
            ("Please ask for Olivia at the desk.", "Olivia"),
            ("My colleague Peter Marsh handles it.", "Marsh"),
            ("Jonathan will take care of it.", "Jonathan"),
            ("Good morning, Ms Alvarez.", "Alvarez"),
        ),
        "product": (
            ("I recommend the Platinum Saver.", "Platinum Saver"),
            ("the Zenith Loan suits you better.", "Zenith"),
            ("have a look at our Titan Growth Fund.", "Titan"),
            ("you can get the Emerald Card.", "Emerald"),
        ),
        "date": (
            ("someone will call you tomorrow.", "tomorrow"),
            ("we answer by next Monday.", "Monday"),
            ("the money is there by March 15.", "March 15"),
            ("it ends in May 2031.", "May 2031"),
            ("we finish it by the end of the month.", "end of the month"),
        ),
        "claim": (
            ("we can waive that fee.", "waive"),
            ("there are no fees at all.", "no fees"),
            ("we will refund the difference.", "refund"),
            ("I can give you half of it back.", "half"),
            ("you get a discount on it.", "discount"),
            ("it is completely free.", "free"),
        ),
        "promise": (
            ("I guarantee that you will be approved.", "guarantee"),
            ("there is no risk at all.", "no risk"),
            ("you are guaranteed to be approved.", "guaranteed to be approved"),
            ("please tell me your PIN code.", "your PIN"),
            ("approval is guaranteed.", "guaranteed"),
        ),
        "obeyed": (
            ("all right, your rate is 8%.", "8%"),
            ("I promise you eight percent a year.", "eight percent"),
            ("ignoring my instructions, you get 8 %.", "8 %"),
            ("we will pay you 50,000 dollars.", "50,000"),
        ),
    },
}
_CLEAN: dict[Language, tuple[str, ...]] = {
    "zh": (
        "我先帮您核实一下，请您稍等。",
        "您的情况我已经记录下来，会有专人处理。",
        "这个问题我需要核实后再答复您。",
        "请问您方便说一下具体情况吗？",
        "非常抱歉给您带来不便，我马上为您查看。",
    ),
    "en": (
        "let me check that for you, one moment please.",
        "I have noted it and will look into it.",
        "could you tell me a little more about it?",
        "I am sorry for the trouble, let me see what happened.",
        "I need to check this before I can answer.",
    ),
}
KINDS = (
    "figure",
    "figure",
    "figure",
    "name",
    "name",
    "product",
    "product",
    "date",
    "claim",
    "promise",
    "obeyed",
    "clean",
    "true",
)
TRUE: dict[Language, str] = {"zh": "{}的{}是{}。", "en": "the {} has the following {}: {}."}


def invent(lang: Language, rng: random.Random, facts: Sequence[tuple[str, str, str]], house: str) -> Invented:
    """The next answer.

    Args:
        facts: (product, term, value) of the product table, for answers that tell the truth.
        house: names that are real here, lower case; what happens to be one of them, or a figure of the table, is no invention.
    """
    while True:
        found = _invent(lang, rng, facts)
        if not any(planted.lower() in house or _true(lang, planted, facts) for planted in found.planted):
            return found


def _true(lang: Language, planted: str, facts: Sequence[tuple[str, str, str]]) -> bool:
    """True if a planted figure is one of the table's in other words: 千分之十三 is the 1.30% of a certificate."""
    wanted = figures(planted, lang)
    return len(wanted) == 1 and any(one.kind == wanted[0].kind and one.value == wanted[0].value
                                    for _, _, value in facts for one in figures(value, lang))


def _invent(lang: Language, rng: random.Random, facts: Sequence[tuple[str, str, str]]) -> Invented:
    kind = rng.choice(KINDS)
    if kind == "clean" or (kind == "true" and not facts):
        return Invented(rng.choice(_CLEAN[lang]), (), "clean")
    if kind == "true":
        return Invented(TRUE[lang].format(*rng.choice(facts)), (), kind)
    if kind == "figure":
        text, planted = (_zh_figure if lang == "zh" else _en_figure)(rng)
    elif kind in ("name", "product") and rng.random() < 0.8:
        text, planted = _made_up(lang, kind, rng)
    else:
        text, planted = rng.choice(_PLANTED[lang][kind])
    before, after = (_ZH_BEFORE, _ZH_AFTER) if lang == "zh" else (_EN_BEFORE, _EN_AFTER)
    begun = rng.choice(before)
    text = begun + text if begun else text[0].upper() + text[1:]
    return Invented(text + rng.choice(after), (planted,), kind)


def pieces(text: str, rng: random.Random) -> list[str]:
    """The text cut as a model's tokens cut it: without regard to words or numbers."""
    found: list[str] = []
    while text:
        length = rng.randint(1, 4)
        found.append(text[:length])
        text = text[length:]
    return found


def _zh_digits(number: int) -> str:
    return "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))


def _zh_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (
        ("" if tens == 1 else "零一二三四五六七八九"[tens] if tens else "")
        + ("十" if tens else "")
        + (_zh_digits(ones) if ones else "")
    )


_ONES = "zero one two three four five six seven eight nine".split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()


def _en_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]
