"""The board in the client: who gets it, in whose place, what is kept, and what is never said to a server that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from copilot_app import companion as companion_module
from copilot_app.board_views import BoardView, read_views
from copilot_app.companion import Companion
from copilot_app.lists import BoardFilter
from copilot_app.settings import Settings, load_settings
from protocol.call import Hello, Welcome
from protocol.message import Message
from protocol.supervision import CoachingQuery, GateQuery
from protocol.wallboard import BoardQuery, TeamFigures, WatchCall
from tests.copilot_app.companions import discard


@pytest.fixture
def make(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, heard: Any, server: Any) -> Iterator[Any]:
    """Makes a companion whose server welcomes a person of this role."""
    made: list[Companion] = []
    monkeypatch.setattr(companion_module, "load_secret_key", lambda key: heard.secret_key)
    monkeypatch.setattr(companion_module, "list_devices", list)

    def make(role: Any, **changes: Any) -> Companion:
        def answer(message: Message) -> list[Message] | None:
            return [Welcome(role=role, user="sue")] if isinstance(message, Hello) else None

        server.answer = answer
        companion = Companion(qapp, replace(Settings(), lang="en", endpoint=server.endpoint, server_public_key=server.public_key,
                                            **changes))
        made.append(companion)
        companion.open()
        return companion

    yield make
    for companion in made:
        board = companion.supervising.window
        companion.supervising.close()
        if board is not None:
            shiboken6.delete(board)
        discard(companion)


def online(qtbot: Any, companion: Companion) -> None:
    qtbot.waitUntil(lambda: companion.client.state.link.phase == "online", timeout=60_000)
    qtbot.waitUntil(lambda: companion.client.state.welcome.user == "sue", timeout=60_000)


def test_a_supervisor_sees_the_board_in_the_companions_place(qtbot: Any, make: Any, server: Any) -> None:
    companion = make("supervisor")
    online(qtbot, companion)
    qtbot.waitUntil(lambda: server.of(GateQuery) != [], timeout=60_000)
    board = companion.supervising.window
    assert board is not None and board.isVisible() and not companion.window.isVisible()
    assert len(server.of(BoardQuery)) == 1 and server.of(CoachingQuery)
    server.say(TeamFigures(team="Cards", calls=3))
    qtbot.waitUntil(lambda: companion.supervising.board.stand == "live", timeout=60_000)
    board._companion.click()
    assert companion.window.isVisible()


@pytest.mark.parametrize(("role", "offered"), [("agent", False), ("quality", True)])
def test_who_takes_calls_keeps_the_companion(qtbot: Any, make: Any, server: Any, role: str, offered: bool) -> None:
    companion = make(role)
    online(qtbot, companion)
    assert companion.window.isVisible() and companion.supervising.window is None
    assert companion.window.panes["ready"]._board.isVisible() == offered
    companion.window.board_pressed.emit()
    board = companion.supervising.window
    assert (board is not None and board.isVisible()) == offered


def test_views_and_reasons_are_kept_and_come_back(qtbot: Any, make: Any) -> None:
    companion = make("supervisor", board_views='[{"name": "Hands", "hand": true}]', observe_reasons='["Before"]')
    online(qtbot, companion)
    board = companion.supervising.window
    assert board is not None and [view.name for view in board.filters.views] == ["Hands"]
    assert companion.supervising.watch.reasons == ("Before",)
    board.filters.views = (*board.filters.views, BoardView("Cards", BoardFilter(team="Cards")))
    board.filters.views_changed.emit()
    companion.supervising.watch.reasons = ("Now", "Before")
    companion.supervising.watch.reasons_changed.emit()
    stored = load_settings()
    assert [view.name for view in read_views(stored.board_views)] == ["Hands", "Cards"]
    assert stored.observe_reasons == '["Now", "Before"]'


def test_what_is_wished_without_a_server_is_not_said_later(qtbot: Any, make: Any, server: Any) -> None:
    companion = make("supervisor")
    online(qtbot, companion)
    qtbot.waitUntil(lambda: server.of(GateQuery) != [], timeout=60_000)
    server.kill()
    qtbot.waitUntil(lambda: companion.supervising.board.stand == "offline", timeout=60_000)
    board = companion.supervising.window
    assert board is not None and board._stand.text() == "Offline: the board stands still"
    companion.supervising.watch.open("c1")
    assert companion.supervising.watch.why_not("listen") == "supervision.offline"
    assert server.of(WatchCall) == [] and len(companion.client.link._network._outgoing) == 0


def test_closing_the_board_ends_the_program_unless_the_companion_is_open(qtbot: Any, make: Any, server: Any) -> None:
    companion = make("supervisor")
    online(qtbot, companion)
    ended: list[bool] = []
    companion.supervising.quit_wanted.disconnect()
    companion.supervising.quit_wanted.connect(lambda: ended.append(True))
    board = companion.supervising.window
    assert board is not None
    companion.window.show()
    board.close()
    qtbot.waitUntil(lambda: any(not query.on for query in server.of(BoardQuery)), timeout=60_000)
    QApplication.processEvents()
    assert ended == []
    companion.supervising.show()
    companion.window.hide()
    board.close()
    qtbot.waitUntil(lambda: ended == [True], timeout=60_000)
