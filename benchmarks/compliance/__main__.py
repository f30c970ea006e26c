"""Recall and false stops of the shipped compliance rules: `python -m benchmarks.compliance [--json FILE] [--misses]`.

In come `zh.jsonl` and `en.jsonl` (see `benchmarks.compliance.scoring`), out comes a table per language and half with 95 %
confidence intervals, the recall per category, the time per utterance and the throughput of one core.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

from benchmarks.compliance.scoring import Case, Score, dialogues, interval, read_cases, score, unseen_sentences
from protocol.message import Language
from server.content.forms import phrases_of
from server.content.loading import find_playbook, load_playbook
from server.content.playbook import Playbook

PLAYBOOKS: dict[Language, str] = {"zh": "zh_finance", "en": "en_finance"}
HALVES = ("tune", "held_out")
REPEATS = 5
"""So often the set is heard for the times."""


def _share(result: Score) -> dict[str, Any]:
    low, high = interval(result.hits, result.cases)
    return {"cases": result.cases, "hits": result.hits, "low": round(low, 4), "high": round(high, 4)}


def _text(result: Score) -> str:
    low, high = interval(result.hits, result.cases)
    share = 100 * result.hits / result.cases if result.cases else 0.0
    return f"{result.hits:3}/{result.cases:<3} {share:5.1f} %  [{100 * low:4.1f}, {100 * high:5.1f}]"


def _half(half: str, cases: list[Case], playbook: Playbook, times_ms: list[float], misses: bool) -> dict[str, Any]:
    report: dict[str, Any] = {}
    for kind in ("phrase", "paraphrase", "clean"):
        result = score([case for case in cases if case.kind == kind and case.half == half], playbook, times_ms)
        report[kind] = _share(result)
        name = "calls with a false stop" if kind == "clean" else f"recall, {kind}s"
        print(f"  {half:9} {name:24} {_text(result)}")
        if kind == "clean":
            per_hundred = 100 * result.stops / max(result.cases, 1)
            report[kind] |= {"stops": result.stops, "figures": result.figures, "reminders": result.reminders}
            print(f"  {half:9} {'false stops per 100':24} {per_hundred:.1f}  ({result.figures} of {result.stops} by the figure check; "
                  f"and {result.reminders} false reminders)")
        if misses and half == "tune":
            for line in result.missed:
                print(f"      {line}")
    return report


def _sentences(lang: Language, playbook: Playbook) -> dict[str, Any]:
    """The unseen sentences of the paraphrase classifier through all rules, and the playbook's own dialogues."""
    report: dict[str, Any] = {}
    for name, cases in (("recall, unseen sentences", unseen_sentences(lang, playbook, "paraphrase")),
                        ("harmless with a stop", unseen_sentences(lang, playbook, "clean")),
                        ("dialogues with a stop", dialogues(playbook))):
        result = score(cases, playbook, [])
        report[name] = _share(result)
        line = f"  {'':9} {name:24} {_text(result)}"
        if cases and cases[0].kind == "clean":
            report[name] |= {"reminders": result.reminders, "lines": sum(len(case.lines) for case in cases)}
            line += f"  ({result.reminders} reminders in {report[name]['lines']} lines)"
        print(line)
    return report


def _categories(cases: list[Case], playbook: Playbook) -> dict[str, Any]:
    report: dict[str, Any] = {}
    print(f"  {'category, both halves':26} phrases                      paraphrases")
    for category in sorted({case.category for case in cases if case.category}):
        both = [score([case for case in cases if case.kind == kind and case.category == category], playbook, [])
                for kind in ("phrase", "paraphrase")]
        report[category] = {"phrase": _share(both[0]), "paraphrase": _share(both[1])}
        print(f"  {category:26} {_text(both[0])}  {_text(both[1])}")
    return report


def _times(times_ms: list[float]) -> dict[str, float]:
    ordered = sorted(times_ms)
    p50, p99 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    per_second = 1e3 * len(ordered) / sum(ordered)
    print(f"  processor time per utterance: p50 {p50:.3f} ms, p99 {p99:.3f} ms, {per_second:.0f} utterances/s of one thread")
    return {"p50_ms": p50, "p99_ms": p99, "utterances_per_s": per_second}


def measure(lang: Language, playbook: str, misses: bool) -> dict[str, Any]:
    """Prints the table of one language and returns it."""
    began = time.perf_counter()
    book = load_playbook(find_playbook(playbook))
    cases = read_cases(lang)
    warm: list[float] = []
    score(cases[:1], book, warm)
    built_s = time.perf_counter() - began
    phrases = len({phrase for rule in book.rules.values()
                   for phrase in (*rule.phrases, *(one for form in rule.forms for one in phrases_of(form)))})
    print(f"{lang}: {book.id} {book.version}, {len(book.rules)} rules, {phrases} phrases; read and built in {built_s:.2f} s")
    report: dict[str, Any] = {"playbook": book.id, "version": book.version, "rules": len(book.rules), "phrases": phrases}
    report |= {half: _half(half, cases, book, [], misses) for half in HALVES}
    report["sentences"] = _sentences(lang, book)
    report["categories"] = _categories(cases, book)
    times_ms: list[float] = []
    for _ in range(REPEATS):
        score(cases, book, times_ms)
    report["times"] = _times(times_ms)
    return report


def main() -> None:
    """Measures every language."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compliance", description=__doc__)
    parser.add_argument("--json", type=Path, help="write the numbers here too")
    parser.add_argument("--misses", action="store_true", help="print what the tune half missed; never the held-out half")
    given = parser.parse_args()
    report = {lang: measure(lang, playbook, given.misses) for lang, playbook in PLAYBOOKS.items()}
    if given.json:
        given.json.write_text(json.dumps(report, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
