"""The training loop: resumable, pausable, with a moving average of the weights and a curve in JSON lines."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from models.training import curriculum
from models.training.batches import BatchQueue
from models.training.dataset import Dataset
from models.training.losses import Tensors, total_loss
from models.training.network import Recogniser, Shape
from models.training.replicas import Replicas
from models.training.tokenizer import load_tokenizer

_AVERAGE_DECAY = 0.998
_LOG_STEPS = 50
_SECONDS_COUNTED_AT_MOST = 20.0


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """How long and where; times in minutes of training, pauses not counted."""

    work: Path
    minutes: float
    checkpoint_minutes: float = 4.0
    batch_s: float = 40.0
    replicas: int = 2
    seed: int = 1
    pause_file: Path | None = None


class Trainer:
    """Holds model, average, optimiser and the time spent; `run` continues from the last checkpoint."""

    def __init__(
        self, options: TrainingOptions, shape: Shape, tokenizer: Tokenizer, phonemes: list[str], replicas: Replicas
    ) -> None:
        torch.set_num_threads(1)
        torch.manual_seed(options.seed)
        self.options, self._replicas = options, replicas
        self.model = Recogniser(shape)
        self.average = {name: value.clone() for name, value in self.model.state_dict().items()}
        decayed = [value for value in self.model.parameters() if value.ndim > 1]
        plain = [value for value in self.model.parameters() if value.ndim <= 1]
        groups = [{"params": decayed, "weight_decay": 0.02}, {"params": plain, "weight_decay": 0.0}]
        self.optimiser = torch.optim.AdamW(groups, lr=1e-3, betas=(0.9, 0.98), fused=True)
        self.step, self.spent_s, self._stopping = 0, 0.0, False
        self._dataset = Dataset(tokenizer, phonemes)
        self._resume()

    @property
    def checkpoint_path(self) -> Path:
        """The only checkpoint; replaced atomically."""
        return self.options.work / "checkpoint.pt"

    @property
    def progress(self) -> float:
        """Share of the training time that is spent, 0-1."""
        return min(self.spent_s / (60 * self.options.minutes), 1.0)

    def _resume(self) -> None:
        if not self.checkpoint_path.exists():
            return
        state: dict[str, Any] = torch.load(self.checkpoint_path, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.average = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.spent_s = state["step"], state["spent_s"]
        print(f"trainer: resumed at step {self.step}, {self.spent_s / 60:.1f} minutes", flush=True)

    def save(self) -> None:
        """Write the checkpoint (the leading replica does)."""
        if not self._replicas.leads:
            return
        partial = self.checkpoint_path.with_suffix(".partial")
        state = {"model": self.model.state_dict(), "average": self.average, "optimiser": self.optimiser.state_dict(),
                 "step": self.step, "spent_s": self.spent_s, "shape": asdict(self.model.shape)}
        torch.save(state, partial)
        os.replace(partial, self.checkpoint_path)

    def _train_step(self, batch: Tensors) -> dict[str, float]:
        for group in self.optimiser.param_groups:
            group["lr"] = curriculum.learning_rate(self.step, self.progress)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss, parts = total_loss(self.model, batch, curriculum.loss_weights(self.progress))
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        self.spent_s = self._replicas.average(self.model.parameters(), self.spent_s)
        parts["gradient"] = float(torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0))
        if parts["gradient"] == parts["gradient"]:
            self.optimiser.step()
        decay = min(_AVERAGE_DECAY, (self.step + 1) / (self.step + 20))
        with torch.no_grad():
            current = self.model.state_dict()
            names = [name for name, value in current.items() if value.is_floating_point()]
            torch._foreach_lerp_([self.average[name] for name in names], [current[name] for name in names], 1 - decay)
        self.step += 1
        return parts

    def _wait_while_paused(self) -> None:
        while self.options.pause_file is not None and self.options.pause_file.exists() and not self._stopping:
            time.sleep(1)

    def stop(self, *_: object) -> None:
        """Ask `run` to end after the current step (a signal handler)."""
        self._stopping = True

    def run(self) -> None:
        """Train until the time is spent or `stop` is called; checkpoints every few minutes and at the end."""
        queue = BatchQueue(self._dataset, self.options.work / "shards", int(self.options.batch_s * 50),
                           self.options.seed + self.step + 7919 * self._replicas.rank)
        curve = (self.options.work / "curve.jsonl").open("a", encoding="utf-8")
        sums: dict[str, float] = {}
        counted = 0
        saved_s, logged = self.spent_s, time.monotonic()
        try:
            while self.progress < 1.0 and not self._stopping:
                self._wait_while_paused()
                began = time.monotonic()
                queue.progress.value = self.progress
                batch = Tensors.of(queue.next())
                for name, value in self._train_step(batch).items():
                    sums[name] = sums.get(name, 0.0) + value
                counted += 1
                self.spent_s += min(time.monotonic() - began, _SECONDS_COUNTED_AT_MOST)
                if self.step % _LOG_STEPS == 0:
                    means = {name: value / counted for name, value in sums.items()}
                    line = {"step": self.step, "minutes": self.spent_s / 60, "wall_s": time.monotonic() - logged, **means}
                    rounded = {name: round(value, 4) for name, value in line.items()}
                    if self._replicas.leads:
                        print(json.dumps(rounded), file=curve, flush=True)
                        print(json.dumps(rounded), flush=True)
                    sums, counted, logged = {}, 0, time.monotonic()
                if self.spent_s - saved_s > 60 * self.options.checkpoint_minutes:
                    self.save()
                    saved_s = self.spent_s
            self.save()
        finally:
            queue.close()
            curve.close()


def _replica(rank: int, options: TrainingOptions, shape: Shape, tokenizer_path: str, phonemes: list[str], meeting: str) -> None:
    replicas = Replicas(rank, options.replicas, Path(meeting))
    try:
        trainer = Trainer(options, shape, load_tokenizer(Path(tokenizer_path)), phonemes, replicas)
        signal.signal(signal.SIGTERM, trainer.stop)
        trainer.run()
    except RuntimeError:
        # A replica whose leader has saved and left finds its group gone.
        if replicas.leads:
            raise
    finally:
        replicas.close()


def train(options: TrainingOptions, shape: Shape, tokenizer_path: Path, phonemes: list[str]) -> bool:
    """Train in `options.replicas` processes until the time is spent; SIGTERM saves a checkpoint and ends.

    Returns whether the time is spent.

    Raises:
        RuntimeError: a replica died; calling again resumes from the last checkpoint.
    """
    meeting = options.work / "replicas.meeting"
    meeting.unlink(missing_ok=True)
    context = multiprocessing.get_context("spawn")
    arguments = (options, shape, str(tokenizer_path), phonemes, str(meeting))
    processes = [context.Process(target=_replica, args=(rank, *arguments)) for rank in range(options.replicas)]
    for process in processes:
        process.start()
    stopped = False

    def stop(*_: object) -> None:
        # The leading replica saves and leaves; the others then wait for it in vain and are ended.
        nonlocal stopped
        stopped = True
        processes[0].terminate()

    signal.signal(signal.SIGTERM, stop)
    try:
        while processes[0].is_alive():
            if not all(process.is_alive() for process in processes[1:]) and processes[0].is_alive():
                time.sleep(10)
            if processes[0].is_alive() and not all(process.is_alive() for process in processes[1:]):
                raise RuntimeError("a training replica died; run the recipe again to resume from the last checkpoint")
            time.sleep(1)
        if processes[0].exitcode:
            raise RuntimeError("the leading replica died; run the recipe again to resume from the last checkpoint")
        return not stopped
    finally:
        for process in processes:
            process.join(5)
            process.kill()
