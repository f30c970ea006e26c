"""The recipe of the paraphrase classifier: phrasings by rule in, a model directory with its card out.

The network, its trainings without a part of the phrasings and its export are those of `classifier`; the labels are ids of rules
and `other`, and each rule has a threshold of its own.  `server.compliance.paraphrases` asks what comes out.
"""

from __future__ import annotations

import shutil
import tomllib
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
from models.training.classifier_texts import (
    OTHER,
    Line,
    Phrasing,
    draw,
    paraphrase_lines,
    playbook_phrasings,
    template_phrasings,
    without_held_out,
)
from models.training.scoring import Rate

NAME = "paraphrase-seatmate-zh-en"
OTHER_SHARE = 12.0
"""Lines that break no rule, for one line that breaks any of them."""
FALSE_SHARE = 0.0002
"""So large a share of the lines that break nothing may be taken for one rule, when they are set apart."""
LEAST_THRESHOLD = 0.5
_TEMPLATE = Path(__file__).with_name("paraphrase_card.md")


def make_paraphrase(options: ClassifierOptions) -> None:
    """Run the recipe; `options.out` is replaced as a whole."""
    import torch

    from models.training import classifier_network as network

    torch.set_num_threads(1)
    options.work.mkdir(parents=True, exist_ok=True)
    phrasings = phrasings_of(options.playbooks)
    labels = sorted({phrasing.label for phrasing in phrasings})
    logits, wanted = judged_apart(phrasings, labels, options, OTHER_SHARE)
    temperature = network.calibrate(logits, wanted)
    probabilities = torch.softmax(logits / temperature, -1).double().numpy()
    least = thresholds(probabilities, wanted, labels)
    lines = without_held_out(draw(phrasings, options.lines, Random(options.seed), {OTHER: OTHER_SHARE}))
    vocabulary, trained = train_on(lines, labels, options.seed, "model")
    trained.temperature.fill_(temperature)

    made = options.work / NAME
    export_model(trained, options.work, made, {
        "labels": labels, "threshold": LEAST_THRESHOLD, "thresholds": least, "vocabulary": vocabulary.tolist()})
    write_manifest(made, NAME, LICENCE, "models.training paraphrase")
    unseen = paraphrase_lines()
    difference, same = network.largest_difference(
        options.work / "float32.onnx", made / MODEL_FILE, [numbers(line.text, vocabulary) for line in unseen])
    apart = apart_rates(probabilities, wanted, labels, least)
    write_card(made, unseen, apart, {
        "labels": len(labels), "features": len(vocabulary), "phrasings": len(phrasings), "lines": options.lines,
        "seed": options.seed, "temperature": temperature, "difference": difference, "same": same})
    shutil.rmtree(options.out, ignore_errors=True)
    shutil.copytree(made, options.out)
    print(f"written: {options.out}")


def phrasings_of(root: Path) -> list[Phrasing]:
    """The recipe's own phrasings, the examples of the rule packs under `root`, and what the playbooks let agents say."""
    found = template_phrasings("paraphrase")
    labels = {phrasing.label for phrasing in found}
    for path in sorted(root.glob("packs/*/*.toml")):
        lang = str(tomllib.loads((path.parent / "pack.toml").read_text(encoding="utf-8"))["lang"])
        for rule in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", ()):
            for kind, label in (("positive", str(rule["id"])), ("negative", OTHER)):
                found += (Phrasing(_plain(example["text"]), label, lang, "agent") for example in rule.get(kind, ())
                          if label in labels and example.get("channel", "agent") == "agent")
    return found + [phrasing for phrasing in playbook_phrasings(root) if phrasing.label == OTHER]


def _plain(text: str) -> str:
    """A sentence without the signs that a template gives a meaning to."""
    return text.lower().translate(dict.fromkeys(map(ord, "[]{}|")))


def thresholds(probabilities: NDArray[np.float64], wanted: NDArray[np.int64], labels: list[str]) -> dict[str, float]:
    """Label -> the least confidence from which at most `FALSE_SHARE` of the lines that break nothing are taken for it.

    Args:
        probabilities: (n, labels) of lines set apart.
        wanted: (n,) their labels.
    """
    harmless = probabilities[wanted == labels.index(OTHER)]
    allowed = int(FALSE_SHARE * len(harmless))
    found: dict[str, float] = {}
    for place, label in enumerate(labels):
        if label != OTHER:
            taken = np.sort(harmless[harmless.argmax(1) == place, place])[::-1]
            above = float(taken[allowed]) + 0.005 if len(taken) > allowed else 0.0
            found[label] = round(min(0.99, max(LEAST_THRESHOLD, above)), 3)
    return found


def apart_rates(probabilities: NDArray[np.float64], wanted: NDArray[np.int64], labels: list[str],
                least: dict[str, float]) -> dict[str, Rate]:
    """The rates at the thresholds on the lines that they were chosen on."""
    best, other = probabilities.argmax(1), labels.index(OTHER)
    limits = np.array([least.get(label, 1.1) for label in labels])
    told = (best != other) & (probabilities.max(1) >= limits[best])
    return {"set apart: recall": share((told & (best == wanted))[wanted != other].tolist()),
            "set apart: false, lines that break nothing": share(told[wanted == other].tolist())}


def rates(lines: list[Line], classifier: TextClassifier) -> dict[str, Rate]:
    """Named shares by language: breaches found at all, found by their own rule, harmless lines taken for one."""
    found: dict[str, Rate] = {}
    answers = [ranked[0] for ranked in classifier.rank_all([line.text for line in lines])]
    told = [best.label != OTHER and best.confidence >= classifier.thresholds[best.label] for best in answers]
    for lang in sorted({line.lang for line in lines}):
        mine = [(line.label, best.label, yes) for line, best, yes in zip(lines, answers, told, strict=True)
                if line.lang == lang]
        breaches = [(label, best, yes) for label, best, yes in mine if label != OTHER]
        found[f"{lang}: recall, any rule"] = share([yes for _, _, yes in breaches])
        found[f"{lang}: recall, its own rule"] = share([yes and label == best for label, best, yes in breaches])
        found[f"{lang}: best label right, without a threshold"] = share([label == best for label, best, _ in breaches])
        found[f"{lang}: false, lines that break nothing"] = share([yes for label, _, yes in mine if label == OTHER])
    return found


def write_card(made: Path, unseen: list[Line], apart: dict[str, Rate], facts: dict[str, object]) -> None:
    """`card.toml`, `README.md` and the manifest of a finished model directory."""
    classifier = TextClassifier(made)
    found = rates(unseen, classifier) | apart
    figures = {"one line on one thread, ms": milliseconds_a_line(classifier.best, [line.text for line in unseen[::6]]),
               "size, MB": sum(path.stat().st_size for path in made.iterdir()) / 1e6}
    figures |= {f"threshold, {label}": least for label, least in classifier.thresholds.items()}
    (made / "card.toml").write_text(card_toml(found, figures, list(classifier.labels), name=NAME, task="paraphrase"),
                                    encoding="utf-8")
    (made / "README.md").write_text(_TEMPLATE.read_text(encoding="utf-8").format(
        name=NAME, licence=LICENCE, unseen=len(unseen), **facts,
        rates="\n".join(f"| {name} | {rate} |" for name, rate in found.items()),
        numbers="\n".join(f"| {name} | {value:.3g} |" for name, value in figures.items())), encoding="utf-8")
    write_manifest(made, NAME, LICENCE, "models.training paraphrase")
    for name, value in (found | figures).items():
        print(f"{name}: {value}")
