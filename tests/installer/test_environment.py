"""The `.venv`: made, repaired, left alone; uv first, pip behind it; nothing of anybody's is deleted."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from installer import environment
from installer.environment import Environment, SetupError, may_use_uv, uv_environment

real_call = subprocess.call


class Installs:
    """Stands for the programs that install: keeps their command lines, and fails where told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lines: list[list[str]] = []
        self.fails: Callable[[list[str]], bool] = lambda _command: False
        self.venv: Callable[[list[str]], int] = real_call
        monkeypatch.setattr(environment.subprocess, "call", self._call)
        monkeypatch.setattr(environment, "PROBES", {})

    def _call(self, command: list[str], **options: object) -> int:
        if command[1:3] == ["-m", "venv"]:
            return self.venv(command)
        self.lines.append(command)
        return 1 if self.fails(command) else 0

    @property
    def programs(self) -> list[str]:
        return [line[2] for line in self.lines]


@pytest.fixture
def installs(monkeypatch: pytest.MonkeyPatch) -> Installs:
    return Installs(monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "installer").mkdir()
    (tmp_path / "installer" / "constraints.txt").write_text("msgspec==0.22.0\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def made(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A root whose `.venv` passes for a working one."""
    (root / ".venv").mkdir()
    monkeypatch.setattr(Environment, "_works", lambda self: self.folder.exists())
    monkeypatch.setattr(Environment, "_has_modules", lambda self, extras: True)
    monkeypatch.setattr(Environment, "_pip_settings", lambda self: {})
    return root


def quiet(_text: str) -> None:
    """Says nothing."""


def test_a_missing_environment_is_made(root: Path, installs: Installs) -> None:
    told: list[str] = []
    ours = Environment(root)
    assert ours.provide(["client"], told.append)
    assert ours._works()
    assert "Making a virtual environment" in told[0]


def half_made(folder: Path) -> None:
    (folder / "bin").mkdir(parents=True)


def without_its_python(folder: Path) -> None:
    folder.mkdir()
    (folder / "pyvenv.cfg").write_text("home = /nowhere\n", encoding="utf-8")
    (folder / "seatmate-stamp.json").write_text("{}", encoding="utf-8")


@pytest.mark.parametrize("damage", [half_made, without_its_python])
def test_a_broken_environment_is_made_anew(root: Path, installs: Installs, monkeypatch: pytest.MonkeyPatch,
                                           damage: Callable[[Path], None]) -> None:
    ours = Environment(root)
    damage(ours.folder)
    leftover = ours.folder / "lib" / "leftover"
    leftover.mkdir(parents=True)
    assert not ours._works()
    monkeypatch.setattr(installs, "venv", lambda command: (ours.folder / "fresh").mkdir(parents=True) or 0)
    monkeypatch.setattr(Environment, "_works", lambda self: (self.folder / "fresh").exists())
    monkeypatch.setattr(Environment, "_pip_settings", lambda self: {})
    told: list[str] = []
    assert ours.provide(["client"], told.append)
    assert not leftover.exists()
    assert "broken or half made" in told[0]


def test_a_second_run_installs_nothing(made: Path, installs: Installs) -> None:
    assert Environment(made).provide(["client"], quiet)
    count = len(installs.lines)
    assert not Environment(made).provide(["client"], quiet)
    assert len(installs.lines) == count


@pytest.mark.parametrize("changed", ["pyproject.toml", "installer/constraints.txt"])
def test_new_requirements_are_installed(made: Path, installs: Installs, changed: str) -> None:
    Environment(made).provide(["client"], quiet)
    path = made / changed
    path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    assert Environment(made).provide(["client"], quiet)


def test_a_checkout_that_was_moved_is_installed_again(made: Path, installs: Installs, tmp_path_factory:
                                                      pytest.TempPathFactory) -> None:
    Environment(made).provide(["client"], quiet)
    moved = tmp_path_factory.mktemp("moved") / "checkout"
    made.rename(moved)
    assert Environment(moved).provide(["client"], quiet)


def test_extras_add_up(made: Path, installs: Installs) -> None:
    Environment(made).provide(["client"], quiet)
    Environment(made).provide(["server"], quiet)
    assert f"{made}[client,server]" in installs.lines[-1]
    assert not Environment(made).provide(["client"], quiet)
    assert json.loads(Environment(made).stamp.read_text(encoding="utf-8"))["extras"] == ["client", "server"]


def test_packages_that_were_taken_out_come_back(made: Path, installs: Installs,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    Environment(made).provide(["client"], quiet)
    monkeypatch.setattr(Environment, "_has_modules", lambda self, extras: False)
    assert Environment(made).provide(["client"], quiet)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"digest": 1}', '{"extras": ["client"], "digest": "old"}'])
def test_a_damaged_stamp_counts_as_none(made: Path, content: str) -> None:
    Environment(made).stamp.write_text(content, encoding="utf-8")
    assert Environment(made).stamped_extras() == set()


def test_everything_is_pinned_and_no_index_is_named(made: Path, installs: Installs) -> None:
    Environment(made).provide(["client"], quiet)
    for line in installs.lines:
        assert line[line.index("-c") + 1] == str(made / "installer" / "constraints.txt")
        assert not any("index" in word or "find-links" in word for word in line)


def test_pip_follows_where_uv_can_not(made: Path, installs: Installs) -> None:
    installs.fails = lambda command: command[2] == "uv"
    told: list[str] = []
    assert Environment(made).provide(["client"], told.append)
    assert installs.programs == ["pip", "uv", "pip"]
    assert any("going on with pip" in line for line in told)


def test_pip_alone_where_there_is_no_uv_for_this_machine(made: Path, installs: Installs) -> None:
    installs.fails = lambda command: command[-1] == "uv"
    assert Environment(made).provide(["client"], quiet)
    assert installs.programs == ["pip", "pip", "pip"]
    assert "uv" not in installs.lines[1]


def test_without_a_network_it_says_the_next_step_and_stamps_nothing(made: Path, installs: Installs) -> None:
    installs.fails = lambda _command: True
    with pytest.raises(SetupError, match="Next step: check that this machine reaches a package index") as caught:
        Environment(made).provide(["client"], quiet)
    assert caught.value.retryable
    assert not Environment(made).stamp.exists()


def test_an_index_in_the_house_is_left_to_pip(made: Path, installs: Installs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Environment, "_pip_settings", lambda self: {"index-url": "https://mirror.example"})
    Environment(made).provide(["client"], quiet)
    assert installs.programs == ["pip", "pip"]


@pytest.mark.parametrize(("settings", "environ", "expected"), [
    ({}, {}, True),
    ({"find-links": "wheels"}, {}, True),
    ({"index-url": "https://mirror.example"}, {}, False),
    ({"no-index": "true"}, {}, False),
    ({"index-url": "https://mirror.example"}, {"UV_DEFAULT_INDEX": "https://mirror.example"}, True),
])
def test_uv_never_goes_round_pips_configuration(settings: dict[str, str], environ: dict[str, str],
                                                expected: bool) -> None:
    assert may_use_uv(settings, environ) is expected


def test_uv_takes_over_pips_certificates_and_proxy_but_not_over_its_own() -> None:
    settings = {"cert": "house.pem", "proxy": "proxy.example:3128"}
    assert uv_environment(settings, {}) == {"SSL_CERT_FILE": "house.pem", "ALL_PROXY": "proxy.example:3128"}
    assert uv_environment(settings, {"SSL_CERT_FILE": "own.pem"})["SSL_CERT_FILE"] == "own.pem"


def test_a_folder_that_is_no_environment_is_not_deleted(root: Path, installs: Installs) -> None:
    keepsake = root / ".venv" / "thesis.txt"
    keepsake.parent.mkdir()
    keepsake.write_text("years of work", encoding="utf-8")
    with pytest.raises(SetupError, match=r"thesis\.txt.*Next step: move"):
        Environment(root).provide(["client"], quiet)
    assert keepsake.exists()


def test_a_link_is_not_followed_and_deleted(root: Path, installs: Installs, tmp_path_factory:
                                            pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "pyvenv.cfg").touch()
    (root / ".venv").symlink_to(elsewhere)
    with pytest.raises(SetupError, match="Next step: move"):
        Environment(root).provide(["client"], quiet)
    assert (elsewhere / "pyvenv.cfg").exists()


def test_a_python_without_ensurepip_names_the_package(root: Path, installs: Installs,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(environment.system_packages, "install_named", lambda names, *_rest: asked.append(names))
    monkeypatch.setattr(environment.system_packages, "package_manager", lambda: "apt-get")
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    with pytest.raises(SetupError, match=f"apt-get install -y {package}"):
        Environment(root).provide(["client"], quiet)
    assert asked == [[package]]
