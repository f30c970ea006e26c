"""Drives many calls against one server in real time: an address and conversations in, what every client received out.

One thread: it sleeps until the next packet of any call is due or something arrives.  How late it was itself, how much CPU it
took and how long it was ever kept from reading is written down, so that a starved driver is not blamed on the server.
`accounting` is next.
"""

from __future__ import annotations

import heapq
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from .client import CallClient
from .conversation import Conversation
from .process import Usage
from .wire import Wire

log = logging.getLogger(__name__)
WARM_UP_S = 5.0
SIGN_IN_S = 30.0
DRAIN_S = 30.0
"""After the last sound so long is waited for texts; what comes later is lost."""
SILENT_S = 10.0
"""A server that answers no ping for so long is gone."""
TAIL_S = 1.5
"""Lines that end so near the end of the sound do not count: hanging up may have cut them short."""
_LONGEST_SLEEP_S = 0.05
_ASK_AGAIN_S = 0.01
"""A call that was started is looked at so often until the server takes its sound."""
_BREATH = 64
"""Packets sent before what has arrived is read."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long, and who begins when."""

    seconds: float
    """Measured, after the warm-up."""
    ramp_s: float
    """The calls begin within so much time."""
    seed: int
    warm_up_s: float = WARM_UP_S

    @property
    def measure_from_s(self) -> float:
        """From the beginning of the run."""
        return self.ramp_s + self.warm_up_s

    @property
    def sound_s(self) -> float:
        """Length of the whole run."""
        return self.measure_from_s + self.seconds

    def starts_s(self, calls: int) -> list[float]:
        """When each call begins: spread over the ramp, with a phase of its own within a packet."""
        random = np.random.default_rng(self.seed)
        spread = np.arange(calls) / max(1, calls) * self.ramp_s
        return [float(one) for one in spread + random.uniform(0.0, 0.1, calls)]


@dataclass(slots=True)
class Drive:
    """What happened."""

    clients: list[CallClient]
    plan: Plan
    began_s: float = 0.0
    """Monotonic clock; the run begins."""
    pauses_s: list[float] = field(default_factory=list)
    """Time between two looks at the sockets, each above 20 ms; waiting for them is none."""
    driver_cpu_s: float = 0.0
    """Of this process within the measured time."""
    before: Usage | None = None
    """The server before the first call."""
    first: Usage | None = None
    """The server when measuring begins."""
    last: Usage | None = None
    """The server when measuring ends."""
    peak_rss_mb: float = 0.0
    server_died: bool = False

    @property
    def window_s(self) -> tuple[float, float]:
        """Measured span of the monotonic clock."""
        return self.began_s + self.plan.measure_from_s, self.began_s + self.plan.sound_s


class Driver:
    """Moves the clients."""

    def __init__(self, wire: Wire, conversations: Sequence[Conversation], plan: Plan,
                 alive: Callable[[], bool], look: Callable[[], Usage | None],
                 progress: Callable[[float], None] = lambda _: None) -> None:
        """`alive` says whether the server's process runs, `look` what it has used; `progress` is told seconds of the run."""
        starts = plan.starts_s(len(conversations))
        self._wire = wire
        self._alive = alive
        self._look = look
        self._progress = progress
        self._drive = Drive([CallClient(one, start) for one, start in zip(conversations, starts, strict=True)], plan)
        self._looked_s = 0.0
        self._heard_s = 0.0

    def run(self) -> Drive:
        """Sign in, talk, hang up, wait for the last texts.  The clients are those with the numbers 0, 1, 2 … of the wire."""
        drive = self._drive
        self._sign_in()
        drive.before = self._look()
        drive.began_s = self._heard_s = time.monotonic()
        self._talk()
        self._hang_up()
        return drive

    def _sign_in(self) -> None:
        for number, client in enumerate(self._drive.clients):
            self._wire.send(number, client.hello())
        until_s = time.monotonic() + SIGN_IN_S
        while any(client.phase == "greeting" for client in self._drive.clients):
            if time.monotonic() > until_s or not self._alive():
                for client in self._drive.clients:
                    client.lost()
                return
            self._read(_LONGEST_SLEEP_S)

    def _talk(self) -> None:
        drive = self._drive
        first_s, last_s = drive.window_s
        cpu_s = time.process_time()
        queue = [(drive.began_s + client.start_after_s, number) for number, client in enumerate(drive.clients)]
        heapq.heapify(queue)
        second = 0
        while (now_s := time.monotonic()) < last_s:
            if drive.first is None and now_s >= first_s:
                drive.first, cpu_s = self._look(), time.process_time()
            if now_s - drive.began_s >= second:
                second += 1
                if not self._watch(now_s):
                    return
            self._send_due(queue, now_s)
            wait_s = min(queue[0][0] if queue else last_s, last_s) - time.monotonic()
            self._read(min(wait_s, _LONGEST_SLEEP_S))
        drive.last, drive.driver_cpu_s = self._look(), time.process_time() - cpu_s

    def _send_due(self, queue: list[tuple[float, int]], now_s: float) -> None:
        sent = 0
        while queue and queue[0][0] <= now_s and sent < _BREATH:
            _, number = heapq.heappop(queue)
            client = self._drive.clients[number]
            if client.phase == "waiting":
                self._wire.send(number, client.start())
            sent += self._send(number, client, now_s)
            if client.phase == "starting":
                heapq.heappush(queue, (now_s + _ASK_AGAIN_S, number))
            elif client.phase == "speaking":
                heapq.heappush(queue, (client.due_s(), number))

    def _send(self, number: int, client: CallClient, now_s: float) -> int:
        due = list(client.take_due(now_s))
        for message in due:
            if not self._wire.send(number, message):
                client.not_sent(message)
        return len(due)

    def _read(self, wait_s: float) -> None:
        now_s = time.monotonic()
        if self._looked_s and now_s - self._looked_s > 0.02:
            self._drive.pauses_s.append(now_s - self._looked_s)
        for number, message, at_s in self._wire.receive(wait_s):
            self._drive.clients[number].take(message, at_s)
            self._heard_s = at_s
        self._looked_s = time.monotonic()

    def _watch(self, now_s: float) -> bool:
        """Once a second; False if there is no server any more."""
        used = self._look()
        if used is not None:
            self._drive.peak_rss_mb = max(self._drive.peak_rss_mb, used.rss_mb)
        self._progress(now_s - self._drive.began_s)
        if all(client.phase in ("refused", "cut") for client in self._drive.clients):
            return False
        silent = now_s - self._heard_s > SILENT_S and any(one.phase == "speaking" for one in self._drive.clients)
        if self._alive() and not silent:
            return True
        self._drive.server_died = True
        for client in self._drive.clients:
            client.lost()
        return False

    def _hang_up(self) -> None:
        for number, client in enumerate(self._drive.clients):
            if client.phase == "speaking":
                self._wire.send(number, client.end())
        until_s = time.monotonic() + DRAIN_S
        while any(client.phase == "ending" for client in self._drive.clients) and time.monotonic() < until_s:
            if not self._alive():
                self._watch(time.monotonic())
            for number, client in self._ending():
                self._send(number, client, time.monotonic())
            self._read(_LONGEST_SLEEP_S)

    def _ending(self) -> Iterator[tuple[int, CallClient]]:
        return ((number, client) for number, client in enumerate(self._drive.clients) if client.phase == "ending")
