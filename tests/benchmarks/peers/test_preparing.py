"""Sound written once, environments that can not be made, processes that are always ended."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from benchmarks.peers import environments, sound
from benchmarks.peers.errors import PeerFailed, PeerUnavailable, SoundUnusable
from benchmarks.peers.known import PEERS
from benchmarks.peers.processes import child, free_port
from benchmarks.peers.sound import RecordedCall, written
from benchmarks.peers.stream_client import read_channel
from server.benchmarking.voices import Line, Lines


@pytest.fixture
def tones(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Two-second lines instead of voices; the list grows with every time they are made."""
    made: list[int] = []
    line = Line("您好", np.full(32_000, 8000, np.int16), ((0, 32_000),))

    def all_lines(*_: object) -> tuple[Lines, ...]:
        made.append(1)
        return (Lines("zh", "vowels", {"customer": (line,), "agent": (line,)}),)

    monkeypatch.setattr(sound, "all_lines", all_lines)
    return made


def test_the_sound_is_written_once_and_says_where_voices_end(tmp_path: Path, tones: list[int]) -> None:
    first = written(tmp_path / "set", 2, 20.0, "zh", "auto", 1)
    assert written(tmp_path / "set", 1, 20.0, "zh", "auto", 1) == first and len(tones) == 1
    assert len(written(tmp_path / "set", 3, 20.0, "zh", "auto", 1).calls) == 3 and len(tones) == 2
    call = first.calls[0]
    for side, spans in enumerate(call.spans_ms):
        pcm = np.frombuffer(read_channel(call.wav, side), "<i2")
        assert spans
        for start_ms, end_ms in spans:
            assert end_ms - start_ms == 2000
            assert abs(int(pcm[int(end_ms * 16) - 1])) > 5000 > abs(int(pcm[int(end_ms * 16) + 1]))


def test_the_projects_own_clients_send_the_same_sound_and_leave_a_side_silent(tmp_path: Path, tones: list[int]) -> None:
    call = written(tmp_path / "set", 1, 20.0, "zh", "auto", 1).calls[0]
    recorded = RecordedCall(call, "zh", (0,))
    assert b"".join(recorded.packet("customer", number) for number in range(200)) == read_channel(call.wav, 0)
    assert not any(recorded.packet("agent", 30)) and len(recorded.packet("agent", 30)) == 3200
    assert len(recorded.packet("customer", 5000)) == 3200


def test_a_damaged_sound_set_is_named(tmp_path: Path, tones: list[int]) -> None:
    written(tmp_path, 1, 20.0, "zh", "auto", 1)
    (tmp_path / sound.SOUND_FILE).write_text("{", encoding="utf-8")
    with pytest.raises(SoundUnusable, match=str(tmp_path)):
        written(tmp_path, 1, 20.0, "zh", "auto", 1)


def test_an_environment_that_can_not_be_made_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environments.sys, "executable", str(tmp_path / "no-python"))
    with pytest.raises(PeerUnavailable, match=r"whisper-live 0\.10\.0 .*registry"):
        environments.python_of(PEERS["whisper_live"], tmp_path, (), lambda _: None)


def test_what_the_installer_said_last_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\necho no route to the registry >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(environments.sys, "executable", str(program))
    with pytest.raises(PeerUnavailable, match="no route to the registry"):
        environments.python_of(PEERS["whisper_live"], tmp_path / "cache", (), lambda _: None)
    assert not list((tmp_path / "cache").rglob("made-from.json"))


def test_a_process_is_ended_when_the_measurement_fails(tmp_path: Path) -> None:
    sleeper = "import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n" \
              "print('up', flush=True)\nimport time; time.sleep(60)"
    with pytest.raises(ZeroDivisionError), child([sys.executable, "-c", sleeper], tmp_path / "log", dict(os.environ),
                                                 tmp_path) as started:
        until_s = time.monotonic() + 60
        while "up" not in started.log_tail() and time.monotonic() < until_s:
            time.sleep(0.02)
        raise ZeroDivisionError
    assert not started.alive
    # nobody of its group is left
    until_s = time.monotonic() + 60
    while _group_lives(started.process.pid) and time.monotonic() < until_s:
        time.sleep(0.02)
    assert not _group_lives(started.process.pid)


def test_a_server_that_ends_at_its_start_is_quoted(tmp_path: Path) -> None:
    with (child([sys.executable, "-c", "raise SystemExit('no such model')"], tmp_path / "log", dict(os.environ), tmp_path)
          as server, pytest.raises(PeerFailed, match="no such model")):
        server.wait_for_port(free_port())


def _group_lives(group: int) -> bool:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            return True
    return False
