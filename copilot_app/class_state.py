"""What the trainer's pages know: the class, and the scenario that is being written; messages in, questions out.

`companion` connects it to the link, beside `training_state`, which holds catalogue, attempts and reports.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from protocol.call import WireError
from protocol.message import Language, Message
from protocol.real_calls import DraftCall, RealCall, RealCalls, RealCallsQuery
from protocol.supervision import ScenarioMade
from protocol.training import (
    Assign,
    Assistance,
    ClassOverview,
    ClassQuery,
    Difficulty,
    ScenarioDelete,
    ScenarioText,
    ScenarioTried,
    ScenarioTry,
    SetPassMark,
    Trainee,
)

from .training_state import FAMILIES

TRY_AFTER_MS = 600
"""Pause in typing after which the server is asked."""


@dataclass(frozen=True, slots=True)
class OpenScenario:
    """The scenario in the editor."""

    id: str = ""
    text: str = ""
    draft: bool = True
    is_new: bool = False
    """Begun here and not saved yet."""
    edited: bool = False


class ClassState(QObject):
    """The trainer's class and editor."""

    ask = Signal(object)
    """A `protocol` message for the server."""
    class_changed = Signal()
    opened = Signal()
    """Another scenario is open: `scenario`."""
    tried_changed = Signal()
    kept = Signal()
    """A scenario was saved or thrown away: the catalogue is another one."""
    failed = Signal()
    real_calls_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lang: Language = "zh"
        self.overview: ClassOverview | None = None
        self.marked: set[str] = set()
        """Trainees that an assignment is for."""
        self.scenario = OpenScenario()
        self.said: tuple[str, ...] = ()
        """What the trainer typed as the agent in the preview."""
        self.difficulty: Difficulty = "normal"
        self.tried: ScenarioTried | None = None
        """The newest answer of the server to the open text."""
        self.played: ScenarioTried | None = None
        """The newest answer in which the built-in agents played."""
        self.checking = False
        self.playing = False
        self.error: WireError | None = None
        self.real_calls: RealCalls | None = None
        """Calls of which a scenario may be drafted; None: not asked for, or on their way."""
        self.drafting = ""
        """Call of which a draft is being made."""
        self._number = 0
        self._play_number = -1
        self._timer = QTimer(self, singleShot=True, interval=TRY_AFTER_MS)
        self._timer.timeout.connect(self.try_now)

    # --- the class ---

    def watch(self, on: bool) -> None:
        """Be told of the class from now on, or no more."""
        self._send(ClassQuery(on=on))

    @property
    def trainees(self) -> tuple[Trainee, ...]:
        """The persons, in the order of their names."""
        return self.overview.trainees if self.overview is not None else ()

    def mark(self, user: str, on: bool) -> None:
        """Take a person into the next assignment, or out of it."""
        (self.marked.add if on else self.marked.discard)(user)
        self.class_changed.emit()

    def assign(self, scenario: str, due: str, difficulty: Difficulty, assistance: Assistance) -> None:
        """Assign to the marked persons; an empty `due` takes it back."""
        chosen = tuple(one.user for one in self.trainees if one.user in self.marked)
        if chosen and scenario:
            self._send(Assign(trainees=chosen, scenario=scenario, due=due, difficulty=difficulty, assistance=assistance))

    def set_pass_mark(self, scenario: str, pass_mark: float) -> None:
        """The total from which it counts as passed."""
        self._send(SetPassMark(scenario=scenario, pass_mark=pass_mark))

    # --- the editor ---

    def open_scenario(self, scenario: str) -> None:
        """Ask for a scenario's text."""
        self._send(ScenarioText(scenario=scenario, lang=self.lang))

    def begin_scenario(self, scenario: str, text: str) -> None:
        """A new one, from this text."""
        self._show(OpenScenario(scenario, text, draft=True, is_new=True, edited=True))

    def look_for_calls(self) -> None:
        """Ask of which real calls a scenario may be drafted."""
        self.real_calls = None
        self._send(RealCallsQuery(lang=self.lang))
        self.real_calls_changed.emit()

    def draft(self, call: RealCall) -> None:
        """Have a scenario drafted of this one; it opens when it is there."""
        self.drafting = call.call
        self._send(DraftCall(call=call.call, coaching=call.coaching, lang=self.lang))
        self.real_calls_changed.emit()

    def edit(self, text: str, *, scenario: str | None = None) -> None:
        """The text was changed; the server checks it after a pause."""
        name = self.scenario.id if scenario is None else scenario
        self.scenario = OpenScenario(name, text, self.scenario.draft, self.scenario.is_new, edited=True)
        self.played = None
        self._wait()

    def say(self, words: str) -> None:
        """The trainer speaks as the agent in the preview."""
        if words.strip():
            self.said = (*self.said, words.strip())
            self.try_now()

    def start_over(self) -> None:
        """The preview from its beginning."""
        self.said = ()
        self.try_now()

    def set_difficulty(self, difficulty: Difficulty) -> None:
        """The preview's customer at another difficulty."""
        self.difficulty = difficulty
        self.start_over()

    def _wait(self) -> None:
        self.checking = True
        self._timer.start()
        self.tried_changed.emit()

    def try_now(self, play: bool = False) -> None:
        """Check the text and answer what was said; `play`: the built-in agents play it too."""
        self._timer.stop()
        if not self.scenario.text.strip():
            self.checking = False
            self.tried_changed.emit()
            return
        self._number += 1
        self.checking = True
        if play:
            self.playing, self._play_number = True, self._number
        self._send(ScenarioTry(scenario=self.scenario.id, lang=self.lang, text=self.scenario.text, said=self.said,
                               difficulty=self.difficulty, play=play, number=self._number))
        self.tried_changed.emit()

    def save(self) -> None:
        """Keep the text as a draft."""
        if self.scenario.id and self.scenario.text.strip():
            self._send(ScenarioText(scenario=self.scenario.id, lang=self.lang, text=self.scenario.text, draft=True))

    def throw_away(self) -> None:
        """Delete the draft; one that was never saved just goes."""
        if not self.scenario.is_new:
            self._send(ScenarioDelete(scenario=self.scenario.id, lang=self.lang))
        self._show(OpenScenario())
        self.kept.emit()

    def _show(self, scenario: OpenScenario) -> None:
        self.scenario, self.said, self.tried, self.played = scenario, (), None, None
        self.playing = False
        self.opened.emit()
        if scenario.text:
            self._wait()

    def _send(self, message: Message) -> None:
        self.error = None
        self.failed.emit()
        self.ask.emit(message)

    # --- what the server says ---

    @Slot(object)
    def apply(self, message: Message) -> None:
        """Take in an answer; other messages are not for these pages."""
        if isinstance(message, ClassOverview):
            self.overview = message
            self.marked &= {one.user for one in message.trainees}
            self.class_changed.emit()
        elif isinstance(message, ScenarioText):
            self._take_text(message)
        elif isinstance(message, ScenarioTried):
            self._take_tried(message)
        elif isinstance(message, RealCalls):
            if message.lang == self.lang:
                self.real_calls = message
                self.real_calls_changed.emit()
        elif isinstance(message, ScenarioMade):
            if message.call == self.drafting:
                self.drafting = ""
                self.kept.emit()
                self.open_scenario(message.scenario)
                self.real_calls_changed.emit()
        elif isinstance(message, WireError) and message.code.partition(".")[0] in FAMILIES and not message.call:
            self.error, self.checking, self.playing = message, False, False
            self.drafting = ""
            self.failed.emit()
            self.tried_changed.emit()
            self.real_calls_changed.emit()

    def _take_text(self, message: ScenarioText) -> None:
        own = message.scenario == self.scenario.id and message.lang == self.lang
        if own and message.text == self.scenario.text:
            # What was saved comes back: it stays open as it is, what was said in the preview too.
            self.scenario = OpenScenario(message.scenario, message.text, message.draft)
            self.tried_changed.emit()
            self.kept.emit()
        elif not (own and self.scenario.edited):
            self._show(OpenScenario(message.scenario, message.text, message.draft))

    def _take_tried(self, message: ScenarioTried) -> None:
        if message.number == self._play_number:
            self.playing = False
            self.played = message if message.good or message.bad or message.silent else self.played
        if message.number == self._number and not self._timer.isActive():
            self.checking = False
            self.tried = message
        self.tried_changed.emit()
