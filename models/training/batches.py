"""A process that keeps a queue of training batches full, following the curriculum."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from ctypes import c_double
from multiprocessing.queues import Queue
from pathlib import Path
from queue import Empty
from typing import Any

import numpy as np

from models.training import curriculum
from models.training.curriculum import Augmentation
from models.training.dataset import Dataset, Item
from models.training.features import LONGEST_WINDOW_FRAMES, PADDED_WINDOW_FRAMES
from models.training.sequences import Batch, SpecialIds, collate
from models.training.windows import WindowPlan, pad, plan_window, render

_POOL_WINDOWS = 240
_RESCAN_S = 60.0
_LOOKS_AFTER_S = 10.0
"""How often a trainer that waits looks whether anybody makes its batches; on a busy machine a batch may take minutes."""
_LONGEST_PROMPT = 48


class BatchMaker:
    """Draws items by the curriculum's shares, plans windows, sorts them by length and renders batches."""

    def __init__(self, dataset: Dataset, folder: Path, batch_frames: int, seed: int) -> None:
        self._dataset, self._folder, self._batch_frames = dataset, folder, batch_frames
        self._rng = np.random.default_rng(seed)
        self._ids = SpecialIds.of(dataset.tokenizer)
        self._scanned = 0.0

    def _rescan(self) -> None:
        if time.monotonic() - self._scanned > _RESCAN_S or not self._dataset.groups:
            self._dataset.scan(self._folder)
            self._scanned = time.monotonic()

    def _draw(self, names: list[str], shares: np.ndarray[Any, Any]) -> Item:
        group = self._dataset.groups[names[int(self._rng.choice(len(names), p=shares))]]
        return group[int(self._rng.integers(0, len(group)))]

    def pool(self, progress: float) -> Iterator[Batch]:
        """A few hundred windows as batches of similar length, in random order."""
        self._rescan()
        shares_by_name = curriculum.group_shares(progress, {name: len(group) for name, group in self._dataset.groups.items()})
        names, shares = list(shares_by_name), np.array(list(shares_by_name.values()))
        strength = curriculum.augmentation(progress)
        plans = [
            plan_window([self._draw(names, shares) for _ in range(7)], self._rng, strength) for _ in range(_POOL_WINDOWS)
        ]
        plans.sort(key=lambda plan: plan.frames)
        chunks: list[list[WindowPlan]] = [[]]
        for plan in plans:
            if chunks[-1] and plan.frames * (len(chunks[-1]) + 1) > self._batch_frames:
                chunks.append([])
            chunks[-1].append(plan)
        for index in self._rng.permutation(len(chunks)):
            yield self._batch(chunks[index], strength, names, shares)

    def _batch(
        self, plans: list[WindowPlan], strength: Augmentation, names: list[str], shares: np.ndarray[Any, Any]
    ) -> Batch:
        frames = min(max(plan.frames for plan in plans) + 1, LONGEST_WINDOW_FRAMES) // 2 * 2
        frames = max(frames, max(plan.frames for plan in plans))
        frames += frames % 2
        padding = self._padding(frames, strength)
        plans = plans[: max(int(1.3 * self._batch_frames / (frames + padding)), 1)]
        windows = [render(plan, frames, self._rng, strength, self._draw(names, shares)) for plan in plans]
        if padding:
            windows = [pad(window, padding) for window in windows]
        prompts = [self._prompt(plan, strength, names, shares) for plan in plans]
        return collate(windows, self._ids, self._rng, strength, prompts)

    def _padding(self, frames: int, strength: Augmentation) -> int:
        """Frames of padding for a batch; `WhisperModel.transcribe` fills every window up to 3000."""
        if self._rng.random() >= strength.padded_batches:
            return 0
        whole = PADDED_WINDOW_FRAMES - frames
        return whole if self._rng.random() < 0.2 else int(self._rng.integers(10, 250)) * 2

    def _prompt(
        self, plan: WindowPlan, strength: Augmentation, names: list[str], shares: np.ndarray[Any, Any]
    ) -> list[int]:
        if self._rng.random() >= strength.prompt:
            return []
        other = self._draw(names, shares)
        return [int(token) for token in other.tokens[-_LONGEST_PROMPT:]]


def _fill(queue: Queue[Batch], progress: Any, dataset: Dataset, folder: Path, batch_frames: int, seed: int) -> None:
    # The trainer's own handler, inherited by the fork, would keep this process alive.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    maker = BatchMaker(dataset, folder, batch_frames, seed)
    trainer = os.getppid()
    while True:
        for batch in maker.pool(float(progress.value)):
            while queue.full():
                time.sleep(0.02)
                if os.getppid() != trainer:
                    return
            queue.put(batch)


class BatchQueue:
    """Batches from a process of its own; set `progress` as the training moves on."""

    def __init__(self, dataset: Dataset, folder: Path, batch_frames: int, seed: int) -> None:
        context = multiprocessing.get_context("fork")
        self.progress = context.Value(c_double, 0.0)
        self._queue: Queue[Batch] = context.Queue(maxsize=6)
        self._process = context.Process(
            target=_fill, args=(self._queue, self.progress, dataset, folder, batch_frames, seed), daemon=True
        )
        self._process.start()

    def next(self) -> Batch:
        """Wait for the next batch.

        Raises:
            RuntimeError: the process that makes them has ended.
        """
        while self._process.is_alive():
            with contextlib.suppress(Empty):
                return self._queue.get(timeout=_LOOKS_AFTER_S)
        raise RuntimeError("the process that makes the batches has ended")

    def close(self) -> None:
        """Stop the process."""
        self._process.terminate()
        self._process.join()
