"""What is painted of a model that invents, and how fast approved replies are there.

    python -m benchmarks.suggestions --count 5000

1. A stub of an OpenAI-compatible server (real HTTP, the official client) answers with invented figures, names,
products, dates,
   claims, forbidden promises, and with what customers order it to say; one answer in ten is harmless.  Each goes
   through the
   clause-by-clause check and the pipeline.  Printed: blocked, unsupported figures painted, other inventions painted
   (goal 0 and 0).
2. The shipped playbooks' own calls and phrases: suggestions a minute of talk, the share that is blocked, and the time
from the
   final text to the suggestion of the engine `playbook`, in one thread.

Everything is synthetic: what the stub invents was written by hand, and an invention of another kind may come through.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from pathlib import Path

from protocol.assist import Suggestion, SuggestionBlocked
from server.calls.pipeline import Pipeline
from server.calls.utterance import CallFacts, Utterance
from server.commands.result_file import write_result
from server.content.loading import find_playbook, list_playbooks, load_playbook
from server.content.playbook import Playbook

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
        "first_clause_ms": first,
    }


def _of_playbook(playbook: Playbook) -> dict[str, object]:
    made = blocked = 0
    talk_ms = 0
    took_ms: list[float] = []
    for scenario in playbook.scenarios.values():
        pipeline = _pipeline(playbook, scenario.customer_id)
        at_ms = 0
        for line in scenario.line:
            at_ms += len(line.text) * _MS_A_CHARACTER[playbook.lang] + line.pause_ms
            spoken = Utterance(
                f"{line.channel}-{at_ms * 16}", line.channel, at_ms - 1_000, at_ms, line.text, playbook.lang
            )
            began_s = time.perf_counter()
            events = pipeline.hear(spoken).events
            if line.channel == "customer":
                took_ms.append((time.perf_counter() - began_s) * 1000)
            made += sum(isinstance(event, Suggestion) for event in events)
            blocked += sum(isinstance(event, SuggestionBlocked) for event in events)
        talk_ms += at_ms
    for place, text in enumerate(customer_lines(playbook)):
        pipeline = _pipeline(playbook, "")
        spoken = Utterance("customer-0", "customer", 0, 3_000 + place, text, playbook.lang)
        began_s = time.perf_counter()
        pipeline.hear(spoken)
        took_ms.append((time.perf_counter() - began_s) * 1000)
    share = blocked / (made + blocked) if made else 0.0
    a_minute = 60_000 * made / talk_ms if talk_ms else 0.0
    took = _p(took_ms)
    print(
        f"  engine playbook: {len(playbook.scenarios)} calls, "
        f"{a_minute:.1f} suggestions a minute of talk, {share:.1%} blocked; "
        f"final text to suggestion p50 {took['p50']} ms, p95 {took['p95']} ms, "
        f"p99 {took['p99']} ms ({len(took_ms)} lines, "
        f"{len(playbook.articles)} articles, {len(playbook.replies)} replies)"
    )
    return {"suggestions_a_minute": round(a_minute, 2), "blocked_share": round(share, 4), "playbook_ms": took}


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
