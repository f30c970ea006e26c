"""What a draft would change in past calls, from the database and from a file."""

from __future__ import annotations

from server.authoring.draft import Draft
from server.authoring.past_calls import stored_calls
from server.authoring.preview import PastCall, preview
from server.calls.utterance import Utterance
from server.content.loading import load_playbook
from server.storage.calls import CallRecords, CallRow, Said, Step
from server.storage.database import Database, rows
from tests.server.authoring.conftest import KNOWLEDGE
from tests.server.authoring.test_draft import NEW

ASKED = Utterance("customer-0", "customer", 0, 1000, "I lost my card yesterday", "en")
ANSWER = Utterance("agent-16000", "agent", 1000, 2000, "Let me block it", "en")


def test_lines_that_find_something_new(draft: Draft) -> None:
    assert '"lost"' in KNOWLEDGE
    before = draft.read()
    call = PastCall("c1", "en", (ASKED, ANSWER, Utterance("customer-32000", "customer", 2000, 3000, "how can I wire money", "en")))
    draft.remove("article", "card_loss")
    found = preview(draft.read(), before, [call])
    assert (found.calls, found.lines, found.answered_before, found.answered_after) == (1, 2, 0, 1)
    (changed,) = found.changed
    assert changed.text == ASKED.text and changed.before.cards == () and changed.after.cards == ("card_loss",)
    assert found.finding("card_loss") == [changed] and found.losing("card_loss") == []


def test_no_change_and_another_language(draft: Draft) -> None:
    book = draft.read()
    assert preview(book, book, [PastCall("c1", "en", (ASKED,))]).changed == []
    assert preview(book, book, [PastCall("c1", "zh", (ASKED,))]).calls == 0


def test_stored_calls_are_read_and_their_reading_is_recorded(draft: Draft, database: Database) -> None:
    records = CallRecords(database)
    for name, state in (("over", "ended"), ("runs", "live")):
        records.open(CallRow(id=name, workstation="w", user="u", lang="en"))
        records.commit(name, Step(said=Said(ASKED, 0, 16_000), state="ended" if state == "ended" else None))
    calls = stored_calls(database, "anna (trainer)")
    assert [(one.id, [line.text for line in one.utterances]) for one in calls] == [("over", [ASKED.text])]
    found = database.read(lambda db: rows(db, "SELECT actor, detail FROM audit WHERE action = 'playbook.preview'"))
    assert found == [{"actor": "anna (trainer)", "detail": '{"calls": "1"}'}]
    draft.add([NEW])
    assert load_playbook(draft.places.draft).articles.keys() >= {"fees"}
