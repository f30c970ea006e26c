"""One call as the wall-board shows it: its committed events in, a `BoardRow` out.

In: events in their order, live or read from the database (the same row comes out), feedback of the agent's client, packets.
Out: the row, with or without private alerts.  Next: `board` sends it when it has changed; `figures` reads the counts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from protocol.assist import Alert, AlertCleared, Checklist, Gate, Intent, Mood, SuggestionWithdrawn
from protocol.call import CallEnded, RecordingState
from protocol.message import CallEvent
from protocol.supervision import HandState, NoteAnswered, NoteShown, Observers, TransferState
from protocol.transcript import Gap
from protocol.wallboard import BoardRow
from server.assist.state.topics import TopicStack
from server.storage.calls import CallRow
from server.storage.supervision_figures import Tally

from .line_quality import LineWatch
from .urgency import urgency

TREND = 12
"""Mood scores in a row."""
_ORDER = ("stop", "remind", "inform")
_TOOK = frozenset({"accepted", "copied"})


class CallPicture:
    """The board's view of one call.  Used on the loop's thread; rebuilt off it before anybody else sees it."""

    def __init__(self, row: CallRow, required: Callable[[str], bool], now_s: float) -> None:
        """`required` says of a checklist item whether the playbook wants it in every call that opens it."""
        self.row = row
        self.line = LineWatch(now_s, practice=row.training)
        self.seq = 0
        """Highest event that was taken in."""
        self.away = False
        self.bridge = False
        self.transfer: TransferState | None = None
        """The newest; None if nobody asked."""
        self.notes: dict[str, NoteShown] = {}
        self.answered: set[str] = set()
        """Notes that the agent has answered."""
        self.hand: HandState | None = None
        """While it is up, whether somebody answered it or not."""
        self.observers: tuple[str, ...] = ()
        self.ended: CallEnded | None = None
        self._required = required
        self._topics = TopicStack()
        self._mood = "calm"
        self._trend: deque[float] = deque(maxlen=TREND)
        self._alerts: dict[str, Alert] = {}
        self._raised = 0
        self._items: dict[str, str] = {}
        self._gates: set[str] = set()
        self._shown: set[str] = set()
        self._accepted: set[str] = set()
        self._paused = False

    def hear(self, events: Iterable[CallEvent], now_s: float) -> bool:
        """Take in committed events; one that was heard before is passed over.  True if any was new."""
        new = False
        for event in events:
            if event.seq > self.seq:
                self.seq, new = event.seq, True
                take = _TAKE.get(type(event))
                if take is not None:
                    take(self, event)
                elif isinstance(event, Gap) and event.why == "network":
                    self.line.gap(now_s)
        return new

    def sign(self, suggestion: str, action: str) -> None:
        """What the agent's client says of a suggestion: `painted`, `accepted`, `copied`."""
        self._shown.add(suggestion)
        if action in _TOOK:
            self._accepted.add(suggestion)

    @property
    def topic(self) -> str:
        """Intent on top, or empty."""
        return self._topics.current

    @property
    def hand_waits(self) -> bool:
        """Whether a hand is up that nobody has answered."""
        return self.hand is not None and not self.hand.taken_by

    @property
    def tally(self) -> Tally:
        """What the call adds to the figures of its day."""
        done, required, _ = self._items_done()
        return Tally(alerts=self._raised, required=required, said=done, suggestions=len(self._shown),
                     accepted=len(self._accepted), length_ms=self.ended.duration_ms if self.ended else 0)

    def board_row(self, now: datetime, now_s: float, *, agent_name: str, team: str, private: bool) -> BoardRow:
        """The row as it stands; `private` tells of alerts that the customer must not learn of."""
        done, required, missed = self._items_done()
        alerts = [one for one in self._alerts.values() if private or not one.private]
        gravest = min(reversed(alerts), key=lambda one: _ORDER.index(one.severity), default=None)
        hand = self.hand if self.hand_waits else None
        waiting = self.transfer if self.transfer is not None and self.transfer.state == "asked" else None
        hand_at = self._time_of(hand) if hand else None
        row = BoardRow(
            call=self.row.id, agent=self.row.user, agent_name=agent_name, team=team, lang=self.row.lang,
            training=self.row.training, started_at=self.row.opened_at, topic=self._topics.current, mood=self._mood,
            mood_trend=tuple(self._trend), alerts=_counts(alerts), alert_text=_line(gravest),
            alert_category=gravest.category if gravest else "", done=done, required=required, missed=missed,
            hand=hand is not None, hand_reason=hand.reason if hand else "", hand_queue=hand.queue if hand else "",
            hand_at=hand_at.isoformat(timespec="seconds") if hand_at else "", gates=self._gates_waiting,
            suggestions=len(self._shown), accepted=len(self._accepted),
            quality=self.line.quality(now_s, away=self.away), away=self.away, paused=self._paused,
            observers=self.observers, bridge=self.bridge, transfer=waiting.queue if waiting else "")
        late = waiting is not None and 0 < waiting.target_s < (now - self._asked_at(waiting)).total_seconds()
        waits_s = (now - hand_at).total_seconds() if hand_at else 0.0
        return replace(row, urgency=urgency(row, waits_s, transfer_late=late))

    @property
    def _gates_waiting(self) -> int:
        # in training nothing happens by an operation, so nobody is asked
        return 0 if self.row.training else len(self._gates)

    @property
    def moves_by_itself(self) -> bool:
        """True while the row changes by the mere passing of time."""
        return self.hand_waits or (self.transfer is not None and self.transfer.state == "asked")

    def _items_done(self) -> tuple[int, int, int]:
        states = list(self._items.values())
        done, missed = states.count("done"), states.count("missed")
        needed = sum(state != "open" or self._required(item) for item, state in self._items.items())
        return done, needed, missed

    def _time_of(self, event: CallEvent) -> datetime:
        """When something of the call happened, by the server's clock."""
        return _aware(self.row.opened_at) + timedelta(milliseconds=event.at_ms)

    def _asked_at(self, transfer: TransferState) -> datetime:
        return _aware(transfer.asked_at) if transfer.asked_at else self._time_of(transfer)

    # -- events ------------------------------------------------------------------------------------------------------

    def _intent(self, event: Intent) -> None:
        self._topics.hear(event.intent, event.at_ms)

    def _mood_of(self, event: Mood) -> None:
        self._mood = event.mood
        self._trend.append(round(event.score, 2))

    def _alert(self, event: Alert) -> None:
        if event.id not in self._alerts and event.severity != "inform":
            self._raised += 1
        self._alerts[event.id] = event

    def _cleared(self, event: AlertCleared) -> None:
        self._alerts.pop(event.id, None)

    def _checklist(self, event: Checklist) -> None:
        self._items[event.item] = event.state

    def _gate(self, event: Gate) -> None:
        (self._gates.add if event.state == "waiting" else self._gates.discard)(event.id)

    def _withdrawn(self, event: SuggestionWithdrawn) -> None:
        # said without a key is taken as well, if it was on the screen
        if event.why == "said" and event.id in self._shown:
            self._accepted.add(event.id)

    def _hand(self, event: HandState) -> None:
        if self.hand is not None and event.raised and event.taken_by:
            event = replace(self.hand, taken_by=event.taken_by)
        self.hand = event if event.raised else None

    def _observed(self, event: Observers) -> None:
        self.observers = event.names

    def _recording(self, event: RecordingState) -> None:
        self._paused = event.paused

    def _transferred(self, event: TransferState) -> None:
        self.transfer = event

    def _noted(self, event: NoteShown) -> None:
        self.notes[event.id] = event

    def _note_answered(self, event: NoteAnswered) -> None:
        self.answered.add(event.id)

    def _ended(self, event: CallEnded) -> None:
        self.ended = event


