"""Speaks sentences into shards of packed log-mel features with the times of words, phonemes and tones.

A shard is `NAME.npy` (uint8 [frames, 80]) beside `NAME.jsonl` (one line an utterance, `Utterance`). Each shard is
made in a process of its own (`python -m models.training.synthesis`), because the synthesiser may crash: it is then made
again with another seed. The `.jsonl` is renamed into place last, so a shard whose `.jsonl` exists is complete.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from models.training import channel
from models.training.features import HOP_SAMPLES, SAMPLE_RATE_HZ, Floats, in_unit_range, pack, raw_log_mel
from models.training.lexicon import Lexicon, load_lexicon
from models.training.playbook_texts import read_playbooks
from models.training.talk_texts import talk_phrasings, talk_sentence
from models.training.texts import Sentence, TextMix, sample_sentence
from models.training.voices import held_out_voice, sample_voice
from models.tts import Speech, SpeechEngine, engine

LONGEST_UTTERANCE_S = 14.0
NO_SPEECH_SHARE = 0.03
_ATTEMPTS = 4


@dataclass(slots=True)
class Utterance:
    """One utterance of a shard. Times in seconds from its first frame; words are [first, last, start_s, end_s]."""

    text: str
    language: str
    kind: str
    voice: str
    condition: str
    first_frame: int
    frames: int
    words: list[tuple[int, int, float, float]] = field(default_factory=list)
    phonemes: list[tuple[str, float]] = field(default_factory=list)
    tones: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ShardPlan:
    """What goes into a shard."""

    name: str
    utterances: int
    seed: int
    mix: TextMix
    voice_width: int = 0
    held_out: bool = False
    condition: str = ""
    playbooks: str = ""
    kind: str = ""
    """Only lines of this kind are taken from the playbooks; empty: all."""


def tones_of(text: str) -> list[int]:
    """The tone 1-5 of each character of a Chinese text, 0 for marks and Latin letters."""
    from pypinyin import Style, pinyin

    tones: list[int] = []
    split: Any = list
    syllables = pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, errors=split)
    for syllable, character in zip(syllables, text, strict=False):
        tones.append(int(syllable[0][-1]) if "\u4e00" <= character <= "\u9fff" and syllable[0][-1].isdigit() else 0)
    return tones if len(tones) == len(text) else [0] * len(text)


def _through_channel(speech: Speech, condition: str, rng: np.random.Generator) -> tuple[Floats, float]:
    """Samples as the server hears them, and the delay in seconds that was put before them."""
    lead = int(rng.integers(0, 2 * HOP_SAMPLES))
    samples: Floats = np.pad(in_unit_range(speech.samples), (lead, 0))
    if condition == "train":
        if rng.random() < 0.2:
            samples = channel.room(samples, rng)
        samples = channel.set_level(samples, float(rng.uniform(-24, -1)))
        if rng.random() < 0.5:
            samples = channel.telephone(samples)
    elif condition == "telephone":
        samples = channel.telephone(samples)
    elif condition == "noise":
        samples = channel.add_noise(samples, rng, 15.0)
    return samples, lead / SAMPLE_RATE_HZ


def _silent_utterance(rng: np.random.Generator) -> tuple[Utterance, Floats]:
    samples = channel.no_speech(rng)
    if rng.random() < 0.5:
        samples = channel.telephone(samples)
    return Utterance("", str(rng.choice(["zh", "en"])), "no_speech", "", "train", 0, 0), samples


def speak(
    sentence: Sentence, plan: ShardPlan, voices: SpeechEngine, rng: Random, noise: np.random.Generator
) -> tuple[Utterance, Floats] | None:
    """Speak one sentence; none when it came out empty or too long."""
    voice = held_out_voice(sentence.language, rng) if plan.held_out else sample_voice(sentence.language, rng, plan.voice_width)
    speech = voices.synthesise(sentence.text, voice)
    if not speech.words or not 0.15 < speech.duration_s < LONGEST_UTTERANCE_S:
        return None
    condition = plan.condition or "train"
    samples, delay_s = _through_channel(speech, condition, noise)
    utterance = Utterance(
        sentence.text, sentence.language, sentence.kind, f"{voice.language}+{voice.variant}", condition, 0, 0,
        [(word.first, word.last, round(word.start_s + delay_s, 3), round(word.end_s + delay_s, 3)) for word in speech.words],
        [(phoneme.name, round(phoneme.start_s + delay_s, 3)) for phoneme in speech.phonemes],
        tones_of(sentence.text) if sentence.language == "zh" else [],
    )
    return utterance, samples


def _utterances(plan: ShardPlan, lexicon: Lexicon, playbook: list[Sentence]) -> Iterator[tuple[Utterance, Floats]]:
    rng, noise = Random(plan.seed), np.random.default_rng(plan.seed)
    phrasings = talk_phrasings() if plan.mix.talk else {}
    voices = engine("espeak")
    made = 0
    while made < plan.utterances:
        if not plan.held_out and rng.random() < NO_SPEECH_SHARE:
            made += 1
            yield _silent_utterance(noise)
            continue
        talks = bool(phrasings) and rng.random() < plan.mix.talk
        sentence = (talk_sentence(phrasings, plan.mix.chinese, rng) if talks
                    else sample_sentence(rng, lexicon, plan.mix, playbook))
        spoken = speak(sentence, plan, voices, rng, noise)
        if spoken is not None:
            made += 1
            yield spoken


def write_shard(plan: ShardPlan, folder: Path) -> None:
    """Make one shard in this process."""
    playbook = [line for line in (read_playbooks(Path(plan.playbooks)) if plan.playbooks else [])
                if plan.kind in ("", line.kind)]
    packed, lines, frame = [], [], 0
    for utterance, samples in _utterances(plan, load_lexicon(), playbook):
        features = pack(raw_log_mel(samples))
        utterance.first_frame, utterance.frames = frame, len(features)
        frame += len(features)
        packed.append(features)
        lines.append(json.dumps(asdict(utterance), ensure_ascii=False))
    np.save(folder / f"{plan.name}.npy", np.concatenate(packed))
    partial = folder / f"{plan.name}.jsonl.partial"
    partial.write_text("\n".join(lines) + "\n", encoding="utf-8")
    os.replace(partial, folder / f"{plan.name}.jsonl")


def make_shard(plan: ShardPlan, folder: Path) -> None:
    """Make one shard in a process that may crash; does nothing when the shard exists.

    Raises:
        RuntimeError: every attempt crashed.
    """
    if (folder / f"{plan.name}.jsonl").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    for attempt in range(_ATTEMPTS):
        arguments = json.dumps({**asdict(plan), "seed": plan.seed + 100_003 * attempt})
        command = [sys.executable, "-m", "models.training.synthesis", "--folder", str(folder), "--plan", arguments]
        if subprocess.run(command, check=False).returncode == 0:
            return
        print(f"shard {plan.name}: the synthesiser crashed, attempt {attempt + 1}", flush=True)
    raise RuntimeError(f"shard {plan.name} could not be made")


def read_shard(folder: Path, name: str) -> list[Utterance]:
    """The utterances of a shard, without their features."""
    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Utterance(**json.loads(line)) for line in lines]


def main() -> None:
    """Entry point of the shard process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--plan", required=True, help="a ShardPlan as JSON")
    options = parser.parse_args()
    fields = json.loads(options.plan)
    write_shard(ShardPlan(**{**fields, "mix": TextMix(**fields["mix"])}), options.folder)


if __name__ == "__main__":
    main()
