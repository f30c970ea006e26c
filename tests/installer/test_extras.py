"""What each extra pulls in, read from the metadata of what is installed; the pins; the content of the wheel."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = (ROOT / "installer" / "constraints.txt").read_text(encoding="utf-8").splitlines()

MODEL_RUNTIMES = {"faster-whisper", "ctranslate2", "onnxruntime", "onnxruntime-gpu", "tokenizers", "torch",
                  "transformers", "huggingface-hub"}
QT = {"pyside6", "pyside6-essentials", "pyside6-addons", "shiboken6"}


def closure(*extras: str) -> dict[str, str]:
    """Every distribution that the extras pull in on this machine: canonical name -> installed version.

    Raises:
        PackageNotFoundError: one that they need is not installed.
    """
    lines = [*PROJECT["dependencies"], *(line for extra in extras for line in PROJECT["optional-dependencies"][extra])]
    waiting = [(Requirement(line), "") for line in lines]
    seen: set[tuple[str, str]] = set()
    found: dict[str, str] = {}
    while waiting:
        requirement, extra_of_parent = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra_of_parent}):
            continue
        name = canonicalize_name(requirement.name)
        for extra in ("", *sorted(requirement.extras)):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            distribution = metadata.distribution(name)
            found[name] = distribution.version
            waiting += [(Requirement(line), extra) for line in distribution.requires or []]
    return found


def pinned() -> dict[str, str]:
    """Canonical name -> version of the constraints file."""
    requirements = [Requirement(line) for line in PINS if line and not line.startswith("#")]
    return {canonicalize_name(item.name): str(item.specifier).removeprefix("==") for item in requirements}


def test_the_client_pulls_no_model_runtime() -> None:
    client = closure("client")
    assert "pyside6-essentials" in client
    assert not MODEL_RUNTIMES & set(client)


def test_the_client_pulls_no_web_engine() -> None:
    assert "pyside6-addons" not in closure("client")


def test_the_server_pulls_no_qt() -> None:
    server = closure("server", "voices")
    assert "faster-whisper" in server
    assert not QT & set(server)


def test_neither_the_demo_nor_the_tests_need_torch() -> None:
    assert "torch" not in closure("client", "server", "voices", "dev")


def test_the_gpl_voice_is_in_no_extra_but_its_own() -> None:
    for extra in ("client", "server", "gpu", "llm", "dev"):
        names = {canonicalize_name(Requirement(line).name) for line in PROJECT["optional-dependencies"][extra]}
        assert "espeakng-loader" not in names


def test_every_package_of_demo_and_tests_is_pinned() -> None:
    left_to_the_environment = {"pip"}
    needed = set(closure("client", "server", "voices", "dev")) - left_to_the_environment
    assert needed <= set(pinned())


def test_the_build_and_set_up_tools_are_pinned() -> None:
    assert {"hatchling", "editables", "uv"} <= set(pinned())


@pytest.mark.parametrize("line", [line for line in PINS if line and not line.startswith("#")])
def test_a_pin_is_a_name_and_a_version_and_nothing_else(line: str) -> None:
    assert re.fullmatch(r"[a-z0-9.-]+==[a-z0-9.]+( ; [a-z_]+ [<>=!]+ '[A-Za-z0-9._]+')?", line)


def imports_of(package: str, left_out: str = "") -> set[str]:
    """First names of what a package imports, at any depth, that is neither ours nor of the standard library."""
    ours = set(sys.stdlib_module_names) | {"copilot_app", "server", "models", "protocol"}
    found: set[str] = set()
    for path in (ROOT / package).rglob("*.py"):
        if left_out and left_out in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                found.add(node.module.partition(".")[0])
    return found - ours


@pytest.mark.parametrize(("package", "left_out", "extras"), [
    ("protocol", "", ()), ("copilot_app", "", ("client",)), ("server", "", ("server", "llm")),
    ("models", "training", ("server", "voices", "llm")), ("models", "", ("server", "voices", "llm", "train")),
])
def test_what_a_package_imports_is_declared(package: str, left_out: str, extras: tuple[str, ...]) -> None:
    lines = [*PROJECT["dependencies"],
             *(line for extra in extras for line in PROJECT["optional-dependencies"][extra])]
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    providers = metadata.packages_distributions()
    undeclared = {module for module in imports_of(package, left_out)
                  if not declared & {canonicalize_name(name) for name in providers.get(module, [module])}}
    assert not undeclared


def test_the_wheel_holds_the_content_beside_the_code(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT,
                   check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    content = {path.relative_to(ROOT).as_posix() for package in ("copilot_app", "server", "models", "protocol")
               for suffix in ("py", "toml", "qss", "svg", "qm") for path in (ROOT / package).rglob(f"*.{suffix}")}
    assert content <= packed
    assert any(name.endswith("entry_points.txt") for name in packed)
    assert not [name for name in packed if name.startswith(("tests/", "installer/", "benchmarks/"))]
