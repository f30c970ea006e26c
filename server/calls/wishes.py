"""What the agent's client wants of a running call, beside sound: feedback, cards, questions, consent, a raised hand, a pause.

In: the client's messages (`registry`).  Out: inputs of the pipeline and events, each as a job in its turn (`session`).
Everything typed is masked here, before it is kept anywhere.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from protocol.assist import Ask, CardInput, Feedback
from protocol.call import RecordingPause
from protocol.consent import ConsentChoice
from protocol.message import CallEvent, Message
from protocol.supervision import HandState, RaiseHand
from server.storage.calls import Input

from .acts import of_card, of_feedback
from .consent_lines import of_choice
from .pausing import Pausing
from .pipeline import Pipeline
from .plausible import call_time_ms, storable
from .turns import Turns

FEEDBACK_WAITING = 1_000
_LONGEST_QUESTION = 200


class AgentWishes:
    """The wishes of one call.  Used on the loop's thread."""

    def __init__(self, call: str, pipeline: Pipeline, turns: Turns, pausing: Pausing, heard_ms: Callable[[], int],
                 give: Callable[[Input], None], announce: Callable[[CallEvent], None],
                 noted: Callable[[Feedback], None] = lambda message: None) -> None:
        """`give` and `announce` queue a job of the call; `heard_ms` is its time; `noted` is told of feedback that is kept."""
        self.feedbacks: deque[Feedback] = deque(maxlen=FEEDBACK_WAITING)
        """Noted and not committed yet."""
        self._call = call
        self._pipeline = pipeline
        self._turns = turns
        self._pausing = pausing
        self._heard_ms = heard_ms
        self._give = give
        self._announce = announce
        self._noted = noted

    def pause(self, message: RecordingPause) -> None:
        """Pause or resume recording from a call time on."""
        at_ms = call_time_ms(message.at_ms, self._heard_ms())
        self._turns.require_room()
        self._pausing.by_agent(message, at_ms)

    def feedback(self, message: Feedback) -> None:
        """Note what became of an item; acknowledging and dismissing also change the call."""
        if not storable(message, self._heard_ms()):
            return
        note = self._pipeline.mask_typed(message.note) if message.note else ""
        self.feedbacks.append(replace(message, note=note))
        self._noted(message)
        given = of_feedback(message, self._heard_ms())
        if given is not None:
            self._queue(given)

    def card(self, message: CardInput) -> None:
        """Work a card out anew with what the agent entered on it."""
        if message.field:
            self._queue(of_card(message, self._heard_ms()))

    def ask(self, message: Ask) -> None:
        """Answer a typed question with cards."""
        text = self._pipeline.mask_typed(message.text[:_LONGEST_QUESTION])
        self._queue(Input(kind="ask", at_ms=self._heard_ms(), text=text))

    def consent(self, message: ConsentChoice) -> None:
        """The agent enters what the customer agrees to."""
        self._queue(of_choice(message, self._heard_ms()))

    def raise_hand(self, message: RaiseHand) -> None:
        """Show the raised hand to those who watch."""
        self._turns.require_room()
        self._announce(HandState(call=self._call, raised=message.raised, reason=self._pipeline.mask_typed(message.reason),
                                 queue=message.queue, at_ms=self._heard_ms()))

    def _queue(self, given: Input) -> None:
        self._turns.require_room()
        self._give(given)


HANDLERS: dict[type[Message], Callable[[AgentWishes, Any], None]] = {
    RecordingPause: AgentWishes.pause, Feedback: AgentWishes.feedback, CardInput: AgentWishes.card, Ask: AgentWishes.ask,
    ConsentChoice: AgentWishes.consent, RaiseHand: AgentWishes.raise_hand}
"""Kind of message -> what takes it."""
