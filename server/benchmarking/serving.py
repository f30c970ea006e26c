"""The server under test: as `seatmate-server run` builds it, with stopwatches at its ears and its recogniser.

In: a state directory that is set up, where to write.  Out: a served process, and when it is told to stop a file of
figures: when each utterance was found to have ended, when and in which batch it was decoded, CPU time of voice activity.
The stopwatches stand at two interfaces (`Ear`, `Recogniser`) and change nothing behind them.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import threading
import time
import weakref
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from models.asr import Recogniser, Recognition
from protocol.message import Channel
from server.app import Server, Speech, open_speech, serve, write_ready
from server.calls.hearing import Ear, EarMaker
from server.settings import Settings
from server.speech.listening import PartialDue, UtteranceEnded
from server.speech.transcript import Counters
from server.storage.state import StateDirectory

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Figures:
    """What the stopwatches saw; written as JSON, field by field."""

    info: dict[str, Any] = field(default_factory=dict)
    """The recogniser: model, device, threads, window."""
    batches: list[tuple[float, float, int, bool, float]] = field(default_factory=list)
    """(start, end, windows, finals, CPU seconds of the calling thread) of each decode; monotonic seconds."""
    utterances: list[dict[str, Any]] = field(default_factory=list)
    """`channel`, `start_sample`, `speech_end_sample`, `heard_sample`, `decided_s`, and when decoded `decode_start_s`,
    `decode_end_s`, `text` (true if there was any).  A decode at the pause before the end counts as the utterance's."""
    partials_due_s: list[float] = field(default_factory=list)
    voice_activity_cpu_s: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    """Second of the monotonic clock -> CPU seconds in voice activity and end-pointing."""
    threads: dict[str, list[int]] = field(default_factory=dict)
    """Part of the server -> its threads' ids."""
    counters: dict[str, float] = field(default_factory=dict)
    """The scheduler's own counters."""


class Stopwatches:
    """Wraps what it is given, and writes down what passes."""

    def __init__(self) -> None:
        self.figures = Figures(threads={"loop": [threading.get_native_id()], "workers": [], "recogniser": []})
        self._lock = threading.Lock()
        self._utterances: dict[int, tuple[weakref.ref[NDArray[np.float32]], dict[str, Any]]] = {}

    def speech(self, speech: Speech) -> Speech:
        """The same models, watched."""
        recogniser = speech.recogniser
        others: tuple[Recogniser, ...] = ()
        if recogniser is not None:
            info = recogniser.info
            self.figures.info = {"model": info.model, "device": info.device, "compute_type": info.compute_type,
                                 "threads": info.threads, "window": info.window, "engine": info.engine}
            recogniser = cast(Recogniser, _WatchedRecogniser(recogniser, self))
            others = tuple(cast(Recogniser, _WatchedRecogniser(one, self)) for one in speech.others)
            self.figures.info["engines"] = 1 + len(others)
        return replace(speech, recogniser=recogniser, others=others, make_ear=self._watched_ears(speech.make_ear))

    def heard(self, channel: Channel, heard_sample: int, found: Sequence[object], start_s: float, cpu_s: float,
              pause: dict[str, Any] | None = None) -> dict[str, Any] | None:
        """An ear has heard sound up to here; `pause`: the last ending that it reported before, and the last one now."""
        now_s = time.monotonic()
        with self._lock:
            self._note_thread("workers")
            # the thread's CPU time since `start_s` belongs to the second in which it began
            self.figures.voice_activity_cpu_s[int(start_s)] += cpu_s
            for one in found:
                if isinstance(one, PartialDue):
                    self.figures.partials_due_s.append(now_s)
                    if one.ending:
                        pause = {"channel": channel, "start_sample": one.start_sample, "end_sample": one.end_sample}
                        self._remember(one.audio, pause)
                elif isinstance(one, UtteranceEnded):
                    span = (one.start_sample, one.end_sample)
                    same = pause is not None and (pause["start_sample"], pause["end_sample"]) == span
                    record: dict[str, Any] = pause if same and pause is not None else {}
                    record.update(channel=channel, start_sample=one.start_sample, end_sample=one.end_sample,
                                  speech_end_sample=one.voice_end_sample, heard_sample=heard_sample, decided_s=now_s)
                    self.figures.utterances.append(record)
                    self._remember(one.audio, record)
        return pause

    def decoded(self, windows: Sequence[Any], final: bool, start_s: float, cpu_s: float,
                results: Sequence[Recognition]) -> None:
        """The recogniser has answered."""
        end_s = time.monotonic()
        with self._lock:
            self._note_thread("recogniser")
            self.figures.batches.append((start_s, end_s, len(windows), final, cpu_s))
            for window, result in zip(windows, results, strict=True):
                record = self._record_of(window) or self._record_of(getattr(window, "base", None))
                if final and record is not None:
                    # a doubtful final is decoded again: what counts is when it was first begun and last ended
                    record.setdefault("decode_start_s", start_s)
                    record.update(decode_end_s=end_s, text=bool(result.text))

    def write(self, file: Path, counters: Counters) -> None:
        """All that was seen, as one JSON object."""
        self.figures.counters = asdict(counters)
        with self._lock:
            found = {name: getattr(self.figures, name) for name in Figures.__slots__}
            partial = file.with_name(file.name + ".partial")
            partial.write_text(json.dumps(found), encoding="utf-8")
            partial.replace(file)

    def _remember(self, audio: NDArray[np.float32], record: dict[str, Any]) -> None:
        """Know the sound when the recogniser gets it, for as long as the server itself keeps it."""
        key = id(audio)
        self._utterances[key] = (weakref.ref(audio, lambda _: self._utterances.pop(key, None)), record)

    def _record_of(self, audio: object) -> dict[str, Any] | None:
        reference, record = self._utterances.get(id(audio), (None, None))
        return record if reference is not None and reference() is audio else None

    def _watched_ears(self, make: EarMaker) -> EarMaker:
        def watched(channel: Channel, start_sample: int) -> Ear:
            return cast(Ear, _WatchedEar(make(channel, start_sample), channel, self))
        return watched

    def _note_thread(self, part: str) -> None:
        thread = threading.get_native_id()
        if thread not in self.figures.threads[part]:
            self.figures.threads[part].append(thread)


