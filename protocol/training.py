"""Training mode: choosing a scenario, the simulated customer's voice, and the report.

A training call is a call like any other: `CallStart(training=True, scenario=…)`, packets, finals, assistance, `CallEnd`.
What is added: the server speaks the customer's part (`CustomerVoice`), the client plays it and sends it back as the packets
of the customer channel, so that nothing after capture knows the difference.
"""

from __future__ import annotations

from typing import Literal

from .message import CallEvent, Language, Message

Assistance = Literal["shown", "hint", "exam"]
"""`hint`: suggestions after five seconds; `exam`: recorded but not shown."""
Difficulty = Literal["easy", "normal", "hard"]
RUBRIC = ("greeting", "identification", "need", "knowledge", "objection", "disclosure", "compliance", "empathy", "closing",
          "pace", "silence", "interruptions", "length")
"""Lines of the rubric, in the order of the report."""
NOT_BEGUN = "not_begun"
"""Outcome of a call that its trainee left before it had begun: it has a report, and is no attempt."""


class TrainingQuery(Message, frozen=True, kw_only=True, tag="training_query"):
    """Client to server: what can I practise?"""

    lang: Language = "zh"


class ScenarioEntry(Message, frozen=True, kw_only=True, tag="scenario_entry"):
    """One scenario as a trainee chooses it; hidden needs and traps stay on the server."""

    id: str
    title: str
    kind: str
    """`sale`, `service`, `complaint`, `collection`, `fraud`, `vulnerable`, `advice`."""
    goal: str
    """What the trainee should reach, in a sentence."""
    persona: str = ""
    mood: str = "calm"
    """The customer's mood at the beginning."""
    minutes: int = 5
    difficulties: tuple[Difficulty, ...] = ("easy", "normal", "hard")
    draft: bool = False
    """True for a scenario that only trainers see."""
    attempts: int = 0
    """This person's own, finished ones."""
    best: float = -1.0
    """Best total of this person, 0..100; -1: none yet."""
    last: float = -1.0
    pass_mark: float = 60.0
    due: str = ""
    """ISO date by which it was assigned; empty: it was not."""
    assigned_by: str = ""
    assigned_difficulty: str = ""
    assigned_assistance: str = ""
    passed: bool = False
    recommended: bool = False
    why: str = ""
    """Rubric line that made it the recommended one."""


class TrainingCatalogue(Message, frozen=True, kw_only=True, tag="training_catalogue"):
    """Server to client: the answer."""

    lang: Language
    scenarios: tuple[ScenarioEntry, ...] = ()
    voices: tuple[str, ...] = ()
    """Speech engines that can speak now, best first; empty: the customer only writes."""
    engine: str = "script"
    """Who plays the customer: `script` or the language model's name."""
    problem: str = ""
    """Code why there is no voice: `tts.engine_missing`, …"""


class CustomerVoice(Message, frozen=True, kw_only=True, tag="customer_voice"):
    """Server to client: a piece of what the simulated customer says, faster than it is spoken."""

    call: str
    turn: int
    """1, 2, 3 …"""
    number: int
    """Piece of the turn: 0, 1, 2 …"""
    pcm: bytes
    """16 kHz mono signed 16-bit little-endian, at most 20,000 bytes; empty if there is no voice."""
    last: bool = False
    """True for the turn's last piece."""
    text: str = ""
    """Only while there is no voice, in the first piece: the words, shown instead of spoken."""


class CustomerNoise(Message, frozen=True, kw_only=True, tag="customer_noise"):
    """Server to client: what is heard behind the customer, in pieces; the whole is played over and over through the call."""

    call: str
    number: int
    """0, 1, 2 …"""
    pcm: bytes
    """16 kHz mono signed 16-bit little-endian, at most 20,000 bytes; ends as it begins."""
    last: bool = False


class CustomerSilence(Message, frozen=True, kw_only=True, tag="customer_silence"):
    """Server to client: the customer was interrupted and stops; throw away what is not played of this turn."""

    call: str
    turn: int


class CustomerHeard(Message, frozen=True, kw_only=True, tag="customer_heard"):
    """Client to server: this turn was played to its end, or to here."""

    call: str
    turn: int
    played_ms: int
    stopped: bool = False
    """True if it did not come to its end."""


