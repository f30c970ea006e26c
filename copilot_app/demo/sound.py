"""The sound of a scenario: spoken by a synthesiser in a process of its own, kept in the user's cache by content."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from protocol.message import Language

from ..errors import DemoFailed
from .server import child_environment

DEFAULT_SCENARIO = "loan_complaint"
RENDER_S = 300.0


@dataclass(frozen=True)
class ScenarioFile:
    """A scripted call of a shipped playbook."""

    name: str
    path: Path
    customer_id: str
    title: str


def find_scenario(lang: Language, name: str = "") -> ScenarioFile:
    """The scenario of this name in the playbook of this language; the default one without a name.

    Raises:
        DemoFailed: there is none; names those that exist.
    """
    folder = _package_directory("server") / "playbooks" / f"{lang}_finance" / "scenarios"
    found = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    if not found:
        raise DemoFailed(f"There are no scenarios in {folder}; reinstall the program.", code="demo.voice")
    wanted = name or (DEFAULT_SCENARIO if DEFAULT_SCENARIO in found else next(iter(found)))
    if wanted not in found:
        raise DemoFailed(f"There is no scenario {wanted!r}; there are: {', '.join(found)}.", code="demo.voice")
    try:
        table = tomllib.loads(found[wanted].read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DemoFailed(f"The scenario {found[wanted]} can not be read: {error}", code="demo.voice") from error
    body = table.get("scenario", table)
    return ScenarioFile(name=wanted, path=found[wanted], customer_id=str(body.get("customer_id", "")),
                        title=str(body.get("title", wanted)))


def render(scenario: ScenarioFile) -> Path:
    """A two-channel recording of the scenario: left the customer, right the agent; made once, then taken from the cache.

    Raises:
        DemoFailed: the synthesiser failed; quotes what it said.
    """
    cache = _cache_directory()
    made = cache / f"{scenario.name}-{_content_hash(scenario.path)}.wav"
    times = made.with_suffix(".json")
    if made.is_file() and times.is_file():
        return made
    cache.mkdir(parents=True, exist_ok=True)
    draft, draft_times = made.with_name(f"{os.getpid()}-{made.name}"), times.with_name(f"{os.getpid()}-{times.name}")
    command = [sys.executable, "-m", "models.tts", "render", str(scenario.path), "--out", str(draft), "--times",
               str(draft_times)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=RENDER_S, check=False, env=child_environment())
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DemoFailed(f"The scenario could not be spoken: {error}", code="demo.voice") from error
    if done.returncode != 0 or not draft.is_file():
        said = (done.stderr or done.stdout).strip().splitlines()[-3:]
        raise DemoFailed("The scenario could not be spoken; a call of your own can be played with --audio FILE.\n    "
                         + "\n    ".join(said), code="demo.voice")
    os.replace(draft, made)
    if draft_times.is_file():
        os.replace(draft_times, times)
    return made


def _package_directory(name: str) -> Path:
    """Where a package beside this one lies, without importing it."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise DemoFailed(f"The package {name!r} is not installed; the demo needs the server too: pip install "
                         "'seatmate[client,server,voices]'")
    return Path(next(iter(spec.submodule_search_locations)))


def _content_hash(scenario: Path) -> str:
    """Changes with the scenario and with the synthesiser's sources."""
    digest = hashlib.sha256(scenario.read_bytes())
    for source in sorted((_package_directory("models") / "tts").glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _cache_directory() -> Path:
    from PySide6.QtCore import QStandardPaths

    root = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)
    return Path(root) / "seatmate" / "demo"
