"""Which commit of the recipes made a model: nothing in, a line of its card out."""

from __future__ import annotations

import subprocess
from pathlib import Path


def recipe_commit() -> str:
    """The last commit of this folder, `-changed` when its files differ from it; empty outside a git checkout."""

    def git(*words: str) -> str:
        command = ["git", "-C", str(Path(__file__).parent), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout.strip()

    try:
        commit = git("log", "-1", "--format=%h", "--abbrev=12", "--", ".")
        return commit + ("-changed" if commit and git("status", "--porcelain", "--", ".") else "")
    except (OSError, subprocess.SubprocessError):
        return ""
