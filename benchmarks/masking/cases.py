"""The calls to mask: a seed in, cases with every private digit (and every quantity that must stay) marked out.

A case is a few turns of a call.  Its `half` is drawn from a hash of language, entity, carrier and style, so that whole ways
of saying a number are kept apart from those that the masker is tuned on.  Next: `measuring`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from random import Random
from typing import Literal

from protocol.message import Channel, Language

from .carriers import CARRIERS, INTERJECTIONS, Carrier
from .quantities import quantity_cases
from .spoken import STYLES, Piece, say

Half = Literal["tuning", "held"]

LENGTHS = {"card": (16, 19), "id_card": (18, 18), "phone": (11, 11), "account": (9, 17), "cvv": (3, 3), "otp": (6, 6),
           "password": (6, 6), "ssn": (9, 9)}
_EVERY_STYLE = ("card", "id_card", "phone", "account", "ssn")


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance."""

    channel: Channel
    text: str
    spans: tuple[tuple[int, int, int], ...] = ()
    """[start, end) in the text and how many private digits it says; for a quantity the place that must stay."""


@dataclass(frozen=True, slots=True)
class Case:
    """A stretch of a call with one entity, or with one quantity that looks like one."""

    lang: Language
    entity: str
    """What redaction calls it; for a quantity its kind, such as `amount`."""
    style: str
    turns: tuple[Turn, ...]
    private: bool = True
    key: str = ""
    """What the half is drawn from."""
    half: Half = field(default="tuning")


def all_cases(seed: int, per_way: int) -> list[Case]:
    """Every language, entity, carrier and style, `per_way` numbers each, and the quantities."""
    rng = Random(seed)
    cases: list[Case] = []
    for lang, by_entity in CARRIERS.items():
        for entity, carriers in by_entity.items():
            styles = STYLES if entity in _EVERY_STYLE else (
                ("plain", "arabic", "fillers", "turns") if entity in ("otp", "password") else ("plain", "arabic"))
            for index, carrier in enumerate(carriers):
                for style in (styles if entity in LENGTHS else ("words",)):
                    for _ in range(per_way):
                        cases.append(_case(lang, entity, carrier, index, style, rng))
    for lang, kind, index, turns in quantity_cases(rng, per_way * 4):
        key = f"{lang} {kind} {index}"
        cases.append(Case(lang, kind, "quantity", tuple(
            Turn(channel, text, ((begin, end, 1),) if end else ()) for channel, text, begin, end in turns), False, key, _half(key)))
    return cases


def _case(lang: Language, entity: str, carrier: Carrier, index: int, style: str, rng: Random) -> Case:
    parts = say(_number(lang, entity, rng), lang, style, rng) if style != "words" else [carrier.words(rng)]
    turns: list[Turn] = []
    if carrier.asked:
        turns.append(Turn("agent", rng.choice(carrier.asked)))
    for number, part in enumerate(parts):
        before = carrier.before if number == 0 else ""
        after = carrier.after if number == len(parts) - 1 else ""
        turns.append(_turn("customer", [Piece(before), *part, Piece(after)]))
        if number < len(parts) - 1 and style == "turns_readback":
            turns.append(_turn("agent", part))
        elif number < len(parts) - 1:
            turns.append(Turn("agent", rng.choice(INTERJECTIONS[lang])))
    key = f"{lang} {entity} {index} {style}"
    return Case(lang, entity, style, tuple(turns), True, key, _half(key))


def _turn(channel: Channel, pieces: list[Piece]) -> Turn:
    text, spans = "", []
    for piece in pieces:
        if piece.digits:
            spans.append((len(text), len(text) + len(piece.text), piece.digits))
        text += piece.text
    return Turn(channel, text, tuple(spans))


def _half(key: str) -> Half:
    return "held" if blake2b(key.encode(), digest_size=2).digest()[0] % 2 else "tuning"


def _number(lang: Language, entity: str, rng: Random) -> str:
    """A fictional number of the entity's form."""
    low, high = LENGTHS[entity]
    digits = "".join(rng.choice("0123456789") for _ in range(rng.choice((low, high))))
    if entity == "card":
        return ("62" if lang == "zh" else rng.choice(("4", "52"))) + digits[2 if lang == "zh" else 1:][:len(digits) - 1]
    if entity == "id_card":
        born = f"{rng.randrange(1950, 2006)}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}"
        return f"{rng.choice(('11', '31', '44', '51'))}0{digits[:3]}{born}{digits[3:6]}{rng.choice('0123456789X')}"
    if entity == "phone":
        return f"1{rng.choice('35789')}{digits[:9]}" if lang == "zh" else f"{rng.choice('23456789')}{digits[:2]}555{digits[3:7]}"
    return digits
