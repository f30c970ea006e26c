"""Private numbers: an utterance's text in, the text with them masked out, as long as before so that spans stay valid.

Masked are runs of seven digits and more (cards, identity cards, phones, accounts), short ones right after a word such as
验证码 or CVV (15 s, also across utterances), the continuation of a number that was cut in two, and mail addresses.
Amounts, rates, terms and dates stay.  One object per call and channel.  Next: the pipeline stores the masked text only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ahocorasick_rs import AhoCorasick

from protocol.message import Language
from server.content.patterns import needed

from .digits import Run, bridge, find_runs, holds_digits

MIN_RUN = 7
"""Digits that make a private number by themselves."""
MIN_LABELLED = 5
"""Digits that do so after a word such as 卡号."""
MIN_SECRET = 3
"""Digits that do so after CVV, a code or a password."""
KEPT = 3
"""Last digits that stay readable, of numbers that are no secret."""
EXPECT_MS = 15_000
"""How long such a word is remembered."""
CUT_MS = 8_000
"""How long after a number the rest of it may follow."""

_SECRETS = ("cvv", "otp", "password")
_LABELS = re.compile("|".join(f"(?P<{entity}>{pattern})" for entity, pattern in (
    ("cvv", r"cvv2?|cvc2?|cvn2?|安全码|背面(?:的)?(?:后)?三位|security code|three digits on the back"),
    ("otp", r"验证码|校验码|动态码|动态密码|动态口令|短信码|one[- ]?time (?:pass)?(?:code|word)|\botp\b|passcode|"
            r"verification code|(?:the|your|a) code\b"),
    ("password", r"密码|口令|password|\bpin\b(?: code| number)?"),
    ("ssn", r"social security|\bssn\b"),
    ("id_card", r"身份证(?:号码?)?|证件号码?"),
    ("phone", r"手机号?码?|电话号?码?|联系方式|phone number|(?:cell|mobile)(?: number)?|call me (?:at|on)"),
    ("card", r"卡号|信用卡号|银行卡号|card number|\bpan\b"),
    ("account", r"账号|帐号|账户号码?|account number|routing number|iban"),
)), re.IGNORECASE)
_LABEL_HINTS = AhoCorasick(sorted(needed(_LABELS.pattern)))
"""Most lines hold none of these and announce nothing."""
_TAIL = re.compile(r"(?:后|末|尾号?|最后)(?:的)?(?:[二三四五六两2-6]位)?(?:数字?|是|为|:|:)*\s*$|last (?:two|three|four|five|2|3|4|5)"
                   r"(?: digits)?(?: (?:is|are))?\s*$|ending (?:in|with)\s*$", re.IGNORECASE)
_NARROW = str.maketrans({chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)})
"""Full-width digits, letters and marks to the plain ones, one for one."""
_PUBLIC = re.compile(r"(?:400|800)\d{7}|9[56]\d{3,6}|1?8(?:00|33|44|55|66|77|88)\d{7}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}\s?@\s?[A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{1,60}){1,4}|"
                    r"\b[A-Za-z0-9._-]{1,40}(?: (?:dot|underscore) [A-Za-z0-9]{1,40}){0,3} at [A-Za-z0-9-]{1,40}"
                    r"(?: dot [A-Za-z]{2,12}){1,3}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """One private number or name."""

    entity: str
    span: tuple[int, int]
    """[from, to) in the text, what stays readable included."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text and what was masked in it."""

    text: str
    """As long as the text that came in; masked characters are `*`."""
    redactions: tuple[Found, ...]
    """In order of place."""


