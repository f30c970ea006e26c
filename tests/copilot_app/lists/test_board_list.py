"""The wall-board's rows: the server's order, held while somebody reads, filters that take effect at once."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPersistentModelIndex

from copilot_app.lists import ROW_ROLE, BoardFilter, BoardList
from protocol.wallboard import BoardRow


def row(call: str, urgency: float = 0.0, **changes: Any) -> BoardRow:
    return BoardRow(call=call, urgency=urgency, agent_name=changes.pop("agent_name", call), **changes)


@pytest.fixture
def rows(qapp: Any) -> BoardList:
    rows = BoardList()
    for one in (row("a", 1), row("b", 3, team="Cards", topic="card_loss"), row("c", 2, hand=True, alerts={"remind": 1})):
        rows.put(one)
    rows.arrange()
    return rows


def shown(rows: BoardList) -> list[str]:
    return [rows.index(at, 0).data(ROW_ROLE).call for at in range(rows.rowCount())]


def test_the_most_urgent_stands_first_and_a_row_is_replaced(rows: BoardList) -> None:
    assert shown(rows) == ["b", "c", "a"]
    rows.put(row("a", 9))
    rows.arrange()
    assert shown(rows) == ["a", "b", "c"] and len(rows) == 3


def test_rows_that_come_together_are_put_in_order_together(rows: BoardList, qtbot: Any) -> None:
    arranged: list[bool] = []
    rows.arranged.connect(lambda: arranged.append(True))
    for number in range(50):
        rows.put(row(f"n{number}", number))
    qtbot.waitUntil(lambda: len(rows) == 53, timeout=60_000)
    assert len(arranged) == 1


def test_a_held_row_keeps_its_place_a_new_one_stands_at_the_end_and_an_ended_one_stays_marked(rows: BoardList) -> None:
    rows.hold("pointer", True)
    rows.put(row("a", 99))
    rows.put(row("new", 50))
    known = rows.get("b")
    assert known is not None and known.agent_name
    rows.put(BoardRow(call="b", over=True))
    rows.arrange()
    assert shown(rows) == ["b", "c", "a", "new"] and rows.moved == 2
    assert rows.index(0, 0).data(ROW_ROLE) == replace(known, over=True), "whose call it was stays to be read"
    rows.hold("selected", True)
    rows.hold("pointer", False)
    assert rows.held and shown(rows)[0] == "b"
    rows.hold("selected", False)
    assert shown(rows) == ["a", "new", "c"] and rows.moved == 0


def test_sorting_by_hand_goes_before_the_hold(rows: BoardList) -> None:
    rows.hold("pointer", True)
    rows.put(row("a", 99))
    rows.arrange(force=True)
    assert shown(rows) == ["a", "b", "c"] and rows.held


def test_a_selected_row_stays_selected_when_it_moves(rows: BoardList) -> None:
    kept = QPersistentModelIndex(rows.index(rows.place("a"), 0))
    rows.put(row("a", 99))
    rows.arrange()
    assert kept.row() == 0 and kept.data(ROW_ROLE).call == "a"


@pytest.mark.parametrize(("wanted", "left"), [
    (BoardFilter(team="Cards"), ["b"]), (BoardFilter(topic="card_loss"), ["b"]), (BoardFilter(hand=True), ["c"]),
    (BoardFilter(severity="inform"), ["c"]), (BoardFilter(severity="stop"), []), (BoardFilter(search="A"), ["b", "a"]),
    (BoardFilter(kind="training"), []), (BoardFilter(kind="customer"), ["b", "c", "a"])])
def test_filters(rows: BoardList, wanted: BoardFilter, left: list[str]) -> None:
    rows.hold("pointer", True)
    rows.set_filter(wanted)
    assert shown(rows) == left
    rows.set_filter(BoardFilter())
    assert shown(rows) == ["b", "c", "a"]


def test_a_search_finds_the_words_of_the_screen(rows: BoardList) -> None:
    rows.topic_words = lambda topic: {"card_loss": "挂失"}.get(topic, "")
    rows.set_filter(BoardFilter(search="挂失"))
    assert shown(rows) == ["b"]


def test_an_end_of_a_call_that_was_never_shown_is_nothing(rows: BoardList) -> None:
    rows.put(row("x", over=True))
    rows.arrange()
    assert rows.get("x") is None and len(rows.calls) == 3
