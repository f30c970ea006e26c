"""A dialogue file (`server/playbooks/*/scenarios/*.toml`) as lines, and where each line stands in time.

Keys: `id`, `title`, `lang` (`zh` or `en`), `[voices.agent]` and `[voices.customer]` (`variant`, `pitch`, `rate`,
`volume`), and `[[line]]` with `channel`, `text`, `pause_ms` (silence before it, after the line before it), `overlap_ms`
(instead: how far it begins before the end of the line before it), and its own `rate`, `pitch`, `volume`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.tts import SAMPLE_RATE_HZ, Pcm16, ScenarioInvalid, SpeechEngine, Voice

CHANNELS = ("customer", "agent")
"""Left and right of the rendered file."""
DEFAULT_PAUSE_MS = 400
_RANGES = {"pitch": (0, 99), "rate": (80, 450), "volume": (0, 200), "pause_ms": (0, 60_000), "overlap_ms": (0, 10_000)}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a dialogue."""

    channel: str
    text: str
    voice: Voice
    pause_ms: int = DEFAULT_PAUSE_MS
    overlap_ms: int = 0


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A dialogue ready to be spoken."""

    id: str
    title: str
    language: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class LineTime:
    """When a line is heard, seconds from the beginning of the file."""

    channel: str
    text: str
    start_s: float
    end_s: float


def _number(table: Mapping[str, Any], key: str, default: int, place: str) -> int:
    value = table.get(key, default)
    low, high = _RANGES[key]
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ScenarioInvalid(f"{place}: {key} must be a whole number from {low} to {high}, not {value!r}.")
    return value


def _voice(table: Mapping[str, Any], base: Voice, place: str) -> Voice:
    return replace(
        base,
        variant=str(table.get("variant", base.variant)),
        pitch=_number(table, "pitch", base.pitch, place),
        rate_wpm=_number(table, "rate", base.rate_wpm, place),
        volume=_number(table, "volume", base.volume, place),
    )


def parse_dialogue(content: Mapping[str, Any], language: str | None = None, name: str = "scenario") -> Dialogue:
    """Check the tables of a dialogue file; `language` takes the place of the file's own.

    Raises:
        ScenarioInvalid: a key is missing or out of range.
    """
    spoken = language or content.get("lang")
    if spoken not in ("zh", "en"):
        raise ScenarioInvalid(f"{name}: lang must be zh or en, not {spoken!r}.")
    voices = {
        channel: _voice(content.get("voices", {}).get(channel, {}), Voice(spoken), f"{name}, voices.{channel}")
        for channel in CHANNELS
    }
    lines: list[Line] = []
    for number, table in enumerate(content.get("line", ()), 1):
        place = f"{name}, line {number}"
        channel, text = table.get("channel"), table.get("text")
        if channel not in CHANNELS:
            raise ScenarioInvalid(f"{place}: channel must be agent or customer, not {channel!r}.")
        if not isinstance(text, str) or not text.strip():
            raise ScenarioInvalid(f"{place}: text is missing.")
        pause_ms = _number(table, "pause_ms", DEFAULT_PAUSE_MS, place)
        overlap_ms = _number(table, "overlap_ms", 0, place)
        lines.append(Line(channel, text, _voice(table, voices[channel], place), pause_ms, overlap_ms))
    if not lines:
        raise ScenarioInvalid(f"{name}: there is no [[line]].")
    return Dialogue(str(content.get("id", name)), str(content.get("title", "")), spoken, tuple(lines))


def read_dialogue(path: Path, language: str | None = None) -> Dialogue:
    """Read a dialogue file.

    Raises:
        ScenarioInvalid: it is no TOML, or see `parse_dialogue`.
        OSError: it can not be read.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScenarioInvalid(f"{path.name}: {error}") from error
    return parse_dialogue(content, language, path.name)


def trimmed(samples: Pcm16, threshold: int = 40) -> Pcm16:
    """Without the silence at both ends, so that pauses are those of the file; 20 ms are kept."""
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > threshold)
    if len(loud) == 0:
        return samples
    margin = SAMPLE_RATE_HZ // 50
    return samples[max(int(loud[0]) - margin, 0) : int(loud[-1]) + margin]


def render(dialogue: Dialogue, engine: SpeechEngine) -> tuple[NDArray[np.int16], list[LineTime]]:
    """Speak all lines: samples [n, 2] at 16 kHz (customer, agent) and the time of each line."""
    spoken: list[tuple[int, int, Pcm16]] = []
    times: list[LineTime] = []
    at = 0
    for line in dialogue.lines:
        samples = trimmed(engine.synthesise(line.text, line.voice).samples)
        gap_ms = -line.overlap_ms if line.overlap_ms else line.pause_ms
        begin = max(at + gap_ms * SAMPLE_RATE_HZ // 1000, 0)
        spoken.append((CHANNELS.index(line.channel), begin, samples))
        times.append(LineTime(line.channel, line.text, begin / SAMPLE_RATE_HZ, (begin + len(samples)) / SAMPLE_RATE_HZ))
        at = begin + len(samples)
    total = max(begin + len(samples) for _, begin, samples in spoken) + SAMPLE_RATE_HZ // 2
    mixed = np.zeros((total, 2), dtype=np.int32)
    for side, begin, samples in spoken:
        mixed[begin : begin + len(samples), side] += samples
    return np.clip(mixed, -32768, 32767).astype(np.int16), times
