"""What a language model words, on the screen: streaming, marked as checked, withdrawn; answers to typed questions;
translations."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from copilot_app.call_state import CallState
from copilot_app.gallery import fill_mid_call
from copilot_app.gallery_calls import CALL, NOW_MS
from copilot_app.panes.parts import Chip, Words
from copilot_app.window import CompanionWindow
from protocol.assist import Answer, Feedback, Suggestion, SuggestionPart, SuggestionWithdrawn, Translation
from protocol.transcript import Final


@pytest.fixture
def call(window: CompanionWindow, state: CallState) -> CompanionWindow:
    fill_mid_call(state, "en")
    QApplication.processEvents()
    return window


def words_of(pane: Any) -> list[str]:
    """Every word and chip that is to be seen in a pane."""
    return [part.text() for kind in (Words, Chip) for part in pane.findChildren(kind) if part.isVisibleTo(pane)]


DRAFT = Suggestion(call=CALL, id="s9", seq=900, text="We call you within 3 days.", alternatives=("An approved reply.",),
                   source_titles=("", "House reply"), engine="openai:qwen", answers="When?", speech_end_ms=NOW_MS - 900)


def test_the_beginning_is_shown_and_can_not_be_used_yet(call: CompanionWindow, state: CallState) -> None:
    pane = call.panes["reply"]
    sent: list[Any] = []
    state.intent.connect(sent.append)
    state.apply(SuggestionPart(call=CALL, id="s9", text="We call you", engine="openai:qwen", answers="When?",
                               speech_end_ms=NOW_MS - 900))
    QApplication.processEvents()
    assert "We call you\u00a0…" in words_of(pane) and "Being written; what stands here is checked" in words_of(pane)
    QGuiApplication.clipboard().setText("before")
    QTest.keyClick(call, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(call, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert QGuiApplication.clipboard().text() == "before"
    assert not [one for one in sent if isinstance(one, Feedback) and one.action in ("accepted", "copied")]


def test_the_whole_text_takes_its_place_and_says_who_worded_it(call: CompanionWindow, state: CallState) -> None:
    pane = call.panes["reply"]
    state.apply(
        SuggestionPart(call=CALL, id="s9", text="We call you", engine="openai:qwen", speech_end_ms=NOW_MS - 900)
    )
    state.apply(DRAFT)
    QApplication.processEvents()
    assert "Worded by the language model, checked" in words_of(pane)
    QTest.keyClick(call, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert "Approved reply" in words_of(pane) and "An approved reply." in words_of(pane)
    QTest.keyClick(call, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    row = state.suggestions.first()
    assert row is not None and row.chosen == 0 and row.drafted


def test_the_lag_is_that_of_the_first_words(call: CompanionWindow, state: CallState) -> None:
    measured: list[tuple[str, str, float]] = []
    state.lag_measured.connect(lambda kind, item, lag: measured.append((kind, item, lag)))
    state.apply(SuggestionPart(call=CALL, id="s9", text="We", engine="openai:qwen", speech_end_ms=NOW_MS - 900))
    state.painted("suggestion", "s9")
    state.apply(SuggestionPart(call=CALL, id="s9", text="We call", engine="openai:qwen", speech_end_ms=NOW_MS - 900))
    state.apply(DRAFT)
    state.painted("suggestion", "s9")
    assert [one for one in measured if one[1] == "s9"] == [("suggestion", "s9", 900.0)]


@pytest.mark.parametrize(("why", "words"), [
    ("said", "Taken back: you have said it."), ("topic", "Taken back: the talk has moved on."),
    ("replaced", "Taken back: something else fits better."), ("expired", "Taken back: its moment has passed.")])
def test_a_withdrawn_suggestion_says_why(call: CompanionWindow, state: CallState, why: str, words: str) -> None:
    pane = call.panes["reply"]
    first = state.suggestions.first()
    assert first is not None
    state.apply(SuggestionWithdrawn(call=CALL, id="unknown", why="said", seq=901))
    assert words not in words_of(pane)
    state.apply(SuggestionWithdrawn(call=CALL, id=first.id, why=why, seq=902))  # type: ignore[arg-type]
    assert words in words_of(pane)
    state.apply(msgspec.structs.replace(DRAFT, seq=903))
    assert words not in words_of(pane)


def test_an_answer_names_its_article_and_is_closed_by_key(call: CompanionWindow, state: CallState) -> None:
    pane = call.panes["ask"]
    state.apply(
        Answer(
            call=CALL,
            seq=904,
            question="early fee",
            text="Fee: 1 % in the first year",
            source=("early_rule",),
            source_titles=("Early payoff · 2026-10-08",),
        )
    )
    QApplication.processEvents()
    assert "Fee: 1 % in the first year" in words_of(pane) and "Early payoff · 2026-10-08" in words_of(pane)
    assert "early_rule" not in " ".join(words_of(pane)), "the article's id is no word for the agent; the tool tip has it"
    QTest.keyClick(call, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert state.answer is None and "Fee: 1 % in the first year" not in words_of(pane)


def test_a_translation_stands_under_its_line(call: CompanionWindow, state: CallState) -> None:
    state.apply(
        Final(
            call=CALL,
            seq=905,
            utterance="customer-9",
            channel="customer",
            start_ms=NOW_MS,
            end_ms=NOW_MS + 1,
            text="Hola",
        )
    )
    state.apply(Translation(call=CALL, seq=906, utterance="customer-9", text="Hello", lang="en"))
    state.apply(Translation(call=CALL, seq=907, utterance="customer-unknown", text="Nothing", lang="en"))
    row = state.transcript.get("customer-9")
    assert row is not None and (row.text, row.translation) == ("Hola", "Hello")
    QApplication.processEvents()
    assert not call.grab().isNull()
