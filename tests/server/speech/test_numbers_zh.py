"""Chinese numbers as they are said and as an agent wants to read them; what is no number stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.speech.normalising import normalise
from server.speech.numbers_zh import cardinal

REWRITTEN = """
二十万|20万
我想贷二十万元|我想贷20万元
百分之五点五一|5.51%
百分之三点一一|3.11%
百分之三点六五|3.65%
年化利率是百分之三点六五左右|年化利率是3.65%左右
百分之十五点五|15.5%
百分之百|100%
百分之零点零五|0.05%
百分之二十四|24%
百分之五十|50%
百分之3.65|3.65%
万分之五|万分之5
千分之三|3‰
百分之三到百分之五|3%到5%
一百二十三元|123元
二零二六年三月五号|2026年3月5日
二零二六年十二月三十一日|2026年12月31日
三月五号|3月5日
九月一号|9月1日
二零二六年|2026年
一九八四年|1984年
零八年|08年
二零二六|2026
幺三八零零幺三八零零零|13800138000
一零零八六|10086
尾号八八二一|尾号8821
尾号是幺二|尾号是12
工号零八二一|工号0821
您的卡尾号是八八二一对吗|您的卡尾号是8821对吗
验证码是三六九零幺二|验证码是369012
密码一二三四五六|密码123456
九五五八八|95588
拨打九六幺幺零|拨打96110
一二三四五|12345
一千万|1000万
两千万|2000万
三万五千|35000
三万五|35000
十二万八|128000
三万零五百|30500
一万两千三百四十五|12345
一百二十三万四千五百六十七|1234567
一亿两千万|1.2亿
两亿三千五百万|2.35亿
一点二亿|1.2亿
二十点五万|20.5万
一百五十万|150万
一百八十万|180万
两百万|200万
十万|10万
一万|1万
两万|2万
三千五|3500
五千八百|5800
一百二|120
八百五|850
二百五十|250
一百零五|105
八百零八|808
一千零五十块|1050块
两千块|2000块
四百|400
十八|18
二十|20
十五天|15天
十个工作日|10个工作日
十分钟|10分钟
五分钟|5分钟
三十秒|30秒
二十多万|20多万
三百多块|300多块
一个月|1个月
两个月|2个月
六个月|6个月
三十六期|36期
十二期|12期
三期|3期
三天内|3天内
一年|1年
一共三笔|一共3笔
逾期九十天|逾期90天
我今年三十五岁|我今年35岁
二十四小时|24小时
三百六十五天|365天
七天无理由|7天无理由
五百强|500强
下午三点半|下午3点半
三点四十五分|3点45分
三点零五分|3点05分
下午三点零五|下午3点05
上午九点到十二点|上午9点到12点
三点零五|3.05
零点五|0.5
年利率三点六五|年利率3.65
一点五个百分点|1.5个百分点
零点五个点|0.5个点
三个点|3个点
九五折|95折
八折|8折
第二十三条|第23条
负二十度|-20度
一百二十三块五|123块5
四百八十块零五毛|480块零五毛
每月还款两千三百四十五块六毛七|每月还款2345块6毛7
一百块钱|100块钱
五万元|5万元
你们这个一号客服|你们这个1号客服
贷款金额三十万,分三十六期,月利率千分之五|贷款金额30万,分36期,月利率5‰
一万以内的话没有手续费|1万以内的话没有手续费
周一到周五九点到五点半|周一到周五9点到5点半
风险等级R二|风险等级R2
C三型客户|C3型客户
"""

LEFT_ALONE = """
请稍等一下 一些 第一 万一我还不上呢 三心二意 一定 十分感谢 千万不要告诉别人 千万注意 千万 百万 十分之一 三分之二 二十分之一
十几个 几十万 两三百 三五天 七八十万 三四千块 二三十万 十七八岁 上百万 成千上万 有一天 一天到晚 有一点贵 一点都不好 一一说明 双十一
五一放假 第三方 二维码 零利率 四川 每一期 同一年 三言两语说不清 两位 我家有三口人 请按一 一方面 周五 星期三 礼拜一 万无一失
不管三七二十一 八九不离十 一会儿 一样 一直 统一 唯一 其中之一 二话不说 二百五 负责 正负 一点一点来 五险一金 数一数二 百分百 一块去
"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [(spoken, written) for spoken, _, written in (line.partition("|") for line in table.split("\n") if line)]


def wide(text: str) -> str:
    return text.replace(",", "\uff0c")


@pytest.mark.parametrize(("spoken", "written"), pairs(REWRITTEN))
def test_numbers_are_written_as_digits(spoken: str, written: str) -> None:
    assert normalise(spoken, "zh") == wide(written)


@pytest.mark.parametrize("text", LEFT_ALONE.split())
def test_what_is_no_number_stays(text: str) -> None:
    assert normalise(text, "zh") == text


@pytest.mark.parametrize(("spoken", "written"), pairs(REWRITTEN))
def test_written_text_is_not_changed_again(spoken: str, written: str) -> None:
    assert normalise(wide(written), "zh") == wide(written)


DIGITS = "零一二三四五六七八九"


def say(value: int) -> str:
    """How a number below 10^12 is said."""
    for unit, character in ((10**8, "亿"), (10**4, "万")):
        if value >= unit:
            head, rest = divmod(value, unit)
            zero = "零" if rest and rest < unit // 10 else ""
            return say(head) + character + zero + (say(rest) if rest else "")
    for unit, character in ((1000, "千"), (100, "百"), (10, "十")):
        if value >= unit:
            head, rest = divmod(value, unit)
            zero = "零" if rest and rest < unit // 10 else ""
            return DIGITS[head] + character + zero + (say(rest) if rest else "")
    return DIGITS[value]


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_every_whole_number_is_understood_as_it_is_said(value: int) -> None:
    assert cardinal(say(value)) == value


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿幺点半第负分之年月号块元%折约,。 ab12", max_size=24))
def test_any_run_of_characters_is_survived(text: str) -> None:
    assert isinstance(normalise(text, "zh"), str)
    assert not any("\ue000" <= character <= "\uf8ff" for character in normalise(text, "zh"))
