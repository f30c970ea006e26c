"""The customer's mood: three states, a short trend, the cue that caused it and one sentence of coaching."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from protocol.assist import Mood, MoodName
from protocol.consent import ConsentState

from ..call_state import CallState
from ..i18n.codes import cue_words
from ..theme import Theme
from .pane import Pane
from .parts import Picture, Trend, Words

_STATES: dict[MoodName, tuple[str, str]] = {
    "calm": ("face-calm", "accent"), "pleased": ("face-calm", "accent"), "unhappy": ("face-uneasy", "remind"),
    "anxious": ("face-uneasy", "remind"), "angry": ("face-upset", "stop"),
}
"""Mood -> icon and token of one of the three states."""


class MoodPane(Pane):
    """Of the customer only; nothing about the agent's own feelings exists."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme)
        self._face = Picture(theme, "face-calm", "ink_faint", 24)
        self._name = Words(theme, "strong", "ink", max_lines=1)
        self._cue = Words(theme, "caption", "ink_soft", max_lines=2)
        self._coaching = Words(theme, "body", "ink")
        self._trend = Trend(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._face, 0, Qt.AlignmentFlag.AlignTop)
        inner = QVBoxLayout()
        inner.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._trend)
        inner.addLayout(head)
        inner.addWidget(self._cue)
        inner.addWidget(self._coaching)
        row.addLayout(inner, 1)
        column.addLayout(row)
        self._name.shown.connect(lambda item: self.painted.emit("mood", item))
        state.mood_changed.connect(self.refresh)
        state.assist_muted_changed.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """All words are made in `refresh`."""
        self._trend.setAccessibleName(self.tr("Trend of the customer's mood"))
        self._trend.setToolTip(self.tr("Trend of the customer's mood"))
        self.refresh()

    def refresh(self) -> None:
        """Show the mood after the customer's last utterance."""
        self.setHidden(self.state.assist_muted)
        mood = self.state.mood
        off = self.state.consents.off("emotion")
        self._trend.setVisible(mood is not None)
        self._coaching.setVisible(mood is not None and bool(mood.coaching))
        if mood is None:
            self._face.show_icon("face-uneasy", "ink_faint")
            self._name.set_colour("ink")
            self._name.set_words(self.tr("Customer's mood") if off is None else self.tr("Mood analysis is off"))
            waits = self.tr("Shown as soon as the customer's words or voice tell it")
            self._cue.set_words(waits if off is None else self._why_off(off))
            self._cue.setVisible(True)
            self.setAccessibleName(f"{self._name.text()}. {self._cue.text()}")
            return
        self._show(mood)

    def _why_off(self, consent: ConsentState) -> str:
        if consent.state == "waiting":
            return self.tr("Off until the customer has been told of it")
        if consent.since:
            return self.tr("Off: the customer declined on %1").replace("%1", consent.since)
        return self.tr("Off: the customer declined")

    def _show(self, mood: Mood) -> None:
        names: dict[MoodName, str] = {
            "calm": self.tr("Calm"), "pleased": self.tr("Pleased"), "unhappy": self.tr("Unhappy"),
            "anxious": self.tr("Anxious"), "angry": self.tr("Angry")}
        icon, token = _STATES[mood.mood]
        self._face.show_icon(icon, token)
        self._name.set_colour("ink" if token == "accent" else token)
        self._name.set_words(self.tr("Customer: %1").replace("%1", names[mood.mood]), key=self.state.mood_item(mood))
        cues = self.tr("; ").join(words for words in map(cue_words, mood.cues) if words)
        self._cue.set_words(cues)
        self._cue.setVisible(bool(cues))
        self._cue.set_tip(self.tr("Compared with this customer's first minute"))
        self._coaching.set_words(mood.coaching)
        self._trend.show_scores([point.score for point in self.state.mood_trend], token)
        self.setAccessibleName(". ".join(part for part in (self._name.text(), cues, mood.coaching) if part))
