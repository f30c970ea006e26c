"""The sentences the recogniser is trained on: templates, random words, digit strings, and the playbooks' own lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from models.training import templates_en, templates_zh
from models.training.lexicon import Lexicon
from models.training.slots import SLOTS

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_ZH_FILLERS = ("嗯", "那个", "就是", "呃", "这个")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One text to be spoken: language `zh` or `en`, and where it came from (for the weights and the report)."""

    text: str
    language: str
    kind: str


def expand(template: str, language: str, rng: Random) -> str:
    """Choose alternatives and fill slots of one template.

    Raises:
        KeyError: the template names a slot that does not exist.
    """
    while "[" in template:
        template = _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), template)
    text = _SLOT.sub(lambda match: SLOTS[language][match[1]](rng), template)
    return re.sub(r" +(?=[,.?!])|(?<= ) +", "", text).strip()


def template_lines(language: str) -> list[str]:
    """All templates of a language, agent's and customer's."""
    source = templates_zh if language == "zh" else templates_en
    return [line for block in (source.AGENT, source.CUSTOMER) for line in block.strip().splitlines()]


def from_template(language: str, rng: Random) -> Sentence:
    """One call-centre sentence; Chinese ones carry a hesitation now and then."""
    text = expand(rng.choice(template_lines(language)), language, rng)
    if language == "zh" and rng.random() < 0.08:
        text = rng.choice(_ZH_FILLERS) + "，" + text
    return Sentence(text, language, "template")


def random_words(language: str, rng: Random, lexicon: Lexicon, longest: int = 12) -> Sentence:
    """Words that do not belong together, so that the model must listen instead of guessing."""
    count = rng.randint(1, longest)
    words = lexicon.sample(language, count, rng)
    comma, end = ("，", rng.choice("。。。？")) if language == "zh" else (",", rng.choice("...?"))
    if language == "zh":
        text = "".join(word + (comma if rng.random() < 0.12 else "") for word in words)
    else:
        text = " ".join(word + (comma if rng.random() < 0.12 else "") for word in words)
        text = text[:1].upper() + text[1:]
    return Sentence(text.rstrip(comma) + end, language, "words")


def pattern_words(rng: Random, lexicon: Lexicon) -> Sentence:
    """Chinese words in the order of a sentence (pronoun, adverb, verb, measure, noun), by part of speech."""
    clauses = [
        "".join(lexicon.sample_tagged(tag, rng) if len(tag) <= 2 else tag[1:-1] for tag in rng.choice(_ZH_PATTERNS))
        for _ in range(rng.choice((1, 1, 2, 3)))
    ]
    return Sentence("，".join(clauses) + rng.choice("。。。？"), "zh", "pattern")


_ZH_PATTERNS: tuple[tuple[str, ...], ...] = (
    ("r", "d", "v", "n"), ("n", "d", "a"), ("r", "v", "<了>", "m", "q", "n"), ("n", "<的>", "n", "d", "v"),
    ("r", "<把>", "n", "v", "<了>"), ("<请>", "v", "n"), ("r", "p", "n", "v", "n"), ("a", "<的>", "n", "v", "n"),
    ("t", "r", "d", "v", "n"), ("r", "<不>", "v", "n", "<吗>"), ("n", "<和>", "n", "<都>", "v"), ("v", "n", "<的>", "n"),
    ("r", "<想>", "v", "a", "<的>", "n"), ("n", "v", "n", "c", "n", "v", "n"), ("d", "v", "<一下>", "n"),
)


def digit_string(language: str, rng: Random) -> Sentence:
    """Numbers alone: codes, telephone and card numbers, amounts, rates, dates, names."""
    slots = SLOTS[language]
    name = rng.choice(("digits", "digits", "digits", "code", "amount", "amount", "rate", "date", "time", "name"))
    text = slots[name](rng)
    if rng.random() < 0.3:
        text += ("，" if language == "zh" else ", ") + slots[rng.choice(("amount", "rate", "date", "code"))](rng)
    text = text if language == "zh" else text[:1].upper() + text[1:]
    return Sentence(text + ("。" if language == "zh" else "."), language, "digits")


def long_digits(language: str, rng: Random) -> Sentence:
    """A telephone, card or identity number of 11 to 19 digits, at times read in groups; for the test."""
    while True:
        text = SLOTS[language]["digits"](rng)
        count = len(re.findall(r"[\u4e00-\u9fff]|[a-z]+", text))
        if 11 <= count <= 19:
            return Sentence(text[:1].upper() + text[1:] + ("。" if language == "zh" else "."), language, "long digits")


@dataclass(frozen=True, slots=True)
class TextMix:
    """Shares of each source; what is left of 1 goes to the templates. `long_digits` above 0: nothing but those.

    `talk` (phrasings of the classifiers' recipes) and `playbook` are drawn before the others share what is left.
    """

    chinese: float = 0.6
    words: float = 0.3
    patterns: float = 0.15
    digits: float = 0.17
    playbook: float = 0.0
    talk: float = 0.0
    long_digits: float = 0.0
    longest_words: int = 12


def sample_sentence(rng: Random, lexicon: Lexicon, mix: TextMix, playbook: Sequence[Sentence] = ()) -> Sentence:
    """Draw one training sentence."""
    roll = rng.random()
    if playbook and roll < mix.playbook:
        return rng.choice(playbook)
    roll = rng.random()
    language = "zh" if rng.random() < mix.chinese else "en"
    if mix.long_digits:
        return long_digits(language, rng)
    if roll < mix.words:
        return random_words(language, rng, lexicon, mix.longest_words)
    if roll < mix.words + mix.digits:
        return digit_string(language, rng)
    if language == "zh" and roll < mix.words + mix.digits + mix.patterns:
        return pattern_words(rng, lexicon)
    return from_template(language, rng)
