"""Where a customer may be, and the calling hours by the clock there: records, states, numbers, daylight saving, unknown zones."""

from __future__ import annotations

from datetime import datetime

import msgspec
import pytest
from msgspec.structs import replace

from protocol.assist import Alert, AlertCleared
from server.calls.customer import told
from server.calls.opening import repeat_input
from server.calls.pipeline import Pipeline
from server.calls.utterance import CallFacts
from server.compliance.calling_hours import allowed, clock_words
from server.compliance.evaluator import Compliance
from server.content.loading import BUILT_IN, load_playbook
from server.customers.desk import Answer
from server.customers.fields import FieldTable
from server.customers.record import FieldValue, Record
from server.customers.us_zones import zones_of_code
from server.customers.whereabouts import Whereabouts, whereabouts, zones_of_number
from server.storage.calls import CallRow, Input

WINDOW = ("08:00", "21:00")


@pytest.mark.parametrize(("record", "phone", "zones", "known_from"), [
    ({"time_zone": "America/Boise", "state": "NY"}, "+12125550123", ("America/Boise",), "record"),
    ({"time_zone": "Mars/Olympus", "state": "NY"}, "", ("America/New_York",), "state"),
    ({"state": "us-tx"}, "", (), "house"),
    ({"state": "US-TX"}, "+12125550123", ("America/Chicago", "America/Denver"), "state"),
    ({"state": "texas"}, "", ("America/Chicago", "America/Denver"), "state"),
    ({}, "+12125550123", ("America/New_York",), "number"),
    ({}, "+14805550123", ("America/Phoenix",), "number"),
    ({}, "+18005550123", ("America/New_York", "America/Los_Angeles"), "number"),
    ({}, "+8613800007315", ("Asia/Shanghai",), "number"),
    ({}, "+34600000000", ("Europe/Madrid", "Atlantic/Canary"), "number"),
    ({}, "+999123456789", (), "house"), ({}, "13800007315", (), "house"), ({}, "", (), "house"), ({}, "+1212", (), "house")])
def test_the_record_goes_before_the_state_and_the_state_before_the_number(
        record: dict[str, str], phone: str, zones: tuple[str, ...], known_from: str) -> None:
    assert whereabouts(record, phone) == Whereabouts(zones, known_from)  # type: ignore[arg-type]


def test_every_area_code_is_listed_once_and_has_zones_that_exist() -> None:
    codes = [code for code in map(str, range(200, 1000)) if zones_of_code(code)]
    assert len(codes) > 330
    assert all(whereabouts({}, f"+1{code}5550100").zones == zones_of_code(code) for code in codes)
    assert zones_of_number("+18085550100") == ("Pacific/Honolulu",)


@pytest.mark.parametrize(("moment", "zones", "may"), [
    ("2026-01-15T01:30:00+00:00", ("America/New_York",), True),        # 20:30 in winter
    ("2026-07-15T01:30:00+00:00", ("America/New_York",), False),       # 21:30 in summer
    ("2026-07-15T14:30:00+00:00", ("America/Los_Angeles",), False),    # 07:30
    ("2026-07-15T15:00:00+00:00", ("America/Los_Angeles",), True),     # 08:00, which is within
    ("2026-07-15T01:00:00+00:00", ("America/New_York",), False),       # 21:00, which is not
    ("2026-07-15T14:30:00+00:00", ("America/New_York", "America/Los_Angeles"), False),
    ("2026-07-15T16:00:00+00:00", ("America/New_York", "America/Los_Angeles"), True),
    # the night in which the clock is set forward and back
    ("2026-03-08T11:59:00+00:00", ("America/New_York",), False), ("2026-03-08T12:00:00+00:00", ("America/New_York",), True),
    ("2026-11-01T12:59:00+00:00", ("America/New_York",), False), ("2026-11-01T13:00:00+00:00", ("America/New_York",), True),
    # nobody knows: the clock of the moment itself
    ("2026-07-15T20:59:00+08:00", (), True), ("2026-07-15T21:00:00+08:00", (), False)])
def test_hours_go_by_the_customers_clock_and_the_strictest_of_several(moment: str, zones: tuple[str, ...], may: bool) -> None:
    assert allowed(WINDOW, datetime.fromisoformat(moment), Whereabouts(zones, "number")) is may


def test_hours_over_midnight() -> None:
    assert allowed(("20:00", "06:00"), datetime.fromisoformat("2026-07-15T23:00:00+00:00"), Whereabouts())
    assert not allowed(("20:00", "06:00"), datetime.fromisoformat("2026-07-15T12:00:00+00:00"), Whereabouts())


def test_the_words_say_which_clock_and_that_it_is_an_estimate() -> None:
    moment = datetime.fromisoformat("2026-07-15T01:30:00+00:00")
    two = Whereabouts(("America/New_York", "America/Chicago"), "number")
    assert clock_words(moment, two, "en") == "20:30–21:30, estimate by the number"
    assert clock_words(moment, Whereabouts(), "zh") == "01:30，客户时区未知，按本服务器时钟"


def test_a_call_warns_by_the_customers_clock_and_takes_it_back_when_the_record_knows_better() -> None:
    book = load_playbook(BUILT_IN / "en_finance")
    call = Compliance(book, CallFacts(call="c1", lang="en", direction="outbound", started_at="2026-07-15T01:30:00+00:00"))
    (alert,) = [one for one in call.place(whereabouts({}, "+12125550123")) if isinstance(one, Alert)]
    assert (alert.rule, "21:30, estimate by the number" in alert.text) == ("calling_hours", True)
    (cleared,) = call.place(whereabouts({"time_zone": "America/Los_Angeles"}, "+12125550123"))
    assert isinstance(cleared, AlertCleared) and (cleared.rule, cleared.why) == ("calling_hours", "corrected")
    assert not [one for one in call.tick(0) if isinstance(one, Alert)]


def test_the_record_of_a_call_brings_its_clock_and_a_rebuilt_call_hears_the_same() -> None:
    table = FieldTable()
    record = Record(customer_id="C1", name="Ana Grant", source="CRM", as_of="2026-11-01", fields=(
        FieldValue(key="time_zone", value="America/Los_Angeles", source="CRM", as_of="2026-11-01"),))
    row = CallRow(id="c1", workstation="w", user="anna", lang="en", direction="outbound")
    known = told(Answer(status="known", record=record), table, "agent", row)
    assert known.where == Whereabouts(("America/Los_Angeles",), "record")
    assert told(Answer(status="known", record=replace(record, fields=())), table, "agent", row).where is None
    given = (Input(kind="place", text=msgspec.json.encode(whereabouts({}, "+12125550123")).decode()), Input(kind="tick"),
             Input(kind="customer", at_ms=3_000, text=msgspec.json.encode(known).decode()))
    heard = []
    for _ in range(2):
        call = Pipeline(load_playbook(BUILT_IN / "en_finance"), CallFacts(
            call="c1", lang="en", direction="outbound", started_at="2026-07-15T01:30:00+00:00"))
        heard.append([event for one in given for event in repeat_input(call, one)])
    alerts = [one for one in heard[0] if isinstance(one, Alert | AlertCleared)]
    assert [type(one) for one in alerts] == [Alert, AlertCleared] and heard[0] == heard[1]
