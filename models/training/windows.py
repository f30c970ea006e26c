"""Training windows: cuts, joins, silence and noise put together at feature level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.training.curriculum import Augmentation
from models.training.dataset import Item
from models.training.features import FRAME_S, LONGEST_WINDOW_FRAMES, MEL_BANDS, Floats, normalise, power_table

_SHORTEST_FRAMES = 20
_LOWEST_WARP, _HIGHEST_WARP = 0.86, 1.16


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch [first, last) of an item's frames, after `gap` frames of silence, with the tokens heard in it."""

    item: Item
    gap: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class WindowPlan:
    """What a window will hold; `frames` is the least length it needs."""

    pieces: tuple[Piece, ...]
    tail: int

    @property
    def frames(self) -> int:
        """Length in frames of 20 ms."""
        return sum(piece.gap + piece.last - piece.first for piece in self.pieces) + self.tail


@dataclass(slots=True)
class Window:
    """A training window: features [frames, 80], tokens [n] with times [n, 2] in seconds, labels [frames]."""

    features: Floats
    tokens: NDArray[np.int32]
    spans: NDArray[np.float32]
    phonemes: NDArray[np.int16]
    tones: NDArray[np.int16]
    language: str


def plan_window(items: Sequence[Item], rng: np.random.Generator, strength: Augmentation) -> WindowPlan:
    """Choose what goes into a window: `items` are candidates, the first always takes part."""
    roll = rng.random()
    if roll < strength.long_join:
        limit, count = LONGEST_WINDOW_FRAMES - 60, len(items)
    elif roll < strength.long_join + strength.join:
        limit, count = 700, int(rng.integers(2, 4))
    else:
        limit, count = LONGEST_WINDOW_FRAMES, 1
    pieces = [_piece(items[0], _silence(rng), rng, strength)]
    length = pieces[0].gap + pieces[0].last - pieces[0].first
    for item in items[1:count]:
        gap = int(rng.integers(2, 40))
        if item.language != items[0].language or len(item.tokens) == 0 or length + gap + len(item.packed) > limit:
            continue
        if len(items[0].tokens) == 0 or pieces[-1].last < len(pieces[-1].item.packed):
            break
        pieces.append(Piece(item, gap, 0, len(item.packed)))
        length += gap + len(item.packed)
    return WindowPlan(tuple(pieces), int(rng.integers(0, 26)) if rng.random() < 0.85 else int(rng.integers(0, 51)))


def _silence(rng: np.random.Generator) -> int:
    return int(rng.integers(0, 16)) if rng.random() < 0.8 else int(rng.integers(0, 51))


def _piece(item: Item, gap: int, rng: np.random.Generator, strength: Augmentation) -> Piece:
    first, last = 0, len(item.packed)
    if len(item.tokens) > 2 and rng.random() < strength.cut:
        if rng.random() < 0.15:
            begin_s = float(item.spans[int(rng.integers(1, len(item.tokens))), 0])
            first = max(min(round(begin_s / FRAME_S) - 2, last - _SHORTEST_FRAMES), 0)
        else:
            last = max(int(rng.integers(first + _SHORTEST_FRAMES, max(last, first + _SHORTEST_FRAMES + 1))), _SHORTEST_FRAMES)
            gap = gap if first == 0 else 0
    return Piece(item, gap, first, min(last, len(item.packed)))


def _noise_power(frames: int, rng: np.random.Generator) -> Floats:
    """Power [frames, 80] of unit mean of a steady noise with a random smooth spectrum."""
    bands = np.linspace(0, 1, MEL_BANDS)
    shape = rng.uniform(-3, 1) * bands + sum(
        rng.uniform(-0.5, 0.5) * np.cos(np.pi * order * bands + rng.uniform(0, 6.3)) for order in (1, 2, 3)
    )
    fluctuation = rng.standard_gamma(np.linspace(1.0, 4.0, MEL_BANDS), (frames, MEL_BANDS)) / np.linspace(1.0, 4.0, MEL_BANDS)
    power = 10.0**shape * fluctuation
    return np.asarray(power / power.mean(), dtype=np.float32)


