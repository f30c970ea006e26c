"""A hall for stepping in: a server process, null sinks as every device, the two desks, and ears that measure what arrives where.

Used by the test and by `benchmarks/supervisor_sound.py`.
"""

from __future__ import annotations

import json
import queue
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from copilot_app.capture.devices import SoundDevice, list_devices
from copilot_app.capture.soundcard import DeviceStream
from copilot_app.voice.bridge_check import find_chirp
from protocol.message import SAMPLE_RATE_HZ
from server.commands.init import set_up
from server.storage.database import open_database
from server.storage.grants import GrantRecords
from server.storage.people import People, User
from server.storage.state import StateDirectory
from tests.copilot_app.sound_server import RATE_HZ, SoundServer
from tests.server.fakes import list_workstation

ROOT = Path(__file__).resolve().parents[2]
SINKS = ("boss_mic", "spare_mic", "boss_ear", "headset", "bridge")
"""Beside `customer` (the softphone's output) and `agent` (whose monitor is the agent's microphone)."""
HEARD = 0.3
"""Likeness from which on a sound counts as heard; what was never sent stays below 0.15."""
SOUND_S = 0.5

ATTEMPTS = 20
AFTER_S = 0.55
"""So long after it was spoken everything has arrived that will."""

Sound = NDArray[np.float32]


