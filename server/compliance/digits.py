"""Digits in speech and writing: text in, runs of digits with their places out; amounts, rates and dates left alone.

A run joins digits over spaces, hyphens and fillers ("六二二八,嗯,八零", "four two, uh, double eight").  A structured
number (二十万, 3.65, 1,500,000) is a quantity and ends a run.  Next: `server.compliance.redaction` decides what a run is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from protocol.message import Language

_ZH_DIGITS = "零〇○一二三四五六七八九幺洞两兩拐勾壹贰叁肆伍陆柒捌玖"
_ZH_VALUES = dict(zip(_ZH_DIGITS, "000123456789102279123456789", strict=True))
_FULL = "0-9０-９"

_EN_UNITS = {"zero": "0", "oh": "0", "o": "0", "nought": "0", "one": "1", "two": "2", "three": "3", "four": "4",
             "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "niner": "9"}
_EN_TEENS = {"ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
             "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19"}
_EN_TENS = {"twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7", "eighty": "8",
            "ninety": "9"}
_ALL_EN = {**_EN_UNITS, **_EN_TEENS, **{word: digit + "0" for word, digit in _EN_TENS.items()}}

_QUANTITY_ZH = (r"元|块|圆|万|亿|千|百(?!分)|十|角|毛|%|％|个百分点|年|月(?!卡)|日|号(?!码|卡)|天|期|个|岁|点|时|分(?!行)|秒|人|笔|次|倍|张|遍|"
                r"美元|欧元|港币|人民币|percent")
_QUANTITY_EN = (r"%|percent|per\s?cent|dollars?|bucks|usd|euros?|pounds?|cents?|thousand|million|billion|hundred|"
                r"days?|weeks?|months?|years?|hours?|minutes?|business|k\b|st\b|nd\b|rd\b|th\b|pm\b|am\b|a\.m|p\.m|"
                r"o'clock|points?|times\b|people\b|orders?\b|accounts\b|installments?\b")
_AFTER = {"zh": re.compile(rf"\s*(?:{_QUANTITY_ZH}|{_QUANTITY_EN})", re.IGNORECASE),
          "en": re.compile(rf"[\s-]*(?:{_QUANTITY_EN})", re.IGNORECASE)}
_BEFORE = re.compile(r"[¥￥$€£]\s*$|百分之$|分之$|\bpoint\s+$|点$|[.]$", re.IGNORECASE)

_ARABIC = rf"[{_FULL}]+|\*+"
_STRUCTURED_COMMON = r"(?<![0-9])[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9,])|(?<![0-9])[0-9]+\.[0-9]+(?![0-9.])"
_WRITTEN_DAY = r"(?<![0-9-])(?:19|20)[0-9]{2}-[01]?[0-9]-[0-3]?[0-9](?![0-9-])"
_MONTH_DAY = (r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+"
              r"(?:[0-3]?[0-9](?:,?\s+(?:19|20)[0-9]{2})?|(?:19|20)[0-9]{2})\b(?![\s,-]*[0-9])")
_D = f"[{_ZH_DIGITS}]"
_SPOKEN_ZH = rf"(?!一(?:下(?!午)|[些样起直定共般]))(?!两[位个边])(?!三方|四川){_D}"
"""Not the 一 of 一下 and 一共: as a digit it would join two numbers."""
_STRUCTURED_ZH = (rf"百分之{_D}+(?:点{_D}+)?|百分之[十百千{_ZH_DIGITS}]+(?:点{_D}+)?|{_D}+点{_D}+|"
                  rf"(?<!{_D}){_D}?[十百千万亿](?:[零〇]?{_D}?[十百千万亿])*(?:[零〇]?{_D}(?!{_D}))?|"
                  rf"{_WRITTEN_DAY}|(?:19|20)[0-9]{{2}}年(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}[日号])?|"
                  rf"(?<![0-9])[0-9]{{1,8}}[十百千万亿]+")
_NUMBER_WORD = "(?:" + "|".join(sorted(_ALL_EN, key=len, reverse=True)) + ")"
_STRUCTURED_EN = (rf"\b(?:{_NUMBER_WORD}[\s-]+){{0,3}}(?:hundred|thousand|million|billion)\b"
                  rf"(?:[\s-]+(?:and\s+)?{_NUMBER_WORD}\b){{0,2}}|"
                  r"\b(?:[a-z]+[\s-]){0,2}(?:point)\s(?:(?:" + "|".join(_EN_UNITS) + r")\b\s?)+(?=percent|per\s?cent)|"
                  rf"{_MONTH_DAY}|"
                  r"\b(?:19|20)[0-9]{2}-[01]?[0-9]-[0-3]?[0-9]\b|\b[01]?[0-9]/[0-3]?[0-9]/(?:[0-9]{2}){1,2}\b")
_FILLER_ZH = (r"嗯+|啊|呃+|哦|诶|额|呢|那个|这个|然后|接着|接下来|再是|还有|最后|后面|前面|中间|下面|横杠|杠|空格|等一下|等一等|等等|稍等|"
              r"(?:让?我)?(?:再)?看一?[看下]|不对|不是|不(?=[,,.。\s是])|说错了|错了|应该|就?是|对|好的?|[\s,,。、..·…\-—_~()();;]")
_FILLER_EN = (r"\b(?:um+|uh+|er+|ah+|hmm+|and|then|dash|hyphen|space|that's|it's|is|it|goes|okay|ok|so|no|sorry|wait|"
              r"not|actually|"
              r"correction|(?:scratch|strike) that|next|followed by|let(?: me|'s) see|hold on|one (?:second|moment|sec)|"
              r"just a (?:second|moment|sec)|"
              r"make (?:that|it)|i mean(?:t)?|you know)\b|[\s,.…\-—_~;()]")
_MISHEARD_ZH = "灵玲铃林另吧把爸就久酒留溜遛流牛气起汽器山伞扇以已医衣武舞物耳儿饿思斯寺丝药要"
_MISHEARD_EN = r"\b(?:to|too|for|fore|ate|won|tree|free|fife|hive|hero|sex|sick|sax|wine|mine|line)\b"
_WORDS_EN = r"\b(?:double|triple|treble)\s+(?:" + "|".join(_EN_UNITS) + r")\b|\b(?:" + "|".join(_EN_TENS) + \
            r")[\s-]+(?:one|two|three|four|five|six|seven|eight|nine)\b|\b(?:" + "|".join(
                sorted(_ALL_EN, key=len, reverse=True)) + r")\b"

_TOKEN = {
    "zh": re.compile(rf"(?P<structured>{_STRUCTURED_ZH}|{_STRUCTURED_COMMON})|(?P<digits>{_ARABIC}|{_SPOKEN_ZH}|{_WORDS_EN})|"
                     rf"(?P<x>[xX叉])(?![a-zA-Z])|(?P<filler>{_FILLER_ZH})|"
                     rf"(?P<misheard>[{_MISHEARD_ZH}](?={_D}))", re.IGNORECASE),
    "en": re.compile(rf"(?P<structured>{_STRUCTURED_COMMON}|{_STRUCTURED_EN})|(?P<digits>{_ARABIC}|{_D}|{_WORDS_EN})|"
                     rf"(?P<x>\bx\b)|(?P<filler>{_FILLER_EN})|"
                     rf"(?P<misheard>{_MISHEARD_EN})(?=\s+(?:{_WORDS_EN}))", re.IGNORECASE),
}
_ANY = re.compile(rf"[*{_FULL}{_ZH_DIGITS}]|\b(?:" + "|".join(_ALL_EN) + r")\b", re.IGNORECASE)
_SINGLE = re.compile(rf"[*{_FULL}{_ZH_DIGITS}]")
_WORD = re.compile(r"[a-z]+")
_REPEATS = frozenset({"double", "triple", "treble"})
_FILLERS = {"zh": re.compile(_FILLER_ZH + "|我|您|你|那|喂|行|谢谢"),
            "en": re.compile(_FILLER_EN + r"|\b(?:sure|yes|yeah|yep|right|well|the|this|hi|hello|please|"
                             r"thanks)\b", re.IGNORECASE)}
"""What may stand around digits without saying anything."""
_MISHEARD_LETTERS = 6
_MAX_FILLERS = 8
"""Fillers in a row that a run may go over."""


_LINKS = {"zh": re.compile(r"[或和到至跟及与加是期又再转]"),
          "en": re.compile(r"^(?:or|to|and|plus|then|until|by|extension|ext)$", re.I)}
"""Words between two numbers that are two."""
_MOST = 20
"""Digits of the longest number that a misheard word may part."""
_MIN_NO_QUANTITY = 10
"""So many digits in one piece are no amount, whatever word follows (13800138000天天都能打)."""


@dataclass(frozen=True, slots=True)
class Run:
    """Digits that belong together."""

    start: int
    end: int
    """[start, end) in the text, from the first digit to the last."""
    digits: str
    """As `0`-`9`, an `X` at the end where an identity card has one."""
    begins: tuple[int, ...]
    """Per digit, where the piece of text that says it begins."""
    joined: bool
    """True if there was something between its digits."""


def find_runs(text: str, lang: Language) -> list[Run]:
    """The runs of digits of a text in order, quantities left out."""
    if _ANY.search(text) is None:
        return []
    runs: list[Run] = []
    pieces: list[tuple[int, int, str]] = []
    fillers = 0
    position = 0

    def close() -> None:
        if pieces:
            run = _run(text, pieces, lang)
            if run is not None:
                runs.append(run)
        pieces.clear()

    for match in _TOKEN[lang].finditer(text):
        if match.start() != position:
            close()
            fillers = 0
        if match.lastgroup == "digits":
            pieces.append((match.start(), match.end(), _value(match.group())))
            fillers = 0
        elif match.lastgroup == "x" and pieces and (lang == "zh" or len("".join(piece[2] for piece in pieces)) == 17):
            pieces.append((match.start(), match.end(), "X"))
            close()
        elif match.lastgroup == "misheard" and pieces and _one_spoken(text, pieces[-1]):
            fillers += 1
        elif match.lastgroup == "filler" and pieces and fillers < _MAX_FILLERS:
            fillers += 1
        else:
            close()
            fillers = 0
        position = match.end()
    close()
    return runs


def open_end(text: str, run: Run, lang: Language, words: int = 1) -> bool:
    """True if nothing but fillers and at most so many misheard or unfinished words follow the run: it may go on."""
    rest = _FILLERS[lang].sub(" ", text[run.end:]).split()
    letters = sum(map(len, rest))
    return letters <= 2 * words if lang == "zh" else len(rest) <= words and letters <= _MISHEARD_LETTERS * words


def bare(text: str, runs: Sequence[Run], lang: Language) -> bool:
    """True if the text says digits and little else."""
    around = "".join(text[one:two] for one, two in zip([0, *(run.end for run in runs)],
                                                       [*(run.start for run in runs), len(text)], strict=True))
    return not _FILLERS[lang].sub("", around).strip("?!?!:: ") if runs else False


def opens(text: str, run: Run, lang: Language) -> bool:
    """True if nothing but fillers and at most one misheard word comes before the run."""
    before = _FILLERS[lang].sub(" ", text[:run.start]).strip()
    return len(before) <= 2 if lang == "zh" else " " not in before and len(before) <= _MISHEARD_LETTERS


def _one_spoken(text: str, piece: tuple[int, int, str]) -> bool:
    """True for a digit said as a word, such as "four", not for a written amount."""
    return len(piece[2]) <= 3 and not text[piece[0]].isdecimal()


def holds_digits(text: str, least: int) -> bool:
    """False if a text can not say so many digits: most lines say none, or one term (`for three years`)."""
    count = len(_SINGLE.findall(text))
    if count < least:
        words = _WORD.findall(text.lower())
        count += sum(2 for word in words if word in _ALL_EN)
        if not _REPEATS.isdisjoint(words):
            count *= 3
    return count >= least


def bridge(text: str, runs: list[Run], lang: Language) -> list[Run]:
    """Joins runs that one misheard word parts ("六二二八灵一三五七…"), if only together they are long enough to matter."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and _parted(text[last.end:run.start], lang) \
                and _MIN_NO_QUANTITY <= len(last.digits) + len(run.digits) <= _MOST:
            joined[-1] = Run(last.start, run.end, last.digits + run.digits, last.begins + run.begins, True)
        else:
            joined.append(run)
    return joined


