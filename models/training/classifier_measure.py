"""How good a classifier is: rates with their intervals, calibration and time for lines that it never saw.

In come texts and what an exported model answers; out come numbers for the card.  numpy only, so that it is tested without torch.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.classify.classifier import Scored, TextClassifier
from models.training.classifier_texts import OTHER, Line
from models.training.scoring import Rate, interval

Answers = list[tuple[Scored, ...]]
PRECISION = 0.75
FALSE_ALARMS = 0.1
"""The threshold is the least that keeps both on the lines set apart."""


def share(hits: Sequence[bool]) -> Rate:
    """A share with its interval."""
    return interval([float(hit) for hit in hits], [1.0] * len(hits))


def rates(lines: list[Line], answers: Answers, threshold: float) -> dict[str, Rate]:
    """Named shares, by language: the best label, what is answered above the threshold, and false alarms."""
    found: dict[str, Rate] = {}
    for lang in sorted({line.lang for line in lines}):
        mine = [(line.label, ranked[0]) for line, ranked in zip(lines, answers, strict=True) if line.lang == lang]
        asked = [(label, best) for label, best in mine if label != OTHER]
        sure = [(label, best) for label, best in mine if best.label != OTHER and best.confidence >= threshold]
        found[f"{lang}: best label right, all lines"] = share([label == best.label for label, best in mine])
        found[f"{lang}: best label right, lines with an intent"] = share([label == best.label for label, best in asked])
        found[f"{lang}: intent answered and right"] = share(
            [label == best.label and best.confidence >= threshold for label, best in asked])
        found[f"{lang}: right, of the intents answered"] = share([label == best.label for label, best in sure])
        found[f"{lang}: false alarms, lines without an intent"] = share(
            [best.label != OTHER and best.confidence >= threshold for label, best in mine if label == OTHER])
    return found


def macro_f1(lines: list[Line], answers: Answers) -> float:
    """F1 of the best label, averaged over the labels."""
    pairs = [(line.label, ranked[0].label) for line, ranked in zip(lines, answers, strict=True)]
    values = []
    for label in sorted({wanted for wanted, _ in pairs}):
        right = sum(wanted == given == label for wanted, given in pairs)
        named = sum(wanted == label for wanted, _ in pairs) + sum(given == label for _, given in pairs)
        values.append(2 * right / named)
    return float(np.mean(values))


def calibration_error(lines: list[Line], answers: Answers, bins: int = 10) -> float:
    """Mean distance between confidence and share right, over ten bands of confidence weighed by their lines."""
    sure = np.array([ranked[0].confidence for ranked in answers])
    right = np.array([ranked[0].label == line.label for line, ranked in zip(lines, answers, strict=True)], float)
    bands = np.minimum((sure * bins).astype(int), bins - 1)
    return float(sum(abs(sure[bands == band].mean() - right[bands == band].mean()) * np.mean(bands == band)
                     for band in np.unique(bands)))


def choose_threshold(probabilities: NDArray[np.float64], wanted: NDArray[np.int64], other: int) -> float:
    """The least confidence from which answers are precise enough and lines without an intent stay without one.

    Args:
        probabilities: (n, labels) of lines set apart.
        wanted: (n,) their labels.
        other: the label of lines without an intent.
    """
    best, sure = probabilities.argmax(1), probabilities.max(1)
    for threshold in np.arange(0.40, 0.96, 0.01):
        answered = (best != other) & (sure >= threshold)
        alarms = float(np.mean(answered[wanted == other])) if (wanted == other).any() else 0.0
        if answered.any() and float(np.mean(best[answered] == wanted[answered])) >= PRECISION and alarms <= FALSE_ALARMS:
            return round(float(threshold), 2)
    return 0.96


def milliseconds_a_line(classify: Callable[[str], object], texts: list[str], rounds: int = 3) -> float:
    """Median time of one line on this machine."""
    taken: list[float] = []
    for text in texts * rounds:
        began = time.perf_counter()
        classify(text)
        taken.append(time.perf_counter() - began)
    return 1000 * float(np.median(taken))


def measure(directory: Path, lines: list[Line]) -> tuple[dict[str, Rate], dict[str, float]]:
    """Rates and numbers of a finished model directory on lines it never saw."""
    began = time.perf_counter()
    classifier = TextClassifier(directory)
    load_s = time.perf_counter() - began
    answers = classifier.rank_all([line.text for line in lines])
    size = sum(path.stat().st_size for path in directory.iterdir())
    return rates(lines, answers, classifier.threshold), {
        "macro F1, best label": macro_f1(lines, answers),
        "calibration error": calibration_error(lines, answers),
        "threshold": classifier.threshold,
        "one line on one thread, ms": milliseconds_a_line(classifier.best, [line.text for line in lines[::6]]),
        "load, s": load_s,
        "size, MB": size / 1e6,
    }