class TypedLine(Message, frozen=True, kw_only=True, tag="typed_line"):
    """Client to server: the trainee types what he would say; only in a training call."""

    call: str
    text: str


class CustomerLeft(CallEvent, frozen=True, kw_only=True, tag="customer_left"):
    """Server to client: the simulated customer is done or has hung up; the client ends the call."""

    outcome: Literal["success", "failure", "hung_up", "timeout"]
    why: str = ""
    """Code of the end: the scenario's own id, or `bored`, `insulted`, `silence`, `out_of_role`, `too_long`."""


class RubricLine(Message, frozen=True, kw_only=True, tag="rubric_line"):
    """One line of the report."""

    line: str
    """One of `RUBRIC`."""
    weight: float
    score: float
    """0..100; -1: does not apply to this call."""
    why: str = ""
    """One sentence."""
    quotes: tuple[str, ...] = ()
    """The trainee's or the customer's words it rests on, masked."""
    at_ms: tuple[int, ...] = ()
    """Call time of each quote."""


class ReportMoment(Message, frozen=True, kw_only=True, tag="report_moment"):
    """One moment of the time line."""

    at_ms: int
    kind: Literal["done", "missed", "alert", "objection", "trap", "interruption", "silence", "mood", "end"]
    text: str
    line: str = ""
    """Rubric line it counts in."""


class BetterLine(Message, frozen=True, kw_only=True, tag="better_line"):
    """What could have been said instead."""

    at_ms: int
    said: str
    """The trainee's own words, or the customer's that had no answer."""
    better: str
    """An approved reply or the house's wording."""
    source: str = ""
    why: str = ""


class TrainingReport(Message, frozen=True, kw_only=True, tag="training_report"):
    """Server to client: the report of one finished training call.  No emotion of the trainee is in it, anywhere."""

    call: str
    scenario: str = ""
    title: str = ""
    trainee: str = ""
    lang: Language = "zh"
    difficulty: str = "normal"
    assistance: str = "shown"
    at: str = ""
    """ISO 8601, when it began."""
    duration_ms: int = 0
    outcome: str = ""
    """As in `CustomerLeft`; or `ended` (by the trainee), `interrupted`, `NOT_BEGUN`."""
    why: str = ""
    total: float = 0.0
    """0..100."""
    pass_mark: float = 60.0
    passed: bool = False
    goal: str = ""
    lines: tuple[RubricLine, ...] = ()
    moments: tuple[ReportMoment, ...] = ()
    better: tuple[BetterLine, ...] = ()
    mood: tuple[tuple[int, float], ...] = ()
    """The simulated customer's mood: (call time in ms, -1..1)."""
    attempts: tuple[tuple[str, float], ...] = ()
    """This person's earlier attempts at this scenario: (ISO time, total), oldest first, this one last."""
    best_total: float = -1.0
    """Of the best recorded handling; -1: there is none."""
    best_by: str = ""
    """`expert` for the built-in good agent, else empty: a colleague is not named."""
    best_lines: tuple[tuple[str, float], ...] = ()
    """(rubric line, score) of that handling."""
    best_words: tuple[str, ...] = ()
    """What was said there, masked; at most twelve lines."""
    next_scenario: str = ""
    next_title: str = ""
    next_why: str = ""
    """Weakest rubric line that it practises."""
    comment: str = ""
    """The trainer's."""
    signed_by: str = ""
    signed_at: str = ""


class ReportQuery(Message, frozen=True, kw_only=True, tag="report_query"):
    """Client to server: the report of this call; of another person's only for a trainer of the team."""

    call: str


class Attempt(Message, frozen=True, kw_only=True, tag="attempt"):
    """One finished training call in a list."""

    call: str
    trainee: str
    scenario: str
    title: str
    difficulty: str
    assistance: str
    at: str
    total: float
    passed: bool
    outcome: str = ""
    signed: bool = False


class AttemptsQuery(Message, frozen=True, kw_only=True, tag="attempts_query"):
    """Client to server: my attempts, or (a trainer) those of this trainee."""

    trainee: str = ""


class Attempts(Message, frozen=True, kw_only=True, tag="attempts"):
    """Server to client: the answer, newest first."""

    trainee: str = ""
    attempts: tuple[Attempt, ...] = ()


# -- the trainer ----------------------------------------------------------------------------------------------------


