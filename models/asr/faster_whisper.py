"""The engine for Whisper models in CTranslate2 form: faster-whisper's features and CTranslate2's encoder and decoder.

Unlike faster-whisper's own `transcribe`, it decodes many short windows at once, each as long as the model's window
policy asks: a 5 s window costs a CPU a sixteenth of a 30 s one.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from models.errors import (
    AudioTooLong,
    EngineFailed,
    EngineOutOfMemory,
    ModelDamaged,
    ModelMissing,
    ModelUnsupported,
)

from .card import ModelCard
from .devices import Device, devices_to_try
from .recogniser import (
    LONGEST_SAMPLES,
    NOTHING_RECOGNISED,
    SAMPLE_RATE_HZ,
    SHORTEST_SAMPLES,
    RecogniserInfo,
    Recognition,
    Window,
)
from .whisper_files import SpecialTokens, check_architecture, feature_settings
from .windows import split_at_pauses, window_samples

log = logging.getLogger(__name__)
_TOKENS_PER_S = 16
_SPARE_TOKENS = 12
_MAX_LENGTH = 448
_MAX_PROMPT_TOKENS = 96
_HOT_WORD_SAMPLES = SAMPLE_RATE_HZ
_COMPRESSION_LIMIT = 2.4
_LOG_PROB_LIMIT = -1.0
_TEMPERATURES = (0.2, 0.5, 0.8)
_SEED_ZH = "\u4ee5\u4e0b\u662f\u666e\u901a\u8bdd\u901a\u8bdd\uff0c\u7b80\u4f53\u4e2d\u6587\u3002"
"""Without a punctuated simplified beginning, Whisper writes traditional characters or no marks at times."""


def open_recogniser(directory: Path, card: ModelCard, device: str = "auto") -> FasterWhisper:
    """Load the model in `directory` (verified before) on `device` (`auto`, `cuda`, `cpu`)."""
    try:
        import ctranslate2  # type: ignore[import-untyped,unused-ignore]
        import tokenizers
        from faster_whisper.feature_extractor import FeatureExtractor  # type: ignore[import-untyped,unused-ignore]
    except ImportError as error:
        raise ModelMissing(
            f"Speech recognition needs faster-whisper ({error}). Install the server's packages: pip install seatmate[server]."
        ) from error
    check_architecture(directory)
    try:
        tokenizer: Any = tokenizers.Tokenizer.from_file(str(directory / "tokenizer.json"))
    except Exception as error:  # the tokenizers package raises bare Exception
        raise ModelDamaged(
            f"{directory / 'tokenizer.json'} can not be read ({error}). Pull or import the model again."
        ) from error
    tokens = SpecialTokens.of(tokenizer, directory)
    extractor: Any = FeatureExtractor(**feature_settings(directory))
    failure: Exception | None = None
    for choice in devices_to_try(ctranslate2, device):
        if failure is not None:
            choice = replace(choice, reason=f"{choice.reason} The GPU could not be used: {failure}")
        try:
            return _open_on(choice, ctranslate2, directory, card, tokenizer, tokens, extractor)
        except (EngineFailed, RuntimeError, ValueError) as error:
            failure = error
            log.warning("%s does not run on %s: %s", directory.name, choice.device, error)
    if device == "cuda":
        raise ModelUnsupported(
            f"The GPU can not be used ({failure}). Install the CUDA libraries (pip install seatmate[gpu]), "
            "or set the device to auto or cpu."
        ) from failure
    raise ModelDamaged(
        f"{directory.name} can not be loaded ({failure}). Check it: seatmate-server models verify {directory.name}"
    ) from failure


def _open_on(
    choice: Device,
    ctranslate2: Any,
    directory: Path,
    card: ModelCard,
    tokenizer: Any,
    tokens: SpecialTokens,
    extractor: Any,
) -> FasterWhisper:
    """Load on one device.  Raises what CTranslate2 raises, or `EngineFailed`, if it does not run there."""
    model = ctranslate2.models.Whisper(
        str(directory), device=choice.device, compute_type=choice.compute_type, intra_threads=choice.threads
    )
    if model.n_mels != len(extractor.mel_filters):
        raise ModelDamaged(
            f"{directory} wants {model.n_mels} mel bands, its preprocessor_config.json says otherwise. "
            "Copy preprocessor_config.json from the original model."
        )
    info = RecogniserInfo(
        engine="faster_whisper",
        model=card.name,
        device=choice.device,
        compute_type=str(model.compute_type),
        synthetic_only=card.synthetic_only,
        languages=tokens.languages,
        window=card.window,
        device_reason=choice.reason,
        threads=choice.threads,
    )
    recogniser = FasterWhisper(ctranslate2, model, tokenizer, tokens, extractor, info, prompts=card.prompts)
    # Missing CUDA libraries show themselves only when something is computed.
    recogniser.recognise([np.full(SAMPLE_RATE_HZ // 2, 1e-4, np.float32)], tokens.languages[0])
    return recogniser


class FasterWhisper:
    """A loaded Whisper model; implements `models.asr.Recogniser`."""

    def __init__(
        self,
        ctranslate2: Any,
        model: Any,
        tokenizer: Any,
        tokens: SpecialTokens,
        extractor: Any,
        info: RecogniserInfo,
        *,
        prompts: bool,
    ) -> None:
        self._ctranslate2 = ctranslate2
        self._model = model
        self._tokenizer = tokenizer
        self._tokens = tokens
        self._extractor = extractor
        self._info = info
        self._prompts = prompts
        # Models made here write simplified, punctuated Chinese by themselves.
        self._seeded = not info.synthetic_only
        self._longest_samples = int(extractor.nb_max_frames) * int(extractor.hop_length)

    @property
    def info(self) -> RecogniserInfo:
        """What is running."""
        return self._info

    def recognise(
        self,
        windows: Sequence[Window],
        lang: str,
        *,
        prompt: str = "",
        hot_words: Sequence[str] = (),
        beam: int = 1,
        final: bool = False,
    ) -> list[Recognition]:
        """See `models.asr.Recogniser.recognise`."""
        if lang not in self._tokens.languages:
            raise ModelUnsupported(
                f"The model {self._info.model} does not know the language {lang!r}; "
                f"it knows {', '.join(self._tokens.languages)}. Choose another model, or set the call's language."
            )
        pieces: list[tuple[int, Window]] = []
        for index, window in enumerate(windows):
            if window.ndim != 1 or len(window) > LONGEST_SAMPLES:
                raise AudioTooLong(
                    "More than an hour of sound in one piece, or more than one channel. Cut it into utterances."
                )
            if len(window) >= SHORTEST_SAMPLES:
                finite = np.nan_to_num(window.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
                if finite.any():
                    pieces.extend((index, piece) for piece in split_at_pauses(finite, self._longest_samples))
        recognised: list[list[Recognition]] = [[] for _ in windows]
        for group in self._grouped(pieces):
            sound = [piece for _, piece in group]
            padded_samples = window_samples(max(map(len, sound)), self._info.window, self._longest_samples)
            words = hot_words if min(map(len, sound)) >= _HOT_WORD_SAMPLES else ()
            start = self._prompt_ids(lang, prompt, words)
            results = self._decode(sound, padded_samples, start, lang, beam)
            if final:
                results = [self._again(*pair, padded_samples, start, lang) for pair in zip(results, sound, strict=True)]
            for (index, _), result in zip(group, results, strict=True):
                recognised[index].append(result)
        return [_joined(parts, lang) for parts in recognised]

    def detect_language(self, windows: Sequence[Window]) -> list[str]:
        """The likeliest of the model's languages for each window (float32, 16 kHz mono, at most 30 s are heard)."""
        found: list[str] = []
        for window in windows:
            sound = np.nan_to_num(window[: self._longest_samples].astype(np.float32))
            frames = window_samples(len(sound), self._info.window, self._longest_samples) // int(self._extractor.hop_length)
            encoded = self._model.encode(
                self._ctranslate2.StorageView.from_array(np.ascontiguousarray(self._features(sound, frames)[None], np.float32))
            )
            found.append(str(self._model.detect_language(encoded)[0][0][0]).strip("<|>"))
        return found

    def _grouped(self, pieces: list[tuple[int, Window]]) -> list[list[tuple[int, Window]]]:
        """Pieces of the same padded length: items of a batch share their number of frames, there is no padding mask."""
        groups: dict[int, list[tuple[int, Window]]] = {}
        for index, piece in pieces:
            groups.setdefault(window_samples(len(piece), self._info.window, self._longest_samples), []).append(
                (index, piece)
            )
        return list(groups.values())

    def _prompt_ids(self, lang: str, prompt: str, hot_words: Sequence[str]) -> list[int]:
        tokens = self._tokens
        before: list[int] = []
        if self._prompts and tokens.start_of_prev is not None:
            said = " ".join(
                part
                for part in (", ".join(hot_words), prompt or (_SEED_ZH if lang == "zh" and self._seeded else ""))
                if part
            )
            if said:
                ids = self._tokenizer.encode(" " + said, add_special_tokens=False).ids[-_MAX_PROMPT_TOKENS:]
                before = [tokens.start_of_prev, *ids]
        language = [tokens.language_ids[lang], tokens.transcribe] if tokens.multilingual else []
        return [*before, tokens.start, *language, tokens.no_timestamps]

    def _decode(
        self,
        sound: Sequence[Window],
        padded_samples: int,
        start: list[int],
        lang: str,
        beam: int,
        temperature: float = 0.0,
    ) -> list[Recognition]:
        frames = padded_samples // int(self._extractor.hop_length)
        features = np.stack([self._features(window, frames) for window in sound])
        seconds = max(map(len, sound)) / SAMPLE_RATE_HZ
        new_tokens = min(int(seconds * _TOKENS_PER_S) + _SPARE_TOKENS, _MAX_LENGTH // 2)
        sampling = {"sampling_topk": 0, "sampling_temperature": temperature} if temperature else {}
        try:
            encoded = self._model.encode(
                self._ctranslate2.StorageView.from_array(np.ascontiguousarray(features, np.float32))
            )
            results = self._model.generate(
                encoded,
                [start] * len(sound),
                beam_size=1 if temperature else beam,
                # The engine halves this for the new tokens, and takes the prompt from the whole.
                max_length=min(_MAX_LENGTH, max(2 * new_tokens, len(start) + new_tokens)),
                return_scores=True,
                return_no_speech_prob=True,
                **sampling,
            )
        except (RuntimeError, ValueError) as error:
            if "out of memory" in str(error).lower() or "failed to allocate" in str(error).lower():
                raise EngineOutOfMemory(
                    f"The {self._info.device} has too little memory for {len(sound)} windows."
                ) from error
            raise EngineFailed(f"The recogniser failed ({error}). Restart the server if it happens again.") from error
        return [self._recognition(result, lang) for result in results]

    def _features(self, window: Window, frames: int) -> Window:
        """Log-mel features [bands, frames], filled up with zeros as faster-whisper does it."""
        features = self._extractor(window)[:, :frames]
        return np.pad(features, ((0, 0), (0, frames - features.shape[1])))

    def _recognition(self, result: Any, lang: str) -> Recognition:
        ids = [token for token in result.sequences_ids[0] if token < self._tokens.end]
        text = self._tokenizer.decode(ids).strip()
        if lang == "zh" and len(text) > 3 and text.strip("\uff0c\u3002") in _SEED_ZH:
            text = ""
        length = len(result.sequences_ids[0])
        return Recognition(
            text=text,
            avg_log_prob=float(result.scores[0]) * length / (length + 1),
            no_speech_prob=float(result.no_speech_prob),
            compression_ratio=_compression_ratio(text),
            lang=lang,
            tokens_words=tuple(self._tokenizer.decode([token]) for token in ids),
        )

    def _again(
        self, first: Recognition, window: Window, padded_samples: int, start: list[int], lang: str
    ) -> Recognition:
        """Where a final is doubtful: again at full length (a short window may be the cause), then at rising temperatures."""
        if not _doubtful(first):
            return first
        tried = [first]
        if self._info.window == "padded" and padded_samples < self._longest_samples:
            tried += self._decode([window], self._longest_samples, start, lang, beam=5)
        for temperature in _TEMPERATURES:
            if not _doubtful(tried[-1]):
                break
            # Seeded, so that the same call gives the same text again.
            self._ctranslate2.set_random_seed(zlib.crc32(window.tobytes()) or 1)
            tried += self._decode([window], padded_samples, start, lang, beam=1, temperature=temperature)
        if not _doubtful(tried[-1]):
            return tried[-1]
        straight = [recognition for recognition in tried if recognition.compression_ratio <= _COMPRESSION_LIMIT]
        return max(straight or tried, key=lambda recognition: recognition.avg_log_prob)


def _doubtful(recognition: Recognition) -> bool:
    if recognition.no_speech_prob > 0.6 and recognition.avg_log_prob < _LOG_PROB_LIMIT:
        return False  # silence: repeating makes nothing of it
    return recognition.compression_ratio > _COMPRESSION_LIMIT or recognition.avg_log_prob < _LOG_PROB_LIMIT


def _compression_ratio(text: str) -> float:
    raw = text.encode()
    return len(raw) / len(zlib.compress(raw)) if raw else 0.0


def _joined(parts: list[Recognition], lang: str) -> Recognition:
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return NOTHING_RECOGNISED
    text = ("" if lang == "zh" else " ").join(part.text for part in parts if part.text)
    return Recognition(
        text=text,
        avg_log_prob=sum(part.avg_log_prob for part in parts) / len(parts),
        no_speech_prob=min(part.no_speech_prob for part in parts),
        compression_ratio=_compression_ratio(text),
        lang=lang,
        tokens_words=tuple(word for part in parts for word in part.tokens_words),
    )
