"""What the decoder reads and is to write for each window: special tokens, prompts, time stamps; and batches of windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from models.training.curriculum import Augmentation
from models.training.features import FRAME_S, Floats
from models.training.tokenizer import LANGUAGES
from models.training.windows import Window

Ints = NDArray[np.int64]
IGNORED = -100


@dataclass(frozen=True, slots=True)
class SpecialIds:
    """Ids of the special tokens."""

    end: int
    start: int
    languages: dict[str, int]
    transcribe: int
    previous: int
    no_speech: int
    no_timestamps: int

    @classmethod
    def of(cls, tokenizer: Tokenizer) -> SpecialIds:
        """Look them up."""
        names = ("endoftext", "startoftranscript", "transcribe", "startofprev", "nospeech", "notimestamps", *LANGUAGES)
        ids = {name: int(tokenizer.token_to_id(f"<|{name}|>") or 0) for name in names}
        return cls(ids["endoftext"], ids["startoftranscript"], {name: ids[name] for name in LANGUAGES}, ids["transcribe"],
                   ids["startofprev"], ids["nospeech"], ids["notimestamps"])


def sequence(
    window: Window, ids: SpecialIds, rng: np.random.Generator, strength: Augmentation, previous: Sequence[int]
) -> tuple[list[int], list[int], NDArray[np.float32]]:
    """Decoder tokens, their targets and the times [n, 2] of the decoder tokens (NaN where nothing is heard).

    The targets are the tokens shifted by one; prompts and what follows `<|transcribe|>` are ignored, and a window
    without speech has `<|nospeech|>` as first target, as Whisper was trained.
    """
    text = window.tokens.tolist()
    tokens = [ids.previous, *previous] if previous else []
    prompt = len(tokens)
    tokens += [ids.start, ids.languages[window.language], ids.transcribe]
    stamped = bool(text) and rng.random() < strength.timestamps
    if stamped:
        stamps = [int(np.clip(round(second / 0.02), 0, 1500)) for second in (window.spans[0, 0], np.nanmax(window.spans[:, 1]))]
        tokens += [ids.no_timestamps + 1 + stamps[0], *text, ids.no_timestamps + 1 + stamps[1]]
    else:
        tokens += [ids.no_timestamps, *text]
    tokens.append(ids.end)
    targets = [IGNORED] * prompt + tokens[prompt + 1 :]
    if not text:
        targets[prompt] = ids.no_speech
    if not stamped:
        targets[prompt + 2] = IGNORED
    spans = np.full((len(tokens), 2), np.nan, dtype=np.float32)
    spans[prompt + 4 : prompt + 4 + len(text)] = window.spans
    if text:
        # The end is heard too: in what follows the last word. Without that a window cut within a sentence never ends.
        spans[prompt + 4 + len(text) :] = (float(window.spans[-1, 1]), len(window.features) * FRAME_S)
    return tokens, targets, spans


@dataclass(slots=True)
class Batch:
    """Arrays of a training step; B windows, F frames, L decoder positions.

    features [B, 80, F]; inputs, targets [B, L]; heard, next_heard [B, L, 2] seconds of the input token and of the target;
    phonemes, tones [B, F]; end_token is the id that ends a window.
    """

    features: Floats
    inputs: Ints
    targets: Ints
    heard: Floats
    next_heard: Floats
    phonemes: Ints
    tones: Ints
    end_token: int


def collate(
    windows: Sequence[Window], ids: SpecialIds, rng: np.random.Generator, strength: Augmentation,
    prompts: Sequence[Sequence[int]],
) -> Batch:
    """Stack windows of one length into a batch; prompts (may be empty) are put before each."""
    rows = [sequence(window, ids, rng, strength, prompt) for window, prompt in zip(windows, prompts, strict=True)]
    longest = max(len(tokens) for tokens, _, _ in rows) - 1
    inputs = np.full((len(rows), longest), ids.end, dtype=np.int64)
    targets = np.full((len(rows), longest), IGNORED, dtype=np.int64)
    spans = np.full((len(rows), longest + 1, 2), np.nan, dtype=np.float32)
    for row, (tokens, wanted, times) in enumerate(rows):
        inputs[row, : len(tokens) - 1] = tokens[:-1]
        targets[row, : len(tokens) - 1] = wanted
        spans[row, : len(tokens)] = times
    swapped = (rng.random(inputs.shape) < strength.corrupted_tokens) & (inputs < ids.end)
    inputs[swapped] = rng.integers(257, ids.end, int(swapped.sum()))
    return Batch(
        np.stack([window.features.T for window in windows]), inputs, targets, spans[:, :-1], spans[:, 1:],
        np.stack([window.phonemes for window in windows]).astype(np.int64),
        np.stack([window.tones for window in windows]).astype(np.int64),
        ids.end,
    )
