"""The words of an utterance that was cut off another stand in one row or the other: never in both, never in none."""

from __future__ import annotations

import pytest

from copilot_app.lists import TranscriptList, TranscriptRow
from copilot_app.paint_lag import Unpainted
from copilot_app.partial_rows import PartialRows
from protocol.transcript import Partial, UtteranceDropped

FIRST, SECOND = "customer-0", "customer-8000"


class Screen:
    """Rows as a pane shows them, and how often they changed."""

    def __init__(self) -> None:
        self.list, self.unpainted = TranscriptList(), Unpainted()
        self.rows = PartialRows(self.list, self.unpainted)

    def put(self, utterance: str, text: str, follows: str = "", heard_ms: int = 900) -> None:
        self.rows.put(Partial(call="c", utterance=utterance, channel="customer", start_ms=int(utterance[9:]) // 16,
                              heard_ms=heard_ms, text=text, follows=follows))

    def final(self, utterance: str, text: str) -> None:
        self.list.put(TranscriptRow(utterance, "customer", 0, 500, text, final=True))
        self.rows.final(utterance)

    @property
    def texts(self) -> list[str]:
        return [row.text for row in self.list]


def test_what_follows_waits_for_the_final_and_comes_with_it() -> None:
    screen = Screen()
    screen.put(FIRST, "I lost my card and I need")
    screen.put(SECOND, "and I need", FIRST)
    screen.put(SECOND, "and I need a new one", FIRST)
    assert screen.texts == ["I lost my card and I need"]
    screen.final(FIRST, "I lost my card.")
    assert screen.texts == ["I lost my card.", "and I need a new one"]
    screen.put(SECOND, "and I need a new one soon", FIRST)
    assert screen.texts[1] == "and I need a new one soon"


def test_it_waits_for_no_row_that_is_not_there_or_final() -> None:
    screen = Screen()
    screen.put(SECOND, "and I need", FIRST)
    assert screen.texts == ["and I need"]
    screen.final(FIRST, "I lost my card.")
    screen.put(SECOND, "and I need a", FIRST)
    assert "and I need a" in screen.texts


def test_its_words_have_been_painted_before_and_are_not_measured_again() -> None:
    screen = Screen()
    screen.put(FIRST, "I lost my card and I need")
    screen.unpainted.painted("partial", FIRST, 1000)
    screen.put(SECOND, "and I need", FIRST)
    screen.final(FIRST, "I lost my card.")
    assert screen.unpainted.painted("partial", SECOND, 5000) is None


def test_a_first_part_that_was_no_speech_holds_nothing_back() -> None:
    screen = Screen()
    screen.put(FIRST, "thanks for watching and I need")
    screen.put(SECOND, "and I need", FIRST)
    screen.rows.drop(UtteranceDropped(call="c", utterance=FIRST))
    assert screen.texts == ["and I need"]


@pytest.mark.parametrize("how", ["final", "drop", "all"])
def test_what_waits_and_is_over_is_never_shown(how: str) -> None:
    screen = Screen()
    screen.put(FIRST, "I lost my card and I need")
    screen.put(SECOND, "and I need", FIRST)
    if how == "final":
        screen.final(SECOND, "And I need one.")
    elif how == "drop":
        screen.rows.drop(UtteranceDropped(call="c", utterance=SECOND))
    else:
        screen.rows.take_all()
    screen.final(FIRST, "I lost my card.")
    assert "and I need" not in screen.texts


def test_only_a_few_wait() -> None:
    screen = Screen()
    screen.put(FIRST, "words")
    for number in range(1, 100):
        screen.put(f"customer-{number}", "more", FIRST)
    assert len(screen.rows) < 20
