"""What the training window knows: scenarios, what the trainee chose, attempts, the report; messages in, questions out.

`companion` connects it to the link.  The panes read the values below, call the methods, and never see the link.
"""

from __future__ import annotations

import datetime
from typing import get_args

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from protocol.call import WireError
from protocol.message import Language, Message, Role
from protocol.training import (
    Assistance,
    Attempts,
    AttemptsQuery,
    Difficulty,
    ReportQuery,
    ScenarioEntry,
    SignReport,
    TrainingCatalogue,
    TrainingQuery,
    TrainingReport,
)

from .call_state import CallState
from .practice import Plan

TRAINERS: tuple[Role, ...] = ("trainer", "supervisor", "administrator")
"""Roles that are offered the class; what each may do, the server decides."""
FAMILIES = ("training", "practice", "scenario", "tts", "storage")
"""Families of error codes that answer what was asked here."""
ASK_AGAIN_MS = 1_500
ASK_AGAIN_TIMES = 40
"""So often a report is asked for that is still being made."""


class TrainingState(QObject):
    """Scenarios, attempts and reports as the server last told them.

    Args:
        call: for the connection, the devices and the call that may be running.
    """

    ask = Signal(object)
    """A `protocol` message for the server."""
    start_wanted = Signal(object)
    """A `Plan`: the trainee wants to begin."""
    changed = Signal()
    """Scenarios, choice or what is possible."""
    attempts_changed = Signal()
    report_changed = Signal()
    report_asked = Signal()
    """A report is on its way: show its page."""
    failed = Signal()
    refused = Signal()
    """The server did not take the call that was to begin; `error` says why."""

    def __init__(self, call: CallState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.call = call
        self.lang: Language = "zh"
        self.catalogue: TrainingCatalogue | None = None
        self.kind = ""
        """Kind that is shown; empty: all."""
        self.chosen = ""
        self.difficulty: Difficulty = "normal"
        self.assistance: Assistance = "shown"
        self.wants_voice = True
        self.wants_microphone = True
        self.computer_voice = False
        """True if this computer can read out what the customer writes."""
        self.wants_computer_voice = False
        self.surroundings = "plain"
        """`plain`, `telephone`, `office` or `street`: how the customer's line sounds."""
        self.trainee = ""
        """Whose attempts are listed; empty: one's own."""
        self.trainee_name = ""
        """How that person is called."""
        self.attempts: Attempts | None = None
        self.report: TrainingReport | None = None
        self.waiting_for = ""
        """Call whose report was asked for and has not come."""
        self.error: WireError | None = None
        self._asked = 0
        self._again = QTimer(self, singleShot=True, interval=ASK_AGAIN_MS)
        self._again.timeout.connect(self._ask_again)
        call.strip_changed.connect(self.changed)

    # --- what is possible ---

    @property
    def known(self) -> tuple[ScenarioEntry, ...]:
        """Each scenario once: of a published one that has a draft too, the published one, because that is practised."""
        once: dict[str, ScenarioEntry] = {}
        for entry in self.catalogue.scenarios if self.catalogue is not None else ():
            once.setdefault(entry.id, entry)
        return tuple(once.values())

    @property
    def scenarios(self) -> tuple[ScenarioEntry, ...]:
        """Those that are shown: due ones first, then the recommended one, then the others as they came."""
        shown = [entry for entry in self.known if self.kind in ("", entry.kind)]
        return tuple(sorted(shown, key=lambda entry: (not (entry.due and not entry.passed), entry.due, not entry.recommended)))

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds there are, each once."""
        return tuple(dict.fromkeys(entry.kind for entry in self.catalogue.scenarios)) if self.catalogue is not None else ()

    @property
    def entry(self) -> ScenarioEntry | None:
        """The chosen scenario."""
        return next((entry for entry in self.scenarios if entry.id == self.chosen), None)

    @property
    def online(self) -> bool:
        """True while the server can be asked."""
        return self.call.link.phase == "online"

    @property
    def has_voice(self) -> bool:
        """True if the customer can speak."""
        return self.catalogue is not None and bool(self.catalogue.voices)

    @property
    def has_microphone(self) -> bool:
        """True if the trainee can speak."""
        return bool(self.call.devices["agent"])

    @property
    def can_start(self) -> bool:
        """True if the chosen scenario can begin now."""
        return self.online and self.entry is not None and self.call.phase in ("rest", "ended")

    def days_left(self, entry: ScenarioEntry, today: datetime.date | None = None) -> int | None:
        """Days until it is due, negative if it is overdue; None: it is not due, or passed."""
        try:
            due = datetime.date.fromisoformat(entry.due[:10])
        except ValueError:
            return None
        return None if entry.passed else (due - (today or datetime.date.today())).days

    # --- what the trainee does ---

    def refresh(self) -> None:
        """Ask for the scenarios and one's own attempts."""
        self._send(TrainingQuery(lang=self.lang))
        self.show_attempts("")

    def show_kind(self, kind: str) -> None:
        """Show one kind only; empty: all."""
        self.kind = kind
        if self.entry is None:
            self.chosen = self.scenarios[0].id if self.scenarios else ""
            self._fit_choice()
        self.changed.emit()

    def choose(self, scenario: str) -> None:
        """Look at this scenario; what was assigned with it is set."""
        self.chosen = scenario
        self._fit_choice()
        self.changed.emit()

    def _fit_choice(self) -> None:
        entry = self.entry
        if entry is None:
            return
        if entry.assigned_difficulty in get_args(Difficulty):
            self.difficulty = entry.assigned_difficulty  # type: ignore[assignment]
        elif self.difficulty not in entry.difficulties and entry.difficulties:
            self.difficulty = entry.difficulties[0]
        if entry.assigned_assistance in get_args(Assistance):
            self.assistance = entry.assigned_assistance  # type: ignore[assignment]

    def set_way(self, *, difficulty: Difficulty | None = None, assistance: Assistance | None = None,
                voice: bool | None = None, microphone: bool | None = None, computer_voice: bool | None = None,
                surroundings: str | None = None) -> None:
        """How to practise."""
        self.difficulty = difficulty or self.difficulty
        self.assistance = assistance or self.assistance
        self.wants_voice = self.wants_voice if voice is None else voice
        self.wants_microphone = self.wants_microphone if microphone is None else microphone
        self.wants_computer_voice = self.wants_computer_voice if computer_voice is None else computer_voice
        self.surroundings = surroundings or self.surroundings
        self.changed.emit()

    @Slot()
    def start(self) -> None:
        """Begin the chosen scenario."""
        entry = self.entry
        if entry is not None and self.can_start:
            speaks = self.wants_voice and self.has_voice and not self.wants_computer_voice
            noise = self.surroundings if self.surroundings in ("office", "street") else ""
            self.start_wanted.emit(Plan(
                entry.id, entry.title, entry.goal, self.difficulty, self.assistance, voice=speaks,
                typing=not (self.wants_microphone and self.has_microphone),
                line="plain" if self.surroundings == "plain" else "telephone", background=noise,  # type: ignore[arg-type]
                computer_voice=self.wants_computer_voice and self.computer_voice))

    def refuse(self, error: WireError) -> None:
        """The server did not take the call."""
        self.error = error
        self.failed.emit()
        self.refused.emit()

    def show_attempts(self, trainee: str, name: str = "") -> None:
        """List one's own attempts, or those of a trainee, who is called `name`."""
        self.trainee, self.trainee_name, self.attempts = trainee, name or trainee, None
        self._send(AttemptsQuery(trainee=trainee))
        self.attempts_changed.emit()

    def open_report(self, call: str) -> None:
        """Read the report of this call."""
        self.waiting_for, self.report, self._asked = call, None, 1
        self._send(ReportQuery(call=call))
        self.report_changed.emit()
        self.report_asked.emit()

    def name_of(self, report: TrainingReport) -> str:
        """How the trainee of a report is called, as far as it is known here."""
        if not self.trainee:
            return self.call.welcome.display_name or report.trainee
        return self.trainee_name if report.trainee == self.trainee else report.trainee

    def _ask_again(self) -> None:
        if self.waiting_for:
            self._asked += 1
            self.ask.emit(ReportQuery(call=self.waiting_for))

    def sign(self, comment: str) -> None:
        """Sign the open report, as a trainer."""
        if self.report is not None:
            self._send(SignReport(call=self.report.call, comment=comment))

    def _send(self, message: Message) -> None:
        self.error = None
        self.failed.emit()
        self.ask.emit(message)

    # --- what the server says ---

    @Slot(object)
    def apply(self, message: Message) -> None:
        """Take in an answer; other messages are not for this window."""
        if isinstance(message, TrainingCatalogue):
            if message.lang == self.lang:
                self._take_catalogue(message)
        elif isinstance(message, Attempts):
            if message.trainee == self.trainee:
                self.attempts = message
                self.attempts_changed.emit()
        elif isinstance(message, TrainingReport):
            known = self.report.call if self.report is not None else ""
            if message.call in (self.waiting_for, known) and message.call:
                self.report, self.waiting_for = message, ""
                self.report_changed.emit()
        elif isinstance(message, WireError) and message.code.partition(".")[0] in FAMILIES and (
                not message.call or message.call == self.waiting_for):
            if self.waiting_for and message.retryable and self._asked < ASK_AGAIN_TIMES:
                self._again.start()
                return
            self.error, self.waiting_for = message, ""
            self.failed.emit()
            self.report_changed.emit()

    def _take_catalogue(self, message: TrainingCatalogue) -> None:
        self.catalogue = message
        if self.entry is None:
            wanted = next((entry for entry in self.scenarios if entry.recommended), None)
            first = wanted or (self.scenarios[0] if self.scenarios else None)
            due = next((entry for entry in self.scenarios if (self.days_left(entry) or 1) < 0), None)
            self.chosen = (due or first).id if (due or first) is not None else ""  # type: ignore[union-attr]
            self._fit_choice()
        self.changed.emit()
