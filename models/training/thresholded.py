"""A text classifier that finds few things among much that is `other`: phrasings in, a model directory with its card out.

The network, its trainings without a part of the phrasings and its export are those of `classifier`.  `paraphrase` and `mood` say
what is told apart, and how rarely a line that is `other` may be taken for something else: that gives the one threshold.
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
    """So large a share of the lines of `other` may be taken for something, when they are set apart."""
    least: float = 0.0
    """The threshold itself, where it was chosen by listening to whole calls (the card says how); 0: by `false_share`."""
    found: str = ""
    """How the card names a line that is not `other`."""
    harmless: str = ""
    """How it names one that is."""
    plain: Callable[[Path], list[Line]] = lambda playbooks: []
    """Playbooks' directory -> more lines of `other`, never trained on."""
    plainly: str = ""
    """How the card names those."""


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
    least = task.least or threshold(probabilities, wanted, labels, task.false_share)
    lines = without_held_out(draw(phrasings, options.lines, Random(options.seed), {OTHER: task.other_share}))
    vocabulary, trained = train_on(lines, labels, options.seed, "model")
    trained.temperature.fill_(temperature)

    made = options.work / task.name
    export_model(trained, options.work, made, {
        "labels": labels, "threshold": least, "vocabulary": vocabulary.tolist()})
    write_manifest(made, task.name, LICENCE, f"models.training {task.task}")
    unseen = task.unseen()
    difference, same = network.largest_difference(
        options.work / "float32.onnx", made / MODEL_FILE, [numbers(line.text, vocabulary) for line in unseen])
    apart = apart_rates(task, probabilities, wanted, labels, least)
    write_card(task, made, unseen, apart | plain_rates(task, task.plain(options.playbooks), TextClassifier(made)), {
        "labels": len(labels), "features": len(vocabulary), "phrasings": len(phrasings), "lines": options.lines,
        "seed": options.seed, "temperature": temperature, "difference": difference, "same": same})
    shutil.rmtree(options.out, ignore_errors=True)
    shutil.copytree(made, options.out)
    print(f"written: {options.out}")


def threshold(probabilities: NDArray[np.float64], wanted: NDArray[np.int64], labels: list[str], false_share: float) -> float:
    """The least probability of not being `other` at which at most `false_share` of the lines of `other` are taken for something.

    Args:
        probabilities: (n, labels) of lines set apart.
        wanted: (n,) their labels.
    """
    other = labels.index(OTHER)
    harmless = np.sort(1.0 - probabilities[wanted == other, other])[::-1]
    allowed = int(false_share * len(harmless))
    above = float(harmless[allowed]) + 1e-4 if len(harmless) > allowed else 0.0
    return round(min(0.9999, max(LEAST_THRESHOLD, above)), 4)


def apart_rates(task: Task, probabilities: NDArray[np.float64], wanted: NDArray[np.int64], labels: list[str],
                least: float) -> dict[str, Rate]:
    """The rates at the threshold on the lines that it was chosen on."""
    other = labels.index(OTHER)
    told = 1.0 - probabilities[:, other] >= least
    return {"set apart: recall": share(told[wanted != other].tolist()),
            f"set apart: false, {task.harmless}": share(told[wanted == other].tolist())}


def rates(task: Task, lines: list[Line], classifier: TextClassifier) -> dict[str, Rate]:
    """Named shares by language: lines found at all, found by their own label, lines of `other` taken for one."""
    found: dict[str, Rate] = {}
    answers = [next(one for one in classifier.rank(line.text) if one.label != OTHER) for line in lines]
    told = [classifier.found(line.text) is not None for line in lines]
    for lang in sorted({line.lang for line in lines}):
        mine = [(line.label, best.label, yes) for line, best, yes in zip(lines, answers, told, strict=True)
                if line.lang == lang]
        breaches = [(label, best, yes) for label, best, yes in mine if label != OTHER]
        found[f"{lang}: recall, any {task.found}"] = share([yes for _, _, yes in breaches])
        found[f"{lang}: recall, its own {task.found}"] = share([yes and label == best for label, best, yes in breaches])
        found[f"{lang}: right if it were known not to be `other`"] = share([label == best for label, best, _ in breaches])
        found[f"{lang}: false, {task.harmless}"] = share([yes for label, _, yes in mine if label == OTHER])
    return found


def plain_rates(task: Task, lines: list[Line], classifier: TextClassifier) -> dict[str, Rate]:
    """Language -> the share of ordinary lines that are taken for something."""
    taken = {lang: [classifier.found(line.text) is not None for line in lines if line.lang == lang]
             for lang in sorted({line.lang for line in lines})}
    return {f"{lang}: false, {task.plainly}": share(found) for lang, found in taken.items()}


def write_card(task: Task, made: Path, unseen: list[Line], apart: dict[str, Rate], facts: dict[str, object]) -> None:
    """`card.toml`, `README.md` and the manifest of a finished model directory."""
    classifier = TextClassifier(made)
    found = rates(task, unseen, classifier) | apart
    figures = {"one line on one thread, ms": milliseconds_a_line(classifier.best, [line.text for line in unseen[::6]]),
               "size, MB": sum(path.stat().st_size for path in made.iterdir()) / 1e6}
    figures["threshold"] = classifier.threshold
    (made / "card.toml").write_text(card_toml(found, figures, list(classifier.labels), name=task.name, task=task.task),
                                    encoding="utf-8")
    (made / "README.md").write_text(task.card.read_text(encoding="utf-8").format(
        name=task.name, licence=LICENCE, unseen=len(unseen), **facts,
        rates="\n".join(f"| {name} | {rate} |" for name, rate in found.items()),
        numbers="\n".join(f"| {name} | {value:.3g} |" for name, value in figures.items())), encoding="utf-8")
    write_manifest(made, task.name, LICENCE, f"models.training {task.task}")
    for name, value in (found | figures).items():
        print(f"{name}: {value}")
