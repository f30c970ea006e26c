"""A text classifier that finds few things among much that is `other`: phrasings in, a model directory with its card out.

The network, its trainings without a part of the phrasings and its export are those of `classifier`.  `paraphrase` and `mood` say
what is told apart, and how rarely a line that is `other` may be taken for something else: that gives the thresholds.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.classify.classifier import MODEL_FILE, TextClassifier
from models.classify.concepts import Concepts
from models.classify.features import numbers
from models.store import write_manifest
from models.training.classifier import ClassifierOptions, export_model, folds, train_with
from models.training.classifier_card import LICENCE, card_toml
from models.training.classifier_measure import milliseconds_a_line, share
from models.training.classifier_texts import (
    CUSTOMERS,
    OTHER,
    Line,
    Manner,
    Phrasing,
    draw,
    vocabulary_of,
    without_held_out,
)
from models.training.scoring import Rate

if TYPE_CHECKING:
    import torch

LEAST_THRESHOLD = 0.5
APART_LINES = 3000
"""Judged in each of the trainings without a part of the phrasings."""


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
    manner: Manner = CUSTOMERS
    """How the lines are said."""
    concepts: Callable[[], dict[str, list[str]]] = dict
    """The table of concepts; empty for none."""
    members: int = 1
    """Networks whose mean the model is."""
    width: int = 48
    """Of each of them."""
    common: int = 2
    """A feature is known that occurs in so many phrasings."""
    shortest: dict[str, int] = field(default_factory=dict)
    """Language -> characters below which the product asks nothing."""
    false_shares: dict[str, float] = field(default_factory=dict)
    """Language -> `false_share` of its own, and so a threshold of its own; empty: one for all."""


@dataclass(frozen=True, slots=True)
class Apart:
    """What networks said of lines whose phrasing they had not seen."""

    logits: torch.Tensor
    """(n, labels)."""
    lines: list[Line]

    def wanted(self, labels: list[str]) -> NDArray[np.int64]:
        """(n,) places of the lines' labels."""
        return np.array([labels.index(line.label) for line in self.lines])


def make(task: Task, options: ClassifierOptions) -> None:
    """Run the recipe; `options.out` is replaced as a whole."""
    import torch

    from models.training import classifier_network as network

    torch.set_num_threads(1)
    options.work.mkdir(parents=True, exist_ok=True)
    phrasings = task.phrasings(options.playbooks)
    labels = sorted({phrasing.label for phrasing in phrasings})
    table = task.concepts()
    concepts = Concepts(table) if table else None
    apart = judged_apart(task, phrasings, labels, options, concepts)
    temperature = network.calibrate(apart.logits, apart.wanted(labels))
    probabilities = torch.softmax(apart.logits / temperature, -1).double().numpy()
    least = thresholds(task, probabilities, apart, labels)
    np.savez(options.work / "apart.npz", probabilities=probabilities, wanted=apart.wanted(labels),
             langs=[line.lang for line in apart.lines])
    lines = without_held_out(
        draw(phrasings, options.lines, Random(options.seed), {OTHER: task.other_share}, task.manner), task.unseen())
    vocabulary, trained = committee(task, lines, labels, options.seed, concepts)
    trained.temperature.fill_(temperature)

    made = options.work / task.name
    described: dict[str, object] = {"labels": labels, "threshold": min(least.values()), "vocabulary": vocabulary.tolist()}
    export_model(trained, options.work, made, described | ({"concepts": table} if table else {})
                 | ({"thresholds": least} if task.false_shares else {}))
    write_manifest(made, task.name, LICENCE, f"models.training {task.task}")
    unseen = task.unseen()
    difference, same = network.largest_difference(
        options.work / "float32.onnx", made / MODEL_FILE, [numbers(line.text, vocabulary, concepts) for line in unseen])
    found = apart_rates(task, probabilities, apart, labels, least)
    write_card(task, made, unseen, found | plain_rates(task, task.plain(options.playbooks), TextClassifier(made)), {
        "labels": len(labels), "features": len(vocabulary), "phrasings": len(phrasings), "lines": options.lines,
        "seed": options.seed, "temperature": temperature, "difference": difference, "same": same,
        "concepts": len(table), "words": sum(map(len, table.values())), "members": task.members})
    shutil.rmtree(options.out, ignore_errors=True)
    shutil.copytree(made, options.out)
    print(f"written: {options.out}")


