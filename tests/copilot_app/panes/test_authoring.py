"""The author's window: list, form with its check, two people, the way back; the server is played by hand."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from copilot_app.authoring_state import AuthoringState
from copilot_app.authoring_window import AuthoringWindow
from copilot_app.panes.parts import Words
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
    NearMisses,
    NearMissesQuery,
    NearMissGroup,
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


GROUP = NearMissGroup(question="is there a fee on a euro account", examples=("what do you take for euros",), questions=5, calls=4,
                      intent="account_inquiry", words=("euro",))


def said(author: Author) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in author.window.pane.near_misses.findChildren(Words) if one.isVisibleTo(author.window))


def test_questions_that_found_nothing_become_an_article(author: Author) -> None:
    author.stands()
    pane = author.window.pane
    pane.tables.setCurrentIndex(1)
    author.press(pane.tr("Questions that found nothing"))
    assert author.sent[-1] == NearMissesQuery(playbook="house") and "Looking through" in said(author)
    author.state.apply(NearMisses(playbook="other", groups=(GROUP,), calls=9))
    assert GROUP.question not in said(author), "of a playbook that is not shown"
    author.state.apply(NearMisses(playbook="house", groups=(GROUP,), calls=9))
    for words in (GROUP.question, *GROUP.examples, "asked 5 times", "in 4 calls", "9 calls", "30 days"):
        assert words in said(author)
    author.press(pane.near_misses.tr("Write an article"))
    assert pane.middle.currentWidget() is pane.form and pane.tables.currentData() == "article"
    assert author.sent[-1] == EntriesQuery(playbook="house") and author.state.is_new
    assert pane.form.form() == EntryForm(asked=(GROUP.question, *GROUP.examples), intents=("account_inquiry",))
    assert not pane.form.fields["id"].isReadOnly()


def test_no_question_found_nothing(author: Author) -> None:
    author.stands()
    pane = author.window.pane
    pane.asked.click()
    for calls in (0, 1, 57):
        author.state.apply(NearMisses(playbook="house", calls=calls))
        assert "Nothing yet" in said(author)
    author.press(pane.near_misses.tr("Back to the form"))
    assert pane.middle.currentWidget() is pane.form


def test_without_a_draft_the_questions_are_read_only(author: Author) -> None:
    author.stands(PlaybookState(id="house", title="House", version="1"))
    pane = author.window.pane
    pane.asked.click()
    author.state.apply(NearMisses(playbook="house", groups=(GROUP,), calls=9))
    assert pane.near_misses.tr("Write an article") not in author.buttons() and "Begin a draft" in said(author)
    author.stands()
    assert pane.near_misses.tr("Write an article") in author.buttons() and "Begin a draft" not in said(author)


def test_what_could_not_be_looked_through_is_looked_at_again(author: Author) -> None:
    author.stands()
    pane = author.window.pane
    pane.asked.click()
    author.state.apply(WireError(code="storage.failed", text="the disk is full"))
    assert "could not be looked through" in said(author)
    author.press(pane.near_misses.tr("Look again"))
    assert author.sent[-1] == NearMissesQuery(playbook="house") and "Looking through" in said(author)


def test_another_playbook_closes_the_questions_of_this_one(author: Author) -> None:
    author.stands()
    pane = author.window.pane
    pane.asked.click()
    author.state.apply(NearMisses(playbook="house", groups=(GROUP,), calls=9))
    pane.playbooks.setCurrentIndex(1)
    assert author.state.near_misses is None and pane.middle.currentWidget() is pane.form
