"""The editor's preview: the trainer types as the agent, the customer answers with his mood; the built-in agents play."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from ...class_state import ClassState
from ...i18n.training_table import DIFFICULTIES, ENDS, OUTCOMES, words_for
from ...theme import Theme
from ..parts import ChoiceBox, FlowLayout, KeyedButton, Picture, Words
from ..parts.clearing import clear
from .page import scrolling

_FACES = ((0.25, "face-calm", "accent"), (-0.35, "face-uneasy", "remind"), (-2.0, "face-upset", "stop"))
"""From this mood on: icon and colour."""


class PreviewCard(QFrame):
    """The right column of the editor."""

    def __init__(self, state: ClassState, theme: Theme) -> None:
        super().__init__()
        self.state, self.theme = state, theme
        self.setProperty("pane", "card")
        self._title, self._hint = Words(theme, "strong"), Words(theme, "caption", "ink_faint")
        self._ended = Words(theme, "body", "inform")
        self.difficulty = ChoiceBox(theme)
        self.line, self.say = QLineEdit(), KeyedButton(theme, "plain")
        self.over, self.play = KeyedButton(theme, "quiet"), KeyedButton(theme, "plain")
        self._played = Words(theme, "body", "ink")
        self._begin = Words(theme, "body", "ink_soft", parent=self)
        self._showing = False
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 8, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.difficulty)
        column.addLayout(head)
        column.addWidget(self._hint)
        self._scroll, self._talk = scrolling()
        column.addWidget(self._scroll, 1)
        column.addWidget(self._ended)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.say)
        column.addLayout(row)
        buttons = FlowLayout(gap=8, row_gap=8)
        for button in (self.over, self.play):
            buttons.addWidget(button)
        column.addLayout(buttons)
        column.addWidget(self._played)
        self.line.returnPressed.connect(self._say)
        self.say.clicked.connect(self._say)
        self.over.clicked.connect(state.start_over)
        self.play.clicked.connect(lambda: state.try_now(play=True))
        self.difficulty.currentIndexChanged.connect(
            lambda: None if self._showing else state.set_difficulty(self.difficulty.currentData()))
        state.tried_changed.connect(self.refresh)
        state.opened.connect(self.refresh)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Every word again in another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Title, hints, buttons."""
        self._showing = True
        for place, code in enumerate(("easy", "normal", "hard")):
            if self.difficulty.count() <= place:
                self.difficulty.addItem("", code)
            self.difficulty.setItemText(place, words_for(DIFFICULTIES, code))
        self.difficulty.setCurrentIndex(self.difficulty.findData(self.state.difficulty))
        self._showing = False
        self._title.set_words(self.tr("Try it"))
        self.setAccessibleName(self.tr("Try it"))
        self.difficulty.setAccessibleName(self.tr("Difficulty"))
        self._hint.set_words(self.tr("Type as the agent; the customer answers as the text says now. Nothing is kept."))
        self.line.setPlaceholderText(self.tr("What the agent says"))
        self.line.setAccessibleName(self.tr("What the agent says"))
        self.say.show_words(self.tr("Say"))
        self._begin.set_words(self.tr("The customer calls in: you greet first."))
        self.over.show_words(self.tr("From the beginning"))
        self.play.show_words(self.tr("Let the three built-in agents play it"))
        self.refresh()

    def refresh(self) -> None:
        """The talk so far, and how the built-in agents did."""
        state = self.state
        tried, there = state.tried, bool(state.scenario.text)
        self._talk.removeWidget(self._begin)
        self._begin.hide()
        clear(self._talk)
        if tried is not None:
            moods = (*tried.moods, *(0.0 for _ in tried.customer))
            for place, words in enumerate(tried.customer):
                if 0 < place <= len(state.said):
                    self._row(state.said[place - 1], None)
                if words or place:
                    self._row(words or "…", moods[place])
                else:
                    self._talk.addWidget(self._begin)
                    self._begin.show()
            for said in state.said[max(0, len(tried.customer) - 1):]:
                self._row(said, None)
        self._talk.addStretch(1)
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())
        ended = tried.ended if tried is not None else ""
        self._ended.set_words(self.tr("The preview has ended: %1").replace("%1", self._end_words(ended)) if ended else "")
        self._ended.setVisible(bool(ended))
        can = there and tried is not None and bool(tried.customer) and not ended
        for part in (self.line, self.say):
            part.setEnabled(can)
        self.over.setEnabled(bool(state.said))
        self.play.setEnabled(there and not state.playing)
        played = state.played
        if state.playing:
            self._played.set_words(self.tr("The built-in agents are playing…"))
        elif played is not None:
            self._played.set_words(self.tr("; ").join(
                words.replace("%1", self._end_words(outcome)) for words, outcome in (
                    (self.tr("the good agent: %1"), played.good), (self.tr("the bad one: %1"), played.bad),
                    (self.tr("the silent one: %1"), played.silent)) if outcome) + "".join(
                "\n" + self.tr("Even the good agent does not say: %1. Put it into a best answer, or under “Left out”.").replace(
                    "%1", missed) for missed in played.missed))
        self._played.setVisible(state.playing or played is not None)

    def _end_words(self, outcome: str) -> str:
        kind, _, why = outcome.partition(":")
        words = words_for(OUTCOMES, kind.strip())
        return self.tr("%1 (%2)").replace("%1", words).replace("%2", words_for(ENDS, why.strip())) if why.strip() else words

    def _row(self, text: str, mood: float | None) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = Words(self.theme, "body", "ink" if mood is not None else "ink_soft")
        words.set_words(text)
        if mood is None:
            icon, token = "person", "ink_faint"
            words.set_words(self.tr("You: %1").replace("%1", text))
            row.addSpacing(self.theme.px(24))
        else:
            icon, token = next((face, colour) for least, face, colour in _FACES if mood >= least)
        row.addWidget(Picture(self.theme, icon, token, 16, "body"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        if mood is not None:
            number = Words(self.theme, "caption", "ink_faint")
            number.set_words(self.tr("mood %1").replace("%1", f"{mood:+.1f}"))
            row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        holder = QFrame()
        holder.setLayout(row)
        row.setContentsMargins(0, 2, 0, 2)
        self._talk.addWidget(holder)

    def _say(self) -> None:
        words = self.line.text()
        if words.strip():
            self.line.clear()
            self.state.say(words)
