"""One turn of the customer while it is being made: words are added, what happened is noted, perhaps he hangs up.

In: keys of words.  Out: a `CustomerTurn`.  Made and filled by `mind`.
"""

from __future__ import annotations

from .agenda import Matter
from .engine import CustomerTurn, Note, NoteKind, Outcome
from .mood import Temper
from .wording import UPSET, Wording

MOST_QUOTED = 200
PAUSE_MS = 350
"""A calm customer begins after so long; an upset one after half of it."""


class Plan:
    """What he says and does in one turn."""

    def __init__(self, wording: Wording, temper: Temper, at_ms: int, pause_ms: int = PAUSE_MS) -> None:
        self._wording, self._temper, self._at_ms = wording, temper, at_ms
        self._parts: list[str] = []
        self._notes: list[Note] = []
        self._end: tuple[Outcome, str] = ("", "")
        self.pause_ms = pause_ms

    @property
    def silent(self) -> bool:
        """True while he says nothing."""
        return not self._parts

    def say(self, key: str, *, again: bool = False) -> None:
        """Adds his words for a key."""
        self._parts.append(self._wording.say(key, self._temper.mood, again=again))

    def note(self, kind: NoteKind, name: str, state: str = "", quote: str = "") -> None:
        """Marks what happened."""
        self._notes.append(Note(kind=kind, id=name, state=state, quote=quote[:MOST_QUOTED], at_ms=self._at_ms))

    def mark(self, matter: Matter, state: str, quote: str = "") -> None:
        """Marks what became of an ask, objection or trap."""
        self.note(matter.kind, matter.id, state, quote)

    def hang_up(self, key: str, outcome: Outcome, why: str) -> None:
        """His last words, and the end; what he was about to say beside them is left out unless he leaves in order."""
        if outcome not in ("success", "failure"):
            self._parts.clear()
        self.say(key)
        self._end = (outcome, why)
        self.note("end", why, outcome)

    def turn(self, lang: str) -> CustomerTurn:
        """The turn as it is now."""
        text = (" " if lang == "en" else "").join(part for part in self._parts if part)
        outcome, why = self._end
        pause_ms = self.pause_ms if self._temper.mood >= UPSET else self.pause_ms // 2
        return CustomerTurn(text=text, mood=self._temper.mood, hang_up=bool(outcome), outcome=outcome, why=why,
                            pause_ms=pause_ms if text else 0, notes=tuple(self._notes))
