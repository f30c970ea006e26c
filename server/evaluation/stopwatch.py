"""The recogniser under test behind a stopwatch: windows in, its recognitions out, the time it took kept.

Stands between `server.speech.scheduler` and the engine, so that nothing else than the engine is timed.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from models.asr import Context, Recogniser, RecogniserInfo, Recognition, Window


@runtime_checkable
class TellsLanguages(Protocol):
    """A recogniser that can say by itself which language it hears."""

    def detect_language(self, windows: Sequence[Window]) -> list[str]:
        """The likeliest language of each window (float32, 16 kHz mono), such as `zh`."""
        ...


class TimedRecogniser:
    """Implements `models.asr.Recogniser`; may be called from two threads, the engine is not."""

    def __init__(self, recogniser: Recogniser, clock: Callable[[], float] = time.perf_counter) -> None:
        self._recogniser = recogniser
        self._clock = clock
        self._lock = threading.Lock()
        self.engine_s = 0.0
        """Time in the engine so far, partials and repetitions included, telling languages apart not."""

    @property
    def info(self) -> RecogniserInfo:
        """What is running."""
        return self._recogniser.info

    def recognise(self, windows: Sequence[Window], lang: str, *, prompt: str = "", hot_words: Sequence[str] = (),
                  contexts: Sequence[Context] = (), beam: int = 1, final: bool = False,
                  attempt: int | None = None) -> list[Recognition]:
        """See `models.asr.Recogniser.recognise`."""
        with self._lock:
            start_s = self._clock()
            try:
                return self._recogniser.recognise(windows, lang, prompt=prompt, hot_words=hot_words, contexts=contexts,
                                                  beam=beam, final=final, attempt=attempt)
            finally:
                self.engine_s += self._clock() - start_s

    def detect_language(self, window: Window) -> str | None:
        """The language it hears in a window, None if it can not tell languages apart."""
        if not isinstance(self._recogniser, TellsLanguages):
            return None
        with self._lock:
            return self._recogniser.detect_language([window])[0]
