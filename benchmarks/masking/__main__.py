"""Do private numbers leave the server?  `python -m benchmarks.masking [--half held|tuning|both] [--per-way N] [--show N]`.

Prints per language and entity the share of numbers that leave at most three digits in the finals, in every partial and over
all frames together, the share of quantities wrongly masked, then of names masked and of words wrongly taken for names, each
with a 95 % interval (Wilson), then the time it took.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from .cases import all_cases
from .measuring import ALLOWED, Outcome, cost_us, measure
from .names import Half, measure_names


def share(good: int, total: int) -> str:
    """A share in percent with its 95 % interval."""
    if not total:
        return "-"
    z, part = 1.96, good / total
    middle = (part + z * z / (2 * total)) / (1 + z * z / total)
    reach = z / (1 + z * z / total) * math.sqrt(part * (1 - part) / total + z * z / (4 * total * total))
    return f"{100 * part:6.2f} [{100 * max(0, middle - reach):6.2f}, {100 * min(1, middle + reach):6.2f}]"


def print_table(outcomes: Sequence[Outcome]) -> None:
    """The private numbers first, then the quantities."""
    rows: dict[tuple[bool, str, str], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        private = outcome.case.private
        for lang in (outcome.case.lang, "all"):
            for entity in (outcome.case.entity, "~all"):
                rows[not private, lang, entity].append(outcome)
    print(f"{'':4} {'entity':10} {'n':>5}  {'finals <= 3 digits':26} {'and every partial':26} {'and all frames together':26}")
    for (quantity, lang, entity), found in sorted(rows.items()):
        if quantity:
            continue
        finals = sum(one.final <= ALLOWED for one in found)
        fine = sum(one.fine for one in found)
        seen = sum(one.seen <= ALLOWED for one in found)
        total = len(found)
        print(f"{lang:4} {entity.strip('~'):10} {total:5}  {share(finals, total):26} {share(fine, total):26} {share(seen, total):26}")
    print(f"\n{'':4} {'quantity':10} {'n':>5}  {'wrongly masked':26}")
    for (quantity, lang, entity), found in sorted(rows.items()):
        if quantity:
            wrong = sum(not one.fine for one in found)
            print(f"{lang:4} {entity.strip('~'):10} {len(found):5}  {share(wrong, len(found)):26}")


def print_names(half: Half | Literal["both"], show: int) -> None:
    """Names that were masked, and lines without one in which nothing was."""
    print(f"\n{'':4} {'names':10} {'n':>5}  {'masked':26}")
    for lang in ("zh", "en"):
        for private in (True, False):
            found = [one for one in measure_names() if one.lang == lang and one.private == private and half in ("both", one.half)]
            good = sum(one.masked for one in found)
            print(f"{lang:4} {'name' if private else 'no name':10} {len(found):5}  {share(good, len(found)):26}")
            for one in [one for one in found if one.masked != one.private][:show]:
                print(f"     {one.text} -> {one.shown}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.masking", description=__doc__)
    parser.add_argument("--half", choices=("held", "tuning", "both"), default="held")
    parser.add_argument("--per-way", type=int, default=5, help="numbers for each carrier and style")
    parser.add_argument("--seed", type=int, default=20_261_120)
    parser.add_argument("--show", type=int, default=0, help="print so many cases that failed (look at the tuning half only)")
    options = parser.parse_args(arguments)
    cases = [case for case in all_cases(options.seed, options.per_way) if options.half in ("both", case.half)]
    outcomes = [measure(case) for case in cases]
    print_table(outcomes)
    print_names(options.half, options.show)
    median, high = cost_us(cases)
    print(f"\none utterance: median {median:.0f} us, 99th percentile {high:.0f} us")
    failed = [one for one in outcomes if not one.fine]
    for one in failed[::max(1, len(failed) // options.show)] if options.show else ():
        said = " | ".join(f"{turn.channel[0]}: {turn.text} -> {text}" for turn, text in zip(one.case.turns, one.finals, strict=True))
        print(f"{one.case.lang} {one.case.entity} {one.case.style} final {one.final} partial {one.partial}: {said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
