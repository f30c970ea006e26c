"""When each token and each frame is heard: spreads word times over tokens, phoneme times over frames."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.training.features import FRAME_S

Word = tuple[int, int, float, float]
"""(first, last, start_s, end_s): the characters [first, last) are heard in [start_s, end_s)."""


def token_spans(offsets: Sequence[tuple[int, int]], words: Sequence[Word], duration_s: float) -> NDArray[np.float32]:
    """Times [tokens, 3] in seconds: start, end, end of the word that the token belongs to.

    `offsets` are the tokens' character ranges. A word's time is spread evenly over its characters. A mark between words
    has the pause around it. Tokens of one character (bytes of a rare one) share its time.
    """
    spans = np.full((len(offsets), 3), np.nan, dtype=np.float32)
    index = 0
    for token, (first, last) in enumerate(offsets):
        while index < len(words) and words[index][1] <= first:
            index += 1
        if index < len(words) and words[index][0] < last:
            word_first, word_last, start_s, end_s = words[index]
            each_s = (end_s - start_s) / (word_last - word_first)
            begin = start_s + max(first - word_first, 0) * each_s
            end = start_s + (min(last, word_last) - word_first) * each_s
            spans[token] = (begin, max(end, begin + 0.02), end_s)
        else:
            before = words[index - 1][3] if index else 0.0
            after = words[index][2] if index < len(words) else duration_s
            spans[token] = (before, max(after, before + 0.02), min((before + after) / 2, before + 0.2))
    return spans


def frame_labels(events: Sequence[tuple[int, float]], frames: int) -> NDArray[np.int16]:
    """Labels [frames] of 20 ms from (label, start_s) events in order; a label lasts until the next; 0 before the first."""
    labels = np.zeros(frames, dtype=np.int16)
    for label, start_s in events:
        labels[max(round(start_s / FRAME_S), 0) :] = label
    return labels


def tone_labels(tones: Sequence[int], words: Sequence[Word], frames: int) -> NDArray[np.int16]:
    """The Mandarin tone 1-5 heard in each frame [frames]; 0 where there is none."""
    labels = np.zeros(frames, dtype=np.int16)
    for first, last, start_s, end_s in words:
        each_s = (end_s - start_s) / (last - first)
        for place in range(first, min(last, len(tones))):
            begin = start_s + (place - first) * each_s
            labels[round(begin / FRAME_S) : round((begin + each_s) / FRAME_S)] = tones[place]
    return labels


def phoneme_name(name: str) -> str:
    """A phoneme without stress marks; the empty string for pauses and language switches."""
    return "" if name.startswith(("_", "(")) else name.strip("',")


def phoneme_inventory(names: Sequence[str], smallest: int) -> list[str]:
    """The phonemes that occur at least `smallest` times; the pause `""` is first."""
    counts: dict[str, int] = {}
    for name in map(phoneme_name, names):
        counts[name] = counts.get(name, 0) + 1
    return ["", *sorted(name for name, count in counts.items() if name and count >= smallest)]
