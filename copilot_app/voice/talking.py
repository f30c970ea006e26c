"""A supervisor's microphone: pieces of 20 ms in, `TalkSound` out for as long as a speaking mode holds.

Push-to-talk or open.  In a take-over somebody has to be on the line, so there silence is sent while the key is up;
the agent's client takes the line back when the pieces stop.  With a headset nothing of the call gets into the
microphone; with loudspeakers it would, and no echo is removed here.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import numpy as np

from protocol.message import Message
from protocol.relay import TalkSound

from ..capture.levels import FLOOR_DBFS, dbfs
from ..capture.packets import to_pcm
from ..capture.resampling import Samples
from .microphone import MicrophoneTap
from .pieces import PIECE_SAMPLES

SPEAKING_MODES = ("whisper", "barge", "takeover")
LOST_S = 1.0
"""A microphone that gives nothing for so long is gone."""
FIRST_S = 4.0
"""The same before its first sound."""
_LOOK_S = 0.01
_SILENCE = np.zeros(PIECE_SAMPLES, dtype=np.float32)


class Talker:
    """Sends what a tap gives, on a thread of its own.

    Args:
        send: takes a `TalkSound`; called on this object's thread.
        on_microphone: told True or False when the microphone comes or goes.
    """

    def __init__(self, call: str, mode: str, epoch: int, tap: MicrophoneTap, send: Callable[[Message], None],
                 on_microphone: Callable[[bool], None]) -> None:
        self.call, self.mode, self.epoch = call, mode, epoch
        self.pressed = False
        """The talk key is down, or the microphone is open."""
        self.online = True
        """False while there is no server: a voice is never kept for later."""
        self.level_dbfs = FLOOR_DBFS
        self.tap = tap
        self._send = send
        self._on_microphone = on_microphone
        self._number = 0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="talk", daemon=True)

    def start(self) -> None:
        """Begin sending."""
        self._thread.start()

    def stop(self) -> None:
        """No piece is sent after this."""
        self._stopping.set()
        if self._thread is not threading.current_thread():
            self._thread.join(2.0)

    def _run(self) -> None:
        patience_s = FIRST_S
        heard_s = time.monotonic()
        there = True
        while not self._stopping.wait(_LOOK_S):
            pieces = self.tap.pieces()
            now_s = time.monotonic()
            if pieces:
                heard_s, patience_s = now_s, LOST_S
                if not there:
                    there = True
                    self._on_microphone(True)
                for piece in pieces:
                    self._piece(piece)
            elif there and now_s - heard_s > patience_s:
                there = False
                self.level_dbfs = FLOOR_DBFS
                self._on_microphone(False)

    def _piece(self, piece: Samples) -> None:
        self.level_dbfs = dbfs(float(np.sqrt(np.mean(np.square(piece)))))
        if not self.pressed:
            if self.mode != "takeover":
                return
            piece = _SILENCE
        if self.online and not self._stopping.is_set():
            self._send(TalkSound(call=self.call, number=self._number, epoch=self.epoch, pcm=to_pcm(piece)))
            self._number += 1
