"""A virtual environment a peer, below a cache directory: a table of requirements in, the path of its Python out.

It is made by pip, which follows this machine's own settings for registries, and only once: a file in it says what it was
made from.  The distribution itself is installed without its dependencies, and beside it only what its server imports with the
backend that is compared: the full list brings gigabytes for other backends and for GPUs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from .errors import PeerUnavailable
from .known import Peer

INSTALL_S = 3600.0
_MADE_FILE = "made-from.json"
_TAIL_LINES = 4
Say = Callable[[str], None]


def python_of(peer: Peer, cache: Path, pip_options: Sequence[str], say: Say) -> Path:
    """The Python of this peer's environment, made if it is not there.

    Raises:
        PeerUnavailable: pip could not get or install something; quotes its last lines.
    """
    root = cache / f"{peer.module.DISTRIBUTION}-{peer.module.VERSION}-py{sys.version_info.major}{sys.version_info.minor}"
    python = root / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if _made_from(root) == _wanted(peer) and python.exists():
        return python
    say(f"installing {peer.title} into {root} (some minutes)")
    shutil.rmtree(root, ignore_errors=True)
    root.parent.mkdir(parents=True, exist_ok=True)
    _call(peer, [sys.executable, "-m", "venv", str(root)])
    for wanted in (("--no-deps", f"{peer.module.DISTRIBUTION}=={peer.module.VERSION}"), peer.module.REQUIREMENTS):
        _call(peer, [str(python), "-m", "pip", "install", "--quiet", "--no-input", *pip_options, *wanted])
    # last, so that a broken attempt counts for nothing
    (root / _MADE_FILE).write_text(json.dumps(_wanted(peer)), encoding="utf-8")
    return python


def versions(python: Path, distributions: Sequence[str]) -> dict[str, str]:
    """What is installed there of these distributions."""
    program = ("import importlib.metadata as m, json, sys\n"
               "print(json.dumps({n: m.version(n) for n in sys.argv[1:] if list(m.distributions(name=n))}))")
    done = subprocess.run([str(python), "-c", program, *distributions], capture_output=True, text=True, check=False)
    return dict(json.loads(done.stdout)) if done.returncode == 0 else {}


def _wanted(peer: Peer) -> list[str]:
    return [f"{peer.module.DISTRIBUTION}=={peer.module.VERSION}", *peer.module.REQUIREMENTS]


def _made_from(root: Path) -> list[str] | None:
    try:
        return list(json.loads((root / _MADE_FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _call(peer: Peer, command: Sequence[str]) -> None:
    advice = (f"{peer.title} could not be installed. Check that a package registry can be reached (pip's own settings, or "
              "--pip=OPTION), or leave this peer out with --peers")
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=INSTALL_S,
                              stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PeerUnavailable(f"{advice}: {error}") from error
    if done.returncode != 0:
        said = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()][-_TAIL_LINES:]
        raise PeerUnavailable(f"{advice}:\n" + "\n".join(f"    {line}" for line in said))
