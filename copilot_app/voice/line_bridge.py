"""While a supervisor may speak: agent's microphone and voice in, headset and the softphone's microphone out.

Holds the pure `mixing.LineMixer` behind one lock; the two outputs pull their pieces on threads of their own.
`bridge_state` opens and closes it and says on the screen how it stands.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import numpy as np

from protocol.relay import SupervisorVoice
from protocol.supervision import SpeakerOwner

from ..capture.levels import dbfs
from ..capture.outputs import SoundOutput
from .ducking import Ducker
from .jitter_buffer import JitterBuffer
from .microphone import MicrophoneTap
from .mixing import LineMixer, Owner
from .pieces import Piece
from .playback import Playback

_HEARD_DBFS = -50.0
"""From this loudness on a supervisor counts as speaking."""

OnChange = Callable[[], None]


class BridgedLine:
    """Headset, line and what goes there.  Every method may be called from any thread.

    Args:
        on_change: an output went or came back; told on another thread.
    """

    def __init__(self, on_change: OnChange = lambda: None) -> None:
        self.tap = MicrophoneTap()
        self._on_change = on_change
        self._lock = threading.Lock()
        self._mixer = LineMixer()
        self._microphone = JitterBuffer(least_ms=20)
        self._number = 0
        self._headset: Playback | None = None
        self._line: Playback | None = None
        self._ducker: Ducker | None = None

    # --- devices ---

    def open_line(self, output: SoundOutput) -> None:
        """Play the agent's microphone into the bridge from now on.

        Raises:
            DeviceRefused: it can not be opened.
        """
        self.close_line()
        line = Playback(output, self._line_piece, on_change=self._changed)
        line.start()
        self._line = line

    def close_line(self) -> None:
        """Nothing is played into the bridge."""
        line, self._line = self._line, None
        if line is not None:
            line.stop()

    def open_headset(self, output: SoundOutput, ducker: Ducker | None = None) -> None:
        """Play a supervisor's voice into the headset.

        Raises:
            DeviceRefused: it can not be opened.
        """
        self.close_headset()
        headset = Playback(output, self._headset_piece, on_change=self._changed)
        headset.start()
        self._headset, self._ducker = headset, ducker

    def close_headset(self) -> None:
        """The headset is left alone; volumes are put back."""
        headset, self._headset = self._headset, None
        ducker, self._ducker = self._ducker, None
        if headset is not None:
            headset.stop()
        if ducker is not None:
            ducker.stop()

    @property
    def line_open(self) -> bool:
        """True while the bridge's device plays."""
        line = self._line
        return line is not None and line.playing

    @property
    def headset_open(self) -> bool:
        """True while the headset's device plays."""
        headset = self._headset
        return headset is not None and headset.playing

    # --- who speaks ---

    def begin(self, call: str) -> None:
        """A call begins; empty: there is none."""
        with self._lock:
            self._mixer.begin(call)

    def own(self, message: SpeakerOwner) -> bool:
        """See `LineMixer.own`."""
        with self._lock:
            return self._mixer.own(message, time.monotonic())

    def hear(self, message: SupervisorVoice) -> bool:
        """See `LineMixer.hear`."""
        with self._lock:
            return self._mixer.hear(message, time.monotonic())

    def server_lost(self) -> None:
        """The agent is on the line at once."""
        with self._lock:
            self._mixer.server_lost()

    @property
    def owner(self) -> Owner:
        """Who is heard by the customer now."""
        with self._lock:
            return self._mixer.owner_at(time.monotonic())

    @property
    def mode(self) -> str:
        """The strongest mode that a supervisor has in this call, as the server said; and by whom: `by`."""
        return self._mixer.mode

    @property
    def by(self) -> str:
        """Display name of the supervisor."""
        return self._mixer.by

    # --- pulled by the devices ---

    def _headset_piece(self) -> Piece:
        with self._lock:
            block = self._mixer.headset_block()
        ducker = self._ducker
        if ducker is not None and dbfs(float(np.sqrt(np.mean(np.square(block))))) > _HEARD_DBFS:
            ducker.speaking()
        return block[:, None]

    def _line_piece(self) -> Piece:
        with self._lock:
            for piece in self.tap.pieces():
                self._microphone.put(self._number, piece)
                self._number += 1
            return self._mixer.line_block(self._microphone.take()[:, 0], time.monotonic())[:, None]

    def _changed(self, playing: bool) -> None:
        self._on_change()
