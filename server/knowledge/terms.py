"""A text as terms: what it is filed under, looked for by, and compared by.

Chinese is cut into every character and pair of characters beside the dictionary's longer words, so that a word of two
characters (保本, 利率) is found inside any other; English words are brought to their stem.  Next: `words`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from protocol.message import Language
from server.assist.phrases import fold

from .dictionary import longer_words
from .stemming import stem

_RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+")
_EN_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_ZH_STOP = frozenset("的了吗呢吧啊呀么我你您他她它们是在有和就都也还要会能这那个一不没请想给对上下把被让与及或很再又")
_ZH_STOP_WORDS = frozenset("一下 为什 为什么 时候 什么时候 怎么样 怎么办 我们 你们 这个 那个 怎么 什么 请问 您好 你好 可以 "
                           "就是 还是 现在 多少 是不 不是 能不 有没 一个".split())
_EN_STOP = frozenset("a an the i i'm i've i'd you your my me we our it it's is are was were be been am do does did to of in on "
                     "why at for with from and or but so if that this these those there here have has had can could would will "
                     "please just what how when about get got want know like need they them their any some".split())
MOST_CHARACTERS = 2_000
"""A text is looked for by so much of its beginning; nobody says more in one breath."""
MOST_TERMS = 40


def index_terms(text: str, lang: Language) -> list[str]:
    """What a text is filed under: every stem, and for Chinese every character and pair of characters as well."""
    if lang == "en":
        return [stem(word) for word in _EN_WORD.findall(fold(text))]
    terms: list[str] = []
    for run in _RUN.findall(fold(text)):
        if run.isascii():
            terms.append(run)
            continue
        terms += run
        terms += (run[place:place + 2] for place in range(len(run) - 1))
        terms += longer_words(run)
    return terms


def compared_terms(text: str, lang: Language) -> list[str]:
    """What two texts are compared by: words, for Chinese pairs of characters."""
    if lang == "en":
        return [word for word in _EN_WORD.findall(fold(text)) if word not in _EN_STOP]
    return [run[place:place + 2] for run in _RUN.findall(fold(text)) for place in range(max(1, len(run) - 1))]


@lru_cache(maxsize=1_024)
def query_terms(text: str, lang: Language) -> tuple[str, ...]:
    """What a text is looked for by: its words of two characters or more, or its characters if it has only one.

    At most `MOST_TERMS` of the first `MOST_CHARACTERS` characters.
    """
    folded = fold(text[:MOST_CHARACTERS])
    if lang == "en":
        words = [word for word in _EN_WORD.findall(folded) if word not in _EN_STOP]
        return tuple(dict.fromkeys(words))[:MOST_TERMS]
    terms: list[str] = []
    for run in _RUN.findall(folded):
        if run.isascii():
            terms.append(run)
            continue
        pairs = (run[place:place + 2] for place in range(len(run) - 1))
        terms += (pair for pair in pairs if pair not in _ZH_STOP_WORDS and not (set(pair) & _ZH_STOP))
        if len(run) > 4:
            terms += (word for word in longer_words(run) if word not in _ZH_STOP_WORDS)
        elif len(run) == 1 and run not in _ZH_STOP:
            terms.append(run)
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]


@lru_cache(maxsize=1_024)
def query_keys(text: str, lang: Language) -> tuple[str, ...]:
    """The index terms that a text's query terms are found under, in their order; two words of one stem give it twice."""
    terms = query_terms(text, lang)
    return terms if lang == "zh" else tuple([stem(term) for term in terms])


def single_terms(text: str, lang: Language) -> tuple[str, ...]:
    """The characters of a Chinese text that mean something, each once: one that is shared tells less than a word."""
    if lang == "en":
        return ()
    runs = _RUN.findall(fold(text[:MOST_CHARACTERS]))
    return tuple(dict.fromkeys(one for run in runs if not run.isascii() for one in run if one not in _ZH_STOP))[:MOST_TERMS]


def key_of(term: str, lang: Language) -> str:
    """The index term that a query term is found under."""
    return stem(term) if lang == "en" else term
