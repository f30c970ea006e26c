"""The forms of an opened call: note, coaching note, label of a bookmark, transfer.  Next: `notes` shows one at a time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from ...supervised import Note
from ...theme import Theme
from ...watch_state import LABEL_CHARACTERS, NOTE_CHARACTERS, WatchState
from ..parts import ChoiceBox, KeyedButton, Words

_NOTES_SHOWN = 3


class OneLine(QLineEdit):
    """A line whose Escape goes back to the call."""

    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape; the rest as in every line."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class NoteForm(QFrame):
    """A line, up to three answers, and what the agent answered to the notes before."""

    def __init__(self, watch: WatchState, theme: Theme) -> None:
        super().__init__()
        self._watch = watch
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.text = OneLine()
        self.text.setMaxLength(NOTE_CHARACTERS)
        self.answers = [OneLine() for _ in range(3)]
        self.send = KeyedButton(theme, "primary", "send")
        self.count = Words(theme, "caption", "ink_faint", max_lines=1)
        self.why = Words(theme, "caption", "ink_soft")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.send)
        column.addLayout(row)
        keys = QHBoxLayout()
        keys.setSpacing(8)
        self._label = Words(theme, "caption", "ink_faint", max_lines=1)
        keys.addWidget(self._label)
        for line in self.answers:
            line.setMaxLength(16)
            keys.addWidget(line, 1)
        keys.addWidget(self.count)
        column.addLayout(keys)
        column.addWidget(self.why)
        self._sent = [Words(theme, "caption", "ink_soft", max_lines=2) for _ in range(_NOTES_SHOWN)]
        for words in self._sent:
            column.addWidget(words)
        self.text.textChanged.connect(self.refresh)
        self.text.returnPressed.connect(self._send)
        self.send.clicked.connect(self._send)
        watch.call.supervised.notes_changed.connect(self.refresh)
        watch.board.queues_changed.connect(self.refresh)
        watch.mode_changed.connect(self.refresh)

    def retranslate(self) -> None:
        """Names and hints."""
        self.text.setPlaceholderText(self.tr("One line for the agent's screen"))
        self.text.setAccessibleName(self.tr("Note to the agent"))
        self.send.show_words(self.tr("Send"), self.tr("Show it on the agent's screen"), "Return")
        self._label.set_words(self.tr("Answers by one key"))
        for number, line in enumerate(self.answers, 1):
            line.setAccessibleName(self.tr("Answer %1").replace("%1", str(number)))
        self.refresh()

    def _send(self) -> None:
        if self._watch.note(self.text.text(), [line.text() for line in self.answers]):
            self.text.clear()

    def refresh(self) -> None:
        """What may be sent, and what was answered."""
        house = self._watch.board.queues.answers
        for number, line in enumerate(self.answers):
            line.setPlaceholderText(house[number] if number < len(house) else self.tr("none"))
        why = self._watch.why_not("note")
        self.send.setEnabled(bool(self.text.text().strip()) and not why)
        self.text.setEnabled(not why)
        self.count.set_words(f"{len(self.text.text())} / {NOTE_CHARACTERS}")
        self.count.setVisible(len(self.text.text()) > NOTE_CHARACTERS // 2)
        notes = list(self._watch.call.supervised.notes.values())[-_NOTES_SHOWN:][::-1]
        for at, words in enumerate(self._sent):
            words.setVisible(at < len(notes))
            if at < len(notes):
                words.set_words(self._note_words(notes[at]))

    def _note_words(self, note: Note) -> str:
        if note.answer is None:
            became = self.tr("not answered yet")
        else:
            became = self.tr("answered “%1”").replace("%1", note.answer) if note.answer else self.tr("read")
        return self.tr("%1: “%2”, %3").replace("%1", note.shown.by or "–").replace("%2", note.shown.text).replace("%3", became)


class CoachForm(QFrame):
    """A note that the agent sees after the call."""

    def __init__(self, watch: WatchState, theme: Theme) -> None:
        super().__init__()
        self._watch = watch
        self.text = OneLine()
        self.text.setMaxLength(500)
        self.moment = KeyedButton(theme, "plain", "clock")
        self.moment.setCheckable(True)
        self.moment.setChecked(True)
        self.save = KeyedButton(theme, "primary", "check")
        self._about_ms = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.text, self.moment, self.save):
            row.addWidget(part, 1 if part is self.text else 0)
        self.text.textEdited.connect(self._begun)
        self.text.returnPressed.connect(self._save)
        self.save.clicked.connect(self._save)
        watch.mode_changed.connect(self.refresh)

    def retranslate(self) -> None:
        """Names and hints."""
        self.text.setPlaceholderText(self.tr("What was good, what to do next time; the agent reads it after the call"))
        self.text.setAccessibleName(self.tr("Coaching note"))
        self.moment.show_words(self.tr("About this moment"), self.tr("Keep the moment at which you began to write"))
        self.save.show_words(self.tr("Keep"), self.tr("Keep the coaching note"), "Return")
        self.refresh()

    def _begun(self, words: str) -> None:
        # the moment is the one that made the supervisor write, not the one at which the sentence is finished
        if len(words) == 1:
            self._about_ms = self._watch.call.time_ms
        self.refresh()

    def _save(self) -> None:
        if self._watch.coach(self.text.text(), self._about_ms if self.moment.isChecked() else -1):
            self.text.clear()
            self.refresh()

    def refresh(self) -> None:
        """What may be kept."""
        why = self._watch.why_not("coach")
        self.text.setEnabled(not why)
        self.save.setEnabled(not why and bool(self.text.text().strip()))


class LabelForm(QFrame):
    """What the moment shows that was bookmarked just now; the bookmark is kept already."""

    done = Signal()

    def __init__(self, watch: WatchState, theme: Theme) -> None:
        super().__init__()
        self._watch = watch
        self._bookmark = ""
        self.text = OneLine()
        self.text.setMaxLength(LABEL_CHARACTERS)
        self.save = KeyedButton(theme, "primary", "check")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.save)
        self.text.textChanged.connect(self.refresh)
        self.text.returnPressed.connect(self._save)
        self.save.clicked.connect(self._save)

    def ask(self, bookmark: str) -> None:
        """Ask for the label of this bookmark."""
        self._bookmark = bookmark
        self.text.clear()

    def retranslate(self) -> None:
        """Names and hints."""
        self.text.setPlaceholderText(self.tr("Bookmarked. What does this moment show? (may stay empty)"))
        self.text.setAccessibleName(self.tr("Label of the bookmark"))
        self.save.show_words(self.tr("Keep the label"), key="Return")
        self.refresh()

    def _save(self) -> None:
        # nothing to say about it is an answer too
        self._watch.label(self._bookmark, self.text.text())
        self.done.emit()

    def refresh(self) -> None:
        """What may be kept."""
        self.save.setEnabled(bool(self.text.text().strip()))


class TransferForm(QFrame):
    """Whom the call may be handed to; the summary goes with it."""

    def __init__(self, watch: WatchState, theme: Theme) -> None:
        super().__init__()
        self._watch = watch
        self.queue = ChoiceBox(theme)
        self.text = OneLine()
        self.text.setMaxLength(NOTE_CHARACTERS)
        self.ask = KeyedButton(theme, "primary", "transfer")
        self.hint = Words(theme, "caption", "ink_faint")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.queue)
        row.addWidget(self.text, 1)
        row.addWidget(self.ask)
        outer.addLayout(row)
        outer.addWidget(self.hint)
        self.ask.clicked.connect(self._ask)
        self.text.returnPressed.connect(self._ask)
        watch.board.queues_changed.connect(self.refresh)
        watch.mode_changed.connect(self.refresh)

    def retranslate(self) -> None:
        """Names and hints."""
        self.queue.setAccessibleName(self.tr("Expert queue"))
        self.text.setPlaceholderText(self.tr("A word for the expert; the summary goes with it"))
        self.text.setAccessibleName(self.text.placeholderText())
        self.ask.show_words(self.tr("Ask"), self.tr("Ask this queue to take the call"))
        self.refresh()

    def _ask(self) -> None:
        if self.queue.currentData():
            self._watch.transfer("ask", self.queue.currentData(), self.text.text().strip())
            self.text.clear()

    def refresh(self) -> None:
        """The queues of the house."""
        queues = self._watch.board.queues.queues
        wanted = [(entry.id, self.tr("%1 (answers within %2 s)").replace("%1", entry.title).replace("%2", str(entry.target_s)))
                  for entry in queues]
        if [(self.queue.itemData(at), self.queue.itemText(at)) for at in range(self.queue.count())] != wanted:
            self.queue.clear()
            for name, title in wanted:
                self.queue.addItem(title, name)
        self.ask.setEnabled(bool(queues) and not self._watch.over)
        self.hint.set_words(self.tr("The telephone system moves the line; Seatmate moves the knowledge.") if queues else
                            self.tr("The house has no expert queues yet; ask the administrator."))
