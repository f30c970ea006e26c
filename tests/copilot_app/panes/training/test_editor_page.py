"""The scenario editor: form and text change each other, problems have lines, the customer answers, drafts come and go."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDoubleSpinBox, QLineEdit, QPlainTextEdit

from copilot_app.gallery_training import catalogue
from copilot_app.i18n.training_table import check_words
from copilot_app.panes.parts import Words
from copilot_app.scenario_toml import ScenarioToml, new_scenario
from protocol.call import WireError
from protocol.training import (
    ScenarioDelete,
    ScenarioProblem,
    ScenarioText,
    ScenarioTried,
    ScenarioTry,
    TrainingQuery,
)

TEXT = "# kept\n" + new_scenario("fees", "en")


@pytest.fixture
def desk(room: Any) -> Any:
    """A trainer with a scenario open."""
    room.become("trainer")
    room.state.apply(catalogue("en"))
    room.window.show_page("editor")
    room.trainer.apply(ScenarioText(scenario="fees", lang="en", text=TEXT))
    room.trainer._timer.setInterval(1)
    QApplication.processEvents()
    return room


def section(desk: Any, name: str) -> Any:
    form = desk.window.editor.form
    form.sections.setCurrentIndex(form.sections.findData(name))
    return form


def written(desk: Any) -> ScenarioToml:
    return ScenarioToml(desk.window.editor.text.toPlainText())


def test_a_scenario_is_asked_for_and_opened(room: Any) -> None:
    room.become("trainer")
    room.state.apply(catalogue("en"))
    room.window.show_page("editor")
    page = room.window.editor
    assert "Choose a scenario" in page._empty.text() and not page.form.isVisibleTo(room.window)
    page.scenarios.setCurrentIndex(page.scenarios.findData("fee_complaint"))
    assert room.sent[-1] == ScenarioText(scenario="fee_complaint", lang="en")
    room.trainer.apply(ScenarioText(scenario="fee_complaint", lang="en", text=TEXT, draft=False))
    assert page._kind.text() == "Published" and page.form.isVisibleTo(room.window)
    assert not page.throw_away.isVisibleTo(room.window) and not page.save.isEnabled()


def test_a_published_scenario_with_a_draft_is_one_scenario(room: Any) -> None:
    room.become("trainer")
    told = catalogue("en")
    first = next(entry for entry in told.scenarios if not entry.draft)
    room.state.apply(replace(told, scenarios=(*told.scenarios, replace(first, draft=True, title="Another title"))))
    page = room.window.editor
    places = [at for at in range(page.scenarios.count()) if page.scenarios.itemData(at) == first.id]
    assert [page.scenarios.itemText(at) for at in places] == ["Another title (draft)"], "it is the draft that is written"
    assert [entry.draft for entry in room.state.scenarios if entry.id == first.id] == [False], "and the other that is practised"


def test_the_form_writes_into_the_text_and_keeps_comments(desk: Any) -> None:
    form = section(desk, "basics")
    field: Any = form.fields["title"]
    field.clear()
    QTest.keyClicks(field, "Opening hours")
    form.fields["minutes"].setValue(7)
    form.fields["kind"].setCurrentIndex(form.fields["kind"].findData("sale"))
    scenario = written(desk)
    assert (scenario.get(("title",)), scenario.get(("minutes",)), scenario.get(("kind",))) == ("Opening hours", 7, "sale")
    assert desk.window.editor.text.toPlainText().startswith("# kept\n")
    assert desk.window.editor._kind.text() == "Not saved"


def test_the_text_shows_in_the_form(desk: Any) -> None:
    edit = desk.window.editor.text
    edit.setPlainText(TEXT.replace("New scenario", "Typed here"))
    field: Any = section(desk, "basics").fields["title"]
    assert isinstance(field, QLineEdit) and field.text() == "Typed here"


def test_a_text_that_is_no_toml_leaves_the_form_alone_and_says_the_line(desk: Any) -> None:
    edit, form = desk.window.editor.text, section(desk, "persona")
    edit.setPlainText("id = \"x\"\ntitle = \n")
    assert "line 2" in form._unreadable.text() and not form._scroll.isEnabled()
    assert edit.toPlainText() == "id = \"x\"\ntitle = \n", "what is being typed is never changed"
    edit.setPlainText(TEXT)
    assert not form._unreadable.isVisibleTo(desk.window) and form._scroll.isEnabled()


@pytest.mark.parametrize(("part", "adds"), [("ask", "say"), ("objection", "say"), ("trap", "kind"), ("end", "outcome")])
def test_entries_are_added_filled_and_taken_out(desk: Any, part: str, adds: str) -> None:
    form = section(desk, part)
    before = written(desk).count(part)
    form.add.click()
    entry = written(desk).get((part, before))
    assert entry["id"] == f"{part}_1" and adds in entry
    words: Any = form.fields["words"]
    assert isinstance(words, QPlainTextEdit)
    words.setPlainText("One way\nAnother way\nA third way")
    assert written(desk).get(("say", f"{part}_1", "words")) == ["One way", "Another way", "A third way"]
    assert written(desk).get((part, before, "say")) == f"{part}_1"
    form.remove.click()
    assert written(desk).count(part) == before
    assert written(desk).get(("say", f"{part}_1")) is None, "wordings nobody says go too"


def test_answers_facts_ends_and_weights(desk: Any) -> None:
    form = section(desk, "ask")
    form.fields["figures"].setText("1%")
    form.fields["figures"].textEdited.emit("1%， 2%")
    form.fields["answer"].setPlainText("branch, counter\nnine")
    form = section(desk, "facts")
    form.fields["facts"].setPlainText("surname = My name is Webb\ntail = 7315")
    form.fields["facts"].setPlainText("surname = My name is Webb")
    form = section(desk, "end")
    box: Any = form.fields["identified"]
    assert isinstance(box, QCheckBox)
    box.click()
    form = section(desk, "weights")
    weight: Any = form.fields["pace"]
    assert isinstance(weight, QDoubleSpinBox) and weight.value() == 1.0
    weight.setValue(2.5)
    scenario = written(desk)
    assert scenario.get(("ask", 0, "answer", "figures")) == ["1%", "2%"]
    assert scenario.get(("ask", 0, "answer", "words")) == [["branch", "counter"], ["nine"]]
    assert scenario.get(("facts",)) == {"surname": "My name is Webb"}
    assert scenario.get(("end", 0, "identified")) is True and scenario.get(("weights",)) == {"pace": 2.5}


def test_problems_come_with_their_lines_after_a_pause(desk: Any, qtbot: Any) -> None:
    page = desk.window.editor
    page.text.setPlainText(TEXT + "\n# more\n")
    assert page._check.text() == "Checking…"
    qtbot.waitUntil(lambda: bool(desk.of(ScenarioTry)) and desk.of(ScenarioTry)[-1].text.endswith("# more\n"))
    asked = desk.of(ScenarioTry)[-1]
    problems = (ScenarioProblem(line=3, code="scenario.invalid", text="two wordings only"), ScenarioProblem(line=0, code="x", text="whole"))
    desk.trainer.apply(ScenarioTried(scenario="fees", number=asked.number - 1, problems=()))
    assert page._check.text() == "Checking…", "an answer to an older text"
    desk.trainer.apply(ScenarioTried(scenario="fees", number=asked.number, problems=problems))
    assert page._check.text() == "2 problems" and page.text._problems == {3}
    desk.press("Go to line 3")
    assert page.text.textCursor().blockNumber() == 2
    page.text.grab()
    desk.trainer.try_now()
    desk.trainer.apply(ScenarioTried(scenario="fees", number=desk.of(ScenarioTry)[-1].number))
    assert page._check.text() == "Nothing is wrong."


def test_what_the_check_finds_is_said_in_the_language_of_the_screen(desk: Any, translator: Any) -> None:
    page, state = desk.window.editor, desk.trainer
    state.try_now()
    found = ScenarioProblem(line=3, code="scenario.unused", text="nobody says this; name the key", field="say.x")
    state.apply(ScenarioTried(scenario="fees", number=desk.of(ScenarioTry)[-1].number, problems=(found,)))

    def shown() -> list[str]:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return [part.text() for part in page._middle.findChildren(Words)]

    assert "nobody says this; name the key" in shown()
    translator.use("zh")
    page.refresh()
    assert "没有人会说这句话。 say.x" in shown() and "nobody says this; name the key" not in shown()
    assert check_words("scenario.of_a_newer_server", "something else", "") == "something else"


def test_many_problems_are_counted(desk: Any) -> None:
    desk.trainer.try_now()
    problems = tuple(ScenarioProblem(line=line, code="x", text="bad") for line in range(1, 12))
    desk.trainer.apply(ScenarioTried(scenario="fees", number=desk.of(ScenarioTry)[-1].number, problems=problems))
    assert desk.window.editor._problems.count() == 7


def test_the_customer_answers_what_the_trainer_types(desk: Any) -> None:
    preview = desk.window.editor.preview
    desk.trainer.try_now()
    desk.trainer.apply(ScenarioTried(scenario="fees", number=desk.of(ScenarioTry)[-1].number, customer=("",), moods=(0.0,)))
    assert preview._begin.isVisibleTo(desk.window), "an inbound call begins with the agent"
    QTest.keyClicks(preview.line, "Good morning")
    preview.say.click()
    asked = desk.of(ScenarioTry)[-1]
    assert asked.said == ("Good morning",) and preview.line.text() == ""
    desk.trainer.apply(ScenarioTried(scenario="fees", number=asked.number, customer=("Hello?", "When do you open?"), moods=(0.0, -0.4),
                                     ended="hung_up"))
    assert "The customer hung up" in preview._ended.text() and not preview.line.isEnabled()
    preview.difficulty.setCurrentIndex(2)
    assert desk.of(ScenarioTry)[-1].difficulty == "hard" and desk.of(ScenarioTry)[-1].said == ()


def test_the_built_in_agents_play(desk: Any) -> None:
    preview = desk.window.editor.preview
    preview.play.click()
    asked = desk.of(ScenarioTry)[-1]
    assert asked.play and not preview.play.isEnabled() and "are playing" in preview._played.text()
    desk.trainer.apply(ScenarioTried(scenario="fees", number=asked.number, good="success:helped", bad="failure", silent="hung_up:silence"))
    assert preview._played.text() == ("the good agent: Goal reached (helped); the bad one: Goal missed; "
                                      "the silent one: The customer hung up (nothing was said for too long)")


def test_a_draft_is_begun_saved_and_thrown_away(desk: Any) -> None:
    page = desk.window.editor
    for name, allowed in (("Bad Name", False), ("fees", False), ("card_sale", False), ("opening_hours", True)):
        page.name.setText(name)
        assert page.new.isEnabled() is allowed, name
    page.new.click()
    assert desk.trainer.scenario.id == "opening_hours" and page._kind.text() == "Not saved"
    desk.press("Save the draft")
    kept = desk.sent[-1]
    assert isinstance(kept, ScenarioText) and kept.draft and 'id = "opening_hours"' in kept.text
    desk.sent.clear()
    desk.trainer.apply(kept)
    assert page._kind.text() == "Draft" and desk.of(TrainingQuery), "the list has one more"
    desk.press("Throw the draft away")
    assert desk.of(ScenarioDelete) == [ScenarioDelete(scenario="opening_hours", lang="en")]
    assert not page.form.isVisibleTo(desk.window)


def test_one_that_was_never_saved_just_goes(desk: Any) -> None:
    desk.window.editor.name.setText("x1")
    desk.window.editor.new.click()
    desk.sent.clear()
    desk.press("Throw the draft away")
    assert desk.of(ScenarioDelete) == []


def test_an_answer_of_the_server_never_overwrites_what_was_typed(desk: Any) -> None:
    desk.window.editor.text.setPlainText(TEXT + "# mine\n")
    desk.trainer.apply(ScenarioText(scenario="fees", lang="en", text=TEXT))
    assert desk.window.editor.text.toPlainText().endswith("# mine\n")
    desk.trainer.apply(WireError(code="training.draft_changed", text="wood wrote it"))
    assert "wood wrote it" in desk.window.editor._trouble.text() and not desk.trainer.checking


def test_a_draft_of_a_real_call_is_marked(desk: Any) -> None:
    text = "# Drafted from a real call that was redacted.\n" + TEXT
    desk.trainer.apply(ScenarioText(scenario="from_call", lang="en", text=text))
    assert desk.window.editor._kind.text() == "Draft from a real call"
