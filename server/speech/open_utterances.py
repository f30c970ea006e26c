"""The utterances that are still being said: which of their sound a partial needs, and what of its text may be shown.

One state an utterance, bounded in number, closed as soon as its final is handed in.  A long utterance is decoded in pieces:
where it pauses, one partial decodes the sound up to the pause, and if what is settled agrees with it, later partials decode
only what follows.  A pause is surer than the time of a word, which not every engine knows and a cut may miss by a syllable.
Thread-safe; `scheduler` asks before it queues a partial and after it has decoded one.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from .agreement import Agreement, ends_in_number
from .normalising import normalise

Key = tuple[str, str]
"""Call and utterance."""
MOST_OPEN = 8192
"""Utterances remembered at once; the longest unheard is forgotten first."""
SAMPLE_RATE_HZ = 16_000
LONG_SAMPLES = 6 * SAMPLE_RATE_HZ
"""An open window longer than this is cut at its next pause."""
LONGEST_SAMPLES = 8 * SAMPLE_RATE_HZ
"""A window longer than this is cut where it is quietest."""
_LEAST_PIECE_SAMPLES = 5 * SAMPLE_RATE_HZ // 2
_LEAST_REST_SAMPLES = SAMPLE_RATE_HZ
_BLOCK_SAMPLES = SAMPLE_RATE_HZ // 10
_PAUSE_LEVEL = 0.03
"""Amplitude of a pause, of that of the whole window."""
_LIKENESS = 0.7
"""Share of letters that a piece and what is settled of it have in common."""
_RETRY_SAMPLES = SAMPLE_RATE_HZ
_NO_LETTERS = re.compile(r"[\W_]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Samples [start, end) of an open utterance, from the utterance's own start."""

    start_sample: int = 0
    end_sample: int | None = None
    """None: to the end of what was heard; otherwise a pause, and the piece's text is the last word on it."""

    def of(self, audio: NDArray[np.float32]) -> NDArray[np.float32]:
        """This piece of the whole utterance's sound."""
        return audio[self.start_sample : self.end_sample]


WHOLE = Piece()


@dataclass(slots=True)
class _Open:
    agreement: Agreement | None = None
    heard_s: float = 0.0
    closed: bool = False
    heard_samples: int = 0
    start_sample: int = 0
    said_before: dict[int, str] = field(default_factory=lambda: {0: ""})
    """Start of a piece -> what was said before it, as the recogniser wrote it."""
    next_cut_samples: int = LONG_SAMPLES
    """Sound of the utterance before it is cut again."""


