"""Measures an exported directory as the server will use it: CTranslate2, one thread, int8, windows as long as the sound."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from models.training import channel
from models.training.features import SAMPLE_RATE_HZ, Floats, in_unit_range, normalise, raw_log_mel, unpack
from models.training.playbook_texts import FULL_WIDTH_MARKS, read_playbooks
from models.training.scoring import Rate, error_rate, interval, share_right, units
from models.training.synthesis import read_shard
from models.training.talk_texts import held_out_talk
from models.training.texts import Sentence
from models.training.tokenizer import written
from models.training.voices import DEMO_VOICES, held_out_voice
from models.tts import Voice, engine
from models.tts.dialogue import read_dialogue

_STEP_FRAMES = 25
_TOKENS_PER_S = 14
_SENTENCES = ("template", "digits")
"""What a call is made of; `words` and `pattern` are words that do not belong together."""

_NAMES = 8
"""Hot words of a measurement."""


class Listener:
    """An exported directory, loaded; raises what CTranslate2 raises when it is damaged."""

    def __init__(self, folder: Path) -> None:
        import ctranslate2

        began = time.perf_counter()
        self._library = ctranslate2
        self._model: Any = ctranslate2.models.Whisper(str(folder), device="cpu", compute_type="int8", intra_threads=1)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.load_s = time.perf_counter() - began

    def _encoded(self, features: Floats) -> Any:
        frames = -(-len(features) // _STEP_FRAMES) * _STEP_FRAMES
        padded = np.pad(features, ((0, frames - len(features)), (0, 0)))
        batch = np.ascontiguousarray(padded.T[None], dtype=np.float32)
        return self._model.encode(self._library.StorageView.from_array(batch))

    def hear(self, features: Floats, language: str, previous: str = "") -> tuple[str, float]:
        """Text of normalised features [frames, 80] after `previous` as a prompt, and the probability that nobody speaks."""
        names = ("startoftranscript", language, "transcribe", "notimestamps")
        ids = [self._tokenizer.token_to_id(f"<|{name}|>") for name in names]
        if previous:
            prompt = self._tokenizer.encode(written(previous, language), add_special_tokens=False).ids
            ids = [self._tokenizer.token_to_id("<|startofprev|>"), *prompt, *ids]
        tokens = min(round(len(features) * 0.02 * _TOKENS_PER_S) + 8, 220)
        result = self._model.generate(
            self._encoded(features), [ids], beam_size=1, max_length=2 * tokens + len(ids), return_no_speech_prob=True
        )[0]
        end = self._tokenizer.token_to_id("<|endoftext|>")
        text = self._tokenizer.decode([token for token in result.sequences_ids[0] if token < end])
        return text.strip(), float(result.no_speech_prob)

    def language(self, features: Floats) -> str:
        """The likeliest language."""
        token = str(self._model.detect_language(self._encoded(features))[0][0][0])
        return token.strip("<|>")


@dataclass(slots=True)
class Measurement:
    """Everything the card reports."""

    rates: dict[str, Rate] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)
    examples: list[tuple[str, str, str]] = field(default_factory=list)


def training_texts(shards: Path) -> frozenset[str]:
    """Every sentence of the training shards: the generator that draws the test's sentences may draw one of them again."""
    names = [path.stem for path in shards.glob("*.jsonl") if not path.stem.startswith("test-")]
    return frozenset(utterance.text for name in names for utterance in read_shard(shards, name))


