"""The rules of docs/architecture.md that no linter checks: sizes, names, docstrings, stray paths."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("protocol", "copilot_app", "server", "models", "installer")
MODULE_LINES = 400
FUNCTION_LINES = 60
LINE_CHARACTERS = 130
"""120 is the aim; a few more are left where a break would hide a table or a sentence."""
JUNK_DRAWERS = {"utils", "util", "misc", "helpers", "helper", "manager", "common"}

# Modules that speak to a terminal: front doors, commands, recipes and set-up.
COMMANDS = ("*/__main__.py", "server/commands/*.py", "copilot_app/demo*.py", "copilot_app/commands/*.py",
            "copilot_app/demo/*.py", "models/training/*.py", "installer/*.py", "*_command.py", "*_cli.py")

# Tables of example sentences.
CONTENT_TABLES = ("models/training/templates_*.py", "models/training/slots.py")

# Put together at run time, so that this file does not hold what it looks for.
FORBIDDEN_TEXTS = tuple("".join(parts) for parts in (
    ("/wo", "rk/"), ("/ro", "ot/"), ("/opt/", "pypi"), ("/opt/", "wheels"), ("pypi", ".org"), ("pythonhosted", ".org"),
    ("index", "-url="), ("extra-index", "-url"), ("PRIVATE", " KEY-----\n"),
))


def tracked_files() -> list[Path]:
    """Files of the repository, new ones included, that git does not ignore; without git, the tree as it lies."""
    listing = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                             capture_output=True, text=True, check=False)
    if listing.returncode == 0:
        return sorted({ROOT / name for name in listing.stdout.splitlines() if (ROOT / name).is_file()})
    hidden = {".venv", ".git", "__pycache__", "build", "dist", "out"}
    return sorted(path for path in ROOT.rglob("*") if path.is_file() and not hidden & set(path.parts)
                  and not any(part.endswith("cache") for part in path.parts))


def modules() -> list[Path]:
    """Python files of the product, tests not included."""
    return [path for path in tracked_files()
            if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in PACKAGES]


MODULES = modules()
TREES = {path: ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in MODULES}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def imported_roots(tree: ast.AST) -> set[str]:
    """First names of everything that a module imports absolutely."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_the_walk_finds_every_package() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == set(PACKAGES)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_module_has_a_docstring_and_a_size_one_can_read(path: Path) -> None:
    assert ast.get_docstring(TREES[path]), "the module docstring says what comes in, what goes out, who is next"
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MODULE_LINES, f"{lines} lines; split it by subject"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_lines_fit_beside_each_other(path: Path) -> None:
    if any(path.relative_to(ROOT).match(pattern) for pattern in CONTENT_TABLES):
        return
    long = [number for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            if len(line) > LINE_CHARACTERS]
    assert not long


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_functions_fit_on_a_screen(path: Path) -> None:
    long = {function.name: length for function in functions(TREES[path])
            if (length := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES}
    assert not long


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_module_name_says_what_is_in_it(path: Path) -> None:
    words = {word for part in path.relative_to(ROOT).with_suffix("").parts for word in part.split("_")}
    assert not words & JUNK_DRAWERS


def test_libraries_do_not_print() -> None:
    printing = []
    for path, tree in TREES.items():
        if any(path.relative_to(ROOT).match(pattern) for pattern in COMMANDS):
            continue
        printing += [f"{name(path)}:{node.lineno}" for node in ast.walk(tree)
                     if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"]
    assert not printing


def test_the_protocol_imports_msgspec_and_the_standard_library_alone() -> None:
    allowed = set(sys.stdlib_module_names) | {"msgspec", "protocol"}
    foreign = {name(path): extra for path, tree in TREES.items()
               if name(path).startswith("protocol/") and (extra := imported_roots(tree) - allowed)}
    assert not foreign


def test_the_set_up_runs_on_the_standard_library_alone() -> None:
    allowed = set(sys.stdlib_module_names) | {"installer"}
    foreign = {name(path): extra for path, tree in TREES.items()
               if name(path).startswith("installer/") and (extra := imported_roots(tree) - allowed)}
    assert not foreign


def test_no_path_of_one_machine_and_no_index_address_in_the_tree() -> None:
    pattern = re.compile("|".join(re.escape(text) for text in FORBIDDEN_TEXTS))
    found = []
    for path in tracked_files():
        if b"\0" in (content := path.read_bytes())[:8192]:
            continue
        text = content.decode("utf-8", "replace")
        found += [f"{name(path)}: {match.group()!r}" for match in pattern.finditer(text)]
    assert not found


def test_every_error_of_ours_has_a_code() -> None:
    """An error class says its stable code itself or has it from a parent of the same tree."""
    codeless = []
    for path, tree in TREES.items():
        classes = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
        for node in classes.values():
            if not node.name.endswith("Error") or not {"Exception", "RuntimeError", "ValueError"} & _bases(node):
                continue
            if not any(isinstance(item, ast.Assign | ast.AnnAssign) and "code" in _targets(item)
                       for item in ast.walk(node)):
                codeless.append(f"{name(path)}: {node.name}")
    assert not codeless


def _bases(node: ast.ClassDef) -> set[str]:
    return {base.id for base in node.bases if isinstance(base, ast.Name)}


def _targets(item: ast.Assign | ast.AnnAssign) -> set[str]:
    targets = item.targets if isinstance(item, ast.Assign) else [item.target]
    names = {target.id for target in targets if isinstance(target, ast.Name)}
    return names | {target.attr for target in targets if isinstance(target, ast.Attribute)}
