"""The simulated customer's side of one training call: he listens, answers, falls silent when interrupted, and leaves.

In: what is committed of the call, the agent's partials, what the client says of its playing (`call_flow`).  Out:
`CustomerVoice` to the call's client, the customer's inputs among those of the call, points of his path,
`CustomerLeft`. What takes time is done in jobs, one after the other; everything else at once, on the loop's thread.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from models.tts import SpeechSynthesisError
from protocol.assist import Alert, Checklist
from protocol.message import CallEvent, Message
from protocol.training import CustomerHeard, CustomerLeft, CustomerSilence, CustomerVoice
from protocol.transcript import Final, Partial
from server.calls.practising import TYPED, PracticeCall
from server.calls.turns import Turns
from server.calls.utterance import Utterance
from server.storage.practice import PathPoint

from .barge_in import SpokenTurn, speaks_up
from .engine import CustomerEngine, CustomerTurn, TraineeTurn
from .kept import Kept, Standing, encode
from .scenario import Voice
from .voicing import Line, Voicing

log = logging.getLogger(__name__)

ENDPOINT_MS = 600
"""Of a pause before the answer so much has passed already when the trainee's words are known."""
LONGEST_PAUSE_MS = 3_000
OVERDUE_S = 3.0
"""A client that has not said by then that a turn was played is taken to have played it."""
LEAVE_S = 0.4
"""Between his last word and his hanging up."""

Note = Callable[[PathPoint], Awaitable[None]]
"""Keeps a point of the customer's path."""


