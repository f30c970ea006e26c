"""The scenario editor: form, TOML and preview side by side; what is wrong is said with its line while one types."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QVBoxLayout, QWidget

from protocol.training import ScenarioProblem

from ...class_state import ClassState
from ...i18n.codes import notice_words
from ...i18n.training_table import check_words
from ...notices import Notice
from ...scenario_toml import new_scenario
from ...theme import Theme
from ...training_state import TrainingState
from ..parts import Chip, ChoiceBox, FlowLayout, KeyedButton, Words
from ..parts.clearing import clear
from .page import Page, card, scrolling
from .preview import PreviewCard
from .real_calls import RealCallsCard
from .scenario_form import ScenarioForm
from .toml_edit import TomlEdit

_PROBLEMS = 6
"""Problems that are listed; the rest is counted."""
_FROM_CALL = ("# 由一通", "# Drafted from a real call")
"""How the server begins a draft that it made from a real call."""
_NAME = re.compile(r"[a-z0-9_.-]{1,64}")


class EditorPage(Page):
    """For trainers."""

    columns_from_px = 900

    def __init__(self, state: ClassState, training: TrainingState, theme: Theme) -> None:
        super().__init__(theme)
        self.state, self.training = state, training
        self._showing = False
        self._listed: object = None
        self.scenarios, self.name = ChoiceBox(theme), QLineEdit()
        self.new, self.save = KeyedButton(theme, "plain"), KeyedButton(theme, "primary")
        self.throw_away, self.from_call = KeyedButton(theme, "quiet"), KeyedButton(theme, "plain")
        self.real_calls = RealCallsCard(state, theme)
        self.real_calls.hide()
        self._kind = Chip(theme, "words")
        self._empty, self._trouble = self.words("body", "ink_soft"), self.words("body", "stop")
        self.form, self.preview, self.text = ScenarioForm(theme), PreviewCard(state, theme), TomlEdit(theme)
        self._text_title, self._check = self.words("strong"), self.words("body", "ink_soft")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        head = FlowLayout(gap=8, row_gap=8)
        self.scenarios.setMinimumWidth(self.theme.px(240))
        self.name.setMinimumWidth(self.theme.px(150))
        for widget in (self.scenarios, self._kind, self.save, self.throw_away, self.name, self.new,
                       self.from_call):
            head.addWidget(widget)
        outer.addLayout(head)
        outer.addWidget(self._trouble)
        outer.addWidget(self._empty)
        outer.addWidget(self.real_calls, 1)
        self._middle, column = card()
        column.addWidget(self._text_title)
        column.addWidget(self.text, 1)
        column.addWidget(self._check)
        self._problems = QVBoxLayout()
        self._problems.setSpacing(2)
        column.addLayout(self._problems)
        self.columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.columns.setSpacing(12)
        for part, share in ((self.form, 9), (self._middle, 12), (self.preview, 9)):
            self.columns.addWidget(part, share)
        body, inner = scrolling()
        self._body = body
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(self.columns)
        outer.addWidget(body, 1)
        heights: tuple[tuple[QWidget, int], ...] = ((self.form, 300), (self.text, 260), (self.preview, 420))
        for one, least in heights:
            one.setMinimumHeight(self.theme.px(least))

    def _connect(self) -> None:
        state = self.state
        self.scenarios.currentIndexChanged.connect(self._open)
        self.new.clicked.connect(self._begin)
        self.name.returnPressed.connect(self._begin)
        self.name.textChanged.connect(lambda: self._show_state())
        self.from_call.clicked.connect(self._look_for_calls)
        self.real_calls.closed.connect(self._close_calls)
        self.save.clicked.connect(state.save)
        self.throw_away.clicked.connect(state.throw_away)
        self.form.edited.connect(self._form_edited)
        self.text.textChanged.connect(self._text_edited)
        state.opened.connect(self._show_scenario)
        state.tried_changed.connect(self.refresh)
        state.failed.connect(self._show_state)
        self.training.changed.connect(self._show_list)

    def retranslate(self) -> None:
        """Names, buttons, hints."""
        self.setAccessibleName(self.tr("Scenario editor"))
        self.scenarios.setAccessibleName(self.tr("Scenario"))
        self.scenarios.setPlaceholderText(self.tr("Choose a scenario"))
        self.name.setPlaceholderText(self.tr("id of a new one"))
        self.name.setAccessibleName(self.tr("Id of a new scenario: small letters, digits and _"))
        self.name.setToolTip(self.name.accessibleName())
        self.new.show_words(self.tr("Begin a new one"))
        self.from_call.show_words(self.tr("From a real call…"))
        self.save.show_words(self.tr("Save the draft"))
        self.throw_away.show_words(self.tr("Throw the draft away"))
        self._text_title.set_words(self.tr("Text"))
        self.text.setAccessibleName(self.tr("The scenario as TOML"))
        self._listed = None
        self._show_list()
        self._show_scenario()

    # --- what is shown ---

    def _show_list(self) -> None:
        every = self.training.catalogue.scenarios if self.training.catalogue is not None else ()
        drafts = {one.id: one for one in every if one.draft}
        wanted = [(one.id, (self.tr("%1 (draft)") if one.draft else "%1").replace("%1", one.title or one.id))
                  for one in (drafts.get(entry.id, entry) for entry in self.training.known)]
        open_now = self.state.scenario
        if open_now.id and open_now.id not in {name for name, _ in wanted}:
            wanted.append((open_now.id, self.tr("%1 (new)").replace("%1", open_now.id)))
        self._showing = True
        if wanted != self._listed:
            self._listed = wanted
            self.scenarios.clear()
            for name, words in wanted:
                self.scenarios.addItem(words, name)
        self.scenarios.setCurrentIndex(self.scenarios.findData(open_now.id))
        self._showing = False
        self._show_state()

    def _show_scenario(self) -> None:
        """Another scenario is open."""
        self.real_calls.hide()
        self._showing = True
        text = self.state.scenario.text
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)
        self._showing = False
        self.form.show_text(text)
        self._show_list()
        self.refresh()

    def _show_state(self) -> None:
        state, scenario = self.state, self.state.scenario
        choosing = not self.real_calls.isHidden()
        open_now = bool(scenario.text) and not choosing
        self._body.setVisible(not choosing)
        self.from_call.setEnabled(self.training.online and not choosing)
        for part in (self.form, self._middle, self.preview):
            part.setVisible(open_now)
        error = state.error
        self._trouble.setVisible(error is not None)
        if error is not None:
            words = notice_words(Notice(error.code, error.text))
            self._trouble.set_words(f"{words} ({error.text})" if error.text and error.text != words else words)
        self._empty.setVisible(not open_now and not choosing)
        self._empty.set_words(
            self.tr("Choose a scenario to change it, or begin a new one. A published one is copied into a draft, which only "
                    "trainers see until it is published with the playbook.") if self.training.online else
            self.tr("There is no connection to the server. Scenarios can be written when it is back."))
        self._kind.setVisible(open_now)
        from_call = scenario.text.lstrip().startswith(_FROM_CALL)
        if scenario.is_new or scenario.edited:
            self._kind.show_state(self.tr("Not saved"), "remind", "words")
        elif scenario.draft:
            self._kind.show_state(self.tr("Draft from a real call") if from_call else self.tr("Draft"), "inform", "words")
        else:
            self._kind.show_state(self.tr("Published"), "accent", "done")
        self.save.setVisible(open_now)
        self.throw_away.setVisible(open_now and (scenario.draft or scenario.is_new))
        self.save.setEnabled(self.training.online and scenario.edited)
        taken = self.name.text().strip() in {one for one, _ in (self._listed or ())}  # type: ignore[attr-defined]
        self.new.setEnabled(bool(_NAME.fullmatch(self.name.text().strip())) and not taken)

    def refresh(self) -> None:
        """What the check says."""
        self._show_state()
        state = self.state
        clear(self._problems)
        problems = state.tried.problems if state.tried is not None else ()
        self.text.show_problems({one.line for one in problems if one.line > 0})
        if state.checking:
            words, colour = self.tr("Checking…"), "ink_soft"
        elif problems:
            words, colour = self.tr("%n problem(s)", "", len(problems)), "stop"
        elif state.tried is not None:
            words, colour = self.tr("Nothing is wrong."), "accent"
        else:
            words, colour = "", "ink_soft"
        self._check.set_words(words)
        self._check.set_colour(colour)
        for problem in problems[:_PROBLEMS]:
            self._problems.addWidget(self._problem(problem))
        if len(problems) > _PROBLEMS:
            self._problems.addWidget(self._small(self.tr("and %n more", "", len(problems) - _PROBLEMS)))

    def _problem(self, problem: ScenarioProblem) -> QFrame:
        frame = QFrame()
        row = FlowLayout(frame, gap=6, row_gap=0)
        if problem.line > 0:
            button = KeyedButton(self.theme, "quiet")
            button.show_words(self.tr("Line %1").replace("%1", str(problem.line)),
                              self.tr("Go to line %1").replace("%1", str(problem.line)))
            button.clicked.connect(lambda: self.text.go_to(problem.line))
            row.addWidget(button)
        found = self._small(check_words(problem.code, problem.text, problem.field))
        found.set_tip(problem.text)
        row.addWidget(found)
        return frame

    def _small(self, text: str) -> Words:
        words = self.words("body", "ink")
        words.set_words(text)
        return words

    # --- what the trainer does ---

    def _open(self) -> None:
        name = self.scenarios.currentData()
        if not self._showing and name and name != self.state.scenario.id:
            self.state.open_scenario(name)

    def _begin(self) -> None:
        name = self.name.text().strip()
        if self.new.isEnabled():
            self.name.clear()
            self.state.begin_scenario(name, new_scenario(name, self.state.lang))
            self.form.sections.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_for_calls(self) -> None:
        self.real_calls.show()
        self.state.look_for_calls()
        self._show_state()
        self.real_calls.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_calls(self) -> None:
        self.real_calls.hide()
        self._show_state()

    def _form_edited(self, text: str) -> None:
        self._showing = True
        place = self.text.verticalScrollBar().value()
        self.text.setPlainText(text)
        self.text.verticalScrollBar().setValue(place)
        self._showing = False
        self.state.edit(text)

    def _text_edited(self) -> None:
        if not self._showing:
            text = self.text.toPlainText()
            self.state.edit(text)
            self.form.show_text(text)
