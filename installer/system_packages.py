"""Libraries, fonts and programs of the operating system that no Python package brings along.

In comes the name of a command of `bootstrap.py`, out goes a machine that has what it needs, or clear words on what
to install and what does not work until then.  What is there is found by trying, not by asking the package manager, so
that a machine set up in another way passes.  Only Debian and Ubuntu run as root are changed from here.
"""

from __future__ import annotations

import ctypes
import fnmatch
import glob
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Say = Callable[[str], None]


@dataclass(frozen=True)
class Need:
    """One thing of the operating system."""

    probe: str
    """A library's file name, `program:NAME`, `file:PATTERN|PATTERN` or `font:zh`."""
    purpose: str
    """What does not work without it; completes "needed …"."""
    apt: str
    dnf: str
    pacman: str
    zypper: str


_SOUND = "for the sound card"
_WINDOW = "for the window, also where there is no display"
_XCB = "for a window on an X11 display"
_WAYLAND = "for a window on a Wayland display"
_SOUND_TEST = "for the tests that record from a sound device"

SOUND = (Need("libportaudio.so.2", _SOUND, "libportaudio2", "portaudio", "portaudio", "libportaudio2"),)
QT = (
    Need("libGL.so.1", _WINDOW, "libgl1", "libglvnd-glx", "libglvnd", "libglvnd"),
    Need("libEGL.so.1", _WINDOW, "libegl1", "libglvnd-egl", "libglvnd", "libglvnd"),
    Need("libX11.so.6", _WINDOW, "libx11-6", "libX11", "libx11", "libX11-6"),
    Need("libxkbcommon.so.0", _WINDOW, "libxkbcommon0", "libxkbcommon", "libxkbcommon", "libxkbcommon0"),
    Need("libdbus-1.so.3", _WINDOW, "libdbus-1-3", "dbus-libs", "dbus", "libdbus-1-3"),
    Need("libfontconfig.so.1", _WINDOW, "libfontconfig1", "fontconfig", "fontconfig", "fontconfig"),
    Need("libfreetype.so.6", _WINDOW, "libfreetype6", "freetype", "freetype2", "libfreetype6"),
    Need("libglib-2.0.so.0", _WINDOW, "libglib2.0-0", "glib2", "glib2", "libglib-2_0-0"),
    Need("libgthread-2.0.so.0", _WINDOW, "libglib2.0-0", "glib2", "glib2", "libgthread-2_0-0"),
    Need("libzstd.so.1", _WINDOW, "libzstd1", "libzstd", "zstd", "libzstd1"),
    Need("font:zh", "to show Chinese", "fonts-noto-cjk", "google-noto-sans-cjk-fonts", "noto-fonts-cjk",
         "noto-sans-cjk-fonts"),
)
XCB = (
    Need("libxcb-cursor.so.0", _XCB, "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor", "libxcb-cursor0"),
    Need("libxcb-icccm.so.4", _XCB, "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm", "libxcb-icccm4"),
    Need("libxcb-keysyms.so.1", _XCB, "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms", "libxcb-keysyms1"),
    Need("libxcb-image.so.0", _XCB, "libxcb-image0", "xcb-util-image", "xcb-util-image", "libxcb-image0"),
    Need("libxcb-render-util.so.0", _XCB, "libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil",
         "libxcb-render-util0"),
    Need("libxcb-randr.so.0", _XCB, "libxcb-randr0", "libxcb", "libxcb", "libxcb-randr0"),
    Need("libxcb-shape.so.0", _XCB, "libxcb-shape0", "libxcb", "libxcb", "libxcb-shape0"),
    Need("libxcb-sync.so.1", _XCB, "libxcb-sync1", "libxcb", "libxcb", "libxcb-sync1"),
    Need("libxcb-xfixes.so.0", _XCB, "libxcb-xfixes0", "libxcb", "libxcb", "libxcb-xfixes0"),
    Need("libxcb-xkb.so.1", _XCB, "libxcb-xkb1", "libxcb", "libxcb", "libxcb-xkb1"),
    Need("libX11-xcb.so.1", _XCB, "libx11-xcb1", "libX11-xcb", "libx11", "libX11-xcb1"),
    Need("libxkbcommon-x11.so.0", _XCB, "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11",
         "libxkbcommon-x11-0"),
)
WAYLAND = (
    Need("libwayland-client.so.0", _WAYLAND, "libwayland-client0", "libwayland-client", "wayland",
         "libwayland-client0"),
    Need("libwayland-cursor.so.0", _WAYLAND, "libwayland-cursor0", "libwayland-cursor", "wayland",
         "libwayland-cursor0"),
    Need("libwayland-egl.so.1", _WAYLAND, "libwayland-egl1", "libwayland-egl", "wayland", "libwayland-egl1"),
)
SOUND_TEST = (
    Need("program:pulseaudio", _SOUND_TEST, "pulseaudio", "pulseaudio", "pulseaudio", "pulseaudio"),
    Need("program:pactl", _SOUND_TEST, "pulseaudio-utils", "pulseaudio-utils", "libpulse", "pulseaudio-utils"),
    Need("file:/usr/lib*/alsa-lib/libasound_module_pcm_pulse.so|/usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so",
         _SOUND_TEST, "libasound2-plugins", "alsa-plugins-pulseaudio", "alsa-plugins", "alsa-plugins-pulse"),
)

