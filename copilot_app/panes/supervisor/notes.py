"""What a supervisor writes into an opened call: note, coaching note, transfer, bookmark; one form at a time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ...theme import Theme
from ...watch_state import WatchState
from ..parts import Chip, FlowLayout, KeyedButton
from .forms import CoachForm, LabelForm, NoteForm, TransferForm


class BoardNotes(QFrame):
    """Three forms behind three buttons, and the bookmark, which is kept at once and labelled afterwards."""

    def __init__(self, watch: WatchState, theme: Theme) -> None:
        super().__init__()
        self._watch = watch
        self.setProperty("pane", "card")
        self.label = LabelForm(watch, theme)
        self.forms: dict[str, NoteForm | CoachForm | TransferForm | LabelForm] = {
            "note": NoteForm(watch, theme), "coach": CoachForm(watch, theme), "transfer": TransferForm(watch, theme),
            "label": self.label}
        self._shown = "note"
        self.tabs = {name: KeyedButton(theme, "form", icon) for name, icon in
                     (("note", "note"), ("coach", "book"), ("transfer", "transfer"))}
        self.bookmark = KeyedButton(theme, "plain", "bookmark")
        self.scenario = KeyedButton(theme, "plain", "procedure")
        self._done = Chip(theme, "check")
        self._done.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(8)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8, row_gap=6)
        for button in (*self.tabs.values(), self.bookmark, self.scenario, self._done):
            flow.addWidget(button)
        column.addWidget(buttons)
        for form in self.forms.values():
            column.addWidget(form)
            form.text.escaped.connect(self._back)
        for name, tab in self.tabs.items():
            tab.setCheckable(True)
            tab.clicked.connect(lambda _=False, name=name: self.show_form(name))
        self.label.done.connect(self._back)
        self.bookmark.clicked.connect(self.mark)
        self.scenario.clicked.connect(lambda: watch.make_scenario())
        watch.opened_changed.connect(self._other_call)
        watch.coaching_changed.connect(self._made)
        watch.mode_changed.connect(self.refresh)
        self.show_form("note")
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """The words follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Names and buttons."""
        self.setAccessibleName(self.tr("Notes, coaching, transfer"))
        self.tabs["note"].show_words(self.tr("Note to the agent"), key="N")
        self.tabs["coach"].show_words(self.tr("Coaching note"), key="C")
        self.tabs["transfer"].show_words(self.tr("Transfer"), self.tr("Transfer to an expert"))
        self.bookmark.show_words(self.tr("Bookmark"), self.tr("Bookmark this moment"), "B")
        self.scenario.show_words(self.tr("Make it a training scenario"),
                                 self.tr("A trainer finishes the draft; private data is taken out"))
        for form in self.forms.values():
            form.retranslate()
        self.refresh()

    def show_form(self, name: str, *, focus: bool = False) -> None:
        """One of `note`, `coach`, `transfer`, `label`."""
        for other, form in self.forms.items():
            form.setVisible(other == name)
        for other, tab in self.tabs.items():
            tab.setChecked(other == name)
        if name != "label":
            self._shown = name
        if focus:
            self.forms[name].text.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self) -> None:
        """Bookmark this moment, say that it is done, and ask what it shows."""
        bookmark = self._watch.bookmark()
        if bookmark:
            self._say(self.tr("Moment bookmarked"))
            self.label.ask(bookmark)
            self.show_form("label", focus=True)

    def _made(self) -> None:
        if self._watch.scenario is not None:
            title = self._watch.scenario.title or self._watch.scenario.scenario
            self._say(self.tr("Draft made: %1").replace("%1", title))

    def _say(self, words: str) -> None:
        self._done.show_state(words, "accent", "check")
        self._done.show()

    def put_back(self) -> None:
        """No label after all: the form that stood there before."""
        if not self.label.isHidden():
            self.show_form(self._shown)

    def _back(self) -> None:
        self.put_back()
        self.window().setFocus()

    def _other_call(self) -> None:
        self._done.hide()
        if self._watch.opened is None:
            self.put_back()

    def refresh(self) -> None:
        """What may be done now."""
        self.bookmark.setEnabled(not self._watch.why_not("bookmark"))
        self.scenario.setEnabled(self._watch.opened is not None)
