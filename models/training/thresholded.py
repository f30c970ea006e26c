"""A text classifier whose labels each have a threshold of their own: phrasings in, a model directory with its card out.

The network, its trainings without a part of the phrasings and its export are those of `classifier`.  `paraphrase` and `mood` say
what is told apart, and how rarely a line that is `other` may be taken for something.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from models.classify.classifier import MODEL_FILE, TextClassifier
from models.classify.features import numbers
from models.store import write_manifest
from models.training.classifier import ClassifierOptions, export_model, judged_apart, train_on
from models.training.classifier_card import LICENCE, card_toml
from models.training.classifier_measure import milliseconds_a_line, share
from models.training.classifier_texts import OTHER, Line, Phrasing, draw, without_held_out
from models.training.scoring import Rate

LEAST_THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Task:
    """What a recipe tells apart."""

    name: str
    """Of the model."""
    task: str
    """Word of the card and of the command."""
    phrasings: Callable[[Path], list[Phrasing]]
    """Playbooks' directory -> everything that lines are drawn from."""
    unseen: Callable[[], list[Line]]
    """The held-out test."""
    card: Path
    """Template of the card's text."""
    other_share: float
    """Lines of `other`, for one line of any other label."""
    false_share: float
    """So large a share of the lines of `other` may be taken for one label, when they are set apart."""
    found: str
    """How the card names a line that is not `other`."""
    harmless: str
    """How it names one that is."""


def make(task: Task, options: ClassifierOptions) -> None:
    """Run the recipe; `options.out` is replaced as a whole."""
    import torch

    from models.training import classifier_network as network

    torch.set_num_threads(1)
    options.work.mkdir(parents=True, exist_ok=True)
    phrasings = task.phrasings(options.playbooks)
    labels = sorted({phrasing.label for phrasing in phrasings})
    logits, wanted = judged_apart(phrasings, labels, options, task.other_share)
    temperature = network.calibrate(logits, wanted)
    probabilities = torch.softmax(logits / temperature, -1).double().numpy()
    least = thresholds(probabilities, wanted, labels, task.false_share)
    lines = without_held_out(draw(phrasings, options.lines, Random(options.seed), {OTHER: task.other_share}))
    vocabulary, trained = train_on(lines, labels, options.seed, "model")
    trained.temperature.fill_(temperature)

    made = options.work / task.name
    export_model(trained, options.work, made, {
        "labels": labels, "threshold": LEAST_THRESHOLD, "thresholds": least, "vocabulary": vocabulary.tolist()})
    write_manifest(made, task.name, LICENCE, f"models.training {task.task}")
    unseen = task.unseen()
    difference, same = network.largest_difference(
        options.work / "float32.onnx", made / MODEL_FILE, [numbers(line.text, vocabulary) for line in unseen])
    apart = apart_rates(task, probabilities, wanted, labels, least)
    write_card(task, made, unseen, apart, {
        "labels": len(labels), "features": len(vocabulary), "phrasings": len(phrasings), "lines": options.lines,
        "seed": options.seed, "temperature": temperature, "difference": difference, "same": same})
    shutil.rmtree(options.out, ignore_errors=True)
    shutil.copytree(made, options.out)
    print(f"written: {options.out}")


def thresholds(probabilities: NDArray[np.float64], wanted: NDArray[np.int64], labels: list[str],
               false_share: float) -> dict[str, float]:
    """Label -> the least confidence from which at most `false_share` of the lines of `other` are taken for it.

    Args:
        probabilities: (n, labels) of lines set apart.
        wanted: (n,) their labels.
    """
    harmless = probabilities[wanted == labels.index(OTHER)]
    allowed = int(false_share * len(harmless))
    found: dict[str, float] = {}
    for place, label in enumerate(labels):
        if label != OTHER:
            taken = np.sort(harmless[harmless.argmax(1) == place, place])[::-1]
            above = float(taken[allowed]) + 0.005 if len(taken) > allowed else 0.0
            found[label] = round(min(0.99, max(LEAST_THRESHOLD, above)), 3)
    return found


def apart_rates(task: Task, probabilities: NDArray[np.float64], wanted: NDArray[np.int64], labels: list[str],
                least: dict[str, float]) -> dict[str, Rate]:
    """The rates at the thresholds on the lines that they were chosen on."""
    best, other = probabilities.argmax(1), labels.index(OTHER)
    limits = np.array([least.get(label, 1.1) for label in labels])
    told = (best != other) & (probabilities.max(1) >= limits[best])
    return {"set apart: recall": share((told & (best == wanted))[wanted != other].tolist()),
            f"set apart: false, {task.harmless}": share(told[wanted == other].tolist())}


def rates(task: Task, lines: list[Line], classifier: TextClassifier) -> dict[str, Rate]:
    """Named shares by language: lines found at all, found by their own label, lines of `other` taken for one."""
    found: dict[str, Rate] = {}
    answers = [ranked[0] for ranked in classifier.rank_all([line.text for line in lines])]
    told = [best.label != OTHER and best.confidence >= classifier.thresholds[best.label] for best in answers]
    for lang in sorted({line.lang for line in lines}):
        mine = [(line.label, best.label, yes) for line, best, yes in zip(lines, answers, told, strict=True)
                if line.lang == lang]
        breaches = [(label, best, yes) for label, best, yes in mine if label != OTHER]
        found[f"{lang}: recall, any {task.found}"] = share([yes for _, _, yes in breaches])
        found[f"{lang}: recall, its own {task.found}"] = share([yes and label == best for label, best, yes in breaches])
        found[f"{lang}: best label right, without a threshold"] = share([label == best for label, best, _ in breaches])
        found[f"{lang}: false, {task.harmless}"] = share([yes for label, _, yes in mine if label == OTHER])
    return found


def write_card(task: Task, made: Path, unseen: list[Line], apart: dict[str, Rate], facts: dict[str, object]) -> None:
    """`card.toml`, `README.md` and the manifest of a finished model directory."""
    classifier = TextClassifier(made)
    found = rates(task, unseen, classifier) | apart
    figures = {"one line on one thread, ms": milliseconds_a_line(classifier.best, [line.text for line in unseen[::6]]),
               "size, MB": sum(path.stat().st_size for path in made.iterdir()) / 1e6}
    figures |= {f"threshold, {label}": least for label, least in classifier.thresholds.items()}
    (made / "card.toml").write_text(card_toml(found, figures, list(classifier.labels), name=task.name, task=task.task),
                                    encoding="utf-8")
    (made / "README.md").write_text(task.card.read_text(encoding="utf-8").format(
        name=task.name, licence=LICENCE, unseen=len(unseen), **facts,
        rates="\n".join(f"| {name} | {rate} |" for name, rate in found.items()),
        numbers="\n".join(f"| {name} | {value:.3g} |" for name, value in figures.items())), encoding="utf-8")
    write_manifest(made, task.name, LICENCE, f"models.training {task.task}")
    for name, value in (found | figures).items():
        print(f"{name}: {value}")
