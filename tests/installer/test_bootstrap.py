"""The front door: old Pythons, wrong words, and which extras a command needs."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from installer import bootstrap, commands
from installer.environment import SetupError

SCRIPT = Path(bootstrap.__file__)


def test_an_old_python_can_read_the_front_door() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))
    assert "main" in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_an_old_python_alone_says_what_to_install(monkeypatch: pytest.MonkeyPatch,
                                                  capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bootstrap, "newer_python", lambda: None)
    assert bootstrap.check_version((3, 8, 10), ["demo"]) == 2
    told = capsys.readouterr().err
    assert "3.11 or newer" in told
    assert "3.8.10" in told
    assert "apt-get install" in told


def test_an_old_python_hands_over_to_a_newer_one_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "newer_python", lambda: "/usr/bin/python3.12")
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda command: ran.append(command) or 7)
    assert bootstrap.check_version((3, 9, 2), ["demo", "--lang", "en"]) == 7
    assert ran == [["/usr/bin/python3.12", str(SCRIPT), "demo", "--lang", "en"]]


def test_a_python_that_is_new_enough_goes_on() -> None:
    assert bootstrap.check_version((3, 11, 0), []) is None
    assert bootstrap.check_version((3, 13, 1), []) is None


@pytest.mark.parametrize(("words", "status"), [([], 2), (["--help"], 0)])
def test_usage_names_every_command(words: list[str], status: int) -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), *words], capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert all(f"\n  {command} " in done.stdout for command in commands.EXTRAS)


def test_a_wrong_command_is_named_and_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run("demmo", []) == 2
    assert "'demmo'" in capsys.readouterr().err


class Recorded:
    """Stands for an `Environment`; keeps what it was asked for."""

    asked: tuple[str, ...] = ()
    trouble: str = ""

    def __init__(self, root: Path) -> None:
        self.python = root / ".venv" / "bin" / "python"

    def provide(self, extras: tuple[str, ...], _say: object) -> bool:
        Recorded.asked = extras
        if Recorded.trouble:
            raise SetupError(Recorded.trouble)
        return True

    def program(self, name: str) -> Path:
        return self.python.with_name(name)


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> type[Recorded]:
    Recorded.trouble = ""
    monkeypatch.setattr(commands, "Environment", Recorded)
    monkeypatch.setattr(commands.system_packages, "provide", lambda needs, say: [])
    return Recorded


def test_demo_passes_its_options_on(recorded: type[Recorded], monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(commands.subprocess, "call", lambda command, cwd: ran.append(command) or 0)
    assert commands.run("demo", ["--lang", "en", "--report", "r.json"]) == 0
    assert ran[0][1:] == ["-m", "copilot_app", "demo", "--lang", "en", "--report", "r.json"]
    assert recorded.asked == ("client", "server", "voices")


@pytest.mark.parametrize(("words", "extras"), [(["client"], ("client",)), (["server"], ("server",)),
                                               (["server", "--gpu"], ("server", "gpu"))])
def test_installs_ask_for_their_extras_only(recorded: type[Recorded], words: list[str], extras: tuple[str, ...],
                                            capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run(words[0], words[1:]) == 0
    assert recorded.asked == extras
    assert "is installed" in capsys.readouterr().out


def test_a_set_up_that_stops_says_why_and_runs_nothing(recorded: type[Recorded], monkeypatch: pytest.MonkeyPatch,
                                                       capsys: pytest.CaptureFixture[str]) -> None:
    recorded.trouble = "no network. Next step: plug it in"
    monkeypatch.setattr(commands.subprocess, "call", lambda *_args, **_options: pytest.fail("the demo must not start"))
    assert commands.run("demo", []) == 1
    assert "Next step: plug it in" in capsys.readouterr().err
