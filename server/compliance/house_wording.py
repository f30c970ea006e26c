"""Sentences that the house itself has signed off: replies, articles, checklist lines, product terms, the rules' "say instead"
and examples that break nothing.

In comes a playbook, then a folded sentence; out comes whether it is one of them, whatever fills the slots.  A classifier's
guess does not stand against the officer's signature.  Next: `server.compliance.paraphrases` keeps silent then.
"""

from __future__ import annotations

import re

from protocol.message import Language
from server.assist.indexes import PerPlaybook
from server.content.filling import PLACEHOLDER
from server.content.playbook import Playbook

from .lexicon import fold

_SLOT = "\N{OBJECT REPLACEMENT CHARACTER}"
_MARKS = " ,，.。!！?？;；:：…"
_LEAST = {"zh": 6, "en": 14}
"""Characters of fixed words below which a sentence is anybody's."""


def sentence_pattern(lang: Language) -> re.Pattern[str]:
    """What one sentence of a folded text is; a point within a figure does not end it."""
    return _SENTENCE if lang == "zh" else _SENTENCE_EN


_SENTENCE = re.compile(r"[^。!?;…]+[。!?;…]*|[。!?;…]+")
_SENTENCE_EN = re.compile(r"(?:[^.!?;…]|\.(?=\S))+[.!?;…]*")


class HouseWording:
    """The fixed words of one playbook's approved sentences, in their order; looked through only when something was suspected."""

    def __init__(self, playbook: Playbook) -> None:
        lang = playbook.lang
        texts = [reply.text for reply in playbook.replies.values()] + [item.say for item in playbook.checklist]
        texts += [rule.text for rule in playbook.rules.values()] + [article.body for article in playbook.articles.values()]
        self._sentences: list[tuple[str, ...]] = []
        known = [term.value for product in playbook.products.values() for term in product.terms.values()]
        known += [example.text for rule in playbook.rules.values() for example in rule.negative if example.channel == "agent"]
        self._whole = {sentence.strip(_MARKS) for text in known
                       for sentence in sentence_pattern(lang).findall(fold(text, lang).text)}
        """Too short, or said in too many ways, to be found within another sentence."""

        for text in texts:
            folded = fold(PLACEHOLDER.sub(_SLOT, text), lang).text
            for sentence in sentence_pattern(lang).findall(folded):
                parts = tuple(part for piece in sentence.split(_SLOT) if (part := piece.strip(_MARKS)))
                if sum(map(len, parts)) >= _LEAST[lang]:
                    self._sentences.append(parts)
                elif _SLOT not in sentence:
                    self._whole.add(sentence.strip(_MARKS))

    def holds(self, sentence: str) -> bool:
        """Whether a folded sentence says all the fixed words of an approved one, in order; some only as a whole."""
        return sentence.strip(_MARKS) in self._whole or any(
            _in_order(parts, sentence) for parts in [one for one in self._sentences if one[0] in sentence])


_wordings: PerPlaybook[HouseWording] = PerPlaybook(HouseWording)


def house_wording_of(playbook: Playbook) -> HouseWording:
    """The approved sentences of a playbook, taken apart the first time they are asked for."""
    return _wordings.of(playbook)


def _in_order(parts: tuple[str, ...], sentence: str) -> bool:
    place = 0
    for part in parts:
        found = sentence.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return True
