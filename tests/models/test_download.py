"""Models arrive whole or not at all, from a mirror and from the hub, over connections that break."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from models import download, store
from models.asr import load_recogniser
from models.errors import DownloadFailed, ModelDamaged, ModelMissing, StoreFailed
from models.store_cli import run

HUB_REVISION = "1" * 40


class Mirror(ThreadingHTTPServer):
    """A file server that resumes, counts, and breaks off on request."""

    daemon_threads = True

    def __init__(self, root: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.root = root
        self.requests: list[tuple[str, str]] = []
        self.break_after: dict[str, list[int]] = {}
        """File name -> after how many bytes to break off, one entry a request."""
        self.ranges = True
        self.repository = "Systran/faster-whisper-tiny"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Answer(BaseHTTPRequestHandler):
    server: Mirror
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: Any) -> None:
        """Quiet."""

    def do_HEAD(self) -> None:
        self._answer(send_body=False)

    def do_GET(self) -> None:
        self._answer(send_body=True)

    def _answer(self, *, send_body: bool) -> None:
        path = self.path.partition("?")[0]
        self.server.requests.append((path, self.headers.get("Range", "")))
        if path.startswith("/api/models/"):
            self._send(200, json.dumps(self._hub_listing()).encode(), send_body=send_body)
            return
        resolve = f"/{self.server.repository}/resolve/{HUB_REVISION}/"
        headers = {}
        file = self.server.root / path.removeprefix(resolve if path.startswith(resolve) else "/")
        if not file.is_file():
            self._send(404, b"no such file", send_body=send_body)
            return
        content = file.read_bytes()
        if path.startswith(resolve):
            headers = {"ETag": f'"{hashlib.sha256(content).hexdigest()}"', "X-Repo-Commit": HUB_REVISION}
        status, start = 200, 0
        asked = self.headers.get("Range", "")
        if asked and self.server.ranges:
            status, start = 206, int(asked.removeprefix("bytes=").partition("-")[0])
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        self._send(status, content[start:], headers, file.name, send_body=send_body)

    def _send(
        self, status: int, body: bytes, headers: dict[str, str] | None = None, name: str = "", *, send_body: bool
    ) -> None:
        self.send_response(status)
        for header, value in (headers or {}).items():
            self.send_header(header, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        breaks = self.server.break_after.get(name, [])
        if send_body and breaks:
            self.wfile.write(body[: breaks.pop(0)])
            self.close_connection = True
        elif send_body:
            self.wfile.write(body)

    def _hub_listing(self) -> dict[str, Any]:
        siblings = []
        for file in sorted(self.server.root.iterdir()):
            content = file.read_bytes()
            blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
            sibling: dict[str, Any] = {"rfilename": file.name, "size": len(content), "blobId": blob}
            if file.suffix == ".bin":
                sibling["lfs"] = {
                    "sha256": hashlib.sha256(content).hexdigest(),
                    "size": len(content),
                    "pointerSize": 134,
                }
            siblings.append(sibling)
        return {"id": self.server.repository, "sha": HUB_REVISION, "siblings": siblings, "tags": [], "downloads": 0}


@contextmanager
def serving(root: Path) -> Iterator[Mirror]:
    mirror = Mirror(root)
    thread = threading.Thread(target=mirror.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield mirror
    finally:
        mirror.shutdown()
        mirror.server_close()
        thread.join()


class Bar:
    """A progress bar that remembers."""

    def __init__(self, name: str, total: int, already: int) -> None:
        self.name, self.total, self.seen, self.already = name, total, already, already

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def update(self, count: int) -> None:
        self.seen += count


@pytest.fixture
def bars() -> list[Bar]:
    return []


@pytest.fixture
def mirror(tmp_path: Path, scripted_model: Path, empty_store: Path) -> Iterator[Mirror]:
    directory = tmp_path / "served" / "whisper-tiny"
    shutil.copytree(scripted_model, directory)
    store.write_manifest(directory, "whisper-tiny", "MIT", "Systran/faster-whisper-tiny@1")
    with serving(tmp_path / "served") as mirror:
        yield mirror


def pull(mirror: Mirror, bars: list[Bar], name: str = "tiny", attempts: int = 3) -> Path:
    def bar(file: str, total: int, already: int) -> Bar:
        bars.append(Bar(file, total, already))
        return bars[-1]

    return download.pull(name, mirror.url, attempts=attempts, pause_s=0.0, progress=bar)


def test_a_model_from_the_mirror_loads(mirror: Mirror, bars: list[Bar]) -> None:
    directory = pull(mirror, bars)
    assert directory == store.store_dir() / "whisper-tiny"
    manifest = store.verify(directory)
    assert manifest is not None and manifest.licence == "MIT" and mirror.url in manifest.source
    assert all(bar.seen == bar.total for bar in bars)
    assert load_recogniser("tiny", "cpu").info.model == "whisper-tiny"
    assert not list((store.store_dir() / ".incoming").iterdir())


def test_the_command_pulls_from_a_mirror_and_says_what_it_got(mirror: Mirror, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pull", "whisper-tiny", "--mirror", mirror.url]) == 0
    printed = capsys.readouterr().out
    assert mirror.url in printed and "Pulled whisper-tiny" in printed and "Licence: MIT" in printed
    assert run(["verify", "whisper-tiny"]) == 0 and "whole" in capsys.readouterr().out
    (mirror.root / "whisper-base").mkdir()
    assert run(["pull", "whisper-base", "--mirror", mirror.url]) == 1
    assert "[model." in capsys.readouterr().err


def test_a_broken_connection_is_resumed_by_itself(mirror: Mirror, bars: list[Bar]) -> None:
    mirror.break_after["model.bin"] = [100_000, 50_000]
    store.verify(pull(mirror, bars))
    ranges = [asked for path, asked in mirror.requests if path.endswith("model.bin")]
    assert ranges == ["", "bytes=100000-", "bytes=150000-"]
    assert [bar.already for bar in bars if bar.name == "model.bin"] == [0, 100_000, 150_000]


def test_a_pull_given_up_goes_on_where_it_stopped(mirror: Mirror, bars: list[Bar]) -> None:
    mirror.break_after["model.bin"] = [100_000]
    with pytest.raises(DownloadFailed, match="goes on where it stopped") as failure:
        pull(mirror, bars, attempts=1)
    assert failure.value.retryable and not (store.store_dir() / "whisper-tiny").exists()
    mirror.requests.clear()
    store.verify(pull(mirror, bars, attempts=1))
    asked = dict(mirror.requests)
    assert asked["/whisper-tiny/model.bin"] == "bytes=100000-"
    assert "/whisper-tiny/config.json" not in asked


def test_a_mirror_that_can_not_resume_starts_again(mirror: Mirror, bars: list[Bar]) -> None:
    mirror.ranges = False
    mirror.break_after["model.bin"] = [100_000]
    store.verify(pull(mirror, bars))


def test_a_wrong_hash_is_refused_and_not_kept(mirror: Mirror, bars: list[Bar]) -> None:
    path = mirror.root / "whisper-tiny" / "model.bin"
    right = path.read_bytes()
    path.write_bytes(right[:-1] + bytes([right[-1] ^ 1]))
    with pytest.raises(ModelDamaged, match=r"model\.bin.*SHA-256"):
        pull(mirror, bars)
    assert not (store.store_dir() / "whisper-tiny").exists()
    path.write_bytes(right)
    store.verify(pull(mirror, bars))


def test_a_mirror_that_sends_more_than_announced_fills_no_disk(mirror: Mirror, bars: list[Bar]) -> None:
    path = mirror.root / "whisper-tiny" / "config.json"
    announced = path.stat().st_size
    path.write_bytes(path.read_bytes() + b" " * 1_000_000)
    store.verify(pull(mirror, bars))
    assert (store.store_dir() / "whisper-tiny" / "config.json").stat().st_size == announced


def test_a_manifest_that_names_a_path_is_refused(mirror: Mirror, bars: list[Bar]) -> None:
    (mirror.root / "whisper-tiny" / "manifest.json").write_text(
        json.dumps({"files": {"../../x": {"sha256": "0" * 64, "bytes": 1}}})
    )
    with pytest.raises(DownloadFailed, match="not a manifest"):
        pull(mirror, bars)


def test_an_incomplete_mirror_names_what_is_missing(mirror: Mirror, bars: list[Bar]) -> None:
    (mirror.root / "whisper-tiny" / "tokenizer.json").unlink()
    with pytest.raises(DownloadFailed, match="HTTP 404"):
        pull(mirror, bars)
    served = mirror.root / "whisper-tiny"
    store.write_manifest(served, "whisper-tiny", "MIT", "")
    with pytest.raises(ModelMissing, match=r"tokenizer\.json"):
        pull(mirror, bars)


def test_a_model_already_there_is_replaced_in_one_step(mirror: Mirror, bars: list[Bar]) -> None:
    directory = pull(mirror, bars)
    (directory / "model.bin").write_bytes(b"damaged")
    store.verify(pull(mirror, bars))


def test_addresses_and_names_that_can_not_work_say_so(empty_store: Path) -> None:
    with pytest.raises(DownloadFailed, match="https://"):
        download.pull("tiny", "file:///etc")
    with pytest.raises(DownloadFailed, match="can not be read"):
        download.pull("tiny", "http://127.0.0.1:9")
    with pytest.raises(ModelMissing, match="catalogue"):
        download.pull("gigantic")
    with pytest.raises(ModelMissing, match="not the name"):
        download.pull("../x", "http://127.0.0.1:9")


def test_too_little_space_is_said_before_the_first_byte(
    mirror: Mirror, bars: list[Bar], monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(store.store_dir().parent)
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage._replace(free=1_000_000))
    with pytest.raises(StoreFailed, match="1 MB left"):
        pull(mirror, bars)
    assert not bars


def test_a_store_that_can_not_be_written_says_so(
    mirror: Mirror, bars: list[Bar], monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = mirror.root / "file"
    blocked.write_text("not a directory")
    monkeypatch.setenv(store.STORE_VARIABLE, str(blocked))
    with pytest.raises(StoreFailed, match="can not be written"):
        pull(mirror, bars)


@pytest.fixture
def hub(tmp_path: Path, scripted_model: Path, empty_store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    monkeypatch.setenv("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    monkeypatch.setenv("HF_HUB_DISABLE_TELEMETRY", "1")
    directory = tmp_path / "repository"
    shutil.copytree(scripted_model, directory)
    (directory / "vocabulary.json").rename(directory / "vocabulary.txt")
    with serving(directory) as server:
        yield server


def test_a_model_from_the_hub_is_checked_and_pinned(hub: Mirror) -> None:
    directory = download.pull("tiny", hub=hub.url)
    manifest = store.verify(directory)
    assert manifest is not None and manifest.source == f"Systran/faster-whisper-tiny@{HUB_REVISION}"
    assert manifest.licence == "MIT"
    assert {path.name for path in directory.iterdir()} == {*manifest.files, "manifest.json"}


def test_a_hub_file_with_another_hash_is_refused(hub: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = _Answer._hub_listing

    def wrong(self: _Answer) -> dict[str, Any]:
        answer = listing(self)
        for sibling in answer["siblings"]:
            if "lfs" in sibling:
                sibling["lfs"]["sha256"] = "0" * 64
        return answer

    monkeypatch.setattr(_Answer, "_hub_listing", wrong)
    with pytest.raises(ModelDamaged, match="another hash"):
        download.pull("tiny", hub=hub.url)
    assert not (store.store_dir() / "whisper-tiny").exists()


def test_a_hub_that_lacks_a_file_is_said(hub: Mirror) -> None:
    (hub.root / "tokenizer.json").unlink()
    with pytest.raises(DownloadFailed, match=r"tokenizer\.json"):
        download.pull("tiny", hub=hub.url)


def test_no_hub_means_another_way_is_named(empty_store: Path) -> None:
    with pytest.raises(DownloadFailed, match="--mirror URL"):
        download.pull("tiny", hub="http://127.0.0.1:9")
