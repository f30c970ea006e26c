"""The `.venv` of a checkout: made when missing, repaired when broken, left alone when it is right.

In come the names of extras, out goes a Python that has them.  uv installs when it can, because it is several
times quicker; pip installs when uv can not reach the packages as this machine's pip is configured to.  Neither is
ever given an index address from here.

Errors::

    SetupError      code `setup.failed`: says what stopped the set-up and what to do next
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from installer import system_packages

Say = Callable[[str], None]

PROBES: dict[str, tuple[str, ...]] = {
    "client": ("PySide6", "sounddevice", "zmq", "msgspec"),
    "server": ("faster_whisper", "onnxruntime", "sqlite_utils", "zmq", "msgspec"),
    "voices": ("espeakng_loader",),
    "dev": ("pytest", "mypy", "importlinter"),
}
"""Extra -> modules whose absence shows that somebody took packages out again."""

BUILD_TOOLS = ("hatchling", "editables", "setuptools")
"""What builds this package, and jieba, which has no wheel; installed pinned rather than fetched unpinned per build."""

OWN_FOLDERS = {"bin", "lib", "lib64", "include", "share", "Scripts", "Lib", "Include", "pyvenv.cfg", ".gitignore"}
"""What a half-made environment may hold; anything else in `.venv` is somebody's and is not deleted."""

NO_PACKAGES = """the Python packages could not be installed (see the lines above).
Next step: check that this machine reaches a package index, for example with
    {python} -m pip download --no-deps msgspec -d {folder}
Behind a proxy set HTTPS_PROXY; for an index in the house set `index-url` in pip's own configuration
(`{python} -m pip config set global.index-url ADDRESS`).
Then run the same command again; it goes on where it stopped."""

NO_VENV = """this Python ({python}) has no `venv`/`ensurepip`, so it can not make a virtual environment.
Next step: {step}
then run the same command again."""


class SetupError(Exception):
    """The set-up can not go on; the text says why and what to do next."""

    code = "setup.failed"
    retryable = True


