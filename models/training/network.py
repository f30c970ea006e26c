"""The network: Whisper's architecture (pre-LN, GELU, sinusoidal encoder positions) with two helpers for training only.

B windows, F mel frames of 20 ms, T = F / 2 encoder frames of 40 ms, L decoder positions, D model width.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network."""

    vocabulary: int
    phonemes: int
    width: int = 256
    heads: int = 4
    encoder_layers: int = 4
    decoder_layers: int = 3
    mel_bands: int = 80
    encoder_positions: int = 1500
    decoder_positions: int = 448
    tones: int = 6


class Attention(nn.Module):
    """Multi-head attention; `scores` are returned when asked for, to be guided."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key = nn.Linear(width, width), nn.Linear(width, width, bias=False)
        self.value, self.out = nn.Linear(width, width), nn.Linear(width, width)

    def _split(self, states: Tensor) -> Tensor:
        batch, length, width = states.shape
        return states.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

    def _projected(self, states: Tensor, source: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Query, key and value; layers over one input run as one product, which is faster."""
        key_value = torch.cat([self.key.weight, self.value.weight])
        key_bias = torch.cat([torch.zeros_like(self.value.bias), self.value.bias])
        if source is states:
            weight, bias = torch.cat([self.query.weight, key_value]), torch.cat([self.query.bias, key_bias])
            query, key, value = F.linear(states, weight, bias).chunk(3, dim=-1)
        else:
            query = self.query(states)
            key, value = F.linear(source, key_value, key_bias).chunk(2, dim=-1)
        return self._split(query), self._split(key), self._split(value)

    def forward(
        self, states: Tensor, source: Tensor, causal: bool = False, want_scores: bool = False
    ) -> tuple[Tensor, Tensor | None]:
        """Attend from `states` [B, L, D] to `source` [B, S, D]; scores are [B, heads, L, S] before the softmax."""
        query, key, value = self._projected(states, source)
        # Written out: at these lengths torch's fused attention is three times slower on a CPU.
        scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
        if causal:
            hidden = torch.ones(scores.shape[-2:], dtype=torch.bool).triu(1)
            scores = scores.masked_fill(hidden, -1e4)
        mixed = scores.softmax(-1, dtype=value.dtype) @ value
        return self.out(mixed.transpose(1, 2).reshape(states.shape)), scores.float() if want_scores else None


class Convolution(nn.Module):
    """A convolution of width 3 over time as one matrix product, which is faster than torch's on a CPU."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.stride = stride
        self.mix = nn.Linear(3 * inputs, outputs)

    def forward(self, states: Tensor) -> Tensor:
        """[B, F, inputs] to [B, F / stride, outputs], zeros beyond both ends."""
        padded = F.pad(states, (0, 0, 1, 1))
        length = states.shape[1]
        taps = [padded[:, shift : shift + length : self.stride] for shift in range(3)]
        return cast(Tensor, self.mix(torch.cat(taps, dim=-1)))

    def kernel(self) -> Tensor:
        """The weights as an ordinary convolution has them [outputs, inputs, 3]."""
        outputs, width = self.mix.weight.shape
        return self.mix.weight.view(outputs, 3, width // 3).permute(0, 2, 1)


class Layer(nn.Module):
    """An encoder layer, or a decoder layer when `cross` is set."""

    def __init__(self, width: int, heads: int, cross: bool) -> None:
        super().__init__()
        self.self_norm, self.self_attention = nn.LayerNorm(width), Attention(width, heads)
        self.cross_norm = nn.LayerNorm(width) if cross else None
        self.cross_attention = Attention(width, heads) if cross else None
        self.feed_norm = nn.LayerNorm(width)
        self.feed_in, self.feed_out = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, states: Tensor, source: Tensor | None = None) -> tuple[Tensor, Tensor | None]:
        """Map [B, L, D] to [B, L, D], and the cross-attention scores."""
        normed = self.self_norm(states)
        states = states + self.self_attention(normed, normed, causal=source is not None)[0]
        scores = None
        if source is not None and self.cross_attention is not None and self.cross_norm is not None:
            attended, scores = self.cross_attention(self.cross_norm(states), source, want_scores=True)
            states = states + attended
        return states + self.feed_out(F.gelu(self.feed_in(self.feed_norm(states)))), scores


def sinusoids(length: int, width: int) -> Tensor:
    """Whisper's encoder positions [length, width]."""
    step = math.log(10_000) / (width // 2 - 1)
    angles = torch.arange(length)[:, None] * torch.exp(-step * torch.arange(width // 2))[None]
    return torch.cat([angles.sin(), angles.cos()], dim=1)


@dataclass(slots=True)
class Output:
    """encoded [B, T, D]; hidden [B, L, D] (after the last norm); scores: per decoder layer [B, heads, L, T]."""

    encoded: Tensor
    hidden: Tensor
    scores: list[Tensor]


class Recogniser(nn.Module):
    """Encoder, decoder with tied output embeddings, and the heads for phonemes and tones that are dropped at export."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.conv_first = Convolution(shape.mel_bands, shape.width, 1)
        self.conv_second = Convolution(shape.width, shape.width, 2)
        self.register_buffer("positions", sinusoids(shape.encoder_positions, shape.width), persistent=False)
        self.encoder = nn.ModuleList(Layer(shape.width, shape.heads, False) for _ in range(shape.encoder_layers))
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.decoder_positions = nn.Parameter(torch.randn(shape.decoder_positions, shape.width) * 0.01)
        self.decoder = nn.ModuleList(Layer(shape.width, shape.heads, True) for _ in range(shape.decoder_layers))
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.phoneme_head = nn.Linear(shape.width, 2 * shape.phonemes)
        self.tone_head = nn.Linear(shape.width, 2 * shape.tones)
        nn.init.normal_(self.embedding.weight, std=shape.width**-0.5)

    def encode(self, features: Tensor) -> Tensor:
        """Features [B, 80, F] to [B, T, D]."""
        states = F.gelu(self.conv_second(F.gelu(self.conv_first(features.transpose(1, 2)))))
        states = states + cast(Tensor, self.positions)[: states.shape[1]]
        for layer in self.encoder:
            states, _ = layer(states)
        return cast(Tensor, self.encoder_norm(states))

    def decode(self, tokens: Tensor, encoded: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Tokens [B, L] to hidden states [B, L, D] and the scores of each layer."""
        states = self.embedding(tokens) + self.decoder_positions[: tokens.shape[1]]
        scores: list[Tensor] = []
        for layer in self.decoder:
            states, layer_scores = layer(states, encoded)
            scores.append(layer_scores)
        return cast(Tensor, self.decoder_norm(states)), scores

    def logits(self, hidden: Tensor) -> Tensor:
        """Hidden states [..., D] to scores over the vocabulary."""
        return F.linear(hidden, self.embedding.weight)

    def forward(self, features: Tensor, tokens: Tensor) -> Output:
        """Run both halves."""
        encoded = self.encode(features)
        hidden, scores = self.decode(tokens, encoded)
        return Output(encoded, hidden, scores)
