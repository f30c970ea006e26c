"""What the customer asked and was not answered yet.

In: lines of both sides.  Out: open `Question`s, the oldest first.  An agent's line that says something answers the open
questions that it shares its words with, or else the last one; a question back or a plea to wait answers none.  By form
and words alone: it may take an evasion for an answer, but it nags about nothing that was answered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from protocol.message import Language
from server.assist.library import compared_terms
from server.assist.phrases import fold

from .asking import answers, asks
from .topics import NOT_A_TOPIC

_LET_GO = 4
"""Later answers after which a question that nobody repeated is given up."""
MOST = 5
"""Open questions remembered; the oldest is given up."""
_SHARED = 0.34
"""Share of a question's words that an answer repeats."""
_AGAIN = 0.5
_LEAST_TERMS = 2
_DONE = {"zh": re.compile(r"没(?:有)?(?:别的|其他|什么)?(?:问题|事|疑问)了|没别的|就这些|不用了.{0,4}谢谢|再见|拜拜"),
         "en": re.compile(r"\b(?:that's (?:all|it|everything)|nothing else|no more questions|never mind|goodbye|bye)\b")}


@dataclass(frozen=True, slots=True)
class Question:
    """One open question."""

    utterance: str
    """Id of the line in which it was asked last."""
    text: str
    """Masked."""
    intent: str
    at_ms: int
    """Call time at which it was asked first."""
    times: int = 1
    """How often it was asked."""
    stated: bool = False
    """True for a matter told rather than asked ("my transfer has not arrived"): what is said of it answers it."""
    passed: int = 0
    """Later questions that were answered since."""


class OpenQuestions:
    """Those of one call."""

    def __init__(self, lang: Language) -> None:
        self._lang: Language = lang
        self._open: list[tuple[Question, frozenset[str]]] = []
        self._subject = ""

    @property
    def open(self) -> tuple[Question, ...]:
        """The oldest first."""
        return tuple(question for question, _ in self._open)

    def hear_customer(self, utterance: str, text: str, intent: str, at_ms: int) -> None:
        """A line of the customer's that is more than listening."""
        if _DONE[self._lang].search(fold(text)):
            self._open.clear()
            return
        subject, asked = intent not in NOT_A_TOPIC, asks(text, self._lang)
        before, self._subject = self._subject, intent if subject else self._subject
        # Who tells more of the same subject answers the agent; a subject is opened by telling of it.
        if not (asked or (subject and intent != before)) or not (subject or intent == "other"):
            return
        terms = frozenset(compared_terms(text, self._lang))
        if len(terms) < _LEAST_TERMS:
            return
        question, times = Question(utterance, text, intent, at_ms, stated=not asked), 1
        for place, (known, words) in enumerate(self._open):
            if known.intent == intent and len(words & terms) >= _AGAIN * min(len(words), len(terms)):
                question, times = replace(question, at_ms=known.at_ms), known.times + 1
                del self._open[place]
                break
        self._open.append((replace(question, times=times), terms))
        del self._open[:-MOST]

    def hear_agent(self, text: str) -> None:
        """A line of the agent's."""
        if not self._open or not answers(text, self._lang):
            return
        said = frozenset(compared_terms(text, self._lang))
        left = [(question, terms) for question, terms in self._open if len(terms & said) < _SHARED * len(terms)]
        if len(left) == len(self._open):
            left = [(question, terms) for question, terms in self._open[:-1] if not question.stated]
        # Who goes on asking other things and does not come back to it has let it go.
        self._open = [(replace(question, passed=question.passed + 1), terms) for question, terms in left
                      if question.passed + 1 < _LET_GO]
