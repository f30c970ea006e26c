"""A recorded file in, two channels of 16 kHz sound out; anything that PyAV opens."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from ..errors import AudioUnreadable, NotTwoChannels
from .resampling import Samples, StreamResampler


@dataclass(frozen=True)
class FileSound:
    """What a file holds."""

    channels: tuple[Samples, ...]
    """16 kHz mono, one array for each channel of the file."""
    rate_hz: int
    """The file's own rate."""

    @property
    def narrowband(self) -> bool:
        """True for telephone sound."""
        return self.rate_hz < 16_000


def read_audio(path: Path) -> FileSound:
    """Decode a whole file.

    Raises:
        AudioUnreadable: there is no such file, it is not audio, or it holds no sound.
    """
    if not path.is_file():
        raise AudioUnreadable(f"There is no file {str(path)!r}; give the path of a recording.")
    blocks: list[NDArray[np.float32]] = []
    rate_hz = 0
    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise AudioUnreadable(f"{path.name!r} holds no sound; give a recording such as WAV, FLAC, MP3 or M4A.")
            stream = container.streams.audio[0]
            rate_hz = int(stream.codec_context.sample_rate)
            planar = av.AudioResampler(format="fltp", rate=rate_hz)
            for frame in container.decode(stream):
                blocks.extend(out.to_ndarray().astype(np.float32) for out in planar.resample(frame))
            blocks.extend(out.to_ndarray().astype(np.float32) for out in planar.resample(None))
    except (FFmpegError, ValueError) as error:
        raise AudioUnreadable(f"{path.name!r} is not a recording that can be read ({error.__class__.__name__}); "
                              "give one such as WAV, FLAC, MP3 or M4A.") from error
    sound = np.concatenate(blocks, axis=1) if blocks else np.zeros((0, 0), dtype=np.float32)
    if sound.shape[1] == 0:
        raise AudioUnreadable(f"{path.name!r} is empty; give a recording with sound in it.")
    try:
        channels = tuple(StreamResampler(rate_hz).push(channel, last=True) for channel in sound)
    except ValueError as error:
        raise AudioUnreadable(f"{path.name!r} has {error}, which is no sound; give another recording.") from error
    return FileSound(channels=channels, rate_hz=rate_hz)


def read_call(path: Path) -> tuple[FileSound, Samples, Samples]:
    """A two-channel file: what it is, the customer's (left) and the agent's (right) sound.

    Raises:
        NotTwoChannels: it has one channel, or more than two.
        AudioUnreadable: see `read_audio`.
    """
    sound = read_audio(path)
    if len(sound.channels) != 2:
        raise NotTwoChannels(f"{path.name!r} has {len(sound.channels)} channel(s), but a call needs two: left the customer, "
                             "right the agent. Two files of one channel each go in as --customer-audio and --agent-audio.")
    return sound, sound.channels[0], sound.channels[1]


def read_side(path: Path) -> tuple[FileSound, Samples]:
    """One side of a call from a file of its own; several channels are mixed to one.

    Raises:
        AudioUnreadable: see `read_audio`.
    """
    sound = read_audio(path)
    if len(sound.channels) == 1:
        return sound, sound.channels[0]
    return sound, np.mean(np.stack(sound.channels), axis=0, dtype=np.float32)
