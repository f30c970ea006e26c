"""Names, products, days and claims in words that nobody approved: those that the house and this call do not know.

In comes a text that a language model wrote; out comes the first thing in it that has no source, or nothing.  Figures
are looked after by `fact_check`.  Rather one good sentence too few than one invented product: a doubtful name counts
as unknown. Built once per playbook; used by `generated`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from server.assist.library import compared_terms
from server.assist.phrases import PhraseFinder, fold
from server.content.playbook import Playbook
from server.knowledge.dictionary import count

_SURNAMES = ("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳唐罗薛雷贺倪汤殷毕郝邬"
             "安常乐于时傅皮卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄米贝臧戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾路江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫"
             "房丁邓洪包左石崔龚程邢裴陆翁曲段侯宁仇甘武刘龙叶黎白蒲卓乔闻翟谭劳姬申冉雍桑桂牛边温庄柴瞿阎习艾容古易廖耿匡文欧沙关游权盖桓公曾肖谭史阳覃商简池区岳涂付闫焦聂詹辛管祖冷敖")
_TITLED = re.compile(rf"([{_SURNAMES}])[\u4e00-\u9fff]{{0,2}}?(?:先生|女士|小姐|经理|主管|总监|老师|主任|专员|行长|律师|警官|师傅)")
_INTRODUCED = re.compile(
    rf"(?:我是|我叫|叫做|联系|找|[经助]理[是叫]?|同事|专员|老师|我请|由(?!于)|跟|让)(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})"
)
_SUBJECT = re.compile(
    rf"(?:^|[\W]|由)(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?:会|将|来|给您|跟您|已经|负责|处理|的电话)"
)
_ZH_PRODUCT = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9]{1,6}?(?P<kind>信用卡|借记卡|储蓄卡|理财|基金|保险|存单|年金|计划|信托|贷(?!款|记)|宝(?!贵)|"
    r"险(?!种|别)|卡(?!片|号|里|内|上|丢|被|会|在|的|了|是|要|费|面))"
)
_ZH_BEFORE_ANY = frozenset("的款买于种类做是有份支只等和与及些个项把将给张该本新旧此这那您我他她家选")
"""Characters after which `理财` is any of its kind."""
_ZH_BEFORE_CARD = _ZH_BEFORE_ANY | frozenset("办补换丢绑持用刷制销冻开发收寄还")
"""The same for `卡`, with which more is done."""
_ZH_WORDS = frozenset("风险 危险 冒险 银行卡 借贷 信贷 放贷 房贷 车贷 网贷 还款计划 分期计划".split())
_LATIN = re.compile(r"[A-Za-z][A-Za-z&.'-]+")
_LINK = re.compile(r"https?:|www\.|@|\b[a-z0-9-]+\.(?:com|cn|net|org|io|app)\b", re.IGNORECASE)
_ZH_DAYS = re.compile(r"明[天日早晚]|后天|大后天|(?:下下?|这|本|上)个?(?:周|星期|礼拜|月|季度)[一二三四五六日天末底初]?|(?:周|星期|礼拜)[一二三四五六日天末]|"
                      r"[月年周季]度?[底末初]|明年|次[日月年]|隔[天日]|春节|国庆|元旦|节后|节前")
_EN_DAYS = re.compile(
    r"\b(?:tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend|(?:next|this|last|end of (?:the|this))"
    r" (?:week|month|quarter|year)|christmas|new year)\b",
    re.IGNORECASE,
)
_ZH_CLAIMS = re.compile(
    r"免息|免费|免收|免除|免年费|全免|减免|减半|半价|一半|对半|翻[倍番]|[两双三]倍|零(?:利息|利率|费用|手续费|门槛|首付|成本)|不收(?:任何)?(?:费|利|手续)"
    r"|不用(?:付|交|出)(?:任何)?(?:费|利息|手续费)|无(?:需|须)?(?:任何)?(?:费用|手续费|利息|抵押|担保)|[一二三四五六七八九十两几]分之[一二三四五六七八九十]|"
    r"[一二三四五六七八九]折|赔偿|补偿|退还|返还|返现|送您|赠送|奖励|优惠|特批|破例|退[您给回款]|[付打]给您"
)
_EN_CLAIMS = re.compile(
    r"\b(?:free|waived?|waiv(?:e|ing)|no (?:fees?|charges?|interest|cost)|without "
    r"(?:any )?(?:fees?|charges?|interest|cost)|"
    r"half|double|triple|twice|quarter|third|zero|compensat\w*|refund\w*|reimburse\w*|discount\w*|"
    r"bonus\w*|gift|reward\w*|"
    r"credit you|pa(?:y|id) you|give you back|pay back|cash ?back|exception|special offer)\b",
    re.IGNORECASE,
)
_EN_COMMON = frozenset(
    fold(
        "i i'm i've i'll i'd mr mrs ms dr apr apy atm pin sms otp id ok okay faq usa us a an and as at because "
        "before but by can could do for first from good have here how however if in is it it's just let let's may "
        "meanwhile my no not now of on once one or our please right since so sorry sure certainly absolutely thank "
        "thanks that that's the then there these they this those though to today unfortunately until we we'll we're "
        "we've well what when where which while who why will with would yes yes you you'll you're you've your "
        "understood apologies"
    ).split()
)
_CLAUSE = re.compile(r"[。！？；!?;]|[，,.](?!\d)")
_PROPER = 4
"""Characters of a Chinese alias that is a name of its own."""
_COMMON = 300
"""Occurrences in jieba's dictionary from which two characters are a word rather than the beginning of a name."""
_REPEATED = 0.6
"""Share of a clause's words that an approved reply must hold for a claim in it to be the house's own."""
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_RUN = re.compile(r"[A-Z][A-Za-z'’-]*(?: [A-Z][A-Za-z'’-]*)+")
_LONGER = re.compile(r" [A-Z][a-z]")
_CAPITAL_BEFORE = re.compile(r"\b([A-Z][A-Za-z'’-]*) $")
_HOUSE_ACTS = {
    "zh": re.compile(r"我|[为给跟]您|回电|回复|答复|联系您|处理|到账|专人|同事|经理"),
    "en": re.compile(r"\b(?:we|i|i'll|we'll|someone|somebody|colleague|manager|team|it|money|call)\b", re.IGNORECASE),
}
_STARTS = re.compile(r"(?:^|[.!?:;]\s+|^\W+)$")


