"""What one message of any server says about one stream, in a form that is the same for all.  Pure; `lags` is next."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heard:
    """A message with text that arrived."""

    at_ms: float
    """When it arrived: milliseconds since the first sample of the stream was said."""
    covers_ms: float
    """The text stands for the sound of the stream up to here; it may still change."""
    final_ms: float
    """The text up to here does not change any more; 0 if none."""
