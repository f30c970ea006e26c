"""The author's form: one article or reply, checked by the server while it is written."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from protocol.authoring import EntryForm

from ..authoring_state import AuthoringState
from ..i18n.mistakes import mistake_words
from ..theme import Theme
from .parts import ChoiceBox, KeyedButton, Words

CHECK_AFTER_MS = 700
"""Pause in typing after which the server is asked."""
_KINDS = ("knowledge", "procedure", "calculator")
_LISTS = ("intents", "products", "keywords")
_LINES = ("id", "title", *_LISTS, "source", "date", "expires")
_ARTICLE_ONLY = ("title", "kind", "rows", "asked", "date", "expires")
_SEPARATORS = str.maketrans("，、；;", ",,,,")


class EntryFormPane(QFrame):
    """The form, what the check says, and what is nearly the same."""

    def __init__(self, state: AuthoringState, theme: Theme) -> None:
        super().__init__()
        self.state = state
        self.theme = theme
        self.setProperty("pane", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.fields: dict[str, QLineEdit] = {name: QLineEdit() for name in _LINES}
        self.kind = ChoiceBox(theme)
        self.text, self.rows, self.asked = QPlainTextEdit(), QPlainTextEdit(), QPlainTextEdit()
        self._edits = {"text": self.text, "rows": self.rows, "asked": self.asked}
        for edit in self._edits.values():
            edit.setTabChangesFocus(True)
        self._labels: dict[str, Words] = {}
        self._title = Words(theme, "title", "ink", max_lines=1)
        self._empty = Words(theme, "body", "ink_soft")
        self._check = Words(theme, "body", "ink_soft")
        self._similar = Words(theme, "body", "remind")
        self.save, self.remove = KeyedButton(theme, "primary"), KeyedButton(theme, "quiet")
        self._timer = QTimer(self, singleShot=True, interval=CHECK_AFTER_MS)
        self._showing = False
        self._build()
        self._timer.timeout.connect(lambda: self.state.write(self.form()))
        for field in self.fields.values():
            field.textChanged.connect(self._edited)
        for edit in self._edits.values():
            edit.textChanged.connect(self._edited)
        self.kind.currentIndexChanged.connect(self._edited)
        self.save.clicked.connect(lambda: self._write(save=True))
        self.remove.clicked.connect(lambda: self._write(remove=True))
        state.opened.connect(self.show_form)
        state.checked.connect(self.refresh)
        state.playbooks_changed.connect(self.refresh)
        self.retranslate()
        self.show_form()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._empty)
        self._body = QScrollArea()
        self._body.setWidgetResizable(True)
        self._body.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget()
        inner.setObjectName("content")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        widgets: list[tuple[str, QWidget]] = [
            ("id", self.fields["id"]), ("title", self.fields["title"]), ("kind", self.kind), ("text", self.text),
            ("rows", self.rows), *((name, self.fields[name]) for name in _LISTS), ("asked", self.asked),
            *((name, self.fields[name]) for name in ("source", "date", "expires"))]
        for row, (name, widget) in enumerate(widgets):
            self._labels[name] = Words(self.theme, "body", "ink_soft", max_lines=2)
            self._labels[name].setFixedWidth(self.theme.px(88))
            grid.addWidget(self._labels[name], row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, row, 1)
        self.text.setFixedHeight(self.theme.px(104))
        self.rows.setFixedHeight(self.theme.px(128))
        self.asked.setFixedHeight(self.theme.px(128))
        grid.setRowStretch(len(widgets), 1)
        self._body.setWidget(inner)
        column.addWidget(self._body, 1)
        column.addWidget(self._check)
        column.addWidget(self._similar)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.remove)
        foot.addStretch(1)
        foot.addWidget(self.save)
        column.addLayout(foot)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)

    def changeEvent(self, event: QEvent) -> None:
        """Every word again in another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Labels, hints and buttons."""
        self.setAccessibleName(self.tr("Entry"))
        names = {
            "id": self.tr("Id"), "title": self.tr("Title"), "kind": self.tr("Kind"), "text": self.tr("Text"),
            "rows": self.tr("Lines"),
            "intents": self.tr("Intents"), "products": self.tr("Products"), "keywords": self.tr("Words"),
            "asked": self.tr("Asked as"),
            "source": self.tr("Source"), "date": self.tr("As of"), "expires": self.tr("Holds until")}
        for name, words in names.items():
            self._labels[name].set_words(words)
            self._widget(name).setAccessibleName(words)
        hints = {
            "id": self.tr("small letters, digits and _"), "intents": self.tr("what the customer wants, separated by commas"),
            "products": self.tr("ids, separated by commas"),
            "keywords": self.tr("words that customers say, separated by commas"), "date": "2026-11-01",
            "expires": self.tr("empty: until it is replaced"), "source": self.tr("where this is written")}
        for name, words in hints.items():
            self.fields[name].setPlaceholderText(words)
        self.rows.setPlaceholderText(self.tr("One line each: label = value. At most six."))
        self.asked.setPlaceholderText(self.tr("How customers ask for it, one line each, every time in other words."))
        kinds = {"knowledge": self.tr("Knowledge"), "procedure": self.tr("Procedure"), "calculator": self.tr("Calculation")}
        showing, self._showing = self._showing, True
        for place, kind in enumerate(_KINDS):
            if self.kind.count() <= place:
                self.kind.addItem(kinds[kind], kind)
            self.kind.setItemText(place, kinds[kind])
        self._showing = showing
        self.save.show_words(self.tr("Put into the draft"))
        self.remove.show_words(self.tr("Take out"))
        self.refresh()

    def form(self) -> EntryForm:
        """What is written."""
        written: dict[str, Any] = {name: field.text().strip() for name, field in self.fields.items()}
        for name in _LISTS:
            parts = written[name].translate(_SEPARATORS).split(",")
            written[name] = tuple(part for one in parts if (part := one.strip()))
        rows = [line.partition("=") for line in self.rows.toPlainText().splitlines() if line.strip()]
        return EntryForm(kind=self.kind.currentData(), text=self.text.toPlainText().strip(),
                         rows=tuple((label.strip(), value.strip()) for label, _, value in rows),
                         asked=tuple(one for line in self.asked.toPlainText().splitlines() if (one := line.strip())), **written)

    def show_form(self) -> None:
        """The entry that was opened."""
        form, self._showing = self.state.form, True
        self._timer.stop()
        for name in ("id", "title", "source", "date", "expires"):
            self.fields[name].setText(getattr(form, name))
            self.fields[name].setCursorPosition(0)
        for name in _LISTS:
            self.fields[name].setText(", ".join(getattr(form, name)))
            self.fields[name].setCursorPosition(0)
        self.text.setPlainText(form.text)
        self.rows.setPlainText("\n".join(f"{label} = {value}" for label, value in form.rows))
        self.asked.setPlainText("\n".join(form.asked or ()))
        self.kind.setCurrentIndex(max(0, self.kind.findData(form.kind)))
        self._showing = False
        self.refresh()

    def refresh(self) -> None:
        """What the check says, and what can be done."""
        state = self.state
        open_now = bool(state.form.id) or state.is_new
        article = state.table == "article"
        self._title.set_words((self.tr("New article") if article else self.tr("New reply")) if state.is_new
                              else state.form.title or state.form.id or self.tr("No entry open"))
        self._empty.setVisible(not open_now or not state.can_edit)
        self._empty.set_words(self.tr("Choose an entry on the left, or write a new one.") if not open_now else
                              self.tr("Begin a draft on the right to change it."))
        self._body.setVisible(open_now)
        self._rest.setVisible(not open_now)
        for name in _ARTICLE_ONLY:
            self._labels[name].setVisible(article)
            self._widget(name).setVisible(article)
        for field in self.fields.values():
            field.setReadOnly(not state.can_edit)
        for edit in self._edits.values():
            edit.setReadOnly(not state.can_edit)
        self.fields["id"].setReadOnly(not (state.can_edit and state.is_new))
        self.kind.setEnabled(state.can_edit)
        self._show_check()
        self.save.setVisible(open_now and state.can_edit)
        self.remove.setVisible(open_now and state.can_edit and not state.is_new)
        self.save.setEnabled(not self._timer.isActive() and (state.check is None or not state.check.problem)
                             and bool(self.fields["id"].text().strip()))

    def _widget(self, name: str) -> QWidget:
        return self.kind if name == "kind" else self._edits.get(name) or self.fields[name]

    def _show_check(self) -> None:
        check = self.state.check
        words, colour = "", "ink_soft"
        if self._timer.isActive():
            words = self.tr("Checking…")
        elif check is not None and check.problem:
            words, colour = self.tr("Not yet: %1").replace("%1", mistake_words(check.problem)), "stop"
        elif check is not None:
            words, colour = (self.tr("In the draft.") if check.saved else self.tr("Nothing is wrong.")), "accent"
        self._check.set_words(words)
        self._check.set_colour(colour)
        self._check.setVisible(bool(words))
        similar = check.similar if check is not None else ()
        self._similar.setVisible(bool(similar))
        self._similar.set_words(self.tr("Nearly the same: %1").replace("%1", self.tr("; ").join(
            f"{one.title} ({round(100 * one.share)} %)" for one in similar)))

    def _edited(self) -> None:
        if not self._showing and self.state.can_edit:
            self._timer.start()
            self.refresh()

    def _write(self, *, save: bool = False, remove: bool = False) -> None:
        self._timer.stop()
        self.state.write(self.form(), save=save, remove=remove)
