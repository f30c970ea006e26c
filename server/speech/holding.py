"""Whether a speaker is only pausing: the text so far in, the extra silence to wait for out.

Somebody who says "my card number is six two…" or "我想那个…" goes on after the pause; an end of speech there would cut the
number in two.  The session sets the answer as the listener's `hold_ms`.  Pure.
"""

from __future__ import annotations

import re

from .agreement import ends_in_number

HESITATION_MS = 600
"""After a filler or a word that never ends a sentence."""
COMMA_MS = 200
"""After a mark that ends no sentence; recognisers write it freely where the sound breaks off."""
NUMBER_MS = 900
"""Inside a number that is said in groups; people look it up while they speak."""

_ZH_HESITATION = re.compile(
    r"(?:嗯|呃|额|那个|这个|就是|就是说|然后|因为|所以|但是|不过|如果|要是|还有|比如|比如说|我想|我要|我是|和|跟|或者|把|在|的话)"
    r"[\uff0c\u3001\u2026\u3002]*$"
)
_EN_HESITATION = re.compile(
    r"\b(?:um+|uh+|er|hmm|and|or|but|because|so|if|that|the|a|an|to|my|your|of|with|for|is|like|"
    r"you know|i mean|i want|i need|let me see|let me think|well)[,.\u2026]*$",
    re.IGNORECASE,
)
_OPEN_MARKS = (",", "\uff0c", "\u3001", "\u2026")
_DIGIT = "\\d\u96f6\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5e7a"
_SEPARATOR = " \\-\uff0c\u3001\u3002,.\u2026"
_RUN = re.compile(f"[{_DIGIT}][{_DIGIT}{_SEPARATOR}]*$")
"""A number at the end, in groups; a group of one digit is still written as a word in Chinese."""
_LABEL = re.compile(
    "尾号|卡号|账号|帐号|号码|工号|验证码|手机|(?<![回打接来通个])电话|密码|身份证|number|account|card|code|phone|ending",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    # 卡号 and "card number" announce by themselves, 手机 and "card" only with 是: many a sentence ends with them.
    r"(?:(?:尾号|卡号|[账帐]号|号码|工号|验证码|手机号|身份证号|number)(?:是|为|\s?is)?"
    r"|(?:手机|(?<![回打接来通个])电话|密码|身份证|account|card|code|phone)(?:是|为|\s?is)|ending(?: in)?)"
    rf"[{_SEPARATOR}]*$",
    re.IGNORECASE,
)
_LABEL_REACH = 12
"""Characters between a label and its number."""
_UNLABELLED = re.compile(r"(?!\d+00\W*$)\d[\d -]{2,}")
"""Three digits and more without a label; a round number is an amount and nobody goes on with it."""
_WHOLE_LENGTHS = (
    (re.compile("尾号|[后末]四位|ending|last four", re.IGNORECASE), frozenset({4})),
    (re.compile("身份证"), frozenset({18})),
    (re.compile("手机|电话|phone", re.IGNORECASE), frozenset({10, 11})),
    (re.compile("卡号|card", re.IGNORECASE), frozenset({16, 19})),
    (re.compile("账号|帐号|account", re.IGNORECASE), frozenset({16, 19})),
    (re.compile("验证码|密码|code", re.IGNORECASE), frozenset({4, 6})),
)
"""What a number is called -> digits with which it is complete and nothing more is awaited; the first that fits counts."""
_END_MARKS = (".", "?", "!", "\u3002", "\uff1f", "\uff01")
_WORD = (re.compile(r"[^\W_]"), re.compile(r"[^\W_]+"))
_LEAST_WORDS, _LEAST_CHARACTERS = 3, 4
"""Of a sentence; a shorter one may be its beginning."""
_ANY_WHOLE_LENGTH = frozenset({4, 11, 16, 18, 19})


def extra_silence_ms(text: str, lang: str) -> int:
    """How much longer than usual to wait after `text` (normalised, of a partial) before the utterance counts as over."""
    text = text.strip()
    run = _RUN.search(text)
    if run:
        digits = sum(character not in " -\uff0c\u3001\u3002,.\u2026" for character in run[0])
        before = text[: run.start()]
        labels = [label.end() for label in _LABEL.finditer(before)]
        labelled = bool(labels) and len(before) - labels[-1] <= _LABEL_REACH
        if labelled or _UNLABELLED.match(run[0]):
            return 0 if digits in _whole_lengths(before if labelled else "") else NUMBER_MS
    elif _ANNOUNCED.search(text):
        return NUMBER_MS
    hesitation = _ZH_HESITATION if lang == "zh" else _EN_HESITATION
    if hesitation.search(text):
        return HESITATION_MS
    return COMMA_MS if text.endswith(_OPEN_MARKS) else 0


def finished(text: str, lang: str) -> bool:
    """Whether `text` (normalised, of what may be an utterance's end) is a whole sentence, with nothing that is awaited."""
    if not text.rstrip().endswith(_END_MARKS) or extra_silence_ms(text, lang) or ends_in_number(text, lang):
        return False
    return len(_WORD[lang == "en"].findall(text)) >= (_LEAST_WORDS if lang == "en" else _LEAST_CHARACTERS)


def _whole_lengths(before: str) -> frozenset[int]:
    """The lengths of a number that is called as the end of `before` says."""
    called = before[-2 * _LABEL_REACH :]
    return next((lengths for name, lengths in _WHOLE_LENGTHS if name.search(called)), _ANY_WHOLE_LENGTH)
