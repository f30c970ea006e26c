"""Procedure card: the steps for what the customer wants done (block a card, dispute a charge)."""

from __future__ import annotations

from protocol.assist import Card
from server.assist.skills.knowledge import article_answers, article_card
from server.assist.turns import CallView, Turn

RANK = 30


def offer(turn: Turn, call: CallView) -> Card | None:
    """The best fitting procedure, else None."""
    return article_card(turn, call, "procedure")


def answers(turn: Turn, call: CallView) -> bool:
    """True if the procedure answers this very line."""
    return article_answers(turn, call, "procedure")
