"""What the recogniser is taught: the text, and - so that it starts to listen at all - phonemes, tones and attention.

With the cross-entropy of the text alone the decoder learns the sentences by heart long before it looks at the sound.
The synthesiser knows when everything is heard, so three more losses use that: phonemes and tones of each 20 ms frame; the
token at the encoder frame in the middle of its span; and the share of attention that chosen heads keep within
the span of the last token (first layer) or of the next one (other layers).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from models.training.curriculum import Weights
from models.training.features import ENCODER_FRAME_S
from models.training.network import Output, Recogniser
from models.training.sequences import IGNORED, Batch

_MARGIN_S = 0.08
_GUIDED_HEADS = 2
_END_WEIGHT = 4.0


@dataclass(slots=True)
class Tensors:
    """A `Batch` as tensors."""

    features: Tensor
    inputs: Tensor
    targets: Tensor
    heard: Tensor
    next_heard: Tensor
    phonemes: Tensor
    tones: Tensor
    end_token: int

    @classmethod
    def of(cls, batch: Batch) -> Tensors:
        """Share the batch's memory."""
        share = torch.from_numpy
        return cls(
            share(batch.features), share(batch.inputs), share(batch.targets), share(batch.heard), share(batch.next_heard),
            share(batch.phonemes), share(batch.tones), batch.end_token,
        )


def frame_loss(model: Recogniser, encoded: Tensor, batch: Tensors, tone_weight: float) -> tuple[Tensor, Tensor, Tensor]:
    """Cross-entropy of phonemes and tones per 20 ms frame, and the shares of spoken frames with a wrong phoneme, a wrong tone.

    Unlike the phoneme, the tone is learned late and from its own loss only: the text is guessed from the words around.
    """
    frames = batch.phonemes.shape[1] // 2 * 2
    rows = batch.phonemes.shape[0]
    sounds = model.phoneme_head(encoded).float().view(rows, -1, model.shape.phonemes)[:, :frames]
    tones = model.tone_head(encoded).float().view(rows, -1, model.shape.tones)[:, :frames]
    wanted = batch.phonemes[:, :frames].flatten()
    loss = F.cross_entropy(sounds.flatten(0, 1), wanted)
    pitched = batch.tones[:, :frames].flatten()
    loss = loss + tone_weight * F.cross_entropy(tones.flatten(0, 1), pitched)
    return loss, _share_wrong(sounds, wanted), _share_wrong(tones, pitched)


def _share_wrong(scores: Tensor, wanted: Tensor) -> Tensor:
    known = wanted > 0
    return (scores.detach().flatten(0, 1).argmax(-1) != wanted)[known].float().sum() / known.sum().clamp(min=1)


def located_loss(model: Recogniser, encoded: Tensor, batch: Tensors) -> Tensor:
    """Cross-entropy of each target token at the encoder frame in the middle of its span."""
    centre = batch.next_heard.mean(-1)
    # Half of them: the vocabulary is wide, and these scores cost as much as the decoder's.
    known = ~centre.isnan() & (batch.targets != IGNORED) & (torch.rand(centre.shape) < 0.5)
    rows = torch.arange(len(centre))[:, None].expand_as(centre)[known]
    places = (centre[known] / ENCODER_FRAME_S).long().clamp(0, encoded.shape[1] - 1)
    if len(rows) == 0:
        return encoded.sum() * 0.0
    return F.cross_entropy(model.logits(encoded[rows, places]).float(), batch.targets[known])


def guided_loss(output: Output, batch: Tensors) -> Tensor:
    """-log of the attention within the span ± 80 ms, for one head of the first layer and two of each other."""
    times = (torch.arange(output.encoded.shape[1]) + 0.5) * ENCODER_FRAME_S
    total = output.encoded.new_zeros((), dtype=torch.float32)
    count = 0
    for layer, scores in enumerate(output.scores):
        spans = batch.heard if layer == 0 else batch.next_heard
        heads = 1 if layer == 0 else _GUIDED_HEADS
        inside = (times >= spans[..., :1] - _MARGIN_S) & (times <= spans[..., 1:] + _MARGIN_S)
        known = inside.any(-1)
        guided = scores[:, :heads].transpose(1, 2)[known]
        within = guided.masked_fill(~inside[known][:, None], -1e9)
        total = total + (guided.logsumexp(-1) - within.logsumexp(-1)).mean() if len(guided) else total
        count += 1
    return total / count


def text_loss(logits: Tensor, targets: Tensor, end_token: int) -> Tensor:
    """Cross-entropy of the decoder [n, vocabulary], the end of a window counting `_END_WEIGHT` times.

    There is one end a window, but a window cut within a sentence that does not end is filled with repetitions.
    """
    importance = 1.0 + (_END_WEIGHT - 1.0) * (targets == end_token).float()
    return (F.cross_entropy(logits, targets, reduction="none") * importance).sum() / importance.sum()


def total_loss(model: Recogniser, batch: Tensors, weights: Weights) -> tuple[Tensor, dict[str, float]]:
    """The weighted sum, and each part as a number for the log."""
    output = model(batch.features, batch.inputs)
    wanted = batch.targets != IGNORED
    logits = model.logits(output.hidden[wanted]).float()
    text = text_loss(logits, batch.targets[wanted], batch.end_token)
    frames, wrong, wrong_tones = frame_loss(model, output.encoded, batch, weights.tone)
    located = located_loss(model, output.encoded, batch)
    guided = guided_loss(output, batch)
    total = weights.text * text + weights.frames * frames + weights.located * located + weights.guided * guided
    right = (logits.detach().argmax(-1) == batch.targets[wanted]).float().mean()
    parts = {"loss": total, "text": text, "frames": frames, "located": located, "guided": guided, "phonetic_error": wrong,
             "tone_error": wrong_tones, "token_accuracy": right}
    return total, {name: float(value.detach()) for name, value in parts.items()}
