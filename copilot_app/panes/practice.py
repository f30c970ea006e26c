"""The practice call in the companion: that this is practice, who speaks, and in an exam that help is off."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ..call_state import CallState
from ..i18n.training_table import OUTCOMES, end_words, words_for
from ..shortcuts import KEYS, title
from ..theme import Theme
from .pane import Mode, Pane, set_tone
from .parts import Chip, KeyedButton, Picture, Words


class PracticePane(Pane):
    """Seen in practice calls only; its ground is another than that of any pane of a real call."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme)
        set_tone(self, "inform")
        self._compact = True
        self._title, self._goal = Words(theme, "strong", "ink", max_lines=2), Words(theme, "body", "ink_soft", max_lines=2)
        self._speaker, self._exam = Chip(theme, "sound"), Words(theme, "body", "ink")
        self.stop = KeyedButton(theme, "plain", "mute")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Picture(theme, "book", "inform", 16, "body"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        column.addLayout(head)
        column.addWidget(self._goal)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._speaker)
        row.addStretch(1)
        row.addWidget(self.stop)
        column.addLayout(row)
        column.addWidget(self._exam)
        self.stop.clicked.connect(state.practice.stop_wanted)
        state.practice.changed.connect(self.refresh)
        state.phase_changed.connect(self.refresh)
        self.retranslate()

    def arrange(self, mode: Mode) -> None:
        """The narrow window spares the goal once the call runs for a while: it stands in the tool tip."""
        self._compact = mode == "narrow"
        self.refresh()

    def retranslate(self) -> None:
        """Button; the rest is worded in `refresh`."""
        self.stop.show_words(self.tr("Stop the voice"), title("stop_voice"), KEYS["stop_voice"])
        self.refresh()

    def refresh(self) -> None:
        """Plan, speaker, end."""
        practice = self.state.practice
        plan = practice.plan
        self.setVisible(plan is not None and self.state.phase in ("starting", "live", "ended"))
        self.setAccessibleName(self.tr("Practice call"))
        if plan is None:
            return
        self._title.set_words(self.tr("Practice: %1").replace("%1", plan.title or plan.scenario))
        self._goal.set_words(self.tr("Your goal: %1").replace("%1", plan.goal))
        self._goal.setVisible(bool(plan.goal) and not (self._compact and practice.exam))
        self._goal.set_max_lines(2 if self._compact else 4)
        self._show_speaker(plan.voice)
        self._exam.setVisible(practice.exam and practice.live)
        self._exam.set_words(self.tr("Exam: suggestions, alerts, mood, checklist and cards are off. "
                                     "They are recorded for the report."))
        self.setAccessibleName(". ".join(part for part in (
            self._title.text(), self._speaker.text(), self._exam.text() if practice.exam else "") if part))

    def _show_speaker(self, voice: bool) -> None:
        practice = self.state.practice
        if practice.end is not None or not practice.live:
            end = practice.end
            words = self.tr("The practice call is over")
            if end is not None:
                words = words_for(OUTCOMES, end.outcome)
                why = end_words(end.why)
                words = self.tr("%1: %2").replace("%1", words).replace("%2", why) if why else words
            self._speaker.show_state(words, "neutral", "hangup")
        elif practice.speaking:
            self._speaker.show_state(self.tr("The customer speaks"), "inform", "sound")
        elif not voice:
            self._speaker.show_state(self.tr("The customer writes"), "neutral", "words")
        else:
            self._speaker.show_state(self.tr("The customer listens"), "neutral", "sound")
        self.stop.setVisible(practice.speaking)
