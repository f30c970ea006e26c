"""Intents by phrases, by words shared with them, and with the classifier's second opinion, on lines nobody trained on.

`python -m benchmarks.intents [--json FILE]` reads the two held-out tests of `models/training` (`hard`: other words;
`plain talk`: as callers put it) and prints, for each test, way and language: lines whose intent was found, how many
of the found ones are right, and lines without an intent that got one.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from models.training.classifier_measure import share
from models.training.classifier_texts import Line, spoken_lines, unseen_lines
from models.training.scoring import Rate
from server.assist.intents import OTHER, IntentIndex
from server.assist.library import Library
from server.assist.second_opinion import bundled
from server.content.loading import find_playbook, load_playbook
from server.content.playbook import Playbook

TESTS: dict[str, Callable[[], list[Line]]] = {"hard": unseen_lines, "plain talk": spoken_lines}
PLAYBOOKS = {"zh": "zh_finance", "en": "en_finance"}


def ways(playbook: Playbook) -> dict[str, Callable[[str], str]]:
    """Name -> how a line's intent is found."""
    alone, asked, library = IntentIndex(playbook, lambda text: None), IntentIndex(playbook, bundled), Library(playbook)

    def with_words(index: IntentIndex, text: str) -> str:
        found, hits = index.recognise(text), library.search(text)
        if found.intent != OTHER:
            return index.settle(found, hits).intent
        if found.backchannel or found.negated:
            return found.intent
        found = index.nearest(text, hits)
        products = library.products_in(text)
        return found.intent if found.intent != OTHER or not products else index.of_product(
            playbook.products[products[-1]].kind).intent

    return {"phrases": lambda text: alone.recognise(text).intent,
            "phrases, classifier": lambda text: asked.recognise(text).intent,
            "phrases, shared words": lambda text: with_words(alone, text),
            "phrases, classifier, shared words": lambda text: with_words(asked, text)}


def judged(lines: list[Line], way: Callable[[str], str]) -> dict[str, Rate]:
    """Named shares of one way."""
    pairs = [(line.label, way(line.text)) for line in lines]
    return {"intent found and right": share([wanted == given for wanted, given in pairs if wanted != OTHER]),
            "right, of the intents found": share([wanted == given for wanted, given in pairs if given != OTHER]),
            "false alarms": share([given != OTHER for wanted, given in pairs if wanted == OTHER])}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    found: dict[str, list[float]] = {}
    for lang, name in PLAYBOOKS.items():
        playbook = load_playbook(find_playbook(name))
        for test, lines in TESTS.items():
            mine = [line for line in lines() if line.lang == lang]
            for title, way in ways(playbook).items():
                for what, rate in judged(mine, way).items():
                    print(f"{lang} | {test} | {title} | {what} | {rate}")
                    found[f"{lang}: {test}: {title}: {what}"] = [rate.value, rate.low, rate.high, rate.samples]
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
