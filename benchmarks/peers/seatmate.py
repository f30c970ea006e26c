"""Seatmate under the same sound: a fresh server and the clients of `seatmate-server bench streams`, over real sockets.

A call has two streams.  A partial covers the sound that it has heard; a final covers its utterance and never changes.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from protocol.enrolment import EnrolmentCode
from protocol.message import CHANNELS
from server.auth import new_key_pair
from server.benchmarking.client import CallClient
from server.benchmarking.driving import Drive, Driver, Plan
from server.benchmarking.process import Address, ServerProcess, usage
from server.benchmarking.wire import Wire
from server.commands.init import set_up
from server.storage.database import open_database
from server.storage.people import Invitation, People
from server.storage.state import StateDirectory

from .heard import Heard
from .runs import Run, Spoken
from .schedule import Schedule, calls_of, sides_of
from .sound import RecordedCall, SoundSet

_INVITED_S = 600
_USER = "bench"


class _SameStarts(Plan):
    """A plan of the project's own clients that begins each call when all other servers get it too."""

    def starts_s(self, calls: int) -> list[float]:
        """When each call begins."""
        return Schedule(self.seconds, self.warm_up_s, self.ramp_s).starts_s(calls)


def measure(model: Path, sound: SoundSet, streams: int, schedule: Schedule, folder: Path) -> Run:
    """One run.

    Raises:
        ServerUnusable: the server did not start, or lets nobody in.
    """
    calls = [RecordedCall(sound.calls[number], sound.lang, sides_of(streams, number)) for number in range(calls_of(streams))]
    plan = _SameStarts(schedule.seconds, schedule.ramp_s, 0, schedule.warm_up_s)
    with tempfile.TemporaryDirectory(prefix="seatmate-peers-", dir=folder) as place:
        state = StateDirectory(Path(place) / "state")
        set_up(state)
        server = ServerProcess(Path(place), state.path, str(model), "auto", len(calls))
        wire = Wire()
        try:
            _connect(wire, state, server.start(), len(calls))
            drive = Driver(wire, calls, plan, lambda: server.alive, lambda: usage(server.pid)).run()
        finally:
            wire.close()
            server.stop()
            server.kill()
    return _run(drive, streams)


def _connect(wire: Wire, state: StateDirectory, address: Address, calls: int) -> None:
    """One enrolled workstation a call."""
    database = open_database(state)
    try:
        people = People(database)
        for number in range(calls):
            one_time = new_key_pair()
            name = f"bench-{number}"
            people.invite(Invitation(one_time.public, name, _USER, time.time() + _INVITED_S), "agent", "bench")
            keys = wire.enrol(EnrolmentCode(address.endpoint, address.public_key, one_time.secret), name)
            wire.connect(address.endpoint, address.public_key, keys)
    finally:
        database.close()


def _run(drive: Drive, streams: int) -> Run:
    refused = [f"call {number}: {client.phase}" for number, client in enumerate(drive.clients) if not client.carried]
    spoken = [Spoken(number, side, client.spoke_from_s - drive.began_s, heard(client, side))
              for number, client in enumerate(drive.clients) if client.spoke_from_s for side in sides_of(streams, number)]
    late_ms = [one * 1000 for client in drive.clients for one in client.sent_late_s]
    cpu_s = drive.last.cpu_s - drive.first.cpu_s if drive.first and drive.last else None
    return Run(spoken, refused, cpu_s, drive.peak_rss_mb, late_ms)


def heard(client: CallClient, side: int) -> Sequence[Heard]:
    """What a client was told about one of its channels, in order of arrival."""
    channel = CHANNELS[side]
    found = [Heard((one.at_s - client.spoke_from_s) * 1000, one.message.heard_ms, 0.0)
             for one in client.received.partials if one.message.channel == channel and one.message.text]
    found += [Heard((one.at_s - client.spoke_from_s) * 1000, one.message.end_ms, one.message.end_ms)
              for one in client.received.finals if one.message.channel == channel]
    return sorted(found, key=lambda one: one.at_ms)
