"""Every name that the product promises can be pulled, and its files are enough to load it."""

from __future__ import annotations

import pytest

from models import catalogue, store


@pytest.mark.parametrize("size", ["tiny", "base", "small", "medium", "large-v3", "large-v3-turbo"])
def test_promised_models_are_there_under_both_names(size: str) -> None:
    entry = catalogue.find(size)
    assert entry is not None and entry is catalogue.find(f"whisper-{size}")
    assert entry.licence and entry.about_bytes > 10_000_000 and entry.repository.count("/") == 1
    assert set(catalogue.REQUIRED_FILES) <= set(entry.files)
    assert set(catalogue.VOCABULARY_FILES) & set(entry.files)
    assert store.NAME_PATTERN.fullmatch(entry.name)


def test_unknown_names_are_not_found() -> None:
    assert catalogue.find("huge") is None
