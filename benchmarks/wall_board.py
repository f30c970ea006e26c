"""What the wall-board costs the server: live calls that talk, supervisors who look, the desk's own processor time.

    python -m benchmarks.wall_board --calls 300 --readers 1 10 --seconds 20

Real database, rights, feed, board, figures and outboxes; the calls are stand-ins that tell the feed what a call's session would,
at the rate of a talk: each side speaks every six seconds (a final, two partials a second while it speaks), every customer's
line has an intent and a mood, every third line a suggestion that is painted, every fifth an item of the checklist, every
twentieth an alert, and twenty packets a second a call.  Every message for a reader is encoded as for the socket.
`share` is processor time of the desk by wall time: everything of supervision that runs, rights and encoding included; the
talk itself is made outside of the clock.  Encryption of the frames is left out.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from protocol.assist import Alert, Checklist, Feedback, Intent, Mood
from protocol.audio import Packet
from protocol.message import CHANNELS, CallEvent, Channel
from protocol.transcript import Final, Partial
from protocol.wallboard import BoardQuery, BoardRow
from protocol.wire import encode
from server.calls.feed import CallFeed
from server.clients import Client
from server.commands.init import set_up
from server.customers.fields import FieldTable
from server.outbox import Outbox
from server.settings import SupervisionSettings
from server.storage.audit import now_text
from server.storage.calls import CallRecords, CallRow
from server.storage.database import open_database
from server.storage.people import People, User
from server.storage.state import StateDirectory
from server.supervision.desk import SupervisionDesk
from server.supervision.grants import Rights

TURN_S = 6.0
SPEAKS_S = 2.7
INTENTS = ("rate_fee", "repayment", "card_loss", "complaint", "agree", "bill_inquiry")


@dataclass
class Spent:
    """Processor time by kind."""

    feed_s: float = 0.0
    beat_s: float = 0.0
    rights_s: float = 0.0
    encode_s: float = 0.0
    rows: int = 0
    other: int = 0
    events: int = 0
    packets: int = 0


class Talk:
    """One call that talks by the clock."""

    practice: Any = None

    def __init__(self, number: int) -> None:
        self.call = f"{number:032x}"
        self.row = CallRow(id=self.call, workstation=f"w{number}", user=f"agent{number}", lang="en", opened_at=now_text())
        self.client = Client(f"w{number}", "", f"agent{number}", "", "agent", Outbox(2_000))
        self.heard_ms = 0
        self.seq = 0
        self._lines = number
        self._next = {channel: (number * 0.37 + index * 3) % TURN_S for index, channel in enumerate(CHANNELS)}

    def announce(self, *events: CallEvent) -> None:
        """Nobody asks for it here."""

    def mask_typed(self, text: str) -> str:
        """Nothing is typed."""
        return text

    def settled_ms(self, channel: Channel) -> int:
        """Everything has its text."""
        return 10**9

    def hides(self, start_sample: int, end_sample: int, text: str = "") -> bool:
        """Nothing is paused."""
        return False

    def due(self, now_s: float) -> list[list[CallEvent]]:
        """Steps that are committed by now, each channel's line with what follows from it."""
        self.heard_ms = int(now_s * 1000)
        steps = []
        for channel in CHANNELS:
            if now_s >= self._next[channel]:
                self._next[channel] += TURN_S
                steps.append(self._line(channel))
        return steps

    def _line(self, channel: Channel) -> list[CallEvent]:
        self._lines += 1
        number, at = self._lines, {"call": self.call, "at_ms": self.heard_ms}
        events: list[CallEvent] = [Final(**at, channel=channel, start_ms=self.heard_ms - 2_700, end_ms=self.heard_ms,  # type: ignore[arg-type]
                                         text="a line of usual length in a call about money", utterance=f"{channel}-{number}")]
        if channel == "customer":
            events += [Intent(**at, intent=INTENTS[number % len(INTENTS)], confidence=0.9),  # type: ignore[arg-type]
                       Mood(**at, mood="unhappy" if number % 4 else "calm", score=-(number % 10) / 10)]  # type: ignore[arg-type]
        if number % 5 == 0:
            events.append(Checklist(**at, item=f"item{number % 12}", state="done" if number % 2 else "due"))  # type: ignore[arg-type]
        if number % 20 == 0:
            events.append(Alert(**at, id=f"a{number}", category="no_risk", severity="remind", rule="r", text="Say so."))  # type: ignore[arg-type]
        numbered = [msgspec.structs.replace(event, seq=seq) for seq, event in enumerate(events, self.seq + 1)]
        self.seq += len(numbered)
        return numbered


