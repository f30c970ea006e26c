"""The builder of scripted models: its text through the server's own engine, its card, and Whisper's sizes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from benchmarks.scripted_model import DEFAULT_SCRIPT, SHAPES, build_scripted_model, check, main
from models.asr.card import read_card

TEXT = "".join(DEFAULT_SCRIPT)
SPECIAL_TOKENS = 2 + 2 + 6 + 1501
"""Of two languages: end and start, the languages, tasks and marks, time stamps."""


@pytest.mark.parametrize("window", ["exact", "full"])
def test_the_script_comes_out_of_every_window_greedily_and_with_a_beam(window: str, tmp_path: Path) -> None:
    build_scripted_model(tmp_path / "model", window=window)  # type: ignore[arg-type]
    found = check(tmp_path / "model", seconds=(1, 2, 5, 12, 30))
    assert len(found) == 10
    assert {one.text.replace("\u200b", "") for one in found} == {TEXT}


def test_the_card_says_what_the_model_is(tmp_path: Path) -> None:
    directory = build_scripted_model(tmp_path / "model", window="exact")
    card = read_card(directory)
    assert (card.window, card.prompts, card.synthetic_only) == ("exact", False, False)
    assert tomllib.loads((directory / "card.toml").read_text(encoding="utf-8"))["scripted"] is True
    assert not (build_scripted_model(tmp_path / "bare") / "card.toml").exists(), "as a converter writes it"


@pytest.mark.parametrize(("name", "vocabulary"), [("tiny", 51_865), ("base", 51_865), ("small", 51_865),
                                                  ("large-v3-turbo", 51_866)])
def test_vocabularies_have_whispers_size(name: str, vocabulary: int) -> None:
    assert SHAPES[name].text_tokens + SPECIAL_TOKENS == vocabulary


def test_128_mel_bands_are_heard_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = SHAPES["micro"]
    monkeypatch.setitem(SHAPES, "narrow turbo", type(narrow)(64, 1, 2, 1, 128, mel_bands=128))
    build_scripted_model(tmp_path / "model", shape="narrow turbo", window="exact")
    assert check(tmp_path / "model", seconds=(3,), beams=(5,))[0].text.replace("\u200b", "") == TEXT


def test_the_program_builds_and_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "model"), "--shape", "micro", "--check"]) == 0
    out = capsys.readouterr().out
    assert "micro" in out and out.count("as scripted") == 12
