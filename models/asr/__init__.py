"""Speech recognition: the interface (`recogniser`), the engines, and `load_recogniser`, which opens a model of the store."""

from .loading import ENGINES, load_recogniser
from .recogniser import (
    LONGEST_SAMPLES,
    NOTHING_RECOGNISED,
    SHORTEST_SAMPLES,
    Recogniser,
    RecogniserInfo,
    Recognition,
    Window,
    WindowPolicy,
)

__all__ = [
    "ENGINES",
    "LONGEST_SAMPLES",
    "NOTHING_RECOGNISED",
    "SHORTEST_SAMPLES",
    "Recogniser",
    "RecogniserInfo",
    "Recognition",
    "Window",
    "WindowPolicy",
    "load_recogniser",
]
