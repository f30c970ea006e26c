"""The list of real calls of which a trainer may have a scenario drafted: date, topic, minutes, mood; never a word or a name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from protocol.real_calls import RealCall

from ...class_state import ClassState
from ...i18n.training_table import MOODS, words_for
from ...theme import Theme
from ..parts import Chip, FlowLayout, KeyedButton, Words
from ..parts.clearing import clear
from .page import day_words, scrolling


class RealCallsCard(QFrame):
    """Asks when it is shown; a click drafts."""

    closed = Signal()

    def __init__(self, state: ClassState, theme: Theme) -> None:
        super().__init__()
        self.state, self.theme = state, theme
        self.setProperty("pane", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 8, 12)
        column.setSpacing(8)
        self._title, self._hint = Words(theme, "strong"), Words(theme, "body", "ink_soft")
        self.close_button = KeyedButton(theme, "quiet")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        column.addLayout(head)
        column.addWidget(self._hint)
        scroll, self._rows = scrolling()
        column.addWidget(scroll, 1)
        self.buttons: list[KeyedButton] = []
        """One for each call, in their order."""
        self.close_button.clicked.connect(self.closed)
        state.real_calls_changed.connect(self.refresh)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Every word again in another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Title, button, rows."""
        self._title.set_words(self.tr("Draft a scenario from a real call"))
        self.setAccessibleName(self.tr("Draft a scenario from a real call"))
        self.close_button.show_words(self.tr("Close"))
        self.refresh()

    def refresh(self) -> None:
        """What may be drafted, or why there is nothing."""
        listed = self.state.real_calls
        clear(self._rows)
        self.buttons = []
        if self.state.drafting:
            words = self.tr("The draft is being made…")
        elif listed is None:
            words = "" if self.state.error is not None else self.tr("The calls are being fetched…")
        elif listed.source == "nothing":
            words = self.tr("In this house no scenario is drafted from real calls. The administrator can allow it.")
        elif not listed.calls:
            words = self.tr("There is no call yet. When a supervisor of your team marks a call with a bookmark or a note, "
                            "it stands here.")
        else:
            words = self.tr("You see no word of a call. In the draft, names, numbers and dates are made up, and answers are "
                            "approved replies; read it before you publish it.")
        self._hint.set_words(words)
        self._hint.setVisible(bool(words))
        for call in listed.calls if listed is not None else ():
            self._rows.addWidget(self._row(call))
        self._rows.addStretch(1)

    def _row(self, call: RealCall) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(8)
        facts = FlowLayout(gap=8, row_gap=2)
        topic = Words(self.theme, "strong", max_lines=1)
        topic.set_words(call.topic or self.tr("Topic not known"))
        said = " · ".join(part for part in (
            day_words(call.at), self.tr("%n min", "", call.minutes),
            self.tr("ended %1").replace("%1", words_for(MOODS, call.mood)) if call.mood else "") if part)
        about = Words(self.theme, "body", "ink_soft")
        about.set_words(said)
        facts.addWidget(topic)
        facts.addWidget(about)
        marks = {"bookmark": self.tr("Bookmark"), "note": self.tr("Coaching note")}
        if call.kind in marks:
            mark = Chip(self.theme, "flag")
            mark.show_state(marks[call.kind], "inform")
            facts.addWidget(mark)
        if call.scenario:
            done = Chip(self.theme, "done")
            done.show_state(self.tr("Drafted"), "accent", tip=call.scenario)
            facts.addWidget(done)
        line.addLayout(facts, 1)
        button = KeyedButton(self.theme, "plain")
        button.show_words(self.tr("Draft again") if call.scenario else self.tr("Draft"),
                          self.tr("Draft a scenario: %1").replace("%1", f"{topic.text()}, {said}"))
        button.setEnabled(not self.state.drafting)
        button.clicked.connect(lambda: self.state.draft(call))
        self.buttons.append(button)
        line.addWidget(button)
        return row
