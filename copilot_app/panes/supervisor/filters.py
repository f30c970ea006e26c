"""The line above the rows: search, filters, saved views, and whether the order is held; choices in, a `BoardFilter` out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from ...board_state import BoardState
from ...board_views import BoardView, with_view
from ...i18n.board_table import SEVERITIES, board_words, topic_words
from ...lists.board import BoardFilter
from ...theme import Theme
from ..parts import Chip, ChoiceBox, FlowLayout, IconButton, KeyedButton
from ..parts.buttons import with_key

SEARCH_AFTER_MS = 200


class BoardFilters(QFrame):
    """Every choice takes effect at once; a view keeps all of them under a name."""

    views_changed = Signal()
    """`views` are others and want to be kept."""
    sort_pressed = Signal()

    def __init__(self, board: BoardState, theme: Theme) -> None:
        super().__init__()
        self._board = board
        self.views: tuple[BoardView, ...] = ()
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.team, self.topic, self.severity, self.kind, self.view = (ChoiceBox(theme) for _ in range(5))
        self.hand = KeyedButton(theme, "plain", "hand")
        self.hand.setCheckable(True)
        self.clear = KeyedButton(theme, "quiet", "close")
        self.save = IconButton(theme, "bookmark")
        self.drop = IconButton(theme, "close")
        self.name = QLineEdit()
        self.name.hide()
        self.held = Chip(theme, "lock")
        self.sort = KeyedButton(theme, "quiet", "order")
        self._build(theme)
        self._rest = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._rest.timeout.connect(self._apply)
        self.search.textChanged.connect(lambda: self._rest.start())
        self.search.returnPressed.connect(self._apply)
        for box in (self.team, self.topic, self.severity, self.kind):
            box.currentIndexChanged.connect(self._apply)
        self.hand.toggled.connect(self._apply)
        self.clear.clicked.connect(lambda: self.show_filter(BoardFilter()))
        self.view.activated.connect(lambda at: self.use_view(at))
        self.save.clicked.connect(self.ask_name)
        self.drop.clicked.connect(self._drop)
        self.name.returnPressed.connect(self._keep)
        self.sort.clicked.connect(self.sort_pressed)
        board.rows.arranged.connect(self.refresh)
        board.figures_changed.connect(self._list)
        self.retranslate()

    def _build(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        line = QWidget()
        flow = FlowLayout(line, gap=8, row_gap=8)
        self.search.setMinimumWidth(theme.px(180))
        for part in (self.search, self.team, self.topic, self.severity, self.hand, self.kind, self.clear, self.view, self.save,
                     self.drop, self.name, self.held, self.sort):
            flow.addWidget(part)
        column.addWidget(line)

    def changeEvent(self, event: QEvent) -> None:
        """The words follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Names, hints, choices."""
        self.setAccessibleName(self.tr("Filters"))
        self.search.setPlaceholderText(with_key(self.tr("Search"), "/"))
        self.search.setAccessibleName(self.tr("Search"))
        self.name.setPlaceholderText(self.tr("Name of the view, then Enter"))
        self.name.setAccessibleName(self.tr("Name of the view"))
        for box, words in ((self.team, self.tr("Team")), (self.topic, self.tr("Topic")), (self.severity, self.tr("Alerts")),
                           (self.kind, self.tr("Calls or training")), (self.view, self.tr("Saved views"))):
            box.setAccessibleName(words)
            box.setToolTip(words)
        self.hand.show_words(self.tr("Hand raised"), self.tr("Only calls whose agent asks for help"))
        self.clear.show_words(self.tr("Show all"))
        self.save.show_words(self.tr("Keep these filters as a view"))
        self.drop.show_words(self.tr("Remove this view"))
        self.sort.show_words(self.tr("Sort now"), key="S")
        self._fill(self.severity, [("", self.tr("Any alerts"))] + [
            (name, board_words(SEVERITIES[name]) if name == "stop" else
             self.tr("%1 or graver").replace("%1", board_words(SEVERITIES[name]))) for name in ("stop", "remind", "inform")])
        self._fill(self.kind, [("", self.tr("Calls and training")), ("customer", self.tr("Customer calls")),
                               ("training", self.tr("Training only"))])
        self.refresh()
        self._list_views()

    @staticmethod
    def _fill(box: ChoiceBox, choices: list[tuple[str, str]]) -> None:
        """Other choices; the chosen one stays if it is still there."""
        if [(box.itemData(at), box.itemText(at)) for at in range(box.count())] == choices:
            return
        with QSignalBlocker(box):
            chosen = box.currentData()
            box.clear()
            for value, words in choices:
                box.addItem(words, value)
            box.setCurrentIndex(max(0, box.findData(chosen)))

    def _list(self) -> None:
        """Teams and topics that there are now, and the chosen ones."""
        wanted = self._board.rows.filter
        teams = sorted({*self._board.teams, *filter(None, (wanted.team,))})
        topics = sorted({row.topic for row in self._board.rows.calls if row.topic} | set(filter(None, (wanted.topic,))))
        self._fill(self.team, [("", self.tr("All teams")), *((team, team) for team in teams)])
        self._fill(self.topic, [("", self.tr("All topics")), *((topic, topic_words(topic)) for topic in topics)])

    def refresh(self) -> None:
        """After the rows were put in order."""
        self._list()
        rows = self._board.rows
        self.clear.setVisible(rows.filter.any)
        self.held.setVisible(rows.held)
        self.sort.setVisible(rows.held and rows.moved > 0)
        words = self.tr("Order held") if not rows.moved else self.tr("Order held, %n would stand higher", "", rows.moved)
        self.held.show_state(words, "neutral", "lock",
                             self.tr("Rows keep their places while the pointer is over them or one is selected"))

    # --- what is chosen ---

    def chosen(self) -> BoardFilter:
        """What the controls say."""
        return BoardFilter(team=self.team.currentData() or "", topic=self.topic.currentData() or "",
                           severity=self.severity.currentData() or "", hand=self.hand.isChecked(),
                           kind=self.kind.currentData() or "", search=self.search.text().strip())

    def _apply(self) -> None:
        self._rest.stop()
        self._board.rows.set_filter(self.chosen())
        self.refresh()
        self._mark_view()

    def show_filter(self, wanted: BoardFilter) -> None:
        """Set the controls, and the rows after them."""
        self._board.rows.set_filter(wanted)
        self._list()
        controls = (self.search, self.team, self.topic, self.severity, self.kind, self.hand)
        blocked = [QSignalBlocker(control) for control in controls]
        self.search.setText(wanted.search)
        self.hand.setChecked(wanted.hand)
        for box, value in ((self.team, wanted.team), (self.topic, wanted.topic), (self.severity, wanted.severity),
                           (self.kind, wanted.kind)):
            box.setCurrentIndex(max(0, box.findData(value)))
        for blocker in blocked:
            blocker.unblock()
        self.refresh()
        self._mark_view()

    # --- views ---

    def set_views(self, views: tuple[BoardView, ...]) -> None:
        """The views that the settings hold."""
        self.views = views
        self._list_views()

    def _list_views(self) -> None:
        self._fill(self.view, [("", self.tr("Saved views"))] + [
            (view.name, with_key(view.name, f"Ctrl+{number}")) for number, view in enumerate(self.views, 1)])
        self.view.setVisible(bool(self.views))
        self._mark_view()

    def _mark_view(self) -> None:
        """The box names the view whose filter holds."""
        now = self._board.rows.filter
        at = next((number for number, view in enumerate(self.views, 1) if view.filter == now), 0)
        with QSignalBlocker(self.view):
            self.view.setCurrentIndex(at)
        self.drop.setVisible(at > 0)
        self.save.setVisible(at == 0 and now.any and self.name.isHidden())

    def use_view(self, number: int) -> None:
        """The 1st to 9th view; 0: all calls."""
        if number <= len(self.views):
            self.show_filter(self.views[number - 1].filter if number else BoardFilter())

    def ask_name(self) -> None:
        """Ask for the name of a new view, in the line itself."""
        self.name.show()
        self.save.hide()
        self.name.setFocus()

    def _keep(self) -> None:
        name = " ".join(self.name.text().split())
        self.name.clear()
        self.name.hide()
        if name:
            self.views = with_view(self.views, BoardView(name, self.chosen()))
            self.views_changed.emit()
        self._list_views()

    def _drop(self) -> None:
        at = self.view.currentIndex() - 1
        if 0 <= at < len(self.views):
            self.views = self.views[:at] + self.views[at + 1:]
            self.views_changed.emit()
            self._list_views()
