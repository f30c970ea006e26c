"""How people talk in calls, for the recogniser: the phrasings that the intent, paraphrase and mood classifiers learn from.

In: the template files of those recipes (never their held-out sets); out: sentences with marks and capitals, numbers spoken
out, of kind `talk`.  They are drawn by `synthesis` into shards of their own, because random words teach what words sound
like, and these what follows what.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from random import Random

from models.training.classifier_texts import (
    LANGUAGES,
    Phrasing,
    expand,
    mood_lines,
    paraphrase_lines,
    spoken_lines,
    template_phrasings,
    unseen_lines,
)
from models.training.playbook_texts import spoken_sentences
from models.training.slots import EN_DAYS, EN_MONTHS
from models.training.texts import Sentence

TALK = "talk"
RECIPES = ("classifier", "paraphrase", "mood")
_ASKS = {"zh": re.compile(r"(吗|呢|么|多少|什么|怎么\S{0,6}|哪\S{0,4}|几\S{0,3})$"),
         "en": re.compile(r"^(what|why|how|when|where|who|which|do|does|did|can|could|will|would|is|are|am|may|should|have"
                          r"|has)\b")}
_FIRST_PERSON = re.compile(r"\bi\b(?=$|[ ',])")
_NAMED = re.compile("|".join(rf"\b{name.lower()}\b" for name in {*EN_DAYS, *EN_MONTHS} - {"May", "March"}))
_MARKS = re.compile(r"\W")
_EMPTY_CLAUSE = re.compile(r"([,，])(?: ?[,，])+")


def talk_phrasings() -> dict[str, list[Phrasing]]:
    """Language -> whole sentences of all three recipes; their lists of words are left out."""
    found: dict[str, list[Phrasing]] = {lang: [] for lang in LANGUAGES}
    for phrasing in (one for recipe in RECIPES for one in template_phrasings(recipe)):
        if phrasing.source == "template":
            found[phrasing.lang].append(phrasing)
    return found


def bare(text: str) -> str:
    """Letters, characters and digits of `text` only, in lower case: what two writings of one sentence share."""
    return _MARKS.sub("", text.lower())


def written(text: str, lang: str) -> str:
    """`text` with the marks and capitals that a transcript has."""
    text = _EMPTY_CLAUSE.sub(r"\1", text.strip(" ,，"))
    if not text:
        return ""
    end = "" if text[-1] in ".?!。？！" else "?" if _ASKS[lang].search(text) else "."
    if lang == "zh":
        return text + end.translate(str.maketrans("?.", "？。"))
    text = _NAMED.sub(lambda name: name[0].capitalize(), _FIRST_PERSON.sub("I", text))
    return text[0].upper() + text[1:] + end


def held_out_talk() -> list[Sentence]:
    """The sentences that measure the classifiers; the recogniser is measured with them too."""
    lines = [*unseen_lines(), *spoken_lines(), *paraphrase_lines(), *mood_lines()]
    return [Sentence(text, line.lang, TALK) for line in lines
            for text, said in spoken_sentences(written(line.text, line.lang)) if said == line.lang]


@functools.cache
def _held_out() -> frozenset[str]:
    return frozenset(bare(line.text) for line in held_out_talk())


def talk_sentence(phrasings: Mapping[str, Sequence[Phrasing]], chinese: float, rng: Random) -> Sentence:
    """One sentence: the language first, then a phrasing of it.

    It is drawn again where it can not be spoken (a single word) or happens to be one of a held-out set.
    """
    while True:
        lang = "zh" if rng.random() < chinese else "en"
        text = written(expand(rng.choice(phrasings[lang]).template, lang, rng), lang)
        found = [sentence for sentence, said in spoken_sentences(text) if said == lang]
        if found and bare(found[0]) not in _held_out():
            return Sentence(found[0], lang, TALK)
