"""Piper voices, when a program and a voice are installed: neural voices that sound nearer to people.

In: text and a voice.  Out: speech.  Nothing of Piper comes with this product: the Python package `piper-tts` is GPL-3
from version 1.3 on (MIT before, with a GPL-3 library inside), so it is loaded only in the program that `serving` is,
never in the server.  Without the package the program `piper` is run for each clause, which loads its voice every
time.

A voice is two files of the model store, `piper/NAME.onnx` and `piper/NAME.onnx.json`; its language is read from the
second.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from models.store import store_dir

from . import SAMPLE_RATE_HZ, EngineFailed, EngineMissing, Pcm16, Speech, Voice, VoiceUnknown
from .numerals import spoken_form

PROGRAM_VARIABLE = "SEATMATE_PIPER"
"""Path of the program `piper`; else it is looked for in the search path."""
SPEAK_S = 9.0
"""For one clause; less than `resident.ANSWER_S`, so that a program that hangs is ended, not left behind."""
_CALM_WPM = 175.0
_LEAST_BYTES = 1_000
_LOADED_VOICES = 2


@dataclass(frozen=True, slots=True)
class PiperVoice:
    """An installed voice."""

    name: str
    model: Path
    language: str
    """`zh` or `en`; another language by its own code."""
    rate_hz: int


def voice_dir() -> Path:
    """Where voices are looked for; it need not exist."""
    return store_dir() / "piper"


def installed_voices() -> list[PiperVoice]:
    """Voices whose two files are there and readable, by name."""
    found = []
    for model in sorted(voice_dir().glob("*.onnx")):
        try:
            found.append(read_voice(model))
        except VoiceUnknown:
            continue
    return found


def program() -> str:
    """The program `piper`, empty if there is none."""
    chosen = os.environ.get(PROGRAM_VARIABLE, "")
    return chosen if chosen else shutil.which("piper") or ""


def can_speak(language: str) -> bool:
    """Whether something that speaks and a voice of this language are installed."""
    installed = bool(program()) or (not getattr(sys, "frozen", False) and find_spec("piper") is not None)
    return installed and any(voice.language == language for voice in installed_voices())


def read_voice(model: Path) -> PiperVoice:
    """The description of a voice.

    Raises:
        VoiceUnknown: a file is missing or damaged; says which, and what to do.
    """
    table = model.with_name(model.name + ".json")
    for file in (model, table):
        if not file.is_file():
            raise VoiceUnknown(f"The Piper voice {model.stem!r} has no file {file.name}; copy both files of the voice "
                               f"to {model.parent}.")
    if model.stat().st_size < _LEAST_BYTES:
        raise VoiceUnknown(f"The Piper voice file {model.name} is damaged: it has {model.stat().st_size} bytes; copy it again.")
    try:
        content = json.loads(table.read_text(encoding="utf-8"))
        rate_hz = int(content["audio"]["sample_rate"])
        code = str(content.get("language", {}).get("code") or content.get("espeak", {}).get("voice", ""))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise VoiceUnknown(f"The Piper voice file {table.name} is damaged ({error}); copy it again.") from error
    if not 8_000 <= rate_hz <= 48_000:
        raise VoiceUnknown(f"The Piper voice file {table.name} is damaged: a rate of {rate_hz} Hz; copy it again.")
    language = code.replace("-", "_").split("_")[0].lower()
    return PiperVoice(model.stem, model, {"cmn": "zh"}.get(language, language), rate_hz)


class PiperEngine:
    """The engine; see `SpeechEngine`.  `variant` is a voice's name, and the first of the language if it is empty."""

    def __init__(self) -> None:
        self._package: Any = None
        if find_spec("piper") is not None:
            self._package = importlib.import_module("piper")
        self._program = program()
        if self._package is None and not self._program:
            raise EngineMissing("Piper is not installed; put the program `piper` into the search path, or pip install piper-tts.")
        self._loaded: dict[str, Any] = {}

    def synthesise(self, text: str, voice: Voice) -> Speech:
        """Speak `text`; pitch is the voice's own.

        Raises:
            VoiceUnknown: no installed voice has this name or language, or its files are damaged.
            EngineFailed: Piper refused the text.
        """
        from .espeak import to_sample_rate  # needs scipy, which who only looks for voices may lack

        chosen = self._choose(voice)
        text = spoken_form(text, "zh" if voice.language == "zh" else "en").replace("\n", " ").strip()
        slower = _CALM_WPM / max(voice.rate_wpm, 1)
        speak = self._by_package if self._package is not None else self._by_program
        native = speak(chosen, text, slower).astype(np.float32) * (voice.volume / 100.0)
        samples = np.clip(np.rint(native), -32768, 32767).astype(np.int16)
        return Speech(to_sample_rate(samples, chosen.rate_hz), (), ())

    def _choose(self, voice: Voice) -> PiperVoice:
        if voice.variant:
            named = read_voice(voice_dir() / f"{Path(voice.variant).name}.onnx")
            if named.language != voice.language:
                raise VoiceUnknown(f"The Piper voice {named.name!r} speaks {named.language!r}, not {voice.language!r}; "
                                   "name another one in the scenario.")
            return named
        for one in installed_voices():
            if one.language == voice.language:
                return one
        raise VoiceUnknown(f"There is no Piper voice for {voice.language!r}; copy NAME.onnx and NAME.onnx.json to {voice_dir()}.")

    def _by_package(self, voice: PiperVoice, text: str, slower: float) -> Pcm16:
        try:
            loaded = self._loaded.get(voice.name)
            if loaded is None:
                if len(self._loaded) >= _LOADED_VOICES:
                    self._loaded.clear()
                loaded = self._loaded[voice.name] = self._package.PiperVoice.load(voice.model)
            if hasattr(loaded, "synthesize_stream_raw"):
                raw = b"".join(loaded.synthesize_stream_raw(text, length_scale=slower))
            else:
                settings = self._package.SynthesisConfig(length_scale=slower)
                raw = b"".join(chunk.audio_int16_bytes for chunk in loaded.synthesize(text, settings))
        except Exception as error:
            # a damaged model fails in any way
            raise EngineFailed(f"The Piper voice {voice.name!r} failed ({type(error).__name__}); copy its files "
                               "again.") from error
        return _samples(raw, voice)

    def _by_program(self, voice: PiperVoice, text: str, slower: float) -> Pcm16:
        command = [self._program, "--model", str(voice.model), "--output_raw", "--length_scale", f"{slower:.3f}"]
        try:
            done = subprocess.run(command, input=text.encode() + b"\n", capture_output=True, timeout=SPEAK_S, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EngineFailed(f"The program {self._program!r} could not be run ({error}).") from error
        if done.returncode < 0:
            raise EngineFailed(f"Piper crashed over the voice {voice.name!r} (signal {-done.returncode}); copy its files again, "
                               "or install another version.")
        if done.returncode != 0:
            said = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["no reason given"]
            raise EngineFailed(f"Piper failed with the voice {voice.name!r}: {said[0]}")
        return _samples(done.stdout, voice)


def _samples(raw: bytes, voice: PiperVoice) -> Pcm16:
    samples: Pcm16 = np.frombuffer(raw[:len(raw) // 2 * 2], dtype="<i2").astype(np.int16)
    if len(samples) < voice.rate_hz // SAMPLE_RATE_HZ + 1:
        raise EngineFailed(f"The Piper voice {voice.name!r} made no sound; copy its files again.")
    return samples
