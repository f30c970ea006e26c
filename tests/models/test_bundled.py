"""What ships: whole, small, each with its card; the recogniser also loads as any faster-whisper model does, off-line."""

from __future__ import annotations

import asyncio
import difflib
import socket
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from faster_whisper import WhisperModel

from models import store
from models.asr import load_recogniser
from models.classify import classifier
from models.tts import Voice
from models.tts.resident import ResidentSynthesiser
from models.tts.serving import Request

MODELS = sorted(path for path in store.BUNDLED_DIR.iterdir() if path.is_dir())
RECOGNISER = store.BUNDLED_DIR / "whisper-seatmate-synthetic"
MOST_BYTES = 25_000_000
LINE = "你好，我的贷款想提前还款，要收违约金吗？"


@pytest.mark.parametrize("directory", MODELS, ids=lambda path: path.name)
def test_each_is_whole_and_says_what_it_is_and_what_it_can_not(directory: Path) -> None:
    manifest = classifier.verify(directory) if classifier.is_classifier(directory) else store.verify(directory)
    card = tomllib.loads((directory / "card.toml").read_text(encoding="utf-8"))
    text = (directory / "README.md").read_text(encoding="utf-8")
    assert manifest is not None and manifest.licence == card["licence"] == "Apache-2.0"
    assert card["name"] == directory.name and card["limits"] and card["training"]["recipe_commit"]
    assert card["rates"] and all(low <= rate <= high and samples > 0 for rate, low, high, samples in card["rates"].values())
    for chapter in ("Data", "Recipe", "Measured", "Limits", "Licence"):
        assert f"## {chapter}" in text, chapter


def test_the_recogniser_is_small_and_says_whom_it_hears() -> None:
    assert sum(path.stat().st_size for path in RECOGNISER.iterdir()) <= MOST_BYTES
    info = load_recogniser(RECOGNISER.name, "cpu").info
    assert info.synthetic_only and set(info.languages) == {"zh", "en"}


def test_it_loads_as_any_whisper_model_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    async def spoken() -> Any:
        speaker = ResidentSynthesiser()
        try:
            return (await speaker.speak(Request(0, LINE, Voice("zh", "f2")))).astype(np.float32) / 32768.0
        finally:
            await speaker.close()
    sound = asyncio.run(spoken())

    def no_network(*_: object) -> None:
        raise AssertionError("the network was asked")
    monkeypatch.setattr(socket.socket, "connect", no_network)
    model = WhisperModel(str(RECOGNISER), device="cpu", compute_type="int8", cpu_threads=1)
    segments, info = model.transcribe(sound, language="zh", without_timestamps=True)
    heard = "".join(segment.text for segment in segments)
    assert info.language == "zh" and difflib.SequenceMatcher(None, LINE, heard, autojunk=False).ratio() > 0.7, heard
