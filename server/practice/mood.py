"""What an act does to a customer: mood, patience and trust.

In: acts, silences.  Out: the three numbers, moved.  `mind` decides what he does because of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from protocol.training import Difficulty

from .scenario import Change, Knowledge, PracticeScenario


class Effect(NamedTuple):
    """By how much an act moves him at normal difficulty."""

    mood: float
    patience: float
    trust: float


EFFECTS: dict[str, Effect] = {
    "greeted": Effect(0.04, 0.0, 0.03), "thanked": Effect(0.02, 0.0, 0.02), "explained": Effect(0.03, 0.0, 0.04),
    "alternative": Effect(0.06, 0.04, 0.04), "warned": Effect(0.0, 0.0, 0.04), "summarised": Effect(0.03, 0.02, 0.04),
    "promised": Effect(0.04, 0.03, 0.02), "asked_open": Effect(0.02, 0.0, 0.02), "disclosed": Effect(0.0, 0.0, 0.02),
    "refused": Effect(-0.05, 0.0, 0.0), "stopped": Effect(0.0, 0.0, 0.05),
    "answered": Effect(0.14, 0.14, 0.12), "told": Effect(-0.03, -0.04, 0.0), "evaded": Effect(-0.10, -0.10, -0.08),
    "ignored": Effect(-0.12, -0.12, -0.08), "wrong_figure": Effect(-0.16, -0.12, -0.30),
    "interrupted": Effect(-0.12, -0.10, -0.05), "repeated": Effect(-0.06, -0.06, -0.03), "long": Effect(-0.05, -0.12, 0.0),
    "jargon": Effect(-0.08, -0.10, -0.05), "other_language": Effect(-0.05, -0.14, -0.05), "empty": Effect(-0.03, -0.10, -0.03),
    "pressured": Effect(-0.22, -0.16, -0.25), "insulted": Effect(-0.55, -0.40, -0.50), "swore": Effect(-0.45, -0.35, -0.40),
    "leaked": Effect(-0.05, 0.0, -0.25), "asked_secret": Effect(-0.10, -0.05, -0.30), "silent": Effect(-0.10, -0.16, -0.05),
    "off_channel": Effect(0.0, 0.0, -0.15), "asked_again": Effect(-0.05, -0.05, 0.0), "protested": Effect(-0.12, -0.12, -0.05),
    "gave_up": Effect(-0.18, -0.10, -0.15),
}
"""Act -> effect; acts that are not here move nothing.  The last three are the customer's own experience."""
_SOOTHING = {"apologised": Effect(0.12, 0.08, 0.05), "acknowledged": Effect(0.15, 0.10, 0.08)}
"""Help while he is upset, each less the more often it is said."""
_SOOTHED_BELOW = 0.15
_JARGON: dict[Knowledge, float] = {"none": 1.6, "some": 1.0, "expert": 0.0}
_SPEED: dict[Difficulty, float] = {"easy": 0.75, "normal": 1.0, "hard": 1.3}
_PATIENCE: dict[Difficulty, float] = {"easy": 1.5, "normal": 1.0, "hard": 0.67}
_EACH_TURN = 0.012
"""Patience that every turn costs: nobody talks for ever."""


@dataclass(slots=True)
class Temper:
    """How the customer feels."""

    mood: float
    """-1..1."""
    patience: float
    """At 0 he hangs up."""
    trust: float = 0.5
    """0..1."""
    speed: float = 1.0
    knowledge: Knowledge = "some"
    _said: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, scenario: PracticeScenario, difficulty: Difficulty) -> Temper:
        """His temper at the beginning."""
        change = scenario.difficulty.get(difficulty, Change())
        patience = change.patience if change.patience is not None else min(1.5, scenario.persona.patience * _PATIENCE[difficulty])
        return cls(mood=scenario.mood if change.mood is None else change.mood, patience=patience,
                   speed=_SPEED[difficulty] if change.mood_speed is None else change.mood_speed,
                   knowledge=scenario.persona.knowledge)

    def feel(self, acts: Iterable[str]) -> None:
        """One turn's acts."""
        self.patience -= _EACH_TURN
        for act in sorted(acts):
            self._feel(act)
        self.mood = max(-1.0, min(1.0, round(self.mood, 4)))
        self.patience = max(0.0, min(1.5, round(self.patience, 4)))
        self.trust = max(0.0, min(1.0, round(self.trust, 4)))

    @property
    def upset(self) -> bool:
        """True while soothing words help."""
        return self.mood < _SOOTHED_BELOW

    def _feel(self, act: str) -> None:
        if act in _SOOTHING:
            self._said[act] += 1
            if self.upset and self._said[act] <= 3:
                self._move(_SOOTHING[act], 1 / self._said[act])
            return
        effect = EFFECTS.get(act)
        if effect is None:
            return
        if act == "greeted":
            self._said[act] += 1
            if self._said[act] > 1:
                return
        self._move(effect, _JARGON[self.knowledge] if act == "jargon" else 1.0)

    def _move(self, effect: Effect, weight: float) -> None:
        # What goes wrong goes wrong faster at a higher difficulty; what goes right does not go right faster.
        speed = self.speed if effect.mood < 0 else 1 / max(0.5, self.speed)
        self.mood += effect.mood * weight * speed
        self.patience += effect.patience * weight * (self.speed if effect.patience < 0 else 1.0)
        self.trust += effect.trust * weight
