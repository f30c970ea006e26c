"""What a frozen program must hold beyond what its imports show: modules loaded by name, and content files.

In come package names, out go module names and (file, folder) pairs for PyInstaller.  Panes, skills and engines are
loaded lazily from tables, which no import scanner sees; so every module of a package goes in, found by walking.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

PROGRAMS: dict[str, tuple[str, ...]] = {
    "seatmate": ("copilot_app", "protocol"),
    "seatmate-server": ("server", "models", "protocol"),
}
"""Program -> packages of ours in it."""

LEFT_OUT = ("models.training", "models.tts")
"""Recipes, and the call of a GPL program: neither belongs into a customer's installer."""

NEVER_IN: dict[str, tuple[str, ...]] = {
    "seatmate": ("server", "models", "onnxruntime", "ctranslate2", "faster_whisper", "tokenizers", "torch", "tkinter"),
    "seatmate-server": ("copilot_app", "PySide6", "shiboken6", "torch", "tkinter", "matplotlib"),
}
"""Program -> modules that may not slip in."""


def module_names(packages: Sequence[str], root: Path = ROOT) -> list[str]:
    """Dotted names of every module of the packages, those left out excepted."""
    return sorted(_walk_modules(packages, root))


def _walk_modules(packages: Sequence[str], root: Path) -> Iterator[str]:
    for package in packages:
        for path in (root / package).rglob("*.py"):
            parts = path.relative_to(root).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            if parts[-1] != "__main__" and not _is_left_out(name):
                yield name


def content_files(packages: Sequence[str], root: Path = ROOT) -> list[tuple[str, str]]:
    """(file, folder in the program) of everything in the packages that is not Python: playbooks, icons, models."""
    return sorted((str(path), path.parent.relative_to(root).as_posix())
                  for package in packages for path in (root / package).rglob("*")
                  if path.is_file() and path.suffix not in (".py", ".pyc", ".ts")
                  and not _is_left_out(".".join(path.parent.relative_to(root).parts)))


def _is_left_out(name: str) -> bool:
    return any(name == left_out or name.startswith(left_out + ".") for left_out in LEFT_OUT)
