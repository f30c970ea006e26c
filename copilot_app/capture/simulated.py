"""A training call's sound: the simulated customer's voice, and the microphone or (who types) silence.

In: `customer_speech`, a microphone.  Out: packets as of any call; nothing after capture knows the difference.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from protocol.message import SAMPLES_PER_MS

from ..errors import CaptureError
from .barge_in import BargeInGate
from .customer_speech import CustomerSpeech
from .devices import SoundDevice
from .line_noise import LineNoise
from .pacing import Stretch
from .resampling import Samples
from .soundcard import SoundCardCapture, Tap

log = logging.getLogger(__name__)

BEHIND_SAMPLES = 500 * SAMPLES_PER_MS
"""A computer that slept does not catch up with the customer's words: what was slept through is silence."""


class SimulatedCapture(SoundCardCapture):
    """One training call.

    Args:
        call: id that the packets carry.
        speech: the customer's voice.
        microphone: None: the trainee types, and his channel is silent.
        on_interrupted: called on capture's thread when he speaks into the customer's words.
        noise: what is heard behind the customer; None: nothing.
    """

    def __init__(self, call: str, speech: CustomerSpeech, microphone: SoundDevice | None = None,
                 on_interrupted: Callable[[], None] = lambda: None, tap: Tap | None = None,
                 noise: LineNoise | None = None) -> None:
        super().__init__(call, {} if microphone is None else {"agent": microphone}, tap=tap)
        self.speech = speech
        self._behind = (noise or LineNoise()).reader()
        self.gate = BargeInGate()
        self._on_interrupted = on_interrupted

    @property
    def warnings(self) -> set[str]:
        """Codes of what is wrong with the microphone; a customer who says nothing and a trainee who types are no faults."""
        found = {code for code in super().warnings if not code.startswith("line.")}
        return found if self._devices else {code for code in found if not code.startswith("mic.")}

    def _open(self) -> None:
        if not self._devices:
            return
        try:
            super()._open()
        except CaptureError as error:
            # the call goes on: what the trainee would say he can type, and the microphone is tried again
            log.warning("the microphone can not be opened: %s", error)
            self._watcher = threading.Thread(target=self._watch, name="capture-watch", daemon=True)
            self._watcher.start()

    def _pump(self) -> bool:
        now = self.clock.now_sample()
        self._pump_customer(now)
        self._pump_agent(now)
        return True

    def _pump_customer(self, now: int) -> None:
        pacing = self.pacing["customer"]
        if now - pacing.written > BEHIND_SAMPLES:
            self.emit("customer", pacing.fill_to(now - BEHIND_SAMPLES))
        due = now - pacing.written
        if due > 0:
            spoken = self.speech.take(due)
            self.gate.played(spoken)
            pacing.written += due
            # the gate must not take it for his words
            self.emit("customer", [Stretch(self._behind.behind(spoken), False)])

    def _pump_agent(self, now: int) -> None:
        pacing = self.pacing["agent"]
        if not self._devices:
            self.emit("agent", pacing.fill_to(now))
            return
        with self._lock:
            stream = self._streams.get("agent")
            delivered = stream.drain() if stream is not None else None
        if delivered is not None:
            samples, end_s = delivered
            self.listen(samples)
            self.emit("agent", pacing.place(samples, self.clock.sample_at(end_s), now))
        self.emit("agent", pacing.fill(now))

    def listen(self, samples: Samples) -> None:
        """What the microphone delivered; the customer falls silent if it is an interruption."""
        if self.gate.heard(samples) and self.speech.speaking:
            self.speech.stop()
            self._on_interrupted()
