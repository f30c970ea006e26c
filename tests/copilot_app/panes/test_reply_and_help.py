"""Reply, mood, checklist, cards, customer: what they show, what their buttons send."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from copilot_app.call_state import CallState
from copilot_app.gallery import fill_mid_call
from copilot_app.panes import CardsPane, ChecklistPane, CustomerPane, MoodPane, ReplyPane
from copilot_app.window import CompanionWindow
from protocol.assist import Card, CardRow, Fact, Feedback, Suggestion
from protocol.call import CustomerField, CustomerRecord


@pytest.fixture
def call(window: CompanionWindow, state: CallState) -> CompanionWindow:
    fill_mid_call(state, "en")
    QApplication.processEvents()
    return window


def test_the_reply_is_used_by_key_and_goes_to_the_clipboard(call: CompanionWindow, state: CallState) -> None:
    sent: list[Any] = []
    state.intent.connect(sent.append)
    reply = call.panes["reply"]
    assert isinstance(reply, ReplyPane)
    QTest.keyClick(call, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(call, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    row = state.suggestions.first()
    assert row is not None and row.accepted and row.chosen == 1
    assert QGuiApplication.clipboard().text() == row.text
    assert [each.action for each in sent if isinstance(each, Feedback) and each.action != "painted"] == ["next", "accepted"]
    assert not reply._accept.isEnabled() and reply._used.isVisible()


def test_figures_from_the_record_are_marked_and_kept_on_one_line(call: CompanionWindow, state: CallState) -> None:
    state.apply(Suggestion(call="gallery", id="s2", text="You owe $12,400 now.", seq=800,
                           facts=(Fact(value="$12,400", origin="customer.loan_balance"),
                                  Fact(value="9%", origin="product.x.y"))))
    reply = call.panes["reply"]
    assert isinstance(reply, ReplyPane)
    spans = reply._text._spans
    assert len(spans) == 1
    shown = reply._text.text()[spans[0].start:spans[0].end]
    assert shown.replace("\u2060", "") == "$12,400"
    assert reply._facts.text() == "Verified: $12,400 (customer record)", "a figure that is not in the text is not claimed"


def test_a_reply_without_a_source_shows_no_empty_row(call: CompanionWindow, state: CallState) -> None:
    reply = call.panes["reply"]
    assert isinstance(reply, ReplyPane) and reply._sources_row.isVisible()
    state.apply(Suggestion(call="gallery", id="s3", text="We call back.", source=("r",), source_titles=("",), seq=801))
    assert not reply._sources_row.isVisible() and not reply._notes.isVisible()


def test_muted_prompts_leave_compliance_and_checklist(call: CompanionWindow, state: CallState) -> None:
    QTest.keyClick(call, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    visible = {name for name, pane in call.panes.items() if pane.isVisible()}
    assert {"banner", "checklist", "transcript", "strip"} <= visible
    assert not {"mood", "cards"} & visible
    reply = call.panes["reply"]
    assert isinstance(reply, ReplyPane) and not reply._text.isVisible() and reply._unmute.isVisible()
    QTest.mouseClick(reply._unmute, Qt.MouseButton.LeftButton)
    assert reply._text.isVisible() and call.panes["mood"].isVisible()


def test_the_mood_has_a_word_a_cause_and_a_trend(call: CompanionWindow) -> None:
    mood = call.panes["mood"]
    assert isinstance(mood, MoodPane)
    assert mood._name.text() == "Customer: Angry"
    assert mood._cue.text() == "6 dB louder; 1.3 times the pace; said “complaint”"
    assert len(mood._trend._scores) == 7


@pytest.mark.parametrize(("width", "items"), [(420, 2), (960, 4), (1400, 7)])
def test_the_checklist_shows_what_is_next_first(call: CompanionWindow, width: int, items: int) -> None:
    checklist = call.panes["checklist"]
    assert isinstance(checklist, ChecklistPane)
    call.resize(width, 900)
    shown = [key for key, item in checklist._items.items() if item.isVisibleTo(checklist)]
    assert len(shown) == items
    assert "annualised_cost" in shown, "what was missed comes first"
    assert checklist._items["annualised_cost"].due.text() == "missed"
    assert checklist._items["complaint_registered"].due.text() == "by 03:42"


def test_cards_fold_in_the_narrow_window_and_never_exceed_six_lines(call: CompanionWindow, state: CallState) -> None:
    cards = call.panes["cards"]
    assert isinstance(cards, CardsPane)
    rows = tuple(CardRow(label=f"l{at}", value=f"v{at}") for at in range(9))
    state.apply(Card(call="gallery", kind="product", id="big", title="Big", rows=rows, body="more", seq=801))
    view = cards._views["big"]
    assert sum(label.isVisibleTo(view) for label in view._labels) == 6
    assert not view._body.isVisibleTo(view)
    folded = [key for key, each in cards._views.items() if each._folded]
    assert set(folded) == {"complaint", "xingxiang", "harbor", "early"} & set(cards._views)
    QTest.mouseClick(cards._views["complaint"], Qt.MouseButton.LeftButton)
    assert not cards._views["complaint"]._folded and cards._views["big"]._folded


def test_a_pin_is_sent_and_shown(call: CompanionWindow, state: CallState) -> None:
    cards = call.panes["cards"]
    assert isinstance(cards, CardsPane)
    cards._views["early"]._pin.click()
    assert [row.id for row in state.cards][0] == "early"
    assert cards._views["early"]._pin.accessibleName() == "Unpin the card"


def test_the_record_says_from_when_it_is(call: CompanionWindow, state: CallState) -> None:
    customer = call.panes["customer"]
    assert isinstance(customer, CustomerPane)
    assert customer._dated.text() == "record of 2026-11-01"
    state.apply(CustomerRecord(call="gallery", customer_id="1", name="X", seq=802, fields=(
        CustomerField(key="a", label="A", value="1", verified="2026-01-01", source="CRM"),
        CustomerField(key="b", label="B", value="2", verified="now", source="CRM"),
        CustomerField(key="c", label="C", value="3", verified="2026-01-01", source="CRM"))))
    assert customer._dated.text() == "record of 2026-01-01"
    assert customer._facts._grid.itemAtPosition(1, 2).widget().text() == "verified today"  # type: ignore[union-attr]


def test_the_record_opens_by_key_in_the_narrow_window(call: CompanionWindow) -> None:
    assert not call.panes["customer"].isVisible()
    QTest.keyClick(call, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert call.panes["customer"].isVisible()


@pytest.mark.parametrize(("kind", "name"), [("suggestion", "reply"), ("mood", "mood"), ("card", "cards"),
                                            ("checklist", "checklist")])
def test_painted_follows_a_paint_event(window: CompanionWindow, state: CallState, kind: str, name: str) -> None:
    window.hide()
    painted: list[str] = []
    window.panes[name].painted.connect(lambda what, _item: painted.append(what))
    fill_mid_call(state, "en")
    QApplication.processEvents()
    assert painted == [], "nothing was painted while the window was hidden"
    window.resize(1400, 900)
    window.show()
    for _ in range(3):
        QApplication.processEvents()
    window.repaint()
    assert set(painted) == {kind}
    count = len(painted)
    window.repaint()
    assert len(painted) == count, "only the first paint of an item counts"


def test_a_figure_inside_a_verified_one_is_not_named_again(call: CompanionWindow, state: CallState) -> None:
    origin = "product.harbor.early_repayment"
    state.apply(Suggestion(call="gallery", id="s9", text="The fee is 1% of the balance, none after 12 months.", seq=810,
                           facts=(Fact(value="1% of the balance, none after 12 months", origin=origin),
                                  Fact(value="1%", origin=origin), Fact(value="12 months", origin="said:customer-1"))))
    reply = call.panes["reply"]
    assert isinstance(reply, ReplyPane)
    assert reply._facts.text() == ("Verified: 1% of the balance, none after 12 months (product table); "
                                   "12 months (said by the customer)"), "another origin is another fact"
