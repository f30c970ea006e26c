"""Is a playbook's regular expression safe to run on every utterance?  Pattern in, compiled pattern or a reason out.

Content is written by people who should not be able to stop a call with it: a pattern that can backtrack without bound
is refused when the playbook is read, not when the customer speaks.  Next: `server.content.checking`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from re import _constants as sre  # type: ignore[attr-defined]  # the parser has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MAX_WAYS = 20_000
"""In so many ways a repeat may divide one stretch of text, at most."""
_SMALL_CLASS = 8
"""A character class of at most so many is taken apart."""
MAX_LENGTH = 400
"""Characters of a pattern."""


class UnsafePattern(ValueError):
    """The pattern does not compile, can backtrack without bound, or matches everything."""


@lru_cache(maxsize=8_192)
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The compiled pattern, case ignored.

    Raises:
        UnsafePattern: with a sentence that says why.
    """
    if len(pattern) > MAX_LENGTH:
        raise UnsafePattern(f"is {len(pattern)} characters long, the limit is {MAX_LENGTH}")
    try:
        tree = parser.parse(pattern, re.IGNORECASE)
        compiled = re.compile(pattern, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise UnsafePattern(f"is not a regular expression: {error}") from None
    if compiled.search("") is not None:
        raise UnsafePattern("matches the empty text, so it would fire on every line")
    reason = _danger(tree)
    if reason:
        raise UnsafePattern(reason)
    return compiled


def needed(pattern: str) -> frozenset[str]:
    """Texts of which every match holds at least one, in small letters; empty if there are none that say so.

    Of a thousand patterns a line can only match those whose texts it holds, and texts are found all at once.
    """
    return _needed(parser.parse(pattern, re.IGNORECASE)) or frozenset()


def _needed(tree: Any) -> frozenset[str] | None:
    """`needed` of a part of the syntax tree; None if it can match without any text that is known."""
    best: frozenset[str] | None = None
    run = ""
    for operation, argument in [*tree, (None, None)]:
        if operation is sre.LITERAL:
            run += chr(argument)
            continue
        found = [frozenset({run.lower()})] if run else []
        run = ""
        found += [one for one in (_needed_of(operation, argument),) if one]
        for one in found:
            if best is None or _rank(one) > _rank(best):
                best = one
    return best


def _needed_of(operation: Any, argument: Any) -> frozenset[str] | None:
    if operation is sre.SUBPATTERN:
        return _needed(argument[3])
    if operation is sre.BRANCH:
        parts = [_needed(branch) for branch in argument[1]]
        return frozenset().union(*(part or () for part in parts)) if all(parts) else None
    if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return _needed(argument[2]) if argument[0] > 0 else None
    if operation is sre.ATOMIC_GROUP:
        return _needed(argument)
    if operation is sre.IN and len(argument) <= _SMALL_CLASS and all(kind is sre.LITERAL for kind, _ in argument):
        return frozenset(chr(code).lower() for _, code in argument)
    return None


def _rank(texts: frozenset[str]) -> tuple[int, int]:
    """Long texts are rare, and few of them rarer."""
    return min(map(len, texts)), -len(texts)


def _danger(tree: Any) -> str:
    """Why this part of the syntax tree can take more than linear time, or an empty text."""
    open_before = False
    for operation, argument in tree:
        if operation in (sre.GROUPREF, sre.GROUPREF_EXISTS):
            return "uses a back-reference; write the alternatives out instead"
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, high, body = argument
            is_open = high is sre.MAXREPEAT
            if is_open and open_before:
                return "has two unbounded repeats in a row; bound them, for example .{0,10}"
            reason = _repeat_danger(body, None if is_open else int(high)) or _danger(body)
            open_before = is_open
        else:
            reason = next(filter(None, (_danger(child) for child in _children(operation, argument))), "")
            open_before = False
        if reason:
            return reason
    return ""


def _repeat_danger(body: Any, high: int | None) -> str:
    """Why repeating this part up to `high` times (None: without bound) can divide a text in too many ways."""
    shortest, longest = body.getwidth()
    if longest >= sre.MAXREPEAT and (high is None or high > 1):
        return "has a nested repeat such as (a+)+, which can take forever; bound both, for example (a{1,5}){0,3}"
    ways = int(longest) - int(shortest) + 1
    if ways == 1 or high == 1:
        return ""
    if high is None:
        return "repeats a part of changing length without bound; bound it, for example {0,4}"
    if ways > MAX_WAYS or ways ** min(high, 64) > MAX_WAYS:
        return f"repeats a part of changing length {high} times, which can take forever; bound it lower, for example {{0,4}}"
    return ""


def _children(operation: Any, argument: Any) -> list[Any]:
    if operation is sre.BRANCH:
        return list(argument[1])
    if operation is sre.SUBPATTERN:
        return [argument[3]]
    if operation in (sre.ASSERT, sre.ASSERT_NOT):
        return [argument[1]]
    if operation is sre.ATOMIC_GROUP:
        return [argument]
    return []