class ClassQuery(Message, frozen=True, kw_only=True, tag="class_query"):
    """Trainer's client to server: my class now, and whenever it changes."""

    on: bool = True


class Trainee(Message, frozen=True, kw_only=True, tag="trainee"):
    """One person of the class."""

    user: str
    name: str
    attempts: int = 0
    last_at: str = ""
    mean: float = -1.0
    """Mean total of the last five; -1: none."""
    weakest: str = ""
    """Rubric line."""
    lines: dict[str, float] = {}
    """Rubric line -> mean score of the last five."""
    passed: tuple[str, ...] = ()
    """Scenarios."""
    due: tuple[str, ...] = ()
    """Assigned and not passed, `scenario@ISO date`."""
    overdue: int = 0
    live: str = ""
    """Id of the training call that runs now."""


class ClassOverview(Message, frozen=True, kw_only=True, tag="class_overview"):
    """Server to a trainer's client: the persons of the trainer's team, in the order of their names."""

    trainees: tuple[Trainee, ...] = ()


class Assign(Message, frozen=True, kw_only=True, tag="assign"):
    """Trainer's client to server: practise this until then; `due` empty takes it back."""

    trainees: tuple[str, ...]
    scenario: str
    due: str
    """ISO date."""
    difficulty: Difficulty = "normal"
    assistance: Assistance = "shown"


class SetPassMark(Message, frozen=True, kw_only=True, tag="pass_mark"):
    """Trainer's client to server: the total from which a scenario counts as passed."""

    scenario: str
    pass_mark: float


class SignReport(Message, frozen=True, kw_only=True, tag="sign_report"):
    """Trainer's client to server: a comment under a report, and the trainer's name."""

    call: str
    comment: str = ""


class ScenarioText(Message, frozen=True, kw_only=True, tag="scenario_text"):
    """Either way: a scenario as its TOML; the client asks with an empty text, the trainer writes with a filled one."""

    scenario: str
    lang: Language = "zh"
    text: str = ""
    draft: bool = True
    """False for one of the published playbook, which is copied into a draft when it is written."""


class ScenarioProblem(Message, frozen=True, kw_only=True, tag="scenario_problem"):
    """One thing that is wrong with a scenario."""

    line: int
    """Of the TOML, from 1; 0: the whole."""
    code: str
    text: str
    field: str = ""


class ScenarioTry(Message, frozen=True, kw_only=True, tag="scenario_try"):
    """Trainer's client to server: check this text and play it with the built-in agents; nothing is kept."""

    scenario: str
    lang: Language
    text: str
    said: tuple[str, ...] = ()
    """What the trainer types as the agent so far: the preview answers with the customer's next words."""
    difficulty: Difficulty = "normal"
    play: bool = False
    """True: let the good, the bad and the silent agent play it too (seconds)."""
    number: int = 0
    """Returned as it came."""


class ScenarioTried(Message, frozen=True, kw_only=True, tag="scenario_tried"):
    """Server to client: the answer."""

    scenario: str
    number: int = 0
    problems: tuple[ScenarioProblem, ...] = ()
    customer: tuple[str, ...] = ()
    """What the customer says: the opening, then one for each of `said`."""
    moods: tuple[float, ...] = ()
    ended: str = ""
    """Outcome, if the preview came to an end."""
    good: str = ""
    bad: str = ""
    silent: str = ""
    """Outcome of each built-in agent, if they played."""
    missed: tuple[str, ...] = ()
    """What even the good agent left unsaid of the checklist, if they played."""


class ScenarioDelete(Message, frozen=True, kw_only=True, tag="scenario_delete"):
    """Trainer's client to server: throw a draft away."""

    scenario: str
    lang: Language = "zh"


__all__ = ["Assign", "Assistance", "Attempt", "Attempts", "AttemptsQuery", "BetterLine", "ClassOverview", "ClassQuery",
           "CustomerHeard", "CustomerLeft", "CustomerNoise", "CustomerSilence", "CustomerVoice", "Difficulty", "NOT_BEGUN",
           "RUBRIC", "ReportMoment", "ReportQuery", "RubricLine", "ScenarioDelete", "ScenarioEntry", "ScenarioProblem",
           "ScenarioText", "ScenarioTried", "ScenarioTry", "SetPassMark", "SignReport", "Trainee", "TrainingCatalogue",
           "TrainingQuery", "TrainingReport", "TypedLine"]
