"""Compliance: 100 less what each warning about the trainee's words costs, and each trap that he fell for.

=========  ========  =========
severity   left      corrected
=========  ========  =========
`stop`     40        15
`remind`   15        5
=========  ========  =========

A warning that is a classifier's guess costs nothing: it stands in the evidence, and a trainer judges it.

A trap fallen for costs 40, one that was passed over 15; what the customer took for an insult, a question for a secret
or somebody else's secret 40, for pressure 15.  None of these counts where a warning within 8 s says the same.
"""

from __future__ import annotations

from server.practice.engine import Note
from server.practice.finished import FinishedCall

from .judged import Judged, does_not_apply, judged, word

_COST = {"stop": (40.0, 15.0), "remind": (15.0, 5.0), "inform": (0.0, 0.0)}
"""Severity -> (left as it was, corrected)."""
_TRAP = {"taken": 40.0, "missed": 15.0, "laid": 15.0}
_ACT = {"insulted": 40.0, "swore": 40.0, "asked_secret": 40.0, "leaked": 40.0, "pressured": 15.0}
_SAME_MS = 8_000
_PUT_RIGHT = ("corrected", "said")


def traps(call: FinishedCall) -> list[Note]:
    """The last word on every trap that was laid."""
    last: dict[str, Note] = {}
    for note in call.notes:
        if note.kind == "trap":
            last[note.id] = note
    return list(last.values())


def compliance(call: FinishedCall) -> Judged:
    """Warnings and traps."""
    if not call.agent:
        return does_not_apply(word(call.lang, "坐席没有说话。", "The trainee said nothing."))
    cost, left, right = 0.0, 0, 0
    evidence: list[tuple[int, str]] = []
    guesses = [(alert.at_ms, alert.quote) for alert, _ in call.alerts if alert.guessed]
    for alert, why in call.alerts:
        if alert.guessed:
            continue
        open_cost, corrected_cost = _COST[alert.severity]
        corrected = why in _PUT_RIGHT
        cost += corrected_cost if corrected else open_cost
        left, right = left + (not corrected and open_cost > 0), right + corrected
        said = call.line(alert.utterance)
        evidence.append((alert.at_ms, alert.quote or (said.text if said is not None else "")))
    fallen = [note for note in traps(call) if note.state in _TRAP and not _warned(call, note)
              and (note.state != "laid" or call.left[0] == "hung_up")]
    acts = [note for note in call.notes if note.kind == "act" and note.id in _ACT and not _warned(call, note)]
    cost += sum(_TRAP[note.state] for note in fallen) + sum(_ACT[note.id] for note in acts)
    evidence += [(note.at_ms, note.quote) for note in (*fallen, *acts)]
    if not cost:
        look = word(call.lang, f"有 {len(guesses)} 句话的意思请培训师判断。",
                    f"Lines whose meaning a trainer should judge: {len(guesses)}.")
        return judged(100, word(call.lang, "没有违规提醒。", "No warning.") + (" " + look if guesses else ""), guesses)
    why = word(call.lang, f"提醒 {left + right} 次，其中 {right} 次已更正；失守的陷阱 {len(fallen)} 个；不当言辞 {len(acts)} 次。",
               f"{left + right} warnings, {right} of them corrected; traps not handled: {len(fallen)}; words that hurt: "
               f"{len(acts)}.")
    return judged(100 - cost, why, sorted([*evidence, *guesses]))


def _warned(call: FinishedCall, note: Note) -> bool:
    return any(abs(alert.at_ms - note.at_ms) <= _SAME_MS and alert.severity != "inform" for alert, _ in call.alerts)
