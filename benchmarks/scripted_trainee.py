"""A trainee without devices: he types, or his voice is given samples; the customer's voice is played to nobody."""

from __future__ import annotations

import threading

import numpy as np
from numpy.typing import NDArray

from copilot_app.capture.outputs import SoundOutput
from copilot_app.capture.pacing import CallClock, Stretch
from copilot_app.capture.simulated import SimulatedCapture
from copilot_app.practice_sound import PracticeSound

NOWHERE = SoundOutput("none", "none", "portaudio", 16_000, 1, 0)


class ScriptedCapture(SimulatedCapture):
    """What is given to `say` is what the microphone hears from then on."""

    _lock_voice = threading.Lock()
    _voice: NDArray[np.float32] = np.zeros(0, dtype=np.float32)
    ended_ms = 0
    """Call time at which the voice that was said last ends."""

    def say(self, samples: NDArray[np.float32]) -> None:
        """Speak now (16 kHz)."""
        with self._lock_voice:
            self._voice = samples
            self.ended_ms = (self.pacing["agent"].written + len(samples)) // 16

    def _pump_agent(self, now: int) -> None:
        pacing = self.pacing["agent"]
        due = now - pacing.written
        with self._lock_voice:
            part, self._voice = self._voice[:due], self._voice[due:]
        samples = np.concatenate([part, np.zeros(due - len(part), dtype=np.float32)])
        pacing.written = now
        self.listen(samples)
        self.emit("agent", [Stretch(samples, False)])


class _Nowhere:
    """Plays into nothing."""

    def start(self) -> None:
        """Nothing to open."""

    def stop(self) -> None:
        """Nothing to close."""


class ScriptedSound(PracticeSound):
    """`PracticeSound` with a scripted microphone and no output."""

    capture: ScriptedCapture
    speed = 1.0
    """How fast the call's time runs."""

    def _open_player(self, output: SoundOutput, speech: object) -> _Nowhere:
        return _Nowhere()

    def make_capture(self, call: str) -> ScriptedCapture:
        """As `PracticeSound`."""
        made = super().make_capture(call)
        self.capture = ScriptedCapture(call, made.speech, None, self.interrupted.emit, noise=self._noise)
        self.capture.clock = CallClock(self.speed)
        # no device will ever ask
        made.speech.give_up_output()
        return self.capture
