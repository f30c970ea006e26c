"""What the files of a Whisper model in CTranslate2 form say: a directory in, its kind, tokens and features out."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.errors import ModelDamaged, ModelUnsupported

from .recogniser import SAMPLE_RATE_HZ

SPEC_NAME = "WhisperSpec"
"""What CTranslate2 writes at the head of a Whisper model."""


@dataclass(frozen=True, slots=True)
class SpecialTokens:
    """Ids of the tokens that steer the decoder."""

    end: int
    start: int
    transcribe: int
    no_timestamps: int
    start_of_prev: int | None
    multilingual: bool
    languages: tuple[str, ...]
    language_ids: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, tokenizer: Any, directory: Path) -> SpecialTokens:
        """Read them from the tokenizer.  Raises `ModelUnsupported` if it is not one of Whisper's."""
        ids: dict[str, int] = {
            token[2:-2]: index
            for token, index in tokenizer.get_vocab().items()
            if token.startswith("<|") and token.endswith("|>")
        }
        missing = [name for name in ("endoftext", "startoftranscript", "notimestamps") if name not in ids]
        if missing:
            raise ModelUnsupported(
                f"{directory / 'tokenizer.json'} has no token for {', '.join(missing)}: it does not belong to a Whisper model. "
                "Copy tokenizer.json from the original model."
            )
        first, last = ids["startoftranscript"], ids.get("translate", 0)
        language_ids = {name: index for name, index in ids.items() if first < index < last}
        multilingual = bool(language_ids) and "transcribe" in ids
        languages = tuple(sorted(language_ids)) if multilingual else ("en",)
        if not {"zh", "en"} & set(languages):
            raise ModelUnsupported(f"{directory.name} knows neither Chinese nor English. Choose another model.")
        return cls(
            end=ids["endoftext"],
            start=first,
            transcribe=ids.get("transcribe", 0),
            no_timestamps=ids["notimestamps"],
            start_of_prev=ids.get("startofprev"),
            multilingual=multilingual,
            languages=languages,
            language_ids=language_ids,
        )


def check_architecture(directory: Path) -> None:
    """Raise unless model.bin is a Whisper model: its head names its kind, which CTranslate2 itself reports poorly."""
    path = directory / "model.bin"
    try:
        with path.open("rb") as file:
            version, length = struct.unpack("<IH", file.read(6))
            name = file.read(min(length, 256)).rstrip(b"\0").decode("ascii")
    except (OSError, struct.error, UnicodeDecodeError) as error:
        raise ModelDamaged(f"{path} is not a CTranslate2 model ({error}). Pull or import the model again.") from error
    if not 1 <= version <= 64 or not name.isidentifier():
        raise ModelDamaged(
            f"{path} is not a CTranslate2 model. Convert it with ct2-transformers-converter, and import it again."
        )
    if name != SPEC_NAME:
        raise ModelUnsupported(
            f"{directory.name} is a {name.removesuffix('Spec')} model; a recogniser has to be Whisper. Choose another."
        )


def feature_settings(directory: Path) -> dict[str, int]:
    """Settings of the feature extractor, empty for its defaults.  Raises `ModelDamaged` or `ModelUnsupported`."""
    path = directory / "preprocessor_config.json"
    if not path.is_file():
        return {}
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
        names = ("feature_size", "sampling_rate", "hop_length", "chunk_length", "n_fft")
        settings = {name: int(config[name]) for name in names if name in config}
    except (OSError, ValueError, TypeError, UnicodeDecodeError) as error:
        raise ModelDamaged(f"{path} can not be read ({error}). Pull or import the model again.") from error
    if settings.get("sampling_rate", SAMPLE_RATE_HZ) != SAMPLE_RATE_HZ or any(value < 1 for value in settings.values()):
        raise ModelUnsupported(f"{path}: the model wants other sound than 16 kHz. Choose another model.")
    return settings
