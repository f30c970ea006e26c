"""A mistake in an author's entry, in the language of the screen: the server's sentence in, the reader's out.

Next: the author's panes show it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from .mistake_table import FIELDS, MISTAKES

_MARK = re.compile(r"(%[0-9f])")


def mistake_words(text: str) -> str:
    """What is wrong, as the author reads it; a sentence that is not known stays as it came."""
    for pattern, sentence in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            return _filled(QCoreApplication.translate("Mistakes", sentence), found.groupdict())
    return text


def _filled(said: str, found: dict[str, str]) -> str:
    return _MARK.sub(lambda mark: _value(mark.group(), found), said)


def _value(mark: str, found: dict[str, str]) -> str:
    value = found.get(f"m{mark[1]}", mark)
    if mark != "%f" or value not in FIELDS:
        return value
    return QCoreApplication.translate("MistakeFields", FIELDS[value])


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    made = []
    for sentence in map(str, MISTAKES):
        parts = (f"(?P<m{part[1]}>.+?)" if _MARK.fullmatch(part) else re.escape(part) for part in _MARK.split(sentence))
        made.append((re.compile("".join(parts), re.DOTALL), sentence))
    return tuple(made)
