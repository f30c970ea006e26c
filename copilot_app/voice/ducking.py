"""Everything else in the headset made quieter while a supervisor speaks, where the sound server allows it.

In: "a voice is heard now".  Out: volumes of the other programs' streams on the headset's output, put back a second
after the voice.  Only PulseAudio and PipeWire let one program do that to another; elsewhere the supervisor's voice is
just added.  What was changed is noted in a file first, so that the next start puts it back after a crash.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from pathlib import Path

from ..capture import pulse
from ..capture.outputs import SoundOutput

log = logging.getLogger(__name__)

HOLD_S = 1.0
"""So long after the last word it stays quiet, so that the volume does not pump."""
_NEAR_DB = 0.5


class Ducker:
    """One headset.

    Args:
        by_db: 0 or less.
        note: file that remembers what was changed; None keeps no note.
    """

    def __init__(self, output: SoundOutput, by_db: float, note: Path | None = None) -> None:
        self._sink = output.sink if output.backend == "pulse" else ""
        self._by_db = by_db
        self._note = note
        self._until_s = 0.0
        self._wake = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None
        if self.possible and by_db < 0:
            self._thread = threading.Thread(target=self._run, name="ducking", daemon=True)
            self._thread.start()

    @property
    def possible(self) -> bool:
        """False where no sound server lets one program change another's volume."""
        return bool(self._sink)

    def speaking(self) -> None:
        """The supervisor is heard now; called on the output's thread, so it only notes the time."""
        self._until_s = time.monotonic() + HOLD_S
        self._wake.set()

    def stop(self) -> None:
        """Put everything back."""
        self._stopping = True
        self._until_s = 0.0
        self._wake.set()
        if self._thread is not None:
            self._thread.join(5.0)

    def _run(self) -> None:
        while not self._stopping:
            self._wake.wait()
            self._wake.clear()
            if self._until_s <= time.monotonic():
                continue
            changed = self._duck()
            while (left_s := self._until_s - time.monotonic()) > 0:
                time.sleep(min(left_s, 0.1))
            put_back(changed)
            if self._note is not None:
                self._note.unlink(missing_ok=True)

    def _duck(self) -> dict[int, tuple[float, float]]:
        others = [one for one in pulse.playbacks() if one.sink == self._sink and one.process != os.getpid()]
        changed = {one.index: (one.volume_db, one.volume_db + self._by_db) for one in others}
        if self._note is not None:
            try:
                self._note.parent.mkdir(parents=True, exist_ok=True)
                self._note.write_text(json.dumps(changed), encoding="utf-8")
            except OSError as error:
                log.warning("the volumes could not be noted: %s", error)
        for index, (_, quiet_db) in changed.items():
            pulse.set_playback_volume(index, quiet_db)
        return changed


def put_back(changed: dict[int, tuple[float, float]]) -> None:
    """Streams that still have the quieter volume get their own again: index -> (own, quieter) in dB."""
    now = {one.index: one.volume_db for one in pulse.playbacks()}
    for index, (own_db, quiet_db) in changed.items():
        if index in now and abs(now[index] - quiet_db) < _NEAR_DB:
            pulse.set_playback_volume(index, own_db)


def recover(note: Path) -> None:
    """Put back what a program that was killed left quiet."""
    try:
        changed = {int(index): (float(own), float(quiet))
                   for index, (own, quiet) in json.loads(note.read_text(encoding="utf-8")).items()}
    except FileNotFoundError:
        return
    except (OSError, ValueError, TypeError, AttributeError) as error:
        log.warning("%s is no note of volumes: %s", note, error)
    else:
        put_back(changed)
    note.unlink(missing_ok=True)
