"""Voice activity: sound of one channel in, the probability of speech for each 32 ms out.

Drives the Silero network that faster-whisper ships directly with onnxruntime: faster-whisper's own wrapper starts from
silence at each call, while a live channel has to go on where it stopped.  All streams share one session; each keeps
the network's state (`h`, `c`) and the last 64 samples.  `server.speech.listening` is next.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelMissing
from models.onnx_session import open_session

FRAME_SAMPLES = 512
"""Samples of one frame: 32 ms at 16 kHz."""
CONTEXT_SAMPLES = 64
"""Samples before a frame that the network hears with it."""
STATE_SHAPE = (1, 1, 128)
MODEL_FILE = "silero_vad_v6.onnx"


class SileroVad:
    """The network, loaded once; safe to use from several threads."""

    def __init__(self, path: Path | None = None) -> None:
        """Load the network from `path`, or the one that faster-whisper ships.  Raises `ModelMissing`."""
        path = path or _shipped_model()
        self._session = open_session(path, "Voice activity", ModelMissing, "Reinstall the package faster-whisper.")

    def stream(self) -> VadStream:
        """A stream for one channel, starting from silence."""
        return VadStream(self._session)


class VadStream:
    """The state of one channel."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self.reset()

    def reset(self) -> None:
        """Forget what was heard, as after a gap."""
        self._h = np.zeros(STATE_SHAPE, np.float32)
        self._c = np.zeros(STATE_SHAPE, np.float32)
        self._context = np.zeros(CONTEXT_SAMPLES, np.float32)
        self._rest = np.zeros(0, np.float32)

    @property
    def pending_samples(self) -> int:
        """Samples pushed that do not fill a frame yet, 0..511."""
        return len(self._rest)

    def push(self, pcm: NDArray[np.int16] | NDArray[np.float32]) -> NDArray[np.float32]:
        """Hear more sound (16 kHz mono, int16 or float32 -1..1, any length).

        Returns the probability of speech of each 512-sample frame completed by it, oldest first; the rest waits for the
        next push.  Samples that are not finite count as silence.
        """
        if pcm.dtype == np.int16:
            sound = pcm.astype(np.float32) / 32768.0
        else:
            sound = np.nan_to_num(pcm.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
        if len(self._rest):
            sound = np.concatenate([self._rest, sound])
        frames = len(sound) // FRAME_SAMPLES
        self._rest = sound[frames * FRAME_SAMPLES :].copy()
        if frames == 0:
            return np.zeros(0, np.float32)
        heard = sound[: frames * FRAME_SAMPLES]
        padded = np.concatenate([self._context, heard])
        self._context = heard[-CONTEXT_SAMPLES:].copy()
        starts = np.arange(frames)[:, None] * FRAME_SAMPLES
        batch = padded[starts + np.arange(FRAME_SAMPLES + CONTEXT_SAMPLES)]
        # The first axis is time, not streams: the network runs through the frames in order.
        probabilities, self._h, self._c = self._session.run(None, {"input": batch, "h": self._h, "c": self._c})
        return np.asarray(probabilities, np.float32).reshape(-1)


def _shipped_model() -> Path:
    # Finding without importing: faster-whisper pulls in its decoder, which voice activity does not need.
    spec = find_spec("faster_whisper")
    if spec is None or not spec.submodule_search_locations:
        raise ModelMissing(
            "Voice activity needs the package faster-whisper. Install the server's packages: pip install seatmate[server]."
        )
    path = Path(spec.submodule_search_locations[0]) / "assets" / MODEL_FILE
    if not path.is_file():
        raise ModelMissing(f"{path} is missing. Reinstall the package faster-whisper (1.2 or newer).")
    return path
