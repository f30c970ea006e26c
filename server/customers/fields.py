"""What a customer's record may hold: each field's type, group, words and who may see it.

In: the table below, and `customer_fields.toml` of the state directory, which adds fields or changes who sees one.
Out: `FieldTable`.  Next: `reading` checks values against it, `views` masks by it.  A field that is not in it is never
shown: nobody has said who may see it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from protocol.message import Role

from .errors import FieldsInvalid

FieldType = Literal["text", "amount", "rate", "date", "count", "tail"]
"""`amount` >= 0; `rate` in per cent a year, 0..100; `date` ISO 8601; `count` whole, >= 0; `tail` the last 3 or 4 digits."""
Group = Literal["identity", "holdings", "payments", "offers", "service"]
FILE = "customer_fields.toml"
_EVERYBODY: tuple[Role, ...] = ("agent", "supervisor", "trainer", "quality", "compliance")
_INCOME: tuple[Role, ...] = ("supervisor", "compliance")
_NOT_QUALITY: tuple[Role, ...] = ("agent", "supervisor", "compliance")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True)
class CustomerFieldKind:
    """One field of the record."""

    key: str
    type: FieldType
    group: Group
    zh: str
    """Its name on a Chinese screen."""
    en: str
    """Its name on an English screen."""
    visible: tuple[Role, ...] = _EVERYBODY
    """Roles that may see its value; for all others it is masked."""
    unit_zh: str = ""
    unit_en: str = ""
    """Behind a `count`."""


def _kinds() -> tuple[CustomerFieldKind, ...]:
    k = CustomerFieldKind
    return (
        k("card_tail", "tail", "identity", "还款卡尾号", "Card ending", _NOT_QUALITY),
        k("phone_tail", "tail", "identity", "预留手机尾号", "Phone ending", _NOT_QUALITY),
        k("id_tail", "tail", "identity", "证件尾号", "ID ending", _NOT_QUALITY),
        k("ssn_tail", "tail", "identity", "社会安全号尾号", "SSN ending", _NOT_QUALITY),
        k("policy_no_tail", "tail", "identity", "保单尾号", "Policy ending", _NOT_QUALITY),
        k("birth_date", "date", "identity", "出生日期", "Date of birth", _INCOME),
        k("city", "text", "identity", "城市", "City", _NOT_QUALITY),
        k("state", "text", "identity", "州或地区", "State", _NOT_QUALITY),
        k("time_zone", "text", "identity", "时区", "Time zone", _NOT_QUALITY),
        k("segment", "text", "identity", "客户等级", "Segment"),
        k("loan_product", "text", "holdings", "贷款产品", "Loan"),
        k("loan_balance", "amount", "holdings", "贷款余额", "Loan balance"),
        k("loan_rate", "rate", "holdings", "执行年利率", "Current rate"),
        k("months_left", "count", "holdings", "剩余期数", "Months left", unit_zh="个月", unit_en=" months"),
        k("card_product", "text", "holdings", "信用卡", "Credit card"),
        k("credit_limit", "amount", "holdings", "信用卡额度", "Credit limit"),
        k("deposit_balance", "amount", "holdings", "存款余额", "Deposit balance"),
        k("wealth_holding", "amount", "holdings", "持有理财", "Investments"),
        k("risk_level", "text", "holdings", "风险评级", "Risk rating"),
        k("monthly_payment", "amount", "payments", "每月还款", "Monthly payment"),
        k("next_due", "date", "payments", "下次还款日", "Next payment"),
        k("bill_amount", "amount", "payments", "本期账单", "Statement balance"),
        k("early_repayment_cost", "amount", "payments", "现在结清的违约金", "Fee to pay off today"),
        k("overdue_amount", "amount", "payments", "逾期金额", "Overdue amount"),
        k("offer", "text", "offers", "可用优惠", "Offer"),
        k("offer_rate", "rate", "offers", "优惠年利率", "Offered rate"),
        k("offer_until", "date", "offers", "优惠截止", "Offer ends"),
        k("open_promise", "text", "service", "未完成的承诺", "Open promise"),
        k("preferred_language", "text", "service", "服务语言", "Language"),
        k("income", "amount", "service", "登记月收入", "Monthly income", _INCOME),
    )


FIELDS: tuple[CustomerFieldKind, ...] = _kinds()
"""The fields that come with the server."""


class FieldTable:
    """Field key -> what is known of it, in the order in which fields are shown."""

    def __init__(self, kinds: Iterable[CustomerFieldKind] = FIELDS) -> None:
        self.by_key: Mapping[str, CustomerFieldKind] = {kind.key: kind for kind in kinds}

    def get(self, key: str) -> CustomerFieldKind | None:
        """The field of this key."""
        return self.by_key.get(key)

    def sees(self, role: Role, key: str) -> bool:
        """True if a role may see this field's value."""
        kind = self.by_key.get(key)
        return kind is not None and role in kind.visible


def load_fields(directory: Path) -> FieldTable:
    """The shipped fields, under those of `customer_fields.toml` in this directory if there is one.

    Raises:
        FieldsInvalid: names the file, the field and what is expected.
    """
    file = directory / FILE
    if not file.exists():
        return FieldTable()
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FieldsInvalid(f"{file}: {error}; correct the file or remove it") from error
    kinds = {kind.key: kind for kind in FIELDS}
    entries = content.get("field", [])
    if set(content) - {"field"} or not isinstance(entries, list):
        raise FieldsInvalid(f"{file}: only [[field]] tables are expected")
    for number, entry in enumerate(entries, 1):
        kind = _entry(entry, kinds, f"{file}: field {number}")
        kinds[kind.key] = kind
    return FieldTable(kinds.values())


def _entry(entry: Any, known: Mapping[str, CustomerFieldKind], where: str) -> CustomerFieldKind:
    if not isinstance(entry, dict) or not _KEY.fullmatch(str(entry.get("key", ""))):
        raise FieldsInvalid(f"{where}: key must be lower-case letters, digits and _, for example loan_balance")
    where = f"{where} ({entry['key']})"
    allowed = {"key", "type", "group", "zh", "en", "visible", "unit_zh", "unit_en"}
    if strange := sorted(set(entry) - allowed):
        raise FieldsInvalid(f"{where}: {strange[0]} is not known; expected {', '.join(sorted(allowed))}")
    kind = known.get(entry["key"])
    if kind is None and (missing := sorted({"type", "group", "zh", "en", "visible"} - set(entry))):
        raise FieldsInvalid(f"{where}: {missing[0]} is missing; a new field says its type, group, names and who sees it")
    for name, values in (("type", get_args(FieldType)), ("group", get_args(Group))):
        if name in entry and entry[name] not in values:
            raise FieldsInvalid(f"{where}: {name} must be one of {', '.join(values)}")
    for name in ("zh", "en", "unit_zh", "unit_en"):
        if name in entry and not isinstance(entry[name], str):
            raise FieldsInvalid(f"{where}: {name} must be text")
    visible = entry.get("visible", [])
    if not isinstance(visible, list) or not set(map(str, visible)) <= set(get_args(Role)):
        raise FieldsInvalid(f"{where}: visible must be a list of roles, of {', '.join(get_args(Role))}")
    changed: dict[str, Any] = {name: tuple(value) if name == "visible" else value for name, value in entry.items()}
    return CustomerFieldKind(**changed) if kind is None else replace(kind, **changed)
