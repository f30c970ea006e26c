"""Whether a recognition is to be believed, and which of several is best: recognitions in, one out.  Pure."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from .recogniser import Recognition

COMPRESSION_LIMIT = 2.4
LOG_PROB_LIMIT = -1.0
NO_SPEECH_LIMIT = 0.6


def compression_ratio(text: str) -> float:
    """Length of the text's bytes over their compressed length; 0 without a text."""
    raw = text.encode()
    return len(raw) / len(zlib.compress(raw)) if raw else 0.0


def doubtful(recognition: Recognition) -> bool:
    """Whether decoding it again in another way may give something better."""
    if recognition.no_speech_prob > NO_SPEECH_LIMIT and recognition.avg_log_prob < LOG_PROB_LIMIT:
        return False  # silence: repeating makes nothing of it
    return recognition.compression_ratio > COMPRESSION_LIMIT or recognition.avg_log_prob < LOG_PROB_LIMIT


def best_of(tried: Sequence[Recognition]) -> Recognition:
    """The last of several attempts if it is to be believed; else the likeliest of those that do not go in circles."""
    if not doubtful(tried[-1]):
        return tried[-1]
    straight = [recognition for recognition in tried if recognition.compression_ratio <= COMPRESSION_LIMIT]
    return max(straight or tried, key=lambda recognition: recognition.avg_log_prob)
