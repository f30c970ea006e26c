"""What is painted of a model that invents, and how fast approved replies are there.

    python -m benchmarks.suggestions --count 5000

1. A stub of an OpenAI-compatible server (real HTTP, the official client) answers with invented figures, names,
products, dates,
   claims, forbidden promises, and with what customers order it to say; one answer in ten is harmless, and one in ten breaks off,
   is garbage or a refusal.  Each goes through the clause-by-clause check and the pipeline.  Printed: blocked, unsupported figures
   painted, other inventions painted (goal 0 and 0).
2. The shipped playbooks' demo calls and the good agent's practice calls: suggestions a minute of talk and the share that is
   blocked; with the playbooks' phrases, the time from the final text to the suggestion of the engine `playbook`, in one thread.
   `benchmarks.suggestions.painting` measures it to the pixels, with 10,000 articles.

Everything is synthetic: what the stub invents was written by hand, and an invention of another kind may come through.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from protocol.assist import Suggestion, SuggestionBlocked
from server.calls.pipeline import Pipeline
from server.calls.utterance import CallFacts, Utterance
from server.commands.result_file import write_result
from server.content.loading import find_playbook, list_playbooks, load_playbook
from server.content.playbook import Playbook
from server.learning.proportions import Share
from server.practice.self_test import play_all

from .running import Tally, customer_lines, run

HONEST = ("clean", "true")
_MS_A_CHARACTER = {"zh": 220, "en": 70}
"""Rough pace of speech, for suggestions a minute."""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=5_000, help="generated suggestions in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    playbooks = [load_playbook(find_playbook(name)) for name in list_playbooks()]
    results: dict[str, object] = {}
    for playbook in playbooks:
        began_s = time.perf_counter()
        tally = asyncio.run(run(playbook, options.count // len(playbooks), options.seed))
        results[playbook.id] = {
            **_of_model(playbook.id, tally, time.perf_counter() - began_s),
            **_of_playbook(playbook),
        }
    if options.json:
        write_result(options.json, results, OSError)
    return 0


def _of_model(name: str, tally: Tally, seconds: float) -> dict[str, object]:
    bad = sum(count for kind, count in tally.kinds.items() if kind not in HONEST)
    caught = sum(count for kind, count in tally.blocked.items() if kind not in HONEST)
    figures = len(tally.digits) + sum(kind in ("figure", "obeyed") for kind, _, _ in tally.leaks)
    others = sum(kind not in ("figure", "obeyed") for kind, _, _ in tally.leaks)
    print(f"{name}: {tally.asked} suggestions by a model that invents, {seconds:.0f} s")
    print(f"  answers with an invention {bad}, blocked {caught}; harmless ones {tally.kinds['clean']}, blocked "
          f"{tally.blocked['clean']}; true figures {tally.kinds['true']}, blocked {tally.blocked['true']}")
    print(
        f"  ended with the model's words {tally.by_model}, with an approved reply "
        f"{tally.fell_back}, with nothing {tally.silent}"
    )
    print(
        f"  unsupported figures painted {figures}, forbidden or other invented texts painted "
        f"{others} (texts painted {tally.painted})"
    )
    print(f"  of the answers {tally.troubles.total()} went wrong on the way too: {dict(sorted(tally.troubles.items()))}")
    for kind, planted, text in tally.leaks[:20]:
        print(f"    {kind}: {planted!r} in {text!r}")
    for digits, text in tally.digits[:20]:
        print(f"    digits {digits!r} in {text!r}")
    first = _p(tally.first_ms)
    print(f"  request to first approved clause, stub answers at once: p50 {first['p50']} ms, p95 {first['p95']} ms")
    return {
        "asked": tally.asked,
        "invented": bad,
        "blocked": caught,
        "clean": tally.kinds["clean"],
        "clean_blocked": tally.blocked["clean"],
        "true": tally.kinds["true"],
        "true_blocked": tally.blocked["true"],
        "figures_painted": figures,
        "forbidden_painted": others,
        "troubles": dict(tally.troubles),
        "first_clause_ms": first,
    }


def _of_playbook(playbook: Playbook) -> dict[str, object]:
    made: list[int] = []
    minutes: list[float] = []
    lines = blocked = 0
    took_ms: list[float] = []
    for customer_id, spoken in _calls(playbook):
        pipeline = _pipeline(playbook, customer_id)
        shown = 0
        for line in spoken:
            began_s = time.perf_counter()
            events = [*pipeline.tick(line.start_ms), *pipeline.hear(line).events]
            if line.channel == "customer":
                took_ms.append((time.perf_counter() - began_s) * 1000)
                lines += 1
            shown += sum(isinstance(event, Suggestion) for event in events)
            blocked += sum(isinstance(event, SuggestionBlocked) for event in events)
        made.append(shown)
        minutes.append(spoken[-1].end_ms / 60_000)
    for place, text in enumerate(customer_lines(playbook)):
        pipeline = _pipeline(playbook, "")
        said = Utterance("customer-0", "customer", 0, 3_000 + place, text, playbook.lang)
        began_s = time.perf_counter()
        pipeline.hear(said)
        took_ms.append((time.perf_counter() - began_s) * 1000)
    low, high = _interval(made, minutes)
    a_minute = sum(made) / sum(minutes)
    share, took = Share(blocked, blocked + sum(made)), _p(took_ms)
    print(
        f"  engine playbook: {len(made)} calls of {sum(minutes):.0f} minutes, {lines} customer lines, {sum(made)} suggestions: "
        f"{a_minute:.2f} a minute of talk (95 % by calls: {low:.2f}-{high:.2f}), blocked {share}; "
        f"final text to suggestion p50 {took['p50']} ms, p95 {took['p95']} ms, "
        f"p99 {took['p99']} ms ({len(took_ms)} lines, "
        f"{len(playbook.articles)} articles, {len(playbook.replies)} replies)"
    )
    return {"calls": len(made), "customer_lines": lines, "suggestions": sum(made), "suggestions_a_minute": round(a_minute, 2),
            "suggestions_a_minute_95": [round(low, 2), round(high, 2)], "blocked": share.facts(), "playbook_ms": took}


def _calls(playbook: Playbook) -> Iterator[tuple[str, list[Utterance]]]:
    """(customer, lines) of the demo's calls and of the good agent's practice calls at every difficulty."""
    for scenario in playbook.scenarios.values():
        at_ms = 0
        spoken: list[Utterance] = []
        for line in scenario.line:
            start_ms, at_ms = at_ms, at_ms + len(line.text) * _MS_A_CHARACTER[playbook.lang]
            spoken.append(Utterance(f"{line.channel}-{start_ms * 16}", line.channel, start_ms, at_ms, line.text, playbook.lang))
            at_ms += line.pause_ms
        yield scenario.customer_id, spoken
    for played in play_all(playbook, tuple(playbook.practice.values())):
        if played.agent == "good":
            yield playbook.practice[played.scenario].customer_id, [
                Utterance(f"{line.channel}-{line.start_ms * 16}", line.channel, line.start_ms, line.end_ms, line.text,
                          playbook.lang) for line in played.lines]


def _interval(made: list[int], minutes: list[float], rounds: int = 2_000) -> tuple[float, float]:
    """95 % interval of suggestions a minute: calls drawn again and again, since lines of one call are alike."""
    chance = random.Random(1)
    found = sorted(sum(made[one] for one in drawn) / sum(minutes[one] for one in drawn)
                   for drawn in (chance.choices(range(len(made)), k=len(made)) for _ in range(rounds)))
    return found[int(0.025 * rounds)], found[int(0.975 * rounds)]


def _pipeline(playbook: Playbook, customer_id: str) -> Pipeline:
    customer = playbook.customers.get(customer_id)
    record = {} if customer is None else {"name": customer.name, "title": customer.title, **customer.fields}
    return Pipeline(playbook, CallFacts(call="bench", lang=playbook.lang, customer_id=customer_id, customer=record))


def _p(values: list[float]) -> dict[str, float]:
    if len(values) < 2:
        return {"p50": 0.0, "p95": 0.0, "p99": 0.0}
    cuts = statistics.quantiles(values, n=100)
    return {"p50": round(cuts[49], 1), "p95": round(cuts[94], 1), "p99": round(cuts[98], 1)}


if __name__ == "__main__":
    raise SystemExit(main())
