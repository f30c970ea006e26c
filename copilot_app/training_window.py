"""The training window: choice and reports for everybody, class and scenario editor for trainers.  Opened from the companion."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from .class_state import ClassState
from .panes.parts import FlowLayout, KeyedButton
from .panes.training.choice import ChoicePage
from .panes.training.class_page import ClassPage
from .panes.training.editor import EditorPage
from .panes.training.page import Page
from .panes.training.report_page import ReportPage
from .theme import Theme
from .training_state import TRAINERS, TrainingState

PageName = Literal["choice", "report", "class", "editor"]


class TrainingWindow(QWidget):
    """A window of its own, beside the companion."""

    def __init__(self, state: TrainingState, trainer: ClassState, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("training")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(400, 520)
        self.resize(1180, 820)
        self.state, self.trainer, self.theme = state, trainer, theme
        self.choice, self.report = ChoicePage(state, theme), ReportPage(state, theme)
        self.classroom, self.editor = ClassPage(trainer, state, theme), EditorPage(trainer, state, theme)
        self.pages: dict[PageName, Page] = {"choice": self.choice, "report": self.report, "class": self.classroom,
                                            "editor": self.editor}
        self.tabs: dict[PageName, KeyedButton] = {}
        self._stack, self._group = QStackedWidget(), QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        head = FlowLayout(gap=4, row_gap=4)
        for name, page in self.pages.items():
            tab = self.tabs[name] = KeyedButton(theme, "tab")
            tab.setCheckable(True)
            tab.clicked.connect(lambda _=False, name=name: self.show_page(name))
            self._group.addButton(tab)
            head.addWidget(tab)
            self._stack.addWidget(page)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        state.report_asked.connect(lambda: self.show_page("report"))
        state.changed.connect(self._show_tabs)
        self.report.scenario_wanted.connect(self._practise)
        self.classroom.reports_wanted.connect(self._show_trainee)
        trainer.kept.connect(self._refresh_catalogue)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()
        self.show_page("choice")
        self.setFocus()

    @property
    def teaches(self) -> bool:
        """True for a person who has a class."""
        return self.state.call.welcome.role in TRAINERS

    @property
    def page(self) -> PageName:
        """The page that is shown."""
        return next(name for name, page in self.pages.items() if page is self._stack.currentWidget())

    def show_page(self, name: PageName) -> None:
        """Turn to a page; the class is only watched while its page is open."""
        before = self.page
        self._stack.setCurrentWidget(self.pages[name])
        self.tabs[name].setChecked(True)
        if name == "class" and (before != "class" or self.trainer.overview is None):
            self.trainer.watch(True)
        elif before == "class" and name != "class":
            self.trainer.watch(False)
        if name == "choice" and self.state.trainee:
            self.state.show_attempts("")

    def open(self, page: PageName | None = None) -> None:
        """Show the window with what holds now."""
        self.state.refresh()
        if page is not None:
            self.show_page(page)
        self._show_tabs()
        self.show()
        self.raise_()

    def show_again(self, page: PageName) -> None:
        """Show the window at this page, with what is known."""
        if not self.isVisible():
            self.show()
        self.show_page(page)
        self.raise_()

    def _practise(self, scenario: str) -> None:
        self.state.kind = ""
        self.state.choose(scenario)
        self.show_page("choice")

    def _show_trainee(self, user: str) -> None:
        self.show_page("report")
        self.report.comment.clear()
        self.state.report, self.state.waiting_for = None, ""
        self.state.show_attempts(user, next((one.name for one in self.trainer.trainees if one.user == user), ""))
        self.state.report_changed.emit()

    def _refresh_catalogue(self) -> None:
        from protocol.training import TrainingQuery

        self.state.ask.emit(TrainingQuery(lang=self.state.lang))

    def _show_tabs(self) -> None:
        for name in ("class", "editor"):
            self.tabs[name].setVisible(self.teaches)
        self.report.may_sign = self.teaches
        if not self.teaches and self.page in ("class", "editor"):
            self.show_page("choice")

    def changeEvent(self, event: QEvent) -> None:
        """The title follows the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Title, name, tabs."""
        self.setWindowTitle(self.tr("Training"))
        self.setAccessibleName(self.tr("Training"))
        for name, words in {"choice": self.tr("Practise"), "report": self.tr("Reports"), "class": self.tr("Class"),
                            "editor": self.tr("Scenarios")}.items():
            self.tabs[name].show_words(words)  # type: ignore[index]
        self._show_tabs()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody looks at the class any more."""
        if self.page == "class":
            self.trainer.watch(False)
            self._stack.setCurrentWidget(self.choice)
            self.tabs["choice"].setChecked(True)
        super().closeEvent(event)
