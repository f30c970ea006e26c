"""The time line of a report: what was done, what was missed, and what happened on the way.

In: a finished call.  Out: `ReportMoment`s by call time.  Next: `report`.
"""

from __future__ import annotations

from collections.abc import Iterator

from protocol.training import NOT_BEGUN, ReportMoment

from .finished import FinishedCall
from .rubric_lines.answers import title_of
from .rubric_lines.checklist import items, line_of
from .rubric_lines.interruptions import interruptions_of
from .rubric_lines.judged import seconds, word
from .rubric_lines.silence import LONG_MS, waits

MOST = 60
_MOOD_STEP = 0.25
"""A change of the customer's mood, against the last one told, that is worth a line."""
_RANK = {"missed": 0, "alert": 0, "trap": 0, "objection": 0, "end": 0, "interruption": 1, "silence": 1, "mood": 2, "done": 3}
"""What stays where there is too much."""


def moments_of(call: FinishedCall) -> tuple[ReportMoment, ...]:
    """The time line, at most `MOST` moments: the least telling are left out first."""
    found = [*_checklist(call), *_asks(call), *_alerts(call), *_traps(call), *_talking(call), *_moods(call), _end(call)]
    kept = sorted(range(len(found)), key=lambda number: (_RANK[found[number].kind], found[number].at_ms))[:MOST]
    return tuple(sorted((found[number] for number in kept), key=lambda moment: (
        moment.at_ms, moment.kind == "end", _RANK[moment.kind], moment.text)))


def _checklist(call: FinishedCall) -> Iterator[ReportMoment]:
    for item in items(call).values():
        if item.state == "done":
            yield ReportMoment(at_ms=item.done_ms, kind="done", text=item.title, line=line_of(item.id))
        elif item.missed_ms >= 0:
            text = word(call.lang, f"问了，没有说结果：{item.title}", f"Asked, and never said how it came out: {item.title}")
            yield ReportMoment(at_ms=item.missed_ms, kind="missed", text=text if item.begun else item.title,
                               line=line_of(item.id))


def _asks(call: FinishedCall) -> Iterator[ReportMoment]:
    lines = {ask.id: ask.line for ask in call.scenario.ask} if call.scenario is not None else {}
    last: dict[str, ReportMoment] = {}
    for note in call.notes:
        if note.kind == "ask" and note.state in ("wrong", "evaded", "ignored"):
            title = title_of(call, note.id)
            text = {"wrong": word(call.lang, f"答错：{title}", f"Answered wrongly: {title}"),
                    "evaded": word(call.lang, f"没有正面回答：{title}", f"Not answered straight: {title}"),
                    "ignored": word(call.lang, f"没有回答：{title}", f"Not answered: {title}")}[note.state]
            last[f"{note.id}.{note.state}"] = ReportMoment(at_ms=note.at_ms, kind="missed", text=text,
                                                           line=lines.get(note.id, "knowledge"))
        elif note.kind == "objection":
            title = title_of(call, note.id)
            shown = {"raised": word(call.lang, f"客户提出：{title}", f"The customer objects: {title}"),
                     "resolved": word(call.lang, f"已化解：{title}", f"Resolved: {title}"),
                     "dropped": word(call.lang, f"客户不再提：{title}", f"Dropped by the customer: {title}")}.get(note.state)
            if shown is not None:
                last[f"{note.id}.{note.state}"] = ReportMoment(at_ms=note.at_ms, kind="objection", text=shown, line="objection")
    yield from last.values()


def _alerts(call: FinishedCall) -> Iterator[ReportMoment]:
    for alert, why in call.alerts:
        said = alert.quote or alert.rule
        more = word(call.lang, "（已更正）", " (corrected)") if why in ("corrected", "said") else ""
        yield ReportMoment(at_ms=alert.at_ms, kind="alert", text=f"{said}{more}", line="compliance")


def _traps(call: FinishedCall) -> Iterator[ReportMoment]:
    for note in call.notes:
        if note.kind == "trap":
            title = title_of(call, note.id)
            text = {"laid": word(call.lang, f"考验：{title}", f"A trap: {title}"),
                    "handled": word(call.lang, f"应对得当：{title}", f"Handled rightly: {title}"),
                    "taken": word(call.lang, f"中了圈套：{title}", f"Fallen for: {title}"),
                    "missed": word(call.lang, f"没有应对：{title}", f"Passed over: {title}")}.get(note.state)
            if text is not None:
                yield ReportMoment(at_ms=note.at_ms, kind="trap", text=text, line="compliance")


def _talking(call: FinishedCall) -> Iterator[ReportMoment]:
    for one in interruptions_of(call):
        yield ReportMoment(at_ms=one.at_ms, kind="interruption", line="interruptions",
                           text=word(call.lang, f"打断了客户：{one.over.text[:60]}", f"Interrupted: {one.over.text[:60]}"))
    for wait in waits(call):
        if wait.length_ms >= LONG_MS:
            yield ReportMoment(at_ms=wait.start_ms, kind="silence", line="silence",
                               text=word(call.lang, f"客户等了 {seconds(wait.length_ms)} 秒",
                                         f"The customer waited {seconds(wait.length_ms)} s"))


def _moods(call: FinishedCall) -> Iterator[ReportMoment]:
    told = call.path[0].mood if call.path else 0.0
    for point in call.path:
        if abs(point.mood - told) >= _MOOD_STEP:
            text = word(call.lang, "客户的情绪变差", "The customer's mood falls") if point.mood < told else word(
                call.lang, "客户的情绪好转", "The customer's mood rises")
            yield ReportMoment(at_ms=point.at_ms, kind="mood", text=f"{text}：{point.said[:60]}" if call.lang == "zh"
                               else f"{text}: {point.said[:80]}", line="empathy" if point.mood < told else "")
            told = point.mood


def _end(call: FinishedCall) -> ReportMoment:
    outcome = "interrupted" if call.left[0] == NOT_BEGUN and call.interrupted else call.left[0]
    text = {"success": word(call.lang, "达成目标", "The goal was reached"),
            "failure": word(call.lang, "没有达成目标", "The goal was not reached"),
            "hung_up": word(call.lang, "客户挂断", "The customer hung up"),
            "timeout": word(call.lang, "时间到", "The time was up"),
            "interrupted": word(call.lang, "通话中断", "The call broke off")}.get(
                outcome, word(call.lang, "坐席先结束了通话", "The trainee ended the call"))
    return ReportMoment(at_ms=call.duration_ms, kind="end", text=text)
