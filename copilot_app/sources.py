"""Sources as they are shown: what the playbook notes about them for its reviewers is left out."""

from __future__ import annotations

import re

_REVIEW_MARK = re.compile(r"\s*\[[A-Z]\]")
"""`[R]` read, `[K]` to be confirmed by the lawyers, `[D]` decided here."""


def shown_source(source: str) -> str:
    """One source without review marks."""
    return _REVIEW_MARK.sub("", source).strip()
