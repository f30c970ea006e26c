"""Words of acknowledgement: after a bad moment of the simulated customer, does the next thing said take it up?

A bad moment is a turn of the customer in which his own mood (the simulation's) falls to -0.25 or, when it is there
already, by a further 0.2.  It is taken up if a line of the trainee before the customer's next turn (half, if only before
the turn after that: an identity check may come first) holds an acknowledging sentence: one of the patterns below, an
approved reply of the playbook for such a mood, said nearly in its words, or what the simulated customer himself took for
an apology or understanding.  Score: the mean of the bad moments.  Only the words count; how they were spoken is not
looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from protocol.message import Language
from server.calls.utterance import Utterance
from server.content.playbook import Playbook, Reply
from server.learning.outcomes import likeness
from server.practice.engine import Note
from server.practice.finished import FinishedCall

from .judged import Judged, does_not_apply, judged, word

BAD = -0.25
"""The customer's mood from which a moment is a bad one."""
_FURTHER = 0.2
_BAD_MOODS = frozenset({"unhappy", "angry", "anxious"})
_ACTS = ("apologised", "acknowledged")
_NEARLY = 0.6
LATE = 0.5
"""What a moment is worth that was taken up a turn later."""
_ACKNOWLEDGING: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(r"抱歉|对不起|不好意思|理解您|能理解|很理解|理解你|明白您|体谅|感同身受|让您久等|给您添(?:了)?麻烦|给您带来.{0,4}(?:不便|困扰)|"
                     r"您别(?:着急|急|担心|难过)|您先别|不(?:要|用)(?:着急|担心)|别(?:着急|担心)|您(?:受累|受惊|辛苦)|换(?:作|成|做)(?:是)?我|"
                     r"您说得(?:对|有道理)|确实(?:让人|是我们|不应该|很)|听到了您|听得出(?:来)?您|您的(?:心情|感受|顾虑|担心|不满)|谢谢您(?:告诉|提醒|指出|的耐心)"),
    "en": re.compile(r"\b(?:sorry|apologi[sz]e|apologies|"
                     r"i (?:completely |fully |can |do |really )*(?:understand|appreciate|see|hear)|"
                     r"i can imagine|that (?:must|sounds|is very|is really)|must (?:be|have been|feel)|i(?:'d| would) feel|"
                     r"frustrat\w+|inconvenience|upsetting|worrying|stressful|you(?:'re| are) (?:right|absolutely right)|"
                     r"thank you for (?:telling|your patience|bearing|raising|letting)|don't worry|no need to worry|"
                     r"let me (?:help|sort|put this right)|take your time)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A bad moment of the customer, and what the trainee said next."""

    at_ms: int
    said: str
    """By the customer."""
    answers: tuple[Utterance, ...]
    taken_up: Utterance | None
    worth: float = 0.0
    """1, 0.5 if it was taken up a turn later, 0."""


def moments(call: FinishedCall) -> list[Moment]:
    """The bad moments in order; one to which nobody could reply is left out."""
    spoken = [point for point in call.path if point.said]
    acts = [note for note in call.notes if note.kind == "act" and note.id in _ACTS]
    found, before = [], 0.0
    for number, point in enumerate(spoken):
        bad = point.mood <= BAD and (before > BAD or point.mood <= before - _FURTHER)
        before = point.mood
        ends = [*(one.at_ms for one in spoken[number + 1:number + 3]), call.duration_ms + 1]
        answers = _between(call, point.at_ms, ends[0])
        if bad and (answers or number + 1 < len(spoken)):
            taken = _taking_up(call, answers, acts)
            late = None if taken is not None or len(ends) < 2 else _taking_up(call, _between(call, ends[0], ends[1]), acts)
            found.append(Moment(point.at_ms, point.said, answers, taken or late, 1.0 if taken else LATE if late else 0.0))
    return found


def _between(call: FinishedCall, start_ms: int, end_ms: int) -> tuple[Utterance, ...]:
    return tuple(line for line in call.agent if start_ms <= line.end_ms and line.start_ms < end_ms)


def _taking_up(call: FinishedCall, lines: Sequence[Utterance], acts: Sequence[Note]) -> Utterance | None:
    return next((line for line in lines if acknowledges(line.text, call.playbook, call.lang)
                 or any(act.quote and act.quote in line.text for act in acts)), None)


def acknowledges(text: str, playbook: Playbook, lang: Language) -> bool:
    """Whether a line holds an acknowledging sentence."""
    if _ACKNOWLEDGING[lang].search(text):
        return True
    return any(likeness(reply.text, text) >= _NEARLY for reply in replies_for_bad_moods(playbook))


def replies_for_bad_moods(playbook: Playbook) -> Sequence[Reply]:
    """Approved replies that are for upset customers, in the playbook's order."""
    return [reply for reply in playbook.replies.values() if _BAD_MOODS.intersection(reply.moods)]


def empathy(call: FinishedCall) -> Judged:
    """The share of bad moments that the trainee's words took up."""
    found = moments(call)
    if not found:
        return does_not_apply(word(call.lang, "客户没有不满的时刻。", "The customer had no bad moment."))
    taken = [moment for moment in found if moment.taken_up is not None]
    why = word(call.lang, f"客户 {len(found)} 次不满，{len(taken)} 次得到了回应的话。",
               f"{len(taken)} of {len(found)} bad moments of the customer were taken up in words.")
    evidence = [(moment.taken_up.start_ms, moment.taken_up.text) if moment.taken_up is not None
                else (moment.at_ms, moment.said) for moment in found]
    return judged(100 * sum(moment.worth for moment in found) / len(found), why, evidence)
