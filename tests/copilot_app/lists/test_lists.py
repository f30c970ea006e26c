"""The item models: they keep Qt's contract, their order, and one row for one id."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from copilot_app.lists import (
    ROW_ROLE,
    AlertList,
    AlertRow,
    CallList,
    CallRow,
    CardList,
    CardRow,
    ChecklistList,
    ChecklistRow,
    KeyedList,
    Mark,
    SuggestionList,
    SuggestionRow,
    TranscriptList,
    TranscriptRow,
)
from copilot_app.lists.assistance import MAX_UNPINNED_CARDS

ROWS: dict[type[KeyedList[Any]], list[Any]] = {
    TranscriptList: [TranscriptRow("a", "agent", 900, 1_000, "x"), TranscriptRow("b", "customer", 100, 200, "y"),
                     TranscriptRow("a", "agent", 900, 1_300, "x z", final=True)],
    AlertList: [AlertRow("1", "threat", "inform", "t"), AlertRow("2", "insult", "stop", "t", seq=2)],
    SuggestionList: [SuggestionRow("1", ("a", "b"), seq=1), SuggestionRow("2", ("c",), seq=2)],
    CardList: [CardRow("1", "product", "P", seq=1), CardRow("2", "knowledge", "K", seq=2)],
    ChecklistList: [ChecklistRow("greeting", "G"), ChecklistRow("close", "C"), ChecklistRow("greeting", "G", state="done")],
    CallList: [CallRow("1", "zh"), CallRow("2", "en"), CallRow("1", "zh", state="ended")],
}


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.__name__)
def test_keeps_the_contract_of_item_models(kind: type[KeyedList[Any]], qtmodeltester: Any, qapp: Any) -> None:
    model = kind()
    qtmodeltester.check(model, force_py=True)
    for row in ROWS[kind]:
        model.put(row)
    qtmodeltester.check(model, force_py=True)
    ids = [row.id for row in model]
    assert len(ids) == len(set(ids)) == len({row.id for row in ROWS[kind]})
    for at, row in enumerate(model):
        assert model.index(at).data(ROW_ROLE) is row
        assert model.index(at).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_partial_is_inserted_once_and_then_changed(qtbot: Any) -> None:
    rows = TranscriptList()
    first = TranscriptRow("a", "customer", 100, 400, "good")
    with qtbot.waitSignal(rows.rowsInserted):
        rows.put(first)
    with qtbot.assertNotEmitted(rows.rowsInserted), qtbot.waitSignal(rows.dataChanged) as changed:
        rows.put(replace(first, text="good morning", end_ms=900))
    assert changed.args[0].row() == 0
    assert rows.row_at(0).text == "good morning"


def test_the_transcript_is_sorted_by_start_and_the_customer_stands_first_in_a_tie() -> None:
    rows = TranscriptList()
    for key, channel, start_ms in (("late", "agent", 900), ("tie", "agent", 100), ("first", "customer", 100)):
        rows.put(TranscriptRow(key, channel, start_ms, start_ms + 10, "x"))  # type: ignore[arg-type]
    assert [row.id for row in rows] == ["first", "tie", "late"]


def test_a_mark_outside_the_text_is_refused() -> None:
    rows = TranscriptList()
    rows.put(TranscriptRow("a", "agent", 0, 1, "abc", final=True))
    rows.mark("a", Mark(1, 9, "stop"))
    rows.mark("a", Mark(2, 2, "stop"))
    rows.mark("missing", Mark(0, 1, "stop"))
    assert rows.row_at(0).marks == ()
    rows.mark("a", Mark(1, 3, "stop", "threat"))
    rows.mark("a", Mark(1, 3, "stop", "threat"))
    assert rows.row_at(0).marks == (Mark(1, 3, "stop", "threat"),)


def test_alerts_stand_by_severity_then_newest_and_disputed_ones_step_back() -> None:
    alerts = AlertList()
    for key, severity, seq in (("i", "inform", 9), ("s1", "stop", 2), ("r", "remind", 8), ("s2", "stop", 5)):
        alerts.put(AlertRow(key, "threat", severity, "t", seq=seq))  # type: ignore[arg-type]
    assert [row.id for row in alerts] == ["s2", "s1", "r", "i"]
    alerts.put(replace(alerts.row_at(0), disputed=True))
    assert [row.id for row in alerts] == ["s1", "s2", "r", "i"]


def test_pinned_cards_stay_and_the_oldest_unpinned_one_gives_way() -> None:
    cards = CardList()
    cards.put(CardRow("keep", "product", "P", pinned=True, seq=1))
    for seq in range(2, MAX_UNPINNED_CARDS + 4):
        cards.put(CardRow(f"c{seq}", "knowledge", "K", seq=seq))
    ids = [row.id for row in cards]
    assert ids[0] == "keep" and ids[1] == f"c{MAX_UNPINNED_CARDS + 3}"
    assert len(ids) == MAX_UNPINNED_CARDS + 1 and "c2" not in ids


def test_a_pinned_card_that_comes_again_stays_pinned_and_can_be_unpinned() -> None:
    cards = CardList()
    cards.put(CardRow("a", "product", "P", pinned=True, seq=1))
    cards.put(CardRow("a", "product", "P 2", seq=2))
    assert cards.row_at(0).pinned and cards.row_at(0).title == "P 2"
    cards.put(replace(cards.row_at(0), pinned=False))
    assert not cards.row_at(0).pinned


def test_what_is_due_next_is_missed_first_then_by_time() -> None:
    items = ChecklistList()
    for key, item_state, due_ms in (("open", "open", -1), ("later", "due", 9_000), ("soon", "due", 5_000),
                                    ("done", "done", 1_000)):
        items.put(ChecklistRow(key, key, state=item_state, due_ms=due_ms))  # type: ignore[arg-type]
    assert items.next_due() is not None and items.next_due().id == "soon"  # type: ignore[union-attr]
    items.put(ChecklistRow("open", "open", state="missed"))
    assert items.next_due().id == "open"  # type: ignore[union-attr]
    assert items.done_count() == 1


def test_calls_stand_newest_first() -> None:
    calls = CallList()
    for key in ("1", "2", "3"):
        calls.put(CallRow(key, "zh"))
    calls.put(CallRow("1", "zh", state="ended"))
    assert [row.id for row in calls] == ["3", "2", "1"]
