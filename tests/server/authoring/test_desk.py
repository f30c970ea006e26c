"""What an author's window asks and is answered; rights are checked here, whatever the window shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from protocol.authoring import (
    AuthorMessage,
    Entries,
    EntriesQuery,
    EntryChecked,
    EntryForm,
    EntryOpened,
    EntryQuery,
    EntryWrite,
    NearMissesQuery,
    PlaybookAct,
    Playbooks,
    PlaybooksQuery,
    PlaybookState,
    PreviewQuery,
    PreviewResult,
)
from protocol.call import WireError
from protocol.message import Role
from protocol.wire import encode
from server.authoring.desk import AUTHOR_MESSAGES, AuthoringDesk
from server.authoring.draft import Draft
from server.authoring.errors import AuthoringError, NotAllowed, NothingThere, SamePerson
from server.authoring.places import Places
from server.clients import Client
from server.outbox import Outbox
from server.storage.calls import CallRecords, CallRow, Said, Step
from server.storage.database import Database
from server.storage.state import StateDirectory
from tests.server.authoring.test_preview import ASKED

FORM = EntryForm(id="fees", title="Wire fees", text="An outgoing wire costs nothing.", intents=("remittance",), keywords=("fee",),
                 asked=("what do you take for a wire",))


def person(name: str, role: Role) -> Client:
    return Client(workstation="w", workstation_name="W", user=name, display_name=name, role=role, outbox=Outbox(100))


ANNA, BEN = person("anna", "trainer"), person("ben", "compliance")


@pytest.fixture
def desk(state: StateDirectory, database: Database, draft: Draft) -> Iterator[AuthoringDesk]:
    # the bundled ones take a second to read, this one a moment
    made = AuthoringDesk(state, database, ())
    yield made
    made._worker.shutdown()


@pytest.fixture
def house_in_force(draft: Draft, database: Database, places: Places) -> None:
    from server.authoring.publishing import Publishing
    from tests.server.authoring.conftest import PUBLISHER, WRITER

    publishing = Publishing(places, database)
    publishing.publish(PUBLISHER, publishing.propose(WRITER, "first").number)


def house_of(answer: object) -> PlaybookState:
    assert isinstance(answer, Playbooks)
    return next(one for one in answer.playbooks if one.id == "house")


def write(form: EntryForm, table: str = "article", **more: bool) -> EntryWrite:
    return EntryWrite(playbook="house", table=table, form=form, number=7, **more)  # type: ignore[arg-type]


def test_every_message_of_the_window_is_taken(desk: AuthoringDesk) -> None:
    assert set(AUTHOR_MESSAGES) == set(get_args(AuthorMessage))
    assert desk.takes(PlaybooksQuery()) and not desk.takes(WireError(code="x"))


@pytest.mark.parametrize("role", ["agent", "supervisor"])
@pytest.mark.parametrize("message", [
    PlaybooksQuery(), EntriesQuery(playbook="house"), EntryQuery(playbook="house", id="wire_hours"), write(FORM, save=True),
    PreviewQuery(playbook="house"), PlaybookAct(playbook="house", action="propose"),
    NearMissesQuery(playbook="house")], ids=lambda one: type(one).__name__)
def test_who_does_not_write_sees_nothing(desk: AuthoringDesk, role: Role, message: AuthorMessage) -> None:
    with pytest.raises(NotAllowed):
        desk.answer(person("max", role), message)


def test_a_form_is_checked_and_only_saved_when_asked(desk: AuthoringDesk, draft: Draft) -> None:
    before = {path: path.read_bytes() for path in draft.places.draft.rglob("*")if path.is_file()}
    assert desk.answer(ANNA, write(FORM)) == EntryChecked(playbook="house", id="fees", number=7)
    assert {path: path.read_bytes() for path in draft.places.draft.rglob("*") if path.is_file()} == before
    assert desk.answer(ANNA, write(FORM, save=True)) == EntryChecked(playbook="house", id="fees", number=7, saved=True)
    assert draft.read().articles["fees"].body == FORM.text
    assert desk.answer(ANNA, write(FORM, remove=True)) == EntryChecked(playbook="house", id="fees", number=7, removed=True)
    assert "fees" not in draft.read().articles


@pytest.mark.parametrize(("change", "problem"), [
    ({"intents": ("dancing",)}, "`dancing` is not known"), ({"text": ""}, "needs a body or rows"), ({"id": "a b"}, "may only hold"),
    ({"kind": "song"}, "Invalid enum value"), ({"date": "soon"}, "must be a date"), ({"rows": (("a", "1"), ("a", "2"))}, "same label"),
    ({"text": "see {customer.nothing}"}, "names no field")])
def test_a_mistake_is_an_answer(desk: AuthoringDesk, change: dict[str, object], problem: str) -> None:
    answer = desk.answer(ANNA, write(msgspec.structs.replace(FORM, **change), save=True))
    assert isinstance(answer, EntryChecked) and problem in answer.problem and not answer.saved


def test_near_duplicates_come_with_the_answer(desk: AuthoringDesk) -> None:
    again = EntryForm(id="again", title="Wire cut-off", text="Wires sent before 3 p.m. leave the same day.")
    answer = desk.answer(ANNA, write(again))
    assert isinstance(answer, EntryChecked) and [one.id for one in answer.similar] == ["wire_hours"]


def test_what_the_form_does_not_show_stays(desk: AuthoringDesk, draft: Draft) -> None:
    desk.answer(ANNA, write(EntryForm(id="r", text="Yes."), "reply", save=True))
    file = draft.places.draft / "replies" / "authored.toml"
    file.write_text(file.read_text() + 'moods = ["angry"]\n')
    desk.answer(ANNA, write(EntryForm(id="r", text="Certainly."), "reply", save=True))
    reply = draft.read().replies["r"]
    assert (reply.text, reply.moods) == ("Certainly.", ("angry",))


def test_how_customers_ask_is_written_and_an_older_client_leaves_it(desk: AuthoringDesk, draft: Draft) -> None:
    desk.answer(ANNA, write(FORM, save=True))
    assert draft.read().articles["fees"].asked == FORM.asked
    desk.answer(ANNA, write(msgspec.structs.replace(FORM, asked=None, title="Fees"), save=True))
    assert (draft.read().articles["fees"].title, draft.read().articles["fees"].asked) == ("Fees", FORM.asked)
    desk.answer(ANNA, write(msgspec.structs.replace(FORM, asked=()), save=True))
    assert draft.read().articles["fees"].asked == ()
    again = desk.answer(ANNA, write(EntryForm(id="other", title="Other", text="Text.", asked=("Is it free?", "is it free?"))))
    assert isinstance(again, EntryChecked) and not again.problem, "twice in one article leads to it all the same"


def test_the_list(desk: AuthoringDesk, house_in_force: None) -> None:
    desk.answer(ANNA, write(FORM, save=True))
    answer = desk.answer(ANNA, EntriesQuery(playbook="house"))
    assert isinstance(answer, Entries) and [(one.id, one.change) for one in answer.entries] == [
        ("fees", "added"), ("card_loss", ""), ("wire_hours", "")]
    answer = desk.answer(ANNA, EntriesQuery(playbook="house", search="block CARD"))
    assert isinstance(answer, Entries) and [one.id for one in answer.entries] == ["card_loss"] and answer.total == 1
    opened = desk.answer(ANNA, EntryQuery(playbook="house", id="fees"))
    assert isinstance(opened, EntryOpened) and opened.form == FORM
    with pytest.raises(NothingThere):
        desk.answer(ANNA, EntryQuery(playbook="house", table="reply", id="fees"))
    for name in ("../../etc", "", "nothing"):
        with pytest.raises((AuthoringError, Exception)) as raised:
            desk.answer(ANNA, EntriesQuery(playbook=name))
        assert isinstance(getattr(raised.value, "code", None), str)


def test_two_persons_from_draft_to_version_and_back(desk: AuthoringDesk, house_in_force: None) -> None:
    desk.answer(ANNA, write(FORM, save=True))
    state = house_of(desk.answer(ANNA, PlaybookAct(playbook="house", action="propose", version="2", note="fees")))
    assert (state.version, state.changed, [one.proposal for one in state.proposals]) == ("1", ("added article fees",), ["1"])
    with pytest.raises(NotAllowed):
        desk.answer(ANNA, PlaybookAct(playbook="house", action="publish", proposal="1"))
    with pytest.raises(SamePerson):
        desk.answer(person("anna", "compliance"), PlaybookAct(playbook="house", action="publish", proposal="1"))
    state = house_of(desk.answer(BEN, PlaybookAct(playbook="house", action="publish", proposal="1")))
    assert (state.version, state.source, [one.approved_by for one in state.versions]) == ("2", "published", ["ben", "ben"])
    with pytest.raises(NotAllowed):
        desk.answer(ANNA, PlaybookAct(playbook="house", action="rollback", version="1"))
    answer = desk.answer(BEN, PlaybookAct(playbook="house", action="rollback", version="1"))
    assert house_of(answer).version == "1" and isinstance(answer, Playbooks) and answer.done == "rollback"
    assert encode(answer)


def test_a_damaged_version_is_shown_with_the_reason(desk: AuthoringDesk, house_in_force: None, places: Places) -> None:
    file = places.version("1") / "knowledge.toml"
    file.chmod(0o600)
    file.write_text("")
    assert "was changed after the signing" in house_of(desk.answer(BEN, PlaybooksQuery())).problem


def test_preview_of_stored_calls(desk: AuthoringDesk, house_in_force: None, database: Database) -> None:
    records = CallRecords(database)
    records.open(CallRow(id="c1", workstation="w", user="u", lang="en"))
    records.commit("c1", Step(said=Said(ASKED, 0, 16_000), state="ended"))
    desk.answer(ANNA, write(EntryForm(id="card_loss"), remove=True))
    found = desk.answer(ANNA, PreviewQuery(playbook="house"))
    assert isinstance(found, PreviewResult) and (found.calls, found.lines, found.changed) == (1, 1, 1)
    assert found.examples[0].before == ("card_loss",) and found.examples[0].after == ()


async def test_answers_and_refusals_reach_the_client(desk: AuthoringDesk, tmp_path: Path) -> None:
    good, bad = person("anna", "trainer"), person("ida", "agent")
    desk.receive(good, EntriesQuery(playbook="house"))
    desk.receive(bad, EntriesQuery(playbook="house"))
    await desk.close()
    refused = bad.outbox.take()
    assert isinstance(refused, WireError) and refused.code == "authoring.rights"
    answer = good.outbox.take()
    # a draft alone: nothing is in force yet, so all of it is new
    assert isinstance(answer, Entries) and {one.change for one in answer.entries} == {"added"}
