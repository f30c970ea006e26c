"""The recipe of the bundled recogniser, step by step; every step is skipped when its result exists."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tokenizers import Tokenizer

from models.training.alignment import phoneme_inventory
from models.training.card import curve_lines, write_card
from models.training.corpus import (
    digit_plans,
    make_corpus,
    playbook_plans,
    practice_plans,
    talk_plans,
    test_plans,
    training_plans,
)
from models.training.lexicon import load_lexicon
from models.training.measure import Measurement, measure, table
from models.training.playbook_texts import read_playbooks
from models.training.synthesis import read_shard
from models.training.texts import expand, from_template, template_lines
from models.training.tokenizer import build_tokenizer, load_tokenizer


def prepare_tokenizer(work: Path, playbooks: Path) -> Tokenizer:
    """Make (or read) `work/tokenizer.json` from the lexicon, the templates and the playbooks."""
    path = work / "tokenizer.json"
    if path.exists():
        return load_tokenizer(path)
    lexicon, rng = load_lexicon(zh_count=30_000), Random(5)
    characters = lexicon.characters(3_900)
    texts = [expand(line, "zh", rng) for line in template_lines("zh") * 20]
    lines = read_playbooks(playbooks) if playbooks.is_dir() else []
    texts += [line.text for line in lines]
    own = sorted({character for text in texts for character in text if "\u4e00" <= character <= "\u9fff"})
    english = [from_template("en", rng).text for _ in range(6_000)]
    english += [line.text for line in lines if line.language == "en"]
    english += [" ".join(lexicon.sample("en", 12, rng)) for _ in range(12_000)]
    tokenizer = build_tokenizer([*own, *characters], english)
    work.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(path))
    return tokenizer


def prepare_phonemes(work: Path) -> list[str]:
    """Make (or read) `work/phonemes.json`, the sounds that occur in the first shards."""
    path = work / "phonemes.json"
    if not path.exists():
        shards = sorted(shard.stem for shard in (work / "shards").glob("*.jsonl") if not shard.stem.startswith("test"))[:6]
        names = [name for shard in shards for utterance in read_shard(work / "shards", shard) for name, _ in utterance.phonemes]
        path.write_text(json.dumps(phoneme_inventory(names, 20), ensure_ascii=False), encoding="utf-8")
    return list(json.loads(path.read_text(encoding="utf-8")))


def export(work: Path, out: Path, quantisation: str, playbooks: Path, measured: bool = True) -> Measurement:
    """Export the checkpoint's averaged weights, measure them, and put the directory in the place of `out`."""
    # torch is imported here: the other steps, and their tests, do without it.
    from models.training.export import load_average, replace_directory, write_directory, write_manifest

    fresh = out.with_name(f".{out.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    (model, step), tokenizer = load_average(work / "checkpoint.pt"), load_tokenizer(work / "tokenizer.json")
    write_directory(model, tokenizer, fresh, quantisation)
    report = measure(fresh, work / "shards", playbooks) if measured else Measurement()
    print(table(report.rates.items()), *(f"{name:45} {value:.3g}" for name, value in report.numbers.items()), sep="\n")
    shape = model.shape
    exported = sum(value.numel() for name, value in model.named_parameters() if not name.startswith(("phoneme", "tone")))
    facts = {"parameters": exported / 1e6, "encoder": shape.encoder_layers, "decoder": shape.decoder_layers,
             "width": shape.width, "merges": 1500}
    curve = [line for line in curve_lines(work / "curve.jsonl") if line["step"] <= step]
    notes = work / "notes.md"
    write_card(fresh, report, curve, facts, quantisation, notes.read_text(encoding="utf-8") if notes.exists() else "")
    write_manifest(fresh, out.name)
    replace_directory(fresh, out)
    return report


@dataclass(frozen=True, slots=True)
class RecipeOptions:
    """What the command line says."""

    work: Path
    out: Path
    minutes: float
    playbooks: Path
    pause_file: Path | None = None
    replicas: int = 2
    scale: float = 1.0
    quantisation: str = "int8"


def make_recogniser(options: RecipeOptions) -> None:
    """Everything, from nothing to the shipped directory."""
    from models.training.network import Shape
    from models.training.trainer import TrainingOptions, train

    shards = options.work / "shards"
    plans = test_plans() + training_plans(options.scale) + playbook_plans(options.playbooks, options.scale)
    plans += digit_plans(options.scale) + practice_plans(options.playbooks, options.scale) + talk_plans(options.scale)
    make_corpus(shards, plans, options.pause_file)
    tokenizer = prepare_tokenizer(options.work, options.playbooks)
    phonemes = prepare_phonemes(options.work)
    training = TrainingOptions(options.work, options.minutes, replicas=options.replicas, pause_file=options.pause_file)
    if not train(training, Shape(tokenizer.get_vocab_size(), len(phonemes)), options.work / "tokenizer.json", phonemes):
        print("recogniser: stopped; the same command goes on from the checkpoint", flush=True)
        return
    export(options.work, options.out, options.quantisation, options.playbooks)
