"""What holds for every test: Qt draws off-screen, and nothing here reads or writes the person's own settings."""

from __future__ import annotations

import gc
import itertools
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

if sys.dont_write_bytecode:
    # else each of the many programs that the tests start compiles everything it imports again; not beside the sources
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).resolve().parents[1] / ".pytest_cache" / "bytecode")
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


_numbers = itertools.count()


_MEMORY = Path("/dev/shm")
_NEEDED_BYTES = 2 * 1024 ** 3
_in_memory: Path | None = None


def _fits(folder: Path) -> bool:
    """Whether it has room, and libraries in it can be loaded."""
    return (os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > _NEEDED_BYTES
            and not os.statvfs(folder).f_flag & os.ST_NOEXEC)


def pytest_configure(config: pytest.Config) -> None:
    """Temporary folders lie in memory where they can: hundreds of databases are made, and each commit waits for the disk."""
    global _in_memory
    if "PYTEST_DEBUG_TEMPROOT" not in os.environ and not config.option.basetemp and _MEMORY.is_dir() and _fits(_MEMORY):
        for left in _MEMORY.glob("seatmate-tests-*-*"):
            # by a run that was killed
            if not Path("/proc", left.name.split("-")[2]).exists():
                shutil.rmtree(left, ignore_errors=True)
        _in_memory = Path(tempfile.mkdtemp(prefix=f"seatmate-tests-{os.getpid()}-", dir=_MEMORY))
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(_in_memory)


def pytest_unconfigure() -> None:
    """What lies in memory would stay there."""
    if _in_memory is not None:
        os.environ.pop("PYTEST_DEBUG_TEMPROOT", None)
        shutil.rmtree(_in_memory, ignore_errors=True)


def pytest_collection_finish() -> None:
    """Ten thousand collected tests are no garbage; without this they are looked through in every collection."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # one folder for all: pytest reads the whole of its own folder for each new name in it
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def _own_home(_homes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has its own places for settings and data."""
    home = _homes / str(next(_numbers))
    home.mkdir()
    for variable, name in (("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state")):
        monkeypatch.setenv(variable, str(home / name))
