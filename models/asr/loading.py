"""From a model's name or directory to a loaded `Recogniser`: locate, verify, read the card, import the engine, open."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from models import store
from models.errors import ModelMissing, ModelUnsupported

from .card import ModelCard, read_card
from .devices import MOST_THREADS, count_gpus, usable_cores
from .recogniser import Recogniser

ENGINES: dict[str, str] = {"faster_whisper": "models.asr.faster_whisper"}
"""Engine name -> module with `open_recogniser(directory, card, device)`; imported when a model asks for it.

It takes `threads` too if several engines are to share a CPU."""


class _Engine(Protocol):
    def open_recogniser(self, directory: Path, card: ModelCard, device: str, **threads: int) -> Recogniser: ...


@dataclass(frozen=True, slots=True)
class EnginePlace:
    """Where one of several engines runs."""

    device: str
    """`cpu`, or one GPU such as `cuda:1`."""
    threads: int = 0
    """CPU threads of one decode; 0 leaves the number to the engine."""


def engine_places(device: str = "auto", engines: int = 0) -> list[EnginePlace]:
    """Places for several engines that share the work: one a GPU; without a GPU, equal shares of all cores but one.

    `engines` of 0 takes every GPU, or as many as have four threads each.  More engines than GPUs share them in turn.
    """
    gpus = 0
    if not device.startswith("cpu"):
        try:
            import ctranslate2  # type: ignore[import-untyped,unused-ignore]
        except ImportError:
            return [EnginePlace(device)]
        gpus = count_gpus(ctranslate2)
    if ":" in device:
        return [EnginePlace(device)] * max(1, engines)
    if gpus:
        return [EnginePlace(f"cuda:{number % gpus}") for number in range(engines or gpus)]
    if device == "cuda":
        return [EnginePlace(device)]
    cores = max(1, usable_cores() - 1)
    engines = engines or max(1, cores // MOST_THREADS)
    return [EnginePlace("cpu" if device == "cpu" else "auto", max(1, min(MOST_THREADS, cores // engines)))] * engines


def load_recogniser(
    name_or_dir: str | Path | None = None, device: str = "auto", *, threads: int = 0
) -> Recogniser:
    """Open a model by its name in the store, by its directory, or (None) the default one.

    `device` is `auto`, `cuda`, `cuda:1` or `cpu`; `threads` of the CPU are used by one decode, 0 leaves it to the engine.
    Nothing is loaded that differs from its manifest.  Raises `ModelMissing`, `ModelDamaged` or `ModelUnsupported`, each
    with what to do next.
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
    return engine.open_recogniser(directory, card, device, **({"threads": threads} if threads else {}))
