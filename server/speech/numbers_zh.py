"""Spoken Chinese numbers to digits: simplified Chinese without spaces in, the same text with digits out.

A number is rewritten only where it is surely one: 二十万 -> 20万, 百分之三点六五 -> 3.65%, 尾号八八二一 -> 尾号8821.
Idioms (一下, 万一, 三心二意), approximations (两三百, 十几个, 三五天) and bare 千万, 百万 stay as they are.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "幺": 1,
}
_PLAIN = {character: value for character, value in DIGITS.items() if character != "两"}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_D = "零〇一二两三四五六七八九幺"
_N = _D + "十百千万亿"

_IDIOMS = (
    "一五一十", "七上八下", "九牛一毛", "三言两语", "乱七八糟", "五花八门", "四面八方", "一清二楚", "一干二净",
    "三番五次", "接二连三", "说一不二", "独一无二", "三七二十一", "三长两短", "一举两得", "一心一意", "三心二意",
    "三三两两", "十之八九", "十有八九", "七七八八", "千方百计", "万无一失", "百分百", "十全十美", "一一", "万一",
    "一万个放心", "千真万确", "千千万万", "成千上万", "千万别", "千万不", "千万要", "五湖四海", "四通八达",
    "九九归一", "一差二错", "丢三落四", "颠三倒四", "朝三暮四", "低三下四", "五五开", "四六级", "双十一", "双十二",
    "三十六计", "一百个放心", "一百个不", "一点一点", "一点点", "一年到头", "一年四季", "二百五", "百里挑一",
    "一百八十度大转弯", "十万火急", "十万个为什么", "一万年", "八九不离十", "一二线", "二三线", "三四线",
    "一二三产业", "第一第二", "五一", "九九八十一", "十一黄金周", "十一长假", "十一假期", "五险一金", "一卡通",
    "一千零一夜", "数一数二", "略知一二",
)  # fmt: skip
_NOT_AFTER_IDIOM = {"二百五": "十元块", "五一": "", "一一": "", "双十一": "", "双十二": ""}
_WEEKDAY = "(?:周|星期|礼拜)[一二三四五六日天]"
_IDIOM = re.compile("|".join([_WEEKDAY, *sorted(map(re.escape, _IDIOMS), key=len, reverse=True)]))

_ID_CUE = re.compile(
    r"(?:尾号|末尾|工号|单号|卡号|账号|帐号|户号|客户号|合同号|保单号|号码|编号|验证码|代码|密码|电话|热线|手机|分机|[后末]四位|[后末]六位|[前后]三位|身份证号?|邮编|房号|柜台|"
    r"转接?|拨打?|按)(?:是|为|的|码|号|就是|应该是|[：:，,])*$"
)
_TIME_BEFORE = re.compile(
    r"(?:上午|下午|早上|晚上|中午|凌晨|傍晚|夜里|今天|明天|后天|今晚|明晚|明早|[\ue000-\uf8ff]|日|号|到|至)$"
)
_APPROXIMATE_BEFORE = re.compile(r"(?:几|数|好几|上|成|近|多少|若干|半)$")
_NO_SINGLE_BEFORE = re.compile(r"[每这那同第某哪另任唯统单逐万之初周期拜下上有]$")
_MEASURE = re.compile(
    r"(?:年|个月|个季度|个工作日|个自然日|个交易日|个小时|个钟|个百分点|个点|月份?|号|天|日|元|块|角|期|折|岁|倍|笔|小时|分钟|秒|点[半钟整]|点前|点后|点到|"
    r"点之|点以|点左右|[Gg]|公里|平米|平方|周岁|周年|张卡|次月|kg|KG)"
)
_ONE_NOT_BEFORE = re.compile(r"(?:天|块(?!钱)|号文|点(?!半|钟|整)|期一会|倍子|年比|笔勾|笔带|日之|日游|月内|角)")

_YEAR = rf"(?P<year>[{_D}]{{4}}|[{_D}]{{2}})年"
_DATE = re.compile(
    rf"(?:{_YEAR})?(?P<month>十[一二]?|[一二三四五六七八九])月(?:份的?)?(?P<day>三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])(?P<mark>[号日])"
)
_YEAR_ALONE = re.compile(rf"(?<![{_N}])(?P<year>[{_D}]{{4}}|[零〇][{_D}])年(?!前|后的?今|来)")
_CARDINAL = rf"[{_N}]+(?:点[{_D}]+(?:[十百千]?[万亿])?)?"
_RATIO = re.compile(rf"(?P<negative>负)?(?P<base>百|千|万)分之(?P<number>{_CARDINAL}|\d+(?:\.\d+)?)")
_RISK_LEVEL = re.compile(rf"(?<=[RC])(?<![A-Za-z][RC])[一二三四五](?![{_N}])")
"""R1 to R5 of products, C1 to C5 of investors."""
_MONEY_TAIL = re.compile(r"(?<=\d)(?P<unit>[块元毛角])(?P<digit>[一二三四五六七八九])(?=[毛角分]|钱|的|吧|左右|$|\W)")
_NEGATIVE = re.compile(r"(?<![正担背抱])负(?=\d)")
_RUN = re.compile(rf"[{_N}]+(?:点[{_D}]+[{_N}]*)?")
_TIME = re.compile(
    rf"(?<![{_N}第])(?P<hour>二?十[一二三四五六七八九]?|[一二两三四五六七八九零])点(?:(?P<minute>[二三四五]?十[{_D}]?|[零〇][{_D}])分?"
    rf"(?![之{_N}个百])|(?P<tail>半|钟|整|一刻|三刻))"
)


def write_numbers(text: str) -> str:
    """Rewrite the numbers of `text`."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        idiom = match[0]
        following = text[match.end() : match.end() + 1]
        before = text[max(0, match.start() - 1) : match.start()]
        if idiom in _NOT_AFTER_IDIOM and following and following in _NOT_AFTER_IDIOM[idiom]:
            return idiom
        if idiom in ("一一", "五一", "二百五") and (_is_number(before) or _is_number(following)):
            return idiom
        if before == "点" and match.start() > 1 and _is_number(text[match.start() - 2]):
            return idiom  # 百分之五点五一: the decimals of a rate, not a holiday
        if idiom == "万一" and _is_number(before):
            return idiom
        kept.append(idiom)
        return chr(0xE000 + len(kept) - 1)

    text = _IDIOM.sub(keep, text)
    text = _RATIO.sub(_write_ratio, text)
    text = _DATE.sub(_write_date, text)
    text = _YEAR_ALONE.sub(lambda match: _digits(match["year"]) + "年", text)
    text = _TIME.sub(_write_time, text)
    text = _RUN.sub(_write_run, text)
    text = _RISK_LEVEL.sub(lambda match: _digits(match[0]), text)
    text = _NEGATIVE.sub("-", text)
    for _ in range(2):
        text = _MONEY_TAIL.sub(lambda match: match["unit"] + _digits(match["digit"]), text)
    return re.sub(
        "[\ue000-\uf8ff]",
        lambda match: kept[ord(match[0]) - 0xE000] if ord(match[0]) - 0xE000 < len(kept) else "",
        text,
    )


