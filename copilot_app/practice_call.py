"""A practice call from its plan to its report: the companion's devices and a `Plan` in, a running call and a report question out.

It joins `practice` (what the panes show), `practice_sound` (what is heard) and `training_state` (what the window knows).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance, Slot

from protocol.call import WireError
from protocol.message import Language

from .capture.capturing import Capture
from .client import Client
from .errors import ClientError
from .practice import Plan
from .training_state import TrainingState


class CustomerSound(Protocol):
    """What this needs of `practice_sound.PracticeSound`."""

    customer_speaking: SignalInstance
    customer_left: SignalInstance
    problem: SignalInstance
    settled: SignalInstance

    @property
    def can_play(self) -> bool:
        """True if the customer's voice can be heard here."""
        ...

    def make_capture(self, call: str) -> Capture:
        """The source of sound of a training call."""
        ...

    def hush(self) -> None:
        """The customer falls silent now."""
        ...


class PracticeCall(QObject):
    """The practice calls of one client.

    Args:
        prepare: gives `sound` the devices for a call: with the microphone, or without it.
        notify: puts an error onto the screen.
        lang: the language of the scenarios now.
    """

    def __init__(self, client: Client, training: TrainingState, sound: CustomerSound, prepare: Callable[[Plan], None],
                 notify: Callable[[ClientError], None], lang: Callable[[], Language]) -> None:
        super().__init__(client)
        self._client, self._training, self._sound = client, training, sound
        self._prepare, self._notify, self._lang = prepare, notify, lang
        self._call = ""
        """The practice call whose report is still to be opened."""
        practice = client.state.practice
        training.start_wanted.connect(self.start)
        client.message.connect(practice.apply)
        client.call_finished.connect(self._finished)
        client.state.applied.connect(self._answered)
        practice.said.connect(self._typed)
        practice.stop_wanted.connect(sound.hush)
        practice.left.connect(self._left)
        sound.customer_speaking.connect(practice.set_speaking)
        sound.problem.connect(self._problem)
        sound.settled.connect(client.state.settle)

    @Slot(object)
    def start(self, plan: Plan) -> None:
        """Begin the call; what can not be had is said, and no call begins."""
        state = self._client.state
        if self._client.in_call or state.phase in ("starting", "live"):
            return
        self._prepare(plan)
        state.practice.prepare(plan)
        fields = plan.start_fields()
        fields["voice"] = plan.voice and self._sound.can_play
        try:
            self._call = self._client.start_call(self._sound.make_capture, self._lang(), **fields)
        except ClientError as error:
            self._call = ""
            state.practice.prepare(None)
            self._notify(error)

    @Slot(object)
    def _typed(self, line: object) -> None:
        self._sound.hush()
        self._client.link.send(line)  # type: ignore[arg-type]

    @Slot(str)
    def _problem(self, code: str) -> None:
        # Who does not hear the customer reads him: only in a practice call that was to be heard is that a fault.
        if self._client.state.practice.live and self._client.state.practice.plan and self._client.state.practice.plan.voice:
            self._client.state.notify(code)

    @Slot(object)
    def _left(self, message: object) -> None:
        self._client.end_call()

    @Slot(object)
    def _answered(self, message: object) -> None:
        """A call that the server refuses does not begin: the window of the scenarios says why."""
        state = self._client.state
        if isinstance(message, WireError) and message.call and message.call == self._call and state.phase == "starting":
            self._call = ""
            self._client.give_up_call()
            state.settle(message.code)
            self._training.refuse(message)

    @Slot()
    def _finished(self) -> None:
        call, self._call = self._call, ""
        if call and call == self._client.state.call:
            for code in ("output.none", "output.lost"):
                self._client.state.settle(code)
            self._training.trainee = ""
            self._training.open_report(call)
            self._training.refresh()
