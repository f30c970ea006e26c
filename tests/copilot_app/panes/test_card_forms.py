"""Cards that can be filled in, with real widgets: typing, keys, answers of the server, steps, buttons."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from copilot_app.call_state import CallState
from copilot_app.gallery import fill_cards
from copilot_app.gallery_cards import form_cards
from copilot_app.i18n import Translator
from copilot_app.panes import CardsPane
from copilot_app.panes.card_view import CardView
from copilot_app.theme import Theme
from copilot_app.window import CompanionWindow
from protocol.assist import Card, CardInput, CardRow, Feedback
from protocol.call import CallEnded
from protocol.message import Language, Message
from protocol.wire import decode, encode

PLAN = "instalment.harbor"


@pytest.fixture
def sent(state: CallState) -> list[Message]:
    """What the client wants to send."""
    messages: list[Message] = []
    state.intent.connect(messages.append)
    return messages


@pytest.fixture
def pane(window: CompanionWindow, state: CallState) -> CardsPane:
    """The cards of a call in a wide window."""
    window.resize(960, 900)
    fill_cards(state, "en")
    QApplication.processEvents()
    cards = window.panes["cards"]
    assert isinstance(cards, CardsPane)
    return cards


def line(view: CardView, name: str) -> QLineEdit:
    editor = view._entries[name].editor
    assert isinstance(editor, QLineEdit)
    return editor


def inputs(sent: list[Message]) -> list[tuple[str, str, str]]:
    return [(one.card, one.field, one.value) for one in sent if isinstance(one, CardInput)]


def answered(name: str, value: str, problem: str = "", seq: int = 90) -> Card:
    """The server's answer to an entry on the plan: without results if there is a problem."""
    plan = form_cards("en")[-1]
    rows = tuple(replace(row, input=replace(row.input, value=value, problem=problem))
                 if row.input is not None and row.input.name == name else row for row in plan.rows
                 if row.input is not None or not problem)
    return replace(plan, rows=rows, seq=seq, in_place=True, body="" if problem else plan.body)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_gallerys_cards_could_come_over_the_wire(lang: Language) -> None:
    assert all(decode([encode(card)]) == card for card in form_cards(lang))


def test_a_value_is_sent_after_a_rest_and_old_results_turn_pale(pane: CardsPane, sent: list[Message], state: CallState,
                                                                qtbot: Any) -> None:
    view = pane._views[PLAN]
    editor = line(view, "amount")
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "25000")
    assert inputs(sent) == [] and all(value._colour == "ink_faint" for value in view._results)
    qtbot.waitUntil(lambda: inputs(sent) == [(PLAN, "amount", "25000")])
    state.apply(answered("amount", "25000"))
    assert all(value._colour == "ink" for value in view._results) and editor.text() == "25000"
    assert [row.id for row in state.cards][0] == PLAN, "it keeps its place"


def test_what_is_being_typed_survives_an_older_answer(pane: CardsPane, sent: list[Message], state: CallState) -> None:
    view = pane._views[PLAN]
    editor = line(view, "amount")
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "3")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "0")
    state.apply(answered("amount", "3"))
    assert editor.text() == "30" and all(value._colour == "ink_faint" for value in view._results)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert inputs(sent) == [(PLAN, "amount", "3"), (PLAN, "amount", "30")]


def test_a_problem_is_said_beneath_the_field_and_no_result_stays(pane: CardsPane, state: CallState) -> None:
    state.apply(answered("amount", "-1", "Must be more than 0"))
    view = pane._views[PLAN]
    entry = view._entries["amount"]
    assert entry._problem.isVisibleTo(view) and entry._problem.text() == "Must be more than 0"
    assert entry.editor.accessibleDescription() == "Must be more than 0" and view._results == []
    assert not view._body.isVisibleTo(view)
    state.apply(answered("amount", "20000", seq=91))
    assert not entry._problem.isVisibleTo(view) and len(view._results) == 4