class Stage:
    """One desk and its calls."""

    def __init__(self, state: StateDirectory, calls: int, readers: int) -> None:
        self.database = open_database(state)
        people = People(self.database)
        known = {user.name for user in people.users()}
        for name, role in [*((f"agent{n}", "agent") for n in range(calls)), *((f"sup{n}", "supervisor") for n in range(readers))]:
            if name not in known:
                people.add_user(User(name, name.title(), role, "", "north"), "bench")  # type: ignore[arg-type]
        self.talks = {talk.call: talk for talk in map(Talk, range(calls))}
        records, self.feed = CallRecords(self.database), CallFeed()
        for talk in self.talks.values():
            if records.row(talk.call) is None:
                records.open(talk.row)
        self.rights = Rights(self.database, self.talks.get)
        # the beats are called by the stage, so that they can be timed
        self.desk = SupervisionDesk(records, self.rights, self, self.feed, SupervisionSettings(), FieldTable(),
                                    lambda row: lambda item: True, self.talks.get, self.talks.values)
        self.clients = [Client(f"s{n}", "", f"sup{n}", f"Sup {n}", "supervisor", Outbox(2_000)) for n in range(readers)]
        self.spent = Spent()

    def bridge(self, call: str) -> bool:
        """As stepping in answers."""
        return False

    def refusals(self, user: str, call: object) -> dict[str, str]:
        """As stepping in answers."""
        return {}

    async def begin(self) -> None:
        """Every call is on the board of every reader."""
        await self.rights.refresh()
        for talk in self.talks.values():
            self.feed.opened(talk)
        for entry in list(self.desk.board.entries.values()):
            await entry.ready.wait()
        for client in self.clients:
            self.desk.receive(client, BoardQuery())
        await asyncio.sleep(0.2)
        self._read()
        self.spent = Spent()

    async def play(self, seconds: float) -> float:
        """Let the calls talk for so long; the wall time that it took."""
        began, step_s, tick = time.monotonic(), 0.1, 0
        while (now_s := tick * step_s) < seconds:
            self._talk(now_s, tick)
            if tick % 5 == 0:
                for beat in (self.desk.board.beat, self.desk.watching.beat, self.desk.transfers.beat):
                    self._timed("beat_s", beat)
            if tick % 4 == 0:
                started = time.process_time()
                await self.rights.refresh()
                self.spent.rights_s += time.process_time() - started
            if tick % 50 == 0:
                started = time.process_time()
                await self.desk.figures.beat()
                self.spent.beat_s += time.process_time() - started
            self._read()
            tick += 1
            await asyncio.sleep(max(0.0, began + tick * step_s - time.monotonic()))
        return time.monotonic() - began

    def _talk(self, now_s: float, tick: int) -> None:
        told: list[Callable[[], None]] = []
        for talk in self.talks.values():
            for events in talk.due(now_s):
                self.spent.events += len(events)
                told.append(lambda talk=talk, events=events: self.feed.committed(talk, events))  # type: ignore[misc]
                if talk.seq % 3 == 0:
                    painted = Feedback(call=talk.call, item=f"s{talk.seq}", kind="suggestion", action="painted")
                    told.append(lambda talk=talk, painted=painted: self.feed.feedback(talk, painted))  # type: ignore[misc]
            for channel in CHANNELS:
                packet = Packet(call=talk.call, channel=channel, number=tick, pcm=b"")
                told.append(lambda talk=talk, packet=packet: self.feed.packets(talk, [packet]))  # type: ignore[misc]
                self.spent.packets += 1
            if tick % 5 == 0 and now_s % TURN_S < SPEAKS_S:
                passing = Partial(call=talk.call, utterance="customer-0", channel="customer", start_ms=0, heard_ms=1, text="so far")
                told.append(lambda talk=talk, passing=passing: self.feed.passing(talk, passing))  # type: ignore[misc]
        self._timed("feed_s", lambda: [tell() for tell in told])

    def _read(self) -> None:
        def read() -> None:
            for client in self.clients:
                while (message := client.outbox.take()) is not None:
                    encode(message)
                    self.spent.rows += isinstance(message, BoardRow)
                    self.spent.other += not isinstance(message, BoardRow)
        self._timed("encode_s", read)

    def _timed(self, what: str, work: Callable[[], object]) -> None:
        started = time.process_time()
        work()
        setattr(self.spent, what, getattr(self.spent, what) + time.process_time() - started)

    async def close(self) -> None:
        """Stop everything."""
        await self.desk.stop()
        self.database.close()


async def measure(calls: int, readers: int, seconds: float) -> dict[str, float]:
    """One line of the table."""
    with tempfile.TemporaryDirectory() as directory:
        state = StateDirectory(Path(directory) / "state")
        set_up(state)
        stage = Stage(state, calls, readers)
        await stage.begin()
        wall_s = await stage.play(seconds)
        spent = stage.spent
        await stage.close()
    parts = {name: round(getattr(spent, f"{name}_s") / wall_s, 4) for name in ("feed", "beat", "rights", "encode")}
    return {"calls": calls, "readers": readers, "wall_s": round(wall_s, 1), "share": round(sum(parts.values()), 4), **parts,
            "events_per_s": round(spent.events / wall_s, 1), "packets_per_s": round(spent.packets / wall_s),
            "rows_per_s_and_reader": round(spent.rows / wall_s / max(1, readers), 1)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What the wall-board costs the server.")
    parser.add_argument("--calls", type=int, default=300)
    parser.add_argument("--readers", type=int, nargs="+", default=[0, 1, 10])
    parser.add_argument("--seconds", type=float, default=20.0)
    args = parser.parse_args()
    for readers in args.readers:
        print(json.dumps(asyncio.run(measure(args.calls, readers, args.seconds))), flush=True)


if __name__ == "__main__":
    main()
