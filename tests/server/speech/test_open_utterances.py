"""Between the first partial and the final: what is decoded, what is shown, and what is forgotten."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from server.speech.open_utterances import LONG_SAMPLES, LONGEST_SAMPLES, WHOLE, OpenUtterances, Piece

KEY = ("call", "agent-0")
SECOND = 16_000
NOISE = np.random.default_rng(1).normal(0, 0.1, 12 * SECOND).astype(np.float32)


def sound(seconds: float, *pauses_s: float, pause_s: float = 0.3) -> NDArray[np.float32]:
    """Noise with silence from each of these seconds on."""
    samples = NOISE[: int(seconds * SECOND)].copy()
    for at in pauses_s:
        samples[int(at * SECOND) : int((at + pause_s) * SECOND)] *= 0.001
    return samples


def settled(utterances: OpenUtterances, text: str, lang: str = "zh", piece: Piece = WHOLE) -> str:
    """Hear a text twice; what is settled then."""
    utterances.hear(KEY, lang, text, piece, 1.0)
    shown, stable = utterances.hear(KEY, lang, text, piece, 2.0)
    return shown[:stable]


def test_two_decodes_settle_and_a_rejected_one_shows_nothing() -> None:
    utterances = OpenUtterances()
    assert utterances.hear(KEY, "zh", "您好", WHOLE, 1.0) == ("您好", 0)
    assert utterances.hear(KEY, "zh", "您好请问", WHOLE, 2.0) == ("您好请问", 2)
    assert utterances.hear(KEY, "zh", "", WHOLE, 3.0) == ("", 0)
    assert utterances.heard_s(KEY) == 3.0 and utterances.heard_s(("call", "other")) == 0.0


def test_nothing_is_shown_once_the_final_is_handed_in() -> None:
    utterances = OpenUtterances()
    utterances.hear(KEY, "zh", "您好", WHOLE, 1.0)
    utterances.close(KEY)
    assert utterances.hear(KEY, "zh", "您好请问", WHOLE, 2.0) == ("", 0)
    assert utterances.piece(KEY, sound(9.0, 5.0)) == WHOLE


def test_a_short_utterance_is_decoded_whole() -> None:
    utterances = OpenUtterances()
    settled(utterances, "您好请问")
    assert utterances.piece(KEY, sound(5.9, 3.0)) == WHOLE
    assert utterances.piece(("call", "unheard"), sound(7.0, 3.0)) == WHOLE


def test_a_long_one_is_cut_at_its_latest_pause_and_goes_on_behind_it() -> None:
    utterances = OpenUtterances()
    assert settled(utterances, "您好这里是星辰银行请问有什么") == "您好这里是星辰银行请问有什么"
    audio = sound(7.0, 3.0, 5.0)
    closing = utterances.piece(KEY, audio)
    assert closing.start_sample == 0 and 5.0 * SECOND < (closing.end_sample or 0) < 5.3 * SECOND
    np.testing.assert_array_equal(closing.of(audio), audio[: closing.end_sample])
    assert utterances.hear(KEY, "zh", "您好，这里是星辰银行，", closing, 3.0) == ("", 0)
    behind = utterances.piece(KEY, sound(7.5, 3.0, 5.0))
    assert behind == Piece(closing.end_sample or 0)
    shown, stable = utterances.hear(KEY, "zh", "请问有什么可以帮您", behind, 4.0)
    assert shown == "您好这里是星辰银行请问有什么可以帮您" and shown[:stable] == "您好这里是星辰银行请问有什么"


def test_a_partial_that_was_on_its_way_when_the_window_moved_still_counts() -> None:
    utterances = OpenUtterances()
    settled(utterances, "您好这里是星辰银行")
    closing = utterances.piece(KEY, sound(7.0, 5.0))
    utterances.hear(KEY, "zh", "您好这里是星辰银行", closing, 3.0)
    assert utterances.hear(KEY, "zh", "您好这里是星辰银行请问", WHOLE, 4.0)[0] == "您好这里是星辰银行请问"


@pytest.mark.parametrize("said", ["今天天气很好我们去公园", "您好这里是星辰银行二十", "您好这里是星辰银行百分之"])
def test_a_piece_that_says_something_else_or_ends_in_a_number_moves_nothing(said: str) -> None:
    utterances = OpenUtterances()
    settled(utterances, "您好这里是星辰银行")
    closing = utterances.piece(KEY, sound(7.0, 5.0))
    utterances.hear(KEY, "zh", said, closing, 3.0)
    assert utterances.piece(KEY, sound(7.5, 5.0)) == WHOLE, "not at once again"
    assert utterances.piece(KEY, sound(8.5, 5.0, 7.0)).start_sample == 0


def test_without_a_pause_the_window_grows_to_its_limit_and_is_cut_where_it_is_quietest() -> None:
    utterances = OpenUtterances()
    settled(utterances, "您好")
    assert utterances.piece(KEY, sound(LONGEST_SAMPLES / SECOND - 0.1)) == WHOLE
    audio = sound(LONGEST_SAMPLES / SECOND)
    audio[4 * SECOND : 5 * SECOND] *= 0.5
    end = utterances.piece(KEY, audio).end_sample
    assert end is not None and 4 * SECOND < end < 5 * SECOND


def test_english_pieces_are_joined_as_one_sentence() -> None:
    utterances = OpenUtterances()
    settled(utterances, "I would like to pay", "en")
    closing = utterances.piece(KEY, sound(7.0, 5.0))
    utterances.hear(KEY, "en", "I would like to pay", closing, 3.0)
    shown, _ = utterances.hear(KEY, "en", "Off my loan early", Piece(closing.end_sample or 0), 4.0)
    assert shown == "I would like to pay off my loan early"


def test_the_longest_unheard_is_forgotten_and_what_comes_for_it_shows_nothing() -> None:
    utterances = OpenUtterances(most_open=2)
    settled(utterances, "您好这里是星辰银行")
    closing = utterances.piece(KEY, sound(7.0, 5.0))
    utterances.hear(KEY, "zh", "您好这里是星辰银行", closing, 3.0)
    for name in ("b", "c"):
        utterances.hear(("call", name), "zh", "好", WHOLE, 4.0)
    assert len(utterances) == 2
    assert utterances.hear(KEY, "zh", "请问", Piece(closing.end_sample or 0), 5.0) == ("", 0)


@settings(max_examples=40)
@given(
    st.sampled_from(["zh", "en"]),
    st.lists(st.tuples(st.text(alphabet="ab 我你2十万.，", max_size=12), st.floats(0.5, 2.0)), max_size=14),
)
def test_settled_text_only_grows_however_the_sound_is_cut(lang: str, decodes: list[tuple[str, float]]) -> None:
    utterances = OpenUtterances()
    seconds, before = 0.6, ""
    for text, more_s in decodes:
        seconds = min(12.0, seconds + more_s)
        piece = utterances.piece(KEY, sound(seconds, 4.0, 9.0))
        assert (piece.end_sample or int(seconds * SECOND)) - piece.start_sample <= 12 * SECOND
        shown, stable = utterances.hear(KEY, lang, text, piece, seconds)
        assert stable <= len(shown)
        if shown:
            assert shown[:stable].startswith(before)
            before = shown[:stable]


def test_windows_stay_short_in_a_long_utterance() -> None:
    utterances = OpenUtterances()
    settled(utterances, "您好")
    longest = 0
    for tenths in range(60, 118, 4):
        audio = sound(tenths / 10, 3.0, 5.0, 7.0, 9.0)
        piece = utterances.piece(KEY, audio)
        utterances.hear(KEY, "zh", "您好", piece, tenths / 10)
        longest = max(longest, len(piece.of(audio)))
    assert longest <= LONG_SAMPLES + SECOND


def test_carried_words_are_settled_at_once_and_partials_go_on_behind_them() -> None:
    utterances = OpenUtterances()
    assert utterances.carry(KEY, "zh", "要多少违约金") == ("要多少违约金", 6)
    assert utterances.hear(KEY, "zh", "要多少违约金谢谢", WHOLE, 1.0) == ("要多少违约金谢谢", 6)
    assert utterances.hear(KEY, "zh", "要多少违约金谢谢您", WHOLE, 2.0) == ("要多少违约金谢谢您", 8)


def test_words_are_carried_in_front_of_what_was_heard_of_the_next_utterance_already() -> None:
    utterances = OpenUtterances()
    utterances.hear(KEY, "zh", "要多少为约金谢谢", WHOLE, 1.0)
    text, stable = utterances.carry(KEY, "zh", "要多少违约金")
    assert text == "要多少违约金谢谢" and text[:stable] == "要多少违约金"


def test_words_carried_to_an_utterance_whose_final_is_handed_in_are_shown_until_it_comes() -> None:
    utterances = OpenUtterances()
    utterances.close(KEY)
    assert utterances.carry(KEY, "zh", "要多少违约金") == ("要多少违约金", 6)
    assert utterances.hear(KEY, "zh", "要多少违约金", WHOLE, 1.0) == ("", 0)