_TAKE: dict[type[CallEvent], Callable[..., None]] = {
    Intent: CallPicture._intent, Mood: CallPicture._mood_of, Alert: CallPicture._alert, AlertCleared: CallPicture._cleared,
    Checklist: CallPicture._checklist, Gate: CallPicture._gate, SuggestionWithdrawn: CallPicture._withdrawn,
    HandState: CallPicture._hand, Observers: CallPicture._observed, RecordingState: CallPicture._recording,
    TransferState: CallPicture._transferred, NoteShown: CallPicture._noted, NoteAnswered: CallPicture._note_answered,
    CallEnded: CallPicture._ended}


def picture_of(row: CallRow, required: Callable[[str], bool], events: Sequence[CallEvent],
               signs: Iterable[tuple[str, str]], now_s: float) -> CallPicture:
    """A call's picture from what is stored of it."""
    picture = CallPicture(row, required, now_s)
    for suggestion, action in signs:
        picture.sign(suggestion, action)
    picture.hear(events, now_s)
    return picture


def _counts(alerts: Sequence[Alert]) -> dict[str, int]:
    return {severity: count for severity in _ORDER if (count := sum(one.severity == severity for one in alerts))}


def _line(alert: Alert | None) -> str:
    return "" if alert is None else (alert.text or alert.quote).partition("\n")[0][:120]


def _aware(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return datetime.now(UTC)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