def measure_test_shards(
    listener: Listener, shards: Path, seen: frozenset[str], report: Measurement, limit: int = 10_000
) -> None:
    """Error rates on unseen sentences by unseen voices in each condition, per language and kind of sentence."""
    for path in sorted(shards.glob("test-*.jsonl")):
        packed = np.load(path.with_suffix(".npy"), mmap_mode="r")
        pairs: dict[str, list[tuple[str, str]]] = {}
        told_apart: list[float] = []
        condition = path.stem.removeprefix("test-").removesuffix("-digits")
        unseen = [utterance for utterance in read_shard(shards, path.stem) if utterance.text not in seen]
        for utterance in unseen[:limit]:
            raw = unpack(packed[utterance.first_frame : utterance.first_frame + utterance.frames])
            features = normalise(raw)
            heard, _ = listener.hear(features, utterance.language)
            told_apart.append(float(listener.language(features) == utterance.language))
            pair = (utterance.text, heard)
            pairs.setdefault(f"{utterance.language} {utterance.kind}", []).append(pair)
            if utterance.kind in _SENTENCES:
                pairs.setdefault(f"{utterance.language} sentences", []).append(pair)
            if utterance.kind != "long digits":
                pairs.setdefault(utterance.language, []).append(pair)
            if len(report.examples) < 24:
                report.examples.append((condition, utterance.text, heard))
        for name, found in sorted(pairs.items()):
            report.rates[f"{condition}: {name}"] = error_rate(found)
            if name.endswith("digits"):
                report.rates[f"{condition}: {name}, wholly right"] = share_right(found)
        numbers = "-digits" if path.stem.endswith("-digits") else ""
        report.rates[f"{condition}{numbers}: language told apart"] = interval(told_apart, [1.0] * len(told_apart))


def demo_lines(playbooks: Path) -> list[tuple[str, Voice]]:
    """Text and voice of every line of every dialogue."""
    dialogues = [read_dialogue(path) for path in sorted(playbooks.glob("*/scenarios/*.toml"))]
    return [(line.text, line.voice) for dialogue in dialogues for line in dialogue.lines]


def product_names(playbooks: Path) -> dict[str, list[str]]:
    """Language -> names of a playbook's first products."""
    found: dict[str, list[str]] = {}
    for path in sorted(playbooks.glob("*/products/*.toml")):
        lang = str(tomllib.loads((path.parents[1] / "playbook.toml").read_text(encoding="utf-8"))["lang"])
        found.setdefault(lang, []).extend(
            str(product["name"]) for product in tomllib.loads(path.read_text(encoding="utf-8")).get("product", ()))
    return {lang: names[:_NAMES] for lang, names in found.items()}


def measure_demo(listener: Listener, playbooks: Path, report: Measurement) -> None:
    """Error rates on the dialogues' lines in their own voices: clean, by telephone, after the line before as prompt, and after
    product names and that line, which is what a server gives a model that follows prompts.
    """
    voices = engine("espeak")
    names = product_names(playbooks)
    for condition in ("clean", "telephone", "prompted", "named"):
        pairs: dict[str, list[tuple[str, str]]] = {}
        before = ""
        for text, voice in demo_lines(playbooks):
            samples = in_unit_range(voices.synthesise(text, voice).samples)
            samples = channel.telephone(samples) if condition == "telephone" else samples
            hot = ", ".join(names.get(voice.language, ())) if condition == "named" else ""
            previous = f"{hot} {before}".strip() if condition in ("prompted", "named") else ""
            heard, _ = listener.hear(normalise(raw_log_mel(samples)), voice.language, previous)
            before = text.translate(FULL_WIDTH_MARKS) if voice.language == "zh" else text
            pairs.setdefault(voice.language, []).append((text, heard))
            if condition == "clean":
                report.examples.append(("demo", text, heard))
        for language, found in pairs.items():
            report.rates[f"demo {condition}: {language}"] = error_rate(found)


def measure_open_windows(listener: Listener, playbooks: Path, report: Measurement) -> None:
    """Error rates on the dialogues' lines cut after each second, mostly within a word, against the words heard so far."""
    voices = engine("espeak")
    pairs: dict[str, list[tuple[str, str]]] = {}
    for text, voice in demo_lines(playbooks):
        speech = voices.synthesise(text, voice)
        samples = in_unit_range(speech.samples)
        for end_s in range(1, int(speech.duration_s)):
            heard, _ = listener.hear(normalise(raw_log_mel(samples[: end_s * SAMPLE_RATE_HZ])), voice.language)
            said = text[: max((word.last for word in speech.words if word.end_s <= end_s), default=0)]
            pairs.setdefault(voice.language, []).append((said, heard))
    for language, found in pairs.items():
        report.rates[f"demo, windows still open: {language}"] = error_rate(found)


