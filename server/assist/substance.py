"""What a customer's line says beside `yes, I see` and `that is all`.  Pure, by form alone.

In: a masked line.  Out: the clauses that say something, and whether the line ends the talk.  Next: `intents`, which reads what
is left, and `choosing`, which answers nothing where nothing is left.
"""

from __future__ import annotations

import re
from functools import lru_cache

from protocol.message import Language
from server.assist.phrases import fold
from server.assist.state.asking import asks

_CLAUSE = re.compile(r"[^，。！？；,.!?;…]+[，。！？；,.!?;…]*")
_BARE = re.compile(r"[\s，。！？；：、,.!?;:…~～'\"]+")
# Possessive, longer words first: each place is read one way only, so the time stays linear.
_HEARD = {
    "zh": re.compile(
        r"(?:你这么说我就放心了|听你这么说我就放心了|那?就?按你说的(?:办|来)?|那?(?:我)?(?:就)?听(?:你|您)的|原来(?:是)?(?:如此|这样)|"
        r"没问题了|没问题|(?:我)?知道了|知道|(?:我)?明白了|明白|(?:我)?了解了|了解|(?:我)?清楚了|清楚|(?:我)?懂了|收到|"
        r"谢谢(?:你|您)?(?:了|啊|哈)?|多谢|麻烦(?:你|您)?了|辛苦(?:你|您)?(?:了)?|(?:那)?(?:就)?(?:先)?这样(?:啊|吧)?|(?:那)?算了(?:吧)?|"
        r"没事(?:儿)?|好嘞|好啊|好吧|好的|行吧|行啊|可以|对的|对啊|是的|是啊|对了|嗯|哦|噢|啊|呃|额|唉|哎|喂|你好|您好|"
        r"好|行|对|是|那|呢|吧|了|呀|哈)++"),
    "en": re.compile(
        r"(?:(?:uh huh|mm hm+|mhm+|hm+|mm+|uh|um|oh|ah|okay|ok|alright then|alright|all right|right|sure|yes|yeah|yep|"
        r"yup|fine|great|"
        r"good|perfect|wonderful|cool|nice|well|so|got it|i see|i get it|understood|i understand|that helps|that makes sense|"
        r"makes sense|fair enough|"
        r"that's fine|that's great|that works|that'll work|sounds good|no problem|of course|good to know|"
        r"never mind then|never mind|thanks for your (?:help|time|patience)|thanks a lot|thanks so much|thanks|"
        r"thank you for (?:your help|your time|the help)|"
        r"thank you (?:so|very) much|thank you|please|then|hello|hi)(?:\s+|$))++"),
}
_ENDS = {
    "zh": re.compile(
        r"(?:(?:我)?(?:这边)?(?:暂时|应该)?没(?:有)?(?:什么|别的|其他|其它|啥)?(?:的)?(?:问题|事(?:儿|情)?|要问的|疑问|需要)?了|没别的(?:事|问题)?|"
        r"(?:就|暂时)?(?:先)?(?:就)?这些(?:了|吧)?|(?:没有了|没了)|再见|拜拜|(?:那)?(?:我)?(?:先)?挂了|(?:那)?(?:你|您)?(?:先)?忙吧?|回头再说|"
        r"(?:祝)?(?:你|您)(?:也)?(?:生活愉快|工作顺利))(?:啊|吧|哈)?"),
    "en": re.compile(
        r"(?:no |nope )?(?:that's all(?: for (?:now|today))?(?: i need(?:ed)?)?|that's it(?: for (?:now|today))?|that is all|"
        r"that's everything|that's all i need(?:ed)?|nothing else|nothing more|no more questions|i'm all set|i am all set|"
        r"all set|"
        r"i'm good|goodbye|good bye|bye bye|bye|bye now|talk to you later|"
        r"have a (?:good|nice|great) (?:one|day|evening|night|weekend)|"
        r"you too|take care)(?: (?:then|now|thanks|thank you))*"),
}
_DECLINES = {
    "zh": re.compile(r"(?:不用(?:了|啦)?|不需要(?:了)?|不必(?:了)?|不要(?:了)?|不了|没有)(?:谢谢|多谢|哈|啊|吧)?"),
    "en": re.compile(r"(?:no|nope|not really|not now|not today|not at the moment)"
                     r"(?: (?:thanks|thank you|i'm (?:good|fine|okay)))*"),
}
_GOODBYE = {"zh": re.compile(r"再见|拜拜"), "en": re.compile(r"(?:good ?)?bye(?: (?:bye|now))?")}
_QUESTION = re.compile(r"(?:and |but |oh |wait |so )*"
                       r"(?:what|how|when|where|which|why|who|can|could|do|does|did|is|are|will|would|may|should)\b")
_PARTS = 40
"""Clauses that are looked at; nobody says more in one breath."""


def substance(text: str, lang: Language) -> str:
    """A line without what only shows listening at its beginning and end; empty if that is all of it."""
    parts = _parts(text, lang)
    keep = [place for place, (_, _, empty) in enumerate(parts) if not empty]
    return "".join(part for part, _, _ in parts[keep[0]:keep[-1] + 1]).strip() if keep else ""


def ends(text: str, lang: Language) -> bool:
    """True if a line says that there is nothing more, or good-bye, and asks nothing."""
    said = [bare for _, bare, empty in _parts(text, lang) if not empty]
    if not said:
        return False
    whole = all(_ENDS[lang].fullmatch(bare) or _DECLINES[lang].fullmatch(bare) for bare in said)
    return (whole and any(_ENDS[lang].fullmatch(bare) for bare in said)) or (
        _GOODBYE[lang].fullmatch(said[-1]) is not None and "?" not in text and not any(_inquires(bare, lang) for bare in said))


def settles(text: str, lang: Language) -> bool:
    """True if a line holds nothing that wants an answer: it shows listening, thanks, declines barely, or ends the talk."""
    return all(empty or _ENDS[lang].fullmatch(bare) or _DECLINES[lang].fullmatch(bare)
               for _, bare, empty in _parts(text, lang)) or ends(text, lang)


def _inquires(bare: str, lang: Language) -> bool:
    """True if a clause begins as a question; `the first who listened` is none."""
    return asks(bare, lang) if lang == "zh" else _QUESTION.match(bare) is not None


def _empty(bare: str, lang: Language) -> bool:
    return not bare or _HEARD[lang].fullmatch(bare) is not None


@lru_cache(maxsize=512)
def _parts(text: str, lang: Language) -> tuple[tuple[str, str, bool], ...]:
    """(clause as it stands, its words alone, whether they only show listening) of a line."""
    folded = fold(text)
    found = []
    for match in list(_CLAUSE.finditer(folded))[:_PARTS]:
        bare = _BARE.sub("", match[0]) if lang == "zh" else re.sub(r"[\s,.!?;:…\"-]+", " ", match[0]).strip()
        found.append((text[match.start():match.end()], bare, _empty(bare, lang)))
    return tuple(found)
