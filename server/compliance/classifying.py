"""What kind of number a run of digits is.  Its form goes before its label; check digits are not asked, for a recogniser errs.

In: digits, the word that announced them and the language.  Out: an entity.  Next: `server.compliance.redaction`.
"""

from __future__ import annotations

import re
from datetime import date

from protocol.message import Language

from .announcing import NUMBERS

_PUBLIC = {"zh": re.compile(r"(?:400|800)\d{7}|9[56]\d{3,6}|1[02]\d{3}|1(?:1[0249]|2[02])"),
           "en": re.compile(r"[2-9]11|988|1?8(?:00|33|44|55|66|77|88)\d{7}")}


def classify(digits: str, label: str, lang: Language) -> str:
    """The entity of a private number."""
    count = len(digits)
    if lang == "zh" and count in (17, 18) and (digits.endswith("X") or is_date(digits[6:14])):
        return "id_card"
    if label in NUMBERS:
        return label
    if lang == "zh" and (count == 11 and digits[0] == "1" and digits[1] in "3456789" or
                         count == 13 and digits.startswith("861")):
        return "phone"
    if lang == "en" and (count == 10 and digits[0] in "23456789" or count == 11 and digits[0] == "1"):
        return "phone"
    if lang == "en" and count == 9:
        return "ssn"
    if 13 <= count <= 19 and (digits[0] in "23456" or _luhn(digits)):
        return "card"
    return "account"


def is_public(digits: str, lang: Language) -> bool:
    """True for a hotline that anybody may read."""
    return _PUBLIC[lang].fullmatch(digits) is not None


def is_date(digits: str) -> bool:
    """True for eight digits that are a day between 1900 and 2099."""
    if len(digits) != 8 or digits[:2] not in ("19", "20") or not digits.isdigit():
        return False
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def is_year(digits: str) -> bool:
    """True for four digits that are a year."""
    return len(digits) == 4 and digits[:2] in ("19", "20")


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) if digit.isdigit() else 0
        total += sum(divmod(value * 2, 10)) if place % 2 else value
    return total % 10 == 0
