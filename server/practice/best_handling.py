"""The best recorded handling of a scenario: the best passed attempt before this one, of whomever, or the built-in good
agent's.

In: the scores of all attempts at a scenario, the calls they come from, the good agent's run.  Out: a `Handling` without
a name: colleagues are not named, and names that were said are masked.  Next: `reporting`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from protocol.message import Language
from server.calls.utterance import Utterance
from server.compliance.names import find_names
from server.storage.practice import Score

from .finished import FinishedCall
from .made_up import NARROW
from .report import Handling
from .rubric import lines_of, total_of

MOST_WORDS = 12
_MASK = "×"
_STAFF_NUMBER = {"zh": re.compile(r"((?:工号|编号)[是为]?\s?)[0-9零〇一二三四五六七八九幺*]{2,8}"),
                 "en": re.compile(r"(\b(?:badge|agent|staff|id)(?: number| no\.?)?(?: is)?\s)[0-9*-]{2,8}", re.IGNORECASE)}


def best_attempt(scores: Sequence[Score], call: str, difficulty: str) -> Score | None:
    """The best passed attempt before a call, of its difficulty if there is one; the earlier of two equal ones.

    Args:
        scores: of the scenario, in the order of the calls; those from this call on are not looked at.
    """
    earlier = []
    for score in scores:
        if score.call == call:
            break
        earlier.append(score)
    fitting = [score for score in earlier if score.passed]
    same = [score for score in fitting if score.difficulty == difficulty]
    return max(same or fitting, key=lambda score: score.total, default=None)


def handling_of(score: Score, lines: Sequence[Utterance], names: Collection[str], lang: Language) -> Handling:
    """A colleague's attempt, unnamed.

    Args:
        lines: of that call, masked.
        names: of the colleague, sign-in and display.
    """
    words = tuple(unnamed(line.text, names, lang) for line in lines if line.channel == "agent")
    return Handling(score.total, "", tuple(sorted(score.lines.items())), words[:MOST_WORDS])


def experts(run: Callable[[], FinishedCall | None]) -> Handling:
    """The built-in good agent's run, judged by the same rubric; none if it can not be played."""
    call = run()
    if call is None:
        return Handling()
    lines = lines_of(call)
    return Handling(total_of(lines), "expert", tuple((line.line, line.score) for line in lines if line.score >= 0),
                    tuple(line.text for line in call.agent)[:MOST_WORDS])


def unnamed(text: str, names: Collection[str], lang: Language) -> str:
    """A line without the name and number of whoever said it, or of anybody."""
    spans = find_names(text.translate(NARROW), lang, [name for name in names if len(name) > 1])
    masked = list(text)
    for start, end in spans:
        masked[start:end] = _MASK * (end - start)
    return _STAFF_NUMBER[lang].sub(lambda match: match[1] + "*" * (len(match[0]) - len(match[1])), "".join(masked))
