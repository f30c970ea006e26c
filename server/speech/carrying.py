"""What of painted words belongs behind a cut: the settled text of an utterance and the final of its first part in, the rest out.

Somebody who speaks on and on is cut after the fact, at a pause seconds back, so words that are on the screen belong to the
next utterance.  The final of the first part tells which: it is laid along the painted text, word by word, where it fits
best.  Pure; `calls.painting` shows the rest as the beginning of the next utterance, `open_utterances` goes on from it.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\d|[^\W\d_a-zA-Z]|[a-zA-Z][a-zA-Z']*")
"""A digit, a Chinese character or a word: a cut may lie within a number."""
_FAR = 0.5
"""Share of the final's words that differ; a text that is so different says nothing about the place."""
_MARKS = " \t,.?!;:\uff0c\u3002\uff1f\uff01\uff1b\uff1a\u3001\u2026"


def rest_behind(painted: str, final: str) -> str:
    """What of `painted` was said behind `final`; empty if nothing was, or if the two have too little in common to tell.

    Both normalised, not masked; `painted` begins where `final` does.
    """
    tokens = list(_TOKEN.finditer(painted))
    said = [token[0].casefold() for token in _TOKEN.finditer(final)]
    costs = _costs([token[0].casefold() for token in tokens], said)
    least = min(costs)
    if not said or least > _FAR * len(said):
        return ""
    # Of equal places the last: a word that was heard otherwise counts as said.
    behind = len(costs) - 1 - costs[::-1].index(least)
    return painted[tokens[behind].start() :].lstrip(_MARKS) if behind < len(tokens) else ""


def _costs(painted: list[str], said: list[str]) -> list[int]:
    """For each number of words at the beginning of `painted`: how many differ between those and all of `said`."""
    costs = list(range(len(painted) + 1))
    for count, word in enumerate(said, 1):
        above, costs = costs, [count]
        for index, other in enumerate(painted):
            costs.append(min(above[index] + (word != other), above[index + 1] + 1, costs[index] + 1))
    return costs
