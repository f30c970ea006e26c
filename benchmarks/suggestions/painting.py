"""From the final transcript to the painted suggestion: the engine `playbook` with 10,000 articles, server and client on one core.

    python -m benchmarks.suggestions.painting [--articles 10000] [--lang zh] [--json FILE]

In one process, held to one core: the final text enters the call's pipeline (masking, rules, mood, search over the shipped
playbook plus articles made from templates, cards, choice and number lock), its events are encoded as the gateway does, decoded
as the link does, applied to the client's state, and the window (420 x 1040, off-screen, in software) paints until its reply pane
reports the suggestion.  Left out: the sockets (under a millisecond on one machine) and the database's commit.  Each line is said
once, so nothing is cached.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from protocol.assist import Suggestion
from protocol.call import CallReady
from protocol.message import Language, Message
from protocol.wire import decode, encode
from server.calls.pipeline import Heard, Pipeline
from server.calls.utterance import CallFacts, Utterance
from server.commands.result_file import write_result
from server.content.loading import find_playbook, load_playbook
from server.content.playbook import Playbook

from ..retrieval import playbook_of
from .running import customer_lines

LINES_A_CALL = 12
_STEP_MS = 6_000
_PATIENCE = 50
"""Rounds of the event loop after which a suggestion that is not painted counts as lost."""


Ms = tuple[float, float]
"""By the clock; of the process's own time, which other work on the machine does not lengthen."""


@dataclass
class Taken:
    """Time of every line that led to a suggestion."""

    server: list[Ms] = field(default_factory=list)
    client: list[Ms] = field(default_factory=list)
    lines: int = 0
    lost: int = 0
    """Suggestions that the window never painted."""

    def facts(self) -> dict[str, Any]:
        """p50, p95, p99 of each part and of the whole."""
        whole = [(one[0] + other[0], one[1] + other[1]) for one, other in zip(self.server, self.client, strict=True)]
        parts = {"server": self.server, "client": self.client, "final_to_painted": whole}
        return {"lines": self.lines, "suggestions": len(whole), "never_painted": self.lost,
                **{f"{name}_{clock}_ms": {f"p{share}": round(float(np.percentile([one[place] for one in values], share)), 1)
                                          for share in (50, 95, 99)}
                   for name, values in parts.items() if values for place, clock in enumerate(("clock", "own"))}}


def _now() -> Ms:
    return time.perf_counter() * 1000, time.process_time() * 1000


def _since(began: Ms) -> Ms:
    now = _now()
    return now[0] - began[0], now[1] - began[1]


def large(lang: Language, articles: int) -> Playbook:
    """The shipped playbook with its replies and rules, its articles filled up to so many."""
    shipped = load_playbook(find_playbook(f"{lang}_finance"))
    made = playbook_of(lang, max(0, articles - len(shipped.articles)))
    return msgspec.structs.replace(shipped, articles={**shipped.articles, **made.articles},
                                   products={**shipped.products, **made.products})


def calls(playbook: Playbook) -> Iterator[list[str]]:
    """What customers say, a call at a time; each line once."""
    lines = list(dict.fromkeys(customer_lines(playbook)))
    lines += [line.text for scenario in playbook.scenarios.values() for line in scenario.line if line.channel == "customer"]
    for place in range(0, len(lines), LINES_A_CALL):
        yield lines[place:place + LINES_A_CALL]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--lang", choices=("zh", "en"), action="append")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    held = hasattr(os, "sched_setaffinity")
    if held:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from PySide6.QtWidgets import QApplication

    from .companion_window import Screen

    app = QApplication([])
    results: dict[str, Any] = {}
    for lang in options.lang or ("zh", "en"):
        playbook = large(lang, options.articles)
        screen = Screen(app, lang)
        taken = Taken()
        for place, lines in enumerate(calls(playbook)):
            one_call(playbook, f"bench-{place}", lines, screen, None if place == 0 else taken)
        results[lang] = {"articles": len(playbook.articles), "one_core": held, **taken.facts()}
        print(lang, results[lang])
        screen.close()
    if options.json:
        write_result(options.json, results, OSError)


def one_call(playbook: Playbook, call: str, lines: list[str], screen: Any, taken: Taken | None) -> None:
    """A call of these customer lines; the first call warms up and is not counted (`taken` None)."""
    pipeline = Pipeline(playbook, CallFacts(call=call, lang=playbook.lang))
    screen.begin(call, CallReady(call=call, next_number={}))
    for place, text in enumerate(lines, 1):
        end_ms = place * _STEP_MS
        said = Utterance(f"customer-{end_ms * 16}", "customer", end_ms - 3_000, end_ms, text, playbook.lang)
        began = _now()
        heard = pipeline.hear(said)
        frames = [encode(message) for message in _numbered(heard, call, place)]
        server = _since(began)
        wanted = [event.id for event in heard.events if isinstance(event, Suggestion)]
        began = _now()
        for frame in frames:
            screen.apply(decode([frame]))
        painted = all(screen.wait_for(item, _PATIENCE) for item in wanted)
        client = _since(began)
        screen.settle()
        if taken is None:
            continue
        taken.lines += 1
        if wanted and painted:
            taken.server.append(server)
            taken.client.append(client)
        taken.lost += bool(wanted) and not painted


def _numbered(heard: Heard, call: str, place: int) -> list[Message]:
    first = place * 1_000
    messages: list[Message] = [msgspec.structs.replace(heard.final(call), seq=first)]
    return messages + [msgspec.structs.replace(event, seq=first + number) for number, event in enumerate(heard.events, 1)]


if __name__ == "__main__":
    main()
