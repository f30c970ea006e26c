"""The engine for Whisper models in CTranslate2 form: faster-whisper's features and CTranslate2's encoder and decoder.

Unlike faster-whisper's own `transcribe`, it decodes many short windows at once, each as long as the model's window
policy asks: a 5 s window costs a CPU a sixteenth of a 30 s one.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
from .doubt import best_of, compression_ratio, doubtful
from .features import LogMel
from .prompting import Prompting
from .recogniser import (
    LONGEST_SAMPLES,
    NOTHING_RECOGNISED,
    SAMPLE_RATE_HZ,
    SHORTEST_SAMPLES,
    Context,
    RecogniserInfo,
    Recognition,
    Window,
)
from .whisper_files import SpecialTokens, check_architecture, feature_settings
from .windows import split_at_pauses, window_samples, with_silence_behind

log = logging.getLogger(__name__)
_TOKENS_PER_S = 16
_SPARE_TOKENS = 12
_MAX_LENGTH = 448
_HOT_WORD_SAMPLES = SAMPLE_RATE_HZ
_FINAL_BEAM = 5
_TEMPERATURES = (0.2, 0.5, 0.8)


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A window, or part of one that is longer than the model's."""

    window: int
    """Number of the window in its batch."""
    sound: Window
    padded_samples: int
    start: list[int]
    """Tokens before its text."""


