"""Is this text a phone number?  What a softphone hands over in; the number without its dressing, or nothing, out."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\+?\d(?:[ ().\-/·]{0,2}\d){2,19}")
LONGEST = 64
"""Characters that are looked at; a longer text is no number."""


def phone_number(text: str) -> str:
    """The number with its `+`, digits only; empty if the text is anything else.

    `tel:` and `sip:` addresses count if they name a number.
    """
    text = text.strip()
    if not text.isascii() or len(text) > LONGEST:
        return ""
    for scheme in ("tel:", "sip:"):
        if text.lower().startswith(scheme):
            text = text[len(scheme):].partition(";")[0].partition("@")[0]
    if not _NUMBER.fullmatch(text.replace("(", "").replace(")", "").strip()):
        return ""
    return ("+" if text.startswith("+") else "") + "".join(letter for letter in text if letter.isdigit())


def shown_number(number: str) -> str:
    """All but the end masked."""
    return f"****{number[-4:]}" if len(number) >= 8 else "****"
