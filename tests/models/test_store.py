"""The store gives out what is whole, and says of everything else what to do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from models import store
from models.errors import ModelDamaged, ModelMissing, StoreFailed


def test_a_whole_model_is_located_and_verified(stored_model: Path) -> None:
    assert store.locate("whisper-scripted") == stored_model
    manifest = store.verify(stored_model)
    assert manifest is not None and manifest.licence == "MIT"
    assert manifest.total_bytes == sum(f.stat().st_size for f in stored_model.iterdir() if f.name != "manifest.json")
    assert [(model.name, model.bundled) for model in store.installed()] == [("whisper-scripted", False)]


@pytest.mark.parametrize("file", ["model.bin", "config.json", "tokenizer.json", "vocabulary.json"])
def test_one_flipped_bit_is_refused(stored_model: Path, file: str) -> None:
    path = stored_model / file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelDamaged, match=file):
        store.verify(stored_model)


def test_a_shortened_file_is_refused(stored_model: Path) -> None:
    path = stored_model / "model.bin"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ModelDamaged, match=r"model\.bin"):
        store.verify(stored_model)


def test_a_missing_file_is_named(stored_model: Path) -> None:
    (stored_model / "tokenizer.json").unlink()
    with pytest.raises(ModelMissing, match=r"tokenizer\.json"):
        store.verify(stored_model)


def test_a_file_added_beside_the_manifest_is_refused(stored_model: Path) -> None:
    (stored_model / "vocabulary.txt").write_text("x")
    with pytest.raises(ModelDamaged, match="not in the manifest"):
        store.verify(stored_model)


def test_the_store_wants_a_manifest_but_an_administrators_directory_does_not(
    stored_model: Path, scripted_model: Path
) -> None:
    (stored_model / "manifest.json").unlink()
    with pytest.raises(ModelDamaged, match="can not be verified"):
        store.verify(stored_model)
    assert store.verify(scripted_model) is None


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b'{"files": {}}',
        b'{"files": {"../model.bin": {"sha256": "' + b"0" * 64 + b'", "bytes": 1}}}',
        b'{"files": {"model.bin": {"sha256": "12", "bytes": 1}}}',
        b'{"files": {"model.bin": {"sha256": "' + b"0" * 64 + b'", "bytes": -1}}}',
        b'{"files": {"model.bin": 3}}',
        b"\xff\xfe",
    ],
)
def test_a_broken_manifest_is_refused(stored_model: Path, manifest: bytes) -> None:
    (stored_model / "manifest.json").write_bytes(manifest)
    with pytest.raises(ModelDamaged, match=r"manifest\.json"):
        store.verify(stored_model)


def test_unknown_names_say_what_to_do(empty_store: Path) -> None:
    with pytest.raises(ModelMissing, match="models pull whisper-small"):
        store.locate("small")
    with pytest.raises(ModelMissing, match="models import DIR"):
        store.locate("no-such-model")
    with pytest.raises(ModelMissing, match="no model directory"):
        store.locate("./no/such/directory")
    with pytest.raises(ModelMissing, match="not the name"):
        store.canonical_name("..")


def test_a_bare_name_never_means_the_working_directory(
    stored_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere" / "whisper-scripted").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert store.locate("whisper-scripted") == stored_model
    assert store.locate("./whisper-scripted") == tmp_path / "elsewhere" / "whisper-scripted"


def test_without_any_model_the_default_says_how_to_get_one(empty_store: Path) -> None:
    with pytest.raises(ModelMissing, match=r"models pull whisper-small.*models import DIR"):
        store.default_model()


def test_the_bundled_model_is_the_default_and_a_stored_one_only_without_it(stored_model: Path) -> None:
    assert store.default_model() == stored_model
    bundled = store.BUNDLED_DIR / "whisper-bundled"
    shutil.copytree(stored_model, bundled)
    assert store.default_model() == bundled
    assert store.locate("whisper-bundled") == bundled


def test_unfinished_downloads_are_no_models(stored_model: Path, empty_store: Path) -> None:
    shutil.copytree(stored_model, empty_store / ".incoming" / "whisper-tiny")
    assert [model.name for model in store.installed()] == ["whisper-scripted"]


def test_remove_deletes_stored_models_only(stored_model: Path) -> None:
    bundled = store.BUNDLED_DIR / "whisper-bundled"
    shutil.copytree(stored_model, bundled)
    with pytest.raises(StoreFailed, match="ships with the product"):
        store.remove("whisper-bundled")
    assert store.remove("whisper-scripted") == stored_model
    assert not stored_model.exists()
    with pytest.raises(ModelMissing):
        store.remove("whisper-scripted")


def test_the_manifest_has_the_documented_form(stored_model: Path) -> None:
    manifest = json.loads((stored_model / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest) == {"name", "licence", "source", "files"}
    assert set(manifest["files"]["model.bin"]) == {"sha256", "bytes"}


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/seatmate/models"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/Seatmate/models"),
        ("darwin", {"HOME": "/home/a"}, "/home/a/Library/Application Support/Seatmate/models"),
        ("linux", {"SEATMATE_MODELS": "/srv/models", "XDG_DATA_HOME": "/data"}, "/srv/models"),
    ],
)
def test_the_store_lies_where_the_platform_keeps_data(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], expected: str
) -> None:
    monkeypatch.delenv(store.STORE_VARIABLE, raising=False)
    monkeypatch.setattr("sys.platform", platform)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert store.store_dir() == Path(expected)