class KnownNames:
    """What one playbook knows by name."""

    def __init__(self, playbook: Playbook) -> None:
        self.lang = playbook.lang
        self.products: PhraseFinder[str] = PhraseFinder(
            ((name, product.id) for product in playbook.products.values() for name in (product.name, *product.aliases)),
            playbook.lang)
        # `理财` alone may be the alias of a product; in front of it stands what makes another one of it.
        self._proper: PhraseFinder[None] = PhraseFinder(
            ((name, None) for product in playbook.products.values() for name in (product.name, *product.aliases)
             if name == product.name or playbook.lang == "en" or len(name) >= _PROPER), playbook.lang)
        self._house = " ".join(_house_texts(playbook))
        self._house_words = frozenset(word.lower() for word in _WORD.findall(self._house))
        # A word of a product's name alone is not that product.
        self._capitals = frozenset(_capitals(_blanked(self._house, self._proper)))
        self._spoken_of = lru_cache(maxsize=4096)(lambda word: word in self._house)

    def without_products(self, text: str) -> str:
        """The text with the names of known products blanked, as long as before."""
        return _blanked(text, self.products)

    def unknown(self, text: str, said: str, facts: str, approved: str) -> str:
        """The first name, product, day or claim without a source; empty if there is none.

        Args:
            said: the customer's own words in this call.
            facts: values of the record and of the products spoken of.
            approved: approved replies to the same line, filled.
        """
        link = _LINK.search(text)
        if link:
            return link[0]
        bare = _blanked(text, self._proper)
        sources = (said, facts, approved)
        found = self._zh_name(bare, sources) if self.lang == "zh" else self._en_name(bare, sources)
        if found:
            return found
        days, claims = (_ZH_DAYS, _ZH_CLAIMS) if self.lang == "zh" else (_EN_DAYS, _EN_CLAIMS)
        for match in days.finditer(bare):
            clause = clause_around(bare, match.start())
            # The customer's own day may be repeated; a day on which the house acts is a promise.
            own = _holds(said, match[0]) and _HOUSE_ACTS[self.lang].search(clause) is None
            if not (own or _holds(facts, match[0]) or (_holds(approved, match[0]) and self._repeats(clause, approved))):
                return match[0]
        for match in claims.finditer(bare):
            # That the customer asks for something makes it no offer of the house, nor does a fee that
            # another product lacks.
            if not (_holds(approved, match[0]) and self._repeats(clause_around(bare, match.start()), approved)):
                return match[0]
        return ""

    def _repeats(self, clause: str, approved: str) -> bool:
        """True if most of a clause's words stand in the approved replies."""
        words = compared_terms(clause, self.lang)
        known = set(compared_terms(approved, self.lang))
        return sum(word in known for word in words) >= _REPEATED * len(words)

    def _zh_name(self, bare: str, sources: Iterable[str]) -> str:
        known = [source for source in sources if source]

        def elsewhere(name: str) -> bool:
            return any(name in source for source in known)
        for match in _TITLED.finditer(bare):
            if not elsewhere(match[0]) and not self._spoken_of(match[0]):
                return match[0]
        for match in _ZH_PRODUCT.finditer(bare):
            # Two characters before the kind of product tell one from another.
            name = match[0][-(len(match["kind"]) + 2):]
            if not self._any_of_its_kind(bare, match) and not elsewhere(name) and not self._spoken_of(name):
                return match[0]
        for latin in _LATIN.finditer(bare):
            if latin[0].lower() not in self._house_words and not elsewhere(latin[0]):
                return latin[0]
        for match in (*_INTRODUCED.finditer(bare), *_SUBJECT.finditer(bare)):
            name = match["name"]
            if count(name[:2]) < _COMMON and not elsewhere(name[:2]) and not self._spoken_of(name[:2]):
                return name
        # Its tables take a second to read: only who checks a written text waits for them.
        from jieba import posseg

        for word, kind in posseg.cut(bare):
            if (
                kind.startswith("nr")
                and len(word) > 1
                and word[0] in _SURNAMES
                and not elsewhere(word)
                and not self._spoken_of(word)
            ):
                return str(word)
        return ""

    @staticmethod
    def _any_of_its_kind(bare: str, match: re.Match[str]) -> bool:
        before = bare[match.start("kind") - 1]
        usual = _ZH_BEFORE_CARD if match["kind"].endswith("卡") else _ZH_BEFORE_ANY
        return not before.isalnum() or before in usual or any(bare.endswith(word, 0, match.end()) for word in _ZH_WORDS)

    def _en_name(self, bare: str, sources: Iterable[str]) -> str:
        sources = tuple(sources)
        for run in _RUN.finditer(bare):
            first, _, rest = run[0].partition(" ")
            words = rest if fold(first) in _EN_COMMON else run[0]
            if " " in words and not self._spoken_of(words) and not any(words in source for source in sources):
                return words
        known = {word.lower() for source in sources for word in _WORD.findall(source)}
        for match in _WORD.finditer(bare):
            word = match[0]
            plain = fold(word).removesuffix("'s")
            if (
                not word[0].isupper()
                or plain in _EN_COMMON
                or word.removesuffix("'s") in self._capitals
                or plain in known
            ):
                continue
            begins = _STARTS.search(bare[:match.start()]) is not None
            # A sentence begins with a capital; a word that the house uses, or a comma after it, shows
            # that it is no name.
            if begins and (plain in self._house_words or bare[match.end():match.end() + 1] == ","):
                continue
            return word
        return ""


