"""Writes rendered speech: WAV with the standard library, FLAC with PyAV."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.tts import SAMPLE_RATE_HZ, EngineMissing

_BLOCK = 4096


def write_sound(path: Path, samples: NDArray[np.int16]) -> None:
    """Write samples [n, channels] at 16 kHz; the suffix (.wav or .flac) chooses the format.

    Raises:
        ValueError: another suffix.
        EngineMissing: FLAC without PyAV.
    """
    if path.suffix == ".wav":
        with wave.open(str(path), "wb") as file:
            file.setnchannels(samples.shape[1])
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE_HZ)
            file.writeframes(np.ascontiguousarray(samples, dtype="<i2").tobytes())
    elif path.suffix == ".flac":
        _write_flac(path, samples)
    else:
        raise ValueError(f"{path.name}: the name must end in .wav or .flac")


def _write_flac(path: Path, samples: NDArray[np.int16]) -> None:
    try:
        import av
    except ImportError as error:
        raise EngineMissing("FLAC needs PyAV (pip install av); or choose a name that ends in .wav.") from error
    layout = "stereo" if samples.shape[1] == 2 else "mono"
    with av.open(str(path), "w", format="flac") as container:
        stream: Any = container.add_stream("flac", rate=SAMPLE_RATE_HZ)
        stream.layout = layout
        stream.format = "s16"
        for at in range(0, len(samples), _BLOCK):
            block = np.ascontiguousarray(samples[at : at + _BLOCK]).reshape(1, -1)
            frame: Any = av.AudioFrame.from_ndarray(block, format="s16", layout=layout)
            frame.sample_rate, frame.pts = SAMPLE_RATE_HZ, at
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
