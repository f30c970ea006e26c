"""The parts of the customer pane: facts in groups with their source on hover, the time line, the choice among several.

In: what `call_state` holds.  Out: widgets; a choice is emitted.  Next: `customer`.
"""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from protocol.call import CustomerField, CustomerMatch, EarlierContact

from ...i18n.customer_table import CHANNELS, GROUPS, OUTCOMES, SOURCES, TOPICS, words_of
from ...theme import Theme
from .buttons import KeyedButton
from .clearing import clear
from .words import Words

SHOWN_CONTACTS = 5


def verified_words(when: str) -> str:
    """How fresh a field is."""
    if not when:
        return ""
    if when == "now" or when == date.today().isoformat():
        return QCoreApplication.translate("CustomerPane", "verified today")
    return QCoreApplication.translate("CustomerPane", "record of %1").replace("%1", when)


class FactGrid(QWidget):
    """Label and value, a line each, under the name of their group; source and date on hover."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def show_fields(self, fields: tuple[CustomerField, ...], common: str) -> None:
        """Show these; a date that differs from the `common` one stands behind its value."""
        clear(self._grid)
        order = [*GROUPS, ""]
        row = 0
        for group in sorted({field.group for field in fields}, key=lambda name: order.index(name) if name in order else 99):
            if group:
                head = Words(self._theme, "caption", "ink_faint", max_lines=1)
                head.set_words(words_of(GROUPS, group))
                self._grid.addWidget(head, row, 0, 1, 3)
                row += 1
            for field in (one for one in fields if one.group == group):
                self._add(row, field, common)
                row += 1
        self.setVisible(bool(fields))

    def _add(self, row: int, field: CustomerField, common: str) -> None:
        label = Words(self._theme, "body", "ink_soft")
        label.set_words(field.label)
        value = Words(self._theme, "body", "ink")
        value.set_words(field.value)
        tip = " · ".join(part for part in (words_of(SOURCES, field.source), verified_words(field.verified)) if part)
        label.set_tip(tip)
        value.set_tip(tip)
        value.setAccessibleName(f"{field.label}: {field.value}")
        value.setAccessibleDescription(tip)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        if field.verified and field.verified != common:
            dated = Words(self._theme, "caption", "ink_faint", max_lines=1)
            dated.set_words(verified_words(field.verified))
            self._grid.addWidget(dated, row, 2, Qt.AlignmentFlag.AlignTop)


class TimeLine(QWidget):
    """The latest contacts: when, over which channel, what about, how it ended."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(4)
        self._rows.setColumnStretch(1, 1)

    def show_contacts(self, contacts: tuple[EarlierContact, ...]) -> None:
        """Show the newest of these."""
        clear(self._rows)
        if contacts:
            head = Words(self._theme, "caption", "ink_faint", max_lines=1)
            head.set_words(QCoreApplication.translate("CustomerPane", "Earlier contacts"))
            self._rows.addWidget(head, 0, 0, 1, 2)
        for at, contact in enumerate(contacts[:SHOWN_CONTACTS], 1):
            when = Words(self._theme, "body", "ink_soft", max_lines=1)
            when.set_words(short_day(contact.at))
            what = Words(self._theme, "body", "ink", max_lines=2)
            what.set_words(contact_words(contact))
            what.set_tip(" · ".join((contact.at.replace("T", " ")[:16], words_of(SOURCES, contact.source))))
            self._rows.addWidget(when, at, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(what, at, 1)
        self.setVisible(bool(contacts))


class MatchList(QWidget):
    """Several customers share the number: one button each."""

    chosen = Signal(str)
    """Customer id."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)

    def show_matches(self, matches: tuple[CustomerMatch, ...]) -> None:
        """Show these."""
        clear(self._rows)
        for match in matches:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            name = Words(self._theme, "body", "ink", max_lines=1)
            name.set_words(" · ".join(part for part in (match.name, match.hint) if part))
            button = KeyedButton(self._theme, "plain")
            button.show_words(QCoreApplication.translate("CustomerPane", "This one"),
                              QCoreApplication.translate("CustomerPane", "Take %1 as the customer").replace("%1", match.name))
            button.clicked.connect(lambda _=False, customer=match.customer_id: self.chosen.emit(customer))
            row.addWidget(name, 1)
            row.addWidget(button)
            self._rows.addWidget(line)
        self.setVisible(bool(matches))


def short_day(at: str) -> str:
    """The day of a contact by this machine's clock, without the year if it is this one's."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at[:10]
    day = moment.astimezone().date() if moment.tzinfo else moment.date()
    return day.isoformat()[5:] if day.year == date.today().year else day.isoformat()


def contact_words(contact: EarlierContact) -> str:
    """Channel, what it was about, how it ended."""
    comma = QCoreApplication.translate("CustomerPane", ", ")
    about = contact.summary or comma.join(words_of(TOPICS, topic) for topic in contact.topics)
    if contact.summary and contact.topics:
        about = f"{comma.join(words_of(TOPICS, topic) for topic in contact.topics)}: {contact.summary}"
    parts = [words_of(CHANNELS, contact.channel), about]
    if contact.outcome and contact.outcome != "ended":
        parts.append(words_of(OUTCOMES, contact.outcome))
    return " · ".join(part for part in parts if part)
