"""What is trained when, as functions of the progress 0-1: shares of the text groups, augmentation, weights, learning rate."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

PEAK_RATE = 1e-3
_WARM_UP_STEPS = 200


@dataclass(frozen=True, slots=True)
class Augmentation:
    """Shares and strengths; the curriculum turns them up."""

    cut: float = 0.5
    join: float = 0.15
    long_join: float = 0.05
    noise: float = 0.6
    quietest_ratio_db: float = 8.0
    babble: float = 0.1
    warp: float = 0.5
    masks: float = 0.4
    prompt: float = 0.1
    timestamps: float = 0.15
    corrupted_tokens: float = 0.08
    padded_batches: float = 0.1
    padded_windows: float = 0.65


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight of each loss."""

    text: float = 1.0
    frames: float = 0.6
    located: float = 0.3
    guided: float = 0.5
    tone: float = 2.0
    """Of the tones within `frames`."""


def _ramp(progress: float, begin: float, end: float, first: float, last: float) -> float:
    place = min(max((progress - begin) / (end - begin), 0.0), 1.0)
    return first + (last - first) * place


def group_shares(progress: float, present: Mapping[str, int]) -> dict[str, float]:
    """The share of each group (`short/words`, ...) among those present with their counts; they add up to 1.

    Random words and digits come first, since they can not be guessed; templates, playbooks and more voices follow, the
    dialogues' lines above their share; once those are heard right, random words come back so that unseen ones are too.
    Long numbers and playbooks weigh more at the end: noise spoils a digit long after it spoils no sentence any more.
    """
    shards = {
        "short": _ramp(progress, 0.05, 0.25, 1.0, 0.06),
        "main": _ramp(progress, 0.03, 0.12, 0.1, 1.0),
        "wide": _ramp(progress, 0.15, 0.35, 0.0, 0.8),
        "playbook": _ramp(progress, 0.1, 0.25, 0.0, 1.1) + _ramp(progress, 0.75, 0.8, 0.0, 0.4),
        "digits": _ramp(progress, 0.5, 0.6, 0.0, 0.9) + _ramp(progress, 0.75, 0.8, 0.0, 0.6),
        "practice": _ramp(progress, 0.5, 0.6, 0.0, 0.9),
        "talk": _ramp(progress, 0.6, 0.7, 0.0, 1.6),
        "every": _ramp(progress, 0.4, 0.55, 0.0, 1.0),
    }
    guessable = _ramp(progress, 0.05, 0.22, 0.2, 1.0)
    unrelated = _ramp(progress, 0.2, 0.45, 1.0, 0.3) + _ramp(progress, 0.6, 0.66, 0.0, 0.7)
    totals: dict[str, int] = {}
    for name, count in present.items():
        totals[name.split("/")[0]] = totals.get(name.split("/")[0], 0) + count
    weights: dict[str, float] = {}
    for name, count in present.items():
        shard, kind = name.split("/")
        weight = shards.get(shard, 0.0) * count / totals[shard]
        favour = {"scenario": _ramp(progress, 0.6, 0.66, 1.5, 0.6), "words": unrelated, "pattern": unrelated}.get(kind, 1.0)
        weights[name] = weight * favour * (guessable if kind in {"template", "playbook", "practice", "scenario", "talk"} else 1.0)
    whole = sum(weights.values())
    return {name: weight / whole for name, weight in weights.items()}


def augmentation(progress: float) -> Augmentation:
    """Gentle at first: whole utterances, little noise; then cuts, joins, noise, prompts."""
    strength = _ramp(progress, 0.06, 0.35, 0.0, 1.0)
    return Augmentation(
        cut=0.05 + 0.45 * strength,
        join=0.18 * strength,
        long_join=0.04 * strength,
        noise=0.3 + 0.35 * strength,
        quietest_ratio_db=18.0 - 6.0 * strength - _ramp(progress, 0.75, 0.8, 0.0, 3.0),
        babble=0.06 * strength,
        warp=0.5 * strength,
        masks=0.1 + 0.15 * strength,
        prompt=0.12 * strength,
        timestamps=0.15 * strength,
        corrupted_tokens=0.04 + 0.04 * strength,
        padded_batches=0.03 + 0.07 * strength,
        padded_windows=0.2 + 0.45 * strength,
    )


def loss_weights(progress: float) -> Weights:
    """Strong help at first, a little of it to the end."""
    return Weights(
        frames=_ramp(progress, 0.05, 0.4, 1.0, 0.5),
        located=_ramp(progress, 0.05, 0.5, 0.5, 0.25),
        guided=_ramp(progress, 0.05, 0.5, 1.0, 0.3),
        tone=_ramp(progress, 0.6, 0.8, 4.0, 2.0),
    )


def learning_rate(step: int, progress: float) -> float:
    """Linear warm-up, level, then a cosine to 4 % over the last two thirds."""
    rate = PEAK_RATE * min((step + 1) / _WARM_UP_STEPS, 1.0)
    fall = _ramp(progress, 0.3, 1.0, 0.0, 1.0)
    return rate * (0.04 + 0.96 * 0.5 * (1 + math.cos(math.pi * fall)))
