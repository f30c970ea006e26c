"""Which shards the recipe makes, in which order, and which of them each stage of the training uses."""

from __future__ import annotations

import time
from pathlib import Path

from models.training.playbook_texts import PRACTICE
from models.training.synthesis import ShardPlan, make_shard
from models.training.texts import TextMix

SHORT = TextMix(words=0.5, patterns=0.12, digits=0.28, longest_words=5)
MAIN = TextMix()
PLAYBOOK = TextMix(playbook=0.6)
CUSTOMERS = TextMix(playbook=0.9)
TALKERS = TextMix(talk=0.9, chinese=0.5)
TEST_CONDITIONS = ("clean", "telephone", "noise")
TEST_UTTERANCES = 300
LONG_DIGITS = TextMix(long_digits=1.0)
DIGIT_SHARDS = 24


def training_plans(scale: float = 1.0) -> list[ShardPlan]:
    """Short sentences first, then the full mix in the first voices, then in more, then in all; `scale` multiplies the counts."""
    plans = [ShardPlan(f"short-{index:03d}", 1000, 1_000 + index, SHORT) for index in range(round(8 * scale) or 1)]
    plans += [ShardPlan(f"main-{index:03d}", 1000, 2_000 + index, MAIN) for index in range(round(30 * scale) or 1)]
    plans += [ShardPlan(f"wide-{index:03d}", 1000, 3_000 + index, MAIN, voice_width=1) for index in range(round(20 * scale))]
    plans += [ShardPlan(f"every-{index:03d}", 1000, 6_000 + index, MAIN, voice_width=2) for index in range(round(28 * scale))]
    return plans


def digit_plans(scale: float = 1.0) -> list[ShardPlan]:
    """Shards of nothing but numbers of 11 to 19 digits: one wrong digit spoils a card number, so each must be all but certain."""
    return [
        ShardPlan(f"digits-{index:03d}", 1000, 5_000 + index, LONG_DIGITS, voice_width=index % 3)
        for index in range(round(DIGIT_SHARDS * scale) or 1)
    ]


def playbook_plans(playbooks: Path, scale: float = 1.0) -> list[ShardPlan]:
    """Shards in which most lines come from the playbooks; made when the playbooks exist."""
    if not playbooks.is_dir() or not any(playbooks.rglob("*.toml")):
        return []
    return [
        ShardPlan(f"playbook-{index:03d}", 1000, 4_000 + index, PLAYBOOK, index % 3, playbooks=str(playbooks))
        for index in range(round(20 * scale) or 1)
    ]


def practice_plans(playbooks: Path, scale: float = 1.0) -> list[ShardPlan]:
    """Shards of what simulated customers and their trainees say, which training mode has to hear; in all voices."""
    if not any(playbooks.glob(f"*/{PRACTICE}/*.toml")):
        return []
    return [
        ShardPlan(f"practice-{index:03d}", 1000, 7_000 + index, CUSTOMERS, index % 3, playbooks=str(playbooks), kind=PRACTICE)
        for index in range(round(8 * scale) or 1)
    ]


def talk_plans(scale: float = 1.0) -> list[ShardPlan]:
    """Shards of what the classifiers' recipes know of how customers and agents put things; in all voices."""
    return [ShardPlan(f"talk-{index:03d}", 1000, 8_000 + index, TALKERS, index % 3) for index in range(round(32 * scale) or 1)]


def test_plans() -> list[ShardPlan]:
    """Unseen sentences by unseen voices, the same ones in three conditions; then numbers of 11 to 19 digits likewise."""
    return [
        ShardPlan(f"test-{condition}{name}", count, seed, mix, held_out=True, condition=condition)
        for name, count, seed, mix in (
            ("", TEST_UTTERANCES, 9_000, TextMix()), ("-digits", TEST_UTTERANCES, 9_500, LONG_DIGITS)
        )
        for condition in TEST_CONDITIONS
    ]


def make_corpus(folder: Path, plans: list[ShardPlan], pause_file: Path | None = None) -> None:
    """Make every missing shard; sleeps while `pause_file` exists."""
    for index, plan in enumerate(plans):
        while pause_file is not None and pause_file.exists():
            time.sleep(1)
        make_shard(plan, folder)
        print(f"corpus: {plan.name} ({index + 1}/{len(plans)})", flush=True)
