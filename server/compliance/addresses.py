"""Mail addresses and postal addresses in speech and writing: text in, their places out.

Of a postal address the street, house and room are private; city and district stay.  Next:
`server.compliance.redaction`.
"""

from __future__ import annotations

import re

from protocol.message import Language

_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}\s?@\s?[A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{1,60}){1,4}|"
                   r"\b[A-Za-z0-9._-]{1,40}(?: (?:dot|underscore|dash) [A-Za-z0-9]{1,40}){0,3} at [A-Za-z0-9-]{1,40}"
                   r"(?: [A-Za-z0-9]{1,40}){0,1}(?: dot [A-Za-z]{2,12}){1,3}\b", re.IGNORECASE)

_N = "[0-9零一二三四五六七八九十百两幺A-Za-z]{1,6}"
_PART = rf"(?:{_N}(?:号楼|号院|号|弄|栋|幢|座|单元|层|楼|室|房)|(?<=[元栋楼座])[0-9零一二三四五六七八九幺]{{2,4}})"
_POSTAL_ZH = re.compile(
    rf"(?P<road>[\u4e00-\u9fff]{{1,6}}?(?:大道|胡同|[路街巷弄]))(?:\s?,?\s?{_PART}){{1,6}}室?|"
    rf"{_N}(?:号楼|栋|幢|座|楼)\s?,?(?:{_N}单元)?\s?{_N}室|{_N}单元\s?[0-9零一二三四五六七八九幺]{{3,4}}室?|"
    r"[A-Z]座[0-9]{3,4}室?")
_BEFORE_ROAD = re.compile(r".*(?:[省市区县镇]|住在|住|地址是|地址|寄到|送到|就在|搬到|在|是|到)")
_HOUSE_EN = (r"(?:[0-9]{1,5}[A-Z]?|(?:(?:one|two|three|four|five|six|seven|eight|nine|oh|ten|eleven|twelve|thirteen|"
             r"fourteen|fifteen|sixteen|"
             r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)[\s-]){1,5})")
_FLAT_EN = r"(?:apartment|apt|unit|suite|flat|number|#)\.?\s?[0-9]{1,4}[A-Za-z]?\b"
_POSTAL_EN = re.compile(
    rf"\b{_HOUSE_EN}\s?(?:[A-Za-z]{{2,14}}\s){{1,3}}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|court|ct|"
    rf"boulevard|blvd|"
    rf"way|place|terrace|parkway|circle)\b(?:,?\s{_FLAT_EN})?", re.IGNORECASE)
_OPEN_ZH = re.compile(r"(?P<road>[\u4e00-\u9fff]{1,6}?(?:大道|胡同|[路街巷弄]))"
                      r"[0-9零一二三四五六七八九十百两幺A-Za-z号楼院弄栋幢座单元层室房,,\s]{0,20}$")
_OPEN_EN = re.compile(rf"\b{_HOUSE_EN}\s?(?:[A-Za-z]{{2,14}}\s?){{1,4}}"
                      r"(?:,\s?[A-Za-z]{0,9}\s?[0-9]{0,4}[A-Za-z]?)?$", re.IGNORECASE)


def find_mails(text: str) -> list[tuple[int, int]]:
    """[start, end) of the mail addresses."""
    return [match.span() for match in _MAIL.finditer(text)] if "@" in text or " at " in text else []


def find_addresses(text: str, lang: Language, *, growing: bool = False) -> list[tuple[int, int]]:
    """[start, end) of streets with house numbers and of rooms in a building.

    Of a text that is still growing, a street at the end counts before its number has come.
    """
    matches = list((_POSTAL_EN if lang == "en" else _POSTAL_ZH).finditer(text))
    if growing:
        matches += (_OPEN_EN if lang == "en" else _OPEN_ZH).finditer(text)
    return [(match.start() + _outside(match.groupdict().get("road")), match.end()) for match in matches]


def _outside(road: str | None) -> int:
    """Characters of a match before the street's name: city, district, and words such as 住在."""
    before = _BEFORE_ROAD.match(road[:-2]) if road else None
    return before.end() if before else 0
