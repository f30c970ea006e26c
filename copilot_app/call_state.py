"""Server messages in, edits of the lists out: the only place that applies a message.

`app` connects `link`'s messages to `CallState.apply`, gives it the clocks, and sends what `CallState.intent` emits.
The panes read the lists and the values below, call `CallState.agent`, and report what they painted to `painted`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot

from protocol.assist import (
    Alert,
    AlertCleared,
    Answer,
    Card,
    Checklist,
    Feedback,
    Gate,
    Mood,
    Promise,
    Suggestion,
    SuggestionPart,
    SuggestionWithdrawn,
    Translation,
)
from protocol.call import CallEnded, CallReady, CustomerRecord, Pong, RecordingState, Welcome, WireError
from protocol.consent import ConsentState
from protocol.dialling import DialAnswer
from protocol.local import LocalCopyPart
from protocol.message import CallEvent, Message
from protocol.supervision import Observers
from protocol.transcript import Final, Gap, Partial, UtteranceDropped

from .agent_actions import AgentActions
from .applied import AppliedEvents
from .coaching_state import CoachingState
from .connection import Connection
from .consents import Consents
from .lists import (
    AlertList,
    AlertRow,
    CallList,
    CallRow,
    CardList,
    CardRow,
    ChecklistList,
    ChecklistRow,
    Mark,
    MoodPoint,
    SuggestionList,
    SuggestionRow,
    TranscriptList,
    TranscriptRow,
)
from .local_rules import LocalGuard
from .paint_lag import Unpainted
from .partial_rows import PartialRows
from .practice import Practice
from .sources import shown_source
from .supervised import Supervised

Phase = Literal["rest", "starting", "live", "ended"]
LATE_REPLY_MS = 20_000
"""A reply to words spoken longer ago comes after an outage: the talk has gone on, and it would only distract."""
_OF_ONE_CALL = ("assist", "call", "calls")
"""Families of codes that say nothing about the next call."""


class CallState(Connection):
    """Everything the screen shows of one call.

    Args:
        call_clock: call time now, in ms; the lag of what is painted is measured with it.
    """

    intent = Signal(object)
    """A `protocol` message for the server."""
    lag_measured = Signal(str, str, float)
    """Kind, item id, speech end (partial: sound heard) -> painted in ms; once for each thing that was painted."""
    mood_changed = Signal()
    customer_changed = Signal()
    gates_changed = Signal()
    answer_changed = Signal()
    phase_changed = Signal()
    assist_muted_changed = Signal(bool)
    applied = Signal(object)
    """A message that has just been applied; repeated and foreign ones are left out."""

    def __init__(self, call_clock: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.call_clock = call_clock
        self.transcript = TranscriptList()
        self.alerts = AlertList()
        self.suggestions = SuggestionList()
        self.cards = CardList()
        self.checklist = ChecklistList()
        self.calls = CallList()
        self.assist_muted = False
        self.agent = AgentActions(self)
        self.local = LocalGuard(self)
        self.supervised = Supervised(self)
        self.coaching = CoachingState(self)
        self.strip_changed.connect(self.local.look)
        self._apply = self._table()
        self._reset("")
        self.practice = Practice(self)

    def _reset(self, call: str) -> None:
        self.call = call
        self.phase: Phase = "rest"
        self.seen_seq = 0
        self.mood: Mood | None = None
        self.mood_trend: list[MoodPoint] = []
        self.customer: CustomerRecord | None = None
        self.promises: list[Promise] = []
        self.gates: dict[str, Gate] = {}
        self.recording = RecordingState(call=call, paused=False)
        self.consents = Consents()
        self.observers = Observers(call=call)
        self.hand_raised = False
        self.answer: Answer | None = None
        self.withdrawn = ""
        """Why the last suggestion was taken back; empty once another came."""
        self._begun: set[str] = set()
        self.ended_ms = 0
        self.final_lag_ms = -1.0
        self._applied = AppliedEvents()
        self._marks_waiting: dict[str, list[Mark]] = {}
        self._unpainted = Unpainted()
        self._partials = PartialRows(self.transcript, self._unpainted)

    # --- what the app says ---

    def begin(self, call: str, lang: str, started_at: str = "") -> None:
        """A new call: everything of the last one leaves the screen."""
        for rows in (self.transcript, self.alerts, self.suggestions, self.cards, self.checklist):
            rows.clear()
        for code in [code for code in self.notices if code.partition(".")[0] in _OF_ONE_CALL]:
            self.settle(code)
        self._reset(call)
        self.supervised.reset(call)
        self.supervised.tell()
        self.local.lang = lang
        self.phase = "starting"
        self.calls.put(CallRow(call, lang, started_at))
        for changed in (self.mood_changed, self.customer_changed, self.gates_changed, self.answer_changed):
            changed.emit()
        self._phase_is("starting")

    def rest(self) -> None:
        """The call did not come about."""
        self.calls.take(self.call)
        self._reset("")
        self._phase_is("rest")

    # --- what the server says ---

    def _table(self) -> dict[type[Message], Callable[..., None]]:
        return {
            Welcome: self._welcome, WireError: self._wire_error, Pong: self._pong, CallReady: self._call_ready,
            CallEnded: self._call_ended, Partial: self._partial, Final: self._final, UtteranceDropped: self._drop,
            Gap: self._gap, Alert: self._alert, AlertCleared: self._alert_cleared, Mood: self._mood,
            Suggestion: self._suggestion, SuggestionPart: self._suggestion_part, SuggestionWithdrawn: self._withdrawn,
            Answer: self._answer, Translation: self._translation, Card: self._card,
            Checklist: self._checklist, RecordingState: self._recording,
            ConsentState: self._consent, CustomerRecord: self._customer,
            LocalCopyPart: self.local.take, Observers: self._observers, Promise: self._promise,
            Gate: self._gate, DialAnswer: self.dial_answered, **self.supervised.table(),
        }

    @Slot(object)
    def apply(self, message: Message) -> None:
        """Edit the lists by one message.  Another call's messages and events applied before change nothing."""
        handler = self._apply.get(type(message))
        call = getattr(message, "call", "")
        if handler is not None and call in ("", self.call):
            if isinstance(message, CallEvent) and message.seq:
                if not self._applied.note(message.seq):
                    return
                self.seen_seq = max(self.seen_seq, message.seq)
            handler(message)
            self.applied.emit(message)
        elif isinstance(message, CallEvent) and call == self.call:
            # Kinds that are not shown still count, so that a reconnect does not ask for them again.
            self._applied.note(message.seq)
            self.seen_seq = max(self.seen_seq, message.seq)

    def _phase_is(self, phase: Phase) -> None:
        self.phase = phase
        row = self.calls.get(self.call)
        if row is not None and phase != "rest":
            self.calls.put(replace(row, state=phase, duration_ms=self.ended_ms))
        self.phase_changed.emit()
        self.strip_changed.emit()

    def _call_ready(self, message: CallReady) -> None:
        if message.resumed:
            # A server that was started again cuts the sound anew: the partials of the old one may never end.
            self._partials.take_all()
        if self.phase in ("rest", "starting"):
            self._phase_is("live")

    def _call_ended(self, message: CallEnded) -> None:
        self.ended_ms = message.duration_ms
        self.observers = Observers(call=self.call)
        self.hand_raised = False
        self.gates.clear()
        self.supervised.over()
        self._partials.take_all()
        self.gates_changed.emit()
        self._phase_is("ended")

    def _partial(self, message: Partial) -> None:
        self._partials.put(message)

    def _final(self, message: Final) -> None:
        marks = [Mark(word.start, word.end, "redacted") for word in message.marks if word.kind == "redacted"]
        marks += self._marks_waiting.pop(message.utterance, [])
        self._unpainted.forget("partial", message.utterance)
        self._unpainted.expect("final", message.utterance, message.end_ms)
        self.transcript.put(TranscriptRow(
            message.utterance, message.channel, message.start_ms, message.end_ms, message.text, final=True,
            marks=tuple(sorted(marks, key=lambda mark: (mark.start, mark.end))), confidence=message.confidence))
        self._partials.final(message.utterance)

    def _drop(self, message: UtteranceDropped) -> None:
        self._partials.drop(message)

    def _gap(self, message: Gap) -> None:
        # a pause is one for both sides
        side = "" if message.why in ("paused", "card") else f"{message.channel}-"
        key = f"gap-{side}{message.start_ms}"
        self.transcript.put(TranscriptRow(key, message.channel, message.start_ms, message.end_ms, final=True,
                                          gap=message.why))

    def _alert(self, message: Alert) -> None:
        self._unpainted.expect("alert", message.id, message.speech_end_ms)
        if message.utterance and message.span[1] > message.span[0]:
            mark = Mark(message.span[0], message.span[1], message.severity, message.category)
            row = self.transcript.get(message.utterance)
            if row is not None and row.final:
                self.transcript.mark(message.utterance, mark)
            else:
                self._marks_waiting.setdefault(message.utterance, []).append(mark)
        self.alerts.put(AlertRow(
            message.id, message.category, message.severity, message.text, message.quote,
            shown_source(message.source), message.rule,
            message.channel, message.private, message.at_ms, message.seq))

    def _alert_cleared(self, message: AlertCleared) -> None:
        self.alerts.take(message.id)

    def _mood(self, message: Mood) -> None:
        if self.consents.off("emotion"):
            return
        self._unpainted.expect("mood", self.mood_item(message), message.speech_end_ms)
        self.mood = message
        self.mood_trend.append(MoodPoint(message.at_ms, message.score))
        self.mood_changed.emit()

    @staticmethod
    def mood_item(message: Mood) -> str:
        """The item id under which a mood is reported as painted."""
        return message.utterance or f"mood-{message.at_ms}"

    def _suggestion(self, message: Suggestion) -> None:
        row = SuggestionRow(
            message.id, (message.text, *message.alternatives), answers=message.answers, engine=message.engine,
            sources=tuple(shown_source(title) for title in message.source_titles), facts=message.facts, seq=message.seq)
        self._suggest(row, message.speech_end_ms)

    def _suggestion_part(self, message: SuggestionPart) -> None:
        row = SuggestionRow(message.id, (message.text,), answers=message.answers, engine=message.engine, writing=True,
                            seq=self.seen_seq + 1)
        self._suggest(row, message.speech_end_ms)

    def _suggest(self, row: SuggestionRow, speech_end_ms: int) -> None:
        if 0 <= speech_end_ms < self.call_clock() - LATE_REPLY_MS:
            return
        if row.id not in self._begun:
            # The beginning of a text is what the agent has waited for; its end has no lag of its own.
            self._unpainted.expect("suggestion", row.id, speech_end_ms)
        self._begun = {row.id} if row.writing else set()
        self.withdrawn = ""
        self.suggestions.put(row)

    def _withdrawn(self, message: SuggestionWithdrawn) -> None:
        if self.suggestions.get(message.id) is not None:
            self.withdrawn = message.why
        self.suggestions.take(message.id)

    def _answer(self, message: Answer) -> None:
        self.answer = message
        self.answer_changed.emit()

    @Slot()
    def close_answer(self) -> None:
        """The agent has read what the knowledge says."""
        self.answer = None
        self.answer_changed.emit()

    def _translation(self, message: Translation) -> None:
        row = self.transcript.get(message.utterance)
        if row is not None and row.final:
            self.transcript.put(replace(row, translation=message.text))

    def _card(self, message: Card) -> None:
        known = self.cards.get(message.id) if message.in_place else None
        if known is None:
            self._unpainted.expect("card", message.id, message.speech_end_ms)
        self.cards.put(CardRow(message.id, message.kind, message.title, message.rows, message.body,
                               shown_source(message.source), message.date, known is not None and known.pinned,
                               message.seq if known is None else known.seq, message.blocks))

    def _checklist(self, message: Checklist) -> None:
        self._unpainted.expect("checklist", message.item, message.speech_end_ms)
        known = self.checklist.get(message.item)
        self.checklist.put(ChecklistRow(
            message.item, message.title or (known.title if known else message.item),
            message.say or (known.say if known else ""), message.state, message.due_ms))
        if message.item in ("recording_notice", "eu_recording_notice"):
            self.strip_changed.emit()

    def _recording(self, message: RecordingState) -> None:
        self.recording = message
        self.strip_changed.emit()

    def _consent(self, message: ConsentState) -> None:
        self.consents.take(message)
        if self.consents.off("emotion"):
            self.mood, self.mood_trend = None, []
        self.mood_changed.emit()
        self.strip_changed.emit()

    def _customer(self, message: CustomerRecord) -> None:
        self.customer = message
        row = self.calls.get(self.call)
        if row is not None:
            self.calls.put(replace(row, customer=message.name))
        self.customer_changed.emit()

    def _observers(self, message: Observers) -> None:
        self.observers = message
        self.strip_changed.emit()

    def _promise(self, message: Promise) -> None:
        self.promises.append(message)
        self.customer_changed.emit()

    def _gate(self, message: Gate) -> None:
        self.gates[message.id] = message
        self.gates_changed.emit()

    @property
    def time_ms(self) -> int:
        """Call time for the screen: running in a call, the length of a call that has ended, 0 at rest."""
        if self.phase == "live":
            return self.call_clock()
        return self.ended_ms if self.phase == "ended" else 0

    # --- what was painted ---

    @Slot(str, str)
    def painted(self, kind: str, item: str) -> None:
        """A pane has just painted this item for the first time: measure and report its lag."""
        now_ms = self.call_clock()
        lag_ms = self._unpainted.painted(kind, item, now_ms)
        if lag_ms is None:
            return
        if kind == "final":
            self.final_lag_ms = lag_ms
        self.lag_measured.emit(kind, item, lag_ms)
        if self._unpainted.is_new(kind, item):
            self.intent.emit(Feedback(call=self.call, item=item, kind=kind,  # type: ignore[arg-type]
                                      action="painted", at_ms=now_ms, lag_ms=lag_ms))

    @Slot()
    def toggle_assist(self) -> None:
        """Silence replies, mood and cards on this screen; compliance and the checklist stay."""
        self.assist_muted = not self.assist_muted
        self.assist_muted_changed.emit(self.assist_muted)
