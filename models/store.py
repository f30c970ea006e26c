"""Where models lie on this machine, and whether they are whole: names and directories in, a verified directory out.

    STORE/whisper-small/manifest.json   {"name", "licence", "source", "files": {file: {"sha256", "bytes"}}}
    STORE/whisper-small/model.bin …

The store is `$SEATMATE_MODELS`, or the platform's directory for application data; models that ship with the product lie
in `models/bundled`.  `download` and `importing` fill the store, `asr.loading` reads from it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models import catalogue
from models.errors import ModelDamaged, ModelMissing, StoreFailed

MANIFEST_FILE = "manifest.json"
MANIFEST_MAX_BYTES = 1_000_000
BUNDLED_DIR = Path(__file__).parent / "bundled"
STORE_VARIABLE = "SEATMATE_MODELS"
NAME_PATTERN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""What a model or one of its files may be called: never a path."""
_READ_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """What one file has to be."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a model's directory has to hold."""

    name: str
    licence: str
    source: str
    files: dict[str, ManifestFile]

    @property
    def total_bytes(self) -> int:
        """Size of all files."""
        return sum(file.bytes for file in self.files.values())


@dataclass(frozen=True, slots=True)
class StoredModel:
    """One model found on this machine."""

    name: str
    directory: Path
    bundled: bool
    manifest: Manifest | None
    """None if it is missing or unreadable; such a model is not loaded."""


def store_dir() -> Path:
    """The store's directory; it need not exist yet."""
    chosen = os.environ.get(STORE_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        return base / "Seatmate" / "models"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Seatmate" / "models"
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "seatmate" / "models"


def canonical_name(name: str) -> str:
    """`small` -> `whisper-small`; other names as they are.  Raises `ModelMissing` for what can not be a name."""
    if not NAME_PATTERN.fullmatch(name):
        raise ModelMissing(f"{name!r} is not the name of a model. See `seatmate-server models list`.")
    entry = catalogue.find(name)
    return entry.name if entry else name


def locate(name_or_dir: str | Path) -> Path:
    """The directory of a model given by name (store first, then bundled) or by directory.  Raises `ModelMissing`."""
    path = Path(name_or_dir).expanduser()
    # A bare name means the store, whatever directory the server was started in.
    if isinstance(name_or_dir, Path) or path.is_absolute() or str(name_or_dir) != path.name:
        if path.is_dir():
            return path.resolve()
        raise ModelMissing(
            f"There is no model directory {path}. Give the name of a model or the directory that holds model.bin."
        )
    name = canonical_name(str(name_or_dir))
    for base in (store_dir(), BUNDLED_DIR):
        if (base / name).is_dir():
            return base / name
    if catalogue.find(name):
        raise ModelMissing(f"The model {name} is not on this machine. Fetch it: seatmate-server models pull {name}")
    known = ", ".join(catalogue.CATALOGUE)
    raise ModelMissing(
        f"There is no model {name}. Pull one of {known}: seatmate-server models pull NAME, "
        "or import your own: seatmate-server models import DIR"
    )


def default_model() -> Path:
    """The bundled recogniser's directory; where none is bundled, the largest complete model of the store.

    Raises `ModelMissing` saying how to get one.
    """
    bundled = [model for model in installed() if model.bundled]
    if bundled:
        return bundled[0].directory
    stored = [model for model in installed() if model.manifest]
    if stored:
        return max(stored, key=lambda model: model.manifest.total_bytes if model.manifest else 0).directory
    raise ModelMissing(
        "There is no speech model on this machine. Fetch one: seatmate-server models pull whisper-small "
        "(with a GPU: whisper-large-v3-turbo), or import a directory: seatmate-server models import DIR"
    )


def installed() -> list[StoredModel]:
    """All models of the store and the bundled ones, by name; incomplete downloads are not among them."""
    found: dict[str, StoredModel] = {}
    for base in (BUNDLED_DIR, store_dir()):
        if not base.is_dir():
            continue
        for directory in sorted(base.iterdir()):
            if not NAME_PATTERN.fullmatch(directory.name) or not (directory / "model.bin").is_file():
                continue
            try:
                manifest = read_manifest(directory)
            except ModelDamaged:
                manifest = None
            found[directory.name] = StoredModel(directory.name, directory, base == BUNDLED_DIR, manifest)
    return sorted(found.values(), key=lambda model: model.name)


def read_manifest(directory: Path) -> Manifest | None:
    """The manifest of a model's directory, None if it has none.  Raises `ModelDamaged` if it can not be understood."""
    path = directory / MANIFEST_FILE
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ModelDamaged(f"{path} can not be read ({error}). {_again(directory)}") from error
    try:
        return parse_manifest(raw)
    except ValueError as error:
        raise ModelDamaged(f"{path} is not a manifest ({error}). {_again(directory)}") from error


def parse_manifest(raw: bytes) -> Manifest:
    """A manifest from its JSON.  Raises `ValueError` for anything else, names that are paths included."""
    if len(raw) > MANIFEST_MAX_BYTES:
        raise ValueError("it is too large")
    data: Any = json.loads(raw)
    if not isinstance(data, dict) or not isinstance(data.get("files"), dict) or not data["files"]:
        raise ValueError("it names no files")
    files: dict[str, ManifestFile] = {}
    for name, facts in data["files"].items():
        if not NAME_PATTERN.fullmatch(name) or name == MANIFEST_FILE:
            raise ValueError(f"{name!r} is not allowed as a file's name")
        sha256, size = (facts.get("sha256"), facts.get("bytes")) if isinstance(facts, dict) else (None, None)
        if not isinstance(sha256, str) or not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise ValueError(f"the sha256 of {name} is not 64 hexadecimal digits")
        if not isinstance(size, int) or isinstance(size, bool) or size < 0:
            raise ValueError(f"the size of {name} is not a number of bytes")
        files[name] = ManifestFile(sha256, size)
    return Manifest(str(data.get("name", "")), str(data.get("licence", "")), str(data.get("source", "")), files)


def write_manifest(directory: Path, name: str, licence: str, source: str) -> Manifest:
    """Hash every file of `directory` and write its manifest (through a temporary file, so it is whole or absent)."""
    files = {
        path.name: ManifestFile(sha256_of(path), path.stat().st_size)
        for path in sorted(directory.iterdir())
        if path.is_file() and path.name != MANIFEST_FILE and NAME_PATTERN.fullmatch(path.name)
    }
    manifest = Manifest(name, licence, source, files)
    body = {
        "name": name,
        "licence": licence,
        "source": source,
        "files": {file: {"sha256": facts.sha256, "bytes": facts.bytes} for file, facts in files.items()},
    }
    temporary = directory / f".{MANIFEST_FILE}.new"
    try:
        temporary.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        os.replace(temporary, directory / MANIFEST_FILE)
    except OSError as error:
        raise StoreFailed(
            f"{directory} can not be written ({error}). Free some space, or check its permissions."
        ) from error
    return manifest


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_READ_BYTES):
            digest.update(block)
    return digest.hexdigest()