def _is_number(character: str) -> bool:
    return bool(character) and character in _N


def _digits(run: str) -> str:
    return "".join(str(DIGITS[character]) for character in run)


def _write_ratio(match: re.Match[str]) -> str:
    number = match["number"]
    following = match.string[match.end() : match.end() + 1]
    value = number if number[0].isdigit() else "100" if number == "百" else _plain_value(number)
    if value is None or following in ("几", "多"):
        return match[0]
    sign = "-" if match["negative"] else ""
    return {"百": f"{sign}{value}%", "千": f"{sign}{value}‰", "万": f"{sign}万分之{value}"}[match["base"]]


def _write_date(match: re.Match[str]) -> str:
    month, day = cardinal(match["month"]), cardinal(match["day"])
    if month is None or day is None:
        return match[0]
    year = match["year"]
    if year and "两" in year:
        return match[0]
    return f"{_digits(year) + '年' if year else ''}{month}月{day}日"


def _write_time(match: re.Match[str]) -> str:
    hour = cardinal(match["hour"])
    text, after = match.string, match.string[match.end() :]
    if hour is None or hour > 24:
        return match[0]
    if match["tail"]:
        return f"{hour}点{match['tail']}"
    minute = match["minute"]
    value = DIGITS[minute[1]] if minute[0] in "零〇" else cardinal(minute)
    # 三点零五 is a rate, 三点零五分 and 下午三点零五 are times; 三点四十五 can only be a time.
    timed = match[0].endswith("分") or bool(_TIME_BEFORE.search(text[: match.start()]))
    if value is None or value > 59 or (minute[0] in "零〇" and not timed) or after.startswith(("%", "万", "亿")):
        return match[0]
    return f"{hour}点{value:02d}{'分' if match[0].endswith('分') else ''}"


def _write_run(match: re.Match[str]) -> str:
    run = match[0]
    text, start, end = match.string, match.start(), match.end()
    before, after = text[:start], text[end:]
    if "点" in run:
        return _write_decimal(run, before, after)
    written = _write_whole(run, before, after)
    return written if written is not None else run


def _write_decimal(run: str, before: str, after: str) -> str:
    whole, _, fraction = run.partition("点")
    value = _plain_value(run)
    if value is not None and not before.endswith("第"):
        return value
    written = _write_whole(whole, before, "点" + fraction + after)
    rest = _write_whole(fraction, before + whole + "点", after)
    return (written or whole) + "点" + (rest or fraction)