class OpenUtterances:
    """What is known of each utterance between its first partial and its final."""

    def __init__(self, most_open: int = MOST_OPEN) -> None:
        self._lock = threading.Lock()
        self._most_open = most_open
        self._utterances: OrderedDict[Key, _Open] = OrderedDict()

    def __len__(self) -> int:
        return len(self._utterances)

    def heard_s(self, key: Key) -> float:
        """When this utterance was decoded last (scheduler's clock); 0 if never."""
        with self._lock:
            state = self._utterances.get(key)
            return state.heard_s if state is not None else 0.0

    def close(self, key: Key) -> None:
        """Its final is handed in: what a partial still in work gives is not shown any more."""
        with self._lock:
            state = self._state(key)
            state.closed, state.agreement = True, None

    def is_closed(self, key: Key) -> bool:
        """Whether its final has been handed in."""
        with self._lock:
            state = self._utterances.get(key)
            return state is not None and state.closed

    def piece(self, key: Key, audio: NDArray[np.float32]) -> Piece:
        """Which part of the utterance so far (float32, 16 kHz mono) the next partial has to decode."""
        with self._lock:
            state = self._utterances.get(key)
            if state is None or state.closed:
                return WHOLE
            state.heard_samples = len(audio)
            start, wait = state.start_sample, len(audio) < state.next_cut_samples
        pause = None if wait else _pause(audio[start:])
        return Piece(start, None if pause is None else start + pause)

    def hear(self, key: Key, lang: str, text: str, piece: Piece, now_s: float) -> tuple[str, int]:
        """A decode of `piece`, as the recogniser wrote it; the text so far (normalised) and how much of it is settled.

        Empty if there is nothing to show, or no more because the final has been handed in.
        """
        with self._lock:
            state = self._state(key)
            state.heard_s = now_s
            # What is decoded from the beginning goes on from nothing, whatever was cut meanwhile.
            before = state.said_before.get(piece.start_sample) if piece.start_sample else ""
            if state.closed or before is None or not text:
                return "", 0
            said = _continued(before, text, lang)
            if state.agreement is None:
                state.agreement = Agreement(lang)
            if piece.end_sample is None:
                return state.agreement.hear(normalise(said, lang))
            _cut(state, piece.start_sample, piece.end_sample, said, lang)
            return "", 0

    def carry(self, key: Key, lang: str, text: str) -> tuple[str, int]:
        """These words (normalised) are on the screen already and belong to the beginning of this utterance.

        The text so far and how much of it is settled: these words, and what was heard behind them by now.
        """
        with self._lock:
            state = self._state(key)
            if state.closed:
                return text, len(text)
            heard, state.agreement = state.agreement, Agreement(lang, text, text)
            return state.agreement.hear(heard.shown) if heard is not None else (text, len(text))

    def _state(self, key: Key) -> _Open:
        state = self._utterances.setdefault(key, _Open())
        self._utterances.move_to_end(key)
        while len(self._utterances) > self._most_open:
            self._utterances.popitem(last=False)
        return state


def _cut(state: _Open, start_sample: int, end_sample: int, said: str, lang: str) -> None:
    """Decode from `end_sample` on from now on, unless what is settled says otherwise or a number goes on there."""
    text = normalise(said, lang)
    settled = state.agreement.stable if state.agreement is not None else ""
    if ends_in_number(text, lang) or not _alike(text, settled):
        state.next_cut_samples = state.heard_samples + _RETRY_SAMPLES
    elif start_sample == state.start_sample:
        # A partial of the piece before may still be on its way.
        state.said_before = {start_sample: state.said_before[start_sample], end_sample: said}
        state.start_sample = end_sample
        state.next_cut_samples = end_sample + LONG_SAMPLES


def _pause(window: NDArray[np.float32]) -> int | None:
    """Where to cut a window: the middle of its latest pause, or of its quietest 100 ms if it is too long; None: not yet."""
    first, last = _LEAST_PIECE_SAMPLES, len(window) - _LEAST_REST_SAMPLES
    tail = window[first:last]
    blocks = tail[: len(tail) // _BLOCK_SAMPLES * _BLOCK_SAMPLES].reshape(-1, _BLOCK_SAMPLES)
    if not len(blocks):
        return None
    power = np.mean(blocks * blocks, axis=1)
    quiet = np.flatnonzero(power <= _PAUSE_LEVEL**2 * float(np.mean(window * window)))
    if len(quiet):
        found = int(quiet[-1])
    elif len(window) >= LONGEST_SAMPLES:
        found = int(np.argmin(power))
    else:
        return None
    return first + found * _BLOCK_SAMPLES + _BLOCK_SAMPLES // 2


def _continued(before: str, text: str, lang: str) -> str:
    """What was said before and what follows it, as one text."""
    if not before or not text:
        return before or text
    if lang != "en":
        return before + text
    if before[-1] not in ".?!" and len(text) > 1 and text[1].islower():
        text = text[0].lower() + text[1:]
    return f"{before} {text}"


def _alike(text: str, settled: str) -> bool:
    """Whether a piece says what is settled of it; either may go on longer than the other."""
    one, other = (_NO_LETTERS.sub("", side).casefold() for side in (text, settled))
    shorter = min(len(one), len(other))
    if not shorter:
        return False
    reach = shorter + shorter // 4 + 2
    blocks = SequenceMatcher(None, one[:reach], other[:reach], autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= _LIKENESS * shorter
