"""The reply: one suggestion, the customer's words it answers above it, its sources and checked figures below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..call_state import CallState
from ..i18n.codes import origin_words
from ..lists import SuggestionRow
from ..shortcuts import KEYS, title
from ..theme import Theme
from .pane import Mode, Pane
from .parts import Chip, FlowLayout, IconButton, KeyedButton, Picture, Span, Words

_JOINER = "\u2060"
"""Forbids a line break between two characters and is not seen."""
_SHORT = 16
"""A longer figure may be broken, so that it always fits."""


class ReplyPane(Pane):
    """Keeps its place, with a quiet line, while there is nothing to suggest."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme)
        self._compact = False
        self._answers = Words(theme, "body", "ink_faint", max_lines=2)
        self._answers_short = Words(theme, "body", "ink_faint", max_lines=1)
        self._text = Words(theme, "reply", "ink")
        self._facts = Words(theme, "caption", "accent")
        self._sources = Words(theme, "caption", "ink_faint", max_lines=2)
        self._empty = Words(theme, "body", "ink_faint")
        self._used = Chip(theme, "check")
        self._position = Chip(theme)
        self._engine = Chip(theme, "book")
        self._accept = KeyedButton(theme, "primary", "check")
        self._copy = KeyedButton(theme, "plain", "copy")
        self._previous = IconButton(theme, "previous", "ink_soft")
        self._next = KeyedButton(theme, "quiet", "next")
        self._dismiss = IconButton(theme, "close")
        self._unmute = KeyedButton(theme, "plain")
        self._build()
        self._accept.clicked.connect(self.accept)
        self._copy.clicked.connect(self.copy)
        self._previous.clicked.connect(state.agent.previous_alternative)
        self._next.clicked.connect(state.agent.next_alternative)
        self._dismiss.clicked.connect(state.agent.dismiss_suggestion)
        self._unmute.clicked.connect(state.toggle_assist)
        self._text.shown.connect(lambda item: self.painted.emit("suggestion", item))
        rows = state.suggestions
        for changed in (rows.rowsInserted, rows.rowsRemoved, rows.dataChanged, rows.modelReset):
            changed.connect(self.refresh)
        state.assist_muted_changed.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.retranslate()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 8)
        column.setSpacing(4)
        head, self._title = self.heading("reply")
        head.addWidget(self._answers_short, 1)
        head.addWidget(self._used)
        head.addWidget(self._position)
        head.addWidget(self._dismiss)
        column.addLayout(head)
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(6)
        inner.addWidget(self._answers)
        inner.addWidget(self._text)
        self._facts_row = self._with_icon("shield", "accent", self._facts)
        self._sources_row = self._with_icon("book", "ink_faint", self._sources)
        self._notes = QWidget()
        notes = FlowLayout(self._notes, gap=16, row_gap=2)
        notes.addWidget(self._facts_row)
        notes.addWidget(self._sources_row)
        notes.addWidget(self._engine)
        inner.addWidget(self._notes)
        inner.addWidget(self._empty)
        self._foot = QWidget()
        foot = FlowLayout(self._foot, gap=8, row_gap=8)
        for button in (self._accept, self._copy, self._next, self._previous):
            foot.addWidget(button)
        inner.addSpacing(2)
        inner.addWidget(self._foot)
        inner.addWidget(self._unmute, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(inner)

    def _with_icon(self, icon: str, colour: str, words: Words) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Picture(self.theme, icon, colour, 14, "caption"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return box

    def arrange(self, mode: Mode) -> None:
        """The narrow window spares the title."""
        self._compact = mode == "narrow"
        self._sources.set_max_lines(1 if self._compact else 2)
        self.refresh()

    def retranslate(self) -> None:
        """Title and buttons."""
        self._title.set_words(self.tr("Suggested reply"))
        self._accept.show_words(self.tr("Use"), title("accept"), KEYS["accept"])
        self._copy.show_words(self.tr("Copy"), title("copy"), KEYS["copy"])
        self._next.show_words(self.tr("Another"), title("next"), KEYS["next"])
        self._previous.show_words(title("previous"), KEYS["previous"])
        self._dismiss.show_words(title("dismiss"), KEYS["dismiss"])
        self._unmute.show_words(self.tr("Show the prompts again"), key=KEYS["mute"])
        self.refresh()

    def refresh(self) -> None:
        """Show the newest suggestion that still holds."""
        muted = self.state.assist_muted
        row = None if muted else self.state.suggestions.first()
        self._title.setVisible(True)
        for part in (self._answers, self._answers_short, self._text, self._notes, self._foot, self._dismiss,
                     self._position, self._used):
            part.setVisible(row is not None)
        self._empty.setVisible(row is None)
        self._unmute.setVisible(muted)
        if row is not None:
            self._show(row)
            return
        self._empty.set_words(self.tr("Prompts are muted. Compliance and the checklist go on.") if muted else
                              self._why_empty())
        self.setAccessibleName(f"{self._title.text()}: {self._empty.text()}")

    def _why_empty(self) -> str:
        """Why nothing stands here: the last suggestion was taken back, or there was none yet."""
        reasons = {
            "said": self.tr("Taken back: you have said it."),
            "topic": self.tr("Taken back: the talk has moved on."),
            "replaced": self.tr("Taken back: something else fits better."),
            "expired": self.tr("Taken back: its moment has passed."),
        }
        return reasons.get(self.state.withdrawn,
                           self.tr("When the customer asks something, the words to answer stand here."))

    def _show_engine(self, row: SuggestionRow) -> None:
        """Who worded it, where that is a question: without a language model every reply is an approved one."""
        self._engine.setVisible(row.engine != "playbook")
        if row.writing:
            self._engine.show_state(self.tr("Being written; what stands here is checked"), "plain", "words")
        elif row.drafted:
            tip = self.tr("Every figure and name comes from the record, the product table, a calculation or the customer (%1)")
            self._engine.show_state(self.tr("Worded by the language model, checked"), "plain", "chip",
                                    tip.replace("%1", row.engine))
        else:
            self._engine.show_state(self.tr("Approved reply"), "plain", "check")

    def _show(self, row: SuggestionRow) -> None:
        answers = self.tr("“%1”").replace("%1", row.answers) if row.answers else ""
        # The narrow window spares the title: the words answered stand in its place.
        short = self._compact and bool(answers)
        self._title.setHidden(short)
        self._answers_short.setVisible(short)
        self._answers_short.set_words(answers)
        self._answers.setVisible(bool(answers) and not short)
        self._answers.set_words(answers)
        text, spans = self._verified(row)
        self._text.set_words(text, spans, key=row.id)
        figures = self._figures(row)
        self._facts.set_words(self.tr("Verified: %1").replace("%1", figures))
        self._facts_row.setVisible(bool(figures))
        self._sources.set_words(self.tr("; ").join(row.text_sources))
        self._sources_row.setVisible(bool(row.text_sources))
        self._show_engine(row)
        self._notes.setVisible(bool(figures or row.text_sources) or row.engine != "playbook")
        several = len(row.texts) > 1
        self._position.setVisible(several)
        self._position.show_state(f"{row.chosen + 1}/{len(row.texts)}", "plain")
        self._next.setVisible(several)
        self._previous.setVisible(len(row.texts) > 2)
        self._used.setVisible(row.accepted)
        self._used.show_state(self.tr("Used"), "accent")
        self._accept.setEnabled(not row.accepted and not row.writing)
        self._copy.setEnabled(not row.writing)
        self.setAccessibleName(f"{self._title.text()}: {row.text}")

    def _verified(self, row: SuggestionRow) -> tuple[str, tuple[Span, ...]]:
        """The text and its marked figures; a figure is kept on one line."""
        tokens = self.theme.tokens
        text, spans, taken = row.text, [], 0
        for value in sorted({fact.value for fact in row.facts if fact.value}, key=row.text.find):
            at = text.find(value, taken)
            if at >= 0:
                whole = _JOINER.join(value.replace(" ", "\u00a0")) if len(value) <= _SHORT else value
                text = text[:at] + whole + text[at + len(value):]
                taken = at + len(whole)
                spans.append(Span(at, taken, ink=tokens.accent, ground=tokens.accent_soft))
        return (text + "\u00a0…" if row.writing else text), tuple(spans)

    def _figures(self, row: SuggestionRow) -> str:
        facts = [fact for fact in row.facts if fact.value in row.text]
        # "1%" says nothing more beside "1% of what is left".
        parts = {fact for fact in facts for other in facts
                 if fact.value != other.value and fact.value in other.value and fact.origin == other.origin}
        shown = [self.tr("%1 (%2)").replace("%1", fact.value).replace("%2", origin_words(fact.origin))
                 for fact in facts if fact not in parts]
        return self.tr("; ").join(dict.fromkeys(shown))

    def accept(self) -> None:
        """Use the suggestion on the screen: it goes to the clipboard and counts as said."""
        row = self.state.suggestions.first()
        if row is not None and not row.writing and not self.state.assist_muted:
            QGuiApplication.clipboard().setText(row.text)
            self.state.agent.accept_suggestion()

    def copy(self) -> None:
        """Copy the suggestion on the screen."""
        row = self.state.suggestions.first()
        if row is not None and not row.writing and not self.state.assist_muted:
            QGuiApplication.clipboard().setText(row.text)
            self.state.agent.copied_suggestion()
