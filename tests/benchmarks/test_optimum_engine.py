"""The check of the engine `optimum` names what it lacks; with the libraries it is run by hand."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError

import pytest

from benchmarks import optimum_engine


def test_without_the_libraries_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)
    monkeypatch.setattr(optimum_engine, "version", missing)
    assert optimum_engine.main() == 2
    assert "seatmate[server,llm-local]" in capsys.readouterr().err