def _blanked(text: str, names: PhraseFinder[Any]) -> str:
    chars = list(text)
    for start, end, _ in names.find(fold(text)):
        before = _CAPITAL_BEFORE.search(text[:start])
        if _LONGER.match(text, end) or (before and fold(before[1]) not in _EN_COMMON):
            # `Horizon Account` is no product because `Horizon` is one, nor `Summit Mortgage` because
            # there are mortgages.
            continue
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def clause_around(text: str, place: int) -> str:
    """The clause that a place of a text stands in, without the mark that ends it."""
    begins = max((match.end() for match in _CLAUSE.finditer(text[:place])), default=0)
    end = _CLAUSE.search(text, place)
    return text[begins:end.start() if end else len(text)]


def _holds(source: str, words: str) -> bool:
    return fold(words) in fold(source)


def _capitals(text: str) -> Iterable[str]:
    """Words that stand with a capital within a sentence."""
    for match in _WORD.finditer(text):
        if match[0][0].isupper() and _STARTS.search(text[max(0, match.start() - 3):match.start()]) is None:
            yield match[0]


def _house_texts(playbook: Playbook) -> Iterable[str]:
    """Everything that the house itself wrote; customers' records are none of it."""
    yield from (playbook.title, playbook.institution)
    for product in playbook.products.values():
        yield from (product.name, *product.aliases, product.summary)
        for term in product.terms.values():
            yield from (term.label, term.value)
    for reply in playbook.replies.values():
        yield reply.text
    for article in playbook.articles.values():
        yield from (article.title, article.body, *article.rows, *article.rows.values())
    for intent in playbook.intents.values():
        yield intent.title
    for item in playbook.checklist:
        yield from (item.title, item.say)
