"""`python -m copilot_app.i18n.build`: collects the sentences of the sources into the .ts files and compiles them to .qm."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .translator import LANGUAGES

FOLDER = Path(__file__).parent
SOURCES = FOLDER.parent


def tool(name: str) -> str:
    """The path of a PySide6 tool beside the running interpreter."""
    return str(Path(sys.executable).with_name(name))


def collect(ts: Path) -> None:
    """Bring a .ts file up to date with the sources; sentences that are gone leave it."""
    files = sorted(str(path) for path in SOURCES.rglob("*.py"))
    subprocess.run([tool("pyside6-lupdate"), *files, "-no-obsolete", "-locations", "none", "-ts", str(ts)],
                   check=True, stdout=subprocess.DEVNULL)


def compile_sentences(ts: Path, qm: Path) -> None:
    """Compile a .ts file; put in place at once, because running programs have the old one mapped into memory."""
    made = qm.with_suffix(".qm.part")
    subprocess.run([tool("pyside6-lrelease"), str(ts), "-qm", str(made)], check=True, stdout=subprocess.DEVNULL)
    made.replace(qm)


def main() -> None:
    """Collect and compile both languages."""
    for name in LANGUAGES.values():
        ts = FOLDER / f"seatmate_{name}.ts"
        collect(ts)
        compile_sentences(ts, ts.with_suffix(".qm"))


if __name__ == "__main__":
    main()
