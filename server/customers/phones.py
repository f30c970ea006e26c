"""Phone numbers: as people write them in, one form out (`+8613800007315`), and a form that may be shown.

Used to find a customer by number; the number itself is never written to a log.
"""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"[\s().\-/·]+")
_E164 = re.compile(r"\+[1-9]\d{6,14}")
_DIGITS = str.maketrans("０１２３４５６７８９＋－", "0123456789+-")
_EXTENSION = re.compile(r"(?:ext\.?|x|转|分机)\s*\d{1,6}$", re.IGNORECASE)


def normalised(text: str, country: str = "86") -> str:
    """A number in international form; empty if it can not be one.

    Args:
        country: code for numbers written without one; a leading 0 of such a number is a trunk prefix.
    """
    number = _SEPARATORS.sub("", _EXTENSION.sub("", text.strip().translate(_DIGITS)))
    for scheme in ("tel:", "sip:"):
        number = number.removeprefix(scheme)
    number = number.partition("@")[0].partition(";")[0]
    if number.startswith("00"):
        number = "+" + number[2:]
    elif not number.startswith("+"):
        national = number.lstrip("0")
        plain_us = country == "1" and len(national) == 11 and national.startswith("1")
        number = f"+{national}" if plain_us else f"+{country}{national}"
    return number if _E164.fullmatch(number) else ""


def shown(phone: str) -> str:
    """The last four digits only: `****7315`."""
    return f"****{phone[-4:]}" if len(phone) >= 8 else "****"
