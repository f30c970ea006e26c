"""One run of a peer: its server and its clients in its own environment, in real time; a `runs.Run` out."""

from __future__ import annotations

import json
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.benchmarking.process import Usage

from .errors import PeerFailed
from .heard import Heard
from .known import Peer
from .processes import READY_S, Child, child, environment, free_port
from .runs import Run, Spoken
from .schedule import Schedule, calls_of, sides_of
from .sound import SoundSet

_SETTLE_S = 0.3
_LOOK_S = 0.5
_SPARE_S = 60.0


@dataclass(slots=True)
class _Watched:
    """What the server used."""

    first: Usage | None = None
    """When measuring begins."""
    last: Usage | None = None
    peak_rss_mb: float = 0.0


def measure(peer: Peer, python: Path, model: Path, sound: SoundSet, streams: int, schedule: Schedule, folder: Path) -> Run:
    """One run.

    Raises:
        PeerFailed: the server did not start, or the clients failed.
    """
    port = free_port()
    variables = environment(os.cpu_count() or 1, folder)
    with tempfile.TemporaryDirectory(prefix="seatmate-peers-", dir=folder) as name:
        place = Path(name)
        command = [str(python), "-m", "benchmarks.peers.peer_server", peer.name, str(model), str(port), sound.lang]
        with child(command, place / "server.log", variables, place) as server:
            server.wait_for_port(port)
            job, said = place / "job.json", place / "said.json"
            job.write_text(json.dumps(_job(peer, port, model, sound, streams, schedule)), encoding="utf-8")
            clients = [str(python), "-m", "benchmarks.peers.stream_client", str(job), str(said)]
            with child(clients, place / "clients.log", variables, place) as talking:
                watched = _watch(server, talking, streams, schedule)
                result = _said(said, talking, server)
    return _run(result, watched, streams)


def _job(peer: Peer, port: int, model: Path, sound: SoundSet, streams: int, schedule: Schedule) -> dict[str, Any]:
    calls = calls_of(streams)
    return {"peer": peer.name, "url": peer.module.url(port), "language": sound.lang, "model": str(model),
            "settle_s": _SETTLE_S, "sound_s": schedule.sound_s, "drain_s": schedule.drain_s,
            "streams": [{"wav": str(sound.calls[call].wav.resolve()), "channel": side, "start_s": start_s}
                        for call, start_s in enumerate(schedule.starts_s(calls)) for side in sides_of(streams, call)]}


def _watch(server: Child, clients: Child, streams: int, schedule: Schedule) -> _Watched:
    """Look at the server while the clients talk; returns when they have ended."""
    watched = _Watched()
    until_s = time.monotonic() + READY_S * 2 + streams * _SETTLE_S + schedule.sound_s + schedule.drain_s + _SPARE_S
    began_s: float | None = None
    while clients.alive:
        if time.monotonic() > until_s:
            raise PeerFailed(f"The clients did not end in time; the server's last words:\n{server.log_tail()}")
        began_s = _began_s(clients) if began_s is None else began_s
        used = server.usage()
        if used is not None:
            watched.peak_rss_mb = max(watched.peak_rss_mb, used.rss_mb)
            at_s = time.monotonic() - began_s if began_s is not None else -1.0
            if watched.first is None and at_s >= schedule.measure_from_s:
                watched.first = used
            if watched.last is None and at_s >= schedule.sound_s:
                watched.last = used
        time.sleep(_LOOK_S)
    return watched


def _began_s(clients: Child) -> float | None:
    """The moment (monotonic clock) that the clients have announced."""
    for line in clients.log.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("began "):
            return float(line.split()[1])
    return None


def _said(file: Path, clients: Child, server: Child) -> dict[str, Any]:
    try:
        return dict(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise PeerFailed(f"The clients failed:\n{clients.log_tail()}\nThe server's last words:\n{server.log_tail()}") from error


def _run(result: dict[str, Any], watched: _Watched, streams: int) -> Run:
    places = [(call, side) for call in range(calls_of(streams)) for side in sides_of(streams, call)]
    spoken = [Spoken(call, side, one["spoke_from_s"] - result["began_s"], [Heard(*message) for message in one["heard"]])
              for (call, side), one in zip(places, result["streams"], strict=False)]
    cpu_s = watched.last.cpu_s - watched.first.cpu_s if watched.first and watched.last else None
    return Run(spoken, result["refused"], cpu_s, watched.peak_rss_mb,
               [late for one in result["streams"] for late in one["late_ms"]])