def test_a_form_is_filled_in_from_the_keyboard_alone(pane: CardsPane, window: CompanionWindow, sent: list[Message]) -> None:
    window.shortcuts["fill_card"].activated.emit()
    view = pane._views[PLAN]
    order = ["amount", "rate", "term", "method", "fee"]
    for name in order:
        assert QApplication.focusWidget() is view._entries[name].editor, name
        if name == "term":
            QTest.keyClick(view._entries[name].editor, Qt.Key.Key_Up)
        if name == "rate":
            QTest.keyClicks(view._entries[name].editor, "9")
            QTest.keyClick(view._entries[name].editor, Qt.Key.Key_Escape)
        if name == "method":
            QTest.keyClick(view._entries[name].editor, Qt.Key.Key_Down)
        QTest.keyClick(view._entries[name].editor, Qt.Key.Key_Tab)
    assert inputs(sent) == [(PLAN, "term", "37"), (PLAN, "method", "1")], "Escape took the rate back"


def test_the_wheel_changes_no_list(pane: CardsPane, sent: list[Message]) -> None:
    box = pane._views[PLAN]._entries["method"].editor
    turned = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
                         Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(box, turned)
    assert pane._views[PLAN]._entries["method"].text() == "0" and inputs(sent) == []


def test_steps_are_ticked_and_buttons_pressed(pane: CardsPane, sent: list[Message]) -> None:
    view = pane._views["complaint_handling"]
    registered, settled = view._steps._steps.values()
    assert registered.accessibleName().endswith("(done)") and not registered.button.isVisibleTo(view)
    settled.button.setFocus()
    QTest.keyClick(settled.button, Qt.Key.Key_Space)
    view._actions._buttons["answer:no"].click()
    assert inputs(sent) == [("complaint_handling", "settled", "1"), ("complaint_handling", "answer:no", "")]


def test_other_questions_take_the_place_of_the_old(pane: CardsPane, state: CallState) -> None:
    questions = next(card for card in form_cards("en") if card.id == "wealth_match")
    rows = tuple(replace(row, input=replace(row.input, name=f"next{at}")) for at, row in enumerate(questions.rows)
                 if row.input is not None)
    state.apply(replace(questions, rows=rows, seq=95, in_place=True))
    assert list(pane._views["wealth_match"]._entries) == ["next0", "next1", "next2"]


def test_a_closed_card_is_gone_and_said(pane: CardsPane, window: CompanionWindow, state: CallState, sent: list[Message]) -> None:
    window.shortcuts["close_card"].activated.emit()
    assert state.cards.get(PLAN) is None and PLAN not in pane._views
    pane._views["complaint_handling"]._close.click()
    assert [(one.kind, one.item, one.action) for one in sent if isinstance(one, Feedback) and one.action == "dismissed"] \
        == [("card", PLAN, "dismissed"), ("card", "complaint_handling", "dismissed")]


def test_nothing_is_entered_after_the_call(pane: CardsPane, state: CallState) -> None:
    assert line(pane._views[PLAN], "amount").isEnabled()
    state.apply(CallEnded(call="gallery", seq=99))
    assert not line(pane._views[PLAN], "amount").isEnabled()


def test_a_pinned_card_stays_pinned_when_it_changes_in_place(pane: CardsPane, state: CallState) -> None:
    state.agent.pin_card("complaint_handling")
    complaint = next(card for card in form_cards("en") if card.id == "complaint_handling")
    state.apply(replace(complaint, rows=(CardRow(label="a", value="b"),), seq=96, in_place=True))
    row = state.cards.first()
    assert row is not None and row.id == "complaint_handling" and row.pinned


def test_forms_fit_into_the_narrow_window(window: CompanionWindow, state: CallState, theme: Theme, translator: Translator) -> None:
    translator.use("en")
    fill_cards(state, "en")
    for scale in (1.0, 1.3):
        theme.use("dark", scale)
        window.resize(420, 1040)
        window.show()
        for _ in range(4):
            QApplication.processEvents()
        cards = window.panes["cards"]
        assert isinstance(cards, CardsPane)
        for card, view in cards._views.items():
            cards._unfold(card)
            QApplication.processEvents()
            assert all(part.x() + part.width() <= view.width() for part in view._entries.values())
