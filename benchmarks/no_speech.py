"""Words a minute that are written though nobody speaks: `python -m benchmarks.no_speech [--minutes N] [--model NAME|DIR]`.

Each sound of `no_speech_sound` is heard two ways.  Alone: every 5 to 10 s of it are decoded as if they were a final, and the
model's own text counts.  In a call: voice activity, end-pointing, recogniser and guards, and what would be shown counts.
Chinese and English take turns; a Chinese character counts as a word.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.no_speech_sound import KINDS, SAMPLE_RATE_HZ, Samples, programme
from models.asr import Recogniser, load_recogniser
from models.vad import SileroVad
from protocol.message import Language
from server.evaluation.folding import units
from server.speech.listening import ChannelListener, UtteranceEnded
from server.speech.scheduler import Scheduler

_WINDOW_S = (5.0, 10.0)
_SHORTEST_S = 1.0
_LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(slots=True)
class Tally:
    """What came of one kind of sound."""

    seconds: float = 0.0
    utterances: int = 0
    """Stretches that voice activity took for speech."""
    alone: int = 0
    """Words of the model alone."""
    shown: int = 0
    """Words that a call would have shown."""


@dataclass(slots=True)
class Found:
    """What came of all."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)
    """Utterances of calls that were not shown, by the guards' reason."""

    @property
    def total(self) -> Tally:
        """All kinds together."""
        every = self.tallies.values()
        return Tally(sum(one.seconds for one in every), sum(one.utterances for one in every),
                     sum(one.alone for one in every), sum(one.shown for one in every))


def alone(recogniser: Recogniser, sound: Samples, lang: Language, random: np.random.Generator) -> int:
    """Words of the model alone in windows of 5 to 10 s."""
    words, at = 0, 0
    while len(sound) - at >= _SHORTEST_S * SAMPLE_RATE_HZ:
        window = sound[at:at + int(random.uniform(*_WINDOW_S) * SAMPLE_RATE_HZ)]
        at += len(window)
        words += len(units(recogniser.recognise([window], lang, beam=5, final=True)[0].text, lang))
    return words


async def in_a_call(scheduler: Scheduler, vad: SileroVad, call: str, sound: Samples, lang: Language) -> tuple[int, int]:
    """Utterances found and words shown."""
    ear = ChannelListener("customer", vad.stream())
    pcm = np.clip(np.rint(sound * 32767), -32768, 32767).astype(np.int16)
    ended = [one for one in (*ear.push(0, pcm), *ear.finish()) if isinstance(one, UtteranceEnded)]
    words = 0
    for one in ended:
        transcript = await scheduler.submit_final(call, "customer", f"u{one.start_sample}", one.audio, lang,
                                                  speech_probability=one.mean_speech_probability)
        words += len(units(transcript.text, lang)) if transcript else 0
    return len(ended), words


async def measure(recogniser: Recogniser, minutes: float, seed: int = 0, piece_s: float = 20.0,
                  progress: Callable[[float], None] = lambda _: None) -> Found:
    """Hear so many minutes both ways."""
    found = Found({kind: Tally() for kind in KINDS})
    vad, scheduler = SileroVad(), Scheduler(recogniser)
    random = np.random.default_rng(seed)
    try:
        for index, (kind, sound) in enumerate(programme(minutes, seed, piece_s)):
            tally, lang = found.tallies[kind], _LANGUAGES[(index // len(KINDS) + index) % 2]
            tally.seconds += len(sound) / SAMPLE_RATE_HZ
            tally.alone += alone(recogniser, sound, lang, random)
            utterances, words = await in_a_call(scheduler, vad, f"c{index}", sound, lang)
            tally.utterances += utterances
            tally.shown += words
            progress(piece_s / 60)
    finally:
        scheduler.close()
    found.dropped.update(scheduler.dropped.total)
    return found


def table(found: Found) -> list[str]:
    """Lines for a terminal."""
    lines = [f"{'kind of sound':24} {'minutes':>8} {'alone/min':>10} {'utterances':>11} {'shown/min':>10}"]
    for kind, tally in [*found.tallies.items(), ("all", found.total)]:
        minutes = tally.seconds / 60
        if minutes:
            lines.append(f"{kind:24} {minutes:8.1f} {tally.alone / minutes:10.2f} {tally.utterances:11d} "
                         f"{tally.shown / minutes:10.2f}")
    if found.dropped:
        lines.append("not shown: " + ", ".join(f"{reason} {count}" for reason, count in found.dropped.most_common()))
    return lines


def as_json(found: Found, model: str) -> dict[str, Any]:
    """The same as one object."""
    def one(tally: Tally) -> dict[str, float]:
        minutes = max(tally.seconds / 60, 1e-9)
        return {"minutes": round(minutes, 2), "alone_words_per_minute": round(tally.alone / minutes, 3),
                "utterances": tally.utterances, "shown_words_per_minute": round(tally.shown / minutes, 3)}
    return {"model": model, **one(found.total), "dropped": dict(found.dropped),
            "kinds": {kind: one(tally) for kind, tally in found.tallies.items() if tally.seconds}}


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.no_speech", description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60.0, metavar="N", help="sound in all (default: 60)")
    parser.add_argument("--model", metavar="NAME|DIR", help="recogniser (default: the one that the server would take)")
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda"))
    parser.add_argument("--seed", type=int, default=0, help="other sounds of the same kinds")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result here")
    args = parser.parse_args()
    if not 0 < args.minutes <= 24 * 60:
        parser.error("--minutes must be more than 0 and at most a day")
    from tqdm import tqdm  # type: ignore[import-untyped,unused-ignore]

    recogniser = load_recogniser(args.model, args.device)
    with tqdm(total=args.minutes, unit="min", disable=None) as bar:
        found = asyncio.run(measure(recogniser, args.minutes, args.seed, progress=bar.update))
    print(f"{recogniser.info.model} on {recogniser.info.device}")
    print("\n".join(table(found)))
    if args.json is not None:
        args.json.write_text(json.dumps(as_json(found, recogniser.info.model), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
