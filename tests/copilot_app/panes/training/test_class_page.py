"""The class: who stands where, what is assigned, pass marks, and who may not."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication, QCheckBox

from copilot_app.gallery_training import catalogue, overview
from copilot_app.link_state import LinkState
from copilot_app.panes.parts import Chip, Words
from copilot_app.panes.training.heat import HeatLine
from protocol.call import WireError
from protocol.training import Assign, AttemptsQuery, ClassOverview, ClassQuery, SetPassMark


@pytest.fixture
def lesson(room: Any) -> Any:
    """A trainer looks at the class."""
    room.become("trainer")
    room.state.apply(catalogue("en"))
    room.window.show_page("class")
    room.trainer.apply(overview("en"))
    QApplication.processEvents()
    return room


def said(room: Any) -> str:
    page = room.window.classroom
    return "\n".join(part.text() for kind in (Words, Chip) for part in page.findChildren(kind) if part.isVisibleTo(page))


def test_the_class_is_watched_while_its_page_is_open(lesson: Any) -> None:
    assert lesson.of(ClassQuery) == [ClassQuery(on=True)]
    lesson.window.show_page("editor")
    assert lesson.of(ClassQuery)[-1] == ClassQuery(on=False)
    lesson.window.show_page("class")
    lesson.window.close()
    assert [query.on for query in lesson.of(ClassQuery)] == [True, False, True, False]


def test_everybody_stands_there_with_words_and_numbers(lesson: Any) -> None:
    text = said(lesson)
    for words in ("Class: 4 persons, 1 practising now", "Chen Lu", "1 overdue", "Practising now", "Mean of five", "64", "Objections",
                  "none yet", "1 assigned"):
        assert words in text, words
    lines = lesson.window.classroom.findChildren(HeatLine)
    assert len(lines) == 3 and "Finding the need 34" in lines[0].accessibleName() and "Length –" in lines[0].accessibleName()


def test_the_numbers_of_the_heat_line_are_painted(lesson: Any) -> None:
    line = lesson.window.classroom.findChildren(HeatLine)[0]
    assert line.heightForWidth(200) > line.heightForWidth(800)
    image = line.grab().toImage()
    stop = lesson.window.theme.colour("stop").rgb()
    assert any(image.pixel(x, y) == stop for x in range(image.width()) for y in range(image.height()))


def test_several_are_assigned_at_once_and_it_can_be_taken_back(lesson: Any) -> None:
    card = lesson.window.classroom.assign
    assert not card.assign.isEnabled()
    boxes = lesson.window.classroom.findChildren(QCheckBox)
    boxes[0].click()
    boxes[2].click()
    assert card.assign.text() == "Assign to 2 persons"
    card.scenario.setCurrentIndex(card.scenario.findData("safe_account"))
    card.difficulty.setCurrentIndex(2)
    card.assistance.setCurrentIndex(2)
    due = QDate.currentDate().addDays(3)
    card.due.setDate(due)
    card.assign.click()
    assert lesson.sent[-1] == Assign(trainees=("lin", "wei"), scenario="safe_account", due=due.toString("yyyy-MM-dd"), difficulty="hard",
                                     assistance="exam")
    card.take_back.click()
    assert lesson.sent[-1].due == ""
    lesson.trainer.apply(ClassOverview(trainees=overview("en").trainees[1:]))
    assert lesson.trainer.marked == {"wei"}, "who has left the team is not assigned anything"


def test_drafts_are_not_assigned_and_the_past_is_no_due_date(lesson: Any) -> None:
    card = lesson.window.classroom.assign
    assert card.scenario.findData("card_sale") < 0
    card.due.setDate(QDate.currentDate().addDays(-9))
    assert card.due.date() >= QDate.currentDate()


def test_a_pass_mark_is_set(lesson: Any) -> None:
    card = lesson.window.classroom.assign
    assert card.pass_mark.value() == 75
    card.pass_mark.setValue(80)
    card.set_mark.click()
    assert lesson.sent[-1] == SetPassMark(scenario="early_repayment", pass_mark=80.0)


def test_a_trainees_reports_are_one_press_away(lesson: Any) -> None:
    lesson.press("Reports of Chen Lu")
    assert lesson.window.page == "report" and lesson.sent[-1] == AttemptsQuery(trainee="lin")
    lesson.window.show_page("choice")
    assert lesson.sent[-1] == AttemptsQuery(), "one's own again"


def test_states_with_words(room: Any) -> None:
    room.become("trainer")
    room.window.show_page("class")
    page = room.window.classroom
    assert "being fetched" in page._empty.text()
    room.trainer.apply(ClassOverview())
    assert "Nobody belongs to your team" in page._empty.text()
    room.trainer.apply(WireError(code="training.rights", text="zoe is of another team"))
    assert "zoe is of another team" in page._trouble.text()
    room.call.set_link(LinkState(phase="offline"))
    assert "no connection" in page._empty.text() and not page.assign.isVisibleTo(room.window)
