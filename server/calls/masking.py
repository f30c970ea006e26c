"""Private numbers of one call, masked in every language spoken in it: texts by channel and language in, masked ones out.

A redactor knows how numbers are announced and grouped in its language.  The call's own always looks; that of another
language joins it on a channel from the first text in that language on.  Next: `pipeline`.
"""

from __future__ import annotations

from collections.abc import Sequence

from protocol.message import CHANNELS, Channel, Language
from server.compliance.redaction import Found, Masked, Redactor


class CallMasking:
    """The redactors of one call.  A text that is masked already leads to the same state."""

    def __init__(self, lang: Language, *, addresses: bool = False, names: bool = False) -> None:
        self._addresses = addresses
        self._names = names
        self._customer = ""
        self._redactors: dict[Channel, dict[Language, Redactor]] = {
            channel: {lang: self._redactor(lang)} for channel in CHANNELS}

    def know(self, name: str) -> None:
        """The customer's name as recorded: masked wherever it is said, if names are masked at all."""
        self._customer = name
        for own in self._redactors.values():
            for redactor in own.values():
                redactor.know(name)

    def mask(self, channel: Channel, lang: Language, text: str, at_ms: int, behind: str = "") -> Masked:
        """Mask what this channel said (in this language) at this call time; `behind` was said on from there."""
        found: list[Found] = []
        for redactor in self._of(channel, lang):
            masked = redactor.mask(text, at_ms, behind)
            text = masked.text
            found += [one for one in masked.redactions if not any(_overlap(one, known) for known in found)]
        return Masked(text, tuple(sorted(found, key=lambda one: one.span)))

    def overhear(self, speaker: Channel, text: str, at_ms: int, redactions: Sequence[Found]) -> None:
        """What one side asks for or reads out makes a short number of the other side private."""
        for channel in CHANNELS:
            if channel != speaker:
                for redactor in self._redactors[channel].values():
                    redactor.overhear(text, at_ms, redactions)

    def mask_partial(self, channel: Channel, lang: Language, text: str, at_ms: int) -> str:
        """Mask a text that may still change; what is remembered of the call stays as it is."""
        for redactor in self._of(channel, lang):
            text = redactor.mask_partial(text, at_ms)
        return text

    def undecided_from(self, channel: Channel, lang: Language, text: str, at_ms: int) -> int:
        """Where in a text that may still change the first number begins of which nobody knows yet whether it is private."""
        return min(redactor.undecided_from(text, at_ms) for redactor in self._of(channel, lang))

    def _of(self, channel: Channel, lang: Language) -> list[Redactor]:
        own = self._redactors[channel]
        if lang not in own:
            own[lang] = self._redactor(lang)
        return list(own.values())

    def _redactor(self, lang: Language) -> Redactor:
        redactor = Redactor(lang, addresses=self._addresses, names=self._names)
        redactor.know(self._customer)
        return redactor


def _overlap(one: Found, other: Found) -> bool:
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]
