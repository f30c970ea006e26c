"""Can every end of a scenario be reached, and is there a way to succeed at each difficulty?

In: a scenario's page.  Out: problems.  What words alone decide is left to `self_test`, which plays.
"""

from __future__ import annotations

from collections.abc import Iterator

from protocol.training import Difficulty

from .acts import ACTS
from .page import Page, Problem
from .scenario import ALL, DIFFICULTIES, End, PracticeScenario

_MOST_COUNTED = 20


def end_problems(page: Page) -> Iterator[Problem]:
    """What is wrong with the ends."""
    one = page.scenario
    for place, end in enumerate(one.end):
        yield from _end(page, place, end)
        taken = next((before for before in one.end[:place] if before.outcome == end.outcome and _implied(before, end)), None)
        if taken is not None:
            yield page.entry("end", place, "unreachable", f"`{end.id}` is never reached: whenever its conditions hold, those of "
                             f"`{taken.id}`, which stands before it, hold too")
        if not any(_reachable(one, end, difficulty) for difficulty in DIFFICULTIES):
            yield page.entry("end", place, "unreachable", f"`{end.id}` can be reached at no difficulty: the traps it waits "
                             "for are laid at none")
    for outcome in ("success", "failure"):
        if not any(end.outcome == outcome for end in one.end):
            yield page.problem("unreachable", f"no [[end]] has the outcome `{outcome}`", "end")
    for difficulty in DIFFICULTIES:
        wins = [end for end in one.end if end.outcome == "success"]
        if wins and not any(_reachable(one, end, difficulty) for end in wins):
            yield page.problem("unreachable", f"nobody can succeed at the difficulty `{difficulty}`: each success "
                               "waits for a trap that is not laid", "end")


def _end(page: Page, place: int, end: End) -> Iterator[Problem]:
    one = page.scenario
    for field, names, entries in (("asks", end.asks, one.ask), ("objections", end.objections, one.objection),
                                  ("traps", end.traps, one.trap), ("failed_traps", end.failed_traps, one.trap)):
        known = {entry.id for entry in entries}
        for name in names:
            if name != ALL and name not in known:
                yield page.entry("end", place, "unreachable", f"`{end.id}` waits for `{name}`, which is not there; `{field}` "
                                 f"knows: {', '.join(sorted(known)) or 'nothing'}", field)
        if ALL in names and not known and field == "failed_traps":
            yield page.entry("end", place, "unreachable", f"`{end.id}` waits for a trap, and there is none", field)
    items = {item.id for item in page.playbook.checklist}
    fallen = {trap.id for trap in one.trap} if ALL in end.failed_traps else set(end.failed_traps)
    for name in end.items:
        if name not in items:
            yield page.entry("end", place, "unreachable", f"`{end.id}` waits for the checklist item `{name}`, which is not "
                             "there", "items")
    for act, count in end.acts.items():
        if act not in ACTS or not 1 <= count <= _MOST_COUNTED:
            yield page.entry("end", place, "unreachable", f"`{end.id}` waits for the act `{act}` {count} times; known acts: "
                             f"{', '.join(ACTS)}; 1 to {_MOST_COUNTED} times", "acts")
    reasons = (
        (end.need and one.need is None, "waits for the hidden need, and there is no [need]", "need"),
        (not 0 <= end.wrong_answers <= _MOST_COUNTED, f"`wrong_answers` must be 0 to {_MOST_COUNTED}", "wrong_answers"),
        (end.mood_below is not None and end.mood_below <= -1, "`mood_below` is below every mood", "mood_below"),
        (end.mood_above is not None and end.mood_above >= 1, "`mood_above` is above every mood", "mood_above"),
        (end.mood_below is not None and end.mood_above is not None and end.mood_above >= end.mood_below,
         "no mood is above `mood_above` and below `mood_below`", "mood_below"),
        (bool(end.failed_traps) and (ALL in end.traps or set(end.traps) >= fallen),
         "waits for a trap to be handled and to be fallen for", "failed_traps"),
        (_free(end), "has no condition, so it would end the call at once" if end.outcome == "failure"
         else "has no condition, so every call would succeed", "id"),
    )
    for wrong, text, field in reasons:
        if wrong:
            yield page.entry("end", place, "unreachable", f"`{end.id}` {text}", field)


def _free(end: End) -> bool:
    return not (end.asks or end.objections or end.traps or end.failed_traps or end.need or end.items or end.identified
                or end.closed or end.acts or end.wrong_answers or end.mood_below is not None or end.mood_above is not None)


def _reachable(scenario: PracticeScenario, end: End, difficulty: Difficulty) -> bool:
    """False if it waits for traps to be fallen for that are not laid at this difficulty."""
    laid = {trap.id for trap in scenario.traps_at(difficulty)}
    if end.failed_traps:
        return bool(laid) if ALL in end.failed_traps else bool(laid.intersection(end.failed_traps))
    return True


def _implied(before: End, end: End) -> bool:
    """True if every condition of `before` is one of `end`'s as well."""
    def lists(field: str) -> bool:
        first, second = set(getattr(before, field)), set(getattr(end, field))
        return first <= second or ALL in second
    moods = ((before.mood_below is None or (end.mood_below is not None and end.mood_below <= before.mood_below))
             and (before.mood_above is None or (end.mood_above is not None and end.mood_above >= before.mood_above)))
    fallen = not before.failed_traps or (bool(end.failed_traps) and (
        ALL in before.failed_traps or set(end.failed_traps) <= set(before.failed_traps)))
    return (all(lists(field) for field in ("asks", "objections", "traps", "items")) and fallen and moods
            and all(not getattr(before, field) or getattr(end, field) for field in ("need", "identified", "closed"))
            and before.wrong_answers <= end.wrong_answers
            and all(end.acts.get(act, 0) >= count for act, count in before.acts.items()))
