"""Libraries of the operating system: found by trying, installed as root on Debian, told as one command elsewhere."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from installer import system_packages
from installer.system_packages import Need, groups_for, install_line, is_there, package_names, provide

C_LIBRARY = Need("libc.so.6", "for everything", "libc6", "glibc", "glibc", "glibc")
NOTHING = Need("libseatmate-is-not-there.so.9", "for the test", "one-apt", "one-dnf", "one-pacman", "one-zypper")
NO_PROGRAM = Need("program:seatmate-no-such-program", "for the test", "two-apt", "two-dnf", "two-pacman", "two-zypper")


class Machine:
    """A PATH with nothing on it but the package managers put there, each writing down how it was called."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.log = folder / "calls.log"
        self.monkeypatch = monkeypatch
        monkeypatch.setenv("PATH", str(folder))
        self.root(False)

    def root(self, yes: bool) -> None:
        self.monkeypatch.setattr(system_packages.os, "geteuid", lambda: 0 if yes else 1000)

    def manager(self, name: str, body: str = "exit 0") -> None:
        script = self.folder / name
        script.write_text(f'#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >> "{self.log}"\n{body}\n', encoding="utf-8")
        script.chmod(script.stat().st_mode | stat.S_IXUSR)

    @property
    def calls(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


def test_what_is_there_is_found_by_trying() -> None:
    assert not is_there(NOTHING)
    assert not is_there(NO_PROGRAM)
    assert is_there(Need("program:sh", "", "", "", "", ""))
    here = os.path.dirname(__file__)
    assert is_there(Need(f"file:{here}/no-*.py|{here}/test_system_*.py", "", "", "", "", ""))
    assert not is_there(Need(f"file:{here}/no-*.py|{here}/nor-*.py", "", "", "", "", ""))


def test_a_machine_that_has_everything_is_left_alone(machine: Machine) -> None:
    told: list[str] = []
    machine.manager("apt-get")
    machine.root(True)
    found = Need(f"file:{machine.folder}", "for the test", "one-apt", "", "", "")
    assert provide([found], told.append) == []
    assert not told
    assert not machine.calls


def test_root_on_debian_updates_first_and_installs_without_questions(machine: Machine) -> None:
    told: list[str] = []
    machine.manager("apt-get")
    machine.root(True)
    assert provide([NOTHING, NO_PROGRAM], told.append) == [NOTHING, NO_PROGRAM]
    assert machine.calls[0].split()[-1] == "update"
    assert machine.calls[1].startswith("noninteractive ")
    assert machine.calls[1].endswith("install -y --no-install-recommends one-apt two-apt")
    assert told[0] == "Installing with apt-get, for the test: one-apt two-apt"


def test_what_was_installed_is_no_longer_missing(machine: Machine) -> None:
    arrives = machine.folder / "library.so"
    machine.manager("apt-get", f': > "{arrives}"')
    machine.root(True)
    told: list[str] = []
    assert provide([Need(f"file:{arrives}", "for the test", "one-apt", "", "", "")], told.append) == []
    assert len(told) == 1


def test_one_unknown_name_does_not_keep_the_others_out(machine: Machine) -> None:
    machine.manager("apt-get", 'case "$*" in *one-apt*) exit 100;; esac')
    machine.root(True)
    provide([NOTHING, NO_PROGRAM], lambda _text: None)
    assert [call.split()[-1] for call in machine.calls[2:]] == ["one-apt", "two-apt"]


def test_a_failing_update_does_not_stop_the_installation(machine: Machine) -> None:
    machine.manager("apt-get", 'case "$*" in *update*) exit 100;; esac')
    machine.root(True)
    told: list[str] = []
    provide([NOTHING], told.append)
    assert any("update failed" in line for line in told)
    assert "install" in machine.calls[1]


@pytest.mark.parametrize(("name", "line"), [
    ("apt-get", "sudo apt-get update && sudo apt-get install -y --no-install-recommends one-apt two-apt"),
    ("dnf", "sudo dnf install -y one-dnf two-dnf"),
    ("pacman", "sudo pacman -S --needed one-pacman two-pacman"),
    ("zypper", "sudo zypper install -y one-zypper two-zypper"),
])
def test_without_root_one_command_is_told_and_it_goes_on(machine: Machine, name: str, line: str) -> None:
    machine.manager(name)
    told: list[str] = []
    assert provide([NOTHING, NO_PROGRAM], told.append) == [NOTHING, NO_PROGRAM]
    assert f"Next step: {line}" in told
    assert "Going on with what works.\n" in told
    assert not machine.calls


def test_an_unknown_distribution_gets_the_file_names(machine: Machine) -> None:
    told: list[str] = []
    provide([NOTHING], told.append)
    assert any(NOTHING.probe in line for line in told)
    assert any("packages of your distribution" in line for line in told)


def test_every_need_has_a_name_in_every_distribution() -> None:
    needs = groups_for("client", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}) + groups_for("test", {})
    assert needs
    for manager in system_packages.MANAGERS:
        assert all(package_names(needs, manager))
        assert len(package_names([C_LIBRARY, C_LIBRARY], manager)) == 1


def test_the_server_needs_no_desktop_library() -> None:
    assert groups_for("server", {"DISPLAY": ":0"}) == ()


def test_a_display_asks_for_its_libraries() -> None:
    plain = set(groups_for("demo", {}))
    assert set(groups_for("demo", {"DISPLAY": ":0"})) - plain == set(system_packages.XCB)
    assert set(groups_for("demo", {"WAYLAND_DISPLAY": "w"})) - plain == set(system_packages.WAYLAND)
    assert set(groups_for("test", {})) - plain == set(system_packages.SOUND_TEST)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_need_nothing_from_here(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages.sys, "platform", platform)
    assert groups_for("test", {"DISPLAY": ":0"}) == ()


def test_a_chinese_font_is_found_with_and_without_fontconfig(machine: Machine) -> None:
    font = Need("font:zh", "to show Chinese", "fonts-noto-cjk", "", "", "")
    machine.manager("fc-list", 'echo "Noto Sans CJK SC"')
    assert is_there(font)
    machine.manager("fc-list", "exit 0")
    assert not is_there(font)
    (machine.folder / "fc-list").unlink()
    fonts = machine.folder / "home" / ".local/share/fonts/noto"
    fonts.mkdir(parents=True)
    for name in ("one", "two", "three"):
        (fonts / name).symlink_to(fonts, target_is_directory=True)  # a search that followed these would never end
    walk = os.walk
    machine.monkeypatch.setattr(system_packages.os, "walk", lambda folder: walk(folder) if "home" in folder else iter(()))
    machine.monkeypatch.setenv("HOME", str(machine.folder / "home"))
    assert not is_there(font)
    (fonts / "NotoSansCJK-Regular.ttc").touch()
    assert is_there(font)


def test_the_line_for_a_named_package(machine: Machine) -> None:
    assert install_line(["python3.11-venv"]) == ""
    machine.manager("apt-get")
    assert install_line(["python3.11-venv"]) == "sudo apt-get update && sudo apt-get install -y python3.11-venv"
