"""A model's card says how it wants to be used; a broken one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.asr.card import ModelCard, read_card
from models.errors import ModelDamaged


def test_without_a_card_whisper_gets_its_whole_window(tmp_path: Path) -> None:
    assert read_card(tmp_path, "x") == ModelCard("x", "faster_whisper", "full", False, True)


@pytest.mark.parametrize("head", ["", "[model]\n"])
def test_a_card_is_read_at_the_top_or_in_its_table(tmp_path: Path, head: str) -> None:
    (tmp_path / "card.toml").write_text(head + 'window = "exact"\nsynthetic_only = true\n')
    card = read_card(tmp_path, "x")
    assert (card.window, card.synthetic_only, card.prompts) == ("exact", True, False)


def test_prompts_may_be_stated(tmp_path: Path) -> None:
    (tmp_path / "card.toml").write_text("synthetic_only = true\nprompts = true\n")
    assert read_card(tmp_path).prompts


@pytest.mark.parametrize("content", [b'window = "half"', b"window =", b"\xff"])
def test_a_broken_card_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "card.toml").write_bytes(content)
    with pytest.raises(ModelDamaged, match=r"card\.toml"):
        read_card(tmp_path)
