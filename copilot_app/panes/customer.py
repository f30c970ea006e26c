"""The customer and fact pane: what the record says, from where and when, earlier contacts, promises of this call.

What no system answered for is not shown: the pane says who could not be asked, and which values were left out.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from protocol.call import CustomerRecord, FindCustomer

from ..call_state import CallState
from ..i18n.codes import notice_words
from ..notices import Notice
from ..shortcuts import KEYS, title
from ..theme import Theme
from .pane import Mode, Pane
from .parts import IconButton, KeyedButton, Picture, Words
from .parts.clearing import clear
from .parts.customer_facts import FactGrid, MatchList, TimeLine, verified_words

_LONGEST = 64
_PHONE_DIGITS = 7


class CustomerPane(Pane):
    """Out of sight in the narrow window until the agent asks for it: by its key, or by the name on the strip."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme)
        self._folded = False
        self._compact = False
        self._told: CustomerRecord | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(8)
        column.addLayout(self._head())
        self._inner = QWidget()
        inner = QVBoxLayout(self._inner)
        inner.setContentsMargins(0, 0, 0, 4)
        inner.setSpacing(8)
        self._trouble = QWidget()
        trouble = QHBoxLayout(self._trouble)
        trouble.setContentsMargins(0, 0, 0, 0)
        trouble.setSpacing(8)
        self._said = Words(theme, "body", "ink")
        trouble.addWidget(Picture(theme, "remind", "remind", 16, "body"), 0, Qt.AlignmentFlag.AlignTop)
        trouble.addWidget(self._said, 1)
        self._matches = MatchList(theme)
        self._facts = FactGrid(theme)
        self._dated = Words(theme, "caption", "ink_faint", max_lines=1)
        self._faulty = Words(theme, "caption", "remind")
        self._contacts = TimeLine(theme)
        self._promises = QVBoxLayout()
        self._promises.setSpacing(4)
        self._empty = Words(theme, "body", "ink_faint")
        for part in (self._trouble, self._matches, self._facts, self._dated, self._faulty, self._contacts):
            inner.addWidget(part)
        inner.addLayout(self._promises)
        inner.addWidget(self._empty)
        inner.addWidget(self._search())
        column.addWidget(self._inner)
        column.addStretch(1)
        self._fold.clicked.connect(self.toggle)
        self._matches.chosen.connect(self._choose)
        state.customer_changed.connect(self.refresh)
        state.phase_changed.connect(self._show_search)
        self.retranslate()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        self._name = Words(self.theme, "strong", "ink", max_lines=1)
        self._fold = IconButton(self.theme, "unfold")
        head.addWidget(Picture(self.theme, "person", "ink_soft", 16))
        head.addWidget(self._name, 1)
        head.addWidget(self._fold)
        return head

    def _search(self) -> QWidget:
        self._finder = QWidget()
        row = QHBoxLayout(self._finder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._field = QLineEdit()
        self._field.setMaxLength(_LONGEST)
        self._field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._find = KeyedButton(self.theme, "plain")
        self._find.setEnabled(False)
        row.addWidget(self._field, 1)
        row.addWidget(self._find)
        self._field.returnPressed.connect(self._look)
        self._find.clicked.connect(self._look)
        self._field.textChanged.connect(lambda words: self._find.setEnabled(bool(words.strip())))
        return self._finder

    def arrange(self, mode: Mode) -> None:
        """Start folded in the narrow window, open in the wide one."""
        self._compact = self._folded = mode == "narrow"
        self._show_fold()

    def toggle(self) -> None:
        """Fold or unfold."""
        self._folded = not self._folded
        self._show_fold()

    def _show_fold(self) -> None:
        self._inner.setVisible(not self._folded)
        # The strip names the customer already: folded in the narrow window the pane takes no room.
        self.setHidden(self._folded and self._compact)
        self._fold.show_icon("fold" if self._folded else "unfold", "ink_soft")

    def retranslate(self) -> None:
        """Every word is made anew."""
        self._fold.show_words(title("customer"), KEYS["customer"])
        self._empty.set_words(self.tr("The record of the customer appears here when the call is matched to one."))
        self._field.setPlaceholderText(self.tr("Phone or customer number"))
        self._field.setAccessibleName(self.tr("Find the customer by phone number or id"))
        self._find.show_words(self.tr("Find"), self.tr("Find the customer by phone number or id"))
        self.refresh()

    def refresh(self) -> None:
        """Show the record, what is wrong with it, and the promises."""
        record = self.state.customer
        known = record is not None and bool(record.name or record.fields)
        self._name.set_words(record.name if record is not None and record.name else self.tr("Customer"))
        self.setAccessibleName(self._name.text())
        if record is not None and record is not self._told and record.status in ("choose", "unavailable"):
            # The agent has to act, or must not wait for what will not come.
            self._folded = False
        self._told = record
        self._show_trouble(record)
        self._matches.show_matches(record.matches if record is not None else ())
        fields = tuple(field for field in record.fields if field.source) if record is not None else ()
        dates = [field.verified for field in fields if field.verified]
        common = max(dates, key=lambda day: (dates.count(day), day)) if dates else ""
        self._facts.show_fields(fields, common)
        self._dated.set_words(verified_words(common))
        self._dated.setVisible(bool(common))
        left_out = record.faulty if record is not None else ()
        self._faulty.set_words(self.tr("Left out, because what the system says of it can not be right: %1").replace(
            "%1", self.tr(", ").join(left_out)) if left_out else "")
        self._faulty.setVisible(bool(left_out))
        self._contacts.show_contacts(record.contacts if record is not None else ())
        self._show_promises()
        self._empty.setVisible(record is None and not known and not self.state.promises)
        self._show_search()
        self._show_fold()

    def _show_trouble(self, record: CustomerRecord | None) -> None:
        words = ""
        if record is not None and record.problem:
            reason = notice_words(Notice(record.problem))
            whole = self.tr("Customer record not available: %1") if record.status == "unavailable" else self.tr(
                "Not every system answered: %1")
            words = whole.replace("%1", reason)
        elif record is not None and record.status == "unavailable":
            words = self.tr("Customer record not available.")
        elif record is not None and record.status == "choose":
            words = self.tr("Several customers have the number %1. Ask who is calling, then choose.").replace(
                "%1", record.phone or self.tr("of this call"))
        elif record is not None and record.status == "none":
            words = self.tr("No customer has the number %1.").replace("%1", record.phone) if record.phone else self.tr(
                "No such customer was found.")
        self._said.set_words(words)
        self._trouble.setVisible(bool(words))

    def _show_promises(self) -> None:
        clear(self._promises)
        for promise in self.state.promises:
            who = self.tr("You promised: %1") if promise.by == "agent" else self.tr("Customer will: %1")
            words = who.replace("%1", promise.text)
            if promise.due:
                words = self.tr("%1 (by %2)").replace("%1", words).replace("%2", promise.due)
            self._promises.addWidget(self._promise(words))

    def _promise(self, words: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        text = Words(self.theme, "body", "ink")
        text.set_words(words)
        row.addWidget(Picture(self.theme, "promise", "accent", 16, "body"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        return box

    def _show_search(self) -> None:
        self._finder.setVisible(self.state.phase == "live")

    def _choose(self, customer_id: str) -> None:
        self.state.intent.emit(FindCustomer(call=self.state.call, customer_id=customer_id))

    def _look(self) -> None:
        given = self._field.text().strip()
        if not given:
            return
        digits = sum(letter.isdigit() for letter in given)
        is_phone = digits >= _PHONE_DIGITS and not any(letter.isalpha() for letter in given)
        self.state.intent.emit(FindCustomer(call=self.state.call, phone=given if is_phone else "",
                                            customer_id="" if is_phone else given))
        self._field.clear()
