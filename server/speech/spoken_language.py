"""Which language a channel speaks: the languages of its finals in, the language to decode it in and what to ask out.  Pure.

A call has the language of its playbook, but a customer may speak another one.  The first finals of a channel are asked which
language they are (`worker` asks the model before it decodes them); once enough of them agree nobody asks any more, until a
final comes out so badly that the speaker may have changed.  One odd final changes its own text, two in a row or one long
one the channel's language.  `transcribing` keeps one a channel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LEAST_SAMPLES = 24_000
"""1.5 s at 16 kHz; in less a model guesses."""
SURE = 0.9
"""Share of a language, of those that may be spoken, from which it is believed."""
_LONG_S = 4.0
"""One final as long as this is enough."""
_AGREEING = 2
"""So many finals in a row, otherwise."""
_POOR_CONFIDENCE = 0.45


class SpokenLanguage:
    """What one channel speaks."""

    def __init__(self, lang: str, others: Sequence[str]) -> None:
        """`lang` until something else is heard; `others` may be heard instead."""
        self.lang = lang
        """What its sound is decoded in."""
        self._all = tuple(dict.fromkeys((lang, *others)))
        self._last = ""
        self._agreeing = 0
        self._settled = False

    def to_ask(self, samples: int) -> tuple[str, ...]:
        """The other languages that so much sound may be in; empty if it need not be asked."""
        if self._settled or samples < LEAST_SAMPLES:
            return ()
        return tuple(one for one in self._all if one != self.lang)

    def heard(self, lang: str, seconds: float, confidence: float) -> bool:
        """A final came out in this language; True if the channel is decoded in another one from now on."""
        if confidence < _POOR_CONFIDENCE:
            self.unclear()
            return False
        self._agreeing = self._agreeing + 1 if lang == self._last else 1
        self._last = lang
        certain = self._agreeing >= _AGREEING or seconds >= _LONG_S
        if certain:
            changed, self.lang, self._settled = lang != self.lang, lang, True
            return changed
        return False

    def unclear(self) -> None:
        """Somebody spoke, and no text came out, or a poor one: perhaps it was in another language."""
        self._settled = len(self._all) < 2


def likelier(lang: str, others: Sequence[str], shares: Mapping[str, float]) -> str:
    """`lang`, or the one of `others` that the model is sure of; `shares` of all of its languages, 0..1."""
    best = max(others, key=lambda one: shares.get(one, 0.0), default=lang)
    among = sum(shares.get(one, 0.0) for one in {lang, *others})
    share = shares.get(best, 0.0)
    # Sure among those that may be spoken, and not only the least unlikely of them.
    return best if share >= 0.5 and share >= SURE * among else lang
