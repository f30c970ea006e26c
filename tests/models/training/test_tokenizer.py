from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from models.training.tokenizer import (
    SPECIAL_TOKENS,
    TIMESTAMPS,
    TokenizerInvalid,
    build_tokenizer,
    check_tokenizer,
    vocabulary_list,
    written,
)

ENGLISH = ["Thank you for calling, how may I help you today?", "The rate is three point five percent."] * 20


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return build_tokenizer("贷款利率您好重庆", ENGLISH, 60)


def test_a_known_hanzi_is_one_token_and_a_rare_one_its_bytes(tokenizer: Tokenizer) -> None:
    assert len(tokenizer.encode("贷款利率，您好。", add_special_tokens=False).ids) == 8
    assert len(tokenizer.encode("龘", add_special_tokens=False).ids) == 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30))
def test_any_text_survives(tokenizer: Tokenizer, text: str) -> None:
    ids = tokenizer.encode(text, add_special_tokens=False).ids
    if not any(token in text for token in SPECIAL_TOKENS):
        assert tokenizer.decode(ids) == text


def test_special_tokens_stand_where_the_engines_look_for_them(tokenizer: Tokenizer) -> None:
    vocabulary = vocabulary_list(tokenizer)
    assert vocabulary[0] == ""
    end = tokenizer.token_to_id("<|endoftext|>")
    assert vocabulary[end : end + len(SPECIAL_TOKENS)] == list(SPECIAL_TOKENS)
    assert vocabulary[end + len(SPECIAL_TOKENS)] == "<|0.00|>" and vocabulary[-1] == "<|30.00|>"
    assert len(vocabulary) == end + len(SPECIAL_TOKENS) + TIMESTAMPS
    # The engine counts the languages from this distance: tasks and the four marks between them and the time stamps.
    start, no_stamps = tokenizer.token_to_id("<|startoftranscript|>"), tokenizer.token_to_id("<|notimestamps|>")
    assert no_stamps - start - 1 == 2 + 2 + 3


def test_no_english_word_begins_with_a_lone_space(tokenizer: Tokenizer) -> None:
    space = tokenizer.encode(" ", add_special_tokens=False).ids[0]
    for word in ("xylophone", "Quiet", "I'm", "zero", "o'clock"):
        assert space not in tokenizer.encode(written(word, "en"), add_special_tokens=False).ids


def test_a_text_token_after_the_end_is_refused(tokenizer: Tokenizer) -> None:
    broken = Tokenizer.from_str(tokenizer.to_str())
    broken.add_tokens(["贷款"])
    with pytest.raises(TokenizerInvalid):
        check_tokenizer(broken)


def test_english_is_written_with_a_space_before_it() -> None:
    assert written("Hello", "en") == " Hello" and written("您好", "zh") == "您好"
