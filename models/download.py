"""Fetching a model of the catalogue: a name in, a verified directory in the store out.

From the model hub, or from a mirror on the premises: any HTTP server that shows a store's directory, so that
`MIRROR/whisper-small/manifest.json` and the files it lists can be read.  Files arrive in `STORE/.incoming/NAME`, are
resumed there after an interruption, and the directory gets its name only when every file has its hash.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import shutil
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from models import catalogue, store
from models.catalogue import CatalogueEntry
from models.errors import DownloadFailed, ModelDamaged, ModelMissing, StoreFailed

INCOMING_DIR = ".incoming"
_BLOCK_BYTES = 1 << 18
_TIMEOUT_S = 30.0
_SPARE_BYTES = 64_000_000
Progress = Callable[[str, int, int], Any]
"""Makes a progress bar (a context manager with `update(bytes)`) of a file's name, its size, and the bytes already there."""


def pull(
    name: str,
    mirror: str | None = None,
    *,
    hub: str | None = None,
    attempts: int = 4,
    pause_s: float = 1.0,
    progress: Progress | None = None,
) -> Path:
    """Fetch a model into the store and return its directory.

    `mirror` is the address of an on-premises mirror; without it the model comes from the hub (`hub`: another address
    that speaks the hub's protocol).  Raises `ModelMissing` for an unknown name, `DownloadFailed` (retryable: what
    arrived is kept), `ModelDamaged` if a file has another hash than announced, `StoreFailed` if it can not be stored.
    """
    entry = catalogue.find(name)
    if entry is None and mirror is None:
        raise ModelMissing(
            f"The catalogue has no model {name}; it has {', '.join(catalogue.CATALOGUE)}. "
            "Import your own: seatmate-server models import DIR"
        )
    name = entry.name if entry else store.canonical_name(name)
    staging = store.store_dir() / INCOMING_DIR / name
    with storing(staging):
        staging.mkdir(parents=True, exist_ok=True)
        if mirror is not None:
            _from_mirror(name, mirror, staging, attempts, pause_s, progress or progress_bar)
        else:
            assert entry is not None
            _from_hub(entry, hub, staging)
        store.check_files(staging)
        return publish(staging, name)


def publish(staging: Path, name: str) -> Path:
    """Give a complete staging directory its place in the store, in one step; an older one makes room."""
    target = store.store_dir() / name
    old = staging.parent / f"{name}.old"
    with storing(target):
        shutil.rmtree(old, ignore_errors=True)
        if target.exists():
            os.replace(target, old)
        os.replace(staging, target)
        shutil.rmtree(old, ignore_errors=True)
    return target


@contextmanager
def storing(path: Path) -> Iterator[None]:
    """Turn the operating system's refusals to write into `StoreFailed`."""
    try:
        yield
    except OSError as error:
        raise StoreFailed(
            f"{path} can not be written ({error.strerror or error}). Free some space, check its permissions, or set "
            f"{store.STORE_VARIABLE} to another directory."
        ) from error


def check_space(directory: Path, wanted_bytes: int) -> None:
    """Raise `StoreFailed` before the first byte if the disk has too little room."""
    free = shutil.disk_usage(directory).free
    if free < wanted_bytes + _SPARE_BYTES:
        raise StoreFailed(
            f"The model needs {wanted_bytes / 1e6:.0f} MB and the disk of {directory} has {free / 1e6:.0f} MB left. "
            f"Free some space, or set {store.STORE_VARIABLE} to another directory."
        )


def progress_bar(name: str, total_bytes: int, already_bytes: int) -> Any:
    """A progress bar on standard error."""
    from tqdm import tqdm  # type: ignore[import-untyped,unused-ignore]

    return tqdm(desc=name, total=total_bytes, initial=already_bytes, unit="B", unit_scale=True, unit_divisor=1000)


def _from_mirror(name: str, mirror: str, staging: Path, attempts: int, pause_s: float, progress: Progress) -> None:
    if urllib.parse.urlsplit(mirror).scheme not in ("http", "https"):
        raise DownloadFailed(f"{mirror} is not an address of a mirror; it has to begin with https:// or http://.")
    base = f"{mirror.rstrip('/')}/{name}"
    raw = _small(f"{base}/{store.MANIFEST_FILE}")
    try:
        manifest = store.parse_manifest(raw)
    except ValueError as error:
        raise DownloadFailed(
            f"{base}/{store.MANIFEST_FILE} is not a manifest ({error}). Check the mirror's address."
        ) from error
    check_space(staging, manifest.total_bytes)
    for file, facts in manifest.files.items():
        path = staging / file
        if path.is_file() and path.stat().st_size == facts.bytes and store.sha256_of(path) == facts.sha256:
            continue
        part = staging / f"{file}.part"
        _fetch(f"{base}/{urllib.parse.quote(file)}", part, facts.bytes, attempts, pause_s, progress)
        if store.sha256_of(part) != facts.sha256:
            part.unlink()
            raise ModelDamaged(
                f"{file} of {name} arrived with another SHA-256 than the mirror's manifest says, and was deleted. "
                "Repair the mirror, or pull again."
            )
        os.replace(part, path)
    _drop_others(staging, set(manifest.files))
    store.write_manifest(staging, name, manifest.licence, f"{manifest.source} via {mirror}".strip())


