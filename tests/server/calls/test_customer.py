"""Who is calling, found while the call runs: on the agent's screen, in the facts, and again after a restart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from protocol.call import CallReady, CallStart, CustomerRecord, FindCustomer
from server.app import Server
from server.customers.fields import FieldTable
from server.customers.reading import read_record
from server.customers.record import Record
from server.settings import CustomerSettings, Settings
from server.storage import audit
from server.storage.calls import CallRecords
from server.storage.customers import CustomerRecords
from server.storage.database import open_database
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.calls.conftest import OpenCall, ended
from tests.server.conftest import StartServer
from tests.server.customers.records import PHONE, customer, field, running_crm
from tests.server.fakes import WireClient, eventually, list_workstation


def record(customer_id: str = "C7001", **changes: object) -> Record:
    made, faults = read_record(customer(customer_id, **changes), FieldTable(), "86")
    assert made is not None and not faults
    return made


def store(state: StateDirectory, *records: Record) -> None:
    database = open_database(state)
    CustomerRecords(database).put(records, "test")
    database.close()


def with_crm(state: StateDirectory, url: str, total_s: float = 120.0) -> Settings:
    return replace(fakes.settings(state), customers=CustomerSettings(crm=url, crm_total_s=total_s, crm_connect_s=total_s))


async def popped(client: WireClient, call: str = "c2", **given: str) -> CustomerRecord:
    await client.send(CallStart(call=call, lang="zh", **given))  # type: ignore[arg-type]
    return await client.until(CustomerRecord)


async def test_the_record_pops_up_by_number(state: StateDirectory, open_call: OpenCall) -> None:
    store(state, record())
    server, client = await open_call()
    seen = await popped(client, phone="138 0000 7315")
    assert (seen.status, seen.name, seen.phone) == ("known", "许知远", "****7315")
    shown = {one.key: one.value for one in seen.fields}
    assert shown["loan_balance"] == "86,400元" and shown["income"] == "***"
    assert all(one.source == "core banking" and one.verified == "2026-11-01" for one in seen.fields)
    assert [one.channel for one in seen.contacts] == ["branch"]
    session = server.calls._sessions["c2"]
    facts = session._pipeline._facts
    assert (facts.customer_id, facts.customer["loan_rate"]) == ("C7001", "4.35%") and "income" not in facts.customer


async def test_a_restarted_server_goes_on_with_what_the_call_saw(state: StateDirectory, start_server: StartServer) -> None:
    store(state, record())
    keys = list_workstation(state)
    first = await start_server()
    client = WireClient(first.endpoint, first.public_key, keys)
    await client.hello()
    seen = await popped(client, phone=PHONE)
    client.close()
    await first.stop()
    store(state, record(fields=[field("loan_balance", 1)]))
    second = await start_server()
    again = WireClient(second.endpoint, second.public_key, keys)
    await again.hello()
    await again.send(CallStart(call="c2", lang="zh", phone=PHONE))
    replayed = await again.until(CustomerRecord)
    assert (replayed.seq, replayed.fields) == (seen.seq, seen.fields)
    assert second.calls._sessions["c2"]._pipeline._facts.customer["loan_balance"] == "86,400元"
    await ended(again, "c2", -1)
    assert len(again.all(CustomerRecord)) == 1, "nobody is asked a second time"
    again.close()


async def test_several_match_and_the_agent_chooses(state: StateDirectory, open_call: OpenCall) -> None:
    store(state, record("C1"), record("C2", name="许静", fields=[field("city", "杭州")]))
    _, client = await open_call()
    seen = await popped(client, phone=PHONE)
    assert seen.status == "choose" and not seen.fields and not seen.name
    assert [(one.customer_id, one.hint) for one in seen.matches] == [("C1", "还款卡尾号 4802"), ("C2", "****7315 · 杭州")]
    await client.send(FindCustomer(call="c2", customer_id="C2"))
    assert (await client.until(CustomerRecord)).name == "许静"


async def test_nobody_and_nothing_given(open_call: OpenCall) -> None:
    _, client = await open_call()
    assert (await popped(client, phone=PHONE)).status == "none"
    await client.send(FindCustomer(call="c2", phone="garbage"))
    assert (await client.until(CustomerRecord)).status == "none"


async def test_earlier_calls_stand_in_the_time_line(state: StateDirectory, open_call: OpenCall) -> None:
    store(state, record())
    _, client = await open_call()
    await popped(client, phone=PHONE)
    await ended(client, "c2", -1)
    seen = await popped(client, "c3", customer_id="C7001")
    assert [(one.channel, one.source) for one in seen.contacts] == [("phone", "seatmate"), ("branch", "crm")]


async def test_who_saw_a_record_is_in_the_audit_trail_without_the_person(state: StateDirectory, open_call: OpenCall) -> None:
    store(state, record())
    server, client = await open_call()
    await popped(client, phone=PHONE)
    rows = server.database.read(lambda db: db.execute(
        "SELECT actor, detail FROM audit WHERE action = 'customer.view'").fetchall())
    assert len(rows) == 1 and rows[0][0] == "anna" and "C7001" not in rows[0][1] and '"c2"' in rows[0][1]
    assert audit.verify(server.database).problems == ()


async def test_a_playbooks_customer_stays_if_nobody_knows_better(open_call: OpenCall) -> None:
    _, client = await open_call()
    seen = await popped(client, customer_id="T1")
    assert (seen.name, seen.fields[0].source) == ("Test Person", "playbook")
    await ended(client, "c2", -1)
    assert len(client.all(CustomerRecord)) == 1


@pytest.mark.parametrize(("changes", "problem"), [
    ({"wait_s": 60.0}, "customer.crm.timeout"), ({"status": 500}, "customer.crm.status"),
    ({"raw": b"<html>86400</html>", "kind": "text/html"}, "customer.crm.not_json"),
    ({"raw": b" " * 300_000}, "customer.crm.too_large"),
    ({"status": 302, "headers": {"Location": "http://elsewhere.example"}}, "customer.crm.redirect")])
async def test_a_crm_that_gives_no_answer_is_named_and_nothing_is_painted(
        state: StateDirectory, start_server: StartServer, changes: dict[str, object], problem: str) -> None:
    keys = list_workstation(state)
    with running_crm() as crm:
        vars(crm).update(changes)
        server = await start_server(with_crm(state, crm.url, 0.2 if "wait_s" in changes else 120.0))
        client = WireClient(server.endpoint, server.public_key, keys)
        await client.hello()
        seen = await popped(client, phone=PHONE)
        assert (seen.status, seen.problem, seen.fields, seen.name) == ("unavailable", problem, (), "")
        client.close()


async def test_lies_are_named_and_the_rest_is_shown(state: StateDirectory, start_server: StartServer,
                                                    caplog: pytest.LogCaptureFixture) -> None:
    keys = list_workstation(state)
    with running_crm() as crm:
        crm.customers = [customer(fields=[field("loan_rate", "about 4"), field("loan_balance", -5), field("card_tail", "4802")])]
        server = await start_server(with_crm(state, crm.url))
        client = WireClient(server.endpoint, server.public_key, keys)
        await client.hello()
        seen = await popped(client, phone=PHONE)
        assert [one.key for one in seen.fields] == ["card_tail"] and seen.faulty == ("执行年利率", "贷款余额")
        await client.send(FindCustomer(call="c2", phone=PHONE))
        again = await client.until(CustomerRecord)
        assert again.fields == seen.fields and len(crm.asked) == 1, "an answer holds for the call"
        client.close()
    assert PHONE not in caplog.text and "7315" not in caplog.text and "许知远" not in caplog.text


async def test_the_table_answers_while_the_crm_is_down(state: StateDirectory, start_server: StartServer) -> None:
    store(state, record())
    keys = list_workstation(state)
    with running_crm() as crm:
        crm.status = 500
        server = await start_server(with_crm(state, crm.url))
        client = WireClient(server.endpoint, server.public_key, keys)
        await client.hello()
        seen = await popped(client, phone=PHONE)
        assert (seen.status, seen.name, seen.problem) == ("known", "许知远", "customer.crm.status")
        client.close()


async def test_the_call_does_not_wait_for_a_slow_crm(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    with running_crm() as crm:
        crm.wait_s = 120.0
        server: Server = await start_server(with_crm(state, crm.url))
        client = WireClient(server.endpoint, server.public_key, keys)
        await client.hello()
        await client.send(CallStart(call="c2", lang="zh", phone=PHONE))
        await client.until(CallReady)
        await client.speak("c2", "customer", fakes.spoken(11))
        await ended(client, "c2", 12)
        client.close()
        crm.go_on.set()
        await eventually(lambda: not server.calls._sessions)
        assert CallRecords(server.database).load("c2") is not None
