"""The models that `pull` knows by name: where they come from, their licence, their files, about how large they are."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One model that can be pulled."""

    name: str
    """Name in the store."""
    repository: str
    """`owner/name` on the model hub."""
    licence: str
    files: tuple[str, ...]
    """Files the model can not do without."""
    about_bytes: int
    """Size on disk, rounded; for the list and the check of free space before the first byte."""
    languages: str
    note: str
    """One sentence for the list."""


_VOCABULARY_TEXT = ("config.json", "model.bin", "tokenizer.json", "vocabulary.txt")
_VOCABULARY_JSON = ("config.json", "model.bin", "preprocessor_config.json", "tokenizer.json", "vocabulary.json")


def _whisper(name: str, repository: str, files: tuple[str, ...], megabytes: int, note: str) -> CatalogueEntry:
    return CatalogueEntry(
        name=f"whisper-{name}",
        repository=repository,
        licence="MIT",
        files=files,
        about_bytes=megabytes * MEGABYTE,
        languages="zh, en and about 97 more",
        note=note,
    )


CATALOGUE: dict[str, CatalogueEntry] = {
    entry.name: entry
    for entry in (
        _whisper("tiny", "Systran/faster-whisper-tiny", _VOCABULARY_TEXT, 78, "Runs anywhere; many errors."),
        _whisper("base", "Systran/faster-whisper-base", _VOCABULARY_TEXT, 148, "For a quick trial without a GPU."),
        _whisper(
            "small", "Systran/faster-whisper-small", _VOCABULARY_TEXT, 486, "The least for real calls; a few a CPU."
        ),
        _whisper("medium", "Systran/faster-whisper-medium", _VOCABULARY_TEXT, 1530, "Good; wants a GPU."),
        _whisper(
            "large-v3", "Systran/faster-whisper-large-v3", _VOCABULARY_JSON, 3091, "The most exact; GPU with 6 GB."
        ),
        _whisper(
            "large-v3-turbo",
            "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
            _VOCABULARY_JSON,
            1621,
            "Nearly as exact as large-v3 and several times faster; the choice for a GPU.",
        ),
    )
}
"""Name -> entry."""

REQUIRED_FILES = ("config.json", "model.bin", "tokenizer.json")
"""Files that every Whisper directory in CTranslate2 form needs."""
VOCABULARY_FILES = ("vocabulary.json", "vocabulary.txt")
"""One of these has to be there too."""


def find(name: str) -> CatalogueEntry | None:
    """The entry for `name`, with or without `whisper-` before it; None if there is none."""
    return CATALOGUE.get(name) or CATALOGUE.get(f"whisper-{name}")
