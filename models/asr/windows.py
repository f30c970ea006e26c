"""How long a window of sound the model is given: speech in, padded length and pieces out.  Pure; every engine may use it."""

from __future__ import annotations

import numpy as np

from .recogniser import SAMPLE_RATE_HZ, Window, WindowPolicy

EXACT_STEP_SAMPLES = SAMPLE_RATE_HZ // 2
"""Lengths are rounded up to steps, so that sounds of a batch share theirs, and a sound's text does not depend on its batch."""
EXACT_MARGIN_SAMPLES = SAMPLE_RATE_HZ // 5
"""Silence behind speech that is over: cut closely, the last word of a sound is lost now and then."""
PADDED_STEP_SAMPLES = 2 * SAMPLE_RATE_HZ
PADDED_MARGIN_SAMPLES = SAMPLE_RATE_HZ // 2
PADDED_LEAST_SAMPLES = 5 * SAMPLE_RATE_HZ
_PAUSE_SAMPLES = SAMPLE_RATE_HZ // 10
_SEARCH_SAMPLES = 5 * SAMPLE_RATE_HZ


def window_samples(speech_samples: int, policy: WindowPolicy, longest_samples: int) -> int:
    """Samples to pad speech of this length to, under the model's policy; never more than its whole window."""
    if policy == "full":
        return longest_samples
    if policy == "padded":
        wanted = max(PADDED_LEAST_SAMPLES, speech_samples + PADDED_MARGIN_SAMPLES)
        step = PADDED_STEP_SAMPLES
    else:
        wanted, step = speech_samples, EXACT_STEP_SAMPLES
    return min(longest_samples, -(-wanted // step) * step)


def closed_samples(speech_samples: int, policy: WindowPolicy, longest_samples: int) -> int:
    """Samples of speech that is over together with the silence behind it that a model of exact windows has learnt to hear."""
    if policy != "exact":
        return speech_samples
    return max(speech_samples, min(longest_samples, speech_samples + EXACT_MARGIN_SAMPLES))


def with_silence_behind(speech: Window, policy: WindowPolicy, longest_samples: int) -> Window:
    """Speech that is over, filled up to its `closed_samples`."""
    silence = closed_samples(len(speech), policy, longest_samples) - len(speech)
    return np.concatenate([speech, np.zeros(silence, speech.dtype)]) if silence else speech


def split_at_pauses(window: Window, longest_samples: int) -> list[Window]:
    """Pieces no longer than the model's window, cut at the quietest 100 ms of each piece's last 5 s."""
    pieces: list[Window] = []
    while len(window) > longest_samples:
        first = max(_PAUSE_SAMPLES, longest_samples - _SEARCH_SAMPLES)
        tail = window[first:longest_samples]
        blocks = tail[: len(tail) // _PAUSE_SAMPLES * _PAUSE_SAMPLES].reshape(-1, _PAUSE_SAMPLES)
        quietest = int(np.argmin(np.mean(blocks * blocks, axis=1)))
        cut = first + quietest * _PAUSE_SAMPLES + _PAUSE_SAMPLES // 2
        pieces.append(window[:cut])
        window = window[cut:]
    return [*pieces, window]