def committee(task: Task, lines: list[Line], labels: list[str], seed: int,
              concepts: Concepts | None) -> tuple[NDArray[np.uint32], torch.nn.Module]:
    """(vocabulary, `task.members` networks as one) from lines."""
    from models.training import classifier_network as network

    vocabulary = vocabulary_of(lines, task.common, concepts)
    size = network.Size(width=task.width)
    return vocabulary, network.Committee([
        train_with(lines, labels, vocabulary, size, seed + member, f"network {member + 1}", concepts)
        for member in range(task.members)]).eval()


def judged_apart(task: Task, phrasings: list[Phrasing], labels: list[str], options: ClassifierOptions,
                 concepts: Concepts | None) -> Apart:
    """What a network that has not seen a part of the phrasings says of lines of that part; every part once."""
    import torch

    from models.training import classifier_network as network

    judged: list[torch.Tensor] = []
    told: list[Line] = []
    shares = {OTHER: task.other_share}
    for fold, split in enumerate(folds(phrasings, options.seed)):
        drawn = draw(split.kept, options.lines, Random(options.seed + fold), shares, task.manner)
        vocabulary = vocabulary_of(drawn, task.common, concepts)
        trained = train_with(drawn, labels, vocabulary, network.Size(width=task.width), options.seed, f"part {fold + 1}",
                             concepts)
        lines = [line for line in draw(split.apart, APART_LINES, Random(options.seed + 100 + fold), shares, task.manner)
                 if len(line.text) >= task.shortest.get(line.lang, 1)]
        judged.append(network.logits_of(trained, [numbers(line.text, vocabulary, concepts) for line in lines]))
        told += lines
    return Apart(torch.cat(judged), told)


def thresholds(task: Task, probabilities: NDArray[np.float64], apart: Apart, labels: list[str]) -> dict[str, float]:
    """Language -> threshold, by `task.false_share` unless the task names it."""
    wanted = apart.wanted(labels)
    langs = np.array([line.lang for line in apart.lines])
    if task.least or not task.false_shares:
        one = task.least or threshold(probabilities, wanted, labels, task.false_share)
        return {str(lang): one for lang in np.unique(langs)}
    return {str(lang): threshold(probabilities[langs == lang], wanted[langs == lang], labels, task.false_shares[str(lang)])
            for lang in np.unique(langs)}


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


def apart_rates(task: Task, probabilities: NDArray[np.float64], apart: Apart, labels: list[str],
                least: dict[str, float]) -> dict[str, Rate]:
    """The rates at the thresholds on the lines that they were chosen on, by language."""
    other = labels.index(OTHER)
    harmless = apart.wanted(labels) == other
    langs = np.array([line.lang for line in apart.lines])
    found: dict[str, Rate] = {}
    for lang, bound in sorted(least.items()):
        told = 1.0 - probabilities[:, other] >= bound
        found[f"{lang}, set apart: recall"] = share(told[(langs == lang) & ~harmless].tolist())
        found[f"{lang}, set apart: false, {task.harmless}"] = share(told[(langs == lang) & harmless].tolist())
    return found


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
    figures |= {f"threshold, {lang}": least for lang, least in classifier.thresholds.items()} or {
        "threshold": classifier.threshold}
    (made / "card.toml").write_text(card_toml(found, figures, list(classifier.labels), name=task.name, task=task.task),
                                    encoding="utf-8")
    (made / "README.md").write_text(task.card.read_text(encoding="utf-8").format(
        name=task.name, licence=LICENCE, unseen=len(unseen), **facts,
        rates="\n".join(f"| {name} | {rate} |" for name, rate in found.items()),
        numbers="\n".join(f"| {name} | {value:.3g} |" for name, value in figures.items())), encoding="utf-8")
    write_manifest(made, task.name, LICENCE, f"models.training {task.task}")
    for name, value in (found | figures).items():
        print(f"{name}: {value}")
