"""The recipe of the mood classifier: what a customer's words show when none of the playbook's mood words was said.

The labels are the moods of the wire and `other`.  `thresholded` trains; `server.emotion.wording` asks what comes out.
"""

from __future__ import annotations

from pathlib import Path

from models.training.classifier import ClassifierOptions
from models.training.classifier_texts import (
    OTHER,
    Line,
    Phrasing,
    mood_lines,
    spoken_lines,
    template_phrasings,
    unseen_lines,
)
from models.training.thresholded import Task, make

_HEATED = frozenset({"complaint", "transaction_dispute", "card_loss", "rejection_reason", "not_interested", "human_request",
                     "repayment"})
"""Intents whose lines may well be said in a mood."""


def phrasings_of(root: Path) -> list[Phrasing]:
    """The recipe's own phrasings, and as `other` what customers ask for without heat."""
    del root
    asked = (one for one in template_phrasings("classifier") if one.label not in _HEATED and one.source == "template")
    return template_phrasings("mood") + [Phrasing(one.template, OTHER, one.lang, one.source) for one in asked]


def _requests(root: Path) -> list[Line]:
    """The held-out requests of the intent classifier."""
    del root
    return [line for line in unseen_lines() + spoken_lines() if line.label not in _HEATED]


TASK = Task("mood-seatmate-zh-en", "mood", phrasings_of, mood_lines, Path(__file__).with_name("mood_card.md"),
            other_share=6.0, false_share=0.01, least=0.8, found="mood", harmless="lines without a mood",
            plain=_requests, plainly="plain requests")


def make_mood(options: ClassifierOptions) -> None:
    """Run the recipe; `options.out` is replaced as a whole."""
    make(TASK, options)
