"""Questions that found nothing, in the author's window: how often each was asked, and from each the way to a new article.

In: `AuthoringState.near_misses`.  Out: a form that is begun with the customers' words.  Next: `authoring` shows it in place
of the form.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from protocol.authoring import NearMissGroup

from ..authoring_state import AuthoringState
from ..theme import FontRole, Theme
from .parts import KeyedButton, Words
from .parts.clearing import clear


class NearMissesPane(QFrame):
    """The list, or why it is empty."""

    left = Signal()
    """The author goes back to the form."""

    def __init__(self, state: AuthoringState, theme: Theme) -> None:
        super().__init__()
        self.state = state
        self.theme = theme
        self.setProperty("pane", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = Words(theme, "title", "ink", max_lines=2)
        self._status = Words(theme, "body", "ink_soft")
        self._draft = Words(theme, "body", "ink_soft")
        self.back, self.again = KeyedButton(theme, "quiet"), KeyedButton(theme, "plain")
        self._build()
        self.back.clicked.connect(self.left)
        self.again.clicked.connect(state.ask_near_misses)
        state.near_misses_changed.connect(self.refresh)
        state.playbooks_changed.connect(self.refresh)
        state.failed.connect(self._show_standing)
        self.retranslate()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 8, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for widget in (self._status, self._draft):
            column.addWidget(widget)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("content")
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(8)
        self._scroll.setWidget(inner)
        column.addWidget(self._scroll, 1)

    def changeEvent(self, event: QEvent) -> None:
        """Every word again in another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Title, buttons, list."""
        self.setAccessibleName(self.tr("Questions that found nothing"))
        self._title.set_words(self.tr("Questions that found nothing"))
        self.back.show_words(self.tr("Back to the form"))
        self.again.show_words(self.tr("Look again"))
        self.refresh()

    def refresh(self) -> None:
        """The groups, those of most calls first."""
        clear(self._list)
        found = self.state.near_misses
        groups = found.groups if found is not None else ()
        self._draft.set_words(self.tr("Begin a draft on the right to write an article about one."))
        self._draft.setVisible(bool(groups) and not self.state.can_edit)
        self._show_standing()
        for group in groups:
            self._list.addWidget(self._card(group))
        self._list.addStretch(1)

    def _show_standing(self) -> None:
        self._status.set_words(self._standing())
        self.again.setVisible(self.state.near_misses is None and self.state.error is not None)

    def _standing(self) -> str:
        found = self.state.near_misses
        if found is None:
            return self.tr("The calls could not be looked through.") if self.state.error is not None else self.tr(
                "Looking through past calls…")
        days = self.tr("of the last %n days", "", found.days)
        if found.groups:
            words = self.tr("Looked through: %n calls %1, the newest first. Figures and names are taken out.", "", found.calls)
        elif found.calls:
            words = self.tr("Nothing yet: in %n calls %1, no question that was asked in two calls or more found nothing.", "",
                            found.calls)
        else:
            words = self.tr("Nothing yet: there are no calls %1 with this playbook.")
        return words.replace("%1", days)

    def _card(self, group: NearMissGroup) -> QWidget:
        frame = QFrame()
        frame.setProperty("tone", "quiet")
        frame.setProperty("pane", "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(self._words(group.question, "strong", "ink"))
        for example in group.examples:
            column.addWidget(self._words(example, "body", "ink_soft"))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        times = self.tr("asked %n times", "", group.questions)
        calls = self.tr("in %n calls", "", group.calls)
        foot.addWidget(self._words(self.tr("%1 %2").replace("%1", times).replace("%2", calls), "caption", "ink_faint"), 1)
        if self.state.can_edit:
            button = KeyedButton(self.theme, "plain")
            button.show_words(self.tr("Write an article"))
            button.clicked.connect(self._writer(group))
            foot.addWidget(button)
        column.addLayout(foot)
        if group.words:
            frame.setToolTip(self.tr("In common: %1").replace("%1", ", ".join(group.words)))
        return frame

    def _writer(self, group: NearMissGroup) -> Callable[[], None]:
        return lambda: self.state.begin_article_about(group)

    def _words(self, text: str, role: FontRole, colour: str) -> Words:
        words = Words(self.theme, role, colour)
        words.set_words(text)
        return words
