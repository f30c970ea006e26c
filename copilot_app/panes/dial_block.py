"""A number that may not be called now: why, what the clock says there, who lets it through, and the form for that person.

In: `CallState.dial_answer`.  Out: `release_pressed`, `check_pressed`; the password goes out and is kept nowhere.  Next: `ready`.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from protocol.dialling import DialAnswer

from ..theme import Theme
from .pane import set_tone
from .parts import FlowLayout, KeyedButton, Words
from .sign_in import PasswordField

_MAX_CHARACTERS = 128
_MOST = 4
"""Reasons that are shown at most."""


class DialBlock(QFrame):
    """Of no height while nothing speaks against the number."""

    release_pressed = Signal(str, str, str)
    """Supervisor, password, reason."""
    check_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("pane", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        self.title = Words(theme, "strong", "stop")
        self.reasons = [Words(theme, "body", "ink") for _ in range(_MOST)]
        self.clock = Words(theme, "body", "ink_soft")
        self.who = Words(theme, "body", "ink_soft")
        self.supervisor, self.password, self.reason = QLineEdit(), PasswordField(), QLineEdit()
        self.supervisor.setMaxLength(_MAX_CHARACTERS)
        self.reason.setMaxLength(500)
        self.release = KeyedButton(theme, "primary", "check")
        self.again = KeyedButton(theme, "plain", "clock")
        for part in (self.title, *self.reasons, self.clock, self.who, self.supervisor, self.password, self.reason):
            column.addWidget(part)
        foot = FlowLayout(gap=8, row_gap=8)
        foot.addWidget(self.release)
        foot.addWidget(self.again)
        column.addLayout(foot)
        for field in (self.supervisor, self.password, self.reason):
            field.textChanged.connect(self._show_button)
            field.returnPressed.connect(self._press)
        self.release.clicked.connect(self._press)
        self.again.clicked.connect(self.check_pressed)
        self.hide()

    def show_answer(self, answer: DialAnswer) -> None:
        """How it stands with the offered number; hidden where nothing is known of it."""
        blocked = answer.blocked
        since = [self.tr("Since %1: the customer does not want to be called.").replace("%1", answer.refused_since)
                 ] if answer.refused_since else []
        against = [*since, *answer.warnings]
        clock = self._clock_words(answer)
        self.setVisible(bool(against or answer.clock))
        set_tone(self, "remind" if against or blocked else "plain")
        self.title.set_words(self.tr("This number must not be called now") if blocked else
                             self.tr("%1 lets this call through").replace("%1", answer.released_by) if answer.released_by else
                             self.tr("Before you call") if against else "")
        self.title.set_colour("stop" if blocked else "ink")
        self.title.setVisible(bool(blocked or against))
        for place, words in enumerate(self.reasons):
            words.set_words(against[place] if place < len(against) else "")
            words.setVisible(place < len(against))
        self.clock.set_words(clock)
        self.clock.setVisible(bool(clock))
        for part in (self.who, self.supervisor, self.password, self.reason, self.release, self.again):
            part.setVisible(blocked)
        if not blocked:
            self.password.clear()
            self.reason.clear()
        self._show_button()
        self.setAccessibleName(" ".join(words for words in (self.title.text(), *against, clock) if words))

    def retranslate(self) -> None:
        """What does not hang on the answer."""
        self.who.set_words(self.tr(
            "A supervisor of your team, who is not you, can let it through here, or at the server's console."))
        for field, words in ((self.supervisor, self.tr("Supervisor's sign-in name")), (self.password, self.tr("Password")),
                             (self.reason, self.tr("Reason, kept with the release"))):
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
        self.release.show_words(self.tr("Let the call through"))
        self.again.show_words(self.tr("Check again"))

    def _clock_words(self, answer: DialAnswer) -> str:
        if not answer.clock:
            return ""
        how = {"record": self.tr("At the customer's it is %1."),
               "state": self.tr("At the customer's it is about %1: estimate by the state."),
               "number": self.tr("At the customer's it is about %1: estimate by the number."),
               "house": self.tr("The customer's time zone is unknown; by the server's clock it is %1.")}
        return how[answer.clock_from].replace("%1", answer.clock)

    def _show_button(self) -> None:
        self.release.setEnabled(all(field.text().strip() for field in (self.supervisor, self.password, self.reason)))

    def _press(self) -> None:
        if self.release.isVisible() and self.release.isEnabled():
            password = self.password.text()
            self.password.clear()
            self.release_pressed.emit(self.supervisor.text().strip(), password, self.reason.text().strip())
