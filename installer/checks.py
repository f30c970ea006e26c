"""The test command: style, import rules, types, then the tests.

In comes the environment's Python, out goes an exit status: 0 only if all four pass.  pytest comes last, so that the
last line of the output is its closing line; how the others ended is said just before it starts.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

Say = Callable[[str], None]

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff check", ("-m", "ruff", "check", ".")),
    ("lint-imports", ("-c", "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())")),
    ("mypy", ("-m", "mypy")),
)
"""Title -> arguments of Python; their settings are in pyproject.toml."""


def run(python: Path, root: Path, options: Sequence[str], say: Say) -> int:
    """Run every check, then pytest with `options`; returns 0 if all pass."""
    failed: list[str] = []
    for title, arguments in CHECKS:
        say(f"\n== {title} ==")
        started = time.monotonic()
        if subprocess.call([str(python), *arguments], cwd=root) == 0:
            say(f"{title}: passed in {time.monotonic() - started:.0f} s")
        else:
            failed.append(title)
    say("\n== pytest ==")
    if failed:
        say(f"FAILED before the tests: {', '.join(failed)} (see above); the exit status will not be 0.")
    status = subprocess.call([str(python), "-m", "pytest", *options], cwd=root)
    return status or (1 if failed else 0)
