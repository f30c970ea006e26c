"""A supervisor over real sockets: board, opened call, note, coaching; and one who stops reading."""

from __future__ import annotations

import tracemalloc

from protocol.audio import Packet
from protocol.call import CallEnd, CallEnded, Goodbye, Ping, Pong, WireError
from protocol.message import CallEvent
from protocol.supervision import (
    CoachingList,
    CoachingNote,
    CoachingRead,
    HandState,
    NoteAnswer,
    NoteAnswered,
    NoteShown,
    Queues,
    RaiseHand,
    TextNote,
)
from protocol.transcript import Final
from protocol.wallboard import BoardQuery, BoardRow, CallOpened, CatchUp, ScreenState, TeamFigures, WatchCall
from server.app import Server
from server.auth import KeyPair
from server.clients import Client
from server.sending import Outcome
from server.storage.database import open_database
from server.storage.people import People, User
from server.storage.state import StateDirectory
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, eventually, list_workstation, spoken

MOST_GROWTH = 20 * 1024 * 1024


def keys_of(state: StateDirectory) -> tuple[KeyPair, KeyPair]:
    """Of an agent and a supervisor of the same (only) team."""
    database = open_database(state)
    People(database).add_user(User("sue", "Sue", "supervisor", ""), "test")
    database.close()
    return list_workstation(state), list_workstation(state, "W2", "sue")


def both(server: Server, keys: tuple[KeyPair, KeyPair]) -> tuple[WireClient, WireClient]:
    return WireClient(server.endpoint, server.public_key, keys[0]), WireClient(server.endpoint, server.public_key, keys[1])


async def test_a_call_on_the_board_opened_noted_and_coached(state: StateDirectory, start_server: StartServer) -> None:
    keys = keys_of(state)
    server = await start_server()
    agent, sue = both(server, keys)
    async with agent, sue:
        await agent.hello()
        assert (await agent.until(Queues)).queues
        await agent.start("c1")
        await agent.speak("c1", "customer", spoken(11))
        await agent.speak("c1", "agent", spoken(999))
        await agent.until(Final, lambda final: final.channel == "agent")
        await sue.hello()
        await sue.send(BoardQuery())
        row = await sue.until(BoardRow)
        assert (row.call, row.agent_name, row.alerts.get("stop")) == ("c1", "Anna", 1)
        assert (await sue.until(TeamFigures)).live == 1
        await agent.send(RaiseHand(call="c1", reason="Help"))
        await sue.until(BoardRow, lambda row: row.hand and row.hand_reason == "Help")
        await sue.send(WatchCall(call="c1"))
        assert "note" in (await sue.until(CallOpened)).modes
        assert any("alert" in line for line in (await sue.until(CatchUp)).lines)
        assert (await agent.until(HandState, lambda hand: bool(hand.taken_by))).taken_by == "Sue"
        await agent.send(ScreenState(call="c1", at_ms=1, assist_muted=True))
        assert (await sue.until(ScreenState)).assist_muted
        await sue.send(TextNote(call="c1", note="n1", text="Take it back: 6222 0212 3456 7894"))
        assert "6222" not in (await agent.until(NoteShown)).text
        await agent.send(NoteAnswer(call="c1", note="n1", answer="Got it"))
        assert (await sue.until(NoteAnswered)).answer == "Got it"
        await sue.send(CoachingNote(call="c1", text="Never promise.", at_ms=500))
        assert "There is no risk at all" in (await sue.until(CoachingList)).entries[0].quote
        await agent.send(CallEnd(call="c1", last_number={"customer": 12, "agent": 12}))
        notes = await agent.until(CoachingList)
        assert [entry.text for entry in notes.entries] == ["Never promise."]
        await sue.until(CallEnded)
        await sue.until(BoardRow, lambda row: row.over)
        await agent.send(CoachingRead(ids=(notes.entries[0].id,)))
        numbers = [event.seq for event in sue.events()]
        assert numbers == list(range(1, len(numbers) + 1)), "every event of the call, once"
        await sue.send(WatchCall(call="unknown"))
        assert (await sue.until(WireError)).code == "supervision.call_over"


class FullConnection:
    """The socket has no room for this client, however much the network between could hold."""

    def __init__(self, server: Server, client: Client) -> None:
        sender = server.gateway._sender
        self.full, self._post = True, sender._post
        self._of, = (routing_id for routing_id, line in server.gateway._lines.items() if line.client is client)
        sender._post = self._unless_full

    def _unless_full(self, routing_id: bytes, frame: bytes) -> Outcome:
        return "full" if self.full and routing_id == self._of else self._post(routing_id, frame)


async def test_a_watcher_who_stops_reading_delays_nobody(state: StateDirectory, start_server: StartServer) -> None:
    keys = keys_of(state)
    server = await start_server()
    agent, sue = both(server, keys)
    async with agent, sue:
        await agent.hello()
        await agent.start("c1")
        await sue.hello()
        await sue.send(BoardQuery())
        await sue.send(WatchCall(call="c1"))
        await sue.until(CallOpened)
        session = server.calls.session("c1")
        assert session is not None
        watcher = next(client for client in server.supervision.board.readers if client.user == "sue")
        connection = FullConnection(server, watcher)
        tracemalloc.start()
        before, _ = tracemalloc.get_traced_memory()
        # what a minute of a very busy call says, while the supervisor reads nothing
        for step in range(60):
            session.announce(*[HandState(call="c1", raised=bool(n % 2), reason=f"{step} {n} " + "why " * 400) for n in range(40)])
            await agent.send(Packet(call="c1", channel="customer", number=step, pcm=bytes(3200)))
        await agent.until(HandState, lambda hand: hand.reason.startswith("59 39"))
        after, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        await eventually(lambda: len(watcher.outbox) > 0)
        assert after - before <= MOST_GROWTH and len(watcher.outbox) <= server.settings.gateway.outbox_messages
        assert len([event for event in agent.events() if isinstance(event, HandState)]) == 2_400
        await agent.send(Ping(sent_ms=1.0))
        await agent.until(Pong)
        assert not watcher.outbox.overflowed and not watcher.gone
        last = session._writer.seq  # noqa: SLF001
        connection.full = False
        await sue.until(CallEvent, lambda event: event.seq == last)
        numbers = [event.seq for event in sue.events()]
        assert numbers == list(range(1, last + 1)) and not sue.all(Goodbye), "it was served later, and nothing is missing"
