"""The sound of a comparison, written once: two-channel calls as WAV files and `sound.json` with what is said when.

    sound.json   {"lang", "voices", "seconds", "seed", "calls": [{"wav", "channels": [[{"start_ms", "end_ms", "text"}, …], […]]}]}

The calls are those of `seatmate-server bench streams`: each side speaks 45 % of the time, `end_ms` is behind the last voiced
sample.  Every server gets the same files.
"""

from __future__ import annotations

import json
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from protocol.message import CHANNELS, PACKET_SAMPLES, SAMPLE_RATE_HZ, SAMPLES_PER_MS, Channel, Language
from server.benchmarking.conversation import Conversation
from server.benchmarking.streams import all_lines

from .errors import SoundUnusable

SOUND_FILE = "sound.json"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the set."""

    wav: Path
    spans_ms: tuple[tuple[tuple[float, float], ...], ...]
    """Of each channel's utterances: where the voice begins, and behind its last sample."""


@dataclass(frozen=True, slots=True)
class SoundSet:
    """All calls."""

    lang: Language
    voices: str
    """`espeak` (sentences) or `vowels` (no words)."""
    seconds: float
    calls: tuple[Call, ...]


class RecordedCall(Conversation):
    """A call of the set for the project's own clients; a side that is not heard is silent."""

    def __init__(self, call: Call, lang: Language, sides: tuple[int, ...]) -> None:
        self.lang = lang
        self.said = {channel: [] for channel in CHANNELS}
        with wave.open(str(call.wav), "rb") as file:
            both = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, len(CHANNELS))
        self._sound = {channel: both[:, number] if number in sides else both[:0, number]
                       for number, channel in enumerate(CHANNELS)}

    def packet(self, channel: Channel, number: int) -> bytes:
        """100 ms of one side: 3200 bytes."""
        sound = self._sound[channel][number * PACKET_SAMPLES:(number + 1) * PACKET_SAMPLES]
        return np.pad(sound, (0, PACKET_SAMPLES - len(sound))).astype("<i2").tobytes()


def written(folder: Path, calls: int, seconds: float, lang: Language, voices: Literal["auto", "espeak", "vowels"],
            seed: int) -> SoundSet:
    """The set of this folder, made if it is not there or holds other sound.

    Raises:
        SoundUnusable: the folder can not be read or written.
        VoicesMissing: the synthesiser does not work here.
    """
    key = {"lang": lang, "asked": voices, "seconds": seconds, "seed": seed}
    try:
        made = _read(folder)
        if any(made.get(name) != value for name, value in key.items()) or len(made["calls"]) < calls:
            folder.mkdir(parents=True, exist_ok=True)
            made = _make(folder, calls, key)
        return _loaded(folder, made)
    except (OSError, KeyError, TypeError, ValueError, wave.Error) as error:
        raise SoundUnusable(f"{folder} holds no usable sound ({error}); remove it, or name another --cache.") from error


def _make(folder: Path, calls: int, key: dict[str, Any]) -> dict[str, Any]:
    lines = all_lines((key["lang"],), key["asked"])[0]
    made: dict[str, Any] = {**key, "voices": lines.source, "calls": []}
    for number in range(calls):
        conversation = Conversation(lines, key["seconds"], key["seed"] * 10_000 + number)
        name = f"call-{number:04}.wav"
        packets = range(-(-int(key["seconds"] * SAMPLE_RATE_HZ) // PACKET_SAMPLES))
        sides = [np.frombuffer(b"".join(conversation.packet(channel, one) for one in packets), "<i2") for channel in CHANNELS]
        with wave.open(str(folder / name), "wb") as file:
            file.setnchannels(len(CHANNELS))
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE_HZ)
            file.writeframes(np.stack(sides, axis=1).astype("<i2").tobytes())
        made["calls"].append({"wav": name, "channels": [
            [{"start_ms": one.start_sample / SAMPLES_PER_MS, "end_ms": one.end_sample / SAMPLES_PER_MS, "text": one.line.text}
             for one in conversation.said[channel]] for channel in CHANNELS]})
    # last, so that a broken attempt counts for nothing
    (folder / SOUND_FILE).write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")
    return made


def _read(folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / SOUND_FILE).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}


def _loaded(folder: Path, made: dict[str, Any]) -> SoundSet:
    calls = [Call(folder / one["wav"], tuple(tuple((float(line["start_ms"]), float(line["end_ms"])) for line in side)
                                             for side in one["channels"])) for one in made["calls"]]
    return SoundSet(made["lang"], made["voices"], float(made["seconds"]), tuple(calls))
