"""Which painted words lie behind a cut: from the final of what lies before it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.speech.carrying import rest_behind


@pytest.mark.parametrize(("painted", "final", "rest"), [
    ("我想提前还款要多少违约金谢谢", "我想提前还款。", "要多少违约金谢谢"),
    ("我想提前还款，要多少违约金", "我想提前还宽", "要多少违约金"),
    ("我要还20万，然后再贷10万元", "我要还20万", "然后再贷10万元"),
    ("卡号是62220200123412345678谢谢", "卡号是622202", "00123412345678谢谢"),
    ("i lost my card and i need a new one", "I lost my card.", "and i need a new one"),
    ("I lost my card, and I need", "I lost the card", "and I need"),
    ("the one that the bank sent the day before", "the one that the bank", "sent the day before"),
    ("我想提前还款", "我想提前还款，要多少", ""),
    ("我想提前还款", "我想提前还款", ""),
    ("我想提前还款要多少违约金", "今天天气很好", ""),
    ("我想提前还款", "", ""),
    ("", "我想提前还款", ""),
])
def test_the_rest_begins_where_the_final_ends(painted: str, final: str, rest: str) -> None:
    assert rest_behind(painted, final) == rest


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(("card", "new", "one", "my", "bank", "42")), min_size=1, max_size=20), st.data())
def test_a_text_that_was_heard_alike_is_parted_at_the_very_word(said: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(said)))
    assert rest_behind(" ".join(said), " ".join(said[:at]) + ".") == " ".join(said[at:])