def sweep(first_hz: float, last_hz: float) -> Sound:
    """Half a second from one pitch to another, 16 kHz: found again although buffers and clocks stretch it a little."""
    seconds = np.arange(int(SOUND_S * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    phase = 2 * np.pi * (first_hz * seconds + (last_hz - first_hz) / (2 * SOUND_S) * seconds ** 2)
    return (0.3 * np.sin(phase) * np.minimum(1.0, np.minimum(seconds, SOUND_S - seconds) / 0.01)).astype(np.float32)


class Desk:
    """One of the desks' processes; `said` keeps everything."""

    def __init__(self, kind: str, place: dict[str, str]) -> None:
        self.process = subprocess.Popen([sys.executable, "-m", "tests.end_to_end.sound_desks", kind, json.dumps(place)], cwd=ROOT,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.said: list[dict[str, Any]] = []
        self._lines: queue.Queue[dict[str, Any]] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(json.loads(line))

    def tell(self, **command: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()

    def until(self, condition: Callable[[dict[str, Any]], bool], timeout_s: float = 60.0) -> dict[str, Any]:
        """The next thing it says that fits."""
        end_s = time.monotonic() + timeout_s
        while True:
            try:
                said = self._lines.get(timeout=max(0.01, end_s - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"it did not say that, but {self.said[-8:]}") from None
            self.said.append(said)
            if condition(said):
                return said

    def end(self) -> None:
        if self.process.poll() is None:
            assert self.process.stdin is not None
            self.process.stdin.close()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait(60)
        self._reader.join(5)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


class _Ear:
    """One sink's monitor, unstretched; the moment of each sample from the middle of all stamps of its device."""

    def __init__(self, device: SoundDevice) -> None:
        self._stream = DeviceStream(device)
        self._blocks: list[Sound] = []
        self._begins_s: list[float] = []
        self.samples = 0

    def drain(self) -> None:
        delivered = self._stream.drain()
        if delivered is not None:
            self._blocks.append(delivered[0])
            self.samples += len(delivered[0])
            self._begins_s.append(delivered[1] - self.samples / SAMPLE_RATE_HZ)

    def find(self, sound: Sound, since: int) -> tuple[float, float]:
        """When (monotonic) the sound began, and its likeness."""
        at, likeness = find_chirp(np.concatenate(self._blocks)[since:], sound)
        return statistics.median(self._begins_s) + (since + at) / SAMPLE_RATE_HZ, likeness

    def close(self) -> None:
        self._stream.close()


class Ears:
    """Two sinks recorded at once: what is in both tells how long it took from one to the other."""

    def __init__(self, spoken: str, heard: str) -> None:
        self.spoken = spoken
        devices = {device.source: device for device in list_devices()}
        self._ears = [_Ear(devices[f"{name}.monitor"]) for name in (spoken, heard)]
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def now(self) -> tuple[int, int]:
        """How much of each was recorded so far, 16 kHz samples."""
        return self._ears[0].samples, self._ears[1].samples

    def delay_ms(self, sound: Sound, since: tuple[int, int]) -> float | None:
        """From being spoken at the first sink to being heard at the second; None if it was not heard."""
        with self._lock:
            (spoken_s, _), (heard_s, likeness) = (ear.find(sound, at) for ear, at in zip(self._ears, since, strict=True))
        return (heard_s - spoken_s) * 1000 if likeness > HEARD else None

    def was_spoken(self, sound: Sound, since: tuple[int, int]) -> bool:
        """True if the first sink holds it: a busy machine may have torn it to pieces."""
        with self._lock:
            return self._ears[0].find(sound, since[0])[1] > HEARD

    def likeness(self, sound: Sound, since: tuple[int, int]) -> float:
        """How much of this sound the second sink holds, 0..1."""
        with self._lock:
            return self._ears[1].find(sound, since[1])[1]

    def _listen(self) -> None:
        while not self._stopping.wait(0.03):
            with self._lock:
                for ear in self._ears:
                    ear.drain()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(5)
        for ear in self._ears:
            ear.close()


class Hall:
    """Everything of one call with a supervisor."""

    def __init__(self, folder: Path, sound: SoundServer, command: Sequence[str]) -> None:
        self._sound = sound
        state = StateDirectory(folder / "state")
        set_up(state)
        self.agent_keys = list_workstation(state)
        database = open_database(state)
        until = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="seconds")
        People(database).add_user(User("chen", "Chen", "supervisor", ""), "test")
        GrantRecords(database).give("chen", "", ("barge", "takeover"), reason="test", until=until, actor="test")
        database.close()
        self.supervisor_keys = list_workstation(state, "W2", "chen")
        ready = folder / "ready.json"
        self.server = subprocess.Popen([sys.executable, "-m", *(part.format(state=state.path, ready=ready) for part in command)],
                                       cwd=ROOT, stdout=subprocess.DEVNULL)
        for sink in SINKS:
            sound.plug(sink)
        while not ready.exists():
            assert self.server.poll() is None, "the server did not start"
            time.sleep(0.02)
        at = json.loads(ready.read_text(encoding="utf-8"))
        self._where = {"endpoint": at["endpoint"], "server": at.get("public_key", at.get("server_public_key", ""))}
        self.desks: list[Desk] = []
        self.ears = {name: Ears("boss_mic", name) for name in ("headset", "bridge")}

    def agent(self) -> Desk:
        """The agent's desk, in a call; `call` is its id."""
        desk = self._desk("agent", {**self._where, "secret": self.agent_keys.secret, "microphone": "pulse:agent.monitor",
                                    "line": "pulse:customer.monitor", "headset": "pulse:headset", "bridge": "pulse:bridge"})
        self.call = desk.until(lambda said: "call" in said)["call"]
        desk.until(lambda said: "ready" in said)
        return desk

    def supervisor(self, microphone: str = "boss_mic") -> Desk:
        """A supervisor's desk."""
        return self._desk("supervisor", {**self._where, "secret": self.supervisor_keys.secret, "call": self.call,
                                         "microphone": f"pulse:{microphone}.monitor", "output": "pulse:boss_ear"})

    def unplug(self, sink: str) -> None:
        """A device goes away."""
        self._sound.unplug(sink)

    def _desk(self, kind: str, place: dict[str, str]) -> Desk:
        desk = Desk(kind, place)
        self.desks.append(desk)
        return desk

    def speak(self, **sounds: Sound) -> dict[str, tuple[int, int]]:
        """Speak into several sinks at once and wait until it is over; returns where each pair of ears stood before."""
        for _ in range(ATTEMPTS):
            before = self._speak(sounds)
            if all(ears.was_spoken(sounds[ears.spoken], before[name]) for name, ears in self.ears.items() if ears.spoken in sounds):
                return before
        raise AssertionError("this machine is too busy to play half a second of sound")

    def _speak(self, sounds: dict[str, Sound]) -> dict[str, tuple[int, int]]:
        before = {name: ears.now() for name, ears in self.ears.items()}
        players = [self._sound.play(sink, np.asarray(soxr.resample(sound, SAMPLE_RATE_HZ, RATE_HZ), dtype=np.float32))
                   for sink, sound in sounds.items()]
        for player in players:
            player.wait(60)
        time.sleep(AFTER_S)
        return before

    def stop(self) -> None:
        for desk in self.desks:
            desk.end()
        for ears in self.ears.values():
            ears.stop()
        self.server.terminate()
        self.server.wait(60)
        for sink in SINKS:
            self._sound.unplug(sink)


@contextmanager
def hall(folder: Path, sound: SoundServer,
         command: Sequence[str] = ("tests.server.fakes", "{state}", "{ready}", "tcp://127.0.0.1:0")) -> Iterator[Hall]:
    """A hall that is left clean."""
    made = Hall(folder, sound, command)
    try:
        yield made
    finally:
        made.stop()
