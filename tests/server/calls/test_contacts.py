"""Rules that count calls to one number: from the stored history, once a call, and the same again when a call is rebuilt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from protocol.assist import Alert
from protocol.call import CallReady, CallStart
from protocol.message import Channel
from server.calls.utterance import CallFacts, Utterance
from server.compliance.evaluator import Compliance
from server.content.loading import load_playbook
from server.storage import contacts
from server.storage.calls import CallRecords
from server.storage.database import open_database
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.calls.conftest import ended
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, list_workstation, write_playbook

COUNTED = """
[[rule]]
id = "collection_calls"
version = "1"
kind = "count"
category = "calling_hours"
severity = "stop"
limit = 1
period_hours = 24
phrases = ["balance payment"]
text = "This number was called before today."
"""
PHONE = "+44 20 7946 0000"


def with_a_count(directory: Path) -> Path:
    write_playbook(directory)
    (directory / "rules.toml").write_text(fakes.RULES + COUNTED, encoding="utf-8")
    return directory


async def test_the_second_collection_call_of_the_day_to_a_number_is_stopped(
        state: StateDirectory, start_server: StartServer) -> None:
    settings = fakes.settings(state)
    with_a_count(Path(settings.playbooks[0]))
    keys = list_workstation(state)
    server = await start_server(settings)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        for call, phone, direction in (("c1", PHONE, "outbound"), ("c2", "+44 20 7946 0001", "outbound"),
                                       ("c3", PHONE, "inbound"), ("c4", PHONE.replace(" ", ""), "outbound")):
            await client.send(CallStart(call=call, lang="en", phone=phone, direction=direction))
            await client.until(CallReady)
            await client.speak(call, "agent", fakes.spoken(10, 10))
            await ended(client, call, -1, 25)
    assert [alert.call for alert in client.all(Alert) if alert.rule == "collection_calls"] == ["c4"]
    records = CallRecords(server.database)
    stored = records.load("c4")
    assert stored is not None and stored.inputs[0].kind == "history"
    kept = b"".join(path.read_bytes() for path in state.path.glob("seatmate.sqlite3*"))
    assert b"7946" not in kept, "no number is stored"


def test_only_calls_within_the_period_and_of_this_rule_count(state: StateDirectory) -> None:
    database = open_database(state)
    now = datetime.now(UTC)
    mark = contacts.number_mark(database, PHONE, "")
    assert mark == contacts.number_mark(database, "+442079460000", "T1") != contacts.number_mark(database, "", "T1") != ""
    assert contacts.number_mark(database, "", "") == ""
    for call, hours in (("a", 1), ("b", 23), ("c", 25)):
        database.work(lambda db, call=call, hours=hours: db.table("contacts").insert(  # type: ignore[misc]
            {"number_mark": mark, "rule": "day", "call": call, "at": (now - timedelta(hours=hours)).isoformat()}))
    assert contacts.earlier(database, mark, {"day": 24, "week": 168}, now.isoformat()) == {"day": 2}
    assert contacts.earlier(database, mark, {"day": 48}, now.isoformat()) == {"day": 3}
    assert contacts.earlier(database, "", {"day": 24}, now.isoformat()) == {}
    database.close()


def test_a_call_counts_once_and_only_when_the_words_are_said(tmp_path: Path) -> None:
    book = load_playbook(with_a_count(tmp_path / "book"))

    def heard(direction: str, earlier: int, *texts: str) -> tuple[int, tuple[str, ...]]:
        compliance = Compliance(book, CallFacts(call="c", lang="en", direction=direction))
        compliance.history({"collection_calls": earlier})
        alerts = [event for place, text in enumerate(texts) for event in compliance.hear(
            Utterance(f"agent-{place}", "agent", place * 3_000, place * 3_000 + 900, text, "en")) if isinstance(event, Alert)]
        counted = compliance.take_contacts()
        assert compliance.take_contacts() == ()
        return len([alert for alert in alerts if alert.rule == "collection_calls"]), counted
    assert heard("outbound", 0, "your balance payment", "the balance payment") == (0, ("collection_calls",))
    assert heard("outbound", 1, "your balance payment", "the balance payment") == (1, ("collection_calls",))
    assert heard("outbound", 1, "hello") == (0, ()) and heard("inbound", 1, "your balance payment") == (0, ())


def test_a_talk_counts_only_once_the_customer_has_answered(tmp_path: Path) -> None:
    write_playbook(tmp_path / "book")
    (tmp_path / "book" / "rules.toml").write_text(fakes.RULES + COUNTED.replace(
        "period_hours = 24", 'period_hours = 168\ncounts = "talks"'), encoding="utf-8")
    book = load_playbook(tmp_path / "book")

    def heard(earlier: int, *lines: tuple[Channel, str]) -> tuple[int, tuple[str, ...]]:
        compliance = Compliance(book, CallFacts(call="c", lang="en", direction="outbound"))
        compliance.history({"collection_calls": earlier})
        alerts = [event for place, (channel, text) in enumerate(lines) for event in compliance.hear(Utterance(
            f"{channel}-{place}", channel, place * 3_000, place * 3_000 + 900, text, "en")) if isinstance(event, Alert)]
        return len([alert for alert in alerts if alert.rule == "collection_calls"]), compliance.take_contacts()
    words: tuple[Channel, str] = ("agent", "your balance payment")
    assert heard(0, ("customer", "hello"), words) == (0, ()), "nobody answered"
    assert heard(0, words, ("customer", "yes"), words) == (0, ("collection_calls",))
    assert heard(1, words, words, ("customer", "yes")) == (1, ("collection_calls",)), "one alert, though said twice"


async def test_a_call_that_is_placed_to_a_number_counted_before_counts_though_nobody_answers(
        state: StateDirectory, start_server: StartServer) -> None:
    settings = fakes.settings(state)
    with_a_count(Path(settings.playbooks[0]))
    keys = list_workstation(state)
    server = await start_server(settings)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        for call, direction in (("c1", "outbound"), ("c2", "outbound"), ("c3", "inbound")):
            await client.send(CallStart(call=call, lang="en", phone=PHONE, direction=direction))
            await client.until(CallReady)
            if call == "c1":
                await client.speak(call, "agent", fakes.spoken(10, 10))
            await ended(client, call, -1, 25 if call == "c1" else -1)
    mark = contacts.number_mark(server.database, PHONE, "")
    now = datetime.now(UTC).isoformat()
    assert contacts.earlier(server.database, mark, {"collection_calls": 24}, now) == {"collection_calls": 2}
    other = contacts.number_mark(server.database, PHONE, "", "debt 7")
    assert contacts.earlier(server.database, other, {"collection_calls": 24}, now) == {}
