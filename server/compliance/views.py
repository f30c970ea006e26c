"""An utterance heard once more: without its fillers, and joined to what the same speaker had just said.

"保,嗯,保本的" and "稳赚" + "不赔的" hold no phrase as they were written down, their views do.  In comes a folded
utterance, out come further folded texts whose places lead back to it.
Next: `server.compliance.evaluator` looks in them for the rules that the utterance itself did not hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from protocol.message import Channel, Language
from server.calls.utterance import Utterance

from .lexicon import Folded

JOIN_MS = 3_000
"""After a longer pause a speaker begins something new."""
_TAIL = {"zh": 20, "en": 70}
"""Characters of the last utterance that may begin a phrase."""
_HEAD = {"zh": 40, "en": 120}
"""Characters of this utterance that may end it, or take it back."""
_FILLERS = {
    "zh": re.compile(r"[,、…]?(?:嗯|呃|唔|诶|欸)+[,、…]*|"
                     r"[,、…]+(?:那个|这个|就是说?|[啊呀哈嘛哦噢呢吧]|额|哎|唉|喂|对|是|然后|那么|反正|怎么[说讲]呢?|对吧|是吧|[你您](?:知道|看|听我说|想))[,、…]+"),
    "en": re.compile(r"[,…]? ?\b(?:u+m+|u+h+|er|erm|h+m+|mm+)\b[,…]?"
                     r"|[,…] (?:you know|like|i mean|well|so|okay|sort of|kind of)[,…]"),
}
_ENDS = " ,.。…、!;~-"
"""Marks at the end of an utterance that a recogniser writes at any pause; a question mark ends a thought."""


@dataclass(frozen=True, slots=True)
class View:
    """A further reading of an utterance."""

    folded: Folded
    boundary: int = -1
    """Where this utterance begins in it; a match must lie on both sides.  -1: anywhere."""

    def holds(self, start: int, end: int) -> bool:
        """True if a match at [start, end) is one that only this view can show."""
        return self.boundary < 0 or start < self.boundary < end


class Views:
    """The further views of one call's utterances."""

    def __init__(self, lang: Language) -> None:
        self._lang: Language = lang
        self._last: tuple[Channel, int, str] | None = None

    def of(self, utterance: Utterance, folded: Folded) -> list[View]:
        """Views of an utterance that say something new; remembers it for the next."""
        plain = without_fillers(folded, self._lang)
        views = [View(plain)] if plain is not folded else []
        last, tail = self._last, plain.text.rstrip(_ENDS)[-_TAIL[self._lang]:]
        self._last = (utterance.channel, utterance.end_ms, tail)
        if last is None or last[0] != utterance.channel or utterance.start_ms - last[1] > JOIN_MS:
            return views
        before = last[2]
        if before and before[-1] != "?" and plain.text:
            views.append(_joined(before, plain, self._lang))
        return views


def without_fillers(folded: Folded, lang: Language) -> Folded:
    """The text without 嗯, 那个 between commas, um and the like; the same object if it has none."""
    cuts = [match.span() for match in _FILLERS[lang].finditer(folded.text)]
    if not cuts:
        return folded
    kept = [True] * len(folded.text)
    for start, end in cuts:
        kept[start:end] = [False] * (end - start)
    text = "".join(character for character, keep in zip(folded.text, kept, strict=True) if keep)
    places = tuple(place for place, keep in zip(folded.places, kept, strict=True) if keep)
    quoted = tuple((sum(kept[:start]), sum(kept[:end])) for start, end in folded.quoted)
    return Folded(text, places, quoted)


def _joined(before: str, folded: Folded, lang: Language) -> View:
    between = " " if lang == "en" else ""
    head = folded.text[:_HEAD[lang]]
    lead = before + between
    places = (folded.places[0],) * len(lead) + folded.places[:len(head)]
    return View(Folded(lead + head, places), len(lead))
