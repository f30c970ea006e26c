"""Whether a speaker is only pausing: the text so far in, the extra silence to wait for out.

Somebody who says "my card number is six two…" or "我想那个…" goes on after the pause; an end of speech there would cut the
number in two.  The session sets the answer as the listener's `hold_ms`.  Pure.
"""

from __future__ import annotations

import re

HESITATION_MS = 500
"""After a filler or a word that never ends a sentence."""
NUMBER_MS = 700
"""Inside a number that is said in groups; people look it up while they speak."""

_ZH_HESITATION = re.compile(
    r"(?:嗯|呃|额|那个|这个|就是|就是说|然后|因为|所以|但是|不过|如果|要是|还有|比如|比如说|我想|我要|我是|和|跟|或者|把|在|的话)"
    r"[\uff0c\u3001\u2026\u3002]*$"
)
_EN_HESITATION = re.compile(
    r"\b(?:um+|uh+|er|hmm|and|or|but|because|so|if|that|the|a|an|to|my|your|of|with|for|is|like|you know|i mean|i want|i need)"
    r"[,.\u2026]*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    # begun: 卡号六二…; announced: 卡号是, my account number is.  给我回电话 announces nothing.
    r"(?:(?:尾号|卡号|账号|号码|工号|验证码|手机|(?<![回打接来通个])电话|密码|身份证|number|account|card|code|phone|ending)"
    r"(?:[^\d]{0,12}\d[\d -]*|号?(?:是|为|\s?is)?)|\d[\d -]{2,})"
    r"[\uff0c\u3001\u3002,.]*$",
    re.IGNORECASE,
)
_WHOLE_LENGTHS = frozenset({11, 16, 18, 19})
"""Digits of a mobile number, a card, an identity card: complete, nothing more is awaited."""
_TAIL_LENGTH = 4
"""Digits of a tail or a staff number; of a card they are only its first group."""
_LONG_NUMBER = re.compile("卡号|账号|手机|电话|身份证|account|card|phone", re.IGNORECASE)


def extra_silence_ms(text: str, lang: str) -> int:
    """How much longer than usual to wait after `text` (normalised, of a partial) before the utterance counts as over."""
    text = text.strip()
    number = _NUMBER.search(text)
    if number:
        digits = sum(character.isdigit() for character in number[0])
        whole = digits in _WHOLE_LENGTHS or (digits == _TAIL_LENGTH and not _LONG_NUMBER.search(number[0]))
        return 0 if whole else NUMBER_MS
    hesitation = _ZH_HESITATION if lang == "zh" else _EN_HESITATION
    return HESITATION_MS if hesitation.search(text) else 0
