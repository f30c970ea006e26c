"""`python -m models.training recogniser --work DIR --out DIR`: one command from nothing to the shipped directory.
`python -m models.training classifier --work DIR --out DIR`: the same for the intent classifier, `paraphrase` and `mood`
for those two.

Every step is skipped when its result lies in `--work`, and the training goes on from its last checkpoint, so a recipe that was
interrupted is continued by the same command. `export` exports and measures the last checkpoint while training goes on.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from models.training.classifier import ClassifierOptions, make_classifier
from models.training.mood import make_mood
from models.training.paraphrase import make_paraphrase
from models.training.recogniser import RecipeOptions, export, make_recogniser

_HERE = Path(__file__).resolve().parent
_OUT = _HERE.parent / "bundled" / "whisper-seatmate-synthetic"
_CLASSIFIER_OUT = _HERE.parent / "bundled" / "intent-seatmate-zh-en"
_PARAPHRASE_OUT = _HERE.parent / "bundled" / "paraphrase-seatmate-zh-en"
_MOOD_OUT = _HERE.parent / "bundled" / "mood-seatmate-zh-en"
_PLAYBOOKS = _HERE.parents[1] / "server" / "playbooks"


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m models.training", description="Make the bundled models again.")
    commands = top.add_subparsers(dest="command", required=True)
    for name, text in (("recogniser", "data, training, export, measurement, card"), ("export", "the last checkpoint only")):
        command = commands.add_parser(name, help=text)
        command.add_argument("--work", type=Path, required=True, help="data and checkpoints, several GB")
        command.add_argument("--out", type=Path, default=_OUT, help="the model directory, replaced as a whole")
        command.add_argument("--playbooks", type=Path, default=_PLAYBOOKS)
        command.add_argument("--quantisation", choices=("int8", "float16", "float32"), default="int8")
    commands.choices["recogniser"].add_argument("--minutes", type=float, default=240.0, help="of training, pauses not counted")
    commands.choices["recogniser"].add_argument("--pause-file", type=Path, help="idle while this file exists")
    commands.choices["recogniser"].add_argument("--replicas", type=int, default=2, help="processes of one thread each")
    commands.choices["recogniser"].add_argument("--scale", type=float, default=1.0, help="multiplies the amount of data")
    commands.choices["export"].add_argument("--no-measurement", action="store_true")
    for name, text, out, lines in (("classifier", "the intent classifier, some minutes on one core", _CLASSIFIER_OUT, 40_000),
                                   ("paraphrase", "the paraphrase classifier, likewise", _PARAPHRASE_OUT, 80_000),
                                   ("mood", "the mood classifier, likewise", _MOOD_OUT, 16_000)):
        classifier = commands.add_parser(name, help=text)
        classifier.add_argument("--work", type=Path, required=True, help="what is kept between runs")
        classifier.add_argument("--out", type=Path, default=out, help="the model directory, replaced as a whole")
        classifier.add_argument("--playbooks", type=Path, default=_PLAYBOOKS)
        classifier.add_argument("--lines", type=int, default=lines, help="drawn from the phrasings")
        classifier.add_argument("--seed", type=int, default=1)
    commands.choices["classifier"].add_argument("--proof", type=Path, metavar="CSV",
                                                help="real questions to measure the recipe on")
    return top


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a recipe."""
    options = parser().parse_args(arguments)
    if options.command == "classifier":
        make_classifier(ClassifierOptions(
            options.work, options.out, options.playbooks, options.lines, options.seed, options.proof))
        return
    if options.command == "paraphrase":
        make_paraphrase(ClassifierOptions(options.work, options.out, options.playbooks, options.lines, options.seed))
        return
    if options.command == "mood":
        make_mood(ClassifierOptions(options.work, options.out, options.playbooks, options.lines, options.seed))
        return
    if options.command == "export":
        export(options.work, options.out, options.quantisation, options.playbooks, not options.no_measurement)
        return
    make_recogniser(
        RecipeOptions(options.work, options.out, options.minutes, options.playbooks, options.pause_file, options.replicas,
                      options.scale, options.quantisation)
    )


if __name__ == "__main__":
    main()
