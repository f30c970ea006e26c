"""The form reaches every key of a scenario; rare values come back from the text as they were put in."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit

from copilot_app.gallery_training import catalogue
from copilot_app.panes.training.form_fields import FIELDS, SECTIONS
from copilot_app.panes.training.form_values import as_value, as_written
from copilot_app.scenario_toml import ScenarioToml, new_scenario
from protocol.training import ScenarioText
from server.content.loading import BUILT_IN
from server.practice import scenario as tables

TEXT = new_scenario("fees", "en")
NOT_IN_FORM = {"id", "lang"}
"""Of the whole scenario: its name and the language of its playbook, which are chosen when it is begun."""
HELD = {"persona", "facts", "need", "ask", "objection", "trap", "tell", "end", "say", "weights", "difficulty"}
"""Sections of their own."""


@pytest.fixture
def desk(room: Any) -> Any:
    room.become("trainer")
    room.state.apply(catalogue("en"))
    room.window.show_page("editor")
    room.trainer.apply(ScenarioText(scenario="fees", lang="en", text=TEXT))
    QApplication.processEvents()
    return room


def section(desk: Any, name: str) -> Any:
    form = desk.window.editor.form
    form.sections.setCurrentIndex(form.sections.findData(name))
    return form


def written(desk: Any) -> ScenarioToml:
    return ScenarioToml(desk.window.editor.text.toPlainText())


def paths(name: str) -> set[tuple[str, ...]]:
    return {tuple(str(key) for key in field.path) for field in FIELDS[name]}


def keys(kind: type[msgspec.Struct]) -> set[str]:
    return set(kind.__struct_fields__)


def test_every_key_of_a_scenario_has_a_field() -> None:
    assert set(FIELDS) == set(SECTIONS)
    assert keys(tables.PracticeScenario) - NOT_IN_FORM == {path[0] for name in ("basics", "facts") for path in paths(name)} | HELD
    persona = {path[1:] for path in paths("persona")}
    assert keys(tables.Persona) == {path[0] for path in persona} and keys(tables.Voice) == {path[1] for path in persona if len(path) == 2}
    need = {path[1] for path in paths("need") if path[0] == "need"}
    assert keys(tables.Need) == need | {"say"}
    for name, kind, answer in (("ask", tables.Ask, "answer"), ("objection", tables.Objection, "answer"), ("trap", tables.Trap, "right"),
                               ("tell", tables.Tell, ""), ("end", tables.End, "")):
        own = paths(name)
        assert keys(kind) == {path[0] for path in own}, name
        if answer:
            assert keys(tables.Answer) == {path[1] for path in own if path[0] == answer}, name
    assert keys(tables.Words) == {path[0] for path in paths("say")} - {"key"}
    assert {path[1:] for path in paths("difficulty")} == {(level, key) for level in tables.DIFFICULTIES for key in keys(tables.Change)}


def type_into(desk: Any, name: str, label: str, text: str) -> None:
    field = section(desk, name).fields[label]
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        assert isinstance(field, QLineEdit)
        field.setText(text)
        field.textEdited.emit(text)


def test_need_tell_difficulty_and_rare_keys_are_written_where_the_server_reads_them(desk: Any) -> None:
    type_into(desk, "need", "need_text", "He wants to move out.")
    type_into(desk, "need", "words", "To be honest, I move out.\nI am moving.\nI leave the flat.")
    type_into(desk, "need", "need_acts", "asked_open, acknowledged")
    section(desk, "tell").add.click()
    type_into(desk, "tell", "tell_words", "which branch, where")
    type_into(desk, "tell", "words", "The one downtown.\nDowntown.\nThe big one.")
    type_into(desk, "difficulty", "hard_patience", "0.3")
    type_into(desk, "difficulty", "easy_traps", "-")
    type_into(desk, "end", "end_acts", "apologised = 1\npromised = 2")
    type_into(desk, "end", "mood_above", "-0.5")
    type_into(desk, "persona", "dialect", "hello = howdy")
    type_into(desk, "basics", "left_out", "annualised_cost")
    now = written(desk)
    assert now.get(("need",)) == {"text": "He wants to move out.", "say": "need", "acts": ["asked_open", "acknowledged"]}
    assert now.get(("say", "need", "words"))[1] == "I am moving."
    assert now.get(("tell",)) == [{"id": "tell_1", "say": "tell_1", "words": ["which branch", "where"]}]
    assert now.get(("difficulty",)) == {"hard": {"patience": 0.3}, "easy": {"traps": []}}
    assert now.get(("end", 0, "acts")) == {"apologised": 1, "promised": 2} and now.get(("end", 0, "mood_above")) == -0.5
    assert now.get(("persona", "dialect")) == {"hello": "howdy"} and now.get(("left_out",)) == ["annualised_cost"]
    # the same text is a scenario to the server's own reader
    read = msgspec.toml.decode(now.text, type=tables.PracticeScenario)
    assert read.need is not None and read.difficulty["easy"].traps == () and read.end[0].acts["promised"] == 2


def test_wordings_are_renamed_with_all_that_name_them_and_taken_out(desk: Any) -> None:
    form = section(desk, "say")
    assert [form.entries.itemText(at) for at in range(form.entries.count())] == ["opening", "angry"]
    form.entries.setCurrentIndex(1)
    key = form.fields["key"]
    key.setText("furious")
    key.editingFinished.emit()
    assert written(desk).get(("end", 1, "say")) == "furious" and written(desk).keys("say") == ["opening", "furious"]
    key = section(desk, "say").fields["key"]
    key.setText("opening")
    key.editingFinished.emit()
    assert written(desk).keys("say") == ["opening", "furious"], "a name that is taken changes nothing"
    form.add.click()
    assert written(desk).keys("say")[-1] == "say_1"
    form.remove.click()
    assert written(desk).keys("say") == ["opening", "furious"]


@pytest.mark.parametrize("path", sorted(BUILT_IN.glob("*_finance/practice/*.toml")), ids=lambda path: str(path.stem))
def test_what_the_form_shows_of_a_shipped_scenario_it_would_write_again(path: Any) -> None:
    scenario = ScenarioToml(path.read_text(encoding="utf-8"))
    for name, fields in FIELDS.items():
        holders: list[tuple[str | int, ...]] = [()]
        if name == "say":
            holders = [("say", key) for key in scenario.keys("say")]
        elif name in ("ask", "objection", "trap", "tell", "end"):
            holders = [(name, place) for place in range(scenario.count(name))]
        for holder in holders:
            for field in fields:
                value = scenario.get((*holder, *field.path))
                if value is not None and field.how not in ("choice", "yes", "whole", "number"):
                    assert as_value(field, as_written(field, value)) == value, (name, field)


def test_a_number_that_is_none_stays_for_the_check_to_say_so() -> None:
    field = next(field for field in FIELDS["difficulty"] if field.how == "perhaps")
    assert [as_value(field, text) for text in ("", "0.5", "−1", "soon")] == [None, 0.5, -1, "soon"]


def test_another_section_leaves_nothing_of_the_one_before_on_the_screen(desk: Any) -> None:
    section(desk, "persona")
    form = section(desk, "need")
    QApplication.processEvents()
    shown = [box for box in form.findChildren(QAbstractSpinBox) if box.isVisibleTo(form)]
    assert shown == []
