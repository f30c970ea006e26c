"""Text as a recogniser writes it in, text as an agent reads it out: simplified, punctuated, numbers as digits.

Rules and replies downstream match on this form too.  Pure; number grammars are in `numbers_zh` and `numbers_en`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC

from .numbers_en import write_numbers as write_english_numbers
from .numbers_zh import write_numbers as write_chinese_numbers

_CJK = r"\u3400-\u4dbf\u4e00-\u9fff\u3007"
_ZH_MARKS = "\uff0c\u3002\uff1f\uff01\uff1b\uff1a\u3001"
_TO_ZH_MARK = {",": "\uff0c", "?": "\uff1f", "!": "\uff01", ";": "\uff1b", ":": "\uff1a"}
_TO_EN_MARK = {
    "\uff0c": ", ", "\u3002": ". ", "\uff1f": "? ", "\uff01": "! ", "\uff1b": "; ", "\uff1a": ": ", "\u3001": ", ",
    "\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u2026": "...",
}  # fmt: skip
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffd\x00-\x08\x0b-\x1f\x7f]")
_TAG = re.compile(r"<\|[^|>]*\|>")


def normalise(text: str, lang: str) -> str:
    """The display form of `text`; `lang` is `zh` or `en` (another language: spaces and invisible characters only)."""
    text = _INVISIBLE.sub("", _TAG.sub("", text))
    text = re.sub(r"\s+", " ", text).strip()
    if lang == "zh":
        return _normalise_chinese(text)
    if lang == "en":
        return _normalise_english(text)
    return text


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


def _normalise_chinese(text: str) -> str:
    text = _narrow(_to_simplified().convert(text))
    text = _join_characters(text)
    # Numbers first: a comma inside digits is part of the number.
    text = write_chinese_numbers(text)
    return _chinese_marks(text)


def _narrow(text: str) -> str:
    """Full-width letters, digits and signs to ASCII; the Chinese marks that look the same stay wide."""
    return "".join(
        unicodedata.normalize("NFKC", character)
        if "\uff01" <= character <= "\uff5e" and character not in _ZH_MARKS and character not in "\uff08\uff09"
        else " "
        if character == "\u3000"
        else character
        for character in text
    )


def _join_characters(text: str) -> str:
    """No space beside a Chinese character or mark."""
    text = re.sub(rf"(?<=[{_CJK}{_ZH_MARKS}]) +", "", text)
    return re.sub(rf" +(?=[{_CJK}{_ZH_MARKS}])", "", text)


def _chinese_marks(text: str) -> str:
    """ASCII marks beside Chinese to Chinese marks; repeated marks to one; none at the start."""
    if not re.search(f"[{_CJK}]", text):
        return text.strip()
    # Not between digits: 12:30, 1,000.  A comma there that groups no three digits parts two numbers.
    text = re.sub(r"(?<=\d),(?!\d{3}(?!\d))", _TO_ZH_MARK[","], text)
    text = re.sub(r"(?<!\d)[,?!;:]|[,?!;:](?!\d)", lambda match: _TO_ZH_MARK[match[0]], text)
    text = re.sub(rf"(?<=[{_CJK}0-9A-Za-z%\uff09])\.(?=$|[{_CJK}\s])", "\u3002", text)
    text = re.sub(r"\.{3,}|\u3002{3,}|\u2026+", "\u2026\u2026", text)
    text = re.sub(rf"([{_ZH_MARKS}])\1+", r"\1", text)
    text = re.sub("[\uff0c\u3001]+([\u3002\uff1f\uff01])", r"\1", text)
    return _join_characters(text.strip()).lstrip(_ZH_MARKS)


def _normalise_english(text: str) -> str:
    for mark, plain in _TO_EN_MARK.items():
        text = text.replace(mark, plain)
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,.?!;:](?:\s|$))", r"\1", text)
    text = re.sub(r"([,?!;])\1+", r"\1", text).strip().lstrip(",.;:?! ")
    text = write_english_numbers(text)
    return text[:1].upper() + text[1:]
