"""The call so far in a few lines, for somebody who opens it late or takes it over.

In: a call's committed events in their order.  Out: `CatchUp`.  Next: `watching` shows it, `transfers` hands it on.

Nothing is worded freely: every line is a stored line of the call, a title of the checklist or the text of an alert, under a
heading, and ends with the call time it comes from.  Private numbers were masked before anything was stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from protocol.assist import Alert, AlertCleared, Checklist, Gate, Intent, Mood, Promise
from protocol.message import CallEvent, Language
from protocol.transcript import Final
from protocol.wallboard import CatchUp
from server.assist.state.questions import OpenQuestions
from server.assist.state.topics import TopicStack

from .small_talk import is_small_talk

MOST_TOPICS = 4
MOST_EACH = 3
_QUOTE = 60
_REMEMBERED = 400
_NO_WISH = frozenset({"other", "agree", "identity_question"})
_HEADS: dict[Language, dict[str, str]] = {
    "zh": {"wish": "客户来意", "topic": "后来谈到", "promise.agent": "坐席承诺", "promise.customer": "客户承诺", "open": "待处理提醒",
           "settled": "已处理提醒", "done": "已说明", "missed": "未说明", "asks": "客户未得到答复", "mood": "客户情绪", "gate": "风险操作"},
    "en": {"wish": "Why the customer called", "topic": "Then", "promise.agent": "The agent promised",
           "promise.customer": "The customer promised", "open": "Open alert", "settled": "Settled alert", "done": "Told",
           "missed": "Not told", "asks": "Not answered yet", "mood": "The customer is", "gate": "Risky operation"}}
_MOODS: dict[Language, dict[str, str]] = {
    "zh": {"calm": "平静", "unhappy": "不满", "angry": "愤怒", "anxious": "焦虑", "pleased": "满意"},
    "en": {"calm": "calm", "unhappy": "unhappy", "angry": "angry", "anxious": "anxious", "pleased": "pleased"}}
_GATES: dict[Language, dict[str, str]] = {
    "zh": {"waiting": "等待第二人", "approved": "已批准", "denied": "已拒绝"},
    "en": {"waiting": "waits for a second person", "approved": "approved", "denied": "denied"}}
_OPERATIONS: dict[Language, dict[str, str]] = {
    "zh": {"release_hold": "解除冻结", "large_or_overseas_transfer": "大额或境外汇款", "limit_change": "调整限额", "data_change": "变更预留资料",
           "transfer_after_fraud_cue": "有受骗迹象的转账", "loan_contract": "贷款签约放款"},
    "en": {"release_hold": "release of a hold", "large_or_overseas_transfer": "large or overseas transfer",
           "limit_change": "change of a limit", "data_change": "change of contact data",
           "transfer_after_fraud_cue": "transfer after a sign of fraud", "loan_contract": "conclusion of a loan"}}
"""Those of the shipped rules; a house's own stand as it named them."""


