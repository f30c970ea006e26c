"""Each line of a benchmark spoken once, before any clock runs: sentences in, sound with the exact end of the voice out.

The synthesiser is a GPL-3 program of its own (`python -m models.tts`), so it is called and never loaded here.  Where it is
not installed, vowels of the length of the text stand in: good for cost and lag, not for error rates.
`conversation` is next.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from protocol.message import CHANNELS, SAMPLE_RATE_HZ, Channel, Language
from server.content.playbook import Playbook, Voice

from .errors import VoicesMissing
from .process import child_environment
from .texts import sentences
from .vowels import voice_like

log = logging.getLogger(__name__)
VoiceSource = Literal["espeak", "vowels"]
RENDER_S = 300.0
_PAUSE_MS = 200
_FRAME_SAMPLES = SAMPLE_RATE_HZ // 100
_QUIET = 60
"""Amplitude (int16) below which 10 ms of a spoken line is no voice: -55 dBFS."""
_SECONDS_PER_CHARACTER = {"zh": 0.22, "en": 0.065}
_VOWEL_PITCH_HZ: dict[Channel, float] = {"customer": 110.0, "agent": 170.0}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as sound."""

    text: str
    pcm: NDArray[np.int16]
    """16 kHz mono; begins and ends with its voice."""
    voiced: tuple[tuple[int, int], ...]
    """[first, last) samples of each stretch of voice in it; pauses are between them."""


@dataclass(frozen=True, slots=True)
class Lines:
    """All that may be said in calls of one language."""

    lang: Language
    source: VoiceSource
    by_channel: Mapping[Channel, Sequence[Line]]


def synthesiser_installed() -> bool:
    """Whether lines can be spoken here rather than stood in for."""
    return not getattr(sys, "frozen", False) and all(find_spec(name) is not None
                                                     for name in ("models", "espeakng_loader", "scipy"))


def speak(playbook: Playbook, source: VoiceSource) -> Lines:
    """Every sentence of a playbook's language, spoken.

    Raises:
        VoicesMissing: the synthesiser is not installed, or failed.
    """
    texts = sentences(playbook)
    make = _spoken if source == "espeak" else _stood_in
    return Lines(playbook.lang, source, make(playbook, texts))


def stretches(pcm: NDArray[np.int16]) -> tuple[tuple[int, int], ...]:
    """[first, last) samples of each stretch of voice, to 10 ms; gaps below 60 ms belong to the stretch."""
    frames = np.abs(pcm[:len(pcm) // _FRAME_SAMPLES * _FRAME_SAMPLES].astype(np.int32)).reshape(-1, _FRAME_SAMPLES)
    voiced = np.flatnonzero(frames.max(axis=1, initial=0) > _QUIET)
    found: list[tuple[int, int]] = []
    for frame in voiced:
        first, last = int(frame) * _FRAME_SAMPLES, (int(frame) + 1) * _FRAME_SAMPLES
        if found and first - found[-1][1] < 6 * _FRAME_SAMPLES:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return tuple(found)


def _stood_in(playbook: Playbook, texts: Mapping[Channel, Sequence[str]]) -> dict[Channel, list[Line]]:
    found: dict[Channel, list[Line]] = {}
    for channel in CHANNELS:
        seconds = [max(1.0, len(text) * _SECONDS_PER_CHARACTER[playbook.lang]) for text in texts[channel]]
        sound = (voice_like(max(seconds), _VOWEL_PITCH_HZ[channel]) * 32767).astype(np.int16)
        found[channel] = [_line(text, sound[:int(length * SAMPLE_RATE_HZ)])
                          for text, length in zip(texts[channel], seconds, strict=True)]
    return found


def _line(text: str, pcm: NDArray[np.int16]) -> Line:
    voiced = stretches(pcm)
    if not voiced:
        raise VoicesMissing("The synthesiser made a line without a sound; try --voices vowels.")
    first, last = voiced[0][0], voiced[-1][1]
    return Line(text, pcm[first:last].copy(), tuple((start - first, end - first) for start, end in voiced))


def _spoken(playbook: Playbook, texts: Mapping[Channel, Sequence[str]]) -> dict[Channel, list[Line]]:
    if not synthesiser_installed():
        raise VoicesMissing("The synthetic voices are not installed: pip install 'seatmate[voices]', or --voices vowels.")
    with tempfile.TemporaryDirectory(prefix="seatmate-bench-voices-") as folder:
        scenario, sound, times = (Path(folder) / name for name in ("lines.toml", "lines.wav", "times.json"))
        scenario.write_text(_scenario(playbook, texts), encoding="utf-8")
        command = [sys.executable, "-m", "models.tts", "render", str(scenario), "--out", str(sound), "--times", str(times)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=RENDER_S, check=False,
                                  env=child_environment(), stdin=subprocess.DEVNULL)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise VoicesMissing(f"The synthesiser could not be run ({error}); try --voices vowels.") from error
        if done.returncode != 0:
            said = (done.stderr or done.stdout).strip().splitlines()[-1:]
            raise VoicesMissing(f"The synthesiser failed ({' '.join(said)}); try --voices vowels.")
        return _cut(sound, times)


def _scenario(playbook: Playbook, texts: Mapping[Channel, Sequence[str]]) -> str:
    """The lines as a dialogue file; the voices of the playbook's own dialogues take turns."""
    voices: dict[Channel, list[Voice]] = {
        channel: [scenario.voices[channel] for scenario in playbook.scenarios.values() if channel in scenario.voices]
        or [Voice()] for channel in CHANNELS}
    rows = [f"lang = {json.dumps(playbook.lang)}"]
    for channel in CHANNELS:
        for number, text in enumerate(texts[channel]):
            voice = voices[channel][number % len(voices[channel])]
            rows += ["[[line]]", f'channel = "{channel}"', f"text = {json.dumps(text, ensure_ascii=False)}",
                     f"variant = {json.dumps(voice.variant)}", f"pitch = {voice.pitch}", f"rate = {voice.rate}",
                     f"volume = {voice.volume}", f"pause_ms = {_PAUSE_MS}"]
    return "\n".join(rows) + "\n"


def _cut(sound: Path, times: Path) -> dict[Channel, list[Line]]:
    with wave.open(str(sound), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, len(CHANNELS))
    said = json.loads(times.read_text(encoding="utf-8"))
    sides = {said["channels"]["left"]: 0, said["channels"]["right"]: 1}
    found: dict[Channel, list[Line]] = {channel: [] for channel in CHANNELS}
    for line in said["lines"]:
        first, last = (int(line[name] * SAMPLE_RATE_HZ) for name in ("start_s", "end_s"))
        found[line["channel"]].append(_line(line["text"], samples[first:last, sides[line["channel"]]]))
    return found
