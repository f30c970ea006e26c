"""Shards in memory, tokenised and aligned, grouped so that the curriculum can weigh them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from models.training.alignment import frame_labels, phoneme_name, token_spans, tone_labels
from models.training.features import FRAME_S
from models.training.synthesis import Utterance, read_shard
from models.training.tokenizer import written


@dataclass(slots=True)
class Item:
    """One utterance ready for training. `spans` [tokens, 3] in seconds, see `token_spans`; labels [frames]."""

    packed: NDArray[np.uint8]
    language: str
    tokens: NDArray[np.int32]
    spans: NDArray[np.float32]
    phonemes: NDArray[np.int16]
    tones: NDArray[np.int16]
    text: str


@dataclass(slots=True)
class Dataset:
    """Items by group (`short/words`, `main/template`, ...)."""

    tokenizer: Tokenizer
    phonemes: list[str]
    groups: dict[str, list[Item]] = field(default_factory=dict)
    loaded: set[str] = field(default_factory=set)

    def scan(self, folder: Path) -> int:
        """Load the training shards that appeared since the last scan; returns how many."""
        fresh = sorted(path.stem for path in folder.glob("*.jsonl") if not path.stem.startswith("test-"))
        fresh = [name for name in fresh if name not in self.loaded]
        for name in fresh:
            self._load(folder, name)
        return len(fresh)

    def _load(self, folder: Path, name: str) -> None:
        packed = np.load(folder / f"{name}.npy", mmap_mode="r")
        for utterance, item in zip(read := read_shard(folder, name), self.items(read, packed), strict=True):
            self.groups.setdefault(f"{name.split('-')[0]}/{utterance.kind}", []).append(item)
        self.loaded.add(name)

    def items(self, utterances: list[Utterance], packed: NDArray[np.uint8]) -> list[Item]:
        """Tokenise and align the utterances of one shard."""
        labels = {name: index for index, name in enumerate(self.phonemes)}
        texts = [written(utterance.text, utterance.language) for utterance in utterances]
        encodings = self.tokenizer.encode_batch(texts, add_special_tokens=False)
        items: list[Item] = []
        for utterance, encoding in zip(utterances, encodings, strict=True):
            shift = 1 if utterance.language == "en" else 0
            words = [(first + shift, last + shift, start, end) for first, last, start, end in utterance.words]
            duration_s = utterance.frames * FRAME_S
            events = [(labels.get(phoneme_name(name), 0), start_s) for name, start_s in utterance.phonemes]
            items.append(
                Item(
                    packed[utterance.first_frame : utterance.first_frame + utterance.frames],
                    utterance.language,
                    np.asarray(encoding.ids, dtype=np.int32),
                    token_spans(encoding.offsets, words, duration_s),
                    frame_labels(events, utterance.frames),
                    tone_labels(utterance.tones, utterance.words, utterance.frames),
                    utterance.text,
                )
            )
        return items
