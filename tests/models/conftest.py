"""A recogniser with scripted weights, built once: the real engine on a model of the smallest shape."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.scripted_model import build_scripted_model
from models import store


@pytest.fixture(scope="session")
def scripted_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model directory without a manifest, as a converter writes it; not to be changed."""
    return build_scripted_model(tmp_path_factory.mktemp("scripted") / "whisper-scripted")


@pytest.fixture
def empty_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of its own and no bundled model."""
    monkeypatch.setenv(store.STORE_VARIABLE, str(tmp_path / "store"))
    monkeypatch.setattr(store, "BUNDLED_DIR", tmp_path / "bundled")
    return tmp_path / "store"


@pytest.fixture
def stored_model(empty_store: Path, scripted_model: Path) -> Path:
    """The scripted model in the store, with its manifest."""
    directory = empty_store / "whisper-scripted"
    shutil.copytree(scripted_model, directory)
    store.write_manifest(directory, "whisper-scripted", "MIT", "scripted")
    return directory