MANAGERS: dict[str, str] = {
    "apt-get": "apt-get install -y --no-install-recommends",
    "dnf": "dnf install -y",
    "pacman": "pacman -S --needed",
    "zypper": "zypper install -y",
}
"""Package manager -> how it installs; the first one found is the machine's."""


def groups_for(command: str, environ: Mapping[str, str] | None = None) -> tuple[Need, ...]:
    """What `command` of bootstrap.py needs on this machine; nothing outside Linux, where the wheels bring it all."""
    environ = os.environ if environ is None else environ
    if not sys.platform.startswith("linux") or command == "server":
        return ()
    needs: tuple[Need, ...] = (*SOUND, *QT)
    if command == "client" or environ.get("DISPLAY"):
        needs += XCB
    if environ.get("WAYLAND_DISPLAY"):
        needs += WAYLAND
    if command == "test":
        needs += SOUND_TEST
    return needs


def is_there(need: Need) -> bool:
    """Whether this machine has it, by trying it."""
    kind, _, name = need.probe.rpartition(":")
    if kind == "program":
        return shutil.which(name) is not None
    if kind == "file":
        # never `**`: it follows links, and a link to its own parent makes it walk for ever
        return any(glob.glob(pattern) for pattern in name.split("|"))
    if kind == "font":
        return _has_font(name)
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has_font(lang: str) -> bool:
    if shutil.which("fc-list"):
        listing = subprocess.run(["fc-list", f":lang={lang}", "family"], capture_output=True, text=True, check=False)
        return bool(listing.stdout.strip())
    folders = ("/usr/share/fonts", "/usr/local/share/fonts", os.path.expanduser("~/.local/share/fonts"))
    names = ("*CJK*", "*SourceHan*", "*wqy*", "*DroidSansFallback*")
    return any(fnmatch.fnmatchcase(file, name) for folder in folders for _, _, files in os.walk(folder)
               for file in files for name in names)


def provide(needs: Sequence[Need], say: Say) -> list[Need]:
    """Install what is missing where that is possible from here; returns what is still missing, after saying so."""
    missing = [need for need in needs if not is_there(need)]
    if missing:
        manager = package_manager()
        names = package_names(missing, manager) if manager else []
        if manager == "apt-get" and os.geteuid() == 0:
            _apt_install(names, "; ".join(dict.fromkeys(need.purpose for need in missing)), say)
            missing = [need for need in missing if not is_there(need)]
    if missing:
        _explain(missing, say)
    return missing


def install_named(names: Sequence[str], purpose: str, say: Say) -> None:
    """Install packages by name on Debian/Ubuntu as root; elsewhere nothing happens."""
    if sys.platform.startswith("linux") and package_manager() == "apt-get" and os.geteuid() == 0:
        _apt_install(names, purpose, say)


def install_line(names: Sequence[str]) -> str:
    """The command that a person runs to install these Debian packages; empty where that is not the way."""
    if package_manager() != "apt-get":
        return ""
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install -y {' '.join(names)}"


def package_manager() -> str:
    """Name of the machine's package manager, or an empty text."""
    return next((name for name in MANAGERS if shutil.which(name)), "")


def package_names(needs: Sequence[Need], manager: str) -> list[str]:
    """What `manager` calls them, each once."""
    attribute = "apt" if manager == "apt-get" else manager
    return list(dict.fromkeys(str(getattr(need, attribute)) for need in needs))


def _apt_install(names: Sequence[str], purpose: str, say: Say) -> None:
    say(f"Installing with apt-get, {purpose}: {' '.join(names)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    waiting = ["-o", "DPkg::Lock::Timeout=120", "-qq"]
    if subprocess.call(["apt-get", *waiting, "update"], env=environment) != 0:
        say("apt-get update failed; going on with the package lists that are there.")
    install = ["apt-get", *waiting, "-o", "Dpkg::Use-Pty=0", "install", "-y", "--no-install-recommends"]
    if subprocess.call([*install, *names], env=environment, stdout=subprocess.DEVNULL) != 0 and len(names) > 1:
        # One name that this release does not know must not keep the others out.
        for name in names:
            subprocess.call([*install, name], env=environment, stdout=subprocess.DEVNULL)


def _explain(missing: Sequence[Need], say: Say) -> None:
    say("\nNot on this machine yet:")
    for purpose in dict.fromkeys(need.purpose for need in missing):
        say(f"  {purpose}: {', '.join(need.probe for need in missing if need.purpose == purpose)}")
    manager = package_manager()
    if manager:
        sudo = "" if os.geteuid() == 0 else "sudo "
        update = f"{sudo}apt-get update && " if manager == "apt-get" else ""
        say(f"Next step: {update}{sudo}{MANAGERS[manager]} {' '.join(package_names(missing, manager))}")
    else:
        say("Next step: install the packages of your distribution that hold these files.")
    say("Going on with what works.\n")
