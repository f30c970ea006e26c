"""The page a trainee begins on: the scenarios, and how to practise the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ...i18n.codes import notice_words
from ...i18n.training_table import ASSISTANCE, DIFFICULTIES, KINDS, MOODS, words_for
from ...notices import Notice
from ...theme import Theme
from ...training_state import TrainingState
from ..parts import ChoiceBox, KeyedButton
from ..parts.clearing import clear
from .page import Page, card, scrolling, whole_page
from .scenario_card import ScenarioCard

START_KEY = "Ctrl+Return"
_VOICE, _WRITES, _COMPUTER = "voice", "writes", "computer"


class ChoicePage(Page):
    """A list of scenarios; beside it the chosen one with difficulty, assistance, voice and microphone."""

    attempts_wanted = Signal()

    def __init__(self, state: TrainingState, theme: Theme) -> None:
        super().__init__(theme)
        self.state = state
        self._cards: dict[str, ScenarioCard] = {}
        self._shown: object = None
        self._showing = False
        self.kinds, self.difficulty, self.assistance = (ChoiceBox(theme) for _ in range(3))
        self.voice, self.sound, self.microphone = (ChoiceBox(theme) for _ in range(3))
        self._title = self.words("title")
        self._state, self._trouble = self.words("body", "ink_soft"), self.words("body", "stop")
        self._name, self._goal = self.words("strong"), self.words("body", "ink_soft")
        self._person = self.words("caption", "ink_faint")
        ways = ("difficulty", "assistance", "voice", "sound", "microphone")
        self._labels = {name: self.words("body", "ink_soft") for name in ways}
        self._explains = self.words("caption", "ink_faint")
        self._no_voice, self._no_microphone = self.words("body", "remind"), self.words("body", "remind")
        self._blocked = self.words("body", "remind")
        self.start = KeyedButton(theme, "primary", "call")
        self._again = KeyedButton(theme, "plain")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        whole_page(self, self.columns)
        self.columns.setSpacing(16)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self.kinds)
        left.addLayout(head)
        for part in (self._trouble, self._state):
            left.addWidget(part)
        left.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        self._scroll, self._list = scrolling()
        self._scroll.setMinimumHeight(self.theme.px(240))
        left.addWidget(self._scroll, 1)
        self._panel, column = card()
        for part in (self._name, self._goal, self._person):
            column.addWidget(part)
        column.addSpacing(4)
        for name, box in (("difficulty", self.difficulty), ("assistance", self.assistance), ("voice", self.voice),
                          ("sound", self.sound), ("microphone", self.microphone)):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(self._labels[name], 2)
            row.addWidget(box, 3)
            column.addLayout(row)
            if name == "assistance":
                column.addWidget(self._explains)
        for part in (self._no_voice, self._no_microphone):
            column.addWidget(part)
        column.addSpacing(4)
        column.addWidget(self._blocked)
        column.addWidget(self.start)
        column.addStretch(1)
        self.columns.addWidget(self._left, 3)
        right = QVBoxLayout()
        right.addWidget(self._panel)
        right.addStretch(0)
        self.columns.addLayout(right, 2)

    def _connect(self) -> None:
        state = self.state
        self.kinds.currentIndexChanged.connect(
            lambda: self._unless_showing(lambda: state.show_kind(self.kinds.currentData() or "")))
        self.difficulty.currentIndexChanged.connect(
            lambda: self._unless_showing(lambda: state.set_way(difficulty=self.difficulty.currentData())))
        self.assistance.currentIndexChanged.connect(
            lambda: self._unless_showing(lambda: state.set_way(assistance=self.assistance.currentData())))
        self.voice.currentIndexChanged.connect(
            lambda: self._unless_showing(lambda: state.set_way(voice=self.voice.currentData() == _VOICE,
                                                               computer_voice=self.voice.currentData() == _COMPUTER)))
        self.sound.currentIndexChanged.connect(
            lambda: self._unless_showing(lambda: state.set_way(surroundings=self.sound.currentData())))
        self.microphone.currentIndexChanged.connect(
            lambda: self._unless_showing(lambda: state.set_way(microphone=self.microphone.currentData() == _VOICE)))
        self.start.clicked.connect(state.start)
        self._again.clicked.connect(state.refresh)
        self.shortcut = QShortcut(QKeySequence(START_KEY), self)
        self.shortcut.activated.connect(state.start)
        state.changed.connect(self.refresh)
        state.failed.connect(self.refresh)

    def _unless_showing(self, act: object) -> None:
        if not self._showing:
            act()  # type: ignore[operator]

    def retranslate(self) -> None:
        """Labels, boxes, names."""
        self._title.set_words(self.tr("What do you want to practise?"))
        labels = {"difficulty": self.tr("Difficulty"), "assistance": self.tr("Help on the screen"),
                  "voice": self.tr("The customer"), "sound": self.tr("Line"), "microphone": self.tr("You")}
        boxes = {"difficulty": self.difficulty, "assistance": self.assistance, "voice": self.voice, "sound": self.sound,
                 "microphone": self.microphone}
        for name, words in labels.items():
            self._labels[name].set_words(words)
            boxes[name].setAccessibleName(words)
        self.kinds.setAccessibleName(self.tr("Kind of scenario"))
        self.start.show_words(self.tr("Start the practice call"), key=START_KEY)
        self._again.show_words(self.tr("Ask again"))
        self.setAccessibleName(self._title.text())
        self._shown = None
        self.refresh()

    def refresh(self) -> None:
        """Scenarios, choice, what is possible."""
        self._showing = True
        self._show_kinds()
        self._show_list()
        self._show_panel()
        self._showing = False

    def _show_kinds(self) -> None:
        wanted = [("", self.tr("All kinds")), *((kind, words_for(KINDS, kind)) for kind in self.state.kinds)]
        _fill(self.kinds, wanted, self.state.kind)
        self.kinds.setVisible(len(wanted) > 2)

    def _show_list(self) -> None:
        state = self.state
        error = state.error
        self._trouble.setVisible(error is not None)
        if error is not None:
            self._trouble.set_words(notice_words(Notice(error.code, error.text)))
        words = ""
        if not state.online:
            words = self.tr("There is no connection to the server. The scenarios come when it is back; "
                            "check the network if it stays away.")
        elif state.catalogue is None and error is None:
            words = self.tr("The scenarios are being fetched…")
        elif state.catalogue is not None and not state.scenarios:
            words = self.tr("There is no scenario in this language yet. Ask your trainer to write or publish one.")
        self._state.set_words(words)
        self._state.setVisible(bool(words))
        self._again.setVisible(state.online and error is not None)
        key = (state.scenarios, state.lang, self.theme.font_scale)
        if key != self._shown:
            self._shown = key
            clear(self._list)
            self._cards = {}
            for entry in state.scenarios:
                one = self._cards[entry.id] = ScenarioCard(self.theme, entry, state.days_left(entry))
                one.chosen.connect(state.choose)
                one.started.connect(self._start)
                self._list.addWidget(one)
            self._list.addStretch(1)
        for name, one in self._cards.items():
            one.show_chosen(name == state.chosen)

    def _start(self, scenario: str) -> None:
        self.state.choose(scenario)
        self.state.start()

    def _show_panel(self) -> None:
        state, entry = self.state, self.state.entry
        self._panel.setVisible(entry is not None)
        if entry is None:
            return
        self._name.set_words(entry.title or entry.id)
        self._goal.set_words(self.tr("Your goal: %1").replace("%1", entry.goal) if entry.goal else "")
        self._goal.setVisible(bool(entry.goal))
        self._person.set_words(" · ".join(part for part in (
            entry.persona, self.tr("starts %1").replace("%1", words_for(MOODS, entry.mood)),
            self.tr("pass mark %1").replace("%1", str(round(entry.pass_mark)))) if part))
        _fill(self.difficulty, [(one, words_for(DIFFICULTIES, one)) for one in entry.difficulties], state.difficulty)
        _fill(self.assistance, [(one, words_for(ASSISTANCE, one)) for one in ("shown", "hint", "exam")], state.assistance)
        ways = [(_VOICE, self.tr("speaks"))] if state.has_voice else []
        ways.append((_WRITES, self.tr("writes")))
        if state.computer_voice:
            ways.append((_COMPUTER, self.tr("writes, this computer reads it out")))
        speaks = state.wants_voice and state.has_voice and not state.wants_computer_voice
        _fill(self.voice, ways, _VOICE if speaks else _COMPUTER if state.wants_computer_voice else _WRITES)
        _fill(self.sound, [("plain", self.tr("clear")), ("telephone", self.tr("telephone")),
                           ("office", self.tr("telephone, an office behind")),
                           ("street", self.tr("telephone, a street behind"))], state.surroundings)
        self.sound.setEnabled(speaks)
        _fill(self.microphone, [(_VOICE, self.tr("speak into the microphone")), (_WRITES, self.tr("type"))],
              _VOICE if state.wants_microphone and state.has_microphone else _WRITES)
        self.voice.setEnabled(len(ways) > 1)
        self.microphone.setEnabled(state.has_microphone)
        self._explains.set_words({
            "shown": self.tr("Everything works as in a real call."),
            "hint": self.tr("Suggestions wait five seconds, so that you try first."),
            "exam": self.tr("Nothing is shown, but everything is recorded for the report."),
        }[state.assistance])
        self._show_limits()
        self.start.setEnabled(state.can_start)

    def _show_limits(self) -> None:
        state = self.state
        self._no_voice.setVisible(not state.has_voice)
        problem = state.catalogue.problem if state.catalogue is not None else ""
        self._no_voice.set_words(notice_words(Notice(problem)) if problem else
                                 self.tr("The server has no voice: the customer writes. The administrator can install one."))
        self._no_microphone.setVisible(not state.has_microphone)
        self._no_microphone.set_words(self.tr("No microphone was found: you type. Plug one in and choose it in the settings."))
        running = state.call.phase in ("starting", "live")
        self._blocked.setVisible(running or not state.online)
        self._blocked.set_words(self.tr("A call is running. End it first.") if running else
                                self.tr("Practice begins when the server is back."))


def _fill(box: ChoiceBox, choices: list[tuple[str, str]], chosen: str) -> None:
    """Set the choices of a box, if they are others, and the chosen one."""
    there = [(box.itemData(at), box.itemText(at)) for at in range(box.count())]
    if there != choices:
        box.clear()
        for value, words in choices:
            box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))


__all__ = ["ChoicePage"]
