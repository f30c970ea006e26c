"""Sends streams to one peer in real time; runs in the peer's environment, which has the library for WebSockets.

`python -m benchmarks.peers.stream_client JOB.json RESULT.json`.  The job: `peer`, `url`, `language`, `model`, `settle_s`,
`sound_s`, `drain_s` and `streams` [{`wav`, `channel` (0 or 1), `start_s`}].  All connect one after the other; when the last
one may speak, the clock starts and "began" is printed.  The result: `began_s` (monotonic clock), `refused` (sentences) and
for each stream `spoke_from_s`, `late_ms` (how late packets left) and `heard` [[at_ms, covers_ms, final_ms]].
After the sound silence is sent for `drain_s`, as in a call that goes on, so that late texts still arrive.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
import wave
from pathlib import Path
from typing import Any

from .known import PEERS, Peer

PACKET_MS = 100
_BYTES_PER_MS = 32
_READY_S = 240.0


class Stream:
    """One connection."""

    def __init__(self, peer: Peer, job: dict[str, Any], own: dict[str, Any]) -> None:
        self._peer = peer
        self._job = job
        self._start_s = float(own["start_s"])
        self._pcm = read_channel(Path(own["wav"]), int(own["channel"]))
        self._socket: Any = None
        self._spoke_from_s = 0.0
        self._said_ms = 0.0
        self._heard: list[tuple[float, float, float]] = []
        self._late_ms: list[float] = []

    async def open(self) -> str:
        """Connect and wait until sound may be sent; a sentence if it is refused."""
        # only the peers' environments have it
        from websockets.asyncio.client import connect

        self._socket = await connect(self._job["url"], max_size=None, open_timeout=_READY_S, ping_interval=None)
        for text in self._peer.module.greeting(self._job["language"], self._job["model"]):
            await self._socket.send(text)
        async with asyncio.timeout(_READY_S):
            while True:
                ready = self._peer.module.readiness(json.loads(await self._socket.recv()))
                if ready is True:
                    return ""
                if ready:
                    return str(ready)

    async def talk(self, began_s: float) -> None:
        """Say all sound at the pace of speech, then silence; note what comes back."""
        reading = asyncio.create_task(self._read())
        try:
            self._spoke_from_s = began_s + self._start_s
            sound = int((float(self._job["sound_s"]) - self._start_s) * 1000) * _BYTES_PER_MS
            end = sound + int(float(self._job["drain_s"]) * 1000) * _BYTES_PER_MS
            step = PACKET_MS * _BYTES_PER_MS
            for first in range(0, end, step):
                due_s = self._spoke_from_s + (first // _BYTES_PER_MS + PACKET_MS) / 1000
                await asyncio.sleep(max(0.0, due_s - time.monotonic()))
                self._late_ms.append((time.monotonic() - due_s) * 1000)
                packet = self._pcm[first:first + step] if first < sound else b""
                self._said_ms = first / _BYTES_PER_MS + PACKET_MS
                await self._socket.send(packet.ljust(step, b"\0"))
        finally:
            reading.cancel()

    async def close(self) -> None:
        """Hang up; a server that no longer answers is not waited for."""
        if self._socket is not None:
            try:
                async with asyncio.timeout(2.0):
                    await self._socket.send(self._peer.module.FAREWELL)
                    await self._socket.close()
            except Exception:  # noqa: BLE001 - the measurement is over, whatever the peer does now
                return

    def result(self) -> dict[str, Any]:
        """What happened on it."""
        return {"spoke_from_s": self._spoke_from_s, "late_ms": self._late_ms, "heard": self._heard}

    async def _read(self) -> None:
        async for text in self._socket:
            at_ms = (time.monotonic() - self._spoke_from_s) * 1000
            one = self._peer.module.heard(json.loads(text), at_ms, self._said_ms)
            if one is not None:
                self._heard.append((round(one.at_ms, 1), round(one.covers_ms, 1), round(one.final_ms, 1)))


def read_channel(wav: Path, channel: int) -> bytes:
    """One channel of a two-channel 16 kHz 16-bit file."""
    with wave.open(str(wav), "rb") as file:
        both = memoryview(file.readframes(file.getnframes())).cast("h")
    return both[channel::2].tobytes()


async def run(job: dict[str, Any]) -> dict[str, Any]:
    """All streams of a job."""
    streams = [Stream(PEERS[job["peer"]], job, own) for own in job["streams"]]
    refused: list[str] = []
    try:
        for stream in streams:
            if why := await stream.open():
                refused.append(why)
                return {"began_s": 0.0, "refused": refused, "streams": []}
            # a server may limit how many newcomers it takes in a second
            await asyncio.sleep(float(job["settle_s"]))
        began_s = time.monotonic()
        print("began", began_s, flush=True)
        ended = await asyncio.gather(*(stream.talk(began_s) for stream in streams), return_exceptions=True)
        cut = [f"cut: {type(error).__name__} {error}" for error in ended if isinstance(error, BaseException)]
        return {"began_s": began_s, "refused": refused + cut, "streams": [stream.result() for stream in streams]}
    finally:
        await asyncio.gather(*(stream.close() for stream in streams))


def main() -> None:
    """Read the job, run it, write the result."""
    job_file, result_file = map(Path, sys.argv[1:])
    result = asyncio.run(run(json.loads(job_file.read_text(encoding="utf-8"))))
    result_file.write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main()
