"""Several processes of one thread each that train one model: gradients are averaged after every step.

On shared cores this is twice as fast as one process with two threads: threads wait for each other, spinning, at every
matrix product, replicas only once a step, asleep.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import torch
import torch.distributed as distributed
from torch import nn


class Replicas:
    """This process's place among the replicas; with a count of 1 nothing is exchanged."""

    def __init__(self, rank: int, count: int, meeting_file: Path) -> None:
        self.rank, self.count = rank, count
        if count > 1:
            distributed.init_process_group("gloo", init_method=f"file://{meeting_file}", rank=rank, world_size=count)

    @property
    def leads(self) -> bool:
        """Whether this one writes checkpoints and the curve."""
        return self.rank == 0

    def average(self, parameters: Iterable[nn.Parameter], spent_s: float) -> float:
        """Average the gradients in place; returns the average of `spent_s`, so that all agree on the progress."""
        if self.count == 1:
            return spent_s
        used = [value for value in parameters if value.grad is not None]
        flat = torch.cat([*(value.grad.flatten() for value in used if value.grad is not None), torch.tensor([spent_s])])
        distributed.all_reduce(flat)
        flat /= self.count
        at = 0
        for value in used:
            if value.grad is not None:
                value.grad.copy_(flat[at : at + value.numel()].view_as(value))
                at += value.numel()
        return float(flat[-1])

    def close(self) -> None:
        """Leave the group."""
        if self.count > 1:
            distributed.destroy_process_group()
