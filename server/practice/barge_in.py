"""One turn of the simulated customer while it is played: how far it is, where it stopped, was that an interruption?

In: clauses as they are sent, what the client says of them, the time.  Out: characters that were heard.  Pure, no clock.
Next: `talk` stops the customer and tells the engine.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from protocol.training import CustomerVoice

from .voicing import SpokenClause

PIECE_BYTES = 19_200
"""600 ms."""
PLAY_MS = 120
"""From sending a piece until its first sample is heard, where the client does not say."""
NEARLY = 0.92
"""Stopped later than this part of the words, he was not interrupted: he had said it."""
_WORDS = {"zh": 4, "en": 12}
"""Characters that may be said into somebody's words without stopping him: yes, mhm, 好的."""


@dataclass
class SpokenTurn:
    """One turn."""

    number: int
    text: str
    began_s: float = 0.0
    """By the loop's clock, when its first piece was sent; 0 before."""
    complete: bool = False
    """True once all of it is sent."""
    over: bool = False
    """Heard to its end, or stopped."""
    pieces: list[CustomerVoice] = field(default_factory=list)
    """As they were sent, for a client that comes back."""
    _spans: list[tuple[int, int, int, int]] = field(default_factory=list)

    @property
    def length_ms(self) -> int:
        """Of what was made so far."""
        return self._spans[-1][2] + self._spans[-1][3] if self._spans else 0

    def add(self, call: str, clause: SpokenClause) -> list[CustomerVoice]:
        """The pieces of one more clause."""
        self._spans.append((clause.first, clause.characters, self.length_ms, clause.duration_ms))
        cuts = range(0, max(len(clause.pcm), 1), PIECE_BYTES)
        made = [CustomerVoice(call=call, turn=self.number, number=len(self.pieces) + at,
                              pcm=clause.pcm[first:first + PIECE_BYTES], last=clause.last and at == len(cuts) - 1)
                for at, first in enumerate(cuts)]
        self.pieces += made
        return made

    def played_ms(self, now_s: float) -> int:
        """How far it is by now, as far as this side can know."""
        return 0 if not self.began_s else max(0, min(self.length_ms, round((now_s - self.began_s) * 1000) - PLAY_MS))

    def left_ms(self, now_s: float) -> int:
        """How long it still plays."""
        return self.length_ms + PLAY_MS - round((now_s - self.began_s) * 1000) if self.began_s else self.length_ms + PLAY_MS

    def characters_at(self, played_ms: int) -> int:
        """Characters of the words that were heard by then."""
        heard = 0
        for first, characters, start_ms, duration_ms in self._spans:
            if played_ms >= start_ms + duration_ms:
                heard = first + characters
            elif played_ms > start_ms:
                heard = first + round(characters * (played_ms - start_ms) / duration_ms)
        return min(heard, len(self.text))

    def cut_short(self, played_ms: int) -> bool:
        """Whether stopping it there took words from him."""
        return self.characters_at(played_ms) < NEARLY * len(self.text)


def speaks_up(text: str, lang: str) -> bool:
    """Whether these words are more than the sounds by which one shows that one listens."""
    return len(text.strip()) > _WORDS["zh" if lang == "zh" else "en"]