@dataclass
class Digest:
    """What the summary of one call is made of; grows with the call."""

    call: str
    lang: Language
    upto_ms: int = 0
    _topics: TopicStack = field(default_factory=TopicStack)
    _begun: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Topic -> the customer's words that began it, and when."""
    _wish: tuple[str, int] | None = None
    _said: dict[str, Final] = field(default_factory=dict)
    _promises: list[Promise] = field(default_factory=list)
    _alerts: dict[str, tuple[Alert, bool]] = field(default_factory=dict)
    _items: dict[str, Checklist] = field(default_factory=dict)
    _gates: dict[str, Gate] = field(default_factory=dict)
    _mood: Mood | None = None
    _questions: OpenQuestions = field(init=False)

    def __post_init__(self) -> None:
        self._questions = OpenQuestions(self.lang)

    @property
    def topic(self) -> str:
        """Intent on top, or empty."""
        return self._topics.current

    def hear(self, events: Iterable[CallEvent]) -> None:
        """Take in what was committed."""
        for event in events:
            self.upto_ms = max(self.upto_ms, event.at_ms)
            if isinstance(event, Final):
                self._final(event)
            elif isinstance(event, Intent):
                self._intent(event)
            elif isinstance(event, Promise):
                self._promises.append(event)
            elif isinstance(event, Alert):
                self._alerts[event.id] = event, True
            elif isinstance(event, AlertCleared) and event.id in self._alerts:
                self._alerts[event.id] = self._alerts[event.id][0], False
            elif isinstance(event, Checklist):
                self._items[event.item] = event
            elif isinstance(event, Gate):
                self._gates[event.id] = event
            elif isinstance(event, Mood):
                self._mood = event

    def message(self, *, private: bool) -> CatchUp:
        """The summary; `private` tells of alerts that the customer must not learn of."""
        return CatchUp(call=self.call, lines=tuple(self.lines(private=private)),
                       topics=tuple(topic.intent for topic in self._topics),
                       promises=tuple(_stamped(one.text, one.at_ms) for one in self._promises),
                       open_questions=tuple(_stamped(one.text, one.at_ms) for one in self._questions.open),
                       upto_ms=self.upto_ms)

    def lines(self, *, private: bool) -> Iterator[str]:
        """Line by line, the most telling first."""
        if self._wish is not None:
            yield self._line("wish", _quoted(self._wish[0]), self._wish[1])
        later = [begun for begun in self._begun.values() if begun != self._wish]
        for text, at_ms in later[-MOST_TOPICS:]:
            yield self._line("topic", _quoted(text), at_ms)
        if self._mood is not None and self._mood.mood != "calm":
            yield self._line("mood", _MOODS[self.lang].get(self._mood.mood, self._mood.mood), self._mood.at_ms)
        yield from self._alert_lines(private)
        for gate in list(self._gates.values())[-MOST_EACH:]:
            operation = _OPERATIONS[self.lang].get(gate.operation, gate.operation)
            yield self._line("gate", f"{operation} {_GATES[self.lang][gate.state]}", gate.at_ms)
        for promise in self._promises[-MOST_EACH:]:
            due = f" ({promise.due})" if promise.due else ""
            yield self._line(f"promise.{promise.by}", _quoted(promise.text) + due, promise.at_ms)
        for state in ("done", "missed"):
            items = [item for item in self._items.values() if item.state == state]
            if items:
                titles = ("、" if self.lang == "zh" else ", ").join(item.title or item.item for item in items)
                yield self._line(state, titles, max(item.at_ms for item in items))
        for question in self._questions.open[-MOST_EACH:]:
            yield self._line("asks", _quoted(question.text), question.at_ms)

    def _alert_lines(self, private: bool) -> Iterator[str]:
        seen = [(alert, is_open) for alert, is_open in self._alerts.values()
                if alert.severity != "inform" and (private or not alert.private)]
        for wanted, head in ((True, "open"), (False, "settled")):
            for alert in [alert for alert, is_open in seen if is_open == wanted][-MOST_EACH:]:
                quote = f" {_quoted(alert.quote)}" if alert.quote else ""
                yield self._line(head, _cut(alert.text or alert.category) + quote, alert.at_ms)

    def _final(self, event: Final) -> None:
        self._said[event.utterance] = event
        if len(self._said) > _REMEMBERED:
            del self._said[next(iter(self._said))]
        if event.channel == "agent":
            self._questions.hear_agent(event.text)

    def _intent(self, event: Intent) -> None:
        said = self._said.get(event.utterance)
        if said is None:
            return
        if event.intent != "other" or not is_small_talk(said.text, self.lang):
            self._questions.hear_customer(said.utterance, said.text, event.intent, said.at_ms)
        known = event.intent in {topic.intent for topic in self._topics}
        self._topics.hear(event.intent, event.at_ms)
        if self._wish is None and event.intent not in _NO_WISH:
            self._wish = said.text, said.at_ms
        if not known and self._topics.current == event.intent:
            self._begun[event.intent] = said.text, said.at_ms

    def _line(self, head: str, text: str, at_ms: int) -> str:
        colon = "：" if self.lang == "zh" else ": "
        return _stamped(f"{_HEADS[self.lang][head]}{colon}{text}", at_ms)


def _stamped(text: str, at_ms: int) -> str:
    minutes, seconds = divmod(max(0, at_ms) // 1000, 60)
    return f"{text} [{minutes:02}:{seconds:02}]"


def _quoted(text: str) -> str:
    return f"“{_cut(text)}”"


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTE else text[:_QUOTE - 1].rstrip() + "…"
