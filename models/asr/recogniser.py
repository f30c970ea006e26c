"""The shape of a speech recogniser: windows of sound in, recognitions out.  `loading` opens one; engines implement it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000
SHORTEST_SAMPLES = SAMPLE_RATE_HZ // 10
"""Sound shorter than this (100 ms) holds no word; it gives an empty recognition."""
LONGEST_SAMPLES = SAMPLE_RATE_HZ * 3600
"""More than this in one window is refused (`AudioTooLong`)."""

WindowPolicy = Literal["full", "padded", "exact"]
"""`full`: padded to the model's whole window (30 s); `padded`: speech + margin, with a minimum; `exact`: speech only."""

Window = NDArray[np.float32]
"""16 kHz mono, -1..1."""


@dataclass(frozen=True, slots=True)
class RecogniserInfo:
    """What is running, for the log, the status strip and `Welcome`."""

    engine: str
    """Name in the engine table."""
    model: str
    """Name in the store, or of the directory."""
    device: str
    """`cuda` or `cpu`."""
    compute_type: str
    """What the weights are computed in, such as `float16` or `int8`."""
    synthetic_only: bool
    """True if the model was trained on synthesised voices alone; said wherever its text is shown."""
    languages: tuple[str, ...]
    """Codes it can be asked for, such as `zh` and `en`."""
    window: WindowPolicy
    device_reason: str = ""
    """Why this device, in a sentence for the administrator."""
    threads: int = 1
    """CPU threads of one decode."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was recognised in one window."""

    text: str
    """As the model wrote it; empty if nothing was."""
    avg_log_prob: float
    """Mean log-probability of a token, 0 at best."""
    no_speech_prob: float
    """0..1, the model's own opinion that nobody speaks."""
    compression_ratio: float
    """Length of the text's bytes over their compressed length; above 2.4 it goes in circles."""
    lang: str
    tokens_words: tuple[str, ...] = field(default=())
    """The text cut where the model cut it: a piece a token."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a window is decoded in the light of."""

    prompt: str = ""
    """What was said before."""
    hot_words: tuple[str, ...] = ()
    """Names to expect, such as products and the customer's."""


NOTHING_RECOGNISED = Recognition(text="", avg_log_prob=0.0, no_speech_prob=1.0, compression_ratio=0.0, lang="")


@runtime_checkable
class Recogniser(Protocol):
    """A loaded model.  Not thread-safe: one thread calls it."""

    @property
    def info(self) -> RecogniserInfo:
        """What is running."""
        ...

    def recognise(
        self,
        windows: Sequence[Window],
        lang: str,
        *,
        prompt: str = "",
        hot_words: Sequence[str] = (),
        contexts: Sequence[Context] = (),
        beam: int = 1,
        final: bool = False,
        attempt: int | None = None,
    ) -> list[Recognition]:
        """Recognise each window (float32, 16 kHz mono); one recognition a window, in the same order.

        `prompt` is what was said before, `hot_words` are names to expect, both of all windows; `contexts`, where given,
        is one for each window instead.  `final` allows slower repetitions where the first result is doubtful, unless
        `attempt` is given: 0 decodes once only; 1, 2, 3 is that repetition alone, each bolder than the one before, for
        callers that ask `models.asr.doubtful` themselves.  Samples that are not finite count as silence; silence and less than
        100 ms give empty text.  Raises `ModelUnsupported` for an unknown language, `AudioTooLong` above an hour,
        `EngineOutOfMemory` and `EngineFailed`.
        """
        ...


@runtime_checkable
class TellsLanguages(Protocol):
    """A recogniser that can say which language is spoken, where its model knows several."""

    def language_shares(self, windows: Sequence[Window]) -> list[Mapping[str, float]]:
        """For each window (float32, 16 kHz mono, at most 30 s are heard): language -> its share, 0..1, of all the model knows."""
        ...
