"""What a model's directory says of itself: `card.toml`, where there is one; otherwise what holds for any Whisper.

engine = "faster_whisper"      # a name of the engine table
window = "exact"               # full | padded | exact
synthetic_only = true          # trained on synthesised voices alone
prompts = false                # follows a prompt and hot words
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from models.errors import ModelDamaged

from .recogniser import WindowPolicy

CARD_FILE = "card.toml"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """How a model wants to be used."""

    name: str
    engine: str = "faster_whisper"
    window: WindowPolicy = "full"
    """Downloaded weights were trained on 30 s windows; shorter ones may loop or invent."""
    synthetic_only: bool = False
    prompts: bool = True
    """False for models that never saw a prompt in training: they would write it instead of what they hear."""


def read_card(directory: Path, name: str = "") -> ModelCard:
    """The card of the model in `directory`.  Raises `ModelDamaged` if `card.toml` is not readable."""
    name = name or directory.name
    path = directory / CARD_FILE
    if not path.is_file():
        return ModelCard(name=name)
    try:
        card = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelDamaged(f"{path} can not be read ({error}). Pull or import the model again.") from error
    # A card may hold its facts at the top level or in the table [model]; the rest of it is for people.
    table = card.get("model")
    facts = {**card, **table} if isinstance(table, dict) else card
    window = facts.get("window", "full")
    if window not in get_args(WindowPolicy):
        raise ModelDamaged(f"{path}: window is {window!r}; it has to be one of {', '.join(get_args(WindowPolicy))}.")
    synthetic_only = bool(facts.get("synthetic_only", False))
    return ModelCard(
        name=name,
        engine=str(facts.get("engine", "faster_whisper")),
        window=cast(WindowPolicy, window),
        synthetic_only=synthetic_only,
        prompts=bool(facts.get("prompts", not synthetic_only)),
    )
