"""The author's window: opened from the companion by people who write playbooks; it never opens by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from .authoring_state import AuthoringState
from .panes.authoring import AuthoringPane
from .theme import Theme


class AuthoringWindow(QWidget):
    """A window of its own, beside the companion."""

    def __init__(self, state: AuthoringState, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("authoring")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(880, 560)
        self.resize(1240, 800)
        self.pane = AuthoringPane(state, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """The title follows the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Title and name."""
        self.setWindowTitle(self.tr("Playbooks"))
        self.setAccessibleName(self.tr("Playbooks"))
