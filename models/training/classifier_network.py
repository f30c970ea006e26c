"""The text classifier as a network: feature numbers in, label probabilities out; its training, export and quantisation.

A gated bag: each feature has a vector and a weight of its own; their weighted sum and their maximum go through one hidden
layer.  Small enough for a fraction of a millisecond a line, and quick to train.  `classifier` is next.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models.classify.features import PADDING, padded


@dataclass(frozen=True, slots=True)
class Size:
    """How large the network is, and how it is trained."""

    width: int = 48
    hidden: int = 96
    epochs: int = 5
    batch: int = 128
    rate: float = 4e-3
    feature_dropout: float = 0.25
    smoothing: float = 0.05


class GatedBag(nn.Module):
    """(texts, units) feature numbers -> (texts, labels) probabilities."""

    def __init__(self, size: Size, features: int, labels: int) -> None:
        super().__init__()
        self.size = size
        self.vectors = nn.Embedding(features + 1, size.width + 1, padding_idx=PADDING)
        nn.init.normal_(self.vectors.weight, std=0.02)
        with torch.no_grad():
            self.vectors.weight[PADDING] = 0
        self.hidden = nn.Linear(2 * size.width, size.hidden)
        self.out = nn.Linear(size.hidden, labels)
        self.dropout = nn.Dropout(0.3)
        self.register_buffer("temperature", torch.ones(()))

    def logits(self, units: Tensor) -> Tensor:
        """Before the softmax, uncalibrated."""
        seen = (units != PADDING).unsqueeze(-1).float()
        if self.training:
            seen = seen * (torch.rand_like(seen) > self.size.feature_dropout)
        vectors = self.vectors(units)
        weighed = vectors[..., :-1] * torch.sigmoid(vectors[..., -1:]) * seen
        total = weighed.sum(1) / (seen.sum(1) + 1.0).sqrt()
        bag = torch.cat((total, weighed.amax(1)), -1)
        return self.out(self.dropout(torch.relu(self.hidden(self.dropout(bag)))))

    def forward(self, units: Tensor) -> Tensor:
        """Calibrated probabilities."""
        return torch.softmax(self.logits(units) / self.temperature, -1)


class Committee(nn.Module):
    """Several networks of one vocabulary, trained apart; their logits' mean errs less than any of them."""

    def __init__(self, members: list[GatedBag]) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)
        self.register_buffer("temperature", torch.ones(()))

    def logits(self, units: Tensor) -> Tensor:
        """Before the softmax, uncalibrated."""
        return torch.stack([member.logits(units) for member in self.members]).mean(0)

    def forward(self, units: Tensor) -> Tensor:
        """Calibrated probabilities."""
        return torch.softmax(self.logits(units) / self.temperature, -1)


Network = GatedBag | Committee
Rows = list[NDArray[np.int64]]


def train(rows: Rows, labels: NDArray[np.int64], features: int, count: int, size: Size, seed: int,
          report: Callable[[int, float], None]) -> GatedBag:
    """A network trained on texts' numbers (n arrays) and labels (n,); `report` hears epoch and mean loss."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = GatedBag(size, features, count)
    steps = max(1, -(-len(rows) // size.batch)) * size.epochs
    optimiser = torch.optim.AdamW(network.parameters(), lr=size.rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=size.rate, total_steps=steps, pct_start=0.1)
    loss_of = nn.CrossEntropyLoss(label_smoothing=size.smoothing)
    for epoch in range(size.epochs):
        losses: list[float] = []
        for chosen in np.array_split(rng.permutation(len(rows)), -(-len(rows) // size.batch)):
            units = torch.from_numpy(padded([rows[place] for place in chosen]))
            loss = loss_of(network.logits(units), torch.from_numpy(labels[chosen]))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        report(epoch + 1, float(np.mean(losses)))
    return network.eval()


@torch.no_grad()
def logits_of(network: Network, rows: Rows) -> Tensor:
    """(n, labels), in order."""
    return torch.cat([network.logits(torch.from_numpy(padded(rows[at:at + 256]))) for at in range(0, len(rows), 256)])


def calibrate(logits: Tensor, labels: NDArray[np.int64]) -> float:
    """The temperature under which the probabilities of texts kept apart are most likely."""
    wanted = torch.from_numpy(labels)
    grid = torch.exp(torch.linspace(-1.6, 1.6, 129))
    losses = [nn.functional.cross_entropy(logits / temperature, wanted) for temperature in grid]
    return float(grid[int(torch.stack(losses).argmin())])


def export_onnx(network: Network, path: Path) -> None:
    """The network in float32, for any number of texts of any length."""
    first = network.members[0] if isinstance(network, Committee) else network
    sample = torch.randint(1, first.vectors.num_embeddings, (2, 16))
    torch.onnx.export(network, (sample,), str(path), input_names=["units"], output_names=["probabilities"], dynamo=False,
                      dynamic_axes={"units": {0: "texts", 1: "length"}, "probabilities": {0: "texts"}}, opset_version=17)


def quantise(path: Path, out: Path) -> None:
    """Dynamic int8 quantisation of matrices and of the feature vectors, with optimum."""
    from onnxruntime.quantization import QuantFormat, QuantizationMode, QuantType
    from optimum.onnxruntime import ORTQuantizer
    from optimum.onnxruntime.configuration import QuantizationConfig

    recipe = QuantizationConfig(
        is_static=False, format=QuantFormat.QOperator, mode=QuantizationMode.IntegerOps, activations_dtype=QuantType.QUInt8,
        weights_dtype=QuantType.QInt8, per_channel=False, reduce_range=False, operators_to_quantize=["MatMul", "Gemm", "Gather"])
    with tempfile.TemporaryDirectory() as scratch:
        quantizer = ORTQuantizer(onnx_model_path=path)
        quantizer.quantize(save_dir=scratch, quantization_config=recipe, file_suffix="quantised")
        (made,) = Path(scratch).glob("*_quantised.onnx")
        out.write_bytes(made.read_bytes())


def largest_difference(one: Path, other: Path, rows: Rows) -> tuple[float, float]:
    """(largest difference of any probability, share of texts whose best label is the same) of two exports."""
    import onnxruntime

    found: list[NDArray[np.float32]] = []
    for path in (one, other):
        session: Any = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        found.append(np.concatenate([session.run(None, {"units": padded(rows[at:at + 64])})[0]
                                     for at in range(0, len(rows), 64)]))
    same = float(np.mean(found[0].argmax(1) == found[1].argmax(1)))
    return float(np.abs(found[0] - found[1]).max()), same
