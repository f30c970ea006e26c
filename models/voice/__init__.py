"""How a voice sounds, measured: loudness, pitch, pace."""

from .measures import Measures, measure

__all__ = ["Measures", "measure"]
