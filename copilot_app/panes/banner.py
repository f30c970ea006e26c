"""The compliance banner: one alert, the most urgent; what to say instead in one line; the others behind a count."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ..call_state import CallState
from ..i18n.codes import category_words
from ..lists import AlertRow
from ..shortcuts import KEYS, title
from ..theme import Theme
from .pane import Pane, set_tone
from .parts import Chip, KeyedButton, Picture, Words

_MEASURED_FROM = 20
"""Alerts of a rule from which on its precision is worth telling."""
_ICONS = {"stop": "stop", "remind": "remind", "inform": "inform"}


class BannerPane(Pane):
    """Stays in its place when there is no alert, so that the eye knows where to look."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme)
        self._picture = Picture(theme, "shield", "ink_faint", 18)
        self._severity = Words(theme, "strong", "ink", max_lines=1)
        self._count = Chip(theme)
        self._text = Words(theme, "text", "ink")
        self._quote = Words(theme, "caption", "ink_soft", max_lines=2)
        self._acknowledge = KeyedButton(theme, "plain")
        self._dispute = KeyedButton(theme, "plain")
        self._announced: set[str] = set()
        self._told_alone = False
        self._build()
        self._acknowledge.clicked.connect(state.agent.acknowledge_alert)
        self._dispute.clicked.connect(state.agent.dispute_alert)
        self._text.shown.connect(lambda item: self.painted.emit("alert", item))
        for changed in (state.alerts.rowsInserted, state.alerts.rowsRemoved, state.alerts.dataChanged,
                        state.alerts.modelReset):
            changed.connect(self.refresh)
        state.local.changed.connect(self.refresh)
        self.retranslate()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._picture)
        head.addWidget(self._severity, 1)
        head.addWidget(self._count)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._quote, 1)
        foot.addWidget(self._acknowledge)
        foot.addWidget(self._dispute)
        column.addLayout(head)
        column.addWidget(self._text)
        column.addLayout(foot)
        self._count.setCursor(Qt.CursorShape.WhatsThisCursor)

    def retranslate(self) -> None:
        """Buttons and the alert's head."""
        self._acknowledge.show_words(self.tr("Understood"), title("acknowledge"), KEYS["acknowledge"])
        self._dispute.show_words(self.tr("Dispute"), title("dispute"), KEYS["dispute"])
        self.refresh()

    def refresh(self) -> None:
        """Show the most urgent alert."""
        row = self.state.alerts.first()
        self._told_alone = self._told_alone and self.state.local.active
        for part in (self._text, self._quote, self._acknowledge, self._dispute):
            part.setVisible(row is not None)
        waiting = len(self.state.alerts) - 1
        self._count.setVisible(waiting > 0)
        if row is None and self.state.local.active:
            self._show_alone()
        elif row is None:
            self._show_calm()
        else:
            self._show(row)
            if waiting > 0:
                others = "\n".join(f"{category_words(other.category)}: {other.text}"
                                   for other in list(self.state.alerts)[1:])
                self._count.show_state(self.tr("%n more", "", waiting), "neutral", tip=others)

    def _show_calm(self) -> None:
        set_tone(self, "quiet")
        self._picture.show_icon("shield", "ink_faint")
        self._severity.set_words(self.tr("Compliance: nothing open"))
        self._severity.set_colour("ink_faint")
        self.setAccessibleName(self._severity.text())

    def _show_alone(self) -> None:
        """The server is gone and nothing is open: say plainly that nobody listens."""
        set_tone(self, "remind")
        self._picture.show_icon("remind", "remind")
        self._severity.set_words(self._alone())
        self._severity.set_colour("remind")
        self._text.set_colour("ink")
        self._text.set_words(self.tr("Nothing that is said is heard or checked until the server is back. "
                                     "Say what is required and tick it by hand in the checklist."))
        self._text.setVisible(True)
        self.setAccessibleName(f"{self._severity.text()}: {self._text.text()}")
        if not self._told_alone:
            self._told_alone = True
            self._announce(self.accessibleName())

    def _alone(self) -> str:
        return self.tr("Not checked: the server is gone")

    def _measured(self, row: AlertRow) -> str:
        """How right the rule has been, once there is enough to say."""
        alerts, rejected = self.state.local.measured(row.rule)
        if alerts < _MEASURED_FROM:
            return ""
        share = f"{100 * (alerts - rejected) / alerts:.0f} %"
        return self.tr("This rule was right in %1 of %2 alerts").replace("%1", share).replace("%2", str(alerts))

    def _show(self, row: AlertRow) -> None:
        names = {"stop": self.tr("Stop"), "remind": self.tr("Remember"), "inform": self.tr("Note")}
        solid = row.severity == "stop"
        set_tone(self, row.severity)
        ink = "on_stop" if solid else row.severity
        self._picture.show_icon(_ICONS[row.severity], ink)
        alone = f" · {self._alone()}" if self.state.local.active else ""
        self._severity.set_words(f"{names[row.severity]} · {category_words(row.category)}{alone}")
        self._severity.set_colour(ink)
        self._text.set_colour("on_stop" if solid else "ink")
        self._text.set_words(row.text, key=row.id)
        said = self.tr("“%1”").replace("%1", row.quote) if row.quote else ""
        who = (self.tr("You said %1") if row.channel == "agent" else self.tr("Customer said %1")).replace("%1", said)
        parts = [who if said else "", row.source, self.tr("Do not tell the customer") if row.private else "",
                 self.tr("Disputed, goes to the reviewer") if row.disputed else "", self._measured(row)]
        self._quote.set_words(" · ".join(part for part in parts if part))
        self._quote.set_colour("on_stop" if solid else "ink_soft")
        self._quote.setVisible(True)
        self._dispute.setEnabled(not row.disputed)
        for button in (self._acknowledge, self._dispute):
            kind = "onstop" if solid else "plain"
            if button.property("kind") != kind:
                button.setProperty("kind", kind)
                button.style().unpolish(button)
                button.style().polish(button)
        self.setAccessibleName(f"{self._severity.text()}: {row.text}")
        if solid and row.id not in self._announced:
            self._announced.add(row.id)
            self._announce(self.accessibleName())

    def _announce(self, words: str) -> None:
        event = QAccessibleAnnouncementEvent(self, words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
