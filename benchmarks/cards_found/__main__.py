"""How often the right article is found: `python -m benchmarks.cards_found [--playbook NAME] [--tuning] [--misses] [--json FILE]`.

Reads the questions beside this file, 60 a language.  They were written by the makers of this program for content that they
know too, in words of their own: synthetic text, no customer ever said it.  Whoever wrote the articles' `asked` and set the
ranking had not seen them.  Counted for each question, said as the first line of a call in which no product is known:

    order    place of the right article in `Library.articles`, whether it is worth a card or not
    screen   the right article among the cards shown (at most two, calculators and product cards among them)
    no_card  nothing was shown

and over the lines of `nothing_zh.txt` and `nothing_en.txt`, which need no card (listening, small talk, giving details):

    false_card  share that brought one all the same; thresholds were set with these lines, so it is a floor, no forecast

Each share of the questions comes with its 95 % interval (Wilson).  `--tuning` reads `tuning_zh.txt` and `tuning_en.txt` instead:
keywords and ranking may be fitted to those 50 a language, so they are no result.  Never fit anything to the others.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from models.classify import INTENT_MODEL, TextClassifier
from protocol.assist import Card
from protocol.message import Language
from server.assist.assistant import Assistant
from server.assist.intents import IntentIndex
from server.assist.library import Library, Situation
from server.calls.utterance import CallFacts, Utterance
from server.content.loading import find_playbook, load_playbook
from server.content.playbook import Playbook
from server.learning.proportions import Share

HERE = Path(__file__).resolve().parent
PLAYBOOKS: dict[Language, str] = {"zh": "zh_finance", "en": "en_finance"}
NEAR = 3


def questions(lang: Language, tuning: bool = False) -> Iterator[tuple[frozenset[str], str]]:
    """(ids that answer it, question) of a language's file."""
    for line in (HERE / (f"tuning_{lang}.txt" if tuning else f"{lang}.txt")).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            ids, text = line.split("\t")
            yield frozenset(ids.split(",")), text


def idle(lang: Language) -> list[str]:
    """Lines that need no card."""
    lines = (HERE / f"nothing_{lang}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def ranked(library: Library, index: IntentIndex, classifier: TextClassifier, text: str) -> list[str]:
    """Ids of the articles that a line finds, best first."""
    found, hits = index.recognise(text), library.search(text)
    found = index.settle(found, hits) if found.intent != "other" else index.nearest(text, hits)
    chances = tuple((one.label, one.confidence) for one in classifier.rank(text)[:NEAR])
    situation = Situation(found.intent, found.confidence, chances, products=tuple(library.products_in(text)))
    return [one.id for one in library.articles(text, situation, least=0.1)]


def cards(playbook: Playbook, text: str) -> list[str]:
    """Ids of the cards that the line brings to the screen."""
    said = Utterance("customer-0", "customer", 0, 2_000, text, playbook.lang)
    return [event.id for event in Assistant(playbook, CallFacts("c", lang=playbook.lang)).hear(said) if isinstance(event, Card)]


def measure(playbook: Playbook, misses: bool, tuning: bool = False) -> dict[str, object]:
    """Shares of one language, each with its interval."""
    library, index, classifier = Library(playbook), IntentIndex(playbook), TextClassifier(INTENT_MODEL)
    first = near = shown = silent = count = 0
    for right, text in questions(playbook.lang, tuning):
        unknown = right - playbook.articles.keys()
        if unknown == right:
            raise SystemExit(f"{playbook.id} has none of the articles {', '.join(sorted(right))}: {text}")
        order, screen = ranked(library, index, classifier, text), cards(playbook, text)
        count += 1
        first += bool(right & set(order[:1]))
        near += bool(right & set(order[:NEAR]))
        shown += bool(right & set(screen))
        silent += not screen
        if misses and not right & set(order[:NEAR]):
            print(f"  missed: {text} -> {order[:NEAR]}, cards {screen}; right: {', '.join(sorted(right))}")
    lines = idle(playbook.lang)
    false = sum(bool(cards(playbook, line)) for line in lines)
    return {"playbook": playbook.id, "articles": len(playbook.articles), "questions": count,
            "first_place": Share(first, count).facts(), "first_three": Share(near, count).facts(),
            "on_screen": Share(shown, count).facts(), "no_card": Share(silent, count).facts(),
            "false_card": Share(false, len(lines)).facts()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--playbook", action="append", metavar="NAME|DIR")
    parser.add_argument("--tuning", action="store_true", help="the questions that keywords and ranking were fitted to")
    parser.add_argument("--misses", action="store_true", help="print the questions whose article is not among the first three")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    rows = [measure(load_playbook(find_playbook(name)), args.misses, args.tuning) for name in args.playbook or PLAYBOOKS.values()]
    for row in rows:
        print(row)
    if args.json:
        args.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