class _Watched:
    """Stands before something and passes on whatever it does not watch."""

    def __init__(self, behind: object) -> None:
        object.__setattr__(self, "_behind", behind)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._behind, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._behind, name, value)


class _WatchedEar(_Watched):
    """An `Ear`."""

    def __init__(self, ear: Ear, channel: Channel, watches: Stopwatches) -> None:
        super().__init__(ear)
        object.__setattr__(self, "_channel", channel)
        object.__setattr__(self, "_watches", watches)
        object.__setattr__(self, "_pause", None)

    def push(self, first_sample: int, pcm: NDArray[np.int16]) -> Sequence[object]:
        start_s, start_cpu_s = time.monotonic(), time.thread_time()
        found: Sequence[object] = self._behind.push(first_sample, pcm)
        pause = self._watches.heard(self._channel, first_sample + len(pcm), found, start_s,
                                    time.thread_time() - start_cpu_s, self._pause)
        object.__setattr__(self, "_pause", pause)
        return found


class _WatchedRecogniser(_Watched):
    """A `Recogniser`."""

    def __init__(self, recogniser: Recogniser, watches: Stopwatches) -> None:
        super().__init__(recogniser)
        object.__setattr__(self, "_watches", watches)

    @property
    def info(self) -> Any:
        return self._behind.info

    def recognise(self, windows: Sequence[Any], *arguments: Any, **options: Any) -> list[Recognition]:
        start_s, start_cpu_s = time.monotonic(), time.thread_time()
        results: list[Recognition] = self._behind.recognise(windows, *arguments, **options)
        self._watches.decoded(windows, bool(options.get("final")), start_s, time.thread_time() - start_cpu_s, results)
        return results


async def serve_watched(settings: Settings, state: StateDirectory, ready_file: Path, figures_file: Path,
                        stop: asyncio.Event) -> None:
    """Serve until `stop` is set or standard input closes, then write the figures."""
    watches = Stopwatches()
    server = Server(settings, state, watches.speech(open_speech(settings.speech)))
    _stop_with_parent(asyncio.get_running_loop(), stop)
    try:
        await serve(server, stop, lambda ready: write_ready(ready_file, ready))
    finally:
        watches.write(figures_file, server.scheduler.counters)


def _stop_with_parent(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    def wait() -> None:
        # the descriptor itself: a buffered stream would be locked while the interpreter ends
        while os.read(sys.stdin.fileno(), 1):
            pass
        try:
            loop.call_soon_threadsafe(stop.set)
        except RuntimeError:
            # the loop is closed: the server has ended already
            log.debug("stopped before the parent asked")
    threading.Thread(target=wait, name="parent", daemon=True).start()