class Talk:
    """One customer.  Used on the loop's thread.

    Args:
        writes: he has no voice here, or nobody could hear it: he writes.
    """

    def __init__(self, call: PracticeCall, engine: CustomerEngine, voicing: Voicing, voice: Voice, line: Line, note: Note,
                 standing: Standing, *, writes: bool) -> None:
        self._call = call
        self._engine = engine
        self._voicing = voicing
        self._voice = voice
        self._line = line
        self._note = note
        self._writes = writes
        self._jobs = Turns(call.call)
        self._loop = asyncio.get_running_loop()
        self._number = standing.turn
        self._owed = standing.owed
        self._opened = bool(standing.turn or standing.steps)
        self._kept_steps = len(engine.snapshot().steps) if self._opened else 0
        self._leaving: CustomerTurn | None = standing.left
        self._left = self._closed = False
        self._turn: SpokenTurn | None = None
        self._said: list[Final | Utterance] = [line for line in call.practice.agent_lines if line.end_ms > standing.heard_ms]
        self._alerts: list[str] = []
        self._ticks: list[str] = []
        self._interrupted = False
        self._agent_speaks = False
        self._typed = False
        """True if what he answers was typed: no pause told that it was whole, so none of his own has passed."""
        self._last_word_s = self._loop.time()
        self._timer: asyncio.TimerHandle | None = None
        self._overdue: asyncio.TimerHandle | None = None

    @property
    def speaking(self) -> bool:
        """True while a turn is being played, as far as this side knows."""
        return self._turn is not None and not self._turn.over

    # -- what happens -------------------------------------------------------------------------------------------

    def here(self) -> None:
        """The trainee's client is here, at the beginning or again."""
        if self._closed or self._call.client is None:
            return
        self._last_word_s = self._loop.time()
        if self._line.background and not self._writes:
            self._jobs.add(self._send_noise)
        if not self._opened:
            self._opened = True
            self._jobs.add(self._open)
        elif self._owed is not None:
            owed, self._owed = self._owed, None
            self._jobs.add(partial(self._say, owed, again=True))
        elif self._turn is not None and not self._turn.over:
            for piece in self._turn.pieces:
                self._send(piece)
            self._turn.began_s = self._loop.time()
            self._watch_end(self._turn)
        elif self._leaving is not None:
            self._leave(self._leaving)
        if self._said:
            # said just before a restart of the server
            self._jobs.add(self._answer)
        self._wait()

    def away(self) -> None:
        """The client is gone: nobody is silent, nobody waits."""
        for timer in (self._timer, self._overdue):
            if timer is not None:
                timer.cancel()

    def passing(self, message: Message) -> None:
        """A partial of the trainee's: he speaks, though his client may not have noticed that he interrupts."""
        if isinstance(message, Partial) and message.channel == "agent":
            self._agent_speaks = True
            self._last_word_s = self._loop.time()
            if self.speaking and speaks_up(message.text, self._call.row.lang):
                self.stop()

    def committed(self, events: Sequence[CallEvent]) -> None:
        """What was said, and what the product found in it."""
        finals = [event for event in events if isinstance(event, Final) and event.channel == "agent"]
        if not finals:
            return
        for event in events:
            if isinstance(event, Alert) and event.channel == "agent":
                self._alerts.append(event.category)
            elif isinstance(event, Checklist) and event.state == "done":
                self._ticks.append(event.item)
        self._agent_speaks = False
        self._last_word_s = self._loop.time()
        for final in finals:
            if self.speaking:
                if not speaks_up(final.text, self._call.row.lang):
                    # he shows that he listens
                    continue
                self.stop()
            self._said.append(final)
        if self._said:
            self._jobs.add(self._answer)
        self._wait()

    def played(self, message: CustomerHeard) -> None:
        """The client says how far a turn was played."""
        turn = self._turn
        if turn is None or turn.over or message.turn != turn.number:
            return
        if message.stopped:
            self.stop(max(0, min(message.played_ms, turn.length_ms)), tell=False)
        elif turn.complete:
            self._over(turn)

    def stop(self, played_ms: int | None = None, *, tell: bool = True) -> None:
        """The trainee speaks into the customer's words: he falls silent."""
        turn = self._turn
        if turn is None or turn.over:
            return
        at_ms = turn.played_ms(self._loop.time()) if played_ms is None else played_ms
        if tell:
            self._send(CustomerSilence(call=self._call.call, turn=turn.number))
        if turn.cut_short(at_ms):
            self._interrupted = True
            self._jobs.add(partial(self._tell_interrupted, turn.characters_at(at_ms)))
        self._over(turn)

    async def close(self) -> None:
        """The call is over."""
        self._closed = True
        self.away()
        await self._jobs.stop()

    # -- jobs ---------------------------------------------------------------------------------------------------

    async def _open(self) -> None:
        header = self._engine.snapshot()
        self._call.practice.keep(encode(Kept(customer=type(header)(
            scenario=header.scenario, difficulty=header.difficulty, seed=header.seed))))
        await self._take(await self._engine.worded(self._engine.opening()))

    async def _send_noise(self) -> None:
        for piece in await self._voicing.noise(self._call.call, self._line):
            self._send(piece)

    async def _answer(self) -> None:
        if not self._said or self._engine.over:
            self._said.clear()
            return
        said = self._said
        turn = TraineeTurn(text=("" if self._call.row.lang == "zh" else " ").join(one.text for one in said),
                           start_ms=said[0].start_ms, end_ms=said[-1].end_ms, interrupted=self._interrupted,
                           alerts=tuple(dict.fromkeys(self._alerts)), ticks=tuple(dict.fromkeys(self._ticks)))
        self._typed = _name(said[-1]).startswith(TYPED)
        self._said, self._alerts, self._ticks, self._interrupted = [], [], [], False
        await self._take(await self._engine.worded(self._engine.hear(turn)))

    async def _be_silent(self, seconds: float) -> None:
        await self._take(await self._engine.worded(self._engine.silence(seconds, self._call.heard_ms)))
        self._wait()

    async def _tell_interrupted(self, at_char: int) -> None:
        self._engine.interrupted(at_char)
        self._keep()

    async def _take(self, turn: CustomerTurn) -> None:
        """Keep what the customer has become, and say what he says."""
        self._keep()
        at_ms = self._call.heard_ms
        if turn.text:
            passed_ms = 0 if self._typed else ENDPOINT_MS
            await asyncio.sleep(max(0, min(turn.pause_ms, LONGEST_PAUSE_MS) - passed_ms) / 1000.0)
            await self._say(turn)
        if turn.text or turn.notes or turn.outcome:
            await self._note(PathPoint(at_ms=at_ms, mood=turn.mood, said=self._call.mask_typed(turn.text), notes=turn.notes,
                                       outcome=turn.outcome, why=turn.why))
        if turn.hang_up and not turn.text:
            self._leave(turn)

    async def _say(self, turn: CustomerTurn, again: bool = False) -> None:
        if self._turn is not None and not self._turn.over:
            # the client plays this one after it
            self._over(self._turn)
        self._number += 0 if again else 1
        spoken = self._turn = SpokenTurn(self._number, turn.text)
        if not again:
            self._call.practice.keep(encode(Kept(turn=self._number, said=turn)))
        if turn.hang_up:
            self._leaving = turn
        if not self._writes:
            try:
                await self._speak(turn, spoken)
            except SpeechSynthesisError as error:
                log.error("call %s: the customer has no voice any more and writes: %s", self._call.call, error)
                self._write(turn.text[self._made(spoken):], spoken)
        else:
            self._write(turn.text, spoken)
        spoken.complete = True
        if not spoken.over:
            self._watch_end(spoken)

    async def _speak(self, turn: CustomerTurn, spoken: SpokenTurn) -> None:
        async for clause in self._voicing.speak(turn.text, self._call.row.lang, self._voice, turn.mood, self._line):
            if spoken.over:
                # stopped while it was still being made
                return
            for piece in spoken.add(self._call.call, clause):
                self._send(piece)
            spoken.began_s = spoken.began_s or self._loop.time()

    def _write(self, text: str, spoken: SpokenTurn) -> None:
        """Words instead of sound: shown by the client, and heard by the product as if they had been spoken."""
        if not text.strip() or spoken.over:
            return
        piece = CustomerVoice(call=self._call.call, turn=spoken.number, number=len(spoken.pieces), pcm=b"", last=True, text=text)
        spoken.pieces.append(piece)
        spoken.began_s = spoken.began_s or self._loop.time()
        self._send(piece)
        self._call.practice.write("customer", text)

    @staticmethod
    def _made(spoken: SpokenTurn) -> int:
        return spoken.characters_at(spoken.length_ms)

    # -- time ---------------------------------------------------------------------------------------------------

    def _watch_end(self, turn: SpokenTurn) -> None:
        if self._overdue is not None:
            self._overdue.cancel()
        wait_s = 0.0 if self._writes else max(0.0, turn.left_ms(self._loop.time()) / 1000.0) + OVERDUE_S
        self._overdue = self._loop.call_later(wait_s, self._over, turn)

    def _over(self, turn: SpokenTurn) -> None:
        """This turn is heard, or stopped."""
        if turn.over:
            return
        turn.over = True
        self._last_word_s = self._loop.time()
        self._call.practice.keep(encode(Kept(turn=turn.number, heard=True)))
        if self._leaving is not None:
            self._loop.call_later(LEAVE_S, self._leave, self._leaving)
        self._wait()

    def _wait(self) -> None:
        """Ask the customer again when the silence has become too long for him."""
        if self._timer is not None:
            self._timer.cancel()
        if self._closed or self._left or self._engine.over or self._call.client is None:
            return
        due_s = self._last_word_s + max(0.05, self._engine.next_silence_s)
        self._timer = self._loop.call_at(due_s, self._silence_due)

    def _silence_due(self) -> None:
        if self.speaking or self._agent_speaks or self._said or not self._jobs.idle:
            self._last_word_s = self._loop.time()
            self._agent_speaks = False
            self._wait()
            return
        self._jobs.add(partial(self._be_silent, self._loop.time() - self._last_word_s))

    # -- out ----------------------------------------------------------------------------------------------------

    def _leave(self, turn: CustomerTurn) -> None:
        if self._left or self._closed:
            return
        self._left = True
        self._call.announce(CustomerLeft(call=self._call.call, at_ms=self._call.heard_ms, outcome=turn.outcome or "failure",
                                         why=turn.why))

    def _keep(self) -> None:
        steps = self._engine.snapshot().steps
        if new := steps[self._kept_steps:]:
            self._call.practice.keep(encode(Kept(steps=new)))
        self._kept_steps = len(steps)

    def _send(self, message: Message) -> None:
        client = self._call.client
        if client is not None:
            client.send(message)


def _name(line: Final | Utterance) -> str:
    return line.utterance if isinstance(line, Final) else line.id
