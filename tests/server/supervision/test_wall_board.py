"""The board: who gets which row, when, and the figures of the day."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from protocol.assist import Alert, Checklist, Feedback, Gate, Intent, Mood
from protocol.call import CallEnded, WireError
from protocol.supervision import HandState, Observers, Queues, RaiseHand
from protocol.wallboard import BoardQuery, BoardRow, CallOpened, QualityReport, TeamFigures, WatchCall
from server.storage.gates import GateRecords
from server.storage.state import StateDirectory
from server.supervision.house import QUEUES
from tests.server.supervision.scene import LivingCall, Scene, of, sent


@pytest.fixture
async def scene(state: StateDirectory) -> AsyncIterator[Scene]:
    opened = Scene(state)
    await opened.rights.refresh()
    yield opened
    await opened.close()


def intent(name: str) -> Intent:
    return Intent(call="", intent=name, confidence=0.9)


def stop(private: bool = False) -> Alert:
    return Alert(call="", id="a1", category="no_risk", severity="stop", rule="r", text="Take it back.", private=private)


async def test_a_call_from_before_the_board_has_its_row_at_once(scene: Scene) -> None:
    one = await scene.opened("c1", "anna", intent("rate_fee"), Mood(call="", mood="angry", score=-0.7))
    one.say(HandState(call="", raised=True, reason="Help"))
    await scene.opened("c2", "ben")
    sue = scene.signed_in("sue")
    rows = of(await scene.asks(sue, BoardQuery()), BoardRow)
    assert [row.call for row in rows] == ["c1"], "the other team's call is not hers to see"
    assert (rows[0].agent_name, rows[0].team, rows[0].topic, rows[0].mood) == ("Anna", "north", "rate_fee", "angry")
    assert rows[0].hand and rows[0].urgency >= 75


async def test_a_row_is_sent_again_only_when_it_changed(scene: Scene) -> None:
    one = await scene.opened("c1", "anna", intent("rate_fee"))
    sue = scene.signed_in("sue")
    await scene.asks(sue, BoardQuery())
    one.say(intent("agree"))
    scene.desk.board.beat()
    assert not of(sent(sue), BoardRow), "nothing of the row is another"
    one.say(stop())
    one.say(Mood(call="", mood="angry", score=-0.7))
    scene.desk.board.beat()
    rows = of(sent(sue), BoardRow)
    assert len(rows) == 1 and rows[0].alerts == {"stop": 1} and rows[0].mood == "angry"
    assert one.client is not None
    scene.feed.detached(one)
    scene.bridges.add("c1")
    scene.desk.board.beat()
    assert [(row.away, row.quality, row.bridge) for row in of(sent(sue), BoardRow)] == [(True, "gone", True)]
    scene.desk.receive(one.client, QualityReport(call="c1", warnings=("mic.lost",)))
    scene.feed.attached(one, one.client)
    scene.desk.board.beat()
    assert [(row.away, row.quality) for row in of(sent(sue), BoardRow)] == [(False, "gone")]


async def test_an_unsent_row_is_replaced_by_the_next_one(scene: Scene) -> None:
    one = await scene.opened()
    sue = scene.signed_in("sue")
    await scene.asks(sue, BoardQuery())
    for score in range(50):
        one.say(Mood(call="", mood="angry", score=-score / 100))
        scene.desk.board.beat()
    assert len(of(sent(sue), BoardRow)) == 1


async def test_a_restarted_server_shows_the_same_row(scene: Scene) -> None:
    one = await scene.opened("c1", "anna", intent("rate_fee"), stop(), Checklist(call="", item="fees", state="done"))
    one.say(Mood(call="", mood="anxious", score=-0.3), Observers(call="", names=("Una",), modes=("listen",)))
    sue = scene.signed_in("sue")
    before = of(await scene.asks(sue, BoardQuery()), BoardRow)[0]
    await scene.reopened(one)
    after = of(await scene.asks(sue, BoardQuery()), BoardRow)[0]
    assert after == before and after.done == 1 and after.observers == ("Una",)


async def test_what_happens_while_a_row_is_rebuilt_is_in_it_once(scene: Scene) -> None:
    one = await scene.opened("c1", "anna", stop())
    scene.feed.opened(one)
    one.say(replace(stop(), id="a2"))
    scene.feed.feedback(one, Feedback(call="c1", item="s1", kind="suggestion", action="accepted"))
    await scene.settled()
    row = of(await scene.asks(scene.signed_in("sue"), BoardQuery()), BoardRow)[0]
    assert row.alerts == {"stop": 2} and (row.suggestions, row.accepted) == (1, 1)


async def test_the_row_leaves_when_the_call_ends_or_the_right_does(scene: Scene) -> None:
    one, other = await scene.opened("c1", "anna"), await scene.opened("c2", "anna")
    sue = scene.signed_in("sue")
    await scene.asks(sue, BoardQuery())
    await scene.ends(one, CallEnded(call="", duration_ms=1))
    assert [(row.call, row.over) for row in of(sent(sue), BoardRow)] == [("c1", True)]
    scene.database.work(lambda db: db.execute("UPDATE users SET team = 'south' WHERE name = 'anna'"))
    await scene.rights.refresh()
    assert [(row.call, row.over) for row in of(sent(sue), BoardRow)] == [("c2", True)]
    sam = scene.signed_in("sam")
    assert [(row.call, row.team) for row in of(await scene.asks(sam, BoardQuery()), BoardRow)] == [(other.call, "south")]
    assert not of(await scene.asks(sam, BoardQuery(on=False)), BoardRow)
    other.say(stop())
    scene.desk.board.beat()
    assert not sent(sam)


async def test_private_alerts_are_for_some_roles_only(scene: Scene) -> None:
    await scene.opened("c1", "anna", stop(private=True))
    sue, quinn = scene.signed_in("sue"), scene.signed_in("quinn", "quality")
    assert of(await scene.asks(sue, BoardQuery()), BoardRow)[0].alerts == {"stop": 1}
    row = of(await scene.asks(quinn, BoardQuery()), BoardRow)[0]
    assert not row.alerts and not row.alert_text


async def test_an_agent_has_no_board_and_a_trainer_sees_training_calls(scene: Scene) -> None:
    await scene.opened("c1", "anna")
    await scene.opened("c2", "ben", training=True)
    anna, tess = scene.signed_in("anna", "agent"), scene.signed_in("tess", "trainer")
    refused = await scene.asks(anna, BoardQuery())
    assert [error.code for error in of(refused, WireError)] == ["supervision.right"] and not of(refused, BoardRow)
    assert [row.call for row in of(await scene.asks(tess, BoardQuery()), BoardRow)] == ["c2"]


async def test_the_queues_come_behind_the_welcome_in_the_clients_language(scene: Scene) -> None:
    anna = scene.signed_in("anna", "agent")
    queues = of(sent(anna), Queues)[0]
    assert [(one.id, one.target_s) for one in queues.queues] == [(one.id, one.target_s) for one in QUEUES]
    assert "The customer is upset" in queues.reasons and len(queues.answers) == 3
    anna.lang = "zh"
    scene.desk.welcome(anna)
    assert "客户情绪激动" in of(sent(anna), Queues)[0].reasons
    assert not scene.desk.takes(RaiseHand(call="c1")), "a raised hand stays with the call"


async def test_the_figures_of_the_day(scene: Scene) -> None:
    done = await scene.opened("c1", "anna", stop())
    scene.feed.feedback(done, Feedback(call="c1", item="s1", kind="suggestion", action="accepted"))
    await scene.ends(done, Checklist(call="", item="fees", state="done"), CallEnded(call="", duration_ms=90_000))
    # one that nobody counted, because the server was killed; one of training; one of the other team
    lost = await scene.opened("c2", "anna", stop(), CallEnded(call="", duration_ms=30_000))
    scene.feed.leave(*scene.feed.listeners)
    await scene.ends(lost)
    scene.desk.board.entries.clear()
    scene.feed.listen(scene.desk.board)
    await scene.opened("c3", "anna", stop(), training=True)
    await scene.opened("c4", "ben")
    live = await scene.opened("c5", "anna", stop(), Checklist(call="", item="fees", state="missed"))
    sue = scene.signed_in("sue")
    await scene.asks(sue, BoardQuery())
    await scene.desk.figures.beat()
    figures = of(sent(sue), TeamFigures)[-1:]
    assert (figures[0].team, figures[0].calls, figures[0].live, figures[0].alerts) == ("north", 3, 1, 3)
    assert (figures[0].required, figures[0].said, figures[0].suggestions, figures[0].accepted) == (2, 1, 1, 1)
    assert figures[0].handling_s == 60.0 and sum(figures[0].hours) == 3
    assert figures[0].day == datetime.now(UTC).astimezone().date().isoformat()
    await scene.desk.figures.beat()
    assert not of(sent(sue), TeamFigures), "nothing has changed"
    await scene.ends(live, CallEnded(call="", duration_ms=30_000))
    await scene.desk.figures.beat()
    assert [(one.calls, one.live, one.handling_s) for one in of(sent(sue), TeamFigures)] == [(3, 0, 50.0)]


async def test_another_day_begins_anew(scene: Scene) -> None:
    await scene.opened("c1", "anna")
    sue = scene.signed_in("sue")
    assert of(await scene.asks(sue, BoardQuery()), TeamFigures)[-1].calls == 1
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    scene.desk.figures._now = lambda: tomorrow  # noqa: SLF001 - another day can not be waited for
    await scene.desk.figures.beat()
    await scene.desk.figures.beat()
    assert of(sent(sue), TeamFigures)[-1].calls == 0



async def test_after_a_restart_a_call_is_away_until_its_agent_is_back_or_it_is_given_up(scene: Scene, state: StateDirectory) -> None:
    one = await scene.opened("c1", "anna", intent("rate_fee"), Mood(call="", mood="angry", score=-0.7))
    await scene.opened("c2", "anna")
    one.say(HandState(call="", raised=True, reason="Help"))
    again = Scene(state)
    try:
        await again.rights.refresh()
        again.feed.awaited(again.records.live())
        await again.settled()
        sue = again.signed_in("sue")
        rows = {row.call: row for row in of(await again.asks(sue, BoardQuery()), BoardRow)}
        assert set(rows) == {"c1", "c2"} and rows["c1"].away and rows["c1"].hand and rows["c1"].mood == "angry"
        opened = await again.asks(sue, WatchCall(call="c1"))
        assert of(opened, CallOpened)[0].refused["listen"] == "supervision.agent_gone"
        assert len(of(opened, Mood)) == 1 and not of(opened, HandState)[-1].taken_by, "nothing is added to it yet"
        again.calls["c1"] = back = LivingCall(again, "c1", "anna")
        back.seq = one.seq
        again.feed.opened(back)
        assert back.client is not None
        again.feed.attached(back, back.client)
        await again.settled()
        again.desk.board.beat()
        told = sent(sue)
        assert "listen" in of(told, CallOpened)[-1].modes and not of(told, BoardRow)[-1].away
        back.say(intent("agree"))
        await again.settled()
        assert [event.intent for event in of(sent(sue), Intent)] == ["agree"], "whoever had it open reads on"
        again.feed.awaited([])
        await again.settled()
        assert [(row.call, row.over) for row in of(sent(sue), BoardRow)] == [("c2", True)], "nobody came back to it"
    finally:
        await again.close()


async def test_an_awaited_call_that_is_given_up_is_over_for_who_reads_it(scene: Scene, state: StateDirectory) -> None:
    await scene.opened("c1", "anna", intent("rate_fee"))
    again = Scene(state)
    try:
        await again.rights.refresh()
        again.feed.awaited(again.records.live())
        await again.settled()
        sue = again.signed_in("sue")
        await again.asks(sue, WatchCall(call="c1"))
        again.feed.awaited([])
        await again.settled()
        assert of(sent(sue), CallOpened)[-1].refused["listen"] == "supervision.call_over"
    finally:
        await again.close()


async def test_operations_of_a_training_call_ask_nobody(scene: Scene) -> None:
    one = await scene.opened("c1", "anna", training=True)
    one.say(Gate(call="", id="g1", operation="loan_payout", state="waiting"))
    sue = scene.signed_in("sue")
    rows = of(await scene.asks(sue, BoardQuery()), BoardRow)
    assert rows[-1].training and rows[-1].gates == 0
    waiting = GateRecords(scene.database).waiting()
    assert [gate.training for gate in waiting] == [True]
