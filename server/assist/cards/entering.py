"""What was entered on a card, read exactly: a text in, a value or the reason why it is none out.

Nothing is guessed: a text that is not plainly one number is refused, so no figure is ever worked out from a slip.
Used by `form`.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Context, Decimal

from protocol.message import Language
from server.assist.figures import canonical

LONGEST = 40
"""Characters of one entry; the rest is cut off."""
_EXACT = Context(prec=2 * LONGEST)
MOST_DECIMALS = {"amount": 2, "percent": 6, "whole": 0}
_NUMBER = re.compile(r"(?P<sign>[-−–]?)[¥￥$€£]?\s*(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*"
                     r"(?P<scale>万|亿|千|k|thousand|m|million)?\s*(?:元|块钱?|人民币|美元|dollars?|usd|yuan|%|个月|期|months?)?",
                     re.IGNORECASE)
_SCALES = {"千": 1000, "万": 10_000, "亿": 100_000_000, "k": 1000, "thousand": 1000, "m": 1_000_000, "million": 1_000_000}
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_SSN = re.compile(r"\d{3}-\d{2}-\d{4}")
_JOINED = re.compile(r"[\s,-]")
_PRIVATE = re.compile(r"\d{11}")
_DIGIT = re.compile(r"\d")
_WORDS: dict[Language, dict[str, str]] = {
    "zh": {"amount": "请填数字，例如 50000", "percent": "请填百分数，例如 3.65", "whole": "请填整数", "date": "请写成 2026-03-15",
           "choice": "请从列表中选择", "decimals": "最多 {} 位小数", "lowest": "不能小于 {}", "highest": "不能大于 {}",
           "earliest": "不能早于 {}", "latest": "不能晚于 {}", "positive": "要大于 0", "no_day": "没有这一天"},
    "en": {"amount": "Enter a number, such as 50000", "percent": "Enter a percentage, such as 3.65",
           "whole": "Enter a whole number", "date": "Write it as 2026-03-15", "choice": "Choose from the list",
           "decimals": "At most {} decimals", "lowest": "Not less than {}", "highest": "Not more than {}",
           "earliest": "Not before {}", "latest": "Not after {}", "positive": "Must be more than 0",
           "no_day": "There is no such day"},
}


class EntryError(ValueError):
    """What was entered is no such value; the text says why, in the agent's language."""

    code = "assist.entry"
    retryable = False


def kept(text: str) -> str:
    """An entry as it may be stored: cut to length, and without its digits if it is a card, telephone or identity number.

    Eleven digits and more are no amount that any card takes; a short number stays, for it may well be one.
    """
    cut = text[:LONGEST]
    if _SSN.search(cut) or _PRIVATE.search(_JOINED.sub("", cut)):
        return _DIGIT.sub("*", cut)
    return cut


def number(text: str, kind: str, lang: Language, lowest: Decimal | None = None, highest: Decimal | None = None, *,
           positive: bool = False) -> Decimal:
    """An amount, a percentage or a whole number.

    Args:
        kind: `amount` (two decimals at most, 万 and k understood), `percent` or `whole`.

    Raises:
        EntryError: no number, too many decimals, or out of the limits.
    """
    words = _WORDS[lang]
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None or (match["scale"] and kind != "amount"):
        raise EntryError(words[kind])
    value = _EXACT.multiply(Decimal(match["digits"].replace(",", "")), Decimal(_SCALES.get((match["scale"] or "").lower(), 1)))
    if match["sign"]:
        value = -value
    if value.normalize(_EXACT).as_tuple().exponent < -MOST_DECIMALS[kind]:  # type: ignore[operator]
        raise EntryError(words["decimals"].format(MOST_DECIMALS[kind]) if MOST_DECIMALS[kind] else words["whole"])
    if positive and value <= 0:
        raise EntryError(words["positive"])
    if lowest is not None and value < lowest:
        raise EntryError(words["lowest"].format(bound(lowest)))
    if highest is not None and value > highest:
        raise EntryError(words["highest"].format(bound(highest)))
    return value


def bound(value: Decimal) -> str:
    """A limit as it is shown: `50,000`, `0.5`."""
    return f"{Decimal(canonical(value)):,f}"


def day(text: str, lang: Language, earliest: date | None = None, latest: date | None = None) -> date:
    """A day.

    Raises:
        EntryError: no date, a day that does not exist, or out of the limits.
    """
    words = _WORDS[lang]
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        raise EntryError(words["date"])
    try:
        value = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as error:
        raise EntryError(words["no_day"]) from error
    if earliest is not None and value < earliest:
        raise EntryError(words["earliest"].format(earliest.isoformat()))
    if latest is not None and value > latest:
        raise EntryError(words["latest"].format(latest.isoformat()))
    return value


def choice(text: str, lang: Language, values: tuple[str, ...]) -> str:
    """One of a list's values.

    Raises:
        EntryError: it is none.
    """
    if text not in values:
        raise EntryError(_WORDS[lang]["choice"])
    return text
