"""The whole server over real sockets: a call from hello to its end."""

from __future__ import annotations

from protocol.assist import Alert
from protocol.call import CallEnd, CallEnded, CustomerRecord, Ping, Pong
from protocol.transcript import Final, Partial
from server.storage.state import StateDirectory
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, eventually, list_workstation, sentence, spoken


async def test_a_call_from_hello_to_its_end(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        welcome = await client.hello()
        assert (welcome.user, welcome.role, welcome.workstation) == ("anna", "agent", "W1")
        assert welcome.recogniser.model == "levels" and welcome.playbook == "test_book"
        ready = await client.start("c1", customer_id="T1")
        assert ready.next_number == {"customer": 0, "agent": 0} and not ready.resumed
        record = await client.until(CustomerRecord)
        assert {field.key: field.value for field in record.fields} == {"loan_balance": "1,200", "card_tail": "***"}
        sound = spoken(12, 34, packets=16)
        await client.speak("c1", "customer", sound[:8])
        # What one decode says is a guess; two that agree are painted.
        await eventually(lambda: server.scheduler.counters.windows > 0)
        await client.speak("c1", "customer", sound[8:15], first=8)
        partial = await client.until(Partial)
        assert (partial.channel, partial.text.lower(), partial.start_ms) == ("customer", sentence(12), 0)
        await client.speak("c1", "customer", sound[15:], first=15)
        await client.speak("c1", "agent", spoken(999, packets=12))
        await client.send(CallEnd(call="c1", last_number={"customer": 45, "agent": 18}))
        ended = await client.until(CallEnded)
        finals = client.all(Final)
        assert sorted(final.text.lower() for final in finals) == sorted(
            [sentence(12), sentence(34), sentence(999).lower()])
        assert ended.utterances == 3
        assert [event.seq for event in client.events()] == list(range(1, ended.seq + 1))
        alert, unsaid = client.all(Alert)
        assert alert.rule == "no_risk" and alert.utterance in {final.utterance for final in finals}
        # The greeting was never said; the end of the call settles that.
        assert (unsaid.rule, unsaid.category, unsaid.utterance) == ("checklist.greeting", "missing_disclosure", "")
        await client.send(Ping(sent_ms=5.5))
        assert (await client.until(Pong)).sent_ms == 5.5
    assert len(server.calls) == 0
