"""The author's window inside: which playbook, the list with its search, the form, and what becomes of the draft."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..authoring_state import AuthoringState
from ..i18n.codes import notice_words
from ..i18n.mistakes import mistake_words
from ..notices import Notice
from ..theme import Theme
from .authoring_form import EntryFormPane
from .authoring_near_misses import NearMissesPane
from .authoring_publish import PublishPane
from .parts import ChoiceBox, KeyedButton, Words

SEARCH_AFTER_MS = 250


class AuthoringPane(QWidget):
    """Three columns: list, form or questions that found nothing, draft and versions."""

    def __init__(self, state: AuthoringState, theme: Theme) -> None:
        super().__init__()
        self.state = state
        self.theme = theme
        self.playbooks, self.tables = ChoiceBox(theme), ChoiceBox(theme)
        self.search, self.entries = QLineEdit(), QListWidget()
        self.entries.setObjectName("entries")
        self.entries.setWordWrap(True)
        self.entries.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.new, self.asked = KeyedButton(theme, "plain"), KeyedButton(theme, "quiet")
        self._count = Words(theme, "caption", "ink_faint")
        self._error = Words(theme, "body", "stop")
        self.form = EntryFormPane(state, theme)
        self.near_misses = NearMissesPane(state, theme)
        self.middle = QStackedWidget()
        self.publish = PublishPane(state, theme)
        self._timer = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._showing = False
        self._build()
        self.playbooks.currentIndexChanged.connect(self._choose)
        self.tables.currentIndexChanged.connect(self._choose_table)
        self.search.textChanged.connect(lambda: self._timer.start())
        self._timer.timeout.connect(lambda: state.look(search=self.search.text().strip()))
        self.entries.itemSelectionChanged.connect(self._open)
        self.new.clicked.connect(self._begin)
        self.asked.clicked.connect(self._show_near_misses)
        self.near_misses.left.connect(self._show_form)
        state.opened.connect(self._show_form)
        state.playbooks_changed.connect(self.show_playbooks)
        state.entries_changed.connect(self.show_entries)
        state.failed.connect(self._show_error)
        self.retranslate()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.setSpacing(8)
        outer.addWidget(self._error)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        left = QFrame()
        left.setProperty("pane", "card")
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (self.playbooks, self.tables, self.search):
            column.addWidget(widget)
        column.addWidget(self.entries, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self.new)
        column.addLayout(foot)
        column.addWidget(self.asked, 0, Qt.AlignmentFlag.AlignLeft)
        for page in (self.form, self.near_misses):
            self.middle.addWidget(page)
        columns.addWidget(left, 8)
        columns.addWidget(self.middle, 12)
        columns.addWidget(self.publish, 9)
        outer.addLayout(columns, 1)

    def changeEvent(self, event: QEvent) -> None:
        """Every word again in another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Names, hints, choices."""
        self._showing = True
        for place, (table, words) in enumerate((("article", self.tr("Articles")), ("reply", self.tr("Replies")))):
            if self.tables.count() <= place:
                self.tables.addItem(words, table)
            self.tables.setItemText(place, words)
        self._showing = False
        self.setAccessibleName(self.tr("Playbooks"))
        self.playbooks.setAccessibleName(self.tr("Playbook"))
        self.tables.setAccessibleName(self.tr("Articles or replies"))
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search"))
        self.entries.setAccessibleName(self.tr("Entries"))
        self.new.show_words(self.tr("Write a new one"))
        self.asked.show_words(self.tr("Questions that found nothing"))
        self.show_playbooks()
        self.show_entries()
        self._show_error()

    def show_playbooks(self) -> None:
        """The choice of playbooks."""
        self._showing = True
        state = self.state
        if [self.playbooks.itemData(place) for place in range(self.playbooks.count())] != [one.id for one in state.playbooks]:
            self.playbooks.clear()
            for one in state.playbooks:
                self.playbooks.addItem(one.title or one.id, one.id)
        self.playbooks.setCurrentIndex(self.playbooks.findData(state.chosen))
        self._showing = False
        self.new.setVisible(state.can_edit)
        self.asked.setVisible(bool(state.chosen))

    def show_entries(self) -> None:
        """The list; the entry that is open stays marked."""
        self._showing = True
        self.entries.clear()
        changes = {"added": self.tr("new"), "changed": self.tr("changed")}
        for one in self.state.entries.entries:
            change = changes.get(one.change, "")
            item = QListWidgetItem(one.title + (f"\n{change}" if change else ""))
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            item.setToolTip(one.id)
            self.entries.addItem(item)
            if one.id == self.state.form.id:
                item.setSelected(True)
        self._showing = False
        shown, total = len(self.state.entries.entries), self.state.entries.total
        self._count.set_words(self.tr("%n entries", "", total) if shown == total else
                              self.tr("%1 of %2").replace("%1", str(shown)).replace("%2", str(total)))

    def _show_error(self) -> None:
        error = self.state.error
        self._error.setVisible(error is not None)
        if error is not None:
            words = notice_words(Notice(error.code, error.text))
            reason = mistake_words(error.text)
            self._error.set_words(f"{words} {reason}" if reason and reason != words else words)

    def _choose(self) -> None:
        if not self._showing:
            self.state.choose(self.playbooks.currentData() or "")

    def _choose_table(self) -> None:
        if not self._showing:
            self.state.look(table=self.tables.currentData())

    def _open(self) -> None:
        chosen = self.entries.selectedItems()
        if not self._showing and chosen:
            self.state.open_entry(chosen[0].data(Qt.ItemDataRole.UserRole))

    def _begin(self) -> None:
        self.state.begin_entry()

    def _show_near_misses(self) -> None:
        self.middle.setCurrentWidget(self.near_misses)
        self.state.ask_near_misses()

    def _show_form(self) -> None:
        self.middle.setCurrentWidget(self.form)
        self._showing = True
        self.tables.setCurrentIndex(self.tables.findData(self.state.table))
        if self.state.is_new:
            self.entries.clearSelection()
        self._showing = False
        if self.state.is_new:
            self.form.fields["id"].setFocus(Qt.FocusReason.OtherFocusReason)