def _write_whole(run: str, before: str, after: str) -> str | None:
    if after.startswith("分之"):
        return None
    cued = bool(_ID_CUE.search(before))
    if all(character in _PLAIN for character in run):
        return _write_digit_string(run, before, after, cued)
    if _APPROXIMATE_BEFORE.search(before) and run[0] not in DIGITS:
        return None
    if after.startswith(("几", "来", "足")):
        return _write_open_ended(run, after)
    if run == "十" and (after.startswith(("分", "字", "之", "大", "足", "全", "佳")) and not after.startswith("分钟")):
        return None
    if before.endswith("第") and len(run) == 1:
        return None
    if len(run) == 1 and run not in ("十",):
        return _write_single(run, before, after)
    value = cardinal(run)
    return None if value is None else display(run, value)


def _write_digit_string(run: str, before: str, after: str, cued: bool) -> str | None:
    if len(run) == 1:
        return _digits(run) if cued and "幺" in run else _write_single(run, before, after)
    if len(run) >= 3 or cued or "幺" in run:
        return None if before.endswith(("第", "周")) and len(run) < 3 else _digits(run)
    if after.startswith("折"):
        return _digits(run)
    if run[0] in "零〇" and after.startswith(("年", "后")):
        return _digits(run)
    return None


def _write_single(run: str, before: str, after: str) -> str | None:
    if run not in DIGITS or run in "零〇幺" or _NO_SINGLE_BEFORE.search(before):
        return None
    if after.startswith("点") and _TIME_BEFORE.search(before) and run != "一":
        return str(DIGITS[run])
    measure = _MEASURE.match(after)
    if not measure:
        return None
    if run == "一" and _ONE_NOT_BEFORE.match(after):
        return None
    if run == "两" and measure[0] in ("月", "号", "天", "笔", "倍", "角", "日", "块") and not after.startswith("块钱"):
        return None
    return str(DIGITS[run])


def _write_open_ended(run: str, after: str) -> str | None:
    """三百来块 -> 300来块; 十几 and 二十来 of small numbers stay words, as they are no amounts."""
    if not after.startswith("来") or run[0] not in DIGITS or len(run) < 2:
        return None
    value = cardinal(run)
    return None if value is None or value < 100 else display(run, value)


def cardinal(run: str) -> int | None:
    """The value of a whole number in characters (二十, 一百零五, 三万五, 一亿两千万), None if it is not one."""
    total, section, digit, last_unit = 0, 0, None, 0
    seen_large = 10**12
    zero = False
    for character in run:
        if character in "零〇":
            if digit is not None:
                return None
            zero = True
        elif character in DIGITS:
            if digit is not None:
                return None
            digit = DIGITS[character]
        elif character in _UNITS:
            unit = _UNITS[character]
            if digit is None and not (character == "十" and (section == 0 or zero)):
                return None
            if last_unit and unit >= last_unit and section:
                return None
            section += (1 if digit is None else digit) * unit
            digit, last_unit, zero = None, unit, False
        else:
            large = _LARGE[character]
            section += digit or 0
            if section == 0 or large >= seen_large:
                return None
            total += section * large
            section, digit, last_unit, seen_large, zero = 0, None, large, large, False
    if digit is not None:
        # 三百五 means 350, 三万五 means 35,000; 三百零五 means 305.
        short = last_unit >= 100 and not zero
        section += digit * (last_unit // 10) if short else digit
    elif zero and run not in ("零", "〇"):
        return None
    return total + section


def display(run: str, value: int) -> str:
    """How a whole number is written: 20万 and 1.2亿 where it was said in 万 or 亿 and is round, else plain digits."""
    for character in ("亿", "万"):
        if character in run and value >= _LARGE[character]:
            scaled = Decimal(value) / _LARGE[character]
            digits = format(scaled.normalize(), "f")
            if len(digits.partition(".")[2]) <= (2 if character == "亿" else 0) or (
                run.endswith(character) and len(digits.partition(".")[2]) <= 4
            ):
                return digits + character
    return str(value)


def _plain_value(number: str) -> str | None:
    """Digits of a number that may have decimals and a final 万 or 亿: 三点六五 -> 3.65, 二十点五万 -> 20.5万, 一百 -> 100."""
    whole, point, fraction = number.partition("点")
    scale = ""
    while fraction and fraction[-1] in "万亿":
        scale = fraction[-1] + scale
        fraction = fraction[:-1]
    if point and (not fraction or any(character not in _PLAIN for character in fraction) or len(scale) > 1):
        return None
    value: int | str | None
    if len(whole) > 1 and all(character in _PLAIN for character in whole):
        value = _digits(whole)
    else:
        value = cardinal(whole)
    if value is None:
        return None
    if not point:
        return str(value) if isinstance(value, str) else display(whole, value)
    return f"{value}.{_digits(fraction)}{scale}"
