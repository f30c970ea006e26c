"""What happens between a wish and its audit row: the call ends, the supervisor leaves, the disk refuses."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from protocol.call import WireError
from protocol.relay import Mode
from protocol.supervision import LineBridge, Observe, Observing
from server.clients import Client
from server.storage.errors import StorageFull
from server.supervision.entering import Entering
from server.supervision.errors import CALL_OVER, TAKEN
from server.supervision.grants import Wish
from server.supervision.rights import Decision
from server.supervision.room import Presence, Room
from tests.server.supervision.conftest import StandInCall, a_client, sent


class SlowRights:
    """Allows everything, after something else has happened."""

    def __init__(self) -> None:
        self.meanwhile: Callable[[], None] = lambda: None
        self.asked: list[Wish] = []
        self.noted: list[dict[str, str]] = []

    async def ask(self, wish: Wish) -> Decision:
        self.asked.append(wish)
        await asyncio.sleep(0)
        self.meanwhile()
        return Decision(not wish.refusal, wish.refusal, reason=wish.reason)

    async def note(self, actor: str, action: str, detail: dict[str, str]) -> None:
        self.noted.append(detail)


class Stage:
    def __init__(self, call: StandInCall) -> None:
        self.room = Room(call)
        self.room.restore([])
        self.room.line_says(LineBridge(call="c1", bridge=True))
        self.rooms = {"c1": self.room}
        self.rights = SlowRights()
        self.tasks: list[asyncio.Task[None]] = []
        self.entering = Entering(self.rights, self.rooms, self.left, lambda _: None, self.run, lambda: 0.0)  # type: ignore[arg-type]

    def left(self, room: Room, presence: Presence, code: str) -> None:
        room.leave(presence, code)

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        self.tasks.append(asyncio.create_task(work))

    async def wish(self, client: Client, *modes: Mode | str) -> list[tuple[str, str]]:
        """Wish for these modes one behind the other; what the client was told: mode and code."""
        for mode in modes:
            self.entering.wish(client, Observe(call="c1", mode=mode, reason="r"))  # type: ignore[arg-type]
        await asyncio.gather(*self.tasks)
        while self.room.call.waiting:  # type: ignore[attr-defined]
            self.room.committed(self.room.call.commit(), 0.0)  # type: ignore[attr-defined]
        return [(one.mode, one.code) if isinstance(one, Observing) else ("error", one.code) for one in sent(client)
                if isinstance(one, (Observing, WireError))]


@pytest.fixture
def stage(call: StandInCall) -> Stage:
    return Stage(call)


async def test_a_call_that_ends_while_somebody_joins(stage: Stage) -> None:
    stage.rights.meanwhile = stage.rooms.clear
    assert await stage.wish(a_client("sun"), "listen") == [("", CALL_OVER), ("error", CALL_OVER)]
    assert stage.rights.noted == [{"call": "c1", "mode": "listen", "why": CALL_OVER}] and not stage.room.presences


async def test_a_supervisor_who_is_gone_before_the_answer_is_not_let_in(stage: Stage) -> None:
    sun = a_client("sun")
    stage.rights.meanwhile = lambda: setattr(sun, "gone", True)
    assert await stage.wish(sun, "takeover") == [] and not stage.room.presences
    assert stage.rights.noted[0]["why"] == "client.gone"


async def test_of_two_at_once_one_speaks(stage: Stage) -> None:
    sun, ray = a_client("sun"), a_client("ray")
    for client in (sun, ray):
        stage.entering.wish(client, Observe(call="c1", mode="barge", reason="r"))
    assert await stage.wish(ray) == [("", TAKEN), ("error", TAKEN)]
    assert await stage.wish(sun) == [("barge", "")]


async def test_the_line_breaks_while_the_right_is_looked_at(stage: Stage) -> None:
    stage.rights.meanwhile = lambda: stage.room.line_says(LineBridge(call="c1", bridge=False)) and None
    assert await stage.wish(a_client("sun"), "barge") == [("", "supervision.no_bridge"), ("error", "supervision.no_bridge")]


async def test_leaving_waits_for_the_own_wish_under_way_and_for_no_other(stage: Stage) -> None:
    sun, ray = a_client("sun"), a_client("ray")
    assert await stage.wish(sun, "listen", "", "") == [("", "")], "out before it was in, told once"
    assert not stage.room.presences
    await stage.wish(ray, "listen")
    stage.entering.wish(sun, Observe(call="c1", mode="listen", reason="r"))
    stage.entering.wish(ray, Observe(call="c1", mode=""))
    assert ray not in stage.room.presences
    assert await stage.wish(sun) == [("listen", "")]


async def test_an_attempt_that_can_not_be_written_down_does_not_count(stage: Stage) -> None:
    def refuses() -> None:
        raise StorageFull("the disk is full; free some space")
    stage.rights.meanwhile = refuses
    sun = a_client("sun")
    assert await stage.wish(sun, "listen") == [("error", "storage.full")] and not stage.room.presences
    stage.rights.meanwhile = lambda: None
    assert await stage.wish(sun, "listen") == [("listen", "")]


async def test_too_many_wishes_are_refused_without_a_look(stage: Stage) -> None:
    sun = a_client("sun")
    told = await stage.wish(sun, *["listen"] * 50)
    assert len(stage.rights.asked) == 20 and told.count(("error", "supervision.busy")) == 30
    assert await stage.wish(sun, "") == [("", "")], "out is always possible"


async def test_a_call_that_is_being_read_after_a_restart_lets_nobody_in_before(stage: Stage) -> None:
    stage.room.ready.clear()
    sun = a_client("sun")
    stage.entering.wish(sun, Observe(call="c1", mode="listen", reason="r"))
    await asyncio.sleep(0.01)
    assert stage.rights.asked == []
    stage.room.restore([])
    assert await stage.wish(sun) == [("listen", "")]
