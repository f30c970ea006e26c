"""Sound files, an index, and a recogniser whose texts are scripted by the sound's level."""

from __future__ import annotations

import json
import struct
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.asr import Context, RecogniserInfo, Recognition


def write_wav(path: Path, samples: NDArray[Any], rate_hz: int = 16_000) -> Path:
    """int16 [n] or [n, channels]."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1 if samples.ndim == 1 else samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.astype("<i2").tobytes())
    return path


def write_float_wav(path: Path, samples: NDArray[np.float32], rate_hz: int = 16_000) -> Path:
    """32-bit floats, which may be no numbers."""
    body = samples.astype("<f4").tobytes()
    header = b"RIFF" + struct.pack("<I", 36 + len(body)) + b"WAVEfmt "
    header += struct.pack("<IHHIIHH", 16, 3, 1, rate_hz, 4 * rate_hz, 4, 32) + b"data" + struct.pack("<I", len(body))
    path.write_bytes(header + body)
    return path


def level(value: int, seconds: float = 1.0, rate_hz: int = 16_000) -> NDArray[np.int16]:
    """Constant samples."""
    return np.full(int(seconds * rate_hz), value, np.int16)


def write_index(directory: Path, rows: Sequence[dict[str, str]]) -> Path:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (directory / "index.jsonl").write_text(text, encoding="utf-8")
    return directory


def row(audio: str, text: str, lang: str = "zh", condition: str = "clean") -> dict[str, str]:
    return {"audio": audio, "text": text, "lang": lang, "condition": condition}


class Scripted:
    """Writes the text of the loudest level that it hears; raises for the levels in `broken`."""

    def __init__(self, texts: dict[int, str], broken: frozenset[int] = frozenset()) -> None:
        self.texts = texts
        self.broken = broken
        self.windows: list[tuple[int, bool]] = []
        """(samples, final) of each window."""
        self.info = RecogniserInfo(engine="scripted", model="levels", device="cpu", compute_type="none",
                                   synthetic_only=True, languages=("zh", "en"), window="exact")

    def recognise(self, windows: Sequence[NDArray[np.float32]], lang: str, *, prompt: str = "",
                  hot_words: Sequence[str] = (), contexts: Sequence[Context] = (), beam: int = 1, final: bool = False,
                  attempt: int | None = None) -> list[Recognition]:
        return [self._recognition(window, lang, final) for window in windows]

    def _recognition(self, window: NDArray[np.float32], lang: str, final: bool) -> Recognition:
        heard = round(float(np.max(window, initial=0.0)) * 32768)
        self.windows.append((len(window), final))
        if heard in self.broken:
            raise ValueError("this level breaks the engine")
        return Recognition(self.texts.get(heard, ""), -0.1, 0.0, 1.0, lang)


class Bilingual(Scripted):
    """Also tells languages apart: odd levels are English."""

    def detect_language(self, windows: Sequence[NDArray[np.float32]]) -> list[str]:
        return ["en" if round(float(window.max()) * 32768) % 2 else "zh" for window in windows]


class Instantly:
    """A pace without waiting: time is where the sound is."""

    def __init__(self) -> None:
        self.at_s = 0.0

    def now_s(self) -> float:
        return self.at_s

    async def wait_until(self, at_s: float) -> None:
        self.at_s = max(self.at_s, at_s)
