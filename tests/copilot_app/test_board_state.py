"""The wall-board's knowledge: what is asked and when, rows, figures, gates, refusals; saved views and reasons."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from copilot_app.board_state import BoardState, together
from copilot_app.board_views import (
    BoardView,
    read_reasons,
    read_views,
    with_reason,
    with_view,
    write_reasons,
    write_views,
)
from copilot_app.link_state import LinkState
from copilot_app.lists import BoardFilter
from protocol.call import Welcome, WireError
from protocol.message import Message
from protocol.supervision import GateAnswer, GateQuery, WaitingGate, WaitingGates
from protocol.wallboard import BoardQuery, BoardRow, TeamFigures


@pytest.fixture
def board(qapp: Any) -> BoardState:
    return BoardState()


@pytest.fixture
def sent(board: BoardState) -> list[Message]:
    messages: list[Message] = []
    board.ask.connect(messages.append)
    return messages


def test_it_asks_when_it_opens_on_every_new_connection_and_ends(board: BoardState, sent: list[Message]) -> None:
    board.apply(Welcome(user="zhang"))
    assert sent == []
    board.begin()
    board.apply(BoardRow(call="a"))
    board.apply(Welcome(user="zhang"))
    assert sent == [BoardQuery(), GateQuery()] * 2 and board.rows.calls == []
    board.end()
    assert sent[-1] == BoardQuery(on=False)
    board.apply(BoardRow(call="late"))
    assert board.rows.get("late") is None


def test_a_raised_hand_and_a_stop_alert_are_told_once(board: BoardState) -> None:
    board.begin()
    told: list[str] = []
    board.hand_raised.connect(lambda row: told.append(f"hand {row.call}"))
    board.stop_alert.connect(lambda row: told.append(f"stop {row.call}"))
    board.apply(BoardRow(call="a"))
    board.apply(BoardRow(call="a", hand=True))
    board.apply(BoardRow(call="a", hand=True, alerts={"stop": 1}))
    board.apply(BoardRow(call="a", hand=True, alerts={"stop": 1}))
    board.apply(BoardRow(call="b", hand=True))
    assert told == ["hand a", "stop a"]


def test_a_call_is_never_younger_than_nothing_though_the_clocks_differ(board: BoardState) -> None:
    board.begin()
    ahead = datetime.now().astimezone() + timedelta(seconds=90)
    board.apply(BoardRow(call="a", started_at=ahead.isoformat()))
    assert 0.0 <= board.age_s(ahead.isoformat()) < 5.0
    assert 55.0 < board.age_s((ahead - timedelta(seconds=60)).isoformat()) < 65.0
    assert board.age_s("") == -1.0 and board.age_s("no time") == -1.0


def test_offline_and_refused_are_told_apart(board: BoardState) -> None:
    failed: list[str] = []
    board.failed.connect(failed.append)
    board.begin()
    board.apply(WireError(code="supervision.right"))
    assert (board.stand, board.code, failed) == ("refused", "supervision.right", ["supervision.right"])
    board.apply(TeamFigures(team="Cards", calls=2))
    assert board.stand == "live"
    board.apply(WireError(code="storage.full"))
    board.apply(WireError(code="supervision.right", call="c"))
    assert len(failed) == 1 and board.stand == "live"
    board.set_link(LinkState(phase="offline", code="server.lost"))
    assert (board.stand, board.code) == ("offline", "server.lost")


def test_a_gate_is_answered_once_and_leaves_with_the_servers_list(board: BoardState, sent: list[Message]) -> None:
    board.begin()
    gate = WaitingGate(call="c", gate="g", operation="limit_increase", agent="lin", asked_at="", left_s=30.0)
    board.apply(WaitingGates(gates=(gate,)))
    board.answer(gate, True)
    board.answer(gate, False)
    assert [one for one in sent if isinstance(one, GateAnswer)] == [GateAnswer(call="c", gate="g", approved=True)]
    assert board.answered(gate)
    board.apply(WaitingGates())
    assert board.gates == () and not board.answered(gate)


def test_the_day_of_all_teams_is_weighted_by_finished_calls(board: BoardState) -> None:
    day = together([TeamFigures(team="A", calls=4, live=1, handling_s=100.0, hours=(0, 4), required=8, said=6),
                    TeamFigures(team="B", calls=1, live=0, handling_s=300.0, hours=(1,), required=2, said=2)])
    assert (day.calls, day.live, day.said, day.required, day.hours) == (5, 1, 8, 10, (1, 4))
    assert day.handling_s == 150.0
    assert together([]).handling_s == 0.0


def test_views_and_reasons_survive_the_settings_file() -> None:
    views = with_view((), BoardView("Hands", BoardFilter(hand=True)))
    views = with_view(views, BoardView("Cards", BoardFilter(team="Cards", severity="stop", search="loss")))
    views = with_view(views, BoardView("Hands", BoardFilter(hand=True, kind="customer")))
    assert [view.name for view in views] == ["Hands", "Cards"] and read_views(write_views(views)) == views
    many = views
    for number in range(12):
        many = with_view(many, BoardView(f"v{number}", BoardFilter(search=str(number))))
    assert len(many) == 9 and many[-1].name == "v11"
    reasons = with_reason(("b", "a"), " a ")
    assert reasons == ("a", "b") and read_reasons(write_reasons(reasons)) == reasons


@pytest.mark.parametrize("text", ["", "no json", "{}", "[1, null]", '[{"name": ""}]', '[{"name": "x", "severity": "loud"}]'])
def test_damaged_views_are_left_out(text: str) -> None:
    assert read_views(text) == () and read_reasons(text) == ()


def test_a_field_of_a_newer_program_is_passed_over() -> None:
    assert read_views('[{"name": "x", "hand": true, "colour": "red", "team": 7}]') == (BoardView("x", BoardFilter(hand=True)),)
