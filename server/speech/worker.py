"""One engine and its thread: batches of `dispatch` in, recognitions out; opened anew when it fails again and again.

A GPU that is out of memory gets smaller batches; a thread that dies goes on, with its model opened anew, while its jobs
are repeated by whoever is free.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from models.asr import Context, Recogniser, Recognition, TellsLanguages
from models.errors import AudioTooLong, EngineOutOfMemory, ModelUnsupported

from .batch_limit import BatchLimit
from .outcome import SpeechJob
from .spoken_language import likelier

log = logging.getLogger(__name__)
_FAILURES_UNTIL_REOPENED = 3
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 1.0, 60.0

Reopen = Callable[[int], Recogniser]
"""Number of the engine -> its model, opened again."""


class Work(Protocol):
    """Where batches come from and go to; `dispatch` implements it.  Thread-safe."""

    def take(self, worker: Worker) -> list[SpeechJob]:
        """Wait for the most urgent batch; empty when all is over."""
        ...

    def begin(self, batch: list[SpeechJob]) -> list[SpeechJob]:
        """What of a batch is still wanted, right before it costs anything."""
        ...

    def decoded(self, worker: Worker, batch: list[SpeechJob], results: Sequence[Recognition], start_s: float) -> None:
        """A batch was decoded."""
        ...

    def repeat(self, worker: Worker, batch: list[SpeechJob], *, counted: bool = True) -> None:
        """A batch failed; `counted` attempts are limited."""
        ...

    def failed(self, batch: list[SpeechJob], error: Exception) -> None:
        """No engine can decode these."""
        ...

    def out_of_service(self, worker: Worker, pause_s: float) -> bool:
        """A worker has no model; returns after the pause, False when all is over."""
        ...

    def restarted(self) -> None:
        """A worker was opened anew."""
        ...

    def now_s(self) -> float:
        """The scheduler's clock."""
        ...


class Worker:
    """One engine thread."""

    def __init__(
        self, number: int, recogniser: Recogniser, work: Work, most_windows: int, reopen: Reopen | None
    ) -> None:
        self.number = number
        self.info = recogniser.info
        self.batches = BatchLimit(most_windows)
        self.recogniser: Recogniser | None = recogniser
        """None while its model could not be opened again."""
        self._work = work
        self._reopen = reopen
        self._failures = 0
        self._pause_s = _FIRST_PAUSE_S
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the thread if it does not run."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name=f"recogniser-{self.number}", daemon=True)
            self._thread.start()

    def join(self, timeout_s: float) -> None:
        """Wait for the thread to end."""
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout_s)

    def _run(self) -> None:
        while self.recogniser is not None or self._open_again():
            batch = self._work.take(self)
            if not batch:
                return
            try:
                self._decode(self._work.begin(batch))
            except BaseException:
                log.exception("the recogniser's thread %d died; it goes on, and its jobs are repeated", self.number)
                self._work.restarted()
                self._close_model()
                self._work.repeat(self, batch)
                continue
            if self._reopen is not None and self._failures >= _FAILURES_UNTIL_REOPENED:
                log.error("recogniser %d failed %d times in a row; it is opened anew", self.number, self._failures)
                self._work.restarted()
                self._close_model()

    def _decode(self, batch: list[SpeechJob]) -> None:
        if not batch:
            return
        start_s = self._work.now_s()
        try:
            results = self._recognise(batch)
        except EngineOutOfMemory:
            self.batches.out_of_memory(len(batch), self._work.now_s())
            log.warning("recogniser %d is out of memory; at most %d windows at once", self.number, self.batches.limit)
            self._work.repeat(self, batch, counted=len(batch) == 1)
        except (ModelUnsupported, AudioTooLong) as error:
            self._work.failed(batch, error)
        except Exception:
            self._failures += 1
            log.exception("decoding %d windows failed; each is tried again alone", len(batch))
            for job in batch:
                job.alone = True
            self._work.repeat(self, batch)
        else:
            self._failures = 0
            self.batches.decoded(len(batch), self._work.now_s())
            self._work.decoded(self, batch, results, start_s)

    def _recognise(self, batch: list[SpeechJob]) -> list[Recognition]:
        self._ask_languages([job for job in batch if job.languages])
        results: dict[int, Recognition] = {}
        for lang in dict.fromkeys(job.lang for job in batch):
            same = [job for job in batch if job.lang == lang]
            results.update(zip(map(id, same), self._decoded(same), strict=True))
        return [results[id(job)] for job in batch]

    def _ask_languages(self, asking: Sequence[SpeechJob]) -> None:
        """Decode what is in another language than its channel in that one."""
        if not asking or not isinstance(self.recogniser, TellsLanguages):
            return
        for job, shares in zip(asking, self.recogniser.language_shares([job.audio for job in asking]), strict=True):
            job.lang, job.languages = likelier(job.lang, job.languages, shares), ()

    def _decoded(self, batch: Sequence[SpeechJob]) -> list[Recognition]:
        assert self.recogniser is not None
        first = batch[0]
        # A final's own repetitions would hold up the rest of its batch: `dispatch` says which are worth it.
        return self.recogniser.recognise(
            [job.audio for job in batch],
            first.lang,
            contexts=[Context(job.prompt, job.hot_words) for job in batch],
            beam=first.beam,
            final=first.thorough,
            attempt=len(first.tried),
        )

    def _close_model(self) -> None:
        self._failures = 0
        if self._reopen is not None:
            # Before the new one is opened: two may not fit into a GPU.
            self.recogniser = None

    def _open_again(self) -> bool:
        """Open the model anew, with pauses between attempts; False when all is over."""
        assert self._reopen is not None
        while True:
            try:
                self.recogniser = self._reopen(self.number)
            except Exception as error:  # noqa: BLE001 - drivers raise what they like; tried again
                log.error("recogniser %d can not be opened: %s; next attempt in %.0f s", self.number, error, self._pause_s)
            else:
                self.info = self.recogniser.info
                self._pause_s = _FIRST_PAUSE_S
                return True
            if not self._work.out_of_service(self, self._pause_s):
                return False
            self._pause_s = min(2 * self._pause_s, _LONGEST_PAUSE_S)
