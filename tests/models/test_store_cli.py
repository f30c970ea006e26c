"""The commands print what an administrator needs, and exit with 0, 1 or 2."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from models import store
from models.store_cli import run

CLASSIFIER = store.BUNDLED_DIR / "intent-seatmate-zh-en"


def test_list_shows_what_is_there_and_what_can_be_pulled(
    stored_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["list"]) == 0
    printed = capsys.readouterr().out
    assert "whisper-scripted" in printed and "in the store" in printed
    assert "whisper-large-v3-turbo" in printed and "MIT" in printed


def test_import_then_verify_then_remove(
    empty_store: Path, scripted_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", str(scripted_model), "--name", "mine"]) == 0
    assert "Licence: not stated" in capsys.readouterr().out
    assert run(["verify"]) == 0
    assert "mine: whole" in capsys.readouterr().out
    assert run(["remove", "mine"]) == 0
    assert store.installed() == []


def test_verify_fails_for_a_damaged_model(stored_model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (stored_model / "model.bin").write_bytes(b"x")
    assert run(["verify", "whisper-scripted"]) == 1
    assert "[model.damaged]" in capsys.readouterr().err


def test_verify_knows_the_bundled_classifier(
    empty_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(CLASSIFIER, tmp_path / "bundled" / CLASSIFIER.name)
    monkeypatch.setattr(store, "BUNDLED_DIR", tmp_path / "bundled")
    assert run(["verify"]) == run(["verify", CLASSIFIER.name]) == 0
    assert capsys.readouterr().out.count(f"{CLASSIFIER.name}: whole") == 2
    (tmp_path / "bundled" / CLASSIFIER.name / "model.onnx").unlink()
    assert run(["verify"]) == 1
    assert "model.onnx is missing" in capsys.readouterr().err


def test_verify_of_an_empty_store_says_how_to_fill_it(empty_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify"]) == 0
    assert "models pull" in capsys.readouterr().out


def test_list_survives_a_directory_without_a_manifest(stored_model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(stored_model, stored_model.parent / "bare")
    (stored_model.parent / "bare" / "manifest.json").unlink()
    assert run(["list"]) == 0
    assert "no manifest" in capsys.readouterr().out


def test_errors_and_wrong_usage_have_their_own_status(empty_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pull", "gigantic"]) == 1
    assert "[model.missing]" in capsys.readouterr().err
    assert run(["remove", "whisper-tiny"]) == 1
    assert run([]) == 2
    assert run(["pull"]) == 2
    assert run(["--help"]) == 0
