"""What the board needs of the sound of stepping in, and when it is heard: `watch_state` in, `voice.SupervisorSound` worked.

The protocol is the part of it that the panes use, so that they can be shown and tested without a sound card.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance

from .settings import Settings
from .watch_state import WatchState


class StepSound(Protocol):
    """Hearing one call and speaking into it."""

    @property
    def talking_changed(self) -> SignalInstance:
        """The voice is sent (bool)."""
        ...

    @property
    def levels_changed(self) -> SignalInstance:
        """Customer, agent, own microphone, dBFS."""
        ...

    @property
    def problem(self) -> SignalInstance:
        """Code and English sentence."""
        ...

    @property
    def settled(self) -> SignalInstance:
        """Code of a problem that is over."""
        ...

    @property
    def talking(self) -> bool:
        """True while the voice is sent."""
        ...

    @property
    def silenced(self) -> bool:
        """The server takes the sound away now: a private number, a pause."""
        ...

    def start_listening(self, call: str) -> None:
        """Play this call's sound."""
        ...

    def stop(self) -> None:
        """Hear and say nothing."""
        ...

    def start_talking(self) -> None:
        """The talk key goes down."""
        ...

    def stop_talking(self) -> None:
        """The talk key comes up."""
        ...

    def use(self, settings: Settings) -> None:
        """Other devices."""
        ...


class HeardCall(QObject):
    """Starts the sound with the first step into a call and stops it with the last."""

    def __init__(self, watch: WatchState, sound: StepSound) -> None:
        super().__init__(watch)
        self._watch, self._sound = watch, sound
        self._asked = False
        watch.entering.connect(self._enter)
        watch.mode_changed.connect(self._look)
        watch.problem_changed.connect(self._refused)
        watch.opened_changed.connect(self._look)

    def _enter(self, call: str) -> None:
        # before the answer, so that no sound is missed; the server sends none without a right
        self._asked = True
        self._sound.start_listening(call)

    def _look(self) -> None:
        if self._watch.observing.mode:
            self._asked = False
        elif not self._asked:
            self._sound.stop()

    def _refused(self) -> None:
        if self._watch.problem is not None:
            self._asked = False
            self._look()
