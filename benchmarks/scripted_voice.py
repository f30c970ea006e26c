"""Sound that voice activity takes for speech, for the tests and the benchmarks; made by the product's own load test."""

from __future__ import annotations

from server.benchmarking.vowels import SAMPLE_RATE_HZ, voice_like

__all__ = ["SAMPLE_RATE_HZ", "voice_like"]
