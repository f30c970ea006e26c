"""Opens the recognisers that share the work: settings in, loaded models out, and how to open each of them again.

`scheduler` is next.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from models.asr import EnginePlace, Recogniser, engine_places, load_recogniser
from models.errors import ModelError

from .worker import Reopen

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Engines:
    """Loaded models, one for each engine thread."""

    first: Recogniser
    others: tuple[Recogniser, ...]
    reopen: Reopen
    """Opens the model of an engine (0 is `first`) again."""


def open_engines(model: str = "", device: str = "auto", engines: int = 0) -> Engines:
    """Open a model once for each place; `engines` of 0 takes as many as the machine has room for.

    Only the first has to work: a further one that can not be opened is left out.  Raises what `load_recogniser` raises.
    """
    places = engine_places(device, engines)

    def opened(place: EnginePlace) -> Recogniser:
        return load_recogniser(model or None, place.device, threads=place.threads)

    try:
        first = opened(places[0])
    except ModelError as error:
        if device != "auto" or places[0].device == "auto":
            raise
        log.warning("the GPUs can not be used: %s", error)
        # Tries the GPU once more, and says with the CPU why it is the CPU.
        places = [EnginePlace("auto")]
        first = opened(places[0])
    others: list[Recogniser] = []
    for place in places[1:]:
        try:
            others.append(opened(place))
        except ModelError as error:
            log.error("recogniser %d on %s is left out: %s", len(others) + 1, place.device, error)
            break
    return Engines(first, tuple(others), lambda number: opened(places[number]))