def open_recogniser(directory: Path, card: ModelCard, device: str = "auto", threads: int = 0) -> FasterWhisper:
    """Load the model in `directory` (verified before) on `device` (`auto`, `cuda`, `cuda:1`, `cpu`).

    `threads` of the CPU are used by one decode; 0 leaves the number to `devices`.
    """
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
    features = LogMel(FeatureExtractor(**feature_settings(directory)))
    failure: Exception | None = None
    for choice in devices_to_try(ctranslate2, device, threads):
        if failure is not None:
            choice = replace(choice, reason=f"{choice.reason} The GPU could not be used: {failure}")
        try:
            return _open_on(choice, ctranslate2, directory, card, tokenizer, tokens, features)
        except (EngineFailed, RuntimeError, ValueError) as error:
            failure = error
            log.warning("%s does not run on %s: %s", directory.name, choice.device, error)
    if device.startswith("cuda"):
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
    features: LogMel,
) -> FasterWhisper:
    """Load on one device.  Raises what CTranslate2 raises, or `EngineFailed`, if it does not run there."""
    model = ctranslate2.models.Whisper(
        str(directory),
        device=choice.device,
        device_index=choice.index,
        compute_type=choice.compute_type,
        intra_threads=choice.threads,
    )
    if model.n_mels != features.bands:
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
    recogniser = FasterWhisper(ctranslate2, model, tokenizer, tokens, features, info, prompts=card.prompts)
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
        features: LogMel,
        info: RecogniserInfo,
        *,
        prompts: bool,
    ) -> None:
        self._ctranslate2 = ctranslate2
        self._model = model
        self._tokenizer = tokenizer
        self._tokens = tokens
        self._features = features
        self._info = info
        # Models made here write simplified, punctuated Chinese by themselves.
        self._prompting = Prompting(tokenizer, tokens, prompts=prompts, seeded=not info.synthetic_only)

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
        contexts: Sequence[Context] = (),
        beam: int = 1,
        final: bool = False,
        attempt: int | None = None,
    ) -> list[Recognition]:
        """See `models.asr.Recogniser.recognise`."""
        if lang not in self._tokens.languages:
            raise ModelUnsupported(
                f"The model {self._info.model} does not know the language {lang!r}; "
                f"it knows {', '.join(self._tokens.languages)}. Choose another model, or set the call's language."
            )
        contexts = contexts or [Context(prompt, tuple(hot_words))] * len(windows)
        recognised: list[list[Recognition]] = [[] for _ in windows]
        for group in self._grouped(self._pieces(windows, contexts, lang, final=final)):
            if attempt:
                results = self._repetition(attempt, group, lang)
            else:
                results = self._decode(group, lang, beam)
                if final and attempt is None:
                    results = [self._settled(*pair, lang) for pair in zip(results, group, strict=True)]
            for piece, result in zip(group, results, strict=True):
                recognised[piece.window].append(result)
        return [_joined(parts, lang) for parts in recognised]

    def detect_language(self, windows: Sequence[Window]) -> list[str]:
        """The likeliest of the model's languages for each window (float32, 16 kHz mono, at most 30 s are heard)."""
        return [max(shares, key=shares.__getitem__) for shares in self.language_shares(windows)]

    def language_shares(self, windows: Sequence[Window]) -> list[Mapping[str, float]]:
        """See `models.asr.TellsLanguages`."""
        if not self._tokens.multilingual:
            return [{self._tokens.languages[0]: 1.0} for _ in windows]
        sounds = [np.nan_to_num(window[: self._features.longest_samples].astype(np.float32)) for window in windows]
        groups: dict[int, list[int]] = {}
        for index, sound in enumerate(sounds):
            groups.setdefault(self._padded_samples(sound), []).append(index)
        found: dict[int, Mapping[str, float]] = {}
        for padded_samples, indices in groups.items():
            encoded = self._model.encode(self._view([sounds[index] for index in indices], padded_samples))
            for index, shares in zip(indices, self._model.detect_language(encoded), strict=True):
                found[index] = {str(token).strip("<|>"): float(share) for token, share in shares}
        return [found[index] for index in range(len(windows))]

    def _pieces(self, windows: Sequence[Window], contexts: Sequence[Context], lang: str, *, final: bool) -> list[_Piece]:
        pieces: list[_Piece] = []
        for index, (window, context) in enumerate(zip(windows, contexts, strict=True)):
            if window.ndim != 1 or len(window) > LONGEST_SAMPLES:
                raise AudioTooLong(
                    "More than an hour of sound in one piece, or more than one channel. Cut it into utterances."
                )
            if len(window) < SHORTEST_SAMPLES or not window.any():
                continue
            sound = np.asarray(window, np.float32)
            if not np.isfinite(sound).all():
                sound = np.nan_to_num(sound, nan=0.0, posinf=0.0, neginf=0.0)
                if not sound.any():
                    continue
            for part in split_at_pauses(sound, self._features.longest_samples):
                if final:
                    part = with_silence_behind(part, self._info.window, self._features.longest_samples)
                words = context.hot_words if len(part) >= _HOT_WORD_SAMPLES else ()
                start = self._prompting.start(lang, Context(context.prompt, words))
                pieces.append(_Piece(index, part, self._padded_samples(part), start))
        return pieces

    def _padded_samples(self, sound: Window) -> int:
        return window_samples(len(sound), self._info.window, self._features.longest_samples)

    def _grouped(self, pieces: list[_Piece]) -> list[list[_Piece]]:
        """Pieces of one padded length and one prompt length: items of a batch share both, there is no padding mask."""
        groups: dict[tuple[int, int], list[_Piece]] = {}
        for piece in pieces:
            groups.setdefault((piece.padded_samples, len(piece.start)), []).append(piece)
        return list(groups.values())

    def _view(self, sound: Sequence[Window], padded_samples: int) -> Any:
        features = self._features.of(sound, self._features.frames(padded_samples))
        return self._ctranslate2.StorageView.from_array(features)

    def _decode(
        self, group: Sequence[_Piece], lang: str, beam: int, temperature: float = 0.0, padded_samples: int = 0
    ) -> list[Recognition]:
        """Decode pieces of one group; `padded_samples` replaces the length that the window policy asks for."""
        seconds = max(len(piece.sound) for piece in group) / SAMPLE_RATE_HZ
        new_tokens = min(int(seconds * _TOKENS_PER_S) + _SPARE_TOKENS, _MAX_LENGTH // 2)
        sampling = {"sampling_topk": 0, "sampling_temperature": temperature} if temperature else {}
        view = self._view([piece.sound for piece in group], padded_samples or group[0].padded_samples)
        try:
            results = self._model.generate(
                self._model.encode(view),
                [piece.start for piece in group],
                beam_size=1 if temperature else beam,
                # The engine halves this for the new tokens, and takes the prompt from the whole.
                max_length=min(_MAX_LENGTH, max(2 * new_tokens, len(group[0].start) + new_tokens)),
                return_scores=True,
                return_no_speech_prob=True,
                **sampling,
            )
        except (RuntimeError, ValueError) as error:
            if "out of memory" in str(error).lower() or "failed to allocate" in str(error).lower():
                raise EngineOutOfMemory(
                    f"The {self._info.device} has too little memory for {len(group)} windows."
                ) from error
            raise EngineFailed(f"The recogniser failed ({error}). Restart the server if it happens again.") from error
        return [self._recognition(result, lang) for result in results]

    def _recognition(self, result: Any, lang: str) -> Recognition:
        ids = [token for token in result.sequences_ids[0] if token < self._tokens.end]
        text = self._tokenizer.decode(ids).strip()
        if self._prompting.is_beginning(text, lang):
            text = ""
        length = len(result.sequences_ids[0])
        return Recognition(
            text=text,
            avg_log_prob=float(result.scores[0]) * length / (length + 1),
            no_speech_prob=float(result.no_speech_prob),
            compression_ratio=compression_ratio(text),
            lang=lang,
            tokens_words=tuple(self._tokenizer.decode_batch([[token] for token in ids])),
        )

    def _settled(self, first: Recognition, piece: _Piece, lang: str) -> Recognition:
        """The best of a final's attempts, made while it is doubtful."""
        tried = [first]
        most = len(_TEMPERATURES) + (self._info.window == "padded")
        while doubtful(tried[-1]) and len(tried) <= most:
            tried += self._repetition(len(tried), [piece], lang)
        return best_of(tried)

    def _repetition(self, attempt: int, group: Sequence[_Piece], lang: str) -> list[Recognition]:
        """The doubtful again: first at the model's whole length, if a short window may be the cause; then ever warmer."""
        if self._info.window == "padded":
            whole = self._features.longest_samples
            if attempt == 1 and group[0].padded_samples < whole:
                return self._decode(group, lang, _FINAL_BEAM, padded_samples=whole)
            attempt -= 1
        temperature = _TEMPERATURES[min(max(attempt, 1), len(_TEMPERATURES)) - 1]
        return self._decode(group, lang, beam=1, temperature=temperature)


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
        compression_ratio=compression_ratio(text),
        lang=lang,
        tokens_words=tuple(word for part in parts for word in part.tokens_words),
    )
