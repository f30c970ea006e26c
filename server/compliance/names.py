"""Names of persons that are said in a call: text in, their places out.

A name is masked where something announces it ("我叫…", "my name is …", "speaking with …"), where a title follows a Chinese
one (王先生), and wherever the customer's own name from the record is said.  Names of products and places have no such
cue.  Of 王先生 the surname is masked, the title stays.  Next: `server.compliance.redaction`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from protocol.message import Language

_DOUBLE = ("欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|"
           "仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐")
_SINGLE = ("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
           "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁"
           "岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳"
           "时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明"
           "佘池查麻苑迟邝")
_SURNAME = f"(?:{_DOUBLE}|[{_SINGLE}])"
_NO_GIVEN = "我你您他她它们的了吗呢吧啊呀嘛是不在有和跟与也都就还要想说这那哪什么怎请问一二三四五六七八九十"
"""Characters that end a name: no given name is made of them."""
_GIVEN = f"(?!先生|女士|小姐|太太|老师|经理)[^\\W\\d_a-zA-Z{_NO_GIVEN}]"
_CUE_ZH = (r"我叫(?:做)?|(?:我的?|您的?|他的?|她的?|本人|户主|持卡人|收款人|开户人|联系人|客户|借款人|投保人|受益人|老公|老婆|爱人)?"
           r"(?:姓名|名字|户名|全名)(?:就?是|叫(?:做)?|为|[::,,])*|(?:他|她|老公|老婆|爱人|儿子|女儿|妈妈?|爸爸?)叫(?:做)?|"
           r"(?:持卡人|收款人|开户人|联系人|户主|受益人|投保人|借款人|担保人)(?:就?是|叫(?:做)?|为|[::,,])+|"
           r"免贵姓|我姓|您贵姓|姓(?!名)")
_WEAK_CUE_ZH = r"请问(?:您)?是|我(?:就)?是|您是"
"""What as often announces something else: the name has to end its clause."""
_TITLES_ZH = r"先生|女士|小姐|太太|老师|经理|师傅|阿姨|叔叔|大哥|大姐|总(?![共的额体是行部计结数分之经监理])"
_AFTER_ZH = (r"(?=[,,。.!!??;;、\s]|$|本人|吗|吧|呀|啊|的|这|那|是|在|我|您|你|先生|女士|小姐|太太|老师|经理|对|没错|和|跟|打来|说|请|男|女|身份|手机|电话)")
_ENDS_ZH = r"(?=[,,。.!!??;;、\s]|$|本人|吗|吧|先生|女士|小姐|太太|老师|经理)"
_OFTEN_WORDS = "和于向全方时成常安应明解边从查项连关师车那计左单高文"
"""Surnames that more often are the first character of a word."""
_CUED_ZH = re.compile(rf"(?P<cue>{_CUE_ZH})\s?(?P<name>(?![和于向]){_SURNAME}(?:{_GIVEN}{{1,2}}?{_AFTER_ZH}|{_AFTER_ZH})|"
                       rf"[于向]{_GIVEN}{{1,2}}?{_ENDS_ZH})")
_WEAKLY_CUED_ZH = re.compile(rf"(?P<cue>{_WEAK_CUE_ZH})\s?(?P<name>(?![{_OFTEN_WORDS}]){_SURNAME}{_GIVEN}{{1,2}}?{_ENDS_ZH}|"
                              rf"{_SURNAME}{_GIVEN}{{1,2}}?(?=本人|先生|女士|小姐))")
_TITLED_ZH = re.compile(rf"(?P<name>(?<![姓小])(?![和])(?:{_DOUBLE}|[{_SINGLE}])(?:{_GIVEN}{{1,2}})??)(?:{_TITLES_ZH})(?!卡)")
_SPELLED_ZH = re.compile(rf"(?P<name>[{_SINGLE}])(?=[,,]?(?:木子|弓长|立早|耳东|双木|三横|口天|言午|古月)[{_SINGLE}])")
_WORDS_BEFORE_TITLE = ("时候", "方面", "安全", "成为", "常常", "文明", "全部", "高级", "应该", "向来", "解说", "边上", "明白", "和您")
"""Words that begin like a surname."""

_CUE_EN = (r"my (?:full |first |last |middle |maiden )?name(?:'s| is)|(?:his|her|the) (?:full |first |last )?name(?:'s| is)|"
           r"(?:husband|wife|son|daughter|mother|father|brother|sister|partner)(?:'s name is| is called|,)|"
           r"i am called|call me(?= [A-Z])|this is|speaking (?:with|to)|am i speaking (?:with|to)|is this|i'm|i am|"
           r"name on the (?:card|account) is|account holder is|cardholder is|beneficiary is|payable to|spelled")
_NAME_EN = r"(?!(?:Mr|Mrs|Ms|Miss|Dr)\b)[A-Z](?:[a-z]+|['’][A-Z][a-z]+)(?:['’-][A-Z]?[a-z]+)*"
_PARTICLE_EN = r"(?:de|van|von|der|la|bin|al|da|di|du|le)"
_FULL_EN = rf"(?:[A-Z]\.\s)?{_NAME_EN}(?:(?:\s(?:[A-Z]\.?|{_PARTICLE_EN})){{0,2}}\s{_NAME_EN}){{0,2}}"
_CUED_EN = re.compile(rf"\b(?i:{_CUE_EN})\s(?:(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?)\s)?(?P<name>{_FULL_EN})\b")
_TITLED_EN = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Mister|Madam)\.?\s(?P<name>{_FULL_EN})\b")
_SPOKEN_EN = re.compile(r"\b(?i:my (?:full |first |last |middle |maiden )?name is|my name's)\s"
                        r"(?P<name>(?!(?:on|not|in|the|a|wrong|still|also|spelled|there|listed|and|to|by)\b)[a-z'’-]{2,}"
                        r"(?:\s(?!(?:and|i|from|on|calling|but|with|my|in|here|thanks|the|at|speaking|is|so)\b)"
                        r"[a-z'’-]{2,}){0,2})\b")
_NO_NAMES_EN = frozenset(
    "sorry sure calling here happy glad afraid just not looking going trying interested the an my your our from very still so "
    "about really having getting being good fine ok okay visa mastercard monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october november december english american british "
    "chinese customer service seatmate i it".split())
_COMPANY_EN = re.compile(r"(?i:\s(?:bank|card|credit|loan|insurance|finance|financial|services?|support|desk|department|"
                         r"account|"
                         r"centre|center|street|road|city|county|plan|product|fund|"
                         r"checking|savings?|saver|gold|platinum|premier|classic|basic))\b")
_NATION_EN = re.compile(r"[A-Z][a-z]+(?:ese|ican|nian|lian|ssian|glish|ish)")
_COMPANY_ZH = re.compile(r"银行|公司|保险|客服|分行|支行|中心|部门|工行|建行|农行|证券|基金|产品|理财|贷款|城市|省|市")


def find_names(text: str, lang: Language, known: Iterable[str] = ()) -> list[tuple[int, int]]:
    """[start, end) of the names of persons, in order, none over another.

    Args:
        text: one utterance.
        lang: the language that its cues are in.
        known: names that are masked wherever they are said, such as the customer's.
    """
    found = [span for name in known for span in _said(text, name)]
    found += _chinese(text) if lang == "zh" else _english(text)
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def name_parts(name: str) -> Sequence[str]:
    """What of a recorded name may be said by itself: the whole, a given name, an English last name."""
    name = name.strip()
    parts = [name] if len(name) > 1 else []
    if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", name):
        surname = re.match(_DOUBLE, name)
        given = name[surname.end() if surname else 1:]
        parts += [given] if len(given) > 1 else []
    else:
        parts += [word for word in re.split(r"[\s.]+", name) if len(word) > 2 and word.lower() not in _NO_NAMES_EN]
    return parts


def _said(text: str, name: str) -> list[tuple[int, int]]:
    edge = r"\b" if name.isascii() else ""
    return [match.span() for match in re.finditer(edge + re.escape(name) + edge, text, re.IGNORECASE)]


def _chinese(text: str) -> list[tuple[int, int]]:
    patterns = (_CUED_ZH, _WEAKLY_CUED_ZH, _TITLED_ZH, _SPELLED_ZH)
    found = [match.span("name") for pattern in patterns for match in pattern.finditer(text)
             if not match.group("name").startswith(_WORDS_BEFORE_TITLE)]
    return [(start, end) for start, end in found if not _COMPANY_ZH.search(text[start:end + 2])]


def _english(text: str) -> list[tuple[int, int]]:
    found = [match.span("name") for pattern in (_CUED_EN, _TITLED_EN) for match in pattern.finditer(text)
             if match.group("name").split()[0].lower() not in _NO_NAMES_EN and not _NATION_EN.fullmatch(match.group("name"))]
    found += [match.span("name") for match in _SPOKEN_EN.finditer(text)]
    return [(start, end) for start, end in found if not _COMPANY_EN.match(text, end)
            and not _COMPANY_EN.search(" " + text[start:end])]
