"""The command line: what it refuses, what it says, what it leaves alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from copilot_app import __main__ as front_door
from copilot_app.errors import EnrolmentFailed, SoundSystemMissing
from protocol.call import Enrolled

ROOT = Path(__file__).resolve().parents[2]


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        front_door.main(["--help"])
    assert left.value.code == 0
    text = capsys.readouterr().out
    assert all(command in text for command in ("demo", "devices", "enroll"))


def test_the_front_door_loads_neither_qt_nor_sound_nor_sockets() -> None:
    program = ("import sys, copilot_app.__main__ as m\ntry:\n    m.main(['--version'])\nexcept SystemExit:\n    pass\n"
               "print([name for name in ('PySide6', 'sounddevice', 'zmq', 'numpy', 'av') if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"


def test_without_a_display_it_says_what_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(front_door.sys, "platform", "linux")
    assert front_door.main([]) == 1
    assert "--headless" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["demo", "--agent-audio", "a.wav"], ["demo", "--speed", "0"]])
def test_a_demo_that_makes_no_sense_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert front_door.main(arguments) == 2
    assert capsys.readouterr().err.startswith("seatmate: ")


def test_an_error_is_one_sentence_and_not_a_traceback(monkeypatch: pytest.MonkeyPatch,
                                                      capsys: pytest.CaptureFixture[str]) -> None:
    from copilot_app import devices_command

    def fails(settings: object) -> int:
        raise SoundSystemMissing("Install PortAudio.")

    monkeypatch.setattr(devices_command, "show_devices", fails)
    assert front_door.main(["devices"]) == 1
    assert capsys.readouterr().err == "seatmate: Install PortAudio.\n"


def test_enrolment_joins_a_code_with_spaces_and_shows_the_fingerprint(monkeypatch: pytest.MonkeyPatch,
                                                                      capsys: pytest.CaptureFixture[str]) -> None:
    from copilot_app import enrolment

    asked: list[tuple[str, str]] = []

    def enrol(code: str, *, workstation: str) -> Enrolled:
        asked.append((code, workstation))
        return Enrolled(workstation="desk 7", fingerprint="ab12-cd34")

    monkeypatch.setattr(enrolment, "enrol", enrol)
    assert front_door.main(["enroll", "seat1-aaaa", "bbbb", "--name", "desk 7"]) == 0
    assert asked == [("seat1-aaaabbbb", "desk 7")] and "ab12-cd34" in capsys.readouterr().out


def test_a_failed_enrolment_is_exit_code_1(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from copilot_app import enrolment

    def enrol(code: str, *, workstation: str) -> Enrolled:
        raise EnrolmentFailed("The code is too old.")

    monkeypatch.setattr(enrolment, "enrol", enrol)
    assert front_door.main(["enroll", "x"]) == 1
    assert "too old" in capsys.readouterr().err
