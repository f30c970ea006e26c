"""The model card: `card.toml` for programs, `README.md` for people, the training curve as a picture."""

from __future__ import annotations

import json
from pathlib import Path

from models.training.commit import recipe_commit
from models.training.features import HOP_SAMPLES, SAMPLE_RATE_HZ
from models.training.measure import Measurement
from models.training.tokenizer import LANGUAGES
from models.training.voices import DEMO_VOICES, FIRST_VARIANTS, HELD_OUT_VARIANTS, LATER_VARIANTS

NAME = "whisper-seatmate-synthetic"
LICENCE = "Apache-2.0"


def curve_lines(path: Path) -> list[dict[str, float]]:
    """The training curve; a step logged twice after a resume counts once, the later line."""
    if not path.exists():
        return []
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [line for _, line in sorted({int(line["step"]): line for line in lines}.items())]


def follows_prompts(report: Measurement) -> bool:
    """Whether a prompt does no harm: no language of the dialogues is heard more than a point worse after one, names or not."""
    rates = [(report.rates.get(f"demo {condition}: {name}"), report.rates.get(f"demo clean: {name}"))
             for condition in ("prompted", "named") for name in LANGUAGES]
    return all(after is not None and alone is not None and after.value <= alone.value + 0.01 for after, alone in rates)


def card_toml(report: Measurement, curve: list[dict[str, float]], quantisation: str) -> str:
    """`card.toml`."""
    lines = [
        "# Written by `python -m models.training recogniser`.", f'name = "{NAME}"', 'engine = "faster_whisper"',
        'window = "exact"',
        "synthetic_only = true", f"prompts = {str(follows_prompts(report)).lower()}",
        f"hop_ms = {1000 * HOP_SAMPLES // SAMPLE_RATE_HZ}",
        f"languages = {json.dumps(list(LANGUAGES))}", f'quantisation = "{quantisation}"', f'licence = "{LICENCE}"',
        'limits = "Trained on synthetic voices only; does not understand people."', "", "[training]",
        f"steps = {int(curve[-1]['step']) if curve else 0}", f"minutes = {curve[-1]['minutes'] if curve else 0.0:.1f}",
        'recipe = "models/training"', f'recipe_commit = "{recipe_commit()}"',
        "", "[numbers]", *(f'"{name}" = {value:.4g}' for name, value in report.numbers.items()), "", "[rates]",
        "# share, lower and upper end of the 95 % interval, samples",
        *(f'"{name}" = [{rate.value:.4f}, {rate.low:.4f}, {rate.high:.4f}, {rate.samples}]'
          for name, rate in report.rates.items()),
    ]
    return "\n".join(lines) + "\n"


_TEMPLATE = Path(__file__).with_name("recogniser_card.md")


def readme(
    report: Measurement, curve: list[dict[str, float]], facts: dict[str, float], quantisation: str, notes: str = ""
) -> str:
    """`README.md`; `facts` are parameters (millions), encoder, decoder, width, merges; `notes` tell what was special in a run."""
    voices = len({voice.variant for voice in DEMO_VOICES} | set(FIRST_VARIANTS) | set(LATER_VARIANTS))
    return _TEMPLATE.read_text(encoding="utf-8").format(
        name=NAME, licence=LICENCE, notes=notes, quantisation=quantisation, hop=1000 * HOP_SAMPLES // SAMPLE_RATE_HZ,
        encoder_ms=2000 * HOP_SAMPLES // SAMPLE_RATE_HZ, parameters=facts["parameters"], encoder=int(facts["encoder"]),
        decoder=int(facts["decoder"]), width=int(facts["width"]), merges=int(facts["merges"]), voices=voices,
        first=len(FIRST_VARIANTS), no_speech=3, held_out=len(HELD_OUT_VARIANTS), held_out_names=", ".join(HELD_OUT_VARIANTS),
        steps=int(curve[-1]["step"]) if curve else 0, minutes=curve[-1]["minutes"] if curve else 0.0,
        rates="\n".join(f"| {name} | {rate} |" for name, rate in report.rates.items()),
        numbers="\n".join(f"| {name} | {value:.3g} |" for name, value in report.numbers.items()),
        examples="\n".join(f"| {condition} | {said} | {heard.replace('|', ' ')} |" for condition, said, heard in report.examples),
    )


def draw_curve(curve: list[dict[str, float]], path: Path) -> None:
    """Losses and errors over the minutes of training as a picture."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    minutes = [line["minutes"] for line in curve]
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(10, 3.6), dpi=90)
    for name in ("text", "located", "frames", "guided"):
        left.plot(minutes, [line[name] for line in curve], label=name)
    left.set(xlabel="minutes of training", ylabel="loss", ylim=(0, 8))
    left.legend()
    right.plot(minutes, [line["phonetic_error"] for line in curve], label="phonetic error of frames")
    right.plot(minutes, [1 - line["token_accuracy"] for line in curve], label="wrong tokens (teacher-forced)")
    right.set(xlabel="minutes of training", ylim=(0, 1))
    right.legend()
    figure.tight_layout()
    figure.savefig(path)
    pyplot.close(figure)


def write_card(
    folder: Path, report: Measurement, curve: list[dict[str, float]], facts: dict[str, float], quantisation: str,
    notes: str = "",
) -> None:
    """Write `card.toml`, `README.md` and `curve.png` into an exported directory."""
    (folder / "card.toml").write_text(card_toml(report, curve, quantisation), encoding="utf-8")
    (folder / "README.md").write_text(readme(report, curve, facts, quantisation, notes), encoding="utf-8")
    if curve:
        draw_curve(curve, folder / "curve.png")
