"""Need: was it found what the customer is about?

The hidden need that came out counts two, each item of the checklist (asking for the need, summing it up) one.
"""

from __future__ import annotations

from server.practice.finished import FinishedCall

from .answers import asked
from .checklist import parts
from .judged import Judged, Part, of_parts, word

_NEED_WEIGHT = 2.0


def need(call: FinishedCall) -> Judged:
    """The need behind the words."""
    found = [*parts(call, "need"), *asked(call, "need")]
    if call.scenario is not None and call.scenario.need is not None:
        told = next((note for note in call.notes if note.kind == "need" and note.state == "revealed"), None)
        text = call.scenario.need.text.rstrip("。.")
        name = word(call.lang, f"没说出口的需求（{text}）", f"the need behind it ({text})")
        found.append(Part(name, float(told is not None), _NEED_WEIGHT,
                          told.quote if told is not None else "", told.at_ms if told is not None else 0))
    return of_parts(found, call.lang, word(call.lang, "没有可评的需求。", "There was no need to find."))
