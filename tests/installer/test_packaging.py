"""Recipes of the customers' installers: what goes into a frozen program, and what each recipe must and must not say."""

from __future__ import annotations

import ast
import configparser
import importlib.util
import re
import subprocess
from pathlib import Path

import pytest

from installer import frozen

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "installer"


def text(path: str) -> str:
    return (INSTALLER / path).read_text(encoding="utf-8")


def test_every_module_that_is_loaded_by_name_goes_in(tmp_path: Path) -> None:
    for name in ("__init__", "__main__", "panes/__init__", "panes/fresh", "tts/__init__", "tts/voice"):
        path = tmp_path / "models" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert frozen.module_names(["models"], tmp_path) == ["models", "models.panes", "models.panes.fresh"]


def test_content_goes_in_beside_the_code(tmp_path: Path) -> None:
    for name in ("books/zh/a.toml", "books/code.py", "icons/x.svg", "i18n/en.qm", "i18n/en.ts"):
        path = tmp_path / "server" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert [folder for _, folder in frozen.content_files(["server"], tmp_path)] == [
        "server/books/zh", "server/i18n", "server/icons"]


@pytest.mark.parametrize("program", sorted(frozen.PROGRAMS))
def test_the_modules_of_a_program_exist(program: str) -> None:
    names = frozen.module_names(frozen.PROGRAMS[program])
    assert set(frozen.PROGRAMS[program]) <= set(names)
    for name in names:
        assert importlib.util.find_spec(name) is not None, name


def test_no_program_holds_the_gpl_voice_or_the_recipes() -> None:
    everything = [name for packages in frozen.PROGRAMS.values() for name in frozen.module_names(packages)]
    assert not [name for name in everything if name.startswith(("models.training", "models.tts"))]


def test_the_client_excludes_models_and_the_server_excludes_qt() -> None:
    assert {"server", "models", "ctranslate2"} <= set(frozen.NEVER_IN["seatmate"])
    assert {"copilot_app", "PySide6"} <= set(frozen.NEVER_IN["seatmate-server"])


def test_the_pyinstaller_recipe_makes_folders_and_is_python() -> None:
    calls = [node.func.id for node in ast.walk(ast.parse(text("seatmate.spec")))
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    assert "COLLECT" in calls
    assert "module_names" in calls


def test_the_windows_installer_asks_for_no_administrator() -> None:
    script = text("windows/seatmate.iss")
    assert "PrivilegesRequired=lowest" in script
    version = re.search(r'#define AppVersion "([^"]+)"', script)
    project = re.search(r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.M)
    assert version and project and version.group(1) == project.group(1)


def test_the_unit_runs_as_nobody_important() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment]
    unit.read_string(text("linux/seatmate-server.service"))
    service = unit["Service"]
    assert service["User"] == "seatmate"
    assert service["NoNewPrivileges"] == "yes"
    assert service["CapabilityBoundingSet"] == ""
    assert service["ProtectSystem"] == "strict"
    assert service["StateDirectoryMode"] == "0700"
    assert service["LimitCORE"] == "0"


@pytest.mark.parametrize("script", ["debian/build", "../.ci/run"])
def test_bash_scripts_parse_and_stop_at_errors(script: str) -> None:
    assert "set -euo pipefail" in text(script)
    subprocess.run(["bash", "-n", str(INSTALLER / script)], check=True)


@pytest.mark.parametrize("script", ["debian/postinst", "debian/prerm", "debian/postrm"])
def test_package_scripts_parse_and_stop_at_errors(script: str) -> None:
    assert "\nset -e\n" in text(script)
    subprocess.run(["sh", "-n", str(INSTALLER / script)], check=True)


def test_only_a_purge_deletes_calls_and_keys() -> None:
    assert "/var/lib/seatmate" not in text("debian/prerm")
    deleting = text("debian/postrm").split('"$1" = purge')
    assert "/var/lib/seatmate" not in deleting[0]


@pytest.mark.parametrize("name", ["Containerfile.cpu", "Containerfile.cuda"])
def test_containers_run_without_root(name: str) -> None:
    lines = text(f"container/{name}").splitlines()
    assert "USER seatmate" in lines
    assert lines.index("USER seatmate") < lines.index('ENTRYPOINT ["seatmate-server"]')
    for line in lines:
        if line.startswith("COPY ") and "--from" not in line:
            sources = line.split()[1:-1]
            assert all((ROOT / source).exists() for source in sources), line
