"""The author's window: list, form with its check, two people, the way back; the server is played by hand."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from copilot_app.authoring_state import AuthoringState
from copilot_app.authoring_window import AuthoringWindow
from copilot_app.theme import Theme
from protocol.authoring import (
    Entries,
    EntriesQuery,
    EntryChecked,
    EntryForm,
    EntryOpened,
    EntryQuery,
    EntrySummary,
    EntryWrite,
    PlaybookAct,
    Playbooks,
    PlaybooksQuery,
    PlaybookState,
    PreviewLine,
    PreviewQuery,
    PreviewResult,
    SimilarEntry,
    VersionState,
)
from protocol.call import WireError

HOUSE = PlaybookState(id="house", title="House", lang="en", version="1", source="published", draft="2",
                      changed=("added article fees",), versions=(VersionState(version="1", proposed_by="a", approved_by="b", in_force=True),
                                                                 VersionState(version="0", proposed_by="a", approved_by="b")),
                      proposals=(VersionState(version="2", proposed_by="anna", proposal="1", note="fees"),))
FORM = EntryForm(id="fees", title="Wire fees", text="None.", rows=(("a", "1"), ("b", "2")), intents=("remittance",), date="2026-11-01",
                 asked=("what do you take", "is it free"))


class Author:
    """A window and what it sends."""

    def __init__(self, theme: Theme, qtbot: Any) -> None:
        self.state = AuthoringState()
        self.sent: list[Any] = []
        self.state.ask.connect(self.sent.append)
        self.window = AuthoringWindow(self.state, theme)
        qtbot.addWidget(self.window)
        self.window.show()

    def stands(self, house: PlaybookState = HOUSE, **more: Any) -> None:
        given: dict[str, Any] = {"may_write": True, "may_publish": True, "person": "ben", **more}
        self.state.apply(Playbooks(playbooks=(house, PlaybookState(id="other", title="Other")), **given))

    def open_fees(self) -> None:
        self.state.apply(Entries(playbook="house", entries=(EntrySummary(id="fees", title="Wire fees", change="added"),), total=1))
        self.window.pane.entries.setCurrentRow(0)
        self.state.apply(EntryOpened(playbook="house", form=FORM))

    def buttons(self) -> list[str]:
        # a widget put into a layout that is seen already appears with the next event
        QApplication.processEvents()
        return [one.text() for one in self.window.findChildren(QPushButton) if one.isVisibleTo(self.window)]

    def press(self, words: str) -> None:
        QApplication.processEvents()
        next(one for one in self.window.findChildren(QPushButton) if one.text() == words and one.isVisibleTo(self.window)).click()


@pytest.fixture
def author(theme: Theme, qtbot: Any) -> Author:
    return Author(theme, qtbot)


def test_the_first_playbook_is_shown_and_its_entries_asked_for(author: Author) -> None:
    author.state.refresh()
    author.stands()
    assert author.sent == [PlaybooksQuery(), EntriesQuery(playbook="house")]
    author.open_fees()
    assert author.sent[-1] == EntryQuery(playbook="house", id="fees")
    assert author.window.pane.form.form() == FORM


def test_a_list_that_comes_late_is_not_shown(author: Author) -> None:
    author.stands()
    author.state.look(search="card")
    author.state.apply(Entries(playbook="house", search="", entries=(EntrySummary(id="x", title="X"),), total=1))
    assert author.window.pane.entries.count() == 0


def test_what_is_typed_is_checked_after_a_pause(author: Author, qtbot: Any) -> None:
    author.stands()
    author.open_fees()
    form = author.window.pane.form
    form.fields["intents"].setText("remittance， card_loss")
    assert not form.save.isEnabled()
    qtbot.waitUntil(lambda: isinstance(author.sent[-1], EntryWrite))
    asked = author.sent[-1]
    assert asked.form.intents == ("remittance", "card_loss") and not asked.save
    author.state.apply(EntryChecked(playbook="house", id="fees", number=asked.number - 1, problem="of an older text"))
    assert author.state.check is None
    author.state.apply(EntryChecked(playbook="house", id="fees", number=asked.number, problem="no such intent"))
    assert not form.save.isEnabled() and "no such intent" in form._check.text()
    author.state.write(form.form())
    author.state.apply(EntryChecked(playbook="house", id="fees", number=author.sent[-1].number,
                                    similar=(SimilarEntry(id="w", title="Wires", share=0.7),)))
    assert form.save.isEnabled() and "Wires (70 %)" in form._similar.text()
    form.save.click()
    assert author.sent[-1].save


def test_what_was_saved_is_listed_again(author: Author) -> None:
    author.stands()
    author.open_fees()
    author.window.pane.form.save.click()
    author.state.apply(EntryChecked(playbook="house", id="fees", number=author.sent[-1].number, saved=True))
    assert author.sent[-2:] == [PlaybooksQuery(), EntriesQuery(playbook="house")]


def test_without_a_draft_nothing_can_be_written(author: Author) -> None:
    author.stands(PlaybookState(id="house", title="House", version="1"))
    author.open_fees()
    form = author.window.pane.form
    assert form.fields["title"].isReadOnly() and not form.save.isVisibleTo(author.window)
    author.window.pane.publish._begin.click()
    assert author.sent[-1] == PlaybookAct(playbook="house", action="begin")


def test_publishing_is_offered_to_the_second_person_only(author: Author) -> None:
    author.stands()
    publish = author.window.pane.publish
    own, other = publish.tr("Reject"), publish.tr("Publish")
    assert own in author.buttons() and other in author.buttons()
    author.press(other)
    assert author.sent[-1] == PlaybookAct(playbook="house", action="publish", proposal="1")
    author.press(publish.tr("Roll back to this"))
    assert author.sent[-1] == PlaybookAct(playbook="house", action="rollback", version="0")
    author.stands(person="anna")
    assert other not in author.buttons() and own in author.buttons()
    author.stands(may_publish=False)
    assert other not in author.buttons() and publish.tr("Roll back to this") not in author.buttons()


def test_preview_and_proposal(author: Author) -> None:
    author.stands()
    publish = author.window.pane.publish
    publish._preview.click()
    assert author.sent[-1] == PreviewQuery(playbook="house")
    author.state.apply(PreviewResult(playbook="house", calls=3, lines=9, changed=1,
                                     examples=(PreviewLine(call="c", text="lost it", after=("fees",)),)))
    assert "3" in publish._effect.text()
    assert not publish._propose.isEnabled()
    publish._version.setText(" 3 ")
    publish._note.setText("new fees")
    publish._propose.click()
    assert author.sent[-1] == PlaybookAct(playbook="house", action="propose", version="3", note="new fees")


def test_a_refusal_is_shown_until_the_next_question(author: Author) -> None:
    author.stands()
    author.state.apply(WireError(code="calls.refused", text="full"))
    assert author.state.error is None
    author.state.apply(WireError(code="authoring.two_people", text="anna proposed this version"))
    assert "anna proposed this version" in author.window.pane._error.text()
    author.state.look()
    assert not author.window.pane._error.isVisibleTo(author.window)


def test_another_playbook_and_replies(author: Author, qtbot: Any) -> None:
    author.stands()
    pane = author.window.pane
    pane.playbooks.setCurrentIndex(1)
    assert author.sent[-1] == EntriesQuery(playbook="other")
    pane.tables.setCurrentIndex(1)
    assert author.sent[-1] == EntriesQuery(playbook="other", table="reply")
    qtbot.keyClicks(pane.search, "late")
    qtbot.waitUntil(lambda: author.sent[-1] == EntriesQuery(playbook="other", table="reply", search="late"))


def test_the_window_takes_no_keyboard_of_the_call(author: Author) -> None:
    assert not author.window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert author.window.pane.accessibleName() and author.window.pane.form.accessibleName()
