"""The strip's chip of consent: was the recording announced, what did the customer refuse; pressed, a menu to enter it.

In: `CallState.consents` and the checklist.  Out: `AgentActions.toggle_consent`.  The same actions have keys.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QMenu

from protocol.consent import ConsentPurpose

from ..call_state import CallState
from ..shortcuts import KEYS, title
from ..theme import Theme
from .parts import Chip

_ACTIONS: tuple[tuple[ConsentPurpose, str], ...] = (
    ("recording", "refuse_recording"), ("emotion", "refuse_mood"), ("calls", "refuse_calls"))


class ConsentChip(Chip):
    """Shown in a call; a refusal goes before the notice."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(theme, "shield")
        self._state = state
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def refresh(self, in_call: bool) -> None:
        """Show how it stands."""
        notice = self._state.checklist.get("recording_notice") or self._state.checklist.get("eu_recording_notice")
        refused = self._state.consents.refused("recording")
        uncalled = self._state.consents.refused("calls")
        self.setVisible(in_call and (notice is not None or refused is not None or uncalled is not None))
        if refused is not None:
            words = self.tr("Since %1: the customer refuses the recording.").replace("%1", refused.since) if refused.since \
                else self.tr("The customer refuses the recording.")
            self.show_state(self.tr("Recording refused"), "remind", "shield",
                            words + "\n" + self.tr("No sound is kept. Press to change it."))
        elif uncalled is not None:
            words = self.tr("The customer does not want to be called.") if not uncalled.since else self.tr(
                "Since %1: the customer does not want to be called.").replace("%1", uncalled.since)
            self.show_state(self.tr("Do not call"), "remind", "shield",
                            words + "\n" + self.tr("It holds for every later call. Press to change it."))
        elif notice is not None and notice.state == "done":
            self.show_state(self.tr("Announced"), "plain", "shield",
                            self.tr("The customer was told that the call is recorded") + "\n"
                            + self.tr("Press if the customer refuses."))
        elif notice is not None:
            self.show_state(self.tr("Recording not announced"), "remind", "remind",
                            self.tr("The customer was not yet told that the call is recorded"))

    def menu(self) -> QMenu:
        """What the agent may enter; the checked ones hold now."""
        menu = QMenu(self)
        for purpose, name in _ACTIONS:
            action = menu.addAction(f"{title(name)}\t{KEYS[name]}")
            action.setCheckable(True)
            action.setChecked(self._state.consents.refused(purpose) is not None)
            action.triggered.connect(lambda _=False, purpose=purpose: self._state.agent.toggle_consent(purpose))
        return menu

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The menu."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
