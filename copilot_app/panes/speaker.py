"""Who speaks to the customer, while it is not the agent alone: one line that can not be closed, and is announced."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout

from protocol.supervision import SpeakerOwner

from ..call_state import CallState
from ..theme import Theme
from .pane import Pane, set_tone
from .parts import Picture, Words

_LOOKS = {"supervisor": ("stop", "takeover"), "both": ("remind", "barge"), "agent": ("inform", "whisper")}
"""Owner -> tone and icon; the agent alone is shown only while somebody whispers."""


class SpeakerPane(Pane):
    """Empty, and of no height, while the agent speaks and hears the customer alone."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        self._picture = Picture(theme, "takeover", "on_stop", 20, "strong")
        self._words = Words(theme, "strong", "ink")
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self._told = ""
        state.supervised.speaker_changed.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """The sentence is made in `refresh`."""
        self._told = ""
        self.refresh()

    def _sentence(self, speaker: SpeakerOwner) -> str:
        if speaker.owner == "supervisor":
            words = self.tr("%1 speaks to the customer. You are muted.")
        elif speaker.owner == "both":
            words = self.tr("%1 speaks in the call. You and the customer hear it.")
        else:
            words = self.tr("%1 whispers to you. The customer does not hear it.")
        return words.replace("%1", speaker.by or self.tr("A supervisor"))

    def refresh(self) -> None:
        """Say who speaks."""
        speaker = self.state.supervised.speaker
        shown = speaker is not None and (speaker.owner != "agent" or speaker.mode == "whisper")
        self.setVisible(shown)
        words = self._sentence(speaker) if shown and speaker is not None else ""
        if shown and speaker is not None:
            tone, icon = _LOOKS[speaker.owner]
            set_tone(self, tone)
            ink = "on_stop" if tone == "stop" else tone
            self._picture.show_icon(icon, ink)
            self._words.set_colour("on_stop" if tone == "stop" else "ink")
            self._words.set_words(words)
        self.setAccessibleName(words or self.tr("You speak to the customer"))
        if words != self._told:
            before, self._told = self._told, words
            self._announce(words or (self.tr("You speak to the customer again") if before else ""))

    def _announce(self, words: str) -> None:
        if words:
            event = QAccessibleAnnouncementEvent(self, words)
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(event)
