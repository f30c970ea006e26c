"""What was said before comes to one of a few lengths, and nothing of it is lost that fits."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from models.asr.prompting import BEGINNINGS, BUCKETS, Prompting
from models.asr.recogniser import Context
from models.asr.whisper_files import SpecialTokens

TOKENS = SpecialTokens(end=1_000_000, start=1_000_001, transcribe=1_000_002, no_timestamps=1_000_003,
                       start_of_prev=1_000_004, multilingual=True, languages=("en", "zh"),
                       language_ids={"en": 1_000_005, "zh": 1_000_006})


class Characters:
    """A token a character."""

    def encode(self, text: str, add_special_tokens: bool) -> Any:
        return SimpleNamespace(ids=[ord(character) for character in text])


def before(context: Context, lang: str = "en", *, prompts: bool = True, seeded: bool = True) -> str:
    ids = Prompting(Characters(), TOKENS, prompts=prompts, seeded=seeded).start(lang, context)
    head = ids[:-4]
    assert ids[-4:] == [TOKENS.start, TOKENS.language_ids[lang], TOKENS.transcribe, TOKENS.no_timestamps]
    assert not head or head[0] == TOKENS.start_of_prev
    return "".join(map(chr, head[1:]))


@pytest.mark.parametrize("said", ["", "a", "a" * 31, "a" * 32, "b" * 95, "b" * 300])
@pytest.mark.parametrize("hot", [(), ("Star",), ("Northlight Bank", "Harbor Loan", "Mister Grant", "annual percentage rate")])
def test_there_are_few_lengths(said: str, hot: tuple[str, ...]) -> None:
    found = before(Context(said, hot))
    assert len(found) in BUCKETS
    assert found.endswith(said[-40:]) and ("" if not hot else hot[0]) in found


def test_nothing_before_is_nothing_unless_the_model_needs_a_beginning() -> None:
    assert before(Context()) == before(Context(), "zh", seeded=False) == ""
    assert len(before(Context(), "zh")) == 32 and BEGINNINGS["zh"].strip("。") in before(Context(), "zh")


def test_a_model_that_never_saw_prompts_gets_none() -> None:
    assert before(Context("said", ("hot",)), "zh", prompts=False) == ""


def test_what_is_missing_is_filled_in_front_and_what_is_too_much_is_cut_there() -> None:
    short = before(Context("thirty-one characters to be kept"[:31]))
    assert len(short) == 32 and short.endswith("thirty-one characters to be kep")
    filled = before(Context("fine"))
    assert filled.endswith(" fine") and (" " + BEGINNINGS["en"])[-27:] == filled[:-5]
    assert before(Context("0123456789" * 20)) == ("0123456789" * 20)[-96:]


def test_names_keep_their_place_in_a_long_prompt() -> None:
    found = before(Context("x" * 300, ("Star Bank", "y" * 100)))
    assert found[:11] == " Star Bank," and len(found) == 96 and found.count("x") == 48


def test_the_beginning_alone_is_no_text() -> None:
    prompting = Prompting(Characters(), TOKENS, prompts=True, seeded=True)
    assert prompting.is_beginning("普通话通话，", "zh") and prompting.is_beginning("in English, with full punctuation.", "en")
    assert not prompting.is_beginning("通话", "zh") and not prompting.is_beginning("The following is mine", "en")
    assert not prompting.is_beginning("普通话通话", "en")


def test_a_tokenizer_that_makes_nothing_of_a_text_is_survived() -> None:
    nothing: Any = SimpleNamespace(encode=lambda text, add_special_tokens: SimpleNamespace(ids=[]))
    assert Prompting(nothing, TOKENS, prompts=True, seeded=True).start("zh", Context("x", ("y",)))[0] == TOKENS.start
