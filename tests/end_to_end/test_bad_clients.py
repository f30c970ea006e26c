"""Real processes in bad moments: a server that is killed in the middle of a burst, a client that was long without a network.

The server is that of `tests.server.fakes`: real sockets, storage and sessions, with speech that is scripted by its level.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from copilot_app.capture.ring import PacketRing
from copilot_app.link import Link
from protocol.audio import Packet
from protocol.call import CallEnd, CallEnded, CallStart, Hello, WireError
from protocol.message import CHANNELS, CallEvent, Channel, Message
from protocol.transcript import Final, Gap
from server.commands.init import set_up
from server.storage.state import StateDirectory
from tests.server.fakes import WireClient, eventually, list_workstation, pcm, sentence, spoken

ROOT = Path(__file__).resolve().parents[2]
SAID: dict[Channel, list[int]] = {"customer": list(range(1, 16)), "agent": list(range(51, 66))}
ANSWER_PACKETS = 7
"""The agent answers in the customer's silences."""
SOUND: dict[Channel, list[bytes]] = {"customer": [*spoken(*SAID["customer"]), *pcm(0, ANSWER_PACKETS)],
                                     "agent": [*pcm(0, ANSWER_PACKETS), *spoken(*SAID["agent"])]}
PACKETS = len(SOUND["agent"])


@pytest.fixture
def state(tmp_path: Path) -> StateDirectory:
    directory = StateDirectory(tmp_path / "state")
    set_up(directory)
    return directory


@contextmanager
def server_process(state: StateDirectory, ready_file: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A running server; killed in the end, if it still runs."""
    command = [sys.executable, "-m", "tests.server.fakes", str(state.path), str(ready_file), "tcp://127.0.0.1:0"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def check(events: dict[int, CallEvent]) -> None:
    """Everything was said once, in its place, and the numbers have no hole."""
    assert sorted(events) == list(range(1, len(events) + 1))
    assert not [event for event in events.values() if isinstance(event, Gap)]
    for channel in CHANNELS:
        finals = [event for _, event in sorted(events.items()) if isinstance(event, Final) and event.channel == channel]
        assert [final.text.lower() for final in finals] == [sentence(level) for level in SAID[channel]]
        assert all(before.end_ms <= after.start_ms for before, after in pairwise(finals))
        first_ms = 100 * ANSWER_PACKETS if channel == "agent" else 0
        assert all(abs(final.start_ms - first_ms - 1_300 * at) <= 300 for at, final in enumerate(finals))


async def burst(client: WireClient, start: dict[str, int]) -> None:
    """All of the call at once, as after a network pause."""
    for number in range(PACKETS):
        for channel in CHANNELS:
            if number >= start[channel]:
                await client.send(Packet(call="c1", channel=channel, number=number, pcm=SOUND[channel][number]))


async def test_a_server_killed_in_the_middle_of_a_burst_loses_and_doubles_nothing(state: StateDirectory,
                                                                                  tmp_path: Path) -> None:
    keys = list_workstation(state)
    collected: dict[int, CallEvent] = {}
    for attempt in range(2):
        ready_file = tmp_path / f"ready{attempt}.json"
        with server_process(state, ready_file) as process:
            await eventually(ready_file.exists, 60)
            ready = json.loads(ready_file.read_text())
            async with WireClient(ready["endpoint"], ready["public_key"], keys) as client:
                await client.hello()
                start = (await client.start("c1", seen_seq=max(collected, default=0))).next_number
                await burst(client, start)
                if attempt == 0:
                    await client.until(Final)
                    os.kill(process.pid, signal.SIGKILL)
                    process.wait()
                else:
                    last = PACKETS - 1
                    await client.send(CallEnd(call="c1", last_number={"customer": last, "agent": last}))
                    await client.until(CallEnded)
                for event in client.events():
                    assert event.seq not in collected
                    collected[event.seq] = event
    check(collected)


def test_a_client_that_was_long_without_a_network_catches_up(state: StateDirectory, tmp_path: Path, qtbot: Any) -> None:
    """The client's own link: twenty seconds of both channels wait in its ring when the server is found."""
    keys = list_workstation(state)
    arrived: list[Message] = []
    link = Link()
    link.message.connect(arrived.append)
    link.start_call(CallStart(call="c1", lang="en"), PacketRing())
    for number in range(PACKETS):
        for channel in CHANNELS:
            link.offer_packet(Packet(call="c1", channel=channel, number=number, pcm=SOUND[channel][number]))
    link.end_call()
    ready_file = tmp_path / "ready.json"
    with server_process(state, ready_file):
        qtbot.waitUntil(ready_file.exists, timeout=60_000)
        ready = json.loads(ready_file.read_text())
        link.start(ready["endpoint"], ready["public_key"], keys.secret, Hello())
        try:
            qtbot.waitUntil(lambda: any(isinstance(message, CallEnded) for message in arrived), timeout=60_000)
        finally:
            link.stop()
    events = [message for message in arrived if isinstance(message, CallEvent)]
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    check({event.seq: event for event in events})
    assert not [message for message in arrived if isinstance(message, WireError)]
