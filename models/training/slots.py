"""Values that fill the `{slots}` of the sentence templates: amounts, rates, dates, names, digit strings.

Every function takes a `random.Random` and returns text in its spoken form (no Arabic digits).
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from models.tts.numerals import en_cardinal, en_decimal, en_digits, zh_cardinal, zh_decimal, zh_digits

Slot = Callable[[Random], str]

ZH_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
ZH_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文玉建国志海春兰红梅林峰鹏飞宇浩然子轩欣怡梓涵雨晨思佳慧琳倩雪晓东小龙玲燕丹萍鑫波斌凯健俊成光辉庆云生永安康宁"
ZH_CITIES = "北京 上海 广州 深圳 杭州 南京 成都 重庆 武汉 西安 苏州 天津 长沙 郑州 青岛 大连 厦门 宁波 合肥 福州 济南 沈阳 昆明 无锡 佛山 东莞 哈尔滨 石家庄 南昌 贵阳 太原 兰州".split()
ZH_PRODUCTS = "消费贷 信用贷 房贷 车贷 经营贷 装修贷 抵押贷款 公积金贷款 信用卡 储蓄卡 借记卡 定期存款 大额存单 活期理财 稳健理财 货币基金 债券基金 指数基金 结构性存款 养老保险 重疾险 医疗险 意外险 车险 人寿保险 年金险 家财险 现金分期 账单分期 随借随还 备用金 白金卡 金卡 零钱理财 国债 黄金积存 储蓄国债".split()
EN_FIRST = "James Mary John Patricia Robert Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Sarah Charles Karen Daniel Nancy Matthew Lisa Anthony Betty Mark Margaret Paul Sandra Steven Ashley Andrew Emily Kevin Donna Brian Michelle George Carol Edward Amanda Jason Laura Ryan Rachel Jacob Emma Nicholas Olivia Eric Grace Anna Peter Helen Alex Julia Sam Kate Tom Lucy".split()
EN_LAST = "Smith Johnson Williams Brown Jones Garcia Miller Davis Wilson Anderson Taylor Thomas Moore Martin Jackson Thompson White Lopez Lee Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Turner Phillips Evans Parker Collins Edwards Stewart Morris Murphy Cook Rogers Morgan Cooper Reed Bailey Bell Kelly Howard Ward Cox Gray Watson Brooks Bennett Wood Hughes Price".split()
EN_CITIES = "London Boston Chicago Denver Seattle Houston Manchester Leeds Bristol Glasgow Dublin Toronto Sydney Auckland Dallas Phoenix Austin Miami Atlanta Portland Oxford Cambridge York Liverpool".split()
EN_PRODUCTS = [
    "personal loan", "home loan", "car loan", "credit card", "debit card", "savings account", "checking account",
    "current account", "fixed deposit", "travel insurance", "life insurance", "car insurance", "home insurance",
    "health plan", "mortgage", "balance transfer", "overdraft", "business loan", "student loan", "index fund",
    "bond fund", "retirement plan", "cash advance", "line of credit", "gift card", "money market account",
]
EN_MONTHS = "January February March April May June July August September October November December".split()
EN_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def _digits(rng: Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def _round_amount(rng: Random) -> int:
    scale = rng.choice((1, 10, 100, 1000, 1000, 10_000, 10_000, 10_000, 100_000))
    return rng.randint(1, 99) * scale


def zh_amount(rng: Random) -> str:
    """An amount of money in yuan."""
    roll = rng.random()
    if roll < 0.55:
        return zh_cardinal(_round_amount(rng)) + rng.choice(("元", "块", "块钱", "元", "", "元人民币"))
    if roll < 0.8:
        return zh_cardinal(rng.randint(1, 99_999)) + rng.choice(("元", "块"))
    if roll < 0.93:
        return zh_decimal(f"{rng.randint(1, 9999)}.{rng.randint(1, 99):02d}") + "元"
    return zh_cardinal(rng.randint(1, 30)) + "万" + rng.choice(("五", "多", "八", "三", "左右"))


def zh_rate(rng: Random) -> str:
    """A percentage."""
    value = rng.choice((f"{rng.randint(1, 24)}", f"{rng.randint(0, 24)}.{rng.randint(1, 9)}",
                        f"{rng.randint(0, 24)}.{rng.randint(1, 99):02d}", str(rng.randint(1, 100))))
    return "百分之" + zh_decimal(value)


def zh_term(rng: Random) -> str:
    """A length of time."""
    count = rng.randint(1, 36)
    said = "两" if count == 2 else zh_cardinal(count)
    return said + rng.choice(("期", "个月", "年", "天", "个月", "期", "个工作日", "周", "小时", "分钟"))


def zh_date(rng: Random) -> str:
    """A calendar date or a relative day."""
    month, day = zh_cardinal(rng.randint(1, 12)), zh_cardinal(rng.randint(1, 31))
    return rng.choice((
        f"{month}月{day}号", f"{month}月{day}日", f"{zh_digits(str(rng.randint(1995, 2029)))}年{month}月",
        f"{zh_digits(str(rng.randint(1995, 2029)))}年{month}月{day}日", f"每月{day}号", f"本月{day}号", f"下个月{day}号",
        "昨天", "今天下午", "上周" + rng.choice("一二三四五六日"), "星期" + rng.choice("一二三四五六日"), "明天上午", "前天",
    ))


def zh_time(rng: Random) -> str:
    """A time of day."""
    hour = rng.randint(1, 12)
    said = "两" if hour == 2 else zh_cardinal(hour)
    return rng.choice(("上午", "下午", "晚上", "早上", "中午", "")) + said + "点" + rng.choice(
        ("", "半", "一刻", zh_cardinal(rng.randint(10, 59)) + "分"))


def zh_name(rng: Random) -> str:
    """A full name."""
    return rng.choice(ZH_SURNAMES) + "".join(rng.choice(ZH_GIVEN) for _ in range(rng.choice((1, 2, 2))))


def zh_title(rng: Random) -> str:
    """How a person is addressed."""
    return rng.choice(ZH_SURNAMES) + rng.choice(("先生", "女士", "小姐", "经理", "先生", "女士", "老师", "阿姨"))


def zh_code(rng: Random) -> str:
    """Three to six digits, read one by one."""
    return zh_digits(_digits(rng, rng.choice((3, 4, 4, 4, 5, 6))), rng.random() < 0.5)


def zh_long_digits(rng: Random) -> str:
    """A telephone, card or identity number, sometimes read in groups."""
    kind = rng.random()
    if kind < 0.4:
        digits = "1" + rng.choice("3456789") + _digits(rng, 9)
    else:
        digits = _digits(rng, rng.randint(7, 19))
    read = zh_digits(digits, rng.random() < 0.8)
    if rng.random() < 0.35:
        size = rng.choice((3, 4, 4))
        read = "，".join(read[at : at + size] for at in range(0, len(read), size))
    return read


def en_amount(rng: Random) -> str:
    """An amount of money."""
    unit = rng.choice(("dollars", "pounds", "euros", "dollars"))
    if rng.random() < 0.7:
        return f"{en_cardinal(_round_amount(rng))} {unit}"
    if rng.random() < 0.6:
        return f"{en_cardinal(rng.randint(1, 9999))} {unit}"
    return f"{en_cardinal(rng.randint(1, 999))} {unit} and {en_cardinal(rng.randint(1, 99))} cents"


def en_rate(rng: Random) -> str:
    """A percentage."""
    value = rng.choice((f"{rng.randint(1, 30)}", f"{rng.randint(0, 24)}.{rng.randint(1, 9)}",
                        f"{rng.randint(0, 24)}.{rng.randint(1, 99):02d}"))
    return en_decimal(value) + " percent"


def en_term(rng: Random) -> str:
    """A length of time."""
    return f"{en_cardinal(rng.randint(2, 60))} {rng.choice(('months', 'years', 'days', 'weeks', 'business days', 'hours', 'minutes'))}"


def en_date(rng: Random) -> str:
    """A calendar date or a relative day."""
    ordinal = rng.choice("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fifteenth sixteenth eighteenth twentieth".split() + ["twenty-first", "twenty-third", "twenty-fifth", "twenty-eighth", "thirtieth"])
    return rng.choice((
        f"{rng.choice(EN_MONTHS)} {ordinal}", f"the {ordinal} of {rng.choice(EN_MONTHS)}", f"last {rng.choice(EN_DAYS)}",
        f"next {rng.choice(EN_DAYS)}", "yesterday", "tomorrow morning", "the day before yesterday", f"the {ordinal}",
    ))


def en_time(rng: Random) -> str:
    """A time of day."""
    return en_cardinal(rng.randint(1, 12)) + rng.choice((" o'clock", " thirty", " fifteen", " in the morning", " in the afternoon", " p m"))


def en_name(rng: Random) -> str:
    """A full name."""
    return f"{rng.choice(EN_FIRST)} {rng.choice(EN_LAST)}"


def en_title(rng: Random) -> str:
    """How a person is addressed."""
    return f"{rng.choice(('Mr.', 'Ms.', 'Mrs.', 'Mr.', 'Ms.'))} {rng.choice(EN_LAST)}"


def en_code(rng: Random) -> str:
    """Three to six digits, read one by one."""
    return en_digits(_digits(rng, rng.choice((3, 4, 4, 4, 5, 6))), rng.choice(("zero", "zero", "oh")))


def en_long_digits(rng: Random) -> str:
    """A telephone or account number, sometimes read in groups."""
    digits = _digits(rng, rng.randint(7, 16))
    zero = rng.choice(("zero", "zero", "oh"))
    if rng.random() < 0.4:
        size = rng.choice((3, 4))
        return ", ".join(en_digits(digits[at : at + size], zero) for at in range(0, len(digits), size))
    return en_digits(digits, zero)


SLOTS: dict[str, dict[str, Slot]] = {
    "zh": {
        "amount": zh_amount, "rate": zh_rate, "term": zh_term, "date": zh_date, "time": zh_time, "name": zh_name,
        "title": zh_title, "code": zh_code, "digits": zh_long_digits,
        "count": lambda rng: zh_cardinal(rng.randint(3, 40)),
        "city": lambda rng: rng.choice(ZH_CITIES), "product": lambda rng: rng.choice(ZH_PRODUCTS),
    },
    "en": {
        "amount": en_amount, "rate": en_rate, "term": en_term, "date": en_date, "time": en_time, "name": en_name,
        "title": en_title, "code": en_code, "digits": en_long_digits,
        "count": lambda rng: en_cardinal(rng.randint(3, 40)),
        "city": lambda rng: rng.choice(EN_CITIES), "product": lambda rng: rng.choice(EN_PRODUCTS),
    },
}
