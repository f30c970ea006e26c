"""espeak-ng through ctypes: deterministic voices with the exact time of every word and phoneme.

The library keeps global state, so a process has one engine. Some of its voice variants crash the process that uses
them (`UNSAFE_VARIANTS`): those are refused, and bulk users (the training recipe) run it in processes that can be replaced.
"""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
from scipy.signal import resample_poly

from models.tts import (
    SAMPLE_RATE_HZ,
    EngineFailed,
    EngineMissing,
    Pcm16,
    PhonemeTime,
    Speech,
    Voice,
    VoiceUnknown,
    WordTime,
)
from models.tts.numerals import spoken_form

LANGUAGES = {"zh": "cmn", "en": "en-us", "en-gb": "en-gb-x-rp"}
UNSAFE_VARIANTS = ("klatt", "iven", "steph", "max", "ricishay", "whisper", "robo", "robot", "demon", "croak")

_FULL_WIDTH_MARKS = str.maketrans(",?!:;", "，？！：；")
_SYNCHRONOUS = 2
_SEED = 1
_PHONEME_EVENTS = 0x0001
_DO_NOT_EXIT = 0x8000
_UTF8_WITH_END_PAUSE = 0x1001
_RATE, _VOLUME, _PITCH, _RANGE = 1, 2, 3, 4
_PITCH_RANGES = {"cmn": 95}
"""0-99, 50 where none is given: at 50 the Mandarin tones span 4 semitones, at 95 ten, as people's do."""
_EVENT_END, _EVENT_WORD, _EVENT_PHONEME = 0, 1, 7


class _EventId(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    ]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class EspeakEngine:
    """The engine; see `SpeechEngine`."""

    def __init__(self) -> None:
        self._library, data_path = _load_library()
        self._native_hz: int = self._library.espeak_Initialize(
            _SYNCHRONOUS, 0, data_path.encode(), _PHONEME_EVENTS | _DO_NOT_EXIT
        )
        if self._native_hz <= 0:
            raise EngineFailed("espeak-ng could not start: its data folder is missing or damaged.")
        self._chunks: list[bytes] = []
        self._words: list[tuple[int, int]] = []
        self._phonemes: list[tuple[str, int]] = []
        # The library keeps only a pointer: without this attribute the callback would be collected.
        self._callback = _Callback(self._receive)
        self._library.espeak_SetSynthCallback(self._callback)
        self._voice: Voice | None = None

    def _receive(self, wave: Any, count: int, events: Any) -> int:
        if wave and count > 0:
            self._chunks.append(ctypes.string_at(wave, count * 2))
        index = 0
        while events[index].type != _EVENT_END:
            event = events[index]
            if event.type == _EVENT_WORD:
                self._words.append((event.text_position - 1, event.sample))
            elif event.type == _EVENT_PHONEME:
                self._phonemes.append((bytes(event.id.string).decode("utf-8", "replace"), event.sample))
            index += 1
        return 0

    def _select(self, voice: Voice) -> None:
        if voice == self._voice:
            return
        variant = voice.variant.lower()
        if variant == "rob" or any(mark in variant for mark in UNSAFE_VARIANTS):
            raise VoiceUnknown(f"The espeak-ng variant {voice.variant!r} is refused: it is known to crash.")
        name = LANGUAGES.get(voice.language, voice.language) + (f"+{voice.variant}" if voice.variant else "")
        if self._library.espeak_SetVoiceByName(name.encode()) != 0:
            raise VoiceUnknown(f"espeak-ng has no voice {name!r}.")
        spread = _PITCH_RANGES.get(LANGUAGES.get(voice.language, voice.language), 50)
        for parameter, value in (
            (_RATE, voice.rate_wpm), (_PITCH, voice.pitch), (_VOLUME, voice.volume), (_RANGE, spread)
        ):
            self._library.espeak_SetParameter(parameter, value, 0)
        self._voice = voice

    def synthesise(self, text: str, voice: Voice) -> Speech:
        """Speak `text`; digits are read as the language reads them. Times refer to the text in its spoken form."""
        language = "zh" if LANGUAGES.get(voice.language, voice.language).startswith("cmn") else "en"
        text = spoken_form(text, language)
        if language == "zh":
            # ASCII marks between Hanzi are taken as part of a word and lose their pause.
            text = text.translate(_FULL_WIDTH_MARKS)
        self._select(voice)
        self._chunks.clear()
        self._words.clear()
        self._phonemes.clear()
        # Breath and flutter are random: with a seed, the same lines in the same order are the same samples in every run.
        self._library.espeak_ng_SetRandSeed(ctypes.c_long(_SEED))
        encoded = text.encode("utf-8") + b"\0"
        status = self._library.espeak_Synth(
            encoded, ctypes.c_size_t(len(encoded)), 0, 1, 0, _UTF8_WITH_END_PAUSE, None, None
        )
        if status != 0:
            raise EngineFailed(f"espeak-ng refused the text (status {status}).")
        native = np.frombuffer(b"".join(self._chunks), dtype=np.int16)
        phonemes = tuple(PhonemeTime(name, sample / self._native_hz) for name, sample in self._phonemes)
        starts = [(position, sample / self._native_hz) for position, sample in self._words]
        return Speech(
            to_sample_rate(native, self._native_hz),
            word_times(text, starts, phonemes, len(native) / self._native_hz),
            phonemes,
        )


def _load_library() -> tuple[Any, str]:
    try:
        import espeakng_loader
    except ImportError as error:
        raise EngineMissing("espeak-ng is not installed; install the extra: pip install 'seatmate[voices]'.") from error
    return ctypes.CDLL(str(espeakng_loader.get_library_path())), str(espeakng_loader.get_data_path())


def to_sample_rate(samples: Pcm16, source_hz: int) -> Pcm16:
    """Resample [n] from `source_hz` to 16 kHz with saturation."""
    if len(samples) == 0 or source_hz == SAMPLE_RATE_HZ:
        return samples
    divisor = int(np.gcd(SAMPLE_RATE_HZ, source_hz))
    converted = resample_poly(samples.astype(np.float32), SAMPLE_RATE_HZ // divisor, source_hz // divisor)
    rounded: Pcm16 = np.clip(np.rint(converted), -32768, 32767).astype(np.int16)
    return rounded


def word_times(
    text: str, starts: list[tuple[int, float]], phonemes: tuple[PhonemeTime, ...], duration_s: float
) -> tuple[WordTime, ...]:
    """Turn word starts (character offset, seconds) into spans that end at the next word or the next pause.

    An event may repeat the offset of the one before (a number read as several words): those become one span.
    """
    merged: list[tuple[int, float]] = []
    for offset, start_s in starts:
        if merged and offset <= merged[-1][0]:
            continue
        merged.append((offset, start_s))
    pauses = [phoneme.start_s for phoneme in phonemes if phoneme.name.startswith("_:")]
    times: list[WordTime] = []
    for index, (first, start_s) in enumerate(merged):
        following = merged[index + 1] if index + 1 < len(merged) else (len(text), duration_s)
        last = following[0]
        while last > first and not text[last - 1].isalnum():
            last -= 1
        end_s = min([following[1], *(pause for pause in pauses if start_s < pause < following[1])])
        if last > first and end_s > start_s:
            times.append(WordTime(first, last, start_s, end_s))
    return tuple(times)
