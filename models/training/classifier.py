"""The recipe of the intent classifier: playbooks and templates in, a model directory with its card out.

Text -> trainings without a part of the phrasings (temperature, threshold) -> the training -> ONNX -> int8 -> measurement ->
card -> manifest.  `--proof CSV` runs the same features and network on a set of real questions and adds the result to the card.
`models.classify` runs what comes out.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.classify.classifier import FACTS_FILE, MODEL_FILE
from models.classify.features import CONCEPTS_VERSION, VERSION, numbers
from models.store import write_manifest
from models.training.classifier_card import LICENCE, NAME, card_toml, readme
from models.training.classifier_measure import choose_threshold, measure, share
from models.training.classifier_texts import (
    OTHER,
    Line,
    Phrasing,
    draw,
    playbook_phrasings,
    spoken_lines,
    template_phrasings,
    unseen_lines,
    vocabulary_of,
    without_held_out,
)
from models.training.scoring import Rate

if TYPE_CHECKING:
    import torch

    from models.classify.concepts import Concepts
    from models.training.classifier_network import GatedBag, Network, Size

FOLDS = 4
PROOF_FILE = "proof.json"
OTHER_SHARE = 8.0
"""Lines without an intent, for one line of any intent: most of what customers say asks for nothing."""


@dataclass(frozen=True, slots=True)
class ClassifierOptions:
    """What the command line says."""

    work: Path
    out: Path
    playbooks: Path
    lines: int = 40_000
    seed: int = 1
    proof: Path | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """Phrasings to train on, and those set apart for calibration."""

    kept: list[Phrasing]
    apart: list[Phrasing]


def folds(phrasings: list[Phrasing], seed: int) -> list[Split]:
    """`FOLDS` ways of setting a part of the templates and of the agents' sentences apart; lists of phrases always train."""
    rng = Random(seed)
    turns = [-1 if phrasing.source in ("phrase", "rule") else rng.randrange(FOLDS) for phrasing in phrasings]
    return [Split([phrasing for phrasing, turn in zip(phrasings, turns, strict=True) if turn != fold],
                  [phrasing for phrasing, turn in zip(phrasings, turns, strict=True) if turn == fold]) for fold in range(FOLDS)]


def make_classifier(options: ClassifierOptions) -> None:
    """Run the recipe; `options.out` is replaced as a whole."""
    import torch

    torch.set_num_threads(1)
    options.work.mkdir(parents=True, exist_ok=True)
    if options.proof:
        _save_proof(options.work / PROOF_FILE, prove(options.proof, options.seed))
    phrasings = template_phrasings() + playbook_phrasings(options.playbooks)
    labels = sorted({phrasing.label for phrasing in phrasings})
    logits, wanted = judged_apart(phrasings, labels, options)
    temperature, threshold = _calibrated(logits, wanted, labels)
    lines = without_held_out(draw(phrasings, options.lines, Random(options.seed), {OTHER: OTHER_SHARE}))
    vocabulary, trained = train_on(lines, labels, options.seed, "model")
    trained.temperature.fill_(temperature)

    made = options.work / NAME
    export_model(trained, options.work, made, {"labels": labels, "threshold": threshold, "vocabulary": vocabulary.tolist()})
    _write_card(made, options, {
        "labels": len(labels), "features": len(vocabulary), "phrasings": len(phrasings), "lines": options.lines,
        "seed": options.seed, "temperature": temperature, "threshold": threshold}, vocabulary, labels)
    shutil.rmtree(options.out, ignore_errors=True)
    shutil.copytree(made, options.out)
    print(f"written: {options.out}")


def judged_apart(phrasings: list[Phrasing], labels: list[str], options: ClassifierOptions,
                 other_share: float = OTHER_SHARE) -> tuple[torch.Tensor, NDArray[np.int64]]:
    """(logits, labels) of lines whose phrasing the network that judges them has not seen; (n, labels) and (n,)."""
    import torch

    from models.training import classifier_network as network

    judged: list[torch.Tensor] = []
    answers: list[str] = []
    for fold, split in enumerate(folds(phrasings, options.seed)):
        drawn = draw(split.kept, options.lines, Random(options.seed + fold), {OTHER: other_share})
        vocabulary, trained = train_on(drawn, labels, options.seed, f"fold {fold + 1}")
        apart = draw(split.apart, 2000, Random(options.seed + 100 + fold), {OTHER: other_share})
        judged.append(network.logits_of(trained, [numbers(line.text, vocabulary) for line in apart]))
        answers += (line.label for line in apart)
    return torch.cat(judged), np.array([labels.index(label) for label in answers])


def _calibrated(logits: torch.Tensor, wanted: NDArray[np.int64], labels: list[str]) -> tuple[float, float]:
    """(temperature, threshold) from what `judged_apart` gave."""
    import torch

    from models.training import classifier_network as network

    temperature = network.calibrate(logits, wanted)
    probabilities = torch.softmax(logits / temperature, -1).double().numpy()
    threshold = choose_threshold(probabilities, wanted, labels.index(OTHER))
    right = np.mean(probabilities.argmax(1) == wanted)
    print(f"set apart: {right:.3f} right; temperature {temperature:.2f}, threshold {threshold}")
    return temperature, threshold


