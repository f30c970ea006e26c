"""From a model's name or directory to a loaded `Recogniser`: locate, verify, read the card, import the engine, open."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from models import store
from models.errors import ModelMissing, ModelUnsupported

from .card import ModelCard, read_card
from .recogniser import Recogniser

ENGINES: dict[str, str] = {"faster_whisper": "models.asr.faster_whisper"}
"""Engine name -> module with `open_recogniser(directory, card, device)`; imported when a model asks for it."""


class _Engine(Protocol):
    def open_recogniser(self, directory: Path, card: ModelCard, device: str) -> Recogniser: ...


def load_recogniser(name_or_dir: str | Path | None = None, device: str = "auto") -> Recogniser:
    """Open a model by its name in the store, by its directory, or (None) the default one.

    `device` is `auto`, `cuda` or `cpu`.  Nothing is loaded that differs from its manifest.  Raises `ModelMissing`,
    `ModelDamaged` or `ModelUnsupported`, each with what to do next.
    """
    directory = store.default_model() if name_or_dir is None else store.locate(name_or_dir)
    store.verify(directory)
    card = read_card(directory)
    module = ENGINES.get(card.engine)
    if module is None:
        raise ModelUnsupported(
            f"{directory.name} needs the engine {card.engine!r}; this server has {', '.join(sorted(ENGINES))}. "
            "Choose another model, or update the server."
        )
    try:
        engine = cast(_Engine, import_module(module))
    except ImportError as error:
        raise ModelMissing(
            f"The engine {card.engine} is not installed ({error}). Install the server's packages: pip install seatmate[server]."
        ) from error
    return engine.open_recogniser(directory, card, device)
