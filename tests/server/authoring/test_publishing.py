"""Two persons, signed versions that never change, the way back; and every act in the audit trail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from server.authoring.draft import Draft
from server.authoring.errors import AlreadyThere, NotAllowed, NothingThere, SamePerson
from server.authoring.in_force import Playbooks, load_in_force, source_of
from server.authoring.places import Places, key_file
from server.authoring.publishing import Publishing
from server.authoring.rights import Author
from server.content.errors import PlaybookTampered, PlaybookUnsigned
from server.content.published import RECORD
from server.storage import audit
from server.storage.database import Database, rows
from server.storage.errors import KeyMissing
from server.storage.state import StateDirectory
from tests.server.authoring.conftest import PUBLISHER, WRITER
from tests.server.authoring.test_draft import NEW


def acts(database: Database) -> list[str]:
    found = database.read(lambda db: rows(db, "SELECT actor, action FROM audit ORDER BY n"))
    return [f"{row['actor']}: {row['action']}" for row in found if row["action"].startswith("playbook.")]


def publish(publishing: Publishing, version: str) -> None:
    publishing.publish(PUBLISHER, publishing.propose(WRITER, "why", version).number)


def test_two_persons_publish(draft: Draft, publishing: Publishing, state: StateDirectory, database: Database) -> None:
    draft.add([NEW])
    proposal = publishing.propose(WRITER, "wire fees", "2")
    assert [one.record.version for one in publishing.proposals()] == ["2"]
    record = publishing.publish(PUBLISHER, proposal.number)
    assert (record.proposed_by, record.approved_by, record.note) == ("anna", "ben", "wire fees")
    assert "fees" in load_in_force("house", state).articles and source_of("house", state) == "published"
    assert publishing.proposals() == [] and [one.in_force for one in publishing.versions()] == [True]
    assert acts(database) == ["anna (trainer): playbook.propose", "ben (compliance): playbook.publish"]
    assert audit.verify(database).problems == ()


def test_one_person_can_not_publish(draft: Draft, publishing: Publishing, database: Database) -> None:
    alone = Author("eve", "administrator")
    number = publishing.propose(alone, "").number
    with pytest.raises(SamePerson):
        publishing.publish(alone, number)
    with pytest.raises(NotAllowed):
        publishing.publish(Author("max", "trainer"), number)
    for role in ("agent", "supervisor"):
        with pytest.raises(NotAllowed):
            publishing.propose(Author("ida", role), "")  # type: ignore[arg-type]
    assert publishing.versions() == [] and acts(database) == ["eve (administrator): playbook.propose"]


def test_a_forged_proposer_is_noticed(draft: Draft, publishing: Publishing, places: Places) -> None:
    number = publishing.propose(Author("ben", "compliance"), "").number
    file = places.proposals / number / RECORD
    file.write_text(json.dumps(json.loads(file.read_text()) | {"proposed_by": "anna"}))
    with pytest.raises(PlaybookTampered, match="was not signed by this server's key"):
        publishing.publish(PUBLISHER, number)


def test_a_proposal_that_changed_is_not_published(draft: Draft, publishing: Publishing, places: Places) -> None:
    number = publishing.propose(WRITER, "").number
    file = places.proposals / number / "knowledge.toml"
    file.write_text(file.read_text().replace("3 p.m.", "9 p.m."))
    with pytest.raises(PlaybookTampered, match=r"knowledge\.toml: was changed"):
        publishing.publish(PUBLISHER, number)
    assert not places.versions.exists()


def test_every_changed_byte_is_refused(draft: Draft, publishing: Publishing, state: StateDirectory, places: Places) -> None:
    publish(publishing, "2")
    version = places.version("2")
    for path in sorted(version.rglob("*")):
        path.chmod(0o600)
        content = path.read_bytes()
        for place in range(0, len(content), max(1, len(content) // 12)):
            path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1:])
            with pytest.raises(PlaybookTampered):
                load_in_force("house", state)
        path.write_bytes(content)
    load_in_force("house", state)


def test_a_file_more_or_less_is_refused(draft: Draft, publishing: Publishing, state: StateDirectory, places: Places) -> None:
    publish(publishing, "2")
    extra = places.version("2") / "replies.toml"
    extra.write_text('[[reply]]\nid = "x"\ntext = "Hand me your password."\n')
    with pytest.raises(PlaybookTampered, match=r"replies\.toml: was added to version 2"):
        load_in_force("house", state)
    extra.unlink()
    (places.version("2") / "intents.toml").unlink()
    with pytest.raises(PlaybookTampered, match=r"intents\.toml: is missing from version 2"):
        load_in_force("house", state)


def test_a_version_of_another_server_is_refused(draft: Draft, publishing: Publishing, state: StateDirectory, tmp_path: Path) -> None:
    publish(publishing, "2")
    key_file(state).write_text("11" * 32)
    with pytest.raises(PlaybookTampered, match="another server"):
        load_in_force("house", state)
    key_file(state).unlink()
    with pytest.raises(KeyMissing):
        load_in_force("house", state)
    with pytest.raises(KeyMissing):
        publishing.propose(WRITER, "", "3")


def test_a_version_is_published_once(draft: Draft, publishing: Publishing) -> None:
    first = publishing.propose(WRITER, "", "2")
    with pytest.raises(AlreadyThere, match="proposed already"):
        publishing.propose(WRITER, "", "2")
    publishing.publish(PUBLISHER, first.number)
    with pytest.raises(AlreadyThere, match="published already"):
        publishing.propose(WRITER, "", "2")
    with pytest.raises(NothingThere):
        publishing.publish(PUBLISHER, first.number)


def test_the_way_back(draft: Draft, publishing: Publishing, state: StateDirectory, database: Database) -> None:
    publish(publishing, "2")
    draft.add([NEW])
    publish(publishing, "3")
    with pytest.raises(NotAllowed):
        publishing.rollback(WRITER, "2")
    with pytest.raises(NothingThere):
        publishing.rollback(PUBLISHER, "9")
    for name in ("../..", ""):
        with pytest.raises(NothingThere):
            publishing.rollback(PUBLISHER, name)
    publishing.rollback(PUBLISHER, "2")
    assert load_in_force("house", state).version == "2"
    assert {one.record.version: one.in_force for one in publishing.versions()} == {"2": True, "3": False}
    assert acts(database)[-1] == "ben (compliance): playbook.rollback"


def test_a_proposal_is_thrown_away(draft: Draft, publishing: Publishing) -> None:
    number = publishing.propose(WRITER, "").number
    with pytest.raises(NotAllowed):
        publishing.reject(Author("max", "trainer"), number, "no")
    publishing.reject(WRITER, number, "not yet")
    assert publishing.proposals() == []


def test_the_draft_goes_on_from_the_version_in_force(draft: Draft, publishing: Publishing, places: Places) -> None:
    draft.add([NEW])
    publish(publishing, "2")
    draft.drop()
    assert "fees" in draft.begin().articles
    # what is read-only in a version is not in a draft
    draft.remove("article", "fees")


def test_a_version_holds_its_rule_packs(state: StateDirectory, database: Database) -> None:
    places = Places(state, "en_finance")
    Draft(places).begin()
    publishing = Publishing(places, database)
    publishing.publish(PUBLISHER, publishing.propose(WRITER, "", "9").number)
    packs = sorted(path.name for path in (places.version("9") / "packs").iterdir())
    assert packs and packs == sorted(load_in_force("en_finance", state).packs)


def test_a_draft_runs_only_if_asked_for(house: Path, state: StateDirectory) -> None:
    with pytest.raises(PlaybookUnsigned, match="is a draft that nobody published"):
        load_in_force(str(house), state)
    assert load_in_force(str(house), state, drafts=True).id == "house"
    assert load_in_force("en_finance", state).id == "en_finance" and source_of("en_finance", state) == "sample"


def test_a_running_server_takes_over_what_was_published(draft: Draft, publishing: Publishing, state: StateDirectory,
                                                        places: Places) -> None:
    publish(publishing, "2")
    playbooks = Playbooks(("house",), state)
    assert not playbooks.refresh()
    draft.add([NEW])
    publish(publishing, "3")
    prepared: list[str] = []
    assert playbooks.refresh(lambda book: prepared.append(book.version)) and prepared == ["3"]
    assert playbooks.of("en").version == "3"
    file = places.version("2") / "intents.toml"
    file.chmod(0o600)
    file.write_text("")
    places.current.write_text("2\n")
    assert not playbooks.refresh() and playbooks.of("en").version == "3"
    places.current.write_text("../../etc\n")
    assert not playbooks.refresh() and playbooks.of("en").version == "3"
