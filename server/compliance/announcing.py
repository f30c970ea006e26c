"""Words that say which number comes next: text in, labels with their places out.

A label is private (`card`, `otp`, ...), `weak` (a number may be read out now) or `kept` (an amount, an order number,
the
last four digits: what follows may be read).  Next: `server.compliance.redaction`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from server.content.patterns import needed

SECRETS = ("cvv", "otp", "password")
"""Short numbers of which nothing stays readable."""
NUMBERS = ("ssn", "id_card", "phone", "card", "account")
"""Long numbers."""

_PATTERNS = (
    ("cvv", r"cvv2?|cvc2?|cvn2?|安全码|(?:背面|反面)[的那后]{0,2}[三3几][位个]|security code|three digits on the back"),
    ("otp", r"验证码|校验码|动态码|动态密码|动态口令|短信码|one[- ]?time (?:pass)?(?:code|word)|\botp\b|passcode|"
            r"verification code|(?:the|your|a) code\b"),
    ("password", r"密码|口令|password|\bpin\b(?: code| number)?"),
    ("kept", r"尾号|[后末](?:两|三|四|五|六|2|3|4|5|6)位|last (?:two|three|four|five|2|3|4|5)(?: digits)?|end(?:s|ing) (?:in|with)|"
             r"订单号?码?|工单号?码?|流水号?码?|编号|合同号?码?|参考号?码?|受理号?码?|凭证号?码?|保单号?码?|单号|工号|批次|型号|邮编|"
             r"\breference\b|(?:order|case|ticket|confirmation|application|claim|invoice|tracking|contract|"
             r"policy|employee|badge|staff|"
             r"model) (?:number|id|code|no\b)|\bagent (?=\d|one|two|three|four|five|six|seven|eight|nine|zero)|"
             r"zip code|"
             r"金额|多少钱|多少元|额度|余额|利率|费率|几期|几年|期限|哪一?[天年]|几点|多久|几号|多少期|"
             r"how much|how many|amount|balance|how long|what year|what time|interest rate|\bapr\b|\bwhen\b|"
             r"房间|楼层|门牌|网点在|\broom\b|\bsuite\b|\bfloor\b|apartment|\bunit\b"),
    ("ssn", r"social security|\bssn\b|\bsocial\b(?! media)"),
    ("id_card", r"身份证(?:号码?)?|证件号码?"),
    ("phone", r"手机号?码?|电话号?码?|联系方式|打给?我|phone number|(?:cell|mobile)(?: number)?|call me (?:back )?(?:at|on)|"
              r"reach (?:me|you|\w+ \w+) (?:at|on)|"
              r"number to reach"),
    ("card", r"卡号|信用卡号|银行卡号|card number|\bpan\b"),
    ("account", r"账号|帐号|账户号码?|account number|routing number|iban"),
    ("weak", r"银行卡|信用卡|账户|记一?下|报给[你您]|(?:我|给[你您])念|念了|打这个|这张卡|那张|\bcard\b|\baccount\b|\bvisa\b|mastercard|"
             r"reading (?:it|that)\b|\bit says\b"),
)
_READ_OUT = re.compile(r"记一?下|报给")
_LABELS = re.compile("|".join(f"(?P<{entity}>{pattern})" for entity, pattern in _PATTERNS), re.IGNORECASE)
_HINTS = AhoCorasick(sorted(needed(_LABELS.pattern)))
"""Most lines hold none of these and announce nothing."""
_ASKS = re.compile(r"[??]|多少|请|麻烦|[报念读]一?[下遍]|[报念读]给|说一?下|提供|核对|告诉|哪|几|输入|what|which|could|can you|may i|please|"
                   r"need|read|tell|give|confirm|"
                   r"\bthe (?:cvv|three digits)|number\b", re.IGNORECASE)
_TAIL = re.compile(r"(?:后|末|尾号?|最后)(?:的)?(?:[二三四五六两2-6]位)?(?:数字?|是|为|:|:)*\s*$|last (?:two|three|four|five|2|3|4|5)"
                   r"(?: digits)?(?: (?:is|are))?\s*$|end(?:s|ing) (?:in|with)\s*$", re.IGNORECASE)


_KEPT = 256
"""Lines whose labels are kept: one side's line is read for masking and overheard for the other side."""


@dataclass(frozen=True, slots=True)
class Label:
    """One announcing word."""

    end: int
    """Where it ends in the text."""
    entity: str
    """An entity, `weak` or `kept`."""


@lru_cache(maxsize=_KEPT)
def find_labels(text: str) -> tuple[Label, ...]:
    """The announcing words of a text, in order."""
    if not _HINTS.find_matches_as_indexes(text.lower()):
        return ()
    labels: list[Label] = []
    for match in _LABELS.finditer(text):
        # "The order number, please note" still announces an order number.
        if not (labels and labels[-1].entity == "kept" and _READ_OUT.match(match.group())):
            labels.append(Label(match.end(), match.lastgroup or ""))
    return tuple(labels)


def asked_for(text: str) -> str:
    """What a line asks the other side to say: an entity, `kept`, or empty."""
    labels = [label.entity for label in find_labels(text) if label.entity != "weak"]
    # Who gives a number does not ask for it.
    if not labels or "**" in text:
        return ""
    # "The last four digits of your card" asks for a tail.
    wanted = labels[0] if labels[0] == "kept" else labels[-1]
    return wanted if wanted in SECRETS or _ASKS.search(text) else ""


def is_tail(text: str, start: int) -> bool:
    """True if what comes right before this place says that the end of a number follows."""
    return _TAIL.search(text, max(0, start - 24), start) is not None
