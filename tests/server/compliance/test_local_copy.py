"""What a client holds when the server is gone: words of forbidden rules, the checklist, and how right each rule has been."""

from __future__ import annotations

from pathlib import Path

from protocol.assist import Checklist, Feedback
from protocol.call import CallStart
from protocol.local import LocalCopy, LocalCopyPart, joined
from server.compliance.local_copy import KEPT_S, LocalCopies, local_copy
from server.content.loading import BUILT_IN, load_playbook
from server.proof.disputes import Precision
from server.storage.calls import CallRecords
from server.storage.database import open_database
from server.storage.disputes import DisputeRecords
from server.storage.state import StateDirectory
from tests.server.calls.conftest import OpenCall, open_call
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, eventually, list_workstation, write_playbook

__all__ = ["open_call"]


def copies_of(client: WireClient) -> list[LocalCopy | None]:
    parts: dict[str, list[LocalCopyPart]] = {}
    for part in client.all(LocalCopyPart):
        parts.setdefault(part.playbook, []).append(part)
    return [joined(found) for found in parts.values()]


def test_it_holds_words_and_items_of_every_call_and_no_patterns(tmp_path: Path) -> None:
    book = load_playbook(write_playbook(tmp_path / "book"))
    copy = local_copy(book, {("no_risk", "1"): Precision("no_risk", "1", 40, 3, 2), ("no_risk", "0"): Precision("x", "0", 9, 9, 9)})
    (rule,) = copy.rules
    assert (rule.id, rule.phrases, rule.alerts, rule.rejected) == ("no_risk", ("no risk",), 40, 2)
    assert [(item.id, item.due_ms) for item in copy.items] == [("greeting", 3_000)]


def test_it_is_made_anew_for_a_new_playbook_and_after_a_minute(state: StateDirectory, tmp_path: Path) -> None:
    database, now = open_database(state), [0.0]
    books = [load_playbook(write_playbook(tmp_path / "a"))]
    copies = LocalCopies(lambda: books, DisputeRecords(database), lambda: now[0])
    first = copies.messages()
    assert copies.messages() is first
    now[0] = KEPT_S
    second = copies.messages()
    assert second == first and second is not first
    head = write_playbook(tmp_path / "b") / "playbook.toml"
    head.write_text(head.read_text(encoding="utf-8").replace('version = "1"', 'version = "2"'), encoding="utf-8")
    books[0] = load_playbook(head.parent)
    assert copies.messages() is not second
    database.close()
    assert len(copies.messages()) == 1, "a database that can not be read takes away the precision and nothing else"
    now[0] *= 3
    assert copies.messages()


def test_items_of_one_direction_and_those_that_words_ask_for_are_told_apart() -> None:
    copy = local_copy(load_playbook(BUILT_IN / "en_finance"), {})
    further = {item.id: (item.direction, item.only_if) for item in copy.further}
    assert further["callback_number"] == ("outbound", False) and further["fraud_warning"][1]
    assert not {item.id for item in copy.items} & further.keys() and all(not item.direction for item in copy.items)


async def test_every_client_gets_it_behind_the_welcome(state: StateDirectory, open_call: OpenCall) -> None:
    _, client = await open_call()
    if not client.all(LocalCopyPart):
        await client.until(LocalCopyPart)
    (copy,) = copies_of(client)
    assert copy is not None and (copy.playbook, copy.lang) == ("test_book", "en") and copy.rules


async def test_what_was_ticked_while_the_server_was_away_counts_when_the_call_goes_on(
        state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
    await server.stop()
    again = await start_server(server.settings)
    async with WireClient(again.endpoint, again.public_key, keys) as client:
        await client.hello()
        # as the link sends it: the start of the call, and right behind it what was said meanwhile
        await client.send(CallStart(call="c1", lang="en"))
        await client.send(Feedback(call="c1", item="greeting", kind="checklist", action="ticked"))
        done = await client.until(Checklist, lambda one: one.state == "done")
        assert (done.item, done.by_hand) == ("greeting", True)
        await client.send(Feedback(call="c1", item="greeting", kind="checklist", action="ticked"))
        await client.send(Feedback(call="c1", item="nothing", kind="checklist", action="ticked"))
        await eventually(lambda: len(CallRecords(again.database).feedback("c1")) == 3)
        assert await client.silent(), "what is done or unknown changes nothing"
    stored = CallRecords(again.database).load("c1")
    assert stored is not None and [given.text for given in stored.inputs if given.kind == "ticked"][0] == "greeting"