def _drop_others(staging: Path, wanted: set[str]) -> None:
    for path in staging.iterdir():
        if path.name not in wanted:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _small(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=_TIMEOUT_S) as response:
            return bytes(response.read(store.MANIFEST_MAX_BYTES + 1))
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise DownloadFailed(f"{url} can not be read ({error}). Check the mirror's address and the network.") from error


def _fetch(url: str, part: Path, size: int, attempts: int, pause_s: float, progress: Progress) -> None:
    """Bring `part` to `size` bytes, going on where it stopped; several attempts."""
    failure = ""
    for attempt in range(attempts):
        if attempt:
            time.sleep(pause_s * attempt)
        already = part.stat().st_size if part.is_file() else 0
        if already > size:
            part.unlink()
            already = 0
        if part.is_file() and already == size:
            return
        try:
            _fetch_rest(url, part, already, size, progress)
        except urllib.error.HTTPError as error:
            failure = f"HTTP {error.code}"
            if error.code in (401, 403, 404, 410):
                break
        except (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError) as error:
            failure = str(error)
        if part.is_file() and part.stat().st_size == size:
            return
    raise DownloadFailed(
        f"{url} did not arrive ({failure or 'the connection ended early'}). Pull again; it goes on where it stopped."
    )


def _fetch_rest(url: str, part: Path, already: int, size: int, progress: Progress) -> None:
    request = urllib.request.Request(url)
    if already:
        request.add_header("Range", f"bytes={already}-")
    with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as response:
        resumed = response.status == 206 and str(response.headers.get("Content-Range", "")).startswith(
            f"bytes {already}-"
        )
        start = already if resumed else 0
        with part.open("ab" if resumed else "wb") as file, progress(part.stem, size, start) as bar:
            _copy(response, file, size - start, bar)


def _copy(source: Any, target: BinaryIO, most_bytes: int, bar: Any) -> None:
    """Copy at most `most_bytes`, so that a mirror can not fill the disk."""
    while most_bytes > 0:
        block = source.read(min(_BLOCK_BYTES, most_bytes))
        if not block:
            return
        target.write(block)
        most_bytes -= len(block)
        bar.update(len(block))


def _from_hub(entry: CatalogueEntry, hub: str | None, staging: Path) -> None:
    try:
        from huggingface_hub import HfApi, hf_hub_download
        from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError
    except ImportError as error:
        raise ModelMissing(
            f"Fetching from the hub needs huggingface-hub ({error}). Install the server's packages: pip install seatmate[server]."
        ) from error
    again = "Check the network, pull again (it goes on where it stopped), or use a mirror: --mirror URL"
    try:
        info = HfApi(endpoint=hub).model_info(entry.repository, files_metadata=True, timeout=_TIMEOUT_S)
        siblings = {sibling.rfilename: sibling for sibling in info.siblings or []}
        optional = ("preprocessor_config.json", *catalogue.VOCABULARY_FILES)
        files = [*entry.files, *(file for file in optional if file in siblings and file not in entry.files)]
        missing = [file for file in files if file not in siblings]
        if missing:
            raise DownloadFailed(f"{entry.repository} no longer has {', '.join(missing)}. {again}")
        check_space(staging, sum(siblings[file].size or 0 for file in files))
        for file in files:
            # The revision is pinned to what `info` described, so that a change half-way can not mix two models.
            hf_hub_download(entry.repository, file, revision=info.sha, local_dir=staging, endpoint=hub)
            _check_hub_file(staging / file, siblings[file])
    except (HfHubHTTPError, LocalEntryNotFoundError, ConnectionError, TimeoutError) as error:
        raise DownloadFailed(
            f"{entry.repository} can not be fetched from the hub ({_first_line(error)}). {again}"
        ) from error
    except Exception as error:
        # The hub's client lets errors of its HTTP library through, whose name differs between its versions.
        if type(error).__module__.partition(".")[0] in (
            "httpx",
            "httpx2",
            "httpcore",
            "httpcore2",
            "requests",
            "urllib3",
        ):
            raise DownloadFailed(f"The hub can not be reached ({_first_line(error)}). {again}") from error
        raise
    _drop_others(staging, set(files))
    store.write_manifest(staging, entry.name, entry.licence, f"{entry.repository}@{info.sha}")


def _check_hub_file(path: Path, sibling: Any) -> None:
    """Compare a file with what the hub announced: SHA-256 for large files, git's hash for small ones."""
    lfs = sibling.lfs
    if lfs is not None:
        right = store.sha256_of(path) == lfs.sha256
    elif sibling.blob_id:
        content = path.read_bytes()
        right = (
            hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest() == sibling.blob_id
        )
    else:
        raise DownloadFailed(
            f"The hub announces no hash for {path.name}, so it can not be verified. Use a mirror: --mirror URL"
        )
    if not right:
        path.unlink()
        raise ModelDamaged(
            f"{path.name} arrived with another hash than the hub announced, and was deleted. Pull again."
        )


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
