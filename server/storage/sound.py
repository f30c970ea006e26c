"""Kept sound of calls: one file a call, blocks sealed with the call's own key, private numbers silenced before.

In: stretches of 16-bit sound with their places in the call.  Out: a file that only grows, or the sound of a whole call.  A
block that a crash cut short is taken off when the file is opened again.  `recordings/ID.sound` goes with its call: without
the call's key nobody can hear it.  Next: `server.commands.calls` makes a WAV of it, `server.privacy` deletes it.
"""

from __future__ import annotations

import os
import struct
import wave
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from protocol.message import CHANNELS, SAMPLE_RATE_HZ, Channel

from .encryption import FieldCipher
from .errors import StorageDamaged, UnknownRecord, from_sqlite
from .state import StateDirectory

FOLDER = "recordings"
"""Folder of the state directory."""
SUFFIX = ".sound"
_HEAD = struct.Struct("<BqI")
"""Channel, first sample (16 kHz), length of what is sealed."""
_WHOLE_CALL = 12 * 3600 * SAMPLE_RATE_HZ
"""Samples that one call may have; a place beyond is damage."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Sound of one channel without a hole."""

    channel: Channel
    start_sample: int
    pcm: NDArray[np.int16]


class SoundFile:
    """The kept sound of one call."""

    def __init__(self, state: StateDirectory, call: str, cipher: FieldCipher) -> None:
        self.path = state.path / FOLDER / f"{call}{SUFFIX}"
        self._call = call
        self._cipher = cipher
        self._checked = False

    def append(self, stretches: Iterable[Stretch]) -> None:
        """Write at the end; blocks that are written stay as they are.

        Raises:
            StorageError: the disk takes no more; what was written before is whole.
        """
        body = b"".join(self._block(one) for one in stretches)
        try:
            self.path.parent.mkdir(mode=0o700, exist_ok=True)
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            with os.fdopen(handle, "r+b") as file:
                if not self._checked:
                    file.truncate(_whole_end(file.read()))
                    self._checked = True
                file.seek(0, os.SEEK_END)
                file.write(body)
        except OSError as error:
            self._checked = False
            raise from_sqlite(error) from error

    def forget(self) -> None:
        """Delete it: the customer does not want it."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise from_sqlite(error) from error

    def stretches(self) -> Iterator[Stretch]:
        """What was written, in that order.

        Raises:
            UnknownRecord: no sound of this call is kept.
            StorageDamaged: a block was changed or moved.
        """
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            raise UnknownRecord(f"no sound of call {self._call} is kept") from None
        except OSError as error:
            raise from_sqlite(error) from error
        end, at = _whole_end(content), 0
        while at < end:
            channel, start, size = _HEAD.unpack_from(content, at)
            if channel >= len(CHANNELS) or not 0 <= start < _WHOLE_CALL:
                raise StorageDamaged(f"the sound of call {self._call} is damaged; restore a backup")
            sealed = content[at + _HEAD.size:at + _HEAD.size + size]
            pcm = np.frombuffer(self._cipher.decrypt(sealed, self._place(channel, start)), "<i2")
            yield Stretch(CHANNELS[channel], start, pcm)
            at += _HEAD.size + size

    def write_wav(self, file: Path) -> None:
        """Two channels at 16 kHz, in the order of `CHANNELS`; silence where nothing was kept.  Raises as `stretches`."""
        found = list(self.stretches())
        length = max((one.start_sample + len(one.pcm) for one in found), default=0)
        both = np.zeros((length, len(CHANNELS)), np.int16)
        for one in found:
            both[one.start_sample:one.start_sample + len(one.pcm), CHANNELS.index(one.channel)] = one.pcm
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as out, wave.open(out, "wb") as wav:
                wav.setparams((len(CHANNELS), 2, SAMPLE_RATE_HZ, 0, "NONE", ""))
                wav.writeframes(both.tobytes())
        except OSError as error:
            raise from_sqlite(error) from error

    def _block(self, one: Stretch) -> bytes:
        channel = CHANNELS.index(one.channel)
        sealed = self._cipher.encrypt(one.pcm.astype("<i2").tobytes(), self._place(channel, one.start_sample))
        return _HEAD.pack(channel, one.start_sample, len(sealed)) + sealed

    def _place(self, channel: int, start_sample: int) -> str:
        return f"sound|pcm|{self._call}/{channel}/{start_sample}"


def _whole_end(content: bytes) -> int:
    """Where the last whole block ends."""
    at = 0
    while at + _HEAD.size <= len(content):
        end = at + _HEAD.size + int(_HEAD.unpack_from(content, at)[2])
        if end > len(content):
            break
        at = end
    return at
