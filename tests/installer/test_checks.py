"""The test command: every check runs, pytest is last, and one failure is enough for the exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from installer import checks


class Programs:
    """Stands for the checks: keeps what was called and fails where told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, failing: str = "") -> None:
        self.called: list[list[str]] = []
        self.failing = failing
        monkeypatch.setattr(checks.subprocess, "call", self._call)

    def _call(self, command: list[str], **_options: object) -> int:
        self.called.append(command)
        return 5 if self.failing and self.failing in " ".join(command) else 0


def test_pytest_is_last_and_gets_the_options(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    programs = Programs(monkeypatch)
    assert checks.run(Path("python"), tmp_path, ["-k", "wire"], lambda _text: None) == 0
    assert len(programs.called) == 4
    assert programs.called[-1] == ["python", "-m", "pytest", "-k", "wire"]


@pytest.mark.parametrize(("failing", "title"), [("ruff", "ruff check"), ("importlinter", "lint-imports"),
                                                ("mypy", "mypy")])
def test_a_failed_check_is_named_before_the_tests_and_fails_the_whole(
        failing: str, title: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told: list[str] = []
    programs = Programs(monkeypatch, failing)
    assert checks.run(Path("python"), tmp_path, [], told.append) == 1
    assert "pytest" in programs.called[-1]
    assert title in told[-1]


def test_the_status_of_pytest_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    Programs(monkeypatch, "pytest")
    assert checks.run(Path("python"), tmp_path, [], lambda _text: None) == 5
