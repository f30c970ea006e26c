"""Whether a recogniser goes in circles: its text or tokens in, what is left of them out.  Pure; `guards` asks.

People repeat themselves too: 对对对对, "no no no no", and digits above all (八八八八八八, "seven seven seven seven").
So digits are never cut, spoken or written, and a short phrase has to come back more often than a long one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

from .numbers_zh import DIGITS

_DIGIT_WORDS = (
    "zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|double|triple"
)
_DIGIT = "0-9" + re.escape("".join(DIGITS) + "十百千万")
_NUMERAL = re.compile(rf"(?:[{_DIGIT}\s,，、。.\-]|\b(?:{_DIGIT_WORDS})\b)*", re.IGNORECASE)
_LONGEST_UNIT = 30
_SHORT_UNIT = 6
"""Units of so many characters are what people say again and again."""
_SHORTEST_RATED_BYTES = 48
"""Shorter texts compress badly or well by chance."""


def collapse_loops(text: str, repeats: int = 4) -> str:
    """Cut each phrase that stands `repeats` times in a row to one.

    A phrase has 2 to 30 characters; single characters and words of up to six need twice as many repetitions.
    Numbers stay: an account may well end in 8888 8888, and be read out so.
    """
    for unit, times in ((rf"[^\W{_DIGIT}]", 2 * repeats), (rf"\b[^\W\d]{{1,{_SHORT_UNIT}}}[\s,，、.!?。！？]+", 2 * repeats),
                        (rf"[^\s]{{2,{_SHORT_UNIT}}}?", repeats + 1), (rf".{{{_SHORT_UNIT + 1},{_LONGEST_UNIT}}}?", repeats)):
        # The last repetition may lack the mark or space that ends the others.
        loop = re.compile(rf"(?P<unit>{unit})(?P=unit){{{times - 1},}}", re.IGNORECASE)
        text = loop.sub(lambda match: match[0] if _numeral(match["unit"]) else match["unit"], text)
    return text


def _numeral(unit: str) -> bool:
    return _NUMERAL.fullmatch(unit) is not None


def looping_tokens(tokens: Sequence[str], repeats: int = 4) -> bool:
    """Whether the tokens end in a run that comes back: of three tokens and more `repeats` times, of fewer three times as often.

    Token by token it also shows in pieces of characters that make no text.
    """
    count = len(tokens)
    for length in range(1, min(24, count // repeats) + 1):
        times = repeats if length >= 3 else 3 * repeats
        if count < length * times:
            continue
        unit = tokens[count - length:]
        if all(tokens[count - length * (k + 1):count - length * k] == unit for k in range(1, times)):
            return not _numeral("".join(unit))
    return False


def compression_ratio(text: str) -> float:
    """Bytes over compressed bytes, without the numbers in it; 1 for text too short to tell."""
    words = re.sub(rf"\b(?:{_DIGIT_WORDS})\b", "", text, flags=re.IGNORECASE)
    raw = " ".join("".join(" " if _numeral(character) else character for character in words).split()).encode()
    return len(raw) / len(zlib.compress(raw)) if len(raw) >= _SHORTEST_RATED_BYTES else 1.0
