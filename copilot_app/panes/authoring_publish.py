"""What becomes of a draft: what it changes, preview against past calls, propose, publish by a second person, roll back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from protocol.authoring import PlaybookState, VersionState

from ..authoring_state import AuthoringState
from ..theme import Theme
from .parts import KeyedButton, Words

_Button = tuple[str, str, Callable[[], object]]
"""Words, kind, what it does."""
_SHOWN = 8
"""Changes and preview lines that are listed; the rest is counted."""


class PublishPane(QFrame):
    """The right column of the author's window."""

    def __init__(self, state: AuthoringState, theme: Theme) -> None:
        super().__init__()
        self.state = state
        self.theme = theme
        self.setProperty("pane", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 8, 16)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("content")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        scroll.setWidget(inner)
        outer.addWidget(scroll)
        self._version, self._note = QLineEdit(), QLineEdit()
        self._dynamic: list[QWidget] = []
        self._heads = {name: Words(theme, "strong", "ink") for name in ("draft", "preview", "proposals", "versions")}
        self._stands, self._changes, self._effect = (Words(theme, "body", "ink_soft") for _ in range(3))
        self._problem = Words(theme, "body", "stop")
        self._begin, self._drop = KeyedButton(theme, "primary"), KeyedButton(theme, "quiet")
        self._preview, self._propose = KeyedButton(theme, "plain"), KeyedButton(theme, "primary")
        self._lists = {name: QVBoxLayout() for name in ("preview", "proposals", "versions")}
        self._build()
        self._begin.clicked.connect(lambda: self.state.act("begin"))
        self._drop.clicked.connect(lambda: self.state.act("drop"))
        self._preview.clicked.connect(self.state.ask_preview)
        self._propose.clicked.connect(lambda: self.state.act("propose", version=self._version.text().strip(),
                                                             note=self._note.text().strip()))
        self._version.textChanged.connect(lambda words: self._propose.setEnabled(bool(words.strip())))
        state.playbooks_changed.connect(self.refresh)
        state.previewed.connect(self.refresh)
        self.retranslate()

    def _build(self) -> None:
        column = self._column
        column.addWidget(self._heads["draft"])
        for part in (self._stands, self._problem, self._changes):
            column.addWidget(part)
        row = QHBoxLayout()
        for button in (self._begin, self._drop):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(8)
        column.addWidget(self._heads["preview"])
        column.addWidget(self._effect)
        column.addLayout(self._lists["preview"])
        column.addWidget(self._preview, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        column.addWidget(self._heads["proposals"])
        column.addLayout(self._lists["proposals"])
        for field in (self._version, self._note):
            column.addWidget(field)
        column.addWidget(self._propose, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        column.addWidget(self._heads["versions"])
        column.addLayout(self._lists["versions"])
        column.addStretch(1)

    def changeEvent(self, event: QEvent) -> None:
        """Every word again in another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Headings, buttons, hints."""
        self.setAccessibleName(self.tr("Draft and versions"))
        for name, words in {"draft": self.tr("Draft"), "preview": self.tr("Preview"), "proposals": self.tr("Two people"),
                            "versions": self.tr("Versions")}.items():
            self._heads[name].set_words(words)
        self._begin.show_words(self.tr("Begin a draft"))
        self._drop.show_words(self.tr("Throw away"))
        self._preview.show_words(self.tr("Try on past calls"))
        self._propose.show_words(self.tr("Propose"))
        hints = {self._version: self.tr("Name of the version, such as 2026.12"), self._note: self.tr("What it changes")}
        for field, words in hints.items():
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
        self.refresh()

    def refresh(self) -> None:
        """How the playbook stands."""
        book = self.state.playbook
        for widget in self._dynamic:
            widget.hide()
            widget.deleteLater()
        self._dynamic.clear()
        shown = book or PlaybookState(id="")
        sources = {"published": self.tr("published by two people"), "sample": self.tr("sample that ships, signed by nobody"),
                   "draft": self.tr("never published")}
        self._stands.set_words(self.tr("In force: %1, %2.").replace("%1", shown.version or "–").replace(
            "%2", sources.get(shown.source, shown.source)))
        self._problem.set_words(shown.problem)
        self._problem.setVisible(bool(shown.problem))
        self._show_draft(shown)
        self._show_preview(shown)
        for proposal in shown.proposals:
            self._list("proposals", self._proposal_row(proposal))
        self._heads["proposals"].setVisible(bool(shown.draft or shown.proposals))
        self._heads["versions"].setVisible(bool(shown.versions))
        for version in shown.versions:
            self._list("versions", self._version_row(version))

    def _show_draft(self, shown: PlaybookState) -> None:
        how = {"added": self.tr("new"), "changed": self.tr("changed"), "removed": self.tr("taken out")}
        tables = {"article": self.tr("article"), "reply": self.tr("reply"), "product": self.tr("product"),
                  "rule": self.tr("rule"), "intent": self.tr("intent"), "item": self.tr("checklist"),
                  "everyday": self.tr("everyday words")}
        lines = []
        for kind, _, entry in (one.partition(" ") for one in shown.changed[:_SHOWN]):
            table, _, name = entry.partition(" ")
            words = self.tr("%1: %2 %3").replace("%1", how.get(kind, kind)).replace("%2", tables.get(table, table))
            lines.append(words.replace("%3", name))
        if len(shown.changed) > _SHOWN:
            lines.append(self.tr("and %n more", "", len(shown.changed) - _SHOWN))
        self._changes.set_words(self.tr("; ").join(lines) if lines else self.tr("The draft changes nothing yet."))
        self._changes.setVisible(bool(shown.draft))
        self._begin.setVisible(not shown.draft and self.state.may_write)
        self._drop.setVisible(bool(shown.draft))
        for widget in (self._version, self._note, self._propose):
            widget.setVisible(bool(shown.draft))
        self._propose.setEnabled(bool(self._version.text().strip()))

    def _show_preview(self, shown: PlaybookState) -> None:
        result = self.state.preview
        for part in (self._heads["preview"], self._preview):
            part.setVisible(bool(shown.draft))
        self._effect.setVisible(bool(shown.draft) and result is not None)
        if result is None or not shown.draft:
            return
        words = self.tr("Past calls: %1, lines of customers: %2. Answered before: %3, with the draft: %4. Changed: %5.")
        counts = (result.calls, result.lines, result.answered_before, result.answered_after, result.changed)
        for place, value in enumerate(counts, 1):
            words = words.replace(f"%{place}", str(value))
        self._effect.set_words(words)
        nothing = self.tr("nothing")
        for line in result.examples[:_SHOWN]:
            answers = f"{', '.join(line.before) or nothing} → {', '.join(line.after) or nothing}"
            self._list("preview", self._row([f"“{line.text}”", answers], []))

    def _proposal_row(self, proposal: VersionState) -> QWidget:
        words = self.tr("%1, proposed by %2").replace("%1", proposal.version).replace("%2", proposal.proposed_by)
        own = proposal.proposed_by == self.state.person
        buttons: list[_Button] = []
        if own or self.state.may_publish:
            buttons.append((self.tr("Reject"), "quiet", lambda: self.state.act("reject", proposal=proposal.proposal)))
        if self.state.may_publish and not own:
            buttons.append((self.tr("Publish"), "primary", lambda: self.state.act("publish", proposal=proposal.proposal)))
        return self._row([words, proposal.note, self.tr("Waits for a second person.") if own else ""], buttons)

    def _version_row(self, version: VersionState) -> QWidget:
        words = self.tr("%1, by %2 and %3").replace("%1", version.version).replace("%2", version.proposed_by).replace(
            "%3", version.approved_by)
        at = _when(version.at)
        text = [words, at, version.note, self.tr("in force") if version.in_force else ""]
        can = self.state.may_publish and not version.in_force
        return self._row(text, [(self.tr("Roll back to this"), "plain",
                                 lambda: self.state.act("rollback", version=version.version))] if can else [])

    def _row(self, lines: list[str], buttons: list[_Button]) -> QWidget:
        frame = QFrame()
        frame.setProperty("tone", "quiet")
        frame.setProperty("pane", "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        for line in filter(None, lines):
            column.addWidget(self._words(line))
        row = QHBoxLayout()
        row.addStretch(1)
        for words, kind, act in buttons:
            button = KeyedButton(self.theme, kind)
            button.show_words(words)
            button.clicked.connect(act)
            row.addWidget(button)
        if buttons:
            column.addLayout(row)
        return frame

    def _words(self, text: str) -> Words:
        words = Words(self.theme, "body", "ink_soft")
        words.set_words(text)
        return words

    def _list(self, name: str, widget: QWidget) -> None:
        self._lists[name].addWidget(widget)
        self._dynamic.append(widget)


def _when(at: str) -> str:
    """Day and time as the language writes them."""
    from PySide6.QtCore import QDateTime

    moment = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs)
    return QLocale().toString(moment.toLocalTime(), QLocale.FormatType.ShortFormat) if moment.isValid() else ""
