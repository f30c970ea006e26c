"""What the agent sees right now: the agent's own panes, filled from what their client told, without a way to press them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout, QWidget

from ...theme import Theme
from ...watch_state import WatchState
from ..banner import BannerPane
from ..cards import CardsPane
from ..pane import Pane
from ..parts import Chip, Entry, Words
from ..reply import ReplyPane


class ReadOnly(QObject):
    """Takes the buttons out of panes that are made for who may press them; what folds a card stays."""

    def guard(self, widget: QWidget) -> None:
        """This widget and everything in it, now and later."""
        widget.installEventFilter(self)
        self._close(widget)
        for child in widget.findChildren(QWidget):
            child.installEventFilter(self)
            self._close(child)

    @staticmethod
    def _close(widget: QObject) -> None:
        if isinstance(widget, QAbstractButton) and widget.property("kind") != "header":
            widget.hide()
        elif isinstance(widget, Entry):
            widget.setEnabled(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A button that is shown is hidden again; a child that is added is guarded."""
        if event.type() == QEvent.Type.ShowToParent:
            self._close(watched)
        elif event.type() == QEvent.Type.ChildPolished:
            child = event.child()  # type: ignore[attr-defined]
            if isinstance(child, QWidget):
                self.guard(child)
        return False


class BoardScreen(QFrame):
    """Banner, reply and cards as they stand on the agent's screen."""

    def __init__(self, watch: WatchState, theme: Theme) -> None:
        super().__init__()
        self._watch, self._theme = watch, theme
        self.setProperty("pane", "card")
        self.setProperty("tone", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        self._title = Words(theme, "strong", "ink", max_lines=1)
        self._stand = Chip(theme, "eye")
        self._note = Words(theme, "body", "ink_soft")
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addWidget(self._stand)
        column.addLayout(head)
        column.addWidget(self._note)
        screen = watch.screen
        self.panes: dict[str, Pane] = {"banner": BannerPane(screen, theme), "reply": ReplyPane(screen, theme),
                                       "cards": CardsPane(screen, theme)}
        self._guard = ReadOnly(self)
        for pane in self.panes.values():
            pane.arrange("narrow")
            self._guard.guard(pane)
            column.addWidget(pane)
        watch.screen_changed.connect(self.refresh)
        watch.opened_changed.connect(self.refresh)
        watch.mode_changed.connect(self.refresh)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """The words follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Title and state."""
        self._title.set_words(self.tr("On the agent's screen now"))
        self.setAccessibleName(self._title.text())
        self.refresh()

    def refresh(self) -> None:
        """How the agent's screen stands."""
        state = self._watch.screen_state
        row = self._watch.row
        muted = state is not None and state.assist_muted
        self.panes["banner"].setVisible(state is not None)
        self.panes["reply"].setVisible(state is not None)
        self.panes["cards"].setVisible(state is not None and bool(state.cards) and not muted)
        note = self._watch.call.supervised.notes.get(state.note) if state is not None else None
        self._note.setVisible(note is not None)
        if note is not None:
            self._note.set_words(self.tr("Your side's note: “%1”").replace("%1", note.shown.text))
        if self._watch.over:
            self._stand.show_state(self.tr("The call is over; this is how it was"), "neutral", "hangup")
        elif row is not None and row.away:
            self._stand.show_state(self.tr("The agent's client has lost the server; this is how it was"), "stop", "unlink")
        elif state is None:
            self._stand.show_state(self.tr("The agent's client has not told yet"), "neutral", "clock")
        elif state.minimised:
            self._stand.show_state(self.tr("Minimised: the agent sees none of this"), "remind", "fold")
        elif state.assist_muted:
            self._stand.show_state(self.tr("The agent has muted the prompts"), "remind", "mute")
        else:
            self._stand.show_state(self.tr("In sight"), "plain", "eye")
