"""Real runs against real server processes: a good one, one whose server dies, an interrupted one, and a server that stays."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from benchmarks.scripted_model import build_scripted_model
from protocol.message import CHANNELS
from server.benchmarking import streams
from server.benchmarking.driving import Plan
from server.benchmarking.errors import ServerUnusable
from server.benchmarking.process import ServerProcess, child_environment, program, usage
from server.benchmarking.report import good
from server.benchmarking.streams import Request, all_lines, measure
from server.benchmarking.voices import Lines
from server.commands.init import set_up
from server.storage.database import open_database
from server.storage.people import People
from server.storage.state import StateDirectory

PLAN = Plan(seconds=6.0, ramp_s=0.2, seed=2, warm_up_s=0.5)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(build_scripted_model(tmp_path_factory.mktemp("models") / "scripted", window="exact"))


@pytest.fixture(scope="module")
def lines() -> tuple[Lines, ...]:
    (found,) = all_lines(("zh",), "vowels")
    short = {channel: sorted(found.by_channel[channel], key=lambda line: len(line.pcm))[:9] for channel in CHANNELS}
    return (Lines(found.lang, found.source, short),)


@dataclass
class Run:
    """One measurement: what came of it, and the servers that it started."""

    servers: list[ServerProcess]
    future: Future[dict[str, Any]]

    @property
    def found(self) -> dict[str, Any]:
        return self.future.result()


_thread = threading.local()


class Kept(ServerProcess):
    """Known to the run whose thread makes it."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        _thread.servers.append(self)


@pytest.fixture(scope="module")
def running(model: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[StateDirectory, Path, subprocess.Popen[bytes]]]:
    """A server that nobody measures yet: its state, its ready file, its process."""
    folder = tmp_path_factory.mktemp("running")
    state, ready = StateDirectory(folder / "state"), folder / "ready.json"
    set_up(state)
    process = subprocess.Popen([*program(), "run", "--state", str(state.path), "--bind", "tcp://127.0.0.1:0", "--model", model,
                                "--device", "cpu", "--ready-file", str(ready)], env=child_environment(),
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield state, ready, process
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def runs(model: str, lines: tuple[Lines, ...], running: tuple[StateDirectory, Path, Any]) -> Iterator[dict[str, Run]]:
    """All at once, since each of them mostly waits for the seconds that its calls last."""
    state, ready, _ = running
    servers: dict[str, list[ServerProcess]] = {name: [] for name in ("good", "dying", "interrupted", "beside")}

    def kill(second: float) -> None:
        if second >= 2.0:
            servers["dying"][0].kill()

    def interrupt(second: float) -> None:
        raise KeyboardInterrupt

    def measured(name: str, *arguments: Any) -> dict[str, Any]:
        _thread.servers = servers[name]
        return measure(*arguments)

    def visited() -> dict[str, Any]:
        until_s = time.monotonic() + 60
        while not ready.exists() and time.monotonic() < until_s:
            time.sleep(0.1)
        assert json.loads(ready.read_text(encoding="utf-8"))["endpoint"]
        return measured("beside", Request(1, PLAN, running=state), lines)
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(len(servers)) as pool:
        patch.setattr(streams, "ServerProcess", Kept)
        yield {"good": Run(servers["good"], pool.submit(measured, "good", Request(2, PLAN, model, "cpu"), lines)),
               "dying": Run(servers["dying"], pool.submit(measured, "dying", Request(2, PLAN, model, "cpu"), lines, kill)),
               "interrupted": Run(servers["interrupted"],
                                  pool.submit(measured, "interrupted", Request(1, PLAN, model, "cpu"), lines, interrupt)),
               "beside": Run(servers["beside"], pool.submit(visited))}


def test_two_calls_are_carried_and_measured(runs: dict[str, Run]) -> None:
    found, started = runs["good"].found, runs["good"].servers
    assert good(found), found
    assert found["utterances"] >= 2 and found["finals"] >= 2 and found["partials"] >= 1
    assert found["model"] == "scripted" and found["device"] == "cpu" and found["window"] == "exact" and found["cer"] is None
    assert found["final_lag_ms"]["p50"] > 300, "the silence that ends an utterance is in it"
    assert found["batch"]["max"] >= 1 and found["stages_ms"]["decode"]["p50"] > 0
    assert len(started) == 1 and not started[0].alive and started[0].exit_code == 0


def test_a_server_that_dies_has_lost_what_it_did_not_hear(runs: dict[str, Run]) -> None:
    found = runs["dying"].found
    assert found["server_died"] and found["lost_utterances"] > 0 and found["cut_calls"] == 2 and not good(found)
    assert found["server_exit_code"] == (-9 if os.name == "posix" else 1) and found["batch"] is None


def test_interrupting_leaves_no_process(runs: dict[str, Run]) -> None:
    with pytest.raises(KeyboardInterrupt):
        _ = runs["interrupted"].found
    (server,) = runs["interrupted"].servers
    assert server.pid and not server.alive


def test_a_running_server_is_measured_and_left_as_it_was(runs: dict[str, Run],
                                                         running: tuple[StateDirectory, Path, subprocess.Popen[bytes]]) -> None:
    state, _, process = running
    found = runs["beside"].found
    assert found["lost_utterances"] == 0 and found["finals"] >= 1 and found["cpu_s"] is None and found["batch"] is None
    assert runs["beside"].servers == []
    database = open_database(state)
    people = People(database)
    assert all(station.revoked_at for station in people.workstations()) and people.users() == []
    database.close()
    assert process.poll() is None


def test_a_server_that_does_not_run_is_not_measured(lines: tuple[Lines, ...], tmp_path: Path) -> None:
    state = StateDirectory(tmp_path / "state")
    set_up(state)
    with pytest.raises(ServerUnusable, match="start it"):
        measure(Request(1, PLAN, running=state), lines)


def test_a_server_that_can_not_start_is_quoted(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path, tmp_path / "no-state", "", "cpu", 1)
    with pytest.raises(ServerUnusable, match="ended at its start"):
        server.start()
    assert server.stop() == {} and server.exit_code not in (None, 0)


def test_usage_is_told_of_a_living_process_and_not_of_a_dead_one() -> None:
    own = usage(os.getpid())
    if sys.platform == "linux":
        assert own is not None and own.cpu_s > 0 and own.rss_mb > 1 and os.getpid() in own.threads_cpu_s
    else:
        assert own is None
    assert usage(2**22 + 1) is None
