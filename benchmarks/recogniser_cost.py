"""What the way to the model costs beside the model: `python -m benchmarks.recogniser_cost`.

In: the demo's dialogues (or the files named), each line spoken by a synthetic voice.  Several calls at once hand their
partials and finals to the scheduler; every batch that reaches the engine is written down.  Then CTranslate2's `encode` and
`generate` alone decode the same windows, from features made beforehand: once in the same batches, once one by one.
Out: CPU seconds of the whole process for a second of speech, and the ratios.  Time in features, grouping, prompts, guards,
numbers, agreement and threads is all that differs.  Least of several rounds: another program can only add to it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import ctranslate2
import numpy as np
import tokenizers
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray

from models.asr import Context, RecogniserInfo, Recognition, Window, load_recogniser
from models.asr.faster_whisper import FasterWhisper
from models.asr.features import LogMel
from models.asr.whisper_files import feature_settings
from models.asr.windows import window_samples, with_silence_behind
from models.tts import SAMPLE_RATE_HZ, engine
from models.tts.dialogue import read_dialogue, trimmed
from server.speech.load import LoadSettings
from server.speech.scheduler import Scheduler, SchedulerSettings

BUNDLED = Path(__file__).parent.parent / "models" / "bundled" / "whisper-seatmate-synthetic"
_WHOLE = 30 * SAMPLE_RATE_HZ
PLAYBOOKS = Path(__file__).parent.parent / "server" / "playbooks"
FIRST_PARTIAL_S, PARTIAL_EVERY_S = 0.6, 0.5


class Spoken(NamedTuple):
    """One line as sound."""

    lang: str
    audio: Window


class Batch(NamedTuple):
    """One batch as it reached the engine."""

    lang: str
    beam: int
    features: list[NDArray[np.float32]]
    """One array a padded length, [windows, bands, frames]."""
    seconds: list[float]
    """The longest window of each."""


class Spy:
    """Stands before the engine and writes down what it is asked."""

    def __init__(self, recogniser: FasterWhisper) -> None:
        self._recogniser = recogniser
        self.asked: list[tuple[str, int, list[Window]]] = []

    @property
    def info(self) -> RecogniserInfo:
        """What is running."""
        return self._recogniser.info

    def recognise(self, windows: Sequence[Window], lang: str, *, prompt: str = "", hot_words: Sequence[str] = (),
                  contexts: Sequence[Context] = (), beam: int = 1, final: bool = False,
                  attempt: int | None = None) -> list[Recognition]:
        """See `models.asr.Recogniser.recognise`."""
        policy = self._recogniser.info.window
        self.asked.append((lang, beam, [with_silence_behind(one, policy, _WHOLE) if final else one for one in windows]))
        return self._recogniser.recognise(windows, lang, contexts=contexts, beam=beam, final=final, attempt=attempt)


def spoken_lines(paths: Sequence[Path]) -> list[Spoken]:
    """Every line of the dialogues as sound."""
    voices = engine()
    found: list[Spoken] = []
    for path in paths:
        dialogue = read_dialogue(path)
        for line in dialogue.lines:
            pcm = trimmed(voices.synthesise(line.text, line.voice).samples)
            found.append(Spoken(dialogue.language, pcm.astype(np.float32) / np.float32(32768)))
    return found


async def through_the_scheduler(spoken: Sequence[Spoken], spy: Spy, calls: int, partials: bool) -> tuple[float, Scheduler]:
    """CPU seconds of the process while `calls` calls have their lines recognised."""
    # Nothing gives way: both sides decode the same windows.
    settings = SchedulerSettings(load=LoadSettings(full=2.0), partial_wait_ms=1e9, second_looks=0)
    scheduler = Scheduler(spy, settings)
    waiting = iter(enumerate(spoken))

    async def call(name: str, lines: Iterator[tuple[int, Spoken]]) -> None:
        for number, line in lines:
            samples = int(FIRST_PARTIAL_S * SAMPLE_RATE_HZ)
            while partials and samples < len(line.audio):
                await scheduler.submit_partial(name, "customer", f"u{number}", line.audio[:samples], line.lang)
                samples += int(PARTIAL_EVERY_S * SAMPLE_RATE_HZ)
            await scheduler.submit_final(name, "customer", f"u{number}", line.audio, line.lang)

    start_s = time.process_time()
    async with asyncio.TaskGroup() as group:
        for number in range(calls):
            group.create_task(call(f"c{number}", waiting))
    used_s = time.process_time() - start_s
    scheduler.close()
    return used_s, scheduler


def prepared(asked: Sequence[tuple[str, int, list[Window]]], mel: LogMel, policy: Any, *, alone: bool) -> list[Batch]:
    """The features of what was asked, in the same batches or window by window."""
    batches: list[Batch] = []
    for lang, beam, windows in asked:
        for own in [[window] for window in windows] if alone else [windows]:
            groups: dict[int, list[Window]] = {}
            for window in own:
                groups.setdefault(window_samples(len(window), policy, mel.longest_samples), []).append(window)
            batches.append(Batch(lang, beam, [mel.of(same, mel.frames(padded)) for padded, same in groups.items()],
                                 [max(map(len, same)) / SAMPLE_RATE_HZ for same in groups.values()]))
    return batches


def bare(batches: Sequence[Batch], model: Any, starts: dict[str, list[int]]) -> float:
    """CPU seconds of the process in `encode` and `generate` alone."""
    start_s = time.process_time()
    for batch in batches:
        for features, seconds in zip(batch.features, batch.seconds, strict=True):
            start = starts[batch.lang]
            model.generate(model.encode(ctranslate2.StorageView.from_array(features)), [start] * len(features),
                           beam_size=batch.beam, max_length=min(448, 2 * (int(16 * seconds) + 12)), return_scores=True,
                           return_no_speech_prob=True)
    return time.process_time() - start_s


def _start(tokenizer: Any, lang: str) -> list[int]:
    names = ("<|startoftranscript|>", f"<|{lang}|>", "<|transcribe|>", "<|notimestamps|>")
    return [tokenizer.token_to_id(name) for name in names]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dialogues", nargs="*", type=Path)
    parser.add_argument("--model", type=Path, default=BUNDLED)
    parser.add_argument("--calls", type=int, default=8, help="calls at once")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-partials", action="store_true")
    options = parser.parse_args()
    spoken = spoken_lines(options.dialogues or sorted(PLAYBOOKS.glob("*/scenarios/*.toml")))
    speech_s = sum(len(line.audio) for line in spoken) / SAMPLE_RATE_HZ
    recogniser = load_recogniser(options.model, "cpu")
    assert isinstance(recogniser, FasterWhisper)
    info = recogniser.info
    model = ctranslate2.models.Whisper(str(options.model), device="cpu", compute_type="int8", intra_threads=info.threads)
    mel = LogMel(FeatureExtractor(**feature_settings(options.model)))
    tokenizer = tokenizers.Tokenizer.from_file(str(options.model / "tokenizer.json"))
    starts = {lang: _start(tokenizer, lang) for lang in ("zh", "en")}
    # Dictionaries are loaded with the first text.
    asyncio.run(through_the_scheduler(spoken[:1] + spoken[-1:], Spy(recogniser), 1, partials=False))
    rows: list[tuple[float, float, float]] = []
    for _ in range(options.rounds):
        spy = Spy(recogniser)
        used_s, scheduler = asyncio.run(through_the_scheduler(spoken, spy, options.calls, not options.no_partials))
        together, alone = (prepared(spy.asked, mel, info.window, alone=one) for one in (False, True))
        rows.append((used_s, bare(together, model, starts), bare(alone, model, starts)))
    windows, batches = scheduler.counters.windows, scheduler.counters.batches
    print(f"{info.model}, {info.compute_type}, {info.threads} thread(s), window policy {info.window}; load {os.getloadavg()[0]:.1f}")
    print(f"{speech_s:.0f} s of speech in {len(spoken)} utterances, {options.calls} calls at once, {windows} windows in "
          f"{batches} batches ({windows / batches:.2f} each)")
    best = [min(row[column] for row in rows) for column in range(3)]
    for name, seconds in zip(("scheduler", "bare model, same batches", "bare model, one by one"), best, strict=True):
        print(f"{name:26} {seconds / speech_s * 1000:7.1f} CPU ms for a second of speech; scheduler / this = {best[0] / seconds:.2f}")


if __name__ == "__main__":
    main()