class Redactor:
    """Masks the utterances of one channel of one call, in their order."""

    def __init__(self, lang: Language) -> None:
        self._lang = lang
        self._expected = ""
        self._expected_until_ms = -1
        self._cut_entity = ""
        self._cut_until_ms = -1

    def mask(self, text: str, at_ms: int = 0) -> Masked:
        """The text with private numbers masked.

        Args:
            text: one utterance, normalised or as spoken.
            at_ms: call time of the utterance's end.
        """
        shown, text = text, text.translate(_NARROW)
        mails = _EMAIL.finditer(text) if "@" in text or " at " in text else ()
        found: list[tuple[Found, int]] = [(Found("email", match.span()), 0) for match in mails]
        runs = bridge(text, find_runs(text, self._lang), self._lang) if holds_digits(text, MIN_SECRET) else []
        labels = self._labels(text)
        for run in runs:
            entity = self._entity(text, run, labels, at_ms)
            if entity and not any(one.span[0] < run.end and run.start < one.span[1] for one, _ in found):
                kept = 0 if entity in (*_SECRETS, "ssn") or self._continues(text, run, at_ms) else KEPT
                found.append((Found(entity, (run.start, run.end)), _kept_from(run, kept)))
        masked = list(shown)
        for one, kept_from in found:
            for place in range(one.span[0], kept_from or one.span[1]):
                masked[place] = "*"
        self._remember(text, runs, labels, [one for one, _ in found], at_ms)
        return Masked("".join(masked), tuple(sorted((one for one, _ in found), key=lambda one: one.span)))

    def overhear(self, text: str, at_ms: int = 0) -> None:
        """Hears the other channel ask for a secret, so that a short answer is masked too."""
        secrets = [(place, entity) for place, entity in self._labels(text.translate(_NARROW)) if entity in _SECRETS]
        if secrets:
            self._expected, self._expected_until_ms = secrets[-1][1], at_ms + EXPECT_MS

    def _labels(self, text: str) -> list[tuple[int, str]]:
        """(end, entity) of the words in the text that announce a number, in order."""
        if not _LABEL_HINTS.find_matches_as_indexes(text.lower()):
            return []
        return [(match.end(), match.lastgroup or "") for match in _LABELS.finditer(text)]

    def _entity(self, text: str, run: Run, labels: list[tuple[int, str]], at_ms: int) -> str:
        count = len(run.digits)
        label = next((entity for end, entity in reversed(labels) if end <= run.start), "")
        expected = self._expected if at_ms <= self._expected_until_ms else ""
        if _TAIL.search(text, max(0, run.start - 24), run.start) and count <= 6:
            return ""
        near = label or expected
        if near in _SECRETS and MIN_SECRET <= count <= 8:
            return near
        if self._continues(text, run, at_ms) and count >= MIN_SECRET:
            return self._cut_entity
        if count < (MIN_LABELLED if label else MIN_RUN):
            return ""
        if not label and (_PUBLIC.fullmatch(run.digits) or _is_date(run.digits) or _are_years(text, run)):
            return ""
        return _classify(run.digits, near, self._lang)

    def _continues(self, text: str, run: Run, at_ms: int) -> bool:
        """True if the run opens the utterance right after one that ended in the midst of a number."""
        return bool(self._cut_entity) and at_ms <= self._cut_until_ms and len(text[:run.start].strip(" ,,。.、嗯呃啊")) <= 2

    def _remember(self, text: str, runs: list[Run], labels: list[tuple[int, str]], found: list[Found],
                  at_ms: int) -> None:
        answered = any(one.entity == self._expected for one in found)
        if answered or at_ms > self._expected_until_ms:
            self._expected = ""
        if labels and not any(run.start >= labels[-1][0] and len(run.digits) >= MIN_SECRET for run in runs):
            self._expected, self._expected_until_ms = labels[-1][1], at_ms + EXPECT_MS
        last = runs[-1] if runs else None
        cut = last is not None and len(text[last.end:].strip(" ,,。.、-…")) == 0 and len(last.digits) >= MIN_SECRET
        tail = last is not None and _TAIL.search(text, max(0, last.start - 24), last.start)
        if cut and last is not None and not tail and (found or len(last.digits) >= 4):
            at_end = next((one.entity for one in found if one.span[1] == last.end), "")
            if at_end not in _SECRETS and (at_end or labels or len(last.digits) >= 4) and len(last.digits) < 19:
                self._cut_entity, self._cut_until_ms = at_end or _label_of(labels) or "account", at_ms + CUT_MS
                return
        if text.strip(" ,,。.、嗯呃啊"):
            self._cut_entity = ""


def _label_of(labels: list[tuple[int, str]]) -> str:
    return labels[-1][1] if labels else ""


def _kept_from(run: Run, kept: int) -> int:
    """Where the readable end of a run begins; its end if nothing stays."""
    if not kept or len(run.digits) <= kept or run.digits.endswith("X"):
        return run.end
    begin = run.begins[-kept]
    # A piece that says several digits ("forty two") may begin before the first digit that stays.
    return begin if run.begins.count(begin) <= 1 else run.end


def _classify(digits: str, label: str, lang: Language) -> str:
    """What kind of number it is.  Its form goes before the label, check digits are not asked: a recogniser errs."""
    count = len(digits)
    if lang == "zh" and count in (17, 18) and (digits.endswith("X") or _is_date(digits[6:14])):
        return "id_card"
    if label in ("ssn", "id_card", "phone", "card", "account"):
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


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) if digit.isdigit() else 0
        total += sum(divmod(value * 2, 10)) if place % 2 else value
    return total % 10 == 0


def _is_date(digits: str) -> bool:
    """True for eight digits that are a day between 1900 and 2099."""
    if len(digits) != 8 or digits[:2] not in ("19", "20") or not digits.isdigit():
        return False
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _are_years(text: str, run: Run) -> bool:
    """True for two years with something between them: 2020-2026."""
    return bool(re.fullmatch(r"(?:19|20)\d\d\D{1,3}(?:19|20)\d\d", text[run.start:run.end]))
