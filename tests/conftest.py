"""What holds for every test: Qt draws off-screen, and nothing here reads or writes the person's own settings."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"


_numbers = itertools.count()


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # one folder for all: pytest reads the whole of its own folder for each new name in it
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def _own_home(_homes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has its own places for settings and data."""
    home = _homes / str(next(_numbers))
    home.mkdir()
    for variable, name in (("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state")):
        monkeypatch.setenv(variable, str(home / name))