def verify(directory: Path) -> Manifest | None:
    """Compare every file with the manifest; called before anything is loaded.

    A directory in the store or among the bundled models must have a manifest.  One that an administrator names by its
    path may have none; then only the presence of the files is checked, and None returned.  Raises `ModelDamaged` or
    `ModelMissing`.
    """
    check_files(directory)
    manifest = read_manifest(directory)
    if manifest is None:
        if directory.parent in (store_dir(), store_dir().resolve(), BUNDLED_DIR):
            raise ModelDamaged(
                f"{directory.name} has no {MANIFEST_FILE}, so it can not be verified. {_again(directory)}"
            )
        return None
    compare(directory, manifest)
    unlisted = [
        name for name in (*catalogue.REQUIRED_FILES, *catalogue.VOCABULARY_FILES) if (directory / name).is_file()
    ]
    for name in unlisted:
        if name not in manifest.files:
            raise ModelDamaged(f"{directory / name} is not in the manifest, and is not loaded. {_again(directory)}")
    return manifest


def compare(directory: Path, manifest: Manifest) -> None:
    """Compare every file that the manifest lists, of whatever kind of model.  Raises `ModelDamaged` or `ModelMissing`."""
    for name, facts in manifest.files.items():
        path = directory / name
        if not path.is_file():
            raise ModelMissing(f"{path} is missing. {_again(directory)}")
        if path.stat().st_size != facts.bytes or sha256_of(path) != facts.sha256:
            raise ModelDamaged(
                f"{path} is damaged: it differs from the manifest, and is not loaded. {_again(directory)}"
            )


def check_files(directory: Path) -> None:
    """Raise `ModelMissing` naming each file that a Whisper directory in CTranslate2 form needs and this one lacks."""
    missing = [name for name in catalogue.REQUIRED_FILES if not (directory / name).is_file()]
    if not any((directory / name).is_file() for name in catalogue.VOCABULARY_FILES):
        missing.append(catalogue.VOCABULARY_FILES[0])
    if missing:
        raise ModelMissing(
            f"{directory} lacks {', '.join(missing)}. A recogniser is a directory of a Whisper model in CTranslate2 form "
            f"(ct2-transformers-converter --copy_files tokenizer.json preprocessor_config.json). {_again(directory)}"
        )


def remove(name: str) -> Path:
    """Delete a model of the store.  Raises `ModelMissing`, or `StoreFailed` (bundled models are not removed)."""
    name = canonical_name(name)
    directory = store_dir() / name
    if not directory.is_dir():
        if (BUNDLED_DIR / name).is_dir():
            raise StoreFailed(f"{name} ships with the product and is not removed.")
        raise ModelMissing(f"The model {name} is not in the store {store_dir()}. See `seatmate-server models list`.")
    try:
        shutil.rmtree(directory)
    except OSError as error:
        raise StoreFailed(f"{directory} can not be removed ({error}). Check its permissions.") from error
    return directory


def _again(directory: Path) -> str:
    name = directory.name
    if directory.parent == BUNDLED_DIR:
        return "Reinstall the product, or choose another model: seatmate-server models list"
    if catalogue.find(name):
        return f"Fetch it again: seatmate-server models pull {name}"
    return "Import it again: seatmate-server models import DIR"