def export_model(trained: Network, work: Path, made: Path, described: dict[str, object]) -> None:
    """The network in int8 with `described` beside it, in an empty directory `made`; the float32 export stays in `work`."""
    from models.training import classifier_network as network

    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    network.export_onnx(trained, work / "float32.onnx")
    network.quantise(work / "float32.onnx", made / MODEL_FILE)
    version = CONCEPTS_VERSION if "concepts" in described else VERSION
    (made / FACTS_FILE).write_text(json.dumps({"features": version} | described, ensure_ascii=False) + "\n", encoding="utf-8")


def train_on(lines: list[Line], labels: list[str], seed: int, title: str,
             epochs: int | None = None) -> tuple[NDArray[np.uint32], GatedBag]:
    """(vocabulary, network) from lines."""
    from models.training import classifier_network as network

    size = network.Size(epochs=epochs) if epochs else network.Size()
    vocabulary = vocabulary_of(lines)
    return vocabulary, train_with(lines, labels, vocabulary, size, seed, title)


def train_with(lines: list[Line], labels: list[str], vocabulary: NDArray[np.uint32], size: Size, seed: int, title: str,
               concepts: Concepts | None = None) -> GatedBag:
    """A network from lines, a vocabulary and, where the model has one, its table of concepts."""
    from models.training import classifier_network as network

    rows = [numbers(line.text, vocabulary, concepts) for line in lines]
    places = np.array([labels.index(line.label) for line in lines])
    return network.train(rows, places, len(vocabulary), len(labels), size, seed,
                         lambda epoch, loss: print(f"{title}: epoch {epoch}, loss {loss:.3f}", flush=True))


def _write_card(made: Path, options: ClassifierOptions, facts: dict[str, object], vocabulary: NDArray[np.uint32],
                labels: list[str]) -> None:
    from models.training import classifier_network as network

    unseen = unseen_lines()
    difference, same = network.largest_difference(
        options.work / "float32.onnx", made / MODEL_FILE, [numbers(line.text, vocabulary) for line in unseen])
    print(f"float32 and int8: largest difference {difference:.4f}, same label {same:.4f}")
    write_manifest(made, NAME, LICENCE, "models.training classifier")
    rates, figures = measure(made, unseen)
    spoken = spoken_lines()
    rates |= {f"plain talk, {name}": rate for name, rate in measure(made, spoken)[0].items()}
    rates |= _saved_proof(options.work / PROOF_FILE)
    (made / "card.toml").write_text(card_toml(rates, figures, labels), encoding="utf-8")
    (made / "README.md").write_text(
        readme(rates, figures, facts | {"difference": difference, "same": same, "unseen": len(unseen), "spoken": len(spoken)}),
        encoding="utf-8")
    write_manifest(made, NAME, LICENCE, "models.training classifier")
    for name, value in (rates | figures).items():
        print(f"{name}: {value}")


def read_questions(path: Path) -> list[Line]:
    """Questions of a CSV with the columns `text` and `category`.  Raises `ValueError` for another file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows or not {"text", "category"} <= set(rows[0]):
        raise ValueError(f"{path} is not a CSV with the columns text and category")
    return [Line(row["text"], row["category"], "en", row["text"]) for row in rows]


def parted(lines: list[Line], seed: int) -> tuple[list[Line], list[Line], list[Line]]:
    """80, 10 and 10 % of the lines, each with every label in proportion."""
    places: Counter[str] = Counter()
    parts: tuple[list[Line], list[Line], list[Line]] = ([], [], [])
    for line in Random(seed).sample(lines, len(lines)):
        turn = places[line.label] % 10
        places[line.label] += 1
        parts[2 if turn == 9 else 1 if turn == 8 else 0].append(line)
    return parts


def prove(path: Path, seed: int) -> dict[str, Rate]:
    """The recipe on real questions: accuracy on a split of our own, and how sure it is there."""
    import torch

    from models.training import classifier_network as network

    lines = read_questions(path)
    labels = sorted({line.label for line in lines})
    training, calibration, test = parted(lines, seed)
    vocabulary, trained = train_on(training, labels, seed, "proof", epochs=16)

    def judged(part: list[Line]) -> tuple[torch.Tensor, NDArray[np.int64]]:
        return (network.logits_of(trained, [numbers(line.text, vocabulary) for line in part]),
                np.array([labels.index(line.label) for line in part]))

    temperature = network.calibrate(*judged(calibration))
    logits, wanted = judged(test)
    probabilities = torch.softmax(logits / temperature, -1).numpy()
    right, sure = probabilities.argmax(1) == wanted, probabilities.max(1) >= 0.5
    found = {"proof: best label right": share(right.tolist()), "proof: answered with 0.5 or more": share(sure.tolist()),
             "proof: right, of these": share(right[sure].tolist())}
    for name, rate in found.items():
        print(f"{name}: {rate}")
    return found


def _save_proof(path: Path, found: dict[str, Rate]) -> None:
    temporary = path.with_suffix(".new")
    temporary.write_text(json.dumps({name: [rate.value, rate.low, rate.high, rate.samples] for name, rate in found.items()}))
    os.replace(temporary, path)


def _saved_proof(path: Path) -> dict[str, Rate]:
    return {name: Rate(*facts) for name, facts in json.loads(path.read_text()).items()} if path.exists() else {}