def _parted(gap: str, lang: Language) -> bool:
    """True if the gap may be one misheard digit or word."""
    if any(mark in gap for mark in "。.!?;"):
        return False
    bare = gap.strip(" ,、-")
    if not bare or _LINKS[lang].search(bare):
        return False
    return len(bare) <= 2 if lang == "zh" else len(bare) <= 8 and " " not in bare


def _value(piece: str) -> str:
    """The digits that a piece says."""
    if piece[0] == "*":
        return "0" * len(piece)
    if piece[0].isdigit():
        return "".join(str(int(character)) for character in piece)
    if piece[0] in _ZH_VALUES:
        return _ZH_VALUES[piece[0]]
    words = re.split(r"[\s-]+", piece.lower())
    if words[0] in ("double", "triple", "treble"):
        return _EN_UNITS[words[1]] * (2 if words[0] == "double" else 3)
    if len(words) == 2:
        return _EN_TENS[words[0]] + _EN_UNITS[words[1]]
    return _ALL_EN[words[0]]


def _touching(pieces: list[tuple[int, int, str]]) -> int:
    """Digits at the end of the pieces that have nothing between them."""
    count = len(pieces[-1][2])
    for one, two in zip(reversed(pieces[:-1]), reversed(pieces), strict=False):
        if one[1] != two[0]:
            break
        count += len(one[2])
    return count


def _run(text: str, pieces: list[tuple[int, int, str]], lang: Language) -> Run | None:
    """The run of these pieces; its last or first piece is left out if it counts something."""
    while pieces and _AFTER[lang].match(text, pieces[-1][1]) and _touching(pieces) < _MIN_NO_QUANTITY:
        last = pieces.pop()
        # In Chinese a quantity is one written piece or a few spoken digits that touch (二零二六年).
        while pieces and pieces[-1][1] == last[0]:
            last = pieces.pop()
    while pieces and _BEFORE.search(text, 0, pieces[0][0]):
        first = pieces.pop(0)
        while pieces and pieces[0][0] == first[1]:
            first = pieces.pop(0)
    if not pieces:
        return None
    begins: list[int] = []
    for start, end, value in pieces:
        arabic = (text[start].isdigit() or text[start] == "*") and end - start == len(value)
        begins.extend(start + offset if arabic else start for offset in range(len(value)))
    joined = any(one[1] != two[0] for one, two in zip(pieces, pieces[1:], strict=False))
    return Run(pieces[0][0], pieces[-1][1], "".join(piece[2] for piece in pieces), tuple(begins), joined)
