"""One row: what each event does to it, that a rebuilt one is the same, and what makes it urgent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from protocol.assist import Alert, AlertCleared, Checklist, Gate, Intent, Mood, SuggestionWithdrawn
from protocol.audio import Packet
from protocol.call import CallEnded, RecordingState
from protocol.message import CallEvent, Channel
from protocol.supervision import HandState, Observers, TransferState
from protocol.transcript import Gap
from protocol.wallboard import BoardRow, QualityReport
from server.supervision.board_row import CallPicture, picture_of
from server.supervision.line_quality import IRREGULAR, SILENT_S, WINDOW_S, LineWatch
from server.supervision.urgency import urgency
from tests.server.supervision.scene import row_of

NOW = datetime(2026, 1, 5, 10, 5, tzinfo=UTC)


def numbered(*events: CallEvent) -> list[CallEvent]:
    return [replace(event, seq=number) for number, event in enumerate(events, 1)]


def picture(*events: CallEvent, signs: tuple[tuple[str, str], ...] = ()) -> CallPicture:
    return picture_of(row_of(), lambda item: item != "optional", numbered(*events), signs, 0.0)


def shown(*events: CallEvent, private: bool = True, signs: tuple[tuple[str, str], ...] = ()) -> BoardRow:
    return picture(*events, signs=signs).board_row(NOW, 0.0, agent_name="Anna", team="north", private=private)


def alert(name: str, severity: str = "stop", **fields: object) -> Alert:
    return Alert(call="c1", id=name, category="no_risk", severity=severity, rule="r", text=f"Do {name}.", **fields)  # type: ignore[arg-type]


def test_each_event_finds_its_place() -> None:
    row = shown(
        Intent(call="c1", intent="loan_inquiry", confidence=0.9), Intent(call="c1", intent="agree", confidence=0.9),
        Mood(call="c1", mood="unhappy", score=-0.4), Mood(call="c1", mood="angry", score=-0.8),
        alert("a1", "remind"), alert("a2"), alert("a3"), AlertCleared(call="c1", id="a3", rule="r", why="corrected"),
        Checklist(call="c1", item="greeting", state="done"), Checklist(call="c1", item="fees", state="missed"),
        Checklist(call="c1", item="closing", state="open"), Checklist(call="c1", item="optional", state="open"),
        HandState(call="c1", raised=True, reason="Help", queue="expert", at_ms=60_000),
        Gate(call="c1", id="g1", operation="pay", state="waiting"), Gate(call="c1", id="g2", operation="pay", state="waiting"),
        Gate(call="c1", id="g2", operation="pay", state="denied"), RecordingState(call="c1", paused=True),
        Observers(call="c1", names=("Sue",), modes=("listen",)), TransferState(call="c1", state="asked", queue="expert"),
        signs=(("s1", "painted"), ("s2", "painted"), ("s2", "copied")))
    assert (row.topic, row.mood, row.mood_trend) == ("loan_inquiry", "angry", (-0.4, -0.8))
    assert row.alerts == {"stop": 1, "remind": 1} and row.alert_text == "Do a2." and row.alert_category == "no_risk"
    assert (row.done, row.required, row.missed) == (1, 3, 1)
    assert row.hand and (row.hand_reason, row.hand_queue) == ("Help", "expert") and row.hand_at == "2026-01-05T10:01:00+00:00"
    assert row.gates == 1 and row.paused and row.observers == ("Sue",) and row.transfer == "expert"
    assert (row.suggestions, row.accepted, row.quality, row.away) == (2, 1, "good", False)


def test_a_private_alert_is_in_one_of_the_two_rows_only() -> None:
    events = (alert("a1", "remind"), alert("a2", private=True))
    assert shown(*events).alerts == {"stop": 1, "remind": 1} and shown(*events).alert_text == "Do a2."
    assert shown(*events, private=False).alerts == {"remind": 1} and shown(*events, private=False).alert_text == "Do a1."


def test_an_event_counts_once_however_often_it_comes() -> None:
    one = picture(alert("a1"), alert("a2", "remind"))
    events = numbered(alert("a1"), alert("a2", "remind"), alert("a3", "inform"))
    assert one.hear(events, 0.0) and not one.hear(events, 0.0)
    assert one.tally.alerts == 2 and one.seq == 3


def test_a_hand_that_was_answered_waits_no_more() -> None:
    up = HandState(call="c1", raised=True, reason="Help", at_ms=5_000)
    taken = HandState(call="c1", raised=True, reason="Help", taken_by="Sue", at_ms=9_000)
    one = picture(up, taken)
    assert not one.hand_waits and one.hand is not None and (one.hand.taken_by, one.hand.at_ms) == ("Sue", 5_000)
    assert not shown(up, taken).hand and picture(up, HandState(call="c1", raised=False)).hand is None


def test_what_was_said_without_a_key_counts_if_it_was_on_the_screen() -> None:
    said = SuggestionWithdrawn(call="c1", id="s1", why="said")
    assert shown(said, signs=(("s1", "painted"),)).accepted == 1 and shown(said).accepted == 0


def test_the_tally_of_a_call() -> None:
    tally = picture(alert("a1"), alert("a2", "inform"), Checklist(call="c1", item="fees", state="done"),
                    CallEnded(call="c1", duration_ms=65_000), signs=(("s1", "accepted"),)).tally
    assert (tally.alerts, tally.required, tally.said, tally.suggestions, tally.accepted, tally.length_ms) == (1, 1, 1, 1, 1, 65_000)


def packet(number: int, channel: str = "agent") -> Packet:
    return Packet(call="c1", channel=channel, number=number, pcm=b"")  # type: ignore[arg-type]


def test_the_line_is_judged_by_what_arrives() -> None:
    line = LineWatch(0.0)
    for number in range(IRREGULAR):
        line.packets([packet(number)], 1.0)
    assert line.quality(1.0, away=False) == "good" and line.quality(1.0, away=True) == "gone"
    for number in range(IRREGULAR):
        line.packets([packet(number)], 2.0)
    assert line.quality(2.0, away=False) == "poor" and line.quality(2.0 + SILENT_S, away=False) == "gone"
    line.packets([packet(99)], 2.0 + WINDOW_S)
    assert line.quality(2.0 + WINDOW_S, away=False) == "good"
    line.gap(40.0)
    line.packets([packet(100)], 40.0)
    assert line.quality(40.0, away=False) == "poor"


@pytest.mark.parametrize(("warnings", "quality"), [
    (("mic.lost",), "gone"), (("line.clipping",), "poor"), (("audio.narrowband",), "good"), ((), "good")])
def test_the_workstation_says_how_its_devices_do(warnings: tuple[str, ...], quality: str) -> None:
    line = LineWatch(0.0)
    line.report(QualityReport(call="c1", warnings=warnings), 0.0)
    assert line.quality(1.0, away=False) == quality
    line.packets([packet(1)], WINDOW_S)
    assert line.quality(WINDOW_S, away=False) == "good"


@pytest.mark.parametrize(("warning", "levels", "practice", "quality"), [
    ("line.silent", {"agent": -30.0}, False, "poor"), ("mic.silent", {"customer": -30.0}, False, "poor"),
    ("line.silent", {}, False, "good"), ("line.silent", {"agent": -75.0}, False, "good"),
    ("mic.silent", {"agent": -30.0}, False, "good"), ("mic.silent", {"customer": -30.0}, True, "good")])
def test_a_silent_device_is_a_fault_only_while_the_other_side_is_heard(
        warning: str, levels: dict[Channel, float], practice: bool, quality: str) -> None:
    line = LineWatch(0.0, practice=practice)
    line.report(QualityReport(call="c1", warnings=(warning,), channel_levels=levels), 0.0)
    assert line.quality(1.0, away=False) == quality
    line.report(QualityReport(call="c1", warnings=(warning,)), 2.0)
    assert line.quality(3.0, away=False) == quality, "as long as it lasts"
    line.report(QualityReport(call="c1"), 4.0)
    assert line.quality(4.5, away=False) == "good"


def test_only_a_gap_of_the_network_is_the_lines_fault() -> None:
    for why, quality in (("network", "poor"), ("paused", "good")):
        row = shown(Gap(call="c1", channel="agent", start_ms=0, end_ms=100, why=why))
        assert row.quality == quality


def test_the_order_of_urgency_is_the_documented_one() -> None:
    calm = BoardRow(call="c")
    hand = BoardRow(call="c", hand=True)
    rows = [hand, BoardRow(call="c", alerts={"stop": 1}), BoardRow(call="c", gates=1), BoardRow(call="c", mood="angry"),
            BoardRow(call="c", transfer="expert"), BoardRow(call="c", mood="anxious"), BoardRow(call="c", alerts={"remind": 1}),
            BoardRow(call="c", missed=1), BoardRow(call="c", quality="poor"), calm]
    points = [urgency(row) for row in rows]
    assert points == sorted(points, reverse=True) and len(set(points)) == len(points) and points[-1] == 0
    assert urgency(hand, 60) > urgency(hand, 4) == urgency(hand) and urgency(hand, 1e9) == urgency(hand, 150)
    assert urgency(BoardRow(call="c", missed=400)) == urgency(BoardRow(call="c", missed=4)) == 24
    assert urgency(BoardRow(call="c", hand=True, observers=("Sue",))) < 50 > urgency(BoardRow(call="c", hand=True, training=True))
    late = BoardRow(call="c", transfer="expert")
    assert urgency(late, transfer_late=True) == urgency(late) + 15
    assert urgency(BoardRow(call="c", mood_trend=(0.1, -0.2, -0.6))) == 8 > urgency(BoardRow(call="c", mood_trend=(-0.6, -0.2, 0.1)))


def test_waiting_makes_a_row_more_urgent_by_itself() -> None:
    one = picture(HandState(call="c1", raised=True, at_ms=290_000))
    early = one.board_row(NOW, 0.0, agent_name="", team="", private=True)
    late = one.board_row(NOW + timedelta(minutes=2), 0.0, agent_name="", team="", private=True)
    assert one.moves_by_itself and late.urgency > early.urgency
