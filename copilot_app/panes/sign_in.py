"""Name and password, asked for in the window when the server asks for them; the password goes out and is kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from ..call_state import CallState
from ..i18n.codes import notice_words
from ..notices import Notice
from ..theme import Theme
from .pane import Pane
from .parts import FlowLayout, KeyedButton, Words

_MAX_CHARACTERS = 128


class PasswordField(QLineEdit):
    """Shows dots, and tells whether the letters typed into it come out as capitals."""

    caps_lock = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(_MAX_CHARACTERS)
        self._locked = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No platform says how the lock stands, but a letter against the shift key does."""
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self._lock(not self._locked)
        elif len(letter) == 1 and letter.isascii() and letter.isalpha():
            self._lock(letter.isupper() != bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What happens to the lock elsewhere is not known."""
        self._lock(False)
        super().focusOutEvent(event)

    def _lock(self, locked: bool) -> None:
        if locked != self._locked:
            self._locked = locked
            self.caps_lock.emit(locked)


class SignInPane(Pane):
    """Of no height while nobody has to sign in."""

    sign_in_pressed = Signal(str, str)
    """Name and password."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme)
        self._asked = False
        self._title = Words(theme, "title", "ink")
        self._hint = Words(theme, "body", "ink_soft")
        self._name, self._password = QLineEdit(), PasswordField()
        self._name.setMaxLength(_MAX_CHARACTERS)
        self._caps = Words(theme, "caption", "remind")
        self._error = Words(theme, "body", "stop")
        self._button = KeyedButton(theme, "primary", "person")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        foot = FlowLayout(gap=8, row_gap=8)
        foot.addWidget(self._button)
        for part in (self._title, self._hint, self._name, self._password, self._caps, self._error):
            column.addWidget(part)
        column.addLayout(foot)
        self._caps.hide()
        self._password.caps_lock.connect(self._caps.setVisible)
        self._name.returnPressed.connect(self._name_entered)
        self._password.returnPressed.connect(self._press)
        self._button.clicked.connect(self._press)
        for field in (self._name, self._password):
            field.textChanged.connect(self._show_button)
        state.sign_in_changed.connect(self.refresh)
        self.retranslate()

    def remember(self, name: str) -> None:
        """The name that signed in last; what is being typed stays."""
        if not self._name.text():
            self._name.setText(name)

    def retranslate(self) -> None:
        """Every word."""
        self.setAccessibleName(self.tr("Sign in"))
        self._title.set_words(self.tr("Sign in"))
        self._hint.set_words(self.tr("The server asks who works here. The password is sent encrypted and never stored."))
        for field, words in ((self._name, self.tr("Sign-in name")), (self._password, self.tr("Password"))):
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
        self._caps.set_words(self.tr("Caps Lock is on."))
        self.refresh()

    def refresh(self) -> None:
        """Ask, wait, or say what was wrong."""
        now = self.state.sign_in
        asked, self._asked = self._asked, now.wanted
        self.setVisible(now.wanted)
        for field in (self._name, self._password):
            field.setReadOnly(now.waiting)
        self._error.setVisible(bool(now.code))
        self._error.set_words(notice_words(Notice(now.code)) if now.code else "")
        self._button.show_words(self.tr("Signing in…") if now.waiting else self.tr("Sign in"))
        self._show_button()
        if now.code or not now.wanted:
            self._password.clear()
        # A call keeps its keys: the fields wait there until they are clicked.
        if now.wanted and not now.waiting and (now.code or not asked) and self.state.phase in ("rest", "ended"):
            (self._password if self._name.text() else self._name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_button(self) -> None:
        self._button.setEnabled(bool(self._name.text().strip() and self._password.text())
                                and not self.state.sign_in.waiting)

    def _name_entered(self) -> None:
        if self._password.text():
            self._press()
        else:
            self._password.setFocus(Qt.FocusReason.TabFocusReason)

    def _press(self) -> None:
        if self._button.isEnabled():
            name, password = self._name.text().strip(), self._password.text()
            self.sign_in_pressed.emit(name, password)
