"""A value of a scenario's TOML as the text of its field in the form, and back."""

from __future__ import annotations

import re
from typing import Any

from .form_fields import Field

NONE = "-"
"""Written where an empty list is meant, not a missing one."""
_BETWEEN = re.compile(r"[，、；;]|(?<!\d),|,(?!\d{3}(?!\d))")
"""A comma, but not the one in 86,400."""
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def as_written(field: Field, value: Any) -> str:
    """A value as the text of its field."""
    if value is None:
        return ""
    if field.how == "only" and value == []:
        return NONE
    if field.how in ("list", "only"):
        return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)
    if field.how == "lines":
        return "\n".join(str(one) for one in value) if isinstance(value, list) else str(value)
    if field.how == "groups":
        groups = value if isinstance(value, list) else [value]
        return "\n".join(", ".join(str(one) for one in group) if isinstance(group, list) else str(group) for group in groups)
    if field.how in ("pairs", "counts"):
        return "\n".join(f"{name} = {words}" for name, words in value.items()) if isinstance(value, dict) else str(value)
    return str(value)


def as_value(field: Field, written: str) -> Any:
    """The text of a field as a value; None if it is empty."""
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    if field.how == "only" and written.strip() in (NONE, "–"):
        return []
    if field.how in ("list", "only"):
        return _parts(written) or None
    if field.how == "perhaps":
        return _number(written)
    if field.how == "lines":
        return lines or None
    if field.how == "groups":
        return [parts for line in lines if (parts := _parts(line))] or None
    if field.how in ("pairs", "counts"):
        pairs = (line.partition("=") for line in lines)
        return {name.strip(): words.strip() if field.how == "pairs" else _number(words) for name, sign, words in pairs
                if sign and name.strip() and words.strip()} or None
    return " ".join(written.split()) or None


def _number(written: str) -> Any:
    """A number; what is none stays as it is written, so that the check can say so."""
    text = written.strip().replace("−", "-")
    if not _NUMBER.fullmatch(text):
        return text or None
    return float(text) if "." in text else int(text)


def _parts(line: str) -> list[str]:
    return [part for one in _BETWEEN.split(line) if (part := one.strip())]