class Environment:
    """The virtual environment of the checkout at `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.scripts = self.folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.scripts / ("python.exe" if os.name == "nt" else "python")
        self.stamp = self.folder / "seatmate-stamp.json"
        self.constraints = root / "installer" / "constraints.txt"

    def program(self, name: str) -> Path:
        """Path of an installed command."""
        return self.scripts / (f"{name}.exe" if os.name == "nt" else name)

    def provide(self, extras: Sequence[str], say: Say) -> bool:
        """Make `python` have `extras`; returns False if it had them already.

        Raises:
            SetupError: it can not be made, with the next step in the text.
        """
        have = self.stamped_extras()
        if have >= set(extras) and self._has_modules(extras):
            return False
        if not self._works():
            self._create(say)
            have = set()
        wanted = sorted(have | set(extras))
        self.stamp.unlink(missing_ok=True)
        self._install(wanted, say)
        self.stamp.write_text(json.dumps({"digest": self.digest(), "extras": wanted}), encoding="utf-8")
        return True

    def digest(self) -> str:
        """Hash of what decides the content of the environment; another one means: install again."""
        digest = hashlib.sha256(str(self.root).encode())
        for path in (self.root / "pyproject.toml", self.constraints):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def stamped_extras(self) -> set[str]:
        """Extras that a finished set-up of the present pyproject.toml and constraints has installed; else none."""
        try:
            stamp = json.loads(self.stamp.read_text(encoding="utf-8"))
            return set(stamp["extras"]) if stamp["digest"] == self.digest() else set()
        except (OSError, ValueError, KeyError, TypeError):
            return set()

    def _has_modules(self, extras: Sequence[str]) -> bool:
        modules = [name for extra in extras for name in PROBES.get(extra, ())]
        code = "import importlib.util as u, sys; sys.exit(any(u.find_spec(name) is None for name in sys.argv[1:]))"
        return self._quiet([str(self.python), "-c", code, *modules])

    def _works(self) -> bool:
        """Whether there is an environment with a new enough Python and a pip that runs."""
        code = "import sys, pip; sys.exit(sys.version_info < (3, 11) or sys.prefix == sys.base_prefix)"
        return (self.folder / "pyvenv.cfg").is_file() and self._quiet([str(self.python), "-c", code])

    def _create(self, say: Say) -> None:
        if self.folder.is_symlink() or (self.folder.exists() and not self.folder.is_dir()):
            raise SetupError(f"{self.folder} is no folder of ours. Next step: move it away and run this again.")
        if self.folder.exists():
            foreign = sorted({path.name for path in self.folder.iterdir()} - OWN_FOLDERS)
            if foreign and not (self.folder / "pyvenv.cfg").is_file():
                raise SetupError(f"{self.folder} holds {foreign[0]}, which no virtual environment does. "
                                 "Next step: move that folder away and run this again.")
            say(f"{self.folder} is broken or half made; making it anew.")
            shutil.rmtree(self.folder)
        else:
            say(f"Making a virtual environment in {self.folder}")
        self._need_ensurepip(say)
        if subprocess.call([sys.executable, "-m", "venv", str(self.folder)]) != 0 or not self._works():
            raise SetupError(self._no_venv())

    def _need_ensurepip(self, say: Say) -> None:
        if importlib.util.find_spec("ensurepip") is None:
            system_packages.install_named([_venv_package()], "to make a virtual environment", say)
            importlib.invalidate_caches()
            if importlib.util.find_spec("ensurepip") is None:
                raise SetupError(self._no_venv())

    def _no_venv(self) -> str:
        step = system_packages.install_line([_venv_package()]) or "install Python from www.python.org"
        return NO_VENV.format(python=sys.executable, step=step)

    def _install(self, extras: Sequence[str], say: Say) -> None:
        """The package itself, editable, with `extras`, at the pinned versions."""
        target = f"{self.root}[{','.join(extras)}]"
        python = str(self.python)
        pins = ["-c", str(self.constraints)]
        say(f"Installing seatmate[{','.join(extras)}] and what it needs, pinned by installer/constraints.txt")
        tools = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *pins, *BUILD_TOOLS]
        settings = self._pip_settings()
        use_uv = may_use_uv(settings, os.environ)
        if subprocess.call([*tools, "uv"] if use_uv else tools) != 0:
            # uv has no wheel for every machine; the build tools are pure Python.
            use_uv = False
            if subprocess.call(tools) != 0:
                raise SetupError(self._no_packages())
        arguments = ["--no-build-isolation", "-e", target, *pins]
        if use_uv:
            uv = [python, "-m", "uv", "pip", "install", "--python", python, *arguments]
            if subprocess.call(uv, env=uv_environment(settings, os.environ)) == 0:
                return
            say("uv could not install them as this machine is configured; going on with pip, which takes longer.")
        if subprocess.call([python, "-m", "pip", "install", "--disable-pip-version-check", *arguments]) != 0:
            raise SetupError(self._no_packages())

    def _no_packages(self) -> str:
        return NO_PACKAGES.format(python=self.python, folder=self.folder / "try")

    def _pip_settings(self) -> dict[str, str]:
        """pip's settings on this machine, by their bare names: files and PIP_ variables alike."""
        listing = subprocess.run([str(self.python), "-m", "pip", "config", "list"], capture_output=True, text=True,
                                 check=False)
        settings: dict[str, str] = {}
        for line in listing.stdout.splitlines():
            key, separator, value = line.partition("=")
            if separator:
                settings[key.rsplit(".", 1)[-1].replace("_", "-")] = value.strip().strip("'\"")
        return settings

    @staticmethod
    def _quiet(command: Sequence[str]) -> bool:
        try:
            return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                  check=False).returncode == 0
        except OSError:
            return False


def may_use_uv(pip_settings: Mapping[str, str], environ: Mapping[str, str]) -> bool:
    """Whether uv would look for packages where pip does.

    uv does not read pip's configuration: where that replaces the public index or forbids any, uv would go round
    it, unless it is configured in its own right.
    """
    own = {"UV_INDEX_URL", "UV_DEFAULT_INDEX", "UV_CONFIG_FILE", "UV_FIND_LINKS"}
    replaced = {"index-url", "no-index"} & set(pip_settings)
    return not replaced or bool(own & set(environ))


def uv_environment(pip_settings: Mapping[str, str], environ: Mapping[str, str]) -> dict[str, str]:
    """The environment for uv: as it is, with pip's certificate file and proxy where uv has none of its own."""
    result = dict(environ)
    for setting, variable in (("cert", "SSL_CERT_FILE"), ("proxy", "ALL_PROXY")):
        if pip_settings.get(setting):
            result.setdefault(variable, pip_settings[setting])
    return result


def _venv_package() -> str:
    return f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