def unseen_playbook_sentences(playbooks: Path, seen: frozenset[str]) -> list[Sentence]:
    """The playbooks' sentences that training happened not to draw."""
    return [line for line in read_playbooks(playbooks) if line.text not in seen]


def measure_unseen_sentences(
    listener: Listener, name: str, sentences: Iterable[Sentence], report: Measurement, count: int = 120
) -> None:
    """Error rates on `count` of the sentences (evenly of both languages), in the dialogues' voices and in unseen ones."""
    rng, voices = Random(3), engine("espeak")
    known = sorted({(line.text, line.language) for line in sentences if 4 <= len(units(line.text)) <= 40})
    chosen = [pair for language in ("zh", "en") if (found := [pair for pair in known if pair[1] == language])
              for pair in rng.sample(found, min(count // 2, len(found)))]
    for whose in ("dialogues' voices", "unseen voices"):
        pairs: dict[str, list[tuple[str, str]]] = {}
        for text, language in chosen:
            own = [voice for voice in DEMO_VOICES if voice.language == language]
            voice = rng.choice(own) if whose == "dialogues' voices" else held_out_voice(language, rng)
            samples = in_unit_range(voices.synthesise(text, voice).samples)
            heard, _ = listener.hear(normalise(raw_log_mel(samples)), language)
            pairs.setdefault(language, []).append((text, heard))
        for language, found in sorted(pairs.items()):
            report.rates[f"{name}, {whose}: {language}"] = error_rate(found)


def measure_no_speech(listener: Listener, report: Measurement, sounds: int = 120) -> None:
    """Words a minute written into silence, noise, tones and music, with and without the silence guard."""
    rng = np.random.default_rng(77)
    words, guarded, seconds = 0, 0, 0.0
    for _ in range(sounds):
        samples = channel.no_speech(rng)
        heard, probability = listener.hear(normalise(raw_log_mel(samples)), "zh")
        words += len(units(heard))
        guarded += len(units(heard)) if probability < 0.6 else 0
        seconds += len(samples) / SAMPLE_RATE_HZ
    report.numbers["no speech: words a minute"] = 60 * words / seconds
    report.numbers["no speech: words a minute, guard at 0.6"] = 60 * guarded / seconds


def measure_speed(listener: Listener, folder: Path, report: Measurement) -> None:
    """Seconds to decode 10 s of speech on one thread, to load, and the size in MB."""
    voices = engine("espeak")
    voice = Voice("zh", "f2")
    speech = np.concatenate([voices.synthesise("您的贷款余额是二十万元，年化利率百分之三点六五。", voice).samples for _ in range(2)])
    samples = in_unit_range(np.resize(speech, 160_000))
    taken: list[float] = []
    for _ in range(7):
        began = time.perf_counter()
        listener.hear(normalise(raw_log_mel(samples)), "zh")
        taken.append(time.perf_counter() - began)
    report.numbers["decode 10 s on one thread, s"] = float(np.median(taken))
    report.numbers["decode 10 s on one thread, least, s"] = min(taken)
    report.numbers["load, s"] = listener.load_s
    report.numbers["size, MB"] = sum(path.stat().st_size for path in folder.iterdir()) / 1e6


def measure(folder: Path, shards: Path, playbooks: Path) -> Measurement:
    """Measure everything."""
    listener, report = Listener(folder), Measurement()
    seen = training_texts(shards)
    measure_test_shards(listener, shards, seen, report)
    if playbooks.is_dir() and read_playbooks(playbooks):
        measure_unseen_sentences(listener, "unseen playbook sentences", unseen_playbook_sentences(playbooks, seen), report)
        measure_demo(listener, playbooks, report)
        measure_open_windows(listener, playbooks, report)
    measure_unseen_sentences(listener, "what callers and agents say, never drawn", held_out_talk(), report, 400)
    measure_no_speech(listener, report)
    measure_speed(listener, folder, report)
    return report


def table(rates: Iterable[tuple[str, Rate]]) -> str:
    """Rates as lines of text."""
    return "\n".join(f"{name:45} {rate}" for name, rate in rates)
