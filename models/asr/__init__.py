"""Speech recognition: the interface (`recogniser`), the engines, and `load_recogniser`, which opens a model of the store."""

from .doubt import best_of, doubtful
from .loading import ENGINES, EnginePlace, engine_places, load_recogniser
from .recogniser import (
    LONGEST_SAMPLES,
    NOTHING_RECOGNISED,
    SHORTEST_SAMPLES,
    Context,
    Recogniser,
    RecogniserInfo,
    Recognition,
    TellsLanguages,
    Window,
    WindowPolicy,
)

__all__ = [
    "ENGINES",
    "EnginePlace",
    "LONGEST_SAMPLES",
    "NOTHING_RECOGNISED",
    "SHORTEST_SAMPLES",
    "Context",
    "Recogniser",
    "RecogniserInfo",
    "Recognition",
    "TellsLanguages",
    "Window",
    "WindowPolicy",
    "best_of",
    "doubtful",
    "engine_places",
    "load_recogniser",
]
