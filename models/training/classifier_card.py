"""The model card of a text classifier: `card.toml` for programs, `README.md` for people."""

from __future__ import annotations

import json
from pathlib import Path

from models.training.commit import recipe_commit
from models.training.scoring import Rate

NAME = "intent-seatmate-zh-en"
LICENCE = "Apache-2.0"
_TEMPLATE = Path(__file__).with_name("classifier_card.md")


def card_toml(rates: dict[str, Rate], numbers: dict[str, float], labels: list[str], *, name: str = NAME,
              task: str = "intent") -> str:
    """`card.toml`."""
    return "\n".join([
        "# Written by `python -m models.training`.", f'name = "{name}"', 'engine = "onnxruntime"',
        f'task = "{task}"', 'languages = ["zh", "en"]', 'quantisation = "int8"', f'licence = "{LICENCE}"',
        f"labels = {json.dumps(labels)}",
        'limits = "Trained and measured on sentences made for this project; no customer\'s words."', "", "[training]",
        'recipe = "models/training"', f'recipe_commit = "{recipe_commit()}"', "", "[numbers]",
        *(f"{json.dumps(name)} = {value:.4g}" for name, value in numbers.items()), "", "[rates]",
        "# share, lower and upper end of the 95 % interval, samples",
        *(f"{json.dumps(name)} = [{rate.value:.4f}, {rate.low:.4f}, {rate.high:.4f}, {rate.samples}]"
          for name, rate in rates.items()),
    ]) + "\n"


def readme(rates: dict[str, Rate], numbers: dict[str, float], facts: dict[str, object]) -> str:
    """`README.md`; `facts` are the recipe's counts that the template names."""
    return _TEMPLATE.read_text(encoding="utf-8").format(
        name=NAME, licence=LICENCE, **facts,
        rates="\n".join(f"| {name} | {rate} |" for name, rate in rates.items()),
        numbers="\n".join(f"| {name} | {value:.3g} |" for name, value in numbers.items()))
