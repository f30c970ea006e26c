"""A sound file in, samples as they come over the wire out: 16 kHz mono int16.  Anything that PyAV opens; `running` is next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import soxr
from av.error import FFmpegError
from numpy.typing import NDArray

from protocol.message import SAMPLE_RATE_HZ

from .errors import SoundUnusable

LOWEST_RATE_HZ, HIGHEST_RATE_HZ = 8_000, 192_000
SHORTEST_S = 0.1
LONGEST_S = 3600.0


def read_sound(path: Path) -> NDArray[np.int16]:
    """Decode a whole file; several channels are mixed to one.

    Raises:
        SoundUnusable: missing, empty, no audio, broken, a rate outside 8 to 192 kHz, shorter than 100 ms, longer than an hour,
            or samples that are no numbers.
    """
    if path.is_dir():
        raise SoundUnusable("it is a folder")
    if not path.is_file():
        raise SoundUnusable("there is no such file")
    try:
        if path.stat().st_size == 0:
            raise SoundUnusable("it is empty")
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise SoundUnusable("it holds no sound")
            sound = _decoded(container)
    except (FFmpegError, OSError, ValueError, UnicodeError) as error:
        raise SoundUnusable(f"it can not be read as sound ({type(error).__name__})") from error
    if len(sound) < SHORTEST_S * SAMPLE_RATE_HZ:
        raise SoundUnusable("it is shorter than 100 ms")
    return sound


def _decoded(container: Any) -> NDArray[np.int16]:
    stream = container.streams.audio[0]
    rate_hz = int(stream.codec_context.sample_rate)
    if not LOWEST_RATE_HZ <= rate_hz <= HIGHEST_RATE_HZ:
        raise SoundUnusable(f"its rate is {rate_hz} Hz; 8 to 192 kHz can be used")
    resampler = soxr.ResampleStream(rate_hz, SAMPLE_RATE_HZ, 1, "float32", quality="MQ")
    pieces: list[NDArray[np.int16]] = []
    samples = 0
    for block in _mono_blocks(container, stream, rate_hz):
        if not np.isfinite(block).all():
            raise SoundUnusable("it has samples that are no numbers")
        samples += len(block)
        if samples > LONGEST_S * rate_hz:
            raise SoundUnusable("it is longer than an hour; cut it into utterances")
        pieces.append(_as_pcm(resampler.resample_chunk(block, last=False)))
    pieces.append(_as_pcm(resampler.resample_chunk(np.zeros(0, np.float32), last=True)))
    return np.concatenate(pieces)


def _mono_blocks(container: Any, stream: Any, rate_hz: int) -> Iterator[NDArray[np.float32]]:
    planar = av.AudioResampler(format="fltp", rate=rate_hz)
    for frame in container.decode(stream):
        for out in planar.resample(frame):
            yield out.to_ndarray().mean(axis=0, dtype=np.float32)
    for out in planar.resample(None):
        yield out.to_ndarray().mean(axis=0, dtype=np.float32)


def _as_pcm(block: NDArray[np.float32]) -> NDArray[np.int16]:
    return np.asarray(np.clip(np.rint(block * np.float32(32768)), -32768, 32767), np.int16)
