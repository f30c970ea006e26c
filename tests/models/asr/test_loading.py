"""Opening a model: by name, by directory, by default, and every way in which that is refused."""

from __future__ import annotations

import json
import shutil
import struct
from pathlib import Path

import pytest

from models import store
from models.asr import ENGINES, Recogniser, load_recogniser
from models.asr.devices import Device
from models.errors import ModelDamaged, ModelMissing, ModelUnsupported


@pytest.fixture
def copy(tmp_path: Path, scripted_model: Path) -> Path:
    return Path(shutil.copytree(scripted_model, tmp_path / "copy"))


def test_by_name_by_directory_and_by_default(stored_model: Path, scripted_model: Path) -> None:
    for asked in ("whisper-scripted", scripted_model, str(scripted_model), None):
        recogniser = load_recogniser(asked, "cpu")
        assert isinstance(recogniser, Recogniser)
        assert recogniser.info.model == "whisper-scripted"
    info = recogniser.info
    assert (info.engine, info.device, info.window, info.languages) == ("faster_whisper", "cpu", "full", ("en", "zh"))
    assert info.compute_type.startswith("int8") and "CPU was asked" in info.device_reason


def test_the_card_is_followed(copy: Path) -> None:
    (copy / "card.toml").write_text('window = "exact"\nsynthetic_only = true\n')
    info = load_recogniser(copy, "cpu").info
    assert (info.window, info.synthetic_only) == ("exact", True)


def test_an_engine_of_the_table_is_imported_by_its_module(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "echo_engine.py").write_text(
        "def open_recogniser(directory, card, device):\n    return (directory.name, card.name, device)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(ENGINES, "echo", "echo_engine")
    monkeypatch.setitem(ENGINES, "gone", "no_such_module")
    (copy / "card.toml").write_text('engine = "echo"\n')
    assert load_recogniser(copy, "cpu") == ("copy", "copy", "cpu")
    (copy / "card.toml").write_text('engine = "gone"\n')
    with pytest.raises(ModelMissing, match="not installed"):
        load_recogniser(copy)
    (copy / "card.toml").write_text('engine = "unheard-of"\n')
    with pytest.raises(ModelUnsupported, match="unheard-of"):
        load_recogniser(copy)


def test_a_flipped_bit_is_never_loaded(stored_model: Path) -> None:
    path = stored_model / "model.bin"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelDamaged, match="not loaded"):
        load_recogniser("whisper-scripted", "cpu")


@pytest.mark.parametrize("file", ["model.bin", "config.json", "tokenizer.json", "vocabulary.json"])
def test_a_missing_file_is_named(copy: Path, file: str) -> None:
    (copy / file).unlink()
    with pytest.raises(ModelMissing, match=file):
        load_recogniser(copy, "cpu")


def test_another_architecture_is_refused(copy: Path) -> None:
    (copy / "model.bin").write_bytes(struct.pack("<IH", 6, 13) + b"Wav2Vec2Spec\0" + bytes(50))
    with pytest.raises(ModelUnsupported, match="Wav2Vec2 model"):
        load_recogniser(copy, "cpu")


@pytest.mark.parametrize("content", [b"", b"GGML" + bytes(60), b"\x06\x00\x00\x00\x0c\x00WhisperSpec\0" + bytes(9)])
def test_damaged_weights_are_refused(copy: Path, content: bytes) -> None:
    (copy / "model.bin").write_bytes(content)
    with pytest.raises(ModelDamaged):
        load_recogniser(copy, "cpu")


def test_weights_that_end_early_are_refused(copy: Path) -> None:
    path = copy / "model.bin"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ModelDamaged, match="models verify"):
        load_recogniser(copy, "cpu")


@pytest.mark.parametrize("file", ["config.json", "vocabulary.json"])
def test_damaged_settings_of_the_model_are_refused(copy: Path, file: str) -> None:
    (copy / file).write_text('{"', encoding="utf-8")
    with pytest.raises(ModelDamaged, match="can not be loaded"):
        load_recogniser(copy, "cpu")


def test_a_damaged_tokenizer_is_refused(copy: Path) -> None:
    (copy / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelDamaged, match=r"tokenizer\.json"):
        load_recogniser(copy, "cpu")


def test_the_tokenizer_of_another_model_is_refused(copy: Path) -> None:
    tokenizer = json.loads((copy / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["added_tokens"] = []
    tokenizer["model"]["vocab"] = {"": 0, "a": 1}
    (copy / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    with pytest.raises(ModelUnsupported, match="does not belong to a Whisper model"):
        load_recogniser(copy, "cpu")


def test_a_tokenizer_without_chinese_and_english_is_refused(copy: Path) -> None:
    text = (copy / "tokenizer.json").read_text(encoding="utf-8")
    (copy / "tokenizer.json").write_text(text.replace("<|zh|>", "<|de|>").replace("<|en|>", "<|fr|>"), encoding="utf-8")
    with pytest.raises(ModelUnsupported, match="neither Chinese nor English"):
        load_recogniser(copy, "cpu")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("{", ModelDamaged),
        ('{"hop_length": "x"}', ModelDamaged),
        ('{"feature_size": 128}', ModelDamaged),
        ('{"sampling_rate": 8000}', ModelUnsupported),
    ],
)
def test_features_that_do_not_fit_are_refused(copy: Path, content: str, error: type[Exception]) -> None:
    (copy / "preprocessor_config.json").write_text(content)
    with pytest.raises(error):
        load_recogniser(copy, "cpu")


def test_a_device_that_fails_is_replaced_by_the_next_and_said(
    scripted_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choices = [Device("abacus", "float16", 1, "Found."), Device("cpu", "int8", 1, "No usable NVIDIA GPU.")]
    monkeypatch.setattr("models.asr.faster_whisper.devices_to_try", lambda library, asked, threads: choices)
    info = load_recogniser(scripted_model).info
    assert info.device == "cpu" and "could not be used" in info.device_reason and "abacus" in info.device_reason
    choices.pop()
    with pytest.raises(ModelDamaged, match="can not be loaded"):
        load_recogniser(scripted_model)
    with pytest.raises(ModelUnsupported, match="auto or cpu"):
        load_recogniser(scripted_model, "cuda")


def test_no_model_at_all_says_how_to_get_one(empty_store: Path) -> None:
    with pytest.raises(ModelMissing, match="models pull"):
        load_recogniser()
    assert not store.store_dir().exists()
