"""What the agent does, as messages: keys and buttons come in, `CallState.intent` carries the messages out.

An action without anything to act on (no suggestion, no alert) does nothing, so a key is always safe to press.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from protocol.assist import Ask, CardInput, Feedback
from protocol.call import RecordingPause
from protocol.consent import ConsentChoice, ConsentPurpose
from protocol.supervision import RaiseHand

if TYPE_CHECKING:
    from .call_state import CallState


class AgentActions(QObject):
    """The agent's side of a `CallState`, its parent."""

    def __init__(self, state: CallState) -> None:
        super().__init__(state)
        self._state = state

    def _feedback(self, kind: str, item: str, action: str, note: str = "") -> None:
        self._state.intent.emit(Feedback(
            call=self._state.call, item=item, kind=kind, action=action,  # type: ignore[arg-type]
            at_ms=self._state.call_clock(), note=note))

    @Slot()
    def accept_suggestion(self) -> None:
        """The agent says the suggestion on the screen."""
        row = self._state.suggestions.first()
        if row is not None and not row.accepted and not row.writing:
            self._state.suggestions.put(replace(row, accepted=True))
            self._feedback("suggestion", row.id, "accepted", str(row.chosen))

    @Slot()
    def copied_suggestion(self) -> None:
        """The suggestion on the screen went to the clipboard."""
        row = self._state.suggestions.first()
        if row is not None:
            self._feedback("suggestion", row.id, "copied", str(row.chosen))

    @Slot()
    def next_alternative(self) -> None:
        """Show the next alternative; after the last comes the first."""
        self._alternative(1)

    @Slot()
    def previous_alternative(self) -> None:
        """Show the alternative before; before the first comes the last."""
        self._alternative(-1)

    def _alternative(self, step: int) -> None:
        row = self._state.suggestions.first()
        if row is not None and len(row.texts) > 1:
            self._state.suggestions.put(replace(row, chosen=(row.chosen + step) % len(row.texts), accepted=False))
            self._feedback("suggestion", row.id, "next")

    @Slot()
    def dismiss_suggestion(self) -> None:
        """Take the suggestion off the screen."""
        row = self._state.suggestions.first()
        if row is not None:
            self._state.suggestions.take(row.id)
            self._feedback("suggestion", row.id, "dismissed")

    @Slot(str)
    def pin_card(self, card: str = "") -> None:
        """Pin or unpin this card; without an id the one on top."""
        row = self._state.cards.get(card) if card else self._state.cards.first()
        if row is not None:
            self._state.cards.put(replace(row, pinned=not row.pinned))
            self._feedback("card", row.id, "unpinned" if row.pinned else "pinned")

    @Slot(str)
    def dismiss_card(self, card: str = "") -> None:
        """Take this card off the screen; without an id the one on top.  It stays away while the talk is about this."""
        row = self._state.cards.get(card) if card else self._state.cards.first()
        if row is not None:
            self._state.cards.take(row.id)
            self._feedback("card", row.id, "dismissed")

    @Slot(str, str, str)
    def enter_card(self, card: str, field: str, value: str) -> None:
        """A value entered on a card, a step ticked, a button pressed; the server sends the card again."""
        self._state.intent.emit(CardInput(call=self._state.call, card=card, field=field, value=value))

    @Slot()
    def acknowledge_alert(self) -> None:
        """The agent has read the alert in the banner; it leaves when the server confirms."""
        row = self._state.alerts.first()
        if row is not None and not self._state.local.settle(row.id):
            self._feedback("alert", row.id, "acknowledged")

    @Slot()
    def dispute_alert(self) -> None:
        """The agent holds the alert in the banner to be wrong; it steps back and goes to the reviewer."""
        row = self._state.alerts.first()
        if row is not None and not row.disputed and not self._state.local.settle(row.id):
            self._state.alerts.put(replace(row, disputed=True))
            self._feedback("alert", row.id, "disputed")

    @Slot(str)
    def ask(self, text: str) -> None:
        """A question to the knowledge base; the answer comes as a card or a suggestion."""
        text = text.strip()
        if text:
            self._state.settle("assist.nothing")
            self._state.intent.emit(Ask(call=self._state.call, text=text))

    @Slot()
    def toggle_hand(self) -> None:
        """Ask a supervisor for help, or take the hand down; the server confirms."""
        self._state.intent.emit(RaiseHand(call=self._state.call, raised=not self._state.hand_raised))

    @Slot()
    def toggle_recording(self) -> None:
        """Pause recording and transcription, or resume them; the server confirms."""
        self._state.intent.emit(RecordingPause(call=self._state.call, paused=not self._state.recording.paused,
                                               at_ms=self._state.call_clock()))

    @Slot(str)
    def toggle_consent(self, purpose: ConsentPurpose) -> None:
        """The customer refuses this, or agrees to it again; the server confirms."""
        self._state.intent.emit(ConsentChoice(call=self._state.call, purpose=purpose,
                                              agrees=self._state.consents.refused(purpose) is not None))
