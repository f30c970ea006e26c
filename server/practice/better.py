"""Better next time: the trainee's own line beside the house's words for that moment, with where they stand.

In: a finished call.  Out: `BetterLine`s by call time.  The words are approved ones only: of an ask, an objection or a
trap the scenario's `good`, else the suggestion that the pipeline made for that line; of a warning what the rule says
instead; of a missed item its own words; of a bad moment that was passed over an approved reply for such a mood.  Next:
`report`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from protocol.assist import Suggestion
from protocol.message import Language
from protocol.training import BetterLine
from server.content.filling import PLACEHOLDER
from server.content.playbook import Playbook

from .engine import Note
from .finished import FinishedCall
from .rubric_lines.answers import title_of
from .rubric_lines.checklist import items
from .rubric_lines.empathy import moments, replies_for_bad_moods
from .rubric_lines.judged import word
from .scenario import Ask, Objection, PracticeScenario, Trap

MOST = 24
_LEFT_OPEN = {"ask": ("wrong", "evaded", "ignored"), "objection": ("raised", "wrong", "evaded", "ignored", "dropped"),
              "trap": ("taken", "missed")}
"""Kind -> the last states that something better could have been said to."""


def better_of(call: FinishedCall) -> tuple[BetterLine, ...]:
    """What could have been said instead, at most `MOST` lines; one advice stands once."""
    found: dict[tuple[str, str], BetterLine] = {}
    for line in (*_open(call), *_warned(call), *_missed(call), *_passed_over(call)):
        if line.better:
            found.setdefault((line.said, line.better), line)
    return tuple(sorted(list(found.values())[:MOST], key=lambda line: (line.at_ms, line.better)))


def filled(text: str, scenario: PracticeScenario | None, playbook: Playbook) -> str:
    """An approved text with its facts, or empty if one of them is not known."""
    record = playbook.customers.get(scenario.customer_id) if scenario is not None else None
    values = {f"fact.{name}": value for name, value in scenario.facts.items()} if scenario is not None else {}
    if record is not None:
        values |= {f"customer.{name}": value for name, value in record.fields.items() if name not in record.private}
        values |= {"customer.name": record.name, "customer.title": record.title}
    for name in PLACEHOLDER.findall(text):
        kind, _, rest = name.partition(".")
        product, _, term = rest.partition(".")
        if kind == "product" and product in playbook.products:
            known = playbook.products[product]
            values[name] = known.name if term == "name" else known.terms[term].value if term in known.terms else ""
        if not values.get(name):
            return ""
    return PLACEHOLDER.sub(lambda match: values[match[1]], text)


def _open(call: FinishedCall) -> Iterator[BetterLine]:
    last: dict[tuple[str, str], Note] = {}
    for note in call.notes:
        if note.kind in _LEFT_OPEN:
            last[note.kind, note.id] = note
    reasons = {"wrong": word(call.lang, "答错了", "wrong answer"), "evaded": word(call.lang, "没有正面回答", "not answered straight"),
               "ignored": word(call.lang, "没有回答", "not answered"), "raised": word(call.lang, "异议没有化解", "objection left open"),
               "dropped": word(call.lang, "异议没有化解", "objection left open"), "taken": word(call.lang, "中了圈套", "fell for it"),
               "missed": word(call.lang, "没有应对", "passed over")}
    for (kind, name), note in last.items():
        if note.state not in _LEFT_OPEN[kind]:
            continue
        better, source = _house_words(call, kind, name)
        if not better:
            better, source = _suggested(call, note.at_ms)
        yield BetterLine(at_ms=note.at_ms, said=note.quote or title_of(call, name), better=better, source=source,
                         why=reasons[note.state])


def _house_words(call: FinishedCall, kind: str, name: str) -> tuple[str, str]:
    """(words, source) of the scenario for an ask, an objection or a trap."""
    if call.scenario is None:
        return "", ""
    table: Sequence[Ask | Objection | Trap] = (call.scenario.ask if kind == "ask" else call.scenario.objection
                                               if kind == "objection" else call.scenario.trap)
    good = next((one.good for one in table if one.id == name), "")
    return filled(good, call.scenario, call.playbook), word(call.lang, f"场景：{call.scenario.title}",
                                                            f"scenario: {call.scenario.title}")


def _suggested(call: FinishedCall, at_ms: int) -> tuple[str, str]:
    """(words, source) of the last suggestion before a moment; in an exam it was made, though not shown."""
    made = [event for event in call.events if isinstance(event, Suggestion) and event.at_ms <= at_ms]
    return (made[-1].text, _approved("".join(made[-1].source_titles[:1]), call.lang)) if made else ("", "")


def _approved(source: str, lang: Language) -> str:
    """The title of where a reply comes from; one without a title is named by what it is, never by its id."""
    return source or word(lang, "认可话术", "approved reply")


def _warned(call: FinishedCall) -> Iterator[BetterLine]:
    for alert, _ in call.alerts:
        said = call.line(alert.utterance)
        yield BetterLine(at_ms=alert.at_ms, said=said.text if said is not None else alert.quote, better=alert.text,
                         source=alert.source or alert.rule, why=alert.quote)


def _missed(call: FinishedCall) -> Iterator[BetterLine]:
    for item in items(call).values():
        if item.state == "missed":
            said = call.last("agent", item.missed_ms + 1)
            yield BetterLine(at_ms=item.missed_ms, said=said.text if said is not None else "", better=item.say or item.title,
                             source=item.source, why=item.title)


def _passed_over(call: FinishedCall) -> Iterator[BetterLine]:
    replies = replies_for_bad_moods(call.playbook)
    coaching = next((text for mood in ("angry", "unhappy", "anxious") for text in call.playbook.coaching.get(mood, ())), "")
    for moment in moments(call):
        if moment.taken_up is not None:
            continue
        # the approved reply with most in common with the customer's words: its keywords, else the first of the list
        reply = max(replies, key=lambda one: sum(key in moment.said for key in one.keywords), default=None)
        text = filled(reply.text, call.scenario, call.playbook) if reply is not None else ""
        yield BetterLine(at_ms=moment.at_ms, said=moment.answers[0].text if moment.answers else moment.said,
                         better=text or coaching, source=_approved(reply.source, call.lang) if reply is not None and text else "",
                         why=word(call.lang, f"客户说：{moment.said[:40]}", f"the customer said: {moment.said[:60]}"))


__all__ = ["better_of", "filled"]
