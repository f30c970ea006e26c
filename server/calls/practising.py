"""What a training call adds to a session: lines that are typed, and what its simulated customer must remember.

In: typed lines of the trainee (`registry`) and of a customer without a voice, inputs of whoever plays the
customer.  Out: utterances with ids of their own, heard and stored like spoken ones; inputs that a restarted server
reads again. Next: `session` puts them through the pipeline.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import Protocol

from protocol.call import CallStart
from protocol.message import Channel
from protocol.training import Assistance, TypedLine
from server.clients import Client
from server.errors import CallRefused
from server.storage.calls import CallRow, Input

from .feed import LiveCall
from .turns import Turns
from .utterance import Utterance

LONGEST_LINE = 500
"""Characters of a typed line that are taken."""
TYPED = "typed-"
"""Ids of typed utterances begin so; spoken ones begin with their channel."""

Hear = Callable[[Utterance, int, int], Awaitable[None]]
"""Utterance, first and last sample -> heard and committed."""


class Practising(Protocol):
    """What a call that begins needs of `server.practice`; called in a worker thread."""

    def admit(self, client: Client, start: CallStart) -> CallStart:
        """How this training call begins, with the scenario's customer; raises `CallRefused` if it can not."""
        ...

    def begin(self, start: CallStart, row: CallRow) -> Assistance:
        """A training call was opened, or opened again; how much help is on its screen."""
        ...


class PracticeCall(LiveCall, Protocol):
    """A training call as its simulated customer sees it."""

    @property
    def practice(self) -> PracticeSide:
        """What it has beside other calls."""
        ...


class PracticeSide:
    """Of one call.  Used on the loop's thread."""

    def __init__(self, row: CallRow, heard: Iterable[str], before: Sequence[Input], turns: Turns,
                 heard_ms: Callable[[], int], hear: Hear, give: Callable[[Input], None]) -> None:
        """`heard`: ids of the call's utterances; `before`: inputs from before a restart; `give` queues an input."""
        self.kept = tuple(given.text for given in before if given.kind == "practice")
        """What was kept before the server was restarted, in order."""
        self.agent_lines = tuple(given.utterance for given in before
                                 if given.utterance is not None and given.utterance.channel == "agent")
        """What the trainee had said by then, masked."""
        self._row = row
        self._turns = turns
        self._heard_ms = heard_ms
        self._hear = hear
        self._give = give
        self._last_ms = -1
        self._lines = max((int(name[len(TYPED):]) for name in heard if name.startswith(TYPED)), default=0)

    def typed(self, message: TypedLine) -> None:
        """The trainee types what he would say.

        Raises:
            CallRefused: it is a real call, or too much waits already.
        """
        if not self._row.training:
            raise CallRefused("lines are typed in training calls only; speak to the customer", code="training.only")
        self._turns.require_room()
        self.write("agent", message.text)

    def write(self, channel: Channel, text: str) -> None:
        """Words that nobody had to hear, said now; private numbers in them are masked as in spoken ones."""
        line = " ".join(text.split())[:LONGEST_LINE]
        if line and self._row.training:
            self._turns.add(partial(self._write, channel, line))

    def keep(self, text: str) -> None:
        """Store what a restarted server needs to go on as the same customer."""
        self._give(Input(kind="practice", text=text))

    async def _write(self, channel: Channel, text: str) -> None:
        self._lines += 1
        # in the order in which they were typed, also while no sound arrives
        at_ms = self._last_ms = max(self._heard_ms(), self._last_ms + 1)
        # before the call's first sample, where no sound can ever be
        place = -self._lines
        await self._hear(Utterance(f"{TYPED}{self._lines}", channel, at_ms, at_ms, text, self._row.lang), place, place)