def render(plan: WindowPlan, frames: int, rng: np.random.Generator, strength: Augmentation, babble: Item | None) -> Window:
    """Put a window of `frames` together, then normalise it as faster-whisper does."""
    table = power_table()
    power = np.full((frames, MEL_BANDS), 1e-10, dtype=np.float32)
    phonemes, tones = np.zeros(frames, dtype=np.int16), np.zeros(frames, dtype=np.int16)
    tokens, spans = [], []
    at = int(rng.integers(0, frames - plan.frames + 1)) if frames > plan.frames and rng.random() < 0.5 else 0
    for piece in plan.pieces:
        at += piece.gap
        item, count = piece.item, piece.last - piece.first
        heard_power = table[item.packed[piece.first : piece.last]]
        if rng.random() < strength.warp:
            heard_power = _warped(heard_power, float(rng.uniform(_LOWEST_WARP, _HIGHEST_WARP)))
        power[at : at + count] = heard_power
        phonemes[at : at + count] = item.phonemes[piece.first : piece.last]
        tones[at : at + count] = item.tones[piece.first : piece.last]
        heard = _heard(item, piece.first * FRAME_S, piece.last * FRAME_S)
        tokens.append(item.tokens[heard])
        spans.append(item.spans[heard, :2] + (at - piece.first) * FRAME_S)
        at += count
    power = _disturbed(power, rng, strength, babble)
    features = normalise(np.log10(np.maximum(power, 1e-10)))
    if rng.random() < strength.masks:
        _mask(features, rng)
    if rng.random() < strength.padded_windows:
        # Windows are rounded up to half seconds with zeros: mostly right after the sound, which may stop within a word.
        features[at if rng.random() < 0.5 else int(rng.integers(at, frames + 1)) :] = 0.0
    language = plan.pieces[0].item.language
    return Window(features, np.concatenate(tokens), np.concatenate(spans), phonemes, tones, language)


def _heard(item: Item, begin_s: float, end_s: float) -> NDArray[np.int64]:
    """Indices of the tokens whose word lies wholly within [begin_s, end_s); a gap-free range."""
    if len(item.tokens) == 0:
        return np.zeros(0, dtype=np.int64)
    inside = (item.spans[:, 0] >= begin_s - 0.01) & (item.spans[:, 2] <= end_s + 0.01)
    first = int(np.argmax(item.spans[:, 0] >= begin_s - 0.01))
    last = first
    while last < len(inside) and inside[last]:
        last += 1
    return np.arange(first, last)


def _disturbed(power: Floats, rng: np.random.Generator, strength: Augmentation, babble: Item | None) -> Floats:
    level = float(np.percentile(power.mean(axis=1), 90)) + 1e-9
    if babble is not None and rng.random() < strength.babble:
        other = power_table()[babble.packed[: len(power)]]
        ratio = level / (float(other.mean()) + 1e-9) * 10 ** float(-rng.uniform(1.2, 2.5))
        power = power.copy()
        power[: len(other)] += other * np.float32(ratio)
    if rng.random() < strength.noise:
        ratio_db = float(rng.uniform(strength.quietest_ratio_db, 40.0))
        power = power + _noise_power(len(power), rng) * np.float32(level * 10 ** (-ratio_db / 10))
    tilt = np.linspace(0, float(rng.uniform(-0.6, 0.4)), MEL_BANDS, dtype=np.float32)
    return power * np.float32(10 ** float(rng.uniform(-1.0, 0.5))) * 10.0**tilt


def _warped(power: Floats, factor: float) -> Floats:
    """Power [frames, 80] of a throat that is `factor` times as long: a speaker whom no synthesiser's voice gives."""
    places = np.minimum(np.arange(MEL_BANDS, dtype=np.float32) * np.float32(factor), MEL_BANDS - 1.001)
    lower = places.astype(np.int64)
    part = places - lower
    warped: Floats = power[:, lower] * (1 - part) + power[:, lower + 1] * part
    return warped


def _mask(features: Floats, rng: np.random.Generator) -> None:
    lowest = float(features.min())
    for _ in range(max(len(features) // 150, 1)):
        start = int(rng.integers(0, len(features)))
        features[start : start + int(rng.integers(1, 5))] = lowest
    band = int(rng.integers(0, MEL_BANDS - 10))
    features[:, band : band + int(rng.integers(1, 9))] = lowest


def pad(window: Window, frames: int) -> Window:
    """Append `frames` of what faster-whisper fills a short window up with: zeros after the normalisation."""
    silent = np.zeros(frames, dtype=np.int16)
    return Window(
        np.pad(window.features, ((0, frames), (0, 0))), window.tokens, window.spans,
        np.concatenate([window.phonemes, silent]), np.concatenate([window.tones, silent]), window.language,
    )
