"""What of a partial may be shown as settled: the successive texts of one utterance in, text and its settled length out.

Local agreement: what two decodes in a row begin with is settled, and from then on it is shown whatever later decodes say;
only the final may differ.  What follows it is a guess: the session looks there for hesitations and paints none of it.
A number at the end is never settled, as the next word may change how it is written (二十 -> 20, 二十万 -> 20万;
"two hundred" -> 200, "two hundred dollars" -> $200).  Pure; `open_utterances` keeps one an utterance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_ZH_NUMBER_CHARACTERS = (
    "0123456789.,$% 零〇一二两三四五六七八九十百千万亿幺半负第\uff0c\u3002\uff1f\uff01\uff1b\uff1a\u3001\u2026"
)
_ZH_NUMBER_PIECE = re.compile(r"(?:[百千万]分之?|(?<=[\d零一二两三四五六七八九十])[点块])$")
_EN_NUMBER_WORDS = frozenset(
    "zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion point and "
    "a an double triple dollar dollars january february march april may june july august september october november "
    "december".split()
)
_WORD = re.compile(r"\S+")


@dataclass(slots=True)
class Agreement:
    """The state of one utterance."""

    lang: str
    stable: str = ""
    """Settled text; only ever grows."""
    shown: str = ""
    """The text of the latest decode, as `hear` has given it back."""

    def hear(self, text: str) -> tuple[str, int]:
        """A new decode of the utterance so far (normalised); returns the text to show and how many characters are settled."""
        shown = self._continued(text)
        agreed = self._settled_length(shown, _common_prefix(shown, self.shown), self.shown)
        self.stable = shown[: max(agreed, len(self.stable))]
        self.shown = shown
        return shown, len(self.stable)

    def _continued(self, text: str) -> str:
        """`text` with its beginning replaced by what is settled."""
        if text.startswith(self.stable):
            return text
        end = _matching_end(self.stable, text)
        if self.lang == "en":
            while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
                end += 1
        elif text[end : end + 1].isdigit():
            # What is settled ends in no number, so this one is new from its first digit on.
            end = len(text[:end].rstrip("0123456789"))
        return self.stable + text[end:]

    def _settled_length(self, shown: str, agreed: int, before: str) -> int:
        prefix = shown[:agreed]
        if self.lang == "en":
            # A word counts only where it ends in both decodes.
            if any(text[agreed : agreed + 1].isalnum() for text in (shown, before)):
                prefix = prefix[: prefix.rfind(" ") + 1]
            return _without_english_number(prefix)
        return _without_chinese_number(prefix)


def ends_in_number(text: str, lang: str) -> bool:
    """Whether what is said next may change how the end of `text` is written."""
    text = text.rstrip(" ,.?!;:\uff0c\u3002\uff1f\uff01\uff1b\uff1a\u3001\u2026")
    return (_without_english_number(text) if lang == "en" else _without_chinese_number(text)) < len(text)


def _common_prefix(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def _matching_end(stable: str, text: str) -> int:
    """Where in `text` the part ends that corresponds to `stable`."""
    blocks = [
        block for block in SequenceMatcher(None, stable, text, autojunk=False).get_matching_blocks() if block.size
    ]
    if not blocks:
        return min(len(stable), len(text))
    last = blocks[-1]
    return min(len(text), last.b + last.size + len(stable) - (last.a + last.size))


def _without_chinese_number(text: str) -> int:
    """Length of `text` without the number, marks and pieces of numbers at its end."""
    while True:
        shorter = text.rstrip(_ZH_NUMBER_CHARACTERS)
        piece = _ZH_NUMBER_PIECE.search(shorter)
        if piece:
            shorter = shorter[: piece.start()]
        if shorter == text:
            return len(text)
        text = shorter


def _without_english_number(text: str) -> int:
    """Length of `text` without the number words at its end."""
    end = 0
    for word in _WORD.finditer(text):
        parts = word[0].lower().strip(".,!?;:$%\"'").split("-")
        if not all(not part.strip("0123456789.,:") or part in _EN_NUMBER_WORDS for part in parts):
            end = word.end()
    return end
