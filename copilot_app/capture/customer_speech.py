"""What a simulated customer says, on its way to ear and channel: pieces in, samples at the pace of the call out.

In: `CustomerVoice` pieces (Qt's thread).  Out: the samples of the customer's channel (capture's thread), the same to
an output device (its own thread), how far each turn was played.  Pieces may come twice after a reconnect; each is
played once. Next: `simulated` makes packets of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from protocol.message import SAMPLES_PER_MS

from .resampling import Samples

PREFILL_SAMPLES = 60 * SAMPLES_PER_MS
"""The output begins when so much is there, so that a late pump is not heard as a gap."""
HELD_SAMPLES = 400 * SAMPLES_PER_MS
"""An output that falls behind is not waited for: what it should have played longer ago is left out."""
START_SAMPLES = 2_500 * SAMPLES_PER_MS
"""An output that was idle may take so long until it asks for sound: the first words wait for it, once in a call."""
STALLED_SAMPLES = 200 * SAMPLES_PER_MS
"""An output that has asked for nothing for so long does not play yet."""


@dataclass
class _Turn:
    number: int
    waiting: deque[Samples] = field(default_factory=deque)
    next_piece: int = 0
    complete: bool = False
    played: int = 0
    """Samples."""

    @property
    def played_ms(self) -> int:
        return self.played // SAMPLES_PER_MS


class CustomerSpeech:
    """The customer's voice in one call.  Thread-safe; the callables are called on capture's thread, and must only pass it on.

    Args:
        on_speaking: turn; its first sample is played now.
        on_over: turn, how many ms of it were played, and whether it was stopped before its end.
    """

    def __init__(self, on_speaking: Callable[[int], None] = lambda turn: None,
                 on_over: Callable[[int, int, bool], None] = lambda turn, played_ms, stopped: None) -> None:
        self._on_speaking = on_speaking
        self._on_over = on_over
        self._lock = Lock()
        self._turns: deque[_Turn] = deque()
        self._done = 0
        self._last: tuple[int, bool] = (0, False)
        self._heard: deque[Samples] = deque()
        self._heard_samples = 0
        self._flowing = False
        self._wait_samples = 0
        self._unasked_samples = STALLED_SAMPLES

    def expect_output(self) -> None:
        """An output was opened: the first words wait until it plays."""
        with self._lock:
            self._wait_samples = START_SAMPLES

    def give_up_output(self) -> None:
        """No output will play: nothing waits for it."""
        with self._lock:
            self._wait_samples = 0

    @property
    def speaking(self) -> int:
        """Number of the turn that is being played; 0 if the customer is silent."""
        with self._lock:
            return self._turns[0].number if self._turns and self._turns[0].played else 0

    @property
    def idle(self) -> bool:
        """True if nothing is left to be played."""
        with self._lock:
            return not self._turns

    def add(self, turn: int, number: int, samples: Samples, *, last: bool) -> bool:
        """One piece; False if that turn is over already."""
        with self._lock:
            if turn <= self._done:
                return False
            known = next((one for one in self._turns if one.number == turn), None)
            if known is None:
                known = _Turn(turn)
                self._turns.append(known)
            if number == known.next_piece:
                known.next_piece += 1
                known.complete = last
                if len(samples):
                    known.waiting.append(samples)
            return True

    def played_of(self, turn: int) -> tuple[int, bool]:
        """(ms played, stopped) of the last turn that is over; (0, False) of any other."""
        with self._lock:
            return self._last if turn == self._done else (0, False)

    def stop(self, turn: int = 0) -> None:
        """The customer falls silent: throw away what is not played of this turn, or (0) of the one that is playing."""
        with self._lock:
            if not self._turns or (turn and self._turns[0].number != turn):
                return
            over = self._turns.popleft()
            self._end(over, stopped=True)
            self._heard.clear()
            self._heard_samples = 0
            self._flowing = False
        self._on_over(over.number, over.played_ms, True)

    def take(self, count: int) -> Samples:
        """The next samples of the customer's channel; silence where he says nothing."""
        out = np.zeros(count, dtype=np.float32)
        at, began, ended = 0, [], []
        with self._lock:
            if self._starting(count):
                return out
            while self._turns and at < count:
                turn = self._turns[0]
                if not turn.waiting:
                    if not turn.complete:
                        break
                    self._turns.popleft()
                    self._end(turn, stopped=False)
                    ended.append(turn)
                    continue
                if not turn.played:
                    began.append(turn.number)
                at += self._move(turn, out[at:])
            if self._turns and self._turns[0].complete and not self._turns[0].waiting:
                turn = self._turns.popleft()
                self._end(turn, stopped=False)
                ended.append(turn)
            if at:
                self._heard.append(out[:at].copy())
                self._heard_samples += at
                self._forget(HELD_SAMPLES)
        for number in began:
            self._on_speaking(number)
        for turn in ended:
            self._on_over(turn.number, turn.played_ms, False)
        return out

    def sound(self, count: int) -> Samples:
        """The next samples for an output device, called on its thread."""
        out = np.zeros(count, dtype=np.float32)
        with self._lock:
            self._unasked_samples = 0
            if not self._flowing:
                # an output that comes late begins where the customer is
                self._forget(PREFILL_SAMPLES + count)
                self._flowing = self._heard_samples >= PREFILL_SAMPLES or not self._turns
            at = 0
            while self._flowing and self._heard and at < count:
                block = self._heard[0]
                part = block[:count - at]
                out[at:at + len(part)] = part
                at += len(part)
                self._heard_samples -= len(part)
                if len(part) == len(block):
                    self._heard.popleft()
                else:
                    self._heard[0] = block[len(part):]
            self._flowing = self._flowing and self._heard_samples > 0
        return out

    def _starting(self, count: int) -> bool:
        """Whether words that have not begun wait for the output to play."""
        self._unasked_samples = min(STALLED_SAMPLES, self._unasked_samples + count)
        if not self._wait_samples or not self._turns or self._turns[0].played:
            return False
        if self._unasked_samples < STALLED_SAMPLES:
            self._wait_samples = 0
            return False
        self._wait_samples = max(0, self._wait_samples - count)
        return True

    def _forget(self, kept: int) -> None:
        """Leave out what an output should have played longer ago."""
        while (excess := self._heard_samples - kept) > 0:
            block = self._heard.popleft()
            if len(block) > excess:
                self._heard.appendleft(block[excess:])
            self._heard_samples -= min(excess, len(block))

    def _end(self, turn: _Turn, *, stopped: bool) -> None:
        self._done = max(self._done, turn.number)
        self._last = (turn.played_ms, stopped)

    @staticmethod
    def _move(turn: _Turn, out: Samples) -> int:
        block = turn.waiting[0]
        part = block[:len(out)]
        out[:len(part)] = part
        turn.played += len(part)
        if len(part) == len(block):
            turn.waiting.popleft()
        else:
            turn.waiting[0] = block[len(part):]
        return len(part)
