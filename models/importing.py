"""Taking a directory into the store: any Whisper model in CTranslate2 form in, a verified directory of the store out."""

from __future__ import annotations

import shutil
from pathlib import Path

from models import store
from models.asr.card import read_card
from models.asr.whisper_files import check_architecture
from models.download import INCOMING_DIR, check_space, publish, storing
from models.errors import ModelMissing

TAKEN_SUFFIXES = frozenset({".bin", ".json", ".md", ".toml", ".txt"})
"""Kinds of files a model consists of; others (weights of another format, scripts) stay behind."""


def import_directory(source: Path, name: str | None = None) -> Path:
    """Copy the model in `source` into the store under `name` (default: the directory's name); returns its new directory.

    A manifest in `source` is checked before and its licence kept.  Raises `ModelMissing` (naming the missing files),
    `ModelDamaged`, `ModelUnsupported` or `StoreFailed`.
    """
    source = source.expanduser().resolve()
    if not source.is_dir():
        raise ModelMissing(f"There is no directory {source}. Give the one that holds model.bin.")
    name = store.canonical_name(name or source.name)
    manifest = store.verify(source)
    check_architecture(source)
    read_card(source)
    files = sorted(path for path in source.iterdir() if path.is_file() and path.suffix in TAKEN_SUFFIXES)
    files = [path for path in files if path.name != store.MANIFEST_FILE and store.NAME_PATTERN.fullmatch(path.name)]
    staging = store.store_dir() / INCOMING_DIR / name
    with storing(staging):
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        check_space(staging, sum(path.stat().st_size for path in files))
        for path in files:
            shutil.copyfile(path, staging / path.name)
    licence = manifest.licence if manifest else "not stated"
    store.write_manifest(staging, name, licence, manifest.source if manifest else f"imported from {source}")
    return publish(staging, name)
