"""Directories are taken into the store when they are whole Whisper models, and refused with a reason otherwise."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest

from models import store
from models.errors import ModelDamaged, ModelMissing, ModelUnsupported
from models.importing import import_directory


@pytest.fixture
def source(tmp_path: Path, scripted_model: Path, empty_store: Path) -> Path:
    directory = tmp_path / "converted"
    shutil.copytree(scripted_model, directory)
    return directory


def test_an_imported_model_is_verified_and_leaves_strange_files_behind(source: Path) -> None:
    (source / "pytorch_model.pt").write_bytes(b"x")
    directory = import_directory(source, "branch-model")
    manifest = store.verify(directory)
    assert manifest is not None and manifest.name == "branch-model" and str(source) in manifest.source
    assert not (directory / "pytorch_model.pt").exists()
    assert store.locate("branch-model") == directory


def test_the_licence_of_a_manifest_is_kept(source: Path) -> None:
    store.write_manifest(source, "x", "Apache-2.0", "trained here")
    manifest = store.read_manifest(import_directory(source))
    assert manifest is not None and (manifest.licence, manifest.source) == ("Apache-2.0", "trained here")


@pytest.mark.parametrize("file", ["model.bin", "config.json", "tokenizer.json", "vocabulary.json"])
def test_an_incomplete_directory_is_refused_by_name(source: Path, file: str) -> None:
    (source / file).unlink()
    with pytest.raises(ModelMissing, match=file):
        import_directory(source)
    assert store.installed() == []


def test_a_damaged_source_is_refused(source: Path) -> None:
    store.write_manifest(source, "x", "MIT", "")
    (source / "config.json").write_text("{}")
    with pytest.raises(ModelDamaged, match=r"config\.json"):
        import_directory(source)


def test_another_architecture_is_refused(source: Path) -> None:
    name = b"TransformerSpec\0"
    (source / "model.bin").write_bytes(struct.pack("<IH", 6, len(name)) + name + b"rest")
    with pytest.raises(ModelUnsupported, match="Transformer model"):
        import_directory(source)


def test_weights_of_another_format_are_refused(source: Path) -> None:
    (source / "model.bin").write_bytes(b"PK\x03\x04" + bytes(100))
    with pytest.raises(ModelDamaged, match="ct2-transformers-converter"):
        import_directory(source)


def test_what_is_no_directory_is_refused(source: Path) -> None:
    with pytest.raises(ModelMissing, match="no directory"):
        import_directory(source / "model.bin")
    with pytest.raises(ModelMissing, match="not the name"):
        import_directory(source, "../up")
